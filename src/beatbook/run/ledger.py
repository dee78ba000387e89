"""Do only what is not done yet, and file each chunk as soon as it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from beatbook.contracts import Step
from beatbook.run.runners import Runner


class Ledger(Protocol):
    """Where results are filed: the store is one."""

    def done_items(self, step: str, beat: str = "", among: Collection[str] | None = None) -> set[str]:
        """Items with a result, of all or ``among`` some."""
        ...

    def save_done(self, step: str, beat: str, results: Iterable[tuple[str, object]]) -> None:
        """File results; all or none."""
        ...


@dataclass(frozen=True, slots=True)
class Report:
    """What a step had to do: how many items were new, and what failed."""

    step: str
    items: int
    worked: int
    failed: tuple[tuple[str, str], ...] = ()  # (item, sentence)


def run_missing(
    step: Step[Any, Any],
    beat: str,
    items: Sequence[str],
    load: Callable[[str], Any],
    ledger: Ledger,
    runner: Runner,
    on_done: Callable[[int], None] = lambda count: None,
) -> Report:
    """Run a step on the items that the ledger has no result for.

    ``load`` gives an item's value by its id, when its turn comes. A chunk is filed before the next one
    begins, so a build killed at any point goes on from the last whole chunk.
    """
    done = ledger.done_items(step.name, beat, items)
    missing = [item for item in items if item not in done]
    on_done(len(items) - len(missing))
    failed: list[tuple[str, str]] = []
    for outcomes in runner.run(step, ((item, load(item)) for item in missing)):
        ledger.save_done(step.name, beat, [(o.item, o.result) for o in outcomes if o.error is None])
        failed += [(o.item, o.error) for o in outcomes if o.error is not None]
        on_done(len(outcomes))
    return Report(step.name, len(items), len(missing), tuple(failed))
