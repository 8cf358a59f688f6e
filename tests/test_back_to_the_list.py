"""From a record back to the list as it was left: its filter, its words and its page, without any script, and
nowhere else.
"""

import pytest
from django.core.signing import TimestampSigner
from django.http import HttpResponse, QueryDict
from django.test import RequestFactory
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.letters.tests.outgoing import begin
from ongikar.records.last_list import LAST_LIST, MOST_LETTERS, list_address, remember_list

pytestmark = pytest.mark.django_db


def back_link(browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return HTMLParser(answer.content.decode()).css_first("a.back").attributes["href"]


@pytest.fixture
def case(receive, now):
    return receive("citizen-1", now=now)


def test_back_from_a_case_leads_to_the_queue_as_it_was_left(signed_in, karim, case):
    browser = signed_in(karim)
    page = reverse("case", args=[case.number])
    assert back_link(browser, page) == "/desk/cases/"
    browser.get("/desk/cases/", {"tab": "received", "q": "রহিমা ০১৭"})
    left = back_link(browser, page)
    assert QueryDict(left.partition("?")[2]).dict() == {"tab": "received", "q": "রহিমা ০১৭"}
    assert left.startswith("/desk/cases/?")
    # In the other language it is the same list.
    assert back_link(browser, f"/en{page}").startswith("/en/desk/cases/?tab=received")
    # Left whole, it is come back to whole.
    browser.get("/desk/cases/")
    assert back_link(browser, page) == "/desk/cases/"


@pytest.fixture
def draft(office, now):
    return begin(office, now)


def test_back_from_a_letter_that_goes_out_leads_to_whichever_list_it_was_opened_from(signed_in, karim, draft):
    browser = signed_in(karim)
    page, out, letters = reverse("letter_out", args=[draft.pk]), reverse("letters_out"), reverse("letters")
    assert back_link(browser, page) == out
    browser.get(letters, {"tab": "drafts", "q": "ল্যাব"})
    left = back_link(browser, page)
    assert left.startswith(f"{letters}?")
    assert QueryDict(left.partition("?")[2]).dict() == {"tab": "drafts", "q": "ল্যাব"}
    assert back_link(browser, f"/en{page}").startswith(f"/en{letters}?tab=drafts")
    # Letters out have no filter: opened after the other list, it is the last all the same.
    browser.get(out)
    assert back_link(browser, page) == out
    browser.get(letters, {"tab": "out"})
    assert back_link(browser, page) == f"{letters}?tab=out"
    # From the new letter, too; from its draft back to the letter itself.
    assert back_link(browser, reverse("letter_new")) == f"{letters}?tab=out"
    assert back_link(browser, reverse("letter_edit", args=[draft.pk])) == page


def test_of_two_lists_of_a_record_nobody_elses_is_told(karim, salma):
    answer, asked = HttpResponse(), RequestFactory().get("/desk/letters/", {"tab": "drafts"})
    asked.user = karim
    remember_list(asked, answer, "letters")
    later = RequestFactory().get("/desk/letters/out/")
    later.COOKIES[LAST_LIST.name] = answer.cookies[LAST_LIST.name].value
    later.user = salma
    assert list_address(later, "letters_out", "letters") == "/desk/letters/out/"
    # Nor is a list of another person taken for one that was opened before.
    after = HttpResponse()
    remember_list(later, after, "letters_out", beside=("letters",))
    assert LAST_LIST.name not in after.cookies


def test_what_was_left_of_one_list_is_of_no_other(signed_in, karim, case):
    browser = signed_in(karim)
    browser.get(reverse("task_series"), {"q": "মাসিক"})
    assert back_link(browser, reverse("case", args=[case.number])) == "/desk/cases/"


@pytest.mark.parametrize(
    "sent",
    [
        "nonsense",
        # Well signed, but for something else.
        TimestampSigner(salt="another").sign_object([1, "queue", "next=https://example.org"]),
    ],
)
def test_a_cookie_that_is_not_ours_leads_nowhere(signed_in, karim, case, sent):
    browser = signed_in(karim)
    browser.cookies[LAST_LIST.name] = sent
    assert back_link(browser, reverse("case", args=[case.number])) == "/desk/cases/"


def test_what_one_person_looked_for_is_told_to_no_other(karim, salma):
    answer, asked = HttpResponse(), RequestFactory().get("/desk/cases/", {"q": "রহিমা"})
    asked.user = karim
    remember_list(asked, answer, "queue")
    later = RequestFactory().get("/desk/case/")
    later.COOKIES[LAST_LIST.name] = answer.cookies[LAST_LIST.name].value
    later.user = karim
    assert "q=" in list_address(later, "queue")
    later.user = salma
    assert list_address(later, "queue") == "/desk/cases/"


@pytest.mark.parametrize(
    "asked", ["//example.org/", "https://example.org", "\r\nLocation: https://example.org", '"><script>']
)
def test_no_words_lead_out_of_the_list(signed_in, karim, case, asked):
    browser = signed_in(karim)
    browser.get("/desk/cases/", {"q": asked, "next": asked})
    answer = browser.get(reverse("case", args=[case.number]))
    link = HTMLParser(answer.content.decode()).css_first("a.back").attributes["href"]
    assert link.startswith("/desk/cases/?q=")
    assert "//" not in link
    assert "<" not in link


def test_more_than_any_hand_types_is_not_kept(signed_in, karim):
    browser = signed_in(karim)
    browser.get("/desk/cases/", {"q": "x" * MOST_LETTERS})
    assert LAST_LIST.name not in browser.cookies
