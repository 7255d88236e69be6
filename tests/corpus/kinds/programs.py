"""Benign: what Word, WPS, Google Docs, phones and mail programs leave in a file."""

from __future__ import annotations

import io
import zipfile

import docx
from lxml import etree

from documents.archive import write_zip
from documents.package import Package
from documents.wml import TR, Element, P, w
from tests.corpus.kinds.registry import benign
from tests.corpus.paper import el, para, run
from tests.corpus.returns import Return, parent_of

_FOOTER = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_BIBLIOGRAPHY = b"http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
_CUSTOM_XML = b'<b:Sources xmlns:b="' + _BIBLIOGRAPHY + b'" SelectedStyle="\\APA.XSL"/>'
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


@benign("the file went through python-docx")
def saved_by_python_docx(made: Return) -> bool:
    def again(data: bytes) -> bytes:
        out = io.BytesIO()
        docx.Document(io.BytesIO(data)).save(out)
        return out.getvalue()

    made.finish.append(again)
    return True


@benign("all content controls are gone: Google Docs, a phone, WPS's old format")
def controls_unwrapped(made: Return) -> bool:
    controls = list(made.root.iter(w("sdt")))
    for sdt in reversed(controls):
        content = sdt.find(w("sdtContent"))
        parent = parent_of(sdt)
        at = parent.index(sdt)
        parent[at : at + 1] = list(content) if content is not None else []
    for spot in made.every() if controls else []:
        spot.touched = spot.how == "control"
    return bool(controls)


@benign("tags and aliases are gone, the controls stay")
def tags_lost(made: Return) -> bool:
    found = list(made.root.iter(w("tag"), w("alias")))
    for each in found:
        parent_of(each).remove(each)
    return bool(found)


@benign("Google Docs wraps runs in controls of its own")
def google_wraps_runs(made: Return) -> bool:
    changed = 0
    for spot in made.filled(how=("cell",)):
        if len(spot.runs) == 1 and made.lives(spot.runs[0]) and parent_of(spot.runs[0]).tag == P:
            _wrap(spot.runs[0], changed)
            changed += 1
    return changed > 0


@benign("Google Docs wraps table rows in controls of its own")
def google_wraps_rows(made: Return) -> bool:
    rows = [each for each in made.root.iter(TR) if parent_of(each).tag == w("tbl")]
    for number, each in enumerate(rows[:6]):
        _wrap(each, number)
    return bool(rows)


def _wrap(element: Element, number: int) -> None:
    sdt = el("sdt", el("sdtPr", el("id", val=7000 + number), el("tag", val=f"goog_rdk_{number}")), el("sdtContent"))
    parent_of(element).replace(element, sdt)
    sdt[1].append(element)


@benign("old Word marks a place name with a smart tag")
def smart_tag(made: Return) -> bool:
    spot = made.pick("place", "name", "bureau", "unit", how=("cell", "control"))
    if spot is None:
        return False
    old = spot.runs[0]
    tag = el("smartTag", uri="urn:schemas-microsoft-com:office:smarttags", element="PersonName")
    parent_of(old).replace(old, tag)
    tag.append(old)
    return True


@benign("Word turns the e-mail address into a link")
def email_as_link(made: Return) -> bool:
    spot = made.pick("email", how=("cell", "control", "gap"))
    if spot is None:
        return False
    relationships = "word/_rels/document.xml.rels"
    root = made.package.tree(relationships)
    space = root.tag.rpartition("}")[0] + "}"
    target = {
        "Id": "rIdMail",
        "Type": "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        "Target": f"mailto:{spot.answer.text.strip()}",
        "TargetMode": "External",
    }
    etree.SubElement(root, f"{space}Relationship", target)
    link = el("hyperlink", history=1)
    link.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", "rIdMail")
    old = spot.runs[0]
    parent_of(old).replace(old, link)
    link.append(old)
    old.insert(0, el("rPr", el("rStyle", val="Hyperlink"), el("u", val="single"))) if old.find(
        w("rPr")
    ) is None else None
    return True


@benign("WPS leaves document variables, a custom property and its own namespaces")
def wps_leavings(made: Return) -> bool:
    settings = made.package.tree("word/settings.xml")
    settings.append(el("docVars", el("docVar", name="commondata", val="eyJoZGlkIjoiZTk5In0=")))
    space = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    if "docProps/custom.xml" in made.package.parts:
        root = made.package.tree("docProps/custom.xml")
        made_property = etree.SubElement(
            root,
            f"{{{space}}}property",
            fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}",
            pid="99",
            name="KSOProductBuildVer",
        )
        etree.SubElement(made_property, f"{{{types}}}lpwstr").text = "2052-11.1.0.14309"
    for number, paragraph in enumerate(made.root.iter(P)):
        paragraph.set(f"{{{W14}}}paraId", f"{number + 1:08X}")
    return True


