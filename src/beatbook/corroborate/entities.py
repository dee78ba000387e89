"""People, organisations, places and peoples over all posts, each merge with its reason.

A person is never merged by last name alone: a name of one word stays with its own post.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from beatbook.beat import Beat
from beatbook.corroborate.coded import Coded
from beatbook.corroborate.names import is_acronym_of, own_words, person_key, plain_key
from beatbook.record import Entity, Span, make_id
from beatbook.record.codes import NameKind


@dataclass(frozen=True, slots=True)
class NameUse:
    """One name in one post: its fullest form there, every form as printed, and where."""

    key: str  # the same for all spellings of one name
    kind: NameKind
    name: str
    forms: tuple[str, ...]
    spans: tuple[Span, ...]
    short: str | None = None  # the acronym that the post gives it
    listed: str | None = None  # the alias in beat.toml by which it was found


def find_name_uses(item: Coded, aliases: Mapping[str, str]) -> tuple[NameUse, ...]:
    """The names of one post, each once."""
    by_name: dict[tuple[NameKind, str], list[tuple[str, Span]]] = defaultdict(list)
    for mention in item.codes.mentions:
        by_name[mention.kind, mention.entity or mention.text].append((mention.text, mention.span))
    uses = []
    for (kind, name), printed in sorted(by_name.items()):
        forms = tuple(sorted({text for text, _ in printed}))
        listed = next((n for n in (name, *forms) if plain_key(n, "OTHER") in aliases), None)
        full = aliases[plain_key(listed, "OTHER")] if listed else name
        short = next((f for f in forms if is_acronym_of(f, full)), None)
        key = name_key(full, kind, item.post.id)
        uses.append(NameUse(key, kind, full, forms, tuple(sorted(s for _, s in printed)), short, listed))
    return tuple(uses)


def name_key(name: str, kind: NameKind, post: str) -> str:
    """The key under which a name meets its other spellings; a person's single name meets none."""
    if kind != "PER":
        return f"{_family(kind)}:{plain_key(name, kind)}"
    return f"PER:{person_key(name) or plain_key(name, kind) + '@' + post}"


def _family(kind: NameKind) -> str:
    """Organisations, places and the rest are told apart loosely: one tool's place is another's organisation."""
    return kind if kind in ("PER", "NORP") else "NAME"


def beat_aliases(beat: Beat) -> dict[str, str]:
    """Every other name that beat.toml lists, by its letters, and the name it stands for."""
    pairs = [*beat.names, *beat.places, *((alias, o.name) for o in beat.outlets for alias in o.aliases)]
    return {plain_key(alias, "OTHER"): name for alias, name in pairs}


def find_entities(uses: Iterable[NameUse]) -> tuple[Entity, ...]:
    """All posts' names as entities, in the order of their names."""
    groups: dict[str, list[NameUse]] = defaultdict(list)
    for use in uses:
        groups[use.key].append(use)
    for short, full in sorted(_acronyms(groups).items()):
        groups[full] += groups.pop(short)
    return tuple(sorted((_as_entity(key, group) for key, group in groups.items()), key=lambda e: (e.name, e.id)))


def short_key(use: NameUse) -> str | None:
    """The key of the acronym that a post gives a name; ``None`` where it gives none of its own."""
    if not use.short or plain_key(use.short, use.kind) == plain_key(use.name, use.kind):
        return None
    return f"{_family(use.kind)}:{plain_key(use.short, use.kind)}"


def _acronyms(groups: Mapping[str, list[NameUse]]) -> dict[str, str]:
    """The keys of bare acronyms, and the one full name that posts give them; none where posts give two."""
    meant: dict[str, set[str]] = defaultdict(set)
    for key, group in groups.items():
        for use in group:
            if short := short_key(use):
                meant[short].add(key)
    return {short: next(iter(full)) for short, full in meant.items() if short in groups and len(full) == 1}


def _as_entity(key: str, group: list[NameUse]) -> Entity:
    names = Counter(form for use in group for form in (use.name, *use.forms))
    fullest = Counter(use.name for use in group)
    kinds = Counter(use.kind for use in group)
    kind = min(kinds, key=lambda k: (-kinds[k], k))
    name = min(fullest, key=lambda n: (-len(own_words(n, kind)), -fullest[n], n))
    spans = tuple(sorted(span for use in group for span in use.spans))
    return Entity(make_id("entity", key), name, kind, tuple(sorted(names)), spans, _reasons(name, kind, group))


def _reasons(name: str, kind: NameKind, group: list[NameUse]) -> tuple[str, ...]:
    why = {_reason(name, use, kind) for use in group if use.name != name}
    why |= {f"'{use.listed}' is listed in beat.toml as {use.name}" for use in group if use.listed}
    why |= {f"'{use.short}' is given as short for {use.name} in a post" for use in group if use.short}
    return tuple(sorted(why - {""}))


def _reason(name: str, use: NameUse, kind: NameKind) -> str:
    if sorted(plain_key(use.name, kind)) == sorted(plain_key(name, kind)):
        if plain_key(use.name, kind) == plain_key(name, kind):
            return f"'{use.name}' and '{name}': the same letters but for spacing, hyphens, case or a title"
        return f"'{use.name}' and '{name}': the same words in the other order"
    if is_acronym_of(use.name, name):
        return f"'{use.name}' are the initials of '{name}', and a post gives them as such"
    return f"'{use.name}' and '{name}': spellings that names.toml lists as one name"
