"""Answers as people write them: each maker gives the typed text and the canonical value of the contract."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from documents.values import Value

Made = tuple[str, Value]

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余"
    "于杜叶程魏苏吕丁沈任姚卢钟姜崔谭陆范汪廖石金贾韦夏付方白邹孟熊秦邱江尹薛闫段雷侯"
    "龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤"
)
DOUBLE = ("欧阳", "司马", "上官", "诸葛", "尉迟", "皇甫", "令狐", "夏侯")
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚英华玉兰红梅建国志鹏文斌浩宇轩子涵欣怡佳"
    "琪雨晨晓峰海燕春生卫东永康思远嘉慧立新秀珍雪松少聪"
)
MINORITY = (
    "买买提·吐尔逊",
    "阿依古丽·艾合买提",
    "迪丽努尔·买买提江",
    "艾力·库尔班",
    "古丽娜尔·阿不都拉",
    "巴特尔·其木格",
)
POSTS = (
    "团委书记",
    "团委副书记",
    "办公室主任",
    "组织部干事",
    "青少年部部长",
    "宣传部副部长",
    "党委委员、副镇长",
    "四级主任科员",
    "二级调研员",
    "党组成员、副局长",
    "团工委书记",
    "科员",
    "社区党委书记",
    "专职团干部",
    "工会主席",
    "综合科科长",
)
TOWNS = ("罗星街道", "魏塘街道", "西塘镇", "干窑镇", "姚庄镇", "陶庄镇", "天凝镇", "大云镇", "惠民街道")
ROADS = ("人民大道", "解放东路", "体育南路", "车站路", "环城西路", "谈公北路", "亭桥北路", "嘉善大道")
PLACES = ("社区服务中心", "青年之家", "职业中学", "第一中学", "实验小学", "文化礼堂", "创业园", "花桥村村委会")
POINTS = (
    "县第一中学",
    "花桥村",
    "城东社区",
    "晋亿实业股份有限公司",
    "朝阳志愿服务队",
    "罗星街道第三网格",
    "高级技工学校",
    "北鹤村",
    "银泰城青年商户联盟",
)
BUREAUS = ("教育局", "农业农村局", "民政局", "人力社保局", "文化旅游局", "卫生健康局", "市场监管局", "交通运输局")
REMARKS = (
    "第一批",
    "已报县委办公室备案",
    "可安排住宿",
    "清真饮食",
    "兼任志愿服务队队长",
    "例行检查时已核对",
    "2014年换届时当选",
    "驻村工作队成员",
    "上半年已培训",
)
MAIL = ("163.com", "qq.com", "126.com", "sina.com", "jiashan.example", "139.com")
SENTENCES = (
    "上半年，团县委组织机关干部和基层团干部下沉到村（社区），与青年面对面交流，收集意见建议{n}条",
    "依托青年之家开展技能培训{n}期，参训青年{m}人次，推荐就业{n}人",
    "针对返乡青年创业资金不足的问题，协调农商银行开通绿色通道，授信额度达到{m}万元",
    "联合教育局、民政局走访困难青少年家庭{n}户，送去学习用品和生活物资",
    "建立“一月一走访、一季一座谈”制度，明确专人负责，做到事事有回音",
    "部分偏远村团支部活动经费紧张，希望上级在项目安排上给予倾斜",
    "基层团干部兼职多、流动快，队伍稳定性有待加强",
    "下一步，将继续深化结对联系机制，推动办实事项目落地见效",
    "组织志愿者{n}名参与防汛值守，累计服务时长{m}小时",
    "围绕“青年与乡村振兴”主题撰写调研报告，提出对策建议{n}条，其中3条被县委采纳",
)
UNIT_NAMES = (
    ("共青团嘉善县委员会", "嘉善", "嘉善县", "嘉善团县委"),
    ("共青团海盐县委员会", "海盐", "海盐县", "海盐团县委"),
    ("共青团桐乡市委员会", "桐乡", "桐乡市", "桐乡团市委"),
)
DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Wish:
    """What kind of answer a field wants: the maker's name and what it needs."""

    maker: str
    options: tuple[str, ...] = ()
    suffix: str = ""


