"""What the doctor says of the keys and of the scanner."""

import os

from ongikar.config import doctor
from ongikar.frame.key_ring import key_ring


def test_keys_that_others_may_read_are_told(settings):
    key_ring()
    assert doctor.keys() == (True, "keys: 1 on the ring, the newest is 1")
    os.chmod(settings.ONGIKAR_KEYS, 0o644)
    fine, told = doctor.keys()
    assert not fine
    assert "chmod 600" in told


def test_a_scanner_that_is_named_and_away_is_told(settings, tmp_path, monkeypatch):
    assert doctor.scanner()[0]
    settings.ONGIKAR_CLAMD = f"unix:{tmp_path}/nobody"
    monkeypatch.setattr(doctor, "QUESTIONS", (doctor.scanner,))
    ((fine, told),) = doctor.answers()
    assert not fine
    assert told.startswith("scanner: FileNotFoundError")
