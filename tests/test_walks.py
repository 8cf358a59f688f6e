"""The two walks of docs/flow.md name the files that really run: no file more, and no file less.

An application and a charter are sent through the test client. What is counted are the files of ours whose
functions run while a form is sent, and while the worker then does what follows; `ASIDE` says which are left
out and why. `pytest tests/test_walks.py` counts; `scripts/house.py` prints the lengths of both lists.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from conftest import OFFICE, ROOT
from conftest import SUNDAY as NOW
from ongikar.cases.models import Draft
from ongikar.cases.tests.test_citizen_apply import CONTACT, QUESTIONS, START, picture
from ongikar.charter.models import CharterVersion
from ongikar.charter.tests import reviewing
from ongikar.journal.models import OutboxEntry
from ongikar.notices.channels import sms
from ongikar.operations import worker
from scripts.house import walks

pytestmark = [pytest.mark.django_db, pytest.mark.once]
CODE = f"{ROOT / 'ongikar'}/"
MOST = 20
# Whoever follows a walk does not open these, or opens them for another question.
ASIDE: dict[str, tuple[str, ...]] = {
    "helpers that know no office": ("core/", "rules/"),
    "around every request: which office, who is signed in": (
        "offices/middleware.py",
        "offices/sites.py",
        "people/",
        "charter/rights.py",
    ),
    "before everything: whether a demonstration is still being made": (
        "demo/being_made.py",
        "operations/making.py",
    ),
    "of the books: the lines and sums of registers": (
        "cases/register_counts.py",
        "cases/register_lines.py",
    ),
    "at every write: the seals of rows and of which act, MACs, and whether the machine's clock is right": (
        "journal/ledger_keys.py",
        "journal/macs.py",
        "journal/row_seals.py",
        "journal/raw_reads.py",
        "journal/sealed_queryset.py",
        "journal/verb_lists.py",
        "clock/machine_clock.py",
    ),
    "where a note answers the question before: which, here none": (
        "cases/question_notes.py",
        "knowledge/search.py",
    ),
    "where an office asks extra questions with a row: which, here none": ("questionnaires/intake.py",),
    "after a restore from a backup: whether messages still wait for a person": ("journal/restores.py",),
    "behind papers/actions.py: how a file is made safe and stored": (
        "papers/check.py",
        "papers/photographs.py",
        "papers/quota.py",
        "papers/scanner.py",
        "papers/models.py",
    ),
    "how a page or a message says a promise or a charter row": (
        "cases/case_promise.py",
        "cases/state_words.py",
        "grievances/citizen/prefilled_complaint.py",
        "charter/terms.py",
        "charter/templatetags/",
        "website/staff_nav.py",
        "website/rooms.py",
    ),
    "beside every page of the desk: which paragraph of the manual is its help": ("website/help/",),
    "settings of an office: whether it set its own hours and texts, here none": (
        "offices/message_hours.py",
        "notices/own_texts.py",
    ),
    "the newest calendar of an office, as any reader asks for it": ("clock/open_clocks.py",),
}
ASIDE_PREFIXES = tuple(prefix for prefixes in ASIDE.values() for prefix in prefixes)


def is_counted(path: str) -> bool:
    """Models stand aside too: what a row is, and not what is done with it; and rules, in whichever room."""
    parts = Path(path).parts
    is_row_or_rule = bool({"models", "rules"} & set(parts)) or parts[-1] in {"models.py", "rules.py"}
    return not (is_row_or_rule or "tests" in parts or path.startswith(ASIDE_PREFIXES))


class Walk:
    """The files of ours that ran, in their order, while `running()` was open."""

    def __init__(self) -> None:
        self.files: dict[str, None] = {}

    @contextmanager
    def running(self) -> Iterator[None]:
        monitoring, tool = sys.monitoring, sys.monitoring.OPTIMIZER_ID
        started = monitoring.events.PY_START

        def note(code, offset):
            # A module or a class that is only being imported has not been walked through.
            if code.co_filename.startswith(CODE) and "<" not in code.co_name and code.co_flags & CO_OPTIMIZED:
                self.files.setdefault(code.co_filename.removeprefix(CODE))

        monitoring.use_tool_id(tool, "walks")
        monitoring.register_callback(tool, started, note)
        monitoring.set_events(tool, started)
        try:
            yield
        finally:
            monitoring.set_events(tool, 0)
            monitoring.register_callback(tool, started, None)
            monitoring.free_tool_id(tool)

    def during(self, do: Callable) -> Callable:
        def watched(*args, **kwargs):
            with self.running():
                return do(*args, **kwargs)

        return watched

    @property
    def counted(self) -> list[str]:
        return [path for path in self.files if is_counted(path)]


# Of a function, and of neither a module nor the body of a class.
CO_OPTIMIZED = 1


@pytest.fixture
def walk() -> Walk:
    return Walk()


class Gateway:
    """Takes every message, as a gateway does."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def open(self, request, timeout):
        self.taken.append(request.full_url)
        return self

    def read(self, most):
        return b"0: Accepted for delivery"

    def __enter__(self):
        return self

    def __exit__(self, *fault):
        return None


