"""What the doctor asks of the machine below the offices: the database file, what guards the journal, the
worker, the way in.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib import import_module
from itertools import islice
from pkgutil import iter_modules

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from ongikar.core.i18n.say import language, say
from ongikar.core.models import WORKER_OF, Heartbeat
from ongikar.core.own_command import command_to_type, double_commands, own_command
from ongikar.exports.models import Export
from ongikar.journal import migrations as journal_migrations
from ongikar.journal.keyed_ledger import keys_at_hand
from ongikar.journal.models import URGENT, OutboxEntry
from ongikar.journal.seal_adoption import count_waiting_rows
from ongikar.offices.models import Office
from ongikar.people.subjects import dangling_references
from ongikar.rules.bangla.text import grouped_number

from .backup.status import backup_status
from .doctor_offices import CheckResult
from .returned_roots import returned_roots_status

# A round in which much is to be done takes longer than a beat.
LONGEST_SILENCE = timedelta(minutes=5)
# After this long an entry that is due has no worker, and one that fails will not succeed by itself.
LONGEST_UNTOUCHED, LONGEST_FAILING = timedelta(minutes=10), timedelta(hours=1)
TRIGGER = re.compile(r"CREATE TRIGGER (\w+)")


def check_database_file() -> CheckResult:
    """SQLite looks through its own file; PostgreSQL checks its pages by itself as it reads them."""
    if connection.vendor != "sqlite":
        return True, say("ডেটাবেজের ফাইল: PostgreSQL নিজে দেখে", "database file: PostgreSQL checks it itself")
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(5)")
            answers = [row[0] for row in cursor.fetchall()]
    except DatabaseError as fault:
        # The file is too damaged to be read through.
        answers = [str(fault)]
    fine = answers == ["ok"]
    broken = say(
        "নষ্ট ({result}); এখনই থামিয়ে ব্যাকআপ থেকে ফেরান",
        "damaged ({result}); stop now and restore a backup",
        result="; ".join(answers),
    )
    return fine, say(
        "ডেটাবেজের ফাইল: {result}",
        "database file: {result}",
        result=say("অক্ষত", "intact") if fine else broken,
    )


def check_triggers() -> CheckResult:
    """The database itself refuses to change a journal entry, as long as nobody has taken the guards away or
    weakened them.
    """
    lost = sorted(set(expected_triggers()) - set(working_triggers()))
    result = say("নেই বা বদলানো: {which}", "missing or changed: {which}", which=", ".join(lost))
    return not lost, say(
        "জার্নালের সুরক্ষা: {result}",
        "journal triggers: {result}",
        result=(
            result
            if lost
            else say(
                "{n}টি ট্রিগার ঠিক আছে",
                "{n} in place",
                n=grouped_number(len(set(expected_triggers())), language()),
            )
        ),
    )


def expected_triggers() -> Iterator[str]:
    """The names of the triggers that the journal's migrations make in this database."""
    for statement in _trigger_statements():
        if trigger := TRIGGER.search(statement):
            yield trigger[1]


def _trigger_statements() -> Iterator[str]:
    for module in iter_modules(journal_migrations.__path__):
        made = import_module(f"{journal_migrations.__name__}.{module.name}")
        yield from getattr(made, connection.vendor.upper(), ())


