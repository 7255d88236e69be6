"""What printed words are: labels, hints, sign-offs, notes, serial numbers."""

from __future__ import annotations

import re

from documents.blanks.types import infer_type
from documents.forms import FieldType
from documents.wml import squeeze

_HAN = r"\u3400-\u9fff"
_NUMBERING = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[.．、](?!\d)|[①-⑳*＊●◆■★▲])\s*"
)
_SERIAL = re.compile(r"\(?\d{1,3}[.、)]?|\(?[一二三四五六七八九十]{1,3}[、)]?|[①-⑳]|[.…]+")
_FIGURE = re.compile(r"[\d.,]+(?:分|%|元|万元|人|个|次|年|岁)?")
_TOTAL = re.compile(r"(?:合|总|小|共)计|总数|总和|汇总")
_EXAMPLE = re.compile(r"[(（]?(?:例|示例|样例|范例|填写示例|如)(?:[:：)）]|$|\d)")
_DATA = re.compile(r"\d{5,}|\d{4}[-./年]\d|\w@\w|^(?:例(?:如|\d|:|$)|示例)")
_PHOTO = re.compile(r"照片|相片|近照|证件照|寸照|贴.{0,4}照|免冠|二维码")
_SEAL = re.compile(
    r"[(（]?(?:(?:单位|部门|组织|党组织|团组织|学校|公司|本人|负责人|领导|主要负责人)?"
    r"(?:盖\s*章|公\s*章|签\s*章|印\s*章|签\s*字|签\s*名|章)(?:处)?)[)）]?"
)
_PROMPT = re.compile(
    r"请(?:填|输|选|在|按|如实|简|写|注明|说明|用|于|勾|点|详|列|提供|概).*"
    r"|(?:点击|单击|此处|在此|限\d|限制?在|不少于|不超过|可另附|可附|字数).*|[Xx×*]{2,}"
)
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]|[【\[][^】\]]*[】\]]|[“\"].*[”\"]")
_NO_ANSWER = re.compile(
    r"各(?:县|市|区|镇|乡|街|村|团|单位|部门|支部|学校|科|处|有关).*|尊敬的.*|致(?!富|残).*|附件?\d*|附表\d*|注|注意|说明|填表说明|填写说明|备?注意事项|要求|填表要求|填报说明|填报要求|通知|抄送|主送"
    r"|.*(?:如下|以下|下列|包括|例如|其中|同志|们)|注\d+|表\d+"
)
_COUNTED = r"人次|人|名|次|个|户|件|篇|家|场次|场|项|周岁|岁|条|期|份|天|所|支|位"
_UNITS = rf"{_COUNTED}|万元|亿元|千元|元|亩|公里|平方米|㎡|吨|分钟|小时|厘米|毫米|千克|公斤|公顷|cm|mm|km|kg|%|％"
UNIT_BEHIND = re.compile(rf"\s*({_UNITS})(?![{_HAN}\w])")
BLANK_UNIT = re.compile(rf"[\s_]{{2,}}(?:{_UNITS})\s*")
UNIT_ONLY = re.compile(
    rf"[\s_]*(?:{_UNITS}|(?:19|20)?[\s_]*年度?|[月届级班号])\s*|[\s_]{{2,}}(?:/[\s_]*)?[A-Za-z][A-Za-z/²³]{{0,5}}\s*"
)
_SIGNER = re.compile(
    r"(?:审批|审核|审查|批准|核准|负责|经办|签发|承办|复核|主管|分管|验收|评议|推荐|考核)(?:人|领导):(?:(?:日期|时间)?:?|年月日)?"
)
SEALED, SIGNED = re.compile(r"[盖公签印]\s*章|[(（]章[)）]"), re.compile("签字|签名")
_SIGNING = re.compile(f"{SEALED.pattern}|{SIGNED.pattern}")
_SPACED = re.compile(rf"(?<![{_HAN}])([{_HAN}])[ \u3000]+(?=[{_HAN}](?![{_HAN}]))")
_LONGEST = 60
REACH = 200  # characters before a gap in which its label is looked for
_FRAMED = re.compile(r"【[^【】]+】|〖[^〖〗]+〗")
_LINE_END = re.compile(rf"(?<=[{_HAN}（）])\s*\n\s*(?=[{_HAN}（）])")
_READABLE = re.compile(rf"[{_HAN}A-Za-z]")
_PARTING = re.compile(r"[。；;，,！!？?\t]|\s{2,}(?=\S)")
_OPENING = re.compile(r"[（(【\[〔“\"]\s*(?:19|20)?\s*$")
_SUFFIX = re.compile(
    r"(?:省|自治区|市|县|区|州|镇|乡|街道|办事处|村|社区|路|街|号|组|栋|幢|楼|单元|室|学院|系|专业|年级|级|班|届|期|页|份|册|字)"
    r"(?:\([^()]*\))?"
)
_ASIDE = re.compile(r"说明|要求|标准|依据|计量单位|口径|分值|代码|解释")
_EITHER = re.compile(r"([是有男])[/／、|]([否无女])")
_CLOSING = re.compile(r"[)）]")
_BEHIND = re.compile(r"(?<=\S)[（(]\s*$|[。；;，,！!？?\t：:]|\s{2,}")
_CHARACTER = re.compile(r"\w")
_ASKED = re.compile(r"单位|部门|盖章|签[字名章]|编号|时间|姓名|班级|学号|联系方式")


