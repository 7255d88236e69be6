"""Benign: the same answer written in another way."""

from __future__ import annotations

from documents.wml import w
from tests.corpus.fill import tick, write_gap
from tests.corpus.kinds.registry import benign
from tests.corpus.paper import el, text_pieces
from tests.corpus.returns import Return, Spot
from tests.corpus.values import date_styles, landline_styles, mobile_styles

WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
WIDE_DIGITS = {ord(str(digit)): 0xFF10 + digit for digit in range(10)}


def _some(made: Return, spots: list[Spot]) -> list[Spot]:
    """About half of `spots`, at least one, from now on touched."""
    chosen = [each for each in spots if made.rng.random() < 0.5] or spots[:1]
    for spot in chosen:
        spot.touched = True
    return chosen


@benign("types digits in full width, as the input method leaves them")
def full_width_digits(made: Return) -> bool:
    chosen = _some(made, made.filled("mobile", "count", "tally", "date", how=("cell", "control", "gap")))
    for spot in chosen:
        spot.restyle(spot.answer.text.translate(WIDE_DIGITS))
    return bool(chosen)


@benign("types the e-mail address in full width")
def full_width_email(made: Return) -> bool:
    spot = made.pick("email")
    if spot is None:
        return False
    spot.restyle(spot.answer.text.translate(WIDE))
    return True


@benign("writes dates in other styles: 2016.5.10, 2016/5/10, 二〇一六年五月十日")
def dates_in_other_styles(made: Return) -> bool:
    chosen = _some(made, made.filled("date"))
    for spot in chosen:
        year, month, day = (int(each) for each in str(spot.answer.values[0]).split("-"))
        spot.restyle(made.rng.choice(date_styles(year, month, day)))
    return bool(chosen)


@benign("puts spaces inside a date: 2016 年 5 月 10 日")
def dates_spaced(made: Return) -> bool:
    chosen = _some(made, made.filled("date"))
    for spot in chosen:
        year, month, day = (int(each) for each in str(spot.answer.values[0]).split("-"))
        spot.restyle(f"{year} 年 {month} 月 {day} 日")
    return bool(chosen)


@benign("writes the mobile with spaces, hyphens or +86")
def mobiles_in_other_styles(made: Return) -> bool:
    chosen = _some(made, made.filled("mobile"))
    for spot in chosen:
        spot.restyle(made.rng.choice(mobile_styles(str(spot.answer.values[0]))[1:]))
    return bool(chosen)


@benign("writes the landline with brackets, spaces or a long dash")
def landlines_in_other_styles(made: Return) -> bool:
    chosen = [each for each in made.filled("landline") if str(each.answer.values[0]).startswith("0573-")]
    for spot in _some(made, chosen) if chosen else []:
        spot.restyle(made.rng.choice(landline_styles(str(spot.answer.values[0])[5:])[1:]))
    return bool(chosen)


@benign("writes counts with their unit: 10次, 共91人次")
def counts_with_units(made: Return) -> bool:
    spots = [each for each in made.filled("count") if each.ask.wish.suffix]
    for spot in _some(made, spots) if spots else []:
        unit = spot.ask.wish.suffix
        spot.restyle(made.rng.choice((f"{spot.answer.values[0]}{unit}", f"共{spot.answer.values[0]}{unit}")))
    return bool(spots)


@benign("writes thousands with a comma")
def counts_with_commas(made: Return) -> bool:
    spots = [
        each
        for each in made.filled("count", "tally")
        if isinstance(each.answer.values[0], int) and each.answer.values[0] >= 1000
    ]
    for spot in spots:
        spot.touched = True
        spot.restyle(f"{spot.answer.values[0]:,}")
    return bool(spots)


@benign("stretches a two-character name: 张 三")
def names_stretched(made: Return) -> bool:
    spots = [each for each in made.filled("name") if len(str(each.answer.values[0])) == 2]
    for spot in spots:
        spot.touched = True
        gap = made.rng.choice((" ", "  ", "\u3000", "\u00a0"))
        spot.restyle(gap.join(str(spot.answer.values[0])))
    return bool(spots)


@benign("writes the percentage with a full-width sign or a space before it")
def percentages_in_other_styles(made: Return) -> bool:
    spots = made.filled("percent")
    for spot in spots:
        spot.touched = True
        spot.restyle(spot.answer.text.replace("%", made.rng.choice(("％", " %"))))
    return bool(spots)


@benign("leaves spaces before and after the answer")
def spaces_around(made: Return) -> bool:
    chosen = _some(made, made.filled(how=("cell", "control")))
    for spot in chosen:
        spot.restyle(made.rng.choice((" ", "  ", "\u3000")) + spot.answer.text + made.rng.choice(("", " ", "\u3000")))
    return bool(chosen)


@benign("leaves a space in an empty cell")
def space_in_empty_cells(made: Return) -> bool:
    spots = [each for each in made.empties() if each.how == "cell"]
    for spot in spots:
        spot.touched = True
        spot.type(made.rng.choice((" ", "\u3000\u3000")))
    return bool(spots)


@benign("presses Enter after the answer, so that an empty paragraph follows")
def empty_paragraph_after(made: Return) -> bool:
    spot = made.pick(how=("cell",))
    if spot is None:
        return False
    spot.holder.append(el("p"))
    return True


@benign("breaks a long address over two lines")
def address_on_two_lines(made: Return) -> bool:
    spot = made.pick("place", how=("cell", "control"))
    if spot is None:
        return False
    text = spot.answer.text
    cut = len(text) // 2
    broken = f"{text[:cut]}\n{text[cut:]}"
    spot.retype(broken, text, broken)
    return True


