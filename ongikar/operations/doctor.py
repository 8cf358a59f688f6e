"""`ongikar doctor`: is everything in order? One line a check, the keys among them; exit status 1 when
something is not.
"""

import argparse
import os
import shutil
from collections.abc import Callable, Iterable, Iterator

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection

from ongikar.core.command_line import add_json, add_language, print_json
from ongikar.core.crypto.encryption import DecryptionFault, KeyRing
from ongikar.core.crypto.key_fingerprints import judge_keys
from ongikar.core.crypto.key_registry import KEYS
from ongikar.core.crypto.key_ring import EncryptedColumn, encrypted_columns, filled_rows, key_ring
from ongikar.core.data_owner import make_data_folder
from ongikar.core.i18n.say import language, override_language, say
from ongikar.core.own_command import command_of_setting_up
from ongikar.demo.public_demo import is_loopback
from ongikar.papers.integrity import CHANGED, LOST, check_papers
from ongikar.papers.models import Paper
from ongikar.papers.scanner import ask_clamd
from ongikar.people.second_factor import is_lost
from ongikar.rules.bangla.text import grouped_number

from .doctor_offices import (
    CheckResult,
    check_calendars,
    check_charters,
    check_given_up,
    check_host_names,
    check_machine_clock,
    check_offices,
    check_posts,
    check_watch,
)
from .doctor_system import (
    check_adoption,
    check_backups,
    check_command,
    check_database_file,
    check_exports,
    check_heartbeat,
    check_ledger_head,
    check_outbox,
    check_proxies,
    check_references,
    check_returned_roots,
    check_triggers,
    check_turns,
)
from .silences import check_silences
from .start_checks import pending_migrations


def check_keys() -> CheckResult:
    """The keys that the database was kept with, in files that their owner alone reads."""
    if faults := judge_keys():
        return False, say(
            "চাবি: {result}", "keys: {result}", result="; ".join(fault.sentence for fault in faults)
        )
    ring = key_ring()
    result = say(
        "চাবি: {n}টি, সবচেয়ে নতুনটি {newest} নম্বর",
        "keys: {n} in the key ring, the newest is number {newest}",
        n=grouped_number(len(ring.keys), language()),
        newest=grouped_number(int(ring.newest), language()),
    )
    files = [key.file() for key in KEYS.values() if not key.is_given()]
    wide = [str(path) for path in files if path.exists() and path.stat().st_mode & 0o077]
    if not wide:
        return True, result
    return False, say(
        "{result}; অন্যরাও পড়তে পারে: chmod 600 {which}",
        "{result}; others may read them: chmod 600 {which}",
        result=result,
        which=" ".join(wide),
    )


def check_encrypted_numbers() -> CheckResult:
    """One number of each key is opened; a key that is gone shows here before an officer
    meets a number of it.
    """
    ring = key_ring()
    counts = [_count_opened(column, ring) for column in encrypted_columns()]
    opened, shut, lost = (sum(each) for each in zip(*counts, strict=True))
    lang = language()
    if not shut and not lost:
        return True, say(
            "পরিচয়পত্রের নম্বর: প্রতি চাবির একটি করে খুলে দেখা হয়েছে ({n}টি)",
            "identity numbers: one per key was decrypted ({n})",
            n=grouped_number(opened, lang),
        )
    return False, say(
        "পরিচয়পত্রের নম্বর: {shut}টি চাবির নম্বর খোলে না, {lost}টি নম্বরের চাবি নেই; ফিরিয়ে দিন {path}",
        "identity numbers: {shut} [key|keys] cannot decrypt theirs, {lost} [number has|numbers have] no key;"
        " restore {path}",
        shut=grouped_number(shut, lang),
        lost=grouped_number(lost, lang),
        path=settings.ONGIKAR_KEYS,
    )


