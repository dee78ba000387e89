"""A text agrees with itself on its names."""

from __future__ import annotations

from beatbook.english.agreement import agree


def labels_of(text: str) -> list[str]:
    """'Goma/LOC' → labels; words without a slash are no names; every capitalised word is a proper noun."""
    pairs = [word.partition("/") for word in text.split()]
    words = [word for word, _, _ in pairs]
    tags = ["NNP" if word[0].isupper() else "NN" for word in words]
    return agree(words, tags, [f"B-{kind}" if kind else "O" for _, _, kind in pairs])


def test_the_kind_is_put_to_the_vote() -> None:
    assert labels_of("in Goma/LOC and Goma/LOC then Goma/ORG")[-1] == "B-LOC"


def test_a_tie_changes_nothing() -> None:
    assert labels_of("in Goma/LOC then Goma/ORG") == ["O", "B-LOC", "O", "B-ORG"]


def test_a_repeated_name_is_found_again() -> None:
    assert labels_of("in Goma/LOC and Goma then") == ["O", "B-LOC", "O", "B-LOC", "O"]


def test_but_not_inside_what_may_be_a_longer_name() -> None:
    assert labels_of("in Goma/LOC and Goma Lake then") == ["O", "B-LOC", "O", "O", "O", "O"]


def test_a_part_of_a_name_grows_to_the_whole() -> None:
    words = ["the", "Kivu", "Border", "Post", "and", "the", "Kivu", "Border", "Post"]
    tags = ["DT", "NNP", "NNP", "NNP", "CC", "DT", "NNP", "NNP", "NNP"]
    labels = ["O", "B-LOC", "I-LOC", "I-LOC", "O", "O", "B-LOC", "I-LOC", "O"]
    assert agree(words, tags, labels)[6:] == ["B-LOC", "I-LOC", "I-LOC"]


def test_nor_where_it_is_a_common_word() -> None:
    assert labels_of("Turkey/LOC and turkey soup")[2] == "O"
