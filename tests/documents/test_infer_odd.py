"""Small odd forms that no rule was made for: a slip for a car, a medical sheet, a quarter in a title."""

from __future__ import annotations

import pytest

from documents.wml import Element
from tests.documents.drawing import C, asked, grid, line, model_of

CASES: dict[str, tuple[list[Element], list[str]]] = {
    "a slip for a car": (
        [
            line("公务用车申请单"),
            grid(
                ("用车部门", "", "用车人", ""),
                ("用车时间", C("自  年  月  日  时至  年  月  日  时", 3)),
                ("随行人数", "   人", "是否过夜（是/否）", ""),
                ("部门负责人意见", C("\n签字：        年  月  日", 3)),
            ),
        ],
        [
            "用车部门:text",
            "用车人:name",
            "用车时间:text",
            "随行人数:integer",
            "是否过夜（是/否）:choice(是/否)",
            "部门负责人意见:long_text",
            "签字:name",
            "部门负责人意见日期:date",
        ],
    ),
    "a medical sheet": (
        [
            grid(
                ("身高", "     cm", "体重", "     公斤"),
                ("血压", "    /    mmHg", "视力", "左：    右："),
                ("既往病史", C("□无  □有（请说明：________）", 3)),
                ("医师签名", "", "体检日期", ""),
            )
        ],
        [
            "身高:decimal",
            "体重:decimal",
            "血压:text",
            "左:text",
            "右:text",
            "既往病史:choice(无/有)",
            "医师签名:name",
            "体检日期:date",
        ],
    ),
    "a quarter in a title": (
        [line("20__年第__季度报表"), grid(("单位", ""), ("联系人", ""))],
        ["年第季度:text", "单位:unit", "联系人:name"],
    ),
    "a visitors' slip": (
        [grid(("来访人", "", "来访时间", "    月  日  时  分"), ("被访人签字", "", "离开时间", "    时    分"))],
        ["来访人:text", "来访时间:text", "被访人签字:name", "离开时间:text"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_an_odd_form_asks_for(case: str) -> None:
    blocks, expected = CASES[case]
    assert asked(model_of(*blocks)) == expected
