"""An event goes from its requisition to its report, and says what its records say."""

import io
from datetime import date, datetime, timedelta

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ongikar.cases import actions as case_actions
from ongikar.cases.actions import agreed_days
from ongikar.cases.adoption import adopt_open_cases
from ongikar.cases.kinds import OutcomeFault, kind_of
from ongikar.cases.models import Case
from ongikar.certificates.bulk import issue_order
from ongikar.certificates.models import Certificate, CertificateOrder
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.event import actions
from ongikar.delivery.event.account import EventAccount
from ongikar.delivery.event.certifying import certify_event
from ongikar.delivery.event.desk import DESK
from ongikar.delivery.event.models import BudgetLine, Event, Programme, Voucher
from ongikar.delivery.event.national_days import coming_days, national_days, read_day
from ongikar.delivery.event.views import report_data
from ongikar.gatherings.actions import (
    SHEET,
    add_member,
    add_photo,
    count_heads,
    mark_attendance,
    photos_of,
    record_gathering,
)
from ongikar.gatherings.models import Gathering, Mark, Member
from ongikar.papers.check import clean_file
from ongikar.people.models import GONE, Applicant, Holding
from ongikar.records.actions import perform, strike
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.actions import report_task, verify_task
from ongikar.tasks.models import Task

pytestmark = pytest.mark.django_db
CODE = "institutional-2"
ANSWERS = {
    "sort": "workshop",
    "topic": "নিরাপদ ইন্টারনেট",
    "held_on": "2026-12-01",
    "begins_at": "11:30:00",
    "hours": 3,
    "place": "নমুনা কলেজ মিলনায়তন",
    "audience": 80,
    "wanted": "একজন বক্তা",
}
BEGINS = datetime.fromisoformat("2026-12-01T11:30:00+06:00")
HELD = BEGINS + timedelta(hours=3)
REPORT = {"held_on": "2026-12-01", "attended": 62, "women": 30, "expense": 0, "words": "কর্মশালা হয়েছে।"}
ITEMS = [
    {"at": "12:00", "title": "মূল আলোচনা", "speaker": "মো. আব্দুল করিম"},
    {"at": "11:30", "title": "উদ্বোধন", "speaker": "অধ্যক্ষ"},
]


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


@pytest.fixture
def case(receive, now):
    return receive(CODE, answers=ANSWERS, now=now)


@pytest.fixture
def event(case):
    return Event.objects.get(case=case)


@pytest.fixture
def agreed(event, actor, now):
    agreed_days.agree_day(event.case, begins=BEGINS, actor=actor, now=now)
    return fresh(event)


def fresh(event):
    row = Event.objects.get(pk=event.pk)
    row.case = Case.objects.with_related().prefetch_related("acts").get(pk=row.case_id)
    return row


def scan():
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(drawn, "PNG")
    return clean_file(drawn.getvalue())


def line_of(event, actor, now, planned=5000, mark="one"):
    line = BudgetLine(event=event, head="৩২১১১১১ আপ্যায়ন", planned=planned)
    return perform(event, line, submission=f"line-{mark}", actor=actor, now=now)


def write_programme(event, items, actor, now):
    return perform(event, Programme.in_order(event, items), actor=actor, now=now)


def state_of_event(event):
    return DESK.state_of(event)


def pay(line, actor, now, amount=1200, number="ভা-১", mark="one", **changed):
    facts = {
        "number": number,
        "paid_on": now.astimezone(TZ).date(),
        "paid_to": "নমুনা হোটেল",
        "what": "চা-নাশতা",
        "amount": amount,
    }
    voucher = Voucher(line=line, **facts | changed)
    sent = {"content": scan(), "submission": f"voucher-{mark}"}
    return perform(line.event, voucher, actor=actor, now=now, **sent)


def hold(event, actor, counted=62):
    gathering = event.standing_gathering
    count_heads(gathering, counted=counted, actor=actor, now=BEGINS)
    record_gathering(gathering, rest="present", actor=actor, now=HELD)


def test_a_requisition_is_numbered_and_stands_in_no_calendar_before_a_day_is_agreed_on(event):
    assert (event.book_serial, event.title, event.minutes) == (1, "নিরাপদ ইন্টারনেট", 180)
    assert event.gathering is None
    assert state_of_event(fresh(event)) == "requested"


