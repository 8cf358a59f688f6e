"""Somebody with the database to himself who silences what the office owes: each is found by the worker, the
doctor and `ledger verify`, put right from the facts, entered in the journal and told.
"""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ongikar.cases import actions
from ongikar.clock import actions as clock_acts
from ongikar.clock import silences as clock_silences
from ongikar.clock.models import Clock
from ongikar.clock.tests.calendars import order, row
from ongikar.clock.watch import watch_clocks
from ongikar.commands.ledger import verify_ledger
from ongikar.core.i18n.say import override_language
from ongikar.delivery.report.models import StandingReturn
from ongikar.delivery.report.returns import begin_return, open_due_returns
from ongikar.demo import places
from ongikar.demo.life import load_demonstration
from ongikar.demo.tests.demo_stage import FILES, MOMENTS
from ongikar.grievances.citizen import auto_filing
from ongikar.journal import actions as journal_actions
from ongikar.journal import outbox, owed_reactions
from ongikar.journal.actions import WORKER, record, seal_rest
from ongikar.journal.hash_chain import Sealer
from ongikar.journal.models import Entry, OutboxEntry
from ongikar.journal.outbox import run_due_entries
from ongikar.journal.owed_reactions import BEGUN, begin_reactions, find_far, find_missing
from ongikar.journal.silences import latest_moment
from ongikar.notices import message_states
from ongikar.notices.channels import CHANNELS
from ongikar.notices.message_states import find_false_states
from ongikar.notices.models import Message
from ongikar.notices.silences import find_silent_messages
from ongikar.operations import silences
from ongikar.operations.backup.after_restore import RestoredBackup, release_messages, settle_restore
from ongikar.operations.health.health_sections import attention_codes
from ongikar.operations.health.measurements import measure
from ongikar.operations.silences import MENDED, SilenceKeeper, check_silences, find_silences
from ongikar.people.models import Contact
from ongikar.tasks.actions.series import begin_series, raise_due_tasks
from ongikar.tasks.models import Series
from ongikar.tasks.rules import MONTH, WORKING_DAY, DayRule, Recurrence

pytestmark = pytest.mark.django_db
FAR = datetime(2099, 1, 1, tzinfo=UTC)
NIGHT = datetime.fromisoformat("2026-11-22T22:30:00+06:00")
MORNING = datetime.fromisoformat("2026-11-23T08:00:00+06:00")
MONTHLY = Recurrence(MONTH, opens=DayRule(WORKING_DAY, 1), due=DayRule(WORKING_DAY, 3))


def slowly(moment):
    return pytest.param(*moment.values, id=moment.id, marks=pytest.mark.slow)


@pytest.fixture
def begun(office, now):
    """From here on the entries owe what the table says."""
    assert begin_reactions(now)


@pytest.fixture
def sent(office, monkeypatch):
    """What leaves the office, whose messages go out."""
    office.is_demo, taken = False, []
    office.save(update_fields=["is_demo"])

    def send(message, attached, is_taken):
        taken.append(message.body)
        is_taken()

    for name in CHANNELS:
        monkeypatch.setitem(CHANNELS, name, SimpleNamespace(is_set=lambda: True, send=send))
    return taken


def sql(statement, *values):
    """Past every act, as from another program."""
    given = [connection.ops.adapt_datetimefield_value(v) if isinstance(v, datetime) else v for v in values]
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.rowcount


def found(now):
    return sorted((each.table, each.column, each.key) for _, each in find_silences(now))


def doctor(now):
    with override_language("en"), time_machine.travel(now, tick=False):
        return check_silences()


def verified(now, capsys):
    """What `ledger verify` says."""
    seal_rest()
    Sealer()(now)
    capsys.readouterr()
    with time_machine.travel(now, tick=False):
        status = verify_ledger(["--language", "en"])
    return status, capsys.readouterr().out


def look_over(now):
    """All the worker compares, in as many rounds as it takes; how many rows were put right."""
    keep, done = SilenceKeeper(), 0
    while keep.due is None:
        done += keep(now)
    return done


