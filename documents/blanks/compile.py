"""A blank form compiled: its model, and the model's fields placed in the blank's own text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from documents.blanks.confirm import confirm, with_model
from documents.blanks.infer import infer
from documents.blanks.overrides import FieldOverride
from documents.blanks.places import Places
from documents.blanks.placing import place_tagged
from documents.blanks.slots import Blank, slots_of
from documents.blanks.tagged import TAG, tagged_model
from documents.content import Content, read_content
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
    if overrides is None:
        return _bare_model(content, places, key, title)
    if _is_tagged(places):
        return tagged_model(places, key, title, overrides)
    return confirm(infer(content, key, title).model, overrides)


def _is_tagged(places: Places) -> bool:
    return any(TAG.fullmatch(each.tag) for each in places.tagged)


def _bare_model(content: Content, places: Places, key: str, title: str) -> FormModel:
    """The model of a blank that came alone: by its tags, if they are meant for us and most answers have one."""
    inferred = infer(content, key, title)
    bare = sum(not slot.tag for slot in slots_of(inferred.lines))
    if not _is_tagged(places) or bare > len(places.tagged):
        return inferred.model
    try:
        return tagged_model(places, key, title)
    except DocumentError:
        return inferred.model


@lru_cache(maxsize=_CACHED)
def compile_blank(data: bytes, model: FormModel) -> Blank:
    """The blank `data` with the fields of its model in place. Raises DocumentError when a field has no place."""
    content = read_content(check_docx(data))
    if model.version == 0:
        return place_tagged(content, model)
    return with_model(infer(content, model.key, model.title), model)
