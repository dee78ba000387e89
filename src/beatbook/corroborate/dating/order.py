"""A page's order as knowledge: each post's days weighed by the days of all others (forward and backward pass).

Posts on a page run from new to old. The days between neighbours are taken as geometric with a mean that the page
shares and nobody knows: it is averaged over ``MEANS``. A few gaps are long, and a few posts stand out of order (pinned,
or brought up to date), so no set of dates is impossible and the weakest evidence gives way. Sums run in a fixed order
on doubles, so the same page gives the same dates everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float64]

MEANS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0)  # days between neighbours, each as likely
LONG_SHARE, LONG_MEAN = 0.05, 120.0
BACK_SHARE, BACK_MEAN = 0.003, 30.0
ENOUGH = 1e-12


def weigh_in_order(weights: Sequence[Weights]) -> tuple[list[Weights], float]:
    """Each post's days given all posts', newest first; and how likely the whole is, as a logarithm."""
    means = np.array(MEANS)[:, None]
    ahead, logs = _pass(weights, means, later=True)
    behind, _ = _pass(weights[::-1], means, later=False)
    behind.reverse()
    top = logs.max()
    share = np.exp(logs - top)
    made = []
    for own, one, two in zip(weights, ahead, behind, strict=True):
        joint = one * two * own
        sums = joint.sum(axis=1)
        mixed = (share * np.where(sums > 0, 1.0 / np.maximum(sums, 1e-300), 0.0))[:, None] * joint
        total = mixed.sum(axis=0)
        made.append(total / total.sum())
    return made, float(top + np.log(share.sum() / len(share)))


def weigh_alone(weights: Sequence[Weights]) -> tuple[list[Weights], float]:
    """The same where order says nothing."""
    return [own / own.sum() for own in weights], float(sum(np.log(own.sum() / len(own)) for own in weights))


def _pass(weights: Sequence[Weights], means: Weights, later: bool) -> tuple[list[Weights], Weights]:
    """What the posts before each say of its days, for every mean; and the logarithm of all weights together."""
    state = np.full((len(means), len(weights[0])), 1.0 / len(weights[0]))
    logs = np.zeros(len(means))
    said = []
    for n, own in enumerate(weights):
        if n:
            state = _step(state, means, later)
        said.append(state)
        state = state * own
        sums = state.sum(axis=1)
        state = state / sums[:, None]
        logs += np.log(sums)
    return said, logs


def _step(state: Weights, means: Weights, later: bool) -> Weights:
    """From the days of one post to those of its neighbour."""
    usual = 1.0 - LONG_SHARE - BACK_SHARE
    long, back = np.full_like(means, LONG_MEAN), np.full_like(means, BACK_MEAN)
    return (
        usual * _fade(state, means, later)
        + LONG_SHARE * _fade(state, long, later)
        + BACK_SHARE * _fade(state, back, not later)
    )


def _fade(state: Weights, means: Weights, later: bool) -> Weights:
    """Geometric sums over the days after each day (``later``) or before it, by doubling."""
    keep = means / (1.0 + means)
    total, reach, power = state, 1, keep
    while reach < state.shape[1] and float(power.max()) > ENOUGH:
        grown = total.copy()
        if later:
            grown[:, :-reach] += power * total[:, reach:]
        else:
            grown[:, reach:] += power * total[:, :-reach]
        total, reach, power = grown, reach * 2, power * power
    return (1.0 - keep) * total
