"""The demonstration: whenever it is loaded, forty-two cases have been lived through by then, and none of it
leaves.
"""

import pytest

from ongikar.cases.actions import replayed_state
from ongikar.cases.models import Act, Case, Slip
from ongikar.cases.paper_days import paper_intake_of_case
from ongikar.cases.state_words import state_of
from ongikar.clock.actions import refresh_caches
from ongikar.clock.models import Clock
from ongikar.demo import cases as demo_cases
from ongikar.demo.chapters import current_office_day
from ongikar.grievances.models import Offer
from ongikar.journal.models import Entry, OutboxEntry
from ongikar.notices.models import Message
from ongikar.office_files import reading
from ongikar.office_files.reading import OfficeFileFault
from ongikar.rules import case_transitions

from .demo_stage import CALENDAR, FILES, FOLDER, MOMENTS, ROWS, TUESDAY_NOON


@pytest.fixture
def lived(office):
    """`lived(now)`: the cases of the demonstration, loaded at that moment."""

    def do(now=TUESDAY_NOON):
        demo_cases.load_cases(FILES, now=now)
        return list(Case.objects.with_related().filter(office=office).order_by("pk"))

    return do


@pytest.fixture
def plain_static(settings):
    """Pages without the collected static files."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture
def files_with_change(tmp_path):
    """`files_with_change(old, new)`: the office's files with one sentence of the cases changed."""

    def do(old, new):
        text = (FOLDER / "demo_cases.toml").read_text("utf-8")
        assert old in text
        (tmp_path / "demo_cases.toml").write_text(text.replace(old, new, 1), "utf-8")
        files = reading.read_office(FOLDER, with_demo=True)
        files.folder = tmp_path
        return files

    return do


@pytest.mark.parametrize("now", MOMENTS)
def test_whenever_it_is_loaded_every_state_is_there_and_every_record_agrees(now, lived):
    cases = lived(now)
    assert len(cases) == len(ROWS) == 44
    assert {case.state for case in cases} == case_transitions.OPEN | case_transitions.CLOSED
    assert {state_of(case, now)[0] for case in cases} == {"open", "wait", "kept", "late", "shut"} | due_today(
        now
    )
    assert all(replayed_state(case) == case.state for case in cases)
    assert not any(refresh_caches(clock) for clock in Clock.objects.all())
    assert not Clock.objects.filter(look_at__lte=now).exists()
    assert waits_for_the_morning(OutboxEntry.objects.filter(done_at=None), now)
    assert not OutboxEntry.objects.exclude(fault="").exists()
    assert none_left(now)
    for model, field in (
        (Act, "at"),
        (Entry, "at"),
        (Message, "made_at"),
        (Offer, "offered_at"),
        (OutboxEntry, "done_at"),
    ):
        assert not model.objects.filter(**{f"{field}__gt": now}).exists()


def none_left(now):
    """Every message is in the tray, by itself or in a digest; what is left waits there for the end of the
    quiet hours.
    """
    done = (Message.KEPT_IN_TRAY, Message.IN_DIGEST)
    return (
        not Message.objects.exclude(status__in=done).exclude(status=Message.MADE, not_before__gt=now).exists()
    )


def waits_for_the_morning(outbox_entries, now):
    return not outbox_entries.exclude(
        reaction="notices.reactions.send_due_message", next_try__gt=now
    ).exists()


def due_today(now):
    """While the office is open, something is due before it closes; at other hours nothing is."""
    is_today = current_office_day(CALENDAR, now) == now.date()
    return {"today"} if is_today else set()


@pytest.mark.once
def test_no_message_leaves_even_where_mail_and_sms_are_set_up(lived, settings, mailoutbox):
    settings.ONGIKAR_MAIL_IS_SET = True
    settings.ONGIKAR_SMS_URL = "http://127.0.0.1:9/sendsms"
    lived()
    assert Message.objects.filter(channel="sms").count() > 40
    assert none_left(TUESDAY_NOON)
    assert not mailoutbox


@pytest.mark.once
def test_an_interrupted_loading_leaves_nothing_and_the_next_one_tells_case_by_case_to_the_last(office):
    def stop_half_way(done, total):
        if done == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        demo_cases.load_cases(FILES, now=TUESDAY_NOON, progress=stop_half_way)
    assert not Case.objects.exists()
    assert not Entry.objects.filter(verb="case.received").exists()
    seen = []
    demo_cases.load_cases(FILES, now=TUESDAY_NOON, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(done, 44) for done in range(1, 45)]


@pytest.mark.once
def test_one_came_by_a_slip_without_power_and_one_is_urgent(lived):
    lived(TUESDAY_NOON)
    slip = Slip.objects.get(case__isnull=False)
    paper = paper_intake_of_case(slip.case)
    assert (slip.case.received_at, paper.received) == (paper.received, slip.case.received_at)
    assert paper.entered > paper.received > slip.range.reserved_at
    assert Slip.objects.filter(case=None, cancelled_at=None).exists()
    urgent = Case.objects.get(urgent="money_fraud")
    assert urgent.is_open
    assert not urgent.clock.is_late(TUESDAY_NOON)


@pytest.mark.once
def test_an_office_in_earnest_takes_no_demonstration(office):
    type(office).objects.filter(pk=office.pk).update(is_demo=False)
    assert demo_cases.load_cases(FILES, now=TUESDAY_NOON) == 0
    assert not Case.objects.exists()


@pytest.mark.once
@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('topic = "buying"', 'topic = "selling"', "topic"),
        ('form_wanted = "written"', 'form_wished = "written"', "form_wished"),
        ("day = 4", "day = 14", "after the promised one"),
        ('act = "refuse"', 'act = "refute"', "refute"),
        ('act = "answer"\nafter = 4', 'act = "answer"\nafter = 0', "answer may not follow"),
        ('service = "citizen-2"', 'service = "citizen-20"', "citizen-20"),
        ("applicant = 2\n", "applicant = 200\n", "200"),
        ('channel = "phone"\n', "", "channel"),
        ("at = 09:04:00", "at = 10:04:00", "half hour before and after opening"),
    ],
)
def test_a_row_the_office_would_not_take_is_told_with_its_line_and_nothing_is_kept(
    files_with_change, office, old, new, says
):
    files = files_with_change(old, new)
    with pytest.raises(OfficeFileFault) as raised:
        demo_cases.load_cases(files, now=TUESDAY_NOON)
    place, _, reason = raised.value.en.partition(": ")
    assert says in reason
    assert raised.value.bn != raised.value.en
    lines = (files.folder / "demo_cases.toml").read_text("utf-8").splitlines()
    assert lines[int(place.removeprefix("demo_cases.toml:")) - 1] == "[[cases]]"
    assert not Case.objects.exists()


@pytest.mark.parametrize(("address", "words"), [("/", "প্রদর্শনী: "), ("/en/", "Demonstration: ")])
def test_every_page_says_that_it_is_a_demonstration(client, office, plain_static, address, words):
    assert words in client.get(address).content.decode()
    assert words in client.get(f"{address}track/").content.decode()


def test_a_page_of_an_office_in_earnest_does_not_say_so(client, office, plain_static):
    type(office).objects.filter(pk=office.pk).update(is_demo=False)
    assert "প্রদর্শনী: " not in client.get("/").content.decode()