@benign("ends an answer with a line break")
def line_break_after(made: Return) -> bool:
    spot = made.pick(how=("cell", "control"))
    if spot is None:
        return False
    spot.restyle(spot.answer.text + "\n")
    return True


@benign("writes a long text in several paragraphs")
def long_text_in_paragraphs(made: Return) -> bool:
    spot = made.pick("long", how=("cell",))
    if spot is None:
        return False
    first, *more = spot.answer.text.split("\n")
    more = more or ["请上级予以支持。"]
    spot.type(first)
    for text in more:
        spot.holder.append(el("p", el("r", *text_pieces(text))))
    joined = "\n".join([first, *more])
    spot.answer.take(joined, joined)
    return True


@benign("indents a long text with two full-width spaces")
def long_text_indented(made: Return) -> bool:
    spot = made.pick("long", how=("cell", "control"))
    if spot is None:
        return False
    lines = spot.answer.text.split("\n")
    spot.retype(
        "\n".join("\u3000\u3000" + each for each in lines),
        "\n".join(lines),
        "\n".join("\u3000\u3000" + each for each in lines).strip(),
    )
    return True


@benign("pastes text with soft hyphens, zero-width spaces or a no-break hyphen, as WeChat and web pages give it")
def invisible_characters(made: Return) -> bool:
    spot = made.pick("mobile", "name", "place", "bureau", "landline", how=("cell", "control"))
    if spot is None:
        return False
    text = spot.answer.text
    cut = max(1, len(text) // 2)
    spot.restyle(text[:cut] + made.rng.choice(("\u200b", "\ufeff", "\u00ad", "\u2060")) + text[cut:])
    if "-" in text:
        node = next(each for each in spot.runs[0].iter(w("t")) if "-" in (each.text or ""))
        before, _, after = (node.text or "").partition("-")
        node.text = before
        tail = text_pieces(after)
        for piece in reversed([el("noBreakHyphen"), *tail]):
            node.addnext(piece)
    return True


@benign("replaces the box by √")
def tick_as_root_sign(made: Return) -> bool:
    return _ticks(made, "√")


@benign("replaces the box by ■")
def tick_as_black_square(made: Return) -> bool:
    return _ticks(made, "■")


@benign("replaces the box by ☑ or ☒")
def tick_as_ballot_box(made: Return) -> bool:
    return _ticks(made, made.rng.choice("☑☒"))


def _ticks(made: Return, sign: str) -> bool:
    spots = made.filled("choice", "choices", how=("boxes",))
    for spot in spots:
        spot.touched = True
        tick(spot, sign)
    return bool(spots)


@benign("inserts the tick from Wingdings in place of the box")
def tick_from_wingdings(made: Return) -> bool:
    spot = made.pick("choice", "choices", how=("boxes",))
    if spot is None:
        return False
    font, char = made.rng.choice(
        (("Wingdings", "F0FE"), ("Wingdings 2", "F052"), ("Wingdings", "F0FC"), ("Wingdings 2", "F050"))
    )
    tick(spot, "\uf8ff")
    for node in list(spot.runs[0].iter(w("t"))):
        pieces = []
        for number, text in enumerate((node.text or "").split("\uf8ff")):
            if number:
                pieces.append(el("sym", font=font, char=char))
            pieces += text_pieces(text)
        parent = node.getparent()
        assert parent is not None
        at = parent.index(node)
        parent[at : at + 1] = pieces
    return True


@benign("keeps the underscores around the answer")
def underscores_kept(made: Return) -> bool:
    return _gaps(made, "between")


@benign("types underlined between spaces in place of the underscores")
def underlined_in_place(made: Return) -> bool:
    return _gaps(made, "underlined")


def _gaps(made: Return, style: str) -> bool:
    spots = [each for each in made.filled(how=("gap",)) if each.ask.wish.maker != "date"]
    for spot in spots:
        spot.touched = True
        write_gap(spot, style)
    return bool(spots)


@benign("types the answer and leaves the underscores behind it")
def underscores_behind(made: Return) -> bool:
    spot = made.pick("name", "mobile", "email", "unit", "post", how=("gap",))
    if spot is None:
        return False
    spot.type(spot.answer.text + "____")
    return True


@benign("fills the day into the printed 年 月 日 and leaves the spaces")
def date_between_the_printed_words(made: Return) -> bool:
    spots = made.filled("date", how=("gap",))
    for spot in spots:
        spot.touched = True
        year, month, day = (int(each) for each in str(spot.answer.values[0]).split("-"))
        spot.restyle(f" {year} 年 {month} 月 {day} 日")
    return bool(spots)


@benign("uses another official name of the own unit")
def unit_by_another_name(made: Return) -> bool:
    spot = made.pick("unit")
    if spot is None:
        return False
    name = made.rng.choice(made.form.unit)
    spot.retype(name, *dict.fromkeys((name, *made.form.unit)))
    return True


@benign("writes a remark that begins with 例行")
def remark_with_routine(made: Return) -> bool:
    spot = made.pick("remark")
    if spot is None:
        return False
    text = made.rng.choice(("例行走访中已核实", "例会时已通报", "合计课时由党校核定"))
    spot.retype(text, text)
    return True


@benign("writes quotation marks, numbers and brackets in a long text")
def long_text_with_punctuation(made: Return) -> bool:
    spot = made.pick("long")
    if spot is None:
        return False
    text = "围绕“两学一做”（含‘三会一课’）开展活动3次；<参与率>达95%以上 & 反响良好——详见工作简报2016年第5期。"
    spot.retype(text, text)
    return True


@benign("writes a long text in traditional characters")
def long_text_traditional(made: Return) -> bool:
    spot = made.pick("long")
    if spot is None:
        return False
    text = "組織青年志願者開展環境整治活動，共清理河道垃圾。"
    spot.retype(text, text)
    return True
