"""Names of persons, telephone numbers and e-mail addresses."""

from __future__ import annotations

import re

from documents.values.everyday import EVERYDAY

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花"
    "方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米"
    "贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱丘骆高夏蔡田樊胡凌霍虞万"
    "支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮储靳汲邴糜松井段富巫乌"
    "焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖"
    "卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎闫充慕连茹习艾"
    "鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧利师巩聂关荆肖代付涂简饶曾沙丰游权盖益桓岳帅况亢海佟"
    "商佘墨年楼苟祭原揭辛门楚占占初苑谌税矫邸娅冼覃补"
)
_COMMON_SURNAMES = frozenset(  # which hardly ever begin another word
    "王李张刘陈杨赵黄周吴徐孙胡朱郭何罗郑梁谢宋唐许韩冯邓曹彭曾肖蔡潘袁叶蒋杜魏吕沈姚姜崔谭汪廖贾韦邹熊孟秦薛侯郝邵龚"
)
_DOUBLE_SURNAMES = frozenset(
    re.findall("..", "欧阳上官司马诸葛东方皇甫尉迟公孙慕容令狐宇文长孙夏侯司徒端木南宫独孤轩辕闻人澹台公羊钟离")
)
_POST = re.compile(
    r"(?:书记|主任|部长|委员|干事|科员|科长|处长|局长|主席|会长|秘书|老师|教师|校长|村长|镇长|乡长|组长|队长|经理"
    r"|社长|站长|所长|专干|干部|同志|先生|女士|联络员|网格长|负责人|院长|支书|班长|助理|医生|护士|教授|师傅|阿姨|警官|律师|工程师|会计|主管|总监|店长)$"
)
_NO_NAME_END = re.compile(
    r"[村镇乡县市省区街校厂部局院站队司总处工等某姐哥嫂姨爷族员者们的了吗呢或些个费款率次份条件类案]$"
)
_PLACE_END = re.compile(
    r"[湾园苑里弄巷路桥塘港浦荡州山湖岛城庄堡寨坊楼室馆店心江河海洲滩口门关岭峰坡坝堰渡沟溪泉井田地社会台亭阁寺庙堂]$"
)
_LONGEST_PART = 4  # characters of a part of a name with ·
_FULL_NAME, _SHORT_NAME = 3, 2  # characters of most names, and of the others
_HAN = r"\u3400-\u9fff\U00020000-\U0003134f"
_PLAIN = re.compile(f"[{_HAN}]{{2,4}}")
_DOTTED = re.compile(f"[{_HAN}]{{1,10}}(?:·[{_HAN}]{{1,10}}){{1,3}}")
_JOINT = re.compile(rf"[、,;/&+()]|[{_HAN}]{{2}}[和及与][{_HAN}]{{2}}")  # 张三和李四, not 贾和萍
_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9]\d{9})", re.ASCII)
_LOCAL = r"[2-8]\d{6,7}"
_LANDLINE = re.compile(rf"(?:(010|02\d|0[3-9]\d{{2}})({_LOCAL}))|({_LOCAL})", re.ASCII)
_DOTS = str.maketrans(dict.fromkeys("•・‧∙", "·"))
_DIGIT_OR_AT = re.compile("[0-9]{7}|[0-9][ -][0-9]|@")
_PARTED = re.compile(r"(?<=\d)[ -](?=\d)")
_SEPARATORS = re.compile(r"[\s()\-‐‑–—－]")
_COUNTRY = re.compile(r"^(?:\+86|0086)0?")
_SHORT_END = re.compile(r"\D\d{1,2}\D*$")
_NUMBER_IN = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)|[A-Za-z0-9]@[A-Za-z0-9]", re.ASCII)
_EMAIL = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9._%+-]*[A-Za-z0-9_+-])?@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
)


def name(text: str) -> tuple[str | None, str | None]:
    """One person's name, without inner spaces (张 三 → 张三; 新疆-style names with ·)."""
    if _PLAIN.fullmatch(text):
        return _plain_name(text)
    spaced = text.strip().translate(_DOTS)
    flat = "".join(spaced.split())
    if _JOINT.search(flat):
        return None, "name_several"
    if _POST.search(flat) and len(flat) > 2:
        return None, "name_with_post"
    pieces = spaced.split()
    if len(pieces) > 1 and not (all(len(piece) == 1 for piece in pieces) or flat[:2] in _DOUBLE_SURNAMES):
        surname_apart = len(pieces) == 2 and len(pieces[0]) == 1 and len(flat) <= 3
        if not surname_apart:
            return None, "name_several"
    if _DOTTED.fullmatch(flat):
        return (None, "name_several") if _has_second_name(flat) else (flat, None)
    return _plain_name(flat) if _PLAIN.fullmatch(flat) else (None, "name_unusual")


