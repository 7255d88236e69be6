"""A blank form compiled to its model: every tagged control with the label that is printed beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from documents.forms import FieldSpec, FieldType, FormModel, TableSpec
from documents.intake import check_docx
from documents.layout import Control, Layout
from documents.wml import Element, alias_of, label_key, squeeze, tag_of, text_of, w
from messages.errors import DocumentError
from messages.language import mark

_TAG = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?")
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


@dataclass(frozen=True)
class FieldOverride:
    """What the campaign says about one tag; `label` "" means: whatever the blank prints."""

    type: FieldType = FieldType.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    label: str = ""


def model_from_blank(
    data: bytes, key: str, title: str, overrides: Mapping[str, FieldOverride] | None = None
) -> FormModel:
    """The model of the blank form `data`.

    A control tagged `officer_name` is a field; controls tagged `points.name` in one table make the table
    `points` with repeating rows. `overrides` gives type, requirement and choices by tag (a table's own key
    gives its label); None means that nothing is known and all are optional text. Raises DocumentError naming
    the tag and what is allowed, Rejection when the file is no usable .docx.
    """
    layout = Layout.of(check_docx(data))
    for element in layout.untagged:
        _check_kind(element, key)
    for control in layout.controls:
        _check_kind(control.element, key)
    known = overrides if overrides is not None else {each.tag: FieldOverride() for each in layout.controls}
    _check_tags(layout, known, key)
    singles = [each for each in layout.controls if "." not in each.tag]
    rows = [each for each in layout.controls if "." in each.tag]
    fields = tuple(_field(each.tag, _label(layout, each, known, key), known[each.tag]) for each in singles)
    names = dict.fromkeys(each.tag.partition(".")[0] for each in rows)
    return FormModel(key, title, fields, tuple(_table(layout, name, known, key) for name in names))


def _field(key: str, label: str, override: FieldOverride) -> FieldSpec:
    return FieldSpec(key, label, override.type, override.required, override.choices)


def _check_kind(control: Element, place: str) -> None:
    tag = tag_of(control)
    if not _TAG.fullmatch(tag):
        raise DocumentError(
            mark("The content control “{title}” has the tag “{tag}”, which is no key."),
            place=place,
            remedy=mark("A tag is lower-case letters, digits and _, in a repeating row table.column."),
            title=alias_of(control) or squeeze(text_of(control))[:20],
            tag=tag,
        )
    kinds = _kinds(control)
    if "text" in kinds:
        raise DocumentError(
            mark("The content control “{tag}” is of the plain-text kind, which LibreOffice corrupts."),
            place=place,
            remedy=mark("Replace it by a rich-text content control."),
            tag=tag,
        )
    if kinds - _READABLE:
        raise DocumentError(
            mark("The content control “{tag}” is of the kind “{kind}”, which is not read."),
            place=place,
            remedy=mark("Use rich text, date, drop-down list or combo box."),
            tag=tag,
            kind=", ".join(sorted(kinds - _READABLE)),
        )


def _kinds(control: Element) -> set[str]:
    properties = control.find(w("sdtPr"))
    return {str(each.tag).rpartition("}")[2] for each in properties} if properties is not None else set()


def _check_tags(layout: Layout, known: Mapping[str, FieldOverride], place: str) -> None:
    seen: set[object] = set()
    tags = {each.tag for each in layout.controls}
    for control in layout.controls:
        if control.tag not in known:
            raise DocumentError(
                mark("The blank has a content control “{tag}” that the campaign does not name."),
                place=place,
                remedy=mark("Name it there, or use one of: {known}."),
                tag=control.tag,
                known=", ".join(sorted(set(known) - tags)) or "–",
            )
        where = (control.tag, control.row if "." in control.tag else None)
        if where in seen:
            raise DocumentError(
                mark("The tag “{tag}” occurs twice."),
                place=place,
                remedy=mark("A tag may occur once in a form, in a repeating row once in each row."),
                tag=control.tag,
            )
        seen.add(where)
    absent = sorted(set(known) - tags - {tag.partition(".")[0] for tag in tags if "." in tag})
    if absent:
        raise DocumentError(
            mark("The campaign names “{tag}”, but the blank has no content control with this tag."),
            place=place,
            remedy=mark("Add the control to the blank; its tags are: {known}."),
            tag=", ".join(absent),
            known=", ".join(sorted(tags)) or "–",
        )


def _label(layout: Layout, control: Control, known: Mapping[str, FieldOverride], place: str) -> str:
    """The printed label of a single field, agreed with the control's title and the campaign."""
    printed = layout.labels(control)
    wanted = [each for each in (known[control.tag].label, alias_of(control.element)) if each]
    if not wanted:
        found = next(filter(None, printed.values()), "")
    else:
        agreed = {label_key(each) for each in wanted}
        found = next((text for text in printed.values() if {label_key(text)} == agreed), "")
    if not found:
        raise DocumentError(
            mark("The content control “{tag}” is titled “{title}”, but beside it stands “{printed}”."),
            place=place,
            remedy=mark("Title (w:alias), label in the campaign and printed label have to be the same words."),
            tag=control.tag,
            title=" / ".join(wanted),
            printed=" / ".join(filter(None, printed.values())),
        )
    return found


def _table(layout: Layout, name: str, known: Mapping[str, FieldOverride], place: str) -> TableSpec:
    table = layout.repeating(name)
    if table is None:
        raise DocumentError(
            mark("The repeating rows “{tag}” are not the same rows of one table below a header row."),
            place=place,
            remedy=mark("Put its content controls in one table, one in a cell, the headers in the row above."),
            tag=name,
        )
    columns = []
    for cell, label in table.headers:
        control = table.prototype.get(cell.column)
        if control is None:
            continue
        printed = layout.header_text(table.header, cell)
        override = known[control.tag]
        wanted = [each for each in (override.label, alias_of(control.element)) if each]
        if not printed or any(label_key(each) not in (label_key(printed), label_key(label)) for each in wanted):
            raise DocumentError(
                mark("The content control “{tag}” is titled “{title}”, but its column is headed “{printed}”."),
                place=place,
                remedy=mark("Title (w:alias), label in the campaign and header have to be the same words."),
                tag=control.tag,
                title=" / ".join(wanted),
                printed=printed,
            )
        columns.append(_field(control.tag.partition(".")[2], label, override))
    label = known[name].label if name in known else ""
    return TableSpec(name, label or table.title or name, tuple(columns))
