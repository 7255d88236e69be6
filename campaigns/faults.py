"""pydantic's errors → faults in a clerk's words, each with its key path and what is allowed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from campaigns.errors import Fault
from campaigns.spec import KIND_PREFIX, Campaign, UnitKind
from messages.language import mark

_FOUND = mark("Found {found}.")
_NO_ENTRY = mark("This entry is missing.")
_NO_KEY = mark("“{key}” is not known here.")

_ALLOWED: Mapping[str, str] = {
    "missing": mark("Add it; every entry is shown in templates_docx/footsteps/campaign.toml."),
    "extra_forbidden": mark("Known here: {keys}."),
    "literal_error": mark("Allowed: {names}."),
    "string_type": mark("Write a text in quotation marks."),
    "string_too_short": mark("The text must not be empty."),
    "string_too_long": mark("At most {max_length} characters."),
    "int_type": mark("Write a whole number without quotation marks."),
    "int_parsing": mark("Write a whole number without quotation marks."),
    "int_from_float": mark("Write a whole number."),
    "bool_type": mark("Write true or false without quotation marks."),
    "bool_parsing": mark("Write true or false without quotation marks."),
    "greater_than_equal": mark("The least number allowed is {ge}."),
    "less_than_equal": mark("The greatest number allowed is {le}."),
    "too_short": mark("Name at least {min_length}."),
    "tuple_type": mark("Write a list in square brackets, or [[double brackets]] for each entry."),
    "mapping_type": mark("Write a part of its own, headed [name]."),
    "dict_type": mark("Write a part of its own, headed [name]."),
    "model_type": mark("Write a part of its own, headed [name]."),
    "with_zone": mark("Write the local time without an offset; the zone is campaign.timezone."),
    "unknown_zone": mark("Write the name of a time zone such as Asia/Shanghai."),
}  # fmt: skip
_DATE = mark("Write a date such as 2016-04-22.")
_MOMENT = mark('Write date and time such as "2016-05-10 17:00".')
_CLOCK = mark('Write a time such as "09:00".')
_PAIR = mark('Write two times, from and to, such as ["20:00", "08:00"].')
_SELECTOR = mark('Allowed: "all", {kinds}, or a unit\'s code.')
_BY_KEY: Mapping[str, str] = {
    "issued_on": _DATE,
    "due": _MOMENT,
    "send_at": _CLOCK,
    "quiet": _PAIR,
    "email": mark("Write one e-mail address such as office@city.example."),
    "key": mark("Lower-case letters, digits and _, a letter first, at most 40."),
    "fields": mark(
        "A tag has lower-case letters, digits, _ and ., a letter first, at most 40; "
        "in a form without tags write the field's label in quotation marks."
    ),
    "code": mark("Letters, digits and -, at most 40."),
    "owed_by": _SELECTOR,
    "receive": _SELECTOR,
}
_ONE_LINE = mark("Write a text of one line.")


def spec_faults(file: str, raw: Mapping[str, object], error: ValidationError) -> list[Fault]:
    """One fault for each error of validating `raw`, the parsed `file`, against Campaign."""
    errors = error.errors(include_url=False)
    return [_fault(file, raw, details) for details in errors if not _follows(details, errors)]


def _follows(details: ErrorDetails, errors: Sequence[ErrorDetails]) -> bool:
    """A list counts as too short when its entries are wrong; then the entries' own errors say all."""
    loc = details["loc"]
    return details["type"] == "too_short" and any(
        other is not details and other["loc"][: len(loc)] == loc for other in errors
    )


def _fault(file: str, raw: Mapping[str, object], details: ErrorDetails) -> Fault:
    kind, loc = details["type"], details["loc"]
    loc = loc[:-1] if loc[-1:] == ("[key]",) else loc
    values: dict[str, object] = {
        **details.get("ctx", {}),
        "found": _shown(details["input"]),
        "key": loc[-1] if loc else "",
        "keys": ", ".join(_known_keys(loc)),
        "kinds": ", ".join(f'"{KIND_PREFIX}{kind}"' for kind in get_args(UnitKind)),
        "names": ", ".join(re.findall(r"'([^']*)'", details.get("ctx", {}).get("expected", ""))),
    }
    if kind == "missing" and loc[-2:-1] == ("quiet",):
        return Fault(f"{file}: {key_path(loc[:-1], raw)}", _NO_ENTRY, _PAIR, values)
    text = {"missing": _NO_ENTRY, "extra_forbidden": _NO_KEY}.get(kind, _FOUND)
    return Fault(f"{file}: {key_path(loc, raw)}", text, _allowed(kind, loc), values)


def _allowed(kind: str, loc: Sequence[int | str]) -> str:
    if kind in _ALLOWED:
        return _ALLOWED[kind]
    names = [part for part in loc if isinstance(part, str)]
    if "fields" in names:
        return _BY_KEY["fields"]
    return _BY_KEY.get(names[-1] if names else "", _ONE_LINE)


def key_path(loc: Sequence[int | str], raw: Mapping[str, object]) -> str:
    """("forms", 1, "due") → "forms[1].due (roster)": the path as TOML counts it and the entry's own key."""
    path, own_key = "", ""
    node: object = raw
    for part in loc:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
        node = _child(node, part)
        if isinstance(part, int) and isinstance(node, Mapping) and isinstance(node.get("key"), str):
            own_key = f" ({node['key']})"
    return path + own_key


def _child(node: object, part: int | str) -> object:
    if isinstance(node, Mapping):
        return node.get(part)
    if isinstance(node, list) and isinstance(part, int) and part < len(node):
        return node[part]
    return None


def _shown(value: object) -> str:
    """`value` as the clerk wrote it, shortened."""
    if isinstance(value, str):
        return f"“{value[:60]}”".replace("\n", "\\n")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)[:60]


def _known_keys(loc: Sequence[int | str]) -> list[str]:
    """The keys of the table that holds the last part of `loc`."""
    model: type[BaseModel] = Campaign
    for part in loc[:-1]:
        for name, field in model.model_fields.items():
            if part == (field.alias or name):
                model = _inner(field.annotation) or model
                break
    return [field.alias or name for name, field in model.model_fields.items()]


def _inner(annotation: object) -> type[BaseModel] | None:
    """The first model in an annotation such as tuple[Form, ...] or Mapping[str, FormField]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_inner, get_args(annotation))), None)
