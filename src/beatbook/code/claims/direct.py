"""Which words of saying bring in which quotation."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import pairwise

from beatbook.code.claims.cues import Cues, load_cues
from beatbook.code.claims.marks import Quotation, find_paragraphs, find_quotations
from beatbook.code.claims.subjects import subject_of
from beatbook.code.claims.tree import children, relation
from beatbook.code.parsed import Doc, Token

SIGNATURE = re.compile(r"\s{0,3}[—–―-]{1,2}\s?(?P<who>[A-Z][^\n.,;:“\"]{1,50})(?=[\n.,;]|$)")
SCRIPT = re.compile(r"[“\"]?[A-Z][A-Z .’'-]{1,30}:\s")  # a transcript's line: SMITH: I was there.
JOINTS = {"and", "but", "because", "that", "so", "or", "while", "if"}
ENDS = {".", "?", "!", "…", "...", ";"}
REACH = 45  # tokens before or after a quotation in which its saying may stand


@dataclass(frozen=True, slots=True)
class Speech:
    """Quotations that one saying brings in; ``source`` and ``cue`` are tokens outside the marks."""

    quotations: tuple[Quotation, ...]
    cue: Token | None
    source: Token | None
    rule: str


@dataclass(frozen=True, slots=True)
class _Link:
    cue: Token | None
    source: Token | None
    rule: str


class Page:
    """The text of a doc with its paragraphs and quotations, and where the tokens stand."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.quotations = find_quotations(self.text)
        self.paragraphs = find_paragraphs(self.text)
        self.starts = [t.idx for t in doc]
        self.cues: Cues = load_cues()

    def token_at(self, offset: int) -> int:
        """The number of the first token that begins at or after an offset."""
        return bisect_left(self.starts, offset)

    def paragraph_of(self, offset: int) -> int:
        """The number of the paragraph that holds an offset."""
        return max(0, bisect_left([end for _, end in self.paragraphs], offset + 1))

    def inside(self, token: Token) -> Quotation | None:
        """The quotation that a token stands in."""
        return next((q for q in self.quotations if q.start <= token.idx < q.end), None)


def find_speeches(page: Page) -> list[Speech]:
    """The quotations that stand for themselves, in groups of one saying each; mixed ones are left out."""
    links = [_link(page, number) for number in range(len(page.quotations))]
    speeches: list[Speech] = []
    for number, quotation in enumerate(page.quotations):
        if SCRIPT.match(page.text, quotation.start):
            continue
        link = links[number]
        last = speeches[-1] if speeches else None
        if link and last and link.cue is not None and last.cue is not None and link.cue.i == last.cue.i:
            speeches[-1] = replace(last, quotations=(*last.quotations, quotation))
        elif link:
            speeches.append(Speech((quotation,), link.cue, link.source, link.rule))
        elif last and _goes_on(page, last.quotations[-1], quotation):
            speeches[-1] = replace(last, quotations=(*last.quotations, quotation))
        elif _stands_alone(page, quotation):
            following = links[number + 1] if number + 1 < len(links) else None
            if following and following.rule == "after" and _only_blank(page, quotation, page.quotations[number + 1]):
                speeches.append(Speech((quotation,), following.cue, following.source, "after"))
            else:
                speeches.append(Speech((quotation,), None, None, "alone"))
    return speeches


def _link(page: Page, number: int) -> _Link | None:
    signed = _signed(page, page.quotations[number])
    if signed is not None:
        return signed
    before, after = _before(page, number), _after(page, number)
    marker = _marker(page, before)
    if before and not marker:
        return _interrupted(page, number, before)
    lead = _cue_before(page, before, marker) if before else _colon_above(page, number)
    return _cue_after(page, number, after) or lead


def _signed(page: Page, quotation: Quotation) -> _Link | None:
    """ "We had no warning." — Ana Ruiz: a name under the words."""
    match = SIGNATURE.match(page.text, quotation.end)
    if match is None or len(match.group("who").split()) > 6:
        return None
    tokens = page.doc[page.token_at(match.start("who")) : page.token_at(match.end("who"))]
    names = [t for t in tokens if t.pos_ == "PROPN"]
    return _Link(None, names[-1], "signed") if names and not any(t.pos_ == "VERB" for t in tokens) else None


def _interrupted(page: Page, number: int, before: list[Token]) -> _Link | None:
    """“We knew,” she said, but “nobody would listen”: the words between belong to both quotations."""
    if not number or len(before) > 8 or before[-1].lower_ not in JOINTS:
        return None
    last = page.quotations[number - 1]
    if page.text[last.end : before[0].idx].strip():
        return None
    link = _link(page, number - 1)
    return link if link and link.rule == "after" and link.cue in before else None


