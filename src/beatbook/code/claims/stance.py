"""What a saying does to its content: asserts, alleges, denies, plans, asks, supposes, negates."""

from __future__ import annotations

from beatbook.code.claims.tree import children, is_negated, relation
from beatbook.code.parsed import Token
from beatbook.record.codes import Stance

MAY = {"may", "might", "could"}
WILL = {"will", "'ll", "’ll", "shall", "wo", "going", "gon"}
IF = {"if", "unless", "whether"}


def stance_of(lexical: Stance, root: Token | None, negated: bool, text: str) -> Stance:
    """The stance of a claim, from its word of saying, its content's main word and the content's text."""
    if negated:
        return {"denied": "asserted", "alleged": "alleged"}.get(lexical, "negated")  # type: ignore[return-value]
    if lexical != "asserted":
        return lexical
    if text.rstrip("”\"’'» ").endswith("?"):
        return "question"
    if root is None:
        return "asserted"
    if any(k.lower_ in ("whether", "if") and relation(k) == "mark" for k in root.children):
        return "question"
    if is_negated(root):
        return "negated"
    return _by_modal(root)


def _by_modal(root: Token) -> Stance:
    helpers = {k.lower_ for k in children(root, "aux")}
    if helpers & MAY or any(k.lower_ in IF for c in children(root, "advcl") for k in children(c, "mark")):
        return "conditional"
    if "would" in helpers and not helpers & {"have", "'ve"}:
        return "planned"
    if helpers & WILL or root.lower_ in ("planning", "planned", "intends", "intend", "expects"):
        return "planned"
    return "asserted"
