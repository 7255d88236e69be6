"""Blanks without a control that hold lists: registers, statistics, contact lists."""

from __future__ import annotations

from tests.unseen.returns import Column, Field, Form, Grid
from tests.unseen.wml import answer, cell, document, gap, grid_rows, label, para, row, table, title

HEADER = "<w:tblHeader/>"


def register() -> Form:
    """A number in each of 15 rows, the header row repeats on each page."""
    columns = (
        ("name", "姓名", "name"),
        ("org", "工作单位", "unit"),
        ("post", "职务", "post"),
        ("mobile", "手机号码", "mobile"),
    )
    keys = tuple(key for key, _, _ in columns)
    head = row(label("序号", width=700), *[label(text) for _, text, _ in columns], props=HEADER)
    body = title("基层通讯员名册") + para("填报单位：", gap("org0"), "　　填报日期：", gap("day"))
    body += table(5, head, grid_rows("people", keys, 15, serial=True)) + para("说明：行数不够可自行添加。")
    fields = (Field("org0", "unit", ("填报单位",)), Field("day", "date", ("填报日期",)))
    grid = Grid("people", tuple(Column(key, kind, (text,)) for key, text, kind in columns), 15)
    return Form("register", document(body), fields, (grid,))


def statistics() -> Form:
    """Headers on two levels, printed row names."""
    names = ("志愿服务", "科普讲座", "文艺演出", "法律咨询")
    tops = (("场次（次）", "times", "次"), ("参加人数（人）", "people", "人"))
    head1 = row(label("活动类别", down="restart"), *[label(text, span=2) for text, _, _ in tops])
    head2 = row(cell(down="continue"), *[label(half) for _ in tops for half in ("上半年", "下半年")])
    columns = []
    for text, key, measure in tops:
        for number, half in enumerate(("上半年", "下半年"), 1):
            bare = text.split("（")[0]
            names_of = (half, f"{text} {half}", f"{text}{half}", f"{bare}{half}", f"{text}／{half}", f"{text}/{half}")
            columns.append(Column(f"{key}{number}", f"int:{measure}", names_of))
    rows = [
        row(label(name), *[cell(mark=f'u:col="{column.key}"') for column in columns], mark='u:row="stat"')
        for name in names
    ]
    body = title("群众文化活动统计表") + para("填报单位：", gap("org")) + table(5, head1, head2, *rows)
    body += para("审核人：", gap("checker"), "　　制表人：", gap("writer"), "　　联系电话：", gap("phone"))
    fields = (
        Field("org", "unit", ("填报单位",)),
        Field("checker", "name", ("审核人",)),
        Field("writer", "name", ("制表人",)),
        Field("phone", "phone", ("联系电话",)),
    )
    grid = Grid("stat", tuple(columns), len(names), names, ("活动类别",))
    return Form("statistics", document(body), fields, (grid,))


def chapters() -> Form:
    """Two tables of facts and one list under numbered headings."""
    columns = (("item", "项目名称", "text"), ("money", "投入资金（万元）", "dec"), ("end", "完成时间", "when"))
    body = title("农村饮水改造情况表") + para("一、基本情况")
    body += table(
        4,
        row(label("村（社区）名称"), answer("village"), label("填报人"), answer("writer")),
        row(label("受益户数（户）"), answer("homes"), label("受益人口（人）"), answer("souls")),
    )
    body += para("二、项目清单") + table(
        3, row(*[label(text) for _, text, _ in columns]), grid_rows("works", tuple(key for key, _, _ in columns), 5)
    )
    body += para("三、联络方式")
    body += table(
        4,
        row(label("管护员姓名"), answer("keeper"), label("管护员手机"), answer("mobile")),
        row(label("值班电话"), answer("duty"), label("电子邮箱"), answer("mail")),
    )
    fields = (
        Field("village", "text", ("村（社区）名称",)),
        Field("writer", "name", ("填报人",)),
        Field("homes", "int:户", ("受益户数（户）", "受益户数")),
        Field("souls", "int:人", ("受益人口（人）", "受益人口")),
        Field("keeper", "name", ("管护员姓名",)),
        Field("mobile", "mobile", ("管护员手机",)),
        Field("duty", "phone", ("值班电话",)),
        Field("mail", "email", ("电子邮箱",)),
    )
    grid = Grid("works", tuple(Column(key, kind, (text,)) for key, text, kind in columns), 5)
    return Form("chapters", document(body), fields, (grid,))


