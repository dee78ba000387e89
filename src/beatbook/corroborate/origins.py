"""Who goes back to whom: posts that copy, credit or cite the same words are one origin, however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from beatbook.beat import Beat
from beatbook.corroborate.coded import Coded
from beatbook.corroborate.copies import Overlap, find_overlap
from beatbook.corroborate.days import order_of
from beatbook.corroborate.entities import beat_aliases
from beatbook.corroborate.names import plain_key
from beatbook.record import Origin, Span, Tie, make_id

Pair = tuple[str, str]


def find_copy_ties(copies: Iterable[Pair], items: Mapping[str, Coded]) -> dict[Pair, Tie]:
    """A tie for each pair of posts that share words, with the shared passages of both."""
    ties = {}
    for left, right in copies:
        one, two = items[left].post, items[right].post
        overlap = find_overlap(one.text, two.text)
        spans = tuple(one.span(*p) for p in overlap.left) + tuple(two.span(*p) for p in overlap.right)
        ties[left, right] = Tie(left, right, "copy", _copy_reason(overlap), spans)
    return ties


def _copy_reason(overlap: Overlap) -> str:
    share = max(overlap.left_share, overlap.right_share)
    what = "repeats" if share >= 0.5 else "shares a passage with"
    return (
        f"one {what} the other: {overlap.shingles} runs of six words in common, {round(100 * share)} % of the shorter"
    )


def find_ties(posts: Sequence[str], items: Mapping[str, Coded], copies: Mapping[Pair, Tie], beat: Beat) -> list[Tie]:
    """Every reason why two of these posts are not independent, copies first."""
    outlets = {p: outlets_of(items[p], beat) for p in posts}
    ties = [copies[pair] for pair in combinations(sorted(posts), 2) if pair in copies]
    for left, right in combinations(sorted(posts), 2):
        shared = sorted(outlets[left].keys() & outlets[right].keys())
        ties += [_outlet_tie(left, right, outlets[left][key], outlets[right][key]) for key in shared[:1]]
    return ties


Naming = tuple[str, bool, tuple[Span, ...]]  # the outlet's name, whether the post credits it (or only cites), where


def outlets_of(item: Coded, beat: Beat) -> dict[str, Naming]:
    """The outlets that a post credits or cites, under their proper names; its own where it credits none."""
    aliases = beat_aliases(beat)
    found: dict[str, Naming] = {}

    def put(name: str, credited: bool, spans: tuple[Span, ...]) -> None:
        proper = aliases.get(plain_key(name, "OTHER"), name)
        found.setdefault(plain_key(proper, "ORG"), (proper, credited, spans))

    for credit in item.post.credits:
        put(credit.name, True, ())
    if not item.post.credits and item.post.outlet:
        put(item.post.outlet, True, ())
    for claim in item.codes.claims:
        source = claim.source
        if source and source.kind == "outlet":
            put(source.name or source.text, False, (source.span,) if source.span else ())
        if source and source.cites:
            put(source.cites, False, (source.span,) if source.span else ())
    found.pop("", None)
    return found


def _outlet_tie(left: str, right: str, one: Naming, two: Naming) -> Tie:
    name = one[0]
    if one[1] and two[1]:
        return Tie(left, right, "credit", f"both are credited to {name}")
    how = "both cite" if not (one[1] or two[1]) else "one is credited to, the other cites"
    return Tie(left, right, "cited source", f"{how} {name}", one[2] + two[2])


def find_origins(posts: Sequence[str], items: Mapping[str, Coded], ties: Sequence[Tie], beat: Beat) -> list[Origin]:
    """The posts by origin: tied ones together, each of the others by itself."""
    parts = joined(posts, [(t.left, t.right) for t in ties])
    origins = []
    for part in parts:
        own = tuple(t for t in ties if t.left in part and t.right in part)
        ordered = sorted(part, key=lambda p: order_of(items[p]))
        origins.append(Origin(make_id("origin", *sorted(part)), _name(ordered, items, own, beat), tuple(ordered), own))
    return origins


def _name(posts: Sequence[str], items: Mapping[str, Coded], ties: Sequence[Tie], beat: Beat) -> str:
    """The outlet that most of the posts name; else the first post's title."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    names: dict[str, str] = {}
    for post in posts:
        for key, (name, credited, _) in outlets_of(items[post], beat).items():
            counts[key][0] += 1
            counts[key][1] += credited
            names.setdefault(key, name)
    if not counts or (len(posts) > 1 and not ties):
        return items[posts[0]].post.title or posts[0]
    return names[min(counts, key=lambda k: (-counts[k][0], -counts[k][1], k))]


def joined(members: Iterable[str], pairs: Iterable[Pair]) -> list[list[str]]:
    """The connected parts of some pairs, each sorted, in order of their first member."""
    parent = {m: m for m in members}

    def top(member: str) -> str:
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for left, right in pairs:
        if left in parent and right in parent:
            one, two = sorted((top(left), top(right)))
            parent[two] = one
    parts: dict[str, list[str]] = defaultdict(list)
    for member in sorted(parent):
        parts[top(member)].append(member)
    return [parts[root] for root in sorted(parts)]
