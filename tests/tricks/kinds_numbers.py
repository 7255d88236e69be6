"""Numbers as people write them."""

from __future__ import annotations

from tests.tricks.kinds import rewrites, same
from tests.tricks.slots import Slot, Truth, is_one_of

INT = "integer"
NUM = "integer decimal"
RATE = "percentage"


def _is(*values: object) -> object:
    return lambda slot, new: is_one_of(*values)


def _blank(slot: Slot, new: str) -> Truth:
    return is_one_of("")


def fixed(name: str, types: str, words: str, *values: object) -> None:
    """Writes `words`, which mean one of `values`; none: a person must look."""
    rewrites(
        name, types, lambda old, rng: words, lambda slot, new: is_one_of(*values) if values else Truth(frozenset())
    )


rewrites("number, about after it", NUM, lambda v, rng: f"{v}左右")
rewrites("number, and some", INT, lambda v, rng: f"{v}余")
rewrites("number, some persons", INT, lambda v, rng: f"{v}多人")
rewrites("number, nearly", NUM, lambda v, rng: f"近{v}")
rewrites("number, not less than", NUM, lambda v, rng: f"不少于{v}")
rewrites("number, plus sign after it", NUM, lambda v, rng: f"{v}+")
rewrites("number, less-than sign", NUM, lambda v, rng: f"＜{v}")
rewrites("number, question mark", NUM, lambda v, rng: f"{v}？")
rewrites("number, estimated", NUM, lambda v, rng: f"{v}（估）")
rewrites("number, range with hyphen", INT, lambda v, rng: f"{v}-{int(v) + 10}")
rewrites("number, range with wave", INT, lambda v, rng: f"{v}～{int(v) + 10}")
rewrites("number, range with full stop dots", INT, lambda v, rng: f"{v}…{int(v) + 10}")
rewrites("number, sum", INT, lambda v, rng: f"{int(v) - 1}+1", same)
rewrites("number, of which", INT, lambda v, rng: f"{v}（其中女{int(v) // 2}）", same)
rewrites("number, old value in brackets", INT, lambda v, rng: f"{v}（原{int(v) + 3}）", same)
rewrites("number, correction in brackets", INT, lambda v, rng: f"{v}（应为{int(v) + 3}）")
rewrites("number, slash of two", INT, lambda v, rng: f"{v}/{int(v) + 3}")
rewrites("number, arrow to another", INT, lambda v, rng: f"{v}→{int(v) + 3}")
rewrites("number, arrow up", NUM, lambda v, rng: f"{v}↑")
rewrites("number, grown by", NUM, lambda v, rng: f"比上年增加{v}")
rewrites("number, gap of two spaces inside", INT, lambda v, rng: f"{v}  {int(v) + 1}")
rewrites("number, circled digit after it", INT, lambda v, rng: f"{v}①", same)
rewrites("number, superscript two after it", INT, lambda v, rng: f"{v}²")
rewrites("number, minus sign", INT, lambda v, rng: f"−{v}")
rewrites("number, brackets of accountants", NUM, lambda v, rng: f"({v})")
rewrites("number, Arabic-Indic digits", INT, lambda v, rng: v.translate({48 + n: 0x660 + n for n in range(10)}), same)
rewrites(
    "number, bold mathematical digits", INT, lambda v, rng: v.translate({48 + n: 0x1D7CE + n for n in range(10)}), same
)
rewrites("number, struck by combining marks", INT, lambda v, rng: "".join(f"{each}\u0336" for each in v))
rewrites("number, right-to-left override", INT, lambda v, rng: f"\u202e{v[::-1]}\u202c", same)
rewrites("number, override that shows another", INT, lambda v, rng: f"\u202e12{v}\u202c")
rewrites("number, private-use glyph inside", INT, lambda v, rng: f"{v}\ue0b3")
rewrites("number, replacement character", INT, lambda v, rng: f"{v[0]}\ufffd{v[1:]}")
rewrites("number, letter O for zero", INT, lambda v, rng: f"{v}O", lambda s, n: is_one_of(f"{s.written}0"))
rewrites("number, letter l for one", INT, lambda v, rng: f"l{v}", lambda s, n: is_one_of(f"1{s.written}"))
rewrites("number, Cyrillic three", INT, lambda v, rng: f"З{v}", lambda s, n: is_one_of(f"3{s.written}"))
rewrites("number, households not persons", INT, lambda v, rng: f"{v}户")
rewrites("number, percent for a count", INT, lambda v, rng: f"{v}%")
rewrites("number, per day", INT, lambda v, rng: f"{v}/天")
rewrites("number, monthly", INT, lambda v, rng: f"每月{v}")
rewrites("number, ordinal", INT, lambda v, rng: f"第{v}")
rewrites(
    "number, yuan for ten thousands",
    "decimal",
    lambda v, rng: f"{v}元",
    lambda s, n: Truth(frozenset()) if "万元" in s.label else s.truth,
)
rewrites("number, thousands", NUM, lambda v, rng: f"{v}千")
rewrites("number, decimal with full-width stop", "decimal", lambda v, rng: v.replace(".", "。"), same)
rewrites("number, decimal with middle dot", "decimal", lambda v, rng: v.replace(".", "·"), same)
rewrites("number, decimal comma", "decimal", lambda v, rng: v.replace(".", ","))
rewrites("number, two decimal points", "decimal", lambda v, rng: f"{v}.5")
rewrites(
    "number, half sign",
    "decimal",
    lambda v, rng: v.split(".")[0] + "½",
    lambda s, n: is_one_of(s.written.split(".")[0] + ".5"),
)
rewrites("number, count with point zero", INT, lambda v, rng: f"{v}.0", same)
rewrites("number, part of a count", INT, lambda v, rng: f"{v}.5")
rewrites("number, total and parts", INT, lambda v, rng: f"男{int(v) // 2}女{int(v) - int(v) // 2}", same)
rewrites("number, three parts with commas", INT, lambda v, rng: f"{v}，{int(v) + 1}，{int(v) + 2}")
rewrites("number, comma group cut wrong", INT, lambda v, rng: f"1,{v[:2]}")
rewrites("number, excluding", INT, lambda v, rng: f"{v}（不含乡镇）", same)
rewrites("number, target for next year", INT, lambda v, rng: f"计划{v}")
rewrites("number, date of count", INT, lambda v, rng: f"截至5月{v}")
rewrites("number, first twice over", INT, lambda v, rng: f"{v}×2")
fixed("number, ambiguous thousand point", INT, "1.234")
fixed("number, scientific", INT, "1e3", 1000)
fixed("number, thirty in writing", INT, "三十", 30)
fixed("number, two hundred and five", INT, "两百零五", 205)
fixed("number, one hundred and two tens", INT, "一百二", 120)
fixed("number, twenty-three, old sign", INT, "廿三", 23)
fixed("number, thirty, old sign", INT, "卅", 30)
fixed("number, cheque figures", INT, "壹拾贰", 12)
fixed("number, some twenty", INT, "二十几")
fixed("number, half a hundred", INT, "半百")
fixed("number, a dozen", INT, "一打", 12)
fixed("number, two and a half", "decimal", "两个半", 2.5)
fixed("number, ten thousands", INT, "2.5万", 25000)
fixed("number, ten thousands and hundreds", INT, "1万2", 12000)
fixed("number, Roman", INT, "Ⅻ", 12)
fixed("number, circled thirty", INT, "㉚", 30)
fixed("number, bracketed twelve", INT, "⑿", 12)
fixed("number, digit with a stop", INT, "⒓", 12)
fixed("number, zero as circle", INT, "二〇", 20)
fixed("number, rod numerals", INT, "〡〢", 12)
fixed("number, none", INT, "无", "", 0)
fixed("number, slash", NUM, "/", "")
fixed("number, long dash", NUM, "——", "")
fixed("number, left out", NUM, "略", "")
fixed("number, being counted", INT, "统计中", "")
fixed("number, as last year", INT, "同去年")
fixed("number, ditto mark", INT, "〃")
fixed("number, see annex", INT, "见附件")
fixed("number, all", INT, "全部")
fixed("number, counting strokes", INT, "正正下", 13)
fixed("rate, over a hundred", RATE, "820%")
fixed("rate, in writing", RATE, "百分之三十", 30)
fixed("rate, per mille", RATE, "30‰", 3)
fixed("rate, as a fraction", RATE, "0.95")
fixed("rate, three tenths", RATE, "三成", 30)
fixed("rate, points", RATE, "提高5个百分点")
fixed("rate, from to", RATE, "由80%提高到95%")
fixed("rate, a fraction of counts", RATE, "19/20", 95)
fixed("rate, negative", RATE, "-12.5%")
rewrites("rate, and above", RATE, lambda v, rng: f"{v}以上")
rewrites("rate, marks not percent", RATE, lambda v, rng: f"{v.rstrip('%')}分")
rewrites("rate, percent sign before", RATE, lambda v, rng: f"%{v.rstrip('%')}", same)
rewrites("rate, basis in brackets", RATE, lambda v, rng: f"{v}（上年90%）", same)
