"""spaCy is imported without its command line, and nobody misses it. Each case runs in a process of its own."""

import subprocess
import sys

import pytest


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


LIGHT = "import sys; from beatbook.english.light import import_spacy; spacy = import_spacy(); "


def test_our_pipeline_reads_without_the_command_line() -> None:
    found = run(
        "import sys, beatbook.code.step; from beatbook.english import pipeline; doc = pipeline()('Ferries left.');"
        "print([t.pos_ for t in doc], [m for m in ('spacy.cli', 'typer', 'requests') if m in sys.modules])"
    )
    assert found == "['NOUN', 'VERB', 'PUNCT'] []"


@pytest.mark.parametrize(
    "asked",
    [
        "import spacy.cli; assert spacy.cli.info is spacy.cli.info and callable(spacy.cli.download)",
        "assert callable(spacy.cli.download)",
        "from spacy.cli import download; assert callable(download)",
        "from spacy.cli.info import info; assert info.__module__ == 'spacy.cli.info'",
        "assert spacy.info(silent=True)['spacy_version'] == spacy.__version__",
        "assert not hasattr(spacy, 'no_such_thing')",
    ],
)
def test_who_asks_for_the_command_line_gets_it(asked: str) -> None:
    run(LIGHT + "assert 'spacy.cli' not in sys.modules; " + asked)


def test_spacy_that_is_there_already_is_left_alone() -> None:
    run("import spacy, sys; info = spacy.info; " + LIGHT + "assert spacy.info is info and 'spacy.cli' in sys.modules")


def test_a_spacy_that_wants_more_gets_all() -> None:
    """As if spaCy's own file asked its command line for something else."""
    run(
        "import sys; from beatbook.english import light; "
        "blank = light._blank_modules; light._blank_modules = lambda: {k: type(m)(k) for k, m in blank().items()}; "
        "spacy = light.import_spacy(); "
        "assert callable(spacy.cli.download) and spacy.blank('en')('Left.')[0].text == 'Left'"
    )
