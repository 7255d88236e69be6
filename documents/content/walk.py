"""The walk over a part: every element in reading order, by the rule for its name."""

from __future__ import annotations

from documents.content.story import Story, skip
from documents.wml import Element


def walk(story: Story, around: Element) -> None:
    """Everything in `around` in reading order, itself excepted; an element without a rule only wraps what is in it.

    Recursion finds the end of an element for nothing; `parse_xml` lets 256 levels pass, at most two calls each.
    From sibling to sibling, since lxml's iterator over children takes 60 % longer.
    """
    if len(around):
        _walk_from(story, around[0])


def _walk_from(story: Story, first: Element | None) -> None:
    """The element `first` and its siblings after it, with everything in them."""
    rule_of = story.rules.get
    element = first
    while element is not None:
        rule = rule_of(element.tag)
        if rule is None:
            if len(element):
                _walk_from(story, element[0])
        else:
            close = rule(story, element)
            if close is not skip:
                if len(element):
                    _walk_from(story, element[0])
                if close is not None:
                    close()
        element = element.getnext()


def walk_behind(story: Story, element: Element) -> None:
    """What follows `element` in the element around it."""
    _walk_from(story, element.getnext())
