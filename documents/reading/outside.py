"""What a return shows outside its body's answers: text that is over, margins, notes, boxes, and signs of doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from documents.content.parts import Content, Paragraph, Table, paragraphs_of, rows_of
from documents.identity import is_number_line
from documents.reading.form import Form
from documents.reading.pairing import Pairing
from documents.reasons import Reason
from documents.wml import label_key, squeeze

_SHOWN = 200  # characters of a residue that a reason repeats
_HARMLESS = frozenset({"phonetic_guide"})
_END = re.compile(r"[(—-]*(?:以下空白|以下无正文|此页无正文|此处无正文)[)—。-]*")  # says that nothing follows
_OF_A_PROGRAM = re.compile(  # page numbers, and what programs write into a margin when they print or export
    r"第?\d{1,4}页?|[-–—·~]\d{1,4}[-–—·~]|\d{1,4}/\d{1,4}|第\d{1,4}页[,;/(]?共\d{1,4}页\)?"
    r"|(?:由|通过|来自)?[\w“”]{0,20}(?:系统|平台|软件)(?:自动)?(?:导出|打印|生成)。?"
    r"|(?:打印|导出|生成)(?:时间|日期):?[\d年月日时分秒:/.-]{6,24}|内部(?:资料|文件|使用)(?:[,;:]?(?:注意|妥善)保[存管])?"
)


def text_doubts(pairing: Pairing, form: Form, answers: Iterable[str], photographs: Iterable[str] = ()) -> list[Reason]:
    """The reasons for text that only one of the two documents has outside its answers.

    A photograph takes the place of the words that ask for it.
    A whole paragraph of the form may be gone, unless it labels what stands below it or has got into one of `answers`.
    """
    extra = Counter(text for text in pairing.residue if not _END.fullmatch(text))
    labels = [text for text in pairing.notes if text in form.titles_above]
    astray = extra & Counter(pairing.missing)  # labels of the form that changed places
    extra.subtract([*pairing.missing, *labels])
    missing = -extra - Counter(photographs)
    extra = +extra
    notes = Counter(pairing.notes)
    moved = astray or extra & notes or (notes and _holds(answers, notes))
    extra -= notes
    reasons = []
    if extra:
        reasons.append(Reason("residue", {"text": _shown(extra)}))
    if missing:
        reasons.append(Reason("form_text_missing", {"text": _shown(missing)}))
    if not reasons and moved:
        reasons.append(Reason("form_reordered"))
    return reasons


def _holds(answers: Iterable[str], notes: Iterable[str]) -> bool:
    written = "\n".join(map(squeeze, answers))
    return any(note in written for note in notes)


def _shown(texts: Counter[str]) -> str:
    return " / ".join(texts.elements())[:_SHOWN]


def outside_doubts(content: Content, form: Form, photographs: Collection[str] = ()) -> Iterator[Reason]:
    """The reasons for margins, notes, boxes and signs that the blank does not have; not for its `photographs`."""
    blank = form.blank.content
    margins = _over(content.margins, blank.margins)
    if margins:
        yield Reason("margin_text", {"text": " / ".join(sorted(margins))[:_SHOWN]})
    notes = _over(content.notes, blank.notes)
    if notes:
        yield Reason("footnotes", {"text": " / ".join(notes)[:_SHOWN]})
    boxes = _over(content.boxes, blank.boxes)
    over = {(code, text) for code, text in content.signs - blank.signs if not text or (code, text) not in blank.signs}
    if any(code == "hidden_text" for code, _ in over):
        over -= {("hidden_text", text) for text in _labels_again(content, form)}
    found = {code for code, _ in over}
    if ("nested_table", "") in content.signs and _inner_texts(content, form) != _inner_texts(blank, form):
        found.add("nested_table")
    found -= _HARMLESS | ({"footnotes"} if notes else set()) | ({"picture"} if photographs else set())
    for code in sorted(found | ({"text_box"} if boxes else set())):
        yield Reason(code, {"text": ""} if code == "footnotes" else {})


def _inner_texts(content: Content, form: Form) -> list[str]:
    """What the tables in cells show outside the form's controls, which alone tell there what an answer is to."""
    inner = [
        block for row in rows_of(content) for cell in row.cells for block in cell.blocks if isinstance(block, Table)
    ]
    spans = [[span for each in paragraphs_of([table]) for span in each.spans] for table in inner]
    return [
        squeeze("".join(span.text for span in found if form.tags.isdisjoint(each.tag for each in span.controls)))
        for found in spans
    ]


def _labels_again(content: Content, form: Form) -> Iterator[str]:
    """The form's own words in cells that go on another one, as where a header row was put in among merged cells."""
    for cell in (cell for row in rows_of(content) for cell in row.cells if cell.continues):
        if label_key(cell.text) in form.keys:
            yield squeeze(cell.text)


def _over(theirs: Iterable[Paragraph], ours: Iterable[Paragraph]) -> list[str]:
    """The texts that only the return has; what programs write and the line of the form's number are not looked at."""
    own = {squeeze(each.text) for each in ours}
    texts = dict.fromkeys(squeeze(each.text) for each in theirs if not is_number_line(each.text))
    asked = any("__" in text for text in own)  # then a number may be an answer
    extra = [text for text in texts if text and text not in own]
    return extra if asked else [text for text in extra if not _OF_A_PROGRAM.fullmatch(text)]
