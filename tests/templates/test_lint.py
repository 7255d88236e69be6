"""Every campaign that comes with Shoufa: its folder loads and its Word files are fit to be issued."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from lxml import etree

from campaigns.load import load_campaign
from campaigns.spec import Batch, Campaign
from campaigns.units import UnitRow, read_units_xlsx
from campaigns.variables import campaign_variables, file_name, unit_variables

TEMPLATES = Path(__file__).parents[2] / "templates_docx"
FOLDERS = sorted(path.parent for path in TEMPLATES.glob("*/campaign.toml"))
DOCUMENTS = sorted(TEMPLATES.glob("*/*.docx"))
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{WORD}}}"
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
MADE_UP_MOBILE = re.compile(r"13800000\d{3}")
EMAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)*)")

each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
each_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


@cache
def parts(path: Path) -> dict[str, etree._Element]:
    """The XML parts of a .docx by name."""
    with ZipFile(path) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}


@cache
def loaded(folder: Path) -> tuple[Campaign, list[UnitRow]]:
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    campaign = load_campaign(files)
    return campaign, read_units_xlsx(files[campaign.units.file])


def controls(path: Path) -> list[etree._Element]:
    return list(parts(path)["word/document.xml"].iter(f"{W}sdt"))


def value_of(control: etree._Element, name: str) -> str:
    found = control.find(f"{W}sdtPr/{W}{name}")
    return "" if found is None else str(found.get(f"{W}val"))


def text_of(element: etree._Element) -> str:
    return "".join(str(text.text or "") for text in element.iter(f"{W}t"))


def test_there_is_something_to_lint() -> None:
    assert {path.name for path in DOCUMENTS} >= {"notice.docx", "roster.docx", "activity_report.docx"}


@each_folder
def test_every_file_of_the_folder_is_named(folder: Path) -> None:
    campaign, _ = loaded(folder)
    named = {paper.file for paper in campaign.papers} | {form.file for form in campaign.forms}
    assert named == {path.name for path in folder.glob("*.docx")}


@each_document
def test_opens_in_python_docx(path: Path) -> None:
    assert Document(str(path)).paragraphs


@each_document
def test_no_plain_text_controls(path: Path) -> None:
    # LibreOffice 7.4 repeats Chinese answers in them on saving.
    assert not [control for control in controls(path) if control.find(f"{W}sdtPr/{W}text") is not None]


@each_document
def test_control_ids_are_unique(path: Path) -> None:
    ids = Counter(value_of(control, "id") for control in controls(path))
    assert all(times == 1 for times in ids.values())
    assert "" not in ids


@each_document
def test_tags_are_short_and_unique(path: Path) -> None:
    tags = [value_of(control, "tag") for control in controls(path)]
    assert all(0 < len(tag) <= 40 for tag in tags)
    single = Counter(tag for tag in tags if "." not in tag)
    assert all(times == 1 for times in single.values())
    for row in parts(path)["word/document.xml"].iter(f"{W}tr"):
        in_row = [value_of(control, "tag") for control in row.iter(f"{W}sdt")]
        assert len(in_row) == len(set(in_row))


@each_folder
def test_tags_labels_and_choices_agree_with_campaign_toml(folder: Path) -> None:
    campaign, _ = loaded(folder)
    for form in campaign.forms:
        found = controls(folder / form.file)
        tags = {value_of(control, "tag") for control in found}
        tables = {tag.partition(".")[0] for tag in tags if "." in tag}
        assert tags <= set(form.fields) <= tags | tables
        for control in found:
            field = form.fields[value_of(control, "tag")]
            assert value_of(control, "alias") == field.label
            offered = [item.get(f"{W}value") for item in control.iter(f"{W}listItem")]
            assert not offered or tuple(offered) == field.choices


@each_folder
def test_labels_are_printed_beside_or_above_their_controls(folder: Path) -> None:
    campaign, _ = loaded(folder)
    for form in campaign.forms:
        for table in parts(folder / form.file)["word/document.xml"].iter(f"{W}tbl"):
            printed = {text_of(cell) for cell in table.iter(f"{W}tc") if cell.find(f".//{W}sdt") is None}
            assert {value_of(control, "alias") for control in table.iter(f"{W}sdt")} <= printed


@each_document
def test_placeholders_are_marked_as_such(path: Path) -> None:
    for control in controls(path):
        prefilled = "{{" in text_of(control)
        placeholder = control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
        styles = {style.get(f"{W}val") for style in control.iter(f"{W}rStyle")}
        assert placeholder is not prefilled
        assert styles == (set() if prefilled else {"PlaceholderText"})


@each_folder
def test_renders_with_the_known_variables_only(folder: Path) -> None:
    campaign, units = loaded(folder)
    for batch in campaign.batches:
        for unit in campaign.receivers(batch, units):
            assert_renders(folder, campaign, batch, units, unit)


def assert_renders(folder: Path, campaign: Campaign, batch: Batch, units: list[UnitRow], unit: UnitRow) -> None:
    shared = campaign_variables(campaign, batch, units)
    own = shared | unit_variables(unit)
    for paper in map(campaign.paper, batch.papers):
        assert_filled(folder / paper.file, shared)
        assert file_name(paper.attach_as, shared).endswith(".docx")
    for form in map(campaign.form, batch.forms):
        assert_filled(folder / form.file, own)
        assert file_name(form.attach_as, own).endswith(".docx")


def assert_filled(path: Path, variables: dict[str, object]) -> None:
    template = DocxTemplate(str(path))
    template.render(variables, Environment(undefined=StrictUndefined, autoescape=True), autoescape=True)
    out = BytesIO()
    template.save(out)
    rendered = ZipFile(out).read("word/document.xml").decode()
    assert "{{" not in rendered
    assert "{%" not in rendered


@each_folder
def test_the_pairing_table_merges_a_leaders_rows(folder: Path) -> None:
    campaign, units = loaded(folder)
    if not campaign.links:
        pytest.skip("no links")
    batch = campaign.batches[0]
    template = DocxTemplate(str(folder / campaign.paper(batch.papers[0]).file))
    template.render(campaign_variables(campaign, batch, units), autoescape=True)
    table = template.docx.tables[0]._tbl
    merges = [merge.get(f"{W}val") for merge in table.iter(f"{W}vMerge")]
    counties = [len(link.counties) for link in campaign.links]
    assert merges.count("restart") == 3 * len(counties)
    assert merges.count("continue") == 3 * (sum(counties) - len(counties))


@each_document
def test_no_real_numbers_or_addresses(path: Path) -> None:
    for name, part in parts(path).items():
        text = "".join(map(str, part.itertext()))
        assert all(MADE_UP_MOBILE.fullmatch(number) for number in MOBILE.findall(text)), name
        assert all(domain.endswith(".example") for domain in EMAIL.findall(text)), name


@each_folder
def test_the_folders_texts_hold_no_real_numbers_or_addresses(folder: Path) -> None:
    _, units = loaded(folder)
    text = (folder / "campaign.toml").read_text() + "\n".join(f"{unit.email} {unit.phone}" for unit in units)
    assert all(MADE_UP_MOBILE.fullmatch(number) for number in MOBILE.findall(text))
    assert all(domain.endswith(".example") for domain in EMAIL.findall(text))


@each_document
def test_document_properties_name_nobody(path: Path) -> None:
    core = Document(str(path)).core_properties
    assert (core.author, core.last_modified_by, core.comments, core.keywords) == ("", "", "", "")
    assert core.title


@each_document
def test_settings_are_those_of_a_chinese_office(path: Path) -> None:
    settings = parts(path)["word/settings.xml"]
    compat = {item.get(f"{W}name"): item.get(f"{W}val") for item in settings.iter(f"{W}compatSetting")}
    language = settings.find(f"{W}themeFontLang")
    assert compat["compatibilityMode"] == "15"
    assert language is not None
    assert language.get(f"{W}eastAsia") == "zh-CN"


@each_document
def test_fonts_are_named_and_not_taken_from_a_theme(path: Path) -> None:
    allowed = {"仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "宋体"}
    for part in parts(path).values():
        for fonts in part.iter(f"{W}rFonts"):
            names = {name: value for name, value in fonts.attrib.items() if name != f"{W}hint"}
            assert set(names) <= {f"{W}{kind}" for kind in ("ascii", "hAnsi", "eastAsia", "cs")}
            assert set(names.values()) <= allowed


@each_document
def test_every_style_is_used(path: Path) -> None:
    styles = {style.get(f"{W}styleId"): style for style in parts(path)["word/styles.xml"].iter(f"{W}style")}
    kinds = ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
    used = {node.get(f"{W}val") for part in parts(path).values() for kind in kinds for node in part.iter(W + kind)}
    default = {name for name, style in styles.items() if style.get(f"{W}default")}
    assert used <= set(styles)
    assert set(styles) <= used | default


@each_document
def test_no_revisions_or_comments_are_left(path: Path) -> None:
    left = {f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "commentReference", "proofErr")}
    for part in parts(path).values():
        assert not [node for node in part.iter() if node.tag in left or "rsid" in "".join(map(str, node.attrib))]
