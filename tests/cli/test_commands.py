"""The commands as a person types them."""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from beatbook.cli import main

from ..conftest import SAMPLE


def run(*words: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(words), input=stdin)


def test_help_is_quick_and_names_every_command() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "beatbook", "--help"], capture_output=True, text=True, check=True
    )
    assert "corroborate" in done.stdout
    assert "spacy" not in done.stderr
    assert "onnxruntime" not in done.stderr


def test_init_add_build_publish(tmp_path: Path) -> None:
    beat = tmp_path / "nk"
    assert run("init", str(beat), "--template", "human-rights").exit_code == 0
    added = run("add", str(SAMPLE / "clippings" / "saved-note.txt"), "--in", str(beat))
    assert "1 capture added" in added.output
    assert "1 known" in run("add", str(SAMPLE / "clippings" / "saved-note.txt"), "--in", str(beat)).output.replace(
        "capture ", ""
    )
    built = run("build", "--json", "--in", str(beat))
    assert json.loads(built.output)["posts"] == 1
    published = run("publish", str(beat / "site"), "--in", str(beat))
    assert published.exit_code == 0, published.output
    assert (beat / "site" / "index.html").is_file()


def test_exit_codes(tmp_path: Path) -> None:
    assert run("build", "--in", str(tmp_path)).exit_code == 2
    assert run("init", str(tmp_path / "b"), "--template", "human-right").exit_code == 2
    assert "did you mean 'human-rights'" in run("init", str(tmp_path / "b"), "--template", "human-right").output
    assert "did you mean 'build'" in run("biuld").output
    run("init", str(tmp_path / "b"))
    partly = run(
        "add", str(tmp_path / "absent"), str(SAMPLE / "clippings" / "saved-note.txt"), "--in", str(tmp_path / "b")
    )
    assert partly.exit_code == 3
    assert "no such file" in partly.output
    assert "1 capture added" in partly.output


def test_read_prints_one_object_a_file_with_exact_offsets() -> None:
    file = SAMPLE / "clippings" / "paper-boat-category.txt"
    told = json.loads(run("read", str(file), "--json").stdout)
    text = file.read_text("utf-8")
    assert told["file"] == file.name
    assert len(told["posts"]) == 8
    for post in told["posts"]:
        assert post["body"] in text[post["start"] : post["end"]]
        assert {"date", "earliest", "latest", "date_basis", "author", "credits", "labels", "link"} <= post.keys()
    covered = sorted((p["start"], p["end"]) for p in told["posts"])
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(covered))
    for left in told["left_out"]:
        assert left["reason"]
        assert all(left["end"] <= s or e <= left["start"] for s, e in covered)


TEXT = "Nearly 40 people were rescued in Oslo on Tuesday, the mayor said."
KEYS = {"file", "times", "quantities", "names", "places", "quotes", "claims", "figures", "events"}


def test_code_takes_a_text_and_its_date(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text(TEXT)
    told = json.loads(run("code", str(tmp_path / "t.txt"), "--date", "2021-05-07", "--json", "--tokens").stdout)
    assert told.keys() >= KEYS
    for kind in ("times", "quantities", "names", "places", "quotes"):
        assert all(TEXT[v["start"] : v["end"]] == v["text"] for v in told[kind])
    assert [t["value"] for t in told["times"]] == ["2021-05-04"]
    assert (told["quantities"][0]["value"], told["quantities"][0]["qualifier"]) == (40, "nearly")
    assert told["places"][0]["country"] == "NO"
    assert told["events"][0]["type"] == "rescue"
    words = told["tokens"]
    assert TEXT[words[0]["start"] : words[0]["end"]] == "Nearly"
    assert all(0 <= w["head"] < len(words) for w in words)


def test_code_takes_json_lines_and_names_the_bad_one() -> None:
    lines = (
        json.dumps({"id": "a", "date": "2021-05-07", "text": TEXT})
        + "\n{oops\n"
        + json.dumps({"id": "b", "text": "No."})
    )
    done = run("code", "-", "--json", stdin=lines)
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == ["a", "b"]
    assert done.exit_code == 3
    assert "stdin:2: is not JSON" in done.stderr


def test_the_private_export_warns_and_the_public_one_holds_no_record(sample_book: Path) -> None:
    private = run("export", "jsonl", "-", "--private", "--in", str(sample_book))
    assert "never pass it on" in private.stderr
    kinds = {json.loads(line)["kind"] for line in private.stdout.splitlines()}
    assert kinds >= {
        "capture",
        "post",
        "entity",
        "event",
        "report",
        "figure",
        "story",
        "claim",
        "origin",
        "contradiction",
        "risk",
    }
    public = run("export", "jsonl", "-", "--in", str(sample_book))
    assert public.exit_code == 0
    assert "sha256" not in public.stdout


def test_search_show_and_why_not(sample_book: Path) -> None:
    found = run("search", "waitresses OR", "--in", str(sample_book))
    assert found.exit_code == 0
    hit = json.loads(run("search", "mill race", "--json", "--in", str(sample_book)).stdout.splitlines()[0])
    shown = run("show", hit["id"], "--in", str(sample_book)).output
    assert "date:" in shown
    assert run("show", "post-ffff", "--in", str(sample_book)).exit_code == 2
    stray = run("why-not", "candidate's own party", "--in", str(sample_book)).output
    assert "off the beat" in stray
    widget = run("why-not", "Skating on the canal", "--in", str(sample_book)).output
    assert "left out" in widget


def test_review_rules_and_refuses_an_unknown_verdict(sample_book: Path, tmp_path: Path) -> None:
    shutil.copytree(sample_book, tmp_path / "beat")
    queue = [json.loads(line) for line in run("review", "--json", "--in", str(tmp_path / "beat")).stdout.splitlines()]
    key = next(item["key"] for item in queue if item["kind"] == "relevance")
    assert run("review", key, "maybe", "--in", str(tmp_path / "beat")).exit_code == 2
    assert run("review", key, "on", "--who", "Ida", "--in", str(tmp_path / "beat")).exit_code == 0
    after = run("review", "--json", "--in", str(tmp_path / "beat")).stdout
    assert key not in after


def test_verify_says_sound_and_finds_damage(sample_book: Path, tmp_path: Path) -> None:
    assert "Sound" in run("verify", "--in", str(sample_book)).output
    shutil.copytree(sample_book, tmp_path / "beat")
    import sqlite3

    database = sqlite3.connect(tmp_path / "beat" / ".beatbook" / "book.db")
    database.execute("UPDATE capture SET data = x'00' WHERE seq = 1")
    database.commit()
    database.close()
    assert run("verify", "--in", str(tmp_path / "beat")).exit_code == 1


def test_beat_check_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "beat.toml").write_text('name = "x"\n[scope]\ntermz = ["a"]\n')
    done = run("beat", "check", str(tmp_path / "beat.toml"))
    assert done.exit_code == 1
    assert "beat.toml:3:" in done.output
    assert "did you mean 'terms'" in done.output


@pytest.mark.parametrize("format_", ["csv", "jsonl"])
def test_exports_hold_no_protected_name(sample_book: Path, tmp_path: Path, format_: str) -> None:
    target = tmp_path / "out"
    assert run("export", format_, str(target), "--in", str(sample_book)).exit_code == 0
    files = [target] if target.is_file() else list(target.iterdir())
    assert files
    assert all(f.stat().st_size > 0 for f in files)


def test_an_unknown_format_names_the_known_ones(sample_book: Path) -> None:
    done = run("export", "jsnol", "-", "--in", str(sample_book))
    assert done.exit_code == 2
    assert "did you mean 'jsonl'" in done.output
