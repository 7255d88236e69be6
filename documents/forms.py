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
    PHONE = "phone"  # mobile or landline
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


NUMBER_TYPES = frozenset({FieldType.INTEGER, FieldType.DECIMAL, FieldType.PERCENTAGE})
PHONE_TYPES = frozenset({FieldType.MOBILE, FieldType.LANDLINE, FieldType.PHONE})
# Words that no grammar ties to the question they answer: those of another question could stand there and look right.
OPEN_TYPES = frozenset({FieldType.TEXT, FieldType.LONG_TEXT, FieldType.PLACE, FieldType.POST, FieldType.UNIT})


@dataclass(frozen=True)
class FieldSpec:
    """One answer, its `label` as printed.

    `key` is the control's tag (in a table its part after the dot); without a tag it is the label itself.
    """

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
    """Everything that a form asks for, in the order of the blank.

    `version` counts the rules that inferred it from a blank without tags; 0: its tags say everything.
    """

    key: str
    title: str
    fields: tuple[FieldSpec, ...] = ()
    tables: tuple[TableSpec, ...] = ()
    version: int = 0

    def to_json(self) -> dict[str, Any]:
        """JSON types only; `from_json` is the inverse."""
        data: dict[str, Any] = {
            "key": self.key,
            "title": self.title,
            "fields": [each.to_json() for each in self.fields],
            "tables": [each.to_json() for each in self.tables],
        }
        if self.version:  # a stored model from before versions must stay equal to the same one compiled today
            data["version"] = self.version
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> FormModel:
        """The inverse of `to_json`. Raises KeyError, ValueError on other data."""
        return cls(
            data["key"],
            data["title"],
            tuple(FieldSpec.from_json(each) for each in data["fields"]),
            tuple(TableSpec.from_json(each) for each in data["tables"]),
            data.get("version", 0),
        )


def fields_json(model: FormModel) -> dict[str, Any]:
    """What the form asks for, as `shoufa fields --json` prints it."""
    fields = [each.to_json() for each in model.fields]
    return {"fields": fields, "tables": [each.to_json() for each in model.tables]}


def unique_labels(labels: list[str]) -> list[str]:
    """`labels` with " (2)", " (3)" after each repetition, so that rows can be keyed by them."""
    seen: dict[str, int] = {}
    unique = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        unique.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return unique
