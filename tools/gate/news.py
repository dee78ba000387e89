"""`beatbook code` output in the terms of the news-quantity scorer: its unit names, its signs for bounds.

One fixed table each; nothing here looks at a text. The scorer's set (CQE's NewsQuant) names a counted thing by the
lemmas of its nouns and adjectives, gives a vague plural the power of ten that it spans and a range no direction, and
calls a share of a thing "% thing".
"""

from __future__ import annotations

from typing import Any

UNITS = {  # our name -> the scorer's, where its own aliases do not do it
    "us dollar": "dollar",
    "singapore dollar": "singaporean dollar",
    "israeli shekel": "shekel",
    "pound": "pound-mass",
    "pound foot": "foot pound-force",
    "time": "count",
    "tonne": "metric ton",
    "gigatonne": "gigaton",
    "square foot": "square feet",
    "part per billion": "parts-per-billion",
}
SIGNS = {
    "about": "~",
    "nearly": "~",
    "more than": ">",
    "at least": ">",
    "fewer than": "<",
    "at most": "<",
    "up to": "<",
}
# The least that a vague plural promises -> what the scorer's set takes it to span: "dozens", "hundreds", …
SPANS = {24.0: (12.0, 120.0)} | {2.0 * 10**n: (10.0**n, 10.0 ** (n + 1)) for n in range(2, 13)}
SAYING = frozenset(["NOUN", "PROPN", "ADJ"])  # the classes of words that name a thing


def news_prediction(coded: dict[str, Any]) -> dict[str, Any]:
    """One coded sentence as the scorer wants it."""
    return {"quantities": [_one(q, coded["tokens"]) for q in coded["quantities"]]}


def _one(q: dict[str, Any], tokens: list[dict[str, Any]]) -> dict[str, Any]:
    about, value = q.get("about"), _value(q)
    if q["unit"] != "-":
        unit, concepts = _unit(q["unit_name"]), [" ".join(w for w in (q["what"], about) if w)]
    else:
        unit, concepts = "% " * q["share"] + _counted(q, tokens), [about or ""]
    return {"value": value, "unit": unit, "change": _sign(q, value), "concepts": [c for c in concepts if c]}


def _sign(q: dict[str, Any], value: Any) -> str:
    sign = SIGNS.get(q["qualifier"])
    change = None if isinstance(value, list) else q["change"]
    return (change if sign in {None, "~"} else None) or sign or "="


def _value(q: dict[str, Any]) -> Any:
    if q["value"] is not None:
        return q["value"]
    if q["qualifier"] == "dozens" and q["low"] in SPANS:
        return list(SPANS[q["low"]])
    if q["low"] is not None and q["high"] is not None:
        return [q["low"], q["high"]]
    return q["low"] if q["low"] is not None else q["high"]


def _unit(name: str) -> str:
    if name.lower() in UNITS:
        return UNITS[name.lower()]
    first, per, second = name.lower().partition(" per ")
    return UNITS.get(first, first) + per + second


def _counted(q: dict[str, Any], tokens: list[dict[str, Any]]) -> str:
    if q["what_start"] is None:
        return "-"
    said = [t for t in tokens if q["what_start"] <= t["start"] < q["what_end"] and t["upos"] in SAYING]
    return " ".join(t["lemma"] for t in said) or q["unit_name"]
