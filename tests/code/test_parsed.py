"""The parsed text answers as spaCy does."""

from random import Random

import pytest
import spacy
from spacy.tokens import Doc as SpacyDoc

from beatbook.code.parsed import Doc, Stretch, Token
from beatbook.english import pipeline

TEXTS = (
    "",
    "Ferries",
    "The harbour of Tervola stayed shut on Friday, and engineers — eleven of them — looked for the cause. \n\n"
    "“We don't know yet,” said Ilse Marrant, who runs the port; her deputy and two clerks agreed.  Nobody was hurt.\n",
)
SAME = ("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "whitespace_", "is_space",
        "is_sent_start", "is_punct", "is_alpha", "is_stop", "like_num")  # fmt: skip


def places(words: object) -> list[int]:
    return [word.i for word in words]  # type: ignore[attr-defined]


def ends(piece: object) -> tuple[int, int, int, int, str] | None:
    """Where a stretch lies, and its words."""
    if piece is None:
        return None
    return (piece.start, piece.end, piece.start_char, piece.end_char, piece.text)  # type: ignore[attr-defined]


def check(source: SpacyDoc) -> None:
    """Compare every word and many stretches."""
    doc, random = Doc(source), Random(len(source))
    assert (len(doc), doc.text) == (len(source), source.text)
    for name in ("TAG", "DEP", "POS", "SENT_START"):
        assert doc.has_annotation(name) == source.has_annotation(name)
    for own, other in zip(doc, source, strict=True):
        assert [getattr(own, name) for name in SAME] == [getattr(other, name) for name in SAME]
        assert own.head.i == other.head.i
        assert (own.left_edge.i, own.right_edge.i) == (other.left_edge.i, other.right_edge.i)
        for name in ("children", "ancestors", "conjuncts") if source.has_annotation("DEP") else ():
            assert places(getattr(own, name)) == places(getattr(other, name)), name
        assert len(own) == len(other)
        assert own.relation == other.dep_.split(":")[0].lower()
        assert own.base == (other.lemma_ or other.text).casefold()
        if source.has_annotation("SENT_START"):
            assert ends(own.sent) == ends(other.sent)
    for _ in range(300):
        start, end = sorted(random.choices(range(-3, len(source) + 3), k=2))
        assert ends(doc[start:end]) == ends(source[start:end])
        if source[start:end]:
            assert doc[start:end].root.i == source[start:end].root.i
            assert places(doc[start:end][1:]) == places(source[start:end][1:])
            if source.has_annotation("SENT_START"):
                assert ends(doc[start:end].sent) == ends(source[start:end].sent)
        start, end = sorted(random.choices(range(-2, len(source.text) + 3), k=2))
        for mode in ("strict", "contract", "expand"):
            assert ends(doc.char_span(start, end, mode)) == ends(source.char_span(start, end, alignment_mode=mode))


@pytest.mark.parametrize("text", TEXTS)
def test_every_answer_is_that_of_spacy(text: str) -> None:
    """Words, heads, children, sentences and stretches of a text read by our pipeline, and of one not parsed at all."""
    check(pipeline()(text))
    check(spacy.blank("en")(text))


def test_arcs_may_cross() -> None:
    """Heads drawn by lot: children lie in the order of the text, roots are those that spaCy chooses."""
    random, vocab = Random(7), spacy.blank("en").vocab
    for size in (3, 8, 20):
        for _ in range(10):
            heads = [0] + [random.randrange(i) for i in range(1, size)]
            order = random.sample(range(size), size)
            shuffled = [0] * size
            for child, head in enumerate(heads):
                shuffled[order[child]] = order[head]
            deps = [random.choice(["conj", "nmod:poss", "ROOT", "obj"]) for _ in range(size)]
            words = [random.choice(["Ships", "left", ",", "at", "noon"]) for _ in range(size)]
            check(SpacyDoc(vocab, words=words, heads=shuffled, deps=deps))


def test_words_are_one_object_each() -> None:
    """ "They left." """
    doc = Doc(pipeline()("They left."))
    assert doc[0] is doc[1].children[0]
    assert doc[0].nbor() is doc[1]
    assert isinstance(doc[0], Token)
    assert isinstance(doc[0:2], Stretch)
    with pytest.raises(IndexError):
        doc[0].nbor(-1)


def test_sentences_are_missed_where_nobody_looked_for_them() -> None:
    """ "They left. We stayed." """
    doc = Doc(spacy.blank("en")("They left. We stayed."))
    with pytest.raises(ValueError, match="E030"):
        _ = doc[1].sent
