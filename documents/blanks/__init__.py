"""A blank form compiled: what it asks for, and where in its text each answer goes."""

from documents.blanks.compile import compile_blank, model_from_blank
from documents.blanks.overrides import FieldOverride
from documents.blanks.remarks import remarks

__all__ = ["FieldOverride", "compile_blank", "model_from_blank", "remarks"]
