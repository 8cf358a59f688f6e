"""The page of posts: who enters what, and that a post takes its desk along."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ongikar.cases import desks
from ongikar.cases.desks import count_open_by_desk
from ongikar.cases.officer.queue import filters
from ongikar.journal.models import Entry
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.models import Message
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding, User
from ongikar.people.post_assignments import AssignmentRefused, begin_holding

pytestmark = pytest.mark.django_db
PAGE, GIVE = "/desk/people/", "/desk/people/give/"


@pytest.fixture
def post(office):
    return lambda role: office.posts.get(role=role)


@pytest.fixture
def cover(post, shirin):
    """What the officer enters when he goes on leave tomorrow."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    return {
        "post": post(Post.OFFICER).pk,
        "person": shirin.pk,
        "charge": "cover",
        "since": tomorrow.isoformat(),
        "until": (tomorrow + timedelta(days=3)).isoformat(),
        "memo_number": "০৫-১১৭",
    }


@pytest.fixture
def lipi(office):
    return User.objects.get(username="lipi")


@pytest.fixture
def settle_todos():
    return lambda: run_due_entries(now=timezone.now() + timedelta(minutes=1))


def words(answer) -> str:
    return answer.content.decode()


def test_everybody_and_their_dates_are_shown(signed_in, karim, post):
    Holding.objects.filter(post=post(Post.ASSISTANT)).update(until=timezone.localdate() - timedelta(days=1))
    page = words(signed_in(karim).get(PAGE))
    assert "মো. আব্দুল করিম" in page
    assert "পদটি এখন খালি" in page
    assert "আগে যাঁরা ছিলেন" in page


def test_leave_cover_is_entered_and_begins_and_ends_by_its_days(signed_in, karim, cover, shirin):
    assert signed_in(karim).post(GIVE, cover)["Location"] == PAGE
    holding = Holding.objects.get(charge=Holding.COVER)
    assert (holding.user, holding.memo_number) == (shirin, "০৫-১১৭")
    entry = Entry.objects.get(verb="holding.began")
    assert (entry.actor_id, entry.subject_id, entry.office_id) == (
        karim.pk,
        holding.pk,
        holding.post.office_id,
    )
    assert set(entry.facts) == {"post", "user", "charge", "since", "until"}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"until": ""}, "শেষ দিন লিখুন"),
        ({"until": "2020-01-01"}, "শেষ তার আগে হতে পারে না"),
        ({"charge": "acting"}, "অন্য একজন আছেন"),
        ({"charge": "own"}, "তালিকা থেকে একটি বেছে নিন"),
        ({"person": "0"}, "তালিকা থেকে একটি বেছে নিন"),
    ],
)
def test_a_wrong_entry_says_why_and_gives_nothing(signed_in, karim, cover, change, fault):
    before = Holding.objects.count()
    answer = signed_in(karim).post(GIVE, cover | change)
    assert answer.status_code == 422
    assert fault in words(answer)
    assert Holding.objects.count() == before


def test_nobody_gives_a_post_to_themselves(signed_in, karim, lipi, cover, post):
    for person in (karim, lipi):
        sent = cover | {"person": person.pk, "post": post(Post.ASSISTANT).pk}
        assert signed_in(person).post(GIVE, sent).status_code == 422


@pytest.mark.parametrize("role", [Post.GRO, Post.APPEAL, Post.CELL, Post.AUDITOR, Post.ADMIN])
def test_the_officer_fills_no_post_that_judges_or_audits_him(signed_in, karim, cover, post, role):
    assert signed_in(karim).post(GIVE, cover | {"post": post(role).pk}).status_code == 422


def test_the_officer_ends_no_holding_of_such_a_post(signed_in, karim, salma):
    holding = Holding.objects.get(user=salma)
    assert signed_in(karim).post(f"{PAGE}{holding.pk}/end/").status_code == 404


def test_an_administrator_fills_every_post_and_still_reads_no_case(signed_in, lipi, cover, post, shirin):
    browser = signed_in(lipi)
    assert browser.post(GIVE, cover | {"post": post(Post.VIEWER).pk}).status_code == 302
    assert browser.get("/desk/cases/").status_code == 403


