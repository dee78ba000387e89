"""Where place names stand in a post: in the names found, inside names of bodies, and as names of peoples."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from beatbook.code.places.gazetteer import Gazetteer
from beatbook.code.places.keys import place_key
from beatbook.code.places.resolve import Spot
from beatbook.code.places.rows import Row
from beatbook.code.reading import Reading
from beatbook.record import Mention

DEMONYM_WEIGHT = 0.6  # a people's name says less about where a post plays than a place's
DATELINE_WEIGHT = 2.0
HELD = re.compile(r",\s+|\s*\(|\s+in\s+(?:the\s+)?(?:\w+\s+)?")
SURE_HELD = re.compile(r",\s+")
DATELINE = re.compile(r"\s*(?:,\s*[\w. ]{2,20}\s*)?(?:\([^)\n]{2,30}\))?\s*[—–-]{1,2}\s")
WORD = re.compile(r"[^\W_](?:[^\W_]|['’.&-](?=[^\W_]))*\.?")


@cache
def words() -> dict[str, frozenset[str]]:
    """The word lists of ``data/words.toml``."""
    table = tomllib.loads(files(__package__).joinpath("data", "words.toml").read_text("utf-8"))
    return {name: frozenset(items) for name, items in table.items()}


class Spotter:
    """Finds the place names of one post."""

    def __init__(self, reading: Reading, mentions: Iterable[Mention], known: Gazetteer) -> None:
        self.text = reading.doc.text
        self.mentions = tuple(mentions)
        self.known = known
        self.aliases = {place_key(alias): place for alias, place in reading.beat.places}
        self.alias_words = tuple(alias for alias, _ in reading.beat.places)
        self._taken: list[tuple[int, int]] = []
        self._spots: list[Spot] = []

    def find(self) -> list[Spot]:
        """All spots in reading order, each with its holder."""
        for start, end, rule in self._ranges():
            self._add(start, end, rule)
        self._repeat()
        self._spots.sort(key=lambda s: s.start)
        self._hold()
        return self._spots

    def _ranges(self) -> Iterator[tuple[int, int, str]]:
        for alias in self.alias_words:
            for match in re.finditer(rf"(?<!\w){re.escape(alias)}(?!\w)(?!\s+[A-Z])", self.text):
                yield match.start(), match.end(), "beat"
        for mention in self.mentions:
            if mention.kind == "LOC":
                yield from self._parts(mention)
        for mention in self.mentions:
            if mention.kind == "NORP":
                yield mention.span.start, mention.span.end, "demonym"
        for mention in self.mentions:
            if mention.kind in ("ORG", "OTHER"):
                yield from self._inside(mention)
        yield from self._listed()

    def _parts(self, mention: Mention) -> Iterator[tuple[int, int, str]]:
        """A mention whole where it is listed, else its parts between commas, without generic words at its edges."""
        start, end = mention.span.start, mention.span.end
        if self.rows(self.text[start:end]) or "," not in mention.text:
            yield (*self._trim(start, end), "name")
            return
        for match in re.finditer(r"[^,]+", self.text[start:end]):
            piece = match.group()
            at = start + match.start() + len(piece) - len(piece.lstrip())
            yield (*self._trim(at, at + len(piece.strip())), "name")

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        while not self.rows(self.text[start:end]):
            found = list(WORD.finditer(self.text, start, end))
            if len(found) < 2:
                break
            if found[0].group().casefold() in words()["before"]:
                start = found[1].start()
            elif found[-1].group().islower() and found[-1].group() in words()["generic"]:
                end = found[-2].end()
            else:
                break
        return start, end

    def _inside(self, mention: Mention) -> Iterator[tuple[int, int, str]]:
        """The place that a body's name begins with, or that stands after "of", "in" or "at" in it."""
        found = list(WORD.finditer(self.text, mention.span.start, mention.span.end))
        for size in range(min(4, len(found) - 1), 0, -1):
            start, end = found[0].start(), found[size - 1].end()
            if found[size].group().rstrip(".") in words()["bodies"] and self._is_plain(self.text[start:end]):
                yield start, end, "inside"
                return
        for i, word in enumerate(found[1:-1], 1):
            if word.group() in ("of", "in", "at"):
                start = found[i + 1].start()
                if self._is_plain(self.text[start : found[-1].end()]):
                    yield start, found[-1].end(), "inside"
                    return

    def _is_plain(self, name: str) -> bool:
        return place_key(name) not in words()["common"] and any(r.how == "name" for r in self.rows(name))

    def _listed(self) -> Iterator[tuple[int, int, str]]:
        """Names of countries, states, seas and peoples wherever they stand with a capital, outside other names."""
        found = list(WORD.finditer(self.text))
        i = 0
        while i < len(found):
            size = next((n for n in (4, 3, 2, 1) if self._is_listed(found[i : i + n], n)), 0)
            if size:
                yield found[i].start(), found[i + size - 1].end(), "listed"
            i += max(1, size)

    def _is_listed(self, found: list[re.Match[str]], size: int) -> bool:
        if len(found) < size or not found[0].group()[0].isupper() or not found[-1].group()[0].isupper():
            return False
        name = self.text[found[0].start() : found[-1].end()]
        if (
            "\n" in name
            or ", " in name
            or (name.isupper() and len(name) <= 3 and name not in ("USA", "UAE", "DRC", "UK", "US", "DMZ"))
        ):
            return False
        return bool(self.known.listed.find(place_key(name)))

    def _repeat(self) -> None:
        """Later mentions of a place that the post names elsewhere: in headlines, in names of bodies."""
        names = {s.text for s in self._spots if s.rows and s.rule in ("name", "beat")}
        names |= {n.upper() for n in names}
        if not names:
            return
        pattern = "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))
        for match in re.finditer(rf"(?<![\w&-])(?:{pattern})(?![\w&])(?!-\w)", self.text):
            if place_key(match.group()) not in words()["common"]:
                self._add(match.start(), match.end(), "again")

    def _blocked(self, start: int, end: int, rule: str) -> bool:
        if any(a < end and start < b for a, b in self._taken):
            return True
        if rule in ("name", "demonym", "beat", "inside"):
            return False
        kinds = ("PER", "ORG", "OTHER") if rule == "listed" else ("PER",)
        return any(m.kind in kinds and m.span.start < end and start < m.span.end for m in self.mentions)

    def _add(self, start: int, end: int, rule: str) -> None:
        if end - start < 2 or self._blocked(start, end, rule):
            return
        text = self.text[start:end]
        rows = self.rows(text)
        if rule == "demonym" and not rows:
            return
        weight = DEMONYM_WEIGHT if rows and all(r.how == "demonym" for r in rows) else 1.0
        if DATELINE.match(self.text, end) and (start == 0 or self.text[start - 1] == "\n"):
            weight = DATELINE_WEIGHT
        self._taken.append((start, end))
        self._spots.append(Spot(start, end, text, place_key(text), rows, weight=weight, rule=rule))

    def rows(self, text: str) -> tuple[Row, ...]:
        """What the gazetteer lists under these words, or under the place that the beat's alias stands for."""
        return self.known.find(self.aliases.get(place_key(text), text))

    def _hold(self) -> None:
        for spot, after in zip(self._spots, self._spots[1:], strict=False):
            if any(r.kind in ("country", "region", "district") for r in after.rows) and after.key != spot.key:
                between = self.text[spot.end : after.start]
                if HELD.fullmatch(between):
                    spot.holder = after
