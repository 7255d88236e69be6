"""Plausible answers: seeded, in the words of small offices, none of them of a real person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

Value = str | int | float | list[str] | None


def _words(text: str) -> list[str]:
    return text.split()


_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华魏陶姜谢邹苏潘葛范彭鲁韦马方俞任袁柳史唐薛雷贺汤罗"
_GIVEN = "明华建国强伟芳秀英丽娟敏静磊洋勇军杰涛超霞平刚桂兰志文海燕春红雪梅宏亮俊峰晓东凤琴玉玲福根水涵雨欣"
_TOWNS = _words("城关镇 双溪镇 石桥乡 青山镇 白沙镇 柳林乡 东河街道 南苑街道 龙泉镇 望江街道")
_VILLAGES = _words("前进村 红星村 新建村 河西社区 桃园村 和平社区 大湾村 幸福里社区")
_BUREAUS = _words("市教育局 县民政局 区应急管理局 市卫生健康委员会 县农业农村局 区司法局 市档案馆 县总工会")
_OFFICES = _words("办公室 财务科 综合科 人事科 政工科 宣传科 业务一科 信息中心")
_POSTS = _words("主任 副主任 科长 副科长 科员 局长 副局长 书记 副书记 镇长 干事 一级主任科员 网格员 会计")
_COMPANIES = _words("恒通机械有限公司 绿源农业专业合作社 佳美服装厂 宏远建材有限公司 春晖食品有限公司")
_SCHOOLS = _words("江城师范学院 东海大学 滨江职业技术学院 市第一高级中学 林州工学院")
_GOODS = _words("编织袋 救生衣 铁锹 雨衣 手电筒 帐篷 发电机 棉被 方便面 矿泉水 笔记本电脑 打印机 办公桌 文件柜")
_BOOKS = _words("《平凡的世界》 《红岩》 《围城》 《呐喊》 《城南旧事》 《十万个为什么》 《朝花夕拾》")
_BANKS = _words("农商银行城关支行 工商银行滨江支行 邮储银行双溪支行 建设银行人民路支行")
_STREETS = _words("东河街道 南苑街道 望江街道 北门街道 新城街道 湖滨街道")
_PLACES = _words("人民路12号 和平街36号 滨江路8号3单元201室 老粮站仓库 镇政府三楼会议室 东城小区5幢2单元 中山南路108号")
_PROJECTS = _words("农村饮水安全工程 老旧小区改造 智慧粮库建设 乡村道路硬化 冷链物流中心 污水管网改造")
_SENTENCES = _words(
    "消防通道堆放杂物 开展夏季安全生产检查 参加全市业务培训 到基层开展调研 电线私拉乱接 组织召开现场推进会"
    " 已落实专人负责 修缮村道两处 送审材料 完成摸底登记 楼道照明损坏 协调解决噪声扰民问题"
)
_LONG = (
    "该同志工作认真负责，群众评价较高。",
    "多次利用休息时间上门为老人服务，受到居民好评。",
    "部分道路排水不畅，雨天出行不便。",
    "下一步将加强巡查，建立长效机制。",
    "因家庭成员长期患病，经济负担较重。",
    "目前已完成前期准备，各项工作有序推进。",
    "建议增加周末办理时间，方便上班群众。",
    "能够按时完成任务，注重学习和总结。",
)
_LATER = ("离开", "结束", "截止", "转正", "时限", "期限")  # the second date of two
_NOT_MORE = ("实到", "办结", "完好", "女党员", "老年人")  # a part of the count before it
_BY_LABEL = {
    "性别": ("男", "女"),
    "民族": ("汉族", "回族", "土家族", "满族"),
    "政治面貌": ("中共党员", "群众", "共青团员"),
    "程度": ("本科", "大专", "高中", "硕士研究生"),
    "学历": ("本科", "大专", "高中", "研究生"),
    "学科": ("语文", "数学", "英语", "物理"),
    "职称": ("一级教师", "高级教师", "二级教师"),
    "专业": ("汉语言文学", "计算机应用", "会计学", "土木工程"),
    "岗位": ("窗口服务", "文字综合", "工程管理", "财务会计"),
    "届别": ("1998届", "2005届", "2012届"),
    "支部名称": ("机关第一党支部", "前进村党支部", "离退休党支部"),
    "节目形式": ("合唱", "小品", "舞蹈", "朗诵"),
    "节目名称": ("《我的祖国》", "《丰收的歌》", "《邻里之间》"),
    "困难类型": ("低保户", "特困人员", "大病家庭", "孤寡老人"),
    "采用": ("市级采用", "省级采用", "未采用"),
    "活动": ("业务骨干培训班", "重阳节座谈会", "读书分享会"),
    "会议": ("安全生产工作例会", "乡村振兴推进会", "信访工作联席会议"),
}


@dataclass(frozen=True)
class Answer:
    """What a person types, and what it means."""

    text: str
    value: Value


class People:
    """Answers by kind; names and numbers never come twice in one return."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.used: set[str] = set()
        self.days: list[date] = []
        self.number = 980

    def answer(self, kind: str, label: str) -> Answer:
        if kind in ("integer", "score", "year"):
            low, high = {"score": (20, 30), "year": (2021, 2025)}.get(kind, (2, 980))
            if "年龄" in label:
                low, high = 19, 91
            if any(word in label for word in _NOT_MORE):
                high = max(low, self.number)
            self.number = number = self.random.randint(low, high)
            if "请假天数" in label and len(self.days) > 1:
                number = (self.days[-1] - self.days[-2]).days + 1
            return Answer(str(number), str(number) if kind == "year" else number)
        if kind in ("decimal", "percentage"):
            amount = self.random.randint(105, 9899) / 100
            return Answer(f"{amount:.2f}" + ("%" if kind == "percentage" else ""), amount)
        if kind == "date":
            day = date(2023, 1, 1) + timedelta(self.random.randrange(900))
            if self.days and any(word in label for word in _LATER):
                day = self.days[-1] + timedelta(self.random.randint(1, 20))
            self.days.append(day)
            return Answer(f"{day.year}年{day.month}月{day.day}日", day.isoformat())
        for _ in range(50):
            text = self._text(kind, label)
            if text not in self.used or kind in (
                "text",
                "yesno",
                "remark",
                "opinion",
                "measure",
                "relation",
                "tickcol",
            ):
                break
        self.used.add(text)
        return Answer(text, text)

    def _text(self, kind: str, label: str) -> str:
        if kind == "text":
            found = next((words for part, words in _BY_LABEL.items() if part in label), ("较好", "一般"))
            return self.pick(found)
        return _TEXTS[kind](self)

    def pick(self, words: list[str] | tuple[str, ...] | str) -> str:
        return self.random.choice(words)

    def digits(self, count: int) -> str:
        return "".join(self.pick("0123456789") for _ in range(count))

    def name(self) -> str:
        given = "".join(self.pick(_GIVEN) for _ in range(self.random.choice((1, 2, 2))))
        return self.pick(_SURNAMES) + given

    def mobile(self) -> str:
        return "1" + self.pick(("38", "39", "57", "86", "35", "59")) + self.digits(8)

    def landline(self) -> str:
        return self.pick(("0573", "0571", "0792")) + "-" + self.pick("2368") + self.digits(6 if self.coin(0.2) else 7)

    def coin(self, chance: float) -> bool:
        return self.random.random() < chance

    def month(self) -> str:
        return f"{self.random.randint(1962, 2003)}年{self.random.randint(1, 12)}月"

    def period(self) -> str:
        return f"2022年{self.random.randint(1, 6)}月至2024年{self.random.randint(7, 12)}月"

    def email(self) -> str:
        return self.pick(("zhang", "office", "xinxi", "liwei", "bgs")) + self.digits(4) + "@mail.example"

    def unit(self) -> str:
        return self.pick(
            (self.pick(_TOWNS) + "人民政府", self.pick(_BUREAUS), self.pick(_TOWNS) + self.pick(_VILLAGES))
        )

    def idcard(self) -> str:
        born = f"{self.random.randint(1960, 2002)}{self.random.randint(1, 12):02}{self.random.randint(1, 28):02}"
        body = self.pick(("330402", "330411", "360402")) + born + self.digits(3)
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        return body + "10X98765432"[sum(int(a) * b for a, b in zip(body, weights, strict=True)) % 11]

    def long(self) -> str:
        lines = self.random.sample(_LONG, self.random.randint(1, 3))
        return ("\n" if self.coin(0.4) else "").join(lines)