def mended(table):
    entries = Entry.objects.filter(verb=MENDED, facts__table=table).order_by("pk")
    return [(each.office_id, each.facts["field"], each.facts["keys"]) for each in entries]


def test_a_clock_put_off_is_found_mended_and_told(begun, receive, office, now, capsys):
    """224 in the issue; one that is put off, and one that is to be looked at never."""
    put_off, never, other = (receive(now=now).clock for _ in range(3))
    looks = dict(Clock.objects.values_list("pk", "look_at"))
    assert (found(now), doctor(now)[0]) == ([], True)
    sql("UPDATE clock_clock SET look_at = %s WHERE id = %s", FAR, put_off.pk)
    sql("UPDATE clock_clock SET look_at = NULL WHERE id = %s", never.pk)
    keys = sorted([str(put_off.pk), str(never.pk)])
    assert found(now) == [("clock_clock", "look_at", key) for key in keys]
    fine, words = doctor(now)
    assert (fine, "next looks at promises: 2" in words) == (False, True)
    status, said = verified(now, capsys)
    assert status == 1
    assert f"clock {never.pk}: when the worker looks next (look_at) is not what its facts say" in said
    assert look_over(now) == 2
    assert dict(Clock.objects.values_list("pk", "look_at")) == looks
    assert other.pk in looks
    assert [(office_id, field, sorted(keys)) for office_id, field, keys in mended("clock_clock")] == [
        (office.pk, "look_at", keys)
    ]
    assert found(now) == []
    fine, words = doctor(now)
    assert (fine, "put right by the worker in the last 7 days: 2" in words) == (False, True)
    assert "silences" in attention_codes(measure(now))
    assert verified(now, capsys)[0] == 0
    # A week later it is told no more.
    later = now + timedelta(days=8)
    watch_clocks(later)
    run_due_entries(later)
    assert (doctor(later)[0], "silences" in attention_codes(measure(later))) == (True, False)


def test_what_came_while_it_was_silenced_is_entered_at_the_time_it_came(begun, receive, now):
    case = receive(now=now)
    due = case.clock.due_at
    sql("UPDATE clock_clock SET look_at = %s", FAR)
    late = due + timedelta(days=2)
    assert watch_clocks(late) == 0
    assert look_over(late) == 1
    watch_clocks(late)
    broken = Entry.objects.get(verb="case.broken")
    assert (broken.subject_id, broken.at) == (case.clock.pk, due)


def test_a_clock_that_differs_in_what_is_sealed_too_is_told_and_left(begun, receive, now):
    """To put it right would finish the forgery: `ledger verify` names the due day."""
    clock = receive(now=now).clock
    sql("UPDATE clock_clock SET look_at = %s, due_at = %s WHERE id = %s", FAR, FAR, clock.pk)
    assert look_over(now) == 0
    assert found(now) == [("clock_clock", "look_at", str(clock.pk))]


def test_rows_deleted_from_the_outbox_are_put_back_and_done(begun, receive, office, now, capsys):
    """271 in the issue."""
    receive(now=now)
    owed = set(OutboxEntry.objects.filter(entry__verb="case.received").values_list("entry_id", "reaction"))
    assert len(owed) == 2
    sql("DELETE FROM journal_outboxentry")
    keys = sorted(f"{key} {name}" for key, name in owed)
    assert found(now) == [("journal_outboxentry", "", key) for key in keys]
    fine, words = doctor(now)
    assert (fine, "follow-up acts missing from the outbox: 2" in words) == (False, True)
    status, said = verified(now, capsys)
    assert (status, f"entry {keys[0]}: what it owes is not in the outbox" in said) == (1, True)
    assert look_over(now) == 2
    back = OutboxEntry.objects.filter(entry__verb="case.received")
    assert set(back.values_list("entry_id", "reaction", "office_id", "next_try")) == {
        (key, name, office.pk, now) for key, name in owed
    }
    assert [(office_id, sorted(keys)) for office_id, _, keys in mended("journal_outboxentry")] == [
        (office.pk, keys)
    ]
    run_due_entries(now)
    assert Message.objects.filter(person__startswith="applicant").exists()
    assert verified(now, capsys)[0] == 0


