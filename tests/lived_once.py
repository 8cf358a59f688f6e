"""What many tests start from is lived once, in a transaction around theirs that nothing is kept of."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction
from django.test import override_settings


def key_folder(folder: Path) -> Path:
    """Where the keys lie of a test, or of a beginning, that has this folder: beside it, as tests look into
    their own.
    """
    return folder.with_name(f"{folder.name}-keys")


def copy_keys(run: Path, folder: Path) -> None:
    """A copy of the run's keys for one folder: what was lived with them once is opened with them in every
    test after.
    """
    shutil.copytree(run, key_folder(folder), dirs_exist_ok=True)


def make_keys(run: Path) -> None:
    """One set of keys for the whole run."""
    from ongikar.core.crypto import key_registry, key_ring
    from ongikar.papers import receipt_key

    key_ring.write_first_ring(run / "keys.json")
    receipt_key.make_key(run / "receipt-key")
    with override_settings(ONGIKAR_KEY_FOLDER=run):
        for name in key_registry.RANDOM_KEYS:
            key_registry.KEYS[name].make()


def folder_settings(folder: Path) -> dict[str, Path]:
    """The settings that put papers and keys into this folder."""
    keys = key_folder(folder)
    return {
        "ONGIKAR_PAPERS": folder / "papers",
        "ONGIKAR_PUBLIC_STAMP": folder / "public.stamp",
        "ONGIKAR_KEYS": keys / "keys.json",
        "ONGIKAR_RECEIPT_KEY": keys / "receipt-key",
        "ONGIKAR_KEY_FOLDER": keys,
    }


class LivedOnce:
    """One beginning at a time: it stands for all tests that follow, until others start from something else.

    The order of the tests has those together that start from the same; see `begins_with` in conftest.py.
    """

    def __init__(self, blocker, keys: Path):
        self._blocker, self._around, self._keys = blocker, None, keys

    @contextmanager
    def living(self, folder: Path) -> Iterator[None]:
        """A beginning is lived within; `folder` takes its papers and keys. The one before is taken back."""
        self.take_back()
        clear_row_caches()
        copy_keys(self._keys, folder)
        with self._blocker.unblock(), override_settings(**folder_settings(folder)):
            self._around = transaction.atomic()
            # As Django marks those of its own test cases: no act of the program opened it.
            self._around._from_testcase = True
            self._around._from_testcase = True
            self._around.__enter__()
            yield

    def take_back(self) -> None:
        around, self._around = self._around, None
        if around:
            with self._blocker.unblock():
                transaction.set_rollback(True)
                around.__exit__(None, None, None)


def copy_files(folder: Path, mine: Path) -> None:
    """The papers and keys of the beginning, laid out for one test: what it does to them is its own."""
    shutil.copytree(folder, mine, dirs_exist_ok=True)


def clear_row_caches() -> None:
    """What a process remembers of published rows is forgotten: other rows will stand under the same keys."""
    from ongikar.charter import daily_check
    from ongikar.charter.models import codes_in_force, service_of
    from ongikar.core import cache_version
    from ongikar.core.isolation import forget_faults
    from ongikar.core.templatetags import cached as kept
    from ongikar.offices import ending
    from ongikar.offices.models import calendar_made_at, calendar_number, calendar_numbered, calendar_of
    from ongikar.offices.serials import oldest_of_town
    from ongikar.offices.sites import sites

    for cached in (
        service_of,
        calendar_of,
        calendar_made_at,
        calendar_number,
        calendar_numbered,
        codes_in_force,
        oldest_of_town,
        sites,
    ):
        cached.cache_clear()
    for known in (kept.texts, ending._looked_at, daily_check._judged_on, daily_check._closed):
        known.clear()
    forget_faults()
    cache_version.forget_versions()
    cache_version.forget_pending(connection)
