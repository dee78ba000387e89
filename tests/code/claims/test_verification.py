"""Words that say how well something is known."""

from __future__ import annotations

import pytest

from beatbook.code.claims.verification import find_checks


@pytest.mark.parametrize(
    ("text", "verification"),
    [
        ("The agency could not independently verify the footage.", "unverified"),
        ("The agency couldn’t immediately verify the footage.", "unverified"),
        ("The toll could not be confirmed.", "unverified"),
        ("The footage has not been independently verified.", "unverified"),
        ("It was not possible to verify the list.", "unverified"),
        ("The paper was unable to verify the letter.", "unverified"),
        ("There was no independent confirmation of the raid.", "unverified"),
        ("Unconfirmed reports spoke of ten dead.", "unverified"),
        ("The palace declined to comment.", "no comment"),
        ("The palace has yet to respond.", "no comment"),
        ("The palace did not immediately reply to our letter.", "no comment"),
        ("The palace could not be reached.", "no comment"),
        ("Calls to the palace went unanswered.", "no comment"),
        ("The palace refused to discuss the matter.", "no comment"),
        ("The figure has been disputed by the union.", "disputed"),
        ("The union rejected the company's claims.", "disputed"),
        ("The outbreak was confirmed on Friday.", "confirmed"),
    ],
)
def test_checks(text: str, verification: str) -> None:
    assert [check.verification for check in find_checks(text)] == [verification]


@pytest.mark.parametrize(
    "text",
    [
        "The senate confirmed the judge.",
        "He could not swim.",
        "She asked him to verify the address.",
        "The police responded within minutes.",
    ],
)
def test_no_checks(text: str) -> None:
    assert not find_checks(text)
