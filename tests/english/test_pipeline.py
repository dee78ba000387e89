"""The pipeline as the other rooms use it: nothing lost, the same answer in any company, plain news read rightly."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from beatbook.english import pipeline
from beatbook.english.component import HEADS, shared_reader
from beatbook.english.network import Scores, load_network
from beatbook.english.plain import PlainNetwork

NEWS = (
    "TUNIS — Three fishermen were rescued on Thursday after their boat capsized near Sfax, the coast guard said.\n\n"
    "“We heard them shouting,” Captain Leïla Haddad told Radio Méditerranée. She didn't say who had called for help.\n"
)


@pytest.fixture(scope="module")
def doc() -> Doc:
    return pipeline()(NEWS)


def word(doc: Doc, text: str) -> spacy.tokens.Token:
    return next(token for token in doc if token.text == text)


def test_sentences_end_where_a_reader_would_end_them(doc: Doc) -> None:
    starts = [next(t.text for t in sent if not t.is_space) for sent in doc.sents]
    assert starts[0] == "TUNIS"
    assert "She" in starts
    assert "“" in starts  # after the blank line


def test_an_opening_mark_stands_with_its_sentence() -> None:
    doc = pipeline()("He shook his head. “We never agreed to this. “Nobody asked us.” She left.")
    assert not any(sent.text.strip() == "“" for sent in doc.sents)


def test_tags_lemmas_and_arcs(doc: Doc) -> None:
    rescued = word(doc, "rescued")
    assert (rescued.pos_, rescued.tag_, rescued.lemma_) == ("VERB", "VBN", "rescue")
    assert word(doc, "fishermen").dep_ == "nsubj:pass"
    assert word(doc, "fishermen").head == rescued
    assert word(doc, "fishermen").morph.get("Number") == ["Plur"]
    assert word(doc, "did").lemma_ == "do"


def test_names(doc: Doc) -> None:
    names = {(ent.text, ent.label_) for ent in doc.ents}
    assert {("TUNIS", "LOC"), ("Sfax", "LOC"), ("Leïla Haddad", "PER")} <= names


def test_peoples_are_norp() -> None:
    """'South Korean' is a people, and no place called South."""
    doc = pipeline()("South Korean and Kenyan officials met a group of Belgians in Oslo.")
    assert {(e.text, e.label_) for e in doc.ents if e.label_ == "NORP"} == {
        ("South Korean", "NORP"),
        ("Kenyan", "NORP"),
        ("Belgians", "NORP"),
    }


def test_one_root_in_every_sentence(doc: Doc) -> None:
    for sent in doc.sents:
        assert [token.dep_ for token in sent if token.head == token] == ["root"]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\x00", "a\x00b \x00", "\t.\r\n", "😀😀", "é́x", "A", "!" * 3000])
def test_odd_texts_come_back_whole(text: str) -> None:
    assert pipeline()(text).text == text


@given(st.text(max_size=300))
@settings(max_examples=40, deadline=None)
def test_no_character_is_lost(text: str) -> None:
    doc = pipeline()(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_a_word_of_a_hundred_thousand_letters_is_quick_and_whole() -> None:
    for text in ("x" * 100_000, "x-a.b," * 16_000):
        assert pipeline()(f"Before it. {text} after it.").text == f"Before it. {text} after it."


def test_company_changes_nothing() -> None:
    """One text alone, among others, and in another order: the same bytes."""
    texts = [NEWS, "The mayor resigned.", "Prices rose 5% in May, the bank said.", NEWS * 3]
    alone = [pipeline()(text).to_json() for text in texts]
    assert [doc.to_json() for doc in pipeline().pipe(texts)] == alone
    assert [doc.to_json() for doc in pipeline().pipe(texts[::-1])] == alone[::-1]


def test_long_texts_are_read_as_their_parts_are() -> None:
    """Paragraphs far apart do not change each other's sentences."""
    paragraph = "The river rose again on Monday. Families moved to a school on the hill."
    doc = pipeline()("\n\n".join([paragraph] * 60))
    assert len(list(doc.sents)) == 120


def test_a_sentence_longer_than_any_window_is_read_to_its_end() -> None:
    text = "They counted " + ", ".join(f"{n} sheep" for n in range(2, 400)) + " and went home."
    doc = pipeline()(text)
    assert doc.text == text
    assert all(token.pos_ for token in doc)
    assert word(doc, "home").head.lemma_ == "go"


def test_spacy_finds_the_component_by_its_name() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("beatbook")
    assert [token.pos_ for token in nlp("She sang.")] == ["PRON", "VERB", "PUNCT"]


def test_an_uninstalled_pipeline_is_named_in_the_error() -> None:
    with pytest.raises(OSError, match="xx_not_there"):
        pipeline("xx_not_there")


def test_numpy_alone_reads_alike() -> None:
    """The fallback without onnxruntime chooses the same tags on nearly every word."""
    from beatbook.english.component import Reader
    from beatbook.english.network import model_bytes

    reader, other = Reader(), Reader()
    other.network = PlainNetwork(model_bytes())
    assert type(load_network()) is not PlainNetwork
    words = reader.words_of(pipeline().make_doc(NEWS))
    one, two = reader.read(words), other.read(words)
    same = sum(a == b for a, b in zip(one.upos + one.heads, two.upos + two.heads, strict=True))
    assert same >= 0.95 * 2 * len(words.tokens)


def test_no_sentence_begins_within_a_name() -> None:
    """Where the scores say both "Ida" + "Lund" is one name and that "Lund" opens a sentence, the name wins."""
    reader = shared_reader()
    words = reader.words_of(pipeline().make_doc("Thanks , Ida Lund Sales . Ida Lund"))
    tags = np.zeros((8, 1 + sum(len(reader.labels[head]) for head in HEADS)), dtype=np.float32)
    tags[:, 0] = [5, -5, 5, 5, 5, -5, 5, -5]
    names = tags.shape[1] - len(reader.labels["names"])
    for row, label in enumerate(["O", "O", "B-PER", "I-PER", "O", "O", "B-PER", "I-PER"]):
        tags[row, names + reader.labels["names"].index(label)] = 9
    none = np.zeros((8, 8), dtype=np.float32)
    scores = Scores(tags, none, none[0], none, none)
    assert reader._starts(scores, words, 0, 8) == [True, False, True, False, True, False, True, False]
