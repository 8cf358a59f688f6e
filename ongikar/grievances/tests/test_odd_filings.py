"""Complaints as nobody expects them: against whoever would hear it, somebody who left, another office or none
at all, of 50,000 characters, at a minute to midnight. Each is heard, or refused with a sentence and nothing
written.

Others stand with their part: the same complaint ten times and an appeal after withdrawal in test_withdrawing,
transliterated words in test_ways_in, a malicious file in test_evidence, a hearing on a day that became a
holiday in test_hearings, a decision while the inquiry is open in test_looking_into_it, the last minute of an
appeal in test_terms_of_tiers.
"""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from ongikar.grievances import actions
from ongikar.grievances.models import Grievance
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding
from ongikar.rules.calendar.office_calendar import TZ

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-12-06T11:00:00+06:00")
SENT = {
    "respondent": "upazila-ict-officer",
    "about": "unlawful",
    "text": "টাকা চাওয়া হয়েছে।",
    "kind": "citizen",
    "who": "named",
    "name": "রহিমা খাতুন",
    "mobile": "০১৭০০০০০০০১",
    "submission": "an odd one",
}


@pytest.fixture(autouse=True)
def december(time_machine):
    time_machine.move_to(NOW, tick=False)


def send(root="", **changes):
    return Client().post(f"{root}/grievances/new/", SENT | changes)


def test_against_the_officer_who_hears_complaints_it_goes_to_the_appeal_officer(office, signed_in, salma):
    assert send(respondent="district-ict-officer").status_code == 302
    filed = Grievance.objects.with_related().get()
    assert filed.current.post.slug == "deputy-director-admin"
    desk = signed_in(salma)
    number = filed.number
    assert number not in desk.get("/desk/grievances/").content.decode()
    for address in (f"/desk/grievances/{number}/", f"/desk/grievances/{number}/decide/"):
        assert desk.get(address).status_code == 403
    # She is complained of, and answers as anybody else does.
    assert desk.get(f"/desk/complaints/{number}/").status_code == 200


def test_against_somebody_who_left_it_is_heard_and_the_successor_does_not_read_a_name(
    office, signed_in, karim, shirin, salma, pass_time
):
    """The complaint is about the work of the post; who left has no desk any more, and the decider is told."""
    post = office.posts.get(slug="upazila-ict-officer")
    Holding.objects.filter(user=karim).update(until=date(2026, 12, 1))
    Holding.objects.filter(user=shirin).update(until=date(2026, 12, 5))
    Holding.objects.create(user=shirin, post=post, since=date(2026, 12, 6))
    assert send(who="hidden").status_code == 200
    pass_time(NOW + timedelta(minutes=1))
    number = Grievance.objects.get().number
    assert signed_in(karim).get(f"/desk/complaints/{number}/").status_code in (302, 403)
    page = signed_in(shirin).get(f"/desk/complaints/{number}/")
    assert page.status_code == 200
    assert "রহিমা" not in page.content.decode()
    assert signed_in(salma).get(f"/desk/grievances/{number}/").status_code == 200


@pytest.mark.parametrize("respondent", ["officer-of-theirs", "no-such-post", "", "১' OR 1=1"])
def test_of_another_office_or_of_nobody_it_is_refused_beside_its_field(office, respondent):
    theirs = Office.objects.create(slug="theirs", name_bn="তাদের", name_en="Theirs", geocode="8501")
    Post.objects.create(
        office=theirs, slug="officer-of-theirs", role=Post.OFFICER, title_bn="অ", title_en="A"
    )
    for root, words in (("", "কার কাজ নিয়ে"), ("/en", "Whose work is it about")):
        answer = send(root, respondent=respondent)
        assert answer.status_code == 422
        errors = answer.content.decode().partition('class="errors"')[2].partition("</div>")[0]
        assert words in errors
    assert not Grievance.objects.exists()


def test_about_an_application_that_does_not_exist_nothing_is_told_and_nothing_written(office):
    for number in ("8549-26-1-00099-12345", "no-number"):
        assert Client().get(f"/grievances/about/{number}/").status_code == 302
        assert Client().post(f"/grievances/about/{number}/", SENT).status_code == 302
    assert not Grievance.objects.exists()


def test_of_50_000_characters_it_is_asked_to_be_shorter_and_nothing_is_lost(office):
    for root, words in (("", "৫,০০০"), ("/en", "5,000")):
        answer = send(root, text="ক" * 50_000)
        page = answer.content.decode()
        assert answer.status_code == 422
        errors = page.partition('class="errors"')[2].partition("</div>")[0]
        assert words in errors or words.replace(",", "") in errors
        assert "ক" * 50_000 in page
    assert not Grievance.objects.exists()


def test_at_a_minute_to_midnight_it_is_taken_and_its_days_begin_when_the_office_opens(office, time_machine):
    """It bears the day on which it came; its working days are counted from the next, as of any receipt."""
    ends = []
    for hour in ("2026-12-06T11:00:00+06:00", "2026-12-06T23:59:59+06:00"):
        time_machine.move_to(datetime.fromisoformat(hour), tick=False)
        assert send(submission=hour, text=f"টাকা চাওয়া হয়েছে {hour}").status_code == 302
        filed = Grievance.objects.with_related().latest("pk")
        assert filed.filed_at.astimezone(TZ).date() == date(2026, 12, 6)
        ends.append(filed.current.clock.due_at.astimezone(TZ).date())
    assert ends[1] == office.calendar.next_open_day(ends[0])


def test_decided_on_the_last_day_it_is_in_time_and_one_minute_late_it_is_late(office, desk, salma):
    send()
    filed = Grievance.objects.with_related().get()
    due = filed.current.clock.due_at
    assert not filed.current.clock.is_late(due)
    assert filed.current.clock.is_late(due + timedelta(minutes=1))
    actions.decide(
        stage=filed.current,
        decision="সঠিক।",
        reasons="নথিতে আছে।",
        upheld=True,
        actor=desk(salma, due.astimezone(TZ).date()),
        now=due,
    )
    filed = Grievance.objects.with_related().get()
    assert (filed.stages.get().clock.outcome, filed.stages.get().clock.is_late(due)) == ("kept", False)
