"""A blank form compiled: its model, and the model's fields placed in the blank's own text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from documents.blanks.overrides import FieldOverride
from documents.blanks.places import Places
from documents.blanks.placing import place_tagged
from documents.blanks.slots import Blank
from documents.blanks.tagged import tagged_model
from documents.content import read_content
from documents.forms import FormModel
from documents.intake import check_docx

_CACHED = 64  # blanks: what one campaign or one folder of returns needs at a time


def model_from_blank(
    data: bytes, key: str, title: str, overrides: Mapping[str, FieldOverride] | None = None
) -> FormModel:
    """The model of the blank form `data`.

    A control tagged `officer_name` is a field; controls tagged `points.name` in one table make the table
    `points` with repeating rows. `overrides` gives type, requirement and choices by tag (a table's own key
    gives its label); None means that nothing is known and all are optional. Raises DocumentError naming
    the tag and what is allowed, Rejection when the file is no usable .docx.
    """
    return tagged_model(Places.of(read_content(check_docx(data))), key, title, overrides)


@lru_cache(maxsize=_CACHED)
def compile_blank(data: bytes, model: FormModel) -> Blank:
    """The blank `data` with the fields of its model in place. Raises DocumentError when a field has no place."""
    return place_tagged(read_content(check_docx(data)), model)