def _count_opened(column: EncryptedColumn, ring: KeyRing) -> tuple[int, int, int]:
    """How many keys opened a number of this column, how many did not, and how many numbers have no key at
    all.
    """
    opened = shut = 0
    without = filled_rows(column)
    for name in ring.keys:
        under = {f"{column.attname}__startswith": f"{name}:"}
        without = without.exclude(**under)
        row = filled_rows(column).filter(**under).order_by("pk").values_list("pk", column.attname).first()
        if row is None:
            continue
        try:
            ring.decrypt(row[1], column.place(row[0]))
            opened += 1
        except DecryptionFault:
            shut += 1
    return opened, shut, without.count()


def check_database() -> CheckResult:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True, say("ডেটাবেজ: {name} সাড়া দেয়", "database: {name} answers", name=connection.vendor)


def check_migrations() -> CheckResult:
    left = pending_migrations()
    owed = say(
        "{n}টি বাকি (একবার {command} চালান)",
        "{n} to apply (run {command} once)",
        n=grouped_number(left, language()),
        command=command_of_setting_up(),
    )
    return not left, say(
        "মাইগ্রেশন: {result}",
        "migrations: {result}",
        result=owed if left else say("সব হয়েছে", "all applied"),
    )


def check_paper_folder() -> CheckResult:
    folder = settings.ONGIKAR_PAPERS
    folder.mkdir(parents=True, exist_ok=True)
    free, writable = shutil.disk_usage(folder).free, os.access(folder, os.W_OK)
    result = say("লেখা যায়", "writable") if writable else say("লেখা যায় না", "not writable")
    space = say("{n} MB খালি", "{n} MB free", n=grouped_number(free // 1_000_000, language()))
    return writable and free > 500_000_000, say(
        "কাগজের ফোল্ডার: {result}, {space}", "document folder: {result}, {space}", result=result, space=space
    )


# Seconds that the check of documents may take; those it did not reach are named, and follow another time.
PAPER_CHECK_SECONDS = 30.0


def check_paper_fingerprints() -> CheckResult:
    """A paper that is gone or was changed is not handed out; here it is named before somebody needs it."""
    total = Paper.objects.exclude(file="").count()
    checked, bad = 0, []
    for fault in check_papers(seconds=PAPER_CHECK_SECONDS):
        checked += 1
        if fault:
            bad.append(fault)
    lang = language()
    counted = say(
        "{n}টির {m}টি দেখা হয়েছে",
        "{m} of {n} checked",
        n=grouped_number(total, lang),
        m=grouped_number(checked, lang),
    )
    if not bad:
        return True, say(
            "কাগজ অবিকৃত কি না: সব ঠিক ({result})", "document checksums: all match ({result})", result=counted
        )
    words = {LOST: say("নেই", "lost"), CHANGED: say("বদলানো", "changed")}
    which = ", ".join(f"{fault.paper.pk} {words[fault.fault]}" for fault in bad[:MOST_NAMED])
    more = len(bad) - MOST_NAMED
    return False, say(
        "কাগজ অবিকৃত কি না: ঠিক নেই {which}{more} ({result}); ব্যাকআপ থেকে ফেরান",
        "document checksums: {which}{more} ({result}); restore from a backup",
        which=which,
        result=counted,
        more=say(" ও আরও {n}টি", " and {n} more", n=grouped_number(more, lang)) if more > 0 else "",
    )


# How many papers the doctor names one by one.
MOST_NAMED = 10


def check_second_factors() -> CheckResult:
    """Kept under the secret of the installation: with another secret nobody comes in with an app any more."""
    held = Authenticator.objects.select_related("user").order_by("user__username")
    lost = sorted({each.user.username for each in held if is_lost(each)})
    result = say(
        "অন্য গোপন চাবিতে রাখা, পড়া যায় না: {who} (person reset নাম --second-factor)",
        "encrypted with another secret: {who} (person reset NAME --second-factor)",
        who=", ".join(lost),
    )
    fine = say("সব পড়া যায়", "all can be read")
    return not lost, say("দুই ধাপের যাচাই: {result}", "second factors: {result}", result=result if lost else fine)


def check_scanner() -> CheckResult:
    """Where one is named nothing is taken without it."""
    if not settings.ONGIKAR_CLAMD:
        return True, say(
            "ভাইরাস স্ক্যানার: নেই; ফাইল খুলে পরীক্ষা করা হয়",
            "virus scanner: none set; files are checked by decoding them",
        )
    result = ask_clamd(settings.ONGIKAR_CLAMD, b"a harmless line")
    return result == "stream: OK", say("ভাইরাস স্ক্যানার: {result}", "virus scanner: {result}", result=result)


def check_mail() -> CheckResult:
    """A password that goes over the net unencrypted is everybody's on the way."""
    if not settings.ONGIKAR_MAIL_IS_SET:
        return True, say("মেইল: সার্ভার নেই; বার্তা ট্রেতে থাকে", "mail: no server set; messages stay in the tray")
    if settings.SMTP_USER and not settings.SMTP_TLS and not is_loopback(settings.SMTP_HOST):
        return False, say(
            "মেইল: {host}-এ পাসওয়ার্ড এনক্রিপশন ছাড়া যায়; ONGIKAR_SMTP_TLS=true দিন",
            "mail: the password goes to {host} unencrypted; set ONGIKAR_SMTP_TLS=true",
            host=settings.SMTP_HOST,
        )
    return True, say("মেইল: SMTP {host}", "mail: SMTP {host}", host=settings.SMTP_HOST)


DATABASE_CHECKS = (check_database, check_database_file, check_migrations)
ROW_CHECKS = (
    check_triggers,
    check_keys,
    check_ledger_head,
    check_encrypted_numbers,
    check_heartbeat,
    check_offices,
    check_host_names,
    check_calendars,
    check_charters,
    check_posts,
    check_machine_clock,
    check_watch,
    check_given_up,
    check_outbox,
    check_turns,
    check_silences,
    check_adoption,
    check_returned_roots,
    check_exports,
    check_references,
    check_second_factors,
    check_paper_fingerprints,
    check_backups,
)
CHECKS: tuple[Callable[[], CheckResult], ...] = (
    *DATABASE_CHECKS,
    *ROW_CHECKS,
    check_paper_folder,
    check_command,
    check_proxies,
    check_scanner,
    check_mail,
)


# What can be said of a copy that is laid out beside the office: nothing of what runs, or of this machine.
COPY_CHECKS: tuple[Callable[[], CheckResult], ...] = (
    *DATABASE_CHECKS,
    check_triggers,
    check_keys,
    check_encrypted_numbers,
    check_second_factors,
)


def run_checks(checks: Iterable[Callable[[], CheckResult]] | None = None) -> Iterator[CheckResult]:
    """What each check is answered."""
    for _, fine, line in run_named_checks(CHECKS if checks is None else checks):
        yield fine, line


def run_named_checks(checks: Iterable[Callable[[], CheckResult]]) -> Iterator[tuple[str, bool, str]]:
    """The same with the name of each; of rows nothing is asked where the database is away or is not up to
    date.
    """
    has_rows = True
    for check in checks:
        if check in ROW_CHECKS and not has_rows:
            continue
        name = check.__name__.removeprefix("check_")
        try:
            fine, line = check()
        except Exception as fault:
            fine, line = False, f"{name}: {type(fault).__name__}: {fault}"
        has_rows &= fine or check not in DATABASE_CHECKS
        yield name, fine, line


def doctor(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="ongikar doctor")
    add_language(parser)
    add_json(parser, "for programs; each sentence in the language asked for")
    asked = parser.parse_args(words)
    # What is tried below makes files in it, and finds no database where there is no folder.
    make_data_folder()
    with override_language(asked.language):
        # The check of documents tells by itself how far it is.
        result = list(run_named_checks(CHECKS))
        signs = say("ঠিক", "ok   "), say("ভুল", "WRONG")
    if asked.json:
        print_json([{"check": name, "fine": fine, "words": line} for name, fine, line in result])
    else:
        for _, fine, line in result:
            print(signs[not fine], line)
    return 0 if all(fine for _, fine, _ in result) else 1
