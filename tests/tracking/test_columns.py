"""What a campaign's folder may say fits into the columns that keep it."""

from __future__ import annotations

from typing import Annotated

import pytest
from django.db.models import CharField, Model
from pydantic import BaseModel, TypeAdapter, ValidationError

from campaigns import spec, units
from tracking.models import (
    Batch,
    BatchPaper,
    Campaign,
    CampaignFile,
    Contact,
    Dispatch,
    FormVersion,
    Item,
    Unit,
    UnitAlias,
)
from workflows import sending

KEPT: list[tuple[type[BaseModel], str, type[Model], str]] = [
    (spec.About, "code", Campaign, "code"),
    (spec.About, "title_lines", Campaign, "title"),
    (spec.Paper, "key", BatchPaper, "key"),
    (spec.Paper, "file", CampaignFile, "name"),
    (spec.Paper, "attach_as", BatchPaper, "attachment_name"),
    (spec.Form, "key", FormVersion, "key"),
    (spec.Form, "key", Item, "form_key"),
    (spec.Form, "title", FormVersion, "title"),
    (spec.Form, "attach_as", FormVersion, "file_name"),
    (spec.Batch, "key", Batch, "key"),
    (spec.Batch, "title", Batch, "title"),
]


def width(model: type[Model], column: str) -> int:
    """Characters that the column takes."""
    field = model._meta.get_field(column)
    assert isinstance(field, CharField) and field.max_length
    return field.max_length


def accepts(model: type[BaseModel], name: str, text: str) -> bool:
    """Whether the specification's entry takes the text."""
    field = model.model_fields[name]
    adapter = TypeAdapter[str](Annotated[str, *field.metadata])
    try:
        adapter.validate_python(text)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    ("part", "field", "model", "column"), KEPT, ids=lambda value: getattr(value, "__name__", value)
)
def test_the_longest_text_of_a_campaign_fits_its_column(
    part: type[BaseModel], field: str, model: type[Model], column: str
) -> None:
    assert accepts(part, field, "a")
    assert not accepts(part, field, "a" * (width(model, column) + 1))


def test_the_longest_cell_of_the_units_list_fits_its_column() -> None:
    columns = {
        "单位名称": width(Unit, "name"),
        "简称": width(UnitAlias, "name"),
        "邮箱": width(Contact, "email"),
        "联系人职务": width(Contact, "post"),
        "电话": width(Contact, "phone"),
    }
    assert columns == units.LONGEST
    assert max(map(len, units.KINDS.values())) <= width(Unit, "kind")


def test_the_longest_subject_fits_its_column() -> None:
    assert width(Dispatch, "subject") == sending.LONGEST_SUBJECT
