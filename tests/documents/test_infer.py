"""Forms as offices draw them, without a single tag: what each one asks for."""

from __future__ import annotations

import pytest

from documents.wml import Element
from tests.documents.drawing import C, U, asked, control, form_field, grid, line, model_of

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
            "年月日:date",
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
        ["填报单位（盖章）:unit", "年月日:date", "负责人签字:name", "年月日:date"],
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
    "brackets and gaps in a sentence": (
        [line("是否参加（　　）"), line("共有青年____人，其中党员____人，占____%，经费____万元。")],
        ["是否参加:text", "共有青年:integer", "其中党员:integer", "占:percentage", "经费:decimal"],
    ),
    "a gap in the title": (
        [line("________年度优秀团员推荐表"), grid(("姓名", ""), ("得票率", ""))],
        ["年度优秀团员推荐表:text", "姓名:name", "得票率:percentage"],
    ),
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
    "the unit is filled in already": (
        [grid(("填报单位", "东山县团委"), ("联系人", ""))],
        ["填报单位:unit", "联系人:name"],
    ),
    "names of places down the side": (
        [grid(("单位", "人数", "次数"), ("东山镇", "", ""), ("西山镇", "", ""))],
        ["表1[单位:text, 人数:integer, 次数:integer]"],
    ),
    "an example row": (
        [grid(("序号", "姓名", "手机"), ("例", "张三", "13800000000"), ("1", "", ""), ("2", "", ""))],
        ["表1[姓名:name, 手机:mobile]"],
    ),
    "legacy form fields": (
        [
            line("姓名：", *form_field("FORMTEXT")),
            line("性别：", *form_field("FORMCHECKBOX"), "男 ", *form_field("FORMCHECKBOX"), "女"),
        ],
        ["姓名:name", "性别:choice(男/女)"],
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
            "年月日:date",
            "团委意见:long_text",
            "负责人签字:name",
            "年月日:date",
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
    "units in a grid": (
        [grid(("项目", "人数", "比例"), ("合格", "     人", "    %"), ("优秀", "    人", "   %"))],
        ["表1[项目:text, 人数:integer, 比例:percentage]"],
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
    "dates with crosses": (
        [grid(("日期", "20XX年XX月XX日"), ("填表日期", "年月日"))],
        ["日期:date", "填表日期:date"],
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
    "empty paragraphs everywhere": (
        [line(), line("登记表"), line(), grid(("姓名", "\n"), ("电话", "\n")), line(), line()],
        ["姓名:name", "电话:phone"],
    ),
    "cells that nobody merged": (
        [grid(("地址", "", "", ""), ("姓名", "", "性别", ""))],
        ["地址:place", "姓名:name", "性别:choice(男/女)"],
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
        ["承诺人（签字）:name", "年月日:date"],
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
        ["表1[项目:text, 负责人:text, 联络员:text]"],
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
            "年月日:date",
            "审批意见:long_text",
            "负责人（签字）:name",
            "年月日:date",
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
    "other words behind an option": (
        [grid((C("服务类型（可多选）：□助学 □助老 □其他（请注明）：________", 4),))],
        ["服务类型（可多选）:choices(助学/助老/其他)"],
    ),
    "a table inside a cell": (
        [grid(("姓名", ""), ("经历", C((grid(("时间", "单位"), ("", "")),))))],
        ["姓名:name"],
    ),
    "counts among blanks": (
        [
            line("参加人数：        人      活动经费：          元"),
            grid(("参加人数", "共    人，其中党员    人"), ("负   责   人", ""), ("单    位", "")),
        ],
        ["参加人数:integer", "活动经费:decimal", "共人:integer", "其中党员:integer", "负责人:name", "单位:unit"],
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
    "a table of words only": ([grid(("类别", "说明"), ("甲类", "常住"), ("乙类", "流动"))], []),
    "an empty table": ([grid(("", ""), ("", ""))], []),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_form_asks_for(case: str) -> None:
    blocks, expected = CASES[case]
    assert asked(model_of(*blocks)) == expected