def test_a_row_that_is_neither_to_be_tried_nor_done_lies_there(begun, receive, now):
    receive(now=now)
    sql("UPDATE journal_outboxentry SET next_try = NULL")
    assert len(found(now)) == 2
    assert look_over(now) == 2
    assert OutboxEntry.objects.due(now).count() == 2
    assert found(now) == []


def test_a_try_put_off_beyond_what_any_pause_gives_is_brought_back(begun, receive, now, capsys):
    receive(now=now)
    sql("UPDATE journal_outboxentry SET next_try = %s, taken_at = %s", FAR, now)
    assert [column for _, column, _ in found(now)] == ["next_try", "next_try"]
    fine, words = doctor(now)
    assert (fine, "follow-up acts put off too far: 2" in words) == (False, True)
    status, said = verified(now, capsys)
    assert (status, "put off further (next_try) than anything gives" in said) == (1, True)
    assert look_over(now) == 2
    assert OutboxEntry.objects.due(now).count() == 2
    assert verified(now, capsys)[0] == 0


def test_a_message_put_off_waits_for_its_morning_again(begun, receive, sent, capsys):
    """265 in the issue: until when it waits, and when it is tried."""
    receive(now=NIGHT)
    run_due_entries(NIGHT)
    run_due_entries(NIGHT)
    [message] = Message.objects.filter(person__startswith="applicant")
    body = message.body
    assert (message.not_before, found(NIGHT)) == (MORNING, [])
    sql("UPDATE notices_message SET not_before = %s", FAR)
    sql("UPDATE journal_outboxentry SET next_try = %s WHERE next_try IS NOT NULL", FAR)
    assert ("notices_message", "not_before", str(message.pk)) in found(NIGHT)
    fine, words = doctor(NIGHT)
    assert (fine, "messages that would never go" in words) == (False, True)
    status, said = verified(NIGHT, capsys)
    told = f"message {message.pk}: waits longer (not_before) than its office’s hours give"
    assert (status, told in said) == (1, True)
    look_over(NIGHT)
    message.refresh_from_db()
    assert (message.not_before, found(NIGHT)) == (MORNING, [])
    run_due_entries(NIGHT)
    assert body not in sent
    run_due_entries(MORNING)
    assert body in sent


def test_a_message_that_has_not_gone_is_not_done_whatever_the_outbox_says(begun, receive, sent):
    receive(now=NIGHT)
    run_due_entries(NIGHT)
    sql("UPDATE journal_outboxentry SET next_try = NULL, done_at = %s WHERE done_at IS NULL", NIGHT)
    waiting = Message.objects.filter(status=Message.MADE).count()
    assert [column for _, column, _ in found(NIGHT)] == ["done_at"] * waiting
    assert look_over(NIGHT) == waiting
    run_due_entries(MORNING)
    assert len(sent) == 1
    assert found(MORNING) == []


@pytest.fixture
def gateway(office, monkeypatch):
    """A gateway that `refuses`, or takes what it is given: `gone`."""
    office.is_demo = False
    office.save(update_fields=["is_demo"])
    gateway = SimpleNamespace(refuses=False, gone=[])

    def send(message, attached, is_taken):
        if gateway.refuses:
            raise OSError("no server")
        gateway.gone.append(message.pk)
        is_taken()

    for name in CHANNELS:
        monkeypatch.setitem(CHANNELS, name, SimpleNamespace(is_set=lambda: True, send=send))
    return gateway


def run(now):
    for _ in range(3):
        run_due_entries(now)


@pytest.fixture
def messages(begun, receive, gateway):
    """`messages(state)`: those of a case, which have come as far; and when that was."""

    def make(state):
        now = NIGHT if state == Message.MADE else NIGHT - timedelta(hours=12)
        gateway.refuses = state == Message.FAILED
        receive(now=now)
        run(now)
        gateway.refuses = False
        assert set(Message.objects.values_list("status", flat=True)) == {state}
        assert found(now) == []
        return [str(key) for key in Message.objects.order_by("-pk").values_list("pk", flat=True)], now

    return make