def test_with_a_day_agreed_on_it_stands_in_the_calendar(agreed):
    gathering = agreed.standing_gathering
    assert (gathering.starts_at, gathering.ends_at) == (BEGINS, BEGINS + timedelta(hours=3))
    assert (gathering.sort, gathering.is_public, gathering.venue) == ("event", True, "নমুনা কলেজ মিলনায়তন")
    assert gathering.subject == agreed.reference
    assert state_of_event(agreed) == "agreed"


@pytest.mark.fast
def test_another_day_moves_it_and_keeps_its_calendar_id(agreed, actor, now):
    first, later = agreed.standing_gathering, BEGINS + timedelta(days=3)
    agreed_days.propose_day(agreed.case, begins=later, words="হলটি খালি নেই।", actor=actor, now=now)
    assert fresh(agreed).standing_gathering == first
    agreed_days.take_day(agreed.case, begins=later, now=now)
    moved = fresh(agreed).standing_gathering
    assert (moved.starts_at, moved.uid, moved.sequence) == (later, first.uid, 1)
    assert moved.ends_at - moved.starts_at == timedelta(hours=3)


def preparations(event):
    """What its checklist asks to be ready by the day: title, due day, state; the newest last."""
    return [
        (task.title[:7], task.clock.due_at.astimezone(TZ).date(), task.state)
        for task in Task.objects.of_subject(event.case.reference).with_related()
    ]


def test_what_must_be_ready_for_the_day_is_work_of_the_assistant_and_follows_the_day(
    agreed, karim, shirin, actor, now
):
    calendar, day = agreed.case.clock.calendar, BEGINS.date()
    before = [calendar.add_working_days(day, -3), calendar.add_working_days(day, -1)]
    begun = calendar.receipt_day(now)
    due = [max(each, begun) for each in before]
    assert [(when, state) for _, when, state in preparations(agreed)] == [(each, "open") for each in due]
    first = Task.objects.of_subject(agreed.case.reference).with_related()[0]
    assert (first.owner_post.role, first.check_post) == ("assistant", agreed.case.post)
    report_task(first, words="১২ জনকে চিঠি দেওয়া হলো।", actor=("user", shirin.pk), now=now)
    verify_task(first, actor=actor, now=now)
    later = BEGINS + timedelta(days=30)
    agreed_days.propose_day(agreed.case, begins=later, words="হলটি খালি নেই।", actor=actor, now=now)
    agreed_days.take_day(agreed.case, begins=later, now=now)
    # What is done stays done; the rest is due before the new day.
    moved = calendar.add_working_days(later.date(), -1)
    assert [(when, state) for _, when, state in preparations(agreed)] == [
        (due[0], "done"),
        (due[1], "dropped"),
        (moved, "open"),
    ]
    case_actions.withdraw(fresh(agreed).case, words="আর লাগবে না।", now=now)
    assert [state for *_, state in preparations(agreed)] == ["done", "dropped", "dropped"]


def test_what_the_vacant_post_of_an_assistant_would_do_falls_to_the_officer(event, actor, now):
    Holding.objects.filter(post__role="assistant").delete()
    agreed_days.agree_day(event.case, begins=BEGINS, actor=actor, now=now)
    for task in Task.objects.of_subject(event.case.reference):
        assert (task.owner_post, task.check_post) == (event.case.post, None)


def test_what_ends_otherwise_is_called_off(agreed, now):
    case_actions.withdraw(agreed.case, words="আর লাগবে না।", now=now)
    assert fresh(agreed).gathering.state == "cancelled"
    assert state_of_event(fresh(agreed)) == "called_off"


def test_it_is_reported_only_after_its_attendance_is_closed_and_with_its_figures(agreed, actor):
    with pytest.raises(OutcomeFault, match="এখনো লেখা শেষ হয়নি"):
        case_actions.keep(agreed.case, outcome=REPORT, actor=actor, now=HELD)
    hold(agreed, actor)
    with pytest.raises(OutcomeFault, match="৬২ জন"):
        case_actions.keep(agreed.case, outcome=REPORT | {"attended": 70}, actor=actor, now=HELD)
    case_actions.keep(agreed.case, outcome=REPORT, actor=actor, now=HELD)
    assert state_of_event(fresh(agreed)) == "reported"


def test_the_report_names_what_the_vouchers_come_to(agreed, actor, now):
    pay(line_of(agreed, actor, now), actor, now)
    hold(agreed, actor)
    with pytest.raises(OutcomeFault, match="১,২০০ টাকা"):
        case_actions.keep(agreed.case, outcome=REPORT, actor=actor, now=HELD)
    case_actions.keep(agreed.case, outcome=REPORT | {"expense": 1200}, actor=actor, now=HELD)


