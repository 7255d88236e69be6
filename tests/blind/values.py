"""Doubtful answers: what is typed is no single, certain, right-placed answer, or needs a careful reading."""

from __future__ import annotations

from tests.blind.answers import Answer, answer, blank, landline, make, mobile, norm, person
from tests.blind.case import Case, ambiguous, run_text, write
from tests.blind.draft import Slot
from tests.blind.xml import parse, r, w


def _typed(case: Case, slot: Slot | None, words: str, *right: object) -> bool:
    """`words` in the slot; only `right` values may be vouched for, with none given no value at all."""
    if slot is None:
        return False
    values = frozenset(norm(each, slot.kind not in ("text", "long")) for each in right)
    case.put(slot.name, Answer(words, values, slot.kind, look=not right))
    return True


@ambiguous
def same_as_above(case: Case) -> bool:
    """同上, 见附件, 待定, 〃."""
    slot = case.pick("name", "post", "unit", "mobile", "landline", "place", "date", "integer")
    return _typed(case, slot, case.rng.choice(("同上", "见附件", "待定", "〃", "详见另表", "暂缺", "同左", "如上")))


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
    return _typed(case, case.pick("name"), words)


@ambiguous
def name_with_post(case: Case) -> bool:
    """张三科长."""
    a = person(case.rng)
    words = case.rng.choice((f"{a}科长", f"局长{a}", f"{a}（副科长）", f"{a}同志", f"{a} 主任", f"{a}先生"))
    return _typed(case, case.pick("name"), words)


@ambiguous
def name_with_phone(case: Case) -> bool:
    """张三 13800001234."""
    return _typed(case, case.pick("name"), f"{person(case.rng)}{case.rng.choice(' ，：')}{mobile(case.rng)}")


@ambiguous
def two_phones(case: Case) -> bool:
    """Two numbers where one is asked."""
    a, c = mobile(case.rng), mobile(case.rng)
    words = case.rng.choice(
        (f"{a}/{c[-2:]}", f"{a}、{c}", f"{a} {c}", f"{a}\n{c}", f"{a}{c}", f"{a}（{c}）", f"{a}转802")
    )
    return _typed(case, case.pick("mobile", "landline"), words)


@ambiguous
def phone_with_note(case: Case) -> bool:
    """13800001234（微信同号）."""
    a = mobile(case.rng)
    words = case.rng.choice((f"{a}（微信同号）", f"{a}（已停机）", f"{a}（原）", f"旧号{a}", f"{a}（其妻）", f"{a}?"))
    return _typed(case, case.pick("mobile"), words)


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
    return _typed(case, case.pick("mobile"), case.rng.choice(bad))


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
    return _typed(case, case.pick("integer"), case.rng.choice(words))


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
    return _typed(case, case.pick("integer"), case.rng.choice(words))


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
    return _typed(case, case.pick("integer"), words, words, value)


@ambiguous
def count_mixed(case: Case) -> bool:
    """3万5, 1万零2, 1.234.567, 2,3 — nobody can be sure."""
    words = ("3万5", "1.234.567", "2,3", "1，5", "12，34", "二三十", "1 2", "１.２.３", "0.5个", "-3", "12%", "1e3")
    return _typed(case, case.pick("integer"), case.rng.choice(words))


@ambiguous
def amount_other_unit(case: Case) -> bool:
    """The label says 万元, the answer 元; or the other way round."""
    slot = case.pick("decimal")
    if slot is None:
        return False
    words = "12500元" if "万元" in slot.labels[0] else "1.25万元"
    return _typed(case, slot, words, words, *((1.25,) if "万元" in slot.labels[0] else (12500,)))


@ambiguous
def amount_currency(case: Case) -> bool:
    """US$, ￥ and words."""
    slot = case.pick("decimal")
    words = case.rng.choice(
        ("3.5美元", "叁万伍仟元整", "12.5+3.5", "12.5（含配套3）", "12.5/15", "1 2.5", "12。5", "12..5", "12,5")
    )
    return _typed(case, slot, words, *((35000, 3.5) if words == "叁万伍仟元整" else ()))


