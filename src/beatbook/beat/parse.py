"""The text of a beat.toml into a `Beat`, on top of the template it extends."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from beatbook.beat.checker import Checker
from beatbook.beat.codebook import change_types, general_roles, general_types
from beatbook.beat.lines import syntax_line
from beatbook.beat.types import Beat, OutletRule, Protection, Scope, SeriesRule
from beatbook.errors import BeatFileError, UsageError, did_you_mean

GENERAL = "general"  # the codebook itself; a template of this name only adds comments
NOTHING = "none"


def parse_beat(text: str, file: str = "beat.toml") -> Beat:
    """The checked beat; raises the first mistake as ``BeatFileError`` (``check_beat`` gives them all)."""
    data, errors = _checked(text, file)
    if errors:
        raise errors[0]
    return with_digest(_make(data))


def check_beat(text: str, file: str = "beat.toml") -> list[BeatFileError]:
    """Every mistake in the text, by line; an empty list when it is sound."""
    return _checked(text, file)[1]


@lru_cache(maxsize=1)
def default_beat() -> Beat:
    """The beat of nobody in particular: the general codebook with nothing added."""
    return with_digest(Beat(name=GENERAL, template=GENERAL, event_types=general_types()))


def template_names() -> tuple[str, ...]:
    """The templates that a new beat can begin from, `general` first."""
    folder = files("beatbook.beat") / "templates"
    names = sorted(path.name.removesuffix(".toml") for path in folder.iterdir() if path.name.endswith(".toml"))
    return (GENERAL, *(name for name in names if name != GENERAL))


def load_template(name: str) -> str:
    """The text of a template: a commented beat.toml that a person edits."""
    if name not in template_names():
        raise UsageError(f"there is no template '{name}'{did_you_mean(name, template_names())}; "
                         f"there are {', '.join(template_names())}")  # fmt: skip
    return (files("beatbook.beat") / "templates" / f"{name}.toml").read_text(encoding="utf-8")


def with_digest(beat: Beat) -> Beat:
    """The beat with the sha256 over everything it says: part of every result's key in the ledger."""
    said = json.dumps(asdict(replace(beat, digest="")), sort_keys=True, default=str, ensure_ascii=False)
    return replace(beat, digest=hashlib.sha256(said.encode()).hexdigest())


def _checked(text: str, file: str) -> tuple[dict[str, Any], list[BeatFileError]]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, message = syntax_line(str(error), text)
        return {}, [BeatFileError(file, line, f"this is not TOML: {message}")]
    base, problem = _base(data)
    checker = Checker(text, file, [*general_roles(), *_roles_of(base)], [t.name for t in base.event_types])
    if problem:
        checker.say(("extends",), problem)
    if not data.get("name"):
        checker.say((), 'a beat needs a name: name = "…"')
    checker.check(data)
    return data, checker.errors


def _roles_of(beat: Beat) -> set[str]:
    return {rule.role for known in beat.event_types for rule in known.roles}


def _base(data: Mapping[str, Any]) -> tuple[Beat, str | None]:
    """What the beat builds on, and what is wrong with the name it gives."""
    name = data.get("extends", GENERAL)
    if name == NOTHING:
        return Beat(name=NOTHING), None
    if name == GENERAL or not isinstance(name, str):
        return default_beat(), None
    if name not in template_names():
        known = (*template_names(), NOTHING)
        return default_beat(), f"there is no template '{name}' to extend{did_you_mean(name, known)}"
    return template_beat(name), None


@lru_cache(maxsize=16)
def template_beat(name: str) -> Beat:
    """The beat that a template makes by itself."""
    return _make(tomllib.loads(load_template(name)))


def _make(data: Mapping[str, Any]) -> Beat:
    base, _ = _base(data)
    plain = {key: data[key] for key in ("title", "language", "pipeline", "dates") if key in data}
    return replace(
        base,
        name=str(data["name"]),
        **plain,
        template=data.get("extends", GENERAL),
        scope=_scope(base.scope, data.get("scope", {})),
        outlets=(*(_outlet(table) for table in data.get("outlets", [])), *base.outlets),
        places=(*data.get("places", {}).items(), *base.places),
        names=(*data.get("names", {}).items(), *base.names),
        event_types=change_types(base.event_types, data.get("event_types", [])),
        series=_series(base.series, data.get("series", [])),
        protection=_protection(base.protection, data.get("protection", {})),
        digest="",
    )


def _scope(base: Scope, table: Mapping[str, Any]) -> Scope:
    lists = {
        key: tuple(dict.fromkeys((*table.get(key, ()), *getattr(base, key)))) for key in ("terms", "places", "exclude")
    }
    return Scope(**lists, since=table.get("since", base.since), until=table.get("until", base.until))


def _outlet(table: Mapping[str, Any]) -> OutletRule:
    return OutletRule(table["name"], tuple(table.get("aliases", ())), table.get("kind", "news"), table.get("link"))


def _series(base: tuple[SeriesRule, ...], tables: list[Mapping[str, Any]]) -> tuple[SeriesRule, ...]:
    own = tuple(SeriesRule(**_frozen(table)) for table in tables)
    names = {rule.name for rule in own}
    return (*own, *(rule for rule in base if rule.name not in names))


def _protection(base: Protection, table: Mapping[str, Any]) -> Protection:
    return replace(base, **_frozen(table))


def _frozen(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