def test_somebody_just_added_is_given_a_first_post_by_the_administrator_alone(signed_in, lipi, karim, post):
    User.objects.create(username="reshma", name_bn="রেশমা আক্তার", name_en="Reshma Akter")
    elsewhere = User.objects.create(username="other", name_bn="অন্য কার্যালয়ের", name_en="Of another")
    office = Office.objects.create(slug="elsewhere", name_bn="অন্য", name_en="Other", geocode="8558")
    theirs = Post.objects.create(office=office, slug="x", role=Post.ASSISTANT, title_bn="ক", title_en="A")
    Holding.objects.create(user=elsewhere, post=theirs, since=timezone.localdate())
    assert "পদে কাউকে বসান" in words(signed_in(lipi).get(PAGE))
    shown = words(signed_in(lipi).get("/desk/people/give/"))
    assert "রেশমা আক্তার" in shown
    assert "অন্য কার্যালয়ের" not in shown
    assert "রেশমা আক্তার" not in words(signed_in(karim).get("/desk/people/give/"))


def test_the_administrator_is_not_told_to_ask_the_administrator(signed_in, lipi, karim):
    shown = words(signed_in(lipi).get("/desk/people/give/"))
    assert "প্রশাসক যোগ করবেন" not in shown
    assert "/desk/accounts/add/" in shown
    assert "প্রশাসক যোগ করবেন" in words(signed_in(karim).get("/desk/people/give/"))


def test_the_officer_ends_cover_and_nobodys_own_post(signed_in, karim, shirin, lipi):
    for person in (karim, shirin):
        holding = Holding.objects.get(user=person)
        assert signed_in(karim).post(f"{PAGE}{holding.pk}/end/").status_code == 404
    own = Holding.objects.get(user=lipi)
    assert signed_in(lipi).post(f"{PAGE}{own.pk}/end/").status_code == 404


def test_ending_today_leaves_today_and_nothing_after(signed_in, lipi, shirin):
    holding, today = Holding.objects.get(user=shirin), timezone.localdate()
    end = f"{PAGE}{holding.pk}/end/"
    assert "জানি, পদটি খালি থাকবে" in words(signed_in(lipi).post(end, {"last_day": f"{today}"}))
    holding.refresh_from_db()
    assert holding.until is None
    assert signed_in(lipi).post(end, {"last_day": f"{today}", "vacant": "on"})["Location"] == PAGE
    holding.refresh_from_db()
    assert holding.until == today
    entry = Entry.objects.get(verb="holding.ended", subject_id=holding.pk)
    assert entry.facts["vacant"] is True


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        ("", "শেষ দিন, লিখুন"),
        ("2000-01-01", "শুরুর দিনের আগে"),
        ("2099-01-01", "দুই বছরের মধ্যে"),
        ("soon", "তারিখটি ঠিক নয়"),
    ],
)
def test_a_wrong_last_day_says_why_and_ends_nothing(signed_in, lipi, shirin, day, fault):
    holding = Holding.objects.get(user=shirin)
    answer = signed_in(lipi).post(f"{PAGE}{holding.pk}/end/", {"last_day": day, "vacant": "on"})
    assert answer.status_code == 422
    assert fault in words(answer)
    holding.refresh_from_db()
    assert holding.until is None


def test_ending_never_gives_a_right_back(signed_in, lipi, shirin):
    """Ended last week, ended again today: the last day stays, and the desk is not open for one day more."""
    today = timezone.localdate()
    Holding.objects.filter(user=shirin).update(until=today - timedelta(days=7))
    holding = Holding.objects.get(user=shirin)
    answer = signed_in(lipi).post(f"{PAGE}{holding.pk}/end/", {"last_day": f"{today}", "vacant": "on"})
    assert (answer.status_code, "পেছানো যায় না" in words(answer)) == (422, True)
    holding.refresh_from_db()
    assert holding.until == today - timedelta(days=7)


def test_the_last_officer_leaves_only_after_it_was_said_what_stays_behind(
    signed_in, lipi, karim, receive, office, settle_todos
):
    """The cases stay on the desk of the post, their days go on, and the post above is told."""
    case = receive()
    holding, today = Holding.objects.get(user=karim), timezone.localdate()
    end, due = f"{PAGE}{holding.pk}/end/", case.clock.due_at
    page = words(signed_in(lipi).get(end))
    assert "টেবিলের ১টি আবেদনের উত্তর কেউ দেবেন না" in page
    assert signed_in(lipi).post(end, {"last_day": f"{today}"}).status_code == 422
    assert signed_in(lipi).post(end, {"last_day": f"{today}", "vacant": "on"}).status_code == 302
    case.refresh_from_db()
    assert (case.is_open, case.clock.due_at) == (True, due)
    assert count_open_by_desk(office.pk) == {holding.post_id: 1}
    settle_todos()
    message = Message.objects.get(person=f"post:{holding.post.superior_id}", title="পদ খালি থাকছে")
    assert "চলমান আবেদন ১টি" in message.body


