"""The form that `shoufa bench read` reads: 15 single answers and a table of six columns, blank and filled."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import docx
from lxml import etree

from config.env import PROJECT
from documents.package import Package
from documents.wml import TBL, TC, TR, Element, P, T, w

EXAMPLE = PROJECT / "templates_docx" / "footsteps" / "roster.docx"
FIELDS = (
    ("unit", "填报单位"),
    ("address", "单位地址"),
    ("head_name", "负责人姓名"),
    ("head_post", "负责人职务"),
    ("head_mobile", "负责人手机"),
    ("officer_name", "联络员姓名"),
    ("officer_post", "联络员职务"),
    ("officer_mobile", "联络员手机"),
    ("tel", "办公电话"),
    ("email", "电子邮箱"),
    ("started_on", "开始日期"),
    ("ended_on", "结束日期"),
    ("visits", "走访次数"),
    ("people", "参加人数"),
    ("remarks", "备注"),
)
COLUMNS = (
    ("name", "姓名"),
    ("unit", "所在单位"),
    ("post", "职务"),
    ("mobile", "手机号码"),
    ("day", "走访日期"),
    ("visits", "走访次数"),
)
TITLE = "联系青年情况统计表"
NOTE = "请于5月10日前报送，没有的不填。"
_PROMPT = "点击填写"
_SURNAMES, _GIVEN = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"


def form(rows: int, *, controls: bool, number: int | None = None) -> bytes:
    """The form with so many rows: blank, or filled differently for each `number`.

    With `controls` it is a form as Shoufa issues them, small and with tags; without, one as other programs make
    them, with python-docx's 790 KB of styles.
    """
    singles = [""] * len(FIELDS) if number is None else _answers(number)
    repeating = [[""] * len(COLUMNS) if number is None else _row(number, index) for index in range(rows)]
    package = Package.open(EXAMPLE.read_bytes() if controls else _foreign())
    body = package.tree(package.main)[0]
    end = body.find(w("sectPr"))
    body[:] = [*_blocks(singles, repeating, controls), *([] if end is None else [end])]
    return package.save()


def _foreign() -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


def _answers(number: int) -> list[str]:
    return [
        f"东山县第{number}中学",
        f"东山县城东街道学院路{number}号",
        _name(number),
        "校长",
        f"138{number:08}",
        _name(number + 7),
        "团委书记",
        f"139{number:08}",
        f"0573-8252{number:04}",
        f"office{number}@school.example",
        "2016年3月5日",
        "2016.5.10",
        f"{number + 1}次",
        f"{number + 30}人",
        f"第{number}批走访已经完成，材料另行归档。",
    ]


def _row(number: int, index: int) -> list[str]:
    """The texts of one filled row."""
    return [
        _name(number + index),
        f"城东第{index + 1}小学",
        "教师",
        f"137{number:03}{index:05}",
        f"2016年4月{index % 28 + 1}日",
        str(index % 9 + 1),
    ]


def _name(seed: int) -> str:
    return _SURNAMES[seed % 20] + _GIVEN[seed // 20 % 20] + _GIVEN[seed // 400 % 20]


def _blocks(singles: Sequence[str], repeating: Sequence[Sequence[str]], controls: bool) -> Iterator[Element]:
    keys = [key if controls else "" for key, _ in FIELDS]
    columns = [f"people.{key}" if controls else "" for key, _ in COLUMNS]
    pairs = zip((label for _, label in FIELDS), map(_answer, singles, keys), strict=True)
    yield _paragraph(TITLE)
    yield _table([[_paragraph(label), answer] for label, answer in pairs])
    yield _paragraph(NOTE)
    header = [_paragraph(label) for _, label in COLUMNS]
    yield _table([header, *(list(map(_answer, texts, columns)) for texts in repeating)])


def _answer(text: str, tag: str) -> Element:
    """A paragraph with the answer, in a content control when there is a tag for it."""
    if not tag:
        return _paragraph(text)
    paragraph = etree.Element(P)
    control = etree.SubElement(paragraph, w("sdt"))
    properties = etree.SubElement(control, w("sdtPr"))
    etree.SubElement(properties, w("tag"), {w("val"): tag})
    if not text:
        etree.SubElement(properties, w("showingPlcHdr"))
    etree.SubElement(control, w("sdtContent")).append(_run(text or _PROMPT))
    return paragraph


def _paragraph(text: str) -> Element:
    paragraph = etree.Element(P)
    if text:
        paragraph.append(_run(text))
    return paragraph


def _run(text: str) -> Element:
    run = etree.Element(w("r"))
    etree.SubElement(etree.SubElement(run, w("rPr")), w("rFonts"), {w("eastAsia"): "仿宋"})
    etree.SubElement(run, T).text = text
    return run


def _table(rows: Sequence[Sequence[Element]]) -> Element:
    table = etree.Element(TBL)
    etree.SubElement(table, w("tblPr"))
    grid = etree.SubElement(table, w("tblGrid"))
    for _ in rows[0]:
        etree.SubElement(grid, w("gridCol"), {w("w"): "1500"})
    for paragraphs in rows:
        line = etree.SubElement(table, TR)
        for paragraph in paragraphs:
            etree.SubElement(line, TC).append(paragraph)
    return table
