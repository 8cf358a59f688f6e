"""No message at night: what is made in quiet hours waits for their end, and goes out as one message to each
recipient.
"""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from ongikar.cases import actions
from ongikar.cases.models import Case
from ongikar.clock.tests.calendars import order, row
from ongikar.journal.models import OutboxEntry
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.models import Message
from ongikar.notices.rules import split_message
from ongikar.offices.calendars import adopt_files

pytestmark = pytest.mark.django_db
SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
NIGHT = datetime.fromisoformat("2026-11-22T22:30:00+06:00")
MORNING = datetime.fromisoformat("2026-11-23T08:00:00+06:00")
OPENING = datetime.fromisoformat("2026-11-23T09:00:00+06:00")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def officer(karim):
    return ("user", karim.pk)


def to_applicant(**having):
    return Message.objects.filter(person__startswith="applicant", **having).order_by("pk")


def to_posts(**having):
    return Message.objects.filter(person__startswith="post", **having).order_by("pk")


def test_what_is_made_at_night_goes_to_a_citizen_at_eight(receive, real_office, gateway):
    receive(now=NIGHT)
    run_due_entries(NIGHT)
    run_due_entries(MORNING - MINUTE)
    assert not gateway.taken
    (message,) = to_applicant()
    assert (message.status, message.not_before) == (Message.MADE, MORNING)
    run_due_entries(MORNING)
    [taken] = gateway.taken
    assert taken["text"] == message.body
    message.refresh_from_db()
    assert (message.status, message.sent_at) == (Message.SENT, MORNING)


def test_and_to_an_officer_when_the_office_opens(receive, real_office, mail):
    receive(now=NIGHT)
    run_due_entries(NIGHT)
    run_due_entries(OPENING - MINUTE)
    assert not mail.mails
    run_due_entries(OPENING)
    assert len(mail.mails) == 1


def test_no_news_of_an_application_that_was_answered_before_the_office_opened(
    receive, real_office, mail, officer
):
    answered, waits = receive(now=NIGHT), receive(now=NIGHT + MINUTE)
    run_due_entries(NIGHT + MINUTE)
    actions.keep(answered, outcome={"words": "দেওয়া হলো।"}, actor=officer, now=MORNING)
    run_due_entries(OPENING)
    told = to_posts(outbox_entry__entry__verb="case.received")
    assert dict(told.values_list("subject_id", "status")) == {
        answered.pk: Message.KEPT_IN_TRAY,
        waits.pk: Message.SENT,
    }
    news = [each["Subject"] for each in mail.mails if "নতুন আবেদন" in each["Subject"]]
    assert len(news) == 1


def test_an_officer_is_left_alone_on_a_holiday_ordered_meanwhile(receive, real_office, mail):
    receive(now=NIGHT)
    run_due_entries(NIGHT)
    order(real_office, row("local", "2026-11-23"), now=NIGHT + MINUTE)
    run_due_entries(OPENING)
    assert not mail.mails
    run_due_entries(OPENING + timedelta(days=1))
    # What moved by the order is told to the citizen alone.
    assert len([each for each in mail.mails if "নতুন আবেদন" in each["Subject"]]) == 1


def test_a_holiday_withdrawn_meanwhile_lets_it_go_sooner(receive, real_office, mail):
    order(real_office, row("local", "2026-11-23"), now=NIGHT - MINUTE)
    receive(now=NIGHT)
    run_due_entries(NIGHT)
    order(real_office, row("withdrawn", "2026-11-23"), now=NIGHT + MINUTE)
    OutboxEntry.objects.filter(reaction="notices.reactions.send_due_message").exclude(next_try=None).update(
        next_try=OPENING
    )
    run_due_entries(OPENING)
    assert [each["Subject"] for each in mail.mails if "নতুন আবেদন" in each["Subject"]]


def test_by_day_it_goes_at_once(receive, real_office, gateway):
    receive(now=SUNDAY)
    run_due_entries(SUNDAY)
    assert len(gateway.taken) == 1
    assert to_applicant().get().not_before is None


def test_what_waited_for_one_recipient_goes_as_one_message(
    receive, real_office, gateway, rahima_with_mail, mail
):
    first, second = (
        receive(now=NIGHT, person=rahima_with_mail),
        receive(now=NIGHT + MINUTE, person=rahima_with_mail),
    )
    run_due_entries(NIGHT + 2 * MINUTE)
    run_due_entries(OPENING)
    run_due_entries(OPENING)
    [taken] = gateway.taken
    assert "২টি খবর" in taken["text"]
    assert all(part in taken["text"].replace("\u00a0", " ") for part in ("৮৫৪৯-২৬-", "/mine/"))
    [letter] = [each for each in mail.mails if each["To"] == "rahima@example.com"]
    words = letter.get_body(["plain"]).get_content()
    assert first.number in words
    assert second.number in words
    assert words.count("প্রিয় রহিমা খাতুন,") == 1
    # The officer's two too: one message.
    assert len(mail.mails) == 2
    parted = to_applicant(status=Message.IN_DIGEST, channel="sms")
    assert parted.count() == 2
    assert {each.digest_id for each in parted} == {to_applicant(status=Message.SENT, channel="sms").get().pk}
    assert (
        not OutboxEntry.objects.exclude(next_try=None)
        .filter(reaction="notices.reactions.send_due_message")
        .exists()
    )


