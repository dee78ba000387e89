"""A beat.toml: what it says, what is wrong with it and on which line, the templates."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib.resources import files

import pytest

from beatbook.beat import (
    Beat,
    check_beat,
    default_beat,
    load_template,
    parse_beat,
    template_beat,
    template_names,
    with_digest,
)
from beatbook.beat.checker import Checker
from beatbook.beat.codebook import general_roles
from beatbook.errors import BeatFileError, UsageError


def messages(text: str) -> list[str]:
    return [str(error) for error in check_beat(text)]


def event_type(beat: Beat, name: str):  # type: ignore[no-untyped-def]
    return next(t for t in beat.event_types if t.name == name)


def test_shortest_beat_has_the_general_codebook() -> None:
    beat = parse_beat('name = "ferries"')
    assert beat.name == "ferries"
    assert beat.template == "general"
    assert beat.event_types == default_beat().event_types
    assert len(beat.digest) == 64


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('name = "x"\ntilte = "y"', "beat.toml:2: unknown key 'tilte'; did you mean 'title'?"),
        ('name = "x"\nlanguage = 3', "beat.toml:2: 'language' should be a text in quotes"),
        ('name = "x"\n[scope]\ntrems = ["a"]', "beat.toml:3: unknown key 'trems' in [scope]; did you mean 'terms'?"),
        (
            'name = "x"\n[scope]\nsince = "2020-01-01"',
            "beat.toml:3: 'since' should be a date without quotes: 2010-01-31",
        ),
        (
            'name = "x"\n[scope]\nsince = 2020-05-01\nuntil = 2019-01-01',
            "beat.toml:4: until 2019-01-01 lies before since 2020-05-01",
        ),
        ('title = "x"', 'beat.toml: a beat needs a name: name = "…"'),
        (
            'name = "x"\nextends = "cuorts"',
            "beat.toml:2: there is no template 'cuorts' to extend; did you mean 'courts'?",
        ),
        (
            'name = "x"\n[[outlets]]\nname = "A"\n\n[[outlets]]\nname = "A"',
            "beat.toml:6: [[outlets]] 'A' stands here twice",
        ),
        ('name = "x"\n[[outlets]]\nkind = "news"', "beat.toml:2: [[outlets]] needs a name"),
        ('name = "x"\n[places]\n"the Bay" = 4', "beat.toml:3: 'the Bay' in [places] should be a text in quotes"),
        (
            'name = "x"\n[protection]\npseudonym = true',
            "beat.toml:3: unknown key 'pseudonym' in [protection]; did you mean 'pseudonyms'?",
        ),
        (
            'name = "x"\n[protection]\nexcerpt_words = -1',
            "beat.toml:3: 'excerpt_words' should be a whole number, 0 or more",
        ),
    ],
)
def test_mistakes_are_named_with_their_line(text: str, expected: str) -> None:
    assert messages(text) == [expected]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ('verbs = ["moor"]\nplover = "ASALT"', "beat.toml:5: plover 'ASALT' is not known; did you mean 'ASSAULT'?"),
        (
            'verbs = ["moor", "tie up"]',
            "beat.toml:4: 'tie up' in verbs is several words; they belong into phrases",
        ),
        (
            'verbs = ["moor"]\nroles = { victm = ["object"] }',
            "beat.toml:5: unknown role 'victm'; did you mean 'victim'?",
        ),
        (
            'verbs = ["moor"]\nroles = { victim = ["objct"] }',
            "beat.toml:5: 'objct' in role 'victim' is not known; did you mean 'object'?",
        ),
        (
            'verbs = ["moor"]\nrequired = ["vistor"]\nroles = { visitor = ["subject"] }',
            "beat.toml:5: required role 'vistor' is not a role here; did you mean 'visitor'?",
        ),
        (
            'label = "Mooring"',
            "beat.toml:2: event type 'mooring' has no trigger: give it verbs, happens, nouns or phrases",
        ),
        (
            'change = "add"\nverbs = ["moor"]',
            "beat.toml:3: there is no event type 'mooring' to add; did you mean 'meeting'?",
        ),
    ],
)
def test_mistakes_in_event_types(lines: str, expected: str) -> None:
    [message] = messages(f'name = "x"\n[[event_types]]\nname = "mooring"\n{lines}')
    assert message == expected or message.startswith(expected.split("; did")[0])


def test_all_mistakes_come_at_once_in_the_order_of_the_lines() -> None:
    found = check_beat('name = "x"\nlanguage = 3\n\n[scope]\ntrems = []\n\n[[series]]\nname = "z"\n')
    assert [error.line for error in found] == [2, 5, 7]


def test_parse_raises_the_first_mistake() -> None:
    with pytest.raises(BeatFileError, match=r"mine\.toml:2: unknown key 'nam'"):
        parse_beat('name = "x"\nnam = "y"\nlanguage = 3', "mine.toml")


@pytest.mark.parametrize(("text", "line"), [('name = "x"\nb = [1,\n', 2), ('name = "x"\n\nwhat is this\n', 3)])
def test_broken_toml_names_its_line(text: str, line: int) -> None:
    [error] = check_beat(text)
    assert error.line == line
    assert "this is not TOML" in error.message


def test_lines_are_right_after_a_text_of_several_lines() -> None:
    text = 'name = "x"\ntitle = """\nlanguage = 3\n[scope]\n"""\n[scope]\ntrems = []\n'
    assert [error.line for error in check_beat(text)] == [7]


OWN = """
name = "harbour"
roles = ["harbourmaster"]

