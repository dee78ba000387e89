"""Mend what the pipeline split, cut, overlooked or took for another kind."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from beatbook.beat import Beat
from beatbook.code.names.marks import Mark, is_body, is_listed
from beatbook.code.names.words import words
from beatbook.code.places.gazetteer import gazetteer
from beatbook.code.places.spot import words as place_words
from beatbook.record.codes import NameKind

IN = re.compile(r"\b(?:[Ii]n|[Nn]ear|outside|at|from|to)\s$")
CODE = re.compile(r"\s?\b[A-Z]{1,2}\d{1,2}[A-Z]?(?:\s\d[A-Z]{2})?$")  # a post code
PARTY = re.compile(r"(?:DFL|[DRI])-(?=[A-Z])")
SMALL_END = re.compile(r"\s(?:of|for|and|the|in|at|to)$")
THE = re.compile(r"[a-z,]\sThe\s$")
OF = re.compile(r" (?:of|for) (?:the )?[A-Z][a-z’'-]+(?:(?: and | & | )[A-Z][a-z’'-]+){0,3}")
TOWN_SIZE = 20_000  # people: in smaller towns' names, persons are as likely


def with_known(marks: Sequence[Mark], text: str) -> list[Mark]:
    """Well-known bodies and places of several words: those that the pipeline overlooked, cut or took for others."""
    kept = [replace(m, kind="ORG", rule="body") if m.kind != "ORG" and is_body(m.text) else m for m in marks]
    found = [Mark(*m.span(), m.group(), "ORG", rule="body") for m in bodies().finditer(text)]
    found += [Mark(*m.span(), m.group(), "LOC", rule="listed") for m in long_places().finditer(text)]
    for new in found:
        over = [m for m in kept if m.start < new.end and new.start < m.end]
        if not any(m.start < new.start or new.end < m.end or m.rule in ("beat", "body") for m in over):
            kept = [m for m in kept if m not in over] + [new]
    return kept


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names, longest first; hyphens may stand apart and apostrophes be curly."""
    longest = sorted(names, key=lambda name: (-len(name), name))
    either = "|".join(re.escape(n).replace(r"\-", r"\s?-\s?").replace("'", "['’]") for n in longest)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")


@cache
def bodies() -> re.Pattern[str]:
    """The bodies that are bodies wherever they stand."""
    return _pattern(words().sure_bodies)


@cache
def long_places() -> re.Pattern[str]:
    """Countries, seas and regions of several words: "Democratic Republic of the Congo"."""
    return _pattern(name for name in gazetteer().listed.long_names() if name[0].isupper())


def joined(marks: list[Mark], text: str) -> list[Mark]:
    """Neighbouring marks that are one listed place: "North" and "Korea"."""
    kept: list[Mark] = []
    for mark in marks:
        last = kept[-1] if kept else None
        whole = text[last.start : mark.end] if last else ""
        gap = text[last.end : mark.start] if last else ""
        if last and gap in (" ", " of ", " of the ") and "LOC" in (last.kind, mark.kind) and is_listed(whole):
            kept[-1] = Mark(last.start, mark.end, whole, "LOC", rule="joined")
        elif (last and _is_body_of(last, gap, mark)) or (last and gap == " " and last.kind == mark.kind == "ORG"):
            kept[-1] = Mark(last.start, mark.end, whole, "ORG", rule="joined")
        else:
            kept.append(mark)
    return kept


def _is_body_of(left: Mark, gap: str, right: Mark) -> bool:
    """Whether two marks are one body: "University" of "Leeds", "Ministry" for "Fisheries"."""
    last = left.text.split()[-1]
    return (
        gap in (" of ", " for ", " of the ")
        and last in words().bodies
        and right.kind in ("LOC", "ORG", "NORP", "OTHER")
    )


def divided(marks: Sequence[Mark], text: str) -> Iterator[Mark]:
    """Places that run into one another apart ("Perth Australia"), codes cut off ("London E17"), calendar words gone."""
    for mark in marks:
        code = CODE.search(mark.text)
        if code and mark.kind in ("LOC", "PER"):
            mark = replace(mark, end=mark.start + code.start(), text=mark.text[: code.start()])
        mark = _of_member(_from_capital(mark))
        if len(mark.text) > 1 and mark.text not in words().never and not _is_date(mark.text):
            yield from _halves(mark)


def _is_date(name: str) -> bool:
    """Whether a name is a day or month, as in "mid-April"."""
    day = re.sub(r"^(?:mid|early|late)[- ]", "", name)
    return day in words().calendar or (day != name and day in ("April", "May", "June", "August"))


def _of_member(mark: Mark) -> Mark:
    """The place in "D-Ohio", which says whom a member of parliament stands for."""
    party = PARTY.match(mark.text)
    if not party or not _is_town(mark.text[party.end() :]):
        return mark
    return replace(mark, start=mark.start + party.end(), text=mark.text[party.end() :], kind="LOC", rule="party")


