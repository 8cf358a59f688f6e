"""What is done in a copy of the installation that lies aside, by a process of its own whose settings are the
copy's: `python -m ongikar.operations.backup.work_in_copy TASK.json RESULT.json`.

The office that works beside it is never touched, whatever fails here.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

Words = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CopyTask:
    """`counts` and `ends`: what the manifest says; empty where they are not to be compared. `restore`: the
    backup as `RestoredBackup` has it, where the copy is to become the installation; empty otherwise. `given`:
    what stands has given of each book, as [slug of the office, book, year, last number].
    """

    now: str
    language: str
    counts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, list[Any]] = field(default_factory=dict)
    restore: dict[str, Any] = field(default_factory=dict)
    given: list[list[Any]] = field(default_factory=list)
    ring_is_missing: bool = False


@dataclass(frozen=True, slots=True)
class CopyResult:
    """`lines`: what was looked at, each with whether it is fine, in the language asked for. `faults`: what is
    not, in both.
    """

    lines: list[tuple[bool, str]]
    faults: list[Words]


def main(words: list[str]) -> int:
    import os

    os.environ["DJANGO_SETTINGS_MODULE"] = "ongikar.config.settings"
    import django

    django.setup()
    task = CopyTask(**json.loads(Path(words[0]).read_text("utf-8")))
    result = do_task(task)
    Path(words[1]).write_text(json.dumps(asdict(result), ensure_ascii=False), "utf-8")
    return 0


def do_task(task: CopyTask) -> CopyResult:
    from django.core.management import call_command

    from ongikar.journal.keyed_ledger import adopt_ledger
    from ongikar.journal.seal_adoption import adopt_columns

    refuse_keys_outside()
    now = datetime.fromisoformat(task.now)
    if task.restore:
        settle(task, now)
        return CopyResult([], [])
    lines: list[tuple[bool, str]] = []
    faults: list[Words] = []
    place = 0 if task.language == "bn" else 1

    def tell(is_fine: bool, words: Words) -> None:
        lines.append((is_fine, words[place]))
        if not is_fine:
            faults.append(words)

    for step in (compare_counts(task), compare_ends(task)):
        for is_fine, words in step:
            tell(is_fine, words)
    call_command("migrate", verbosity=0, interactive=False)
    # Of a version that knew no keys of the ledger: taken under them as its chains are here.
    adopt_ledger(now)
    adopt_columns(now)
    for is_fine, words in doctors_words(task):
        tell(is_fine, words)
    for is_fine, words in ledger_words():
        tell(is_fine, words)
    return CopyResult(lines, faults)


def settle(task: CopyTask, now: datetime) -> None:
    from .after_restore import RestoredBackup, settle_restore

    told = task.restore
    made_at = datetime.fromisoformat(told["made_at"])
    backup = RestoredBackup(told["name"], told["sha256"], made_at, told["last_entry"])
    settle_restore(backup, now, {(slug, book, year): last for slug, book, year, last in task.given})


def refuse_keys_outside() -> None:
    """The copy has keys of its own: a key whose place the environment names would be the office's."""
    from django.conf import settings

    from ongikar.core.crypto.key_registry import KEYS

    outside = [key.name for key in KEYS.values() if not key.file().is_relative_to(settings.VAR)]
    if outside:
        raise SystemExit(f"keys outside the copy: {outside}")


def compare_counts(task: CopyTask) -> Iterator[tuple[bool, Words]]:
    from .databases import ask_connection, count_rows, tables_there

    if not task.counts:
        return
    there = set(tables_there())
    stands = count_rows(ask_connection, sorted(task.counts.keys() & there))
    wrong = [name for name, count in sorted(task.counts.items()) if stands.get(name) != count]
    for name in wrong[:10]:
        yield (
            False,
            (
                f"{name}: তালিকায় {bn(task.counts[name])}টি সারি, ফিরেছে {bn(stands.get(name, 0))}টি",
                f"{name}: {task.counts[name]} rows by the manifest, {stands.get(name, 0)} came back",
            ),
        )
    if not wrong:
        rows = sum(task.counts.values())
        yield True, counted_words("সারির সংখ্যা মেলে ({n}টি)", "the counts of rows agree ({n})", rows)


def counted_words(in_bangla: str, in_english: str, count: int) -> Words:
    from ongikar.core.i18n.say import say_in

    return say_in("bn", in_bangla, in_english, n=count), say_in("en", in_bangla, in_english, n=count)


def bn(count: int) -> str:
    from ongikar.rules.bangla.text import grouped_number

    return grouped_number(count, "bn")


def compare_ends(task: CopyTask) -> Iterator[tuple[bool, Words]]:
    """Each chain of the ledger ends where the signed manifest says."""
    from .databases import ask_connection, read_ends

    if not task.counts:
        return
    is_same = read_ends(ask_connection) == task.ends
    yield (
        is_same,
        (
            "খতিয়ানের শেষ সিল তালিকার সঙ্গে মেলে" if is_same else "খতিয়ানের শেষ সিল তালিকার সঙ্গে মেলে না",
            "the last seals of the ledger are those of the manifest"
            if is_same
            else "the last seals of the ledger are not those of the manifest",
        ),
    )


def doctors_words(task: CopyTask) -> Iterator[tuple[bool, Words]]:
    """What the doctor says of the copy, in both languages. Without the ring nothing can be opened, and that
    was said before.
    """
    from ongikar.core.i18n.say import override_language
    from ongikar.operations.doctor import COPY_CHECKS, check_encrypted_numbers, check_keys, run_checks

    checks = [
        check
        for check in COPY_CHECKS
        if not (task.ring_is_missing and check in (check_encrypted_numbers, check_keys))
    ]
    told = []
    for language in ("bn", "en"):
        with override_language(language):
            told.append(list(run_checks(checks)))
    for (is_fine, in_bangla), (_, in_english) in zip(*told, strict=True):
        yield is_fine, (in_bangla, in_english)


def ledger_words() -> Iterator[tuple[bool, Words]]:
    """Every chain walked, and every sealed row compared with what the entries say of it."""
    from itertools import islice

    from ongikar.journal.hash_chain import Verification
    from ongikar.journal.keyed_ledger import KeyedCheck
    from ongikar.journal.state_check import expected_rows, find_differences, snapshot

    # The head lies beside the installation: a copy of the database has one of its own, or none.
    check = KeyedCheck(has_head=False)
    walk = Verification(judge=check.judge)
    with snapshot():
        in_chains = sum(1 for _ in walk.faults())
        in_chains += sum(1 for _ in check.faults(walk.ends, None))
        rows = list(islice(find_differences(expected_rows()), 1_000))
    seals = sum(walk.ends.values())
    if not in_chains and not rows:
        yield (
            True,
            counted_words("খতিয়ান: {n}টি সিল মিলিয়ে দেখা হয়েছে", "ledger: {n} [seal|seals] verified", seals),
        )
        return
    first = f"{rows[0].table} {rows[0].key} {rows[0].column}" if rows else ""
    yield (
        False,
        (
            f"খতিয়ান: সিলে গরমিল {bn(in_chains)}টি, সারিতে {bn(len(rows))}টি {first}".rstrip(),
            f"ledger: {in_chains} faults in its chains, {len(rows)} in its rows {first}".rstrip(),
        ),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
