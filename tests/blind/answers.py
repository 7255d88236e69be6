"""Answers that a county might type, with every canonical form that a reader may rightly give for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from random import Random
from typing import Any

_HIDDEN = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff\u00ad")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20, 0x2002: 0x20, 0x2011: 0x2D}


def norm(value: Any, tight: bool = False) -> str:
    """A value for comparison: full width folded, space runs made one (`tight`: removed); "" for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, (int, float)):
        return f"{value:.10g}" if isinstance(value, float) else str(value)
    if isinstance(value, (list, tuple)):
        return "|".join(sorted(norm(each, tight) for each in value))
    text = str(value).translate(_HIDDEN).translate(_WIDE)
    return re.sub(r"\s+", "" if tight else " ", text).strip()


@dataclass(frozen=True)
class Answer:
    """What is typed, and what a reader may vouch for. `look`: nobody may vouch for any value."""

    typed: str
    values: frozenset[str]
    kind: str = "text"
    look: bool = False
    options: tuple[str, ...] = ()  # the ticked ones of a choice

    @property
    def tight(self) -> bool:
        """Whether spaces inside mean nothing."""
        return self.kind not in ("text", "long")

    def allows(self, value: Any) -> bool:
        """Whether `value` is one of the right ones."""
        return norm(value, self.tight) in self.values

    def doubtful(self) -> Answer:
        """The same words, which a person has to look at."""
        return replace(self, look=True)

    def also(self, *values: Any) -> Answer:
        """With further right values."""
        return replace(self, values=self.values | {norm(each, self.tight) for each in values})


def answer(kind: str, typed: str, *values: Any, options: Iterable[str] = ()) -> Answer:
    """An answer; its own words are always right."""
    tight = kind not in ("text", "long")
    right = frozenset(norm(each, tight) for each in (typed, *values))
    return Answer(typed, right, kind, options=tuple(options))


def blank(kind: str) -> Answer:
    """Nothing typed."""
    return Answer("", frozenset({""}), kind)


SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
    "姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱江尹薛闫段雷侯龙陶史黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红建国文辉力志永健世广海山仁波宁福生龙元全胜学祥"
    "才发成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆民友裕河哲江超浩亮政谦"
    "亨奇固之轮翰朗伯宏言若鸣朋斌梁栋维启克伦翔旭鹏泽晨辰士以建家致树炎德行时泰盛雄琛钧冠策腾榕"
)
PLACES = [
    "海宁",
    "桐乡",
    "平湖",
    "嘉善",
    "海盐",
    "南湖",
    "秀洲",
    "安吉",
    "德清",
    "长兴",
    "吴兴",
    "南浔",
    "临安",
    "富阳",
    "建德",
    "淳安",
    "桐庐",
    "诸暨",
    "嵊州",
    "新昌",
]
BUREAUS = [
    "教育局",
    "水利局",
    "民政局",
    "财政局",
    "林业局",
    "文化广电新闻出版局",
    "市场监督管理局",
    "农业经济局",
    "卫生和计划生育局",
    "交通运输局",
]
POSTS = [
    "科长",
    "副科长",
    "主任",
    "副主任",
    "科员",
    "主任科员",
    "办公室主任",
    "副局长",
    "工程师",
    "高级工程师",
    "四级调研员",
    "综合科科长",
    "一级科员",
]
WORKS = (
    "推进河道综合整治，完成清淤12.5公里",
    "建立村级联络点，走访困难家庭",
    "组织防汛演练，修订应急预案",
    "开展校园食品安全检查，落实问题整改",
    "编印宣传手册并发放到各村（社区）",
    "协调解决施工便道占用耕地问题",
    "完成老旧小区雨污分流改造的前期调查",
)
SHORT = (
    "城北片区管网改造",
    "数字档案室建设",
    "乡村图书角",
    "水质在线监测",
    "安全生产标准化",
    "农家书屋更新",
    "阳光厨房",
)
STREETS = ("海昌南路568号", "勤俭路12号行政中心3号楼", "环城西路88号", "人民中路201号", "和平路5-2号", "文昌路1号402室")
MINORITIES = ("汉族", "回族", "畲族", "苗族", "土家族", "满族")
PARTIES = ("中共党员", "群众", "民盟盟员", "共青团员", "九三学社社员")
DEGREES = ("本科", "大专", "研究生", "中专", "硕士")


def person(rng: Random) -> str:
    """A name of two or three characters."""
    return rng.choice(SURNAMES) + "".join(rng.choice(GIVEN) for _ in range(rng.choice((1, 2, 2))))