def working_triggers() -> Iterator[str]:
    """The names of those that are there and do what they were made for."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            made = {
                named[1]: _squeeze_spaces(each)
                for each in _trigger_statements()
                if (named := TRIGGER.search(each))
            }
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            yield from (name for name, sql in cursor.fetchall() if made.get(name) == _squeeze_spaces(sql))
            return
        # One that is disabled, or whose function was emptied, guards nothing.
        cursor.execute(
            "SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND p.prosrc LIKE '%RAISE EXCEPTION%'"
        )
        yield from (name for (name,) in cursor.fetchall())


def _squeeze_spaces(sql: str) -> str:
    return " ".join(sql.split())


def check_ledger_head() -> CheckResult:
    """Whether the ledger is under its keys, and no chain has less than the head beside the keys knows of it.
    Everything else is for `ongikar ledger verify`.
    """
    keys = keys_at_hand()
    if keys.are_missing or keys.check is None or keys.check.judge is None:
        return False, say(
            "খতিয়ান: চাবির আওতায় নেই, বা চাবিটি নেই ({command})",
            "ledger: not under its keys, or they are missing ({command})",
            command=command_to_type("keys show"),
        )
    if keys.check.head_fault or any(keys.check.end_faults()):
        return False, say(
            "খতিয়ান: চাবির পাশে যা লেখা, তার সঙ্গে শেষ সিল মেলে না। দেখুন: {command}",
            "ledger: its last seals are not those known beside the keys. See: {command}",
            command=command_to_type("ledger verify"),
        )
    return True, say("খতিয়ান: চাবির আওতায়, শেষ সিল মেলে", "ledger: under its keys, its last seals agree")


def check_heartbeat() -> CheckResult:
    """The worker writes down that it lives, whatever machine it runs on."""
    return _check_heartbeat(timezone.now())


def _check_heartbeat(now: datetime) -> CheckResult:
    last = Heartbeat.objects.filter(name="worker").values_list("at", flat=True).first()
    if last is None:
        return False, say(
            "কর্মী-প্রোগ্রাম: কখনো চলেনি (ongikar worker)", "worker: has never run (ongikar worker)"
        )
    age = now - last
    result = age_words(age)
    if abs(age) <= LONGEST_SILENCE:
        return True, say(
            "কর্মী-প্রোগ্রাম: চলছে, শেষ সাড়া {result} আগে",
            "worker: running, last sign of life {result} ago",
            result=result,
        )
    return False, say(
        "কর্মী-প্রোগ্রাম: শেষ সাড়া {result} আগে; চালু করুন (ongikar worker)",
        "worker: last sign of life {result} ago; start it (ongikar worker)",
        result=result,
    )


def age_words(age: timedelta) -> str:
    """A length of time in one figure: seconds, minutes, hours or days."""
    seconds = int(abs(age.total_seconds()))
    for length, bn, en in (
        (86_400, "দিন", "days"),
        (3600, "ঘণ্টা", "hours"),
        (60, "মিনিট", "minutes"),
        (1, "সেকেন্ড", "seconds"),
    ):
        if seconds >= 2 * length or length == 1:
            return say(f"{{n}} {bn}", f"{{n}} {en}", n=grouped_number(seconds // length, language()))
    raise AssertionError(seconds)


def check_outbox() -> CheckResult:
    """What is owed after an act and not yet done: how old the oldest is, and whether it only waits or is
    stuck.
    """
    return _check_outbox(timezone.now())


def _check_outbox(now: datetime) -> CheckResult:
    left = OutboxEntry.objects.filter(next_try__isnull=False)
    oldest = left.order_by("entry__at").values_list("entry__at", flat=True).first()
    if oldest is None:
        return True, say("আউটবক্স: কিছু বাকি নেই", "outbox: empty")
    untouched = left.filter(next_try__lt=now - LONGEST_UNTOUCHED).count()
    failing = left.filter(attempts__gt=0, entry__at__lt=now - LONGEST_FAILING).count()
    lang = language()
    result = say(
        "{n}টি বাকি, সবচেয়ে পুরোনোটি {age} আগের",
        "{n} waiting, the oldest for {age}",
        n=grouped_number(left.count(), lang),
        age=age_words(now - oldest),
    )
    if not (untouched or failing):
        return True, say("আউটবক্স: {result}", "outbox: {result}", result=result)
    return False, say(
        "আউটবক্স: {result}; সময় পেরিয়ে পড়ে আছে {untouched}টি, বারবার ব্যর্থ {failing}টি (কারণ:"
        " journal_outboxentry.fault)",
        "outbox: {result}; {untouched} past their time and not tried, {failing} failing again and again"
        " (reasons: journal_outboxentry.fault)",
        result=result,
        untouched=grouped_number(untouched, lang),
        failing=grouped_number(failing, lang),
    )


# A long one takes an hour, and three of a person may be before it.
LONGEST_EXPORT = timedelta(hours=4)


def check_exports() -> CheckResult:
    """Files that were ordered: how many wait, and whether the oldest waits longer than any takes."""
    now = timezone.now()
    left = Export.objects.unfinished()
    oldest = left.order_by("asked_at").values_list("asked_at", flat=True).first()
    if oldest is None:
        return True, say("চাওয়া ফাইল: কোনোটি বাকি নেই", "files that were asked for: none is waiting")
    return now - oldest < LONGEST_EXPORT, say(
        "চাওয়া ফাইল: {n}টি বাকি, সবচেয়ে পুরোনোটি {age} আগের",
        "files that were asked for: {n} waiting, the oldest for {age}",
        n=grouped_number(left.count(), language()),
        age=age_words(now - oldest),
    )


# A code by SMS is awaited at the screen, so it may not be late.
LONGEST_URGENT = timedelta(minutes=1)


def check_turns() -> CheckResult:
    """How many workers there are, in how many offices something is due, and whether what is urgent waits."""
    return _check_turns(timezone.now())


def _check_turns(now: datetime) -> CheckResult:
    lang, due = language(), OutboxEntry.objects.due(now).order_by()
    beats = Heartbeat.objects.filter(name__startswith=WORKER_OF, at__gt=now - LONGEST_SILENCE)
    urgent = due.filter(turn=URGENT, next_try__lt=now - LONGEST_URGENT).count()
    result = say(
        "কর্মী-প্রোগ্রাম {workers}টি, কাজ বাকি {offices}টি কার্যালয়ের",
        "{workers} [worker|workers], work due in {offices} [office|offices]",
        workers=grouped_number(beats.count(), lang),
        offices=grouped_number(due.values("office_id").distinct().count(), lang),
    )
    if not urgent:
        return True, say("পালা: {result}", "turns: {result}", result=result)
    return False, say(
        "পালা: {result}; জরুরি {urgent}টি এক মিনিটের বেশি পড়ে আছে",
        "turns: {result}; {urgent} urgent and over a minute late",
        result=result,
        urgent=grouped_number(urgent, lang),
    )


def check_returned_roots() -> CheckResult:
    """What a second party keeps is a witness that nobody here can rewrite."""
    status = returned_roots_status(timezone.now())
    none = say("ফেরত আসে না (ONGIKAR_ROOTS_FROM)", "none come back (ONGIKAR_ROOTS_FROM)")
    return status is None or status.is_fine, say(
        "অন্যের কাছে রাখা শেষ সিল: {result}",
        "roots kept elsewhere: {result}",
        result=status.sentence if status else none,
    )


def check_adoption() -> CheckResult:
    """Whether rows that stood before they were sealed still wait for it."""
    waiting = count_waiting_rows()
    if not waiting:
        return True, say("সিল: আগের কোনো সারি বাকি নেই", "seals: no row of before is left without")
    return True, say(
        "সিল: আগের {n}টি সারি যেমন আছে তেমন সিল হওয়া বাকি; কর্মী-প্রোগ্রাম তা করছে",
        "seals: {n} [row|rows] of before still to be sealed as [it stands|they stand]; the worker is at it",
        n=grouped_number(waiting, language()),
    )


def check_backups() -> CheckResult:
    """Whether there is a backup, how old it is, and whether one was restored to see that it opens. A
    demonstration needs none.
    """
    status = backup_status(timezone.now())
    if status.newest_at is None and not Office.objects.filter(is_demo=False).exists():
        return True, say("ব্যাকআপ: নেই; প্রদর্শনীর লাগে না", "backups: none, and a demonstration needs none")
    if status.faults:
        told = "; ".join(say(*words) for words in status.faults)
        return False, say(
            "ব্যাকআপ: {result} ({command})",
            "backups: {result} ({command})",
            result=told,
            command=command_to_type("backup"),
        )
    assert status.age is not None
    tried = (
        say(
            "ফিরিয়ে দেখা হয়েছে {age} আগে",
            "restored to see {age} ago",
            age=age_words(timezone.now() - status.checked_at),
        )
        if status.checked_at
        else say("এখনো ফিরিয়ে দেখা হয়নি", "not yet restored to see")
    )
    return True, say(
        "ব্যাকআপ: {n}টি, নতুনটি {age} আগের; {tried}",
        "backups: {n}, the newest is of {age} ago; {tried}",
        n=grouped_number(status.count, language()),
        age=age_words(status.age),
        tried=tried,
    )


def check_command() -> CheckResult:
    """One installation has one command of an administrator: that of `install`, or that of the package."""
    if paths := double_commands():
        return False, say(
            "কমান্ড: {paths} দুটোই আছে; কোনটি চলবে, বলা যায় না। একটি মুছুন: প্যাকেজ থাকলে প্রথমটি",
            "command: there are both {paths}, and which of them answers is left to chance. Remove one: where"
            " the package is in use, the first",
            paths=say("{first} ও {second}", "{first} and {second}", first=paths[0], second=paths[1]),
        )
    return True, say("কমান্ড: {command}", "command: {command}", command=own_command())


def check_proxies() -> CheckResult:
    """We speak no TLS ourselves, so an https address means a proxy in front: unnamed, it makes everybody
    one address, and five wrong tries of one stranger shut the doors to all.
    """
    if settings.ONGIKAR_PROXIES or not settings.BEHIND_TLS:
        return True, say(
            "প্রক্সি: {result}",
            "proxies: {result}",
            result=", ".join(sorted(settings.ONGIKAR_PROXIES))
            or say("নেই, লাগেও না", "none, and none is needed"),
        )
    return False, say(
        "প্রক্সি: {address} প্রক্সির পেছনে, অথচ ONGIKAR_PROXIES খালি: সবাইকে এক ঠিকানার মনে হয়। প্রক্সির"
        " ঠিকানা দিন, যেমন 127.0.0.1",
        "proxies: {address} is behind a proxy and ONGIKAR_PROXIES is empty: all visitors seem to have one"
        " address. Name the proxy, such as 127.0.0.1",
        address=settings.PUBLIC_ADDRESS,
    )


# How many references that lead nowhere are named one by one.
MOST_NAMED = 5


def check_references() -> CheckResult:
    """What tasks and letters belong to is there: nobody else watches a reference without a foreign key."""
    lost = [
        f"{model._meta.label} {pk}: {name} {key}"
        for model, pk, (name, key) in islice(dangling_references(), MOST_NAMED)
    ]
    result = "; ".join(lost) or say("সব আছে", "all are there")
    return not lost, say("যার সঙ্গে যুক্ত: {result}", "what is pointed at: {result}", result=result)
