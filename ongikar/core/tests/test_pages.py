"""The pages of a list that grows: each row once, however many there are and whatever an address says."""

import pytest

from ongikar.core.db.pages import Page, page_before, page_links, page_of, read_key
from ongikar.offices.models import Office

NONSENSE = ("", "x", "-1", "7.5", "১২", "²", "9" * 19)


@pytest.fixture
def offices(db):
    """Seven offices and the one that stands already, the newest first."""
    for number in range(7):
        Office.objects.create(slug=f"office-{number}", name_bn="কার্যালয়", name_en="Office")
    return Office.objects.order_by("-pk")


def test_each_row_stands_on_one_page_and_the_last_page_leads_nowhere(offices):
    seen, mark, pages = [], "", []
    while True:
        page = page_before(offices, mark, 3)
        seen += page.rows
        pages.append(len(page.rows))
        mark = page.last_key
        if not mark:
            break
    assert seen == list(offices)
    assert pages == [3, 3, 2]


def test_a_page_that_is_just_full_is_the_last(offices):
    assert page_of(offices[:3], 3) == Page(list(offices[:3]))
    assert page_of(offices[:4], 3).last == offices[2]


def test_a_page_is_read_in_one_statement(offices, django_assert_num_queries):
    with django_assert_num_queries(1):
        page_before(offices, "", 3)


@pytest.mark.parametrize("mark", NONSENSE)
def test_a_mark_that_is_none_begins_at_the_first_row(offices, mark):
    assert read_key(mark) is None
    assert page_before(offices, mark, 3).rows == list(offices[:3])


def test_what_is_added_meanwhile_shifts_nothing(offices):
    first = page_before(offices, None, 3)
    Office.objects.create(slug="later", name_bn="পরে", name_en="Later")
    assert page_before(offices, first.last_key, 10).rows == list(offices)[4:]


def test_rows_that_are_no_query_are_paged_as_well():
    assert page_of([1, 2, 3], 2) == Page([1, 2], 2)
    assert page_of(iter([1, 2]), 2) == Page([1, 2])
    assert page_of([], 2) == Page([])


def test_the_links_of_a_page_keep_what_the_list_was_narrowed_by():
    assert page_links("/list/", "", "") == {"first_page": "", "next_page": ""}
    assert page_links("/list/", "8", "5") == {"first_page": "/list/", "next_page": "/list/?after=5"}
    narrowed = page_links("/list/", "8", 5, asked={"q": "জমি ক"}, name="before")
    assert narrowed["first_page"].startswith("/list/?q=%E0")
    assert narrowed["next_page"].endswith("+%E0%A6%95&before=5")
