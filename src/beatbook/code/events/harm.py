"""What a post says became of people: counted statements of death and injury, by the words beside the number.

In: Reading, codes. Out: Harm. Never: decides which of several numbers is the toll.
The words stand in `harm.toml`. Headlines leave out what a parse leans on ("4 shot, one fatally"), so a number is
tied to its word of harm by what stands between the two; people without a number come from the event reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from beatbook.code.events.harm_words import Fate, Phrases, words
from beatbook.code.events.lexicon import lexicon
from beatbook.code.parsed import Token
from beatbook.code.reading import Reading
from beatbook.record import EventReport, Participant, PostCodes, Quantity, Span

Standing = Literal["title", "lead", "body"]

FATES: dict[str, Fate] = {
    "killing": "killed",
    "execution": "killed",
    "death": "killed",
    "injury": "injured",
    "shooting": "hit",
}
LEAD = 4  # sentences of the body
FAR = 8  # words between people and what became of them
MOST = 100_000  # no larger number before a word of harm was one of people (incidents, dev half)
BACKGROUND_DAYS = 60  # as for event reports


@dataclass(frozen=True, slots=True)
class Harm:
    """One statement: how many people, and what became of them."""

    fate: Fate
    count: int
    printed: bool  # a number stands there; else people told one by one, by a noun or a name
    besides: bool  # "two others"
    active: bool  # what somebody did to them ("killed two"), so the doer is not among them
    standing: Standing
    sentence: int
    span: Span  # the words that say how many
    who: str  # the name or noun
    background: bool
    rule: str  # "number before: shot dead"
    summed: bool = False  # the sum of a coordination


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the post, without blanks."""

    number: int
    tokens: tuple[Token, ...]
    lower: tuple[str, ...]
    standing: Standing
    background: bool
    span: Span


def find_harm(reading: Reading, codes: PostCodes) -> tuple[Harm, ...]:
    """Every statement of what became of people, in reading order."""
    lines = _lines(reading, codes)
    numbers = {q.span.start: q for q in codes.quantities if _may_count_people(q)}
    found = [harm for line in lines for harm in _counted(reading, line, numbers)]
    found += [harm for line in lines for harm in _folded(reading, line)]
    found += [harm for line in lines for harm in _bare(reading, line)]
    found += [harm for line in lines for harm in _deadly(reading, line)]
    found += [harm for line in lines for harm in _doer(reading, line)]
    found += _of_reports(reading, lines, codes.reports, {harm.span for harm in found})
    found = [harm for harm in found if not any(_is_part(harm, other) for other in found)]
    return tuple(sorted(found, key=lambda harm: (harm.span, harm.fate)))


def _is_part(harm: Harm, other: Harm) -> bool:
    """Whether a number is summed up in another statement of its sentence: "a man and his two sons died"."""
    same = harm.printed and other.printed and harm.fate == other.fate and harm.sentence == other.sentence
    return same and other.summed and other.count > harm.count and not harm.summed


def _lines(reading: Reading, codes: PostCodes) -> list[Line]:
    old = [time.span for time in codes.times if time.type == "DATE" and _is_old(time.range.latest, codes.date.earliest)]
    found: list[Line] = []
    body = 0
    for number, sentence in enumerate(reading.doc.sents):
        tokens = tuple(token for token in sentence if not token.is_space)
        if not tokens:
            continue
        in_title = tokens[0].idx < reading.post.body_start
        body += not in_title
        span = reading.span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
        text = " ".join(token.lower_ for token in tokens)
        background = any(f" {phrase} " in f" {text} " for phrase in words().elsewhere) or any(map(span.contains, old))
        standing: Standing = "title" if in_title else "lead" if body <= LEAD else "body"
        found.append(Line(number, tokens, tuple(t.lower_ for t in tokens), standing, background, span))
    return found


def _is_old(end: date | None, posted: date | None) -> bool:
    return end is not None and posted is not None and end < posted - timedelta(days=BACKGROUND_DAYS)


def _may_count_people(quantity: Quantity) -> bool:
    best = quantity.best
    plain = quantity.unit == "-" and not quantity.change and "%" not in quantity.text
    return plain and best is not None and best == int(best) and 0 < best <= MOST


