"""`ongikar doctor`: is everything in order? One line a question; exit status 1 when something is not."""

import argparse
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from ongikar.clock.models import Clock
from ongikar.frame.key_ring import key_ring
from ongikar.journal.models import ToDo
from ongikar.offices.ending import calendar_ending
from ongikar.offices.models import Office
from ongikar.papers.scanner import ask
from ongikar.people.second_factor import is_lost

Answer = tuple[bool, str]


def database() -> Answer:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True, f"database: {connection.vendor} answers"


def migrations() -> Answer:
    executor = MigrationExecutor(connection)
    left = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return not left, f"migrations: {'all applied' if not left else f'{len(left)} to apply (run ./run once)'}"


def offices() -> Answer:
    names = list(Office.objects.values_list("slug", flat=True))
    return bool(names), f"offices: {', '.join(names) or 'none loaded (ongikar office load DIR)'}"


def calendars() -> Answer:
    """A calendar that runs out within 60 days makes every later due day provisional."""
    now = timezone.now()
    told = {office.slug: calendar_ending(office.pk, now) for office in Office.objects.all()}
    short = [f"{slug}: {ending.en}" for slug, ending in told.items() if ending]
    return not short, f"calendars: {'; '.join(short) or 'known for the next 60 days'}"


def watch() -> Answer:
    """A moment not acted on for five minutes means that no worker runs."""
    overdue = Clock.objects.filter(look_at__lt=timezone.now() - timedelta(minutes=5)).count()
    return (
        not overdue,
        f"watch: {'up to date' if not overdue else f'{overdue} moments not acted on; does a worker run?'}",
    )


def todos() -> Answer:
    given_up = ToDo.objects.filter(given_up_at__isnull=False).count()
    return (
        not given_up,
        f"to-dos: {'none given up' if not given_up else f'{given_up} given up; see journal_todo.fault'}",
    )


def papers() -> Answer:
    folder = settings.ONGIKAR_PAPERS
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    fine = os.access(folder, os.W_OK) and free > 500_000_000
    return (
        fine,
        f"papers: folder {'writable' if os.access(folder, os.W_OK) else 'not writable'}, {free // 1_000_000} MB free",
    )


def keys() -> Answer:
    """Without its keys no number of an identity paper opens again; anybody who reads the file can open them all."""
    ring, mode = key_ring(), Path(settings.ONGIKAR_KEYS).stat().st_mode & 0o777
    told = f"keys: {len(ring.keys)} on the ring, the newest is {ring.newest}"
    return mode & 0o077 == 0, told if mode & 0o077 == 0 else f"{told}; others may read the file: chmod 600"


def second_factors() -> Answer:
    """Kept under the secret of the installation: with another secret nobody comes in with an app any more."""
    held = Authenticator.objects.select_related("user").order_by("user__username")
    lost = sorted({each.user.username for each in held if is_lost(each)})
    told = f"kept under another secret: {', '.join(lost)} (person reset NAME --second-factor)"
    return not lost, f"second factors: {told if lost else 'all open with this secret'}"


def scanner() -> Answer:
    """Where one is named nothing is taken without it."""
    if not settings.ONGIKAR_CLAMD:
        return True, "scanner: none named; files are checked by taking them apart"
    told = ask(settings.ONGIKAR_CLAMD, b"a harmless line")
    return told == "stream: OK", f"scanner: {told}"


def mail() -> Answer:
    return (
        True,
        f"mail: {'SMTP ' + settings.SMTP_HOST if settings.ONGIKAR_MAIL_IS_SET else 'no server set; messages stay in the tray'}",
    )


QUESTIONS: tuple[Callable[[], Answer], ...] = (
    database,
    migrations,
    offices,
    calendars,
    watch,
    todos,
    papers,
    keys,
    second_factors,
    scanner,
    mail,
)


def answers() -> Iterator[Answer]:
    for question in QUESTIONS:
        try:
            yield question()
        except Exception as fault:
            yield False, f"{question.__name__}: {type(fault).__name__}: {fault}"


def doctor(words: list[str]) -> int:
    argparse.ArgumentParser(prog="ongikar doctor").parse_args(words)
    told = list(answers())
    for fine, line in told:
        print(("ok   " if fine else "WRONG"), line)
    return 0 if all(fine for fine, _ in told) else 1
