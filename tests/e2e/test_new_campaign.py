"""A new campaign is a copied folder with other words and other Word files; no code."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from tests.documents.build import control, document, paragraph, table
from tests.e2e.campaigns import FOOTSTEPS, form_in
from tests.e2e.office import office, wait_until
from tests.e2e.post_office import post_office
from tests.forms import fill

TITLE = "关于开展青年之家建设情况统计的通知"
SENTENCE = "请如实填写，不要漏报。"
HEAD = {
    "code": '"homes-2016"',
    "issuer": '"共青团示范市委员会"',
    "document_number": '"示团〔2016〕3号"',
    "issued_on": "2016-04-20",
}
FORM = """
[[forms]]
key = "homes"
file = "homes.docx"
title = "青年之家建设情况表"
attach_as = "青年之家情况（{{ unit.short }}）.docx"
owed_by = ["330402", "330411"]

[forms.fields.unit]
type = "unit"
required = true

[forms.fields.opened]
type = "date"
required = true

[forms.fields.volunteers]
type = "integer"
required = true

[forms.fields.level]
type = "choice"
choices = ["市级", "县级"]

[forms.fields.rooms]
label = "场所"

[forms.fields."rooms.name"]
required = true

[forms.fields."rooms.area"]
type = "decimal"

[[batches]]
key = "homes"
title = "报送青年之家情况"
papers = ["notice"]
forms = ["homes"]
receive = ["kind:county"]
due = "2016-05-20 12:00"
"""
LABELS = {"unit": "填报单位", "opened": "启用日期", "volunteers": "志愿者人数", "level": "级别"}
COLUMNS = {"name": "场所名称", "area": "面积"}
ANSWERS = {"unit": "共青团嘉兴市南湖区委员会", "opened": "2016年3月1日", "volunteers": "35人", "level": "县级"}
ROOMS = [{"name": "阅览室", "area": "80.5"}, {"name": "活动室", "area": "120"}]


def write_campaign(folder: Path) -> Path:
    """What a clerk does: copy the folder, change campaign.toml, put other Word files in."""
    shutil.copytree(FOOTSTEPS, folder)
    specification = folder / "campaign.toml"
    lines = specification.read_text("utf-8").splitlines()
    for key, value in HEAD.items():
        number = next(number for number, line in enumerate(lines) if line.startswith(f"{key} = "))
        lines[number] = f"{key} = {value}"
    text = "\n".join(lines)
    before, _, rest = text.partition('"""\n关于')
    text = f'{before}"""\n{TITLE}\n"""' + rest.partition('"""')[2]
    head, tail = text[: text.index("[[forms]]")], text[text.index("[[links]]") :]
    specification.write_text(head + FORM + tail, "utf-8")
    notice = docx.Document(str(folder / "notice.docx"))
    notice.add_paragraph(SENTENCE)
    notice.save(str(folder / "notice.docx"))
    pairs = [(label, control(key, label)) for key, label in LABELS.items()]
    rooms = [tuple(control(f"rooms.{key}", label) for key, label in COLUMNS.items()) for _ in range(3)]
    form = document(
        paragraph("青年之家建设情况表"), table(*pairs), paragraph("场所"), table(tuple(COLUMNS.values()), *rooms)
    )
    (folder / "homes.docx").write_bytes(form)
    for unused in ("roster.docx", "activity_report.docx"):
        (folder / unused).unlink()
    return folder


def text_of(data: bytes) -> str:
    """All the words of a Word file's paragraphs."""
    return "\n".join(each.text for each in docx.Document(BytesIO(data)).paragraphs)


@pytest.mark.services
@pytest.mark.timeout(900)
def test_a_copied_folder_goes_the_whole_way(tmp_path: Path) -> None:
    folder = write_campaign(tmp_path / "homes")
    with post_office() as post, office(tmp_path / "home", post, SHOUFA_STORE="disk") as house:
        house.issue(folder, "homes-2016", "homes")
        wait_until(lambda: len(post.notices()) == 7, "all counties have the notice")
        letter = next(letter for letter in post.notices() if "nanhu" in post.unit_of(letter))
        assert TITLE in str(letter.message["Subject"])
        notice = text_of(form_in(letter, "通知"))
        assert TITLE in notice.replace("\n", "") and SENTENCE in notice
        assert sum(len(letter.files) == 2 for letter in post.notices()) == 2  # only two owe the form
        post.answer(letter, "青年之家.docx", fill(form_in(letter, "青年之家情况（南湖）"), ANSWERS, {"rooms": ROOMS}))
        house.wait_for(1, "SELECT count(*) FROM tracking_item WHERE status <> 'owed'")
        figures = house.json("board", "homes-2016", "homes")["figures"]
        assert (figures["owed"], figures["accepted"], figures["review"]) == (2, 1, 0)
        made = house.json("rollup", "homes-2016", "homes", "--out", str(tmp_path / "out"))
        assert made["accepted"] == 1
    cells = [cell for sheet in load_workbook(made["xlsx"]) for row in sheet.iter_rows(values_only=True) for cell in row]
    for value in (*LABELS.values(), *COLUMNS.values(), 35, "县级", "阅览室", 80.5, "活动室", 120):
        assert value in cells, cells
    with Path(made["docx"]).open("rb") as file:
        words = [cell.text for table_ in docx.Document(file).tables for row in table_.rows for cell in row.cells]
    assert "阅览室" in words and "35" in words
