from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import pytest

from beatbook.contracts import StepOrderError, check_steps
from beatbook.errors import RefusedInput
from beatbook.run import PoolRunner, Runner, SerialRunner, run_missing


@dataclass(frozen=True)
class Doubling:
    name: str = "test.double.v1"
    needs: tuple[str, ...] = ()
    gives: tuple[str, ...] = ("doubles",)

    def work(self, item: int) -> int:
        if item == 13:
            raise RefusedInput("13", "is refused")
        if item == 14:
            raise RuntimeError("boom")
        return item * 2


@dataclass
class Shelf:
    filed: dict[tuple[str, str], dict[str, object]] = field(default_factory=dict)

    def done_items(self, step: str, beat: str = "", among: Collection[str] | None = None) -> set[str]:
        done = set(self.filed.get((step, beat), {}))
        return done if among is None else done & set(among)

    def save_done(self, step: str, beat: str, results: Iterable[tuple[str, object]]) -> None:
        self.filed.setdefault((step, beat), {}).update(dict(results))


@pytest.mark.parametrize("runner", [SerialRunner(chunk=3), PoolRunner(processes=2, chunk=3)])
def test_both_runners_file_the_same_and_name_what_failed(runner: Runner) -> None:
    shelf = Shelf()
    items = [str(n) for n in range(20)]
    report = run_missing(Doubling(), "b", items, int, shelf, runner)
    assert shelf.filed[("test.double.v1", "b")] == {str(n): n * 2 for n in range(20) if n not in {13, 14}}
    assert [item for item, _ in report.failed] == ["13", "14"]
    assert report.failed[0][1] == "13: is refused"
    assert "please report" in report.failed[1][1]


@dataclass(frozen=True)
class Dying(Doubling):
    here: int = 0

    def work(self, item: int) -> int:
        if os.getpid() != self.here and item == 1:
            os._exit(9)
        return item * 2


def test_a_worker_that_is_killed_costs_nothing() -> None:
    shelf = Shelf()
    items = [str(n) for n in range(12)]
    run_missing(Dying(here=os.getpid()), "b", items, int, shelf, PoolRunner(processes=2, chunk=2))
    assert shelf.done_items("test.double.v1", "b") == set(items)


def test_a_second_run_does_nothing_and_another_beat_does_all() -> None:
    shelf = Shelf()
    assert run_missing(Doubling(), "b", ["1", "2"], int, shelf, SerialRunner()).worked == 2
    assert run_missing(Doubling(), "b", ["1", "2"], int, shelf, SerialRunner()).worked == 0
    assert run_missing(Doubling(), "b", ["1", "2", "3"], int, shelf, SerialRunner()).worked == 1
    assert run_missing(Doubling(), "other", ["1", "2"], int, shelf, SerialRunner()).worked == 2


def test_what_was_done_before_a_kill_stays_done() -> None:
    shelf = Shelf()

    def load(item: str) -> int:
        if item == "5":
            raise KeyboardInterrupt
        return int(item)

    with pytest.raises(KeyboardInterrupt):
        run_missing(Doubling(), "b", [str(n) for n in range(9)], load, shelf, SerialRunner(chunk=2))
    assert shelf.done_items("test.double.v1", "b") == {"0", "1", "2", "3"}


def test_a_step_whose_need_nobody_gives_is_refused_before_anything_runs() -> None:
    needy = Doubling(name="test.needy.v1", needs=("nothing gives this",))
    with pytest.raises(StepOrderError, match=r"test\.needy\.v1"):
        check_steps([Doubling(), needy])
    check_steps([Doubling(), Doubling(name="test.after.v1", needs=("doubles",))])
