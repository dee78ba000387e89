"""Posts parsed once for all that read them: one whose date moves is coded anew, but its words stay.

In: texts. Out: `spacy.tokens.Doc`, as `Language.pipe` gives them. Never: changes one, or answers otherwise for a text
that it kept.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc as SpacyDoc

from beatbook.english import pipeline

MOST_WORDS = 200_000  # of all texts kept: some 100 MB at most; a page of 60 posts is a tenth of it


class Parser:
    """The texts parsed last, by pipeline and words; the one used longest ago makes room."""

    def __init__(self, most: int = MOST_WORDS) -> None:
        self.most, self.words = most, 0
        self.kept: OrderedDict[tuple[str | None, str], SpacyDoc] = OrderedDict()

    def parse(self, texts: Sequence[str], name: str | None) -> Iterator[SpacyDoc]:
        """The texts as the pipeline of that name parses them, in order; ``None`` is the one that ships."""
        nlp = pipeline(name) if name else pipeline()
        known = {text: self.kept[name, text] for text in texts if (name, text) in self.kept}
        new = nlp.pipe(text for text in texts if text not in known)
        for text in texts:
            doc = known[text] if text in known else next(new)
            self._keep((name, text), doc)
            yield doc

    def _keep(self, key: tuple[str | None, str], doc: SpacyDoc) -> None:
        old = self.kept.pop(key, None)
        self.words += len(doc) - (len(old) if old is not None else 0)
        self.kept[key] = doc
        while self.words > self.most:
            self.words -= len(self.kept.popitem(last=False)[1])


PARSER = Parser()

__all__ = ["PARSER", "Parser"]
