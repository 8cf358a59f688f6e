"""Roots that a second party keeps leave by mail once a day, and come back to be compared with the chains."""

import re
import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ongikar.core.i18n.say import override_language
from ongikar.journal.actions import record
from ongikar.journal.hash_chain import Sealer, links_at
from ongikar.journal.models import Entry, Seal
from ongikar.journal.outbox import run_due_entries
from ongikar.journal.rules.hash_chain import Root, read_roots
from ongikar.journal.tests.intruder import broken_in
from ongikar.notices.models import Message
from ongikar.offices import root_mails
from ongikar.offices.day_roots import day_roots, root_lines_to_keep
from ongikar.offices.root_mails import mail_roots
from ongikar.operations import returned_roots
from ongikar.operations.doctor_system import check_returned_roots
from ongikar.operations.health.health_sections import attention_codes, health_sections
from ongikar.operations.health.measurements import measure
from ongikar.operations.returned_roots import AGREE, DIFFER, UNREAD, RootComparison, compare_roots
from ongikar.operations.worker import DUTIES

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _nothing_entered_yet(monkeypatch, time_machine, now):
    monkeypatch.setattr(root_mails, "_entered", {})
    # For the doctor, who asks what time it is.
    time_machine.move_to(now + 3 * DAY + timedelta(hours=5))


@pytest.fixture
def days(office, receive, now):
    """Three days with entries, each sealed on its day; the roots as they are printed."""
    for n in range(3):
        receive(now=now + n * DAY)
        Sealer()(now + n * DAY)
    roots = day_roots(office, [(now + n * DAY).date() for n in range(3)])
    return [root.line() for root in roots]


def compared(now, compare=None):
    """A comparison as the worker's rounds make it; the newest entry of it."""
    compare = compare or RootComparison()
    until = time.monotonic() + 20
    while not compare(now) and compare.reading is not None and time.monotonic() < until:
        time.sleep(0.01)
    return returned_roots.last_comparison()


@pytest.fixture
def come_back(tmp_path, settings):
    """`come_back(*lines)`: the file in which they come back holds these."""
    path = tmp_path / "roots.txt"
    settings.ONGIKAR_ROOTS_FROM = str(path)

    def write(*lines):
        path.write_text("\n".join(lines), encoding="utf-8")

    return write


def doctor(language="en"):
    with override_language(language):
        return check_returned_roots()


