"""What people write: an answer of each type as written, and its canonical value."""

from __future__ import annotations

from random import Random

from tests.tricks.slots import Truth, is_one_of

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施孔曹严华金魏陶姜"
_GIVEN = [
    "建国",
    "志强",
    "晓梅",
    "文博",
    "雨桐",
    "海涛",
    "丽娟",
    "思远",
    "春燕",
    "立新",
    "佳宁",
    "浩然",
    "秀英",
    "国平",
    "明哲",
    "静怡",
    "一鸣",
    "振华",
    "慧敏",
    "永康",
]
_COUNTIES = ["临江", "青石", "白鹭", "丰源", "永丰", "南溪", "云岭", "沙河", "平湖", "双桥"]
_POSTS = [
    "办公室主任",
    "副科长",
    "组织科科长",
    "团委书记",
    "一级主任科员",
    "党建办副主任",
    "社会事务科科员",
    "综合股股长",
]
_TOPICS = [
    "夏令营",
    "志愿服务",
    "技能培训",
    "助学走访",
    "政策宣讲",
    "反诈宣传",
    "义诊",
    "就业指导",
    "防汛演练",
    "读书会",
]
_DEEDS = (
    "组织骨干到村里宣讲政策，现场解答群众提出的困难。",
    "协调有关部门为学校修好了操场，家长反映很好。",
    "建立每周走访制度，及时掌握独居老人的生活情况。",
    "联系企业开放岗位，帮助返乡青年实现就业。",
    "经费仍然紧张，希望上级给予支持。",
)


def place(rng: Random) -> str:
    """An address."""
    return f"{rng.choice(_COUNTIES)}县{rng.choice(_COUNTIES)}镇人民路{rng.randint(2, 380)}号"


def mobile(rng: Random) -> str:
    """Eleven digits."""
    return rng.choice(("138", "139", "150", "158", "186", "177")) + f"{rng.randint(10**7, 10**8 - 1)}"


def person(rng: Random) -> str:
    """A name."""
    return rng.choice(_SURNAMES) + rng.choice(_GIVEN)


def _date(rng: Random) -> tuple[str, str]:
    year, month, day = 2026, rng.randint(1, 10), rng.randint(1, 28)
    written = rng.choice((f"{year}年{month}月{day}日", f"{year}-{month:02}-{day:02}", f"{year}.{month}.{day}"))
    return written, f"{year}-{month:02}-{day:02}"


def answer(kind: str, rng: Random) -> tuple[str, Truth]:
    """The answer as written, and what may be vouched for."""
    if kind == "date":
        written, iso = _date(rng)
        return written, is_one_of(written, iso)
    if kind == "landline":
        area, number = rng.choice(("0573", "0816", "0752")), f"8{rng.randint(10**6, 10**7 - 1)}"
        return f"{area}-{number}", is_one_of(f"{area}-{number}")
    if kind == "percentage":
        number = f"{rng.randint(40, 98)}.{rng.randint(1, 9)}"
        written = rng.choice((number, f"{number}%"))
        return written, is_one_of(written, float(number))
    written = _plain(kind, rng)
    return written, is_one_of(written)


def _plain(kind: str, rng: Random) -> str:
    if kind == "unit":
        return f"{rng.choice(_COUNTIES)}县{rng.choice(('教育局', '民政局', '团委', '文化馆', '卫生健康局'))}"
    if kind == "name":
        return person(rng)
    if kind == "post":
        return rng.choice(_POSTS)
    if kind == "mobile":
        return mobile(rng)
    if kind == "email":
        return f"{rng.choice(('office', 'chen', 'lin', 'zhou'))}{rng.randint(10, 9999)}@county.example"
    if kind == "integer":
        return str(rng.randint(2, 960))
    if kind == "decimal":
        return f"{rng.randint(1, 90)}.{rng.randint(1, 9)}"
    if kind == "place":
        return place(rng)
    if kind == "long_text":
        return "".join(rng.sample(_DEEDS, 2))
    return f"{rng.choice(_COUNTIES)}{rng.choice(_TOPICS)}"
