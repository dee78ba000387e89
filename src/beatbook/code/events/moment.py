"""When it happened: by the trigger's clause, then its sentence, then what was told before, then the post's date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from beatbook.code.events import clause
from beatbook.code.events.clause import lemma, relation
from beatbook.code.events.lexicon import lexicon
from beatbook.code.events.mood import Mood
from beatbook.code.events.triggers import Trigger
from beatbook.code.parsed import Token
from beatbook.code.reading import Reading
from beatbook.record import UNKNOWN, DateRange, Span, TimeRef

NEAR_DAYS = 45  # a date lent from an earlier sentence is at most this wide


@dataclass(frozen=True, slots=True)
class Moment:
    """The days of a happening, the words that say so, and the rule; ``own`` where its own sentence says it."""

    range: DateRange
    span: Span | None
    rule: str
    own: bool


@dataclass(frozen=True, slots=True)
class _Time:
    ref: TimeRef
    token: Token
    range: DateRange
    compared: bool = False  # it belongs to a number that another is measured by
    owner: int | None = None  # the verb of its clause: index of the token
    said: Token | None = None  # the verb of saying right before it


@dataclass(frozen=True, slots=True)
class _Later:
    """ "three days later", "a week earlier": ``first`` to ``last`` days from what was told before."""

    time: _Time
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Lapse:
    """So many days before (negative) or after, to the clause or noun ``head``; ``slack``: how inexact the unit is."""

    ref: TimeRef
    head: Token
    days: int
    slack: int


class Clock:
    """Dates the triggers of one post."""

    def __init__(self, reading: Reading, anchor: DateRange, times: Iterable[TimeRef]) -> None:
        self.reading, self.anchor = reading, anchor
        self.events: set[int] = set()  # the tokens that tell something
        self.told: dict[str, DateRange] = {}  # the days of what was told, by the lemma that tells it
        self.times = [time for ref in times if (time := self._placed(ref)) is not None]
        self.later = [later for ref in times if (later := self._later(ref)) is not None]
        self.lapses = [lapse for ref in times if (lapse := self._lapse(ref)) is not None]

    def _placed(self, ref: TimeRef) -> _Time | None:
        if ref.type == "DURATION":
            ref = replace(ref, range=_past_span(ref, self.anchor))
        if ref.type == "SET" or not ref.range.is_known or ref.value.endswith("_REF"):
            return None
        piece = self.reading.doc.char_span(ref.span.start, ref.span.end, alignment_mode="expand")
        if piece is None:
            return None
        root = piece.root
        owner = next((token.i for token in (root, *clause.ancestors(root)) if clause.is_verbal(token)), None)
        said = _saying(self.reading.doc[piece.start])
        days = _opened(ref, root, self.anchor)
        return _Time(ref, root, days, _is_compared(self.reading.doc[piece.start]), said.i if said else owner, said)

    def moment(self, trigger: Trigger, mood: Mood, before: Moment | None) -> Moment:
        """The moment of one telling; ``before`` is that of the happening told before it in the same post."""
        found = self._moment(trigger, mood, before)
        if found.own:
            self.told[lemma(trigger.head)] = found.range
        return found

    def _moment(self, trigger: Trigger, mood: Mood, before: Moment | None) -> Moment:
        sentence = trigger.head.sent
        near = [time for time in self.times if sentence.start <= time.token.i < sentence.end]
        ranked = sorted(
            ((self._rank(time, trigger), abs(time.token.i - trigger.head.i), n) for n, time in enumerate(near))
        )
        if (not ranked or ranked[0][0]) and (apart := self._apart(trigger.head)) is not None:
            return apart
        own = near[ranked[0][2]] if ranked and not ranked[0][0] else None
        if (beyond := self._beyond(trigger, own)) is not None:
            return beyond
        since = self._since(trigger, before, ranked[0][0] if ranked else _FAR)
        if since is not None:
            return since
        if ranked and ranked[0][0] < _FAR:
            best = near[ranked[0][2]]
            if ranked[0][0] and before is not None and _holds(best.range, before.range):
                return Moment(before.range, before.span, f"told before, {_RANKS[ranked[0][0]]}", own=True)
            return Moment(best.range, best.ref.span, _RANKS[ranked[0][0]], own=True)
        if before is not None and mood.tense == "past" and self._is_to_come(before.range):
            before = None
        lent = mood.tense in ("past", "present") and not mood.perfect and mood.stance != "alleged"
        if lent and before is not None:
            days = before.range.days
            if days is not None and days <= NEAR_DAYS:
                return Moment(replace(before.range, basis="text"), before.span, "told before", own=False)
        return Moment(self._bounds(mood), None, "post's date", own=False)

    def of_clause(self, verb: Token) -> Moment | None:
        """The moment that a clause's own words give, whatever it tells."""
        for time in self.times:
            if time.owner == verb.i and relation(time.token) not in ("compound", "nummod", "amod"):
                return Moment(time.range, time.ref.span, "own clause", own=True)
        return None

    def _lapse(self, ref: TimeRef) -> _Lapse | None:
        """ "six days after" with what follows it: "the bridge gave way"."""
        sized = _LENGTH.fullmatch(ref.value)
        piece = self.reading.doc.char_span(ref.span.start, ref.span.end, alignment_mode="expand")
        if ref.type != "DURATION" or sized is None or piece is None:
            return None
        last = next((t for t in self.reading.doc[piece.end - 1 : piece.end + 1] if t.lower_ in _SIDES), None)
        if last is None or relation(last) not in ("mark", "case"):
            return None
        days = int(sized[1]) * _DAYS[sized[2]]
        return _Lapse(ref, last.head, _SIDES[last.lower_] * days, _SLACK[sized[2]])

    def _apart(self, token: Token) -> Moment | None:
        """The days of what lies so long before or after the clause above: "found on Sunday, six days after it"."""
        chain = [token, *clause.ancestors(token)]
        for n, seen in enumerate(chain[:-1]):
            lapse = next((lapse for lapse in self.lapses if lapse.head.i == seen.i), None)
            if lapse is None or relation(seen) not in ("advcl", "obl", "nmod"):
                continue
            above = next((m for t in chain[n + 1 :] if (m := self.of_clause(t)) is not None), None)
            if above is None or above.range.earliest is None or above.range.latest is None:
                return None
            first = above.range.earliest + timedelta(days=lapse.days - lapse.slack)
            last = above.range.latest + timedelta(days=lapse.days + lapse.slack)
            return Moment(
                DateRange(first, last, above.range.precision, "text"), lapse.ref.span, "so long apart", own=True
            )
        return None

    def _beyond(self, trigger: Trigger, own: _Time | None) -> Moment | None:
        """The days of what is told so long before or after something dated: "died two days after the vote of 3 May".

        ``own`` is the time of the trigger's own clause: it decides, unless it is that of the vote.
        """
        for lapse in self.lapses:
            if relation(lapse.head) not in ("advcl", "obl", "nmod") or lapse.head.sent.start != trigger.head.sent.start:
                continue
            above = next((t for t in clause.ancestors(lapse.head) if clause.is_verbal(t)), None)
            carrier = clause.carrier(trigger.head) if trigger.is_noun else None
            if lapse.head.i in {token.i for token in (trigger.head, *trigger.tokens)}:
                continue
            heads = {trigger.head.i, carrier.i if carrier is not None else trigger.head.i}
            if above is None or not heads & {above.i, above.head.i if relation(above) == "conj" else above.i}:
                continue
            if own is not None and not self._is_of(own, lapse.head):
                return None
            base = self._of_phrase(lapse.head)
            if base is None or base.earliest is None or base.latest is None or (base.days or 0) > NEAR_DAYS:
                return None
            first = base.earliest - timedelta(days=lapse.days + lapse.slack)
            last = base.latest - timedelta(days=lapse.days - lapse.slack)
            days = DateRange(first, last, "day" if first == last else "range", "text")
            return Moment(days, lapse.ref.span, "so long beside", own=True)
        return None

    def _of_phrase(self, head: Token) -> DateRange | None:
        """The days that a clause or noun brings along, or those of what was told by the same word."""
        for time in self.times:
            if self._is_of(time, head):
                return time.range
        return self.told.get(lemma(head))

    def _is_of(self, time: _Time, head: Token) -> bool:
        """Whether a time stands with a clause or noun: "it left on 5 April", "the June 3 vote"; behind it and not set
        apart by a comma it does, whatever the parse hangs it on.
        """
        if time.owner == head.i or head.i in (time.token.i, time.token.head.i):
            return True
        between = self.reading.doc[head.i + 1 : time.token.i]
        return 0 < len(between) <= _NEAR_WORDS and all(t.pos_ not in ("PUNCT", "VERB", "CCONJ") for t in between)

    def _later(self, ref: TimeRef) -> _Later | None:
        sized = _SPAN.fullmatch(ref.value)
        piece = self.reading.doc.char_span(ref.span.start, ref.span.end, alignment_mode="expand")
        if ref.rule != "units-later" or sized is None or piece is None:
            return None
        side = _TURNS.get(piece[len(piece) - 1].lower_)
        if side is None:
            return None
        if sized[1]:
            days, slack = int(sized[2]) // (24 if sized[3] == "H" else 1440), 1
            first, last = days, days + (slack if sized[3] == "H" else 0)
        else:
            days, slack = int(sized[2]) * _DAYS[sized[3]], _SLACK[sized[3]]
            first, last = days - slack, days + slack
        root = piece.root
        owner = next((token.i for token in (root, *clause.ancestors(root)) if clause.is_verbal(token)), None)
        return _Later(_Time(ref, root, UNKNOWN, owner=owner), *((first, last) if side > 0 else (-last, -first)))

    def _since(self, trigger: Trigger, before: Moment | None, rank: int) -> Moment | None:
        """The days of "three days later", counted from the last date told before it, or from what was told before;
        ``rank`` is that of the best date: nothing that is nearer gives way.
        """
        sentence = trigger.head.sent
        here = [t for t in self.later if sentence.start <= t.time.token.i < sentence.end]
        later = next((t for t in here if self._rank(t.time, trigger) < min(rank, _BESIDE)), None)
        if later is None:
            return None
        told = [t for t in self.times if sentence.start <= t.token.i < later.time.token.i and not self._is_said(t)]
        base = told[-1].range if told else before.range if before is not None else None
        if base is None or base.earliest is None or base.latest is None or (base.days or 0) > NEAR_DAYS:
            return None
        first, last = base.earliest + timedelta(days=later.first), base.latest + timedelta(days=later.last)
        days = DateRange(first, last, "day" if first == last else "range", "text")
        return Moment(days, later.time.ref.span, "so long after", own=True)

    def _is_said(self, time: _Time) -> bool:
        """Whether a time is that of saying: "police said on Friday"."""
        return time.owner is not None and lemma(self.reading.doc[time.owner]) in lexicon().reporting

    def _is_to_come(self, days: DateRange) -> bool:
        """Whether days lie after the post's: what is past did not happen then."""
        return days.earliest is not None and self.anchor.latest is not None and days.earliest > self.anchor.latest

    def _bounds(self, mood: Mood) -> DateRange:
        if mood.stance in ("planned", "conditional") or mood.tense == "future":
            start = self.anchor.earliest
            return DateRange(start, None, "unknown", self.anchor.basis) if start else UNKNOWN
        end = self.anchor.latest
        return DateRange(None, end, "unknown", self.anchor.basis) if end else UNKNOWN

    def _rank(self, time: _Time, trigger: Trigger) -> int:
        """0 for a time of the trigger's own, up to _FAR for one that belongs to something else."""
        if time.compared:
            return _FAR
        heads = {trigger.head.i, *(token.i for token in trigger.tokens)}
        verb = clause.carrier(trigger.head) if trigger.is_noun else None
        if verb is not None and (lemma(verb) in lexicon().light or lemma(verb) in lexicon().occur):
            heads.add(verb.i)
        if relation(time.token) in ("compound", "nummod", "amod") and time.token.head.i not in heads | self.events:
            return _FAR  # "his 2008 car"; but "in a 2014 study"
        chain = [time.token, *clause.ancestors(time.token)]
        owner = next((token for token in chain if token.i in heads or clause.is_verbal(token)), None)
        if time.said is not None:
            owner = time.said
        if owner is None:
            return 3
        if owner.i in heads:
            return 0
        up = [token.i for token in clause.ancestors(trigger.head)]
        if owner.i in up:
            if trigger.is_noun and clause.case_of(trigger.head) in lexicon().retold:
                return _FAR
            between = any(
                clause.is_verbal(token)
                for token in clause.ancestors(trigger.head)
                if token.i in up[: up.index(owner.i)]
            )
            if lemma(owner) in lexicon().reporting and (not trigger.is_noun or between):
                return 5
            return 2 if not _closed_off(trigger.head, owner) else 4
        down = [token.i for token in clause.ancestors(owner)]
        if heads & set(down):
            if any(c.lower_ in lexicon().conditions or c.lower_ == "until" for c in clause.children(owner, "mark")):
                return _FAR
            return 1 if relation(owner) in ("advcl", "xcomp", "ccomp", "obl") else 4
        if relation(owner) == "acl":
            return _FAR
        return 3


