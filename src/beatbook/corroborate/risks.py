"""People at risk over all posts: every sign about one person in one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from beatbook.corroborate.names import person_key, plain_key
from beatbook.corroborate.signature import Signature
from beatbook.record import Risk, RiskSign, make_id


def find_risks(signatures: Iterable[Signature]) -> tuple[Risk, ...]:
    """Risks by person: named people over all posts, unnamed ones within the post that describes them."""
    groups: dict[str, list[RiskSign]] = defaultdict(list)
    for signature in signatures:
        for sign in signature.risks:
            groups[risk_key(sign, signature.post)].append(sign)
    return tuple(sorted((make_risk(key, signs) for key, signs in groups.items()), key=lambda r: r.id))


def risk_key(sign: RiskSign, post: str) -> str:
    """A full name reaches over posts; a last name, a first name or a description stays with its post."""
    name = person_key(sign.entity) if sign.entity else None
    return name or f"{post}:{plain_key(sign.entity or sign.person, 'OTHER')}"


def make_risk(key: str, signs: Iterable[RiskSign]) -> Risk:
    """All signs about one person."""
    ordered = sorted(signs, key=lambda s: (s.spans, s.reason, s.person))
    entity = next((s.entity for s in ordered if s.entity), None)
    reasons = tuple(sorted({s.reason for s in ordered}))
    return Risk(make_id("risk", key), entity or ordered[0].person, entity, reasons, tuple(ordered))
