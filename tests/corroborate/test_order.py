"""Any order of arrival and any batching gives the same book; so does taking posts out and putting them back."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beatbook.beat import Beat
from beatbook.corroborate import (
    Coded,
    Signature,
    State,
    corroborate,
    make_signature,
    plan,
    plan_of,
    retell,
    work_block,
)
from beatbook.corroborate.links import level
from beatbook.corroborate.shared import SharedKeys
from beatbook.corroborate.shelves import CHUNK, Holders
from beatbook.record import Findings, Post, PostCodes, day
from beatbook.record.dates import DateRange

PLOTS = {
    "ferry": "ferry captain reef lifeboat divers hull salvage coastguard mooring passengers",
    "orchard": "orchard blight growers cider grafting inspectors spores harvest quarantine apples",
    "bridge": "bridge girder welders toll engineers cables collapse contractor rivets traffic",
    "choir": "choir tenor soloist cathedral organ rehearsal hymn conductor vestry acoustics",
}


def made_up(count: int) -> list[Coded]:
    """Posts of four stories that share everyday words; every fifth copies a passage of the one before."""
    from datetime import date

    posts, passage = [], ""
    for number in range(count):
        random = Random(number)
        plot = sorted(PLOTS)[number % 4]
        words = [
            *random.choices(PLOTS[plot].split(), k=14),
            *random.choices(["town", "council", "spoke", "early", "late", "rain"], k=6),
        ]
        body = " ".join(words) + "."
        if number % 5 == 4:
            body += " " + passage
        passage = " ".join(f"said{number}word{k}" for k in range(24))
        body += " " + passage
        when: DateRange = day(date(2020, 1, 1 + number % 28))
        post = Post(f"post-{number:03d}", "page", f"The {plot} and the {words[0]}", body, date=when, position=number)
        posts.append(Coded(post, PostCodes(post.id, date=when)))
    return posts


ITEMS = made_up(40)
SIGNATURES = [
    replace(make_signature(item, Beat("test")), moments=(number % 16,) if number % 8 == 0 else ())
    for number, item in enumerate(ITEMS)
]


def shape(state: State) -> tuple[object, ...]:
    """What a state says, without the numbers that depend on the order of arrival."""
    name = {n: f.post for n, f in state.filed.items()}
    stories = {frozenset(name[n] for n in story) for story in state.stories.values()}
    links = {(name[a], name[b], near) for a, others in state.links.items() for b, near in others.items()}
    copies = {(name[a], name[b]) for a, others in state.copies.items() for b in others}
    kin = {(name[a], name[b]) for a, others in state.kin.items() for b in others}
    return stories, links, copies, plan(state), kin


def batched(order: list[Signature], cuts: list[int]) -> State:
    state, start = State(), 0
    for cut in [*sorted(cuts), len(order)]:
        state.update(order[start:cut])
        start = cut
    return state


WHOLE = shape(batched(SIGNATURES, []))


def test_the_made_up_posts_hold_stories_and_copies() -> None:
    stories, _, copies, blocks, kin = WHOLE
    assert max(len(s) for s in stories) > 5  # type: ignore[attr-defined]
    assert copies
    assert kin
    assert len(blocks) < len(ITEMS)  # type: ignore[arg-type]


@settings(max_examples=12, deadline=None)
@given(st.permutations(range(len(SIGNATURES))), st.lists(st.integers(0, len(SIGNATURES)), max_size=4))
def test_any_order_and_batching_gives_the_same_state(order: list[int], cuts: list[int]) -> None:
    assert shape(batched([SIGNATURES[i] for i in order], cuts)) == WHOLE


@settings(max_examples=8, deadline=None)
@given(st.sets(st.integers(0, len(SIGNATURES) - 1), max_size=12), st.randoms(use_true_random=False))
def test_taking_posts_out_leaves_the_state_of_the_others(out: set[int], random: Random) -> None:
    rest = [s for i, s in enumerate(SIGNATURES) if i not in out]
    state = batched(random.sample(SIGNATURES, len(SIGNATURES)), [13])
    state.update(removed=[SIGNATURES[i].post for i in out])
    assert shape(state) == shape(batched(rest, []))
    state.update([SIGNATURES[i] for i in out])
    assert shape(state) == WHOLE


def test_one_by_one_is_the_same_as_at_once() -> None:
    state = State()
    for signature in SIGNATURES:
        state.update([signature])
    assert shape(state) == WHOLE


@pytest.mark.parametrize("seed", [1, 2])
def test_findings_do_not_depend_on_order_or_on_an_earlier_state(seed: int) -> None:
    beat = Beat("test")
    expected: Findings = corroborate(ITEMS, beat)
    shuffled = Random(seed).sample(ITEMS, len(ITEMS))
    assert corroborate(shuffled, beat) == expected
    earlier = State()
    corroborate(shuffled[:17], beat, earlier)
    assert corroborate(ITEMS, beat, earlier) == expected
    assert corroborate(ITEMS[:5], beat, earlier) == corroborate(ITEMS[:5], beat)


def test_one_more_post_plans_only_its_own_block() -> None:
    state = batched(SIGNATURES[:-1], [])
    state.update(SIGNATURES[-1:])
    (block,) = plan_of(state, SIGNATURES[-1].post)
    assert SIGNATURES[-1].post in block.posts
    assert block in plan(state)
    assert len(block.posts) < len(SIGNATURES)


def test_a_block_keeps_its_key_until_something_in_it_changes() -> None:
    state = batched(SIGNATURES[:24], [])
    before = {b.key for b in plan(state)}
    state.update(SIGNATURES[:24])
    assert {b.key for b in plan(state)} == before


def test_blocks_of_one_base_find_the_same_but_for_what_is_told_anew() -> None:
    beat, items = Beat("test"), {item.post.id: item for item in ITEMS}
    signatures = [replace(s, moments=()) for s in SIGNATURES]  # so that stories are blocks of their own
    retold = 0
    before = {block.base: block for block in plan(batched(signatures[:20], []))}
    for count in range(21, len(signatures) + 1):
        blocks = {block.base: block for block in plan(batched(signatures[:count], []))}
        for base in blocks.keys() & before.keys():
            old, new = before[base], blocks[base]
            coded = [items[post] for post in new.posts]
            posts = {item.post.id: item.post for item in coded}
            found = work_block(old, coded, beat)
            pairs = zip(found.stories, new.stories, strict=True)
            told = tuple(retell(story, draft, posts) for story, draft in pairs)
            assert replace(found, stories=told) == work_block(new, coded, beat)
            retold += old.key != new.key
        before = blocks
    assert retold


def test_posts_in_two_versions_count_once() -> None:
    beat = Beat("test")
    longer = Coded(
        Post("post-000", "page", ITEMS[0].post.title, ITEMS[0].post.body + " More.", date=ITEMS[0].post.date),
        ITEMS[0].codes,
    )
    assert corroborate([longer, *ITEMS], beat) == corroborate([*ITEMS, longer], beat)
    assert len(corroborate([longer, *ITEMS], beat).relevance) == len(ITEMS)


def test_levels_never_fall() -> None:
    assert [level(n) for n in (1, 2, 3, 4, 8, 16, 32, 64, 128, 256, 99_999)] == [0, 1, 1, 2, 3, 4, 5, 7, 7, 12, 12]


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 3), st.integers(0, 40)), max_size=160))
def test_holders_find_what_was_filed_and_not_taken_out(steps: list[tuple[bool, int, int]]) -> None:
    rows: dict[int, list[int]] = {}
    holders, expected = Holders(rows), {key: set[int]() for key in range(4)}
    for add, key, post in steps:
        if add and post not in expected[key]:
            expected[key].add(post)
            assert holders.add(key, post) == len(expected[key])
        elif not add and post in expected[key]:
            expected[key].remove(post)
            assert holders.remove(key, post) == len(expected[key])
    for key, posts in expected.items():
        assert sorted(holders.find(key)) == sorted(posts)
        assert holders.count(key) == len(posts)


def test_a_key_of_very_many_posts_lies_in_short_rows() -> None:
    rows: dict[int, list[int]] = {}
    holders = Holders(rows)
    for post in range(4 * CHUNK):
        holders.add(7, post)
    assert max(map(len, rows.values())) <= CHUNK + 1
    for post in range(0, 4 * CHUNK, 2):
        holders.remove(7, post)
    assert sorted(holders.find(7)) == list(range(1, 4 * CHUNK, 2))
    for post in range(1, 4 * CHUNK, 2):
        holders.remove(7, post)
    assert rows == {}


def test_a_key_in_too_many_posts_links_none_whichever_came_first() -> None:
    keys = SharedKeys(most=3)
    for post in range(3):
        assert keys.add([7], post) == set()
    assert set(keys.sharing(0)) == {1, 2}
    assert keys.add([7], 3) == {0, 1, 2, 3}
    assert keys.sharing(0) == {}
    assert keys.remove(2) == {0, 1, 3}
    assert set(keys.sharing(0)) == {1, 3}