def test_nothing_is_asked_or_told_where_somebody_else_holds_the_post_too(
    signed_in, lipi, karim, salma, settle_todos
):
    """Leave cover is a holder: the desk is seen to."""
    holding, today = Holding.objects.get(user=karim), timezone.localdate()
    Holding.objects.create(
        user=salma, post=holding.post, charge=Holding.COVER, since=today, until=today + timedelta(days=30)
    )
    end = f"{PAGE}{holding.pk}/end/"
    assert "খালি থাকবে" not in words(signed_in(lipi).get(end))
    assert signed_in(lipi).post(end, {"last_day": f"{today}"}).status_code == 302
    settle_todos()
    assert not Message.objects.filter(title="পদ খালি থাকছে").exists()


def test_the_last_administrator_stays_on_the_screen(signed_in, lipi, shirin, post):
    """One whose own charge ends sooner cannot leave the office without any."""
    today = timezone.localdate()
    second = User.objects.create(username="second", name_bn="দ্বিতীয় প্রশাসক", name_en="Second")
    Holding.objects.create(
        user=second, post=post(Post.ADMIN), charge=Holding.COVER, since=today, until=today + timedelta(days=3)
    )
    end = f"{PAGE}{Holding.objects.get(user=lipi).pk}/end/"
    sent = {"last_day": f"{today + timedelta(days=10)}", "vacant": "on"}
    answer = signed_in(second).post(end, sent)
    assert (answer.status_code, "শেষ প্রশাসক" in words(answer)) == (422, True)
    assert signed_in(second).post(end, {"last_day": f"{today}"}).status_code == 302


def test_the_action_itself_gives_nobody_a_post_by_their_own_hand(lipi, post):
    """Whatever form it comes from."""
    with pytest.raises(AssignmentRefused, match="to themselves"):
        begin_holding(
            post=post(Post.CELL),
            user=lipi,
            charge=Holding.ADDITIONAL,
            since=timezone.localdate(),
            until=None,
            actor=("user", lipi.pk),
            now=timezone.now(),
        )


def test_what_has_not_begun_is_taken_back_whole(signed_in, karim, cover):
    browser = signed_in(karim)
    browser.post(GIVE, cover)
    browser.post(f"{PAGE}{Holding.objects.get(charge=Holding.COVER).pk}/end/")
    assert not Holding.objects.filter(charge=Holding.COVER).exists()
    assert Entry.objects.filter(verb="holding.withdrawn").exists()


def test_the_post_takes_its_desk_along(signed_in, karim, shirin, salma, post, receive, office):
    """A case lies on the desk of a post: whoever holds it next has it, and who has left has nothing."""
    today = timezone.localdate()
    mine, handed = receive(), receive()
    desks.hand_over(
        handed, to=post(Post.ASSISTANT), words="দেখুন", actor=("user", karim.pk), now=timezone.now()
    )
    assert count_open_by_desk(office.pk) == {post(Post.OFFICER).pk: 1, post(Post.ASSISTANT).pk: 1}
    assert "টেবিলে ১টি চলমান আবেদন" in words(signed_in(karim).get(PAGE))
    Holding.objects.filter(post__office=office, user=karim).update(until=today - timedelta(days=1))
    Holding.objects.create(user=salma, post=post(Post.OFFICER), since=today, charge=Holding.ACTING)
    assert desks.desk_post(mine) == post(Post.OFFICER)
    assert signed_in(salma).get(f"/desk/cases/{mine.number}/").status_code == 200
    assert signed_in(karim).get(f"/desk/cases/{mine.number}/").status_code == 403
    assert count_open_by_desk(office.pk)[post(Post.OFFICER).pk] == 1


def test_a_desk_is_counted_as_far_as_anybody_reads(signed_in, karim, receive, office, post, monkeypatch):
    for module in (desks, filters):
        monkeypatch.setattr(module, "COUNTED_UP_TO", 2)
    for _ in range(3):
        receive()
    assert count_open_by_desk(office.pk) == {post(Post.OFFICER).pk: 2}
    assert "টেবিলে ১+টি চলমান আবেদন" in words(signed_in(karim).get(PAGE))
    assert desks.count_open_on_desk(post(Post.OFFICER).pk) == 3


def test_a_closed_case_lies_on_no_desk(receive, office, karim):
    from ongikar.cases import actions

    case = receive()
    actions.refuse(case, reason="রাখা হয় না।", actor=("user", karim.pk), now=timezone.now())
    assert count_open_by_desk(office.pk) == {}


def test_an_auditor_reads_the_page_and_changes_nothing(signed_in, cover, karim):
    browser = signed_in(User.objects.get(username="mahbub"))
    assert browser.get(PAGE).status_code == 200
    assert browser.post(GIVE, cover).status_code == 403
    assert "শেষ করুন" not in words(browser.get(PAGE))
