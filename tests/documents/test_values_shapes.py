"""Numbers whose shape their label tells: what does not fit was meant for another place."""

from __future__ import annotations

import pytest

from documents.values import is_unusual, may_be_mobile

IDENTITY = "11010519491231002X"  # the example of GB 11643-1999


@pytest.mark.parametrize(
    ("label", "answer"),
    [
        ("身份证号", IDENTITY),
        ("身份证号码", "110105491231002"),
        ("邮政编码", "314300"),
        ("银行账号", "6222021204001234567"),
        ("QQ号", "12345678"),
        ("车牌号", "浙F12345"),
        ("微信号", "wx_12345"),
        ("学号", "1"),
    ],
)
def test_numbers_of_their_labels_shape_pass(label: str, answer: str) -> None:
    assert not is_unusual(label, answer)


@pytest.mark.parametrize(
    ("label", "answer"),
    [
        ("身份证号", "110105194912310021"),
        ("身份证号", "13800000001"),
        ("邮编", "31430"),
        ("银行卡号", IDENTITY),
        ("开户账号", "农商银行"),
        ("QQ号", "张三"),
        ("车牌号码", "12345"),
        ("微信号", "与手机同号"),
        ("微信", "手机号"),
    ],
)
def test_numbers_of_another_shape_are_unusual(label: str, answer: str) -> None:
    assert is_unusual(label, answer)


def test_a_name_on_a_network_may_be_the_mobile_number() -> None:
    assert may_be_mobile("微信号", "13800000001")
    assert not may_be_mobile("备注", "13800000001")
