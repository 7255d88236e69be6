"""Ambiguous: not surely one telephone number or one e-mail address."""

from __future__ import annotations

from tests.corpus.kinds.words import one_of, typed, value_kind
from tests.corpus.values import mobile, name

value_kind(
    "two_mobiles",
    "writes two mobiles",
    ("mobile",),
    lambda made, spot: f"{typed(spot)}{one_of(made, '、', '/', ' ', '；')}{mobile(made.rng)}",
)
value_kind(
    "two_mobiles_on_lines",
    "writes two mobiles on two lines",
    ("mobile",),
    lambda made, spot: f"{typed(spot)}\n{mobile(made.rng)}",
)
value_kind(
    "mobile_short", "loses a digit of the mobile", ("mobile",), lambda made, spot: str(spot.answer.values[0])[:-1]
)
value_kind(
    "mobile_long", "types a digit of the mobile twice", ("mobile",), lambda made, spot: str(spot.answer.values[0]) + "0"
)
value_kind(
    "mobile_masked",
    "masks the mobile",
    ("mobile",),
    lambda made, spot: str(spot.answer.values[0])[:3] + "****" + str(spot.answer.values[0])[7:],
)
value_kind(
    "mobile_scientific",
    "Excel turned the mobile into 1.38E+10",
    ("mobile",),
    lambda made, spot: f"{int(str(spot.answer.values[0])):.5E}",
)
value_kind(
    "mobile_letter",
    "types the letter O for a zero",
    ("mobile",),
    lambda made, spot: str(spot.answer.values[0])[:3] + one_of(made, "O", "l", "S") + str(spot.answer.values[0])[4:],
)
value_kind(
    "mobile_wechat",
    "writes （与微信同号） behind the mobile",
    ("mobile",),
    lambda made, spot: f"{typed(spot)}（与微信同号）",
    keep=True,
)
value_kind(
    "mobile_with_name",
    "writes whose mobile it is",
    ("mobile",),
    lambda made, spot: f"{typed(spot)}（{name(made.rng)}）",
)
value_kind(
    "mobile_is_landline",
    "gives the landline where the mobile is asked",
    ("mobile",),
    lambda made, spot: "0573-82521879",
)
value_kind(
    "landline_extension",
    "gives an extension",
    ("landline",),
    lambda made, spot: f"{typed(spot)}{one_of(made, '转801', '-801', ' 转 8012')}",
)
value_kind(
    "two_landlines",
    "gives two landlines",
    ("landline",),
    lambda made, spot: f"{typed(spot)}/{one_of(made, '82521880', '0573-82521880')}",
)
value_kind(
    "email_broken",
    "mistypes the e-mail address",
    ("email",),
    lambda made, spot: typed(spot).replace("@", one_of(made, "#", "＠@", "")).replace(".com", "。com"),
)
value_kind(
    "two_emails",
    "gives two e-mail addresses",
    ("email",),
    lambda made, spot: f"{typed(spot)}{one_of(made, '；', ' ', '/')}bangong@163.com",
)
value_kind(
    "email_is_mobile", "gives a mobile where the e-mail is asked", ("email",), lambda made, spot: mobile(made.rng)
)
