"""Canonical values: what an answer's text means by its type, or the reason why that is not certain."""

from documents.values.choices import ticked_cell
from documents.values.measures import exceeds_whole, is_no_age, unit_differs
from documents.values.parse import Parsed, Value, is_address, is_another, is_nil, names_several_units, parse_value
from documents.values.people import person_like
from documents.values.unanswered import was_or_may_be
from documents.values.vocabulary import (
    asks_for_person,
    asks_for_time,
    holds_person_apart,
    is_measure,
    is_time_like,
    is_too_little,
    is_unusual,
    may_be_mobile,
    names_and_calls,
    no_person,
)

__all__ = [
    "Parsed",
    "Value",
    "asks_for_person",
    "asks_for_time",
    "exceeds_whole",
    "holds_person_apart",
    "is_address",
    "is_another",
    "is_measure",
    "is_nil",
    "is_no_age",
    "is_time_like",
    "is_too_little",
    "is_unusual",
    "may_be_mobile",
    "names_and_calls",
    "names_several_units",
    "no_person",
    "parse_value",
    "person_like",
    "ticked_cell",
    "unit_differs",
    "was_or_may_be",
]
