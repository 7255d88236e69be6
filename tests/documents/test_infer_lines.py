"""Answers outside tables: gaps in lines, reports below headings, and documents that ask for nothing."""

from __future__ import annotations

import pytest

from documents.wml import Element
from tests.documents.drawing import U, asked, form_field, grid, line, model_of

CASES: dict[str, tuple[list[Element], list[str]]] = {
    "underscores and underlined blanks": (
        [
            line("姓    名：________ 电话：____________"),
            line("单位：", U("            "), "  日期：", U("    "), "年", U("  "), "月", U("  "), "日"),
            line("职务：", U("\t")),
        ],
        ["姓名:name", "电话:phone", "单位:unit", "日期:date", "职务:post"],
    ),
    "tabs between labels": (
        [line("填表人：\t\t联系电话：\t\t填表日期：\t")],
        ["填表人:name", "联系电话:phone", "填表日期:date"],
    ),
    "blanks between labels": (
        [line("填 表 人：        联系电话：           填表日期：    年  月  日")],
        ["填表人:name", "联系电话:phone", "填表日期:date"],
    ),
    "one blank between known labels": (
        [line("填表人： 审核人： 联系电话：")],
        ["填表人:name", "审核人:name", "联系电话:phone"],
    ),
    "seals and signatures": (
        [
            line("填报单位（盖章）：                     年   月   日"),
            line("负责人签字：            （公章）"),
            line("       年  月  日"),
        ],
        ["填报单位（盖章）:unit", "填报单位盖章日期:date", "负责人签字:name", "负责人签字日期:date"],
    ),
    "check boxes in paragraphs": (
        [
            line("性别：□男 □女   学历：□本科 □硕士 □其他：____"),
            line("您参加过的活动（可多选）："),
            line("□志愿服务  □宣讲"),
            line("您是否愿意参加？ ○是 ○否"),
            line("□ 本人已阅读以上说明"),
            line("请在□内打√。"),
        ],
        [
            "性别:choice(男/女)",
            "学历:choice(本科/硕士/其他)",
            "您参加过的活动（可多选）:choices(志愿服务/宣讲)",
            "您是否愿意参加:choice(是/否)",
            "本人已阅读以上说明:choice(本人已阅读以上说明)",
        ],
    ),
    "brackets and gaps in a sentence": (
        [line("是否参加（　　）"), line("共有青年____人，其中党员____人，占____%，经费____万元。")],
        ["是否参加:text", "共有青年:integer", "其中党员:integer", "占:percentage", "经费:decimal"],
    ),
    "a gap in the title": (
        [line("________年度优秀团员推荐表"), grid(("姓名", ""), ("得票率", ""))],
        ["年度优秀团员推荐表:text", "姓名:name", "得票率:percentage"],
    ),
    "legacy form fields": (
        [
            line("姓名：", *form_field("FORMTEXT")),
            line("性别：", *form_field("FORMCHECKBOX"), "男 ", *form_field("FORMCHECKBOX"), "女"),
        ],
        ["姓名:name", "性别:choice(男/女)"],
    ),
    "paragraphs only": (
        [
            line("一、单位基本情况"),
            line("单位名称："),
            line("联系人："),
            line("二、主要做法："),
            line(),
            line(),
            line("三、意见建议："),
            line(),
            line("您的想法："),
            line("____________________"),
        ],
        ["单位名称:unit", "联系人:name", "主要做法:long_text", "意见建议:long_text", "您的想法:text"],
    ),
    "from one date to another": (
        [
            line("起止时间：    年  月  日至    年  月  日"),
            grid(("活动时间", "    年   月   日 至    年   月   日"), ("起止年月", "   年  月—   年  月")),
        ],
        [
            "起止时间:date",
            "起止时间:date",
            "活动时间:date",
            "活动时间:date",
            "起止年月:text",
            "起止年月:text",
        ],
    ),
    "a free report": (
        [
            line("某某工作报告"),
            line(),
            line("一、基本情况"),
            line(),
            line("二、存在问题"),
            line("（不少于200字）"),
            line(),
            line(),
            line("三、下一年的安排"),
            line(),
            line(),
            line("联系人：____"),
        ],
        ["基本情况:long_text", "存在问题:long_text", "下一年的安排:long_text", "联系人:name"],
    ),
    "a report in two levels": (
        [
            line("半年小结"),
            line("一、工作情况"),
            line("（一）组织建设"),
            line(),
            line("（二）活动开展"),
            line(),
            line(),
            line("二、意见建议"),
            line(),
            line("（盖章）"),
        ],
        ["组织建设:long_text", "活动开展:long_text", "意见建议:long_text"],
    ),
    "a report whose headings have no numbers": (
        [line("个人总结"), line("主要业绩"), line(), line(), line("存在不足"), line("工作打算"), line()],
        ["主要业绩:long_text", "工作打算:long_text"],
    ),
    "questions with a hint behind their colon": (
        [
            line("报名表"),
            line("*参加人员：（以逗号分隔，第一人为领队）"),
            line(),
            line("*联系电话：（优先填写领队的）"),
            line(),
            line(),
            line("备选方案：（没有可不填）"),
            line(),
            line("注：（本表一式两份）"),
        ],
        ["参加人员:long_text", "联系电话:phone", "备选方案:long_text"],
    ),
    "headings of what is there": (
        [
            line("登记表"),
            line(),
            line("一、基本情况"),
            line(),
            grid(("姓名", ""), ("电话", "")),
            line("二、有关要求"),
            line(),
            line("请各单位按时报送。"),
            line("三、工作安排"),
            line("（一）学习"),
            line("各单位认真学习。"),
            line("各位"),
            line(),
        ],
        ["姓名:name", "电话:phone"],
    ),
    "instructions": (
        [
            line("填表说明："),
            line("1．本表一式三份。"),
            line("2．请用钢笔填写：字迹工整。"),
            line("注：请于5月10日前报送。"),
            line("附件：联络员名单"),
        ],
        [],
    ),
    "a notice": (
        [
            line("各县（市、区）团委："),
            line("现将有关事项通知如下："),
            line("一、时间：5月10日。"),
            line("联系人：张三，电话：82520000"),
        ],
        [],
    ),
    "a pledge": (
        [line("本人承诺：以上信息真实。"), line("承诺人（签字）："), line("　　　　年　　月　　日")],
        ["承诺人（签字）:name", "承诺人签字日期:date"],
    ),
    "questions with brackets": (
        [
            line("一、您对本次活动是否满意？（　　）"),
            line("A.满意  B.一般"),
            line("1.您的性别：□男  □女"),
            line("共____人（其中党员____人，团员____人）"),
        ],
        ["您对本次活动是否满意:text", "您的性别:choice(男/女)", "共人:integer", "其中党员:integer", "团员:integer"],
    ),
    "labels without colons": (
        [line("姓名 ______ 性别 ______ 年龄____岁"), line("____________（签字）")],
        ["姓名:name", "性别:choice(男/女)", "年龄:integer", "（签字）:text"],
    ),
    "counts among blanks": (
        [
            line("参加人数：        人      活动经费：          元"),
            grid(("参加人数", "共    人，其中党员    人"), ("负   责   人", ""), ("单    位", "")),
        ],
        ["参加人数:integer", "活动经费:decimal", "共人:integer", "其中党员:integer", "负责人:name", "单位:unit"],
    ),
    "decorated labels": (
        [line("【姓名】________"), line("★ 单位：________"), grid(("电话 Tel.", ""), ("E-mail", ""))],
        ["姓名:name", "单位:unit", "电话 Tel.:phone", "E-mail:email"],
    ),
    "words behind a gap that are its own": (
        [
            line("地址：__________省__________市__________县（区）"),
            line("人民币（大写）：____________元，合____元"),
            line("我院____系____级____班"),
        ],
        [
            "地址:place",
            "市:text",
            "县（区）:text",
            "人民币（大写）:text",
            "合:decimal",
            "我院:text",
            "级:text",
            "班:text",
        ],
    ),
    "a year in words": ([line("　　　二〇一六年　　月　　日")], ["年月日:date"]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_the_lines_of_a_form_ask_for(case: str) -> None:
    blocks, expected = CASES[case]
    assert asked(model_of(*blocks)) == expected
