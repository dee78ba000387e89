"""Numbers that do not agree: counts of one happening, figures of one measure, ages of one person, headline and body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from beatbook.corroborate.amounts import agree, bounds, is_round, is_rounded, typical
from beatbook.corroborate.coded import Coded
from beatbook.corroborate.contradictions.lists import lists
from beatbook.corroborate.contradictions.sides import make_contradiction, make_side, report_side
from beatbook.corroborate.days import date_of
from beatbook.corroborate.names import own_words, person_key
from beatbook.corroborate.sketch import Count, Sketch, head_of
from beatbook.corroborate.terms import find_words
from beatbook.record import Contradiction, DateRange, Figure, Quantity, Side, Span
from beatbook.record.findings import ContradictionType

AGE = "year of age"
FACTOR = 2.5  # tolls of one happening in different reports stay within this, but for first alarms
HEADLINE_FACTOR = 1.5  # numbers farther apart than this count different things
LEAD = 400  # characters of a body in which its first count stands
LEAST_IN_HEADLINE = 3


def differ(
    left: Quantity, right: Quantity, when: tuple[DateRange, DateRange], grows: bool
) -> tuple[ContradictionType, str, str] | None:
    """How two numbers of the same thing differ: type, reason, rule; ``None`` where both can be true."""
    said = f"'{left.text}' and '{right.text}'"
    if is_rounded(left, right):
        return "rounding", f"{said}: one is the other in round numbers", "numbers.rounded"
    if agree(left, right):
        return None
    one, two = typical(left), typical(right)
    if one is None or two is None or max(one, two) > FACTOR * max(1.0, min(one, two)):
        return None  # so far apart, they count different things
    order = _earlier(*when)
    if grows and order and (two > one) == (order > 0):
        return "update", f"{said}: the later report has the larger number of what grows", "numbers.later and larger"
    return "conflict", f"{said} cannot both be true of the same thing at the same time", "numbers.disjoint"


def _earlier(left: DateRange, right: DateRange) -> int:
    """1 where the left is surely before the right, -1 after it, 0 where that is not known."""
    if left.latest and right.earliest and left.latest < right.earliest:
        return 1
    if right.latest and left.earliest and right.latest < left.earliest:
        return -1
    return 0


def find_in_happening(sketches: Sequence[Sketch], items: Mapping[str, Coded]) -> Iterator[Contradiction]:
    """Counts of the same people or things in the reports of one happening."""
    for left, right in combinations(sketches, 2):
        if left.filed.report.type != right.filed.report.type or left.post == right.post:
            continue
        when = (date_of(items[left.post]), date_of(items[right.post]))
        grows = left.filed.report.type in lists().tolls
        for one, two in product(left.counts, right.counts):
            if not _same_counted(one, two) or _told_too(two, left) or _told_too(one, right):
                continue
            found = differ(one.quantity, two.quantity, when, grows)
            if found:
                type_, why, rule = found
                sides = (
                    report_side(left, items[left.post], one.quantity.text, one.span),
                    report_side(right, items[right.post], two.quantity.text, two.span),
                )
                yield make_contradiction(type_, f"number of {one.quantity.what or one.head}", *sides, why, rule)


def _same_counted(left: Count, right: Count) -> bool:
    """The same noun in the same role, told by numbers and not by "a" or "the", without narrowing words on one side."""
    if left.role != right.role or not left.head or left.head != right.head:
        return False
    if not (_is_number(left.quantity) and _is_number(right.quantity)):
        return False
    return not (_narrowing(left.quantity) ^ _narrowing(right.quantity))


def _told_too(count: Count, other: Sketch) -> bool:
    """Whether the other report tells this number as well, beside its own or in two parts: "ten guests and two crew"."""
    value = typical(count.quantity)
    own = [v for c in other.counts if c.role == count.role and (v := typical(c.quantity)) is not None]
    own += [v for c in other.details if c.head == count.head and (v := typical(c.quantity)) is not None]
    return value is not None and (value in own or any(a + b == value for a, b in combinations(own, 2)))


def _is_number(quantity: Quantity) -> bool:
    low, high = bounds(quantity)
    return (
        quantity.text.casefold().strip() not in ("a", "an", "the", "") and (low > 1 or high > 1) and not quantity.share
    )


def _narrowing(quantity: Quantity) -> frozenset[str]:
    """The words that narrow what is counted: "female", "injured"; a name of the people counted is not one."""
    words = find_words(quantity.what or "")
    return frozenset(words[:-1])


def find_in_figures(items: Sequence[Coded], only_grow: frozenset[str] = frozenset()) -> Iterator[Contradiction]:
    """Figures of one measure, place and period in the posts of one story; series of ``only_grow`` must not fall."""
    figures = [(item, f) for item in items for f in item.codes.figures if _is_measure(f)]
    for (one, left), (two, right) in combinations(figures, 2):
        if left.span.overlaps(right.span) or not _same_measure(left, right):
            continue
        grows = left.series is not None and left.series == right.series
        when = (_as_of(left, one), _as_of(right, two))
        same = _same_scope(left, right)
        found = differ(left.quantity, right.quantity, when, grows)
        if found is None:
            continue
        type_, why, rule = found
        if type_ == "conflict" and left.series in only_grow and _fell(left, right, when):
            why, rule = f"{why}; the later is the lower, and the series can only grow", "figures.fell"
        elif type_ == "conflict" and same is not None:
            if left.series is None or left.series != right.series:
                continue
            type_, why, rule = "scope", f"different {same}, so both can be true", "figures.scope"
        sides = (_figure_side(one, left), _figure_side(two, right))
        yield make_contradiction(type_, left.quantity.what or left.quantity.unit, *sides, why, rule)


def _is_measure(figure: Figure) -> bool:
    """Figures that can be compared: with a noun or a series, no age, no share, no change, no bare "one"."""
    quantity = figure.quantity
    if quantity.unit == AGE or quantity.share or quantity.change or not _is_number(quantity):
        return False
    return bool(figure.series or quantity.what)


def _same_measure(left: Figure, right: Figure) -> bool:
    one, two = left.quantity, right.quantity
    if one.unit != two.unit:
        return False
    if left.series or right.series:
        return left.series == right.series
    if not _narrowing(one):
        return False  # "people" alone may be anybody
    return head_of(one.what or "") == head_of(two.what or "") and _narrowing(one) == _narrowing(two)


def _fell(left: Figure, right: Figure, when: tuple[DateRange, DateRange]) -> bool:
    """Whether a total counted for the same people and place is lower at a surely later day; a new year counts anew."""
    order = _earlier(*when)
    one, two = typical(left.quantity) or 0.0, typical(right.quantity) or 0.0
    if not order or (two < one) != (order > 0) or _earlier(left.period, right.period):
        return False
    return _other_matter(left, right) is None


def _same_scope(left: Figure, right: Figure) -> str | None:
    """``None`` where both speak of the same people, place and time; else what differs or is not said."""
    if not (left.period.is_known and right.period.is_known):
        return "period"
    if (left.period.earliest, left.period.latest) != (right.period.earliest, right.period.latest):
        return "period"
    other = _other_matter(left, right)
    if other:
        return other
    return None if left.series or left.quantity.span.post != right.quantity.span.post else "use"


def _other_matter(left: Figure, right: Figure) -> str | None:
    """In what two figures differ besides their time."""
    if (left.population or "") != (right.population or ""):
        return "population"
    if (left.place or "") != (right.place or ""):
        return "place"
    if (left.scope or "") != (right.scope or ""):
        return "scope"
    return None


def _as_of(figure: Figure, item: Coded) -> DateRange:
    return figure.as_of if figure.as_of.is_known else date_of(item)


def _figure_side(item: Coded, figure: Figure) -> Side:
    return make_side(item, (figure.span,), figure.quantity.text, figure.source)


def find_in_ages(items: Sequence[Coded]) -> Iterator[Contradiction]:
    """Two ages of one named person that no birthday explains."""
    ages = [
        (item, q, key)
        for item in items
        for q in item.codes.quantities
        if q.unit == AGE and (key := _aged(item, q, items))
    ]
    for (one, left, key), (two, right, other) in combinations(ages, 2):
        if key != other or agree(left, right):
            continue
        low, high = typical(left), typical(right)
        years = _years_between(date_of(one), date_of(two))
        if low is None or high is None or abs(low - high) <= 1 + years:
            continue
        sides = (make_side(one, (left.span,), left.text, None), make_side(two, (right.span,), right.text, None))
        why = f"'{left.text}' and '{right.text}' of one person, {years} year(s) between the posts"
        yield make_contradiction("conflict", "age", *sides, why, "ages.one person")


def _aged(item: Coded, quantity: Quantity, story: Sequence[Coded]) -> str | None:
    """The key of the person whose age it is: "Ann Bo, 40," looks back to the name, "40-year-old Ann Bo" ahead first."""
    text = item.post.text
    ahead = "old" in quantity.text.casefold() or text[quantity.span.end : quantity.span.end + 10].startswith(
        "-year-old"
    )
    people = [m for m in item.codes.mentions if m.kind == "PER"]
    for mention in people:
        between = text[quantity.span.end : mention.span.start]
        if quantity.span.contains(mention.span) or (
            ahead and quantity.span.end <= mention.span.start and _AHEAD.fullmatch(between)
        ):
            return _person(mention.entity, story)
    behind = _APPOSED if ahead else _BEHIND
    for mention in people:
        between = text[mention.span.end : quantity.span.start]
        if mention.span.end <= quantity.span.start and behind.fullmatch(between):
            return _person(mention.entity, story)
    return None


def _person(name: str, story: Sequence[Coded]) -> str | None:
    """The key of a person; of a last name alone, if the whole story has one full name that holds it."""
    key = person_key(name)
    if key:
        return key
    last = own_words(name, "PER")
    full = {m.entity for item in story for m in item.codes.mentions if m.kind == "PER" and last}
    keys = {k for n in full if (k := person_key(n)) and last[0] in own_words(n, "PER")}
    return next(iter(keys)) if len(keys) == 1 else None


_BEHIND = re.compile(r",\s\(?(?:aged?\s|who\sis\s|is\s)?|\s\(")
_APPOSED = re.compile(r",\s(?:who\s(?:is|was)\s)?(?:an?|the)\s")  # "Ann Bo, the 40-year-old who"
_AHEAD = re.compile(r"(?:-year-old)?\s(?:[a-z]+\s){0,2}")


def _years_between(left: DateRange, right: DateRange) -> int:
    days = [d.earliest or d.latest for d in (left, right)]
    if days[0] is None or days[1] is None:
        return 1
    return (abs((days[0] - days[1]).days) + 364) // 365


def find_in_headline(item: Coded) -> Iterator[Contradiction]:
    """A headline's count that no number of the body bears out, where the body opens with a near but other count."""
    post = item.post
    counts = [q for q in item.codes.quantities if q.unit == "-" and q.what and _is_number(q)]
    heads = [q for q in counts if q.span.end <= len(post.title) and (typical(q) or 0) >= LEAST_IN_HEADLINE]
    body = [q for q in item.codes.quantities if q.span.start >= post.body_start]
    lead = [q for q in counts if post.body_start <= q.span.start < post.body_start + LEAD]
    if len(heads) != 1 or not lead or any(_bears_out(q, heads[0]) for q in body):
        return
    head, first = heads[0], lead[0]
    one, two = typical(head) or 0.0, typical(first) or 0.0
    if not (one > 0 and two > 0 and max(one, two) / min(one, two) <= HEADLINE_FACTOR) or first.part_of:
        return
    sides = (_words_side(item, head), _words_side(item, first))
    why = f"the headline says '{head.text}', the text begins with '{first.text}' and never says '{head.text}'"
    yield make_contradiction("conflict", f"number of {head.what}", *sides, why, "numbers.headline")


def _bears_out(said: Quantity, head: Quantity) -> bool:
    """Whether a number of the body is the headline's, or the headline's is it in round numbers."""
    return agree(head, said) or (is_round(head) and is_rounded(head, said))


def _words_side(item: Coded, quantity: Quantity) -> Side:
    spans: tuple[Span, ...] = (quantity.span, quantity.what_span) if quantity.what_span else (quantity.span,)
    return make_side(item, spans, f"{quantity.text} {quantity.what or ''}", None)
