"""A new office owes nothing from before it was made: neither the calendar nor its charter makes it late on
its first day, and the public account says so.
"""

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse

from ongikar.cases.kinds import kinds
from ongikar.cases.models import Case
from ongikar.clock.models import Clock
from ongikar.core import cache_version
from ongikar.delivery.report.models import StandingReturn
from ongikar.delivery.report.returns import begin_return
from ongikar.delivery.upkeep.actions import begin_item
from ongikar.grievances.upward.reports import monthly
from ongikar.grievances.upward.yearly import meeting_owed
from ongikar.journal.models import Entry
from ongikar.office_files import importing, reading
from ongikar.office_files.exporting import export_office
from ongikar.office_files.reading import OfficeFileFault
from ongikar.offices.models import Office, Post
from ongikar.operations import worker
from ongikar.people.models import Contact, Holding, User
from ongikar.tasks.actions.series import begin_series
from ongikar.tasks.models import Series, Task
from ongikar.tasks.rules import MONTH, DayRule, Recurrence
from ongikar.tasks.transitions import TaskFault

from .office_folders import FOLDERS, copy_folder

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MEETING = "institutional-11"


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+06:00")


# The evening before a month, its first working hour, the middle of it, the last quarter of a fiscal year, and
# its first and last days.
MADE = (
    "2026-11-30T16:30",
    "2026-11-30T23:50",
    "2026-12-01T09:30",
    "2026-11-22T10:00",
    "2026-12-31T16:59",
    "2026-07-02T10:00",
    "2026-08-31T17:30",
)
each_moment = pytest.mark.parametrize("made", MADE)
# Of the lines of the journal that a first minute writes, none says that anything is owed.
TOLD = {"office.loaded", "rows.adopted", "calendar.ending", "charter.judged", "message.made", "message.sent"}


def load(folder: Path, now: datetime) -> Office:
    importing.load_office(reading.read_office(folder, with_demo=False), now=now)
    return Office.objects.get(slug=folder.name)


@pytest.fixture
def made_at(no_office, tmp_path):
    """`made_at(moment, owes_since=…)`: a new office with the charter of the sample office."""

    def do(moment: str, owes_since: str = "") -> Office:
        folder = copy_folder(FOLDERS[0], tmp_path, "new-office")
        if owes_since:
            path = folder / "office.toml"
            path.write_text(
                path.read_text("utf-8").replace("[office]\n", f"[office]\nowes_since = {owes_since}\n"),
                "utf-8",
            )
        return load(folder, at(moment))

    return do


def run_rounds(moment: datetime, minutes: int = 3) -> None:
    monthly._entered.clear()
    with time_machine.travel(moment, tick=False) as clock:
        for _ in range(minutes):
            worker.run_round(moment)
            moment += timedelta(minutes=1)
            clock.move_to(moment)
    cache_version.invalidate_now()


def late_clocks(office: Office, now: datetime) -> list[Clock]:
    return [clock for clock in Clock.objects.filter(office=office) if clock.is_late(now)]


@each_moment
def test_the_first_minutes_of_an_office_raise_nothing_that_is_late_or_runs_since_before(made_at, made):
    office, now = made_at(made), at(made)
    already = set(Entry.objects.values_list("pk", flat=True))
    run_rounds(now)
    assert not late_clocks(office, now + timedelta(days=1))
    assert not Clock.objects.filter(office=office, started_at__lt=office_begins(office)).exists()
    assert not Task.objects.exists()
    verbs = set(Entry.objects.exclude(pk__in=already).values_list("verb", flat=True))
    assert verbs <= TOLD | {"case.received"}


def office_begins(office: Office) -> datetime:
    return at(f"{office.owes_since.isoformat()}T00:00")


@pytest.mark.parametrize("tongue", ["", "/en"])
@pytest.mark.parametrize("made", ["2026-11-30T16:30", "2026-11-30T17:40"])
def test_its_account_says_that_nothing_fell_due_yet_and_no_rate(made_at, made, tongue, client):
    made_at(made)
    run_rounds(at(made))
    with time_machine.travel(at(made) + timedelta(minutes=5), tick=False):
        page = client.get(f"{tongue}/account/").content.decode()
        figures = client.get(f"{tongue}/").content.decode()
    assert not re.search(r"\b[0০]%", re.sub(r"<svg.*?</svg>|<[^>]+>", " ", page + figures, flags=re.DOTALL))
    said = "no promise has fallen due yet" if tongue else "এখনো কোনো কথার শেষ দিন পেরোয়নি"
    assert said in page


