"""Forms that are lists or letters: 统计表, 花名册, 回执, 台账, 报名表."""

from __future__ import annotations

from tests.blind.draft import Column, Form, Pencil, Table, form, grid
from tests.blind.xml import p, tc


@form
def statistics() -> Form:
    """统计表: a matrix of printed indicators and two columns, a unit line above, signatures below."""
    pen = Pencil(font='<w:rFonts w:eastAsia="宋体"/><w:sz w:val="21"/>')
    keys = ("一、受理信访件数", "二、按期办结件数", "三、走访群众人次", "四、化解矛盾件数", "五、投入经费（万元）")
    table = Table(
        "figures",
        (
            Column("key", "key", ("指标名称",), 3600),
            Column("this", "integer", ("本期数",), 2700),
            Column("last", "integer", ("上年同期数",), 2700),
        ),
        0,
        keys,
    )
    head = pen.label("指标名称", 3600) + pen.label("本期数", 2700) + pen.label("上年同期数", 2700)
    blocks = (
        pen.title("信访工作情况统计表")
        + p(
            pen.gap("填报单位（盖章）：", "unit", "unit", ["填报单位（盖章）", "填报单位"])
            + pen.words("      单位：件、人次、万元")
        )
        + grid([head, pen.rows(table)], [3600, 2700, 2700], 'b:table="figures"')
        + p(
            pen.gap("单位负责人：", "chief", "name", space="_________")
            + pen.words("  ")
            + pen.gap("填表人：", "filler", "name", space="_________")
            + pen.words("  ")
            + pen.gap("联系电话：", "phone", "landline", space="______________")
        )
        + p(pen.words("填报日期：") + pen.day("day", ["填报日期"], "____"))
        + pen.line("说明：本表由各县（市、区）信访部门填报，于每季度后5日内报送。")
    )
    return pen.form("statistics", blocks, "制表机关：市信访局  文号：信统〔2016〕4号")


@form
def roster() -> Form:
    """联络员名册: a repeating table with a two-level header; unit and date above, checker below."""
    pen = Pencil(bold="<w:b/>")
    table = Table(
        "people",
        (
            Column("no", "serial", ("序号",), 700),
            Column("name", "name", ("姓名",), 1200),
            Column("unit", "text", ("所在科室",), 1700),
            Column("post", "post", ("职务",), 1300),
            Column("tel", "landline", ("办公电话", "联系方式办公电话"), 1700),
            Column("cell", "mobile", ("手机", "联系方式手机"), 1500),
            Column("note", "text", ("备注",), 1200),
        ),
        6,
    )
    head = [
        pen.label("序号", 700, 1, "restart")
        + pen.label("姓 名", 1200, 1, "restart")
        + pen.label("所在科室", 1700, 1, "restart")
        + pen.label("职务", 1300, 1, "restart")
        + pen.label("联系方式", 3200, 2)
        + pen.label("备注", 1200, 1, "restart"),
        tc(p(), 700, 1, "continue")
        + tc(p(), 1200, 1, "continue")
        + tc(p(), 1700, 1, "continue")
        + tc(p(), 1300, 1, "continue")
        + pen.label("办公电话", 1700)
        + pen.label("手机", 1500)
        + tc(p(), 1200, 1, "continue"),
    ]
    blocks = (
        pen.line("附件2")
        + pen.title("信息联络员名册")
        + p(pen.gap("填报单位：", "unit", "unit") + pen.words("            填报日期：") + pen.day("day", ["填报日期"]))
        + grid([*head, pen.rows(table)], [each.width for each in table.columns], 'b:table="people"')
        + p(pen.gap("审核人：", "checker", "name") + pen.words("      ") + pen.gap("制表人：", "maker", "name"))
    )
    return pen.form("roster", blocks)


@form
def receipt() -> Form:
    """会议回执: a letter with underlined blanks, a yes/no choice, a small table of those who come, a cut line."""
    pen = Pencil(font='<w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/>')
    table = Table(
        "guests",
        (
            Column("name", "name", ("姓名",), 1800),
            Column("gender", "gender", ("性别",), 1100),
            Column("post", "post", ("单位及职务",), 3600),
            Column("cell", "mobile", ("手机号码",), 2500),
        ),
        3,
    )
    head = (
        pen.label("姓名", 1800) + pen.label("性别", 1100) + pen.label("单位及职务", 3600) + pen.label("手机号码", 2500)
    )
    blocks = (
        pen.line("- - - - - - - - - - - - - - - - - - - - - - - - - -", True)
        + pen.title("回  执")
        + pen.line("市政府办公室：")
        + p(
            pen.words("    你办《关于召开防汛工作会议的通知》收悉，我单位")
            + pen.boxes("come", ("参加", "不参加"), ["我单位", "参加不参加", "是否参加", "参加/不参加"], tail="会议")
            + pen.words("会议。")
        )
        + p(pen.gap("    单位名称：", "unit", "unit", ["单位名称"], "                    "))
        + p(pen.gap("    参会人数：", "count", "integer", ["参会人数"], "      ") + pen.words("人"))
        + p(
            pen.gap("    联系人：", "contact", "name", ["联系人"], "        ")
            + pen.gap("  联系电话：", "phone", "mobile", ["联系电话"])
        )
        + p(pen.gap("    车牌号码：", "plate", "plate", ["车牌号码"], "_____________"))
        + pen.line("    参会人员名单：")
        + grid([head, pen.rows(table)], [each.width for each in table.columns], 'b:table="guests"')
        + p(pen.day("day", ["日期", "年月日", "年 月 日", "落款日期"], "      ", loose=True), '<w:jc w:val="right"/>')
        + pen.line("（请于5月12日前传真至0573-83680000，联系人：吴晓明）")
    )
    return pen.form("receipt", blocks)


