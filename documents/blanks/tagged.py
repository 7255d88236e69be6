"""Blanks with tagged controls: every control is an answer, and its printed label has to agree with its title."""

from __future__ import annotations

import re
from collections.abc import Mapping

from documents.blanks.overrides import FieldOverride
from documents.blanks.places import Place, Places, RepeatingRows, as_label
from documents.blanks.types import choices_of, infer_type
from documents.content.parts import Control
from documents.forms import FieldSpec, FieldType, FormModel, TableSpec
from documents.wml import label_key, squeeze
from messages.errors import DocumentError
from messages.language import mark

TAG = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?")
_READABLE = frozenset(
    [
        "alias",
        "tag",
        "id",
        "lock",
        "placeholder",
        "showingPlcHdr",
        "rPr",
        "temporary",
        "label",
        "tabIndex",
        "richText",
        "appearance",
        "color",
        "date",
        "dropDownList",
        "comboBox",
    ]
)


def tagged_model(
    places: Places, key: str, title: str, overrides: Mapping[str, FieldOverride] | None = None
) -> FormModel:
    """The model of a blank with tagged controls; see `model_from_blank`. Raises DocumentError."""
    for each in (*places.untagged, *places.tagged):
        _check_kind(each, key)
    known = overrides if overrides is not None else {each.tag: FieldOverride() for each in places.tagged}
    _check_tags(places, known, key)
    bare = overrides is None
    fields = tuple(
        _field(each.control, each.tag, _label(places, each, known, key), known[each.tag], bare=bare)
        for each in places.tagged
        if "." not in each.tag
    )
    names = dict.fromkeys(each.tag.partition(".")[0] for each in places.tagged if "." in each.tag)
    return FormModel(key, title, fields, tuple(_table(places, name, known, key, bare=bare) for name in names))


def _field(control: Control, key: str, label: str, override: FieldOverride, *, bare: bool) -> FieldSpec:
    """A campaign that names no type means text; a bare blank says it by its labels and controls."""
    choices = choices_of(label, control) if bare else override.choices
    by_look = FieldType.CHOICE if choices else infer_type(label, control.kinds)
    return FieldSpec(key, label, override.type or (by_look if bare else FieldType.TEXT), override.required, choices)


def _check_kind(found: Place, place: str) -> None:
    control = found.control
    if not TAG.fullmatch(control.tag):
        raise DocumentError(
            mark("The content control “{title}” has the tag “{tag}”, which is no key."),
            place=place,
            remedy=mark("A tag is lower-case letters, digits and _, in a repeating row table.column."),
            title=control.alias or squeeze(found.text)[:20],
            tag=control.tag,
        )
    if "text" in control.kinds:
        raise DocumentError(
            mark("The content control “{tag}” is of the plain-text kind, which LibreOffice corrupts."),
            place=place,
            remedy=mark("Replace it by a rich-text content control."),
            tag=control.tag,
        )
    if control.kinds - _READABLE:
        raise DocumentError(
            mark("The content control “{tag}” is of the kind “{kind}”, which is not read."),
            place=place,
            remedy=mark("Use rich text, date, drop-down list or combo box."),
            tag=control.tag,
            kind=", ".join(sorted(control.kinds - _READABLE)),
        )


def _check_tags(places: Places, known: Mapping[str, FieldOverride], place: str) -> None:
    seen: set[object] = set()
    tags = {each.tag for each in places.tagged}
    for each in places.tagged:
        if each.tag not in known:
            raise DocumentError(
                mark("The blank has a content control “{tag}” that the campaign does not name."),
                place=place,
                remedy=mark("Name it there, or use one of: {known}."),
                tag=each.tag,
                known=", ".join(sorted(set(known) - tags)) or "–",
            )
        where = (each.tag, each.row if "." in each.tag else None)
        if where in seen:
            raise DocumentError(
                mark("The tag “{tag}” occurs twice."),
                place=place,
                remedy=mark("A tag may occur once in a form, in a repeating row once in each row."),
                tag=each.tag,
            )
        seen.add(where)
        if each.inside:
            raise DocumentError(
                mark("The content control “{tag}” lies inside another one."),
                place=place,
                remedy=mark("Put the two beside each other, each with its own label."),
                tag=each.tag,
            )
    absent = sorted(set(known) - tags - {tag.partition(".")[0] for tag in tags if "." in tag})
    if absent:
        raise DocumentError(
            mark("The campaign names “{tag}”, but the blank has no content control with this tag."),
            place=place,
            remedy=mark("Add the control to the blank; its tags are: {known}."),
            tag=", ".join(absent),
            known=", ".join(sorted(tags)) or "–",
        )


def _label(places: Places, place: Place, known: Mapping[str, FieldOverride], where: str) -> str:
    """The printed label of a single field, agreed with the control's title and the campaign."""
    printed = places.labels(place)
    wanted = [each for each in (known[place.tag].label, place.control.alias) if each]
    if not wanted:
        found = next(filter(None, printed.values()), "")
    else:
        agreed = {label_key(each) for each in wanted}
        found = next((text for text in printed.values() if {label_key(text)} == agreed), "")
    if not found:
        raise DocumentError(
            mark("The content control “{tag}” is titled “{title}”, but beside it stands “{printed}”."),
            place=where,
            remedy=mark("Title (w:alias), label in the campaign and printed label have to be the same words."),
            tag=place.tag,
            title=" / ".join(wanted),
            printed=" / ".join(filter(None, printed.values())),
        )
    return found


def _table(places: Places, name: str, known: Mapping[str, FieldOverride], where: str, *, bare: bool) -> TableSpec:
    rows = places.repeating(name)
    if rows is None:
        raise DocumentError(
            mark("The repeating rows “{tag}” are not the same rows of one table below a header row."),
            place=where,
            remedy=mark("Put its content controls in one table, one in a cell, the headers in the row above."),
            tag=name,
        )
    columns = []
    for position, place in sorted(rows.prototype.items()):
        override = known[place.tag]
        label = _header(places, rows, position, override, where)
        columns.append(_field(place.control, place.tag.partition(".")[2], label, override, bare=bare))
    label = known[name].label if name in known else ""
    return TableSpec(name, label or rows.title or name, tuple(columns))


def _header(places: Places, rows: RepeatingRows, position: int, override: FieldOverride, where: str) -> str:
    """The unique header of one column, agreed with the control's title and the campaign."""
    place, label = rows.prototype[position], rows.labels[position]
    printed = places.header_text(rows.header, rows.header.cells[position])
    wanted = [each for each in (override.label, place.control.alias) if each]
    if not printed or any(label_key(each) not in (label_key(printed), label_key(label)) for each in wanted):
        raise DocumentError(
            mark("The content control “{tag}” is titled “{title}”, but its column is headed “{printed}”."),
            place=where,
            remedy=mark("Title (w:alias), label in the campaign and header have to be the same words."),
            tag=place.tag,
            title=" / ".join(wanted),
            printed=printed,
        )
    return as_label(label)
