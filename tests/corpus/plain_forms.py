"""Blanks without a single content control, as offices make them in Word."""

from __future__ import annotations

from documents.wml import Element
from tests.corpus.forms import Ask, Form, Rows, ask
from tests.corpus.paper import cell, document, el, para, row, run, table
from tests.corpus.values import UNIT_NAMES

NATIONS = ("汉族", "回族", "维吾尔族", "畲族", "土家族")
SEXES = ("男", "女")


def plain_forms() -> list[Form]:
    """All of them."""
    return [_enrolment(), _one_table(), _lines(), _boxes(), _matrix(), _register(), _topic(), _visits()]


def _title(text: str) -> Element:
    return para(text, align="center", look=(el("b"), el("sz", val=36)))


def _label(text: str, printed: str = "", **look: object) -> Element:
    return cell(printed or text, mark=f"label:{text}", **look)  # type: ignore[arg-type]


def _answer(label: str, **look: object) -> Element:
    return cell(mark=f"ask:{label}", **look)  # type: ignore[arg-type]


def _pair(label: str, printed: str = "", span: int = 1) -> list[Element]:
    return [_label(label, printed), _answer(label, span=span)]


def _gap(label: str, width: int = 12) -> Element:
    return run("_" * width, mark=f"gap:{label}")


def _said(label: str, printed: str = "") -> Element:
    return run((printed or label) + "：", mark=f"label:{label}")


def _date_gap(label: str) -> Element:
    return run("    年  月  日", mark=f"gap:{label}")


def _rows(grid: Rows, count: int, *, serial: bool, lead: str = "") -> list[Element]:
    """Empty rows of a register; `lead` is a merged label in front of them that begins in the header."""
    made = []
    for number in range(count):
        cells = [cell(merge="continue")] if lead else []
        cells += [cell(str(number + 1), mark="serial")] if serial else []
        cells += [cell(mark=f"cell:{label}") for label in grid.columns]
        made.append(row(*cells, mark=f"row:{grid.key}"))
    return made


def _header(grid: Rows, *, serial: bool, lead: str = "") -> Element:
    cells = [cell(lead, merge="restart", mark="lead")] if lead else []
    cells += [cell("序号", mark="head:序号")] if serial else []
    cells += [cell(each.label, mark=f"head:{label}") for each, label in zip(grid.asks, grid.columns, strict=True)]
    return row(*cells, mark=f"header:{grid.key}")


def _enrolment() -> Form:
    """Pairs of label and empty cell, two pairs a row."""
    asks = (
        ask("姓名", "name"),
        ask("性别", "word", *SEXES),
        ask("民族", "word", *NATIONS),
        ask("出生日期", "date", suffix="birth"),
        ask("工作单位", "bureau"),
        ask("职务", "post"),
        ask("手机号码", "mobile"),
        ask("办公电话", "landline", blank=0.3),
        ask("电子邮箱", "email", blank=0.2),
        ask("参训次数", "count", suffix="次"),
        ask("通讯地址", "place"),
        ask("备注", "remark", blank=0.6),
    )
    rows = [
        row(*_pair("姓名", "姓　　名"), *_pair("性别", "性　　别")),
        row(*_pair("民族"), *_pair("出生日期")),
        row(*_pair("工作单位"), *_pair("职务", "职　　务")),
        row(*_pair("手机号码"), *_pair("办公电话")),
        row(*_pair("电子邮箱"), *_pair("参训次数")),
        row(*_pair("通讯地址", span=3)),
        row(*_pair("备注", span=3)),
    ]
    note = para("注：请于6月10日前将本表电子版报市委党校培训处。", mark="note")
    blocks = [para("附件2"), _title("2016年全市青年干部培训班报名表"), table([1500, 2900, 1500, 2900], rows), note]
    return Form("enrolment", "青年干部培训班报名表", document(*blocks), asks, unit=UNIT_NAMES[0])


