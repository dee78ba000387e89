"""All sayings that the dependency tree shows."""

from __future__ import annotations

from collections.abc import Iterator

from beatbook.code.claims.cues import Cues, load_cues
from beatbook.code.claims.holders import by_adjective, by_adverb, by_noun, by_preposition
from beatbook.code.claims.saying import Saying
from beatbook.code.claims.verbs import by_citing, by_verb, passive_infinitive
from beatbook.code.parsed import Doc, Token


def find_sayings(doc: Doc) -> list[Saying]:
    """All sayings that the tree shows, in the order of their cues."""
    cues = load_cues()
    found: list[Saying] = []
    for token in doc:
        found.extend(_at(token, cues))
    return found


def _at(token: Token, cues: Cues) -> Iterator[Saying]:
    lemma = token.lemma_.lower()
    if token.pos_ in ("VERB", "AUX") and lemma in cues.verbs:
        saying = by_citing(token, cues) or by_verb(token, cues) or passive_infinitive(token, cues)
        if saying:
            yield saying
    elif token.pos_ == "VERB" and lemma in cues.passive:
        saying = passive_infinitive(token, cues)
        if saying:
            yield saying
    elif token.pos_ == "NOUN" and lemma in cues.nouns:
        yield from by_noun(token, cues)
    elif token.pos_ in ("ADJ", "VERB") and lemma in cues.adjectives:
        yield from by_adjective(token, cues)
    elif token.pos_ == "ADV" and token.lower_ in cues.adverbs:
        yield from by_adverb(token, cues)
    if token.lower_ in ("according", "per"):
        yield from by_preposition(token)
