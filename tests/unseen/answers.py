"""Answers: what a clerk means (the canonical value) and how it is typed. Every answer of a document is unique."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import Any

UNKNOWN = object()  # no vouched value can be right

_FAMILY = "赵钱孙周吴郑冯陈蒋沈韩杨朱秦许何吕施孔曹严金魏陶姜戚谢邹喻苏潘葛范彭鲁韦马方任鲍史唐薛雷贺倪汤罗毕郝傅"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英志华建国晓燕海波文彬春梅永红立新玉兰少云雅琴思远"
_TOWN = ("青石", "双河", "桃源", "白杨", "龙泉", "石门", "金沙", "柳林", "云台", "凤凰", "清溪", "长岭", "东湖", "南塘")
_SORT = ("镇人民政府", "街道办事处", "乡卫生院", "中心小学", "县农业农村局", "区图书馆")
_POST = ("主任", "副主任", "科长", "副科长", "站长", "所长", "书记", "干事", "办公室主任", "专职干部")
_ABOUT = (
    "道路",
    "饮水",
    "防汛",
    "垃圾分类",
    "图书",
    "义诊",
    "养老",
    "助学",
    "普法",
    "绿化",
    "厕所",
    "广场",
    "夜校",
    "书屋",
)
_DONE = ("已经完成并通过验收", "正在推进", "群众反映良好", "计划下半年启动", "还需要协调资金", "每季度巡查一次")


@dataclass(frozen=True)
class Answer:
    """`raw` as typed, `value` canonical, or a tuple of equally good values."""

    kind: str
    raw: str
    value: Any

    def typed(self, raw: str) -> Answer:
        """The same answer typed in another way."""
        return replace(self, raw=raw)


class Pool:
    """Answers of all kinds, no two of one document equal."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.seen: set[str] = set()

    def make(self, kind: str, choices: tuple[str, ...] = ()) -> Answer:
        if kind in ("choice", "choices"):
            return self._chosen(kind, choices)
        if kind.startswith("int"):  # "int:人" says the measure that people add
            number = self._fresh(lambda: str(self.rng.randint(2, 480)))
            return Answer(kind, number, int(number))
        return getattr(self, f"_{kind}")()  # type: ignore[no-any-return]

    def _fresh(self, make: Any) -> str:
        for _ in range(400):
            text: str = make()
            if text not in self.seen:
                self.seen.add(text)
                return text
        raise RuntimeError("the pool is empty")

    def _chosen(self, kind: str, choices: tuple[str, ...]) -> Answer:
        if kind == "choice":
            one = self.rng.choice(choices)
            return Answer(kind, one, one)
        some = sorted(self.rng.sample(choices, self.rng.randint(1, len(choices) - 1)), key=choices.index)
        return Answer(kind, "、".join(some), some)

    def _same(self, kind: str, make: Any) -> Answer:
        text = self._fresh(make)
        return Answer(kind, text, text)

    def _name(self) -> Answer:
        length = self.rng.choice((1, 2, 2))
        return self._same("name", lambda: self.rng.choice(_FAMILY) + "".join(self.rng.sample(_GIVEN, length)))

    def _person(self) -> Answer:
        """Whoever did something: often one name, sometimes two."""
        return replace(self._name(), kind="person")

    def _when(self) -> Answer:
        """A time that need not be one day, such as a deadline."""
        return replace(self._date(), kind="when")

    def _mobile(self) -> Answer:
        start = self.rng.choice(("138", "139", "151", "177", "186", "199"))
        return self._same("mobile", lambda: start + f"{self.rng.randint(0, 99999999):08d}")

    def _phone(self) -> Answer:
        return replace(self._mobile() if self.rng.random() < 0.5 else self._landline(), kind="phone")

    def _landline(self) -> Answer:
        area = self.rng.choice(("0573", "0816", "0913", "0755"))
        return self._same("landline", lambda: f"{area}-{self.rng.randint(2200000, 8899999)}")

    def _email(self) -> Answer:
        letters = "abcdefghkmnprstuwxyz"
        host = self.rng.choice(("163.com", "qq.com", "126.com", "sina.com.cn"))
        return self._same("email", lambda: "".join(self.rng.sample(letters, 6)) + f"{self.rng.randint(1, 99)}@{host}")

    def _dec(self) -> Answer:
        text = self._fresh(lambda: f"{self.rng.randint(1, 90)}.{self.rng.randint(1, 9)}")
        return Answer("dec", text, float(text))

    def _pct(self) -> Answer:
        number = self._fresh(lambda: str(self.rng.randint(31, 98)))
        return Answer("pct", f"{number}%", (int(number), int(number) / 100))

    def _date(self) -> Answer:
        def make() -> str:
            return f"{self.rng.randint(2021, 2024)}-{self.rng.randint(1, 12):02d}-{self.rng.randint(1, 28):02d}"

        iso = self._fresh(make)
        year, month, day = (int(part) for part in iso.split("-"))
        return Answer("date", f"{year}年{month}月{day}日", iso)

    def _unit(self) -> Answer:
        return self._same("unit", lambda: self.rng.choice(_TOWN) + self.rng.choice(_SORT))

    def _post(self) -> Answer:
        post = self.rng.choice(_POST)
        return Answer("post", post, post)

    def _folk(self) -> Answer:
        folk = self.rng.choice(("汉族", "土家族", "苗族", "侗族"))
        return Answer("folk", folk, folk)

    def _place(self) -> Answer:
        def make() -> str:
            return f"{self.rng.choice(_TOWN)}镇{self.rng.choice('人民解放建设')}路{self.rng.randint(1, 260)}号"

        return self._same("place", make)

    def _text(self) -> Answer:
        def make() -> str:
            sort = self.rng.choice(("项目", "活动", "服务队", "改造"))
            return f"{self.rng.choice(_TOWN)}村{self.rng.choice(_ABOUT)}{sort}"

        return self._same("text", make)

    def _long(self) -> Answer:
        def make() -> str:
            about = self.rng.sample(_ABOUT, 2)
            first = f"{self.rng.choice(_TOWN)}片区的{about[0]}工作{self.rng.choice(_DONE)}"
            return f"{first}，{about[1]}工作{self.rng.choice(_DONE)}。"

        return self._same("long", make)