[[event_types]]
name = "mooring"
verbs = ["moor"]
roles = { harbourmaster = ["by"], vehicle = { syntax = ["object"], kinds = ["OTHER"] } }

[[event_types]]
name = "arrest"
change = "add"
phrases = ["haul in"]

[[event_types]]
name = "funeral"
change = "drop"

[[event_types]]
name = "protest"
nouns = ["flotilla"]
"""


def test_own_types_add_replace_and_drop() -> None:
    beat = parse_beat(OWN)
    assert [t.name for t in beat.event_types[:3]] == ["mooring", "arrest", "protest"]
    arrest = event_type(beat, "arrest")
    assert "haul in" in arrest.phrases
    assert set(event_type(default_beat(), "arrest").verbs) <= set(arrest.verbs)
    assert arrest.plover == "COERCE"
    assert event_type(beat, "protest").verbs == ()
    assert "funeral" not in {t.name for t in beat.event_types}
    assert event_type(beat, "mooring").roles[1].kinds == ("OTHER",)


def test_extending_nothing_leaves_only_the_own_types() -> None:
    beat = parse_beat('name = "x"\nextends = "none"\n[[event_types]]\nname = "mooring"\nverbs = ["moor"]')
    assert [t.name for t in beat.event_types] == ["mooring"]


def test_scope_and_series_of_a_template_are_kept_and_own_ones_come_first() -> None:
    beat = parse_beat(
        'name = "x"\nextends = "outbreak"\n[scope]\nterms = ["cholera ship"]\n'
        '[[series]]\nname = "cases"\nnouns = ["sailor"]'
    )
    assert beat.scope.terms[0] == "cholera ship"
    assert "epidemic" in beat.scope.terms
    assert [s.nouns for s in beat.series if s.name == "cases"] == [("sailor",)]
    assert {s.name for s in template_beat("outbreak").series} == {s.name for s in beat.series}


def test_digest_follows_every_word() -> None:
    one, same, other = parse_beat('name = "x"'), parse_beat('name = "x" # note'), parse_beat('name = "x"\ntitle = "T"')
    assert one.digest == same.digest != other.digest
    assert with_digest(replace(one, protection=replace(one.protection, show_words=False))).digest != one.digest


@pytest.mark.parametrize("name", template_names())
def test_templates_are_sound_and_have_scope(name: str) -> None:
    text = load_template(name)
    assert check_beat(text, f"{name}.toml") == []
    beat = parse_beat(text)
    assert beat.event_types
    if name != "general":
        assert len(beat.scope.terms) > 20
        assert beat.series


def test_six_templates_general_first() -> None:
    assert template_names() == ("general", "courts", "disaster", "human-rights", "labour", "outbreak")
    with pytest.raises(UsageError, match="did you mean 'courts'"):
        load_template("court")


def test_codebook_files_obey_the_rules_of_beat_toml() -> None:
    folder = files("beatbook.beat") / "codebook"
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name != "roles.toml":
            text = 'name = "x"\nextends = "none"\n' + path.read_text(encoding="utf-8")
            checker = Checker(text, path.name, general_roles(), [])
            checker.check(tomllib.loads(text))
            assert checker.errors == []


def test_codebook_names_are_unique_and_plover_covers_the_violent_types() -> None:
    types = default_beat().event_types
    assert len({t.name for t in types}) == len(types)
    assert all(t.plover for t in types if t.family == "violence")
