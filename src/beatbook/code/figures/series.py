"""Which series of the beat a figure belongs to. In: Reading, a Figure. Out: the name of a series, or None."""

from __future__ import annotations

import re

from beatbook.beat import SeriesRule
from beatbook.code.figures.keep import head_word
from beatbook.code.figures.sentence import token_at
from beatbook.code.reading import Reading
from beatbook.record import Figure

_YEAR = range(300, 367)  # days
_MONTH = range(27, 32)


def find_series(reading: Reading, text: str, figure: Figure, sentence: tuple[int, int]) -> str | None:
    """The rule that fits with most conditions; the first of equals, in the order of ``beat.toml``."""
    said = text[sentence[0] : sentence[1]].casefold()
    fitting = [rule for rule in reading.beat.series if _fits(reading, rule, figure, sentence, said)]
    return max(fitting, key=_conditions).name if fitting else None


def _conditions(rule: SeriesRule) -> int:
    return sum(map(bool, (rule.nouns, rule.verbs, rule.words, rule.place, rule.period != "any", rule.unit != "-")))


def _fits(reading: Reading, rule: SeriesRule, figure: Figure, sentence: tuple[int, int], text: str) -> bool:
    return (
        _unit_fits(rule, figure)
        and _noun_fits(rule, figure)
        and (not rule.words or any(_says(text, word) for word in rule.words))
        and (not rule.verbs or _verb_fits(reading, rule, sentence))
        and _place_fits(reading, rule, figure, text)
        and _period_fits(rule, figure)
    )


def _unit_fits(rule: SeriesRule, figure: Figure) -> bool:
    unit = figure.quantity.unit
    return unit == rule.unit or (rule.unit == "-" and unit == "-" and not figure.quantity.share)


def _noun_fits(rule: SeriesRule, figure: Figure) -> bool:
    if not rule.nouns:
        return True
    said = (
        " ".join(filter(None, (figure.quantity.what, figure.quantity.about)))
        if figure.quantity.unit != "-"
        else (figure.quantity.what or figure.quantity.about or "")
    )
    present = {head_word(word) for word in re.findall(r"[\w’'-]+", said)} | {said.casefold()}
    return any(head_word(noun) in present or noun.casefold() in said.casefold() for noun in rule.nouns)


def _says(text: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word.casefold())}\b", text) is not None


def _verb_fits(reading: Reading, rule: SeriesRule, sentence: tuple[int, int]) -> bool:
    doc = reading.doc
    wanted = {verb.casefold() for verb in rule.verbs}
    for i in range(token_at(doc, sentence[0]), token_at(doc, sentence[1])):
        token = doc[i]
        lemma = token.lemma_.casefold() if token.lemma_ else token.lower_
        if lemma in wanted or token.lower_ in wanted or _stem(token.lower_) in wanted:
            return True
    return False


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word


def _place_fits(reading: Reading, rule: SeriesRule, figure: Figure, text: str) -> bool:
    if rule.place is None:
        return True
    wanted = rule.place.casefold()
    if figure.place is not None and figure.place.casefold() == wanted:
        return True
    names = [wanted, *(alias.casefold() for alias, name in reading.beat.places if name.casefold() == wanted)]
    return any(_says(text, name) for name in names)


def _period_fits(rule: SeriesRule, figure: Figure) -> bool:
    if rule.period == "any":
        return True
    period, scope = figure.period, (figure.scope or "").lower()
    if rule.period == "total":
        return not period.is_known or "since" in scope or period.precision == "range"
    days = period.days
    if rule.period == "year":
        return period.precision == "year" or (days in _YEAR if days else False) or "year" in scope or "annual" in scope
    return period.precision == "month" or (days in _MONTH if days else False) or "month" in scope