def name(rng: random.Random) -> str:
    """A person's name: two to four characters, at times a double surname or one with a dot."""
    if rng.random() < 0.03:
        return rng.choice(MINORITY)
    surname = rng.choice(DOUBLE) if rng.random() < 0.05 else rng.choice(SURNAMES)
    return surname + "".join(rng.sample(GIVEN, 1 if rng.random() < 0.25 else 2))


def digits(rng: random.Random, count: int) -> str:
    """`count` digits, the last four not all the same."""
    return "".join(str(rng.randrange(10)) for _ in range(count - 1)) + str(rng.randrange(1, 10))


def mobile(rng: random.Random) -> str:
    """An 11-digit mobile number."""
    return rng.choice(("138", "139", "135", "136", "150", "158", "186", "177", "199")) + digits(rng, 8)


def mobile_styles(number: str) -> tuple[str, ...]:
    """The ways in which one mobile number is written."""
    a, b, c = number[:3], number[3:7], number[7:]
    return (number, f"{a} {b} {c}", f"{a}-{b}-{c}", f"+86 {number}", f"86-{number}", f"+86-{a}-{b}-{c}")


def landline_styles(number: str) -> tuple[str, ...]:
    """The ways in which one landline number with a four-digit area code is written."""
    return (
        f"0573-{number}",
        f"(0573){number}",
        f"（0573）{number}",
        f"0573 {number}",
        f"0573—{number}",
        f"0573{number}",
    )


def date_styles(year: int, month: int, day: int) -> tuple[str, ...]:
    """The ways in which one date is written."""
    return (
        f"{year}年{month}月{day}日",
        f"{year}.{month}.{day}",
        f"{year}-{month:02}-{day:02}",
        f"{year}/{month}/{day}",
        f"{year}年{month:02}月{day:02}日",
        f"{''.join(DIGITS[int(each)] for each in str(year))}年{small(month)}月{small(day)}日",
    )


def small(number: int) -> str:
    """1 to 99 in Chinese."""
    ten, one = divmod(number, 10)
    tens = "" if not ten else "十" if ten == 1 else DIGITS[ten] + "十"
    return tens + (DIGITS[one] if one else "")


def _name(rng: random.Random, _: Wish) -> Made:
    made = name(rng)
    return made, made


def _post(rng: random.Random, _: Wish) -> Made:
    made = rng.choice(POSTS)
    return made, made


def _mobile(rng: random.Random, _: Wish) -> Made:
    number = mobile(rng)
    return rng.choice(mobile_styles(number)[:3]) if rng.random() < 0.3 else number, number


def _landline(rng: random.Random, _: Wish) -> Made:
    number = "8" + digits(rng, 7)
    if rng.random() < 0.1:
        return number, number
    return rng.choice(landline_styles(number)[:4]) if rng.random() < 0.4 else f"0573-{number}", f"0573-{number}"


def _phone(rng: random.Random, wish: Wish) -> Made:
    return _mobile(rng, wish) if rng.random() < 0.6 else _landline(rng, wish)


def _email(rng: random.Random, _: Wish) -> Made:
    user = rng.choice(
        (digits(rng, 9), f"zhang{digits(rng, 3)}", "tuanwei_" + digits(rng, 2), "li.wei" + digits(rng, 4))
    )
    made = f"{user}@{rng.choice(MAIL)}"
    return made, made


def _date(rng: random.Random, wish: Wish) -> Made:
    year = rng.randrange(1968, 1996) if wish.suffix == "birth" else rng.choice((2015, 2016))
    year = {"begins": 2015, "ends": 2016}.get(wish.suffix, year)  # what ends does not end before it begins
    month, day = rng.randrange(1, 13), rng.randrange(1, 29)
    styles = date_styles(year, month, day)
    return styles[0] if rng.random() < 0.5 else rng.choice(styles), f"{year}-{month:02}-{day:02}"


