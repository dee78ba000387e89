"""The toll that a post tells: how many were killed, how many were injured, by which words and which rule.

A post tells its dead and hurt many times over: as a total, in parts, one by one, and those of other happenings
beside them. No number is made up of parts from several sentences; of the statements (`Harm`) the title's count
before the lead's, and what only stands deep in the text, or disagrees, is no toll. The rules and their order were
chosen on the development half of the incidents set, 2026-11 (``tools/score/incidents.py``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from beatbook.code.events.harm import Harm, Standing, find_harm
from beatbook.code.events.harm_words import Fate
from beatbook.code.reading import Reading
from beatbook.record import PostCodes, Toll, TollCount

WEIGHT: dict[Standing, int] = {"title": 3, "lead": 2, "body": 1}
CLEAR = 2  # how many times heavier a number must be than the next to be the toll
FEW = 2  # fewer hit are no total


def find_toll(reading: Reading, codes: PostCodes) -> Toll:
    """Killed and injured of the happening that a post is about."""
    return toll(find_harm(reading, codes))


def toll(harms: Iterable[Harm]) -> Toll:
    """The toll that statements add up to; those of other days count only where the post has no others."""
    told = tuple(harms)
    told = tuple(harm for harm in told if not harm.background) or told
    pair = _told_together(told)
    if pair is not None:
        killed, injured = pair
        return Toll(_with_doer(killed, told), injured)
    dead = _killed(told)
    return Toll(_with_doer(dead, told), _injured(told, dead))


def _told_together(told: Sequence[Harm]) -> tuple[TollCount, TollCount] | None:
    """Killed and injured in one sentence of the title or lead: "two dead, four hurt"."""
    for standing in ("title", "lead"):
        for sentence in sorted({harm.sentence for harm in told if harm.standing == standing}):
            here = [harm for harm in told if harm.sentence == sentence and harm.printed]
            dead = [harm for harm in here if harm.fate == "killed" and not harm.besides]
            hurt = [harm for harm in here if harm.fate == "injured"]
            if len({h.count for h in dead}) == 1 and len({h.count for h in hurt}) == 1:
                rule = f"killed and injured told together in the {standing}"
                return _count(dead[0].count, rule, dead), _count(hurt[0].count, rule, hurt)
    return None


def _killed(told: Sequence[Harm]) -> TollCount | None:
    numbers = [harm for harm in _of(told, "killed") if not harm.besides]
    if numbers:
        return _number(numbers)
    return _one_killed(told) or _deadly(told)


def _number(numbers: Sequence[Harm]) -> TollCount | None:
    """The title's number, the largest of several; else the lead's where none else has near its weight."""
    title = [harm for harm in numbers if harm.standing == "title"]
    if title:
        most = max(harm.count for harm in title)
        return _count(most, "the title's number", [harm for harm in title if harm.count == most])
    weights: Counter[int] = Counter()
    for harm in numbers:
        weights[harm.count] += WEIGHT[harm.standing]
    (value, weight), *others = weights.most_common()
    chosen = [harm for harm in numbers if harm.count == value]
    if others and weight < CLEAR * others[0][1]:
        return None
    if len(chosen) == 1 and chosen[0].standing == "body" and not chosen[0].besides:
        return None  # told once, deep in the text, it is most often of a part or of another happening
    return _count(value, "the only number" if not others else "the number told most", chosen)


def _one_killed(told: Sequence[Harm]) -> TollCount | None:
    """One, where nobody is counted and no sentence tells of two.

    Beside numbers of people hit, a single dead of the body's depth is another happening's, but "one of the victims".
    """
    single = _of(told, "killed", printed=False)
    counted = any(h.printed and h.fate in ("hit", "injured") and h.standing != "body" for h in told)
    if counted and all(harm.standing == "body" for harm in single):
        single = [harm for harm in single if harm.who.startswith("one of")]
    if not single or any(harm.count > 1 for harm in single):
        return None
    return _count(1, "one person, by a noun or a name", single)


def _deadly(told: Sequence[Harm]) -> TollCount | None:
    """One, for "a fatal crash"; not where a title counts the hit, since then the fatal one is another's."""
    if any(harm.fate == "hit" and harm.printed and harm.standing == "title" for harm in told):
        return None
    deadly = _of(told, "deadly", printed=False)
    return _count(1, f"told only as {deadly[0].rule}", deadly) if deadly else None


def _with_doer(killed: TollCount | None, told: Sequence[Harm]) -> TollCount | None:
    """Their number and the doer's, where one sentence says whom they killed and that they died themselves."""
    if killed is None or killed.rule.startswith("one person"):
        return killed
    chosen = [harm for harm in told if harm.span in killed.spans and harm.fate == "killed"]
    doers = [d for d in told if d.fate == "doer" and any(d.sentence == harm.sentence for harm in chosen)]
    beside = [harm for harm in chosen if any(d.sentence == harm.sentence for d in doers)]
    if not doers or not all(harm.active for harm in beside):
        return killed
    return _count(killed.value + 1, f"{killed.rule}, and the doer", [*beside, *doers])


def _injured(told: Sequence[Harm], killed: TollCount | None) -> TollCount | None:
    """The number told as injured or, where more are told as hit, those of them who were not killed."""
    dead = killed.value if killed is not None else 0
    unclear = killed is None and any(harm.fate == "death" and harm.standing != "body" for harm in told)
    hit = [harm for harm in _of(told, "hit") if not harm.besides]
    hits = _number(hit) if hit else None
    alive = hits.value - dead if hits is not None and hits.value >= FEW and not unclear else 0
    numbers = _of(told, "injured")
    if numbers:
        injured = _number(numbers)
        if injured is not None and hits is not None and 0 < alive < injured.value:
            return None
        if hits is not None and (injured is None or alive > injured.value) and alive > 0:
            return _count(alive, "the number hit, without the killed", hit)
        return injured
    if hits is not None and hits.value >= FEW:
        return _count(alive, "the number hit, without the killed", hit) if alive > 0 else None
    if dead and not hit:
        return _another_injured(told)
    if hit or unclear:
        return None
    single = _of(told, "injured", printed=False) or _of(told, "hit", printed=False)
    if not single or any(harm.count > 1 for harm in single):
        return None
    return _count(1, "one person, by a noun or a name", single)


def _another_injured(told: Sequence[Harm]) -> TollCount | None:
    """Beside the dead, one hurt who cannot be one of them: another, or somebody else in one sentence.

    Who else is told as hurt beside one dead is most often the one who died.
    """
    hurt = [harm for harm in _of(told, "injured", printed=False) if harm.count == 1 and harm.standing != "body"]
    dead = _of(told, "killed", printed=False)
    other = [h for h in hurt if h.besides]
    apart = [h for h in hurt if any(d.sentence == h.sentence and d.who != h.who and d.span != h.span for d in dead)]
    if other:
        return _count(1, "another one", other)
    return _count(1, "somebody else in one sentence", apart) if apart else None


def _of(told: Sequence[Harm], fate: Fate, printed: bool = True) -> list[Harm]:
    return [harm for harm in told if harm.fate == fate and harm.printed == printed]


def _count(value: int, rule: str, harms: Sequence[Harm]) -> TollCount:
    return TollCount(value, rule, tuple(dict.fromkeys(harm.span for harm in harms)))
