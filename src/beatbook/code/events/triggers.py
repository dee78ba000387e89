"""Find the words that tell a happening: the codebook's verbs, nouns and phrases, by lemma."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from beatbook.beat import EventType
from beatbook.code.events.clause import keys, lemma, relation
from beatbook.code.events.lexicon import lexicon
from beatbook.code.parsed import Doc, Token

TriggerKind = Literal["verb", "happens", "noun", "counted"]
_ENDS = frozenset((".", ";", ":", "!", "?"))
COUNTING = frozenset(("several", "dozens", "hundreds", "scores", "others", "people", "another", "more"))
ANY_VERB = "*"
LONGEST_GAP = 4  # tokens between two words of a phrase: "took the two young men into custody"
_VERBAL = ("VERB", "AUX")
_PARTICLES = frozenset(("in", "out", "off", "up", "down", "away", "back", "over", "through", "aboard", "ashore"))


@dataclass(frozen=True, slots=True)
class TriggerRule:
    """One way in which a type is told."""

    type: EventType
    kind: TriggerKind
    words: tuple[str, ...]
    name: str  # "phrase: take into custody"
    strength: int  # phrases over single words, conditions over none


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words of one telling: ``head`` is the token whose arguments count."""

    rule: TriggerRule
    head: Token
    tokens: tuple[Token, ...]

    @property
    def type(self) -> EventType:
        return self.rule.type

    @property
    def is_noun(self) -> bool:
        return self.rule.kind in ("noun", "counted")

    @property
    def is_weak(self) -> bool:
        """Whether it counts only beside words of the same matter."""
        return self.rule.name.startswith("weak")


class Codebook:
    """The trigger rules of a beat by their first words."""

    def __init__(self, types: Iterable[EventType]) -> None:
        self.verbs: dict[str, list[TriggerRule]] = {}
        self.nouns: dict[str, list[TriggerRule]] = {}
        self.counted: dict[str, list[TriggerRule]] = {}
        self.phrases: dict[str, list[TriggerRule]] = {}
        self.excludes: dict[str, tuple[tuple[str, ...], ...]] = {}
        for known in types:
            self._add(known)

    def _add(self, known: EventType) -> None:
        self.excludes[known.name] = tuple(tuple(phrase.casefold().split()) for phrase in known.excludes)
        for word in known.verbs:
            self._put(self.verbs, TriggerRule(known, "verb", (word.casefold(),), f"verb: {word}", 1))
        for word in known.happens:
            self._happens(known, tuple(word.casefold().split()))
        for word in known.nouns:
            self._put(self.nouns, TriggerRule(known, "noun", (word.casefold(),), f"noun: {word}", 1))
        for word in known.counted:
            self._put(self.counted, TriggerRule(known, "counted", (word.casefold(),), f"counted: {word}", 2))
        for word in known.weak:
            self._weak(known, tuple(word.casefold().split()))
        for phrase in known.phrases:
            words = tuple(phrase.casefold().split())
            self._put(self.phrases, TriggerRule(known, "verb", words, f"phrase: {phrase}", 3 + len(words)))

    def _happens(self, known: EventType, words: tuple[str, ...]) -> None:
        index, strength = (self.phrases, 3 + len(words)) if len(words) > 1 else (self.verbs, 1)
        self._put(index, TriggerRule(known, "happens", words, f"happens: {' '.join(words)}", strength))

    def _weak(self, known: EventType, words: tuple[str, ...]) -> None:
        name = f"weak: {' '.join(words)}"
        if len(words) > 1:
            self._put(self.phrases, TriggerRule(known, "verb", words, name, 3 + len(words)))
            return
        self._put(self.verbs, TriggerRule(known, "verb", words, name, 2))
        self._put(self.nouns, TriggerRule(known, "noun", words, name, 2))

    @staticmethod
    def _put(index: dict[str, list[TriggerRule]], rule: TriggerRule) -> None:
        index.setdefault(rule.words[0], []).append(rule)


