"""Where place names stand in a post: in the names found, inside names of bodies, and as names of peoples."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from beatbook.code.places.gazetteer import Gazetteer
from beatbook.code.places.keys import place_key
from beatbook.code.places.resolve import Spot
from beatbook.code.places.rows import Row
from beatbook.code.reading import Reading
from beatbook.record import Mention

Found = tuple[int, int, str]  # start, end, rule
HALVES = (
    ("North Korea", "South Korea"),
    ("North Vietnam", "South Vietnam"),
    ("South Sudan",),
)
DEMONYM_WEIGHT = 0.6  # a people's name says less about where a post plays than a place's
DATELINE_WEIGHT = 2.0
SHORT = 3  # capital letters that are no town's name
MOST_WORDS = 4  # in a name that is looked for without the pipeline's help
HELD = re.compile(r",\s+|\s*\(|\s+in\s+(?:the\s+)?(?:\w+\s+)?")
DATELINE = re.compile(r"\s*(?:,\s*[\w. ]{2,20}\s*)?(?:\([^)\n]{2,30}\))?\s*[—–-]{1,2}\s")
WORD = re.compile(r"[^\W_](?:[^\W_]|['’.&-](?=[^\W_]))*\.?")
PARTY = re.compile(r"\b(?:DFL|GOP|[DRI])-(?=[A-Z])")
NO_PLACE = re.compile(r"['’]s\s+(?:Day|Eve|Cathedral|Church|Basilica)\b|\s+(?:family|families)\b")
AGE = re.compile(r"\b\d{1,2},\s+of\s+(?=[A-Z])")


@cache
def words() -> dict[str, frozenset[str]]:
    """The word lists of ``data/words.toml``."""
    table = tomllib.loads(files(__package__).joinpath("data", "words.toml").read_text("utf-8"))
    return {name: frozenset(items) for name, items in table.items()}


@cache
def cues() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns that stand before, behind and hyphened to a town's name, and those that say it is one."""
    lists = words()
    before = re.compile(rf"\b(?:{'|'.join(sorted(lists['prepositions']))})\s+(?=[A-Z])")
    kinds, ends = "|".join(sorted(lists["kinds"])), "|".join(sorted(lists["behind_kinds"]))
    told = re.compile(
        rf", (?:the|a|an) (?:[\w’'-]+ ){{0,3}}(?:{kinds})(?=[,.;:)]| (?:{ends})\b)"
    )  # "Ellmoor, the port,"
    behind = re.compile(rf"\s+(?:{'|'.join(sorted(lists['people']))})\b")
    joined = re.compile(rf"-(?:{'|'.join(sorted(lists['endings']))})\b")
    return before, behind, joined, told


