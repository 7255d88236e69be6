"""Ambiguous: what was typed is not surely the answer."""

from __future__ import annotations

from collections.abc import Callable

from tests.corpus.kinds.registry import ambiguous
from tests.corpus.returns import Return, Spot
from tests.corpus.values import POSTS, mobile, name

Words = Callable[[Return, Spot], str]


def _replaced(made: Return, makers: tuple[str, ...], words: Words, *, keep: bool = False) -> bool:
    """Type `words` for one answer of these sorts. `keep`: the old value stays right, else a person must look."""
    spot = made.pick(*makers, how=("cell", "control", "gap"))
    if spot is None:
        return False
    text = words(made, spot)
    if keep:
        spot.restyle(text)
    else:
        spot.type(text)
        spot.answer.take(text)
        spot.answer.doubt()
    return True


def _value_kind(title: str, says: str, makers: tuple[str, ...], words: Words, *, keep: bool = False) -> None:
    """Register a kind that types other words for one answer."""

    def change(made: Return) -> bool:
        return _replaced(made, makers, words, keep=keep)

    change.__name__ = title
    ambiguous(says)(change)


def _text(spot: Spot) -> str:
    return spot.answer.text


def _other_style(made: Return, *styles: str) -> str:
    return made.rng.choice(styles)


NUMBERS = ("count",)
PEOPLE = ("name",)

