"""An agent at a digital centre: files for citizens who say yes, and sees only what the centre brought."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ongikar.appointments.actions import begin_hours, coming_of
from ongikar.appointments.models import Availability
from ongikar.cases.actions import keep
from ongikar.cases.models import AgentFiling, Case, MobileCode
from ongikar.notices.models import Message
from ongikar.offices.models import Place, Post
from ongikar.operations.worker import run_round
from ongikar.people.models import Holding, User

pytestmark = pytest.mark.django_db
SENT = {
    "mobile": "০১৭০০০০০০০৫",
    "name": "নূরজাহান বেগম",
    "address": "হরিদেবপুর",
    "service": "citizen-1",
    "ask-question": "কয়টি ল্যাব চালু?",
    "ask-form_wanted": "written",
    "ask-receive_by": "collect",
    "token": "pressed-at-the-centre",
    "asked_of": "citizen-1",
    "show-1": "on",
}


@pytest.fixture
def jashim(office):
    return User.objects.get(username="jashim")


@pytest.fixture
def desk_of_centre(signed_in, jashim):
    return signed_in(jashim)


@pytest.fixture
def centre(desk_of_centre):
    """The centre's browser, with the citizen of `SENT` beside it, who has said yes by their code."""
    agree(desk_of_centre)
    return desk_of_centre


def ask_for_code(browser, mobile=SENT["mobile"], root=""):
    answer = browser.post(f"{root}/agent/new/", SENT | {"mobile": mobile, "send_code": "1"})
    return answer, MobileCode.objects.last()


def agree(browser, mobile=SENT["mobile"]):
    """The code that came by SMS is entered; the rest of that form is at fault, so nothing is filed by it."""
    _, code = ask_for_code(browser, mobile)
    at_fault = SENT | {"mobile": mobile, "code": code.figures, "name": ""}
    assert browser.post("/agent/new/", at_fault).status_code == 422
    return code


def words(answer) -> str:
    return answer.content.decode()


def test_what_is_filed_comes_to_the_office_like_any_other(centre, jashim):
    answer = centre.post("/agent/new/", SENT)
    case = Case.objects.get(channel=Case.AGENT)
    assert answer["Location"] == f"/agent/{case.number}/"
    assert (case.applicant.name, case.applicant.mobile) == ("নূরজাহান বেগম", "+8801700000005")
    assert case.agent_filing.post.place == Place.objects.get(slug="sample-udc-1")
    assert case.agent_filing.consent_at
    assert case.acts.get().by_id == jashim.pk
    assert "ডিজিটাল সেন্টার থেকে আবেদন এসেছে" not in words(centre.get(answer["Location"]))


def test_the_citizen_follows_it_and_is_told(centre, client):
    centre.post("/agent/new/", SENT)
    case = Case.objects.get(channel=Case.AGENT)
    assert (
        client.post("/track/", {"number": case.number, "last_four": "0005"})["Location"]
        == f"/track/{case.number}/"
    )
    run_round(timezone.now())
    assert (
        Message.objects.get(subject_id=case.pk, subject_type="case", person__startswith="applicant").address
        == "+8801700000005"
    )


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"mobile": ""}, "মোবাইল নম্বর লিখুন"),
        ({"service": "institutional-1"}, "প্রতিষ্ঠানের নাম লিখুন"),
        ({"service": "internal-1"}, "তালিকা থেকে"),
        ({"ask-question": ""}, "কী জানতে চান, লিখুন"),
        ({"ask-receive_by": "email"}, "তাই ই-মেইল ঠিকানা লাগবে"),
    ],
)
def test_without_an_answer_nothing_is_filed(centre, change, fault):
    answer = centre.post("/agent/new/", SENT | change)
    assert answer.status_code == 422
    assert fault in words(answer)
    assert not Case.objects.exists()


def test_pressed_twice_is_filed_once(centre):
    assert centre.post("/agent/new/", SENT)["Location"] == centre.post("/agent/new/", SENT)["Location"]
    assert AgentFiling.objects.count() == Case.objects.count() == 1


def test_the_centre_sees_nothing_that_it_did_not_bring(centre, receive):
    case = receive()
    assert case.number not in words(centre.get("/agent/"))
    for path in (f"/agent/{case.number}/", f"/agent/{case.number}/receipt.pdf"):
        assert centre.get(path).status_code == 404
    for path in (
        "/desk/cases/",
        f"/desk/cases/{case.number}/",
        "/desk/counter/",
        "/desk/books/",
        "/desk/people/",
    ):
        assert centre.get(path).status_code == 403


@pytest.fixture
def other_centre(office):
    post = Post.objects.create(
        office=office, slug="udc-2", role=Post.AGENT, title_bn="উদ্যোক্তা", title_en="Entrepreneur"
    )
    user = User.objects.create(username="other-agent")
    Holding.objects.create(user=user, post=post, since=timezone.localdate() - timedelta(days=30))
    return user


