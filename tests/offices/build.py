"""A parsed form as WordprocessingML, in the handwriting of one of several programs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from xml.sax.saxutils import escape

from tests.offices.paper import Block, Cell, Grid, Paper, Para, Slot

_TEXT_WIDTH = 8800  # twentieths of a point


@dataclass(frozen=True)
class Hand:
    """How a program writes: its package (see shells), runs split as Word does, revision numbers, fonts."""

    name: str
    shell: str  # "python-docx", "bare", "word", "wps"
    split: bool = False
    marks: bool = False  # revision numbers and paragraph ids
    font: str = ""
    style: str = ""  # of tables; without one the lines are set on each table
    symbols: bool = False  # boxes are signs of the font Wingdings
    resaved: bool = False  # LibreOffice has saved the blank


HANDS = {
    each.name: each
    for each in (
        Hand("python-docx", "python-docx", style="TableGrid"),
        Hand("bare", "bare"),
        Hand("word", "word", split=True, marks=True, font="仿宋_GB2312", style="a3"),
        Hand("word-plain", "word", marks=True, font="宋体", style="a3"),
        Hand("wps", "wps", split=True, font="宋体"),
        Hand("wps-signs", "wps", font="仿宋", symbols=True),
        Hand("libreoffice", "bare", font="Noto Serif CJK SC", resaved=True),
    )
}


class Writer:
    """Writes the body once; each slot learns the paragraph and the characters where it stands."""

    def __init__(self, hand: Hand, seed: str) -> None:
        self.hand = hand
        self.random = Random(seed)
        self.paragraphs = 0
        self.controls = 1000

    def body(self, paper: Paper) -> str:
        inner = "".join(self.block(each) for each in paper.blocks)
        return inner + (self.para(Para([""])) if isinstance(paper.blocks[-1], Grid) else "")

    def block(self, block: Block) -> str:
        return self.para(block) if isinstance(block, Para) else self.grid(block)

    def para(self, para: Para) -> str:
        number = self.paragraphs
        self.paragraphs += 1
        at = 0
        runs = []
        title = para.style == "title"
        for piece in para.pieces:
            if isinstance(piece, Slot):
                text, control = _blank(piece)
                piece.at = (number, at, at + len(text))
                runs.append(self.slot(text, control, title))
            else:
                text = piece
                runs.append(self.run(text, title))
            at += len(text)
        if para.style == "page":
            runs.append('<w:r><w:br w:type="page"/></w:r>')
        return f"<w:p{self.ids()}>{_layout(para)}{''.join(runs)}</w:p>"

    def ids(self) -> str:
        if not self.hand.marks:
            return ""
        return f' w:rsidR="00{self.random.randrange(16**6):06X}" w:rsidRDefault="00{self.random.randrange(16**6):06X}"'

    def slot(self, text: str, control: str, title: bool) -> str:
        if control == "field":
            return (
                '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val=""/><w:enabled/>'
                "<w:textInput/></w:ffData></w:fldChar></w:r>"
                '<w:r><w:instrText xml:space="preserve"> FORMTEXT </w:instrText></w:r>'
                f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{self.run(text, title)}'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )
        if control:
            self.controls += 1
            kind = '<w:date><w:dateFormat w:val="yyyy年M月d日"/><w:lid w:val="zh-CN"/></w:date>'
            if control != "date":
                items = "".join(f'<w:listItem w:displayText="{x}" w:value="{x}"/>' for x in control.split("、"))
                kind = f"<w:dropDownList>{items}</w:dropDownList>"
            return (
                f'<w:sdt><w:sdtPr><w:id w:val="{self.controls}"/><w:showingPlcHdr/>{kind}</w:sdtPr>'
                f"<w:sdtContent>{self.run(text, title)}</w:sdtContent></w:sdt>"
            )
        if text.isspace() and text:
            return self.run(text, title, '<w:u w:val="single"/>')
        return self.run(text, title)

    def run(self, text: str, title: bool, more: str = "") -> str:
        return "".join(self.one_run(part, title, more) for part in self.parts(text))

    def parts(self, text: str) -> list[str]:
        parts = [each for each in re.split("(□)", text) if each] if self.hand.symbols else [text] if text else []
        if not self.hand.split:
            return parts
        cut = []
        for part in parts:
            pieces = [each for each in re.split(r"([0-9A-Za-z]+|[_ ]+)", part) if each]
            for piece in pieces:
                middle = self.random.randrange(1, len(piece)) if len(piece) > 3 and self.random.random() < 0.3 else 0
                cut += [piece[:middle], piece[middle:]] if middle else [piece]
        return cut

    def one_run(self, text: str, title: bool, more: str) -> str:
        font = self.hand.font
        fonts = f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}"/>' if font else ""
        if self.hand.marks and re.search("[^\x00-\x7f]", text):
            fonts = fonts.replace("<w:rFonts ", '<w:rFonts w:hint="eastAsia" ')
        look = f'{fonts}{"<w:b/>" if title else ""}<w:sz w:val="{36 if title else 24}"/>{more}'
        inner = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
        if self.hand.symbols and text == "□":
            inner = '<w:sym w:font="Wingdings" w:char="F0A8"/>'
        mark = f' w:rsidRPr="00{self.random.randrange(16**6):06X}"' if self.hand.marks else ""
        return f"<w:r{mark}><w:rPr>{look}</w:rPr>{inner}</w:r>"

    def grid(self, grid: Grid) -> str:
        columns = max(sum(cell.span for cell in row) for row in grid.rows)
        width = _TEXT_WIDTH // columns
        lines = "" if grid.plain else _LINES
        style = f'<w:tblStyle w:val="{self.hand.style}"/>' if self.hand.style and not grid.plain else ""
        properties = f'<w:tblPr>{style}<w:tblW w:w="0" w:type="auto"/>{"" if style else lines}</w:tblPr>'
        rows = "".join(self.row(row, width) for row in grid.rows)
        widths = f'<w:gridCol w:w="{width}"/>' * columns
        return f"<w:tbl>{properties}<w:tblGrid>{widths}</w:tblGrid>{rows}</w:tbl>"

    def row(self, row: list[Cell], width: int) -> str:
        marks = self.ids().replace("w:rsidRDefault", "w:rsidTr")
        height = '<w:trPr><w:trHeight w:val="510"/></w:trPr>' if self.hand.font else ""
        return f"<w:tr{marks}>{height}{''.join(self.cell(each, width) for each in row)}</w:tr>"

    def cell(self, cell: Cell, width: int) -> str:
        inner = "".join(self.block(each) for each in cell.blocks)
        if isinstance(cell.blocks[-1], Grid):
            inner += self.para(Para([""]))
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        merge = {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>", "": ""}[cell.merge]
        upright = '<w:textDirection w:val="tbRlV"/>' if cell.upright else ""
        properties = f'<w:tcPr><w:tcW w:w="{width * cell.span}" w:type="dxa"/>{span}{merge}{upright}'
        return f'<w:tc>{properties}<w:vAlign w:val="center"/></w:tcPr>{inner}</w:tc>'


_LINES = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)


def _layout(para: Para) -> str:
    if para.style in ("title", "cell"):
        return '<w:pPr><w:jc w:val="center"/></w:pPr>' if para.style == "title" else ""
    return '<w:pPr><w:spacing w:line="560" w:lineRule="exact"/></w:pPr>' if para.style == "line" else ""


def _blank(slot: Slot) -> tuple[str, str]:
    """What stands in the slot before it is filled, and its control ("field", "date", the list's texts)."""
    if slot.blank == "FIELD":
        return "\u2002" * 5, "field"
    if slot.blank == "DATE":
        return "单击此处输入日期。", "date"
    if slot.blank.startswith("LIST "):
        return "选择一项。", slot.blank[5:]
    return slot.blank, ""
