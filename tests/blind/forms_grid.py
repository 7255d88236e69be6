"""Forms that are one or several ruled grids: 推荐表, 申报表, 审批表, 情况反馈表."""

from __future__ import annotations

from tests.blind.draft import Column, Form, Pencil, Slot, Table, form, grid
from tests.blind.xml import p, r, tc

WPS = (
    '<w:rFonts w:hint="eastAsia" w:ascii="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:eastAsia="仿宋_GB2312" '
    'w:cs="仿宋_GB2312"/>'
    '<w:color w:val="000000"/><w:kern w:val="0"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang '
    'w:val="en-US" w:eastAsia="zh-CN"/>'
)


def _opinion(pen: Pencil, name: str, label: str, width: int, span: int) -> str:
    """A cell for an opinion above （盖章） and a date."""
    pen.slots.append(_opinion_slot(name, label))
    body = p("", "", pen.font).replace("<w:p>", f'<w:p b:slot="{name}">') + p("", "", pen.font)
    body += p(pen.words("（盖章）"), '<w:jc w:val="right"/>')
    labels = (f"{label}日期", f"{label}（年月日）", "日期", f"{label}年月日", "年月日", f"{label}盖章日期")
    body += p(pen.day(f"{name}_day", labels, "    ", loose=True), '<w:jc w:val="right"/>')
    return tc(body, width, span)


def _opinion_slot(name: str, label: str) -> Slot:
    return Slot(name, "opinion", (label, f"{label}（盖章）"), "cell")


@form
def recommend() -> Form:
    """先进个人推荐表: a grid of four labels a row, a long text, two opinions with seals, narrow side labels."""
    pen = Pencil(bold="<w:b/>")
    w8 = [1100, 1300, 900, 900, 1200, 1300, 1200, 1600]
    rows = [
        pen.label("姓  名", 1100)
        + pen.ask("name", "name", ["姓名"], 1300)
        + pen.label("性别", 900)
        + pen.ask("gender", "gender", ["性别"], 900)
        + pen.label("出生年月", 1200)
        + pen.ask("born", "month", ["出生年月"], 1300)
        + pen.label("民族", 1200)
        + pen.ask("ethnic", "ethnic", ["民族"], 1600),
        pen.label("政治面貌", 1100)
        + pen.ask("party", "party", ["政治面貌"], 1300)
        + pen.label("学历", 900)
        + pen.ask("degree", "degree", ["学历"], 900)
        + pen.label("职务", 1200)
        + pen.ask("post", "post", ["职务"], 1300)
        + pen.label("联系电话", 1200)
        + pen.ask("phone", "mobile", ["联系电话"], 1600),
        pen.label("工作单位", 1100)
        + pen.ask("unit", "unit", ["工作单位"], 4300, 4)
        + pen.label("身份证号", 1300)
        + pen.ask("identity", "identity", ["身份证号"], 2800, 2),
        pen.label("主\n要\n事\n迹", 1100) + pen.ask("deeds", "long", ["主要事迹"], 8400, 7),
        pen.label("推荐单位\n意    见", 1100) + _opinion(pen, "own", "推荐单位意见", 8400, 7),
        pen.label("县级主管\n部门意见", 1100) + _opinion(pen, "county", "县级主管部门意见", 8400, 7),
    ]
    return pen.form("recommend", pen.title("2016年度河长制工作先进个人推荐表") + grid(rows, w8), "表号：HZ-16-02")


@form
def project() -> Form:
    """项目申报表: numbered parts, choices in cells, a table with a two-level header, notes."""
    pen = Pencil()
    top = [
        pen.label("项目名称", 1800) + pen.ask("title", "text", ["项目名称"], 7600, 3),
        pen.label("申报单位", 1800)
        + pen.ask("unit", "unit", ["申报单位"], 2900)
        + pen.label("项目编号", 1800)
        + pen.ask("code", "code", ["项目编号"], 2900),
        pen.label("项目类别", 1800)
        + tc(p(pen.boxes("class", ("基础设施", "公共服务", "生态保护", "其他"), ["项目类别"])), 7600, 3),
        pen.label("起始日期", 1800)
        + pen.ask("from", "date", ["起始日期"], 2900)
        + pen.label("完成日期", 1800)
        + pen.ask("until", "date", ["完成日期"], 2900),
        pen.label("总投资（万元）", 1800)
        + pen.ask("invest", "decimal", ["总投资（万元）", "总投资"], 2900)
        + pen.label("受益人数", 1800)
        + pen.ask("people", "integer", ["受益人数"], 2900),
        pen.label("项目负责人", 1800)
        + pen.ask("leader", "name", ["项目负责人"], 2900)
        + pen.label("手机号码", 1800)
        + pen.ask("mobile", "mobile", ["手机号码"], 2900),
        pen.label("电子邮箱", 1800)
        + pen.ask("mail", "email", ["电子邮箱"], 2900)
        + pen.label("邮政编码", 1800)
        + pen.ask("zip", "postcode", ["邮政编码"], 2900),
        pen.label("建设内容", 1800) + pen.ask("content", "long", ["建设内容"], 7600, 3),
    ]
    table = Table(
        "budget",
        (
            Column("no", "serial", ("序号",), 800),
            Column("item", "text", ("支出内容",), 2800),
            Column("total", "decimal", ("小计", "金额（万元）小计"), 1500),
            Column("state", "decimal", ("财政资金", "金额（万元）财政资金"), 1500),
            Column("own", "decimal", ("自筹资金", "金额（万元）自筹资金"), 1500),
            Column("note", "text", ("备注",), 1300),
        ),
        4,
    )
    head = [
        pen.label("序号", 800, 1, "restart")
        + pen.label("支出内容", 2800, 1, "restart")
        + pen.label("金额（万元）", 4500, 3)
        + pen.label("备注", 1300, 1, "restart"),
        tc(p(), 800, 1, "continue")
        + tc(p(), 2800, 1, "continue")
        + pen.label("小计", 1500)
        + pen.label("财政资金", 1500)
        + pen.label("自筹资金", 1500)
        + tc(p(), 1300, 1, "continue"),
    ]
    blocks = (
        pen.title("农村公共服务项目申报表")
        + pen.line("一、项目基本情况")
        + grid(top, [1800, 2900, 1800, 2900])
        + pen.line("二、经费预算")
        + grid([*head, pen.rows(table)], [each.width for each in table.columns], 'b:table="budget"')
        + pen.line("注：1.本表一式三份；2.金额保留两位小数；3.请于2016年9月30日前报送。")
    )
    return pen.form("project", blocks)


