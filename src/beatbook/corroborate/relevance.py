"""Whether a post is on the beat: by the beat's scope, and by what the beat's other posts talk about. Never dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import fsum

from beatbook.beat import Beat
from beatbook.corroborate.coded import Coded
from beatbook.corroborate.days import date_of
from beatbook.corroborate.terms import common_words, find_words
from beatbook.record import Relevance

CORE_SHARE = 0.25  # a word in so many of a beat's posts is what the beat talks about
CORE_WORDS = 5  # a beat with fewer such words, or none of them in every second post, has no common talk to stray from
CORE_CENTRE = 0.5
CORE_POSTS = 8
STRAY = (
    0.15  # a post that holds less of the core, by weight. On the seeds strays hold 0.00, the least of the others 0.28
)
WORDS_ENOUGH = 10  # a post of fewer different terms is too short to judge
STEP = 0.05  # shares are taken in steps, so that one more post seldom changes them


@dataclass(frozen=True, slots=True)
class ScopeHits:
    """Which of the beat's scope words a post uses; part of its signature."""

    terms: tuple[str, ...]
    places: tuple[str, ...]
    excluded: tuple[str, ...]
    outside: str | None  # why its date lies outside the beat's days


def find_scope_hits(item: Coded, beat: Beat) -> ScopeHits:
    """The scope's words in one post."""
    text = " ".join(find_words(item.post.text))
    places = {p.name.casefold() for p in item.codes.places} | {m.entity.casefold() for m in item.codes.mentions}

    def found(words: Iterable[str]) -> tuple[str, ...]:
        return tuple(w for w in words if _stands(w, text, item.post.text))

    here = tuple(p for p in beat.scope.places if p.casefold() in places or _stands(p, text, item.post.text))
    return ScopeHits(found(beat.scope.terms), here, found(beat.scope.exclude), _outside(item, beat))


def _stands(word: str, text: str, raw: str) -> bool:
    forms = " ".join(find_words(word))
    return bool(forms and f" {forms} " in f" {text} ") or bool(re.search(rf"\b{re.escape(word)}\b", raw, re.IGNORECASE))


def _outside(item: Coded, beat: Beat) -> str | None:
    when = date_of(item)
    since, until = beat.scope.since, beat.scope.until
    if since and when.latest and when.latest < since:
        return f"published before {_day(since)}"
    if until and when.earliest and when.earliest > until:
        return f"published after {_day(until)}"
    return None


def _day(value: date) -> str:
    return value.isoformat()


@dataclass(frozen=True, slots=True)
class Core:
    """What the beat's posts talk about: terms in many of them, with the share of posts that use each."""

    shares: Mapping[str, float]

    @property
    def is_known(self) -> bool:
        """Whether the posts have enough in common to tell a stray by."""
        return len(self.shares) >= CORE_WORDS and max(self.shares.values()) >= CORE_CENTRE


def find_core(counts: Iterable[tuple[str, int]], posts: int) -> Core:
    """The core of a beat from how many posts use each term; words of everyday reports tell nothing."""
    if posts < CORE_POSTS:
        return Core({})
    shares = ((term, int(count / posts / STEP) * STEP) for term, count in counts if count / posts >= CORE_SHARE)
    return Core({term: round(share, 2) for term, share in sorted(shares) if term not in common_words()})


def judge(post: str, terms: Sequence[str], hits: ScopeHits, core: Core) -> Relevance:
    """Whether a post is on the beat, how much of the beat's talk it shares, and why in words."""
    held = sorted((t for t in set(terms) if t in core.shares), key=lambda t: (-core.shares[t], t))
    whole = fsum(core.shares.values())
    talk = round(fsum(core.shares[t] for t in held) / whole if whole else 0.0, 2)
    why = _why(hits, held, talk, core)
    if hits.outside:
        return Relevance(post, False, talk, hits.outside)
    if hits.excluded and not (hits.terms and hits.places):
        return Relevance(post, False, talk, f"uses words that the beat's scope excludes: {', '.join(hits.excluded)}")
    return Relevance(post, not is_stray(terms, hits, talk, core), talk, why)


def is_stray(terms: Sequence[str], hits: ScopeHits, talk: float, core: Core) -> bool:
    """Whether a long enough post shares next to nothing with the others and names no word of the beat's scope."""
    return core.is_known and talk < STRAY and len(terms) >= WORDS_ENOUGH and not hits.terms


def judge_in_stories(
    judged: Mapping[str, Relevance], hits: Mapping[str, ScopeHits], story_of: Mapping[str, Sequence[str]]
) -> tuple[Relevance, ...]:
    """A stray in words whose story is on the beat is on it too; what the scope shuts out stays out."""
    return tuple(
        in_story(own, is_shut(hits[post]), [judged[p].on_beat for p in story_of[post] if p != post])
        for post, own in judged.items()
    )


def is_shut(hits: ScopeHits) -> bool:
    """Whether the scope shuts a post out, whatever its story."""
    return bool(hits.outside or hits.excluded)


def in_story(own: Relevance, shut: bool, others: Sequence[bool]) -> Relevance:
    """A post's relevance, given which of its story's other posts are on the beat by themselves."""
    if own.on_beat or shut:
        return own
    on = sum(others)
    if 2 * on <= len(others):
        return own
    posts = "post is" if on == 1 else f"{on} posts are"
    return replace(own, on_beat=True, why=f"{own.why}; belongs to a story whose other {posts} on the beat")


def _why(hits: ScopeHits, held: Sequence[str], talk: float, core: Core) -> str:
    parts = []
    if hits.terms or hits.places:
        parts.append("names the beat's " + ", ".join((*hits.terms, *hits.places)))
    if core.is_known:
        words = f" ({', '.join(t.replace('_', ' ') for t in held[:5])})" if held else ""
        parts.append(f"shares {round(10 * talk) * 10} % of what the beat's posts have in common{words}")
    else:
        parts.append("the beat's posts have too little in common to tell a stray by")
    return "; ".join(parts)
