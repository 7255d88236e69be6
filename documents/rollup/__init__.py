"""All accepted answers of a batch in one Excel and one Word table; read files in one Excel."""

from documents.rollup.excel import write_xlsx
from documents.rollup.readings import write_readings
from documents.rollup.sheet import RollupRow, RollupSheet
from documents.rollup.word import write_docx

__all__ = ["RollupRow", "RollupSheet", "write_docx", "write_readings", "write_xlsx"]
