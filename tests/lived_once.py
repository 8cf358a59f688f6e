"""What the tests of a module start from is lived once, in a transaction around theirs that nothing is kept of."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.test import override_settings


def own_places(folder: Path) -> dict[str, Path]:
    """The settings that put papers and keys into this folder."""
    return {
        "ONGIKAR_PAPERS": folder / "papers", "ONGIKAR_KEYS": folder / "keys.json",
        "ONGIKAR_RECEIPT_KEY": folder / "receipt-key", "ONGIKAR_PUBLIC_STAMP": folder / "public.stamp",
    }  # fmt: skip


@contextmanager
def lived_once(blocker, folder: Path) -> Iterator[None]:
    """A fixture of a module lives its beginning in this; `blocker` is pytest-django's, `folder` takes its papers and keys."""
    with (
        blocker.unblock(),
        transaction.atomic(),
        override_settings(**own_places(folder)),
    ):
        yield
        transaction.set_rollback(True)


def lay_out(folder: Path, mine: Path) -> None:
    """The papers and keys of the beginning, laid out for one test: what it does to them is its own."""
    shutil.copytree(folder, mine, dirs_exist_ok=True)
