"""From links to stories: connected groups, and average-link clusters inside each.

Two clusters whose average nearness reaches the bar hold at least one link that does, so clusters never reach beyond
a connected group, and a group can be clustered on its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from beatbook.corroborate.links import SAME_STORY

LARGEST = 400  # posts in a group; a larger one is cut by asking for closer links
CLOSER = 0.05

Links = Mapping[int, Mapping[int, float]]


def connected(start: Iterable[int], links: Links, bar: float = SAME_STORY) -> list[frozenset[int]]:
    """The groups that the posts of ``start`` stand in, each once."""
    seen: set[int] = set()
    groups = []
    for first in start:
        if first in seen:
            continue
        group, waiting = {first}, [first]
        while waiting:
            fresh = [n for n, near in links.get(waiting.pop(), {}).items() if near >= bar and n not in group]
            group.update(fresh)
            waiting += fresh
        seen |= group
        groups.append(frozenset(group))
    return groups


def cluster(
    group: frozenset[int],
    links: Links,
    nearness: Callable[[int, int], float],
    rank: Callable[[int], str],
    bar: float = SAME_STORY,
) -> list[tuple[int, ...]]:
    """The stories of a group. ``rank`` gives each post's id, by which ties are broken, whatever came first."""
    if len(group) > LARGEST and bar < 1:
        parts = connected(sorted(group, key=rank), {n: links[n] for n in group}, bar + CLOSER)
        return [c for part in parts for c in cluster(part, links, nearness, rank, bar + CLOSER)]
    members = sorted(group, key=rank)
    if len(members) < 3:
        return [tuple(members)]
    near = np.full((len(members), len(members)), -1.0)
    for i, left in enumerate(members):
        for j in range(i):
            near[i, j] = near[j, i] = nearness(left, members[j])
    return [tuple(members[i] for i in c) for c in average_link(near, bar)]


def average_link(near: np.ndarray, bar: float) -> list[list[int]]:
    """Join the two clusters of greatest average nearness until none reaches ``bar``; ties go to the first pair.

    Sums are kept, not averages, and in millionths, so that no rounding depends on the order of joining.
    """
    sums = np.rint(near * 1e6).astype(np.int64)
    sizes = np.ones(len(near), np.int64)
    clusters: dict[int, list[int]] = {i: [i] for i in range(len(near))}
    alive = np.ones(len(near), bool)
    np.fill_diagonal(sums, 0)
    while len(clusters) > 1:
        means = sums / (np.outer(sizes, sizes) * 1e6)
        means[~alive] = means[:, ~alive] = -1.0
        np.fill_diagonal(means, -1.0)
        left, right = divmod(int(np.argmax(means)), len(near))
        if means[left, right] < bar:
            break
        left, right = min(left, right), max(left, right)
        sums[left] += sums[right]
        sums[:, left] = sums[left]
        sizes[left] += sizes[right]
        alive[right] = False
        clusters[left] = sorted(clusters[left] + clusters.pop(right))
    return list(clusters.values())