@form
def ledger() -> Form:
    """隐患排查整改台账: a wide list with dates, a choice in each row and many empty rows; single answers above."""
    pen = Pencil(bold="<w:b/>")
    table = Table(
        "items",
        (
            Column("no", "serial", ("序号",), 700),
            Column("found", "date", ("检查日期",), 1500),
            Column("place", "place", ("隐患地点",), 1800),
            Column("what", "long", ("隐患内容",), 2300),
            Column("who", "name", ("责任人",), 1000),
            Column("done", "choice", ("是否整改",), 1500, ("是", "否")),
            Column("cost", "decimal", ("投入资金（元）", "投入资金"), 1200),
        ),
        8,
    )
    head = "".join(pen.label(each.labels[0], each.width) for each in table.columns)
    blocks = (
        pen.title("安全隐患排查整改台账")
        + p(pen.gap("单位：", "unit", "unit", ["单位"]) + pen.words("    ") + pen.gap("填报人：", "maker", "name"))
        + grid([head, pen.rows(table)], [each.width for each in table.columns], 'b:table="items"')
    )
    return pen.form("ledger", blocks + p())


@form
def signup() -> Form:
    """培训报名表: two tables side after side, the same headers in both, single answers between them."""
    pen = Pencil()
    widths = [2000, 2600, 2600, 1800]

    def people(name: str) -> Table:
        return Table(
            name,
            (
                Column("name", "name", ("姓名",), 2000),
                Column("post", "post", ("职务",), 2600),
                Column("cell", "mobile", ("手机",), 2600),
                Column("room", "choice", ("住宿",), 1800, ("单住", "合住")),
            ),
            3,
        )

    head = pen.label("姓名", 2000) + pen.label("职务", 2600) + pen.label("手机", 2600) + pen.label("住宿", 1800)
    blocks = (
        pen.title("业务培训班报名表")
        + p(pen.gap("报名单位：", "unit", "unit", space="________________"))
        + pen.line("（一）第一期（5月16日—18日）参训人员")
        + grid([head, pen.rows(people("first"))], widths, 'b:table="first"')
        + pen.line("（二）第二期（5月23日—25日）参训人员")
        + grid([head, pen.rows(people("second"))], widths, 'b:table="second"')
        + p(
            pen.words("（三）是否需要接站：")
            + pen.boxes("pickup", ("需要", "不需要"), ["是否需要接站", "（三）是否需要接站"])
        )
        + p(pen.gap("（四）到达车次：", "train", "train", ["到达车次", "（四）到达车次"], "____________"))
        + p(pen.gap("（五）领队：", "leader", "name", ["领队", "（五）领队"], "________"))
    )
    return pen.form("signup", blocks)


@form
def survey() -> Form:
    """调查问卷: numbered questions answered in brackets, by boxes and on lines; no table at all."""
    pen = Pencil()
    many = ("走访入户", "召开座谈会", "发放问卷", "电话回访")
    blocks = (
        pen.title("基层减负情况调查表")
        + p(
            pen.gap(
                "1.被调查单位名称：", "unit", "unit", ["被调查单位名称", "1.被调查单位名称"], "____________________"
            )
        )
        + p(
            pen.words("2.单位在职人数（")
            + pen.gap("", "staff", "integer", ["单位在职人数", "2.单位在职人数"], "      ").replace(
                '<w:u w:val="single"/>', ""
            )
            + pen.words("）人；其中借调（")
            + pen.gap("", "lent", "integer", ["其中借调", "借调"], "      ").replace('<w:u w:val="single"/>', "")
            + pen.words("）人")
        )
        + pen.line("3.今年会议数量与去年相比：（单选）")
        + p(
            pen.boxes(
                "trend",
                ("明显减少", "略有减少", "持平", "增加"),
                ["今年会议数量与去年相比", "3.今年会议数量与去年相比", "今年会议数量与去年相比（单选）"],
            )
        )
        + pen.line("4.主要采用的调研方式：（可多选）")
        + p(
            pen.boxes(
                "ways",
                many,
                ["主要采用的调研方式", "4.主要采用的调研方式", "主要采用的调研方式（可多选）"],
                several=True,
            )
        )
        + p(
            pen.gap(
                "5.本年度召开会议次数：",
                "meetings",
                "integer",
                ["本年度召开会议次数", "5.本年度召开会议次数"],
                "______",
            )
            + pen.words("次")
        )
        + p(pen.gap("6.填表人姓名：", "maker", "name", ["填表人姓名", "6.填表人姓名"], "__________"))
        + p(pen.gap("7.填表人手机：", "phone", "mobile", ["填表人手机", "7.填表人手机"], "______________"))
    )
    return pen.form("survey", blocks)