_value_kind(
    "name_with_post",
    "writes name and post in one cell",
    PEOPLE,
    lambda made, spot: f"{_text(spot)} {made.rng.choice(POSTS)}",
    keep=True,
)
_value_kind(
    "post_with_name", "writes the name into the post", ("post",), lambda made, spot: f"{name(made.rng)} {_text(spot)}"
)
_value_kind(
    "two_names",
    "writes two names",
    PEOPLE,
    lambda made, spot: f"{_text(spot)}{_other_style(made, '、', '，', ' ', '/', '和')}{name(made.rng)}",
)
_value_kind(
    "two_names_joined",
    "writes two names without anything between",
    PEOPLE,
    lambda made, spot: _text(spot) + name(made.rng),
)
_value_kind(
    "two_names_on_lines", "writes two names on two lines", PEOPLE, lambda made, spot: f"{_text(spot)}\n{name(made.rng)}"
)
_value_kind("name_and_others", "writes 等3人 behind a name", PEOPLE, lambda made, spot: f"{_text(spot)}等3人")
_value_kind(
    "name_with_question",
    "is not sure of a name",
    PEOPLE,
    lambda made, spot: f"{_text(spot)}{_other_style(made, '？', '?', '（待核实）', '（暂定）')}",
)
_value_kind(
    "name_with_mark",
    "sets a note's sign behind a name",
    PEOPLE,
    lambda made, spot: f"{_text(spot)}{_other_style(made, '①', '*', '※', '¹')}",
    keep=True,
)
_value_kind(
    "name_with_note",
    "explains a name in brackets",
    PEOPLE,
    lambda made, spot: f"{_text(spot)}{_other_style(made, '（女）', '（主持工作）', '（已调离）', '（作废）')}",
    keep=False,
)
_value_kind(
    "name_with_phone",
    "writes the mobile behind the name",
    PEOPLE,
    lambda made, spot: f"{_text(spot)} {mobile(made.rng)}",
    keep=True,
)
_value_kind("name_repeated", "a program multiplied the answer", PEOPLE, lambda made, spot: _text(spot) * 4)
_value_kind(
    "name_tofu",
    "a rare character became a box",
    PEOPLE,
    lambda made, spot: f"{_text(spot)[0]}{_other_style(made, '□', '?', chr(0xFFFD), '〇')}",
)
_value_kind(
    "name_private_use",
    "a rare character comes from a font's private area",
    PEOPLE,
    lambda made, spot: _text(spot)[0] + "\ue863",
)
_value_kind("name_as_place", "writes a place into a name", PEOPLE, lambda made, spot: "罗星街道人民大道18号")
_value_kind(
    "name_as_title",
    "writes a surname with a title",
    PEOPLE,
    lambda made, spot: f"{_text(spot)[0]}{_other_style(made, '主任', '书记', '老师', '某')}",
)
_value_kind("name_misplaced_post", "writes a post into the name", PEOPLE, lambda made, spot: made.rng.choice(POSTS))
_value_kind(
    "ditto",
    "writes 同上",
    ("name", "post", "bureau", "place", "mobile", "remark"),
    lambda made, spot: _other_style(made, "同上", "〃", "同前"),
)
_value_kind(
    "see_attachment",
    "writes 见附件",
    ("long", "name", "place", "count"),
    lambda made, spot: _other_style(made, "见附件", "详见附表", "另附", "附后"),
)
_value_kind(
    "put_off",
    "writes 待定",
    ("name", "date", "mobile", "count", "place"),
    lambda made, spot: _other_style(made, "待定", "暂无", "不详", "待报", "/", "？"),
)
_value_kind(
    "crosses",
    "writes XXX",
    ("name", "mobile", "date", "bureau"),
    lambda made, spot: _other_style(made, "XXX", "×××", "***", "……"),
)
_value_kind(
    "dash_only",
    "writes a dash",
    ("name", "count", "email", "landline", "remark"),
    lambda made, spot: _other_style(made, "—", "-", "－－", "——"),
)
_value_kind(
    "void_note",
    "writes 作废 behind an answer",
    ("name", "mobile", "bureau", "post", "place"),
    lambda made, spot: f"{_text(spot)}（{_other_style(made, '作废', '撤销', '更正', '以此为准')}）",
)
_value_kind(
    "two_mobiles",
    "writes two mobiles",
    ("mobile",),
    lambda made, spot: f"{_text(spot)}{_other_style(made, '、', '/', ' ', '；')}{mobile(made.rng)}",
)
_value_kind(
    "two_mobiles_on_lines",
    "writes two mobiles on two lines",
    ("mobile",),
    lambda made, spot: f"{_text(spot)}\n{mobile(made.rng)}",
)
_value_kind(
    "mobile_short", "loses a digit of the mobile", ("mobile",), lambda made, spot: str(spot.answer.values[0])[:-1]
)
_value_kind(
    "mobile_long", "types a digit of the mobile twice", ("mobile",), lambda made, spot: str(spot.answer.values[0]) + "0"
)
_value_kind(
    "mobile_masked",
    "masks the mobile",
    ("mobile",),
    lambda made, spot: str(spot.answer.values[0])[:3] + "****" + str(spot.answer.values[0])[7:],
)
_value_kind(
    "mobile_scientific",
    "Excel turned the mobile into 1.38E+10",
    ("mobile",),
    lambda made, spot: f"{int(str(spot.answer.values[0])):.5E}",
)
_value_kind(
    "mobile_letter",
    "types the letter O for a zero",
    ("mobile",),
    lambda made, spot: (
        str(spot.answer.values[0])[:3] + _other_style(made, "O", "l", "S") + str(spot.answer.values[0])[4:]
    ),
)
_value_kind(
    "mobile_wechat",
    "writes （与微信同号） behind the mobile",
    ("mobile",),
    lambda made, spot: f"{_text(spot)}（与微信同号）",
    keep=True,
)
_value_kind(
    "mobile_with_name",
    "writes whose mobile it is",
    ("mobile",),
    lambda made, spot: f"{_text(spot)}（{name(made.rng)}）",
)
_value_kind(
    "mobile_is_landline",
    "gives the landline where the mobile is asked",
    ("mobile",),
    lambda made, spot: "0573-82521879",
)
_value_kind(
    "landline_extension",
    "gives an extension",
    ("landline",),
    lambda made, spot: f"{_text(spot)}{_other_style(made, '转801', '-801', ' 转 8012')}",
)
_value_kind(
    "two_landlines",
    "gives two landlines",
    ("landline",),
    lambda made, spot: f"{_text(spot)}/{_other_style(made, '82521880', '0573-82521880')}",
)
_value_kind(
    "email_broken",
    "mistypes the e-mail address",
    ("email",),
    lambda made, spot: _text(spot).replace("@", _other_style(made, "#", "＠@", "")).replace(".com", "。com"),
)
_value_kind(
    "two_emails",
    "gives two e-mail addresses",
    ("email",),
    lambda made, spot: f"{_text(spot)}{_other_style(made, '；', ' ', '/')}bangong@163.com",
)
_value_kind(
    "email_is_mobile", "gives a mobile where the e-mail is asked", ("email",), lambda made, spot: mobile(made.rng)
)
_value_kind(
    "date_without_year", "writes 5月10日", ("date",), lambda made, spot: _other_style(made, "5月10日", "5.10", "05-10")
)
_value_kind(
    "date_short_year",
    "writes 16.5.10",
    ("date",),
    lambda made, spot: _other_style(made, "16.5.10", "16年5月10日", "'16/5/10"),
)
_value_kind(
    "date_impossible",
    "writes a day that is not in the calendar",
    ("date",),
    lambda made, spot: _other_style(made, "2016年2月30日", "2016.13.5", "2016-06-31"),
)
_value_kind(
    "date_month_only",
    "writes only year and month",
    ("date",),
    lambda made, spot: _other_style(made, "2016年5月", "2016.5", "2016年上半年"),
)
_value_kind(
    "date_range",
    "writes a range of days",
    ("date",),
    lambda made, spot: _other_style(made, "2016年5月10日至12日", "2016.5.10-5.12", "5月10日—6月2日"),
)
_value_kind("date_two", "writes two dates", ("date",), lambda made, spot: "2016年5月10日、2016年6月1日")
_value_kind("date_serial", "Excel turned the date into a serial number", ("date",), lambda made, spot: "42500")
_value_kind(
    "date_by_month_name",
    "writes 5/10/2016",
    ("date",),
    lambda made, spot: _other_style(made, "5/10/2016", "10.5.2016", "03-04-2016"),
)
_value_kind(
    "count_vague",
    "writes 约91人",
    NUMBERS,
    lambda made, spot: _other_style(made, "约91人", "90余人", "近百人", "91人左右", "几十", "100+", ">50", "不少于20"),
)
_value_kind(
    "count_range",
    "writes 10-15",
    NUMBERS,
    lambda made, spot: _other_style(made, "10-15", "10～15人", "10至15", "三五个"),
)
_value_kind(
    "count_with_part",
    "writes 12（其中女性5）",
    NUMBERS,
    lambda made, spot: f"{_text(spot)}（{_other_style(made, '其中女性5', '含上月3', '另有2个未统计')}）",
)
_value_kind("count_sum", "writes 5+7", NUMBERS, lambda made, spot: _other_style(made, "5+7", "5+7=12", "3×4"))
_value_kind(
    "count_fraction", "autocorrect turned 1/2 into ½", NUMBERS, lambda made, spot: _other_style(made, "½", "1.5", "3¼")
)
_value_kind(
    "count_two", "writes two numbers", NUMBERS, lambda made, spot: _other_style(made, "10、12", "10 12", "10/12")
)
_value_kind("count_in_ten_thousands", "writes 1.2万", NUMBERS, lambda made, spot: _other_style(made, "1.2万", "3万余"))
_value_kind(
    "count_with_circle", "sets a circled number", NUMBERS, lambda made, spot: _other_style(made, "⑫", "12①", "⑴")
)
_value_kind(
    "count_as_grade",
    "writes a word where a number is asked",
    NUMBERS,
    lambda made, spot: _other_style(made, "若干", "全部", "多次", "每周一次"),
)
_value_kind(
    "percent_fraction",
    "writes a fraction where a percentage is asked",
    ("percent",),
    lambda made, spot: _other_style(made, "0.85", "8/10", "八成", "90%以上", "85‰"),
)
_value_kind(
    "unit_of_others",
    "another unit's name stands there",
    ("unit",),
    lambda made, spot: _other_style(made, "共青团平湖市委员会", "平湖团市委", "海宁市"),
)
_value_kind(
    "unit_with_contact",
    "writes name and telephone behind the unit",
    ("unit",),
    lambda made, spot: f"{_text(spot)} 张明 13812345678",
    keep=True,
)
_value_kind("place_is_person", "a person where a place is asked", ("place",), lambda made, spot: name(made.rng))
_value_kind(
    "place_with_phone",
    "a mobile behind the address",
    ("place",),
    lambda made, spot: f"{_text(spot)}，联系电话{mobile(made.rng)}",
)
_value_kind(
    "text_repeated", "a program multiplied the text", ("bureau", "place", "post"), lambda made, spot: _text(spot) * 3
)
_value_kind(
    "text_with_choice",
    "gives two answers and asks to choose",
    ("bureau", "place", "topic"),
    lambda made, spot: f"{_text(spot)}（或{_other_style(made, '县文化馆', '另定')}）",
)
_value_kind(
    "text_with_excel_error",
    "Excel left an error value",
    ("count", "percent", "bureau", "remark"),
    lambda made, spot: _other_style(made, "#REF!", "#N/A", "#VALUE!", "#DIV/0!"),
)
_value_kind(
    "template_braces_left",
    "a template's code is left",
    ("name", "bureau", "place"),
    lambda made, spot: _other_style(made, "{{ name }}", "«姓名»", "${name}", "【请填写】"),
)
_value_kind(
    "text_turned",
    "a character turns the direction of the text",
    ("mobile", "name", "bureau"),
    lambda made, spot: "\u202e" + _text(spot) + "\u202c",
)
_value_kind(
    "mojibake",
    "the text is in the wrong encoding",
    ("name", "bureau", "place"),
    lambda made, spot: _other_style(made, "锟斤拷", "å¼ ä¸‰", "ÕÅÈý", "����"),
)
_value_kind("count_spelled", "writes 十二", NUMBERS, lambda made, spot: spot.answer.text + "（大写同）", keep=True)


