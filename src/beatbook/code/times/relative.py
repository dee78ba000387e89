"""Normalisers of expressions that count from a day: today, weekdays, last week, that morning, the next day."""

from __future__ import annotations

from datetime import date

from beatbook.code.times.calendar import (
    shift_days,
)
from beatbook.code.times.durations import duration_value
from beatbook.code.times.lexicon import LEXICON
from beatbook.code.times.relations import is_anaphoric, relation, step_of
from beatbook.code.times.rules import Match
from beatbook.code.times.scene import Maker, Meaning, Scene
from beatbook.code.times.shifts import quarter_before, reference, shifted_unit


def _day(day: date | None) -> Meaning | None:
    return Meaning("DATE", day.isoformat()) if day else None


def today(match: Match, scene: Scene) -> Meaning | None:
    step = LEXICON.number(match.low("t"), "TODAY")
    if scene.mode == "narrative" or scene.anchor is None:
        return reference(step)
    return _day(shift_days(scene.anchor, step))


def day_offset(match: Match, scene: Scene) -> Meaning | None:
    step = int(str(match.rule.params["offset"]))
    return _day(shift_days(scene.anchor, step)) if scene.anchor else reference(step)


def today_part(match: Match, scene: Scene) -> Meaning | None:
    """For "yesterday morning", "tonight"."""
    part = part_value(match)
    step = LEXICON.number(match.low("t"), "TODAY") if match.has("t") else 0
    if scene.mode == "narrative" or scene.anchor is None:
        return Meaning("TIME", f"XXXX-XX-XX{part}", sets_reference=False)
    day = shift_days(scene.anchor, step)
    return Meaning("TIME", f"{day.isoformat()}{part}") if day else None


def part_value(match: Match) -> str:
    """The value of the part of the day that a match names."""
    for low in match.lows("p") if match.has("p") else ():
        for name in ("DAYPART", "TONIGHT"):
            if name in LEXICON.words.get(low, {}):
                return str(LEXICON.worth(low, name))
    return "TNI"


def weekday_number(match: Match) -> int:
    """1 to 7 for the part `wd`."""
    classes = LEXICON.words[match.low("wd")]
    return int(classes["WEEKDAY"] if "WEEKDAY" in classes else classes["WEEKDAYCAP"])


def weekday(match: Match, scene: Scene) -> Meaning | None:
    day = find_weekday(match, scene)
    return _day(day) if day else Meaning("DATE", f"XXXX-WXX-{weekday_number(match)}", sets_reference=False)


def find_weekday(match: Match, scene: Scene) -> date | None:
    """The day that a weekday means here."""
    wanted, kind = weekday_number(match), relation(match)
    if scene.mode == "narrative" or is_anaphoric(kind):
        return _weekday_after(scene, wanted, kind)
    anchor = scene.anchor
    if anchor is None:
        return None
    back = (anchor.isoweekday() - wanted) % 7
    if kind == "last":
        return shift_days(anchor, -(back or 7))
    if kind == "next":
        return shift_days(anchor, 7 - back)
    if kind == "this":
        return shift_days(anchor, wanted - anchor.isoweekday())
    if back and scene.tense(match.i, match.j) == "future":
        return shift_days(anchor, 7 - back)
    return shift_days(anchor, -back)


def _weekday_after(scene: Scene, wanted: int, kind: str | None) -> date | None:
    base = scene.near if is_anaphoric(kind) else scene.base
    if base is None or base.exact is None:
        return None
    here = base.first
    if kind in ("last", "prior"):
        return shift_days(here, -((here.isoweekday() - wanted) % 7 or 7))
    ahead = (wanted - here.isoweekday()) % 7
    return shift_days(here, ahead or 7 if kind in ("next", "following") else ahead)


def weekday_of_week(match: Match, scene: Scene) -> Meaning | None:
    """For "Friday of last week"."""
    wanted = weekday_number(match)
    if scene.anchor is None:
        return Meaning("DATE", f"XXXX-WXX-{wanted}", sets_reference=False)
    step = step_of(relation(match)) * 7
    return _day(shift_days(scene.anchor, wanted - scene.anchor.isoweekday() + step))


def weekday_ago(match: Match, scene: Scene) -> Meaning | None:
    """For "a week ago Friday": the Friday before the last."""
    wanted = weekday_number(match)
    if scene.anchor is None:
        return Meaning("DATE", f"XXXX-WXX-{wanted}", sets_reference=False)
    return _day(shift_days(scene.anchor, -((scene.anchor.isoweekday() - wanted) % 7) - 7))