def mobile(rng: Random) -> str:
    """Eleven digits."""
    return rng.choice(("138", "139", "135", "136", "158", "187", "133", "188")) + f"{rng.randrange(10**8):08d}"


def landline(rng: Random) -> str:
    """Area code and number."""
    return f"057{rng.choice('123')}-8{rng.randrange(10**7):07d}"


def day(rng: Random) -> tuple[int, int, int]:
    """A day of 2016."""
    return 2016, rng.randint(1, 12), rng.randint(1, 28)


def date(rng: Random) -> Answer:
    """A date in one of the two plain styles."""
    y, m, d = day(rng)
    return answer("date", rng.choice((f"{y}年{m}月{d}日", f"{y}-{m:02d}-{d:02d}")), *dates(y, m, d))


def dates(y: int, m: int, d: int) -> tuple[str, ...]:
    """What a reader may give for a day that a prompt or label makes a date."""
    return f"{y}-{m:02d}-{d:02d}", f"{y}年{m}月{d}日", f"{y}年{m:02d}月{d:02d}日"


def _month(rng: Random) -> Answer:
    y, m = rng.randint(1958, 1994), rng.randint(1, 12)
    return answer("month", rng.choice((f"{y}.{m:02d}", f"{y}年{m}月", f"{y}-{m:02d}")), f"{y}-{m:02d}")


def _amount(rng: Random) -> Answer:
    value = round(rng.uniform(0.5, 400), rng.choice((1, 2)))
    return answer("decimal", f"{value:g}", value)


def _percent(rng: Random) -> Answer:
    value = round(rng.uniform(3, 99), 1)
    return answer("percentage", f"{value:g}%", value, round(value / 100, 6))


def _count(rng: Random) -> Answer:
    value = rng.choice((rng.randint(1, 60), rng.randint(60, 3000)))
    return answer("integer", str(value), value)


def _email(rng: Random) -> Answer:
    local = rng.choice(("zhang", "lw", "hnjyj", "bgs", "office")) + str(rng.randint(1, 9999))
    return answer("email", f"{local}@{rng.choice(('163.com', 'qq.com', 'jx.gov.cn'))}")


def _identity(rng: Random) -> Answer:
    head = f"3304{rng.randrange(100):02d}19{rng.randint(58, 94)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}"
    digits = head + f"{rng.randrange(1000):03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return answer(
        "identity", digits + "10X98765432"[sum(int(a) * k for a, k in zip(digits, weights, strict=True)) % 11]
    )


def _long(rng: Random) -> Answer:
    lines = rng.sample(WORKS, rng.randint(1, 3))
    return answer("long", "；".join(lines) + "。" if rng.random() < 0.6 else "\n".join(each + "。" for each in lines))


def make(kind: str, rng: Random) -> Answer:
    """A plain answer of that kind."""
    place = rng.choice(PLACES)
    words: dict[str, Callable[[], str]] = {
        "name": lambda: person(rng),
        "post": lambda: rng.choice(POSTS),
        "mobile": lambda: mobile(rng),
        "landline": lambda: landline(rng),
        "unit": lambda: f"{place}{'区' if place in ('南湖', '秀洲', '吴兴', '南浔') else '县'}{rng.choice(BUREAUS)}",
        "place": lambda: f"{place}县{rng.choice(STREETS)}",
        "text": lambda: rng.choice(SHORT),
        "gender": lambda: rng.choice("男女"),
        "ethnic": lambda: rng.choice(MINORITIES),
        "party": lambda: rng.choice(PARTIES),
        "degree": lambda: rng.choice(DEGREES),
        "postcode": lambda: f"0{rng.randrange(10**5):05d}" if rng.random() < 0.4 else f"314{rng.randrange(1000):03d}",
        "plate": lambda: f"浙F{rng.choice('ABCDEKM')}{rng.randrange(10**4):04d}",
        "train": lambda: f"{rng.choice('GDK')}{rng.randint(11, 7999)}",
        "code": lambda: f"ZJ-2016-{rng.randrange(1000):03d}",
        "opinion": lambda: rng.choice(("同意推荐。", "情况属实，同意上报。", "经研究，同意。", "同意。")),
    }
    if kind in words:
        typed = words[kind]()
        return answer(kind, typed)
    makers: dict[str, Callable[[Random], Answer]] = {
        "month": _month,
        "decimal": _amount,
        "percentage": _percent,
        "integer": _count,
        "email": _email,
        "identity": _identity,
        "long": _long,
        "date": date,
    }
    return makers[kind](rng)
