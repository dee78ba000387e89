"""Numbers as intervals: whether two counts can both be true, and in which way they differ if not."""

from __future__ import annotations

from math import inf

from beatbook.record import Quantity

ROUND_FROM = 100  # fifty people are counted, five hundred are estimated
NEAR = 0.10  # how far "about", "nearly", "some" may miss
_VAGUE = frozenset({"about", "nearly", "dozens", "unknown"})


def bounds(quantity: Quantity) -> tuple[float, float]:
    """The lowest and highest value that the words allow; "about 50" allows a tenth either way."""
    low = -inf if quantity.low is None else quantity.low
    high = inf if quantity.high is None else quantity.high
    if low == high and quantity.qualifier in _VAGUE:
        return low - NEAR * abs(low), high + NEAR * abs(high)
    return low, high


def agree(left: Quantity, right: Quantity) -> bool:
    """Whether some value fits both."""
    (l0, l1), (r0, r1) = bounds(left), bounds(right)
    return l0 <= r1 and r0 <= l1


def is_rounded(left: Quantity, right: Quantity) -> bool:
    """Whether one is the other, rounded: "nearly 1,000" and 987, "3,000" and 2,980."""
    one, two = typical(left), typical(right)
    if one is None or two is None or one == two:
        return False
    far = abs(one - two) / max(abs(one), abs(two))
    return far <= NEAR and (is_round(left) or is_round(right))


def typical(quantity: Quantity) -> float | None:
    """The one value to compare by: the best, else the closed end."""
    if quantity.best is not None:
        return quantity.best
    return quantity.low if quantity.low is not None else quantity.high


def is_round(quantity: Quantity) -> bool:
    """Whether a number is said to be vague, or half of its digits are closing zeros: 300, 3,000; not 2,706."""
    value = typical(quantity)
    if quantity.qualifier in _VAGUE:
        return True
    if value is None or value != int(value) or abs(value) < ROUND_FROM:
        return False
    digits = str(abs(int(value)))
    return len(digits) - len(digits.rstrip("0")) >= len(digits) / 2