@pytest.mark.parametrize("also_done", [False, True], ids=["state alone", "its outbox row too"])
@pytest.mark.parametrize("said", [Message.SENT, Message.KEPT_IN_TRAY, Message.IN_DIGEST])
@pytest.mark.parametrize("state", [Message.MADE, Message.FAILED])
def test_a_message_said_to_have_gone_that_no_entry_says_so_of_goes(
    messages, gateway, state, said, also_done, capsys
):
    keys, now = messages(state)
    sql("UPDATE notices_message SET status = %s, sent_at = %s", said, now)
    if also_done:
        sql("UPDATE journal_outboxentry SET next_try = NULL, done_at = %s WHERE done_at IS NULL", now)
    run(now)
    assert found(now) == [("notices_message", "status", key) for key in sorted(keys)]
    fine, words = doctor(now)
    assert (fine, f"messages whose state no entry tells: {len(keys)}" in words) == (False, True)
    status, out = verified(now, capsys)
    assert (status, f"message {keys[0]}: of the state it is said to be in" in out) == (1, True)
    assert f"message {keys[0]}, state of sending" in out
    assert look_over(now) == len(keys)
    assert set(Message.objects.values_list("status", "sent_at")) == {(state, None)}
    assert [field for _, field, _ in mended("notices_message")] == ["status"]
    assert found(now) == []
    assert verified(now, capsys)[0] == 0
    later = now + timedelta(days=2)
    run(later)
    run(later + timedelta(hours=12))
    gone = Message.objects.filter(status=Message.SENT)
    assert {each.pk for each in gone} == set(gateway.gone)
    assert set(Message.objects.values_list("status", flat=True)) <= {Message.SENT, Message.IN_DIGEST}
    assert found(later) == []
    assert verified(later, capsys)[0] == 0


@pytest.mark.parametrize("state", [Message.FAILED, Message.HELD])
def test_a_message_that_failed_or_is_held_is_not_done_whatever_the_outbox_says(
    messages, gateway, state, capsys
):
    keys, now = messages(Message.FAILED)
    if state == Message.HELD:
        restored(now)
    sql("UPDATE journal_outboxentry SET next_try = NULL, done_at = %s WHERE done_at IS NULL", now)
    assert [column for _, column, _ in found(now)] == ["done_at"] * len(keys)
    status, out = verified(now, capsys)
    assert (status, "said to be done (done_at), while its message has not gone" in out) == (1, True)
    assert look_over(now) == len(keys)
    assert found(now) == []
    run(now)
    assert len(gateway.gone) == (0 if state == Message.HELD else len(keys))


@pytest.mark.parametrize("also_waits", [False, True], ids=["state alone", "its outbox row too"])
@pytest.mark.parametrize("said", [Message.MADE, Message.FAILED, Message.HELD, Message.KEPT_IN_TRAY])
def test_a_message_that_went_is_said_to_have_gone_again_and_is_not_sent_twice(
    messages, gateway, said, also_waits, capsys
):
    keys, now = messages(Message.SENT)
    sql("UPDATE notices_message SET status = %s, sent_at = NULL", said)
    if also_waits:
        # Not yet: what is due at once goes before anybody can look.
        later = now + timedelta(minutes=1)
        sql("UPDATE journal_outboxentry SET next_try = %s, done_at = NULL", later)
    assert [column for _, column, _ in found(now)] == ["status"] * len(keys)
    assert verified(now, capsys)[0] == 1
    assert look_over(now) == len(keys)
    assert set(Message.objects.values_list("status", "sent_at")) == {(Message.SENT, now)}
    run(now + timedelta(minutes=2))
    assert len(gateway.gone) == len(keys)
    assert verified(now, capsys)[0] == 0