def notes() -> Form:
    """Labels with notes in brackets."""
    body = title("家庭农场情况申报表") + table(
        4,
        row(label("农场名称（必填）"), answer("farm"), label("负责人姓名（必填）"), answer("head")),
        row(label("手机号码（必填，11位）"), answer("mobile"), label("电子邮箱（选填）"), answer("mail")),
        row(label("经营面积（单位：亩）"), answer("area"), label("年产值（单位：万元）"), answer("value")),
        row(label("用工人数（人）"), answer("hands"), label("成立日期（年月日）"), answer("since")),
        row(label("主营产品（不超过20字）"), answer("product", span=3)),
        row(label("备注（没有可不填）"), answer("remark", span=3)),
    )
    fields = (
        Field("farm", "text", ("农场名称（必填）", "农场名称")),
        Field("head", "name", ("负责人姓名（必填）", "负责人姓名")),
        Field("mobile", "mobile", ("手机号码（必填，11位）", "手机号码")),
        Field("mail", "email", ("电子邮箱（选填）", "电子邮箱")),
        Field("area", "dec", ("经营面积（单位：亩）", "经营面积")),
        Field("value", "dec", ("年产值（单位：万元）", "年产值")),
        Field("hands", "int:人", ("用工人数（人）", "用工人数")),
        Field("since", "date", ("成立日期（年月日）", "成立日期")),
        Field("product", "text", ("主营产品（不超过20字）", "主营产品")),
        Field("remark", "text", ("备注（没有可不填）", "备注")),
    )
    return Form("notes", document(body), fields)


def contacts() -> Form:
    """A list with one example row."""
    columns = (
        ("org", "单位", "unit"),
        ("name", "联系人", "name"),
        ("phone", "联系电话", "phone"),
        ("mail", "邮箱", "email"),
    )
    example = row(*[cell(para(text)) for text in ("例：某某镇", "王小明", "13800000000", "wxm@example.cn")])
    keys = tuple(key for key, _, _ in columns)
    body = title("各单位信息员通讯录") + table(
        4, row(*[label(text) for _, text, _ in columns]), example, grid_rows("list", keys, 8)
    )
    body += para("请于月底前报送。") + para("经办人：", gap("clerk"), "　　经办日期：", gap("day"), jc="right")
    fields = (Field("clerk", "name", ("经办人",)), Field("day", "date", ("经办日期",)))
    grid = Grid("list", tuple(Column(key, kind, (text,)) for key, text, kind in columns), 8)
    return Form("contacts", document(body), fields, (grid,))


def bilingual() -> Form:
    """Chinese and English labels."""
    columns = (("name", "姓名 Name", "name"), ("post", "职务 Title", "post"), ("mail", "邮箱 E-mail", "email"))
    body = title("交流活动报名表 Registration Form") + table(
        4,
        row(label("单位名称 Organization"), answer("org", span=3)),
        row(label("联系人 Contact"), answer("contact"), label("手机 Mobile"), answer("mobile")),
        row(label("到达日期 Arrival Date"), answer("arrive"), label("人数 Number of People"), answer("count")),
        row(label("通讯地址 Address"), answer("address", span=3)),
    )
    keys = tuple(key for key, _, _ in columns)
    body += para("参加人员 Participants") + table(
        3, row(*[label(text) for _, text, _ in columns]), grid_rows("guests", keys, 5)
    )
    fields = (
        Field("org", "unit", ("单位名称 Organization",)),
        Field("contact", "name", ("联系人 Contact",)),
        Field("mobile", "mobile", ("手机 Mobile",)),
        Field("arrive", "date", ("到达日期 Arrival Date",)),
        Field("count", "int:人", ("人数 Number of People",)),
        Field("address", "place", ("通讯地址 Address",)),
    )
    grid = Grid("guests", tuple(Column(key, kind, (text,)) for key, text, kind in columns), 5)
    return Form("bilingual", document(body), fields, (grid,))


LISTS = (register, statistics, chapters, notes, contacts, bilingual)
