"""All accepted answers of a batch in one Excel and one Word table."""

from documents.rollup.excel import write_xlsx
from documents.rollup.sheet import RollupRow, RollupSheet
from documents.rollup.word import write_docx

__all__ = ["RollupRow", "RollupSheet", "write_docx", "write_xlsx"]
