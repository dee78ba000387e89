"""docs/reference/quality.md from the floors."""

from __future__ import annotations

from typing import Any

ABOUT = {
    "posts": ("Many posts on a page", "27 archive pages with hand-made gold; clean matches"),
    "single": ("Single articles", "86 pages of Scrapinghub's article-extraction benchmark"),
    "times": ("Time expressions", "TimeBank, AQUAINT, WikiWars (narrative mode), 2 archive pages; TempEval-3 value F1"),
    "quantities": ("Quantities", "half of NewsQuant"),
    "syntax": ("Tags, lemmas, heads", "test parts of UD English EWT and GUM (open genres), from raw text"),
    "names": ("Names", "test part of UNER EWT, and wikigold"),
    "places": ("Places", "LGL, 588 local news texts"),
    "attribution": ("Who says what", "PolNeAR development part"),
    "book": ("The whole book", "2 archive pages with hand-made gold, the human-rights template"),
    "stories": ("Stories", "news events told by many outlets; B-cubed"),
}


def quality_page(floors: dict[str, Any]) -> str:
    """The page, measure by measure, with the hash of the data each was taken on."""
    lines = [
        "# Quality, measured",
        "",
        "Written by `make gate ARGS=--raise`; a later run that falls below a figure fails. The data is not part of the",
        "project (texts of others); the hash says which version of it a figure was taken on. Figures are per",
        "cent unless they are counts. They are taken on data that was also used for development: judge by other data.",
        "",
    ]
    for name, (title, about) in ABOUT.items():
        if name in floors:
            lines += [
                f"## {title}",
                "",
                f"{about} (data {floors[name]['data']}).",
                "",
                "| measure | score |",
                "|---|---|",
            ]
            lines += [f"| {key} | {value:g} |" for key, value in sorted(floors[name]["scores"].items())]
            lines.append("")
    return "\n".join(lines)
