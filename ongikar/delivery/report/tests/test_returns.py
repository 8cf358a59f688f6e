"""Returns come by themselves: every period once, whenever somebody looks, and a missed one is late."""

from datetime import date, datetime, timedelta

import pytest

from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.clock.watch import watch_clocks
from ongikar.core.i18n.say import override_language
from ongikar.delivery.report.models import StandingReturn
from ongikar.delivery.report.returns import begin_return, end_return, open_due_returns, period_words
from ongikar.journal.models import Entry
from ongikar.people.models import Contact
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.rules import DATE, MONTH, WORKING_DAY, DayRule, Recurrence

pytestmark = pytest.mark.django_db
BEGUN = datetime(2026, 7, 20, 10, tzinfo=TZ)
RULE = Recurrence(MONTH, opens=DayRule(WORKING_DAY, 1, following=True), due=DayRule(DATE, 5, following=True))


@pytest.fixture
def monthly_return(office, karim):
    contact = Contact.objects.create(
        office=office, organisation="জেলা আইসিটি কার্যালয় (নমুনা)", since=date(2026, 1, 1)
    )
    return begin_return(
        office=office,
        service_code="institutional-1",
        title="ল্যাবের মাসিক প্রতিবেদন",
        contact=contact,
        rule=RULE,
        starts_on=date(2026, 7, 1),
        submission="a return",
        actor=("user", karim.pk),
        now=BEGUN,
    )


def months(office):
    cases = Case.objects.filter(office=office, submission__startswith="return-").order_by("id")
    return [(case.answers["period"][0][:7], case.received_at, case.clock.due_at) for case in cases]


def test_the_month_opens_after_it_is_over_and_is_due_on_its_day(office, monthly_return):
    assert list(open_due_returns(datetime(2026, 7, 31, 10, tzinfo=TZ))) == []
    # August 1 and 2026-08-05 is a holiday of the sample calendar: the day rolls.
    [case] = open_due_returns(datetime(2026, 8, 2, 10, tzinfo=TZ))
    assert case.answers["period"] == ["2026-07-01", "2026-07-31"]
    assert case.clock.topic == "case"
    calendar = office.calendar
    due = calendar.next_open_day(date(2026, 8, 4))
    assert case.clock.due_at.astimezone(TZ).date() == due
    assert case.applicant is None


def test_after_any_downtime_the_cases_are_the_same(office, monthly_return):
    end = datetime(2026, 12, 10, 10, tzinfo=TZ)
    now = BEGUN
    while now < end:
        list(open_due_returns(now))
        now += timedelta(hours=7)
    watched = months(office)
    assert [month for month, *_ in watched] == ["2026-07", "2026-08", "2026-09", "2026-10", "2026-11"]
    Case.objects.filter(pk__in=[]).delete()
    other = StandingReturn.objects.create(
        office=office,
        service_code="institutional-1",
        title="অন্যটি",
        contact=monthly_return.contact,
        rule=RULE.as_data(),
        starts_on=monthly_return.starts_on,
        look_at=BEGUN,
        made_at=BEGUN,
        submission="another",
    )
    opened = list(open_due_returns(end))
    assert [
        (case.answers["period"][0][:7], case.received_at, case.clock.due_at) for case in opened
    ] == watched
    assert StandingReturn.objects.get(pk=other.pk).look_at > end


def test_a_missed_month_is_a_broken_promise_like_any_other(office, monthly_return):
    list(open_due_returns(datetime(2026, 8, 2, 10, tzinfo=TZ)))
    case = Case.objects.get(office=office, submission__startswith="return-")
    watch_clocks(datetime(2026, 8, 20, 10, tzinfo=TZ))
    assert Entry.objects.filter(verb="case.broken", subject_id=case.clock_id).exists()
    assert case.clock.is_late(datetime(2026, 8, 20, 10, tzinfo=TZ))


def test_one_that_is_ended_opens_no_further_period(office, monthly_return, karim):
    list(open_due_returns(datetime(2026, 8, 2, 10, tzinfo=TZ)))
    end_return(monthly_return, actor=("user", karim.pk), now=datetime(2026, 8, 3, 10, tzinfo=TZ))
    end_return(monthly_return, actor=("user", karim.pk), now=datetime(2026, 8, 3, 10, tzinfo=TZ))
    assert list(open_due_returns(datetime(2026, 12, 3, 10, tzinfo=TZ))) == []
    assert Entry.objects.filter(verb="return.ended").count() == 1


def test_its_page_says_what_for_which_time_and_to_whom(office, monthly_return):
    [case] = open_due_returns(datetime(2026, 8, 2, 10, tzinfo=TZ))
    with override_language("en"):
        assert [answer for _, answer in kind_of(case.row).facts(case)] == [
            "ল্যাবের মাসিক প্রতিবেদন",
            "July 2026",
            "জেলা আইসিটি কার্যালয় (নমুনা)",
        ]
    assert kind_of(case.row).request_line(case) == "ল্যাবের মাসিক প্রতিবেদন"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 1), date(2026, 11, 30), "নভেম্বর ২০২৬"),
        (date(2026, 7, 1), date(2026, 9, 30), "জুলাই – সেপ্টেম্বর ২০২৬"),
        (date(2026, 7, 1), date(2027, 6, 30), "জুলাই ২০২৬ – জুন ২০২৭"),
        (date(2026, 11, 22), date(2026, 11, 28), "২২\u00a0নভেম্বর – ২৮\u00a0নভেম্বর ২০২৬"),
    ],
)
def test_a_period_is_called_as_people_call_it(first, last, words):
    assert period_words(first, last) == words


def test_a_return_is_ended_from_its_page_and_its_button_goes(monthly_return, signed_in, karim, time_machine):
    time_machine.move_to(BEGUN, tick=False)
    desk, page = signed_in(karim), f"/desk/returns/{monthly_return.pk}/"
    assert f'action="/en{page}end/"' in desk.get(f"/en{page}").content.decode()
    assert "Every month" in desk.get("/en/desk/returns/").content.decode()
    assert desk.post(f"{page}end/").status_code == 302
    assert f"{page}end/" not in desk.get(f"/en{page}").content.decode()
    assert StandingReturn.objects.get(look_at=None).ended_at == BEGUN


def test_where_the_charter_sends_no_reports_the_page_of_a_new_return_says_so(
    office, signed_in, karim, time_machine
):
    time_machine.move_to(BEGUN, tick=False)
    Service.objects.filter(version__office=office, kind="report").update(kind="advice")
    desk = signed_in(karim)
    for send in (desk.get, desk.post):
        answer = send("/en/desk/returns/new/")
        assert answer.url == "/en/desk/returns/"
        assert "no service of sending reports" in desk.get(answer.url).content.decode()
    assert not StandingReturn.objects.exists()
