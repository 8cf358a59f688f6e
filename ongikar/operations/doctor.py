"""`ongikar doctor`: is everything in order? One line a question, the keys among them; exit status 1 when something is not."""

import argparse
import os
import shutil
from collections.abc import Callable, Iterator

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection

from ongikar.core.crypto.encrypted_field import SealedText, filled, sealed_columns
from ongikar.core.crypto.encryption import KeyRing, SealFault
from ongikar.core.crypto.key_fingerprints import judge_keys
from ongikar.core.crypto.key_registry import KEYS
from ongikar.core.crypto.key_ring import key_ring
from ongikar.core.i18n.say import language, say, speaking
from ongikar.demo.public_demo import is_loopback
from ongikar.papers.integrity import CHANGED, LOST, check_papers
from ongikar.papers.models import Paper
from ongikar.papers.scanner import ask
from ongikar.people.second_factor import is_lost
from ongikar.rules.bangla.text import number

from .database_state import migrations_owed
from .doctor_offices import Answer, calendars, charters, machine_clock, names, offices, posts, todos, watch
from .doctor_system import database_file, heartbeat, outbox, proxies, triggers


def keys() -> Answer:
    """The keys that the database was kept with, in files that their owner alone reads."""
    if faults := judge_keys():
        return False, say("চাবি: {told}", "keys: {told}", told="; ".join(fault.sentence for fault in faults))
    ring = key_ring()
    told = say(
        "চাবি: রিংয়ে {n}টি, নতুনটি {newest} নম্বর", "keys: {n} on the ring, the newest is {newest}",
        n=number(len(ring.keys), language()), newest=number(int(ring.newest), language()),
    )  # fmt: skip
    files = [key.file() for key in KEYS.values() if not key.is_given()]
    wide = [str(path) for path in files if path.exists() and path.stat().st_mode & 0o077]
    if not wide:
        return True, told
    return False, say(
        "{told}; অন্যরাও পড়তে পারে: chmod 600 {which}", "{told}; others may read them: chmod 600 {which}",
        told=told, which=" ".join(wide),
    )  # fmt: skip


def sealed_numbers() -> Answer:
    """One number of each key is opened; a key that is gone shows here before an officer meets a number of it."""
    ring = key_ring()
    counts = [_opened(column, ring) for column in sealed_columns()]
    opened, shut, lost = (sum(each) for each in zip(*counts, strict=True))
    lang = language()
    if not shut and not lost:
        return True, say(
            "পরিচয়পত্রের নম্বর: প্রতি চাবির একটি করে খুলে দেখা হয়েছে ({n}টি)",
            "identity numbers: one of each key was opened ({n})", n=number(opened, lang),
        )  # fmt: skip
    return False, say(
        "পরিচয়পত্রের নম্বর: {shut}টি চাবির নম্বর খোলে না, {lost}টি নম্বরের চাবি নেই; ফিরিয়ে দিন {path}",
        "identity numbers: under {shut} [key|keys] one does not open, {lost} [number has|numbers have] no key; put back {path}",
        shut=number(shut, lang), lost=number(lost, lang), path=settings.ONGIKAR_KEYS,
    )  # fmt: skip


def _opened(column: SealedText, ring: KeyRing) -> tuple[int, int, int]:
    """How many keys opened a number of this column, how many did not, and how many numbers have no key at all."""
    opened = shut = 0
    without = filled(column)
    for name in ring.keys:
        under = {f"{column.attname}__startswith": f"{name}:"}
        without = without.exclude(**under)
        row = filled(column).filter(**under).order_by("pk").values_list("pk", column.attname).first()
        if row is None:
            continue
        try:
            ring.open(row[1], column.place(row[0]))
            opened += 1
        except SealFault:
            shut += 1
    return opened, shut, without.count()


def database() -> Answer:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True, say("ডেটাবেজ: {name} সাড়া দেয়", "database: {name} answers", name=connection.vendor)


def migrations() -> Answer:
    left = migrations_owed()
    owed = say("{n}টি বাকি (একবার ./run চালান)", "{n} to apply (run ./run once)", n=number(left, language()))
    return not left, say(
        "মাইগ্রেশন: {told}", "migrations: {told}", told=owed if left else say("সব হয়েছে", "all applied")
    )


