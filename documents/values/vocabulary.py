"""Labels whose answers are words of a short list, or never dates or persons: what else belongs to another place."""

from __future__ import annotations

import re
from functools import lru_cache

from stdnum.iso7064 import mod_11_2

from documents.values.dates import calendar_date
from documents.values.people import landline, mobile, name, name_like, person_like
from documents.values.quantities import integer

_PEOPLES = (
    "汉|蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土"
    "|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春"
    "|赫哲|门巴|珞巴|基诺|穿青人|其他"
)
_LISTS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(label), re.compile(answer))
    for label, answer in (
        (r"性别", r"男性?|女性?"),
        (r"民族", rf"(?:{_PEOPLES})族?"),
        (
            r"政治面貌|党派",
            r".*(?:党|团员|群众|无党派|少先队|民盟|民革|民建|民进|九三|台盟|青年团|团).*",
        ),
        (
            r"(?:最高)?(?:学历|文化程度)",
            r".*(?:本科|专科|大专|硕士|博士|研究生|高中|中专|初中|小学|大学|学士|职高|职校|技校|中技|中职|高职|专升本|文盲).*",
        ),
        (r"婚姻状况|婚否", r"未婚|已婚|离异|离婚|丧偶|再婚|是|否|已|未"),
    )
)


_IDENTITY = re.compile(r".*身份证(?:件|号|号码)?(?:\([^()]*\))?")
_SHAPES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(rf"(?:{label})(?:\([^()]*\))?"), re.compile(answer, re.ASCII | re.IGNORECASE))
    for label, answer in (
        (r".*(?:邮编|邮政编码)", r"\d{6}"),
        (r".*QQ(?:号码?)?", r"(?:QQ:?)?[1-9]\d{4,10}"),
        (r".*微信(?:号码?)?", r"(?!.*(?:手机|电话|本人|同号)).+"),
        (r".*车牌(?:号码?)?|车辆号牌", r"[\u4e00-\u9fff][A-Z][·.-]?[A-Z0-9]{4,6}[\u4e00-\u9fff]?"),
    )
)
_ACCOUNT = re.compile(r".*(?:银行|对公|收款|开户行?|银行卡)(?:账|帐|卡)?(?:号|号码|户)(?:\([^()]*\))?|(?:账|帐|卡)号")
_ACCOUNT_NUMBER = re.compile(r"\d{8,24}", re.ASCII)
_GROUPED = re.compile(r"(?<=\d)-(?=\d)")
_OLD_IDENTITY = re.compile(r"\d{15}", re.ASCII)  # before GB 11643-1999
_IDENTITY_NUMBER = re.compile(r"\d{6}(?:19|20)\d{9}[\dX]", re.ASCII)
_WECHAT = re.compile(r".*微信(?:号码?)?(?:\([^()]*\))?")
_OWN_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_NEVER_A_DATE = re.compile(r"(?:[人者]|姓名|名称|单位|部门|学校|主题|地点|地址|职务|岗位|品种)(?:\([^()]*\))?$")
_NEVER_A_PERSON = re.compile(r"(?:时间|日期|期限|时限|年月|时段|年限)(?:\([^()]*\))?$")
_TIME_LIKE = re.compile(
    r".*(?:[\d〇零一二三四五六七八九十](?:个?[年月]|[日号点时周天]|季度)|\d[-./:]\d).*|周[一二三四五六日天末].*|长期|不定期|[春夏秋冬]季"
)
_PERSON_ASKED = re.compile(r"(?:(?<![本个])人|人员|(?<![团队党])员|姓名|书记|组长|队长|名单)(?:\([^()]*\))?$")
_COUNT_ASKED = re.compile(r"[数量次额率]|时间|日期|年月")
_MEASURE_ASKED = re.compile("(?:计量|计数|数量|物资|产品)?单位")
_MEASURES = frozenset(
    "个件台箱套张把只块支袋盒瓶桶包条份本册辆部架顶床双副根卷吨升米亩次场项人天月年元组批盏面具幅株棵头"
)
_BOTH_ASKED = re.compile(
    r"(?:人|者|员|姓名|书记|主任|组长|队长).{0,4}(?:及|和|与|、|/|,|\().{0,4}(?:电话|手机|联系方式|号码)"
)
_NAME_AND_NUMBER = re.compile(r"(?P<name>[\u3400-\u9fff·]{2,12}?)[\s:：,，、/(（]*(?P<number>\d[\d\s-]{5,16}\d)[)）]?")
_DEPUTY = re.compile(r"\(代\)$")
_UNIT = re.compile(r"^[^、,;和及与]{3,}(?:[局委办厅院校司厂所站府馆]|中心|[支大总]队|街道|集团|银行|[大中小]学)$")
_PIECES = re.compile(r"[\s,;/|]+")
_SEVERAL_OR_MORE = 2
_SHORT_TEXT = 40  # characters
_DAY_OR_DUSK = re.compile(r"周[一二三四五六日天末内中初]|黄昏")


