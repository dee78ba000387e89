"""Cut text into words as UD English does, with spaCy's tokenizer.

In: a blank English pipeline. Out: its tokenizer with the treebanks' rules from `data/tokenizer.toml`.
Never: loses or changes a character.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, CONCAT_QUOTES, HYPHENS, LIST_ELLIPSES, LIST_ICONS
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# Whole tokens: telephone numbers, dates in figures, postal codes, years and decades with an apostrophe.
NUMBERS = re.compile(
    r"(?:\+?1-)?\d{3}[-/]\d{3}-\d{4}|\d{3}-\d{4}|\d{1,2}-\d{1,2}-(?:\d{2}|\d{4})|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}-[A-Z][a-z]{2}-(?:\d{2}|\d{4})|\d{5}-\d{4}|['’]\d\ds?|\d?\d?\d0['’]s"
)
RUNS = [r"!+[!?.]*", r"\?+[!?.]*", r"<<+", r">>+", r"\*\*+", r"==+", r"__+", r"~~+", r"\$\$+", r"--+"]
LONGEST = 400  # no word is longer; spaCy's affix loop is quadratic in the length of what stands between two spaces
TOO_LONG = re.compile(rf"\S{{{LONGEST},}}")
CHUNK = re.compile(r"\w{1,100}|[^\w\s]{1,100}|\s+")


class ChunkedTokenizer:
    """The tokenizer, safe against megabytes without a space: those are cut where letters meet signs."""

    def __init__(self, inner: Tokenizer) -> None:
        self.inner = inner

    def __getattr__(self, name: str) -> Any:
        if name == "inner":
            raise AttributeError(name)
        return getattr(self.inner, name)

    def __call__(self, text: str) -> Doc:
        if len(text) < LONGEST or not TOO_LONG.search(text):
            doc: Doc = self.inner(text)
            return doc
        words: list[str] = []
        spaces: list[bool] = []
        place = 0
        for match in TOO_LONG.finditer(text):
            self._add(text[place : match.start()], words, spaces)
            for piece in CHUNK.findall(match.group()):
                words.append(piece)
                spaces.append(False)
            place = match.end()
        self._add(text[place:], words, spaces)
        return Doc(self.inner.vocab, words=words, spaces=spaces)

    def _add(self, text: str, words: list[str], spaces: list[bool]) -> None:
        for token in self.inner(text):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))


def make_tokenizer(nlp: Language) -> ChunkedTokenizer:
    """spaCy's English tokenizer with the treebanks' rules."""
    rules = tomllib.loads((files("beatbook.english") / "data" / "tokenizer.toml").read_text(encoding="utf-8"))
    defaults = nlp.Defaults
    prefixes = [pattern for pattern in defaults.prefixes or [] if pattern != "#"]
    prefix = compile_prefix_regex([*RUNS, r"#(?![A-Za-z])", r"-(?=[A-Za-z])", *prefixes])
    suffix = compile_suffix_regex([*suffixes(defaults.suffixes), *RUNS, r"(?<![.])[.,:][!?]+[!?.]*"])
    infix = compile_infix_regex(infixes(rules["unsplit_prefixes"]))
    dropped = set(rules["dropped_exceptions"])
    exceptions = {key: value for key, value in (defaults.tokenizer_exceptions or {}).items() if key not in dropped}
    exceptions |= {word: [{ORTH: word}] for word in rules["abbreviations"]}
    exceptions |= {word: [{ORTH: part} for part in parts] for word, parts in rules["parts"].items()}
    url = defaults.url_match
    inner = Tokenizer(
        nlp.vocab,
        rules=exceptions,
        prefix_search=prefix.search,
        suffix_search=suffix.search,
        infix_finditer=infix.finditer,
        token_match=NUMBERS.fullmatch,
        url_match=url,
    )
    return ChunkedTokenizer(inner)


def suffixes(defaults: Any) -> list[str]:
    """spaCy's suffixes, and units glued to figures."""
    return [*(defaults or []), r"(?<=\d)[AaPp][Mm]", r"(?<=\d)[kK]", r"(?<=\d)[A-Z]{3,5}", r"(?<=\d)º[CF]?"]


def infixes(unsplit: list[str]) -> list[str]:
    """Where a word is cut in two."""
    spared = "".join(rf"(?<!\b{form})" for prefix in unsplit for form in (prefix, prefix.capitalize()))
    return [
        *LIST_ELLIPSES,
        *LIST_ICONS,
        r"(?<=[0-9])[+\-–\*^](?=[0-9-])",
        rf"(?<=[{ALPHA_LOWER}{CONCAT_QUOTES}])\.(?=[{ALPHA_UPPER}{CONCAT_QUOTES}])",
        rf"(?<=[{ALPHA}]),(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9]){spared}(?:{HYPHENS})(?=[{ALPHA}0-9])",
        rf"(?<=[{ALPHA}0-9])[:<>=/](?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9])[(\[](?=[{ALPHA}0-9])",
        rf"(?<=[)\]])[-–—;:](?=[(\[{ALPHA}])",
        rf"(?<=[{ALPHA}]\.)(?:{HYPHENS})(?=[{ALPHA}])",
        # spaCy knows contractions as whole strings only; after a dash ("said—don't") they need a cut of their own
        rf"(?<=[{ALPHA}])n['’]t(?![{ALPHA}])",
        rf"(?<=[{ALPHA}])['’](?:s|re|ve|ll|d|m)(?![{ALPHA}])",
    ]
