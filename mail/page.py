"""The words of an HTML mail, for the person who reads it in a list; one pass, whatever it contains."""

from __future__ import annotations

import html
import re

_LONGEST = 2_000_000
# no tag contains another "<", which is what keeps the search linear on hostile pages
_TOKEN = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*>|<!(--)?[^<>]*>|[^<]+|<")
_UNSEEN = {"script", "style", "head", "title"}
_ENDS_LINE = {"br", "p", "div", "tr", "li", "table", "h1", "h2", "h3", "h4", "h5", "h6"}


def words_of(page: str) -> str:
    """What a reader sees of `page`, a line a block; no scripts, styles or comments."""
    seen: list[str] = []
    until = ""  # what ends the part that is not seen: a tag's name or "--"
    for token in _TOKEN.finditer(page[:_LONGEST]):
        ends, name, comment = token[1], (token[2] or "").lower(), token[3]
        if until:
            if (ends and name == until) or (until == "--" and token[0].rstrip().endswith("-->")):
                until = ""
        elif comment:
            until = "" if token[0].endswith("-->") else "--"
        elif name in _UNSEEN and not ends:
            until = name
        elif name in _ENDS_LINE:
            seen.append("\n")
        elif not name and not token[0].startswith("<!"):
            seen.append(token[0])
    lines = (" ".join(line.split()) for line in html.unescape("".join(seen)).splitlines())
    return "\n".join(filter(None, lines))
