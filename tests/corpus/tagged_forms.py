"""Blanks with tagged controls: the example campaign's own, and two made in other ways."""

from __future__ import annotations

from pathlib import Path

from documents.package import Package
from documents.rendering import render
from documents.wml import TBL, TC, TR, Element, tag_of, text_of, w
from tests.corpus.forms import Ask, Form, Rows, ask, issued
from tests.corpus.paper import MARK, cell, control, document, dropdown, el, para, row, table
from tests.corpus.values import UNIT_NAMES

CAMPAIGN = Path(__file__).parents[2] / "templates_docx" / "footsteps"
KINDS = ("学校", "村（社区）", "企业", "青年社会组织", "网格")


def tagged_forms() -> list[Form]:
    """All of them, each issued with a form number."""
    forms = [_roster(0), _roster(1), _activity(), _officers(), _training()]
    return [issued(form, serial) for serial, form in enumerate(forms, 4711)]


def _mark(data: bytes) -> bytes:
    """`data` with marks at its controls, their rows, labels and headers."""
    package = Package.open(data)
    root = package.tree(package.main)
    headers: dict[str, Element] = {}
    for sdt in list(root.iter(w("sdt"))):
        tag = tag_of(sdt)
        grid, dot, column = tag.partition(".")
        sdt.set(MARK, f"tag:{tag}")
        tc, tr = next(sdt.iterancestors(TC)), next(sdt.iterancestors(TR))
        if dot:
            tr.set(MARK, f"row:{grid}")
            sdt.set(MARK, f"cell:{column}")
            header = next(each for each in next(tr.iterancestors(TBL)) if each.tag == TR)
            header.set(MARK, f"header:{grid}")
            headers[grid] = header
            for serial in tr.findall(TC):
                if serial.find(f".//{w('sdt')}") is None:
                    serial.set(MARK, "serial")
        else:
            label = tc.getprevious()
            if label is not None and label.tag == TC:
                label.set(MARK, f"label:{tag}")
    for header in headers.values():
        for each in header.findall(TC):
            each.set(MARK, f"head:{text_of(each)}")
    return package.save()


def _template(name: str, unit: tuple[str, ...]) -> bytes:
    template = (CAMPAIGN / f"{name}.docx").read_bytes()
    contact = {"post": "组织部工作人员", "phone": "0573-80000001", "email": "zuzhi@youth.city.example"}
    words = {
        "unit": {"name": unit[0]},
        "due_text": "2016年5月10日17时",
        "issuer": "共青团嘉兴市委员会",
        "contact": contact,
    }
    return render(template, words, name)


def _roster(unit: int) -> Form:
    """The example campaign's roster; the unit's name is filled in when it is issued."""
    asks = (
        ask("填报单位", "prefilled", tag="unit"),
        ask("联络员姓名", "name", tag="officer_name"),
        ask("联络员职务", "post", tag="officer_post"),
        ask("手机号码", "mobile", tag="officer_mobile"),
        ask("电子邮箱", "email", tag="officer_email", blank=0.2),
    )
    points = Rows(
        "contact_points",
        (
            ask("类别", "choice", *KINDS, tag="kind"),
            ask("联系点名称", "point", tag="name"),
            ask("地址", "place", tag="address"),
            ask("联系人", "name", tag="officer", blank=0.1),
        ),
    )
    names = UNIT_NAMES[unit]
    marked = _mark(_template("roster", names))
    return Form(f"roster{unit + 1}", "联络员和基层联系点名单", marked, asks, (points,), unit=names, tagged=True)


def _activity() -> Form:
    """The example campaign's activity report: many counts and two long texts."""
    counts = (
        ("学校（所）", "schools", "所"),
        ("村（社区）（个）", "villages", "个"),
        ("青年社会组织（家）", "youth_organisations", "家"),
        ("企业（家）", "enterprises", "家"),
        ("基层网格（个）", "grids", "个"),
        ("青年座谈会（次）", "seminars", "次"),
        ("普通青年（人次）", "ordinary_youth", "人次"),
        ("青年学生（人次）", "students", "人次"),
        ("青年群众领袖（人次）", "youth_leaders", "人次"),
        ("困难青少年（人次）", "youth_in_need", "人次"),
        ("网络青年（人次）", "online_youth", "人次"),
        ("办成实事（件）", "deeds_done", "件"),
        ("正在推进（件）", "deeds_pending", "件"),
    )
    asks: tuple[Ask, ...] = (
        ask("填报单位", "prefilled", tag="unit"),
        ask("统计开始日期", "date", suffix="begins", tag="period_from"),
        ask("统计截止日期", "date", suffix="ends", tag="period_to"),
        *(ask(label, "count", tag=tag, suffix=unit) for label, tag, unit in counts),
        ask("做法和成效", "long", tag="narrative"),
        ask("困难和建议", "long", tag="difficulties", blank=0.2),
    )
    names = UNIT_NAMES[2]
    return Form(
        "activity", "走基层活动情况表", _mark(_template("activity_report", names)), asks, unit=names, tagged=True
    )


