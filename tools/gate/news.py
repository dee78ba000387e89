"""`beatbook code` output in the terms of the news-quantity scorer: its unit names, its signs for bounds."""

from __future__ import annotations

from typing import Any

UNITS = {
    "CAD": "canadian dollar",
    "pound": "pound-mass",
    "time": "count",
    "tonne": "metric ton",
    "CHF": "swiss franc",
    "HKD": "hong kong dollar",
    "ILS": "shekel",
    "KRW": "south korean won",
    "USD": "dollar",
    "square foot": "square feet",
    "AUD": "australian dollar",
    "CNY": "chinese yuan",
    "IDR": "indonesian rupiah",
    "INR": "indian rupee",
    "JPY": "japanese yen",
    "MXN": "mexican peso",
    "MYR": "malaysian ringgit",
    "NZD": "new zealand dollar",
    "RUB": "russian ruble",
    "SGD": "singaporean dollar",
    "ZAR": "south african rand",
    "BRL": "brazilian real",
    "EUR": "euro",
    "GBP": "pound sterling",
    "THB": "thai baht",
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
SMALL = frozenset(["of", "the", "a", "an", "and", "or", "in", "for", "to", "'s", "’s", "with", "by", "other"])


def news_prediction(coded: dict[str, Any]) -> dict[str, Any]:
    """One coded sentence as the scorer wants it."""
    return {"quantities": [_one(q, coded["tokens"]) for q in coded["quantities"]]}


def _one(q: dict[str, Any], tokens: list[dict[str, Any]]) -> dict[str, Any]:
    change = SIGNS.get(q["qualifier"])
    if q["change"] and change in {None, "~"}:
        change = q["change"]
    about = q.get("about")
    if q["unit"] != "-":
        unit, concepts = _unit(q["unit"]), [" ".join(w for w in (q["what"], about) if w)]
    else:
        unit, concepts = _counted(q, tokens), [about or ""]
    return {"value": _value(q), "unit": unit, "change": change or "=", "concepts": [c for c in concepts if c]}


def _value(q: dict[str, Any]) -> Any:
    if q["value"] is not None:
        return q["value"]
    if q["low"] is not None and q["high"] is not None:
        return [q["low"], q["high"]]
    return q["low"] if q["low"] is not None else q["high"]


def _unit(name: str) -> str:
    first, _, second = name.partition(" per ")
    return UNITS.get(first, first) + (f" per {second}" if second else "")


def _counted(q: dict[str, Any], tokens: list[dict[str, Any]]) -> str:
    """The scorer's unit of a counted thing is its noun phrase with a singular head."""
    words = (q["what"] or "").split()
    words = [w for w in words if w.lower() not in SMALL and any(c.isalnum() for c in w)]
    if not words:
        return "-"
    lemmas = {t["lemma"] for t in tokens if words[-1].lower().startswith(t["lemma"].lower()[:3])}
    head = next(
        (lemma for lemma in sorted(lemmas, key=len) if words[-1].lower().startswith(lemma.lower()[:-1])), words[-1]
    )
    return " ".join([*words[:-1], head])
