"""What a clerk reads when campaign.toml is wrong: file, key, what was found, what is allowed."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.errors import InvalidCampaign
from campaigns.load import load_campaign
from messages.errors import CampaignError, NotFound
from tests.campaigns.conftest import SPEC, workbook


def faults(files: dict[str, bytes], old: str = "", new: str = "") -> list[str]:
    """The lines of the error after replacing `old` in campaign.toml."""
    text = files["campaign.toml"].decode()
    assert old in text
    changed = files | {"campaign.toml": text.replace(old, new, 1).encode()}
    with pytest.raises(CampaignError) as caught:
        load_campaign(changed)
    return str(caught.value).split("\n")


def test_the_small_campaign(files: dict[str, bytes]) -> None:
    campaign = load_campaign(files)
    batch = campaign.batch("first")
    assert campaign.about.title == "关于开展示例活动的通知"
    assert campaign.about.title_lines == "关于开展示例活动\n的通知"
    assert campaign.about.issued_on == date(2016, 4, 22)
    assert campaign.due_at(batch) == datetime(2016, 5, 10, 17, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert campaign.reminders.quiet == (time(20), time(8))
    assert campaign.form("roster").fields["officer_mobile"].required
    assert campaign.paper("notice").file == "notice.docx"


def test_an_unknown_key_is_not_found(files: dict[str, bytes]) -> None:
    with pytest.raises(NotFound, match="second"):
        load_campaign(files).batch("second")


def test_notepad_writes_a_byte_order_mark(files: dict[str, bytes]) -> None:
    load_campaign(files | {"campaign.toml": b"\xef\xbb\xbf" + files["campaign.toml"]})


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            'due = "2016-05-10 17:00"',
            "due = 5",
            'campaign.toml: batches[0].due (first): Found 5. Write date and time such as "2016-05-10 17:00".',
        ),
        (
            'due = "2016-05-10 17:00"',
            'due = "soon"',
            "campaign.toml: batches[0].due (first): Found “soon”. "
            'Write date and time such as "2016-05-10 17:00".',
        ),
        (
            'due = "2016-05-10 17:00"',
            "due = 2016-05-10T17:00:00+08:00",
            "campaign.toml: batches[0].due (first): Found 2016-05-10T17:00:00+08:00. "
            "Write the local time without an offset; the zone is campaign.timezone.",
        ),
        (
            "issued_on = 2016-04-22",
            "issued_on = 2016-04-22T10:00:00",
            "campaign.toml: campaign.issued_on: Found 2016-04-22T10:00:00. Write a date such as 2016-04-22.",
        ),
        (
            'type = "mobile"',
            'type = "telephone"',
            "campaign.toml: forms[0].fields.officer_mobile.type (roster): Found “telephone”. Allowed: "
            "text, long_text, unit, name, post, place, date, integer, decimal, percentage, mobile, landline, phone, "
            "email, choice, choices.",
        ),
        (
            "required = true",
            "requird = true",
            "campaign.toml: forms[0].fields.officer_mobile.requird (roster): “requird” is not known here. "
            "Known here: type, label, required, choices.",
        ),
        (
            "required = true",
            'required = "ja"',
            "campaign.toml: forms[0].fields.officer_mobile.required (roster): Found “ja”. "
            "Write true or false without quotation marks.",
        ),
        (
            "[forms.fields.officer_mobile]",
            "[forms.fields.Officer-Mobile]",
            "campaign.toml: forms[0].fields.Officer-Mobile (roster): Found “Officer-Mobile”. "
            "A tag has lower-case letters, digits, _ and ., a letter first, at most 40; "
            "in a form without tags write the field's label in quotation marks.",
        ),
        (
            'phone = "0573-80000001"',
            "phone = 80000001",
            "campaign.toml: contact.phone: Found 80000001. Write a text in quotation marks.",
        ),
        (
            'phone = "0573-80000001"\n',
            "",
            "campaign.toml: contact.phone: This entry is missing. "
            "Add it; every entry is shown in templates_docx/footsteps/campaign.toml.",
        ),
        (
            'email = "office@city.example"',
            'email = "office"',
            "campaign.toml: contact.email: Found “office”. "
            "Write one e-mail address such as office@city.example.",
        ),
        (
            'issued_on = 2016-04-22',
            'issued_on = 2016-04-22\ntimezone = "Shanghai"',
            "campaign.toml: campaign.timezone: Found “Shanghai”. "
            "Write the name of a time zone such as Asia/Shanghai.",
        ),
        (
            'key = "roster"',
            'key = "Roster 1"',
            "campaign.toml: forms[0].key (Roster 1): Found “Roster 1”. "
            "Lower-case letters, digits and _, a letter first, at most 40.",
        ),
        (
            'owed_by = ["kind:county"]',
            'owed_by = ["kind:country"]',
            "campaign.toml: forms[0].owed_by[0] (roster): Found “kind:country”. "
            'Allowed: "all", "kind:city", "kind:county", "kind:group", "kind:team", "kind:town", "kind:other", '
            "or a unit's code.",
        ),
        (
            'owed_by = ["kind:county"]',
            "owed_by = []",
            "campaign.toml: forms[0].owed_by (roster): Found []. Name at least 1.",
        ),
        (
            'issuer = "示例市委员会"',
            'issuer = "a\\nb"',
            "campaign.toml: campaign.issuer: Found “a\\nb”. Write a text of one line.",
        ),
        (
            "before = [3, 1]",
            "before = [0]",
            "campaign.toml: reminders.before[0]: Found 0. The least number allowed is 1.",
        ),
        (
            "before = [3, 1]",
            'before = ["three"]',
            "campaign.toml: reminders.before[0]: Found “three”. "
            "Write a whole number without quotation marks.",
        ),
        (
            "before = [3, 1]",
            "before = 3",
            "campaign.toml: reminders.before: Found 3. "
            "Write a list in square brackets, or [[double brackets]] for each entry.",
        ),
        (
            'quiet = ["20:00", "08:00"]',
            'quiet = ["20:00"]',
            "campaign.toml: reminders.quiet: This entry is missing. "
            'Write two times, from and to, such as ["20:00", "08:00"].',
        ),
        (
            'quiet = ["20:00", "08:00"]',
            "send_at = true",
            'campaign.toml: reminders.send_at: Found true. Write a time such as "09:00".',
        ),
    ],
)  # fmt: skip
def test_one_wrong_entry(files: dict[str, bytes], old: str, new: str, line: str) -> None:
    assert "\n".join(faults(files, old, new)) == line


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            'file = "roster.docx"',
            'file = "list.docx"',
            "campaign.toml: forms[0].file (roster): The folder has no such file: “list.docx”. "
            "Allowed: notice.docx, roster.docx.",
        ),
        (
            'file = "units.xlsx"',
            'file = "units.xls"',
            "campaign.toml: units.file: The folder has no such file: “units.xls”. Allowed: units.xlsx.",
        ),
        (
            'forms = ["roster"]',
            'forms = ["rooster"]',
            "campaign.toml: batches[0].forms (first): “rooster” is not known. Allowed: roster.",
        ),
        (
            'papers = ["notice"]\nforms = ["roster"]',
            "papers = []",
            "campaign.toml: batches[0].papers (first): This batch sends nothing. "
            "Name at least one paper or one form.",
        ),
        (
            'due = "2016-05-10 17:00"',
            'due = "2016-04-20 17:00"',
            "campaign.toml: batches[0].due (first): Found 2016-04-20 17:00, before the day of issue. "
            "Allowed: 2016-04-22 (campaign.issued_on) or later.",
        ),
        (
            'due = "2016-05-10 17:00"',
            "",
            "campaign.toml: batches[0].due (first): The batch has forms and no due time. "
            'Write date and time such as "2016-05-10 17:00".',
        ),
        (
            'type = "mobile"',
            'type = "mobile"\nchoices = ["a", "b"]',
            "campaign.toml: forms[0].fields.officer_mobile.choices (roster): "
            'A field of type “mobile” has no choices. Remove them, or write type = "choice" or "choices".',
        ),
        (
            'type = "mobile"',
            'type = "choice"\nchoices = ["a", "a"]',
            "campaign.toml: forms[0].fields.officer_mobile.choices (roster): "
            "A choice stands twice. Write every choice once.",
        ),
        (
            'counties = ["330402", "330411"]',
            'counties = ["330402", "330400-P1"]',
            "campaign.toml: links[0].counties: “330400-P1” is not known. Allowed: 330402, 330411.",
        ),
        (
            'receive = ["kind:county", "330400-P1"]',
            'receive = ["kind:county", "kind:town"]',
            "campaign.toml: batches[0].receive (first): “kind:town” names no unit of units.xlsx. "
            'Allowed: "all", "kind:city", "kind:county", "kind:group", "kind:team", '
            "or a 单位代码 of that file.",
        ),
        (
            'receive = ["kind:county", "330400-P1"]',
            'receive = ["330402"]',
            "campaign.toml: batches[0].receive (first): "
            "These units owe the form “roster” and do not receive it: 乙县. "
            "Add them to receive, or take them out of the form's owed_by.",
        ),
        (
            "before = [3, 1]",
            "before = [3, 3]",
            "campaign.toml: reminders.before: A number of days stands twice. Write every number once.",
        ),
        (
            'quiet = ["20:00", "08:00"]',
            'quiet = ["20:00", "20:00"]',
            "campaign.toml: reminders.quiet: The quiet hours begin and end at 20:00. "
            "Write two different times; a reminder could never be sent otherwise.",
        ),
        (
            'quiet = ["20:00", "08:00"]',
            'quiet = ["20:00", "09:30"]',
            "campaign.toml: reminders.send_at: Found 09:00, within the quiet hours. "
            "Write a time outside 20:00–09:30.",
        ),
        (
            'quiet = ["20:00", "08:00"]',
            'quiet = ["08:00", "10:00"]',
            "campaign.toml: reminders.send_at: Found 09:00, within the quiet hours. "
            "Write a time outside 08:00–10:00.",
        ),
        (
            "名单（{{ unit.short }}）",
            "名单（{{ unit.shrt }}）",
            "campaign.toml: forms[0].attach_as (roster): “名单（{{ unit.shrt }}）.docx” cannot be filled: "
            "'dict object' has no attribute 'shrt'. Known variables: title, title_lines, issuer, "
            "document_number, addressee, copies_to, issued_text, due_text, batch_title, contact.post, "
            "contact.phone, contact.email, unit.code, unit.name, unit.short.",
        ),
    ],
)  # fmt: skip
def test_parts_that_disagree(files: dict[str, bytes], old: str, new: str, line: str) -> None:
    assert faults(files, old, new) == [line]


def test_a_name_that_becomes_too_long_when_it_is_filled(files: dict[str, bytes]) -> None:
    title = len("关于开展示例活动的通知")
    assert faults(files, 'attach_as = "通知.docx"', 'attach_as = "{{ title * 28 }}"') == [
        f"campaign.toml: papers[0].attach_as (notice): Filled in, this has {title * 28} characters. "
        "At most 300 characters."
    ]


def test_a_key_that_stands_twice(files: dict[str, bytes]) -> None:
    again = '[[papers]]\nkey = "notice"\nfile = "notice.docx"\nattach_as = "x"\n\n[[forms]]'
    assert faults(files, "[[forms]]", again) == [
        f"campaign.toml: papers[{index}].key: The key “notice” stands twice. Give every entry a key of its own."
        for index in (0, 1)
    ]


def test_all_faults_come_together(files: dict[str, bytes]) -> None:
    text = files["campaign.toml"].decode()
    text = text.replace("before = [3, 1]", "befor = [3]").replace('due = "2016-05-10 17:00"', "due = 1")
    with pytest.raises(InvalidCampaign) as caught:
        load_campaign(files | {"campaign.toml": text.encode()})
    assert [fault.place for fault in caught.value.faults] == [
        "campaign.toml: batches[0].due (first)",
        "campaign.toml: reminders.befor",
    ]


def test_broken_toml_names_line_and_column(files: dict[str, bytes]) -> None:
    (line,) = faults(files, 'code = "small"', "code = small")
    assert line.startswith("campaign.toml:3:8: This is not a TOML file: ")
    assert line.endswith("Texts stand in “straight” quotation marks, lists in [ ], and every name once.")


def test_a_file_that_ends_too_early(files: dict[str, bytes]) -> None:
    with pytest.raises(InvalidCampaign, match="not a TOML file"):
        load_campaign(files | {"campaign.toml": b'[campaign]\ncode = "'})


def test_another_encoding(files: dict[str, bytes]) -> None:
    with pytest.raises(InvalidCampaign, match="encoding UTF-8"):
        load_campaign(files | {"campaign.toml": SPEC.encode("gb18030")})


def test_no_campaign_toml() -> None:
    with pytest.raises(InvalidCampaign, match="no such file"):
        load_campaign({"units.xlsx": b""})


def test_wrong_units_are_faults_of_the_campaign(files: dict[str, bytes]) -> None:
    wrong = workbook([["1", "甲", None, "乡"]])
    with pytest.raises(InvalidCampaign) as caught:
        load_campaign(files | {"units.xlsx": wrong})
    assert caught.value.faults[0].place == "units.xlsx: D2 类别"


def test_units_without_rows(files: dict[str, bytes]) -> None:
    with pytest.raises(InvalidCampaign, match="names no unit"):
        load_campaign(files | {"units.xlsx": workbook([])})


lines = SPEC.strip().split("\n")
values = st.sampled_from(["5", "true", '"x"', "[]", '["x"]', "2016-04-22", "{}", "{a = 1}", '""', "1.5", "nan"])


@given(st.integers(0, len(lines) - 1), values, st.booleans())
def test_no_mutation_escapes_as_another_error(units_xlsx: bytes, index: int, value: str, drop: bool) -> None:
    line = lines[index]
    new = [] if drop else [f"{line.split('=')[0]}= {value}" if "=" in line else line]
    text = "\n".join([*lines[:index], *new, *lines[index + 1 :]])
    folder = {
        "campaign.toml": text.encode(),
        "units.xlsx": units_xlsx,
        "notice.docx": b"",
        "roster.docx": b"",
    }
    try:
        load_campaign(folder)
    except InvalidCampaign as error:
        assert all(str(fault).startswith(("campaign.toml", "units.xlsx")) for fault in error.faults)


def test_a_paper_is_the_same_for_every_unit_so_its_name_cannot_name_one(files: dict[str, bytes]) -> None:
    files["campaign.toml"] = files["campaign.toml"].replace(
        'attach_as = "通知.docx"'.encode(), 'attach_as = "通知（{{ unit.short }}）.docx"'.encode()
    )
    with pytest.raises(InvalidCampaign, match="unit"):
        load_campaign(files)


def test_a_field_is_named_by_its_label_where_the_form_has_no_tags(files: dict[str, bytes]) -> None:
    text = files["campaign.toml"].decode().replace("[forms.fields.officer_mobile]", '[forms.fields."联系点.是否挂牌"]')
    text = text.replace('type = "mobile"', 'choices = ["是", "否"]')
    form = load_campaign(files | {"campaign.toml": text.encode()}).form("roster")
    assert form.fields["联系点.是否挂牌"].type is None