def _plain_name(flat: str) -> tuple[str | None, str | None]:
    """Two to four Chinese characters: a surname that begins no other word, and nothing that ends one."""
    if _POST.search(flat):
        return None, "name_with_post" if len(flat) > 2 else "name_unusual"
    if _NO_NAME_END.search(flat) or flat in EVERYDAY:
        return None, "name_unusual"
    if flat[:2] in _DOUBLE_SURNAMES and len(flat) > 2:
        return flat, None
    if flat[0] not in _SURNAMES:
        return None, "name_unusual"
    if len(flat) == 4:
        return None, "name_several" if flat[2] in _SURNAMES else "name_unusual"
    return flat, None


def _has_second_name(dotted: str) -> bool:
    """Whether a Chinese name hangs on the first or last part of a name with ·, hardly longer than four by itself."""
    first, last = dotted.partition("·")[0], dotted.rpartition("·")[2]
    if len(first) > _LONGEST_PART and first[0] in _SURNAMES:
        return True
    ends = (last[-size:] for size in (_FULL_NAME, _SHORT_NAME))
    return len(last) > _LONGEST_PART and any(map(name_like, ends))


def name_like(flat: str) -> bool:
    """Whether `flat` would pass as a person's name."""
    return name(flat)[1] is None


def person_like(flat: str) -> bool:
    """Whether `flat` is hardly anything but a person's name: it begins with a common surname."""
    return (flat[:1] in _COMMON_SURNAMES or flat[:2] in _DOUBLE_SURNAMES) and name_like(flat)


def person_apart(flat: str) -> bool:
    """Whether `flat`, where no name belongs, is one all the same: three characters that do not end like a place."""
    return len(flat) == _FULL_NAME and _could_be_person(flat)


def person_for_place(flat: str) -> bool:
    """Whether `flat`, the whole answer to where something is, could be a person: of two characters, or with ·."""
    return (len(flat) == _SHORT_NAME or "·" in flat) and _could_be_person(flat)


def _could_be_person(flat: str) -> bool:
    return name_like(flat) and _PLACE_END.search(flat) is None


def numbers_in(text: str) -> bool:
    """Whether `text` holds a mobile, a landline with area code or an e-mail address among other words."""
    if not _DIGIT_OR_AT.search(text):
        return False
    return any(_NUMBER_IN.search(each) for each in (text, _PARTED.sub("", text)))


def numbers_like(text: str) -> bool:
    """Whether the whole `text` would pass as a mobile, a landline with area code or an e-mail address."""
    if not _DIGIT_OR_AT.search(text):
        return False
    return mobile(text)[1] is None or email(text)[1] is None or "-" in (landline(text)[0] or "")


def mobile(text: str) -> tuple[str | None, str | None]:
    """A mobile number as 11 digits; spaces, dashes and +86 are tolerated, a second number is not."""
    if _is_torn(text):
        return None, "mobile_wrong"
    found = _MOBILE.fullmatch(_digits(text))
    return (found[1], None) if found else (None, "mobile_wrong")


def landline(text: str) -> tuple[str | None, str | None]:
    """A landline as `0573-82521879`, or its local digits when no area code was given."""
    if _is_torn(text):
        return None, "landline_wrong"
    flat = _digits(text)
    flat = _COUNTRY.sub("0", flat)
    found = _LANDLINE.fullmatch(flat)
    if found is None:
        return None, "landline_wrong"
    if found[3]:
        return found[3], None
    if len(found[1]) == 3 and len(found[2]) != 8:
        return None, "landline_wrong"
    return f"{found[1]}-{found[2]}", None


def phone(text: str) -> tuple[str | None, str | None]:
    """A mobile as `mobile` writes it, or a landline as `landline` does."""
    number, problem = mobile(text)
    if problem is not None:
        number, problem = landline(text)
    return number, "phone_wrong" if problem else None


def _is_torn(text: str) -> bool:
    """Whether one or two digits stand apart at the end: an extension (8252000-1) or a note's number, not a group."""
    return _SHORT_END.search(text) is not None


def _digits(text: str) -> str:
    return _SEPARATORS.sub("", text)


def email(text: str) -> tuple[str | None, str | None]:
    """One e-mail address (the common subset of RFC 5322), as it was written."""
    flat = text.strip()
    found = _EMAIL.fullmatch(flat)
    return (flat, None) if found and ".." not in flat else (None, "email_wrong")
