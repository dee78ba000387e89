"""Copies and quoted passages are found; talk of the same thing is no copy."""

import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.corroborate import corroborate
from beatbook.corroborate.copies import find_overlap, is_copy
from beatbook.text.shingles import WINDOW, WORDS, as_passages, find_fingerprints, find_shingles

WIRE = (
    "The harbour board of Lund voted on Tuesday night to close the northern pier after inspectors found cracks in nine "
    "of its pillars. Fishing crews who have moored there for three generations said nobody had asked them first. "
    "The board's chair promised a public hearing in June and a ferry subsidy until the pillars are mended."
)
OTHER = (
    "In Tesk, apple growers met to talk about the blight that runs through the valley since spring. An expert showed "
    "slides of spores and was asked, twice, whether cider made from sick fruit is safe. Yes, she said, if boiled."
)


def shingles(text: str) -> bytes:
    return find_shingles(text).hashes.astype(np.uint32).tobytes()


@pytest.mark.parametrize(
    "copy",
    [
        WIRE[: len(WIRE) // 2],
        WIRE.upper(),
        WIRE.replace("Tuesday night", "Tuesday").replace("promised", "announced"),
        OTHER + " " + ". ".join(WIRE.split(". ")[1:]) + " " + OTHER,
    ],
    ids=["cut", "other case", "edited", "quoted"],
)
def test_copies_are_found(copy: str) -> None:
    assert is_copy(shingles(WIRE), shingles(copy))
    assert is_copy(shingles(copy), shingles(WIRE))


def test_another_report_is_no_copy() -> None:
    assert not is_copy(shingles(WIRE), shingles(OTHER))


def test_the_shared_passage_is_shown_in_both() -> None:
    sentence = WIRE.split(". ")[1]
    overlap = find_overlap(WIRE, OTHER + " " + sentence)
    ((start, end),) = overlap.left
    assert WIRE[start:end] == sentence
    ((start, end),) = overlap.right
    assert (OTHER + " " + sentence)[start:end] == sentence


@given(st.text(alphabet="abc .,\n’é", max_size=200))
def test_every_shingle_stands_in_the_text(text: str) -> None:
    found = find_shingles(text)
    for start, end in zip(found.starts, found.ends, strict=True):
        assert (
            len([w for w in text[start:end].replace("’", " ").replace(".", " ").replace(",", " ").split() if w])
            == WORDS
        )
    assert set(find_fingerprints(found)) <= {int(h) for h in found.hashes}
    assert bool(found) == bool(find_fingerprints(found))


def test_winnowing_keeps_one_of_any_thirteen_shared_words() -> None:
    passage = " ".join(hashlib.sha256(bytes([i])).hexdigest()[:6] for i in range(WORDS + WINDOW - 1))
    one = find_shingles("first words of another kind altogether here now " + passage)
    two = find_shingles(passage + " and then quite other words follow on and on")
    assert set(find_fingerprints(one)) & set(find_fingerprints(two))


def test_passages_are_joined_over_small_gaps() -> None:
    found = find_shingles(" ".join(f"w{i}" for i in range(40)))
    assert len(as_passages(found, (0, 1, 2, 5, 30))) == 2


def test_five_outlets_that_repeat_one_wire_are_one_origin(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """Four reprints with another headline, one that credits the wire, one desk of its own."""
    posts = []
    for number in range(5):
        made = clip(
            f"p{number}", "2021-05-05", f"Lund closes its northern pier ({number})", WIRE, credit=f"Outlet {number}"
        )
        made.report("restriction", "close", WIRE.split(". ")[0], "2021-05-04")
        posts.append(made.done())
    text = (
        "Lund's harbour board will close the northern pier: nine pillars are cracked, inspectors say. Crews are angry."
    )
    own = clip("p9", "2021-05-05", "Lund harbour board closes northern pier", text, credit="Harbour Gazette")
    own.report("restriction", "close", text.split(". ")[0], "2021-05-04")
    findings = corroborate([*posts, own.done()], beat)
    assert len(findings.stories) == 1
    assert sorted(len(o.posts) for o in findings.origins) == [1, 5]
    (event,) = findings.events
    assert len(event.reports) == 6
    assert event.origins == 2
    copied = max(findings.origins, key=lambda o: len(o.posts))
    assert {t.kind for t in copied.ties} == {"copy"}
    assert all(t.spans for t in copied.ties)


def test_crediting_and_citing_one_outlet_is_one_origin(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """One clipping credits the Harbour Gazette, the other says "the Harbour Gazette reported"."""
    one = clip(
        "a",
        "2021-05-05",
        "Lund harbour board closes northern pier",
        "Cracks in nine pillars of the pier in Lund.",
        credit="Harbour Gazette",
    )
    two = clip(
        "b",
        "2021-05-05",
        "Northern pier of Lund harbour closed by board",
        "Nine pillars of the pier in Lund are cracked, the Harbour Gazette reported.",
    )
    two.cites("Harbour Gazette")
    findings = corroborate([one.done(), two.done()], beat)
    (origin,) = findings.origins
    (tie,) = origin.ties
    assert (origin.name, tie.kind) == ("Harbour Gazette", "cited source")
    assert tie.why == "one is credited to, the other cites Harbour Gazette"
