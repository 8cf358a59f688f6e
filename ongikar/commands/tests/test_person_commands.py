"""The commands that make people: checked, told in both languages, and entered in the journal."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ongikar.commands import person
from ongikar.commands import person as posts
from ongikar.journal.models import Entry
from ongikar.people.models import Holding, User
from tests.second_factor import set_up_code_app

# Says the same on either database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
NAMES = ["--bn", "রেশমা আক্তার", "--en", "Reshma Akter"]


def link_in(text: str) -> str:
    return re.search(r"http://127\.0\.0\.1:8000(/new-password/\S+/)", text)[1]


def refused(capsys, command, words) -> str:
    assert command(words) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    bangla, english = printed.err.strip().splitlines()
    assert re.search(r"[\u0980-\u09ff]", bangla)
    assert not re.search(r"[\u0980-\u09ff]", english)
    return english


def test_a_person_is_added_and_chooses_the_password(office, capsys):
    assert person.create_account(["reshma", *NAMES, "--mobile", "01700000042"]) == 0
    user = User.objects.get(username="reshma")
    assert (user.mobile, user.has_usable_password(), user.is_demo) == ("+8801700000042", False, False)
    path = link_in(capsys.readouterr().out)
    password = "নীল নৌকা ভাসে জলে"
    assert Client().post(path, {"password1": password, "password2": password}).status_code == 302
    assert Client().post("/sign-in/", {"login": "reshma", "password": password}).status_code == 302
    assert Entry.objects.get(verb="person.added").facts == {}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["Reshma!", *NAMES], "small Latin letters"),
        (["re", *NAMES], "small Latin letters"),
        (["karim", *NAMES], "there is somebody"),
        (["reshma", *NAMES, "--mobile", "0123"], "0123"),
    ],
)
def test_a_wrong_person_is_refused_in_both_languages(office, capsys, words, expected):
    before = User.objects.count()
    assert expected in refused(capsys, person.create_account, words)
    assert User.objects.count() == before


def test_a_post_is_given_and_left(office, capsys):
    person.create_account(["reshma", *NAMES])
    tomorrow = timezone.localdate() + timedelta(days=1)
    words = [
        "reshma",
        "upazila-ict-officer",
        "--as",
        "cover",
        "--from",
        f"{tomorrow}",
        "--until",
        f"{tomorrow + timedelta(days=5)}",
    ]
    assert posts.give_post(words) == 0
    holding = Holding.objects.get(user__username="reshma")
    assert (holding.charge, holding.since) == ("cover", tomorrow)
    assert posts.end_posts(["reshma", "--on", f"{tomorrow + timedelta(days=2)}"]) == 0
    holding.refresh_from_db()
    assert holding.until == tomorrow + timedelta(days=2)
    assert (
        list(Entry.objects.filter(verb__startswith="holding.").values_list("actor_type", flat=True))
        == ["command"] * 2
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["nobody", "office-assistant"], "nobody of this name"),
        (["karim", "minister"], "no such post"),
        (["karim", "office-assistant", "--as", "cover"], "needs a last day"),
        (["karim", "office-assistant"], "Somebody else holds"),
        (["karim", "auditor", "--as", "cover", "--until", "2099-01-01"], "cannot be held together"),
        (["karim", "office-assistant", "--from", "soon"], "not a date"),
        (["karim", "office-assistant", "--office", "nowhere"], "no such office"),
    ],
)
def test_what_cannot_be_held_is_refused_in_both_languages(office, capsys, words, expected):
    before = Holding.objects.count()
    assert expected in refused(capsys, posts.give_post, words)
    assert Holding.objects.count() == before


def test_whoever_leaves_at_once_opens_nothing_any_more(office, capsys, signed_in, karim):
    browser = signed_in(karim)
    assert browser.get("/desk/cases/").status_code == 200
    assert posts.end_posts(["karim", "--at-once"]) == 0
    assert "/sign-in/" in browser.get("/desk/cases/")["Location"]
    assert Client().post("/sign-in/", {"login": "karim", "password": "ongikar-demo"}).status_code == 200


def test_a_closed_account_is_given_no_link_and_no_post_until_it_is_opened_again(office, capsys, karim):
    posts.end_posts(["karim", "--at-once"])
    capsys.readouterr()
    assert "the account is closed" in refused(capsys, person.reset_access, ["karim"])
    assert "the account is closed" in refused(capsys, posts.give_post, ["karim", "upazila-ict-officer"])
    assert person.reset_access(["karim", "--reopen"]) == 0
    path = link_in(capsys.readouterr().out)
    assert Client().get(path).status_code == 200
    assert Entry.objects.filter(verb="person.reopened", subject_id=karim.pk).count() == 1
    # Of what was held before nothing comes back by itself.
    assert not Holding.objects.on(timezone.localdate() + timedelta(days=1)).filter(user=karim).exists()


def test_what_had_not_begun_is_told_to_be_withdrawn(office, capsys):
    tomorrow = timezone.localdate() + timedelta(days=1)
    person.create_account(["reshma", *NAMES])
    posts.give_post(
        ["reshma", "upazila-ict-officer", "--as", "cover", "--from", f"{tomorrow}", "--until", f"{tomorrow}"]
    )
    capsys.readouterr()
    posts.end_posts(["reshma"])
    assert "withdrawn" in capsys.readouterr().out


def test_a_reset_ends_the_old_password_every_browser_and_where_asked_the_second_factor(
    capsys, signed_in, karim
):
    set_up_code_app(karim)
    browser = signed_in(karim)
    assert person.reset_access(["karim"]) == 0
    assert "/sign-in/" in browser.get("/desk/cases/")["Location"]
    assert Client().post("/sign-in/", {"login": "karim", "password": "ongikar-demo"}).status_code == 200
    assert karim.authenticator_set.exists()
    first = link_in(capsys.readouterr().out)
    assert person.reset_access(["karim", "--second-factor"]) == 0
    assert not karim.authenticator_set.exists()
    assert Client().get(first).status_code == 404, "a newer link ends the older"


def test_who_holds_what_is_listed(office, capsys):
    assert posts.list_holders([]) == 0
    assert "upazila-ict-officer: karim" in capsys.readouterr().out


def test_who_is_to_come_stands_under_a_post_that_is_vacant_today(office, capsys, shirin):
    tomorrow = timezone.localdate() + timedelta(days=1)
    Holding.objects.filter(user=shirin).update(until=tomorrow - timedelta(days=2))
    posts.give_post(["shirin", "office-assistant", "--from", f"{tomorrow}"])
    capsys.readouterr()
    posts.list_holders([])
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("office-assistant")]
    assert lines[0].endswith("vacant")
    assert f"shirin, নিজ পদ · Own post, {tomorrow} – …" in lines[1]
    assert len(lines) == 2
