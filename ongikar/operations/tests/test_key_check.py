"""Programs and commands refuse to go on with keys that the database was not kept with, and say which file to
put back.
"""

import sys

import pytest

from conftest import SUNDAY
from ongikar.__main__ import main
from ongikar.cases.models import Draft
from ongikar.commands import keys
from ongikar.core.crypto.key_fingerprints import judge_keys
from ongikar.core.crypto.key_registry import KEYS
from ongikar.core.crypto.key_ring import key_ring
from ongikar.core.models import KeyFingerprint
from ongikar.core.tests.test_keys import as_another_process, states
from ongikar.operations import start_checks, worker
from ongikar.people.models import Applicant

pytestmark = pytest.mark.django_db


@pytest.fixture
def lost_ring(settings):
    judge_keys()
    settings.ONGIKAR_KEYS.unlink()
    as_another_process()


def both_languages(text: str, settings) -> bool:
    bangla, english = text.strip().splitlines()
    return (
        "ফিরিয়ে দিন" in bangla and "Put that file back" in english and str(settings.ONGIKAR_KEYS) in english
    )


@pytest.mark.parametrize(
    "words",
    [
        ["retention"],
        ["ledger", "root"],
        ["promise", "rebuild"],
        ["keys", "rotate"],
        ["prepare"],
        ["worker", "--once"],
    ],
)
def test_a_command_ends_before_it_does_anything(office, lost_ring, settings, capsys, words):
    assert main(words) == 1
    printed = capsys.readouterr()
    assert both_languages(printed.err, settings)
    assert printed.out == ""
    assert not settings.ONGIKAR_KEYS.exists()


def test_the_worker_looks_at_its_keys_before_its_first_round(lost_ring, monkeypatch):
    monkeypatch.setattr(worker, "run_round", lambda now: pytest.fail("it worked"))
    assert worker.worker(["--once"]) == 1


def test_the_web_server_opens_no_port(lost_ring, settings, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ongikar.config.wsgi", object())
    monkeypatch.setattr(start_checks.connections, "close_all", lambda: None)
    monkeypatch.setattr("granian.Granian.serve", lambda *_, **__: pytest.fail("it served"))
    from ongikar.operations.serve import web

    assert web(["--port", "1"]) == 1
    assert both_languages(capsys.readouterr().err, settings)


def test_a_key_is_accepted_only_by_a_word_of_its_own(lost_ring, settings, capsys):
    assert main(["keys", "accept", "ring"]) == 1
    assert "Nothing was changed" in capsys.readouterr().out
    assert not settings.ONGIKAR_KEYS.exists()
    assert main(["keys", "accept", "ring", "--yes"]) == 0
    assert states() == {}
    assert key_ring().newest == "2"


def test_a_rotation_and_a_retirement_are_known_to_the_database(office, settings):
    judge_keys()
    people = [Applicant.objects.create(office=office, name="ক") for _ in range(3)]
    for person in people:
        person.encrypt_identity("1234567890")
        person.save(update_fields=["identity", "identity_index"])
    # One that does not open any more stays as it is, and holds up none of the others.
    Applicant.objects.filter(pk=people[1].pk).update(identity=people[0].identity)
    keys.rotate_keys([])
    assert set(KeyFingerprint.objects.known_fingerprints("ring")) == {"ring 1", "ring 2"}
    assert states() == {}
    for person in people:
        person.refresh_from_db()
    assert [person.read_identity() for person in people] == ["1234567890", None, "1234567890"]
    keys.retire_keys([])
    assert set(KEYS["ring"].parts()) == {"1", "2"}, "something lies under the first still"
    people[1].forget()
    keys.retire_keys([])
    assert set(KeyFingerprint.objects.known_fingerprints("ring")) == {"ring 2"}
    assert states() == {}


def test_what_was_typed_into_a_draft_is_sealed_anew_too(office):
    draft = Draft.objects.create(token="t" * 32, office=office, service_code="citizen-1", begun_at=SUNDAY)
    draft.encrypt_identity("1234567890")
    draft.save()
    keys.rotate_keys([])
    draft.refresh_from_db()
    assert (draft.identity[:2], draft.read_identity()) == ("2:", "1234567890")
