"""Two ways to do the same work: in this process, or on a pool of processes. The results are the same bytes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar

from beatbook.contracts import Step
from beatbook.errors import BeatbookError

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """What became of one item: its result, or one sentence that says why there is none."""

    item: str
    result: Result | None
    error: str | None = None


class Runner(Protocol):
    """Does a step's work on items; yields an outcome for each chunk of items, in the items' order."""

    def run(self, step: Step[Any, Any], items: Iterable[tuple[str, Any]]) -> Iterator[list[Outcome[Any]]]:
        """Outcomes chunk by chunk."""
        ...


@dataclass(frozen=True, slots=True)
class SerialRunner:
    """All work in this process, one chunk after the other."""

    chunk: int = 16

    def run(self, step: Step[Any, Any], items: Iterable[tuple[str, Any]]) -> Iterator[list[Outcome[Any]]]:
        """Outcomes chunk by chunk, in order."""
        for chunk in _chunks(items, self.chunk):
            yield work_on(step, chunk)


@dataclass(frozen=True, slots=True)
class PoolRunner:
    """Work on ``processes`` processes. Started anew for each step, never by fork: threads and fork do not mix."""

    processes: int
    chunk: int = 16

    def run(self, step: Step[Any, Any], items: Iterable[tuple[str, Any]]) -> Iterator[list[Outcome[Any]]]:
        """Outcomes chunk by chunk, in order; at most two chunks a process are under way, so memory stays flat."""
        context = multiprocessing.get_context("spawn")
        chunks = _chunks(items, self.chunk)
        with ProcessPoolExecutor(self.processes, mp_context=context) as pool:
            waiting: list[tuple[Sequence[tuple[str, Any]], Future[list[Outcome[Any]]]]] = []
            for chunk in chunks:
                waiting.append((chunk, _submit(pool, step, chunk)))
                if len(waiting) >= 2 * self.processes:
                    yield _finished(step, *waiting.pop(0))
            for pair in waiting:
                yield _finished(step, *pair)


def work_on(step: Step[Any, Any], chunk: Sequence[tuple[str, Any]]) -> list[Outcome[Any]]:
    """The outcomes of a chunk, done at once where the step has ``work_many``; an item that fails costs only itself."""
    many = getattr(step, "work_many", None)
    if many is not None:
        try:
            results = many([item for _, item in chunk])
            return [Outcome(id_, result) for (id_, _), result in zip(chunk, results, strict=True)]
        except Exception:  # one bad item must not cost the others: do them one by one
            pass
    return [_work_one(step, id_, item) for id_, item in chunk]


def _work_one(step: Step[Any, Any], id_: str, item: object) -> Outcome[Any]:
    try:
        return Outcome(id_, step.work(item))
    except BeatbookError as error:
        return Outcome(id_, None, str(error))
    except Exception as error:
        return Outcome(id_, None, f"{step.name} failed ({type(error).__name__}: {error}); please report this")


def _submit(
    pool: ProcessPoolExecutor, step: Step[Any, Any], chunk: Sequence[tuple[str, Any]]
) -> Future[list[Outcome[Any]]]:
    try:
        return pool.submit(work_on, step, chunk)
    except BrokenProcessPool as error:
        broken: Future[list[Outcome[Any]]] = Future()
        broken.set_exception(error)
        return broken


def _finished(
    step: Step[Any, Any], chunk: Sequence[tuple[str, Any]], future: Future[list[Outcome[Any]]]
) -> list[Outcome[Any]]:
    try:
        return future.result()
    except BrokenProcessPool:  # a worker was killed, out of memory perhaps: do its share here
        return work_on(step, chunk)


def _chunks(items: Iterable[tuple[str, Any]], size: int) -> Iterator[Sequence[tuple[str, Any]]]:
    iterator = iter(items)
    while chunk := tuple(islice(iterator, size)):
        yield chunk