class TestLeaving:
    def test_each_office_is_mailed_once_a_day_to_each_address_whoever_runs_it_how_often(
        self, office, days, now, settings
    ):
        settings.ONGIKAR_ROOTS_TO = ["archive@example.gov.bd", "press@example.org"]
        later = now + 2 * DAY
        assert mail_roots(later) == 1
        assert mail_roots(later) == 0
        root_mails._entered.clear()
        assert mail_roots(later) == 0, "another worker"
        run_due_entries(later)
        run_due_entries(later)
        told = Message.objects.filter(person__startswith="keeper:")
        assert sorted(told.values_list("address", "channel")) == [
            ("archive@example.gov.bd", "email"),
            ("press@example.org", "email"),
        ]
        for message in told:
            assert f"\n{days[1]}\n" in message.body
            assert days[2] not in message.body
        assert mail_roots(later + DAY) == 1

    def test_the_default_office_s_mail_has_the_root_of_what_is_of_no_office_too(self, office, now):
        record("test.done", subject=("test", 1), actor=("worker", None), office_id=None, now=now)
        record("test.done", subject=("test", 1), actor=("worker", None), office_id=office.pk, now=now)
        Sealer()(now)
        lines = root_lines_to_keep(office, now.date())
        assert [line.split()[1] for line in lines] == [office.slug, "no-office"]

    def test_just_after_midnight_it_waits_until_every_worker_seals_with_the_new_date(
        self, days, now, settings
    ):
        settings.ONGIKAR_ROOTS_TO = ["archive@example.gov.bd"]
        midnight = (now + 3 * DAY).replace(hour=0, minute=1)
        mail_roots(midnight)
        mail_roots(midnight + timedelta(minutes=5))
        entered = Entry.objects.filter(verb=root_mails.VERB).order_by("id")
        assert [entry.facts["day"] for entry in entered] == [str((now + n * DAY).date()) for n in (1, 2)]

    def test_where_no_address_is_set_nothing_is_entered_or_asked(self, days, now, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert mail_roots(now + 2 * DAY) == 0
            assert RootComparison()(now) == 0


def ledger_line_of(measured, language="en"):
    with override_language(language):
        sections = health_sections(measured)
    return next(each for section in sections for each in section.lines if each.key == "ledger")


def is_of_one_language(line, language):
    foreign = re.compile({"bn": "[A-Za-z0-9]", "en": "[\u0980-\u09ff]"}[language])
    return not any(foreign.search(words) for words in (line.title, line.tag, line.sentence, line.need))


def seal_rest_of_ledger(now):
    while Sealer()(now):
        pass


class TestComingBack:
    def test_those_that_hold_are_counted_and_the_doctor_says_when(self, days, now, come_back):
        come_back("# kept by the archive", *days, "", days[0])
        assert compared(now + 3 * DAY).verb == AGREE
        fine, line = doctor()
        assert fine
        assert "3 roots kept elsewhere agree, last compared" in line
        fine, line = doctor("bn")
        assert fine
        assert "অন্যের কাছে রাখা ৩টি শেষ সিল মেলে" in line
        assert "ledger" not in attention_codes(measure(now + 3 * DAY))
        seal_rest_of_ledger(now + 3 * DAY)
        assert (
            "Roots kept elsewhere: 3 agree, last compared" in ledger_line_of(measure(now + 3 * DAY)).sentence
        )

    def test_a_ledger_that_was_written_anew_is_an_entry_a_fault_of_the_doctor_and_told_to_the_administrator(
        self, days, now, come_back, office
    ):
        come_back(*days)
        seal = Seal.objects.filter(chain=office.pk).order_by("-number").first()
        broken_in()(f"UPDATE journal_seal SET link = {blob('ab' * 32)} WHERE entry_id = {seal.pk}")
        later = now + 3 * DAY
        entry = compared(later)
        assert entry.verb == DIFFER
        assert (entry.facts["count"], entry.facts["open"], entry.facts["roots"]) == (2, 1, [days[2]])
        fine, line = doctor()
        assert not fine
        assert f"1 no longer agrees with the ledger: {days[2]}" in line
        fine, line = doctor("bn")
        assert not fine
        assert "১টি আর খতিয়ানের সঙ্গে মেলে না" in line
        measured = measure(later)
        assert "ledger" in attention_codes(measured)
        for language, words in (("bn", "আর খতিয়ানের সঙ্গে মেলে না"), ("en", "no longer agrees")):
            told = ledger_line_of(measured, language)
            assert words in told.sentence
            assert is_of_one_language(told, language)
            # The root itself is of no language: it stands in what is typed.
            assert told.command == f"ongikar ledger verify --root '{days[2]}'"

    def test_a_ledger_that_was_cut_off_and_a_root_of_no_office_of_ours_differ(
        self, days, now, come_back, office
    ):
        one = read_roots(days[0])[0][0]
        beyond = Root(one.day, one.office, 99_999, one.link)
        strange = Root(one.day, "another", 1, one.link)
        come_back(days[1], beyond.line(), strange.line())
        assert compared(now + 3 * DAY).facts["open"] == 2

    @pytest.mark.parametrize("is_signed", [True, False])
    def test_a_root_of_the_time_that_a_restore_lost_is_no_fault_where_the_office_signed_the_restore(
        self, days, now, come_back, office, monkeypatch, is_signed
    ):
        one = read_roots(days[1])[0][0]
        lost = Root(str((now + 4 * DAY).date()), one.office, one.number + 50, bytes(32))
        facts = {
            "backup": "b",
            "made_at": (now + 3 * DAY).isoformat(),
            "last_entry": 1,
            "number": one.number,
            "gaps": [],
        }
        about = ("restore", office.pk)
        record(
            "installation.restored",
            subject=about,
            actor=("worker", None),
            office_id=office.pk,
            now=now + 5 * DAY,
            restore=facts,
        )
        monkeypatch.setattr(returned_roots, "is_signed_by_office", lambda entry: is_signed)
        found = compare_roots("\n".join([*days, lost.line()]))
        assert found.agree == 3
        assert bool(found.differ) is not is_signed

    def test_all_are_found_by_one_statement(self, days, django_assert_num_queries):
        roots = read_roots("\n".join(days))[0]
        # The offices, and the links.
        with django_assert_num_queries(2):
            assert compare_roots("\n".join(days * 50)).agree == len(roots)

    def test_of_very_many_each_is_looked_up(self, office, days):
        assert (
            len(links_at([(office.pk, n) for n in range(1, 10_001)]))
            == Seal.objects.filter(chain=office.pk).count()
        )

    def test_once_a_day_whichever_worker_and_again_the_next(self, days, now, come_back):
        come_back(*days)
        later = now + 3 * DAY
        compare = RootComparison()
        compared(later, compare)
        compared(later + timedelta(hours=2), compare)
        compared(later + timedelta(hours=3))
        assert Entry.objects.filter(verb=AGREE).count() == 1
        compared(later + DAY, compare)
        assert Entry.objects.filter(verb=AGREE).count() == 2

    def test_a_place_that_cannot_be_read_is_told_once_and_tried_again(self, days, now, come_back, tmp_path):
        later, compare = now + 3 * DAY, RootComparison()
        assert compared(later, compare).verb == UNREAD
        assert not doctor()[0]
        compared(later + timedelta(hours=2), compare)
        assert Entry.objects.filter(verb=UNREAD).count() == 1
        come_back(*days)
        assert compared(later + timedelta(hours=4), compare).verb == AGREE
        assert doctor()[0]

    def test_a_file_without_a_root_and_one_that_is_too_large_are_no_agreement(self, days, now, come_back):
        come_back("nothing here")
        assert compared(now + 3 * DAY).facts["fault"] == "no roots"
        for language, words in (("bn", "পড়া যায়নি"), ("en", "could not be read")):
            told = ledger_line_of(measure(now + 3 * DAY), language)
            assert words in told.sentence
            assert is_of_one_language(told, language)
            # Going through the ledger would show nothing.
            assert (told.has_failed, told.command) == (True, "")
        come_back(*[days[0]] * 20_000)
        with pytest.raises(ValueError, match="more than"):
            returned_roots.read_returned(returned_roots.settings.ONGIKAR_ROOTS_FROM)

    def test_nobody_compares_any_more_is_a_fault_after_two_days(self, days, now, come_back):
        come_back(*days)
        compared(now + 3 * DAY)
        assert returned_roots.returned_roots_status(now + 4 * DAY).is_fine
        assert not returned_roots.returned_roots_status(now + 6 * DAY).is_fine
        seal_rest_of_ledger(now + 3 * DAY)
        late = measure(now + 6 * DAY)
        for language in ("bn", "en"):
            told = ledger_line_of(late, language)
            assert (told.has_failed, is_of_one_language(told, language)) == (True, True)

    def test_both_are_duties_of_the_worker(self):
        names = [name for name, _ in DUTIES]
        assert {"mailing roots of ledgers", "comparing roots that came back"} <= set(names)


class RootsHandler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "/roots.txt")
            self.end_headers()
            return
        self.send_response(200)
        self.end_headers()
        if self.path == "/slow":
            for _ in range(100):
                time.sleep(0.05)
                try:
                    self.wfile.write(b"#")
                    self.wfile.flush()
                except OSError:
                    return
        self.wfile.write(self.server.text.encode())

    def log_message(self, *words):
        pass