def _one_table() -> Form:
    """一表到底: basic facts, family members as repeating rows behind a merged label, long texts, opinions."""
    asks = (
        ask("姓名", "name"),
        ask("性别", "word", *SEXES),
        ask("出生日期", "date", suffix="birth"),
        ask("民族", "word", *NATIONS),
        ask("入团日期", "date"),
        ask("联系电话", "phone"),
        ask("工作单位及职务", "work"),
        ask("主要事迹", "long"),
        ask("推荐单位意见", "long", blank=0.5),
    )
    family = Rows(
        "family",
        (
            ask("称谓", "word", "父亲", "母亲", "配偶", "儿子", "女儿"),
            ask("姓名", "name"),
            ask("出生日期", "date", suffix="birth"),
            ask("工作单位", "work"),
        ),
    )
    six = [1400, 1400, 1400, 1600, 1400, 1600]
    body = [
        row(*_pair("姓名"), *_pair("性别"), *_pair("出生日期")),
        row(*_pair("民族"), *_pair("入团日期"), *_pair("联系电话")),
        row(*_pair("工作单位及职务", span=5)),
        row(
            cell("家庭主要成员", merge="restart", mark="lead"),
            *(cell(each.label, mark=f"head:{each.label}") for each in family.asks[:3]),
            cell("工作单位", span=2, mark="head:工作单位"),
            mark="header:family",
        ),
        *(
            row(
                cell(merge="continue"),
                *(cell(mark=f"cell:{each.label}") for each in family.asks[:3]),
                cell(mark="cell:工作单位", span=2),
                mark="row:family",
            )
            for _ in range(4)
        ),
        row(*_pair("主要事迹", span=5)),
        row(*_pair("推荐单位意见", span=5)),
    ]
    blocks = [_title("优秀共青团干部推荐表"), table(six, body)]
    return Form("one_table", "优秀共青团干部推荐表", document(*blocks), asks, (family,), unit=UNIT_NAMES[0])


def _lines() -> Form:
    """Paragraphs with underscores and date gaps."""
    asks = (
        ask("单位名称", "unit"),
        ask("联系人", "name"),
        ask("职务", "post"),
        ask("手机号码", "mobile"),
        ask("电子邮箱", "email"),
        ask("参会人数", "count"),
        ask("到达日期", "date"),
        ask("返程日期", "date"),
        ask("住宿地点", "place", blank=0.2),
        ask("填报日期", "date"),
    )
    blocks = [
        _title("会 议 回 执"),
        para(_said("单位名称"), _gap("单位名称", 24), mark="line"),
        para(_said("联系人"), _gap("联系人", 10), "  ", _said("职务"), _gap("职务"), mark="line"),
        para(_said("手机号码"), _gap("手机号码"), "  ", _said("电子邮箱"), _gap("电子邮箱", 16), mark="line"),
        para(_said("参会人数"), _gap("参会人数", 6), "人", mark="line"),
        para(_said("到达日期"), _date_gap("到达日期"), mark="line"),
        para(_said("返程日期"), _date_gap("返程日期"), mark="line"),
        para(_said("住宿地点"), _gap("住宿地点", 20), mark="line"),
        para("请各单位务必于会前三天反馈回执。", mark="note"),
        para(_said("填报日期"), _date_gap("填报日期"), align="right", mark="line"),
    ]
    return Form("lines", "会议回执", document(*blocks), asks, unit=UNIT_NAMES[1])


def _choice(label: str, *options: str) -> list[Element]:
    boxes = run("  ".join(f"□{each}" for each in options), mark=f"boxes:{label}")
    return [_label(label), cell(boxes, span=3)]


def _boxes() -> Form:
    """Check-box groups in a table."""
    kinds = ("志愿服务", "主题宣讲", "技能培训", "走访慰问")
    asks = (
        ask("填报单位", "unit"),
        ask("负责人", "name"),
        ask("手机号码", "mobile"),
        ask("联系人", "name"),
        ask("手机号码", "mobile"),
        ask("单位性质", "choice", "机关", "事业单位", "企业", "社会组织"),
        ask("是否建立台账", "choice", "是", "否"),
        ask("活动类型（可多选）", "choices", *kinds),
        ask("覆盖青年人数", "count", suffix="人"),
        ask("满意率", "percent"),
        ask("存在问题", "long", blank=0.3),
    )
    second = [_label("手机号码 (2)", "手机号码"), _answer("手机号码 (2)")]
    rows = [
        row(*_pair("填报单位", span=3)),
        row(*_pair("负责人"), *_pair("手机号码")),
        row(*_pair("联系人"), *second),
        row(*_choice("单位性质", "机关", "事业单位", "企业", "社会组织")),
        row(*_choice("是否建立台账", "是", "否")),
        row(*_choice("活动类型（可多选）", *kinds)),
        row(*_pair("覆盖青年人数"), *_pair("满意率")),
        row(*_pair("存在问题", span=3)),
    ]
    blocks = [
        _title("青年活动开展情况调查表"),
        table([1700, 2700, 1700, 2700], rows),
        para("说明：在符合情况的方框内打“√”。", mark="note"),
    ]
    return Form("boxes", "青年活动开展情况调查表", document(*blocks), asks, unit=UNIT_NAMES[2])


