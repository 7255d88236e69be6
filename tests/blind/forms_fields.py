"""Forms with fields of Word's own: legacy form fields, tagged content controls, bookmarks."""

from __future__ import annotations

from tests.blind.draft import Column, Form, Pencil, Table, form, grid
from tests.blind.xml import p, tc


@form
def device() -> Form:
    """设备登记表: FORMTEXT and FORMCHECKBOX in a grid, as protected forms of the 1990s have them."""
    pen = Pencil()

    def text(name: str, kind: str, label: str, width: int, span: int = 1) -> str:
        return tc(p(pen.legacy(name, kind, [label])), width, span)

    rows = [
        pen.label("设备名称", 1800)
        + text("what", "text", "设备名称", 2800)
        + pen.label("设备编号", 1800)
        + text("code", "code", "设备编号", 2800),
        pen.label("使用部门", 1800) + text("unit", "unit", "使用部门", 7400, 3),
        pen.label("保管人", 1800)
        + text("keeper", "name", "保管人", 2800)
        + pen.label("联系电话", 1800)
        + text("phone", "landline", "联系电话", 2800),
        pen.label("购置日期", 1800)
        + text("bought", "date", "购置日期", 2800)
        + pen.label("原值（元）", 1800)
        + text("worth", "decimal", "原值（元）", 2800),
        pen.label("使用状态", 1800) + tc(p(pen.checks("state", ("在用", "闲置", "待报废"), ["使用状态"])), 7400, 3),
        pen.label("备注", 1800) + text("note", "long", "备注", 7400, 3),
    ]
    return pen.form("device", pen.title("固定资产（设备）登记表") + grid(rows, [1800, 2800, 1800, 2800]) + p())


@form
def officer() -> Form:
    """联络员登记表 with tagged rich-text controls, also in the repeating rows."""
    pen = Pencil()
    table = Table(
        "spare",
        (
            Column("name", "name", ("姓名",), 2200),
            Column("post", "post", ("职务",), 2600),
            Column("cell", "mobile", ("手机",), 2600),
            Column("note", "text", ("备注",), 1800),
        ),
        4,
    )

    def control(name: str, kind: str, label: str, width: int, span: int = 1) -> str:
        return tc(p(pen.control(name, kind, [label], "点击此处填写")), width, span)

    rows = [
        pen.label("单位名称", 1800) + control("unit", "unit", "单位名称", 7400, 3),
        pen.label("联络员", 1800)
        + control("name", "name", "联络员", 2800)
        + pen.label("职务", 1800)
        + control("post", "post", "职务", 2800),
        pen.label("手机", 1800)
        + control("cell", "mobile", "手机", 2800)
        + pen.label("电子邮箱", 1800)
        + control("mail", "email", "电子邮箱", 2800),
        pen.label("工作计划", 1800) + control("plan", "long", "工作计划", 7400, 3),
    ]
    head = "".join(pen.label(each.labels[0], each.width) for each in table.columns)
    blocks = (
        pen.title("工作联络员登记表")
        + grid(rows, [1800, 2800, 1800, 2800])
        + pen.line("备用联络员名单")
        + grid([head, pen.rows(table, tagged=True)], [each.width for each in table.columns], 'b:table="spare"')
        + p(pen.words("填报人：") + pen.control("maker", "name", ["填报人"], "姓名"))
    )
    return pen.form("officer", blocks, controls=True)


@form
def marked() -> Form:
    """基本情况登记卡 with a bookmark in every empty cell and on the lines below."""
    pen = Pencil(font='<w:sz w:val="24"/>')
    number = iter(range(100, 200))

    def ask(name: str, kind: str, label: str, width: int, span: int = 1) -> str:
        here = next(number)
        mark = f'<w:bookmarkStart w:id="{here}" w:name="{name}"/><w:bookmarkEnd w:id="{here}"/>'
        cell = pen.ask(name, kind, [label], width, span)
        return cell.replace("</w:pPr></w:p>", f"</w:pPr>{mark}</w:p>")

    rows = [
        pen.label("户主姓名", 1800)
        + ask("head", "name", "户主姓名", 2800)
        + pen.label("家庭人口", 1800)
        + ask("size", "integer", "家庭人口", 2800),
        pen.label("家庭住址", 1800) + ask("home", "place", "家庭住址", 7400, 3),
        pen.label("年人均收入（元）", 1800)
        + ask("income", "integer", "年人均收入（元）", 2800)
        + pen.label("入户日期", 1800)
        + ask("day", "date", "入户日期", 2800),
        pen.label("致贫原因\n（可多选）", 1800)
        + tc(
            p(pen.boxes("cause", ("因病", "因残", "因学", "缺劳力"), ["致贫原因（可多选）", "致贫原因"], several=True)),
            7400,
            3,
        ),
        pen.label("帮扶单位", 1800)
        + ask("helper", "unit", "帮扶单位", 2800)
        + pen.label("帮扶责任人", 1800)
        + ask("duty", "name", "帮扶责任人", 2800),
        pen.label("帮扶措施", 1800) + ask("steps", "long", "帮扶措施", 7400, 3),
    ]
    blocks = pen.title("贫困户基本情况登记卡") + grid(rows, [1800, 2800, 1800, 2800])
    blocks += p(pen.gap("入户人员：", "visitor", "name") + pen.words("    ") + pen.gap("联系电话：", "phone", "mobile"))
    return pen.form("marked", blocks)
