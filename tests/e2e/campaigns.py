"""Campaign folders for the end-to-end tests: the example's, copied and changed; and forms filled as units do."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from config.env import PROJECT
from tests.forms import fill

FOOTSTEPS = PROJECT / "templates_docx" / "footsteps"
HEADER = ("单位代码", "单位名称", "上级代码", "类别", "简称", "邮箱", "联系人职务", "电话")


def copied(folder: Path, code: str, **changes: str) -> Path:
    """The example's folder copied to `folder` under another code; `changes` are keys with their new TOML values."""
    shutil.copytree(FOOTSTEPS, folder)
    changes = {"code": f'"{code}"'} | changes
    specification = folder / "campaign.toml"
    lines = specification.read_text("utf-8").splitlines()
    for key, value in changes.items():
        number = next(number for number, line in enumerate(lines) if line.startswith(f"{key} = "))
        lines[number] = f"{key} = {value}"
    specification.write_text("\n".join(lines), "utf-8")
    return folder


def with_counties(folder: Path, code: str, addresses: Sequence[str]) -> Path:
    """The example for as many made-up counties as there are addresses; "" is a county without one."""
    copied(folder, code, receive='["kind:county"]')
    specification = folder / "campaign.toml"
    head, _, rest = specification.read_text("utf-8").partition("[[links]]")
    specification.write_text(head + rest[rest.index("# ── 催办") :], "utf-8")  # links name the example's own units
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADER)
    for number, address in enumerate(addresses, start=1):
        name = f"共青团示范第{number:03d}县委员会"
        sheet.append(
            (
                f"{code[:12]}-{number:03d}",
                name,
                None,
                "县（市、区）",
                f"示范{number:03d}",
                address,
                "办公室工作人员",
                "0573-80000101",
            )
        )
    book.save(folder / "units.xlsx")
    return folder


def filled_roster(blank: bytes, number: int = 1) -> bytes:
    """The roster as a unit returns it, every answer plain; `number` makes it differ from other units'."""
    return fill(
        blank,
        {
            "officer_name": "张三丰",
            "officer_post": "办公室主任",
            "officer_mobile": f"138000{number:05d}",
            "officer_email": f"lianluo{number}@county.example",
        },
        {"contact_points": [{"kind": "学校", "name": "示范中学", "address": "示范路1号", "officer": "李四光"}]},
    )
