"""The step protocol, and the check that every need is given by a step before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

from beatbook.errors import BeatbookError

Item = TypeVar("Item", contravariant=True)
Result = TypeVar("Result", covariant=True)


class Step(Protocol[Item, Result]):
    """One step on the line. ``work`` is pure and picklable: the same item gives the same result anywhere."""

    @property
    def name(self) -> str:
        """Name and version, "beatbook.read.v1": the version changes whenever results may."""
        ...

    @property
    def needs(self) -> tuple[str, ...]:
        """What must be there before."""
        ...

    @property
    def gives(self) -> tuple[str, ...]:
        """What is there after."""
        ...

    def work(self, item: Item) -> Result:
        """The result for one item."""
        ...


class StepOrderError(BeatbookError):
    """A step needs something that no step before it gives."""

    def __init__(self, step: str, missing: str) -> None:
        super().__init__(f"step '{step}' needs '{missing}', which no step before it gives")


def check_steps(steps: Sequence[Step[Any, Any]], given: frozenset[str] = frozenset()) -> None:
    """Raise ``StepOrderError`` unless every step's needs are given by the ones before it (or by ``given``)."""
    have = set(given)
    for step in steps:
        for need in step.needs:
            if need not in have:
                raise StepOrderError(step.name, need)
        have.update(step.gives)