def test_another_centre_sees_nothing_of_it_even_with_the_same_token(centre, client, other_centre):
    from django.test import Client

    centre.post("/agent/new/", SENT)
    case = Case.objects.get()
    other = Client()
    other.force_login(other_centre, backend="ongikar.people.sign_in.StaffBackend")
    assert other.get(f"/agent/{case.number}/").status_code == 404
    agree(other)
    other.post("/agent/new/", SENT | {"name": "অন্য একজন"})
    assert Case.objects.count() == 2
    assert AgentFiling.objects.exclude(case=case).get().post.slug == "udc-2"


def test_what_was_brought_stays_with_the_post(centre, jashim, other_centre, signed_in):
    centre.post("/agent/new/", SENT)
    case, post = Case.objects.get(), Holding.objects.get(user=jashim).post
    today = timezone.localdate()
    Holding.objects.filter(user=jashim).update(until=today - timedelta(days=1))
    assert centre.get(f"/agent/{case.number}/").status_code == 403
    Holding.objects.create(user=other_centre, post=post, since=today)
    assert signed_in(other_centre).get(f"/agent/{case.number}/").status_code == 200


def test_the_receipt_is_printed_at_the_centre(centre):
    centre.post("/agent/new/", SENT)
    answer = centre.get(f"/agent/{Case.objects.get().number}/receipt.pdf")
    assert answer.content.startswith(b"%PDF-")


def test_the_office_sees_where_it_came_from(centre, signed_in, karim):
    centre.post("/agent/new/", SENT)
    case = Case.objects.get()
    page = words(signed_in(karim).get(f"/desk/cases/{case.number}/"))
    assert "ডিজিটাল সেন্টার" in page


@pytest.mark.parametrize(
    ("root", "by_day", "ended", "read_out"),
    [
        ("", "কবে পাবেন", "কথা কতটা রাখা হলো", "তাঁকে পড়ে শোনান"),
        ("/en", "When you will have it", "How the promise was kept", "read it out to them"),
    ],
)
def test_the_centre_reads_the_same_heading_as_the_citizen(
    centre, client, karim, root, by_day, ended, read_out
):
    centre.post("/agent/new/", SENT)
    case = Case.objects.get(channel=Case.AGENT)
    client.post("/track/", {"number": case.number, "last_four": "0005"})

    def pages():
        return [
            words(each.get(f"{root}/{place}/{case.number}/"))
            for each, place in ((centre, "agent"), (client, "track"))
        ]

    assert [by_day in page for page in pages()] == [True, True]
    assert [read_out in page for page in pages()] == [True, False]
    keep(case, outcome={"words": "তিনটি।"}, actor=("user", karim.pk), now=timezone.now())
    assert [(by_day in page, ended in page) for page in pages()] == [(False, True)] * 2


@pytest.mark.parametrize(
    ("root", "words_of_booked"), [("", "সময় নেওয়া হয়েছে।"), ("/en", "The time is booked.")]
)
def test_a_time_is_booked_for_the_citizen_at_hand(centre, office, jashim, root, words_of_booked):
    post = Post.objects.get(office=office, role=Post.OFFICER)
    centre.post("/agent/new/", SENT)
    case = Case.objects.get(channel=Case.AGENT)
    assert "সময় নিন" not in words(centre.get(f"/agent/{case.number}/"))
    hours = Availability(
        office=office,
        post=post,
        weekdays="0123456",
        begins="10:00",
        ends="12:00",
        first_on=timezone.localdate(),
        submission="hours",
    )
    begin_hours(hours, actor=("user", jashim.pk), now=timezone.now())
    assert "সময় নিন" in words(centre.get(f"/agent/{case.number}/"))
    page = centre.get(f"{root}/agent/{case.number}/appointment/")
    slot = page.context["days"][0].times[0][0]
    answer = centre.post(f"{root}/agent/{case.number}/appointment/", {"slot": slot}, follow=True)
    assert words_of_booked in words(answer)
    booking = coming_of(case.reference)
    assert (booking.state, booking.applicant) == ("booked", case.applicant)
    assert booking.acts.get(name="book").by_id == jashim.pk
    # One application has one appointment; what is there is the citizen's to change.
    assert centre.get(f"/agent/{case.number}/appointment/").status_code == 302


def test_a_time_that_nobody_offers_is_refused_to_an_agent(centre):
    centre.post("/agent/new/", SENT)
    case = Case.objects.get(channel=Case.AGENT)
    answer = centre.post(f"/agent/{case.number}/appointment/", {"slot": "1-20261208T0400Z"})
    assert answer.status_code == 422
    assert coming_of(case.reference) is None
