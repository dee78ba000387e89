"""Who and where posts tell of brings them together or keeps them apart; a post that is a title only links by it."""

from __future__ import annotations

from dataclasses import replace

from beatbook.beat import Beat
from beatbook.corroborate import Coded, State, corroborate, make_signature
from beatbook.corroborate.links import OTHER_TOWNS, SAME_STORY
from beatbook.record import Mention

TESK = "The red van left the wet road by the mill, met a fence and stood on its roof in the brook below the weir."
FILLER = "Officers closed the street for hours."


def story_sets(findings) -> set[frozenset[str]]:  # type: ignore[no-untyped-def]
    return {frozenset(story.posts) for story in findings.stories}


def crowd(clip, count: int):  # type: ignore[no-untyped-def]
    """Posts of other matters, so that the beat is large enough to know what is rare."""
    made = []
    for number in range(count):
        words = " ".join(f"thing{number}x{k}" for k in range(12))
        made.append(clip(f"z{number:03}", "2020-01-01", f"Thing{number} of the day", f"About {words}.").done())
    return made


def crash(clip, id_: str, when: str, town: str, driver: str, *more: str):  # type: ignore[no-untyped-def]
    made = clip(
        id_,
        when,
        f"Driver hurt in crash in {town}",
        f"{driver} was hurt in a crash in {town}. {' '.join(more)} {FILLER}",
    )
    made.name(driver)
    made.place(town)
    return made.done()


def near(items, left: str, right: str) -> float:  # type: ignore[no-untyped-def]
    state = State()
    state.update(make_signature(item, Beat("test")) for item in items)
    return state.nearness(state.number_of[left], state.number_of[right])


COURT = (
    "A court in the county seat fined Odile Varga. She drove the red van without lamps, the judge found, and had never "
    "braked before the mill and the weir. Witnesses spoke of ice, a broken fence, a long slide and silence."
)


def test_a_name_in_common_brings_a_late_report_to_its_story(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """Eight months later the words are others: the crash is a trial now."""
    first = crash(clip, "a", "2021-02-01", "Tesk", "Odile Varga", TESK)
    late, unnamed = (clip(id_, "2021-10-02", "Driver fined for crash at mill", COURT) for id_ in "bc")
    late.name("Odile Varga")
    others = crowd(clip, 60)
    with_name = near([first, late.done(), *others], "a", "b")
    without = near([first, unnamed.done(), *others], "a", "c")
    assert without < SAME_STORY <= with_name
    assert frozenset("ab") in story_sets(corroborate([first, late.done(), *others], beat))


def test_a_name_that_half_the_beat_tells_of_adds_nothing(clip) -> None:  # type: ignore[no-untyped-def]
    first = crash(clip, "a", "2021-02-01", "Tesk", "Odile Varga", TESK)
    late, unnamed = (clip(id_, "2021-10-02", "Driver fined for crash at mill", COURT) for id_ in "bc")
    late.name("Odile Varga")
    others = crowd(clip, 60)
    everywhere = []
    for item in others:
        codes = replace(item.codes, mentions=(Mention(item.post.span(0, 5), "Odile Varga", "PER", "Odile Varga"),))
        everywhere.append(Coded(item.post, codes))
    gained = near([first, late.done(), *others], "a", "b") - near([first, unnamed.done(), *others], "a", "c")
    assert gained > 0.05
    assert near([first, late.done(), *everywhere], "a", "b") == near([first, unnamed.done(), *everywhere], "a", "c")


def test_towns_of_which_none_is_in_common_keep_posts_apart(clip) -> None:  # type: ignore[no-untyped-def]
    def pair(*towns: str) -> float:
        made = [
            clip(id_, "2021-02-01", "Van left the road", f"In {town}: {TESK}")
            for id_, town in zip("ab", towns, strict=True)
        ]
        for one, town in zip(made, towns, strict=True):
            one.place(town)
        return near([*(m.done() for m in made), *crowd(clip, 60)], "a", "b")

    assert pair("Tesk", "Lundby") < pair("Tesk", "Tesk") - OTHER_TOWNS


def test_a_title_without_a_text_finds_its_story_in_the_same_days_only(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """What stands behind the title is a notice that asks the reader to register."""
    full = crash(clip, "a", "2021-02-01", "Tesk", "Odile Varga", "The quarry at Tesk lies beside the mill.")
    notice = "Register now to go on. It takes one minute and costs nothing at all."
    for when, together in (("2021-02-02", True), ("2021-06-02", False)):
        brief = clip("b", when, "Driver of quarry van hurt at Tesk mill", notice).done()
        stories = story_sets(corroborate([full, brief, *crowd(clip, 60)], beat))
        assert any({"a", "b"} <= s for s in stories) == together
