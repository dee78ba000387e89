"""Normalisers of lengths of time, sets and vague references."""

from __future__ import annotations

from beatbook.code.times.lexicon import LEXICON
from beatbook.code.times.numbers import count, ordinal
from beatbook.code.times.rules import Match
from beatbook.code.times.scene import Maker, Meaning, Scene
from beatbook.code.times.shifts import span_beside
from beatbook.code.times.years import month_number
from beatbook.record.codes import TimexType

# Symbol -> (TIMEX3 unit, how many of it, whether it is a unit of the clock).
_UNITS: dict[str, tuple[str, int, bool]] = {
    "S": ("S", 1, True),
    "MIN": ("M", 1, True),
    "H": ("H", 1, True),
    "D": ("D", 1, False),
    "NIGHT": ("D", 1, False),
    "W": ("W", 1, False),
    "FORTNIGHT": ("W", 2, False),
    "WE": ("WE", 1, False),
    "M": ("M", 1, False),
    "Q": ("Q", 1, False),
    "Y": ("Y", 1, False),
    "DE": ("Y", 10, False),
    "CE": ("Y", 100, False),
    "ML": ("Y", 1000, False),
    "GEN": ("GEN", 1, False),
}
_VAGUE = {"DE": "DE", "CE": "CE", "ML": "ML"}


def duration_value(number: float | None, unit: str) -> str:
    """The TIMEX3 value of a length: ``P3M``, ``PT40M``, ``P2.5Y``, ``PXY`` where no number is said."""
    symbol, factor, clock = _UNITS[unit]
    head = "PT" if clock else "P"
    if number is None:
        return f"{head}X{_VAGUE.get(unit, symbol)}"
    if number == 0.5 and unit in ("H", "Y", "MIN"):
        return {"H": "PT30M", "Y": "P6M", "MIN": "PT30S"}[unit]
    total = number * factor
    return f"{head}{int(total) if total == int(total) else total:g}{symbol}" if total < 1e6 else f"{head}X{symbol}"


def _unit(match: Match) -> str:
    classes = LEXICON.words[match.low("u")]
    return str(classes.get("UNIT") or classes["UNITS"])


def _number(match: Match) -> float | None:
    if not match.has("n"):
        return None
    if match.low("n") == "half":
        return 0.5
    number = 2.0 if match.low("n") == "couple" else count(match.words, *match.parts["n"])
    if number is None and "couple" in match.lows("n"):
        number = 2.0
    if number is not None and match.has("h"):
        number += 0.25 if "quarter" in match.lows("h") or "¼" in match.lows("h") else 0.5
    return number


def duration(match: Match, scene: Scene) -> Meaning | None:
    return Meaning("DURATION", duration_value(_number(match), _unit(match)))


def duration_pair(match: Match, scene: Scene) -> Meaning | None:
    """For "two years and a month": P2Y1M."""
    second = LEXICON.words[match.low("v")]
    number = count(match.words, *match.parts["k"])
    left = duration_value(_number(match), _unit(match))
    right = duration_value(number, str(second.get("UNIT") or second["UNITS"]))
    if "X" in left + right or (left.startswith("PT") and not right.startswith("PT")):
        return Meaning("DURATION", left)
    return Meaning("DURATION", left + (right[2:] if left.startswith("PT") else right[1:]))


def span_units(match: Match, scene: Scene) -> Meaning | None:
    """For "the past three months", "the next few years": a length of time beside now."""
    number = count(match.words, *match.parts["n2"]) if match.has("n2") else _number(match)
    word = LEXICON.words[match.low("w")]
    step = -1 if "RECENT" in word else int(word.get("SPANWORD", 0))
    days = span_beside(scene.base, _unit(match), number, step)
    return Meaning("DURATION", duration_value(number, _unit(match)), days=days)


def vague_units(match: Match, scene: Scene) -> Meaning | None:
    return Meaning("DURATION", duration_value(None, _unit(match)))


def unit_long(match: Match, scene: Scene) -> Meaning | None:
    classes = LEXICON.words[match.low("u")]
    return Meaning("DURATION", duration_value(1, str(classes.get("LONGWORD") or classes["UNIT"])))


def fixed(match: Match, scene: Scene) -> Meaning | None:
    """A phrase whose value stands in the rule."""
    kind = str(match.rule.params.get("type", "DATE"))
    types: dict[str, TimexType] = {"DATE": "DATE", "DURATION": "DURATION", "SET": "SET", "TIME": "TIME"}
    return Meaning(types[kind], str(match.rule.params["value"]), sets_reference=False)


def word(match: Match, scene: Scene) -> Meaning | None:
    """A word whose value stands in the lexicon."""
    classes = LEXICON.words[match.low("w")]
    for name in ("NOWWORD", "PASTWORD", "RECENT", "CURRENT"):
        if name in classes:
            return Meaning("DATE", str(classes[name]), sets_reference=False)
    return Meaning("DATE", "FUTURE_REF" if match.low("w") == "future" else "PAST_REF", sets_reference=False)


def set_weekday(match: Match, scene: Scene) -> Meaning | None:
    low = match.low("wd")
    worth = LEXICON.words[low].get("WEEKDAYS") or LEXICON.words[low]["WEEKDAY"]
    value = worth if isinstance(worth, str) else f"XXXX-WXX-{worth}"
    part = str(LEXICON.worth(match.lows("p")[-1], "DAYPART")) if match.has("p") else ""
    return Meaning("SET", f"{value}{part}", sets_reference=False)


def set_month(match: Match, scene: Scene) -> Meaning | None:
    return Meaning("SET", f"XXXX-{month_number(match):02d}", sets_reference=False)


def set_season(match: Match, scene: Scene) -> Meaning | None:
    return Meaning("SET", f"XXXX-{LEXICON.worth(match.low('s'), 'SEASON')}", sets_reference=False)


def set_unit(match: Match, scene: Scene) -> Meaning | None:
    number = 2 if "other" in match.words.lows[match.i : match.j] else 1
    return Meaning("SET", duration_value(number, _unit(match)), sets_reference=False)


def set_units(match: Match, scene: Scene) -> Meaning | None:
    number = count(match.words, *match.parts["n"]) or ordinal(match.words, *match.parts["n"]) or None
    return Meaning("SET", duration_value(number, _unit(match)), sets_reference=False)


def set_part(match: Match, scene: Scene) -> Meaning | None:
    return Meaning("SET", f"XXXX-XX-XX{LEXICON.worth(match.low('p'), 'DAYPART')}", sets_reference=False)


def frequency(match: Match, scene: Scene) -> Meaning | None:
    return Meaning("SET", str(LEXICON.worth(match.low("f"), "FREQ")), sets_reference=False)


MAKERS: dict[str, Maker] = {
    "duration": duration,
    "duration_pair": duration_pair,
    "span_units": span_units,
    "vague_units": vague_units,
    "bare_units": vague_units,
    "unit_long": unit_long,
    "fixed": fixed,
    "reference": fixed,
    "word": word,
    "recent": word,
    "current": word,
    "future": word,
    "set_weekday": set_weekday,
    "set_month": set_month,
    "set_season": set_season,
    "set_unit": set_unit,
    "set_units": set_units,
    "set_part": set_part,
    "frequency": frequency,
    "rate": set_unit,
}