@pytest.fixture
def gateway(monkeypatch, settings) -> Gateway:
    settings.ONGIKAR_SMS_URL = "http://127.0.0.1:13013/cgi-bin/sendsms"
    gateway = Gateway()
    monkeypatch.setattr(sms, "build_opener", lambda *_: gateway)
    return gateway


def named(walk: Walk, title: str) -> None:
    listed = next((files for words, files in walks().items() if words.startswith(title)), [])
    assert sorted(listed) == sorted(walk.counted)
    assert len(listed) <= MOST


def test_the_files_an_application_crosses_are_those_of_the_flow(client, office, walk, gateway, monkeypatch):
    office.is_demo = False
    office.save(update_fields=["is_demo"])
    monkeypatch.setattr(
        worker, "DUTIES", tuple(each for each in worker.DUTIES if each[1] is worker.run_due_entries)
    )
    send = walk.during(client.post)
    with time_machine.travel(NOW, tick=False):
        # The addresses are read with the first request, which imports every view.
        client.get(START)
        send(START, QUESTIONS)
        token = Draft.objects.get().token
        send(f"/apply/{token}/contact/", CONTACT)
        send(f"/apply/{token}/papers/", {"paper-1": picture()})
        assert "/receipt/" in send(f"/apply/{token}/check/")["Location"]
        # The officer is written to as well: by a reaction of its own, which is no part of this walk.
        OutboxEntry.objects.filter(reaction="notices.reactions.notify_officer").delete()
        walk.during(worker.run_round)(NOW + timedelta(seconds=1))
        walk.during(worker.run_round)(NOW + timedelta(seconds=2))
    assert len(gateway.taken) == 1
    named(walk, "an application")


def test_the_files_a_charter_crosses_are_those_of_the_flow(signed_in, karim, office, walk):
    with time_machine.travel(NOW, tick=False):
        client = signed_in(karim)
        client.post = walk.during(client.post)
        upload = reviewing.bring(client, (OFFICE / "charter.txt").read_text("utf-8"))
        reviewing.settle(client, upload)
        assert reviewing.publish(client, upload, "2026-12-01").status_code == 302
    assert CharterVersion.objects.get(upload=upload).effective_from.isoformat() == "2026-12-01"
    named(walk, "a charter")


def test_every_file_left_out_is_there():
    assert not [prefix for prefix in ASIDE_PREFIXES if not (ROOT / "ongikar" / prefix).exists()]


def test_a_file_that_runs_is_seen_and_a_model_stands_aside(walk, office):
    with walk.running():
        START.strip()
        worker.run_due_entries(NOW)
        str(office)
    assert walk.counted == ["journal/outbox.py"]
    assert "offices/models/office.py" in walk.files
