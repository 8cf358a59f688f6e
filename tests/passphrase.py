"""A folder of backups that is encrypted with a passphrase of the tests.

A passphrase is made slow to guess: each that is set takes seconds of processor.
"""

from pathlib import Path

import pytest

from .made_once import made_once

PASSPHRASE = "four plain words here"


def folder_with_passphrase(factory: pytest.TempPathFactory) -> Path:
    """The keys of such a folder, to be copied; made once for the whole run."""
    from ongikar.operations.backup.encryption import set_passphrase

    return made_once(factory, "passphrase", lambda folder: set_passphrase(folder, PASSPHRASE))
