"""A poor rating reaches the officer's Today, and the citizen is told what follows."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from ongikar.cases import actions
from ongikar.cases.actions.anonymise import anonymise_case
from ongikar.cases.actions.clock import reopen
from ongikar.cases.models import Case
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.models import Message
from ongikar.rules import case_transitions
from tests.applicants import show_proof

KARIM = ("user", 1)
# Three working days after the Sunday, at closing time.
HEED_BY = datetime.fromisoformat("2026-11-25T17:00:00+06:00")
WORDS = {"way": "rang", "words": "ফোনে কথা হলো, কাল নতুন তালিকা দেব।"}


@pytest.fixture
def rated(receive, now):
    def do(stars=1, words="তালিকা পুরোনো।"):
        case = receive("citizen-1")
        actions.keep(case, outcome={"words": "দেওয়া হলো"}, actor=KARIM, now=now)
        actions.rate(case, stars=stars, words=words, now=now)
        return Case.objects.get(pk=case.pk)

    return do


def page_of(browser, name, *args):
    return browser.get(reverse(name, args=args)).content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize(("stars", "waits"), [(1, True), (2, True), (3, False), (5, False)])
def test_a_rating_of_one_or_two_waits_for_somebody_within_three_working_days(rated, stars, waits):
    assert rated(stars).heed_by == (HEED_BY if waits else None)


def test_it_stands_on_today_leads_to_where_something_can_be_done_and_goes_once_it_is(
    rated, signed_in, karim, now, time_machine
):
    case = rated()
    time_machine.move_to(now)
    desk = signed_in(karim)
    act = reverse("case_act", args=[case.number, "heed"])
    today = page_of(desk, "today")
    assert "অসন্তুষ্ট আবেদনকারী" in today
    assert f'href="{act}?of=' in today
    assert "৫-এ ১ দিয়েছেন" in today
    page = page_of(desk, "case", case.number)
    assert "আবেদনকারী অসন্তুষ্ট: ৫-এ ১" in page
    assert "তালিকা পুরোনো।" in page
    assert 'href="tel:+8801700000001"' in page
    for name in ("heed", "reopen"):
        assert reverse("case_act", args=[case.number, name]) in page
    empty = desk.post(act, {"way": "", "words": "হলো"})
    assert empty.status_code == 422
    assert Case.objects.get(pk=case.pk).heed_by
    assert desk.post(act, WORDS).status_code == 302
    assert f'href="{act}"' not in page_of(desk, "today")
    assert "আবেদনকারী অসন্তুষ্ট" not in page_of(desk, "case", case.number)
    done = case.acts.get(name="heed")
    assert (done.by_id, done.data["way"], done.words) == (karim.pk, "rang", WORDS["words"])


def test_after_its_day_it_stands_there_as_late(rated, signed_in, karim, time_machine):
    rated()
    time_machine.move_to(HEED_BY + timedelta(hours=1))
    line = page_of(signed_in(karim), "today").split("অসন্তুষ্ট আবেদনকারী", 1)[1]
    assert "২৫ নভেম্বর" in line


def test_the_citizen_is_told_who_sees_it_by_when_and_that_they_may_complain(rated, client, now, time_machine):
    case = rated(2)
    time_machine.move_to(now)
    show_proof(client, case)
    page = page_of(client, "track_case", case.number)
    assert "ধন্যবাদ, আপনার মত রাখা হয়েছে: ৫-এ ২" in page
    assert "উপজেলা আইসিটি অফিসার এটি দেখবেন" in page
    assert "২৫ নভেম্বর" in page
    assert reverse("grievance_about", args=[case.number]) in page
    actions.heed_rating(case, actor=KARIM, now=now, **WORDS)
    after = page_of(client, "track_case", case.number)
    assert "কার্যালয় আপনার মত দেখে লিখেছে" in after
    assert WORDS["words"] in after
    assert "এটি দেখবেন" not in after


def test_an_english_page_tells_it_in_english(rated, client, now, time_machine):
    case = rated(2)
    time_machine.move_to(now)
    show_proof(client, case)
    page = client.get("/en" + reverse("track_case", args=[case.number])).content.decode()
    assert "Upazila ICT Officer sees to it by" in page


def test_who_is_content_is_thanked_and_promised_nothing(rated, client, now, time_machine):
    case = rated(5)
    time_machine.move_to(now)
    show_proof(client, case)
    page = page_of(client, "track_case", case.number)
    assert "ধন্যবাদ, আপনার মত রাখা হয়েছে: ৫-এ ৫" in page
    assert "এটি দেখবেন" not in page


def test_messages_say_what_follows_and_what_was_done(receive, office, now):
    from ongikar.cases.actions import Person

    person = Person(name="রহিমা", mobile="+8801700000001", email="rahima@sample.example", address="রংপুর")
    case = receive("citizen-1", person=person)
    actions.keep(case, outcome={"words": "দেওয়া হলো"}, actor=KARIM, now=now)
    later = now + timedelta(minutes=1)
    actions.rate(case, stars=1, words="", now=later)
    run_due_entries(later)
    told = Message.objects.filter(outbox_entry__entry__verb="case.rated")
    assert "উপজেলা আইসিটি অফিসার এটি দেখবেন" in told.get(channel=Message.EMAIL).body
    after = now + timedelta(hours=1)
    actions.heed_rating(Case.objects.get(pk=case.pk), actor=KARIM, now=after, **WORDS)
    run_due_entries(after)
    done = Message.objects.filter(outbox_entry__entry__verb="case.heeded")
    assert "মতের পর কী করা হলো" in done.get(channel=Message.SMS).body
    assert WORDS["words"] in done.get(channel=Message.EMAIL).body


def test_what_is_reopened_is_served_anew_and_waits_no_more(rated, now):
    case = rated()
    reopen(case, reason="তালিকা নতুন করে দিতে হবে।", actor=KARIM, now=now)
    fresh = Case.objects.get(pk=case.pk)
    assert fresh.heed_by is None
    with pytest.raises(case_transitions.TransitionFault):
        actions.heed_rating(fresh, actor=KARIM, now=now, **WORDS)


def test_it_is_seen_to_once_and_what_was_rated_well_never(rated, now):
    case = rated()
    stale = Case.objects.get(pk=case.pk)
    actions.heed_rating(case, actor=KARIM, now=now, **WORDS)
    for again in (case, stale, rated(4)):
        with pytest.raises(case_transitions.TransitionFault):
            actions.heed_rating(again, actor=KARIM, now=now, **WORDS)
    assert case.acts.filter(name="heed").count() == 1


def test_a_poor_rating_of_before_waits_for_nobody(rated, signed_in, karim, now, time_machine):
    case = rated()
    Case.objects.filter(pk=case.pk).update(heed_by=None)
    time_machine.move_to(now)
    desk = signed_in(karim)
    assert "অসন্তুষ্ট আবেদনকারী" not in page_of(desk, "today")
    assert reverse("case_act", args=[case.number, "heed"]) not in page_of(desk, "case", case.number)


def test_retention_leaves_no_line_on_today(rated, now):
    case = rated()
    anonymise_case(case)
    assert Case.objects.get(pk=case.pk).heed_by is None
