"""A small campaign whose parts a test can change."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pytest
from openpyxl import Workbook

from messages.language import activate

HEADER = ["单位代码", "单位名称", "上级代码", "类别", "简称", "邮箱", "联系人职务", "电话"]
ROWS: list[list[object]] = [
    [330400, "示例市委员会", None, "市", "示例", "office@city.example", "办公室", "0573-80000000"],
    [330402, "甲区委员会", 330400, "县（市、区）", "甲区；甲", "a@county.example", "办公室", None],
    [330411, "乙县委员会", 330400, "县(市、区)", "乙县", None, None, None],
    ["330400-P1", "第一联谊片", "330400", "联谊片", None, "p1@city.example", None, None],
    ["330400-B1", "组织部", "330400", "机关部室", None, None, None, None],
]
SPEC = """
[campaign]
code = "small"
title = \"\"\"
关于开展示例活动
的通知
\"\"\"
issuer = "示例市委员会"
document_number = "示〔2016〕1号"
addressee = "各县（市、区）团委"
issued_on = 2016-04-22
subject = "{{ title }}（{{ unit.short }}）"

[contact]
post = "组织部工作人员"
phone = "0573-80000001"
email = "office@city.example"

[units]
file = "units.xlsx"

[[papers]]
key = "notice"
file = "notice.docx"
attach_as = "通知.docx"

[[forms]]
key = "roster"
file = "roster.docx"
title = "名单"
attach_as = "名单（{{ unit.short }}）.docx"
owed_by = ["kind:county"]

[forms.fields.officer_mobile]
type = "mobile"
required = true

[[batches]]
key = "first"
title = "报送名单"
papers = ["notice"]
forms = ["roster"]
receive = ["kind:county", "330400-P1"]
due = "2016-05-10 17:00"

[[links]]
leader = "书记"
team = "330400-B1"
counties = ["330402", "330411"]
group = "330400-P1"

[reminders]
before = [3, 1]
quiet = ["20:00", "08:00"]
"""


def workbook(rows: Sequence[Sequence[object]], header: Sequence[object] = HEADER) -> bytes:
    """An .xlsx file with one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [header, *rows]:
        sheet.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def _english() -> None:
    activate("en")


@pytest.fixture(scope="session")
def units_xlsx() -> bytes:
    return workbook(ROWS)


@pytest.fixture
def files(units_xlsx: bytes) -> dict[str, bytes]:
    """The folder of the small campaign; the Word files are named and not read."""
    return {
        "campaign.toml": SPEC.encode(),
        "units.xlsx": units_xlsx,
        "notice.docx": b"",
        "roster.docx": b"",
    }
