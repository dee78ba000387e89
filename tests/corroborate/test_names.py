"""Names that are one name, and names that are not."""

import pytest

from beatbook.corroborate.entities import NameUse, find_entities, find_name_uses, name_key
from beatbook.corroborate.names import is_acronym_of, own_words, person_key, plain_key
from beatbook.record import Span


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Han Mi Rae", "Han Mi-rae"),
        ("Han Mi-rae", "Mi-rae Han"),
        ("Ambassador Han Mi Rae", "Han Mi-rae"),
        ("Noh Young-sik", "Roh Yong Sik"),
        ("Choi Eun-ju", "Choe Un Ju"),
        ("Dr. Ingrid Solberg", "Ingrid Solberg"),
        ("Ingrid M. Solberg", "Ingrid Solberg"),
        ("José Pardo", "Jose Pardo"),
        ("Mohammed al-Rashid", "Muhammad Rashid"),
        ("Sergei Orlov", "Sergey Orlov"),
    ],
)
def test_spellings_of_one_person_meet(left: str, right: str) -> None:
    assert person_key(left) == person_key(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Han Mi-rae", "Han Mi-suk"),
        ("Han Mi-rae", "Ahn Mi-rae"),
        ("Ingrid Solberg", "Astrid Solberg"),
        ("Peter Lang", "Lang Peters"),
        ("Ali Hassan", "Hassan Ali"),
    ],
)
def test_other_people_stay_apart(left: str, right: str) -> None:
    assert person_key(left) != person_key(right)


def test_a_single_name_is_no_persons_key() -> None:
    assert person_key("Solberg") is None
    assert person_key("President Solberg") is None


def test_organisations_meet_without_article_and_company_form() -> None:
    assert plain_key("The Harbour Trust", "ORG") == plain_key("Harbour Trust Ltd", "ORG")
    assert own_words("The Hague", "LOC") == ("hague",)


@pytest.mark.parametrize(
    ("short", "long", "is_one"),
    [
        ("HTF", "Harbour Trust Fund", True),
        ("IOM", "International Organization for Migration", True),
        ("HTF", "Harbour Fund", False),
        ("Htf", "Harbour Trust Fund", False),
        ("X", "Xylophone Club", False),
    ],
)
def test_acronyms(short: str, long: str, is_one: bool) -> None:
    assert is_acronym_of(short, long) is is_one


def use(post: str, name: str, kind: str = "PER", short: str | None = None) -> NameUse:
    return NameUse(name_key(name, kind, post), kind, name, (name,), (Span(post, 0, len(name)),), short)  # type: ignore[arg-type]


def test_a_last_name_alone_merges_with_nobody() -> None:
    entities = find_entities([use("a", "Ingrid Solberg"), use("b", "Solberg"), use("c", "Solberg")])
    assert sorted(len(e.spans) for e in entities) == [1, 1, 1]


def test_a_merge_says_why_and_keeps_every_form() -> None:
    (entity,) = find_entities([use("a", "Han Mi Rae"), use("b", "Mi-rae Han")])
    assert entity.names == ("Han Mi Rae", "Mi-rae Han")
    assert len(entity.spans) == 2
    assert any("order" in why or "same letters" in why or "names.toml" in why for why in entity.why)


def test_an_acronym_joins_the_one_name_that_posts_give_it() -> None:
    given = use("a", "Harbour Trust Fund", "ORG", short="HTF")
    (entity,) = find_entities([given, use("b", "HTF", "ORG")])
    assert len(entity.spans) == 2
    other = use("c", "Hill Transport Forum", "ORG", short="HTF")
    assert len(find_entities([given, other, use("b", "HTF", "ORG")])) == 3


def test_aliases_of_the_beat_are_followed(clip) -> None:  # type: ignore[no-untyped-def]
    """ "the Trust" is listed as Harbour Trust."""
    made = clip("a", "2021-03-01", "", "The Trust closed the pier.")
    made.name("The Trust", "ORG")
    (found,) = find_name_uses(made.done(), {plain_key("The Trust", "OTHER"): "Harbour Trust"})
    assert found.name == "Harbour Trust"
    assert find_entities([found])[0].why == ("'The Trust' is listed in beat.toml as Harbour Trust",)