def _before(page: Page, number: int) -> list[Token]:
    """The tokens of the sentence that lead up to a quotation."""
    quotation = page.quotations[number]
    floor = page.paragraphs[page.paragraph_of(quotation.start)][0]
    if number:
        floor = max(floor, page.quotations[number - 1].end)
    found: list[Token] = []
    for at in range(page.token_at(quotation.start) - 1, -1, -1):
        token = page.doc[at]
        if token.idx < floor or token.text in ENDS or len(found) > REACH:
            break
        found.append(token)
    found.reverse()
    return [t for t in found if not t.is_space and t.idx + len(t) <= quotation.start]


def _after(page: Page, number: int) -> list[Token]:
    """The tokens of the sentence that follow a quotation, up to the next one."""
    quotation = page.quotations[number]
    ceiling = page.paragraphs[page.paragraph_of(quotation.end - 1)][1]
    if number + 1 < len(page.quotations):
        ceiling = min(ceiling, page.quotations[number + 1].start)
    found: list[Token] = []
    for token in page.doc[page.token_at(quotation.end) : page.token_at(quotation.end) + REACH]:
        if token.idx >= ceiling or token.text in ENDS:
            break
        found.append(token)
    return [t for t in found if not t.is_space]


def _marker(page: Page, before: list[Token]) -> str:
    """What leads into a quotation: a colon, a comma, or the saying itself."""
    while before and before[-1].text in ("(", "[", "…", "..."):
        before = before[:-1]
    if not before:
        return ""
    last = before[-1]
    if last.text in (":", ","):
        return last.text
    if page.cues.speaks(last.lemma_.lower()) and last.pos_ == "VERB":
        return "verb"
    if last.lower_ == "that" and any(page.cues.speaks(t.lemma_.lower()) for t in before[-3:-1]):
        return "verb"
    return ""


def _cue_after(page: Page, number: int, after: list[Token]) -> _Link | None:
    quotation = page.quotations[number]
    tail = page.text[quotation.inner[1] - 1] if quotation.inner[1] > quotation.inner[0] else ""
    if after and after[0].text in (",", "—", "–", "-", "--"):
        after, tail = after[1:], ","
    if not after or (tail == "." and not after[0].text.islower()):
        return None
    if after[0].lower_ == "according":
        return _according(after)
    for cue in _speaking(page, after):
        if cue.tag_ == "VBG" and not any(children(cue, "nsubj")):
            continue  # "..., promising": belongs to a saying before the quotation
        source = _subject_in(cue, after)
        if source is None or _opens_next(page, number, cue):
            continue
        first = after[0]
        if first.i == cue.i or first.lower_ == "as" or first.pos_ == "ADV" or first.i >= source.left_edge.i:
            return _Link(cue, source, "after")
        if tail.isalnum():
            return None
    return None


def _according(after: list[Token]) -> _Link | None:
    nouns = [t for t in after[2:] if t.pos_ in ("NOUN", "PROPN", "PRON")]
    if not nouns:
        return None
    top = nouns[0]
    while top.head.i != top.i and top.head in nouns:
        top = top.head
    return _Link(after[0], top, "after")


def _speaking(page: Page, tokens: list[Token]) -> list[Token]:
    return [t for t in tokens if t.pos_ in ("VERB", "AUX") and t.dep_.lower() != "acl:relcl" and _speaks(page, t)]


def _speaks(page: Page, verb: Token) -> bool:
    """A word of saying, or any verb that the tree gives quoted words to: "she barked"."""
    if page.cues.speaks(verb.lemma_.lower()):
        return True
    return any(page.inside(k) is not None for k in children(verb, "ccomp", "advcl") if k.i < verb.i)


def _subject_in(cue: Token, tokens: list[Token]) -> Token | None:
    """The saying's subject, if it stands among these tokens; else the noun right beside the saying."""
    subject = subject_of(cue)
    allowed = {t.i for t in tokens}
    if subject is not None and subject.i in allowed:
        return subject
    at = next(n for n, t in enumerate(tokens) if t.i == cue.i)
    beside = _noun_beside(cue, tokens[at + 1 : at + 9])
    if beside is not None:
        return beside
    nearby = [t for t in tokens[max(0, at - 4) : at] if t.pos_ in ("NOUN", "PROPN", "PRON")]
    return nearby[-1] if nearby and nearby[-1].i >= cue.i - 3 and subject is None else None


