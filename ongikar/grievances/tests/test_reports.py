"""The monthly and the quarterly report: what stood, came, was settled and is left, on screen and as files."""

import io
import zipfile
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from ongikar.grievances import actions
from ongikar.grievances.models import Grievance, Stage
from ongikar.grievances.rules.disposal import Disposal, is_following
from ongikar.grievances.upward.reports import periods
from ongikar.grievances.upward.reports.counting import count_period

from .conftest import LATER, MINUTE

NOVEMBER, DECEMBER, JANUARY = (
    periods.month_of(date(2026 + n // 13, (n - 1) % 12 + 1, 1)) for n in (11, 12, 13)
)


@pytest.fixture
def lived(office, filed, decide, pass_time):
    """One complaint decided in December, one that waits past its day, one opened by the office."""
    first = filed()
    decide(first, now=LATER + timedelta(days=2))
    for n, channel in enumerate((Grievance.PHONE, Grievance.OWN_MOTION)):
        actions.file_complaint(
            office=office,
            respondent=first.respondent,
            text="উত্তর পাইনি।",
            channel=channel,
            submission=f"reported-{n}",
            now=LATER + n * MINUTE,
        )
    return first


def test_a_month_begins_with_what_the_one_before_left(lived, office):
    now = datetime.fromisoformat("2027-02-03T10:00:00+06:00")
    november, december, january = (
        count_period(office, each.first, each.until, now).whole for each in (NOVEMBER, DECEMBER, JANUARY)
    )
    assert november == Disposal()
    assert december == Disposal(online=1, on_paper=1, own_motion=1, decided=1)
    assert january == Disposal(brought=2, overdue=2)
    assert is_following(november, december)
    assert is_following(december, january)
    assert january.left == Stage.objects.filter(closed_at__isnull=True).count()


def test_the_on_time_rate_counts_what_is_still_open_past_its_day(lived, office):
    now = datetime.fromisoformat("2027-02-03T10:00:00+06:00")
    quarter = periods.quarter_of(date(2027, 1, 1))
    account = count_period(office, quarter.first, quarter.until, now).account
    assert (account.in_time, account.open_late, account.percent) == (1, 2, 33)


@pytest.mark.parametrize(
    ("word", "first", "until"),
    [
        ("2026-11", date(2026, 11, 1), date(2026, 12, 1)),
        ("2026-q1", date(2026, 7, 1), date(2026, 10, 1)),
        ("2026-q2", date(2026, 10, 1), date(2027, 1, 1)),
        ("2025-q3", date(2026, 1, 1), date(2026, 4, 1)),
        ("2025-q4", date(2026, 4, 1), date(2026, 7, 1)),
    ],
)
def test_a_word_of_an_address_is_a_period(word, first, until):
    found = periods.read_period(word, date(2026, 12, 6))
    assert (found.first, found.until, found.slug) == (first, until, word)


@pytest.mark.parametrize(
    "word", ["2026-13", "2026-00", "2027-01", "2026-q5", "2026-q3", "0000-01", "২০২৬-১১", "x", "9" * 60]
)
def test_a_period_that_is_none_or_has_not_begun_is_not_read(word):
    assert periods.read_period(word, date(2026, 12, 6)) is None


@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize("period", ["2026-12", "2026-q2"])
def test_the_report_stands_on_screen_and_is_taken_along(lived, signed_in, salma, time_machine, root, period):
    time_machine.move_to(LATER + timedelta(days=5))
    browser = signed_in(salma)
    page = browser.get(f"{root}/desk/grievance-reports/{period}/").content.decode()
    assert ("প্রচলিত পদ্ধতিতে প্রাপ্ত" if not root else "Received on paper or in person") in page
    sheet = browser.get(f"{root}/desk/grievance-reports/{period}.xlsx").content
    assert zipfile.ZipFile(io.BytesIO(sheet)).testzip() is None
    assert browser.get(f"{root}/desk/grievance-reports/{period}.pdf").content.startswith(b"%PDF")
    assert browser.get(f"{root}/desk/grievance-reports/2031-01/").status_code == 404
    assert browser.get(reverse("desk_grievance_reports")).status_code == 200


def test_what_comes_again_is_told_of_on_every_desk_but_no_hidden_service(
    office, receive, signed_in, salma, karim, time_machine
):
    for n in range(4):
        actions.file_complaint(
            office=office,
            case=receive(f"citizen-{1 + n // 3}", now=LATER),
            text="উত্তর পাইনি।",
            identity_hidden=n == 3,
            submission=f"again-{n}",
            now=LATER + MINUTE,
        )
    time_machine.move_to(LATER + timedelta(days=1))
    words = "সেবা নিয়ে ১৮০ দিনে ৩টি অভিযোগ"
    desk = signed_in(salma).get(reverse("desk_grievances")).content.decode()
    assert words in desk
    assert "পদের কাজ নিয়ে ১৮০ দিনে ৪টি অভিযোগ" in desk
    browser = signed_in(karim)
    assert words in browser.get(reverse("charter_desk")).content.decode()
    case = Grievance.objects.earliest("pk").case
    assert words in browser.get(reverse("case", args=[case.number])).content.decode()
    quarter = signed_in(salma).get("/desk/grievance-reports/2026-q2/").content.decode()
    assert words in quarter
    assert "নাম গোপন বা নাম ছাড়া" in quarter
    time_machine.move_to(LATER + timedelta(days=200))
    assert words not in signed_in(salma).get(reverse("desk_grievances")).content.decode()


@pytest.mark.parametrize(("many", "told"), [(3, "–"), (6, "৬")])
def test_the_public_account_keeps_small_figures_back(office, karim, client, time_machine, many, told):
    for n in range(many):
        actions.file_complaint(
            office=office,
            respondent=office.posts.get(slug="upazila-ict-officer"),
            text="উত্তর পাইনি।",
            submission=f"public-{n}",
            now=LATER,
        )
    time_machine.move_to(LATER + timedelta(days=2))
    page = client.get(reverse("account")).content.decode()
    figures = page.partition('id="gf"')[2].partition("</table>")[0]
    assert figures.count(f'<td class="r">{told}</td>') == (2 if many == 6 else 5 + 1)
