"""Identity: three places, none of which disturbs the form."""

from __future__ import annotations

import io

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from documents.blanks import model_from_blank
from documents.identity import Found, Identity, identify, is_number_line, make_number, stamp
from documents.package import RELATIONSHIP_ID, Package
from documents.reasons import Rejection
from documents.wml import P, text_of, w
from tests.documents import build

NUMBER = make_number(4711)
STAMPED = stamp(build.blank(), Identity(NUMBER))


def footers(data: bytes) -> list[list[str]]:
    package = Package.open(data)
    return [[text_of(each) for each in package.tree(part).iter(P)] for part in package.related(package.main, "footer")]


def test_the_number_stands_in_three_places() -> None:
    assert identify(STAMPED) == Found(NUMBER, NUMBER, NUMBER)
    assert identify(build.blank()) == Found()


def test_word_still_opens_it_and_the_form_is_the_same() -> None:
    assert len(docx.Document(io.BytesIO(STAMPED)).tables) == 2
    assert model_from_blank(STAMPED, "roster", build.TITLE, build.overrides()) == build.model()


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**40), st.integers(0, 2**40))
def test_stamping_again_replaces(first: int, second: int) -> None:
    once = stamp(build.blank(1), Identity(make_number(second)))
    assert stamp(stamp(build.blank(1), Identity(make_number(first))), Identity(make_number(second))) == once
    assert identify(once) == Found(*[make_number(second)] * 3)


def test_bookmarks_are_unique_and_short() -> None:
    package = Package.open(STAMPED)
    marks = list(package.tree(package.main).iter(w("bookmarkStart")))
    names = [mark.get(w("name"), "") for mark in marks]
    assert len(set(names)) == len(names) and max(map(len, names)) <= 40
    assert len({mark.get(w("id")) for mark in marks}) == len(marks)
    assert {"SFF_officer_name", "SFF_points__name", "SFF_points__name_3"} <= set(names)


def test_long_tags_get_different_bookmarks() -> None:
    tags = ["a_very_long_key_that_goes_on_and_on_until_one", "a_very_long_key_that_goes_on_and_on_until_two"]
    data = stamp(build.document(build.table(*((tag, build.control(tag, tag)) for tag in tags))), Identity(NUMBER))
    package = Package.open(data)
    names = [mark.get(w("name"), "") for mark in package.tree(package.main).iter(w("bookmarkStart"))]
    assert len(set(names)) == 3 and max(map(len, names)) <= 40


def test_existing_footers_keep_their_text_and_every_page_shows_the_number() -> None:
    package = Package.open(build.blank())
    section = next(package.tree(package.main).iter(w("sectPr")))
    footer = etree.Element(w("ftr"))
    footer.append(build.paragraph("第 1 页"))
    package.add("word/footer9.xml", footer, "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml")
    name = package.relate(package.main, "footer", "word/footer9.xml")
    section.insert(0, etree.Element(w("footerReference"), {w("type"): "default", RELATIONSHIP_ID: name}))
    etree.SubElement(section, w("titlePg"))
    settings_part = package.related(package.main, "settings")[0]
    etree.SubElement(package.tree(settings_part), w("evenAndOddHeaders"))
    stamped = stamp(package.save(), Identity(NUMBER))
    line = f"表单编号：{NUMBER}"
    assert sorted(footers(stamped)) == sorted([["第 1 页", line], [line]])
    opened = Package.open(stamped)
    kinds = [each.get(w("type")) for each in opened.tree(opened.main).iter(w("footerReference"))]
    assert sorted(map(str, kinds)) == ["default", "even", "first"]
    assert stamp(stamped, Identity(NUMBER)) == stamped


def test_other_custom_properties_stay() -> None:
    package = Package.open(STAMPED)
    root = package.tree("docProps/custom.xml")
    root[0].set("name", "Other")
    again = Package.open(stamp(package.save(), Identity(NUMBER)))
    assert [(each.get("name"), each.get("pid")) for each in again.tree("docProps/custom.xml")] == [
        ("Other", "2"),
        ("ShoufaForm", "3"),
    ]


def test_a_number_that_does_not_check_is_none() -> None:
    package = Package.open(STAMPED)
    package.tree("docProps/custom.xml")[0][0].text = "SF-0000000"
    for mark in package.tree(package.main).iter(w("bookmarkStart")):
        if mark.get(w("name"), "").startswith("SF_"):
            mark.set(w("name"), "SF_SF_0000000")
    assert identify(package.save()) == Found(None, NUMBER, None)


def test_the_printed_line_is_known() -> None:
    assert is_number_line(f" 表单编号: {NUMBER.lower()} ")
    assert not is_number_line(f"表单编号：{NUMBER} 作废") and not is_number_line("表单编号：")


def test_what_is_no_document_is_rejected() -> None:
    with pytest.raises(Rejection, match=r".+"):
        stamp(b"PK", Identity(NUMBER))
