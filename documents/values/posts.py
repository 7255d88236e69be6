"""Posts: whether a person's name was written into one."""

from __future__ import annotations

import re

from documents.values.people import name_like, person_like

_TITLE = (
    r"书记|主任|部长|委员|干事|科员|科长|处长|局长|主席|会长|秘书|老师|教师|校长|村长|镇长|乡长|县长|区长|市长|组长|队长"
    r"|经理|社长|站长|所长|园长|厂长|行长|专干|干部|同志|联络员|网格长|网格员|负责人|院长|支书|班长|助理|总"
)
_BARE_TITLE = re.compile(rf"(?:团委?|党委?|支部|办公室|副)*(?:{_TITLE})")
_ENDS_POST = re.compile(rf"(?:{_TITLE}|[员长师办科组室处部站队所局委会岗])$")
_NO_NAME = re.compile(r"[员办科组室处部站队所局委会级岗]$|^(?:文书|文秘|司机|党建|党务|宣传|文体)$")
_BETWEEN = re.compile(r"[\s、,;:/()|+&·兼]+")
_BESIDE = re.compile(r"[\s、,;:/()|+&兼]+")  # a name with · stays whole
_LENGTHS = (2, 3, 4)  # characters of a name


def names_a_person(post: str) -> bool:
    """Whether a part of `post` is a likely name: `张三 主任`, `办公室主任张三`, `张三书记`; not `办公室主任`."""
    if "·" in post and any("·" in piece and _is_name(piece) for piece in _BESIDE.split(post)):
        return True
    pieces = [piece for piece in _BETWEEN.split(post) if piece]
    if any(_is_name(piece) for piece in pieces):
        return True
    return any(_begins_or_ends_with_name(text) for text in {*pieces, "".join(post.split())})


def _begins_or_ends_with_name(text: str) -> bool:
    for length in _LENGTHS:
        if len(text) <= length:
            break
        if _ENDS_POST.search(text[:-length]) and _is_name(text[-length:]):
            return True
        if person_like(text[:length]) and _BARE_TITLE.fullmatch(text[length:]):
            return True
    return False


def _is_name(text: str) -> bool:
    return name_like(text) and not _NO_NAME.search(text)