def _pairs(asks: tuple[Ask, ...], *, block: bool = False) -> list[Element]:
    """Rows of two pairs; the last one alone over the whole width when the number is odd."""
    cells = [[cell(each.label), cell(_control(each, each.tag, block=block))] for each in asks]
    rows = [row(*cells[at], *cells[at + 1]) for at in range(0, len(cells) - 1, 2)]
    if len(cells) % 2:
        rows.append(row(cells[-1][0], cell(_control(asks[-1], asks[-1].tag, block=block), span=3)))
    return rows


def _control(each: Ask, tag: str, *, block: bool = False) -> Element:
    kind = (
        [dropdown(each.wish.options)]
        if each.wish.maker == "choice"
        else [el("date")]
        if each.wish.maker == "date"
        else []
    )
    made = control(tag, each.label, f"请填写{each.label}" if not kind else "请选择", *kind, block=block)
    return made if block else para(made)


def _officers() -> Form:
    """Every type once, with dates and drop-down lists, and rows with a serial number."""
    asks = (
        ask("填报单位", "unit", tag="unit"),
        ask("负责人", "name", tag="head"),
        ask("职务", "post", tag="post"),
        ask("手机", "mobile", tag="mobile"),
        ask("办公电话", "landline", tag="tel", blank=0.2),
        ask("邮箱", "email", tag="mail"),
        ask("成立日期", "date", tag="founded"),
        ask("单位类型", "choice", "机关", "国有企业", "学校", "社会组织", tag="kind"),
        ask("青年比例", "percent", tag="share"),
        ask("活动经费（万元）", "decimal", tag="budget"),
        ask("办公地址", "place", tag="address"),
        ask("团员人数", "count", suffix="人", tag="members"),
        ask("工作特色", "long", tag="features", blank=0.2),
    )
    people = Rows(
        "people",
        (
            ask("姓名", "name", tag="name"),
            ask("分管工作", "remark", tag="duty"),
            ask("联系手机", "mobile", tag="mobile"),
            ask("联系青年数", "count", suffix="人", tag="youth"),
        ),
        ("序号",),
    )
    rows = [row("序号", *(each.label for each in people.asks))]
    rows += [
        row(str(number), *(cell(_control(each, f"people.{each.tag}")) for each in people.asks))
        for number in range(1, 7)
    ]
    blocks = [
        para("基层团组织基本信息登记表", align="center"),
        table([1500, 2900, 1500, 2900], _pairs(asks)),
        para("班子成员"),
        table([800, 2000, 2400, 2000, 1600], rows),
        para("注：以上信息请如实填写，如有变动及时更新。", mark="note"),
    ]
    return Form(
        "officers",
        "基层团组织基本信息登记表",
        _mark(document(*blocks)),
        asks,
        (people,),
        unit=UNIT_NAMES[1],
        tagged=True,
    )


def _training() -> Form:
    """Block-level controls around whole paragraphs of their cells."""
    asks = (
        ask("学员姓名", "name", tag="name"),
        ask("所在单位", "bureau", tag="bureau"),
        ask("手机号码", "mobile", tag="mobile"),
        ask("职务", "post", tag="post"),
        ask("报到日期", "date", suffix="begins", tag="arrival"),
        ask("返程日期", "date", suffix="ends", tag="departure"),
        ask("食宿要求", "remark", tag="wishes", blank=0.4),
        ask("学习期望", "long", tag="hopes"),
    )
    blocks = [
        para("团干部培训学员登记表", align="center"),
        table([1500, 2900, 1500, 2900], _pairs(asks, block=True)),
        para("请于开班前一周报送。", mark="note"),
    ]
    return Form("training", "团干部培训学员登记表", _mark(document(*blocks)), asks, unit=UNIT_NAMES[2], tagged=True)