@pytest.mark.parametrize("made", ["2026-11-30T16:30", "2026-11-30T17:40"])
def test_the_officers_today_has_nothing_late(made_at, made, client):
    office = made_at(made)
    user = User.objects.create(username="officer", name_bn="কর্মকর্তা", name_en="Officer")
    post = office.posts.get(slug="upazila-ict-officer")
    Holding.objects.create(user=user, post=post, since=date(2020, 1, 1))
    Office.objects.filter(pk=office.pk).update(is_demo=True)
    run_rounds(at(made))
    with time_machine.travel(at(made) + timedelta(minutes=5), tick=False):
        client.force_login(user, backend="ongikar.people.sign_in.StaffBackend")
        page = client.get("/en/desk/today/").content.decode()
    assert "Nothing is due" in page or "late" not in re.sub(r"<[^>]+>", " ", page).lower()


@pytest.mark.parametrize("name", sorted(kinds()))
@each_moment
def test_no_kind_owes_by_itself_what_began_before_the_office(made_at, name, made):
    office, now = made_at(made), at(made)
    owed = list(kinds()[name].open_due_cases(now=now + timedelta(minutes=1)))
    assert all(case.received_at >= office_begins(office) for case in owed)
    assert kinds()[name].watch(now=now + timedelta(minutes=1)) == 0


def meetings(moment: str) -> list[str]:
    return [case.answers["month"] for case in kinds()["meeting"].open_due_cases(now=at(moment))]


def test_the_first_meeting_is_that_of_the_first_whole_month(made_at, django_assert_num_queries):
    made_at("2026-11-03T10:00")
    with django_assert_num_queries(1):
        assert meetings("2026-11-30T10:00") == []
    assert meetings("2026-12-01T09:00") == ["2026-12-01"]


def test_made_on_the_first_of_a_month_it_owes_that_months_meeting(made_at):
    made_at("2026-12-01T09:30")
    assert meetings("2026-12-01T09:31") == ["2026-12-01"]


def test_an_office_that_names_its_first_day_owes_from_then_on(made_at):
    office = made_at("2026-11-30T10:00", owes_since="2026-11-01")
    assert office.owes_since == date(2026, 11, 1)
    assert meetings("2026-11-30T10:01") == ["2026-11-01"]


def test_before_a_first_day_that_is_still_to_come_nothing_is_owed(made_at):
    made_at("2026-11-30T10:00", owes_since="2027-02-01")
    assert meetings("2027-01-31T10:00") == []
    assert meetings("2027-02-01T10:00") == ["2027-02-01"]


def test_a_charter_published_in_the_middle_of_a_month_promises_that_months_meeting_to_nobody(made_at):
    office = made_at("2026-10-20T10:00")
    office.charters.update(effective_from=date(2026, 11, 30))
    assert meetings("2026-11-30T17:30") == []
    assert meetings("2026-12-01T10:00") == ["2026-12-01"]


def test_an_office_of_an_earlier_version_owes_as_it_did(made_at, tmp_path):
    office = made_at("2026-11-30T10:00")
    Office.objects.filter(pk=office.pk).update(owes_since=None)
    assert meetings("2026-11-30T10:01") == ["2026-11-01"]
    opened = Case.objects.get()
    # Loaded again by the newer program it is given no first day, and what was raised stays.
    office = load(tmp_path / "new-office", at("2026-12-05T10:00"))
    assert office.owes_since is None
    assert Case.objects.get() == opened
    assert meetings("2026-12-05T10:00") == ["2026-12-01"]


def test_loaded_again_it_keeps_its_first_day(made_at, tmp_path):
    made_at("2026-11-30T10:00")
    assert load(tmp_path / "new-office", at("2027-03-05T10:00")).owes_since == date(2026, 11, 30)


def test_written_out_as_files_it_keeps_its_first_day(made_at, tmp_path, no_office):
    office = made_at("2026-11-30T10:00")
    folder = tmp_path / "elsewhere" / office.slug
    folder.parent.mkdir()
    export_office(office, folder)
    files = reading.read_office(folder, with_demo=False)
    assert files.office["owes_since"] == date(2026, 11, 30)


def test_a_first_day_that_is_no_date_is_a_fault_of_the_file(made_at):
    with pytest.raises(OfficeFileFault) as fault:
        made_at("2026-11-30T10:00", owes_since='"soon"')
    assert ("তারিখ" in fault.value.bn, "a date" in fault.value.en) == (True, True)


@pytest.mark.parametrize(
    ("made", "now", "is_asked"),
    [
        ("2026-11-30T10:00", "2027-05-02T10:00", False),
        ("2027-04-20T10:00", "2027-05-02T10:00", False),
        ("2026-07-01T10:00", "2027-05-02T10:00", True),
        ("2026-11-30T10:00", "2028-05-02T10:00", True),
    ],
)
def test_a_year_without_complaints_needs_its_meeting_only_where_the_whole_year_was_the_offices(
    made_at, made, now, is_asked
):
    office = made_at(made)
    assert meeting_owed(office, at(now)) is is_asked
    run_rounds(at(now), 1)
    assert Entry.objects.filter(verb=monthly.NONE_YET).exists() is is_asked


