"""Words that the clippings use for happenings and the codebook does not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from beatbook.code.events import clause
from beatbook.code.events.clause import lemma
from beatbook.code.events.lexicon import lexicon
from beatbook.code.events.mood import mood_of
from beatbook.code.events.roles import Cast
from beatbook.code.events.triggers import codebook, find_triggers
from beatbook.code.parsed import Token
from beatbook.code.reading import Reading
from beatbook.record import PostCodes, Span

STATES = frozenset(
    (
        "be",
        "have",
        "know",
        "want",
        "like",
        "love",
        "need",
        "mean",
        "seem",
        "feel",
        "own",
        "hope",
        "become",
        "look",
        "live",
    )
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word that might be a trigger: in how many posts it stands as one, and where it does first."""

    word: str  # lemma
    kind: str  # "verb" or "noun": the key of the event type it would go into
    posts: int
    tellings: int
    example: Span  # the sentence of its first telling


def suggest_triggers(coded: Iterable[tuple[Reading, PostCodes]], limit: int = 30) -> list[Suggestion]:
    """The commonest such words, those of most posts first.

    A verb counts where it tells something past with people or an organisation as subject or object; a noun
    where a light verb carries it ("staged a walkout") with such a subject. Verbs of saying, states and
    whatever the beat's codebook knows are left out.
    """
    tellings: dict[tuple[str, str], list[Span]] = {}
    for reading, codes in coded:
        for kind, token in _candidates(reading, codes):
            sentence = reading.span_of(token.sent)
            tellings.setdefault((kind, lemma(token)), []).append(sentence)
    found = [
        Suggestion(word, kind, len({span.post for span in spans}), len(spans), spans[0])
        for (kind, word), spans in tellings.items()
    ]
    return sorted(found, key=lambda s: (-s.posts, -s.tellings, s.word, s.kind))[:limit]


def _candidates(reading: Reading, codes: PostCodes) -> Iterator[tuple[str, Token]]:
    types = reading.beat.event_types
    known = codebook(types)
    told = {t.i for trigger in find_triggers(reading.doc, types) if trigger.rule.strength for t in trigger.tokens}
    cast = Cast(reading, codes.mentions, codes.quantities, codes.claims, codes.times)
    words = lexicon()
    for token in reading.doc:
        if token.i in told or not token.is_alpha:
            continue
        word = lemma(token)
        if token.pos_ == "VERB" and word not in known.verbs and _tells(token, word, cast):
            yield "verb", token
        elif token.pos_ == "NOUN" and word not in known.nouns and word not in words.people and _is_carried(token, cast):
            yield "noun", token


def _tells(verb: Token, word: str, cast: Cast) -> bool:
    words = lexicon()
    if word in words.reporting | words.light | words.occur | words.plans | words.implies | words.states:
        return False
    mood = mood_of(verb, is_noun=False)
    if mood.generic or mood.tense != "past" or mood.stance != "asserted":
        return False
    return any(_is_party(token, cast) for token in (*clause.subjects(verb), *clause.objects(verb)))


def _is_carried(noun: Token, cast: Cast) -> bool:
    verb = clause.carrier(noun)
    if verb is None or lemma(verb) not in ("hold", "stage", "launch", "conduct", "suffer", "carry", "mount", "undergo"):
        return False
    return clause.relation(noun) in ("obj", "nsubj") and not cast.is_person(noun)


def _is_party(token: Token, cast: Cast) -> bool:
    mention = cast.mention(token)
    return cast.is_person(token) or (mention is not None and mention.kind == "ORG")