@form
def feedback() -> Form:
    """情况反馈表 as WPS writes it: side labels over several rows, the same sub-labels twice, every label in runs."""
    pen = Pencil(font=WPS, split=True)
    rows = [
        pen.label("单位\n名称", 1400, 2) + pen.ask("unit", "unit", ["单位名称"], 7600, 4),
        *_persons(pen, "负责人", "a"),
        *_persons(pen, "联系人", "b"),
        pen.label("落实\n情况", 700, 1, "restart")
        + pen.label("是否建立台账", 1900, 2)
        + tc(p(pen.boxes("ledger", ("是", "否"), ["是否建立台账", "落实情况是否建立台账"], after=True)), 6400, 3),
        tc(p("", "", WPS), 700, 1, "continue")
        + pen.label("检查次数（次）", 1900, 2)
        + pen.ask(
            "visits", "integer", ["检查次数（次）", "检查次数", "落实情况检查次数（次）", "落实情况检查次数"], 2400
        )
        + pen.label("整改率（%）", 1500)
        + pen.ask("rate", "percentage", ["整改率（%）", "整改率", "落实情况整改率（%）", "落实情况整改率"], 2500),
        tc(p("", "", WPS), 700, 1, "continue")
        + pen.label("存在问题及建议", 1900, 2)
        + pen.ask("issues", "long", ["存在问题及建议", "落实情况存在问题及建议"], 6400, 3),
    ]
    blocks = pen.title("重点工作落实情况反馈表") + grid(rows, [700, 700, 1200, 2400, 1500, 2500])
    blocks += p(
        pen.gap("填表人：", "filler", "name") + pen.words("        填表日期：") + pen.day("filled", ["填表日期"])
    )
    return pen.form("feedback", blocks, settings="<w:compat><w:useFELayout/></w:compat>")


def _persons(pen: Pencil, side: str, key: str) -> list[str]:
    def named(word: str) -> list[str]:
        return [word, f"{side}{word}", f"{word}（{side}）"]

    return [
        pen.label("\n".join(side), 700, 1, "restart")
        + pen.label("姓名", 1900, 2)
        + pen.ask(f"name_{key}", "name", named("姓名"), 2400)
        + pen.label("职务", 1500)
        + pen.ask(f"post_{key}", "post", named("职务"), 2500),
        tc(p("", "", WPS), 700, 1, "continue")
        + pen.label("办公电话", 1900, 2)
        + pen.ask(f"tel_{key}", "landline", named("办公电话"), 2400)
        + pen.label("手机", 1500)
        + pen.ask(f"cell_{key}", "mobile", named("手机"), 2500),
    ]


@form
def approval() -> Form:
    """会议室使用审批表: several answers in one cell with their labels, several choices, an opinion without a grid."""
    pen = Pencil(box="☐")
    pen_cell = p(
        pen.gap("联系人：", "contact", "name")
        + pen.words("  联系电话：")
        + r("          ", '<w:u w:val="single"/>', 'b:slot="phone"')
    )
    pen.slots.append(_line_slot("phone", "mobile", "联系电话"))
    rows = [
        pen.label("申请部门", 1700) + pen.ask("unit", "unit", ["申请部门"], 7300, 3),
        pen.label("联系方式", 1700) + tc(pen_cell, 7300, 3),
        pen.label("会议名称", 1700)
        + pen.ask("title", "text", ["会议名称"], 2800)
        + pen.label("参会人数", 1700)
        + pen.ask("count", "integer", ["参会人数"], 2800),
        pen.label("使用日期", 1700)
        + pen.ask("day", "date", ["使用日期"], 2800)
        + pen.label("地点", 1700)
        + pen.ask("place", "place", ["地点"], 2800),
        pen.label("所需设备\n（可多选）", 1700)
        + tc(
            p(
                pen.boxes(
                    "gear", ("投影", "音响", "视频连线", "席卡"), ["所需设备（可多选）", "所需设备"], several=True
                )
            ),
            7300,
            3,
        ),
        pen.label("申请事由", 1700) + pen.ask("why", "long", ["申请事由"], 7300, 3),
        pen.label("分管领导意见", 1700) + _opinion(pen, "chief", "分管领导意见", 7300, 3),
    ]
    return pen.form("approval", pen.title("会议室使用审批表") + grid(rows, [1700, 2800, 1700, 2800]))


def _line_slot(name: str, kind: str, label: str) -> Slot:
    return Slot(name, kind, (label,), "line")
