"""Who may come to the officer's desk: those who serve this office today, and nobody else."""

from datetime import date

import pytest
from django.utils import timezone

from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(receive):
    return receive(now=timezone.now())


@pytest.fixture
def addresses(case):
    number = case.number
    return [
        "/desk/today/",
        "/desk/cases/",
        f"/desk/cases/{number}/",
        f"/desk/cases/{number}/accept/",
        f"/desk/cases/{number}/receipt.pdf",
        f"/desk/cases/{number}/result.pdf",
        "/desk/counter/",
        "/desk/books/",
        "/desk/books/services/2026/",
        "/desk/books/services/2026.xlsx",
        "/desk/books/services/2026.pdf",
    ]


@pytest.fixture
def stranger(office):
    """An officer of another office."""
    other = Office.objects.create(slug="other", name_bn="অন্য", name_en="Other", geocode="1234")
    post = Post.objects.create(
        office=other, slug="officer", role=Post.OFFICER, title_bn="কর্মকর্তা", title_en="Officer"
    )
    user = User.objects.create(username="stranger")
    Holding.objects.create(user=user, post=post, since=date(2020, 1, 1))
    return user


def test_nobody_is_asked_to_sign_in(client, addresses):
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 302, address
        assert "/sign-in/" in response["Location"]


def test_another_offices_officer_is_refused(signed_in, stranger, addresses):
    browser = signed_in(stranger)
    for address in addresses:
        assert browser.get(address).status_code == 403, address


@pytest.mark.parametrize("who", ["salma", "rafiq", "nasreen"])
def test_those_who_decide_complaints_have_a_desk_of_their_own(signed_in, request, who, addresses):
    browser = signed_in(request.getfixturevalue(who))
    # Their own day, and the registers of complaints alone, are open to them.
    for address in set(addresses) - {"/desk/today/", "/desk/books/"}:
        assert browser.get(address).status_code == 403, address
    assert browser.get("/desk/today/").status_code == 200
    assert "/desk/books/services/" not in browser.get("/desk/books/").content.decode()


def test_a_post_given_up_opens_nothing_any_more(signed_in, karim, addresses):
    Holding.objects.filter(user=karim).update(until=date(2026, 1, 1))
    for address in addresses:
        assert signed_in(karim).get(address).status_code == 403, address


def test_the_assistant_serves_as_the_officer_does(signed_in, shirin, addresses):
    browser = signed_in(shirin)
    for address in addresses:
        assert browser.get(address).status_code in (200, 404), address


def test_a_case_of_another_office_is_not_found(signed_in, karim, case, office):
    other = Office.objects.create(slug="other", name_bn="অন্য", name_en="Other", geocode="1234")
    type(case).objects.filter(pk=case.pk).update(office=other)
    browser = signed_in(karim)
    for rest in ("", "accept/", "receipt.pdf", "result.pdf"):
        assert browser.get(f"/desk/cases/{case.number}/{rest}").status_code == 404
    assert browser.post("/desk/cases/accept/", {"record": [case.pk]}).status_code == 302
    assert type(case).objects.get(pk=case.pk).state == "received"


def test_reading_pages_take_no_post_and_acts_no_other_method(signed_in, karim, case):
    browser = signed_in(karim)
    assert browser.post("/desk/cases/").status_code == 405
    assert browser.get("/desk/cases/accept/").status_code in (404, 405)
    assert browser.delete(f"/desk/cases/{case.number}/accept/").status_code == 405


def test_an_auditor_reads_the_queue_and_is_shown_no_act_that_is_shut(signed_in, office, karim, case):
    user = User.objects.create(username="auditor")
    post = office.posts.filter(role=Post.AUDITOR).first() or Post.objects.create(
        office=office, slug="the-auditor", role=Post.AUDITOR, title_bn="নিরীক্ষক", title_en="Auditor"
    )
    Holding.objects.create(user=user, post=post, since=date(2020, 1, 1))
    act = f"/desk/cases/{case.number}/accept/"
    assert act in signed_in(karim).get("/desk/cases/").content.decode()
    html = signed_in(user).get("/desk/cases/").content.decode()
    assert f'href="/desk/cases/{case.number}/"' in html
    assert act not in html
