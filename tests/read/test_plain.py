"""Plain text that is no page of posts, or hides what it is."""

# ruff: noqa: E501 -- pages stand as they are printed

from __future__ import annotations

from collections.abc import Callable

from beatbook.read import ReadResult

ARTICLE = """Volunteers count the swans again

Nearly three hundred swans were counted on the reservoir at the weekend, more than in any year before.
The counters worked in pairs from four in the morning, because the birds leave at sunrise.
"""


def test_one_article_is_one_post(read: Callable[..., ReadResult]) -> None:
    (post,) = read(ARTICLE).posts
    assert post.title == "Volunteers count the swans again"
    assert post.body.startswith("Nearly three hundred")
    assert post.body.endswith("leave at sunrise.")


def test_readers_comments_with_names_and_days_are_no_posts(read: Callable[..., ReadResult]) -> None:
    result = read(
        ARTICLE
        + "\nby marshbird\nFriday, March 15 2013, 4:32PM\n“I counted two more behind the pump house, they were asleep there.”\n"
        + "\nby oldpunt\nFriday, March 15 2013, 1:44PM\n“The council ought to drain it and be done with all of these birds.”\n"
    )
    (post,) = result.posts
    assert "pump house" not in post.body
    assert any(o.reason == "readers' comments" for o in result.left_out)


def test_reviews_of_a_shop_are_no_posts(read: Callable[..., ReadResult]) -> None:
    text = "Customer Reviews\n" + "".join(
        f"Good kettle\nPosted by buyer{n} From Norway on Mar {n}, 2012\nVerified purchase\nIt boils quickly and pours well every day.\n"
        for n in range(3, 8)
    )
    assert read(text).posts == ()


def test_a_page_that_says_nothing_was_found_is_empty(read: Callable[..., ReadResult]) -> None:
    text = "The Quay\nNothing Found\nSorry, but nothing matched your search terms. Please try again with different words.\n"
    assert read(text).posts == ()
    html = f"<html><body><main><h1>Nothing Found</h1><p>{text}</p></main></body></html>"
    assert read(html).posts == ()


def test_no_words_no_posts(read: Callable[..., ReadResult]) -> None:
    for text in ("", "   \n\n", "\u00ad\u200b", "Home\nAbout\nContact"):
        assert read(text).posts == ()


def test_glosses_in_brackets_are_no_credits(read: Callable[..., ReadResult]) -> None:
    text = (
        "Category: Harbour\n\nA keeper remembers\n\nPosted on by\n\nHe called it a dory [a small flat boat] all his life.\n\n"
        "[The lighthouse] was his home, he said, and nobody asked whether he wanted to leave it.\n\n[Coast Weekly]\n\n"
        "A second keeper\n\nPosted on by\n\nShe came from the other island and never learned to swim at all. [sic]\n"
    )
    first, second = read(text).posts
    assert [c.name for c in first.credits] == ["Coast Weekly"]
    assert second.credits == ()
    assert "[The lighthouse] was his home" in first.body


def test_an_excerpt_ends_before_its_jump(read: Callable[..., ReadResult]) -> None:
    text = (
        "Two boats lost\n\nPosted on March 3, 2020 by Ann\n\nThe boats went down in sight of the pier. Read more »\n\n"
        "One boat found\n\nPosted on March 1, 2020 by Ann\n\nThe boat was found by children on the bar.\n"
    )
    first, second = read(text).posts
    assert first.truncated
    assert first.body.endswith("the pier.")
    assert not second.truncated


def test_parts_are_told_from_the_title(read: Callable[..., ReadResult]) -> None:
    text = "The long winter – Part 2 of 3\n\nPosted on March 3, 2020 by Ann\n\nThe ice held until the end of April that year.\n"
    (post,) = read(text).posts
    assert (post.part, post.parts) == (2, 3)


def test_posts_of_one_capture_never_share_an_id(read: Callable[..., ReadResult]) -> None:
    one = '<div class="post"><h2><a href="https://q.example/same">A title of its own</a></h2><p>Words of the post that are long enough.</p></div>'
    posts = read(f"<html><body>{one * 3}</body></html>").posts
    assert len({post.id for post in posts}) == len(posts) == 3
    again = read(f"<html><body>{one * 3}</body></html>").posts
    assert [post.id for post in again] == [post.id for post in posts]


def test_a_name_ends_before_the_sentence_that_runs_on_from_it(read: Callable[..., ReadResult]) -> None:
    text = "By Ann Lee For years the two lamps stood side by side on the wall of the old station house.\n"
    assert read(text).posts[0].author == "Ann Lee"