def _counted(reading: Reading, line: Line, numbers: dict[int, Quantity]) -> Iterator[Harm]:
    """The numbers of a sentence that stand beside a word of harm."""
    for at, token in enumerate(line.tokens):
        quantity = numbers.get(token.idx)
        if quantity is None or quantity.best is None:
            continue
        end = next(
            (n for n in range(at, len(line.tokens)) if line.tokens[n].idx >= quantity.span.end), len(line.tokens)
        )
        if _is_age(line, at, end):
            continue
        found = _harm_before(line, at, end, numbers) or _harm_after(line, end, numbers)
        if found is None:
            continue
        phrase, fate, first, last = found
        if _is_unreal(line, min(first, at), max(last, end)):
            continue
        near = line.lower[max(0, at - 1) : end + 2]
        active = first < at
        more = 0 if active else _joined_before(line, at, numbers)
        yield Harm(
            fate=fate,
            count=int(quantity.best) + more,
            printed=True,
            besides=any(word in words().besides for word in near),
            active=active and not phrase.endswith(" of"),
            standing=line.standing,
            sentence=line.number,
            span=quantity.span,
            who=reading.words(quantity.span),
            background=line.background,
            rule=f"number {'after' if active else 'before'}: {phrase}",
            summed=more > 0,
        )


def _joined_before(line: Line, at: int, numbers: dict[int, Quantity]) -> int:
    """How many people are joined before a number: 2 in "two adults, three children dead", 1 in "man and two sons"."""
    place = at - 1
    while place > 0 and (line.lower[place] in words().owners or line.tokens[place].pos_ == "ADJ"):
        place -= 1
    if place < 1 or line.lower[place] not in ("and", ",", "&"):
        return 0
    noun = line.tokens[place - 1]
    if not _is_people(noun) or noun.lower_ in words().besides or noun.lower_ in words().after:
        return 0  # "two dead, four injured"
    for back in range(place - 2, max(-1, place - 5), -1):
        quantity = numbers.get(line.tokens[back].idx)
        if quantity is not None and quantity.best:
            return int(quantity.best)
    return 1 if noun.tag_ in ("NN", "NNP") and noun.lower_ not in lexicon().collectives else 0


def _is_age(line: Line, at: int, end: int) -> bool:
    """ "Ruiz, 20, of Porto", "a 20-year-old"."""
    after = line.lower[end] if end < len(line.tokens) else "."
    before = line.tokens[at - 1] if at else None
    if after.startswith("-year") or after in ("-", "year", "years", "months", "month"):
        return True
    if any(word in ("ages", "aged", "age") for word in line.lower[max(0, at - 5) : at]):
        return True
    if before is None or before.text != "," or at < 2:
        return before is not None and before.lower_ in ("age", "aged", "ages")
    return after in (",", ".", "of", "and", "from", ";") and line.tokens[at - 2].pos_ in ("PROPN", "NOUN")


def _harm_before(line: Line, at: int, end: int, numbers: dict[int, Quantity]) -> tuple[str, Fate, int, int] | None:
    """A word of harm whose object the number is: "killing at least two"."""
    after = line.tokens[end] if end < len(line.tokens) else None
    if after is not None and not _may_follow(after):
        return None
    first = at
    while True:
        for start in range(max(0, first - 5), first):
            found = _match(words().before, line, start)
            if found is not None and start + len(found[0]) == first:
                return " ".join(found[0]), found[1], start, first
        if not first or line.lower[first - 1] not in words().qualifying or at - first > 5:
            return None
        if (
            line.lower[first - 1] in ("at", "to")
            and line.lower[first] not in ("least", "most")
            and first > 1
            and line.lower[first - 2] != "up"
        ):
            return None  # "the shooting at 12 Mill Street"
        first -= 1


def _may_follow(token: Token) -> bool:
    """Whether a number before this word can be one of people: not "shot 20 times"."""
    return _is_people(token) or token.pos_ in ("ADJ", "PUNCT", "ADP", "CCONJ", "ADV", "AUX", "PROPN", "SPACE")


def _harm_after(line: Line, end: int, numbers: dict[int, Quantity]) -> tuple[str, Fate, int, int] | None:
    """What became of the people whom the number counts: "two young men were found dead"."""
    for at in range(end, min(end + FAR, len(line.tokens))):
        found = _match(words().after, line, at)
        if found is not None:
            return " ".join(found[0]), found[1], at, at + len(found[0])
        if line.tokens[at].idx in numbers or not _may_stand_between(line.tokens[at]):
            return None
    return None