@pytest.fixture
def keeper():
    server = ThreadingHTTPServer(("127.0.0.1", 0), RootsHandler)
    server.text = ""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


class TestFromAnAddress:
    def test_they_are_read_and_compared(self, days, now, keeper, settings):
        keeper.text = "\n".join(days)
        settings.ONGIKAR_ROOTS_FROM = f"http://127.0.0.1:{keeper.server_port}/roots.txt"
        entry = compared(now + 3 * DAY)
        assert (entry.verb, entry.facts["count"]) == (AGREE, 3)

    def test_a_round_does_not_wait_for_a_slow_server_and_after_a_while_it_is_given_up(
        self, days, now, keeper, settings, monkeypatch
    ):
        monkeypatch.setattr(returned_roots, "MOST_SECONDS", 0.5)
        settings.ONGIKAR_ROOTS_FROM = f"http://127.0.0.1:{keeper.server_port}/slow"
        compare = RootComparison()
        began = time.monotonic()
        assert compare(now + 3 * DAY) == 0
        assert time.monotonic() - began < 0.4
        assert compared(now + 3 * DAY, compare).verb == UNREAD
        assert time.monotonic() - began < 4

    def test_a_server_that_sends_elsewhere_is_not_followed(self, days, now, keeper, settings):
        keeper.text = "\n".join(days)
        settings.ONGIKAR_ROOTS_FROM = f"http://127.0.0.1:{keeper.server_port}/elsewhere"
        assert compared(now + 3 * DAY).verb == UNREAD


def blob(hexadecimal):
    from django.db import connection

    return f"X'{hexadecimal}'" if connection.vendor == "sqlite" else f"'\\x{hexadecimal}'::bytea"
