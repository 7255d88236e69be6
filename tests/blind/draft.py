"""What a form is, and a pencil that draws one and notes down every place that asks for an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.blind.xml import Doc, document, p, r, tbl, tc, tr


@dataclass(frozen=True)
class Slot:
    """One answer of its own. `labels`: what a reader may rightly call it, the most likely first."""

    name: str
    kind: str
    labels: tuple[str, ...]
    how: str  # cell, line, day, boxes, formtext, formchecks, control
    options: tuple[str, ...] = ()
    several: bool = False
    tail: str = ""  # printed words that follow the last option
    loose: bool = False  # a form that has no such field of its own is no worse (the date under a seal)


@dataclass(frozen=True)
class Column:
    """One column of a table; `labels` as for a slot. `kind` "serial" is printed, not asked for."""

    name: str
    kind: str
    labels: tuple[str, ...]
    width: int
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """Repeating rows, or with `keys` a matrix of printed row labels and columns of answers."""

    name: str
    columns: tuple[Column, ...]
    preset: int  # empty rows of the blank
    keys: tuple[str, ...] = ()

    @property
    def asked(self) -> tuple[Column, ...]:
        """The columns that ask for an answer."""
        return tuple(each for each in self.columns if each.kind not in ("serial", "key"))


@dataclass(frozen=True)
class Form:
    """A blank as drawn, and the truth about what it asks for."""

    name: str
    doc: Doc
    slots: tuple[Slot, ...]
    tables: tuple[Table, ...]
    controls: bool = False  # has content controls
    formal: str = ""  # the form number in the footer

    def slot(self, name: str) -> Slot:
        """The slot of that name."""
        return next(each for each in self.slots if each.name == name)


@dataclass
class Pencil:
    """Draws in one hand: fonts of labels and answers, and whether labels come in many runs as WPS writes them."""

    font: str = ""
    bold: str = ""
    split: bool = False
    box: str = "□"
    slots: list[Slot] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def words(self, text: str, rpr: str | None = None) -> str:
        """Printed text."""
        font = self.font if rpr is None else rpr
        if not self.split or len(text) < 2:
            return r(text, font)
        cut = max(1, len(text) // 2)
        hint = font.replace('w:hint="eastAsia"', 'w:hint="default"')
        return r(text[:cut], font) + r(text[cut:], hint)

    def line(self, text: str, centred: bool = False, rpr: str | None = None) -> str:
        """A printed paragraph."""
        return p(self.words(text, rpr), '<w:jc w:val="center"/>' if centred else "", self.font)

    def title(self, text: str) -> str:
        """The heading."""
        return self.line(text, True, '<w:b/><w:sz w:val="36"/>')

    def label(self, text: str, width: int, span: int = 1, merge: str = "") -> str:
        """A cell with printed text; lines as paragraphs."""
        body = "".join(
            p(self.words(each, self.bold or self.font), '<w:jc w:val="center"/>', self.font)
            for each in text.split("\n")
        )
        return tc(body, width, span, merge, 'b:label="1"', '<w:vAlign w:val="center"/>')

    def _note(self, slot: Slot) -> str:
        self.slots.append(slot)
        return f'b:slot="{slot.name}"'

    def ask(self, name: str, kind: str, labels: Sequence[str], width: int, span: int = 1, merge: str = "") -> str:
        """An empty cell that asks for an answer."""
        mark = self._note(Slot(name, kind, tuple(labels), "cell"))
        return tc(p("", "", self.font), width, span, merge, mark, '<w:vAlign w:val="center"/>')

    def gap(self, label: str, name: str, kind: str, labels: Sequence[str] = (), space: str = "          ") -> str:
        """Runs: a label with colon and an underlined (or, of underscores, plain) space."""
        mark = self._note(Slot(name, kind, tuple(labels) or (label.strip("：: "),), "line"))
        under = "" if "_" in space or space == "" else '<w:u w:val="single"/>'
        return self.words(label) + r(space, self.font + under, mark)

    def day(self, name: str, labels: Sequence[str], gap: str = "    ", loose: bool = False) -> str:
        """Runs: the printed 年 月 日 with spaces before each."""
        self.slots.append(Slot(name, "day", tuple(labels), "day", loose=loose))
        return "".join(
            r(gap, self.font, f'b:slot="{name}" b:part="{part}"') + r(word, self.font)
            for part, word in (("y", "年"), ("m", "月"), ("d", "日"))
        )

    def boxes(
        self,
        name: str,
        options: Sequence[str],
        labels: Sequence[str],
        several: bool = False,
        after: bool = False,
        tail: str = "",
    ) -> str:
        """Runs: options with a box before (or after) each."""
        self.slots.append(
            Slot(name, "choices" if several else "choice", tuple(labels), "boxes", tuple(options), several, tail)
        )
        out = []
        for number, option in enumerate(options):
            tick = r(self.box, self.font, f'b:slot="{name}" b:opt="{option}"')
            word = r(option, self.font, f'b:word="{name}" b:opt="{option}"')
            out += [r("  ", self.font)] if number else []
            out += [word, tick] if after else [tick, word]
        return "".join(out)

    def legacy(self, name: str, kind: str, labels: Sequence[str], length: int = 5) -> str:
        """Runs: a FORMTEXT field."""
        mark = self._note(Slot(name, kind, tuple(labels), "formtext"))
        data = f'<w:ffData><w:name w:val="{name}"/><w:enabled/><w:calcOnExit w:val="0"/><w:textInput/></w:ffData>'
        return (
            f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
            '<w:r><w:instrText xml:space="preserve"> FORMTEXT </w:instrText></w:r><w:r><w:fldChar '
            'w:fldCharType="separate"/></w:r>'
            f'{r(chr(0x2002) * length, self.font, mark)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    def checks(self, name: str, options: Sequence[str], labels: Sequence[str]) -> str:
        """Runs: FORMCHECKBOX fields with their options."""
        self.slots.append(Slot(name, "choice", tuple(labels), "formchecks", tuple(options)))
        out = []
        for number, option in enumerate(options):
            data = (
                f'<w:ffData><w:name w:val="{name}{number}"/><w:enabled/><w:calcOnExit w:val="0"/>'
                '<w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox></w:ffData>'
            )
            out.append(
                f'<w:r b:slot="{name}" b:opt="{option}"><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
                '<w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
                + r(f" {option}  ", self.font, f'b:word="{name}" b:opt="{option}"')
            )
        return "".join(out)

    def control(self, name: str, kind: str, labels: Sequence[str], prompt: str) -> str:
        """A tagged rich-text control in a line, showing its prompt."""
        mark = self._note(Slot(name, kind, tuple(labels), "control"))
        return sdt(name, labels[0], prompt, mark)

    def rows(self, table: Table, tagged: bool = False) -> str:
        """The empty rows of `table`."""
        self.tables.append(table)
        out = []
        for number in range(len(table.keys) or table.preset):
            cells = "".join(self._row_cell(table, column, number, tagged) for column in table.columns)
            out.append(tr(cells, f'b:table="{table.name}" b:row="{number}"'))
        return "".join(out)

    def _row_cell(self, table: Table, column: Column, number: int, tagged: bool) -> str:
        mark = f'b:table="{table.name}" b:row="{number}" b:col="{column.name}"'
        if column.kind == "serial":
            body = p(r(str(number + 1), self.font), '<w:jc w:val="center"/>', self.font)
        elif column.kind == "key":
            body = p(self.words(table.keys[number]), "", self.font)
        elif column.options:
            boxes = "".join(
                r(self.box, self.font, f'b:opt="{each}"')
                + r(each + ("  " if each != column.options[-1] else ""), self.font)
                for each in column.options
            )
            body = p(boxes, "", self.font)
        elif tagged:
            body = p(sdt(f"{table.name}.{column.name}", column.labels[0], "点击填写", 'b:in="1"'), "", self.font)
        else:
            body = p("", '<w:jc w:val="center"/>', self.font)
        return tc(body, column.width, mark=mark)

    def form(self, name: str, blocks: str, footer: str = "", settings: str = "", controls: bool = False) -> Form:
        """The form that was drawn."""
        doc = document(blocks, "", p(r(footer)) if footer else "", settings)
        return Form(name, doc, tuple(self.slots), tuple(self.tables), controls, footer)


def sdt(tag: str, alias: str, prompt: str, mark: str) -> str:
    """A rich-text content control within a paragraph."""
    number = sum(ord(each) * 31**place for place, each in enumerate(tag)) % 10**8
    return (
        f'<w:sdt {mark}><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{tag}"/><w:id w:val="{number}"/>'
        f"<w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r(prompt, '<w:rStyle w:val=' + chr(34) + 'Ph' + chr(34) + '/>')}"
        "</w:sdtContent></w:sdt>"
    )


def grid(rows: Sequence[str], widths: list[int], mark: str = "") -> str:
    """A table of drawn rows; strings that start with a cell become rows."""
    return tbl("".join(each if each.startswith("<w:tr") else tr(each) for each in rows), widths, mark)


FORMS: dict[str, Callable[[], Form]] = {}


def form(draw: Callable[[], Form]) -> Callable[[], Form]:
    """Registers a form under its function's name."""
    FORMS[draw.__name__] = draw
    return draw
