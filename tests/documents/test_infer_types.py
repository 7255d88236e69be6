"""Kinds of answers told by printed labels: strict where the words leave no doubt, and only there."""

from __future__ import annotations

import pytest

from documents.blanks.types import infer_type, is_own_unit
from documents.forms import FieldType
from documents.values import parse_value, unit_differs

LABELS: dict[FieldType, str] = {
    FieldType.NAME: (
        "姓名 姓　名 联系人 联络员 联络员姓名 负责人 单位负责人 填表人 填报人： 审核人 经办人 负责人（签字）"
        " 填表人签名 学生姓名 *姓名"
    ),
    FieldType.POST: "职务 现任职务 职称 技术职称 职级",
    FieldType.MOBILE: "手机 手机号 手机号码 联系手机 移动电话 联络员手机号码（11位）",
    FieldType.LANDLINE: "办公电话 办公室电话 固定电话 座机 传真 传真号码",
    FieldType.PHONE: "联系电话 电话 电话号码 家长联系电话 监督电话 联系人电话",
    FieldType.EMAIL: "邮箱 电子邮箱 电子邮件 E-mail Email e-mail地址 QQ邮箱",
    FieldType.DATE: "日期 填表日期 出生日期 填报时间 报送时间 填表时间",
    FieldType.INTEGER: "人数 参加人数 走访次数 服务人次 数量 年龄 团员数 参加活动（人次） 学校（所） 座谈会（次）",
    FieldType.DECIMAL: "金额 金额（万元） 活动经费 经费预算 单价 建筑面积（平方米）",
    FieldType.PERCENTAGE: "比例 占比 完成率 覆盖率 团员占比（%） 满意率",
    FieldType.UNIT: "填报单位 报送单位 填报单位（盖章） 申报单位名称",
    FieldType.PLACE: "地址 通讯地址 家庭住址 活动地点 籍贯 单位地址",
    FieldType.LONG_TEXT: "单位意见 主要事迹 工作情况 个人简介 活动内容 工作小结 存在问题 意见和建议 主要做法",
    FieldType.TEXT: (
        "单位 工作单位 出生年月 入党时间 活动时间 起止时间 性别 民族 学历 是否团员 联系方式 姓名及职务 联系人及电话"
        " 联系人（姓名、职务） 电话（短号） 项目名称 编号 身份证号 邮政编码 QQ号 曾用名 频率 汇率 名称 类别 参加人员"
        " 起止日期 意见箱 单位邮政邮箱 2016年 男 备注"
    ),
}


NOTED: dict[FieldType, tuple[str, ...]] = {
    FieldType.MOBILE: (
        "手机号码（必填，11位）", "手机（11位数字）", "手机（常用）",
        "手机 Mobile Phone", "手机/Mobile", "手机（Mobile）",
    ),
    FieldType.PHONE: ("联系电话（必填）", "电话（选填；没有可不填）", "电话 Tel.", "联系电话\nPhone Number"),
    FieldType.LANDLINE: ("办公电话（格式：0571-88888888）", "办公电话（区号-号码）"),
    FieldType.EMAIL: ("电子邮箱（如：a@b.cn）", "邮箱/E-mail", "邮箱 E-mail", "邮箱（可不填）"),
    FieldType.NAME: ("姓名（与身份证一致）", "姓名 Full Name", "姓名/Name", "联系人（限1人）", "联系人 Contact Person"),
    FieldType.DATE: ("成立日期（年月日）", "出生日期（格式：2000-01-01）", "到达日期 Arrival Date"),
    FieldType.DECIMAL: ("投入资金（单位：万元，保留两位小数）", "经费（元，取整）", "经营面积（必填，单位：亩）"),
    FieldType.INTEGER: ("参加人数（人，含领队）", "人数 Number of People", "年龄（周岁）"),
    FieldType.PERCENTAGE: ("好评（%，精确到0.1）",),
    FieldType.UNIT: ("填报单位（必填，盖章）", "填报单位 Organization"),
    FieldType.LONG_TEXT: ("主要事迹（限500字）",),
    FieldType.TEXT: (
        "手机（含短号）", "手机（11位，含短号）", "手机（及微信）", "联系人（姓名，职务）",
        "联系人（必填，姓名和职务）",
        "负责人（请填写姓名及职务）", "电话/E-mail", "邮箱/QQ", "电话（手机或座机）", "主营产品（不超过20字）",
        "备注（没有可不填）",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "label"), [(kind, each) for kind, found in NOTED.items() for each in found])
