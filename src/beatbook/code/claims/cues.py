"""The words of saying, loaded from ``cues.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, cast

from beatbook.record.codes import Stance


@dataclass(frozen=True, slots=True)
class VerbCue:
    """How one verb of saying, thinking or wanting holds what is said."""

    name: str  # the group: the claim's rule
    stance: Stance
    speech: bool = False  # brings in quotations, stands in parentheses
    clause: bool = False
    infinitive: bool = False
    object: bool = False
    as_: bool = False
    document: bool = False  # a report, a poll, a video may be its subject, and only such count as saying
    unstated: bool = False  # its subject is not who says so
    after: frozenset[str] = frozenset()  # prepositions
    never: frozenset[str] = frozenset()  # objects with which it says nothing: "claimed three lives"
    things: frozenset[str] = frozenset()  # with one of these as object only, and then with what stands ``after``


@dataclass(frozen=True, slots=True)
class Cues:
    """All cue words."""

    verbs: Mapping[str, tuple[VerbCue, ...]]
    passive: Mapping[str, Stance]
    nouns: Mapping[str, Stance]
    adjectives: Mapping[str, Stance]
    adjective_after: frozenset[str]
    adverbs: Mapping[str, Stance]
    prepositions: frozenset[str]
    days: frozenset[str]
    reasons: frozenset[str]
    circumstances: frozenset[str]
    light: frozenset[str]  # verbs that hand a noun's claim to their subject: "made the claim"
    denying: frozenset[str]  # those of ``light`` that deny it: "rejected the claim"
    modals: frozenset[str]
    leads: frozenset[str]  # verbs before an infinitive that does happen: "went on to say"

    def speaks(self, lemma: str) -> bool:
        """Whether a verb can bring in a quotation."""
        return any(cue.speech for cue in self.verbs.get(lemma, ()))


@cache
def load_cues() -> Cues:
    """The cue words that ship with beatbook."""
    data = tomllib.loads(resources.files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))
    passive = data["passive"]
    adjectives = data["adjectives"]
    return Cues(
        verbs=_verbs(data["verb"]),
        passive={lemma: _passive_stance(lemma, passive) for lemma in passive["lemmas"]},
        nouns={
            w: cast(Stance, s if s != "fear" else "conditional") for s, words in data["nouns"].items() for w in words
        },
        adjectives={w: _adjective_stance(w, adjectives) for w in adjectives["lemmas"]},
        adjective_after=frozenset(adjectives["after"]),
        adverbs={w: cast(Stance, stance) for stance, words in data["adverbs"].items() for w in words},
        prepositions=frozenset(data["prepositions"]["before"]),
        days=frozenset(data["days"]["words"]),
        reasons=frozenset(data["around"]["reasons"]),
        circumstances=frozenset(data["around"]["circumstances"]),
        light=frozenset(data["around"]["light"]),
        denying=frozenset(data["around"]["denying"]),
        modals=frozenset(data["unreal"]["modals"]),
        leads=frozenset(data["unreal"]["leads"]),
    )


def _adjective_stance(word: str, adjectives: Mapping[str, list[str]]) -> Stance:
    stances: tuple[Stance, ...] = ("planned", "conditional", "question")
    return next((stance for stance in stances if word in adjectives[stance]), "asserted")


def _passive_stance(lemma: str, passive: Mapping[str, list[str]]) -> Stance:
    if lemma in passive["planned"]:
        return "planned"
    return "alleged" if lemma in passive["alleged"] else "asserted"


def _verbs(groups: list[dict[str, Any]]) -> dict[str, tuple[VerbCue, ...]]:
    found: dict[str, list[VerbCue]] = {}
    for group in groups:
        for lemma in group["lemmas"]:
            found.setdefault(lemma, []).append(_cue(group, frozenset(group.get("after", ()))))
        prepositions: dict[str, set[str]] = {}
        for phrase in group.get("phrases", ()):
            lemma, word = phrase.split(" ", 1)
            prepositions.setdefault(lemma, set()).add(word)
        for lemma, words in prepositions.items():
            found.setdefault(lemma, []).append(_cue(group, frozenset(words)))
    return {lemma: tuple(cues) for lemma, cues in found.items()}


def _cue(group: dict[str, Any], after: frozenset[str]) -> VerbCue:
    return VerbCue(
        name=group["name"],
        stance=group.get("stance", "asserted"),
        speech=group.get("speech", False),
        clause=group.get("clause", False),
        infinitive=group.get("infinitive", False),
        object=group.get("object", False),
        as_=group.get("as", False),
        document=group.get("document", False),
        unstated=group.get("unstated", False),
        after=after,
        never=frozenset(group.get("never", ())),
        things=frozenset(group.get("things", ())),
    )