def _is_compared(first: Token) -> bool:
    """Whether the time that a word begins belongs to a number: "up from 41 a week ago"."""
    if not first.i:
        return False
    number = first.doc[first.i - 1]
    return number.tag_ == "CD" and clause.case_of(number) in ("from", "than", "with", "to", "against")


def _saying(first: Token) -> Token | None:
    """The verb of saying that a time stands right behind, however it was parsed: "the mayor said on Monday"."""
    before = [token for token in first.doc[max(0, first.i - 2) : first.i] if token.lower_ != "on"][-1:]
    return next((token for token in before if token.pos_ == "VERB" and lemma(token) in lexicon().reporting), None)


def _holds(wide: DateRange, narrow: DateRange) -> bool:
    """Whether a week or month holds the days told before: "on Thursday", then "after the visit this week"."""
    if None in (wide.earliest, wide.latest, narrow.earliest, narrow.latest) or wide.days == narrow.days:
        return False
    return narrow.within(wide) == narrow and narrow.overlaps(wide)


_LENGTH = re.compile(r"P(\d{1,3})([DWMY])")
_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
_SLACK = {"D": 0, "W": 2, "M": 15, "Y": 180}  # "two weeks after" is rarely 14 days
_SPAN = re.compile(r"P(T)?(\d{1,3})([DWMYH])")
_TURNS = {"later": 1, "after": 1, "afterwards": 1, "afterward": 1, "thereafter": 1, "earlier": -1, "before": -1}
_NEAR_WORDS = 5  # between a clause's verb or a noun and the date behind it
_BESIDE = 3  # below this rank a time is of the trigger's own clause, or of one above or below it
_SIDES = {"after": -1, "before": 1}  # "six days after a fall": the fall lies six days before
_PAST = re.compile(r"\b(past|last|previous|preceding)\b")
_FAR = 6
_RANKS = ("own clause", "clause below", "clause above", "same sentence", "clause beside", "when it was said", "")


