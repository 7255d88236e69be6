"""Ambiguous: an answer typed so that nothing, or not what is typed, is the value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.unseen.answers import UNKNOWN, Answer, Pool
from tests.unseen.returns import Return

Typed = tuple[str, Any]
How = Callable[[Answer, Pool], Typed | None]


def one(kinds: tuple[str, ...], how: How) -> Callable[[Return], bool]:
    """One answer of `kinds`, a single one or in a row, typed as `how` says; its truth becomes `how`'s value."""

    def mutate(made: Return) -> bool:
        singles = [(each.key, None, 0, "") for each in made.slots(*kinds)]
        celled = [
            (key, grid, number, key)
            for grid, number in made.filled()
            if not grid.names or grid.key == "sum"  # headers on one level, so that a number is surely asked for
            for key, answer in made.rows[grid.key][number].items()
            if answer and answer.kind.split(":")[0] in kinds
        ]
        places = singles + made.rng.sample(celled, min(len(celled), 3))
        made.rng.shuffle(places)
        for key, grid, number, column in places:
            answer = made.answers[key] if grid is None else made.rows[grid.key][number][column]
            typed = how(answer, made.pool) if answer else None
            if answer is None or typed is None:
                continue
            changed = Answer(answer.kind, typed[0], typed[1])
            if grid is None:
                made.write(key, typed[0])
                made.answers[key] = changed
            else:
                made.write_cell(grid.key, number, column, typed[0])
                made.rows[grid.key][number][column] = changed
            return True
        return False

    return mutate


def said(form: str, value: Any = UNKNOWN) -> How:
    """`form` with {0} the answer, {1} another of its kind; `value`: "same", "other" or the value."""

    def how(answer: Answer, pool: Pool) -> Typed | None:
        other = pool.make(answer.kind) if "{1}" in form else answer
        meant = {"same": answer.value, "other": other.value}.get(value, value) if isinstance(value, str) else value
        texts = [str(each.value) if each.kind.startswith("int") else each.raw.strip() for each in (answer, other)]
        return form.format(*texts), meant

    return how


def _masked(answer: Answer, pool: Pool) -> Typed:
    return answer.value[:3] + "****" + answer.value[-4:], UNKNOWN


def _letter(answer: Answer, pool: Pool) -> Typed | None:
    return (answer.raw.replace("0", "O", 1), answer.value) if "0" in answer.raw else None


def _cut(answer: Answer, pool: Pool) -> Typed:
    return answer.value[:-1], UNKNOWN


def _longer(answer: Answer, pool: Pool) -> Typed:
    return answer.value + "6", UNKNOWN


def _date(form: str, value: Any = UNKNOWN) -> How:
    def how(answer: Answer, pool: Pool) -> Typed:
        year, month, day = (int(part) for part in answer.value.split("-"))
        return form.format(y=year, m=month, d=day, s=year % 100), answer.value if value == "same" else value

    return how


def _yuan(answer: Answer, pool: Pool) -> Typed:
    return f"{round(answer.value * 10000)}元", UNKNOWN


def _no_at(answer: Answer, pool: Pool) -> Typed:
    return answer.raw.replace("@", "#"), UNKNOWN


def _full_stop(answer: Answer, pool: Pool) -> Typed:
    return answer.raw.replace(".", "。"), answer.value


def _family(answer: Answer, pool: Pool) -> Typed:
    return answer.value[0], UNKNOWN


