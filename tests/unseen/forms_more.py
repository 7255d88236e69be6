"""More blanks without tags: labels merged at the side, gaps inside cells and sentences, totals, untagged controls."""

from __future__ import annotations

from tests.unseen.returns import Column, Field, Form, Grid
from tests.unseen.wml import answer, cell, document, gap, grid_rows, label, para, row, run, table, title


def sides() -> Form:
    """Two persons with the same labels, told apart by a merged label at the side."""
    body = title("安全生产责任人登记表")
    rows = [row(label("企业名称", span=2), answer("firm", span=3))]
    fields = [Field("firm", "text", ("企业名称",))]
    for side, key in (("主要负责人", "boss"), ("安全管理员", "guard")):
        rows += [
            row(
                label(side, down="restart"), label("姓名"), answer(f"{key}_name"), label("职务"), answer(f"{key}_post")
            ),
            row(cell(down="continue"), label("手机"), answer(f"{key}_mobile"), label("邮箱"), answer(f"{key}_mail")),
        ]
        kinds = (
            ("姓名", "name", "name"),
            ("职务", "post", "post"),
            ("手机", "mobile", "mobile"),
            ("邮箱", "mail", "email"),
        )
        fields += [
            Field(f"{key}_{part}", kind, (text, f"{side}{text}", f"{side}/{text}", f"{side}：{text}"))
            for text, part, kind in kinds
        ]
    rows.append(row(label("生产地址", span=2), answer("site", span=3)))
    rows.append(row(label("从业人数（人）", span=2), answer("hands"), label("登记日期"), answer("day")))
    fields += [
        Field("site", "place", ("生产地址",)),
        Field("hands", "int:人", ("从业人数（人）", "从业人数")),
        Field("day", "date", ("登记日期",)),
    ]
    return Form("sides", document(body + table(5, *rows)), tuple(fields))


def inside() -> Form:
    """Label and answer share a cell."""

    def both(text: str, key: str, span: int = 1) -> str:
        return cell(para(run(f"{text}："), gap(key)), width=3000, span=span)

    body = title("图书捐赠登记单") + table(
        2,
        row(both("捐赠单位", "org", 2)),
        row(both("经办人", "clerk"), both("联系电话", "phone")),
        row(both("图书数量", "books"), both("捐赠日期", "day")),
        row(both("存放地点", "place", 2)),
        width=3000,
    )
    fields = (
        Field("org", "unit", ("捐赠单位",)),
        Field("clerk", "name", ("经办人",)),
        Field("phone", "phone", ("联系电话",)),
        Field("books", "int:册", ("图书数量",)),
        Field("day", "date", ("捐赠日期",)),
        Field("place", "text", ("存放地点",)),
    )
    return Form("inside", document(body), fields)


def lines() -> Form:
    """Underlined spaces to write on."""

    def blank(key: str, width: int = 14) -> str:
        return gap(key, " " * width, '<w:u w:val="single"/>')

    body = title("参训回执单")
    body += para("单位：", blank("org", 30))
    body += para("参训人姓名：", blank("name"), "　职务：", blank("post"))
    body += para("手机：", blank("mobile", 16), "　邮箱：", blank("mail", 20))
    body += para("报到日期：", blank("day", 18)) + para("随车人数：", blank("count", 8), "人")
    body += para("（请于开班前三日反馈）")
    fields = (
        Field("org", "unit", ("单位",)),
        Field("name", "name", ("参训人姓名",)),
        Field("post", "post", ("职务",)),
        Field("mobile", "mobile", ("手机",)),
        Field("mail", "email", ("邮箱",)),
        Field("day", "date", ("报到日期",)),
        Field("count", "int", ("随车人数", "随车人数人", "随车人数（人）")),
    )
    return Form("lines", document(body), fields)


def totals() -> Form:
    """Printed row names that end in a total, a unit and a year in the lines above."""
    names = ("幼儿园", "小学", "初中", "合计")
    columns = (
        ("schools", "学校数（所）", "int:所"),
        ("pupils", "学生数（人）", "int:人"),
        ("teachers", "教师数（人）", "int:人"),
    )
    rows = [
        row(label(name), *[cell(mark=f'u:col="{key}"') for key, _, _ in columns], mark='u:row="sum"') for name in names
    ]
    body = title("2024年教育事业基本情况表") + para("填报单位（盖章）：", gap("org"), "　　　填报时间：", gap("day"))
    body += table(4, row(label("学段"), *[label(text) for _, text, _ in columns]), *rows)
    body += para("单位负责人：", gap("head"), "　　填表人：", gap("writer"), "　　电话：", gap("phone"))
    fields = (
        Field("org", "unit", ("填报单位（盖章）", "填报单位")),
        Field("day", "when", ("填报时间",)),
        Field("head", "name", ("单位负责人",)),
        Field("writer", "name", ("填表人",)),
        Field("phone", "phone", ("电话",)),
    )
    grid = Grid("sum", tuple(Column(key, kind, (text,)) for key, text, kind in columns), 4, names, ("学段",))
    return Form("totals", document(body), fields, (grid,))


def mixed() -> Form:
    """Facts and a list in one table."""
    columns = (
        ("name", "姓名", "name"),
        ("org", "单位", "unit"),
        ("phone", "联系电话", "phone"),
        ("date", "加入日期", "date"),
    )
    body = title("民间文艺团队备案表") + table(
        4,
        row(label("团队名称"), answer("team", span=3)),
        row(label("负责人姓名"), answer("head"), label("负责人手机"), answer("mobile")),
        row(label("活动地点"), answer("site"), label("成立时间"), answer("since")),
        row(label("骨干成员名单", span=4)),
        row(*[label(text) for _, text, _ in columns]),
        grid_rows("core", tuple(key for key, _, _ in columns), 5),
    )
    fields = (
        Field("team", "text", ("团队名称",)),
        Field("head", "name", ("负责人姓名",)),
        Field("mobile", "mobile", ("负责人手机",)),
        Field("site", "text", ("活动地点",)),
        Field("since", "when", ("成立时间",)),
    )
    grid = Grid("core", tuple(Column(key, kind, (text,)) for key, text, kind in columns), 5)
    return Form("mixed", document(body), fields, (grid,))


MORE = (sides, inside, lines, totals, mixed)
