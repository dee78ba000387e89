"""Read English.

In: text. Out: `spacy.Doc` with words, sentences, tags, lemmas, dependencies and names (PER, ORG, LOC, NORP, OTHER).
Never: downloads anything, or changes a character: `doc.text == text`.

The weights (MiniLM fine-tuned by this project, int8) ship inside the package.
Any installed spaCy pipeline may stand in by its name.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from beatbook.english.light import import_spacy

if TYPE_CHECKING:
    from spacy.language import Language

OWN = "beatbook"


@lru_cache(maxsize=4)
def pipeline(name: str = OWN) -> Language:
    """The English pipeline, loaded once per process.

    `name` is our own (the default) or an installed spaCy pipeline such as "en_core_web_trf".
    Raises `OSError` with spaCy's own sentence where that pipeline is not installed.
    """
    spacy = import_spacy()
    if name != OWN:
        found: Language = spacy.load(name)
        return found
    from beatbook.english.component import blank_english

    nlp = blank_english()
    nlp.add_pipe(OWN)
    return nlp
