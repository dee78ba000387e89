"""What a beat.toml may hold: its tables, keys and kinds of value, and the words it may choose from."""

from __future__ import annotations

from typing import Final

TOP: Final = {
    "name": "text",
    "title": "text",
    "language": "text",
    "pipeline": "text",
    "extends": "text",
    "dates": "text",
    "roles": "texts",
    "scope": "table",
    "outlets": "tables",
    "places": "table",
    "names": "table",
    "event_types": "tables",
    "series": "tables",
    "protection": "table",
}
SCOPE: Final = {"terms": "texts", "places": "texts", "exclude": "texts", "since": "date", "until": "date"}
OUTLET: Final = {"name": "text", "aliases": "texts", "kind": "text", "link": "text"}
EVENT_TYPE: Final = {
    "name": "text",
    "label": "text",
    "family": "text",
    "change": "text",
    "plover": "text",
    "acled": "text",
    "huridocs": "text",
    "verbs": "texts",
    "happens": "texts",
    "nouns": "texts",
    "counted": "texts",
    "phrases": "texts",
    "weak": "texts",
    "context": "texts",
    "setting": "texts",
    "excludes": "texts",
    "roles": "table",
    "required": "texts",
    "needs": "texts",
    "parent": "text",
    "weight": "number",
}
ROLE: Final = {"syntax": "texts", "kinds": "texts"}
SERIES: Final = {
    "name": "text",
    "label": "text",
    "nouns": "texts",
    "verbs": "texts",
    "words": "texts",
    "place": "text",
    "period": "text",
    "cumulative": "flag",
    "unit": "text",
}
PROTECTION: Final = {
    "pseudonyms": "flag",
    "generalise": "texts",
    "protect": "texts",
    "public": "texts",
    "hold": "texts",
    "show_words": "flag",
    "excerpt_words": "count",
}

KINDS_OF_VALUE: Final = {
    "text": "a text in quotes",
    "texts": 'a list of texts: ["…", "…"]',
    "flag": "true or false",
    "date": "a date without quotes: 2010-01-31",
    "number": "a number",
    "count": "a whole number, 0 or more",
    "table": "a table",
    "tables": "a list of tables: [[…]]",
}

# The 16 types of PLOVER (Halterman et al. 2023, "PLOVER and POLECAT").
PLOVER: Final = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
# Sub-event types of the ACLED codebook (2023).
ACLED: Final = (
    "Government regains territory",
    "Non-state actor overtakes territory",
    "Armed clash",
    "Excessive force against protesters",
    "Protest with intervention",
    "Peaceful protest",
    "Violent demonstration",
    "Mob violence",
    "Chemical weapon",
    "Air/drone strike",
    "Suicide bomb",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
    "Grenade",
    "Sexual violence",
    "Attack",
    "Abduction/forced disappearance",
    "Agreement",
    "Arrests",
    "Change to group/activity",
    "Disrupted weapons use",
    "Headquarters or base established",
    "Looting/property destruction",
    "Non-violent transfer of territory",
    "Other",
)
ROLE_KINDS: Final = ("PER", "ORG", "LOC", "NORP", "OTHER", "people")
RELATIONS: Final = ("subject", "object", "indirect", "possessor", "compound")
PREPOSITIONS: Final = (
    "about", "above", "across", "after", "against", "along", "among", "around", "as", "at", "before", "behind",
    "below", "beneath", "beside", "between", "beyond", "by", "despite", "down", "during", "for", "from", "in",
    "inside", "into", "near", "of", "off", "on", "onto", "out", "outside", "over", "past", "round", "since",
    "through", "throughout", "to", "toward", "towards", "under", "until", "up", "upon", "via", "with", "within",
    "without",
)  # fmt: skip
OUTLET_KINDS: Final = ("news", "agency", "ngo", "official", "blog")
PERIODS: Final = ("year", "month", "total", "any")
DATES: Final = ("auto", "news", "narrative")
CHANGES: Final = ("add", "replace", "drop")
DETAILS: Final = ("age", "place", "date", "occupation", "kin", "companions", "name")
