"""Public numbers: what a published thing is called. Never made from a name, and kept over rebuilds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Key = tuple[str, str]  # (kind, internal id)


def assign_numbers(have: Mapping[Key, int], wanted: Iterable[Key]) -> dict[Key, int]:
    """``have`` with the next free number of its kind for each wanted key that has none, in the order given."""
    numbers = dict(have)
    highest: dict[str, int] = {}
    for (kind, _), number in numbers.items():
        highest[kind] = max(highest.get(kind, 0), number)
    for key in wanted:
        if key not in numbers:
            highest[key[0]] = numbers[key] = highest.get(key[0], 0) + 1
    return numbers


def letters(number: int) -> str:
    """1 -> A, 26 -> Z, 27 -> AA: for pseudonyms."""
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
