"""A blank form compiled: its model, and the model's fields placed in the blank's own text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from documents.blanks.confirm import confirm, with_model
from documents.blanks.infer import infer
from documents.blanks.overrides import FieldOverride
from documents.blanks.places import Places
from documents.blanks.placing import place_tagged
from documents.blanks.slots import Blank
from documents.blanks.tagged import TAG, tagged_model
from documents.content import read_content
from documents.forms import FormModel
from documents.intake import check_docx
from messages.errors import DocumentError

_CACHED = 64  # blanks: what one campaign or one folder of returns needs at a time


def model_from_blank(
    data: bytes, key: str, title: str, overrides: Mapping[str, FieldOverride] | None = None
) -> FormModel:
    """The model of the blank form `data`.

    A control tagged `officer_name` is a field; controls tagged `points.name` in one table make the table
    `points` with repeating rows. Without any such control the fields are inferred and keyed by their labels.
    `overrides` gives type, requirement and choices by tag or label (a table's own key gives its label); None
    means that nothing is known: all are optional, of the type that label and control tell. Raises DocumentError
    naming the field and what is allowed, Rejection when the file is no usable .docx.
    """
    content = read_content(check_docx(data))
    places = Places.of(content)
    if any(TAG.fullmatch(each.tag) for each in places.tagged):
        try:
            return tagged_model(places, key, title, overrides)
        except DocumentError:
            if overrides is not None:
                raise  # of a bare blank nobody said that its tags are meant for us
    return confirm(infer(content, key, title).model, overrides or {})


@lru_cache(maxsize=_CACHED)
def compile_blank(data: bytes, model: FormModel) -> Blank:
    """The blank `data` with the fields of its model in place. Raises DocumentError when a field has no place."""
    content = read_content(check_docx(data))
    if model.version == 0:
        return place_tagged(content, model)
    return with_model(infer(content, model.key, model.title), model)
