"""Blanks without a control: tables of facts, approvals, receipts, check lists, reports."""

from __future__ import annotations

from tests.unseen.returns import Field, Form
from tests.unseen.wml import answer, cell, document, empty, gap, label, line, options, para, row, run, table, title


def volunteer() -> Form:
    """Four columns and a photo cell, labels merged at the side."""
    sexes = ("男", "女")
    photo = cell(para("照片", jc="center"), down="restart")
    more = cell(down="continue")
    body = title("文明劝导志愿者登记表") + table(
        5,
        row(label("姓　名"), answer("name"), label("性　别"), cell(para(options("sex", *sexes))), photo),
        row(label("出生日期"), answer("born"), label("民　族"), answer("people"), more),
        row(label("手　机"), answer("mobile"), label("邮　箱"), answer("mail"), more),
        row(label("工作单位"), answer("work", span=2), label("职　务"), answer("post")),
        row(
            label("紧急联系人", down="restart"),
            label("联系人姓名"),
            answer("kin"),
            label("联系人电话"),
            answer("kin_phone"),
        ),
        row(cell(down="continue"), label("家庭住址"), answer("home", span=3)),
        row(label("服务经历"), answer("past", span=4)),
    )
    fields = (
        Field("name", "name", ("姓名",)),
        Field("sex", "choice", ("性别",), sexes),
        Field("born", "date", ("出生日期",)),
        Field("people", "folk", ("民族",)),
        Field("mobile", "mobile", ("手机",)),
        Field("mail", "email", ("邮箱",)),
        Field("work", "unit", ("工作单位",)),
        Field("post", "post", ("职务",)),
        Field("kin", "name", ("联系人姓名",)),
        Field("kin_phone", "phone", ("联系人电话",)),
        Field("home", "place", ("家庭住址",)),
        Field("past", "long", ("服务经历",)),
    )
    return Form("volunteer", document(body), fields)


def approval() -> Form:
    """An application whose opinion cells end in signature, seal and date."""

    def opinion(text: str, key: str) -> str:
        foot = para("负责人签字：", gap(f"{key}_sign"), "　　（盖章）", jc="right")
        foot += para(gap(f"{key}_day", "　　年　　月　　日"), jc="right")
        return row(label(text), cell(empty(key), foot, span=3))

    body = title("公益活动场地使用审批表") + table(
        4,
        row(label("申请单位"), answer("org", span=3)),
        row(label("活动名称"), answer("event"), label("使用日期"), answer("day")),
        row(label("经办人"), answer("clerk"), label("联系电话"), answer("phone")),
        row(label("申请理由"), answer("why", span=3)),
        opinion("街道意见", "street"),
        opinion("主管部门意见", "bureau"),
    )
    body += para("注：本表一式两份，于使用前五个工作日报送。")
    fields = (
        Field("org", "unit", ("申请单位",)),
        Field("event", "text", ("活动名称",)),
        Field("day", "date", ("使用日期",)),
        Field("clerk", "name", ("经办人",)),
        Field("phone", "phone", ("联系电话",)),
        Field("why", "long", ("申请理由",)),
        Field("street", "long", ("街道意见",)),
        Field("street_sign", "name", ("负责人签字", "街道意见 负责人签字")),
        Field(
            "street_day",
            "date",
            ("年月日", "街道意见日期", "街道意见", "负责人签字（盖章）", "日期", "（盖章）", "盖章"),
        ),
        Field("bureau", "long", ("主管部门意见",)),
        Field("bureau_sign", "name", ("负责人签字", "主管部门意见 负责人签字")),
        Field(
            "bureau_day",
            "date",
            ("年月日", "主管部门意见日期", "主管部门意见", "负责人签字（盖章）", "日期", "（盖章）", "盖章"),
        ),
    )
    return Form("approval", document(body), fields)


def receipt() -> Form:
    """A receipt with underscores to write on."""
    yes = ("参加", "不参加")
    body = title("回　执") + para("县图书馆办公室：", props='<w:ind w:firstLine="0"/>')
    body += para("贵馆《关于召开全民阅读推进会的通知》收悉，现将我单位参会情况回复如下：")
    body += para("单位名称：", line("org", 30))
    body += para("参会人员姓名：", line("name", 12), "　职务：", line("post", 12))
    body += para("手机号码：", line("mobile", 14), "　电子邮箱：", line("mail", 18))
    body += para("是否参加：", options("join", *yes))
    body += para("到达日期：", line("arrive", 16), "　随行人数：", line("count", 6))
    body += para("其他事项：", line("other", 36))
    body += para("填表人：", line("writer", 10), "　填表日期：", gap("day", "　　年　　月　　日"), jc="right")
    fields = (
        Field("org", "unit", ("单位名称",)),
        Field("name", "name", ("参会人员姓名",)),
        Field("post", "post", ("职务",)),
        Field("mobile", "mobile", ("手机号码",)),
        Field("mail", "email", ("电子邮箱",)),
        Field("join", "choice", ("是否参加",), yes),
        Field("arrive", "date", ("到达日期",)),
        Field("count", "int:人", ("随行人数",)),
        Field("other", "text", ("其他事项",)),
        Field("writer", "name", ("填表人",)),
        Field("day", "date", ("填表日期",)),
    )
    return Form("receipt", document(body), fields)


def checklist() -> Form:
    """Boxes in a table, one group of several answers."""
    state = ("完好", "需维修", "已停用")
    gear = ("灭火器", "消火栓", "应急灯", "防毒面具")
    yes = ("是", "否")
    body = title("公共场所消防自查表") + table(
        4,
        row(label("场所名称"), answer("site"), label("检查日期"), answer("day")),
        row(label("检查人"), answer("who"), label("联系电话"), answer("phone")),
        row(label("疏散通道是否畅通"), cell(para(options("exit", *yes)), span=3)),
        row(label("设施状况"), cell(para(options("state", *state)), span=3)),
        row(label("配备器材（可多选）"), cell(para(options("gear", *gear)), span=3)),
        row(label("发现隐患数量"), answer("count"), label("整改期限"), answer("until")),
        row(label("整改措施"), answer("plan", span=3)),
    )
    fields = (
        Field("site", "text", ("场所名称",)),
        Field("day", "date", ("检查日期",)),
        Field("who", "person", ("检查人",)),
        Field("phone", "phone", ("联系电话",)),
        Field("exit", "choice", ("疏散通道是否畅通",), yes),
        Field("state", "choice", ("设施状况",), state),
        Field("gear", "choices", ("配备器材（可多选）", "配备器材"), gear),
        Field("count", "int:处", ("发现隐患数量",)),
        Field("until", "when", ("整改期限",)),
        Field("plan", "long", ("整改措施",)),
    )
    return Form("checklist", document(body), fields)


def essay() -> Form:
    """Headings with an empty paragraph below, the sign-off by colons."""
    heads = (("base", "一、基本情况"), ("deeds", "二、主要做法"), ("effect", "三、取得成效"))
    body = title("社区书屋建设情况报告")
    fields: list[Field] = []
    for key, text in heads:
        body += para(run(text, "<w:b/>")) + empty(key)
        fields.append(Field(key, "long", (text, text[2:])))
    body += (
        para() + para("报告单位：", gap("org")) + para("撰稿人：", gap("writer")) + para("手机号码：", gap("mobile"))
    )
    fields += [
        Field("org", "unit", ("报告单位",)),
        Field("writer", "name", ("撰稿人",)),
        Field("mobile", "mobile", ("手机号码",)),
    ]
    return Form("essay", document(body), tuple(fields))


OFFICE = (volunteer, approval, receipt, checklist, essay)
