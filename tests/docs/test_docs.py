"""What holds for the project as a whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ..conftest import ROOT

LINT = Path(sys.executable).with_name("lint-imports")


def test_docs_are_in_step() -> None:
    done = subprocess.run([sys.executable, "tools/check_docs.py"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(folder / "src")}
    return subprocess.run([LINT, "--no-cache"], cwd=folder, env=env, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("publish/site.py", "import beatbook.store"),
        ("publish/words.py", "import beatbook.record"),
        ("record/post.py", "import beatbook.read"),
        ("code/step.py", "import beatbook.corroborate"),
    ],
)
def test_a_deliberate_violation_breaks_the_contracts(tmp_path: Path, file: str, line: str) -> None:
    ignore = shutil.ignore_patterns("*.onnx", "*.npz", "__pycache__")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=ignore)
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    assert lint(tmp_path).returncode == 0
    guilty = tmp_path / "src/beatbook" / file
    guilty.write_text(guilty.read_text() + f"\n{line}\n")
    assert lint(tmp_path).returncode == 1
