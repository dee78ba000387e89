"""The frozen types of a checked beat: what `beat.toml` says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Scope:
    """What the beat is about. Terms are lemmas or phrases, lower case; all lists may be empty."""

    terms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class OutletRule:
    """An outlet under its proper name, with the other names it is printed by."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "news"  # news, agency, ngo, official, blog
    link: str | None = None


@dataclass(frozen=True, slots=True)
class RoleRule:
    """Where in the clause a role of an event type stands."""

    role: str  # "actor", "victim", …
    syntax: tuple[str, ...]  # subject, object, agent, "to", "from", "against" …: prepositions by their word
    kinds: tuple[str, ...] = ()  # PER, ORG, LOC, NORP, people (a noun for persons): empty = any


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event: the words that tell it and who stands where."""

    name: str
    label: str = ""
    family: str = ""  # kindred types: "violence", "justice", …
    plover: str | None = None
    acled: str | None = None
    huridocs: str | None = None
    verbs: tuple[str, ...] = ()  # lemmas
    happens: tuple[str, ...] = ()  # verbs and phrases whose subject it happens to: "die", "go missing"
    nouns: tuple[str, ...] = ()  # lemmas of nominal triggers
    counted: tuple[str, ...] = ()  # words that tell it after a number: "two dead", "12 injured"
    phrases: tuple[str, ...] = ()  # multi-word triggers in lemmas: "turn back", "break out"
    weak: tuple[str, ...] = ()  # triggers that count only with a word of ``context`` in the sentence …
    context: tuple[str, ...] = ()
    setting: tuple[str, ...] = ()  # … or, for verbs, with one of these anywhere in the post
    excludes: tuple[str, ...] = ()  # phrases that look alike and are something else
    roles: tuple[RoleRule, ...] = ()
    required: tuple[str, ...] = ()  # roles of which one must be filled
    needs: tuple[str, ...] = ()  # words of which one must stand in the sentence
    parent: str | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class SeriesRule:
    """Figures that the beat follows over time."""

    name: str
    label: str = ""
    nouns: tuple[str, ...] = ()  # what is counted (lemmas)
    verbs: tuple[str, ...] = ()  # one of these governs it (lemmas)
    words: tuple[str, ...] = ()  # one of these stands in the sentence
    place: str | None = None
    period: Literal["year", "month", "total", "any"] = "any"
    cumulative: bool = False
    unit: str = "-"


@dataclass(frozen=True, slots=True)
class Protection:
    """What may leave the book about people at risk."""

    pseudonyms: bool = True  # people at risk appear under a pseudonym, never a name
    generalise: tuple[str, ...] = ("age", "place", "date", "occupation", "kin", "companions")
    protect: tuple[str, ...] = ()  # names that are always protected
    public: tuple[str, ...] = ()  # public figures that never are
    hold: tuple[str, ...] = ()  # words of posts that are kept back whole
    show_words: bool = True  # whether excerpts of posts are published at all
    excerpt_words: int = 75  # most words of one post in an excerpt; 0: all


@dataclass(frozen=True, slots=True)
class Beat:
    """A checked `beat.toml`."""

    name: str
    title: str = ""
    language: str = "en"
    pipeline: str | None = None  # an installed spaCy pipeline; None: the one that ships with beatbook
    template: str | None = None
    dates: Literal["auto", "news", "narrative"] = "auto"
    scope: Scope = Scope()
    outlets: tuple[OutletRule, ...] = ()
    places: tuple[tuple[str, str], ...] = ()  # alias -> place: ("the North", "North Korea")
    names: tuple[tuple[str, str], ...] = ()  # alias -> name
    event_types: tuple[EventType, ...] = ()
    series: tuple[SeriesRule, ...] = ()
    protection: Protection = Protection()
    digest: str = ""  # sha256 over everything above: part of every result's key in the ledger
