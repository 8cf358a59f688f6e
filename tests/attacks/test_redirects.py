"""No address of ours sends anybody to another house, whatever it is asked to come next."""

from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.quick_among import quick_among

from .site_walk import PERSONS, every_address, every_form

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "https:evil.example",
    "javascript:alert(1)",
)
NAMES = ("next", "url", "redirect", "redirect_to", "return", "return_to", "continue", "goto", "to", "back")


def stays(location: str) -> bool:
    target = urlsplit(location)
    return (
        not target.netloc
        and not target.scheme
        and location.startswith("/")
        and location[1:2] not in ("/", "\\")
    ) or (location.startswith("?"))


@pytest.mark.parametrize("place", quick_among(ELSEWHERE, ELSEWHERE[1:2]))
def test_no_page_leads_elsewhere(place, scene):
    asked = dict.fromkeys(NAMES, place)
    for address, person, client in every_address(scene, ("nobody", "officer")):
        answer = client.get(address, asked)
        if 300 <= answer.status_code < 400:
            assert stays(answer["Location"]), f"{address} for {person}"
        elif answer.headers["Content-Type"].startswith("text/html"):
            assert 'href="javascript:' not in answer.content.decode(), address
            assert f'href="{place}"' not in answer.content.decode(), address


@pytest.mark.parametrize("place", quick_among(ELSEWHERE, ELSEWHERE[1:2]))
def test_no_form_leads_elsewhere_when_it_was_taken(place, scene):
    for name, address, client, sent in every_form(scene, PERSONS):
        cache.clear()
        with transaction.atomic():
            # In the address and in the form.
            answer = client.post(f"{address}?next={place}", dict.fromkeys(NAMES, place) | sent)
            if 300 <= answer.status_code < 400:
                assert stays(answer["Location"]), name
            transaction.set_rollback(True)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "testserver@evil.example", "testserver:80@evil.example"],
)
def test_a_host_that_is_not_ours_is_not_answered(host, client, office):
    assert client.get("/", headers={"host": host}).status_code == 400
    assert client.post("/sign-in/", {}, headers={"host": host}).status_code == 400
