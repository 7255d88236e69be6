"""Every character that a made document shows is found exactly once in its content, in its place and order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.content.parts import Content, Table, paragraphs_of
from tests.documents.markup import content_of, p, part, r, sdt, tbl, tc, tr
from tests.documents.markup import field as complex_field

BOX = "<w:r><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing></w:r>"
FIRST = 0x4E00  # every run gets the next Chinese character, so that each occurs once


@dataclass
class Made:
    """A document in the making: its runs' characters by where they ought to be found."""

    count: Iterator[int] = field(default_factory=lambda: itertools.count(FIRST))
    body: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    tagged: dict[str, set[str]] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    controls: set[str] = field(default_factory=set)
    bookmarks: set[str] = field(default_factory=set)

    def control(self) -> str:
        """The tag of a new control."""
        tag = f"t{next(self.count)}"
        self.controls.add(tag)
        return tag

    def run(self, draw: st.DrawFn, place: list[str], tags: set[str]) -> str:
        text = chr(next(self.count))
        place.append(text)
        self.tagged[text] = tags
        return r(text, draw(st.sampled_from(["", "<w:b/>", "<w:strike/>", '<w:u w:val="single"/>'])))


INLINE = ("run", "run", "run", "control", "ins", "del", "link", "box", "field", "bookmark", "ruby")
BLOCKS = ("paragraph", "paragraph", "table", "control", "ins")


def inline(draw: st.DrawFn, made: Made, place: list[str], tags: set[str], depth: int) -> str:
    kind = draw(st.sampled_from(INLINE if depth else INLINE[:3]))
    if kind == "run":
        return made.run(draw, place, tags)
    if kind == "del":
        text = chr(next(made.count))
        made.gone.append(text)
        return f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"
    if kind == "box":
        return BOX.format(blocks(draw, made, made.boxes, tags, depth - 1))
    tag = made.control() if kind == "control" else f"b{next(made.count)}"
    if kind == "bookmark":
        made.bookmarks.add(f"SFF_{tag}")
    inner = tags | {tag} if kind == "control" else tags
    content = "".join(inline(draw, made, place, inner, depth - 1) for _ in range(draw(st.integers(0, 2))))
    wrapped = {
        "control": sdt(content, tag),
        "ins": f"<w:ins>{content}</w:ins>",
        "link": f"<w:hyperlink>{content}</w:hyperlink>",
        "field": complex_field("HYPERLINK x", content or r("")),
        "bookmark": f'<w:bookmarkStart w:id="{tag}" w:name="SFF_{tag}"/>{content}<w:bookmarkEnd w:id="{tag}"/>',
        "ruby": f"<w:ruby><w:rt>{r('注')}</w:rt><w:rubyBase>{content}</w:rubyBase></w:ruby>",
    }
    return wrapped[kind]


def blocks(draw: st.DrawFn, made: Made, place: list[str], tags: set[str], depth: int) -> str:
    found = ""
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(BLOCKS if depth > 0 else BLOCKS[:1]))
        if kind == "paragraph":
            found += p(*(inline(draw, made, place, tags, max(depth, 0)) for _ in range(draw(st.integers(0, 3)))))
        elif kind == "table":
            found += table(draw, made, place, tags, depth)
        elif kind == "ins":
            found += f"<w:ins>{blocks(draw, made, place, tags, depth - 1)}</w:ins>"
        else:
            tag = made.control()
            found += sdt(blocks(draw, made, place, tags | {tag}, depth - 1), tag)
    return found


def table(draw: st.DrawFn, made: Made, place: list[str], tags: set[str], depth: int) -> str:
    rows = ""
    for _ in range(draw(st.integers(1, 2))):
        row = draw(st.booleans())
        tag = made.control() if row else ""
        cells = "".join(
            tc(blocks(draw, made, place, tags | {tag} if row else tags, depth - 1))
            for _ in range(draw(st.integers(1, 2)))
        )
        rows += sdt(tr(cells), tag) if row else tr(cells)
    return tbl(rows)


@st.composite
def documents(draw: st.DrawFn) -> tuple[Made, Content]:
    made = Made()
    notes = [chr(next(made.count)) for _ in range(draw(st.integers(0, 2)))]
    body = blocks(draw, made, made.body, set(), 3)
    footnotes = part("footnotes", "".join(f"<w:footnote>{p(r(each))}</w:footnote>" for each in notes))
    content = content_of(body, footnotes=footnotes, header=part("hdr", p(r("头"))))
    assert [each.text for each in content.notes] == notes and [each.text for each in content.margins] == ["头"]
    return made, content


@settings(max_examples=80, deadline=None)
@given(documents())
def test_every_character_is_found_once_and_in_order(document: tuple[Made, Content]) -> None:
    made, content = document
    body = [span for paragraph in paragraphs_of(content.body) for span in paragraph.spans]
    boxes = [span for paragraph in content.boxes for span in paragraph.spans]
    shown = "".join(each.text for each in body).replace("\n", "")
    assert shown == "".join(made.body)
    assert sorted("".join(each.text for each in boxes).replace("\n", "")) == sorted(made.boxes)
    for span in (*body, *boxes):
        for text in span.text.replace("\n", ""):
            assert made.tagged[text] == {control.tag for control in span.controls}
    for text in made.gone:
        assert ("tracked_changes", text) in content.signs


@settings(max_examples=40, deadline=None)
@given(documents())
def test_every_control_and_bookmark_is_found(document: tuple[Made, Content]) -> None:
    made, content = document
    spans = [span for paragraph in paragraphs_of(content.body) for span in paragraph.spans]
    spans += [span for paragraph in content.boxes for span in paragraph.spans]
    assert all(span.text or span.controls or span.bookmarks for span in spans)
    assert {control.tag for span in spans for control in span.controls} == made.controls
    assert {name for span in spans for name in span.bookmarks} == made.bookmarks
    numbers = [each.number for each in content.body if isinstance(each, Table)]
    assert numbers == list(range(len(numbers)))
