"""The walk over a part: every element in reading order, by the rule for its name."""

from __future__ import annotations

from collections.abc import Mapping

from documents.content.story import Close, Rule, Story, skip
from documents.wml import Element


def walk(story: Story, root: Element, rules: Mapping[str, Rule]) -> None:
    """Everything below `root` in reading order; an element without a rule only wraps what is in it.

    One pass over all elements without recursion: time is linear, and no depth of nesting is too much.
    """
    rule_of = rules.get
    open_ones: list[tuple[Element | None, Element | None, Close]] = []  # within, what follows it, how to end
    top = after = skipped_to = None
    skipping = False
    for element in root.iter():
        if skipping:
            if element is not skipped_to:
                continue
            skipping = False
        while element is after:
            top, after, ended = open_ones.pop()
            ended()
        rule = rule_of(element.tag)
        if rule is None:
            continue
        close = rule(story, element)
        if close is None:
            continue
        following = _following(element, top, after, root)
        if close is skip:
            skipped_to, skipping = following, True
        else:
            open_ones.append((top, after, close))
            top, after = element, following
    for _, _, ended in reversed(open_ones):
        ended()


def _following(element: Element, top: Element | None, after: Element | None, root: Element) -> Element | None:
    """The element behind everything in `element`; `after` follows `top`, which is around it."""
    found = element.getnext()
    while found is None:
        around = element.getparent()
        if around is None or around is top or around is root:
            return after
        element = around
        found = element.getnext()
    return found