def _noun_beside(cue: Token, after: list[Token]) -> Token | None:
    """The main word of the phrase right after a saying: "said Lagos teacher Ada Obi"."""
    aged = next((t for t in after[:6] if t.lower_ == "old" and t.nbor(-1).text == "-"), None)
    if aged is not None and not any(
        t.pos_ in ("NOUN", "PROPN") and t.lower_ != "year" for t in after if t.i < aged.i + 2
    ):
        return aged  # "said the 46-year-old"
    first = next((t for t in after if t.pos_ not in ("DET", "ADJ", "NUM") and t.tag_ != "PRP$"), None)
    if first is None or first.pos_ not in ("NOUN", "PROPN"):
        return None
    top = first
    while relation(top) in ("compound", "flat", "nmod", "amod") and cue.i < top.head.i <= first.i + 6:
        top = top.head
    return top


def _opens_next(page: Page, number: int, cue: Token) -> bool:
    """Whether a saying ends in a colon before the next quotation, and so belongs to that one."""
    if number + 1 >= len(page.quotations):
        return False
    following = page.quotations[number + 1]
    between = page.text[cue.idx + len(cue) : following.start]
    here = page.quotations[number]
    ended = page.text[here.inner[1] - 1] in ".?!"
    return ended and len(between) < 60 and between.rstrip().endswith((":", ",")) and "." not in between


def _cue_before(page: Page, before: list[Token], marker: str) -> _Link | None:
    for cue in reversed(_speaking(page, before)):
        source = subject_of(cue)
        if source is None and marker != ":":
            source = _subject_in(cue, before)
        if source is not None or marker == ":":
            near = before[-1].i - cue.i <= 14 or marker == ":"
            return _Link(cue, source, "before") if near else None
    if marker != ":":
        return None
    return _named_before_colon(before)


def _named_before_colon(before: list[Token]) -> _Link | None:
    """ "The mayor: ..." and "From the report: ...": the noun before the colon says it."""
    nouns = [t for t in before if t.pos_ in ("NOUN", "PROPN")]
    verbs = [t for t in before if t.pos_ == "VERB"]
    if verbs:
        subject = next((s for v in verbs if (s := subject_of(v)) is not None), None)
        return _Link(None, subject, "before") if subject is not None else None
    if not nouns or len(before) > 12:
        return None
    top = nouns[0]
    while top.head.i != top.i and top.head in nouns:
        top = top.head
    return _Link(before[-1], top, "before")


def _colon_above(page: Page, number: int) -> _Link | None:
    """A quotation that begins its paragraph, under one that ends in a colon."""
    quotation = page.quotations[number]
    here = page.paragraph_of(quotation.start)
    start, _ = page.paragraphs[here]
    if not here or page.text[start : quotation.start].strip() or quotation.continues:
        return None
    above, end = page.paragraphs[here - 1]
    if not page.text[above:end].rstrip().endswith(":"):
        return None
    tokens = [t for t in page.doc[page.token_at(above) : page.token_at(end)] if not t.is_space]
    cut = max((n for n, t in enumerate(tokens[:-1]) if t.text in ENDS), default=-1)
    return _cue_before(page, tokens[cut + 1 :], ":")


def _goes_on(page: Page, last: Quotation, quotation: Quotation) -> bool:
    """Whether a quotation without a saying of its own goes on the one before it, in this paragraph or the next."""
    if quotation.continues:
        return True
    if not _stands_alone(page, quotation):
        return False
    before, here = page.paragraph_of(last.start), page.paragraph_of(quotation.start)
    between = page.text[last.end : quotation.start]
    if before == here:
        return len(between) < 200 and _sentences(between) <= 1
    fills = quotation.end >= page.paragraphs[here][1] - 1
    return here == before + 1 and fills and len(between) < 120 and _sentences(between) <= 1


def _sentences(between: str) -> int:
    """How many sentences a stretch ends, roughly."""
    ends = sum(1 for mark, gap in pairwise(between) if mark in ".?!" and gap.isspace())
    return ends or int(bool(between.strip()))


def cue_before(page: Page, quotation: Quotation) -> Token | None:
    """The last word of saying that leads up to a quotation in its sentence."""
    before = _before(page, page.quotations.index(quotation))
    return next((t for t in reversed(before) if t.pos_ == "VERB" and t.lemma_.lower() in page.cues.verbs), None)


def _stands_alone(page: Page, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence or more by itself, with nothing before it in its sentence."""
    number = page.quotations.index(quotation)
    start, end = quotation.inner
    words = page.text[start:end].split()
    if _before(page, number) or len(words) < 2:
        return False
    tail = page.text[end - 1]
    following = page.text[quotation.end : quotation.end + 1]
    if not quotation.closed or tail in ".?!…—-" or following in ("", "\n"):
        return True
    return following == "." and not page.text[start].islower()


def _only_blank(page: Page, left: Quotation, right: Quotation) -> bool:
    between = page.text[left.end : right.start]
    return not between.strip() and "\n" not in between
