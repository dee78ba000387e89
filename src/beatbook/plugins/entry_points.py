"""Entry points as the door for extensions.

A package gives an export format with these lines in its pyproject.toml; ours stand in the project's own:

    [project.entry-points."beatbook.exporters"]
    ods = "my_package.ods:write"        # write(release: beatbook.protect.Release, target: str) -> None
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import Any

from beatbook.errors import BeatbookError, UsageError, did_you_mean

EXPORTERS = "beatbook.exporters"  # the group of export formats


class PluginError(BeatbookError):
    """An extension that is installed cannot be loaded."""

    def __init__(self, name: str, package: str, error: Exception) -> None:
        super().__init__(f"the extension '{name}' of {package} cannot be loaded ({type(error).__name__}: {error})")


def plugin_names(group: str) -> tuple[str, ...]:
    """The names of a group's extensions, sorted; nothing is imported."""
    return tuple(sorted({point.name for point in entry_points(group=group)}))


def load_plugin(group: str, name: str) -> Any:
    """One extension by name. Raises ``UsageError`` for an unknown name, ``PluginError`` where it cannot be loaded."""
    found = [point for point in entry_points(group=group) if point.name == name]
    if not found:
        known = plugin_names(group)
        raise UsageError(f"there is no '{name}'{did_you_mean(name, known)} (known: {', '.join(known)})")
    try:
        return found[0].load()
    except Exception as error:
        raise PluginError(name, _package(found[0]), error) from error


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else point.value
