"""The forms of the set: half with content controls, half without any."""

from __future__ import annotations

from tests.tricks.building import Ask, Box, Cross, Form, Gaps, Line, Many, Pairs, Room, Words

KINDS = ("学校", "社区", "企业", "医院")
YES = ("是", "否")

FORMS = (
    Form(
        "liaison",
        "2026年度防汛联络员登记表",
        True,
        (
            Pairs(
                (
                    (Ask("填报单位", "unit", "unit"),),
                    (Ask("联络员姓名", "name", "officer"), Ask("联络员职务", "post", "post")),
                    (Ask("手机号码", "mobile", "mobile"), Ask("电子邮箱", "email", "email")),
                    (Ask("填报日期", "date", "filed"), Ask("值班人数（人）", "integer", "watch")),
                )
            ),
            Words("注：请于6月1日前报送。"),
        ),
    ),
    Form(
        "points",
        "基层联系点清单",
        True,
        (
            Pairs(((Ask("填报单位", "unit", "unit"), Ask("联系电话", "landline", "phone")),)),
            Words("二、联系点"),
            Many(
                "points",
                (
                    Ask("类别", "choice", "kind", KINDS),
                    Ask("联系点名称", "text", "name"),
                    Ask("地址", "place", "address"),
                    Ask("联系人", "name", "officer"),
                    Ask("手机号码", "mobile", "mobile"),
                ),
                6,
            ),
        ),
    ),
    Form(
        "figures",
        "2026年上半年工作情况统计表",
        True,
        (
            Pairs(
                (
                    (Ask("填报单位", "unit", "unit"), Ask("负责人", "name", "head")),
                    (Ask("开展活动（次）", "integer", "events"), Ask("参加人数（人次）", "integer", "people")),
                    (Ask("投入资金（万元）", "decimal", "money"), Ask("完成率（%）", "percentage", "rate")),
                    (Ask("开始日期", "date", "start"), Ask("结束日期", "date", "end")),
                )
            ),
            Words("做法和困难"),
            Room(Ask("主要做法", "long_text", "ways")),
            Room(Ask("存在困难", "long_text", "needs")),
        ),
    ),
    Form(
        "staffing",
        "人员配备情况表",
        True,
        (
            Line(Ask("填报单位", "unit", "unit")),
            Cross("岗位", ("管理岗位", "专业技术岗位", "工勤岗位"), ("编制数", "实有数", "空缺数"), "staff"),
            Line(Ask("填表人", "name", "clerk")),
            Line(Ask("联系电话", "mobile", "phone")),
        ),
    ),
    Form(
        "receipt",
        "参会回执",
        True,
        (
            Line(Ask("参会单位", "unit", "unit")),
            Line(Ask("参会人", "name", "person")),
            Gaps("我单位随行人员共{我单位随行人员共:integer:party}人。"),
            Pairs(((Ask("职务", "post", "post"), Ask("手机号码", "mobile", "mobile")),)),
            Pairs(((Ask("到达日期", "date", "arrive"), Ask("电子邮箱", "email", "email")),)),
            Pairs(((Ask("是否住宿", "choice", "stay", YES), Ask("住宿天数（天）", "integer", "nights")),)),
        ),
    ),
    Form(
        "projects",
        "重点项目推进表",
        True,
        (
            Words("一、项目"),
            Many(
                "projects",
                (
                    Ask("项目名称", "text", "name"),
                    Ask("总投资（万元）", "decimal", "money"),
                    Ask("开工日期", "date", "start"),
                    Ask("责任人", "name", "owner"),
                    Ask("电子邮箱", "email", "email"),
                ),
                5,
                serial=True,
            ),
            Room(Ask("备注说明", "long_text", "note")),
        ),
    ),
    Form(
        "volunteers",
        "志愿服务队备案表",
        False,
        (
            Pairs(
                (
                    (Ask("单位名称", "unit"), Ask("队长姓名", "name")),
                    (Ask("手机号码", "mobile"), Ask("办公电话", "landline")),
                    (Ask("电子邮箱", "email"), Ask("成立日期", "date")),
                    (Ask("队员人数（人）", "integer"), Ask("党员比例（%）", "percentage")),
                    (Ask("通讯地址", "place"),),
                    (Ask("队伍类别", "choice", "", KINDS),),
                )
            ),
            Words("注：每支队伍填一张。"),
        ),
    ),
    Form(
        "trainees",
        "培训班报名表",
        False,
        (
            Line(Ask("报送单位", "unit")),
            Many(
                "trainees",
                (Ask("姓名", "name"), Ask("职务", "post"), Ask("手机号码", "mobile"), Ask("报到日期", "date")),
                6,
                serial=True,
            ),
            Line(Ask("填报人", "name")),
            Line(Ask("联系电话", "mobile")),
        ),
    ),
    Form(
        "quarters",
        "信访事项季度统计表",
        False,
        (
            Pairs(((Ask("填报单位", "unit"), Ask("填报日期", "date")),)),
            Cross("类型", ("来信", "来访", "网上信访"), ("受理件数", "办结件数", "超期件数")),
            Pairs(((Ask("填表人", "name"), Ask("审核人", "name")),)),
        ),
    ),
    Form(
        "pledge",
        "安全生产自查报告单",
        False,
        (
            Gaps("单位名称：{单位名称:unit:}"),
            Gaps("检查日期：{检查日期:date:}　　检查人：{检查人:name:}"),
            Box(Ask("是否发现隐患", "choice", "", YES)),
            Box(Ask("检查范围（可多选）", "choices", "", ("消防", "用电", "食品", "校车"))),
            Gaps(
                "本次共检查场所{本次共检查场所:integer:}处，发现隐患{发现隐患:integer:}处，已整改{已整改:integer:}处。"
            ),
            Room(Ask("整改措施", "long_text")),
        ),
    ),
    Form(
        "goods",
        "救灾物资需求表",
        False,
        (
            Pairs(
                ((Ask("申请单位", "unit"), Ask("联系人", "name")), (Ask("联系电话", "mobile"), Ask("申请日期", "date")))
            ),
            Many(
                "goods",
                (
                    Ask("物资名称", "text"),
                    Ask("数量（件）", "integer"),
                    Ask("单价（元）", "decimal"),
                    Ask("送达地址", "place"),
                ),
                5,
            ),
            Box(Ask("是否需要运输", "choice", "", YES)),
        ),
    ),
    Form(
        "opinion",
        "征求意见反馈表",
        False,
        (
            Pairs(((Ask("反馈单位", "unit"),), (Ask("经办人", "name"), Ask("办公电话", "landline")))),
            Box(Ask("总体意见", "choice", "", ("同意", "原则同意", "不同意"))),
            Room(Ask("修改意见", "long_text")),
            Room(Ask("其他建议", "long_text")),
            Line(Ask("反馈日期", "date")),
        ),
    ),
)