def test_a_programme_is_kept_in_versions_in_the_order_of_time(event, actor, now):
    first = write_programme(event, ITEMS, actor, now)
    assert [item["at"] for item in first.items] == ["11:30", "12:00"]
    assert write_programme(event, ITEMS, actor, now) == first
    second = write_programme(event, ITEMS[:1], actor, now)
    assert (second.number, Programme.objects.count()) == (2, 2)


def test_nothing_is_spent_beyond_its_head(event, actor, now):
    line = line_of(event, actor, now, planned=2000)
    pay(line, actor, now)
    with pytest.raises(ActFault, match="800 taka are left"):
        pay(line, actor, now, amount=900, number="ভা-২", mark="two")
    pay(line, actor, now, amount=800, number="ভা-২", mark="two")
    account = EventAccount(event)
    assert (account.planned_total, account.spent_total, account.remaining) == (2000, 2000, 0)


def test_a_voucher_is_entered_once_however_often_it_is_sent(event, actor, now):
    line = line_of(event, actor, now)
    assert pay(line, actor, now) == pay(line, actor, now)
    with pytest.raises(ActFault, match="entered already"):
        pay(line, actor, now, mark="two")
    assert Voucher.objects.count() == 1


def test_a_voucher_of_tomorrow_or_of_nothing_is_refused(event, actor, now):
    line = line_of(event, actor, now)
    with pytest.raises(ActFault, match="not come yet"):
        pay(line, actor, now, paid_on=now.astimezone(TZ).date() + timedelta(days=1))
    with pytest.raises(ActFault, match="more than 0"):
        pay(line, actor, now, amount=0)


def test_what_is_struck_stays_readable_and_counts_no_more(event, actor, now):
    line = line_of(event, actor, now)
    voucher = pay(line, actor, now)
    with pytest.raises(ActFault, match="has vouchers"):
        strike(line, "budget_line_struck", reason="ভুল খাত", actor=actor, now=now)
    with pytest.raises(ActFault, match="Write why"):
        strike(voucher, "voucher_struck", reason=" ", actor=actor, now=now)
    strike(voucher, "voucher_struck", reason="দুইবার লেখা", actor=actor, now=now)
    assert EventAccount(event).spent_total == 0
    strike(line, "budget_line_struck", reason="ভুল খাত", actor=actor, now=now)
    assert [each.line.struck_reason for each in EventAccount(event).lines] == ["ভুল খাত"]


def test_the_money_stands_once_the_report_is_out(agreed, actor, now):
    line = line_of(agreed, actor, now)
    hold(agreed, actor)
    case_actions.keep(agreed.case, outcome=REPORT, actor=actor, now=HELD)
    line.refresh_from_db()
    with pytest.raises(ActFault, match="The report is out"):
        pay(line, actor, HELD)


def test_a_national_day_is_owed_once_and_stands_in_the_calendar(office, service, actor, now):
    days = {day.key: (on, day) for on, day in coming_days(office, now.date(), date(2026, 12, 31))}
    on, victory = days["victory"]
    assert on == date(2026, 12, 16)
    cases = [
        actions.observe_day(office=office, service=service(CODE), day=victory, on=on, actor=actor, now=now)
        for _ in range(2)
    ]
    assert cases[0].pk == cases[1].pk
    event = Event.objects.get(case=cases[0])
    assert event.national_day == "victory"
    assert event.standing_gathering.starts_at == datetime.fromisoformat("2026-12-16T08:30:00+06:00")
    assert event.case.clock.due_at.astimezone(TZ).date() >= on


def test_national_days_are_data_with_years(office):
    days = national_days(office.slug)
    assert days["digital-bangladesh"].on(2023) == date(2023, 12, 12)
    assert days["digital-bangladesh"].on(2026) is None
    assert days["july-uprising"].on(2024) is None
    assert days["safer-internet"].on(2027) == date(2027, 2, 9)


@pytest.mark.parametrize(
    "row", [{"bn": "ক", "en": "a"}, {"on": "13-40", "bn": "ক", "en": "a"}, {"on": "02-21"}]
)
def test_a_day_that_cannot_be_meant_is_named(row):
    with pytest.raises(ValueError, match="odd"):
        read_day("odd", row)