@pytest.mark.parametrize("is_cut_loose", [False, True], ids=["in its digest", "in none"])
@pytest.mark.parametrize("said", [Message.MADE, Message.FAILED, Message.SENT, Message.KEPT_IN_TRAY])
def test_what_went_in_a_digest_is_said_to_have_gone_so_again(
    begun, receive, gateway, said, is_cut_loose, capsys
):
    for _ in range(2):
        receive(now=NIGHT)
    run(NIGHT)
    run(MORNING)
    parts = dict(Message.objects.filter(status=Message.IN_DIGEST).values_list("pk", "digest_id"))
    assert len(parts) >= 2
    assert found(MORNING) == []
    gone, some = len(gateway.gone), min(parts)
    values = (said, None if is_cut_loose else parts[some])
    sql("UPDATE notices_message SET status = %s, digest_id = %s WHERE id = %s", *values, some)
    assert found(MORNING) == [("notices_message", "status", str(some))]
    assert verified(MORNING, capsys)[0] == 1
    assert look_over(MORNING) == 1
    run(MORNING)
    assert dict(Message.objects.filter(status=Message.IN_DIGEST).values_list("pk", "digest_id")) == parts
    assert len(gateway.gone) == gone
    assert (found(MORNING), verified(MORNING, capsys)[0]) == ([], 0)


def restored(now, **words):
    """A backup came back: what has not gone is held; and then a person says what becomes of it."""
    backup = RestoredBackup("b.tar", "0" * 64, now - timedelta(hours=1), 1)
    settle_restore(backup, now)
    if words:
        release_messages(now=now, **words)


def test_what_is_held_since_a_restore_is_told_and_left_to_a_person(messages, gateway, capsys):
    keys, now = messages(Message.FAILED)
    restored(now)
    assert set(Message.objects.values_list("status", flat=True)) == {Message.HELD}
    assert found(now) == []
    sql("UPDATE notices_message SET status = %s, sent_at = %s", Message.SENT, now)
    assert [column for _, column, _ in found(now)] == ["status"] * len(keys)
    assert look_over(now) == 0
    assert doctor(now)[0] is False
    assert verified(now, capsys)[0] == 1


@pytest.mark.parametrize("is_discarded", [False, True])
def test_what_a_person_said_of_held_messages_is_no_false_state(messages, gateway, is_discarded, receive):
    keys, now = messages(Message.FAILED)
    restored(now)
    receive(now=now)
    run(now)
    assert found(now) == []
    release_messages(is_discarded=is_discarded, now=now)
    assert found(now) == []
    run(now)
    assert found(now) == []
    assert look_over(now) == 0
    assert {*map(int, keys)}.isdisjoint(gateway.gone) == is_discarded


def test_states_of_before_the_first_table_or_of_forty_days_ago_are_for_verify_alone(messages, capsys):
    keys, now = messages(Message.FAILED)
    sql("UPDATE notices_message SET status = %s", Message.SENT)
    late = now + message_states.WITHIN + timedelta(days=1)
    # The page in which it turns older is still read whole.
    assert len(find_false_states(None, late).found) == len(keys)
    assert (
        message_states.false_states(
            Message.objects.values_list("pk", "office_id", "status", "digest_id"), since=10**9
        )
        == []
    )
    assert verified(now, capsys)[0] == 1


def test_what_waits_over_long_holidays_waits_rightly_also_when_they_are_withdrawn(
    begun, receive, office, sent
):
    """Of an office closed for ten days: neither its messages nor their tries are put off too far."""
    days = [f"2026-11-{day}" for day in range(23, 31)] + ["2026-12-01", "2026-12-02"]
    for day in days:
        order(office, row("local", day), now=NIGHT - timedelta(hours=1))
    receive(now=NIGHT)
    run_due_entries(NIGHT)
    run_due_entries(NIGHT)
    waiting = Message.objects.filter(person__startswith="post", status=Message.MADE)
    assert waiting.get().not_before > NIGHT + timedelta(days=10)
    assert found(NIGHT) == []
    files = office.calendars.order_by("number").first()
    office.calendars.create(
        number=office.calendars.latest("number").number + 1,
        data=files.data,
        made_at=NIGHT + timedelta(minutes=5),
        reason="withdrawn",
    )
    assert found(NIGHT + timedelta(minutes=6)) == []


