"""Docs in step with the code: `python tools/check_docs.py [--write]`.

- docs/reference/cli.md is the commands' own help, word for word (``--write`` writes it)
- every command and every room has a how-to page, and every page is linked from docs/README.md
- every link from one file of the project to another leads somewhere
- every format of `beatbook export` and every exit code stands in the reference
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from beatbook.cli.main import COMMANDS, main
from beatbook.plugins import EXPORTERS, plugin_names

ROOT = Path(__file__).resolve().parents[1]
CLI_PAGE = ROOT / "docs/reference/cli.md"
ROOMS = ("collect", "read", "code", "corroborate", "review", "protect", "publish", "english", "beat")
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def cli_page() -> str:
    """The commands' help as one page."""
    parts = ["# Commands", "", "Written by `make docs` from the commands' own help.", "", *_help(main, "beatbook")]
    return "\n".join(parts) + "\n"


def _help(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[str]:
    context = click.Context(command, info_name=name if parent is None else name.rpartition(" ")[2], parent=parent,
                            max_content_width=100, terminal_width=100)  # fmt: skip
    yield from (f"## `{name}`", "", "```text", command.get_help(context).rstrip(), "```", "")
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            found = command.get_command(context, sub)
            if found is not None:
                yield from _help(found, f"{name} {sub}", context)


def wrong() -> Iterator[str]:
    """Every place where docs and code are out of step, as a sentence."""
    if not CLI_PAGE.exists() or CLI_PAGE.read_text("utf-8") != cli_page():
        yield "docs/reference/cli.md is not the commands' help; run: make docs"
    for room in ROOMS:
        if not (ROOT / f"docs/how-to/{room}.md").exists():
            yield f"docs/how-to/{room}.md is missing: every room has its page"
    everything = "\n".join(p.read_text("utf-8") for p in sorted((ROOT / "docs").rglob("*.md")))
    for command in COMMANDS:
        if f"beatbook {command}" not in everything.replace(cli_page(), ""):
            yield f"no page shows 'beatbook {command}' in use"
    reference = (ROOT / "docs/reference/json.md").read_text("utf-8")
    for name in plugin_names(EXPORTERS):
        if f"`{name}`" not in reference:
            yield f"docs/reference/json.md does not name the export format '{name}'"
    index = (ROOT / "docs/README.md").read_text("utf-8")
    for page in sorted((ROOT / "docs").rglob("*.md")):
        inside = page.relative_to(ROOT / "docs").as_posix()
        if page.name != "README.md" and inside not in index:
            yield f"docs/README.md does not lead to {inside}"
    yield from _dead_links()


def _dead_links() -> Iterator[str]:
    for page in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]):
        for target in LINK.findall(page.read_text("utf-8")):
            if not target.startswith(("http://", "https://", "mailto:")) and not (page.parent / target).exists():
                yield f"{page.relative_to(ROOT)} links to {target}, which is not there"


def run() -> int:
    if "--write" in sys.argv:
        CLI_PAGE.parent.mkdir(parents=True, exist_ok=True)
        CLI_PAGE.write_text(cli_page(), encoding="utf-8")
    found = list(wrong())
    for sentence in found:
        print(f"docs: {sentence}", file=sys.stderr)
    if not found:
        print("docs: in step")
    return bool(found)


if __name__ == "__main__":
    sys.exit(run())