def _matrix() -> Form:
    """Statistics by row label and quarter, with a line above and a sign-off line below."""
    quarters = ("一季度", "二季度", "三季度")
    labels = ("走访学校（所）", "走访企业（家）", "召开座谈会（次）", "联系青年（人次）", "办理实事（件）")
    grid = Rows("counts", tuple(ask(each, "tally") for each in quarters), ("指标",), every=True)
    body = [
        row(
            cell("指标", mark="head:指标"),
            *(cell(each, mark=f"head:{each}") for each in quarters),
            mark="header:counts",
        )
    ]
    body += [
        row(cell(label, mark="serial"), *(cell(mark=f"cell:{each}") for each in quarters), mark="row:counts")
        for label in labels
    ]
    asks = (ask("填报单位", "unit"), ask("填表人", "name"), ask("审核人", "name"), ask("填表日期", "date"))
    signs: list[str | Element] = [
        _said("填表人"),
        _gap("填表人", 8),
        "    ",
        _said("审核人"),
        _gap("审核人", 8),
        "    ",
        _said("填表日期"),
        _date_gap("填表日期"),
    ]
    blocks = [
        _title("走访联系青年情况统计表"),
        para(_said("填报单位"), _gap("填报单位", 20), mark="line"),
        table([2600, 2000, 2000, 2000], body),
        para(*signs, mark="signoff"),
    ]
    return Form(
        "matrix",
        "走访联系青年情况统计表",
        document(*blocks, footer="内部资料 注意保存"),
        asks,
        (grid,),
        unit=UNIT_NAMES[2],
    )


def _register() -> Form:
    """A header row, ten empty rows with serial numbers, a sign-off line."""
    grid = Rows(
        "people",
        (
            ask("姓名", "name"),
            ask("工作单位", "bureau"),
            ask("职务", "post"),
            ask("手机号码", "mobile"),
            ask("报到时间", "date", blank=0.1),
            ask("备注", "remark", blank=0.7),
        ),
        ("序号",),
        fewest=2,
    )
    asks = (ask("填表人", "name"), ask("联系电话", "phone"), ask("日期", "date"))
    signs = para(
        _said("填表人"),
        _gap("填表人", 8),
        "   ",
        _said("联系电话"),
        _gap("联系电话"),
        "   ",
        _said("日期"),
        _date_gap("日期"),
        mark="signoff",
    )
    rows = [_header(grid, serial=True), *_rows(grid, 10, serial=True)]
    blocks = [para("附件1"), _title("联络员花名册"), table([700, 1300, 2100, 1500, 1600, 1400, 1200], rows), signs]
    return Form("register", "联络员花名册", document(*blocks), asks, (grid,), unit=UNIT_NAMES[1])


def _topic() -> Form:
    """A research topic with long texts under wide labels."""
    asks: tuple[Ask, ...] = (
        ask("课题名称", "topic"),
        ask("课题负责人", "name"),
        ask("职务", "post"),
        ask("联系电话", "phone"),
        ask("电子邮箱", "email", blank=0.2),
        ask("完成时间", "date"),
        ask("经费预算（万元）", "decimal"),
        ask("研究内容", "long"),
        ask("预期成果", "long"),
        ask("申报理由", "long", blank=0.2),
    )
    rows = [
        row(*_pair("课题名称", span=3)),
        row(*_pair("课题负责人"), *_pair("职务")),
        row(*_pair("联系电话"), *_pair("电子邮箱")),
        row(*_pair("完成时间"), *_pair("经费预算（万元）")),
        row(*_pair("研究内容", span=3)),
        row(*_pair("预期成果", span=3)),
        row(*_pair("申报理由", span=3)),
    ]
    blocks = [
        _title("共青团调研课题申报表"),
        para("（2016年度）", align="center"),
        table([1700, 2700, 1700, 2700], rows),
        para("注：本表可另附页。", mark="note"),
    ]
    return Form("topic", "共青团调研课题申报表", document(*blocks), asks, unit=UNIT_NAMES[0])


def _visits() -> Form:
    """A line of basic facts with colons only, a register without serial numbers, a second small register."""
    visits = Rows(
        "visits",
        (
            ask("走访日期", "date"),
            ask("走访地点", "place"),
            ask("接待人姓名", "name"),
            ask("收集问题（个）", "count"),
            ask("办理情况", "remark", blank=0.3),
        ),
        fewest=2,
    )
    deeds = Rows("deeds", (ask("实事名称", "topic"), ask("责任人", "name"), ask("完成率", "percent")))
    asks = (ask("填报单位", "unit"), ask("统计截止日期", "date"))
    blocks = [
        _title("走访台账"),
        para(_said("填报单位"), run("", mark="gap:填报单位"), mark="line"),
        para(_said("统计截止日期"), run("", mark="gap:统计截止日期"), mark="line"),
        para("一、走访情况"),
        table([1500, 2500, 1300, 1500, 2000], [_header(visits, serial=False), *_rows(visits, 6, serial=False)]),
        para("二、办实事情况"),
        table([4400, 2200, 2200], [_header(deeds, serial=False), *_rows(deeds, 3, serial=False)]),
        para("注：表格不够可自行添加行。", mark="note"),
    ]
    return Form("visits", "走访台账", document(*blocks), asks, (visits, deeds), unit=UNIT_NAMES[0])