@ambiguous("ticks two options of a question with one answer")
def two_options_ticked(made: Return) -> bool:
    spot = made.pick("choice", how=("boxes",))
    if spot is None:
        return False
    first, second, *rest = spot.ask.wish.options
    spot.type("  ".join([f"☑{first}", f"☑{second}", *(f"□{each}" for each in rest)]))
    spot.answer.doubt()
    return True


@ambiguous("sets √ behind the option and leaves the boxes")
def tick_behind_option(made: Return) -> bool:
    spot = made.pick("choice", how=("boxes",))
    if spot is None:
        return False
    chosen = spot.answer.values[0]
    spot.type("  ".join(f"□{each}{'√' if each == chosen else ''}" for each in spot.ask.wish.options))
    return True


@ambiguous("types √ before the option and leaves the box")
def tick_beside_box(made: Return) -> bool:
    spot = made.pick("choice", "choices", how=("boxes",))
    if spot is None:
        return False
    value = spot.answer.values[0]
    chosen = value if isinstance(value, list) else [value]
    spot.type("  ".join(f"{'√' if each in chosen else ''}□{each}" for each in spot.ask.wish.options))
    return True


@ambiguous("deletes the boxes and types the option")
def option_typed(made: Return) -> bool:
    spot = made.pick("choice", how=("boxes",))
    if spot is None:
        return False
    spot.retype(str(spot.answer.values[0]), *spot.answer.values)
    return True


