"""The form's own text: everything outside the answers has to be the blank's, in its order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from documents.identity import is_number_line
from documents.layout import Layout
from documents.package import Package
from documents.reasons import Reason
from documents.wml import BODY, Element, P, Paragraph, Row, label_key, squeeze, text_of

_SHOWN = 200  # characters of a residue that a reason repeats


@dataclass(frozen=True)
class Claims:
    """A document, the elements that single answers claim in it, and its repeating rows."""

    layout: Layout
    elements: Collection[Element]
    rows: Collection[Row]


def body_residue(returned: Claims, blank: Claims) -> list[Reason]:
    """The reasons for text that only one of the two documents has outside its answers and repeating rows."""
    reasons = _compare(_form_text(returned), _form_text(blank))
    body = returned.layout.root.find(BODY)
    seen = "".join(squeeze(text_of(line.element)) for line in returned.layout.lines)
    if body is not None and len(squeeze(text_of(body))) != len(seen):
        reasons.append(Reason("residue", {"text": squeeze(text_of(body))[:_SHOWN]}))
    return reasons


def _compare(theirs: list[str], ours: list[str]) -> list[Reason]:
    if "".join(theirs) == "".join(ours):
        return []
    extra, missing = Counter(theirs) - Counter(ours), Counter(ours) - Counter(theirs)
    reasons = []
    if extra:
        reasons.append(Reason("residue", {"text": _shown(extra)}))
    if missing:
        reasons.append(Reason("form_text_missing", {"text": _shown(missing)}))
    return reasons or [Reason("form_reordered")]


def _shown(texts: Counter[str]) -> str:
    return " / ".join(texts.elements())[:_SHOWN]


def _form_text(claims: Claims) -> list[str]:
    texts = []
    for line in claims.layout.lines:
        if line in claims.rows:
            continue
        for container in [line] if isinstance(line, Paragraph) else line.cells:
            if container.element not in claims.elements:
                texts.append(label_key(claims.layout.text(container.element, claims.elements)))
    return [text for text in texts if text]


def margin_residue(returned: Package, blank: Package) -> list[Reason]:
    """The reason for text in headers and footers that the blank's headers and footers do not have."""
    extra = _margins(returned) - _margins(blank)
    return [Reason("margin_text", {"text": " / ".join(sorted(extra))[:_SHOWN]})] if extra else []


def _margins(package: Package) -> set[str]:
    texts = {
        text_of(paragraph)
        for kind in ("header", "footer")
        for part in package.related(package.main, kind)
        for paragraph in package.tree(part).iter(P)
    }
    return {squeeze(text) for text in texts if squeeze(text) and not is_number_line(text)}
