"""Rows and files that the tests of one module share, and the keys and caches that go with them."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from django.db import connection, transaction
from django.test import override_settings
from django.utils.module_loading import import_string


def key_folder(folder: Path) -> Path:
    """Where the keys lie of a test, or of a module, that has this folder: beside it, as tests look into
    their own.
    """
    return folder.with_name(f"{folder.name}-keys")


def copy_keys(run: Path, folder: Path) -> None:
    """A copy of the run's keys for one folder: what a module wrote with them is opened with them in each of
    its tests.
    """
    shutil.copytree(run, key_folder(folder), dirs_exist_ok=True)


def make_keys(run: Path) -> None:
    """One set of keys for the whole run."""
    from ongikar.core.crypto import key_registry, key_ring
    from ongikar.journal import ledger_keys
    from ongikar.papers import receipt_key

    key_ring.write_first_ring(run / "keys.json")
    receipt_key.make_key(run / "receipt-key")
    with override_settings(ONGIKAR_KEY_FOLDER=run):
        for name in (*key_registry.RANDOM_KEYS, "certificates"):
            key_registry.KEYS[name].make()
        ledger_keys.write_first_key()


def folder_settings(folder: Path) -> dict[str, Path]:
    """The settings that put papers and keys into this folder."""
    keys = key_folder(folder)
    return {
        "ONGIKAR_PAPERS": folder / "papers",
        "ONGIKAR_EXPORTS": folder / "exports",
        "ONGIKAR_PUBLIC_STAMP": folder / "public.stamp",
        "ONGIKAR_BACKUPS": folder / "backups",
        "ONGIKAR_KEYS": keys / "keys.json",
        "ONGIKAR_RECEIPT_KEY": keys / "receipt-key",
        "ONGIKAR_KEY_FOLDER": keys,
    }


@contextmanager
def module_transaction(blocker, keys: Path) -> Iterator[Callable[[Path], AbstractContextManager[None]]]:
    """Gives `setting_up(folder)`: what is written within it stands for the rest of the module, and `folder`
    takes its papers and keys.

    One transaction lies around the module's tests and is rolled back after the last of them, as Django's
    `setUpTestData` does for a class. Tests of the module that do not ask for these rows may see them, too.
    """
    with ExitStack() as module:

        @contextmanager
        def setting_up(folder: Path) -> Iterator[None]:
            clear_row_caches()
            copy_keys(keys, folder)
            with blocker.unblock(), override_settings(**folder_settings(folder)):
                module.enter_context(rolled_back_transaction(blocker))
                yield

        yield setting_up


@contextmanager
def rolled_back_transaction(blocker) -> Iterator[None]:
    around = transaction.atomic()
    # As Django marks those of its own test cases: no act of the program opened it.
    around._from_testcase = True
    around.__enter__()
    try:
        yield
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            around.__exit__(None, None, None)


def copy_files(folder: Path, mine: Path) -> None:
    """The papers and keys of the module, laid out for one test: what it does to them is its own."""
    shutil.copytree(folder, mine, dirs_exist_ok=True)


# What a process remembers of rows, by key of the row or of its office; tests/test_row_caches.py holds the
# list whole.
ROW_CACHES = (
    "cases.kinds.kind.text_questions",
    "cases.officer.queue.filters.charter_row_ids",
    "cases.desks.desk_posts",
    "charter.models.charter_as_published",
    "cases.similar_cases.charter_row_versions",
    "charter.models.service_of",
    "charter.search.index_of",
    "charter.web.files.content_of",
    "charter.web.public_views.changes",
    "journal.restores.restores_of",
    "knowledge.search.known_notes",
    "offices.models.office.calendar_made_at",
    "offices.models.office.calendar_number",
    "offices.models.office.calendar_numbered",
    "offices.models.office.calendar_of",
    "offices.serials.oldest_of_town",
    "offices.sites.sites",
    "papers.emblem_picture.emblem_picture",
    "papers.pdf.render.known_drawing",
    "people.section_counts.used_sections",
    "questionnaires.intake.uses_of_office",
    "questionnaires.intake.version_of",
    "records.saved_filters.read_filters",
)


def clear_row_caches() -> None:
    """What a process remembers of published rows is forgotten: other rows will stand under the same keys."""
    from ongikar.cases.desk import row_cache
    from ongikar.cases.officer.queue.bars import drawing_cache
    from ongikar.charter import charter_status
    from ongikar.core import cache_version
    from ongikar.core.isolation import forget_faults
    from ongikar.core.templatetags import cached as kept
    from ongikar.journal.restores import forget_restores
    from ongikar.notices.sending import paused_channels
    from ongikar.offices import calendar_status

    for name in ROW_CACHES:
        import_string(f"ongikar.{name}").cache_clear()
    for known in (
        kept.texts,
        calendar_status._looked_at,
        charter_status._judged_on,
        charter_status._closed,
        drawing_cache,
        row_cache.drawn,
        # A gateway that failed a test is not left alone in the next.
        paused_channels,
    ):
        known.clear()
    forget_faults()
    forget_restores()
    cache_version.forget_versions()
    cache_version.forget_pending(connection)