def test_two_people_who_wait_are_told_apart(receive, real_office, gateway, rahima):
    receive(now=NIGHT)
    receive(now=NIGHT, person=replace(rahima, name="করিম মিয়া", mobile="+8801700000003"))
    run_due_entries(NIGHT)
    run_due_entries(OPENING)
    assert {taken["to"] for taken in gateway.taken} == {"+8801700000001", "+8801700000003"}
    assert not Message.objects.filter(status=Message.IN_DIGEST, person__startswith="applicant").exists()


def test_what_fails_is_not_tried_again_at_night(receive, real_office, gateway):
    evening = datetime.fromisoformat("2026-11-22T19:59:50+06:00")
    gateway.refusals = 1
    receive(now=evening)
    run_due_entries(evening)
    for minutes in range(0, 12 * 60, 20):
        run_due_entries(evening + timedelta(minutes=minutes, seconds=10))
    assert not gateway.taken
    run_due_entries(MORNING)
    assert len(gateway.taken) == 1


def test_a_breach_is_told_at_once(receive, real_office, gateway, pass_time):
    case = receive(now=SUNDAY)
    run_due_entries(SUNDAY)
    late = case.clock.due_at + timedelta(hours=5)
    assert late.hour + 6 >= 20
    pass_time(late)
    assert "দুঃখিত" in gateway.taken[-1]["text"]


def test_a_code_that_was_asked_for_is_told_at_once(receive, real_office, gateway, client, time_machine):
    receive(now=SUNDAY)
    run_due_entries(SUNDAY)
    time_machine.move_to(NIGHT, tick=False)
    client.post("/mine/", {"mobile": "01700000001"})
    run_due_entries(NIGHT)
    assert "কোড" in gateway.taken[-1]["text"]


def test_in_a_demonstration_it_waits_in_the_tray_and_the_tray_says_until_when(
    receive, signed_in, karim, time_machine
):
    receive(now=NIGHT)
    run_due_entries(NIGHT)
    time_machine.move_to(NIGHT + MINUTE, tick=False)
    page = signed_in(karim).get("/desk/messages/").content.decode().replace("\u00a0", " ")
    assert "সোমবার, ২৩ নভেম্বর ২০২৬, সকাল ৮টায় যাবে" in page
    run_due_entries(OPENING)
    assert set(Message.objects.values_list("status", flat=True)) == {Message.KEPT_IN_TRAY}


def test_the_hours_are_the_offices_own(office, receive, real_office, gateway):
    files = office.calendar_version().said_by_files
    adopt_files(office, files | {"messages": {"citizens": [["10:00", "12:00"]]}}, now=SUNDAY - MINUTE)
    receive(now=SUNDAY.replace(hour=13))
    run_due_entries(SUNDAY.replace(hour=13))
    assert not gateway.taken
    assert to_applicant().get().not_before == SUNDAY.replace(hour=10) + timedelta(days=1)


def served_at_once(service, person, officer, now):
    from django.db import transaction

    with transaction.atomic():
        case = actions.receive_case(
            service=service("citizen-6"),
            person=person,
            answers={},
            channel=Case.COUNTER,
            submission="walk-in",
            now=now,
            actor=officer,
        )
        actions.keep(case, outcome={"words": "দেওয়া হলো।"}, actor=officer, now=now)
    return case


def test_a_walk_in_served_at_once_gets_one_short_message_and_nobody_another(
    service, rahima_with_mail, officer, real_office, gateway, mail
):
    case = served_at_once(service, rahima_with_mail, officer, SUNDAY)
    run_due_entries(SUNDAY)
    run_due_entries(SUNDAY + MINUTE)
    (message,) = Message.objects.all()
    assert (message.channel, message.subject_id) == ("sms", case.pk)
    assert "সেবা দেওয়া হয়েছে" in message.body
    assert len(split_message(message.body)) <= 2
    assert not mail.mails


def test_who_received_it_is_not_told_that_it_came(service, rahima, officer, shirin):
    person = replace(rahima, mobile="+8801700000009")
    for submission, actor in (("his own", officer), ("hers", ("user", shirin.pk))):
        actions.receive_case(
            service=service("citizen-1"),
            person=person,
            answers={},
            channel=Case.COUNTER,
            submission=submission,
            now=SUNDAY,
            actor=actor,
        )
    run_due_entries(SUNDAY)
    (message,) = to_posts()
    assert message.subject_id == Case.objects.get(submission="hers").pk