@ambiguous
def percent_unclear(case: Case) -> bool:
    """0.95 under a % label, 九成, 95‰, 120%."""
    return _typed(
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
    return _typed(case, case.pick("date"), case.rng.choice(words))


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
    return _typed(case, slot, word, *(("2106-05-10", word) if word.startswith("2106") else ()))


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
    return _typed(case, case.pick("date"), case.rng.choice(words))


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
    return _typed(case, case.pick("month"), word, word)


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
    return _typed(case, case.pick("email"), case.rng.choice(words))


@ambiguous
def identity_odd(case: Case) -> bool:
    """An identity number with a letter O, 17 digits, two of them."""
    words = ("33041119750812345", "33O411197508123456", "330411197508123456 330411197508123457", "330411********3456")
    word = case.rng.choice(words)
    return _typed(case, case.pick("identity"), word, word)


@ambiguous
def postcode_kept(case: Case) -> bool:
    """A code with a leading zero is no number; blanks in it are nothing."""
    return _typed(case, case.pick("postcode"), "014 010", "014010", "014 010")


@ambiguous
def repeated(case: Case) -> bool:
    """张三张三张三: a program multiplied it."""
    slot = case.pick("name", "mobile", "unit", "post")
    return _typed(case, slot, case.answers[slot.name].typed * case.rng.choice((2, 3, 4))) if slot else False


@ambiguous
def label_as_answer(case: Case) -> bool:
    """The label's own word, or a request to fill in, as the answer."""
    slot = case.pick(cells=True)
    if slot is None:
        return False
    label = slot.labels[0]
    return _typed(
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
    return _typed(case, slot, f"{slot.labels[0]}：{old}", old)


@ambiguous
def other_label_in_answer(case: Case) -> bool:
    """电话：138… typed into the name's cell behind the name."""
    slot = case.pick("name", "post", "unit", cells=True)
    if slot is None:
        return False
    return _typed(case, slot, f"{case.answers[slot.name].typed}  联系电话：{mobile(case.rng)}")


@ambiguous
def note_names_another(case: Case) -> bool:
    """联系人：李四 in a long answer while the name's own place is empty: it may not fill it."""
    slot, name = case.pick("long", cells=True), case.pick("name")
    if slot is None or name is None or name.how != "cell":
        return False
    label = name.labels[0]
    case.put(name.name, blank("name"))
    case.put(slot.name, answer("long", f"{label}：{person(case.rng)}\n其余无。"))
    return True


@ambiguous
def fields_swapped(case: Case) -> bool:
    """Two answers that a person sees to be in each other's place."""
    pairs = (
        ("name", "post"),
        ("name", "mobile"),
        ("name", "unit"),
        ("mobile", "email"),
        ("date", "integer"),
        ("unit", "mobile"),
        ("name", "date"),
        ("mobile", "landline"),
        ("integer", "name"),
        ("name", "place"),
    )
    found = [(a, c) for first, second in pairs if (a := case.pick(first)) and (c := case.pick(second))]
    if not found:
        return False
    a, c = case.rng.choice(found)
    one, two = case.answers[a.name], case.answers[c.name]
    case.put(a.name, Answer(two.typed, frozenset(), a.kind, look=True))
    case.put(c.name, Answer(one.typed, frozenset(), c.kind, look=True))
    return True


@ambiguous
def fields_shifted(case: Case) -> bool:
    """From one place on, every answer stands in the next place."""
    cells = [each for each in case.form.slots if each.how == "cell" and not each.loose and each.kind != "opinion"]
    run = [each for each in cells if case.place(each.name).tag == w("tc")]
    if len(run) < 5:
        return False
    start = case.rng.randrange(len(run) - 3)
    words = [case.answers[each.name].typed for each in run]
    for place in range(len(run) - 1, start, -1):
        case.put(
            run[place].name,
            Answer(words[place - 1], frozenset(), run[place].kind, look=words[place - 1] != words[place]),
        )
    case.put(run[start].name, blank(run[start].kind))
    case.hold = True
    return True


@ambiguous
def row_swapped(case: Case) -> bool:
    """Two answers of one row in each other's column."""
    table = case.pick_table()
    if table is None:
        return False
    columns = [
        each
        for each in table.asked
        if not each.options and each.kind in ("name", "mobile", "post", "landline", "date", "decimal")
    ]
    pairs = [(a, c) for a in columns for c in columns if a.kind < c.kind and {a.kind, c.kind} != {"post", "text"}]
    if not pairs:
        return False
    a, c = case.rng.choice(pairs)
    number = case.rng.randrange(len(case.rows[table.name]))
    row = case.rows[table.name][number]
    one, two = row[a.name].typed, row[c.name].typed
    case.put_cell(table.name, number, a.name, Answer(two, frozenset(), a.kind, look=True))
    case.put_cell(table.name, number, c.name, Answer(one, frozenset(), c.kind, look=True))
    return True


@ambiguous
def row_shifted(case: Case) -> bool:
    """One row a column to the right."""
    table = case.pick_table()
    if table is None:
        return False
    columns = [each for each in table.asked if not each.options]
    number = case.rng.randrange(len(case.rows[table.name]))
    words = [case.rows[table.name][number][each.name].typed for each in columns]
    if not words[0] or len(columns) < 3:
        return False
    for column, word in zip(columns, ["", *words[:-1]], strict=True):
        case.put_cell(table.name, number, column.name, Answer(word, frozenset(), column.kind, look=True))
    return True


@ambiguous
def columns_exchanged(case: Case) -> bool:
    """Two columns exchanged in every row, headers left."""
    table = case.pick_table()
    columns = (
        [each for each in table.asked if each.kind in ("name", "mobile", "landline", "post", "date")] if table else []
    )
    if table is None or len(columns) < 2:
        return False
    a, c = case.rng.sample(columns, 2)
    for number, row in enumerate(case.rows[table.name]):
        one, two = row[a.name].typed, row[c.name].typed
        case.put_cell(table.name, number, a.name, Answer(two, frozenset(), a.kind, look=True))
        case.put_cell(table.name, number, c.name, Answer(one, frozenset(), c.kind, look=True))
    return True


@ambiguous
def row_in_one_cell(case: Case) -> bool:
    """A whole row pasted into its first cell."""
    table = case.pick_table()
    if table is None:
        return False
    columns = [each for each in table.asked if not each.options]
    row = case.rows[table.name][0]
    words = "\t".join(row[each.name].typed for each in columns)
    for place, column in enumerate(columns):
        new = Answer(words, frozenset(), column.kind, look=True) if place == 0 else Answer("", frozenset(), look=True)
        case.put_cell(table.name, 0, column.name, new)
    return True


@ambiguous
def two_people_in_row(case: Case) -> bool:
    """Two persons in one row, line under line."""
    table = case.pick_table()
    columns = [each for each in table.asked if each.kind in ("name", "mobile", "post")] if table else []
    if table is None or len(columns) < 2:
        return False
    for column in columns:
        words = f"{case.rows[table.name][0][column.name].typed}\n{make(column.kind, case.rng).typed}"
        case.put_cell(table.name, 0, column.name, Answer(words, frozenset(), column.kind, look=True))
    return True


@ambiguous
def rest_in_next_row(case: Case) -> bool:
    """A long cell goes on in the next row, whose other cells are empty."""
    table = case.pick_table(2)
    column = case.column(table, "text", "post", "place", "long") if table else None
    if table is None or column is None:
        return False
    for each in table.asked:
        if each.options:
            return False
        case.put_cell(table.name, 1, each.name, Answer("", frozenset(), each.kind, look=True))
    case.put_cell(table.name, 0, column.name, Answer("城北片区管网改造及配套", frozenset(), "text", look=True))
    case.put_cell(table.name, 1, column.name, Answer("道路恢复工程（二期）", frozenset(), "text", look=True))
    return True


@ambiguous
def answer_spills(case: Case) -> bool:
    """An answer goes on in the next field's cell."""
    cells = [each for each in case.form.slots if each.how == "cell" and each.kind in ("unit", "text", "place", "post")]
    if len(cells) < 2:
        return False
    a = case.rng.choice(cells[:-1])
    c = case.form.slots[case.form.slots.index(a) + 1]
    if c.how != "cell" or c.kind == "opinion":
        return False
    case.put(a.name, Answer("海宁市农业农村和水利", frozenset(), a.kind, look=True))
    case.put(c.name, Answer(f"局（{case.answers[c.name].typed}）", frozenset(), c.kind, look=True))
    case.hold = True
    return True


@ambiguous
def unsure(case: Case) -> bool:
    """张三？, 可能, 暂定."""
    slot = case.pick("name", "unit", "post", "date", "integer", "mobile")
    if slot is None:
        return False
    old = case.answers[slot.name].typed
    return _typed(
        case,
        slot,
        case.rng.choice((f"{old}？", f"{old}（暂定）", f"可能{old}", f"{old}（待核实）", f"{old}?", f"暂定{old}")),
    )


@ambiguous
def corrected_inside(case: Case) -> bool:
    """李四（原为张三）, 张三→李四, 张三 改 李四."""
    slot = case.pick("name", "mobile", "integer", "post", "date")
    if slot is None:
        return False
    old, new = case.answers[slot.name].typed, make(slot.kind, case.rng).typed
    words = case.rng.choice(
        (
            f"{new}（原为{old}）",
            f"{old}→{new}",
            f"{old} 改为 {new}",
            f"{old}，更正：{new}",
            f"{old}（作废）{new}",
            f"{old}误，应为{new}",
        )
    )
    return _typed(case, slot, words)


@ambiguous
def look_alikes(case: Case) -> bool:
    """Full-width and mixed digits in one number are one number; circled ones are not."""
    slot = case.pick("integer")
    words, *right = case.rng.choice(
        (("１2", "12", 12), ("①②",), ("1²",), ("㈤",), ("1２０", 120, "120"), ("Ⅲ5",), ("l2",), ("O",), ("І2",))
    )
    return _typed(case, slot, str(words), *right)


@ambiguous
def bidi(case: Case) -> bool:
    """A right-to-left override turns what is seen around."""
    slot = case.pick("mobile", "integer", "name")
    if slot is None:
        return False
    old = case.answers[slot.name].typed
    return _typed(case, slot, f"\u202e{old}\u202c") if len(old) > 1 and old != old[::-1] else False


@ambiguous
def dash_or_slash(case: Case) -> bool:
    """/ or — : empty, or the sign itself, or a person looks."""
    slot = case.pick("text", "post", "landline", "place", "name")
    word = case.rng.choice(("/", "—", "——", "-", "\\", "无"))
    return _typed(case, slot, word, word, "")


@ambiguous
def wrong_unit(case: Case) -> bool:
    """A second unit's name beside the first."""
    slot = case.pick("unit")
    if slot is None:
        return False
    return _typed(case, slot, f"{case.answers[slot.name].typed}{case.rng.choice('、/ ')}嘉善县民政局")


@ambiguous
def landline_short(case: Case) -> bool:
    """A short number, an extension: as typed or a look."""
    full = landline(case.rng)
    words = case.rng.choice((full.split("-")[1], f"{full}-802", f"{full}转8012", full[:-2], "6688（小号）"))
    return _typed(
        case, case.pick("landline"), words, words, *([full.split("-")[1]] if words == full.split("-")[1] else [])
    )


@ambiguous
def duplicate_rows(case: Case) -> bool:
    """The same row twice."""
    table = case.pick_table(2)
    if table is None:
        return False
    for column in table.asked:
        case.put_cell(table.name, 1, column.name, case.rows[table.name][0][column.name])
    return True


@ambiguous
def answer_in_label_cell(case: Case) -> bool:
    """姓名 张三 in the label cell, the answer cell empty."""
    slot = case.pick("name", "post", "mobile", "unit", cells=True)
    cell = case.label_cell(slot) if slot else None
    if slot is None or cell is None:
        return False
    old = case.answers[slot.name].typed
    case.put(slot.name, blank(slot.kind))
    case.answers[slot.name] = answer(slot.kind, old)
    from_label = cell.findall("{*}p")[-1]
    write(from_label, f"{slot.labels[0]} {old}")
    case.hold = False
    return True


@ambiguous
def line_answers_together(case: Case) -> bool:
    """Two answers on the first of two lines, the second left empty."""
    lines = [each for each in case.form.slots if each.how == "line" and case.answers[each.name].typed]
    if len(lines) < 2:
        return False
    place = case.rng.randrange(len(lines) - 1)
    a, c = lines[place], lines[place + 1]
    words = f"{case.answers[a.name].typed} {case.answers[c.name].typed}"
    case.put(a.name, Answer(words, frozenset(), a.kind, look=True))
    case.put(c.name, Answer("", frozenset({norm(case.answers[c.name].typed, True)}), c.kind))
    case.hold = True
    return True


@ambiguous
def line_answer_late(case: Case) -> bool:
    """联系人：______ 张三: behind the blank, before the next label."""
    slot = case.pick(how="line")
    if slot is None:
        return False
    run = case.place(slot.name)
    old = case.answers[slot.name].typed
    write_run = parse(r(f" {old} "))
    run_text(run, "________")
    run.addnext(write_run)
    return True