@lru_cache(maxsize=16)
def codebook(types: tuple[EventType, ...]) -> Codebook:
    """The compiled codebook of a beat's event types."""
    return Codebook(types)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence with the forms under which the codebook may know them."""

    tokens: list[Token]
    forms: list[tuple[str, ...]]  # of each token
    words: frozenset[str]  # of all

    @classmethod
    def of(cls, tokens: list[Token]) -> Sentence:
        """The sentence that these tokens make."""
        forms = [keys(token) for token in tokens]
        return cls(tokens, forms, frozenset(form for each in forms for form in each))


def find_triggers(doc: Doc, types: tuple[EventType, ...]) -> list[Trigger]:
    """Every telling in reading order; each word tells one type: the strongest rule that fits."""
    book = codebook(types)
    found: list[Trigger] = []
    post = frozenset(form for token in doc for form in (lemma(token), token.lower_))
    for piece in doc.sents:
        sentence = Sentence.of([token for token in piece if not token.is_space])
        fits = [trigger for trigger in _candidates(sentence, book) if _allowed(trigger, sentence.words, post, book)]
        kept = _strongest(fits)
        found += kept + list(_others(sentence.tokens, kept, book))
    return sorted(found, key=lambda trigger: (trigger.head.i, trigger.tokens[0].i))


def _others(tokens: list[Token], kept: list[Trigger], book: Codebook) -> Iterator[Trigger]:
    """Verbs of action that no type knows, where the codebook has a type for any verb ("*")."""
    words = lexicon()
    taken = {token.i for trigger in kept for token in trigger.tokens} | {
        trigger.head.head.i for trigger in kept if trigger.is_noun
    }
    for rule in book.verbs.get(ANY_VERB, ()):
        for token in tokens:
            word = lemma(token)
            plain = (
                token.pos_ == "VERB"
                and token.tag_ in ("VBD", "VBN")
                and relation(token) in ("root", "conj", "ccomp", "parataxis")
            )
            if plain and token.i not in taken and word not in words.reporting | words.states | words.occur:
                yield Trigger(TriggerRule(rule.type, "verb", (word,), f"any verb: {word}", 0), token, (token,))


def _candidates(sentence: Sentence, book: Codebook) -> Iterator[Trigger]:
    for place, token in enumerate(sentence.tokens):
        forms = sentence.forms[place]
        yield from _phrases(sentence, place, book)
        if _is_verb(token):
            yield from (Trigger(rule, token, (token,)) for word in forms for rule in book.verbs.get(word, ()))
        elif token.pos_ == "NOUN" and relation(token) != "compound":
            yield from (Trigger(rule, token, (token,)) for word in forms for rule in book.nouns.get(word, ()))
        if token.lower_ in book.counted and counted_before(token) is not None:
            yield from (Trigger(rule, token, (token,)) for rule in book.counted.get(token.lower_, ()))


def _phrases(sentence: Sentence, place: int, book: Codebook) -> Iterator[Trigger]:
    for word in sentence.forms[place]:
        for rule in book.phrases.get(word, ()):
            if _is_thing(sentence.tokens[place]) and len(rule.words) == 2 and rule.words[1] in _PARTICLES:
                continue  # "a cave in the hills" is not "the roof caved in"
            if sentence.words.issuperset(rule.words) and (matched := _match(sentence, place, rule.words)):
                head = _phrase_head(matched)
                kind: TriggerKind = rule.kind if head.pos_ in _VERBAL or rule.kind == "happens" else "noun"
                yield Trigger(TriggerRule(rule.type, kind, rule.words, rule.name, rule.strength), head, matched)


def counted_before(token: Token) -> Token | None:
    """Who is told by a word for people: the number or "another" before it ("two dead", "another badly hurt")."""
    if token.pos_ not in ("ADJ", "NOUN", "VERB"):
        return None
    place = token.i - 1
    while place >= token.sent.start and token.doc[place].pos_ == "ADV":
        place -= 1
    if place < token.sent.start:
        return None
    before = token.doc[place]
    is_number = before.pos_ == "NUM" or before.tag_ == "CD" or before.lower_ in COUNTING
    return before if is_number and before.lower_ != token.lower_ else None


def _is_verb(token: Token) -> bool:
    """A verb, or a participle that the tagger took for an adjective only where it stands as a predicate."""
    if token.pos_ == "VERB":
        return relation(token) not in ("amod", "compound")
    if token.pos_ == "NOUN" and relation(token) in ("root", "ccomp", "advcl", "acl", "conj"):
        labels = {relation(child) for child in token.children}  # "has shot", "a man shot": a verb taken for a noun
        return "cop" not in labels and "det" not in labels and bool(labels & {"aux", "nsubj"})
    return token.pos_ == "ADJ" and token.tag_ == "VBN" and relation(token) not in ("amod", "compound")


def _match(sentence: Sentence, place: int, words: tuple[str, ...]) -> tuple[Token, ...] | None:
    """The tokens of a phrase in this order with small gaps; or a passive that has turned it round."""
    matched = [place]
    for word in words[1:]:
        step = _next(sentence, matched, word)
        if step is None:
            return _turned(sentence.tokens[place], words)
        matched.append(step)
    return tuple(sentence.tokens[step] for step in matched)


def _next(sentence: Sentence, matched: list[int], word: str) -> int | None:
    """Where the phrase's next word stands: close by, or at any distance as an object of the phrase's verb."""
    tokens, at = sentence.tokens, matched[-1]
    together = word == "and" or tokens[at].lower_ == "and"  # "shot and killed", not "shot and one was killed"
    for step in range(at + 1, len(tokens)):
        token = tokens[step]
        if token.text in _ENDS or (together and step > at + 1):
            return None
        if word not in sentence.forms[step]:
            continue
        if step == at + 1:
            return step
        near = step <= at + 1 + LONGEST_GAP
        if _governs(tokens[matched[0]], token) or (near and _linked([tokens[n] for n in matched], token)):
            return step
    return None


def _governs(verb: Token, token: Token) -> bool:
    """Whether a noun at any distance is what a verb's phrase is made with: "held, after long talks, a vigil".

    So is a preposition: "charged the head of the depot and two of her drivers with theft".
    """
    if relation(token) == "case" and verb.pos_ == "VERB":
        return (token.head.head.i == verb.i and relation(token.head) == "obl") or _strays(verb, token)
    if token.lower_ == "to" and relation(token) == "mark":  # "took the firm to court": a noun taken for a verb
        return token.head.head.i == verb.i and relation(token.head) == "xcomp"
    return token.head.i == verb.i and relation(token) in ("obj", "iobj", "obl", "xcomp")


def _strays(verb: Token, token: Token) -> bool:
    """Whether "with" hangs within the verb's object, where trees often put it: "charged the cook with theft"."""
    seen = token.head
    while token.lower_ == "with" and relation(seen) in ("nmod", "conj") and seen.head.pos_ in ("NOUN", "PROPN", "NUM"):
        seen = seen.head
    return seen.i != token.head.i and relation(seen) == "obj" and seen.head.i == verb.i


