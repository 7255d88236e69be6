"""What stands around an answer apart from its label: the controls and bookmarks that name it, or another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from documents.blanks.slots import Slot
from documents.content.parts import Content, Control, Paragraph, Span, Table
from documents.reading.containers import spans_of
from documents.reading.form import Form
from documents.wml import label_key, squeeze

_WRAPPERS = ("goog_rdk_",)  # controls that an editor puts around anything, with tags of its own
BOXES = frozenset({"checkbox", "formCheckBox"})
Holder = object  # the paragraph or cell in which text stands, by identity


class Witnesses:
    """The controls with a tag of the form, and where in the return they stand."""

    def __init__(self, form: Form, content: Content) -> None:
        self.form = form
        self._shown: dict[str, list[tuple[Control, Holder, str]]] = defaultdict(list)
        for holder, spans in _held(content):
            for span in spans:
                for control in span.controls:
                    if control.tag in form.tags:
                        self._shown[control.tag].append((control, holder, span.text))

    @property
    def any(self) -> bool:
        """Whether a control of the form is in the return at all."""
        return bool(self._shown)

    def named(self, tag: str) -> dict[Control, str]:
        """The controls with this tag that show anything, prompts too, each with what it shows."""
        texts: dict[Control, str] = defaultdict(str)
        for control, _, text in self._shown.get(tag, ()):
            texts[control] += text
        return {control: text for control, text in texts.items() if text and not text.isspace()}

    def holders(self, tag: str) -> set[Holder]:
        """The paragraphs and cells in which controls with this tag stand."""
        return {holder for _, holder, _ in self._shown.get(tag, ())}

    def others(self, spans: Iterable[Span], slot: Slot) -> bool:
        """Whether a control or bookmark around the text names another field of the form, or a foreign one."""
        tag = slot.tag
        for span in spans:
            if not (span.controls or span.bookmarks) or not span.text or span.text.isspace():
                continue
            for control in span.controls:
                if self._is_other(control, slot):
                    return True
            named = [self.form.marks[mark] for mark in span.bookmarks if mark in self.form.marks]
            if named and tag not in named:
                return True
        return False

    def _is_other(self, control: Control, slot: Slot) -> bool:
        if not control.tag:
            title = label_key(control.alias)
            return title in self.form.labels and title != label_key(slot.spec.label)
        if control.tag.startswith(_WRAPPERS):
            return False
        if control.tag != slot.tag:
            return control.tag not in slot.around
        if control.alias == self.form.aliases.get(slot.tag, ""):
            return False
        return squeeze(control.alias) in self.form.titles


def is_nested(spans: Iterable[Span], tags: frozenset[str]) -> bool:
    """Whether one of the form's controls stands inside another."""
    several = [span for span in spans if len(span.controls) > 1]
    return any(sum(control.tag in tags for control in span.controls) > 1 for span in several)


def count_controls(spans: Iterable[Span]) -> int:
    """How many controls beside each other show an answer: no boxes, and none that an editor puts around anything."""
    inner = {span.controls[-1] for span in spans if span.controls and span.text and not span.text.isspace()}
    return sum(not each.tag.startswith(_WRAPPERS) and not each.kinds & BOXES for each in inner)


def _held(content: Content) -> Iterator[tuple[Holder, list[Span]]]:
    for block in content.body:
        if isinstance(block, Paragraph):
            yield block, block.spans
        else:
            yield from _in_table(block)


def _in_table(table: Table) -> Iterator[tuple[Holder, list[Span]]]:
    for row in table.rows:
        for cell in row.cells:
            yield cell, spans_of(cell)