def test_a_note_or_a_translation_does_not_change_the_kind_unless_it_asks_for_more(kind: FieldType, label: str) -> None:
    assert infer_type(label) == kind


PERSONS = "检查人 验收人 值班人 签收人（签字） 接收人 撰稿人 物资保管人"
NO_PERSONS = (
    "本人 个人 受助人数 家庭人口 参加人员 走访人 受益人群 法人 捐赠人 检查人员 整改期限 完成时间 完成时限 报到时间"
)


def test_one_who_does_something_once_is_a_person_others_are_not() -> None:
    assert {infer_type(each) for each in PERSONS.split()} == {FieldType.NAME}
    kinds = {each: infer_type(each) for each in NO_PERSONS.split()}
    assert {FieldType.NAME, FieldType.DATE}.isdisjoint(kinds.values()), kinds


@pytest.mark.parametrize(
    ("label", "given", "differs"),
    [
        ("资金(单位:万元,保留两位小数)", "12500元", True),
        ("资金(单位:万元,保留两位小数)", "12.5万元", False),
        ("资金(必填,万元)", "12500元", True),
        ("资金(万元,必填)", "12.5万元", False),
        ("人数(必填)", "10人", False),
        ("人数(人,含领队)", "10名", False),
    ],
)
def test_the_measure_is_found_among_other_notes(label: str, given: str, differs: bool) -> None:
    assert unit_differs(label, given) is differs


@pytest.mark.parametrize(
    "label", ["单位", "单位名称", "单位名称Organization", "单位（必填）", "所属单位", "填报单位（盖章）"]
)
def test_the_labels_of_the_senders_own_unit(label: str) -> None:
    assert is_own_unit(label)


@pytest.mark.parametrize("label", ["工作单位", "主办单位", "合作单位名称", "单位地址", "计量单位", "推荐单位"])
def test_the_labels_of_other_units(label: str) -> None:
    assert not is_own_unit(label)


@pytest.mark.parametrize(("kind", "label"), [(kind, each) for kind, text in LABELS.items() for each in text.split(" ")])
def test_the_kind_of_answer_by_its_label(kind: FieldType, label: str) -> None:
    assert infer_type(label) == kind


def test_a_wide_or_tall_place_takes_paragraphs_unless_the_label_says_otherwise() -> None:
    assert infer_type("何时何地受过何种奖励", roomy=True) == FieldType.LONG_TEXT
    assert infer_type("工作单位", roomy=True) == FieldType.TEXT
    assert infer_type("联系电话", roomy=True) == FieldType.PHONE


def test_a_date_control_asks_for_a_date() -> None:
    assert infer_type("出生年月", frozenset({"date"})) == FieldType.DATE


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("138 0000 0001", "13800000001"),
        ("+86 13800000001", "13800000001"),
        ("0573-82520001", "0573-82520001"),
        ("（0573）82520001", "0573-82520001"),
        ("82520001", "82520001"),
        ("", None),
    ],
)
def test_a_telephone_is_a_mobile_or_a_landline(raw: str, value: str | None) -> None:
    parsed = parse_value(raw, FieldType.PHONE)
    assert (parsed.value, parsed.problem) == (value, None)


@pytest.mark.parametrize(
    "raw", ["1380000001", "13800000001 13900000001", "82520001-802", "张三 13800000001", "110", "a@b.cn"]
)
def test_what_is_not_one_telephone(raw: str) -> None:
    assert parse_value(raw, FieldType.PHONE).problem == "phone_wrong"
