"""Campaign folders for the end-to-end tests: the example's, copied and changed; and forms filled as units do."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from openpyxl import Workbook

from config.env import PROJECT
from tests.e2e.post_office import Letter
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
        assert any(line.startswith(f"{key} = ") for line in lines), key
        lines = [f"{key} = {value}" if line.startswith(f"{key} = ") else line for line in lines]
    specification.write_text("\n".join(lines), "utf-8")
    return folder


def county_address(code: str, number: int) -> str:
    """The address of the county with that number, from 1."""
    return f"{code}-{number}@county.example"


def with_counties(folder: Path, code: str, counties: int, without_address: int = 0) -> Path:
    """The example for made-up counties, all of which owe; the one with the number `without_address` has no address."""
    codes = [f"{code}-{number:03d}" for number in range(1, counties + 1)]
    copied(folder, code, receive=json.dumps(codes), owed_by=json.dumps(codes))
    specification = folder / "campaign.toml"
    head, _, rest = specification.read_text("utf-8").partition("[[links]]")
    specification.write_text(head + rest[rest.index("# ── 催办") :], "utf-8")  # links name the example's own units
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADER)
    for number, unit in enumerate(codes, start=1):
        name, short = f"共青团示范{unit}县委员会", f"示范{unit}"
        address = "" if number == without_address else county_address(code, number)
        sheet.append((unit, name, None, "县（市、区）", short, address, "办公室工作人员", "0573-80000101"))
    book.save(folder / "units.xlsx")
    return folder


def form_in(letter: Letter, part: str = "名单") -> bytes:
    """The attachment of a letter whose name has `part` in it."""
    return next(data for name, data in letter.files.items() if part in name)


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
