"""A passphrase is meant to cost a second; on a machine that is far slower it is not called wrong."""

import re

import pyrage
import pytest

from ongikar.core.command_line import Refusal
from ongikar.operations.backup import encryption

WORDS = "four words that are long"


@pytest.fixture
def encrypted():
    return pyrage.passphrase.encrypt(str(pyrage.x25519.Identity.generate()).encode(), WORDS)


def test_work_beyond_this_machine_is_said_to_be_so(encrypted, monkeypatch):
    monkeypatch.setattr(encryption, "PAUSE", 0)
    # 2 to the 40: no machine does it in a second, or in sixteen.
    beyond = re.sub(rb"(-> scrypt \S+ )[0-9]+", rb"\g<1>40", encrypted)
    assert beyond != encrypted
    with pytest.raises(Refusal) as fault:
        encryption.open_identity(beyond, WORDS)
    assert "too busy or too slow" in fault.value.en
    assert "পাসফ্রেজ দেখাই হয়নি" in fault.value.bn


def test_it_is_tried_again_while_the_machine_is_busy(encrypted, monkeypatch):
    monkeypatch.setattr(encryption, "PAUSE", 0)
    asked = []

    class Busy:
        """The library as it answers where its measure came out too slow, the first two times."""

        @staticmethod
        def decrypt(content, passphrase):
            asked.append(passphrase)
            if len(asked) < 3:
                raise pyrage.DecryptError("Excessive work parameter for passphrase.")
            return pyrage.passphrase.decrypt(content, passphrase)

    class Library:
        passphrase, x25519 = Busy, pyrage.x25519
        DecryptError, IdentityError = pyrage.DecryptError, pyrage.IdentityError

    monkeypatch.setattr(encryption, "pyrage", Library)
    assert encryption.open_identity(encrypted, WORDS).to_public()
    assert len(asked) == 3


def test_a_wrong_passphrase_is_tried_once_and_called_wrong(encrypted):
    with pytest.raises(Refusal, match="does not open with this passphrase"):
        encryption.open_identity(encrypted, WORDS.upper())
