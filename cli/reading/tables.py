"""Forms and readings as tables for a person."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from cli.showing import show_table
from documents.forms import FieldSpec, FieldType, FormModel
from documents.reading import FieldReading, Reading, RowReading, TableReading
from documents.reading.result import say_place
from documents.reasons import Reason
from documents.rollup.words import STATUSES, VERDICTS
from documents.values import Value
from messages.language import mark, translate

TYPES = {
    FieldType.NAME: mark("a person's name"),
    FieldType.POST: mark("a post"),
    FieldType.MOBILE: mark("a mobile number"),
    FieldType.LANDLINE: mark("a landline number"),
    FieldType.PHONE: mark("a telephone number"),
    FieldType.EMAIL: mark("an e-mail address"),
    FieldType.INTEGER: mark("a whole number"),
    FieldType.DECIMAL: mark("a number"),
    FieldType.PERCENTAGE: mark("a percentage"),
    FieldType.DATE: mark("a date"),
    FieldType.CHOICE: mark("one of the options"),
    FieldType.CHOICES: mark("some of the options"),
    FieldType.UNIT: mark("a unit's name"),
    FieldType.PLACE: mark("a place"),
    FieldType.TEXT: mark("a short text"),
    FieldType.LONG_TEXT: mark("a long text"),
}


def show_form(model: FormModel) -> None:
    """Print what the form asks for: a table of its single answers, and one for each table with its columns."""
    if model.fields:
        _show_specs(mark("Field"), model.fields)
    for table in model.tables:
        typer.echo()
        typer.echo(translate(mark("Table “{label}”, one row each:"), label=table.label or table.key))
        _show_specs(mark("Column"), table.columns)


def _show_specs(heading: str, specs: Iterable[FieldSpec]) -> None:
    rows = [(each.label, translate(TYPES[each.type]), " / ".join(each.choices), each.key) for each in specs]
    show_table((heading, mark("Type"), mark("Options"), mark("Key")), rows)


def show_reading(name: str, reading: Reading) -> None:
    """Print the verdict on the file `name` with its reasons, its answers, and its tables."""
    typer.echo(f"{name}: {translate(VERDICTS[reading.verdict])}")
    for reason in reading.reasons:
        typer.echo(f"  {reason.message()}")
    if reading.fields:
        show_table((mark("Field"), mark("Value"), mark("Status"), mark("Reasons")), map(_field, reading.fields))
    for table in reading.tables:
        _show_rows(table)
    typer.echo()


def _field(each: FieldReading) -> list[str]:
    return [each.label, _value(each.value, each.raw), translate(STATUSES[each.status]), _because(each.reasons)]


def _show_rows(table: TableReading) -> None:
    for reason in table.reasons:
        typer.echo(f"  {reason.message()}")
    if table.nil:
        typer.echo(f"  {translate(mark('The table says that there is nothing to report.'))}")
    if table.rows:
        own = (mark("Place"), mark("Status"), mark("Reasons"))
        show_table((*table.columns, *own), (_row(row, table.columns) for row in table.rows))


def _row(row: RowReading, columns: Iterable[str]) -> list[str]:
    values = [_value(row.values.get(column), row.raw.get(column, "")) for column in columns]
    return [*values, say_place(row.place), translate(STATUSES[row.status]), _because(row.reasons)]


def _value(value: Value, raw: str) -> str:
    """The value; without one, what is written there."""
    if value is None:
        return raw
    return "、".join(value) if isinstance(value, list) else str(value)


def _because(reasons: Iterable[Reason]) -> str:
    return "\n".join(each.message() for each in reasons)