def test_a_series_and_a_standing_return_put_off_open_again(begun, office, karim, now):
    post = office.posts.get(role="officer")
    contact = Contact.objects.create(office=office, organisation="জেলা কার্যালয়", since=date(2026, 1, 1))
    series = begin_series(
        office=office,
        title="মাসিক",
        owner=office.posts.exclude(pk=post.pk).first(),
        given_by=post,
        rule=MONTHLY,
        starts_on=date(2026, 11, 1),
        submission="series",
        actor=("user", karim.pk),
        now=now,
    )
    standing = begin_return(
        office=office,
        service_code="institutional-1",
        title="মাসিক",
        contact=contact,
        rule=MONTHLY,
        starts_on=date(2026, 11, 1),
        submission="return",
        actor=("user", karim.pk),
        now=now,
    )
    assert found(now) == []
    raise_due_tasks(now)
    list(open_due_returns(now))
    assert found(now) == []
    looks = [Series.objects.get().look_at, StandingReturn.objects.get().look_at]
    sql("UPDATE tasks_series SET look_at = %s", FAR)
    sql("UPDATE report_standingreturn SET look_at = NULL")
    assert [table for table, *_ in found(now)] == ["report_standingreturn", "tasks_series"]
    assert look_over(now) == 2
    raise_due_tasks(now)
    list(open_due_returns(now))
    assert [Series.objects.get().look_at, StandingReturn.objects.get().look_at] == looks
    # Or a period is said to be opened that never was.
    sql("UPDATE report_standingreturn SET last_period = '2098-01', look_at = %s", FAR)
    assert [key for *_, key in found(now)] == [str(standing.pk)]
    assert look_over(now) == 1
    list(open_due_returns(now))
    assert StandingReturn.objects.get().look_at == looks[1]
    assert series.pk
    assert found(now) == []


def test_a_stopped_worker_and_a_clock_put_back_silence_nothing(begun, receive, office, sent):
    """Whatever the machine's clock says: what waits is measured by the newest entries, too."""
    receive(now=NIGHT)
    run_due_entries(NIGHT)
    run_due_entries(NIGHT)
    for moment in (NIGHT + timedelta(days=90), NIGHT - timedelta(days=400)):
        assert found(moment) == []
        assert doctor(moment)[0]
        assert look_over(moment) == 0
    assert latest_moment(NIGHT - timedelta(days=400)) == NIGHT


def test_what_was_entered_by_a_clock_that_ran_ahead_is_due_from_its_entry_on(begun, receive, sent):
    ahead = NIGHT + timedelta(days=3)
    receive(now=ahead)
    for _ in range(60):
        record("office.checked", subject=("office", 1), actor=WORKER, office_id=1, now=NIGHT)
    assert latest_moment(NIGHT) == NIGHT
    assert [column for _, column, _ in found(NIGHT) if column == "next_try"] == []
    OutboxEntry.objects.filter(done_at=None).update(next_try=ahead + timedelta(days=2))
    assert {column for _, column, _ in found(NIGHT)} == {"next_try"}


def test_what_waits_by_a_clock_that_was_put_back_waits_rightly(begun, receive, sent):
    """Also where nothing was entered while it ran ahead."""
    receive(now=NIGHT)
    ahead = NIGHT + timedelta(days=3)
    OutboxEntry.objects.filter(done_at=None).update(next_try=ahead + timedelta(hours=20))
    assert {column for _, column, _ in found(NIGHT)} == {"next_try"}
    said = {"subject": ("machine_clock", 1), "actor": WORKER, "office_id": None, "now": NIGHT}
    record("machine_clock.moved", **said, seconds=-3 * 24 * 3600, how="synchronised")
    assert latest_moment(NIGHT) == ahead
    assert found(NIGHT) == []
    assert latest_moment(ahead + timedelta(days=2)) == ahead + timedelta(days=2)


@pytest.mark.parametrize("moment", [MOMENTS[0], *(slowly(each) for each in MOMENTS[1:4])])
def test_in_the_life_of_the_demonstration_nothing_is_silenced(begun, office, moment):
    """All that it does, of every kind, whenever it is loaded; with what waits for the morning."""
    places.load_places(FILES, now=moment)
    load_demonstration(FILES, now=moment)
    assert Entry.objects.filter(verb="case.kept").exists()
    assert found(moment) == []
    assert look_over(moment) == 0


