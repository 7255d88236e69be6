"""Options that a label names in brackets; units, hints and names of one thing are none."""

from __future__ import annotations

import pytest

from documents.blanks import model_from_blank
from documents.forms import FieldType
from documents.reading import Expected, read
from tests.documents import build
from tests.documents.drawing import asked, grid, line, model_of

OPTIONS = {
    "是否参加（是/否）": "是/否",
    "性别（男/女）": "男/女",
    "性别（男、女）*": "男/女",
    "是否住宿（是、否）": "是/否",
    "是否独生子女（是或否）": "是/否",
    "有无宗教信仰(有/无)": "有/无",
    "婚姻状况（已婚/未婚）": "已婚/未婚",
    "审核结果（同意/不同意）": "同意/不同意",
    "是否参训（请填“是”或“否”）": "是/否",
    "参会方式（线上/线下）": "线上/线下",
    "参会方式（单选：线上/线下）": "线上/线下",
    "参会方式（线上/线下，二选一）": "线上/线下",
    "证件类型（身份证、护照、其他）": "身份证/护照/其他",
    "单位性质（机关|事业单位|企业）": "机关/事业单位/企业",
    "健康状况（良好/一般/较差）": "良好/一般/较差",
}
NONE = [
    "电话/传真", "单位（盖章/签字）", "数量（个/件）", "联系方式（手机/邮箱）", "联系人（姓名、职务）",
    "时间（上午/下午）", "地址（省/市/县）", "户籍类型（省、市、县）", "备注（住宿/用餐）",
    "活动类型（会议、培训等）", "项目类别（如：甲类、乙类）", "学校（院系/专业）", "名称（中文/英文）",
    "职务级别（职务/职级）", "奖项类别（名称/级别）", "人数（男/女）", "年龄（男/女）", "单价（元/件）",
    "支持方式（资金、人员）及金额", "国籍（地区）", "政治面貌（党员/团员）", "收费方式（标准/金额）",
    "有无要求（有/无，如有请说明）", "姓名（中文/拼音）", "是否参加（是）", "规格等级（1/2/3）",
    "单位意见（同意/不同意）", "是否（是/是）",
]  # fmt: skip


@pytest.mark.parametrize("label", OPTIONS)
def test_brackets_that_list_the_answers(label: str) -> None:
    (spec,) = model_of(grid((label, ""))).fields
    assert (spec.type, "/".join(spec.choices)) == (FieldType.CHOICE, OPTIONS[label])


@pytest.mark.parametrize("label", NONE)
def test_brackets_that_list_something_else(label: str) -> None:
    (spec,) = model_of(grid((label, ""))).fields
    assert spec.choices == ()
    assert spec.type not in (FieldType.CHOICE, FieldType.CHOICES)


def test_options_in_lines_and_headers() -> None:
    assert asked(model_of(line("是否住宿（是/否）：________"))) == ["是否住宿（是/否）:choice(是/否)"]
    rows = grid(("姓名", "性别（男/女）"), ("", ""), ("", ""))
    assert asked(model_of(rows)) == ["表1[姓名:name, 性别（男/女）:choice(男/女)]"]


@pytest.mark.parametrize(
    ("typed", "value", "status"), [("否", "否", "ok"), ("", None, "blank"), ("看情况", "看情况", "review")]
)
def test_the_answer_is_one_of_them(typed: str, value: str | None, status: str) -> None:
    blank, returned = (
        build.document(build.paragraph("登记表"), grid(("姓名", name), ("是否参加（是/否）", answer)))
        for name, answer in (("", ""), ("张三", typed))
    )
    found = read(model_from_blank(blank, "k", "t"), blank, returned, Expected()).fields[1]
    assert (found.value, found.status) == (value, status)
