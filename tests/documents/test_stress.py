"""Options that are set apart by their look alone: no box is ticked, yet something was meant."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import RGBColor
from docx.text.run import Run

from documents.blanks import model_from_blank
from documents.reading import Expected, Reading, read


def form(change: Callable[[Run], None] | None = None, name: str = "") -> bytes:
    """Two questions in a table; `change` is done to the first option of the second."""
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(1, 0).text, table.cell(0, 1).text = "姓名", "是否参加", name
    options = table.cell(1, 1).paragraphs[0]
    runs = [options.add_run(text) for text in ("□参加", "　□不参加")]
    if change is not None:
        change(runs[0])
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


BLANK = form()
MODEL = model_from_blank(BLANK, "form", "form")


def reading(returned: bytes) -> Reading:
    return read(MODEL, BLANK, returned, Expected())


def underline(run: Run) -> None:
    run.underline = True


def colour(run: Run) -> None:
    run.font.color.rgb = RGBColor(0xFF, 0, 0)


def highlight(run: Run) -> None:
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def embolden(run: Run) -> None:
    run.bold = True


@pytest.mark.parametrize("change", [underline, colour, highlight, embolden])
def test_an_option_set_apart_is_left_to_a_person(change: Callable[[Run], None]) -> None:
    read_form = reading(form(change, "张三"))
    assert read_form.verdict == "review"
    choice = next(each for each in read_form.fields if each.label == "是否参加")
    assert (choice.status, [each.code for each in choice.reasons]) == ("review", ["option_set_apart"])


def test_options_that_look_alike_are_blank() -> None:
    read_form = reading(form(name="张三"))
    choice = next(each for each in read_form.fields if each.label == "是否参加")
    assert (read_form.verdict, choice.status) == ("accepted", "blank")


def test_only_a_mark_comes_back() -> None:
    assert reading(form(underline)).verdict == "review"
    assert reading(form()).verdict == "rejected"
