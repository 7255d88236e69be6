"""The form model: which fields and tables a form asks for, frozen with the blank that was issued."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class FieldType(StrEnum):
    """What an answer is; `documents.values` knows the canonical form of each."""

    NAME = "name"
    POST = "post"
    MOBILE = "mobile"
    LANDLINE = "landline"
    EMAIL = "email"
    INTEGER = "integer"
    DECIMAL = "decimal"
    PERCENTAGE = "percentage"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    UNIT = "unit"
    PLACE = "place"
    TEXT = "text"
    LONG_TEXT = "long_text"


@dataclass(frozen=True)
class FieldSpec:
    """One answer; `key` is the control's tag (in a table its part after the dot), `label` as printed."""

    key: str
    label: str
    type: FieldType = FieldType.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """JSON types only; `from_json` is the inverse."""
        return {
            "key": self.key,
            "label": self.label,
            "type": self.type.value,
            "required": self.required,
            "choices": list(self.choices),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> FieldSpec:
        """The inverse of `to_json`. Raises KeyError, ValueError on other data."""
        return cls(data["key"], data["label"], FieldType(data["type"]), data["required"], tuple(data["choices"]))


@dataclass(frozen=True)
class TableSpec:
    """A table with repeating rows; its columns are labelled by the header texts, in order, made unique."""

    key: str
    label: str
    columns: tuple[FieldSpec, ...]

    def to_json(self) -> dict[str, Any]:
        """JSON types only; `from_json` is the inverse."""
        return {"key": self.key, "label": self.label, "columns": [each.to_json() for each in self.columns]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> TableSpec:
        """The inverse of `to_json`. Raises KeyError, ValueError on other data."""
        return cls(data["key"], data["label"], tuple(FieldSpec.from_json(each) for each in data["columns"]))


@dataclass(frozen=True)
class FormModel:
    """Everything that a form asks for, in the order of the blank."""

    key: str
    title: str
    fields: tuple[FieldSpec, ...] = ()
    tables: tuple[TableSpec, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """JSON types only; `from_json` is the inverse."""
        return {
            "key": self.key,
            "title": self.title,
            "fields": [each.to_json() for each in self.fields],
            "tables": [each.to_json() for each in self.tables],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> FormModel:
        """The inverse of `to_json`. Raises KeyError, ValueError on other data."""
        return cls(
            data["key"],
            data["title"],
            tuple(FieldSpec.from_json(each) for each in data["fields"]),
            tuple(TableSpec.from_json(each) for each in data["tables"]),
        )


def unique_labels(labels: list[str]) -> list[str]:
    """`labels` with " (2)", " (3)" after each repetition, so that rows can be keyed by them."""
    seen: dict[str, int] = {}
    unique = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        unique.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return unique
