"""The one search of the staff: by number, name and subject, sorted by what is found, nothing that may not be
read.
"""

import pytest
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.offices.models import Post
from ongikar.people.search_sources import (
    SEARCH_SOURCES,
    SearchResult,
    SearchSource,
    register_search,
)
from ongikar.website.search import mark_found

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


@pytest.fixture
def other_source():
    """A source of an app that stands above: two things are called as the case's applicant is."""

    def find(question):
        return [SearchResult(f"/thing/{n}/", f"রহিমা {n}", look="late", state="দেরি") for n in (1, 2)]

    source = SearchSource(
        "things",
        ("জিনিস", "Things"),
        frozenset({Post.OFFICER}),
        find,
        exact=lambda question: "/thing/1/" if question.typed == "T-1" else "",
        order=20,
    )
    register_search(source)
    yield source
    del SEARCH_SOURCES["things"]


def shown(desk, **asked):
    return HTMLParser(desk.get("/desk/search/", asked).text)


@pytest.mark.fast
def test_results_stand_by_their_sort_with_how_many(desk, receive, other_source):
    receive("citizen-1", now=timezone.now())
    page = shown(desk, q="রহিমা")
    headings = [" ".join(each.text().split()) for each in page.css("main h2")]
    assert headings == ["আবেদন: ১", "জিনিস: ২"]
    assert [" ".join(each.text().split()) for each in page.css(".views a")] == ["সব ৩", "আবেদন ১", "জিনিস ২"]
    assert page.css_first("mark").text() == "রহিমা"
    assert page.css_first(".tag.late").text().strip() == "দেরি"


def test_one_sort_alone_is_asked_alone(desk, receive, other_source):
    receive("citizen-1", now=timezone.now())
    page = shown(desk, q="রহিমা", only="things")
    assert [" ".join(each.text().split()) for each in page.css("main h2")] == ["জিনিস: ২"]


def test_whoever_may_not_read_a_sort_is_not_told_of_it(signed_in, shirin, receive, other_source):
    receive("citizen-1", now=timezone.now())
    headings = [each.text() for each in shown(signed_in(shirin), q="রহিমা").css("main h2")]
    assert len(headings) == 1
    assert "জিনিস" not in headings[0]


def test_a_number_typed_whole_opens_its_page(desk, other_source):
    assert desk.get("/desk/search/", {"q": "T-1"})["Location"] == "/thing/1/"


def test_a_number_that_two_things_bear_is_left_to_the_person(desk, receive, other_source):
    case = receive("citizen-1", now=timezone.now())
    twice = SearchSource(
        "twice", ("দুই", "Two"), other_source.roles, other_source.find, exact=lambda question: "/thing/9/"
    )
    register_search(twice)
    try:
        assert desk.get("/desk/search/", {"q": case.number}).status_code == 200
    finally:
        del SEARCH_SOURCES["twice"]


@pytest.mark.parametrize(
    "typed",
    [
        *("", "   ", "\0", "%", "_", "'", "<b>", "zzzz"),
        # A page long, one word of 500 letters, and a question of as many with blanks.
        *("ক" * 5000, "ক" * 500, "ল্যাবের চাবি কোথায় " * 26),
        # Marks alone: of no word, of no number, and those that stand at a letter which is not there.
        *("।।।", "-/·–", "....", "?", "্", "া ি ু", "\u200d", "()*&|!:<->"),
    ],
)
def test_whatever_is_typed_is_answered_and_nothing_of_it_is_run(desk, typed):
    answer = desk.get("/desk/search/", {"q": typed})
    assert answer.status_code == 200
    assert "<b>" not in HTMLParser(answer.text).css_first("h1").html


def test_nothing_found_says_what_to_try(desk):
    assert "পাওয়া যায়নি" in shown(desk, q="zzzz").css_first("h1").text()


def test_what_was_found_is_marked_in_whichever_spelling():
    assert mark_found("মোছা. রহীমা <খাতুন>", "রহিমা") == "মোছা. <mark>রহীমা</mark> &lt;খাতুন&gt;"
