"""All requests of a mobile by a code: who gets in, for how long, and what a stranger learns."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from ongikar.cases.citizen import my_cases
from ongikar.cases.models import MobileCode
from ongikar.cases.models.proofs import TRIES, clear_codes
from ongikar.notices.models import Message
from ongikar.offices.models import Office
from ongikar.operations.worker import run_round
from ongikar.rules.bangla.text import digits

pytestmark = pytest.mark.django_db
HERS, UNKNOWN = "01700000001", "01799999999"


@pytest.fixture
def in_earnest(office):
    Office.objects.filter(pk=office.pk).update(is_demo=False)
    return office


def ask(client, mobile=HERS, **more):
    return client.post("/mine/", {"mobile": mobile}, **more)


def code() -> MobileCode:
    return MobileCode.objects.latest("pk")


def enter(client, figures=None):
    return client.post("/mine/code/", {"code": figures or code().figures})


def wrong_figures() -> str:
    return "000000" if code().figures != "000000" else "000001"


def test_the_code_opens_every_request_of_the_mobile_and_no_other(client, receive, rahima):
    from dataclasses import replace

    hers, other = receive(), receive(person=replace(rahima, mobile="+8801700000002"))
    assert ask(client)["Location"] == "/mine/code/"
    assert enter(client, digits(code().figures))["Location"] == "/mine/"
    page = client.get("/mine/").content.decode()
    assert digits(hers.number) in page
    assert digits(other.number) not in page
    assert client.get(f"/mine/{hers.number}/")["Location"] == f"/track/{hers.number}/"
    assert client.get(f"/track/{hers.number}/").status_code == 200
    assert "/track/?number=" in client.get(f"/mine/{other.number}/")["Location"]
    assert "/track/?number=" in client.get(f"/track/{other.number}/")["Location"]


def test_it_goes_by_sms_only_where_somebody_is_known_by_the_mobile(client, receive, in_earnest):
    receive()
    for mobile in (HERS, UNKNOWN):
        ask(Client(), mobile)
    run_round(timezone.now())
    (sms,) = Message.objects.filter(subject_type="mobile_code")
    assert sms.address == "+8801700000001"
    assert digits(MobileCode.objects.earliest("pk").figures) in sms.body


def test_a_known_and_an_unknown_mobile_are_answered_alike(receive, in_earnest):
    receive()
    answers = []
    for mobile in (HERS, UNKNOWN):
        client = Client()
        asked = ask(client, mobile)
        page = (
            client.get("/mine/code/")
            .content.decode()
            .replace(code().mobile[-2:], "")
            .replace(digits(code().mobile[-2:]), "")
        )
        wrong = enter(client, wrong_figures())
        answers.append(
            (asked.status_code, asked["Location"], len(page), wrong.status_code, wrong.context["form"].errors)
        )
    assert answers[0][:2] + answers[0][3:] == answers[1][:2] + answers[1][3:]
    assert code().figures not in page


def test_five_wrong_tries_and_even_the_right_one_stays_out(client, receive):
    receive()
    ask(client)
    for _ in range(TRIES):
        assert enter(client, wrong_figures()).status_code == 422
    assert enter(client).status_code == 422


def test_it_is_good_for_five_minutes(client, receive):
    receive()
    with time_machine.travel("2026-11-22T10:00:00+06:00", tick=False) as clock:
        ask(client)
        clock.shift(timedelta(minutes=4, seconds=59))
        good = code().is_good(timezone.now())
        clock.shift(timedelta(seconds=1))
        assert (good, code().is_good(timezone.now())) == (True, False)
        assert enter(client).status_code in (302, 422)
        assert code().used_at is None


def test_it_works_once(client, receive):
    receive()
    ask(client)
    kept = client.cookies["mine"].value
    enter(client)
    other = Client()
    other.cookies["mine"] = kept
    assert enter(other).status_code == 422
    assert "মোবাইল নম্বর" in other.get("/mine/").content.decode()


def test_after_an_hour_and_after_signing_out_it_is_asked_again(client, receive):
    case = receive()
    ask(client)
    enter(client)
    kept = client.cookies["mine"].value
    with time_machine.travel(timezone.now() + timedelta(hours=1, minutes=1)):
        assert digits(case.number) not in client.get("/mine/").content.decode()
    client.get(f"/mine/{case.number}/")
    client.post("/mine/end/")
    assert "/track/?number=" in client.get(f"/track/{case.number}/")["Location"]
    client.cookies["mine"] = kept
    assert digits(case.number) not in client.get("/mine/").content.decode(), "ended on the server, too"


def test_behind_tls_its_cookies_are_this_very_hosts_and_go_at_the_end(client, receive, settings):
    settings.COOKIE_PREFIX, settings.BEHIND_TLS = "__Host-", True
    case = receive()
    ask(client)
    enter(client)
    client.get(f"/mine/{case.number}/")
    assert {"__Host-mine", "__Host-following"} <= client.cookies.keys()
    assert all(client.cookies[name]["secure"] for name in ("__Host-mine", "__Host-following"))
    assert client.get("/mine/")["Cache-Control"].count("no-store")
    client.post("/mine/end/")
    assert {client.cookies[name].value for name in ("__Host-mine", "__Host-following")} == {""}


def test_those_behind_one_proxy_are_not_one_asker(receive, settings):
    settings.ONGIKAR_PROXIES = frozenset({"127.0.0.1"})
    receive()
    for n in range(my_cases.FROM_ADDRESS + 2):
        headers = {"x-forwarded-for": f"203.0.113.{n}"}
        answer = ask(Client(headers=headers), f"017{n:08d}", REMOTE_ADDR="127.0.0.1")
        assert answer.status_code == 302, n


def test_a_mobile_is_asked_for_four_times_an_hour_known_or_not(receive):
    receive()
    for mobile in (HERS, UNKNOWN):
        statuses = [
            ask(Client(), mobile, REMOTE_ADDR=f"10.0.0.{n}").status_code
            for n in range(my_cases.OF_MOBILE + 1)
        ]
        assert statuses == [302] * my_cases.OF_MOBILE + [429]


def test_one_address_may_not_ask_for_many_mobiles(client):
    for n in range(my_cases.FROM_ADDRESS):
        ask(Client(), f"017000{n:05}", HTTP_X_FORWARDED_FOR=f"1.2.3.{n}")
    assert ask(client, HERS, HTTP_X_FORWARDED_FOR="9.9.9.9").status_code == 429


def test_a_forged_cookie_opens_nothing(client, receive):
    case = receive()
    for forged in ("x", '["in", 1]', "WyJpbiIsMV0:1abc:xyz"):
        client.cookies["mine"] = forged
        assert digits(case.number) not in client.get("/mine/").content.decode()


def test_the_code_of_another_office_opens_nothing_here(client, receive, office):
    case = receive()
    ask(client)
    enter(client)
    elsewhere = Office.objects.create(slug="elsewhere", name_bn="অন্য", name_en="Other", geocode="8558")
    MobileCode.objects.update(office=elsewhere)
    assert digits(case.number) not in client.get("/mine/").content.decode()


def test_the_database_keeps_no_code_and_forgets_the_mobile_in_a_day(client, receive):
    ask(client)
    row = MobileCode.objects.values().get()
    assert code().figures not in str(row)
    assert clear_codes(timezone.now() + timedelta(days=1, minutes=1)) == 1
    assert not MobileCode.objects.exists()


def test_a_demonstration_shows_the_code_and_an_office_never_does(client, receive, office):
    ask(client)
    page = client.get("/mine/code/").content.decode()
    assert digits(code().figures) in page
    assert "আবেদন দেখুন" in page
    Office.objects.filter(pk=office.pk).update(is_demo=False)
    from ongikar.offices.sites import sites

    sites.cache_clear()
    assert digits(code().figures) not in client.get("/mine/code/").content.decode()
