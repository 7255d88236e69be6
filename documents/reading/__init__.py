"""Returned forms read against the blank that was issued: values with evidence, or the reasons for doubt."""

from documents.reading.read import read
from documents.reading.result import Expected, FieldReading, Reading, RowReading, TableReading

__all__ = ["Expected", "FieldReading", "Reading", "RowReading", "TableReading", "read"]
