"""A tracking number typed where services are looked for leads to its request; whose it is, is asked there as
ever.
"""

import pytest

from ongikar.rules.bangla.text import digits

pytestmark = pytest.mark.django_db
WRITINGS = (
    lambda number: number,
    lambda number: number.replace("-", ""),
    lambda number: f" {number.replace('-', ' ')} ",
    lambda number: digits(number, "bn"),
)


@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize("write", WRITINGS)
def test_a_number_in_any_writing_leads_to_the_door_with_the_number_filled_in(client, receive, write, root):
    case = receive("citizen-1")
    answer = client.get(f"{root}/charter/", {"q": write(case.number)}, follow=True)
    assert answer.redirect_chain == [(f"{root}/track/?number={case.number}", 302)]
    assert f'value="{case.number}"' in answer.text
    assert "রহিমা" not in answer.text


def test_an_unknown_number_is_led_there_just_so(client, office):
    answer = client.get("/charter/", {"q": f"{office.geocode}-26-99999"})
    assert answer["Location"] == f"/track/?number={office.geocode}-26-99999"


@pytest.mark.parametrize(
    "typed", ["01700000001", "+8801700000001", "৯১৩৪৫৬৭৮৯০", "1234-26-00417", "91345678901234567", "ল্যাব"]
)
def test_what_only_looks_like_a_number_stays_where_it_was_typed(client, office, typed):
    assert client.get("/charter/", {"q": typed}).status_code == 200


@pytest.mark.parametrize("typed", ["417", "০০৪১৭", "০ ০ ৪ ১ ৭"])
def test_the_end_of_a_number_is_shown_the_way_to_the_door(client, office, typed):
    assert 'href="/track/"' in client.get("/charter/", {"q": typed}).text.split("<main", 1)[1]
