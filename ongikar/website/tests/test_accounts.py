"""The administrator's pages of people: what is added, reset and closed there, by whom, and what stays on
record.
"""

import re
import time
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ongikar.journal.models import Entry
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.models import Message
from ongikar.offices.models import Office, Post
from ongikar.people.models import FormerAddress, Holding, User
from tests.second_factor import set_up_code_app

pytestmark = pytest.mark.django_db
PAGE = "/desk/accounts/"
RESHMA = {
    "username": "reshma",
    "name_bn": "রেশমা আক্তার",
    "name_en": "Reshma Akter",
    "mobile": "০১৭০০০০০০৪২",
    "email": "",
}


@pytest.fixture
def lipi(office):
    return User.objects.get(username="lipi")


@pytest.fixture
def admin(client, lipi):
    """A browser in which the administrator has just given the password."""
    return freshly(client, lipi)


def freshly(client, user):
    client.force_login(user, backend="ongikar.people.sign_in.StaffBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


@pytest.fixture
def elsewhere():
    """Another office, and somebody of it."""
    office = Office.objects.create(slug="elsewhere", name_bn="অন্য", name_en="Other", geocode="8558")
    post = Post.objects.create(office=office, slug="x", role=Post.ASSISTANT, title_bn="ক", title_en="A")
    user = User.objects.create(username="other", name_bn="অন্য কার্যালয়ের", name_en="Of another")
    Holding.objects.create(user=user, post=post, since=timezone.localdate())
    return office, post, user


def words(answer) -> str:
    return answer.content.decode()


def link_in(answer) -> str:
    return re.search(r"http://127\.0\.0\.1:8000(/new-password/[^<\s]+/)", words(answer))[1]


def test_a_person_is_added_with_a_post_and_chooses_the_password(admin, office, lipi):
    post = office.posts.get(role=Post.AGENT)
    sent = RESHMA | {"post": post.pk, "charge": "own", "since": f"{timezone.localdate()}"}
    Holding.objects.filter(post=post).delete()
    answer = admin.post(f"{PAGE}add/", sent)
    user = User.objects.get(username="reshma")
    assert (user.mobile, user.added_in, user.has_usable_password()) == ("+8801700000042", office, False)
    assert user.holdings.get().post == post
    password = "নীল নৌকা ভাসে জলে"
    path = link_in(answer)
    assert "no-store" in answer["Cache-Control"]
    assert Client().post(path, {"password1": password, "password2": password}).status_code == 302
    entry = Entry.objects.get(verb="person.added")
    assert (entry.actor_id, entry.office_id, entry.facts) == (lipi.pk, office.pk, {})
    assert Entry.objects.get(verb="holding.began").actor_id == lipi.pk


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"username": "Reshma!"}, "ছোট হাতের ইংরেজি"),
        ({"username": "karim"}, "এই নামে একজন আছেন"),
        ({"username": ""}, "ব্যবহারকারীর নাম, লিখুন"),
        ({"name_bn": ""}, "নাম, বাংলায়, লিখুন"),
        ({"mobile": "0123"}, "মোবাইল"),
        ({"email": "reshma"}, "ই-মেইল ঠিকানাটি ঠিক নয়"),
        ({"charge": "own", "since": ""}, "প্রথম দিন লিখুন"),
        ({"charge": "own"}, "অন্য একজন আছেন"),
        ({"charge": "cover"}, "শেষ দিন লিখুন"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nobody_is_half_added(admin, office, change, fault):
    post = office.posts.get(role=Post.OFFICER)
    sent = RESHMA | {"post": post.pk, "charge": "acting", "since": f"{timezone.localdate()}"} | change
    before = User.objects.count(), Holding.objects.count(), Entry.objects.count()
    answer = admin.post(f"{PAGE}add/", sent)
    assert (answer.status_code, fault in words(answer)) == (422, True)
    assert (User.objects.count(), Holding.objects.count(), Entry.objects.count()) == before


def test_an_administrator_without_a_second_factor_is_led_to_set_one_up(signed_in, lipi, office):
    """As everybody else in an office that is no demonstration."""
    Office.objects.filter(pk=office.pk).update(is_demo=False)
    for path in (PAGE, f"{PAGE}add/"):
        assert signed_in(lipi).get(path)["Location"] == "/me/"


def test_the_same_form_sent_twice_adds_one(admin):
    admin.post(f"{PAGE}add/", RESHMA)
    assert admin.post(f"{PAGE}add/", RESHMA).status_code == 422
    assert User.objects.filter(username="reshma").count() == 1


def test_everybody_of_the_office_is_listed_and_nobody_of_another(admin, elsewhere):
    page = words(admin.get(PAGE))
    assert "মো. আব্দুল করিম" in page
    assert "অন্য কার্যালয়ের" not in page


def test_a_reset_asks_for_the_own_password_first(signed_in, lipi, karim):
    answer = signed_in(lipi).get(f"{PAGE}{karim.pk}/reset/")
    assert answer["Location"].startswith("/sign-in/again/")
    before = User.objects.get(pk=karim.pk).password
    signed_in(lipi).post(f"{PAGE}{karim.pk}/reset/")
    assert User.objects.get(pk=karim.pk).password == before


def test_a_reset_ends_the_password_and_every_browser_and_tells_the_person(admin, karim, lipi, office):
    User.objects.filter(pk=karim.pk).update(mobile="+8801700000031")
    set_up_code_app(karim)
    his = Client()
    his.force_login(karim, backend="ongikar.people.sign_in.StaffBackend")
    assert his.get("/desk/cases/").status_code == 200
    answer = admin.post(f"{PAGE}{karim.pk}/reset/")
    assert "/sign-in/" in his.get("/desk/cases/")["Location"]
    assert karim.authenticator_set.exists()
    path = link_in(answer)
    assert Client().get(path).status_code == 200
    entry = Entry.objects.get(verb="person.reset")
    assert (entry.actor_id, entry.subject_id, entry.office_id) == (lipi.pk, karim.pk, office.pk)
    run_due_entries(now=timezone.now() + timedelta(minutes=1))
    message = Message.objects.get(person=f"user:{karim.pk}", title="পাসওয়ার্ড বাতিল হয়েছে")
    assert message.address == "+8801700000031"
    assert not Message.objects.filter(body__contains="new-password").exists(), "the link is written nowhere"
    assert not any("new-password" in str(each.facts) for each in Entry.objects.all())


def test_a_lost_phone_takes_the_second_factor_away(admin, karim):
    set_up_code_app(karim)
    admin.post(f"{PAGE}{karim.pk}/reset/", {"second_factor": "on"})
    assert not karim.authenticator_set.exists()
    assert Entry.objects.get(verb="person.reset").facts == {"second_factor": True}


ACTS = ("change", "reset", "close", "reopen")


def test_nobody_acts_on_their_own_account_here(admin, lipi):
    before = User.objects.get(pk=lipi.pk).password
    for act in ACTS:
        assert admin.post(f"{PAGE}{lipi.pk}/{act}/", RESHMA).status_code == 404
    assert User.objects.get(pk=lipi.pk).password == before


def test_an_account_that_opens_another_offices_desk_is_not_this_administrators(admin, elsewhere, karim):
    """Else the administrator of one office would come in at another by a link to its officer."""
    _, post, stranger = elsewhere
    Holding.objects.create(user=karim, post=post, since=timezone.localdate() + timedelta(days=20))
    superuser = User.objects.create(username="root", is_superuser=True)
    for user in (karim, stranger, superuser):
        for act in ACTS:
            assert admin.post(f"{PAGE}{user.pk}/{act}/", RESHMA).status_code == 404, (user, act)
    page = words(admin.get(f"{PAGE}{karim.pk}/"))
    assert "অন্য কার্যালয়েও পদে আছেন" in page
    assert "/reset/" not in page
    assert admin.get(f"{PAGE}{stranger.pk}/").status_code == 404


def test_whom_another_office_added_is_theirs_until_a_post_is_given(admin, elsewhere, office):
    """Without this, an account prepared next door could be taken over before it is given its post."""
    theirs = User.objects.create(username="prepared", name_bn="পাশের লোক", name_en="P", added_in=elsewhere[0])
    machines = User.objects.create(username="byhand", name_bn="হাতে যোগ", name_en="M")
    for user in (theirs, machines):
        assert admin.get(f"{PAGE}{user.pk}/").status_code == 404
        assert admin.post(f"{PAGE}{user.pk}/reset/").status_code == 404
    shown = words(admin.get("/desk/people/give/"))
    assert "পাশের লোক" not in shown
    assert "হাতে যোগ" in shown


def test_closing_says_what_becomes_vacant_and_then_opens_nothing(admin, karim):
    his = Client()
    his.force_login(karim, backend="ongikar.people.sign_in.StaffBackend")
    close = f"{PAGE}{karim.pk}/close/"
    assert "এর পরে কেউ থাকবেন না" in words(admin.get(close))
    assert admin.post(close).status_code == 422
    assert his.get("/desk/cases/").status_code == 200
    assert admin.post(close, {"vacant": "on"}).status_code == 302
    assert "/sign-in/" in his.get("/desk/cases/")["Location"]
    assert Client().post("/sign-in/", {"login": "karim", "password": "ongikar-demo"}).status_code == 200
    assert Holding.objects.get(user=karim).until == timezone.localdate()
    assert Entry.objects.filter(verb="person.closed", subject_id=karim.pk).count() == 1
    assert admin.post(close, {"vacant": "on"}).status_code == 302
    assert Entry.objects.filter(verb="person.closed", subject_id=karim.pk).count() == 1, "pressed twice"


def test_a_closed_account_is_reset_only_after_it_was_opened_again(admin, shirin):
    admin.post(f"{PAGE}{shirin.pk}/close/", {"vacant": "on"})
    assert admin.post(f"{PAGE}{shirin.pk}/reset/").status_code == 404
    admin.post(f"{PAGE}{shirin.pk}/reopen/")
    assert admin.post(f"{PAGE}{shirin.pk}/reset/").status_code == 200
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert not Holding.objects.on(tomorrow).filter(user=shirin).exists(), "no post comes back by itself"


def test_a_changed_mobile_is_told_and_the_journal_keeps_no_number(admin, shirin):
    sent = {"name_bn": shirin.name_bn, "name_en": shirin.name_en, "mobile": "01700000077", "email": ""}
    assert admin.post(f"{PAGE}{shirin.pk}/change/", sent)["Location"] == f"{PAGE}{shirin.pk}/"
    shirin.refresh_from_db()
    assert shirin.mobile == "+8801700000077"
    entry = Entry.objects.get(verb="person.changed")
    assert "mobile" in entry.facts["fields"]
    assert "0077" not in str(entry.facts)


def test_a_changed_mobile_and_mailbox_are_told_where_the_person_was_reached_till_then(admin, shirin):
    """Two changes before the worker comes: each is told to what it took away, and nothing of it is kept."""
    User.objects.filter(pk=shirin.pk).update(mobile="+8801700000031", email="old@example.com")
    names = {"name_bn": shirin.name_bn, "name_en": shirin.name_en}
    for mobile, email in (("01700000077", "new@example.com"), ("01700000078", "new@example.com")):
        admin.post(f"{PAGE}{shirin.pk}/change/", names | {"mobile": mobile, "email": email})
    admin.post(f"{PAGE}{shirin.pk}/change/", names | {"name_bn": "শিরিন", "mobile": mobile, "email": email})
    now = timezone.now()
    run_due_entries(now)
    messages = Message.objects.filter(outbox_entry__entry__verb="person.changed").order_by("pk")
    before = [(each.channel, each.address) for each in messages if each.person == f"user:{shirin.pk}:before"]
    assert before == [("sms", "+8801700000031"), ("email", "old@example.com"), ("sms", "+8801700000077")]
    for message in messages:
        if message.person.endswith(":before"):
            assert "এখানে আর বার্তা আসবে না" in message.body
            assert message.not_before is None, "it is told at once, at any hour"
    assert {each.address for each in messages if each.person == f"user:{shirin.pk}"} == {
        "+8801700000078",
        "new@example.com",
    }
    assert not FormerAddress.objects.exists()


def test_only_the_administrator_comes_in(signed_in, karim, shirin, salma):
    for person in (karim, shirin, salma):
        assert signed_in(person).get(PAGE).status_code == 403


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("", "People of the office"),
        ("add/", "Add a person"),
        ("{}/", "Posts in this office"),
        ("{}/change/", "Change name and mobile"),
        ("{}/reset/", "Link to a new password"),
        ("{}/close/", "Close the account"),
    ],
)
def test_the_pages_speak_english_too(admin, karim, path, heading):
    assert heading in words(admin.get(f"/en{PAGE}{path.format(karim.pk)}"))
