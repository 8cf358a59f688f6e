"""An address that a page had before leads to the one it has, in its language and with its query."""

import re

import pytest
from django.urls import resolve

from ongikar.config.urls import FORMER, FORMER_ROOTS

pytestmark = pytest.mark.django_db


def with_values(route: str) -> str:
    """Of each converter a value that it takes, the same for the same name."""
    values = {"int": "7", "str": "T-2026-09-003", "slug": "T-2026-09-003", "path": "some/way/"}
    return re.sub(r"<(\w+):\w+>", lambda part: values[part[1]], route)


@pytest.mark.parametrize(("route", "to"), FORMER)
@pytest.mark.parametrize("tongue", ["", "en/"])
def test_a_former_address_leads_to_the_page(client, route, to, tongue):
    answer = client.get(f"/{tongue}{with_values(route)}?year=2026&q=%E0%A6%95")
    assert answer.status_code == 308
    address, _, query = answer["Location"].partition("?")
    assert (address, query) == (f"/{tongue}{with_values(to)}", "year=2026&q=%E0%A6%95")
    assert resolve(address).url_name, "a page of today"


@pytest.mark.parametrize(
    ("former", "today"),
    [
        ("/cases/?state=received", "/desk/cases/?state=received"),
        ("/en/letters/out/7/letter.pdf", "/en/desk/letters/out/7/letter.pdf"),
        ("/books/services/2026/?page=9", "/desk/books/services/2026/?page=9"),
        ("/today/", "/desk/today/"),
    ],
)
def test_a_bookmark_with_a_filter_arrives_below_the_desk(client, former, today):
    answer = client.get(former)
    assert (answer.status_code, answer["Location"]) == (308, today)
    assert resolve(today.partition("?")[0]).url_name


def test_no_page_of_today_begins_as_those_of_before(client):
    """Else its own former addresses would be hidden behind it."""
    for root in FORMER_ROOTS:
        assert resolve(f"/{root}/").url_name is None


def test_what_a_form_sends_there_is_sent_on(client):
    route, to = FORMER[0]
    answer = client.post(f"/{with_values(route)}", {"amount": "500"})
    assert (answer.status_code, answer["Location"]) == (308, f"/{with_values(to)}")


def test_an_address_that_never_was_one_stays_unknown(client):
    assert client.get("/desk/events/seven/vouchers/").status_code == 404