def _is_identity(flat: str) -> bool:
    """Whether `flat` is a citizen's number by GB 11643, its check character right (ISO 7064, MOD 11-2)."""
    number = flat.upper()
    if _OLD_IDENTITY.fullmatch(number):
        return True
    return _IDENTITY_NUMBER.fullmatch(number) is not None and bool(mod_11_2.is_valid(number))


def may_be_mobile(label: str, flat: str) -> bool:
    """Whether a label (squeezed) asks for the name on a network that is often the mobile number, and `flat` is one."""
    return _OWN_MOBILE.fullmatch(flat) is not None and _WECHAT.fullmatch(label) is not None


def is_measure(label: str, flat: str) -> bool:
    """Whether a label (squeezed) asks in what things are counted, and `flat` is such a word: 个, 台, 箱."""
    return _MEASURE_ASKED.fullmatch(label) is not None and flat in _MEASURES


def names_and_calls(label: str, text: str) -> bool:
    """Whether a label (squeezed) asks for a person and how to call them, and `text` is a name and one number."""
    if _BOTH_ASKED.search(label) is None:
        return False
    found = _NAME_AND_NUMBER.fullmatch(text.strip())
    if found is None:
        return False
    called = mobile(found["number"])[1] is None or landline(found["number"])[1] is None
    return called and name_like("".join(found["name"].split()))


def is_unusual(label: str, flat: str) -> bool:
    """Whether `flat` (squeezed) is no answer that a field with this label (squeezed) is ever given."""
    words, other = _asked(label)
    if words is not None:
        return words.fullmatch(flat) is None
    if other == "identity":
        return not _is_identity(flat)
    if other == "account":
        number = _GROUPED.sub("", flat)
        return _ACCOUNT_NUMBER.fullmatch(number) is None or (
            _OLD_IDENTITY.fullmatch(number) is None and _is_identity(number)
        )
    if other == "no date":
        return calendar_date(flat)[1] is None
    return other == "no person" and person_like(flat) and _DAY_OR_DUSK.match(flat) is None


@lru_cache(maxsize=1024)
def _asked(label: str) -> tuple[re.Pattern[str] | None, str]:
    """The words of which an answer is one, or what else it has to be: "identity", "account", "no date", "no person"."""
    if _IDENTITY.fullmatch(label):
        return None, "identity"
    if _ACCOUNT.fullmatch(label):
        return None, "account"
    words = next((answer for asked, answer in (*_LISTS, *_SHAPES) if asked.fullmatch(label)), None)
    never = "no date" if _NEVER_A_DATE.search(label) else "no person" if _NEVER_A_PERSON.search(label) else ""
    return words, never


@lru_cache(maxsize=1024)
def asks_for_time(label: str) -> bool:
    """Whether a label (squeezed) asks when something was or is."""
    return _NEVER_A_PERSON.search(label) is not None


def is_time_like(flat: str) -> bool:
    """Whether `flat` (squeezed) says when, so that it is hardly another answer."""
    return _TIME_LIKE.fullmatch(flat) is not None


@lru_cache(maxsize=1024)
def asks_for_person(label: str) -> bool:
    """Whether a label (squeezed) asks for persons: 负责人, 参加人员."""
    return _PERSON_ASKED.search(label) is not None


def no_person(flat: str) -> str | None:
    """The code of what `flat` (squeezed) is instead of persons: a unit, a person with a post or a remark."""
    if _DEPUTY.search(flat) and person_like(flat[:-3]):
        return "note"
    problem = name(flat)[1]
    if problem == "name_with_post" and any(person_like(flat[:size]) for size in (2, 3)):
        return problem
    return "looks_like_other" if _UNIT.search(flat) else None


def is_too_little(label: str, flat: str) -> bool:
    """Whether the answer of a report (squeezed) is nothing but a name, a count or a date that is not asked for."""
    if len(flat) > _SHORT_TEXT:
        return False
    if person_like(flat):
        return not asks_for_person(label)
    return _COUNT_ASKED.search(label) is None and (integer(flat)[1] is None or calendar_date(flat)[1] is None)


def holds_person_apart(label: str, text: str) -> bool:
    """Whether a name stands before or behind other words of a short answer whose label asks for no person."""
    if len(text) > _SHORT_TEXT or asks_for_person(label):
        return False
    pieces = _PIECES.split(text)
    if len(pieces) < _SEVERAL_OR_MORE or all(map(name_like, pieces)):
        return False
    return person_like(pieces[0]) or person_like(pieces[-1])
