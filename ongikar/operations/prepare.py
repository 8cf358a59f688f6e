"""Before serving: the database brought up to date, the static files collected, the office and its
demonstration loaded.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from ongikar.core.command_line import Refusal
from ongikar.core.command_progress import step
from ongikar.core.data_owner import make_data_folder
from ongikar.core.own_command import own_command
from ongikar.demo import people, places, public_demo
from ongikar.demo.life import begin_demonstration, live_piece, load_demonstration
from ongikar.journal.keyed_ledger import adopt_ledger
from ongikar.journal.owed_reactions import begin_reactions
from ongikar.journal.seal_adoption import adopt_columns, next_adoption
from ongikar.journal.verb_editions import begin_edition
from ongikar.office_files import importing, reading
from ongikar.office_files.reading import OfficeFiles
from ongikar.offices.models import Office
from ongikar.people.models import User
from ongikar.rules.number_forms import counting

from .backup.folder import backup_folder
from .backup.staging import holds_cases
from .backup.upgrading import upgrade_installation
from .installation_lock import refuse_unfinished, take_part
from .start_checks import pending_migrations, refuse_changed_keys

NOBODY_YET = """  এখনো কেউ প্রবেশ করতে পারেন না। প্রথমে একজনের অ্যাকাউন্ট, তারপর তাঁর পদ · \
nobody can sign in yet: first an account, then a post
    {command} person add karim --bn "মো. আব্দুল করিম" --en "Md. Abdul Karim"
    {command} person hold karim upazila-ict-officer"""


# How many cases are there when the first page is opened, unless they take longer than how many seconds.
FIRST_SAMPLES, FIRST_SECONDS = 5, 1.0


def prepare(words: list[str]) -> int:
    """`ongikar prepare`: everything `start` needs, saying each long step. Running it twice
    changes nothing.
    """
    parser = argparse.ArgumentParser(prog="ongikar prepare")
    parser.add_argument("--no-demo", action="store_true", help="no sample limits, people or cases")
    parser.add_argument("--no-cases", action="store_true", help="sample limits and people, but no cases")
    # Said by `start`: the site is served first, and the worker makes the rest.
    parser.add_argument("--first-samples", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(words)
    make_data_folder()
    owed = bring_up_safely()
    if owed is None or not take_part():
        return 1
    if owed:
        with step("ডেটাবেজ তৈরি বা হালনাগাদ", "Making the database, or bringing it up to date"):
            call_command("migrate", verbosity=0, interactive=False)
    if refuse_changed_keys():
        return 1
    if settings.ONGIKAR_IS_PUBLIC and (not asked.no_demo or Office.objects.filter(is_demo=True).exists()):
        print(*public_demo.refusal_words(settings.PUBLIC_ADDRESS, settings.HOSTS), sep="\n", file=sys.stderr)
        return 1
    with step("পাতার ফাইল গোছানো", "Collecting the static files"):
        collect_static()
    now = timezone.now()
    if adopt_ledger(now):
        print("  ledger: under its keys from now on")
    begin_edition(now)
    if taken_over := adopt_columns(now):
        print(counting("  ledger: {n} [row|rows] sealed as [it stands|they stand]", n=taken_over))
    elif next_adoption():
        print("  ledger: the rows that are here are sealed as they stand while the site is open")
    begin_reactions(now)
    try:
        # All are read before the first is written: a fault in the last leaves nothing half loaded.
        for files, with_demo in [*read_offices(with_demo=not asked.no_demo)]:
            for line in importing.load_office(files, now=now, is_demo=with_demo):
                if not line.endswith("known"):
                    print(f"  {line}")
            if with_demo:
                people.load_people(files, now=now)
                places.load_places(files, now=now)
                if asked.no_cases:
                    continue
                if asked.first_samples:
                    make_first_samples(files, now=now)
                else:
                    make_demonstration(files, now=now)
    except reading.OfficeFileFault as fault:
        print(f"{fault.bn}\n{fault.en}", file=sys.stderr)
        return 1
    if with_demo_people := list(Office.objects.filter(is_demo=True)):
        people.print_people(with_demo_people)
    if not User.objects.exists():
        print(NOBODY_YET.format(command=own_command()))
    return 0


def bring_up_safely() -> bool | None:
    """A real office's database goes on to a new version with a backup and the way back, as by `upgrade`.

    Whether migrations are left to apply, simply: to a demonstration, or an empty database. None where it was
    refused, with why.
    """
    if refuse_unfinished():
        return None
    owed = bool(pending_migrations())
    if not (owed and holds_cases() and Office.objects.filter(is_demo=False).exists()):
        return owed
    try:
        upgrade_installation(
            language="bn",
            now=timezone.now(),
            tell=print,
            made=lambda index: print(f"  {backup_folder() / index.name}"),
        )
    except Refusal as fault:
        print(f"{fault.bn}\n{fault.en}", file=sys.stderr)
        return None
    return False


def read_offices(*, with_demo: bool) -> Iterator[tuple[OfficeFiles, bool]]:
    """Each office's files, with whether it is a demonstration: a known office stays what it was made as."""
    for folder in office_folders():
        known = Office.objects.filter(slug=folder.name).first()
        is_demo = known.is_demo if known else with_demo
        yield reading.read_office(folder, with_demo=is_demo), is_demo


def office_folders() -> list[Path]:
    """None on a server to which no office was added yet."""
    return sorted(path.parent for path in settings.ONGIKAR_OFFICES.glob("*/office.toml"))


def make_demonstration(files: OfficeFiles, *, now: datetime) -> None:
    with step("প্রদর্শনী তৈরি", "Making the demonstration") as making:
        load_demonstration(files, now=now, progress=making.reach)
    if making.done:
        print(counting("  demonstration: {n} [case|cases], whole", n=making.done))


def make_first_samples(files: OfficeFiles, *, now: datetime) -> None:
    """So that the first page is not empty; the rest is left to the worker (making.py)."""
    life = begin_demonstration(files, now=now)
    if life is not None and not live_piece(life, seconds=FIRST_SECONDS, first=FIRST_SAMPLES):
        words = "  demonstration: {done}/{n} [case|cases], the rest while the site is open"
        print(counting(words, done=life.count, n=life.total))


def collect_static() -> None:
    """Collect the static files again only where one of them is another than at the last collection."""
    stamp, state = settings.STATIC_ROOT.with_suffix(".stamp"), stamp_of_static()
    is_collected = (settings.STATIC_ROOT / "staticfiles.json").exists() and stamp.exists()
    if is_collected and stamp.read_text() == state:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(state)


def stamp_of_static() -> str:
    """Which static files every app has, and of what length and moment: those of an unpacked release may be
    older than the last collection, and yet others.
    """
    stamp = hashlib.sha256()
    for app in apps.get_app_configs():
        folder = Path(app.path) / "static"
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            known = path.stat()
            stamp.update(
                f"{app.label} {path.relative_to(folder)} {known.st_size} {known.st_mtime_ns}\n".encode()
            )
    return stamp.hexdigest()