def words(text: str) -> str:
    """A label's words: one line, no numbering before and no colon behind; 姓　名 is 姓名."""
    flat = _LINE_END.sub("", text.strip())
    flat = " ".join(_SPACED.sub(r"\1", _NUMBERING.sub("", flat)).split())
    flat = flat.strip(" :：、，,;；").strip()
    return flat[1:-1].strip() if _FRAMED.fullmatch(flat) else flat


def is_label(text: str) -> bool:
    """Whether the text of a cell can be the label of the cell beside or below it."""
    flat = squeeze(text)
    return (
        0 < len(flat) <= _LONGEST
        and _READABLE.search(flat) is not None
        and not (is_photo(text) or is_number(text) or _DATA.search(flat) or is_hint(text))
    )


def is_serial(text: str) -> bool:
    """1, 2. or 三: the number of a row."""
    return _SERIAL.fullmatch(squeeze(text)) is not None


def is_number(text: str) -> bool:
    """A row's number, or a figure that the form states itself: 20, 20分, 15%."""
    return is_serial(text) or _FIGURE.fullmatch(squeeze(text)) is not None


def is_total(text: str) -> bool:
    """Whether a row with this label sums up others."""
    return _TOTAL.fullmatch(squeeze(text).strip("()")) is not None


def is_example(text: str) -> bool:
    """Whether a row that begins so shows how to fill in the others."""
    return _EXAMPLE.match(squeeze(text)) is not None


def is_photo(text: str) -> bool:
    """The place of a photograph."""
    return _PHOTO.search(squeeze(text)) is not None


def is_seal(text: str) -> bool:
    """Nothing but （盖章）, （签字）, 公章: what stands below an opinion."""
    return _SEAL.fullmatch(squeeze(text)) is not None


def is_hint(text: str) -> bool:
    """Nothing but an instruction how to answer: （不少于500字）, 请填写."""
    flat = squeeze(text)
    return bool(flat) and (_BRACKETED.fullmatch(flat) is not None or _PROMPT.fullmatch(flat) is not None)


def can_be_answered(label: str) -> bool:
    """Whether an answer may follow `label` and a colon: 附件：, 说明： and 如下： introduce something else."""
    flat = squeeze(label)
    return bool(flat) and len(flat) <= _LONGEST and _READABLE.search(flat) is not None and not (
        _NO_ANSWER.fullmatch(flat)
    )  # fmt: skip


def is_known(label: str) -> bool:
    """Whether the words are surely a question of a form, wherever they stand."""
    return infer_type(label) not in (FieldType.TEXT, FieldType.LONG_TEXT) or bool(_ASKED.search(label))


def is_signed(label: str) -> bool:
    """Whether a person or a seal answers, so that a date behind it is an answer of its own."""
    return _SIGNING.search(label) is not None or infer_type(label) in (
        FieldType.NAME,
        FieldType.UNIT,
    )


def unit_type(behind: str) -> FieldType | None:
    """The kind of number that a unit right behind the gap asks for: ____人, ____%, ____万元."""
    found = UNIT_BEHIND.match(behind)
    if found is None:
        return None
    if found[1] in "%％":
        return FieldType.PERCENTAGE
    return FieldType.INTEGER if re.fullmatch(_COUNTED, found[1]) else FieldType.DECIMAL


def before(text: str, *, follows: bool) -> str:
    """The label at the end of `text`; `follows`: another gap stands before it, whose unit is no label."""
    if follows:
        text = UNIT_BEHIND.sub("", text, count=1) if UNIT_BEHIND.match(text) else text
    lines = [line for line in text[-REACH:].split("\n") if line.strip()]
    if not lines:
        return ""
    line = _SPACED.sub(r"\1", _OPENING.sub("", lines[-1]).rstrip().rstrip("：:？?。"))
    segment = _PARTING.split(line)[-1].lstrip('〕)）】]”"')
    found = words(segment if _CLOSING.search(segment) else segment.lstrip("(（"))
    return "" if (is_seal(found) and found[:1] in "(（") or not _CHARACTER.search(found) else found


def behind(text: str) -> str:
    """The label at the start of `text`, for a gap with nothing before it: ____年度推荐表."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    unit = UNIT_BEHIND.match(first)
    if unit is not None:
        return unit[1]
    return words(_BEHIND.split(first.strip().lstrip('〕)）】]”"'))[0])


def is_aside(header: str) -> bool:
    """Whether a column with this header explains the form's questions and asks nothing itself."""
    return _ASIDE.search(squeeze(header)) is not None


def is_suffix(label: str) -> bool:
    """Whether the words between two gaps belong to the one before: ____省____市____县."""
    return _SUFFIX.fullmatch(squeeze(label)) is not None


def either_or(text: str) -> tuple[str, ...]:
    """The two options of a cell that says 是 / 否, 有/无 or 男、女; () for another text."""
    found = _EITHER.fullmatch(squeeze(text))
    return (found[1], found[2]) if found is not None and found[1] + found[2] in ("是否", "有无", "男女") else ()


def is_signing(flat: str) -> bool:
    """Whether the squeezed words are those of a sign-off: （盖章）, 负责人签字：（公章）, 审批人：."""
    return len(flat) <= 40 and (_SIGNING.search(flat) is not None or _SIGNER.fullmatch(flat) is not None)
