from __future__ import annotations

import sys
from pathlib import Path

import pytest

from beatbook.errors import UsageError
from beatbook.plugins import EXPORTERS, PluginError, load_plugin, plugin_names


def test_our_own_formats_come_through_the_door() -> None:
    assert {"csv", "jsonl"} <= set(plugin_names(EXPORTERS))
    assert load_plugin(EXPORTERS, "csv").__module__ == "beatbook.publish.formats"


def test_an_unknown_name_says_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean 'jsonl'"):
        load_plugin(EXPORTERS, "jsnol")


def test_a_broken_extension_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tmp_path / "broken-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[beatbook.exporters]\nodd = nowhere_at_all:write\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    with pytest.raises(PluginError, match="'odd' of broken"):
        load_plugin(EXPORTERS, "odd")
