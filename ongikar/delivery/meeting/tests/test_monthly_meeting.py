"""Every month owes a meeting, whoever watches and whenever."""

import re
from datetime import date, datetime

import pytest
import time_machine

from ongikar.cases.actions import accept, keep
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case, Draft
from ongikar.cases.officer.counter.views import offered_services
from ongikar.charter.models import Service, service_of
from ongikar.core import cache_version
from ongikar.core.i18n.say import override_language
from ongikar.journal.hash_chain import Sealer
from ongikar.offices.day_roots import day_roots

CODE = "institutional-11"


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+06:00")


@pytest.fixture
def kind(service):
    return kind_of(service(CODE))


def opened(kind, office, moment):
    return [case.answers["month"] for case in kind.open_due_cases(now=at(moment))]


def test_a_month_opens_one_meeting_that_nobody_applied_for(kind, office):
    (case,) = kind.open_due_cases(now=at("2026-11-22T10:00"))
    assert (case.applicant, case.channel) == (None, Case.PLANNED)
    assert case.post_id == case.row.responsible_id
    assert case.received_at == at("2026-11-01T09:00")


def test_it_is_owed_by_the_months_last_working_day(kind, office):
    (case,) = kind.open_due_cases(now=at("2026-10-04T10:00"))
    # 31 October 2026 is a Saturday and the 30th a Friday.
    assert case.clock.due_at == at("2026-10-29T17:00")


def test_opened_again_it_is_the_same_meeting(kind, office, django_assert_num_queries):
    assert opened(kind, office, "2026-11-22T10:00") == ["2026-11-01"]
    with django_assert_num_queries(1):
        assert opened(kind, office, "2026-11-22T10:01") == []
    assert Case.objects.filter(channel=Case.PLANNED).count() == 1


def test_the_first_of_a_month_that_is_closed_opens_nothing_yet(kind, office):
    # 1 January 2027 is a Friday: the month begins on Sunday the 3rd at nine.
    assert opened(kind, office, "2026-12-06T10:00") == ["2026-12-01"]
    assert opened(kind, office, "2027-01-03T08:59") == []
    assert opened(kind, office, "2027-01-03T09:00") == ["2027-01-01"]


def test_months_missed_while_nobody_watched_are_opened_late_and_are_owed_since_then(kind, office):
    opened(kind, office, "2026-08-04T10:00")
    late = list(kind.open_due_cases(now=at("2026-11-22T10:00")))
    assert [case.answers["month"] for case in late] == ["2026-09-01", "2026-10-01", "2026-11-01"]
    assert [case.clock.is_late(at("2026-11-22T10:00")) for case in late] == [True, True, False]


def test_downtime_of_any_length_changes_no_due_day(kind, office):
    opened(kind, office, "2026-08-04T10:00")
    watched = {}
    for moment in ("2026-09-01T09:00", "2026-10-01T09:00", "2026-11-01T09:00"):
        watched |= {case.submission: case.clock.due_at for case in kind.open_due_cases(now=at(moment))}
    for case in Case.objects.filter(submission__in=watched):
        case.acts.all().delete()
        clock = case.clock
        case.delete()
        clock.facts.all().delete()
        clock.delete()
    slept = {case.submission: case.clock.due_at for case in kind.open_due_cases(now=at("2026-11-22T10:00"))}
    assert slept == watched != {}


def test_before_the_charter_is_in_force_no_meeting_is_owed(kind, office):
    assert opened(kind, office, "2026-06-22T10:00") == []


def test_an_office_whose_charter_has_no_meeting_owes_none(kind, office, service, django_assert_num_queries):
    Service.objects.filter(pk=service(CODE).pk).update(kind="event")
    with django_assert_num_queries(1):
        assert opened(kind, office, "2026-11-22T10:00") == []


def test_a_row_that_is_no_monthly_series_raises_nothing(kind, office, service):
    Service.objects.filter(pk=service(CODE).pk).update(options={"series": "on_request"})
    assert opened(kind, office, "2026-11-22T10:00") == []


