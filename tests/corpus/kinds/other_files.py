"""Ambiguous: the answers come as a file that is no .docx, which a person or another program has to open."""

from __future__ import annotations

from documents.wml import Element, P, text_of, w
from tests.corpus.kinds.registry import ambiguous
from tests.corpus.returns import Return

_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000 3a7e9b55".replace(" ", "")
    + "0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)


@ambiguous("sends a photo of the printed form", file=True)
def photo(made: Return) -> bool:
    made.finish.append(lambda _: _PNG)
    made.truth.doubt()
    return True


def _html_line(paragraph: Element) -> str:
    pictures = len(list(paragraph.iter(w("drawing"))))
    return f"<p>{text_of(paragraph)}{'<img src=image001.png>' * pictures}</p>"


@ambiguous("sends a web page with the name of a form", file=True)
def web_page(made: Return) -> bool:
    lines = "".join(_html_line(each) for each in made.root.iter(P))
    page = f"<html><head><meta charset='utf-8'></head><body>{lines}</body></html>".encode()
    made.finish.append(lambda _: page)
    return True