def test_entries_of_before_the_table_owe_nothing_by_it(office, receive, now, monkeypatch):
    """What stood before it was entered is not judged, and what a release adds is owed from its start on."""
    receive(now=now)
    sql("DELETE FROM journal_outboxentry")
    assert found(now) == []
    assert (begin_reactions(now), begin_reactions(now)) == (True, False)
    assert found(now) == []
    receive(now=now)
    table = journal_actions.reactions()
    wider = {**table, "case.received": [*table["case.received"], "notices.reactions.notify_superior"]}
    del wider["case.kept"]
    for module in (journal_actions, outbox, owed_reactions):
        monkeypatch.setattr(module, "reactions", lambda: wider)
    # Until the start has entered it, another release writes beside it: nothing is judged.
    assert found(now) == []
    assert begin_reactions(now)
    assert Entry.objects.filter(verb=BEGUN).latest("pk").facts["reactions"] == {
        "case.kept": [],
        "case.received": wider["case.received"],
    }
    assert found(now) == []
    receive(now=now)
    OutboxEntry.objects.filter(reaction="notices.reactions.notify_superior").delete()
    assert [key.split()[1] for *_, key in found(now)] == ["notices.reactions.notify_superior"]


def test_every_reaction_that_comes_again_says_for_how_long():
    """One that raises RetryLater for longer than a pause, and does not say so, would be told as silenced."""
    from django.conf import settings

    from conftest import ROOT

    raising = {
        str(path.relative_to(ROOT / "ongikar"))
        for path in (ROOT / "ongikar").rglob("*.py")
        if "raise RetryLater(" in path.read_text("utf-8") and "tests" not in path.parts
    }
    assert raising == {
        "clock/recalculate_deadlines.py",  # minutes
        "grievances/citizen/auto_filing.py",
        "notices/appointments.py",
        "notices/gatherings.py",
        "notices/hearings.py",
        "notices/reactions.py",
    }
    assert settings.ONGIKAR_REACTIONS
    names = {name for table in journal_actions.reactions().values() for name in table}
    bounded = {name for name in names if hasattr(outbox.find_reaction(OutboxEntry(reaction=name)), "latest")}
    assert bounded == {
        "grievances.citizen.auto_filing.file_unpressed_offer",
        "notices.appointments.remind_of_appointment",
        "notices.gatherings.remind_members",
        "notices.hearings.remind_of_hearing",
        "notices.reactions.send_due_message",
    }
    assert timedelta(days=60 * 7 / 5) < auto_filing.LONGEST_OFFER


def test_it_is_done_once_an_hour_in_pieces(begun, receive, now, monkeypatch):
    monkeypatch.setattr(clock_silences, "PAGE", 2)
    monkeypatch.setattr(silences, "LOOK", 0)
    clocks = [receive(now=now).clock.pk for _ in range(5)]
    run_due_entries(now)
    sql("UPDATE clock_clock SET look_at = %s", FAR)
    keep = SilenceKeeper()
    assert [keep(now) for _ in range(3)] == [2, 2, 1]
    assert sorted(int(key) for *_, keys in mended("clock_clock") for key in keys) == clocks
    # The rest of the looks, a page a round, and then nothing until the hour is over.
    rounds = 0
    while keep.due is None:
        keep(now)
        rounds += 1
    assert rounds < 20
    with CaptureQueriesContext(connection) as seen:
        assert keep(now + timedelta(minutes=59)) == 0
    assert not seen.captured_queries
    sql("UPDATE clock_clock SET look_at = %s WHERE id = %s", FAR, clocks[0])
    assert keep(now + timedelta(minutes=60)) == 1
    # By a clock that was put back it does not wait for years.
    assert keep(now - timedelta(days=400)) == 0
    assert keep.due is not None


def test_a_look_that_fails_keeps_no_other_from_its_turn(begun, receive, now, monkeypatch):
    def fail(after, now):
        raise ValueError("broken")

    broken = silences.SILENT_MESSAGES._replace(find=fail)
    monkeypatch.setattr(silences, "SILENT_MESSAGES", broken)
    receive(now=now)
    sql("DELETE FROM journal_outboxentry")
    assert look_over(now) == 2