def _from_capital(mark: Mark) -> Mark:
    """A name without the small words that the pipeline put at its edges; particles stay before it: "de", "al"."""
    last = SMALL_END.search(mark.text)
    if last:
        mark = replace(mark, end=mark.start + last.start(), text=mark.text[: last.start()])
    first = re.match(r"([a-z]+) (?=[A-Z])", mark.text)
    if not first or first.group(1) in words().particles:
        return mark
    return replace(mark, start=mark.start + first.end(), text=mark.text[first.end() :])


def _halves(mark: Mark) -> tuple[Mark, ...]:
    blanks = [m.start() for m in re.finditer(" ", mark.text)] if mark.kind == "LOC" else []
    for at in blanks:
        if is_listed(mark.text[at + 1 :]) and _is_town(mark.text[:at]) and not gazetteer().find(mark.text):
            left = replace(mark, end=mark.start + at, text=mark.text[:at])
            return left, replace(mark, start=mark.start + at + 1, text=mark.text[at + 1 :])
    return (mark,)


def _is_town(name: str) -> bool:
    """Whether a town or region is called so, and it is no word that names begin with: "West" of "West Jersey"."""
    is_word = name in place_words()["first"] or name.casefold() in place_words()["never"]
    return not is_word and any(row.how == "name" for row in gazetteer().find(name))


def lengthened(mark: Mark, text: str) -> Mark:
    """A body with what its name goes on with: "The" of an outlet's name, "of Medicine" of a school's."""
    if mark.kind != "ORG":
        return mark
    start, end = mark.start, mark.end
    if THE.search(text, max(0, start - 6), start):
        start -= 4
    more = OF.match(text, end) if mark.text.split()[-1] in words().bodies else None
    end = more.end() if more else end
    return replace(mark, start=start, end=end, text=text[start:end])


def as_place(mark: Mark) -> Mark:
    """A country that the pipeline took for a body, or one of several words that it took for a person."""
    is_wrong = mark.kind == "ORG" or (mark.kind in ("PER", "OTHER") and " " in mark.text)
    if is_wrong and any(r.how == "name" and r.kind == "country" for r in gazetteer().listed.find(mark.text)):
        return replace(mark, kind="LOC", rule="country")
    return mark


def widened(mark: Mark, text: str) -> Mark:
    """A listed place with its first word, where the pipeline cut it off: "Great" before "Britain"."""
    before = re.search(r"\b([A-Z][a-z]+) $", text[max(0, mark.start - 14) : mark.start])
    if before and mark.kind == "LOC" and is_listed(before.group() + mark.text):
        start = mark.start - len(before.group())
        return replace(mark, start=start, text=text[start : mark.end], rule="joined")
    return mark


def agreed(marks: list[Mark], text: str) -> list[Mark]:
    """One kind for one name in a post: what most of its mentions have; a person's family name is a person."""
    counts: dict[str, Counter[NameKind]] = defaultdict(Counter)
    families: Counter[str] = Counter()
    for mark in marks:
        counts[mark.text][mark.kind] += 1
        if mark.kind == "PER" and len(mark.words()) > 1:
            families[mark.words()[-1]] += 1
    found = []
    for mark in marks:
        kinds = counts[mark.text].most_common(2)
        kind = kinds[0][0] if len(kinds) == 1 or kinds[0][1] > kinds[1][1] else mark.kind
        if families[mark.text] and (kind in ("ORG", "OTHER") or (kind == "LOC" and not _is_placed(mark, text))):
            kind = "PER"
        if kind == "PER" and mark.text not in families and _is_in_town(mark, text):
            kind = "LOC"
        found.append(mark if kind == mark.kind else replace(mark, kind=kind, rule="agreed"))
    return found


def _is_placed(mark: Mark, text: str) -> bool:
    """Whether the words around a name put it on the map: "in Lincoln", "Lincoln, Neb."."""
    return bool(IN.search(text, max(0, mark.start - 12), mark.start)) or bool(
        re.match(r",\s[A-Z]", text[mark.end : mark.end + 3])
    )


def _is_in_town(mark: Mark, text: str) -> bool:
    """Whether a name stands after "in" and a town or region of some size bears it."""
    if not IN.search(text, max(0, mark.start - 12), mark.start):
        return False
    return any(row.how == "name" and row.people >= TOWN_SIZE for row in gazetteer().find(mark.text))


def is_outlet(name: str, beat: Beat) -> bool:
    """Whether a name is that of a news outlet: the beat's, a known one, or one of that shape."""
    bare = name.removeprefix("The ").removeprefix("the ")
    listed = {n.casefold() for o in beat.outlets for n in (o.name, *o.aliases)}
    if name.casefold() in listed or bare.casefold() in listed or bare in words().outlets:
        return True
    last = bare.split()[-1] if bare.split() else ""
    return (
        last in words().outlet_words
        and (len(bare.split()) > 1 or name[:4] == "The ")
        and last not in ("Press", "Post", "Daily")
    )


def with_outlet(mark: Mark, beat: Beat) -> Mark:
    """An outlet as an organisation."""
    if mark.kind in ("PER", "LOC", "OTHER") and is_outlet(mark.text, beat):
        return replace(mark, kind="ORG", title=None, rule="outlet")
    return mark
