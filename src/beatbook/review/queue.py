"""What wants a person's eye, most telling first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from beatbook.record import Findings, Judgement, RiskSign
from beatbook.review.judgements import key_of_contradiction, key_of_risk


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One open question: what it is about, and the key to rule it under."""

    kind: str
    key: str
    question: str
    posts: tuple[str, ...]


def make_queue(findings: Findings, judgements: Iterable[Judgement]) -> list[QueueItem]:
    """Open questions: people at risk first, then conflicts and denials, then posts that seem off the beat."""
    ruled = {j.key for j in judgements}
    items = [
        QueueItem("risk", key_of_risk(r), f"Protect {r.person}? ({', '.join(r.reasons)})", _posts(r.signs))
        for r in findings.risks
    ]
    items += [
        QueueItem(
            "contradiction",
            key_of_contradiction(c),
            f"{c.attribute}: {c.left.value} against {c.right.value} ({c.type})",
            tuple(dict.fromkeys((c.left.post, c.right.post))),
        )
        for c in findings.contradictions
        if c.type in {"conflict", "denial"}
    ]
    items += [
        QueueItem("relevance", f"relevance:{r.post}", f"Off the beat? {r.why}", (r.post,))
        for r in findings.relevance
        if not r.on_beat
    ]
    return [item for item in items if item.key not in ruled]


def _posts(signs: Iterable[RiskSign]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(span.post for sign in signs for span in sign.spans))