def _is_thing(token: Token) -> bool:
    """A noun that has a noun's company or hangs where only nouns do: no verb that was taken for one."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    labels = {relation(child) for child in token.children}
    return bool(labels & {"det", "case", "amod", "nummod"}) or relation(token) in ("obl", "nmod", "compound", "obj")


def _linked(matched: list[Token], token: Token) -> bool:
    """Whether a word after a gap hangs together with the words before it, with no other verb in between."""
    heads = {t.i for t in matched}
    if any(t.head.i == token.i for t in matched):
        return True
    seen = token
    for _ in range(3 if token.pos_ in ("NOUN", "ADJ") else 2):
        if seen.head.i in heads:
            return True
        seen = seen.head
        if seen.pos_ == "VERB":
            return False
    return False


def _turned(verb: Token, words: tuple[str, ...]) -> tuple[Token, ...] | None:
    """ "open investigation" as "an investigation was opened", "an investigation opened by the ministry"."""
    if len(words) != 2 or verb.pos_ != "VERB":
        return None
    if relation(verb) == "acl" and verb.tag_ == "VBN" and words[1] in keys(verb.head):
        return (verb.head, verb)
    for child in verb.children:
        if child.dep_.lower() in ("nsubj:pass", "nsubjpass") and words[1] in keys(child):
            return (child, verb)
    return None


def _phrase_head(matched: tuple[Token, ...]) -> Token:
    verbs = [token for token in matched if token.pos_ == "VERB" and not token.lower_.endswith("ly")]
    if verbs:
        return verbs[0]
    nouns = [token for token in matched if token.pos_ in ("NOUN", "PROPN")]
    if not nouns:
        return next(
            (token for token in reversed(matched) if token.pos_ not in ("AUX", "ADP", "PART", "SCONJ")), matched[0]
        )
    inner = {token.i for token in matched}
    top = [token for token in nouns if token.head.i not in inner or token.head.i == token.i]
    return (top or nouns or [matched[0]])[-1 if not top else 0]


def _allowed(trigger: Trigger, words: frozenset[str], post: frozenset[str], book: Codebook) -> bool:
    """Whether the words around let a trigger count: those of its sentence and, for a type's setting, of the post."""
    known = trigger.type
    if known.needs and not words & set(known.needs):
        return False
    if trigger.is_weak and not (words - set(trigger.rule.words)) & set(known.context):
        set_in = trigger.head.pos_ in _VERBAL and bool(post & set(known.setting))
        if not set_in:
            return False
    own = {key for token in trigger.tokens for key in keys(token)}
    return not any(_excluded(trigger, phrase) for phrase in book.excludes[known.name] if not own.isdisjoint(phrase))


def _excluded(trigger: Trigger, phrase: tuple[str, ...]) -> bool:
    """Whether the trigger's word is a part of a phrase that means something else."""
    if set(phrase) <= set(trigger.rule.words):
        return False
    doc, head = trigger.head.doc, trigger.head
    start, end = head.sent.start, head.sent.end
    window = [t for t in doc[max(start, head.i - 5) : min(end, head.i + 6)] if not t.is_space]
    for place, token in enumerate(window):
        if phrase[0] in keys(token):
            run = window[place : place + len(phrase) + 1]
            matched = _in_order(run, phrase)
            if matched and any(t in matched for t in trigger.tokens):
                return True
    return False


def _in_order(run: list[Token], phrase: tuple[str, ...]) -> list[Token] | None:
    """The tokens of a phrase with at most one word in between."""
    matched: list[Token] = []
    for token in run:
        if len(matched) < len(phrase) and phrase[len(matched)] in keys(token):
            matched.append(token)
    return matched if len(matched) == len(phrase) else None


def _strongest(triggers: list[Trigger]) -> list[Trigger]:
    """One trigger a word: the strongest rule, then the type that the beat names first."""
    taken: set[int] = set()
    kept: list[Trigger] = []
    for trigger in sorted(triggers, key=lambda t: -t.rule.strength):
        mine = {token.i for token in trigger.tokens}
        if trigger.head.i in taken or (len(mine) > 1 and mine & taken and len(mine - taken) < 2):
            continue
        taken |= mine if len(mine) > 1 else {trigger.head.i}
        kept.append(trigger)
    return kept
