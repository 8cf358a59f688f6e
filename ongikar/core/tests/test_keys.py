"""Keys that are lost or swapped: found by their fingerprints, never replaced in silence."""

import os
import shutil
import stat
from pathlib import Path

import pytest

from ongikar.certificates import key_ring as certificate_keys
from ongikar.core.crypto import key_registry, key_ring
from ongikar.core.crypto import key_ring as encrypted_columns
from ongikar.core.crypto.encryption import KeyRing
from ongikar.core.crypto.key_fingerprints import MISSING, OTHER, UNREADABLE, accept_key, judge_keys
from ongikar.core.crypto.key_registry import KEYS, KeyMissing, key_bytes
from ongikar.core.i18n.say import override_language
from ongikar.core.models import KeyFingerprint
from ongikar.papers import receipt_key

# Says the same on either database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def begun():
    """The first start: every key is made, and its fingerprint kept."""
    assert judge_keys() == []


def as_another_process() -> None:
    """What this process remembers of its keys is forgotten."""
    key_ring._read_last.clear()
    key_ring._read.cache_clear()
    key_registry._bytes_of.cache_clear()
    receipt_key.private_key.cache_clear()
    receipt_key.public_pem.cache_clear()
    certificate_keys._parse_keys.cache_clear()


def states() -> dict[str, str]:
    as_another_process()
    return {fault.key.name: fault.state for fault in judge_keys()}


def test_the_first_start_makes_every_key_for_its_owner_alone_and_keeps_its_fingerprint(settings):
    shutil.rmtree(settings.ONGIKAR_KEY_FOLDER)
    assert states() == {}
    assert set(KEYS) == {"secret", "ring", "receipt", "digests", "certificates", "ledger"}
    signing = f"certificates {certificate_keys.read_keys().newest}"
    kept = {"secret", "ring 1", "receipt", "digests", "ledger 1", signing}
    assert {row.key for row in KeyFingerprint.objects.all()} == kept
    for key in KEYS.values():
        if key.name != "secret":
            assert stat.S_IMODE(key.file().stat().st_mode) == 0o600
    kept = KeyFingerprint.objects.known_fingerprints("digests")
    assert states() == {}
    assert KeyFingerprint.objects.known_fingerprints("digests") == kept


def test_a_digest_key_is_the_same_to_every_process(begun):
    first = key_bytes("digests")
    assert len(first) == 32
    as_another_process()
    assert key_bytes("digests") == first


@pytest.mark.parametrize("name", ["ring", "receipt", "digests", "certificates"])
def test_a_lost_file_is_told_and_nothing_is_made_in_its_place(begun, name):
    path = KEYS[name].file()
    path.unlink()
    assert states() == {name: MISSING}
    assert not path.exists()
    as_another_process()
    with pytest.raises(KeyMissing):
        {
            "ring": key_ring.key_ring,
            "digests": lambda: key_bytes("digests"),
            "certificates": certificate_keys.read_keys,
            "receipt": lambda: receipt_key.public_pem(path),
        }[name]()
    assert not path.exists()


@pytest.mark.parametrize("name", ["ring", "receipt", "digests", "certificates"])
def test_another_key_in_its_place_is_told(begun, name):
    KEYS[name].file().unlink()
    KEYS[name].make()
    if name == "ring":
        # One that bears the same number.
        key_ring.write_ring(KeyRing.new())
    assert states() == {name: OTHER}


def test_another_secret_is_told(begun, settings):
    settings.SECRET_KEY = "another secret"
    assert states() == {"secret": OTHER}


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"x" * 31])
@pytest.mark.parametrize("name", ["ring", "receipt", "digests", "certificates"])
def test_a_file_that_holds_no_key_is_told(begun, name, content):
    KEYS[name].file().write_bytes(content)
    assert states() == {name: UNREADABLE}


def test_each_sentence_names_the_file_and_what_to_do(begun, settings):
    KEYS["ring"].file().unlink()
    as_another_process()
    (fault,) = judge_keys()
    for tongue, word in (("bn", "ফিরিয়ে দিন"), ("en", "Put that file back")):
        with override_language(tongue):
            assert str(settings.ONGIKAR_KEYS) in fault.sentence
            assert "./run keys accept ring" in fault.sentence
            assert word in fault.sentence


def test_no_ring_is_made_while_something_lies_sealed_though_no_fingerprint_is_known(
    receive, rahima, settings
):
    """So it is in an installation whose file was lost before fingerprints were kept."""
    case = receive()
    case.applicant.encrypt_identity("1234567890")
    case.applicant.save(update_fields=["identity", "identity_index"])
    KeyFingerprint.objects.all().delete()
    Path(settings.ONGIKAR_KEYS).unlink()
    assert states() == {"ring": MISSING}
    as_another_process()
    with pytest.raises(KeyMissing):
        key_ring.key_ring()
    assert case.applicant.read_identity() is None
    assert not Path(settings.ONGIKAR_KEYS).exists()


def test_a_process_whose_file_goes_while_it_runs_goes_on_with_the_keys_it_has(begun, settings):
    ring = key_ring.key_ring()
    Path(settings.ONGIKAR_KEYS).unlink()
    assert key_ring.key_ring() == ring
    assert not Path(settings.ONGIKAR_KEYS).exists()


def test_a_ring_that_is_lost_for_good_is_followed_by_one_whose_numbers_are_new(begun, receive):
    case = receive()
    case.applicant.encrypt_identity("1234567890")
    case.applicant.save(update_fields=["identity", "identity_index"])
    KEYS["ring"].file().unlink()
    as_another_process()
    assert accept_key(KEYS["ring"]) == ["ring 2"]
    assert states() == {}
    assert case.applicant.read_identity() is None
    assert encrypted_columns.key_names_in_use() == {"1"}


def test_two_machines_that_begin_at_once_with_different_keys_do_not_both_go_on(monkeypatch):
    """The other machine's fingerprint comes between our look and our writing."""
    before = KeyFingerprint.objects.known_fingerprints

    def known(name):
        found = before(name)
        if name == "digests" and not found:
            KeyFingerprint.objects.create(key="digests", fingerprint="of another")
        return found

    monkeypatch.setattr(type(KeyFingerprint.objects), "known_fingerprints", lambda self, name: known(name))
    assert [(fault.key.name, fault.state) for fault in judge_keys()] == [("digests", OTHER)]


def test_a_fingerprint_says_nothing_of_the_key(begun):
    kept = " ".join(KeyFingerprint.objects.values_list("fingerprint", flat=True))
    assert key_bytes("digests").hex() not in kept
    assert os.path.getsize(KEYS["digests"].file()) == 32