def _closed_off(token: Token, owner: Token) -> bool:
    """Whether a relative clause stands between, whose own time is another: "the man who fled was caught on Monday"."""
    seen = token
    while seen.i != owner.i and seen.head.i != seen.i:
        if relation(seen) == "acl" and seen.head.i != owner.i:
            return True
        seen = seen.head
    return False


def _opened(ref: TimeRef, token: Token, anchor: DateRange) -> DateRange:
    """The range of a time as its preposition opens it: since May, until Friday, before 2010."""
    words = {child.lower_ for child in clause.children(token, "case", "mark", "advmod")}
    first = ref.text.split(maxsplit=1)[0].lower() if ref.text else ""
    words.add(first)
    low, high = ref.range.earliest, ref.range.latest
    if words & {"since"} and low is not None:
        return DateRange(_middle(ref.range, ref.mod), anchor.latest, "range", "text")
    if words & {"until", "till"} and high is not None:
        return DateRange(None, high, "range", "text")
    if words & {"by"} and high is not None:
        return DateRange(None, high, "range", "text")
    if words & {"before"} and low is not None and (ref.mod is None):
        return DateRange(None, low - timedelta(days=1), "range", "text")
    return replace(_third(ref.range, ref.mod), basis="text")


def _middle(days: DateRange, mod: str | None) -> date | None:
    """Where "since mid-April" begins: the 15th or so; else the first day that is meant."""
    low, high = days.earliest, days.latest
    if mod == "MID" and low is not None and high is not None:
        return low + (high - low) // 2
    return _third(days, mod).earliest


def _past_span(ref: TimeRef, anchor: DateRange) -> DateRange:
    """ "over the past year", "in the last two weeks": from so long before the post until it."""
    sized = _LENGTH.fullmatch(ref.value)
    if sized is None or anchor.earliest is None or not _PAST.search(ref.text.casefold()):
        return DateRange()
    days = int(sized[1]) * _DAYS[sized[2]]
    return DateRange(anchor.earliest - timedelta(days=days), anchor.latest, "range", "text")


def _third(days: DateRange, mod: str | None) -> DateRange:
    """Early, mid or late in a month, season or year: that third of it."""
    low, high = days.earliest, days.latest
    if mod not in ("START", "MID", "END") or low is None or high is None or (high - low).days < 20:
        return days
    length = (high - low) // 3
    starts = {"START": low, "MID": low + length, "END": high - length}
    return DateRange(starts[mod], starts[mod] + length, "range", days.basis)
