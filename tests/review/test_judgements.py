from __future__ import annotations

import pytest

from beatbook.errors import UsageError
from beatbook.record import UNKNOWN, Contradiction, Findings, Relevance, Risk, RiskSign, Side, Span
from beatbook.review import judge, key_of_contradiction, key_of_risk, lay_over, make_queue


def side(post: str, start: int) -> Side:
    return Side(post, (Span(post, start, start + 2),), str(start), None, UNKNOWN)


AGES = Contradiction("c1", "conflict", "age", side("a", 3), side("b", 9), "two ages", "ages")
DRIVER = Risk("r1", "a driver", None, ("anonymity",), (RiskSign("a driver", None, "anonymity", (Span("a", 0, 4),)),))
STRAY = Relevance("s", False, 0.1, "shares no word with the beat")
FOUND = Findings(contradictions=(AGES,), risks=(DRIVER,), relevance=(STRAY,))


def test_the_queue_empties_as_things_are_ruled() -> None:
    assert [item.kind for item in make_queue(FOUND, [])] == ["risk", "contradiction", "relevance"]
    ruled = [judge("relevance", "relevance:s", "on")]
    assert [item.kind for item in make_queue(FOUND, ruled)] == ["risk", "contradiction"]


def test_rulings_lie_over_findings_and_leave_them_as_they_were() -> None:
    rulings = [
        judge("relevance", "relevance:s", "on", who="Ada"),
        judge("contradiction", key_of_contradiction(AGES), "wrong", "two sisters"),
        judge("risk", key_of_risk(DRIVER), "public"),
    ]
    over = lay_over(FOUND, rulings)
    assert over.findings.relevance[0].on_beat
    assert "by Ada" in over.findings.relevance[0].why
    assert over.findings.contradictions[0].ruling == "ruled 'wrong': two sisters"
    assert over.findings.risks == ()
    assert FOUND.contradictions[0].ruling is None
    assert over.unfitting == ()


def test_the_last_judgement_holds_and_the_sides_order_does_not_matter() -> None:
    turned = Contradiction("c1", "conflict", "age", side("b", 9), side("a", 3), "two ages", "ages")
    assert key_of_contradiction(turned) == key_of_contradiction(AGES)
    rulings = [judge("relevance", "relevance:s", "on"), judge("relevance", "relevance:s", "off", "second look")]
    assert not lay_over(FOUND, rulings).findings.relevance[0].on_beat


def test_a_judgement_that_fits_nothing_is_shown() -> None:
    gone = judge("relevance", "relevance:gone", "on")
    assert lay_over(FOUND, [gone]).unfitting == (gone,)


def test_an_unknown_verdict_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="did you mean 'protect'"):
        judge("risk", "risk:x", "protct")
