"""Ambiguous: not surely the name or post of one person."""

from __future__ import annotations

from tests.corpus.kinds.words import one_of, typed, value_kind
from tests.corpus.values import POSTS, mobile, name

value_kind(
    "name_with_post",
    "writes name and post in one cell",
    ("name",),
    lambda made, spot: f"{typed(spot)} {made.rng.choice(POSTS)}",
    keep=True,
)
value_kind(
    "post_with_name", "writes the name into the post", ("post",), lambda made, spot: f"{name(made.rng)} {typed(spot)}"
)
value_kind(
    "two_names",
    "writes two names",
    ("name",),
    lambda made, spot: f"{typed(spot)}{one_of(made, '、', '，', ' ', '/', '和')}{name(made.rng)}",
)
value_kind(
    "two_names_joined",
    "writes two names without anything between",
    ("name",),
    lambda made, spot: typed(spot) + name(made.rng),
)
value_kind(
    "two_names_on_lines",
    "writes two names on two lines",
    ("name",),
    lambda made, spot: f"{typed(spot)}\n{name(made.rng)}",
)
value_kind("name_and_others", "writes 等3人 behind a name", ("name",), lambda made, spot: f"{typed(spot)}等3人")
value_kind(
    "name_with_question",
    "is not sure of a name",
    ("name",),
    lambda made, spot: f"{typed(spot)}{one_of(made, '？', '?', '（待核实）', '（暂定）')}",
    never=True,
)
value_kind(
    "name_with_mark",
    "sets a note's sign behind a name",
    ("name",),
    lambda made, spot: f"{typed(spot)}{one_of(made, '①', '*', '※', '¹')}",
    keep=True,
)
value_kind(
    "name_with_note",
    "explains a name in brackets",
    ("name",),
    lambda made, spot: f"{typed(spot)}{one_of(made, '（女）', '（主持工作）', '（已调离）', '（作废）')}",
    keep=False,
)
value_kind(
    "name_with_phone",
    "writes the mobile behind the name",
    ("name",),
    lambda made, spot: f"{typed(spot)} {mobile(made.rng)}",
    keep=True,
)
value_kind(
    "name_repeated", "a program multiplied the answer", ("name",), lambda made, spot: typed(spot) * 4, never=True
)
value_kind(
    "name_tofu",
    "a rare character became a box",
    ("name",),
    lambda made, spot: f"{typed(spot)[0]}{one_of(made, '□', '?', chr(0xFFFD), '〇')}",
    never=True,
)
value_kind(
    "name_private_use",
    "a rare character comes from a font's private area",
    ("name",),
    lambda made, spot: typed(spot)[0] + "\ue863",
    never=True,
)
value_kind("name_as_place", "writes a place into a name", ("name",), lambda made, spot: "罗星街道人民大道18号")
value_kind(
    "name_as_title",
    "writes a surname with a title",
    ("name",),
    lambda made, spot: f"{typed(spot)[0]}{one_of(made, '主任', '书记', '老师', '某')}",
)
value_kind("name_misplaced_post", "writes a post into the name", ("name",), lambda made, spot: made.rng.choice(POSTS))