def test_no_figures_of_a_month_before_the_office_are_told(made_at):
    made_at("2026-11-30T10:00")
    run_rounds(at("2026-12-01T10:00"), 1)
    assert not Entry.objects.filter(verb=monthly.OVER).exists()


def series_since(office: Office, day: date) -> Series:
    officer = office.posts.get(slug="upazila-ict-officer")
    return begin_series(
        office=office,
        title="হাজিরা খাতা",
        owner=office.posts.get(role=Post.ASSISTANT),
        given_by=officer,
        rule=Recurrence(MONTH),
        starts_on=day,
        submission=f"since-{day}",
        actor=("post", officer.pk),
        now=at("2026-11-30T10:00"),
    )


def test_a_series_of_tasks_begins_no_earlier_than_the_office(made_at):
    office = made_at("2026-11-30T10:00")
    with pytest.raises(TaskFault) as fault:
        series_since(office, date(2026, 10, 1))
    assert fault.value.field == "starts_on"
    assert "৩০\u00a0নভেম্বর ২০২৬" in fault.value.words
    assert not Series.objects.exists()
    series_since(office, date(2026, 11, 30))
    run_rounds(at("2026-11-30T10:01"), 1)
    assert [task.period for task in Task.objects.all()] == ["2026-11-01"]
    assert not late_clocks(office, at("2026-11-30T10:02"))


def test_what_must_stay_fresh_is_owed_from_the_offices_first_day(made_at):
    office = made_at("2026-11-30T10:00", owes_since="2027-01-03")
    officer = office.posts.get(slug="upazila-ict-officer")
    item = begin_item(
        office=office,
        sort="other",
        title="ওয়েবসাইট",
        how_often="monthly",
        owner=officer,
        given_by=officer,
        last_known=date(2025, 1, 1),
        submission="fresh",
        actor=("post", officer.pk),
        now=at("2026-11-30T10:00"),
    )
    assert item.series.starts_on == date(2027, 1, 3)


@pytest.fixture
def desk(made_at, client):
    office = made_at("2026-11-30T10:00")
    Office.objects.filter(pk=office.pk).update(is_demo=True)
    user = User.objects.create(username="officer", name_bn="কর্মকর্তা", name_en="Officer")
    post = office.posts.get(slug="upazila-ict-officer")
    Holding.objects.create(user=user, post=post, since=date(2020, 1, 1))
    client.force_login(user, backend="ongikar.people.sign_in.StaffBackend")
    return office, client


@pytest.mark.parametrize(("tongue", "words"), [("", "এ কার্যালয়ের হিসাব শুরু"), ("/en", "This office owes from")])
def test_a_day_before_the_office_is_refused_beside_its_field_and_nothing_is_lost(desk, tongue, words):
    office, browser = desk
    contact = Contact.objects.create(office=office, organisation="জেলা কার্যালয়", since=date(2020, 1, 1))
    sent = {
        "title": "মাসিক প্রতিবেদন",
        "contact": contact.pk,
        "service": "institutional-8",
        "unit": MONTH,
        "nth": "5",
        "counted": "date",
        "starts_on": "2026-10-01",
        "token": "a-token-of-some-length",
    }
    with time_machine.travel(at("2026-11-30T10:05"), tick=False):
        answer = browser.post(f"{tongue}{reverse('returns_new')}", sent)
    page = answer.content.decode()
    assert answer.status_code == 422, page
    assert words in page
    assert "মাসিক প্রতিবেদন" in page
    assert not StandingReturn.objects.exists()


def test_a_regular_return_is_owed_of_no_time_before_the_office(desk):
    office, _ = desk
    contact = Contact.objects.create(office=office, organisation="জেলা কার্যালয়", since=date(2020, 1, 1))
    begin_return(
        office=office,
        service_code="institutional-8",
        title="মাসিক প্রতিবেদন",
        contact=contact,
        rule=Recurrence(MONTH, due=DayRule("date", 5, following=True)),
        starts_on=date(2026, 9, 1),
        submission="return",
        actor=("command", None),
        now=at("2026-11-30T10:00"),
    )
    owed = list(kinds()["report"].open_due_cases(now=at("2026-11-30T10:01")))
    assert [case.answers["period"][0] for case in owed] == ["2026-11-01"]
    assert not late_clocks(office, at("2026-11-30T10:02"))