@benign("Word writes lastRenderedPageBreak, rsids and a _GoBack bookmark")
def word_leavings(made: Return) -> bool:
    for number, paragraph in enumerate(made.root.iter(P)):
        paragraph.set(w("rsidR"), f"00{number:06X}")
    first = next(made.body.iter(P))
    first.append(el("bookmarkStart", id=991, name="_GoBack"))
    first.append(el("bookmarkEnd", id=991))
    runs = list(made.root.iter(w("r")))
    runs[len(runs) // 2].insert(0, el("lastRenderedPageBreak"))
    return True


@benign("an office suite adds a custom XML part with bibliography settings")
def custom_xml_part(made: Return) -> bool:
    made.finish.append(lambda data: write_zip({**Package.open(data).parts, "customXml/item1.xml": _CUSTOM_XML}))
    return True


@benign("track changes is switched on, no change is tracked")
def tracking_switched_on(made: Return) -> bool:
    made.package.tree("word/settings.xml").insert(0, el("trackRevisions"))
    return True


@benign("editing is restricted to filling in forms")
def protection_on(made: Return) -> bool:
    made.package.tree("word/settings.xml").insert(0, el("documentProtection", edit="forms", enforcement=1))
    return True


@benign("the editor adds an empty header")
def empty_header(made: Return) -> bool:
    return _margin(made, "header", para())


@benign("page numbers are switched on")
def page_numbers(made: Return) -> bool:
    fields = [
        el("r", el("fldChar", fldCharType="begin")),
        el("r", _instruction(" PAGE ")),
        el("r", el("fldChar", fldCharType="separate")),
        run("1"),
        el("r", el("fldChar", fldCharType="end")),
    ]
    return _margin(made, "footer", para(*fields, align="center"))


def _instruction(text: str) -> Element:
    made = el("instrText")
    made.text = text
    return made


def _margin(made: Return, kind: str, paragraph: Element) -> bool:
    """A header or footer for a form that has none."""
    name = f"word/{kind}9.xml"
    section = next(made.body.iter(w("sectPr")))
    if section.find(w(f"{kind}Reference")) is not None or name in made.package.parts:
        return False
    part = etree.Element(w("hdr" if kind == "header" else "ftr"), nsmap={"w": w("")[1:-1]})
    part.append(paragraph)
    made.package.add(name, part, _FOOTER.format(kind))
    reference = el(f"{kind}Reference", type="default")
    reference.set(
        "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
        made.package.relate(made.package.main, kind, name),
    )
    section.insert(0, reference)
    return True


@benign("the answer stands in an AlternateContent block whose fallback repeats it")
def alternate_content(made: Return) -> bool:
    spot = made.pick("name", "place", "post", "bureau", how=("cell",))
    if spot is None:
        return False
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    block = etree.Element(f"{{{space}}}AlternateContent", nsmap={"mc": space})
    old = spot.runs[0]
    parent_of(old).replace(old, block)
    etree.SubElement(block, f"{{{space}}}Choice", Requires="w14").append(old)
    etree.SubElement(block, f"{{{space}}}Fallback").append(run(spot.answer.text))
    return True


@benign("XML that nobody sees: an answer in a custom XML element")
def custom_xml_element(made: Return) -> bool:
    spot = made.pick("name", "place", "post", "remark", how=("cell",))
    if spot is None:
        return False
    wrapper = el("customXml", uri="urn:example", element="answer")
    old = spot.runs[0]
    parent_of(old).replace(old, wrapper)
    wrapper.append(old)
    return True


@benign("a phone app changes the zip order and stores without compression")
def zip_rewritten(made: Return) -> bool:

    def rewrite(data: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
            for name in sorted(old.namelist(), reverse=True):
                new.writestr(zipfile.ZipInfo(name), old.read(name))
        return out.getvalue()

    made.finish.append(rewrite)
    return True


@benign("core properties say another author and program")
def other_author(made: Return) -> bool:
    core = made.package.tree("docProps/core.xml")
    etree.SubElement(
        core, "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy"
    ).text = "微软用户"
    return True
