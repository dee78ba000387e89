"""Cutting, lemmas and word pieces."""

from __future__ import annotations

import pytest

from beatbook.english.component import blank_english
from beatbook.english.lemmas import Lemmas
from beatbook.english.names import without_titles
from beatbook.english.pieces import BLANK_LINE, LINE_BREAK, MAX_PIECES_OF_WORD, NO_GAP, SPACE, Pieces, gap_of, shape_of
from beatbook.english.weights import read_constants


@pytest.mark.parametrize(
    "text",
    [
        "do n't",
        "can not",
        "She said — do n't",
        "U.S. - led",
        "non-profit",
        "mid-March",
        "a well - known singer",
        "and / or",
        "What ?!",
        "19 - year - old",
        "555-0134",
        "2021-03-09",
        "( they ’ve gone )",
        "5:30 pm",
        "B - 52",
        "#harvest",
    ],
)
def test_words_are_cut_as_in_the_treebanks(text: str) -> None:
    """The expected words, with spaces between; the input is the same without those that print would not show."""
    glued = text
    for mark in (" n't", " not", " - ", " / ", " ?!", " ’ve", "( ", " )", " — "):
        glued = glued.replace(mark, mark.strip())
    glued = glued.replace("5:30 pm", "5:30pm")
    assert [token.text for token in blank_english().tokenizer(glued)] == text.split()


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("Carried", "VBD", "carry"),
        ("stopped", "VBN", "stop"),
        ("went", "VBD", "go"),
        ("children", "NNS", "child"),
        ("wolves", "NNS", "wolf"),
        ("villages", "NNS", "village"),
        ("n't", "RB", "not"),
        ("better", "JJR", "good"),
        ("Nairobi", "NNP", "Nairobi"),
        ("Islands", "NNPS", "Island"),
        ("1,250", "CD", "1250"),
        ("I", "PRP", "I"),
        ("them", "PRP", "they"),
    ],
)
def test_lemmas(form: str, tag: str, lemma: str) -> None:
    assert Lemmas().of(form, tag) == lemma


def test_shapes_tell_case_and_figures_apart() -> None:
    words = ["word", "Word", "WORD", "W", "McWord", "2020", "3.5", "Covid19", "—", "well-known"]
    assert len({shape_of(word) for word in words}) == len(words)


def test_gaps() -> None:
    assert [gap_of(s) for s in ("", " ", "\n", " \n ", "\n\n", "\r\n \r\n")] == [
        NO_GAP,
        SPACE,
        LINE_BREAK,
        LINE_BREAK,
        BLANK_LINE,
        BLANK_LINE,
    ]


def test_a_word_has_few_pieces_however_long_it_is() -> None:
    pieces = Pieces()
    for word in ("x" * 100_000, "a.b.c.d.e.f.g.h.i.j.k", "\u0301", "日本国憲法前文第九条二項改正案"):
        ids, _ = pieces.of(word)
        assert 1 <= len(ids) <= MAX_PIECES_OF_WORD


def test_constants_are_read_from_the_model_without_onnx() -> None:
    from beatbook.english.network import model_bytes

    constants = read_constants(model_bytes())
    assert constants["pieces.q"].shape == (30522, 384)
    assert constants["layers.0.up.q"].shape == (384, 1536)


def test_titles_are_cut_off_names() -> None:
    words = ["Judge", "Amina", "Diallo", "met", "Dr.", "Sow", "and", "Major", "of", "Mayor"]
    labels = ["B-PER", "I-PER", "I-PER", "O", "B-PER", "I-PER", "O", "B-PER", "O", "O"]
    kept = ["O", "B-PER", "I-PER", "O", "O", "B-PER", "O", "B-PER", "O", "O"]
    assert without_titles(words, labels) == kept