def _count(rng: random.Random, wish: Wish) -> Made:
    number = rng.choice((rng.randrange(0, 20), rng.randrange(20, 400), rng.randrange(400, 5000)))
    styles = [str(number)] * 6
    if wish.suffix:
        styles += [f"{number}{wish.suffix}", f"共{number}{wish.suffix}", f"{number} {wish.suffix}"]
    if number >= 1000:
        styles.append(f"{number:,}")
    return rng.choice(styles), number


def _percent(rng: random.Random, _: Wish) -> Made:
    number = rng.choice((float(rng.randrange(40, 101)), rng.randrange(400, 1000) / 10))
    text = f"{number:g}%"
    return text, number


def _decimal(rng: random.Random, _: Wish) -> Made:
    number = rng.randrange(10, 9000) / 100
    return f"{number:g}", number


def _place(rng: random.Random, _: Wish) -> Made:
    made = rng.choice(TOWNS) + rng.choice(ROADS) + f"{rng.randrange(1, 900)}号"
    made = (
        rng.choice(("", "嘉善县", "浙江省嘉善县")) + made
        if rng.random() < 0.8
        else rng.choice(TOWNS) + rng.choice(PLACES)
    )
    return made, made


def _bureau(rng: random.Random, _: Wish) -> Made:
    made = (
        rng.choice(("嘉善县", "县", "海盐县")) + rng.choice(BUREAUS)
        if rng.random() < 0.7
        else rng.choice(TOWNS) + "团委"
    )
    return made, made


def _point(rng: random.Random, _: Wish) -> Made:
    made = rng.choice(POINTS)
    return made, made


def _remark(rng: random.Random, _: Wish) -> Made:
    made = rng.choice(REMARKS)
    return made, made


def _work(rng: random.Random, _: Wish) -> Made:
    made = (
        rng.choice(("嘉善县", "县"))
        + rng.choice(BUREAUS)
        + rng.choice(("科员", "退休干部", "办公室主任", "职工", "副主任科员"))
    )
    return made, made


def _topic(rng: random.Random, _: Wish) -> Made:
    made = (
        rng.choice(("新形势下", "乡村振兴背景下", "互联网环境中"))
        + rng.choice(("农村青年返乡创业", "团干部队伍建设", "青年社会组织培育", "困难青少年帮扶机制"))
        + rng.choice(("问题研究", "现状与对策", "路径探析"))
    )
    return made, made


def _long(rng: random.Random, _: Wish) -> Made:
    paragraphs = []
    left = rng.sample(SENTENCES, len(SENTENCES))
    for _number in range(rng.randrange(1, 4)):
        sentences = [left.pop() for _ in range(rng.randrange(1, 4))]
        paragraphs.append(
            "；".join(each.format(n=rng.randrange(2, 60), m=rng.randrange(60, 900)) for each in sentences) + "。"
        )
    if len(paragraphs) > 1 and rng.random() < 0.4:
        paragraphs = [f"{number}.{each}" for number, each in enumerate(paragraphs, 1)]
    made = "\n".join(paragraphs)
    return made, made


def _choice(rng: random.Random, wish: Wish) -> Made:
    made = rng.choice(wish.options)
    return made, made


def _choices(rng: random.Random, wish: Wish) -> Made:
    chosen = rng.sample(wish.options, rng.randrange(1, len(wish.options)))
    ordered = [each for each in wish.options if each in chosen]
    return "、".join(ordered), ordered


def _word(rng: random.Random, wish: Wish) -> Made:
    made = rng.choice(wish.options)
    return made, made


MAKERS: dict[str, Callable[[random.Random, Wish], Made]] = {
    "name": _name,
    "post": _post,
    "mobile": _mobile,
    "landline": _landline,
    "phone": _phone,
    "email": _email,
    "date": _date,
    "count": _count,
    "tally": _count,
    "percent": _percent,
    "decimal": _decimal,
    "place": _place,
    "bureau": _bureau,
    "point": _point,
    "remark": _remark,
    "work": _work,
    "topic": _topic,
    "long": _long,
    "choice": _choice,
    "choices": _choices,
    "word": _word,
}


def make(wish: Wish, rng: random.Random) -> Made:
    """A typed text and its canonical value. The maker "unit" is the filling's, which knows the sender."""
    return MAKERS[wish.maker](rng, wish)
