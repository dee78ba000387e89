"""What a number measures: money, unit, rate, age. In: text and a number. Out: Draft. Never: the whole sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from beatbook.code.quantities.draft import Draft, Kind
from beatbook.code.quantities.tables import BLANK, Unit, currencies, either, load, units
from beatbook.text.numbers import Number

_B = rf"[{BLANK}]"
_G = rf"[{BLANK}\-\u2010\u2011]"
MINUS = "-\u2212\u2013"

# Letters that are a unit only when they touch the digits: "100 A shares", "a 5 V sign" are none.
_TOUCHING = frozenset("A V N J K L t s p in x".split())  # noqa: SIM905


def measure(text: str, number: Number) -> Draft:
    """The number with its sign, currency or unit, and rate."""
    draft = _signed(text, Draft(number.start, number.end, number)).with_number(number)
    money = _sign_before(text, draft.start)
    if money:
        draft = _negated(text, replace(draft, start=money[0], unit=money[1], kind="money"))
    else:
        draft = draft if _money_after().match(text, draft.end) else _without_letter_scale(text, draft)
    draft = _with_unit(text, draft)
    return _with_rate(text, draft)


def _signed(text: str, draft: Draft) -> Draft:
    """Takes in a minus sign; the sign itself is applied by ``_negated`` or here."""
    if draft.number.kind != "digits":
        return draft
    before = text[max(0, draft.start - 6) : draft.start]
    if match := re.search(rf"(?:(?<![\w)\]%])[{MINUS}]|\bminus[ -])$", before, re.IGNORECASE):
        return replace(draft, start=draft.start - len(match.group()), negative=True)
    return draft


def _negated(text: str, draft: Draft) -> Draft:
    if draft.start > 0 and text[draft.start - 1] in MINUS and not text[max(0, draft.start - 2)].isalnum():
        return replace(draft, start=draft.start - 1, negative=True)
    return draft


@cache
def _signs() -> re.Pattern[str]:
    table = currencies().signs
    return re.compile(rf"(?:(?<![A-Za-z])|(?<=[0-9 ]))({either(table)}){_B}?$")


def _sign_before(text: str, start: int) -> tuple[int, str] | None:
    if start == 0 or not (text[start - 1] in BLANK or not text[start - 1].isdigit()):
        return None
    left = max(0, start - 8)
    match = _signs().search(text[left:start])
    if match is None:
        return _letter_before(text, start)
    sign = re.sub(rf"[{BLANK}\-]", " ", match[1])
    return left + match.start(1), currencies().signs[sign]


_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d+\.\d|\d+ ?(?:bn|billion|million|trillion|m\b|k\b)")
_LETTERS = re.compile(r"(?<![A-Za-z0-9\-])([A-Z]{1,2})$")


def _letter_before(text: str, start: int) -> tuple[int, str] | None:
    """ "R5,000", "N2bn", "P1.5 million"."""
    match = _LETTERS.search(text, max(0, start - 3), start)
    code = currencies().letters.get(match[1]) if match else None
    return (start - len(match[1]), code) if match and code and _AMOUNT.match(text, start) else None


_MONEY_RANGE = re.compile(rf"[$€£¥][\d.,]+(?:bn|[mbk])?{_B}?(?:[\-\u2010-\u2014]|to|and|or){_B}?$")
# Behind a length ("48m apart", "the 100m hurdles"); nor does one of these stand before a plural that is counted.
_LENGTHS = (
    "across|towards|yards|rivals|hurdles|butterfly|freestyle|backstroke|breaststroke|medley|relay|sprint|dash|race|long|"
    "wide|high|tall|deep|thick|below|above|away|apart|behind|ahead|off|from|of|to|in|on|at|by|with|and|or|for|into|under|"
    "over|before|after|as|than|while|when|that|which|is|was|are|were|has|had|the|a|an|its|his|her|their"
)
_MILLIONS = re.compile(
    rf"{_B}(?:(?!(?:{_LENGTHS})\b)[a-z\-]+{_B}(?:and{_B})?){{0,3}}(?!(?:{_LENGTHS})\b)"
    rf"(?:[a-z]{{3,}}s|people|men|women|children)\b"
)


def _without_letter_scale(text: str, draft: Draft) -> Draft:
    """ "48m" is a length where no currency stands beside it."""
    number = draft.number
    if number.kind != "digits" or number.best is None or text[number.end - 1] not in "mb" or number.scale < 1e6:
        return draft
    if _MILLIONS.match(text, number.end) or _MONEY_RANGE.search(text[max(0, number.start - 16) : number.start]):
        return draft  # "1.1m homes", "$4-5m"
    if text[number.end - 2] in "mt" or not text[number.end - 2].isdigit():  # "5bn", "5 mil"
        return draft
    value = float(f"{number.best / number.scale:.15g}")
    plain = replace(number, end=number.end - 1, low=value, high=value, best=value, scale=1.0)
    return replace(draft, end=plain.end).with_number(plain)


@cache
def _money_after() -> re.Pattern[str]:
    table = currencies()
    return re.compile(
        rf"{_G}?(?:(?P<word>(?i:{either(table.words)}))(?![A-Za-z])"
        rf"|(?P<large>(?i:{either(table.large)}))(?![A-Za-z])"
        rf"|(?P<sign>{either(table.after)})(?![A-Za-z0-9]))"
    )


_SCALE_AFTER = re.compile(rf"{_B}(million|billion|trillion|mn|bn|tn)\b(?!{_B}[A-Z]{{3}})", re.IGNORECASE)
_SCALES = {"m": 1e6, "b": 1e9, "t": 1e12}


def _scaled_after(text: str, draft: Draft) -> Draft:
    """ "90 USD million": the scale stands behind the code."""
    match = _SCALE_AFTER.match(text, draft.end)
    number = draft.number
    if match is None or number.scale != 1 or number.best is None:
        return draft
    factor = _SCALES[match[1][0].lower()]
    value = number.best * factor
    return replace(draft, end=match.end()).with_number(replace(number, low=value, high=value, best=value, scale=factor))


@cache
def _unit_after() -> re.Pattern[str]:
    table = units()
    long = [w for w in table.words if w[0].isalpha()]
    signs = [w for w in table.words if not w[0].isalpha()]
    return re.compile(
        rf"{_G}?(?P<open>[({{\[])?(?:(?P<word>(?i:{either(long)}))(?![A-Za-z²³])"
        rf"|(?P<sign>(?i:{either(signs)}))(?![A-Za-z])"
        rf"|(?P<symbol>{either(table.symbols)})(?![A-Za-z0-9²³'’]|\.m\b|\.\w))(?(open)[)}}\]])"
        rf"|{_B}?(?P<inch>[\"”])(?={_B}(?:long|tall|wide|deep|high|thick|screen|display|touchscreen|tv|wheels?)\b)"
    )


_AGE = re.compile(
    rf"{_G}?(?:(?:year|yr|month|week|day|hour)s?{_G})?(?:olds?\b|of{_B}age\b)|{_B}?(?:y/?o)\b", re.IGNORECASE
)
_AGE_UNIT = re.compile(rf"{_G}?(years?|yrs?|months?|weeks?|days?|hours?)", re.IGNORECASE)


def _with_unit(text: str, draft: Draft) -> Draft:
    if draft.number.kind == "multiple":
        return replace(draft, unit="time", kind="times", rule="times")
    if aged := _age_after(text, draft):
        return aged
    draft = _skip_country(text, draft)
    if match := _money_after().match(text, draft.end):
        code = _currency(text, draft, match)
        if code:
            unit = draft.unit if draft.kind == "money" else code
            found = replace(draft, end=match.end(), unit=unit, kind="money", attributive=_attributive(text, draft))
            return _scaled_after(text, found) if match["sign"] else found
    if draft.kind == "money":
        return draft
    return _with_measure(text, draft)


_OF_A = re.compile(rf"{_B}(?:of{_B})?an?(?={_B}[a-z])")


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"{_B}{either(load('units')['between'])}(?={_B})", re.IGNORECASE)


def _with_measure(text: str, draft: Draft) -> Draft:
    if draft.number.kind == "fraction" and (
        glue := _OF_A.match(text, draft.end)
    ):  # "half a mile", "a third of an acre"
        whole = _with_measure(text, replace(draft, end=glue.end(), number=replace(draft.number, kind="words")))
        return replace(whole, number=draft.number) if whole.unit != "-" and whole.kind != "times" else draft
    match = _unit_after().match(text, draft.end)
    unit = _unit_of(text, draft, match) if match else None
    if unit is None and (between := _between().match(text, draft.end)):
        match = _unit_after().match(text, between.end())
        unit = units().words.get(_plain(match["word"])) if match and match["word"] else None
    if match is None or unit is None:
        return draft
    return replace(
        draft,
        end=match.end(),
        unit=unit.name,
        kind=_kind(unit),
        share=unit.kind == "share",
        attributive=_attributive(text, draft),
        rule="unit",
    )


_COUNTRY = re.compile(rf"{_B}(?:U\.S\.|US)(?![A-Za-z])(?={_B}(?:per|a|an|in)\b)")


def _skip_country(text: str, draft: Draft) -> Draft:
    """ "$75 U.S. per barrel", "$75 US": the letters belong to the sign."""
    if draft.kind == "money" and (
        match := re.compile(rf"{_B}(?:U\.S\.|US)(?![A-Za-z])(?={_B}(?:per|a|an|in)\b)").match(text, draft.end)
    ):
        return replace(draft, end=match.end())
    return draft


def _age_after(text: str, draft: Draft) -> Draft | None:
    match = _AGE.match(text, draft.end)
    if match is None or draft.kind == "money" or match.group().strip().lower() == "old":
        return None
    unit = _AGE_UNIT.match(text, draft.end)
    name = {"y": "year", "m": "month", "w": "week", "d": "day", "h": "hour"}[unit[1][0].lower()] if unit else "year"
    before_noun = match.group().rstrip().endswith("old") and "-" in match.group()
    return replace(draft, end=match.end(), unit=f"{name} of age", kind="age", rule="age", attributive=before_noun)


_BRITISH = re.compile(r"£|\b(?:pence|sterling|Brit(?:ain|ish)|UK|London|England|Scotland)\b")


def _currency(text: str, draft: Draft, match: re.Match[str]) -> str | None:
    table = currencies()
    if match["sign"]:
        return table.after[match["sign"]] if draft.kind != "money" or text[match.start("sign")].isalpha() else None
    if match["word"]:
        return table.words[_plain(match["word"])]
    best = draft.number.best or draft.number.low or 0.0
    if _plain(match["large"]).startswith("pound") and draft.number.scale < 1e6 and not _BRITISH.search(text):
        return None
    if best >= 1000 and not re.compile(rf"{_B}(?:of|in{_B}weight)\b").match(text, match.end()):
        return table.large[_plain(match["large"])]
    return None


def _plain(words: str) -> str:
    return re.sub(rf"[{BLANK}\-]", " ", words).lower()


def _unit_of(text: str, draft: Draft, match: re.Match[str]) -> Unit | None:
    table = units()
    if match["inch"]:
        return table.words["inch"]
    if match["symbol"]:
        symbol = match["symbol"]
        gap = match.start("symbol") - draft.end - (1 if match["open"] else 0)
        if gap and symbol in _TOUCHING:
            return None
        return table.symbols[symbol]
    words = _plain(match["word"] or match["sign"])
    unit = table.words.get(words) or table.words.get(words.replace(" ", "-")) or _hyphened(words, table.words)
    return unit if unit and _means_unit(text, draft, words, match) else None


def _hyphened(words: str, table: dict[str, Unit]) -> Unit | None:
    return next((unit for word, unit in table.items() if word.replace("-", " ") == words), None)


_LIFE_OF_ITS_OWN = {
    # a word that is a unit only in some company, and what must not follow
    "second": r"[- ](?:place|half|quarter|floor|time|round|year|day|term|largest|biggest|person|man|woman|in|one)\b",
    "stone": r"[ ]+[a-z]",
    "foot": r"[ ]+(?:soldier|patrol|race|bridge)",
    "degree": r"-?murder|[ ]+in[ ]+[a-z]",
    "bit": r"[ ]+(?:of|more|less)\b",
    "bits": r"[ ]+of\b",
    "season": r"(?!)",
    "quarter": r"[ ]+of\b",
    "point": r"(?!)",
    "cup": r"[ ]+(?:final|win|match|game|tie|run)",
    "kilo": r"(?!)",
    "min": r"[ ]*\.",
    "mp": r"s\b",
    "pc": r"s\b",
    "hand": r"",
    "real": r"[ ]",
    "time": r"[ ]*(?:winner|champion|offender|[A-Z])",
}


# "four season tickets", "a seven point plan": in the singular these only name a kind.
_KINDS_OF = frozenset(["season", "quarter", "point", "night", "generation", "time", "bit", "cup", "day", "hand"])


def _means_unit(text: str, draft: Draft, words: str, match: re.Match[str]) -> bool:
    if words == "times" and re.compile(rf"{_B}(?:of|like)\b").match(text, match.end()):
        return False
    if (
        words in _KINDS_OF
        and draft.number.best != 1
        and text[match.start()] in BLANK
        and re.compile(rf"{_B}[a-z]{{3,}}").match(text, match.end())
    ):
        return False
    banned = _LIFE_OF_ITS_OWN.get(words)
    return not (banned and re.compile(banned).match(text, match.end()))


_KINDS: dict[str, Kind] = {
    "share": "share", "time": "time", "times": "times", "score": "score", "money": "money",
}  # fmt: skip


def _kind(unit: Unit) -> Kind:
    return _KINDS.get(unit.kind, "measure")


def _attributive(text: str, draft: Draft) -> bool:
    """Whether the unit stands in the form that describes a noun: "880-mile border", "51 per cent stake"."""
    glue = text[draft.end : draft.end + 1]
    return glue in "-\u2010\u2011" if glue else False


@cache
def _rate_units() -> re.Pattern[str]:
    table = units()
    many = [w for w, u in table.words.items() if w[0].isalpha()]
    some = either(many)
    heads = "share|person|head|unit|pop|piece|person|capita|household|night|shift|visit|game|match|word|case|customer"
    return re.compile(
        rf"(?:{_G}(?:per|an?|each|every){_G}(?P<word>(?i:{some}|{heads}))(?![A-Za-z]|{_B}(?:ago|earlier|before|later|after|from|prior)\b)"
        rf"|{_B}per{_B}(?P<noun>[a-z]{{3,}}(?:{_B}[a-z]{{3,}}(?=[.,;)]))?)"
        rf"|{_B}?/{_B}?(?P<symbol>{either(table.symbols)}|h|hr|sec|min|day|yr|year|month|week|(?i:{some}))(?![A-Za-z0-9²³]))"
    )


_ASIDE = re.compile(rf"{_B}\((?=[^()]*\d)[^()]{{2,24}}\)")  # the same sum in other money: "C$8 (US$5.90) per share"
# What is measured may stand before the rate: "900 tonnes of dried fish a year".
_OF_WHAT = re.compile(
    rf"{_B}of(?:{_B}(?!the\b|its\b|their\b|a\b|per\b)[a-z\-]+){{1,3}}?(?={_B}(?:per|an?|each){_B}(?:hour|day|week|month|year)\b)"
)
_SHORT_TIMES = {"h": "hour", "hr": "hour", "sec": "second", "min": "minute", "yr": "year", "s": "second"}


def _with_rate(text: str, draft: Draft) -> Draft:
    if draft.kind in ("age", "times") or " per " in draft.unit:
        return draft
    if draft.kind in ("count", "share", "time"):  # "15 people a year": the scope says it
        return draft
    aside = (_ASIDE.match(text, draft.end) if draft.kind == "money" else None) or _OF_WHAT.match(text, draft.end)
    match = _rate_units().match(text, aside.end() if aside else draft.end)
    if match is None:
        return draft
    table = units()
    name = match["word"] or match["symbol"] or match["noun"]
    unit = table.symbols.get(name) or table.words.get(_plain(name))
    per = _SHORT_TIMES.get(name) or (unit.name if unit else name)
    return replace(draft, end=draft.end if aside else match.end(), unit=f"{draft.unit} per {per}")
