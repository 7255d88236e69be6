"""Doubtful answers: what is typed is no single, certain answer, or needs a careful reading."""

from __future__ import annotations

from tests.blind.answers import Answer, mobile, norm, person
from tests.blind.case import Case, ambiguous
from tests.blind.tools import (
    typed_in,
)


@ambiguous
def same_as_above(case: Case) -> bool:
    """同上, 见附件, 待定, 〃."""
    slot = case.pick("name", "post", "unit", "mobile", "landline", "place", "date", "integer")
    return typed_in(case, slot, case.rng.choice(("同上", "见附件", "待定", "〃", "详见另表", "暂缺", "同左", "如上")))


@ambiguous
def same_as_above_row(case: Case) -> bool:
    """同上 in a row."""
    table = case.pick_table(2)
    column = case.column(table, "text", "post", "landline", "place", "name") if table else None
    if table is None or column is None:
        return False
    word = case.rng.choice(("同上", "〃", "″", "同前", "同1"))
    case.put_cell(table.name, 1, column.name, Answer(word, frozenset(), column.kind, look=True))
    return True


@ambiguous
def two_names(case: Case) -> bool:
    """Two names where one is asked."""
    a, c = person(case.rng), person(case.rng)
    words = case.rng.choice(
        (f"{a}、{c}", f"{a} {c}", f"{a}/{c}", f"{a}\n{c}", f"{a}，{c}", f"{a}（{c}代）", f"{a}等3人", f"{a}{c}")
    )
    return typed_in(case, case.pick("name"), words)


@ambiguous
def name_with_post(case: Case) -> bool:
    """张三科长."""
    a = person(case.rng)
    words = case.rng.choice((f"{a}科长", f"局长{a}", f"{a}（副科长）", f"{a}同志", f"{a} 主任", f"{a}先生"))
    return typed_in(case, case.pick("name"), words)


@ambiguous
def name_with_phone(case: Case) -> bool:
    """张三 13800001234."""
    return typed_in(case, case.pick("name"), f"{person(case.rng)}{case.rng.choice(' ，：')}{mobile(case.rng)}")


@ambiguous
def two_phones(case: Case) -> bool:
    """Two numbers where one is asked."""
    a, c = mobile(case.rng), mobile(case.rng)
    words = case.rng.choice(
        (f"{a}/{c[-2:]}", f"{a}、{c}", f"{a} {c}", f"{a}\n{c}", f"{a}{c}", f"{a}（{c}）", f"{a}转802")
    )
    return typed_in(case, case.pick("mobile", "landline"), words)


@ambiguous
def phone_with_note(case: Case) -> bool:
    """13800001234（微信同号）."""
    a = mobile(case.rng)
    words = case.rng.choice((f"{a}（微信同号）", f"{a}（已停机）", f"{a}（原）", f"旧号{a}", f"{a}（其妻）", f"{a}?"))
    return typed_in(case, case.pick("mobile"), words)


@ambiguous
def phone_malformed(case: Case) -> bool:
    """A digit too few or too many, letters for digits."""
    a = mobile(case.rng)
    bad = (
        a[:-1],
        a + "7",
        a.replace(a[4], "O", 1),
        a[:3] + "l" + a[4:],
        a[:5] + "*" + a[6:],
        "2" + a[1:],
        a[:7] + "XXXX",
        a[:4] + "О" + a[5:],
    )
    return typed_in(case, case.pick("mobile"), case.rng.choice(bad))


@ambiguous
def count_vague(case: Case) -> bool:
    """约91, 90余, 90-95, 近百, ≥90."""
    words = (
        "约91",
        "91余人",
        "90-95",
        "近百",
        "≥90",
        "91左右",
        "80～90人",
        "不少于60",
        "十几",
        "若干",
        "100+",
        "60多",
        "9?",
    )
    return typed_in(case, case.pick("integer"), case.rng.choice(words))


@ambiguous
def count_composed(case: Case) -> bool:
    """12（其中女5）, 3+2, 12/15, 5×3."""
    words = (
        "12（其中女5）",
        "3+2",
        "12/15",
        "5×3",
        "12(5)",
        "男7女5",
        "12、13",
        "12 5",
        "12人次/5场",
        "12→15",
        "1２3.4.5",
        "1O5",
        "12名,5名",
        "12\n5",
    )
    return typed_in(case, case.pick("integer"), case.rng.choice(words))


@ambiguous
def count_chinese(case: Case) -> bool:
    """十二, 一百零五, 3万5, 1.2万, 两千."""
    words, value = case.rng.choice(
        (
            ("十二", 12),
            ("一百零五", 105),
            ("1.2万", 12000),
            ("两千", 2000),
            ("贰拾", 20),
            ("三百二十", 320),
            ("2千", 2000),
            ("廿一", 21),
            ("Ⅻ", 12),
        )
    )
    return typed_in(case, case.pick("integer"), words, words, value)


@ambiguous
def count_mixed(case: Case) -> bool:
    """3万5, 1万零2, 1.234.567, 2,3 — nobody can be sure."""
    words = ("3万5", "1.234.567", "2,3", "1，5", "12，34", "二三十", "1 2", "１.２.３", "0.5个", "-3", "12%", "1e3")
    return typed_in(case, case.pick("integer"), case.rng.choice(words))


@ambiguous
def amount_other_unit(case: Case) -> bool:
    """The label says 万元, the answer 元; or the other way round."""
    slot = case.pick("decimal")
    if slot is None:
        return False
    words = "12500元" if "万元" in slot.labels[0] else "1.25万元"
    return typed_in(case, slot, words, words, *((1.25,) if "万元" in slot.labels[0] else (12500,)))