def _may_stand_between(token: Token) -> bool:
    return token.lower_ in words().between or _is_people(token) or token.pos_ in ("ADJ", "ADV", "AUX")


def _is_people(token: Token) -> bool:
    if token.lower_ in words().anybody:
        return True
    return lexicon().names_people(token.base) if token.pos_ == "NOUN" else token.base in lexicon().people


def _match(table: Phrases, line: Line, at: int) -> tuple[tuple[str, ...], Fate] | None:
    for phrase, fate in table.get(line.lower[at], ()):
        if line.lower[at : at + len(phrase)] == phrase:
            return phrase, fate
    return None


def _is_unreal(line: Line, first: int, last: int) -> bool:
    """Whether the harm was tried, feared or denied, by a word before or between."""
    around = line.lower[max(0, first - 3) : last]
    return any(word in words().unreal for word in around) or "to kill" in " ".join(around)


def _folded(reading: Reading, line: Line) -> Iterator[Harm]:
    """ "a double homicide": the count is in the adjective."""
    for at, word in enumerate(line.lower[:-1]):
        count = words().folds.get(word)
        noun = line.lower[at + 1].removesuffix("s") if at + 1 < len(line.lower) else ""
        fate = words().folded.get(noun)
        if count is None or fate is None:
            continue
        span = reading.span_of(line.tokens[at])
        yield Harm(
            fate,
            count,
            True,
            False,
            False,
            line.standing,
            line.number,
            span,
            word,
            line.background,
            f"folded: {word} {noun}",
        )


def _bare(reading: Reading, line: Line) -> Iterator[Harm]:
    """A headline's people without article: "Teen killed in crash", "Miner, 40, dies"."""
    if line.standing != "title":
        return
    for at, token in enumerate(line.tokens):
        word = token.lower_
        if word not in lexicon().people or word in lexicon().collectives or word in words().doers | words().states:
            continue
        if at + 1 < len(line.tokens) and line.tokens[at + 1].lower_ in ("'s", "’s"):
            continue
        found = _harm_after(line, at + 1, {})
        if found is None or any(t.tag_ == "CD" and t.idx < token.idx for t in line.tokens[max(0, at - 3) : at]):
            continue
        phrase, fate, _, last = found
        if _is_unreal(line, at, last) or _has_object(line, last):
            continue
        before = line.lower[at - 1] if at else ""
        more = words().ordinals.get(before, 1) - 1 or _joined_before(line, at, {})
        yield replace(_one(reading, line, at, fate, f"headline: {phrase}"), count=1 + more)


def _has_object(line: Line, at: int) -> bool:
    """Whether the harm is done by whoever stands before it: "a gunman killed three", "Man kills wife"."""
    after = line.tokens[at] if at < len(line.tokens) else None
    return after is not None and (after.pos_ in ("NUM", "DET", "NOUN", "PROPN", "PRON") or _is_people(after))


def _deadly(reading: Reading, line: Line) -> Iterator[Harm]:
    """ "a fatal crash": one dead at least, though no one is told; and any other word of death."""
    for at, word in enumerate(line.lower):
        pair = " ".join(line.lower[at : at + 2])
        near = [w for w in line.lower[at + 1 : at + 3] if w in words().deadly_nouns]
        if (word in words().deadly_adjectives and near) or pair in words().deadly_phrases:
            yield _one(reading, line, at, "deadly", f"{word} {near[0]}" if near else pair)
        elif word in words().death and not _is_unreal(line, at, at + 1):
            yield _one(reading, line, at, "death", word)


def _doer(reading: Reading, line: Line) -> Iterator[Harm]:
    """The doer's own death: "the gunman was shot dead", "then killed himself"."""
    text = " ".join(line.lower)
    if _is_unreal(line, 0, len(line.lower)) or any(word in words().including for word in line.lower):
        return
    for at, word in enumerate(line.lower):
        if word in words().doers:
            found = _harm_after(line, at + 1, {})
            if found is not None and found[1] == "killed" and not _has_object(line, found[3]):
                yield _one(reading, line, at, "doer", found[0])
                return
    if any(f" {phrase} " in f" {text} " for phrase in words().own_hand):
        yield _one(reading, line, 0, "doer", "own hand")
        return
    for at, word in enumerate(line.lower):
        if word in words().reflexive and any(_match(words().before, line, n) for n in range(max(0, at - 6), at)):
            yield _one(reading, line, at, "doer", "own hand")
            return


