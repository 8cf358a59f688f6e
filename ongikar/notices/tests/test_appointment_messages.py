"""Whoever has an appointment is told of it in their language, and reminded once, the evening before."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.utils.module_loading import import_string

from ongikar.appointments import actions
from ongikar.appointments.models import Availability, Booking
from ongikar.appointments.watch import do_if_it_may
from ongikar.cases.models.proofs import UNSENT, make_address
from ongikar.journal.actions import ANYONE
from ongikar.journal.models import OutboxEntry
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.appointments import REMINDER, REMINDER_WITHOUT_PAGE, TOLD, TOLD_WITHOUT_PAGE
from ongikar.notices.models import Message
from ongikar.notices.rules import simplify_for_gsm, split_message
from ongikar.offices.models import Post
from ongikar.rules.calendar.office_calendar import TZ

pytestmark = pytest.mark.django_db
SUNDAY = datetime.fromisoformat("2026-11-22T09:00:00+06:00")
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
KARIM = ("user", 1)
VERB = "outbox_entry__entry__verb"


def at(hour, minute=0, *, days=0):
    return datetime.combine(SUNDAY.date() + days * DAY, time(hour, minute), TZ)


# The next Sunday, and the evening before it.
THEN, EVENING = at(10, days=7), at(18, days=6)


@pytest.fixture
def post(office):
    found = Post.objects.select_related("office").get(office=office, role=Post.OFFICER)
    hours = Availability(
        office=office,
        post=found,
        weekdays="06",
        begins="10:00",
        ends="12:00",
        first_on=date(2026, 1, 4),
        soonest=0,
        submission="hours",
    )
    actions.begin_hours(hours, actor=KARIM, now=SUNDAY)
    return found


@pytest.fixture
def give(office, post):
    """`give(THEN)`: the office gives a time, to somebody with a mobile."""

    def do(when=THEN, *, subject=None, mobile="+8801700000002", language="bn", now=SUNDAY):
        return actions.give_time(
            office=office,
            post=post,
            at=when,
            person=None if subject else actions.Person("সুমন রায়", mobile, language),
            subject=subject,
            purpose="মায়ের কাগজ",
            submission=uuid4().hex,
            actor=KARIM,
            now=now,
        )

    return do


def run_worker(now):
    """What the worker told by then of appointments that was not told before."""
    before = set(Message.objects.values_list("pk", flat=True))
    while run_due_entries(now):
        pass
    rows = Message.objects.exclude(pk__in=before).filter(**{f"{VERB}__startswith": "appointment."})
    return [plain(each) for each in rows.order_by("pk")]


def plain(message):
    message.body = message.body.replace("\u00a0", " ")
    return message


def by(booking, do, now=SUNDAY + HOUR, **more):
    do(Booking.objects.with_related().get(pk=booking.pk), actor=KARIM, now=now, **more)


@pytest.mark.fast
def test_whoever_is_given_a_time_is_told_and_reminded_once_the_evening_before(give):
    give()
    (told,) = run_worker(SUNDAY)
    assert "২৯ নভেম্বর, সকাল ১০টা" in told.body
    assert (told.address, told.language) == ("+8801700000002", "bn")
    # A phone shows a message to anybody: what somebody comes for stands in none.
    assert "মায়ের" not in told.body + told.title
    assert run_worker(EVENING - MINUTE) == []
    (reminded,) = run_worker(EVENING)
    assert "মনে করিয়ে দিচ্ছি" in reminded.body
    assert run_worker(EVENING + HOUR) == run_worker(THEN + DAY) == []


def test_told_of_an_application_the_message_leads_to_its_page(give, receive):
    case = receive(now=SUNDAY)
    give(subject=case.reference)
    (told,) = run_worker(SUNDAY)
    assert told.body.endswith(f"/track/?number={case.number}")
    (reminded,) = run_worker(EVENING)
    assert "/o/" in reminded.body


def test_who_speaks_english_is_told_in_english(give):
    give(language="en")
    (told,) = run_worker(SUNDAY)
    assert told.body.startswith("Your appointment is on Sunday, 29 November, 10:00 am, with the ")


def test_whoever_left_no_address_is_told_nothing(give):
    give(mobile="")
    assert run_worker(SUNDAY) == run_worker(EVENING) == []


def test_run_twice_by_another_worker_everything_is_told_once(give):
    give()
    run_worker(SUNDAY)
    run_worker(EVENING)
    before = Message.objects.count()
    for entry in OutboxEntry.objects.filter(reaction__contains="notices.appointments"):
        import_string(f"ongikar.{entry.reaction}")(entry, now=EVENING + MINUTE)
    assert Message.objects.count() == before


def test_a_worker_that_ends_within_its_reminder_reminds_once(give):
    """The lease runs out, and another takes what it had in hand."""
    give()
    run_worker(SUNDAY)
    OutboxEntry.objects.filter(reaction__endswith="remind_of_appointment").update(
        next_try=EVENING + 2 * MINUTE, attempts=1
    )
    assert run_worker(EVENING) == []
    assert len(run_worker(EVENING + 2 * MINUTE)) == 1
    assert run_worker(EVENING + HOUR) == []


def test_a_clock_set_back_after_the_reminder_reminds_nobody_again(give):
    give()
    run_worker(SUNDAY)
    assert len(run_worker(EVENING)) == 1
    assert run_worker(EVENING - DAY) == run_worker(EVENING - HOUR) == run_worker(EVENING) == []


def test_a_clock_set_back_before_it_only_waits(give):
    give()
    run_worker(EVENING - MINUTE)
    assert run_worker(SUNDAY - DAY) == []
    assert len(run_worker(EVENING)) == 1


def test_of_a_moved_appointment_the_new_day_alone_is_reminded_of(give, post):
    booking = give()
    run_worker(SUNDAY)
    by(booking, actions.move, post=post, at=at(11, days=8), for_citizen=False, words="বৈঠক")
    (moved,) = run_worker(SUNDAY + HOUR)
    assert "সময় বদলেছে" in moved.body
    assert "৩০ নভেম্বর, সকাল ১১টা" in moved.body
    assert run_worker(EVENING) == []
    (reminded,) = run_worker(EVENING + DAY)
    assert "৩০ নভেম্বর" in reminded.body
    assert run_worker(THEN + 2 * DAY) == []


def test_moved_away_and_back_it_is_reminded_of_once(give, post):
    booking = give()
    for when in (at(11, days=8), THEN):
        by(booking, actions.move, post=post, at=when, for_citizen=False)
    run_worker(SUNDAY + HOUR)
    assert len(run_worker(EVENING)) == 1
    assert run_worker(EVENING + DAY) == []


def test_of_a_cancelled_appointment_that_is_told_and_nobody_reminded(give):
    booking = give()
    run_worker(SUNDAY)
    by(booking, actions.cancel, words="কর্মকর্তা অসুস্থ")
    (told,) = run_worker(SUNDAY + HOUR)
    assert "আসতে হবে না" in told.body
    assert run_worker(EVENING) == []


def test_a_time_that_was_only_held_is_told_of_to_nobody(post, receive):
    case = receive(now=SUNDAY)
    for when in (THEN, at(11, days=7)):
        actions.hold_time(
            post=post,
            at=when,
            subject=case.reference,
            for_citizen=True,
            submission=uuid4().hex,
            actor=ANYONE,
            now=SUNDAY,
        )
    assert run_worker(SUNDAY) == []


def test_booked_after_the_evening_before_there_is_no_reminder(give):
    give(now=EVENING + HOUR)
    assert len(run_worker(EVENING + HOUR)) == 1
    assert run_worker(THEN - HOUR) == []


def test_a_worker_that_slept_until_the_day_itself_reminds_nobody(give):
    give()
    run_worker(SUNDAY)
    assert run_worker(THEN - HOUR) == []


def test_what_cannot_be_kept_is_told_and_whoever_is_still_without_a_time_is_not_reminded(give):
    booking = give()
    run_worker(SUNDAY)
    assert do_if_it_may(booking, "displace", SUNDAY + HOUR)
    (told,) = run_worker(SUNDAY + HOUR)
    assert "তখন আসবেন না" in told.body
    assert run_worker(EVENING) == []


def test_what_stands_after_all_is_told_and_reminded_of(give):
    booking = give()
    assert do_if_it_may(booking, "displace", SUNDAY + HOUR)
    run_worker(SUNDAY + HOUR)
    assert do_if_it_may(booking, "stand", SUNDAY + 2 * HOUR)
    assert [each.title[:8] for each in run_worker(SUNDAY + 2 * HOUR)] == [
        TOLD["appointment.stood"].title[0][:8]
    ]
    assert len(run_worker(EVENING)) == 1


@pytest.fixture
def offered(give, receive):
    """A case whose appointment cannot be kept, with three other times."""
    case = receive(now=SUNDAY)
    booking = give(subject=case.reference)
    do_if_it_may(booking, "displace", SUNDAY + HOUR)
    by(booking, actions.offer_times)
    return case


def test_three_times_that_are_offered_are_told_with_an_address_that_opens_once(offered):
    told = run_worker(SUNDAY + HOUR)[-1]
    assert "২৩ নভেম্বর ১০:০০; ২৯ নভেম্বর ১০:৩০; ৩০ নভেম্বর ১০:০০" in told.body
    assert "/o/" in told.body


@pytest.mark.parametrize(
    ("prefix", "words"), [("", "যেটিতে চাপ দেবেন"), ("/en", "the one that you press is yours")]
)
def test_there_one_of_them_is_taken_with_one_press(offered, client, time_machine, prefix, words):
    time_machine.move_to(SUNDAY + HOUR, tick=False)
    _, token = make_address(offered.office, offered.reference, SUNDAY + HOUR)
    page = client.get(f"{prefix}/o/{token}/").content.decode()
    assert words in page
    value = actions.coming_of(offered.reference).offered.split()[1]
    assert value in page
    answer = client.post(f"{prefix}/o/{token}/", {"do": "appointment", "slot": value})
    assert answer.url == f"{prefix}/track/{offered.number}/"
    booking = actions.coming_of(offered.reference)
    assert (booking.state, booking.starts_at, booking.offered) == ("booked", at(10, 30, days=7), "")
    assert booking.acts.order_by("-id").first().proof == "address"


def test_one_that_somebody_took_meanwhile_is_said_and_the_free_times_are_shown(
    offered, give, client, time_machine
):
    time_machine.move_to(SUNDAY + HOUR, tick=False)
    _, token = make_address(offered.office, offered.reference, SUNDAY + HOUR)
    value = actions.coming_of(offered.reference).offered.split()[0]
    give(at(10, days=1))
    answer = client.post(f"/o/{token}/", {"do": "appointment", "slot": value})
    assert answer.status_code == 422
    assert "আরেকটি বেছে নিন" in answer.content.decode()
    # The press has proved the mobile, so another may be taken at once.
    taken = client.post(
        f"/track/{offered.number}/appointment/",
        {"slot": actions.coming_of(offered.reference).offered.split()[2]},
    )
    assert taken.status_code == 302


def test_an_email_brings_the_entry_for_a_calendar(give, receive, rahima_with_mail, mail, real_office):
    case = receive(now=SUNDAY, person=rahima_with_mail)
    booking = give(subject=case.reference)
    for _ in range(3):
        run_due_entries(SUNDAY)
    letters = [each for each in mail.mails if any(part.get_filename() for part in each.walk())]
    (letter,) = letters
    (entry,) = [part for part in letter.walk() if part.get_filename()]
    assert entry.get_content_type() == "text/calendar"
    assert booking.uid in entry.get_payload(decode=True).decode()


@pytest.mark.parametrize(
    "wording",
    [*TOLD.values(), *TOLD_WITHOUT_PAGE.values(), REMINDER, REMINDER_WITHOUT_PAGE],
    ids=lambda wording: wording.title[1],
)
@pytest.mark.parametrize(("tongue", "most"), [(0, 3), (1, 2)])
def test_each_text_is_short(wording, tongue, most):
    facts = {
        "when": ("বৃহস্পতিবার, ২৯ নভেম্বর, সকাল ১০টা ৩০ মিনিট", "Wednesday, 29 November, 10:30 am")[tongue],
        "with_whom": ("উপজেলা আইসিটি কর্মকর্তার কাছে", "with the Upazila ICT Officer")[tongue],
        "times": "; ".join(["২৯ নভেম্বর ১০:৩০", "29 November 10:30"][tongue] for _ in range(3)),
    }
    link = f" https://ict.rangpursadar.gov.bd/o/{UNSENT}/"
    text = wording.text[tongue].format(**facts) + link
    assert len(split_message(simplify_for_gsm(text))) <= most
