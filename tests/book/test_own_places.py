"""A GeoNames dump of one's own, from the command to the place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

FIELDS = "990001|Larkenfold|Larkenfold|Larkenfauld|51.5|-2.5|P|PPL|GB||ENG||||12000||10|Europe/London|2020-01-01"
LINE = FIELDS.replace("|", "\t")


def beatbook(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "XDG_DATA_HOME": str(home)}
    return subprocess.run([sys.executable, "-m", "beatbook", *words], env=env, capture_output=True, text=True)


def test_a_dump_is_imported_and_used(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "GB.zip", "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("GB.txt", LINE + "\n")
    (tmp_path / "t.txt").write_text("The bridge in Larkenfold was closed on Tuesday, police in Larkenfold said.")
    code = ("code", str(tmp_path / "t.txt"), "--json")
    before = json.loads(beatbook(tmp_path, *code).stdout)["places"]
    added = beatbook(tmp_path, "gazetteer", "add", str(tmp_path / "GB.zip"))
    assert "1 place in" in added.stdout, added.stderr
    after = json.loads(beatbook(tmp_path, *code).stdout)["places"]
    assert all(place["geonames_id"] is None for place in before)
    assert {place["geonames_id"] for place in after} == {990001}


def test_a_file_that_is_no_dump_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("not a dump\n")
    done = beatbook(tmp_path, "gazetteer", "add", str(tmp_path / "x.txt"))
    assert done.returncode == 2
    assert "line 1 has 1 columns" in done.stderr