def _one(reading: Reading, line: Line, at: int, fate: Fate, rule: str) -> Harm:
    span = reading.span_of(line.tokens[at])
    return Harm(fate, 1, False, False, False, line.standing, line.number, span, line.lower[at], line.background, rule)


def _of_reports(
    reading: Reading, lines: list[Line], reports: Iterable[EventReport], known: set[Span]
) -> Iterator[Harm]:
    """The victims of event reports, by the sentence in which each is told."""
    for report in reports:
        fate = FATES.get(report.type)
        if fate is None or report.stance not in ("asserted", "alleged"):
            continue
        for line in lines:
            if any(line.span.contains(span) for span in report.spans) and not _is_tried(line, report.trigger):
                yield from _victims(reading, report, fate, line, known)


def _victims(reading: Reading, report: EventReport, fate: Fate, line: Line, known: set[Span]) -> Iterator[Harm]:
    victims = [p for p in report.participants if p.role == "victim" and line.span.contains(p.span)]
    people = [p for p in {p.span: p for p in victims if p.count}.values() if _tells_people(p)]
    told = []
    for group in _together(reading, line, people):
        numbers = [p.count.best for p in group if p.count and p.count.best]
        counted = [p for p in group if p.count and not p.count.rule.startswith("one:")]
        if len(group) > 1 or not counted or counted[0].count is None or counted[0].count.span not in known:
            told.append((int(sum(numbers)), bool(counted), group[0], len(group) > 1))
    he = next((p for p in victims if p.text.casefold() in words().singular), None)
    if not people and he is not None:
        told.append((1, False, he, False))
    single = max((count for count, printed, *_ in told if not printed), default=0)
    told = [entry for entry in told if entry[1]] + [entry for entry in told if not entry[1] and entry[0] == single][:1]
    for count, printed, person, summed in told:
        yield Harm(
            fate=fate,
            count=count,
            printed=printed,
            besides=any(word in words().besides for word in person.text.casefold().split()),
            active=any(other.role == "actor" for other in report.participants),
            standing=line.standing,
            sentence=line.number,
            span=person.span,
            who=(person.entity or person.text).casefold(),
            background=report.background or line.background,
            rule=f"victim of {report.type}: {report.rule}",
            summed=summed,
        )


def _is_told_of(line: Line, first: int, last: int) -> bool:
    """Whether a word of harm closes the first of two: "two dead and two wounded"."""
    return any(first <= token.i < last and token.lower_ in words().after for token in line.tokens)


def _is_tried(line: Line, trigger: Span) -> bool:
    """ "the attempted murder of five", "trying to kill": a trigger that did not come about."""
    at = next((n for n, token in enumerate(line.tokens) if token.idx == trigger.start), None)
    return at is not None and any(word in words().unreal for word in line.lower[max(0, at - 2) : at])


def _tells_people(person: Participant) -> bool:
    """Whether a counted victim has a noun for people or none at all: not "the 4100 block"."""
    own = [word.strip(",.").casefold() for word in person.text.split()]
    known = lexicon().people | words().anybody
    if own and lexicon().names_people(own[-1].removesuffix("s")):
        return True
    return any(word in known or word.removesuffix("s") in known for word in own) or (
        person.count is not None and len(own) <= len(person.count.text.split()) + 1
    )


def _together(reading: Reading, line: Line, people: list[Participant]) -> list[list[Participant]]:
    """People by the coordination that names them: "a man and his son" is one group."""
    groups: list[list[Participant]] = []
    joined: dict[Span, set[int]] = {}
    heads: dict[Span, int] = {}
    for person in people:
        piece = reading.doc.char_span(person.span.start, person.span.end, alignment_mode="expand")
        if piece is None:
            continue
        heads[person.span] = piece.root.i
        joined[person.span] = {token.i for token in piece.root.conjuncts}
        group = next(
            (
                g
                for g in groups
                if all(heads[o.span] in joined[person.span] for o in g)
                and not _is_told_of(line, heads[g[-1].span], heads[person.span])
            ),
            None,
        )
        if group is not None:
            group.append(person)
        else:
            groups.append([person])
    return groups
