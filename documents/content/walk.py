"""The walk over a part: every element in reading order, by the rule for its name."""

from __future__ import annotations

from documents.content.story import Story, skip
from documents.wml import Element


def walk(story: Story, first: Element | None) -> None:
    """The element `first` and its siblings behind it in reading order, each with everything in it.

    An element without a rule only wraps what is in it. Recursion finds the end of an element for nothing; `parse_xml`
    lets 256 levels pass, at most two calls each. lxml's iterator over children would take 60 % longer.
    """
    rule_of = story.rules.get
    element = first
    while element is not None:
        rule = rule_of(element.tag)
        if rule is None:
            if len(element):
                walk(story, element[0])
        else:
            close = rule(story, element)
            if close is not skip:
                if len(element):
                    walk(story, element[0])
                if close is not None:
                    close()
        element = element.getnext()