class Spotter:
    """Finds the place names of one post."""

    def __init__(self, reading: Reading, mentions: Iterable[Mention], known: Gazetteer) -> None:
        self.text = reading.post.text
        self.mentions = tuple(mentions)
        self.known = known
        self.places = dict(reading.beat.places)
        self.aliases = {place_key(alias): place for alias, place in reading.beat.places}
        self._words = list(WORD.finditer(self.text))
        self._spots: list[Spot] = []

    def find(self) -> list[Spot]:
        """All spots in reading order, each with its holder."""
        for start, end, rule in self._ranges():
            self._add(start, end, rule)
        self._repeat()
        self._spots.sort(key=lambda s: s.start)
        self._hold()
        return self._spots

    def rows(self, text: str) -> tuple[Row, ...]:
        """What the gazetteer lists under these words, or under the place that the beat's alias stands for."""
        alias = self.aliases.get(place_key(text))
        if alias is None and text.isupper() and len(text) <= SHORT:
            return self.known.listed.find(text)  # "UN", "WHO": letters, not towns
        return self.known.find(alias or text)

    def _ranges(self) -> Iterator[Found]:
        for alias in self.places:
            for match in re.finditer(rf"(?<!\w){re.escape(alias)}(?!\w)(?!\s+[A-Z])", self.text):
                yield match.start(), match.end(), "beat"
        yield from self._halves()
        for kind, finder in (("LOC", self._named), ("NORP", self._people), ("ORG", self._body), ("OTHER", self._body)):
            for mention in self.mentions:
                if mention.kind == kind:
                    yield from finder(mention)
        yield from self._listed()
        yield from self._cued()

    def _halves(self) -> Iterator[Found]:
        """ "The North" in a post about North or South Korea: the only half of a country that the post can mean."""
        named = [pair for pair in HALVES if any(re.search(rf"\b{name}", self.text) for name in pair)]
        if len(named) != 1:
            return
        for name in named[0]:
            half = name.split()[0]
            self.aliases[half.casefold()] = self.aliases[f"the {half.casefold()}"] = name
            for match in re.finditer(rf"\b[Tt]he {half}\b(?!\w|-|\s+[A-Z])", self.text):
                yield match.start(), match.end(), "half"

    def _named(self, mention: Mention) -> Iterator[Found]:
        """A mention of a place: whole where it is listed, else its parts."""
        if NO_PLACE.match(self.text, mention.span.end) or self._is_direction(mention):
            return
        start, end = self._widen(mention.span.start, mention.span.end)
        if self.rows(self.text[start:end]) and not self._is_never(self.text[start:end]):
            yield start, end, "name"
        elif "," in mention.text:
            for match in re.finditer(r"[^,\s][^,]*", self.text[start:end]):
                yield from self._part(start + match.start(), start + match.end())
        else:
            yield from self._part(start, end)

    def _is_direction(self, mention: Mention) -> bool:
        """Whether "North" only points: in "North-East Asia"."""
        return mention.text.casefold() in words()["never"] and self.text[mention.span.end : mention.span.end + 1] == "-"

    def _part(self, start: int, end: int) -> Iterator[Found]:
        start, end = self._trim(start, end)
        text = self.text[start:end]
        last = text.split()[-1].rstrip(".")
        is_street = last in words()["streets"] and " " in text
        inside = () if is_street or self.rows(text) else tuple(self._leading(start, end, any_word=True))
        if inside:
            yield from inside
        elif is_street or (not self._is_never(text) and last not in words()["facilities"]):
            yield start, end, "name"

    def _widen(self, start: int, end: int) -> tuple[int, int]:
        """With the words that the pipeline cut off: "South" before "Carolina", the full stop of "Ind."."""
        if self.text[end : end + 1] == "." and self.known.listed.has_abbreviation(self.text[start : end + 1]):
            end += 1
        before = re.search(r"([^\W_]+\.?) $", self.text[max(0, start - 12) : start])
        is_first = before is not None and before.group(1).rstrip(".") in words()["first"]
        if before and is_first and any(r.how == "name" for r in self.rows(before.group() + self.text[start:end])):
            start -= len(before.group())
        after = re.match(r" ([A-Z][^\W_]+)", self.text[end : end + 20])
        if after and any(r.how == "name" for r in self.rows(self.text[start:end] + after.group())):
            end += len(after.group())
        return start, end

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        """Without generic words at the edges: "northern", "the city of", "province"."""
        while not self.rows(self.text[start:end]):
            found = list(WORD.finditer(self.text, start, end))
            if len(found) < 2:
                break
            if found[-1].group().casefold() in words()["generic"]:
                end = found[-2].end()
            elif found[0].group().casefold() in words()["before"] or found[0].group() == "of":
                start = found[1].start()
            else:
                break
        return start, end

    def _people(self, mention: Mention) -> Iterator[Found]:
        if any(r.how == "demonym" for r in self.rows(mention.text)) and not self._is_half(mention.span.end):
            yield mention.span.start, mention.span.end, "demonym"

    def _is_half(self, end: int) -> bool:
        """Whether a people's name is the first half of another: "African-American"."""
        return re.match(r"[- ](?:Americans?|Canadians?|Australians?)\b", self.text[end : end + 12]) is not None

    def _body(self, mention: Mention) -> Iterator[Found]:
        """A place inside a body's name, or a listed place that the pipeline took for a body."""
        start, end = mention.span.start, mention.span.end
        if self.known.listed.find(mention.text):
            rule = "demonym" if all(r.how == "demonym" for r in self.rows(mention.text)) else "listed"
            yield start, end, rule
            return
        leading = tuple(self._leading(start, end, any_word=False))
        yield from leading or self._after_of(start, end)

    def _leading(self, start: int, end: int, any_word: bool) -> Iterator[Found]:
        """The place that a longer name begins with, before a word that bodies are called by."""
        found = list(WORD.finditer(self.text, start, end))
        for size in range(min(MOST_WORDS, len(found) - 1), 0, -1):
            stop = found[size - 1].end()
            stop -= self.text[stop - 2 : stop] in ("'s", "’s") and 2
            after = found[size].group().rstrip(".")
            if (any_word or after in words()["bodies"]) and self._is_plain(self.text[start:stop]):
                yield start, stop, "part" if any_word else "inside"
                return

    def _after_of(self, start: int, end: int) -> Iterator[Found]:
        found = list(WORD.finditer(self.text, start, end))
        for left, right in pairwise(found):
            if left.group() in ("of", "in", "at") and self._is_plain(self.text[right.start() : end]):
                yield right.start(), end, "inside"
                return

    def _is_plain(self, name: str) -> bool:
        if name.isupper() and not self.known.listed.find(name):
            return False
        return not self._is_common(name) and any(r.how == "name" for r in self.rows(name))

    def _is_common(self, name: str) -> bool:
        """Whether a name is an ordinary word, unless it is listed in just this form: "US"."""
        return name.casefold() in words()["common"] or self._is_never(name)

    def _is_never(self, name: str) -> bool:
        """Whether no place is called just this, unless the beat says so or it is an abbreviation: "US"."""
        low = name.casefold()
        is_letters = name.isupper() and self.known.listed.find(name)
        return low in words()["never"] and low not in self.aliases and not is_letters

    def _listed(self) -> Iterator[Found]:
        """Names of countries, states, seas and peoples wherever they stand with a capital, outside other names."""
        i = 0
        while i < len(self._words):
            is_big = self._words[i].group()[0].isupper()
            size = self._listed_from(i) if is_big else 0
            if size:
                yield self._words[i].start(), self._words[i + size - 1].end(), "listed"
            i += max(1, size)

    def _listed_from(self, i: int) -> int:
        """How many words from word ``i`` on are a listed name; the most that are."""
        found = self._words[i : i + MOST_WORDS]
        sizes = (n for n in range(len(found), 0, -1) if self.text[found[n - 1].start()].isupper())
        return next((n for n in sizes if self._is_listed(found[:n])), 0)

    def _is_listed(self, found: Sequence[re.Match[str]]) -> bool:
        name = self.text[found[0].start() : found[-1].end()]
        plain = (
            "\n" not in name
            and ", " not in name
            and not (name.isupper() and len(name) == 2 and name not in ("US", "UK"))
        )
        return plain and bool(self.known.listed.find(name)) and not self._is_half(found[-1].end())

    def _cued(self) -> Iterator[Found]:
        """Towns that the pipeline overlooked, by the words around them: "in X", "a X man", "X-based", "D-X"."""
        before, behind, joined, told = cues()
        for match in PARTY.finditer(self.text):
            yield from self._longest(match.end(), "party")
        for cue in (AGE, before):
            for match in cue.finditer(self.text):
                yield from self._longest(match.end(), "cue")
        for cue, rule in ((behind, "cue"), (joined, "cue"), (told, "told")):
            for match in cue.finditer(self.text):
                yield from self._longest_before(match.start(), rule)

    def _longest(self, start: int, rule: str) -> Iterator[Found]:
        found = list(WORD.finditer(self.text, start, start + 60))[:MOST_WORDS]
        for size in range(len(found), 0, -1):
            if self._is_town(start, found[size - 1].end()):
                yield start, found[size - 1].end(), rule
                return

    def _longest_before(self, end: int, rule: str) -> Iterator[Found]:
        found = list(WORD.finditer(self.text, max(0, end - 50), end))[-MOST_WORDS:]
        for word in found:
            if self._is_town(word.start(), end):
                yield word.start(), end, rule
                return

    def _is_town(self, start: int, end: int) -> bool:
        name = self.text[start:end]
        return name[:1].isupper() and "\n" not in name and ", " not in name and self._is_plain(name)

    def _repeat(self) -> None:
        """Later mentions of a place that the post names elsewhere: in headlines, in names of bodies."""
        names = {s.text for s in self._spots if s.rows and s.rule in ("name", "beat")}
        names |= {n.upper() for n in names}
        if not names:
            return
        pattern = "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))
        for match in re.finditer(rf"(?<![\w&-])(?:{pattern})(?![\w&])(?!-\w)", self.text):
            if not self._is_common(match.group()):
                self._add(match.start(), match.end(), "again")

    def _is_blocked(self, start: int, end: int, rule: str) -> bool:
        if any(s.start < end and start < s.end for s in self._spots):
            return True
        if rule in ("name", "demonym", "beat", "inside", "part", "party"):
            return False
        kinds = ("PER",) if rule == "again" else ("PER", "ORG", "OTHER")
        inside = [m for m in self.mentions if m.kind in kinds and m.span.start < end and start < m.span.end]
        return any((m.span.start, m.span.end) != (start, end) or self._is_person(m, rule) for m in inside)

    def _is_person(self, mention: Mention, rule: str) -> bool:
        """Whether what the pipeline took for a person may be one: "Clinton" is after "Ann Clinton", not after "in"."""
        if mention.kind != "PER":
            return False
        if rule == "listed":
            listed = self.known.listed.find(mention.text)
            return " " not in mention.text and not all(r.how == "demonym" or r.kind == "extra" for r in listed)
        return mention.entity != mention.text or mention.title is not None

    def _add(self, start: int, end: int, rule: str) -> None:
        if re.search(r"[^\W\d_]{5}\.$", self.text[start:end]):
            end -= 1  # a full stop, not an abbreviation's
        text = self.text[start:end]
        if end - start < 2 or self._is_blocked(start, end, rule):
            return
        rows = self.rows(text)
        if rule == "demonym":
            rows = tuple(r for r in rows if r.how == "demonym")
        weight = DEMONYM_WEIGHT if rows and all(r.how == "demonym" for r in rows) else 1.0
        if DATELINE.match(self.text, end) and (start == 0 or self.text[start - 1] == "\n"):
            weight = DATELINE_WEIGHT
        self._spots.append(Spot(start, end, text, place_key(text), rows, weight, rule, self._hint(start, end)))

    def _hint(self, start: int, end: int) -> str:
        """Whether the words beside a name say that it is a region's or a town's."""
        after = re.match(r"[ -]([A-Za-z]+)", self.text[end : end + 16])
        before = re.search(r"\b([A-Za-z]+) of $", self.text[max(0, start - 16) : start])
        said = {match.group(1).casefold() for match in (after, before) if match}
        return "region" if said & words()["regions"] else "town" if said & words()["towns"] else ""

    def _hold(self) -> None:
        for spot, after in pairwise(self._spots):
            may_hold = any(r.kind in ("country", "region", "district") for r in after.rows) and after.key != spot.key
            if may_hold and HELD.fullmatch(self.text[spot.end : after.start]):
                spot.holder = after