@ambiguous("deletes the options that do not apply and leaves an empty box")
def other_options_deleted(made: Return) -> bool:
    spot = made.pick("choice", how=("boxes",))
    if spot is None:
        return False
    spot.type(f"□{spot.answer.values[0]}")
    return True


@ambiguous("writes an option that the form does not have")
def option_invented(made: Return) -> bool:
    spot = made.pick("choice")
    if spot is None:
        return False
    options = spot.ask.wish.options
    spot.type("  ".join([*(f"□{each}" for each in options), "☑其他：联合体"]) if spot.how == "boxes" else "其他")
    spot.answer.doubt()
    return True


@ambiguous("adds a note to the ticked option")
def option_with_note(made: Return) -> bool:
    spot = made.pick("choice", how=("boxes",))
    if spot is None:
        return False
    chosen = spot.answer.values[0]
    spot.type("  ".join(f"☑{each}（下半年起）" if each == chosen else f"□{each}" for each in spot.ask.wish.options))
    return True


@ambiguous("ticks with × or ●, which may mean no")
def option_crossed(made: Return) -> bool:
    spot = made.pick("choice", how=("boxes",))
    if spot is None:
        return False
    chosen = spot.answer.values[0]
    sign = made.rng.choice("×╳✗○")
    spot.type("  ".join(f"{sign if each == chosen else '□'}{each}" for each in spot.ask.wish.options))
    spot.answer.doubt()
    return True
