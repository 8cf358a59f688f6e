"""One's own account: every browser that was let in, a new password, and being told of what one did not do."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from ongikar.journal.models import Entry
from ongikar.notices.models import Message
from ongikar.operations.worker import run_round
from ongikar.people import lockout
from ongikar.people.models import SignIn, User
from ongikar.people.passwords import password_link

# Says the same on either database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
NEW = "চারটি নীল নৌকা ভাসে"


@pytest.fixture(autouse=True)
def _nobody_tried(office):
    cache.clear()
    # As people of a real office, who come from many addresses: sample people sign in at this machine alone.
    User.objects.update(is_demo=False)


def browser(
    name: str = "karim",
    password: str = "ongikar-demo",
    *,
    agent: str = "Firefox/1 Windows",
    address: str = "10.0.0.1",
):
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    assert client.post("/sign-in/", {"login": name, "password": password}).status_code == 302
    return client


@pytest.mark.fast
def test_each_sign_in_is_listed_with_its_browser_and_address():
    client = browser()
    page = client.get("/me/").content.decode()
    assert "Firefox, Windows" in page
    assert "10.0.0.1" in page
    assert "এই ব্রাউজার" in page


def test_another_of_ones_browsers_is_put_out_at_once():
    lost, here = browser(agent="Chrome/1 Android", address="10.0.0.2"), browser()
    assert lost.get("/desk/cases/").status_code == 200
    sign_in = SignIn.objects.get(address="10.0.0.2")
    assert here.post(f"/me/sign-ins/{sign_in.pk}/end/")["Location"] == "/me/"
    assert "/sign-in/" in lost.get("/desk/cases/")["Location"]
    assert here.get("/desk/cases/").status_code == 200
    assert "শেষ হয়েছে" in here.get("/me/").content.decode()


def test_nobody_ends_or_sees_the_sign_in_of_another():
    browser("shirin", address="10.9.9.9")
    client = browser()
    hers = SignIn.objects.get(user__username="shirin")
    assert client.post(f"/me/sign-ins/{hers.pk}/end/").status_code == 404
    hers.refresh_from_db()
    assert hers.ended_at is None
    assert "10.9.9.9" not in client.get("/me/").content.decode()


def answer_text(verb: str) -> list[Message]:
    run_round(timezone.now())
    return list(Message.objects.filter(outbox_entry__entry__verb=verb))


def test_the_first_sign_in_and_the_same_browser_again_are_no_news():
    browser(), browser()
    assert answer_text("person.came_anew") == []
    assert Entry.objects.filter(verb="person.signed_in").count() == 2


@pytest.mark.parametrize("new", [{"agent": "Chrome/1 Android"}, {"address": "10.7.7.7"}])
def test_a_new_browser_or_address_is_told_where_the_person_is_reached(new):
    User.objects.filter(username="karim").update(mobile="+8801700000099", email="karim@example.com")
    browser(), browser(**new)
    messages = answer_text("person.came_anew")
    assert {message.channel for message in messages} == {"sms", "email"}
    assert {message.person for message in messages} == {f"user:{User.objects.get(username='karim').pk}"}
    assert all("/me/" in message.body for message in messages)


@pytest.mark.parametrize(("who", "whom"), [("karim", "প্রশাসককে জানান"), ("lipi", "দায়িত্বপ্রাপ্ত কর্মকর্তাকে জানান")])
def test_whom_to_tell_is_somebody_else(who, whom):
    User.objects.filter(username=who).update(email=f"{who}@example.com")
    browser(who), browser(who, address="10.7.7.7")
    (letter,) = [message for message in answer_text("person.came_anew") if message.channel == "email"]
    assert whom in letter.body


def test_without_an_address_it_stands_in_their_own_tray_and_nobody_elses():
    client = browser()
    browser(address="10.7.7.7")
    assert answer_text("person.came_anew")
    assert "নতুন জায়গা থেকে প্রবেশ" in client.get("/desk/messages/").content.decode()
    assert "নতুন জায়গা থেকে প্রবেশ" not in browser("shirin").get("/desk/messages/").content.decode()


def test_the_journal_keeps_no_address_and_no_browser():
    browser(), browser(address="10.7.7.7")
    for entry in Entry.objects.filter(verb__startswith="person."):
        assert set(entry.facts) == {"sign_in"}


def test_a_changed_password_puts_every_other_browser_out():
    lost, here = browser(address="10.0.0.2"), browser()
    answer = here.post("/me/password/", {"oldpassword": "ongikar-demo", "password1": NEW, "password2": NEW})
    assert answer["Location"] == "/me/"
    assert "/sign-in/" in lost.get("/desk/cases/")["Location"]
    assert here.get("/desk/cases/").status_code == 200
    assert answer_text("person.password_changed")


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ({"oldpassword": "wrong"}, "এখনকার পাসওয়ার্ডটি ঠিক নয়"),
        ({"password1": "short", "password2": "short"}, "অন্তত ১০ অক্ষর লিখুন"),
        ({"password1": "1234567890", "password2": "1234567890"}, "অনেকে ব্যবহার করে"),
        *(
            ({"password1": word, "password2": word}, "কার্যালয়ের নাম দিয়ে")
            for word in ("Rangpur-2026", "OngikarICT#99", "রংপুর সদর ২০২৬", "upazila.rangpur.ict")
        ),
        ({"password2": "another thing"}, "দুবার একই পাসওয়ার্ড লেখা হয়নি"),
    ],
)
def test_a_wrong_change_says_what_is_wrong_and_changes_nothing(sent, fault):
    right = {"oldpassword": "ongikar-demo", "password1": NEW, "password2": NEW}
    answer = browser().post("/me/password/", right | sent)
    assert fault in answer.content.decode()
    assert User.objects.get(username="karim").check_password("ongikar-demo")


def test_the_administrators_link_works_once(client):
    user = User.objects.get(username="karim")
    path = password_link(user).removeprefix("http://127.0.0.1:8000")
    assert client.get(path).status_code == 200
    assert client.post(path, {"password1": NEW, "password2": NEW})["Location"] == "/sign-in/"
    assert client.get(path).status_code == 404
    browser(password=NEW)


def test_a_password_changed_behind_the_link_is_told_to_whoever_had_one_before(client):
    user = User.objects.get(username="karim")
    path = password_link(user).removeprefix("http://127.0.0.1:8000")
    client.post(path, {"password1": NEW, "password2": NEW})
    assert answer_text("person.password_changed") == [], "the first one is no news"
    browser(password=NEW)
    user.refresh_from_db()
    path = password_link(user).removeprefix("http://127.0.0.1:8000")
    client.post(path, {"password1": f"{NEW} ২", "password2": f"{NEW} ২"})
    assert {message.person for message in answer_text("person.password_changed")} == {f"user:{user.pk}"}


def test_the_link_opens_a_door_that_a_stranger_has_shut(client):
    for n in range(lockout.OF_ACCOUNT):
        cache.clear()
        client.post("/sign-in/", {"login": "karim", "password": "wrong"}, REMOTE_ADDR=f"10.1.1.{n}")
    path = password_link(User.objects.get(username="karim")).removeprefix("http://127.0.0.1:8000")
    client.post(path, {"password1": NEW, "password2": NEW})
    browser(password=NEW)


def test_a_link_changed_or_of_somebody_else_opens_nothing(client):
    karim, shirin = (password_link(User.objects.get(username=name)) for name in ("karim", "shirin"))
    head, seal = karim.rstrip("/").rsplit("/", 1)
    others = shirin.rstrip("/").rsplit("/", 1)[0]
    for wrong in (
        f"{others}/{seal}/",
        f"{head}/{seal[:-1]}x/",
        f"{head}/x/",
        head.rsplit("/", 1)[0] + f"/AA/{seal}/",
    ):
        assert client.get(wrong.removeprefix("http://127.0.0.1:8000")).status_code == 404


def test_there_is_no_way_to_ask_for_a_link_from_outside(client):
    for path in (
        "/password/reset/",
        "/accounts/password/reset/",
        "/sign-in/reset/",
        "/sign-up/",
        "/accounts/signup/",
    ):
        assert client.get(path).status_code == 404
