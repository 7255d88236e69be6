"""Blanks with tagged rich-text controls around runs, paragraphs, cells and rows."""

from __future__ import annotations

from tests.unseen.returns import Column, Field, Form, Grid
from tests.unseen.wml import cell, control, document, label, para, prompt, row, run, table, title


def _cell(tag: str, key: str, *, span: int = 1) -> str:
    """A cell with a control around its paragraph."""
    return cell(control(tag, para(prompt(key))), span=span)


def _grid_cell(grid: str, column: str, number: int, width: int = 1800) -> str:
    inner = para(control(f"{grid}.{column}", prompt(f"{grid}.{column}.{number}")))
    return cell(inner, width=width, mark=f'u:col="{column}"')


def registration() -> Form:
    """Cells hold block controls, the sign-off line run controls, the table controls in each cell."""
    columns = (("name", "姓名"), ("post", "职务"), ("mobile", "手机号码"))
    rows = [row(*[_grid_cell("crew", key, number) for key, _ in columns], mark='u:row="crew"') for number in range(6)]
    body = title("社区应急联络登记表") + table(
        4,
        row(label("单位名称"), _cell("org", "org", span=3)),
        row(label("联系人"), _cell("contact", "contact"), label("手机号码"), _cell("mobile", "mobile")),
        row(label("办公电话"), _cell("office", "office"), label("电子邮箱"), _cell("mail", "mail")),
        row(label("通讯地址"), _cell("address", "address", span=3)),
        row(label("值班人数"), _cell("count", "count"), label("启用日期"), _cell("since", "since")),
        row(label("情况说明"), _cell("story", "story", span=3)),
    )
    body += para("应急队员名单") + table(3, row(*[label(text, width=1800) for _, text in columns]), *rows, width=1800)
    body += para(
        "填报人：",
        control("writer", prompt("writer")),
        "　　填报日期：",
        control("written", prompt("written")),
        jc="right",
    )
    fields = (
        Field("org", "unit", ("单位名称",)),
        Field("contact", "name", ("联系人",)),
        Field("mobile", "mobile", ("手机号码",)),
        Field("office", "landline", ("办公电话",)),
        Field("mail", "email", ("电子邮箱",)),
        Field("address", "place", ("通讯地址",)),
        Field("count", "int:人", ("值班人数",)),
        Field("since", "date", ("启用日期",)),
        Field("story", "long", ("情况说明",)),
        Field("writer", "name", ("填报人",)),
        Field("written", "date", ("填报日期",)),
    )
    kinds = {"name": "name", "post": "post", "mobile": "mobile"}
    grid = Grid("crew", tuple(Column(key, kinds[key], (text,)) for key, text in columns), 6)
    return Form("registration", document(body), fields, (grid,), tagged=True)


def report() -> Form:
    """A free report: a control around the paragraph below each heading, a line with two run controls."""
    heads = (("done", "一、已经做的工作"), ("trouble", "二、存在的困难"), ("next", "三、下一步打算"))
    body = title("夏季防汛工作小结") + para("报送单位：", control("org", prompt("org")))
    fields = [Field("org", "unit", ("报送单位",))]
    for key, text in heads:
        body += para(run(text, "<w:b/>")) + control(key, para(prompt(key)))
        fields.append(Field(key, "long", (text, text[2:])))
    body += para("联系人：", control("contact", prompt("contact")), "　联系电话：", control("phone", prompt("phone")))
    body += para("报送日期：", control("sent", prompt("sent")))
    fields += [
        Field("contact", "name", ("联系人",)),
        Field("phone", "phone", ("联系电话",)),
        Field("sent", "date", ("报送日期",)),
    ]
    return Form("report", document(body), tuple(fields), tagged=True)


def courses() -> Form:
    """Rows in row controls, single fields in cell controls."""
    columns = (("course", "课程名称", "text"), ("day", "开课日期", "date"), ("people", "听课人数（人）", "int:人"))
    rows = []
    for number in range(5):
        cells = "".join(_grid_cell("courses", key, number, 2000) for key, _, _ in columns)
        rows.append(control("courses", row(cells, mark='u:row="courses"')).replace("<w:showingPlcHdr/>", ""))

    def celled(key: str, span: int = 1) -> str:
        return control(key, cell(para(prompt(key)), width=1500, span=span))

    body = title("老年学堂开课情况表") + table(
        4,
        row(label("学堂名称"), celled("school", 3)),
        row(label("负责人"), celled("head"), label("联系电话"), celled("phone")),
        row(label("教室数量（间）"), celled("rooms"), label("出勤率（%）"), celled("rate")),
    )
    body += para("开课明细") + table(3, row(*[label(text, width=2000) for _, text, _ in columns]), *rows, width=2000)
    fields = (
        Field("school", "text", ("学堂名称",)),
        Field("head", "name", ("负责人",)),
        Field("phone", "phone", ("联系电话",)),
        Field("rooms", "int:间", ("教室数量（间）", "教室数量")),
        Field("rate", "pct", ("出勤率（%）", "出勤率")),
    )
    grid = Grid("courses", tuple(Column(key, kind, (text,)) for key, text, kind in columns), 5)
    return Form("courses", document(body), fields, (grid,), tagged=True)


TAGGED = (registration, report, courses)
