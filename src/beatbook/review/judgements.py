"""The algebra of judgements: the last one on a key holds; one that fits nothing any more is shown, not dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from beatbook.errors import UsageError, did_you_mean
from beatbook.record import Contradiction, Findings, Judgement, JudgementKind, Relevance, Risk, Side, Span

VERDICTS: dict[str, tuple[str, ...]] = {
    "contradiction": ("right", "wrong"),  # the machine flagged it rightly; or there is none
    "relevance": ("on", "off"),  # the post is on the beat; or it is not
    "risk": ("protect", "public"),  # the person is to be protected; or is a public figure who is not
}


@dataclass(frozen=True, slots=True)
class Overlaid:
    """Findings with the judgements laid over, and those that no longer fit anything."""

    findings: Findings
    unfitting: tuple[Judgement, ...]


def key_of_contradiction(contradiction: Contradiction) -> str:
    """The stable key of a contradiction: its two sides' places, in a fixed order."""
    sides = sorted((_side_key(contradiction.left), _side_key(contradiction.right)))
    return f"contradiction:{'|'.join(sides)}"


def key_of_risk(risk: Risk) -> str:
    """The stable key of a person at risk: where the first sign stands."""
    spans = sorted(span for sign in risk.signs for span in sign.spans)
    return f"risk:{_span_key(spans[0])}" if spans else f"risk:{risk.person}"


def judge(kind: str, key: str, verdict: str, note: str = "", who: str = "") -> Judgement:
    """A checked judgement; raises ``UsageError`` for an unknown kind or verdict."""
    if kind not in VERDICTS:
        raise UsageError(f"there is no judgement of kind '{kind}'{did_you_mean(kind, VERDICTS)}")
    known = VERDICTS[kind]
    if verdict not in known:
        raise UsageError(f"a {kind} is ruled {' or '.join(known)}, not '{verdict}'{did_you_mean(verdict, known)}")
    return Judgement(key, cast(JudgementKind, kind), verdict, note, who)


def lay_over(findings: Findings, judgements: Iterable[Judgement]) -> Overlaid:
    """The findings as ruled. The machine's own reading stays in the store as it was."""
    last = {j.key: j for j in judgements}
    used: set[str] = set()

    def ruling(key: str) -> Judgement | None:
        found = last.get(key)
        if found:
            used.add(key)
        return found

    contradictions = tuple(_ruled(c, ruling(key_of_contradiction(c))) for c in findings.contradictions)
    relevance = tuple(_placed(r, ruling(f"relevance:{r.post}")) for r in findings.relevance)
    risks = tuple(r for r in findings.risks if not _is_public(ruling(key_of_risk(r))))
    ruled = replace(findings, contradictions=contradictions, relevance=relevance, risks=risks)
    return Overlaid(ruled, tuple(j for key, j in last.items() if key not in used))


def _ruled(contradiction: Contradiction, judgement: Judgement | None) -> Contradiction:
    if judgement is None:
        return contradiction
    return replace(contradiction, ruling=_sentence(judgement))


def _placed(relevance: Relevance, judgement: Judgement | None) -> Relevance:
    if judgement is None:
        return relevance
    return replace(relevance, on_beat=judgement.verdict == "on", why=_sentence(judgement))


def _is_public(judgement: Judgement | None) -> bool:
    return judgement is not None and judgement.verdict == "public"


def _sentence(judgement: Judgement) -> str:
    by = f" by {judgement.who}" if judgement.who else ""
    return f"ruled '{judgement.verdict}'{by}" + (f": {judgement.note}" if judgement.note else "")


def _side_key(side: Side) -> str:
    return ",".join(_span_key(span) for span in _sorted(side.spans)) or side.post


def _sorted(spans: Sequence[Span]) -> list[Span]:
    return sorted(spans)


def _span_key(span: Span) -> str:
    return f"{span.post}:{span.start}-{span.end}"