@ambiguous
def amount_currency(case: Case) -> bool:
    """US$, ￥ and words."""
    slot = case.pick("decimal")
    words = case.rng.choice(
        ("3.5美元", "叁万伍仟元整", "12.5+3.5", "12.5（含配套3）", "12.5/15", "1 2.5", "12。5", "12..5", "12,5")
    )
    return typed_in(case, slot, words, *((35000, 3.5) if words == "叁万伍仟元整" else ()))


@ambiguous
def percent_unclear(case: Case) -> bool:
    """0.95 under a % label, 九成, 95‰, 120%."""
    return typed_in(
        case,
        case.pick("percentage"),
        case.rng.choice(("九成", "95‰", "95%以上", "95-98%", "提高5个百分点", "19/20", "100%左右", "9 5%")),
    )


@ambiguous
def date_incomplete(case: Case) -> bool:
    """5月10日, 16.5.10, 2016年5月, 5/10, 上周三."""
    words = (
        "5月10日",
        "16.5.10",
        "2016年5月",
        "5/10",
        "上周三",
        "5月上旬",
        "2016年5月10日前",
        "年底",
        "10/5/2016",
        "16年5月10日",
        "2016-5",
        "今日",
    )
    return typed_in(case, case.pick("date"), case.rng.choice(words))


@ambiguous
def date_impossible(case: Case) -> bool:
    """2016年2月30日."""
    words = (
        "2016年2月30日",
        "2016-13-01",
        "2016.4.31",
        "20l6年5月10日",
        "2106年5月10日",
        "2016年5月1O日",
        "2016年15月10日",
        "2015-02-29",
    )
    slot = case.pick("date")
    word = case.rng.choice(words)
    return typed_in(case, slot, word, *(("2106-05-10", word) if word.startswith("2106") else ()))


@ambiguous
def date_several(case: Case) -> bool:
    """Two dates, a span, a moon date, a date with a time of day."""
    words = (
        "2016年5月10日至12日",
        "2016.5.10-5.12",
        "5月10日、2016年6月1日",
        "2016年农历四月初四",
        "民国105年5月10日",
        "2016-05-10/2016-06-10",
        "2016年5月10日(延期至6月10日)",
    )
    return typed_in(case, case.pick("date"), case.rng.choice(words))


@ambiguous
def day_parts_missing(case: Case) -> bool:
    """2016年5月 日: the day is not filled."""
    slot = next((each for each in case.form.slots if each.kind == "day"), None)
    if slot is None:
        return False
    gap = "    "
    parts = case.rng.choice(
        (
            ("2016", "5", gap),
            (gap, "5", "10"),
            ("2016", gap, "10"),
            ("16", "5", "10"),
            ("2016", "13", "5"),
            ("2016", "5", "1o"),
        )
    )
    case.put(slot.name, Answer("年".join(parts), frozenset(), "date", look=True, options=parts))
    return True


@ambiguous
def day_typed_before(case: Case) -> bool:
    """The whole date before the printed 年 月 日 that stays empty."""
    slot = next((each for each in case.form.slots if each.kind == "day"), None)
    if slot is None:
        return False
    parts = ("2016.5.10 ", "   ", "   ")
    case.put(slot.name, Answer("2016.5.10", frozenset({norm("2016-05-10"), "2016.5.10"}), "date", options=parts))
    return True


@ambiguous
def month_odd(case: Case) -> bool:
    """A month with an age, an impossible month."""
    words = ("1975.13", "1975年8月（41岁）", "41岁", "75年生", "1975.8/1976.8", "l975.08")
    word = case.rng.choice(words)
    return typed_in(case, case.pick("month"), word, word)


@ambiguous
def mail_odd(case: Case) -> bool:
    """Two addresses, no @, Chinese punctuation, a look-alike letter."""
    words = (
        "zhang1@163.com;li2@qq.com",
        "zhang1#163.com",
        "zhang1@163，com",
        "zhаng1@163.com",
        "zhang1@@163.com",
        "QQ12345678",
        "zhang 1@163.com",
        "zhang1@163.com（私人）",
        "zhang1@163.corn?",
        "zhang1＠163.c0m 或 li@qq.com",
    )
    return typed_in(case, case.pick("email"), case.rng.choice(words))


@ambiguous
def identity_odd(case: Case) -> bool:
    """An identity number with a letter O, 17 digits, two of them."""
    words = ("33041119750812345", "33O411197508123456", "330411197508123456 330411197508123457", "330411********3456")
    word = case.rng.choice(words)
    return typed_in(case, case.pick("identity"), word, word)


@ambiguous
def postcode_kept(case: Case) -> bool:
    """A code with a leading zero is no number; blanks in it are nothing."""
    return typed_in(case, case.pick("postcode"), "014 010", "014010", "014 010")


@ambiguous
def repeated(case: Case) -> bool:
    """张三张三张三: a program multiplied it."""
    slot = case.pick("name", "mobile", "unit", "post")
    return typed_in(case, slot, case.answers[slot.name].typed * case.rng.choice((2, 3, 4))) if slot else False


@ambiguous
def label_as_answer(case: Case) -> bool:
    """The label's own word, or a request to fill in, as the answer."""
    slot = case.pick(cells=True)
    if slot is None:
        return False
    label = slot.labels[0]
    return typed_in(
        case,
        slot,
        case.rng.choice(
            (label, f"请填写{label}", f"（{label}）", f"{label}：", "请填写", "点击此处输入文字。", "××××", "______")
        ),
    )


@ambiguous
def label_and_answer(case: Case) -> bool:
    """姓名：张三 in the answer's cell: the value is 张三, or a person looks."""
    slot = case.pick("name", "mobile", "post", "unit", cells=True)
    if slot is None:
        return False
    old = case.answers[slot.name].typed
    return typed_in(case, slot, f"{slot.labels[0]}：{old}", old)