@pytest.mark.parametrize(
    ("tongue", "month"), [("bn", ("মাস", "নভেম্বর ২০২৬")), ("en", ("Month", "November 2026"))]
)
def test_the_month_is_told_in_words(kind, office, tongue, month):
    (case,) = kind.open_due_cases(now=at("2026-11-22T10:00"))
    with override_language(tongue):
        assert kind.facts(case)[0] == month
        assert len(kind.facts(case)) == 2


def test_a_meeting_somebody_asks_for_is_held_by_the_day_they_named(kind, service, receive):
    row = service(CODE)
    form = kind.intake_form(
        {"subject": "ল্যাব", "hold_by": "২৬/১১/২০২৬", "agenda": "মেরামত"},
        service=row,
        today=date(2026, 11, 22),
    )
    assert form.is_valid(), form.errors
    assert receive(CODE, answers=form.as_answers()).clock.due_at == at("2026-11-26T17:00")


def test_the_minutes_carry_the_last_seal_of_the_day_before_they_were_issued(kind, office, receive, karim):
    receive(now=at("2026-11-22T10:00"))
    Sealer()(at("2026-11-22T10:01"))
    (root,) = day_roots(office, [date(2026, 11, 22)])
    (case,) = kind.open_due_cases(now=at("2026-11-22T11:00"))
    accept(case, actor=("user", karim.pk), now=at("2026-11-22T12:00"))
    outcome = {
        "held_on": "2026-11-23",
        "present": 9,
        "quorum": "yes",
        "words": "আলোচনা",
        "decisions": "সিদ্ধান্ত",
        "copy_to": "",
    }
    keep(case, outcome=outcome, actor=("user", karim.pk), now=at("2026-11-23T12:00"))
    case.refresh_from_db()
    # What is sealed later changes nothing in them.
    Sealer()(at("2026-11-23T12:01"))
    assert kind.result(case).parts[-1] == ("খতিয়ানের শেষ সিল", root.line())


class TestNobodyAppliesForTheMonthlyMeeting:
    """The charter promises a meeting in every month, and to no institution one beside it."""

    @pytest.fixture
    def asked(self, service):
        """The same row, under which meetings are held when asked for."""
        row = service(CODE)
        Service.objects.filter(pk=row.pk).update(options={"series": "asked"})
        cache_version.invalidate_now()
        service_of.cache_clear()
        return row

    @pytest.mark.parametrize(
        ("root", "why", "nobody"),
        [
            ("", "কেউ না চাইলেও কার্যালয় প্রতি মাসে", "আবেদন লাগে না"),
            ("/en", "whoever asks or not", "Nobody need apply"),
        ],
    )
    def test_its_page_says_so_and_offers_no_form(self, client, office, root, why, nobody):
        page = client.get(f"{root}/services/{CODE}/").content.decode()
        assert why in page
        assert nobody in page
        assert f"/services/{CODE}/apply/" not in page
        # No other day than the month's last stands beside it.
        assert not re.search("শুরু করার <b>|of beginning", page)
        for answer in (
            client.get(f"{root}/services/{CODE}/apply/"),
            client.post(f"{root}/services/{CODE}/apply/", {}),
        ):
            assert answer.status_code == 404
            assert why in answer.content.decode()
        assert not Draft.objects.exists()
        assert client.get(f"{root}/services/{CODE}/form/").status_code == 404

    def test_what_was_begun_before_is_not_sent(self, client, office, now):
        draft = Draft.objects.create(token="begun-before", office=office, service_code=CODE, begun_at=now)
        with time_machine.travel(now, tick=False):
            assert client.get(f"/apply/{draft.token}/questions/").status_code == 410

    def test_neither_the_counter_nor_an_agent_is_offered_it(self, office, now):
        assert CODE not in {row.code for row in offered_services(office, now)}
        assert {"citizen-1", "institutional-10"} <= {row.code for row in offered_services(office, now)}

    def test_a_meeting_that_is_held_when_asked_for_is_applied_for(self, client, asked, office, now):
        assert client.get(f"/services/{CODE}/apply/").status_code == 200
        assert f"/services/{CODE}/apply/" in client.get(f"/services/{CODE}/").content.decode()
        assert CODE in {row.code for row in offered_services(office, now)}
