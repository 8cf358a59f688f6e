"""The commands of the ledger: a day's root as one line, and what is no longer as it was sealed, in both
languages.
"""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from ongikar.clock.models import MachineClock
from ongikar.commands.ledger import print_root, verify_ledger
from ongikar.core.models import Heartbeat
from ongikar.journal.hash_chain import Sealer
from ongikar.journal.models import Entry, Seal
from ongikar.journal.tests.intruder import broken_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(receive, now, office):
    """Three days of an office, one request a day."""
    for day in range(3):
        receive(now=now + timedelta(days=day))
        Sealer()(now + timedelta(days=day, minutes=1))
    return office


@pytest.fixture
def intrude(sealed):
    return broken_in()


def line(capsys, *words):
    assert print_root([*words, "--office", "rangpur-sadar-ict"]) == 0
    return capsys.readouterr().out.strip()


def answer_text(capsys, *words, status):
    assert verify_ledger([*words]) == status
    return capsys.readouterr().out.replace("\xa0", " ")


def said_of_unsealed(capsys, at):
    with time_machine.travel(at, tick=False):
        verify_ledger(["--language", "en"])
    return "unsealed for over five minutes" in capsys.readouterr().out


def test_what_waits_for_its_seal_is_a_fault_while_a_worker_lives_whose_clock_is_believed(
    sealed, receive, now, capsys
):
    minute = timedelta(minutes=1)
    at = now + timedelta(days=5)
    receive(now=at)
    assert not said_of_unsealed(capsys, at + 20 * minute)
    Heartbeat.objects.create(name="worker", at=at + 10 * minute)
    assert said_of_unsealed(capsys, at + 12 * minute)
    # It lives no longer: whoever starts one seals what waits.
    assert not said_of_unsealed(capsys, at + 16 * minute)
    # The clock was put back: what is entered now is no older than that sign.
    assert not said_of_unsealed(capsys, at + 9 * minute)
    clock = MachineClock.objects.create(
        machine="one", boot="x", wall=at, running=1.0, seen_at=at, off_by=-600, off_since=at
    )
    assert not said_of_unsealed(capsys, at + 12 * minute)
    clock.delete()
    assert said_of_unsealed(capsys, at + 12 * minute)


def test_the_root_of_a_day_is_its_last_seal(sealed, capsys):
    last = Seal.objects.filter(chain=sealed.pk).order_by("-number").first()
    words = line(capsys, "--day", "2026-11-24").split()
    assert words[:3] == ["2026-11-24", "rangpur-sadar-ict", str(last.number)]
    assert "".join(words[3:]) == bytes(last.link).hex()
    assert line(capsys, "--day", "2026-11-22") != line(capsys, "--day", "2026-11-23")
    today = line(capsys)
    assert today.startswith(str(timezone.localdate()))


def test_a_day_before_the_first_seal_and_what_is_no_day_are_refused_in_both_languages(sealed, capsys):
    for words in (["--day", "2020-01-01"], ["--day", "x"], ["--office", "nowhere"]):
        assert print_root(words) == 1
        assert len(capsys.readouterr().err.splitlines()) == 2
    assert verify_ledger(["--root", "x"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_what_was_left_alone_is_in_order_up_to_each_root(sealed, capsys):
    roots = [line(capsys, "--day", f"2026-11-{day}") for day in (22, 23, 24)]
    asked = [word for each in roots for word in ("--root", each)]
    assert answer_text(capsys, *asked, status=0).count("যেমন ছিল তেমনই আছে") == 3
    english = answer_text(capsys, "--root", "".join(roots[0].split()[3:]), "--language", "en", status=0)
    assert "all is as it was" in english
    assert "all is in order" in english


def test_a_changed_date_is_told_with_its_entry_and_its_day(sealed, capsys, intrude):
    entry = Entry.objects.filter(verb="case.received").order_by("id").first()
    intrude(f"UPDATE journal_entry SET at = '2026-11-20 04:00:00+00' WHERE id = {entry.pk}")
    words = answer_text(capsys, "--language", "en", "--office", "rangpur-sadar-ict", status=1)
    assert f"(Sunday, 22 November 2026), entry {entry.pk}: the entry or its seal was changed" in words
    assert "২২ নভেম্বর ২০২৬" in answer_text(capsys, status=1)


def test_a_root_that_stands_does_not_call_whole_what_was_changed_before_it(sealed, capsys, intrude):
    roots = {day: line(capsys, "--day", f"2026-11-{day}") for day in (22, 24)}
    second = Seal.objects.filter(chain=sealed.pk, sealed_at__date="2026-11-23").first()
    intrude(f"UPDATE journal_entry SET verb = 'x' WHERE id = {second.entry_id}")
    asked = [word for each in roots.values() for word in ("--root", each)]
    words = answer_text(capsys, *asked, "--language", "en", status=1)
    assert words.count("all is as it was") == 1, "up to the day before the change"
    assert words.count("is no longer as it was") == 1
    assert answer_text(capsys, *asked, status=1).count("আর আগের মতো নেই") == 1


def test_a_ledger_cut_off_and_a_root_of_elsewhere_are_told_as_such(sealed, capsys, intrude):
    printed = line(capsys, "--day", "2026-11-24")
    intrude(f"DELETE FROM journal_seal WHERE chain = {sealed.pk} AND number > 1")
    words = answer_text(capsys, "--root", printed, "--root", "ab" * 32, "--language", "en", status=1)
    assert "ends at number 1" in words
    assert "is in no ledger" in words
    day, office, _, *link = printed.split()
    printed_for_one = " ".join([day, office, "1", *link])
    assert "rewritten from an entry of 24 November 2026" in answer_text(
        capsys, "--root", printed_for_one, "--language", "en", status=1
    )
    assert "২৪ নভেম্বর ২০২৬ বা তার আগের" in answer_text(capsys, "--root", printed_for_one, status=1).replace(
        "\xa0", " "
    )
