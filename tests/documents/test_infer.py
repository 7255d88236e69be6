"""Answers in cells of forms as offices draw them, without a single tag: what each one asks for."""

from __future__ import annotations

import pytest

from documents.wml import Element
from tests.documents.drawing import C, asked, control, grid, line, model_of

CASES: dict[str, tuple[list[Element], list[str]]] = {
    "labels left of empty cells": (
        [
            line("登记表"),
            grid(
                ("姓名", ""),
                ("手　机　号", ""),
                ("电子邮箱", ""),
                ("出生年月", ""),
                ("是否团员", ""),
                ("主要事迹", "\n\n\n"),
            ),
        ],
        ["姓名:name", "手机号:mobile", "电子邮箱:email", "出生年月:text", "是否团员:text", "主要事迹:long_text"],
    ),
    "two pairs in a row": (
        [
            grid(
                ("姓名", "", "性别", "□男 □女"),
                ("工作单位", C("", 3)),
                ("职务", "", "联系电话", ""),
                ("填报时间", C("    年   月   日", 3)),
            )
        ],
        ["姓名:name", "性别:choice(男/女)", "工作单位:text", "职务:post", "联系电话:phone", "填报时间:date"],
    ),
    "a label above the whole width": (
        [
            grid(
                (C("推荐表", 2),),
                ("姓名", ""),
                (C("主要事迹（不少于500字）", 2),),
                (C("\n\n\n", 2),),
            )
        ],
        ["姓名:name", "主要事迹（不少于500字）:long_text"],
    ),
    "check boxes in cells": (
        [
            grid(
                ("性别", "男□ 女□"),
                ("学历", "□大专\n□本科\n□硕士及以上"),
                (C("是否党员：□是 □否", 2),),
            )
        ],
        ["性别:choice(男/女)", "学历:choice(大专/本科/硕士及以上)", "是否党员:choice(是/否)"],
    ),
    "the unit is filled in already": (
        [grid(("填报单位", "东山县团委"), ("联系人", ""))],
        ["填报单位:unit", "联系人:name"],
    ),
    "controls without tags": (
        [
            line("姓名：", control("单击此处输入文字。")),
            grid(
                ("活动时间", C((control("单击选择日期", "date"),))),
                ("性别", C((control("选择一项。", "dropDownList", choices=("选择一项。", "男", "女")),))),
                ("民族", C((control("选择一项。", "comboBox", choices=("汉族", "回族")),))),
            ),
        ],
        ["姓名:name", "活动时间:date", "性别:choice(男/女)", "民族:text"],
    ),
    "a photograph": (
        [
            grid(
                ("姓名", "", "性别", "", C("照\n片", down=True)),
                ("民族", "", "籍贯", "", C("", up=True)),
                ("简介", C("", 4)),
            )
        ],
        ["姓名:name", "性别:choice(男/女)", "民族:text", "籍贯:place", "简介:long_text"],
    ),
    "opinions in their own cell": (
        [
            grid(
                (C("单位意见：\n\n\n        （盖章）\n     年   月   日", 2),),
                (C("团委意见\n\n\n\n负责人签字：        （公章）\n   年  月  日", 2),),
            ),
            grid(("支部意见\n\n\n（盖章）", "公司意见\n\n\n（盖章）")),
        ],
        [
            "单位意见:long_text",
            "单位意见日期:date",
            "团委意见:long_text",
            "负责人签字:name",
            "团委意见日期:date",
            "支部意见:long_text",
            "公司意见:long_text",
        ],
    ),
    "units, prompts and hints in the answer's cell": (
        [
            grid(
                ("面积", "        平方米"),
                ("人数", "      人"),
                ("年度", "20   年"),
                ("入党时间", "   年  月"),
                ("事迹", "（不少于500字）"),
                ("网名", "请填写常用的网名"),
                ("请假天数", ""),
            )
        ],
        [
            "面积:decimal",
            "人数:integer",
            "年度:text",
            "入党时间:text",
            "事迹:long_text",
            "网名:text",
            "请假天数:integer",
        ],
    ),
    "labels inside the answer's cell": (
        [grid(("联系方式", "手机：\n邮箱："), ("电话", "办公：____________  手机：____________"))],
        ["手机:mobile", "邮箱:email", "办公:landline", "手机:mobile"],
    ),
    "label and answer in one cell": (
        [grid(("姓名：", "性别："), ("电话：", "邮箱："))],
        ["姓名:name", "性别:choice(男/女)", "电话:phone", "邮箱:email"],
    ),
    "labels with colons beside empty cells": (
        [grid(("姓名：", "", "性别：", ""), ("电话：", "", "邮箱：", ""))],
        ["姓名:name", "性别:choice(男/女)", "电话:phone", "邮箱:email"],
    ),
    "sections and a sign-off in one table": (
        [
            grid(
                (C("一、基本情况", 4),),
                ("姓名", "", "性别", ""),
                (C("二、主要做法", 4),),
                (C("\n\n\n", 4),),
                (C("填表人：        联系电话：        填表日期：   年  月  日", 4),),
            )
        ],
        ["姓名:name", "性别:choice(男/女)", "主要做法:long_text", "填表人:name", "联系电话:phone", "填表日期:date"],
    ),
    "dates with crosses": (
        [grid(("日期", "20XX年XX月XX日"), ("填表日期", "年月日"))],
        ["日期:date", "填表日期:date"],
    ),
    "empty paragraphs everywhere": (
        [line(), line("登记表"), line(), grid(("姓名", "\n"), ("电话", "\n")), line(), line()],
        ["姓名:name", "电话:phone"],
    ),
    "cells that nobody merged": (
        [grid(("地址", "", "", ""), ("姓名", "", "性别", ""))],
        ["地址:place", "姓名:name", "性别:choice(男/女)"],
    ),
    "an application with signatures": (
        [
            grid(
                ("申请\n理由", "\n\n\n申请人（签名）：\n年   月   日"),
                ("审批\n意见", "\n\n负责人（签字）：           单位（公章）\n                 年   月   日"),
            )
        ],
        [
            "申请理由:long_text",
            "申请人（签名）:name",
            "申请人签字日期:date",
            "审批意见:long_text",
            "负责人（签字）:name",
            "审批意见日期:date",
        ],
    ),
    "other words behind an option": (
        [grid((C("服务类型（可多选）：□助学 □助老 □其他（请注明）：________", 4),))],
        ["服务类型（可多选）:choices(助学/助老/其他)"],
    ),
    "a table inside a cell": (
        [grid(("姓名", ""), ("经历", C((grid(("时间", "单位"), ("", "")),))))],
        ["姓名:name"],
    ),
    "brackets as boxes, and one of two words": (
        [
            grid(
                ("满意度", "（ ）满意 （ ）基本满意 （ ）不满意"),
                ("类别", "[ ]甲 [ ]乙"),
                ("是否独立法人", "是 / 否"),
                ("所属行业", "（请在相应选项打√）\n□制造业 □服务业"),
            )
        ],
        [
            "满意度:choice(满意/基本满意/不满意)",
            "类别:choice(甲/乙)",
            "是否独立法人:choice(是/否)",
            "所属行业:choice(制造业/服务业)",
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_form_asks_for(case: str) -> None:
    blocks, expected = CASES[case]
    assert asked(model_of(*blocks)) == expected
