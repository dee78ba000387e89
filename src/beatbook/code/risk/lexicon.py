"""The words of risk, loaded from ``words.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from beatbook.code.claims.sources import source_words
from beatbook.code.events.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class RiskWords:
    """Words that say that somebody must be protected, and words for persons."""

    anonymity: tuple[re.Pattern[str], ...]
    protects: tuple[re.Pattern[str], ...]
    detained: frozenset[str]
    detained_weak: frozenset[str]
    detained_beside: frozenset[str]
    detained_nouns: frozenset[str]
    detained_states: frozenset[str]
    facing: frozenset[str]
    idioms: frozenset[str]
    detained_people: frozenset[str]
    victim: frozenset[str]
    victim_single: frozenset[str]
    harms: frozenset[str]
    harmed: frozenset[str]
    flight: frozenset[str]
    left_places: frozenset[str]  # what somebody flees
    seek: frozenset[str]
    left: tuple[re.Pattern[str], ...]
    minor: frozenset[str]
    minor_below: int
    general: frozenset[str]  # words of somebody in general
    few: frozenset[str]  # numbers small enough to point at somebody
    kin: frozenset[str]
    plain: frozenset[str]
    people: frozenset[str]  # kin, plain, the roles of sources, and the nouns for people that events know
    female: frozenset[str]
    male: frozenset[str]


@cache
def load_words() -> RiskWords:
    """The words that ship with beatbook."""
    data = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    kin, plain = frozenset(data["person"]["kin"]), frozenset(data["person"]["plain"])
    detained, victim = data["detained"], data["victim"]
    return RiskWords(
        anonymity=_compiled(data["anonymity"]["patterns"]),
        protects=_compiled(data["anonymity"]["protects"]),
        detained=frozenset(detained["verbs"]),
        detained_weak=frozenset(detained["weak"]),
        detained_beside=frozenset(detained["places"]),
        detained_nouns=frozenset(detained["nouns"]),
        detained_states=frozenset(detained["state_nouns"]),
        idioms=frozenset(detained["idioms"]),
        facing=frozenset(detained["facing"]),
        detained_people=frozenset(detained["people"]),
        victim=frozenset(victim["grave"]),
        victim_single=frozenset(victim["single"]),
        harms=frozenset(victim["harms"]),
        harmed=frozenset(victim["harmed"]),
        flight=frozenset(victim["flight"]),
        left_places=frozenset(victim["left_places"]),
        seek=frozenset(victim["seek"]),
        left=_compiled(data["family"]["left"]),
        minor=frozenset(data["minor"]["nouns"]),
        general=frozenset(data["minor"]["general"]),
        few=frozenset(data["minor"]["few"]),
        minor_below=data["minor"]["below"],
        kin=kin,
        plain=plain,
        people=kin | plain | source_words()["person"] | lexicon().people | frozenset(data["minor"]["nouns"]),
        female=frozenset(data["person"]["female"]),
        male=frozenset(data["person"]["male"]),
    )


def _compiled(patterns: list[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
