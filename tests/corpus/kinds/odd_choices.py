"""Ambiguous: not surely the chosen option."""

from __future__ import annotations

from tests.corpus.kinds.registry import ambiguous
from tests.corpus.returns import Return


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
