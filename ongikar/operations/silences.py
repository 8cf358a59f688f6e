"""Once an hour the worker compares what it goes by with the facts: the next looks at promises, what entries
owe, until when messages wait. It puts right what follows from facts alone, and each time enters in the
journal that it did, since either somebody had a hand in the database or the program has a fault.

See docs/decisions/105.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import batched
from typing import Any

from django.db import transaction
from django.utils import timezone

from ongikar.cases.kinds.kind import kinds
from ongikar.clock.silences import SILENT_CLOCKS
from ongikar.core.command_progress import each_of
from ongikar.core.i18n.say import language, say
from ongikar.core.isolation import run_isolated
from ongikar.journal.actions import WORKER, record
from ongikar.journal.models import Entry
from ongikar.journal.owed_reactions import FAR_REACTIONS, MISSING_REACTIONS
from ongikar.journal.silences import Look, LookPage, Silence, latest_moment
from ongikar.journal.state_check import snapshot
from ongikar.notices.message_states import FALSE_STATES
from ongikar.notices.silences import SILENT_MESSAGES
from ongikar.rules.bangla.text import grouped_number
from ongikar.tasks.actions.series import SILENT_SERIES

from .doctor_offices import CheckResult

EVERY = timedelta(hours=1)
# Seconds of a round; and for each look of the doctor, who tells that they did not suffice.
LOOK, DOCTOR = 0.2, 0.5
# How many are put right in one transaction, and named by one entry.
AT_ONCE = 50
SUBJECT, MENDED = ("silences", 0), "silence.mended"
# How long an administrator is told of it, and of how many entries at most.
TOLD_FOR, MOST_TOLD = timedelta(days=7), 1_000


def all_looks() -> tuple[Look, ...]:
    """The quick ones first; the journal, the longest, at the end."""
    of_kinds = (look for kind in kinds().values() for look in kind.looks)
    quick = (SILENT_CLOCKS, SILENT_MESSAGES, FAR_REACTIONS, SILENT_SERIES)
    return (*quick, *of_kinds, FALSE_STATES, MISSING_REACTIONS)


class SilenceKeeper:
    """A duty of the worker, `keep(now)`: at its first rounds, and then once an hour, the next pages of what
    is to be compared; how many rows were put right.
    """

    def __init__(self) -> None:
        self.due: datetime | None = None
        self.place = 0
        self.after: Any = None

    def __call__(self, now: datetime) -> int:
        if self.due is not None and self.due - EVERY <= now < self.due:
            return 0
        looks, done, until = all_looks(), 0, time.monotonic() + LOOK
        while self.place < len(looks):
            look = looks[self.place]
            pages: list[int] = []
            run_isolated(f"comparing {look.name}", self.take_page, look, now, pages)
            done += sum(pages)
            if not pages or self.after is None:
                # Through with it; or it failed, and keeps no other from its turn.
                self.place, self.after = self.place + 1, None
            if time.monotonic() > until:
                return done
        self.due, self.place = now + EVERY, 0
        return done

    def take_page(self, look: Look, now: datetime, pages: list[int]) -> int:
        page = look.find(self.after, latest_moment(now))
        mended = mend_all(look, page.found, now)
        self.after = page.after
        pages.append(mended)
        return mended


def mend_all(look: Look, silences: Iterable[Silence], now: datetime) -> int:
    """Put right what still has to be, with an entry for each office and column; how many rows."""
    count = 0
    for some in batched(silences, AT_ONCE):
        with transaction.atomic():
            mended = [each for each in some if run_isolated(f"mending {each}", mend_one, look, each, now)]
            of_each: dict[tuple, list[str]] = {}
            for each in mended:
                of_each.setdefault((each.office_id, each.table, each.column), []).append(each.key)
            for (office_id, table, column), keys in of_each.items():
                record(
                    MENDED,
                    subject=SUBJECT,
                    actor=WORKER,
                    office_id=office_id,
                    now=now,
                    table=table,
                    field=column,
                    count=len(keys),
                    keys=keys,
                )
            count += len(mended)
    return count


def mend_one(look: Look, silence: Silence, now: datetime) -> int:
    return int(look.mend(silence, now))


def find_silences(
    now: datetime, *, office_id: int | None = None, seconds: float | None = None
) -> Iterator[tuple[Look, Silence] | None]:
    """What the worker would put right, of one office or of all; nothing is changed. A None for each look for
    which these seconds did not suffice. To be read within a `snapshot`.
    """
    now = latest_moment(now)
    for look in each_of(all_looks(), "থামিয়ে রাখা কাজ খোঁজা", "Looking for silenced work"):
        page, until = LookPage(None, []), time.monotonic() + (seconds or float("inf"))
        while True:
            page = look.find(page.after, now)
            for each in page.found:
                if office_id in (None, each.office_id):
                    yield look, each
            if page.after is None:
                break
            if time.monotonic() > until:
                yield None
                break


def mended_lately(now: datetime) -> int:
    """How many rows were put right of late, so many entries of them as are told of at most."""
    newest = Entry.objects.filter(subject_type=SUBJECT[0], subject_id=SUBJECT[1]).order_by("-pk")
    told = newest.values_list("at", "facts")[:MOST_TOLD]
    return sum(facts.get("count") or 0 for at, facts in told if at > now - TOLD_FOR)


def check_silences() -> CheckResult:
    """Whether anything is silenced that the worker has not come to yet, as far as a few seconds go; and
    whether it put anything right of late.
    """
    counts: Counter[tuple[str, str]] = Counter()
    is_whole = True
    with snapshot():
        for each in find_silences(timezone.now(), seconds=DOCTOR):
            if each is None:
                is_whole = False
            else:
                counts[each[0].words] += 1
    lang = language()
    told = [
        say("{what}: {n}টি", "{what}: {n}", what=say(*words), n=grouped_number(n, lang))
        for words, n in counts.items()
    ]
    if told:
        told.append(say("কর্মী-প্রোগ্রাম ঘণ্টার মধ্যে ঠিক করে", "the worker puts them right within the hour"))
    if mended := mended_lately(timezone.now()):
        told.append(
            say(
                "গত ৭ দিনে কর্মী-প্রোগ্রাম ঠিক করেছে {n}টি: কেউ ডেটাবেজে হাত দিয়েছে, নয়তো প্রোগ্রামের ভুল"
                " (জার্নাল: silence.mended)",
                "put right by the worker in the last 7 days: {n}; somebody had a hand in the database, or the"
                " program has a fault (journal: silence.mended)",
                n=grouped_number(mended, lang),
            )
        )
    if told:
        return False, say("থামিয়ে রাখা কাজ: {result}", "silenced work: {result}", result="; ".join(told))
    if is_whole:
        return True, say("থামিয়ে রাখা কাজ: নেই", "silenced work: none")
    return True, say(
        "থামিয়ে রাখা কাজ: কয়েক সেকেন্ডে যত দূর দেখা গেল, নেই; সব দেখে কর্মী-প্রোগ্রাম, ঘণ্টায় একবার",
        "silenced work: none, as far as a few seconds go; the worker looks at all of it once an hour",
    )
