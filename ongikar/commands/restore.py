"""`ongikar restore` and `ongikar upgrade`: coming back from a backup, seeing that one opens, and going on to
a new version; in both languages.
"""

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ongikar.core.command_line import Refusal, add_json, add_language, print_json, refusing
from ongikar.core.own_command import command_to_type, own_command
from ongikar.rules.bangla.text import grouped_number
from ongikar.rules.number_forms import counting

if TYPE_CHECKING:
    from ongikar.operations.backup.restoring import Exchange
    from ongikar.operations.backup.work_in_copy import CopyResult


def restore_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ongikar restore")
    parser.add_argument("backup", nargs="?", default="", help="its name or path; newest: the newest one")
    parser.add_argument("--check", action="store_true", help="restore aside, judge, change nothing")
    parser.add_argument("--onto", default="", metavar="OFFICE", help="the office whose cases stand here")
    parser.add_argument("--keys", default="", metavar="FILE", help="keys.json, where the backup has none")
    parser.add_argument("--without-keys", action="store_true", help="keys.json is lost for good")
    parser.add_argument("--passphrase-file", default="", help="the file of the passphrase")
    parser.add_argument("--despite-faults", action="store_true", help="restore a backup that is not in order")
    parser.add_argument("--finish", action="store_true", help="end a restore that was stopped half-way")
    parser.add_argument(
        "--release", action="store_true", help="let messages go out that wait since a restore"
    )
    parser.add_argument("--discard", action="store_true", help="leave those messages in the tray instead")
    add_language(parser)
    add_json(parser, "with --check: for programs")
    return parser


@refusing
def restore(words: list[str]) -> int:
    """`ongikar restore`: exit status 1 where a backup is not in order, or nothing was restored."""
    from django.conf import settings
    from django.utils import timezone

    from ongikar.operations.backup import restoring
    from ongikar.operations.backup.encryption import ask_passphrase

    parser = restore_parser()
    asked = parser.parse_args(words)
    if asked.json and not asked.check:
        parser.error("--json goes with --check")
    say, now = WORDS[asked.language], timezone.now()
    if asked.finish:
        print_exchange(restoring.finish_restore(), asked.language)
        return 0
    if asked.release or asked.discard:
        return release(asked.discard, asked.language)
    if not asked.backup and not asked.check:
        raise Refusal(
            f"কোন ব্যাকআপ? নাম দিন ({command_to_type('backup --list')}), অথবা newest",
            f"Which backup? Give its name ({command_to_type('backup --list')}), or newest",
        )
    path = restoring.find_backup(asked.backup)
    passphrase = partial(ask_passphrase, asked.passphrase_file or settings.ONGIKAR_BACKUP_PASSPHRASE_FILE)
    if not asked.json:
        print(path)
    if asked.check:
        result = restoring.check_backup(
            path, passphrase=passphrase, keys=asked.keys, language=asked.language, now=now
        )
        if asked.json:
            print_json(check_data(path, result))
            return 1 if result.faults else 0
        for is_fine, line in result.lines:
            print(f"  {'✓' if is_fine else '✗'} {line}")
        print(say["bad" if result.faults else "good"])
        return 1 if result.faults else 0
    exchange = restoring.restore_backup(
        path,
        passphrase=passphrase,
        keys=asked.keys,
        onto=asked.onto,
        without_ring=asked.without_keys,
        despite_faults=asked.despite_faults,
        language=asked.language,
        now=now,
        tell=print,
    )
    print(say["restored"])
    print_exchange(exchange, asked.language)
    print(say["next"].format(command=own_command()))
    return 0


def check_data(path: Path, result: "CopyResult") -> dict[str, Any]:
    """What was looked at is told in the language asked for, what is not in order in both."""
    return {
        "backup": path,
        "good": not result.faults,
        "checks": [{"fine": is_fine, "words": line} for is_fine, line in result.lines],
        "faults": [{"bn": bn, "en": en} for bn, en in result.faults],
    }


def release(is_discarded: bool, language: str) -> int:
    from django.utils import timezone

    from ongikar.operations.backup.after_restore import release_messages

    count = release_messages(is_discarded=is_discarded, now=timezone.now())
    what = "discarded" if is_discarded else "released"
    print(counting(WORDS[language][what], n=grouped_number(count, language)))
    return 0


def print_exchange(exchange: "Exchange", language: str) -> None:
    from django.db import connection

    print(WORDS[language]["kept"].format(path=exchange.before))
    if connection.vendor != "sqlite":
        print(WORDS[language]["kept database"].format(name=exchange.before_database))


@refusing
def upgrade(words: list[str]) -> int:
    """`ongikar upgrade`: a backup, the new version of the database aside, the doctor there, then the
    exchange.
    """
    from django.utils import timezone

    from ongikar.operations.backup.folder import backup_line
    from ongikar.operations.backup.upgrading import upgrade_installation

    parser = argparse.ArgumentParser(prog="ongikar upgrade")
    add_language(parser)
    language = parser.parse_args(words).language
    exchange = upgrade_installation(
        language=language,
        now=timezone.now(),
        tell=print,
        made=lambda index: print(backup_line(index, language)),
    )
    if exchange is None:
        print(WORDS[language]["up to date"])
        return 0
    print(WORDS[language]["upgraded"])
    print_exchange(exchange, language)
    return 0


WORDS = {
    "bn": {
        "good": "ব্যাকআপটি ঠিক আছে: খোলে, আর সব মেলে",
        "bad": "ব্যাকআপটি ঠিক নেই",
        "restored": "ব্যাকআপ থেকে ফেরানো হয়েছে; কথাটি খতিয়ানে লেখা আছে, ক্রমিক নম্বরগুলো এগিয়ে গেছে",
        "kept": "আগে যা ছিল: {path}। সব ঠিক দেখলে মুছে ফেলুন।",
        "kept database": "আগের ডেটাবেজ: {name}। সব ঠিক দেখলে: dropdb {name}",
        "next": (
            "এখন চালু করুন। না পাঠানো বার্তাগুলো অপেক্ষায় আছে: পাঠাতে {command} restore --release, না পাঠিয়ে ট্রেতে রাখতে"
            " {command} restore --discard"
        ),
        "released": "{n}টি বার্তা এখন যাবে",
        "discarded": "{n}টি বার্তা ট্রেতে থাকল, পাঠানো হবে না",
        "up to date": "ডেটাবেজ হালনাগাদই আছে; কিছু করার নেই",
        "upgraded": "হালনাগাদ হয়েছে। এখন চালু করুন।",
    },
    "en": {
        "good": "the backup is good: it opens, and everything agrees",
        "bad": "the backup is not in order",
        "restored": "Restored; the ledger tells of it, and the serial numbers have moved on",
        "kept": "What stood before: {path}. Delete it once you have seen that all is well.",
        "kept database": "The database of before: {name}. Once you have seen that all is well: dropdb {name}",
        "next": (
            "Start the program now. Messages that had not been sent wait: {command} restore --release"
            " sends them, {command} restore --discard leaves them in the tray"
        ),
        "released": "{n} [message goes|messages go] out now",
        "discarded": "{n} [message stays|messages stay] in the tray and will not be sent",
        "up to date": "The database is up to date; there is nothing to do",
        "upgraded": "Upgraded. Start the program now.",
    },
}