def papers() -> Answer:
    folder = settings.ONGIKAR_PAPERS
    folder.mkdir(parents=True, exist_ok=True)
    free, writable = shutil.disk_usage(folder).free, os.access(folder, os.W_OK)
    told = (
        say("ফোল্ডারে লেখা যায়", "folder writable") if writable else say("ফোল্ডারে লেখা যায় না", "folder not writable")
    )
    space = say("{n} MB খালি", "{n} MB free", n=number(free // 1_000_000, language()))
    return writable and free > 500_000_000, say(
        "কাগজ: {told}, {space}", "documents: {told}, {space}", told=told, space=space
    )


# Longer than that nobody waits for an answer; what was not reached is said, and comes up another time.
SECONDS_FOR_PAPERS = 30.0


def papers_as_kept() -> Answer:
    """A paper that is gone or was changed is not handed out; here it is named before somebody needs it."""
    total = Paper.objects.exclude(file="").count()
    checked, bad = 0, []
    for fault in check_papers(seconds=SECONDS_FOR_PAPERS):
        checked += 1
        if fault:
            bad.append(fault)
    lang = language()
    counted = say(
        "{n}টির {m}টি দেখা হয়েছে", "{m} of {n} looked at", n=number(total, lang), m=number(checked, lang)
    )
    if not bad:
        return True, say("কাগজের ছাপ: সব মেলে ({told})", "document digests: all agree ({told})", told=counted)
    words = {LOST: say("নেই", "lost"), CHANGED: say("বদলানো", "changed")}
    which = ", ".join(f"{fault.paper.pk} {words[fault.fault]}" for fault in bad[:MOST_NAMED])
    more = len(bad) - MOST_NAMED
    return False, say(
        "কাগজের ছাপ: মেলে না {which}{more} ({told}); ব্যাকআপ থেকে ফেরান",
        "document digests: {which}{more} do not agree ({told}); bring them back from a backup",
        which=which, told=counted,
        more=say(" ও আরও {n}টি", " and {n} more", n=number(more, lang)) if more > 0 else "",
    )  # fmt: skip


# Papers that the doctor names one by one.
MOST_NAMED = 10


def second_factors() -> Answer:
    """Kept under the secret of the installation: with another secret nobody comes in with an app any more."""
    held = Authenticator.objects.select_related("user").order_by("user__username")
    lost = sorted({each.user.username for each in held if is_lost(each)})
    told = say(
        "অন্য গোপন চাবিতে রাখা: {who} (person reset নাম --second-factor)",
        "kept under another secret: {who} (person reset NAME --second-factor)", who=", ".join(lost),
    )  # fmt: skip
    fine = say("এই গোপন চাবিতে সব খোলে", "all open with this secret")
    return not lost, say("দুই ধাপের যাচাই: {told}", "second factors: {told}", told=told if lost else fine)


def scanner() -> Answer:
    """Where one is named nothing is taken without it."""
    if not settings.ONGIKAR_CLAMD:
        return True, say(
            "স্ক্যানার: নেই; ফাইল খুলে পরীক্ষা করা হয়", "scanner: none named; files are checked by taking them apart"
        )
    told = ask(settings.ONGIKAR_CLAMD, b"a harmless line")
    return told == "stream: OK", say("স্ক্যানার: {told}", "scanner: {told}", told=told)


def mail() -> Answer:
    """A password that goes over the net unencrypted is everybody's on the way."""
    if not settings.ONGIKAR_MAIL_IS_SET:
        return True, say("মেইল: সার্ভার নেই; বার্তা ট্রেতে থাকে", "mail: no server set; messages stay in the tray")
    if settings.SMTP_USER and not settings.SMTP_TLS and not is_loopback(settings.SMTP_HOST):
        return False, say(
            "মেইল: {host}-এ পাসওয়ার্ড খোলা যায়; ONGIKAR_SMTP_TLS=true দিন",
            "mail: the password goes to {host} in the open; set ONGIKAR_SMTP_TLS=true", host=settings.SMTP_HOST,
        )  # fmt: skip
    return True, say("মেইল: SMTP {host}", "mail: SMTP {host}", host=settings.SMTP_HOST)


FIRST = (database, database_file, migrations)
OF_ROWS = (
    triggers, keys, sealed_numbers, heartbeat, offices, names, calendars, charters, posts, machine_clock, watch, todos, outbox,
    second_factors, papers_as_kept,
)  # fmt: skip
QUESTIONS: tuple[Callable[[], Answer], ...] = (*FIRST, *OF_ROWS, papers, proxies, scanner, mail)


def answers() -> Iterator[Answer]:
    """What each question is answered; of rows nothing is asked where the database is away or not up to date."""
    has_rows = True
    for question in QUESTIONS:
        if question in OF_ROWS and not has_rows:
            continue
        try:
            fine, line = question()
        except Exception as fault:
            fine, line = False, f"{question.__name__}: {type(fault).__name__}: {fault}"
        has_rows &= fine or question not in FIRST
        yield fine, line


def doctor(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="ongikar doctor")
    parser.add_argument("--language", "--lang", choices=("bn", "en"), default="bn")
    with speaking(parser.parse_args(words).language):
        told = list(answers())
        signs = say("ঠিক", "ok   "), say("ভুল", "WRONG")
    for fine, line in told:
        print(signs[not fine], line)
    return 0 if all(fine for fine, _ in told) else 1