def test_a_case_of_cyber_advice_opens_an_awareness_class(
    receive, service, client, karim, settings, now, time_machine
):
    time_machine.move_to(now, tick=False)
    client.force_login(karim, backend=settings.AUTHENTICATION_BACKENDS[0])
    advised = receive(
        "citizen-5", answers={"topic": "account", "when": "now", "question": "আইডি হ্যাক"}, now=now
    )
    other = receive("citizen-2", answers={"topic": "other", "question": "কোনটি কিনব?"}, now=now)
    address = f"/desk/events/from/{advised.number}/"
    assert address in client.get(f"/desk/cases/{advised.number}/").content.decode()
    assert client.get(f"/desk/events/from/{other.number}/").status_code == 404
    sent = {
        "topic": "ফেসবুক আইডি নিরাপদ রাখা",
        "on": "2026-12-10",
        "at": "10:00",
        "place": "নমুনা কলেজ",
        "audience": "60",
        "token": "a token that is long enough",
    }
    assert client.post(address, sent | {"on": "2026-01-01"}).status_code == 422
    opened = client.post(address, sent)
    event = Event.objects.get(opened_from=advised)
    assert opened.url == f"/desk/events/{event.pk}/"
    assert client.post(address, sent).url == opened.url
    assert (event.case.is_own_work, event.case.row.code) == (True, CODE)
    assert Gathering.objects.of_subject(event.reference).count() == 1


def test_open_cases_of_before_are_adopted_once_with_the_day_they_were_accepted_for(case, event, actor, now):
    event.delete()
    case_actions.accept(case, actor=actor, now=now)
    Case.objects.filter(pk=case.pk).update(form_version=1)
    due = Case.objects.get(pk=case.pk).clock.due_at
    assert (adopt_open_cases(now), adopt_open_cases(now)) == (1, 0)
    assert Event.objects.get(case=case).standing_gathering.starts_at == BEGINS
    assert Case.objects.get(pk=case.pk).clock.due_at == due


def test_what_tells_of_persons_goes_with_the_case(agreed, actor, now):
    write_programme(agreed, ITEMS, actor, now)
    voucher = pay(line_of(agreed, actor, now), actor, now)
    for _ in range(2):
        kind_of(agreed.case.row).anonymise(agreed.case)
    voucher.refresh_from_db()
    assert (voucher.paid_to, voucher.what, voucher.amount) == (GONE, "", 1200)
    assert {item["speaker"] for item in agreed.programmes.last().items} == {""}
    voucher.paper.refresh_from_db()
    assert not voucher.paper.file


def test_the_report_shows_its_photos_and_the_sheets_pay_whoever_came(
    agreed, client, karim, settings, time_machine, actor
):
    page = f"/desk/events/{agreed.pk}/"
    roster = fresh(agreed).roster
    speaker = add_member(
        roster, name="মো. আব্দুল করিম", role=Member.SPEAKER, since=BEGINS.date(), actor=actor, now=BEGINS
    )
    time_machine.move_to(HELD, tick=False)
    client.force_login(karim, backend=settings.AUTHENTICATION_BACKENDS[0])
    # Nobody is paid before the attendance is closed.
    assert client.get(f"{page}payments/resource_person.pdf").status_code == 404
    hold(agreed, actor)
    gathering = agreed.standing_gathering
    photo = clean_file(picture((90, 160, 120)))
    sheet = clean_file(picture((250, 250, 250)))
    add_photo(gathering, title="পুরস্কার বিতরণ", content=photo, actor=actor, now=HELD)
    add_photo(gathering, title=SHEET[0], content=sheet, actor=actor, now=HELD)
    assert [paper.title for paper in photos_of(gathering)] == ["পুরস্কার বিতরণ"]
    case_actions.keep(agreed.case, outcome=REPORT, actor=actor, now=HELD)
    printed = pypdfium2.PdfDocument(client.get(f"{page}report.pdf").content)
    words = "".join(each.get_textpage().get_text_range() for each in printed)
    assert "পুরস্কার বিতরণ" in words
    assert SHEET[0] not in words
    image = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
    pictures = [each for sheet in printed for each in sheet.get_objects() if each.type == image]
    assert len(pictures) == 1
    # Whoever asked for the event sees nobody's face in it.
    open_report = report_data(fresh(agreed), with_vouchers=False)
    assert not [section for section in open_report["sections"] if "photos" in section]
    paid = client.get(f"{page}payments/resource_person.pdf")
    told = "".join(each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(paid.content))
    assert speaker.name in told
    assert client.get(f"{page}payments/resource_person.xlsx").status_code == 200
    assert client.get(f"{page}payments/nobody.pdf").status_code == 404
    assert f"{page}payments/resource_person.pdf" in client.get(page).content.decode()