def weekday_part(match: Match, scene: Scene) -> Meaning | None:
    day, part = find_weekday(match, scene), part_value(match)
    if day is None:
        return Meaning("TIME", f"XXXX-WXX-{weekday_number(match)}{part}", sets_reference=False)
    return Meaning("TIME", f"{day.isoformat()}{part}")


def this_part(match: Match, scene: Scene) -> Meaning | None:
    """For "this morning", "last night", "that evening", "the next morning"."""
    kind, part = relation(match), part_value(match)
    base = scene.near if is_anaphoric(kind) else scene.base
    if base is None or base.exact is None:
        return Meaning("TIME", f"XXXX-XX-XX{part}", sets_reference=False)
    day = shift_days(base.first, step_of(kind))
    return Meaning("TIME", f"{day.isoformat()}{part}") if day else None


def the_part(match: Match, scene: Scene) -> Meaning | None:
    """For "in the early morning": a part of the day that is spoken of."""
    part, base = part_value(match), scene.near if scene.mode == "narrative" else scene.base
    if base is None or base.exact is None:
        return Meaning("TIME", f"XXXX-XX-XX{part}", sets_reference=False)
    return Meaning("TIME", f"{base.first.isoformat()}{part}")


def relative_unit(match: Match, scene: Scene) -> Meaning | None:
    """For "last week", "this year", "that day", "the following month"."""
    kind = relation(match)
    unit = str(LEXICON.worth(match.low("u"), "UNIT")) if match.has("u") else "D"
    told = is_anaphoric(kind) or (unit == "D" and kind == "next")  # "the next day" is never tomorrow
    base = scene.near if told else scene.base
    if unit == "D" and kind in ("that", "same") and (base is None or base.exact is None):
        return None  # "that day" of no known date says nothing
    step = 0 if unit == "WE" and "coming" in match.words.lows[match.i : match.j] else step_of(kind)
    return shifted_unit(base, unit, step)


def weekend(match: Match, scene: Scene) -> Meaning | None:
    """For "Over the weekend": the last one, or this one when the clause looks ahead."""
    base = scene.base
    ahead = scene.tense(match.i, match.j) == "future" or (
        base is not None and base.exact and base.first.isoweekday() > 5
    )
    return shifted_unit(base, "WE", 0 if ahead or scene.mode == "narrative" else -1)


def the_unit(match: Match, scene: Scene) -> Meaning | None:
    """For "the end of the year", "later in the week": the one spoken of."""
    near = scene.mode == "narrative" and scene.reference
    return shifted_unit(scene.reference if near else scene.base, str(LEXICON.worth(match.low("u"), "UNIT")), 0)


def day_before(match: Match, scene: Scene) -> Meaning | None:
    """For "the day after": counted from the date mentioned last."""
    step = 1 if match.has("l") else -1
    base = scene.near if scene.mode == "narrative" else scene.happened
    return shifted_unit(base, "D", step) if base and base.exact else Meaning("DATE", "XXXX-XX-XX", sets_reference=False)


def for_the_unit(match: Match, scene: Scene) -> Meaning | None:
    """For "for the week", "over the year": the one that the post's day lies in, or a quarter spoken of."""
    unit = str(LEXICON.worth(match.low("u"), "UNIT"))
    if unit == "Q":
        value = scene.quarter or quarter_before(scene)
        return Meaning("DATE", value, sets_reference=False) if value else reference(0)
    return the_unit(match, scene)


def fiscal_span(match: Match, scene: Scene) -> Meaning | None:
    """For "the year ended June 30": a span of that length."""
    unit = str(LEXICON.worth(match.low("u"), "UNIT"))
    if unit == "Q":
        return for_the_unit(match, scene)
    return Meaning("DURATION", duration_value(1, unit))


MAKERS: dict[str, Maker] = {
    "today": today,
    "day_offset": day_offset,
    "today_part": today_part,
    "weekday": weekday,
    "weekday_of_week": weekday_of_week,
    "weekday_ago": weekday_ago,
    "weekday_part": weekday_part,
    "this_part": this_part,
    "the_part": the_part,
    "relative_unit": relative_unit,
    "weekend": weekend,
    "the_unit": the_unit,
    "day_before": day_before,
    "for_the_unit": for_the_unit,
    "fiscal_span": fiscal_span,
}
