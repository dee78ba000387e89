"""Units and counted things in words. In: a unit as in `Quantity.unit`, a noun phrase. Out: words in the singular."""

from __future__ import annotations

from beatbook.code.parsed import Doc
from beatbook.code.quantities.counted import Words
from beatbook.code.quantities.tables import currencies


def unit_name(unit: str) -> str:
    """The unit's English name: "US dollar per barrel" for "USD per barrel"; "-" stays as it is."""
    first, per, second = unit.partition(" per ")
    return currencies().names.get(first, first) + per + second


def noun_of(doc: Doc, text: str, words: Words) -> str:
    """A noun phrase as a dictionary has it, its last noun in the singular: "inshore trawler"."""
    start, last = doc[words[0]].idx, doc[words[1] - 1]
    if any(token.lower_ in ("and", "or") for token in doc[words[0] : words[1]]):  # "women and girls" has no singular
        return text[start : last.idx + len(last)]
    lemma = last.lemma_ or last.text
    changed = lemma.casefold() != last.text.casefold() and last.text[:1].islower()
    return text[start : last.idx] + (lemma if changed else last.text)
