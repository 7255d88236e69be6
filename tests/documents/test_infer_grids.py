"""Lists, matrices and totals: which rows of a table repeat, and what their columns ask for."""

from __future__ import annotations

import pytest

from documents.wml import Element
from tests.documents.drawing import C, asked, grid, line, model_of

CASES: dict[str, tuple[list[Element], list[str]]] = {
    "one table to the bottom": (
        [
            grid(
                (C("基本\n情况", down=True), "姓名", "", "性别", ""),
                (C("", up=True), "民族", "", "学历", ""),
                (C("家\n庭\n成\n员", down=True), "姓名", "关系", "电话", "单位"),
                (C("", up=True), "", "", "", ""),
                (C("", up=True), "", "", "", ""),
                ("个人简历", C("\n\n\n", 4)),
                ("单位意见", C("\n\n\n        （盖章）\n      年   月   日", 4)),
            )
        ],
        [
            "姓名:name",
            "性别:choice(男/女)",
            "民族:text",
            "学历:text",
            "个人简历:long_text",
            "单位意见:long_text",
            "单位意见日期:date",
            "家庭成员[姓名:name, 关系:text, 电话:phone, 单位:text]",
        ],
    ),
    "a header of two rows": (
        [
            line("人员名单"),
            grid(
                (
                    C("序号", down=True),
                    C("姓名", down=True),
                    C("联系方式", 2),
                    C("备注", down=True),
                ),
                (C("", up=True), C("", up=True), "手机", "邮箱", C("", up=True)),
                ("1", "", "", "", ""),
                ("2", "", "", "", ""),
            ),
        ],
        ["人员名单[姓名:name, 手机:mobile, 邮箱:email, 备注:text]"],
    ),
    "labels above, more than once": (
        [grid(("姓名", "性别", "年龄"), ("", "", ""), ("籍贯", "民族", "职务"), ("", "", ""))],
        ["姓名:name", "性别:choice(男/女)", "年龄:integer", "籍贯:place", "民族:text", "职务:post"],
    ),
    "a header over one empty row": ([grid(("姓名", "年龄"), ("", ""))], ["表1[姓名:name, 年龄:integer]"]),
    "a matrix": (
        [
            line("活动统计"),
            grid(
                ("", "走访次数", "服务人数"),
                ("一季度", "", ""),
                ("二季度", "", "—"),
                ("合计", "", ""),
            ),
        ],
        ["活动统计[项目:text, 走访次数:integer, 服务人数:integer]"],
    ),
    "a matrix with columns counted": (
        [
            grid(
                ("指标", "代码", "数量", "金额（万元）"),
                ("甲", "乙", "1", "2"),
                ("总数", "01", "", ""),
                ("其中", "02", "", ""),
            )
        ],
        ["表1[指标:text, 数量:integer, 金额（万元）:decimal]"],
    ),
    "totals below repeating rows": (
        [
            line("名单"),
            grid(("序号", "姓名", "人数"), ("1", "", ""), ("2", "", ""), (C("合计", 2), "")),
        ],
        ["合计 人数:integer", "名单[姓名:name, 人数:integer]"],
    ),
    "one answer in a row below a header": (
        [grid(("序号", "指标", "数量"), ("1", "党员人数", ""), ("2", "团员人数", ""))],
        ["党员人数:integer", "团员人数:integer"],
    ),
    "figures between label and answer": (
        [grid(("评分项目", "分值", "得分"), ("组织建设", "20", ""), ("活动开展", "30分", ""))],
        ["组织建设:text", "活动开展:text"],
    ),
    "names of places down the side": (
        [grid(("单位", "人数", "次数"), ("东山镇", "", ""), ("西山镇", "", ""))],
        ["表1[单位:text, 人数:integer, 次数:integer]"],
    ),
    "an example row": (
        [grid(("序号", "姓名", "手机"), ("例", "张三", "13800000000"), ("1", "", ""), ("2", "", ""))],
        ["表1[姓名:name, 手机:mobile]"],
    ),
    "units in a grid": (
        [grid(("项目", "人数", "比例"), ("合格", "     人", "    %"), ("优秀", "    人", "   %"))],
        ["表1[项目:text, 人数:integer, 比例:percentage]"],
    ),
    "several tables with captions": (
        [
            line("附件1"),
            line("表一 单位情况"),
            grid(("单位名称", ""), ("地址", "")),
            line("表二 人员情况"),
            line("填报单位：            单位：人"),
            grid(("姓名", "手机"), ("", ""), ("", "")),
            line("表三 活动情况"),
            grid(("时间", "地点", "人数"), ("", "", ""), ("", "", "")),
        ],
        [
            "单位名称:unit",
            "地址:place",
            "填报单位:unit",
            "表二 人员情况[姓名:name, 手机:mobile]",
            "表三 活动情况[时间:text, 地点:place, 人数:integer]",
        ],
    ),
    "two lists side by side": (
        [grid(("姓名", "电话", "姓名", "电话"), ("", "", "", ""), ("", "", "", ""))],
        ["表1[姓名:name, 电话:phone, 姓名 (2):name, 电话 (2):phone]"],
    ),
    "a matrix with a label at its side and an empty corner": (
        [
            grid(
                ("作品名称", C("", 5)),
                (C("指导教师", down=True), "", "姓名", "工号", "手机号", "邮箱"),
                (C("", up=True), "第一指导教师", "", "", "", ""),
                (C("", up=True), "第二指导教师", "", "", "", ""),
                ("作品简介", C("\n\n\n", 5)),
            )
        ],
        [
            "作品名称:text",
            "作品简介:long_text",
            "指导教师[项目:text, 姓名:name, 工号:text, 手机号:mobile, 邮箱:email]",
        ],
    ),
    "a matrix whose header counts for the columns below": (
        [
            line("活动统计"),
            grid(
                (C("类别", down=True), C("参加人数（人）", 2), C("完成率", 2), C("投入（万元）", 2), C("获奖次数", 2)),
                (C("", up=True), "上半年", "下半年", "男", "女", "本年", "上年", "奖项名称", "级别"),
                ("讲座", *[""] * 8),
                ("演出", *[""] * 8),
            ),
        ],
        [
            "活动统计[类别:text, 上半年:integer, 下半年:integer, 男:percentage, 女:percentage, 本年:text, 上年:text,"
            " 奖项名称:text, 级别:text]"
        ],
    ),
    "a row of units below the header": (
        [grid(("单位", "人数", "次数"), ("（个）", "（人）", "（次）"), ("", "", ""), ("", "", ""))],
        ["表1[单位:text, 人数:integer, 次数:integer]"],
    ),
    "a check list": (
        [
            grid(
                ("序号", "检查内容", "检查结果", "备注"),
                ("1", "制度健全", "□是 □否", ""),
                ("2", "台账完整", "□是 □否", ""),
            ),
            grid(("序号", "检查内容", "检查结果"), ("1", "制度健全", "□是 □否"), ("2", "台账完整", "□是 □否")),
        ],
        ["制度健全:choice(是/否)", "台账完整:choice(是/否)", "表1[检查内容:text, 检查结果:choice(是/否), 备注:text]"],
    ),
    "rows in two levels": (
        [
            grid(
                (C("类别", 2), "人数", "经费（万元）"),
                (C("城区", down=True), "男", "", ""),
                (C("", up=True), "女", "", ""),
                (C("农村", down=True), "男", "", ""),
                (C("", up=True), "女", "", ""),
            )
        ],
        ["表1[类别:text, 人数:integer, 经费（万元）:decimal]"],
    ),
    "a list turned on its side": (
        [grid(("", "负责人", "联络员"), ("姓名", "", ""), ("职务", "", ""), ("手机", "", ""))],
        [
            *("负责人姓名:name", "联络员姓名:name", "负责人职务:post", "联络员职务:post"),
            *("负责人手机:mobile", "联络员手机:mobile"),
        ],
    ),
    "an official statistical form": (
        [
            line("团员情况季报"),
            line("表　　号：团统01表"),
            line("有效期至：2016年12月"),
            line("填报单位："),
            line("2016年    季度"),
            grid(
                ("指标名称", "计量单位", "代码", "本季", "累计"),
                ("甲", "乙", "丙", "1", "2"),
                ("团员数", "人", "01", "", ""),
                ("其中：女", "人", "02", "", ""),
            ),
            line("单位负责人：        填表人：        报出日期：2016年  月  日"),
        ],
        [
            "填报单位:unit",
            "年季度:text",
            "单位负责人:name",
            "填表人:name",
            "报出日期:date",
            "团员情况季报[指标名称:text, 计量单位:text, 本季:text, 累计:text]",
        ],
    ),
    "two lists in one table": (
        [
            grid(
                (C("一、班子成员", 2),),
                ("姓名", "手机"),
                ("", ""),
                ("", ""),
                (C("二、联络员", 2),),
                ("姓名", "手机"),
                ("", ""),
                ("", ""),
            )
        ],
        ["班子成员[姓名:name, 手机:mobile]", "联络员[姓名:name, 手机:mobile]"],
    ),
    "a list between pairs": (
        [
            grid(
                ("单位名称", C("", 3)),
                ("序号", "姓名", "职务", "手机"),
                ("1", "", "", ""),
                ("2", "", "", ""),
                (C("填表人：            填表时间：", 4),),
            )
        ],
        ["单位名称:unit", "填表人:name", "填表时间:date", "表1[姓名:name, 职务:post, 手机:mobile]"],
    ),
    "a column that explains": (
        [grid(("项目", "填写说明", "内容"), ("单位名称", "填写全称", ""), ("联系人", "一名", ""))],
        ["单位名称:unit", "联系人:name"],
    ),
    "a table of words only": ([grid(("类别", "说明"), ("甲类", "常住"), ("乙类", "流动"))], []),
    "an empty table": ([grid(("", ""), ("", ""))], []),
}


@pytest.mark.parametrize("case", CASES)
def test_what_the_tables_of_a_form_ask_for(case: str) -> None:
    blocks, expected = CASES[case]
    assert asked(model_of(*blocks)) == expected