_TEXTS: dict[str, Callable[[People], str]] = {
    "name": People.name,
    "names": lambda p: "、".join(p.name() for _ in range(p.random.randint(2, 3))),
    "namephone": lambda p: f"{p.name()} {p.mobile()}",
    "mobile": People.mobile,
    "landline": People.landline,
    "phone": lambda p: p.mobile() if p.coin(0.7) else p.landline(),
    "email": People.email,
    "idcard": People.idcard,
    "month": People.month,
    "monthday": lambda p: f"{p.random.randint(1, 12)}月{p.random.randint(1, 28)}日",
    "period": People.period,
    "unit": People.unit,
    "post": lambda p: p.pick(_POSTS),
    "place": lambda p: p.pick((p.pick(_TOWNS) + p.pick(_VILLAGES) + f"{p.random.randint(1, 9)}组", p.pick(_PLACES))),
    "long": People.long,
    "sentence": lambda p: p.pick(_SENTENCES),
    "opinion": lambda p: p.pick(("同意", "同意推荐", "情况属实，同意上报", "拟同意，请领导审定")),
    "remark": lambda p: p.pick(("无", "请假", "新增", "已核实", "外出")),
    "yesno": lambda p: p.pick(("是", "否")),
    "relation": lambda p: p.pick(("父亲", "母亲", "配偶", "儿子", "女儿")),
    "company": lambda p: p.pick(_COMPANIES),
    "school": lambda p: p.pick(_SCHOOLS),
    "goods": lambda p: p.pick(_GOODS),
    "book": lambda p: p.pick(_BOOKS),
    "bank": lambda p: p.pick(_BANKS),
    "card": lambda p: "6228" + p.digits(15),
    "measure": lambda p: p.pick(("个", "件", "台", "箱", "套")),
    "model": lambda p: p.pick(("A", "B", "DX", "M")) + "-" + p.digits(3),
    "code": lambda p: p.pick(("GD", "ZC", "DC")) + "2024" + p.digits(4),
    "docno": lambda p: f"〔2024〕{p.random.randint(2, 98)}号",
    "plate": lambda p: "浙F" + p.digits(5),
    "balance": lambda p: p.pick(("相符", "盘亏1件", "盘盈2件")),
    "project": lambda p: p.pick(_TOWNS) + p.pick(_PROJECTS),
    "pressure": lambda p: f"{p.random.randint(105, 150)}/{p.random.randint(65, 95)}",
    "drug": lambda p: p.pick(("硝苯地平缓释片", "二甲双胍片", "阿司匹林肠溶片")),
    "dose": lambda p: p.pick(("5mg", "10mg", "0.5g")),
    "hour": lambda p: str(p.random.randint(6, 22)),
    "tickcol": lambda p: "√",
    "street": lambda p: p.pick(_STREETS),
    "town": lambda p: p.pick(_TOWNS),
    "village": lambda p: p.pick(_VILLAGES),
    "office": lambda p: p.pick(_OFFICES),
}