def test_an_act_meanwhile_is_no_silence(begun, receive, karim, now):
    """What was found when a page was read is judged again once it is locked."""
    case = receive(now=now)
    sql("UPDATE clock_clock SET look_at = %s", FAR)
    page = clock_silences.find_silent_clocks(None, now)
    actions.ask_for_papers(case, missing=["ছবি"], words="দিন।", actor=("user", karim.pk), now=now)
    assert silences.mend_all(silences.SILENT_CLOCKS, page.found, now) == 0
    assert clock_acts.Clock.objects.get().look_at is None
    assert found(now) == []


INDEXES = {
    "clocks": ("open_clocks_by_due",),
    "messages": ("messages_made",),
    "held": ("messages_held",),
    "failed": ("messages_failed",),
    "told": ("entries_of_a_subject",),
    # Either of the two that hold only what is still to be tried.
    "far": ("outbox_entries_",),
}


def test_each_page_is_read_off_an_index_however_much_is_over(begun, receive, now):
    """Of a year's clocks, messages and entries the look reads what is open and what it has a page of."""
    case = receive(now=now)
    run_due_entries(now)
    many_over(case, 3_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    read = {
        "clocks": plans_of(lambda: clock_silences.find_silent_clocks(None, now)),
        "messages": plans_of(lambda: find_silent_messages(None, now)),
        "held": plans_of(lambda: find_silent_messages((1, 0), now)),
        "failed": plans_of(lambda: find_silent_messages((2, 0), now)),
        "told": plans_of(lambda: message_states.newest_entries(range(1, message_states.PAGE))),
        "far": plans_of(lambda: find_far(None, now)),
        "journal": plans_of(lambda: find_missing(None, now)),
    }
    for name, indexes in INDEXES.items():
        for index in indexes:
            assert index in read[name][0], (name, read[name][0])
    for plans in read.values():
        for plan in plans:
            assert "SCAN clock_clock" not in plan.replace("SCAN clock_clock USING", "")
            assert "Seq Scan on clock_clock" not in plan
            assert "Seq Scan on notices_message" not in plan
            assert "SCAN notices_message" not in plan.replace("SCAN notices_message USING", "")


def many_over(case, many):
    """As many clocks, messages and reactions that are over."""
    first = Entry.objects.order_by("-pk").first()
    entries = Entry.objects.bulk_create(
        Entry(
            pk=first.pk + n,
            at=case.received_at,
            verb="case.rated",
            office_id=case.office_id,
            actor_type="citizen",
            subject_type="case",
            subject_id=case.pk,
        )
        for n in range(1, many + 1)
    )
    OutboxEntry.objects.bulk_create(
        OutboxEntry(entry=each, reaction="notices.reactions.notify_applicant", done_at=each.at)
        for each in entries
    )
    message = Message.objects.first()
    clock = Clock.objects.get(pk=case.clock_id)
    Clock.objects.bulk_create(
        Clock(
            office_id=clock.office_id,
            calendar_version_id=clock.calendar_version_id,
            topic=clock.topic,
            started_at=clock.started_at,
            due_at=clock.due_at,
            stopped_at=clock.due_at,
            outcome="kept",
        )
        for _ in range(many)
    )
    Message.objects.bulk_create(
        Message(
            office_id=message.office_id,
            outbox_entry_id=message.outbox_entry_id,
            subject_type="case",
            subject_id=case.pk,
            person=f"applicant:{n + 1_000_000_000}",
            channel="sms",
            language="bn",
            title="t",
            body="b",
            made_at=message.made_at,
            sent_at=message.made_at,
            status=Message.SENT,
        )
        for n in range(many)
    )


def plans_of(look):
    """The plan of each statement a look asks, in their order."""
    asked, plans = [], []

    def note(execute, statement, values, many, context):
        asked.append((statement, values))
        return execute(statement, values, many, context)

    with connection.execute_wrapper(note):
        look()
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    for statement, values in asked:
        with connection.cursor() as cursor:
            cursor.execute(f"{explain} {statement}", values)
            plans.append(str(cursor.fetchall()))
    return plans