N, M, E, COUNT, D, T = ("name",), ("mobile",), ("email",), ("int",), ("date",), ("text", "unit", "place", "long")
ANY = ("name", "mobile", "phone", "email", "int", "date", "text", "unit", "place", "long", "post")
AMBIGUOUS_VALUES: dict[str, Callable[[Return], bool]] = {
    "two names": one(N, said("{0}、{1}")),
    "two names apart": one(N, said("{0}　　{1}")),
    "two names joined by 和": one(N, said("{0}和{1}")),
    "two names on two lines": one(N, said("{0}\n{1}")),
    "two names with a slash": one(N, said("{0}/{1}")),
    "name and post": one(N, said("{0}副主任", "same")),
    "name and post below": one(N, said("{0}\n科长", "same")),
    "name and number": one(N, said("{0} 13812340987", "same")),
    "name and former name": one(N, said("{0}（原：{1}）", "same")),
    "name changed by an arrow": one(N, said("{0}→{1}", "other")),
    "name changed by words": one(N, said("{0}改为{1}", "other")),
    "name not sure": one(N, said("{0}？")),
    "name of a deputy": one(N, said("{0}（{1}代）")),
    "name and others": one(N, said("{0}等5人")),
    "name without given name": one(N, _family),
    "name covered": one(N, said("王某某")),
    "name has left": one(N, said("{0}（已调离）")),
    "name provisional": one(N, said("暂定{0}")),
    "name three times": one(N, said("{0}{0}{0}", "same")),
    "name: post only": one(N, said("办公室主任")),
    "name: number instead": one(N, said("13912348765")),
    "name: none": one(N, said("无", (None, "无"))),
    "mobile too short": one(M, _cut),
    "mobile too long": one(M, _longer),
    "two mobiles": one(M, said("{0}/{1}")),
    "two mobiles on two lines": one(M, said("{0}\n{1}")),
    "two mobiles without sign": one(M, said("{0}{1}")),
    "mobile masked": one(M, _masked),
    "mobile with letter O": one(M, _letter),
    "mobile and WeChat": one(M, said("{0}（同微信）", "same")),
    "mobile of somebody else": one(M, said("{0}（爱人）")),
    "mobile out of use": one(M, said("{0}（已停用）")),
    "mobile short number": one(M, said("短号66{0:.4}")),
    "mobile before or after": one(M, said("5月后换{0}")),
    "e-mail without @": one(E, _no_at),
    "two e-mails": one(E, said("{0}；{1}")),
    "e-mail with Chinese stop": one(E, _full_stop),
    "e-mail with a note": one(E, said("{0}（工作日查看）", "same")),
    "number about": one(COUNT, said("约{0}")),
    "number about 左右": one(COUNT, said("{0}人左右")),
    "number more than": one(COUNT, said("{0}多")),
    "number at least": one(COUNT, said("不少于{0}")),
    "number range": one(COUNT, said("{0}-{1}")),
    "number or": one(COUNT, said("{0}或{1}")),
    "number sum": one(COUNT, said("{0}+{1}")),
    "number some": one(COUNT, said("若干")),
    "number ten odd": one(COUNT, said("十几")),
    "number with parts": one(COUNT, said("{0}（其中女{1}）", "same")),
    "number changed": one(COUNT, said("{0}（应为{1}）", "other")),
    "number negative": one(COUNT, said("-{0}")),
    "number with a half": one(COUNT, said("{0}.5")),
    "number in days": one(COUNT, said("{0}天")),
    "number in percent": one(COUNT, said("{0}%")),
    "number of two years": one(COUNT, said("去年{0}，今年{1}")),
    "number in ten thousands": one(COUNT, said("{0}万")),
    "number as last year": one(COUNT, said("同去年")),
    "number as fraction": one(COUNT, said("{0}/{1}")),
    "money in yuan": one(("dec",), _yuan),
    "measure in hectares": one(("dec",), said("{0}公顷")),
    "decimal about": one(("dec",), said("约{0}")),
    "decimal of two": one(("dec",), said("{0}、{1}")),
    "percent vague": one(("pct",), said("{0}左右")),
    "percent in words": one(("pct",), said("八成以上")),
    "date without year": one(D, _date("{m}月{d}日")),
    "date without day": one(D, _date("{y}年{m}月")),
    "date with short year": one(D, _date("{s}.{m}.{d}", "same")),
    "date range": one(D, _date("{y}年{m}月{d}日至29日")),
    "date before": one(D, _date("{y}年{m}月{d}日前")),
    "date impossible": one(D, _date("{y}年2月30日")),
    "date month 13": one(D, _date("{y}-13-{d}")),
    "date this year": one(D, _date("今年{m}月{d}日")),
    "date or": one(D, _date("{y}年{m}月{d}日或30日")),
    "date lunar": one(D, _date("{y}年农历{m}月{d}日")),
    "date changed": one(D, said("{0}（改为{1}）", "other")),
    "two dates": one(D, said("{0} {1}")),
    "date at the end of the month": one(D, _date("{y}年{m}月底")),
    "date planned": one(D, said("预计{0}")),
    "same as above": one(ANY, said("同上")),
    "ditto sign": one(ANY, said("〃")),
    "see annex": one(ANY, said("见附件")),
    "see separate sheet": one(ANY, said("详见附表2")),
    "to be decided": one(ANY, said("待定")),
    "to follow": one(ANY, said("另报")),
    "crosses": one(ANY, said("×××")),
    "question marks": one(ANY, said("？？")),
    "void": one(ANY, said("{0}（作废）")),
    "wrong, see telephone": one(ANY, said("{0}，此项有误，以电话告知为准")),
    "corrected behind": one(("text", "unit", "place", "name", "mobile", "email"), said("{0}（更正：{1}）", "other")),
    "text three times": one(("place", "unit"), said("{0}{0}{0}", "same")),
    "post: a name": one(("post",), said("欧阳建国")),
    "unchanged": one(ANY, said("与上次相同")),
    "above the line": one(ANY, said("见上格")),
    "please fill in": one(ANY, said("请填写")),
}
