"""Blanks made with what Word offers besides tables: form fields, controls without tags, brackets, underlined spaces."""

from __future__ import annotations

from documents.wml import Element
from tests.corpus.forms import Form, ask
from tests.corpus.paper import cell, document, el, para, row, run, table
from tests.corpus.values import UNIT_NAMES

_SPACES = "\u2002" * 5  # what Word shows in an empty text field


def older_forms() -> list[Form]:
    """All of them."""
    return [_fields(), _numbered()]


def _title(text: str) -> Element:
    return para(text, align="center", look=(el("b"), el("sz", val=36)))


def _text_field(label: str) -> list[Element]:
    """A legacy text form field (FORMTEXT)."""
    data = el("ffData", el("enabled"), el("calcOnExit", val=0), el("textInput"))
    code = el("instrText")
    code.text = " FORMTEXT "
    return [
        el("r", el("fldChar", data, fldCharType="begin")),
        el("r", code),
        el("r", el("fldChar", fldCharType="separate")),
        run(_SPACES, mark=f"gap:{label}"),
        el("r", el("fldChar", fldCharType="end")),
    ]


def _control(label: str) -> Element:
    """A content control without tag or title."""
    properties = el("sdtPr", el("id", val=9100 + len(label)), el("showingPlcHdr"))
    made = el("sdt", properties, el("sdtContent", run("单击此处输入文字。", el("color", val="808080"))))
    made.set("sf", f"sdt:{label}")
    return made


def _fields() -> Form:
    """A table whose answers are legacy fields and controls without tags."""
    asks = (
        ask("单位名称", "unit"),
        ask("联系人", "name"),
        ask("手机号码", "mobile"),
        ask("培训人数", "count", suffix="人"),
        ask("开班日期", "date"),
        ask("培训地点", "place"),
        ask("电子邮箱", "email", blank=0.2),
        ask("培训内容", "long"),
    )
    fields, controls = ("单位名称", "联系人", "手机号码", "培训人数"), ("开班日期", "培训地点", "电子邮箱", "培训内容")
    answers = {label: para(*_text_field(label)) for label in fields} | {
        label: para(_control(label)) for label in controls
    }
    cells = [[cell(label, mark=f"label:{label}"), cell(answer)] for label, answer in answers.items()]
    rows = [row(*cells[at], *cells[at + 1]) for at in range(0, len(cells), 2)]
    blocks = [
        _title("培训班开班申请表"),
        table([1500, 2900, 1500, 2900], rows),
        para("注：请提前5个工作日申请。", mark="note"),
    ]
    return Form("fields", "培训班开班申请表", document(*blocks), asks, unit=UNIT_NAMES[0])


def _numbered() -> Form:
    """Numbered lines with underlined spaces, a bracket to fill and options in a line."""
    asks = (
        ask("单位全称", "unit"),
        ask("联系人姓名", "name"),
        ask("联系手机", "mobile"),
        ask("成立日期", "date"),
        ask("团员人数", "count"),
        ask("所在地", "choice", "城区", "乡镇", "村（社区）"),
        ask("办公地址", "place"),
        ask("主要做法", "topic", blank=0.2),
    )

    def line(number: int, label: str, *answer: str | Element) -> Element:
        return para(f"{number}．", run(f"{label}：", mark=f"label:{label}"), *answer, mark="line")

    def spaces(label: str, width: int = 16) -> Element:
        return run(" " * width, el("u", val="single"), mark=f"gap:{label}")

    blocks = [
        _title("基层团支部情况摸底表"),
        para("填写说明：请在横线上填写，在方框内打√。", mark="note"),
        line(1, "单位全称", spaces("单位全称", 24)),
        line(2, "联系人姓名", spaces("联系人姓名")),
        line(3, "联系手机", spaces("联系手机")),
        line(4, "成立日期", run("     年   月   日", mark="gap:成立日期")),
        line(5, "团员人数", spaces("团员人数", 8), "名"),
        line(6, "所在地", run("□城区  □乡镇  □村（社区）", mark="boxes:所在地")),
        line(7, "办公地址", "（", run("            ", mark="gap:办公地址"), "）"),
        line(8, "主要做法", spaces("主要做法", 30)),
    ]
    return Form("numbered", "基层团支部情况摸底表", document(*blocks), asks, unit=UNIT_NAMES[2])
