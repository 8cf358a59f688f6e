"""Whether what each entry owes is in the outbox, and comes in time.

Rows of the outbox are never deleted, also not by retention: of an entry whose verb has reactions each has its
row, done or not. Which reactions a verb has is a matter of the release: from which entry on a table of them
is in force is an entry itself (`BEGUN`), with what differs from the table before, and an entry is judged by
the table of its day. Before the first such entry nothing is judged.
"""

from bisect import bisect_right
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from .actions import WORKER, reactions, turn_of, write_entry
from .models import Entry, OutboxEntry
from .outbox import LEASE, PAUSES, find_reaction
from .raw_reads import readable_entries
from .silences import Look, LookPage, Silence

BEGUN, SUBJECT = "ledger.reactions_begun", ("reactions", 0)
# Entries, and rows of the outbox, in one page.
STRETCH, PAGE = 5_000, 500
OUTBOX = "journal_outboxentry"
# What waits no longer may wait for anything: the longest pause between two tries, and a lease.
LONGEST = PAUSES[-1] + LEASE
# Neither waiting, nor done, nor given up: nobody comes to it.
STUCK = Q(next_try__isnull=True, done_at__isnull=True, given_up_at__isnull=True)

Table = dict[str, list[str]]


class ReactionTables:
    """The tables of reactions that were in force, each from an entry on."""

    def __init__(self) -> None:
        self.since: list[int] = []
        self.tables: list[Table] = []
        table: Table = {}
        for each in readable_entries(SUBJECT, BEGUN):
            table = {**table, **told_reactions(each.facts)}
            self.since.append(each.key)
            self.tables.append(table)

    @property
    def present(self) -> Table:
        return self.tables[-1] if self.tables else {}

    def owed_by(self, key: int, verb: str) -> list[str]:
        """What an entry of this key owes."""
        place = bisect_right(self.since, key)
        return self.tables[place - 1].get(verb, []) if place else []

    def changes(self) -> Table:
        """What of the program's own table is another than the last that was entered."""
        now = reactions()
        return {
            verb: list(now.get(verb, ()))
            for verb in sorted(self.present.keys() | now.keys())
            if list(now.get(verb, ())) != self.present.get(verb, [])
        }


def told_reactions(facts: dict[str, Any]) -> Table:
    """What an entry says of reactions; nothing where it was changed into something else."""
    told = facts.get("reactions")
    rows = told.items() if isinstance(told, dict) else ()
    return {verb: [str(name) for name in names] for verb, names in rows if isinstance(names, list)}


@transaction.atomic
def begin_reactions(now: datetime) -> bool:
    """Before serving: from here on entries owe what this release says. Whether that is another table."""
    changes = ReactionTables().changes()
    if changes:
        write_entry(
            BEGUN,
            subject=SUBJECT,
            actor=WORKER,
            office_id=None,
            now=now,
            facts={"reactions": changes},
            rows=None,
        )
    return bool(changes)


def find_missing(after: Any, now: datetime) -> LookPage:
    """A stretch of the journal: what its entries owe and the outbox does not have, or leaves lying.

    An entry and its rows are written at once, and the entries are read first. While the program's own table
    is not yet entered nothing is judged: another release writes beside it.
    """
    tables = ReactionTables()
    if not tables.since or tables.changes():
        return LookPage(None, [])
    after = after or tables.since[0]
    entries = list(
        Entry.objects.filter(pk__gt=after).order_by("pk").values_list("pk", "verb", "office_id")[:STRETCH]
    )
    if not entries:
        return LookPage(None, [])
    last = entries[-1][0]
    known = set(
        OutboxEntry.objects.filter(entry_id__gt=after, entry_id__lte=last)
        .exclude(STUCK)
        .values_list("entry_id", "reaction")
    )
    silences = [
        Silence(OUTBOX, "", f"{key} {name}", office_id)
        for key, verb, office_id in entries
        for name in tables.owed_by(key, verb)
        if (key, name) not in known
    ]
    return LookPage(last if len(entries) == STRETCH else None, silences)


@transaction.atomic
def put_back(silence: Silence, now: datetime) -> bool:
    """The row anew, due now. What was done once may be done again: that is better than never."""
    key, name = silence.key.split(" ", 1)
    entry = Entry.objects.get(pk=int(key))
    if name not in ReactionTables().owed_by(entry.pk, entry.verb):
        return False
    known = OutboxEntry.objects.filter(entry=entry, reaction=name)
    if known.exists():
        return bool(known.filter(STUCK).update(next_try=now, taken_at=None))
    row = OutboxEntry(
        entry=entry,
        reaction=name,
        office_id=entry.office_id or 0,
        turn=turn_of(entry.verb),
        next_try=now,
    )
    OutboxEntry.objects.bulk_create([row], ignore_conflicts=True)
    return True


def find_far(after: Any, now: datetime) -> LookPage:
    """Rows of the outbox that are to be tried later than any pause gives, a page in the order of that moment:
    next to none but what waits for hours, or for the day before something.
    """
    far = OutboxEntry.objects.filter(next_try__gt=now + LONGEST)
    if after:
        far = far.filter(next_try__gte=after[0]).exclude(next_try=after[0], pk__lte=after[1])
    page = list(far.order_by("next_try", "pk").select_related("entry")[:PAGE])
    silences = [
        Silence(OUTBOX, "next_try", str(each.pk), each.entry.office_id)
        for each in page
        if comes_too_late(each, now)
    ]
    return LookPage((page[-1].next_try, page[-1].pk) if len(page) == PAGE else None, silences)


def comes_too_late(outbox_entry: OutboxEntry, now: datetime) -> bool:
    """Whether it waits longer than its reaction can have asked for. What was entered by a clock that ran
    ahead is due from its entry on, which is sealed.
    """
    now = max(now, outbox_entry.entry.at or now)
    if outbox_entry.next_try is None or outbox_entry.next_try <= now + LONGEST:
        return False
    try:
        reaction = find_reaction(outbox_entry)
    except Exception:
        # Tried at once it is given up in plain sight.
        return True
    latest = getattr(reaction, "latest", None)
    if latest is None:
        return True
    until = latest(outbox_entry, now)
    return until is not None and outbox_entry.next_try > until


@transaction.atomic
def bring_back(silence: Silence, now: datetime) -> bool:
    """Due now: what is to wait says so again, and until when."""
    row = OutboxEntry.objects.select_for_update(of=("self",)).select_related("entry").get(pk=int(silence.key))
    if not comes_too_late(row, now):
        return False
    OutboxEntry.objects.filter(pk=row.pk).update(next_try=now)
    return True


MISSING_REACTIONS = Look(
    "owed reactions",
    ("কাজের পরের কাজ, যা আউটবক্সে নেই", "follow-up acts missing from the outbox"),
    find_missing,
    put_back,
)
FAR_REACTIONS = Look(
    "far reactions", ("কাজের পরের কাজ, বহু পরে রাখা", "follow-up acts put off too far"), find_far, bring_back
)