def test_whoever_came_gets_a_certificate_of_attendance_once(
    agreed, client, karim, settings, time_machine, actor
):
    page = f"/desk/events/{agreed.pk}/"
    roster = fresh(agreed).roster
    person = Applicant.objects.create(office=agreed.office, name="রহিমা বেগম", mobile="8801700000001")
    given = {"since": BEGINS.date(), "actor": actor, "now": BEGINS}
    add_member(roster, name="মো. আব্দুল করিম", post="প্রভাষক", role=Member.SPEAKER, **given)
    add_member(roster, applicant=person, name=person.name, **given)
    absent = add_member(roster, name="যিনি আসেননি", **given)
    time_machine.move_to(HELD, tick=False)
    client.force_login(karim, backend=settings.AUTHENTICATION_BACKENDS[0])
    refused = client.post(f"{page}certificates/", follow=True)
    assert "উপস্থিতি লেখা শেষ হলে" in refused.content.decode()
    gathering = agreed.standing_gathering
    count_heads(gathering, counted=62, actor=actor, now=BEGINS)
    mark_attendance(
        gathering, absent, value=Mark.ABSENT, via=Mark.SHEET, nonce="absent", actor=actor, now=HELD
    )
    record_gathering(gathering, rest="present", actor=actor, now=HELD)
    assert "উপস্থিতির সনদ দিন" in client.get(page).content.decode()
    for _ in range(2):
        client.post(f"{page}certificates/")
        list(issue_order(CertificateOrder.objects.last()))
    first, second = Certificate.objects.order_by("pk")
    assert (first.holder, second.holder) == (
        roster.members.get(role=Member.SPEAKER).reference,
        ("applicant", person.pk),
    )
    said = first.statement
    assert {code: words[0] for code, words in said.fields.items() if code != "signer"} == {
        "name": "মো. আব্দুল করিম",
        "post": "প্রভাষক",
        "event": agreed.title,
        "time": "১ ডিসেম্বর ২০২৬",
        "place": "নমুনা কলেজ মিলনায়তন",
        "role": "বক্তা",
    }
    assert "২টি সনদ দেওয়া হয়েছে" in client.get(page).content.decode()


def test_an_event_where_only_heads_were_counted_certifies_nobody(agreed, karim, actor):
    hold(agreed, actor)
    with pytest.raises(ActFault, match="Nobody is named"):
        certify_event(fresh(agreed), user=karim, now=HELD)


def picture(colour) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (900, 600), colour).save(drawn, "JPEG")
    return drawn.getvalue()


def test_the_pages_lead_from_the_requisition_to_the_report(
    agreed, client, karim, settings, now, time_machine, actor
):
    time_machine.move_to(now, tick=False)
    client.force_login(karim, backend=settings.AUTHENTICATION_BACKENDS[0])
    page = f"/desk/events/{agreed.pk}/"
    assert agreed.title in client.get("/desk/events/").content.decode()
    row = {"at-0": "11:30", "title-0": "উদ্বোধন", "speaker-0": "অধ্যক্ষ"}
    assert client.post(f"{page}programme/", row | {"title-1": "আলোচনা"}).status_code == 422
    assert client.post(f"{page}programme/", row).status_code == 302
    head = {"head": "আপ্যায়ন", "planned": "৫,০০০", "token": "a token that is long enough"}
    assert client.post(f"{page}budget/", head).status_code == 302
    line = agreed.budget_lines.get()
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(drawn, "PNG")
    sent = {
        "line": str(line.pk),
        "number": "ভা-১",
        "paid_on": "2026-11-22",
        "paid_to": "নমুনা হোটেল",
        "what": "চা",
        "amount": "৬০০০",
        "token": "a token that is long enough",
    }

    def upload(**changed):
        paper = SimpleUploadedFile("v.png", drawn.getvalue(), "image/png")
        return client.post(f"{page}voucher/", sent | changed | {"paper": paper})

    assert "৫,০০০ টাকা আছে" in upload().content.decode()
    assert upload(amount="1200").status_code == 302
    shown = client.get(page).content.decode()
    assert "১,২০০" in shown
    assert "উদ্বোধন" in shown
    assert client.get(f"{page}report.pdf").status_code == 404
    hold(agreed, actor)
    case_actions.keep(agreed.case, outcome=REPORT | {"expense": 1200}, actor=actor, now=HELD)
    for prefix in ("", "/en"):
        printed = pypdfium2.PdfDocument(client.get(f"{prefix}{page}report.pdf").content)[0]
        assert printed.get_textpage().get_text_range()
