"""The ledger under its keys: how it was taken under them once, and which key was good until when.

Taking over says what every chain had come to: what stood before is held by those links, all that comes after
must bear a MAC. It is done once; again only where every key was lost, and then an entry says so.
"""

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Min

from ongikar.core.command_progress import step
from ongikar.core.crypto.key_fingerprints import accept_key, is_other_key
from ongikar.core.models import KeyFingerprint
from ongikar.journal.rules.entry_macs import (
    Adoption,
    KeyJudge,
    MacKey,
    Retirement,
    entry_text,
    fits_entry,
    key_number,
)
from ongikar.journal.rules.hash_chain import ChainFault

from .actions import WORKER, Reference, record, write_entry
from .hash_chain import Sealer, last_number
from .ledger_head import (
    HeadFault,
    LedgerHead,
    current_ends,
    ends_as_json,
    head_file,
    links_at,
    read_ends,
    read_head,
    write_head,
)
from .ledger_keys import LEDGER_KEYS, add_key, begin_identity, keys_file, ledger_keys, number_of_key
from .macs import ACCEPTED, KEYED, ROTATED, SUBJECT, ledger_entries
from .models import Entry, KeyedFacts
from .raw_reads import as_micros

MACHINE: Reference = ("machine", None)
# Longer than it takes from reading a key to writing with it.
SETTLING_SECONDS = 2.0


def adopt_ledger(now: datetime) -> bool:
    """Take the ledger under keys, if it never was. Before anything serves; says whether it was done."""
    if adopted := ledger_entries(KEYED).first():
        if not head_file().exists() and not Entry.objects.filter(pk__gt=adopted.pk).exists():
            # Killed between the two: nothing was written since.
            write_first_head(adopted, now)
        return False
    if head_file().exists():
        if Entry.objects.exists():
            # A head that knows of a ledger, and entries: what told of its adoption was taken away.
            return False
        head_file().rename(head_file().with_name(f"{head_file().stem}-{now:%Y%m%d%H%M%S}.json"))
    take_under_keys(now)
    return True


def accept_other_keys(now: datetime) -> list[str]:
    """Go on with the keys that are there, or a new one where there is none: what was written under a key
    that is lost is held by its links alone from now on. Returns the names of those that are there.
    """
    known = KeyFingerprint.objects.known_fingerprints(LEDGER_KEYS.name)
    names = accept_key(LEDGER_KEYS)
    there = KeyFingerprint.objects.known_fingerprints(LEDGER_KEYS.name)
    lost = [number_of_key(name) for name, told in known.items() if there.get(name) != told]
    if lost and ledger_entries(KEYED).exists():
        take_under_keys(now, lost=lost)
    return names


def take_under_keys(now: datetime, lost: Collection[int] = ()) -> None:
    """As every chain stands; `lost`: the keys that are gone."""
    seal_everything(now)
    facts: KeyedFacts = {
        "identity": begin_identity().hex(),
        "ends": ends_as_json(current_ends()),
        "lost": sorted(lost),
    }
    with transaction.atomic():
        key = write_entry(
            KEYED,
            subject=SUBJECT,
            actor=WORKER,
            office_id=None,
            now=now,
            facts={"keyed": facts},
            rows=None,
        )
    write_first_head(Entry.objects.get(pk=key), now)


def seal_everything(now: datetime) -> None:
    with step("সিল করা", "Sealing the entries") as sealing:
        while sealed := Sealer()(now):
            sealing.advance(sealed)


def write_first_head(adopted: Entry, now: datetime) -> None:
    adoption = as_adoption(adopted)
    write_head(LedgerHead(ledger_keys().identity, now, adoption, adoption.ends))


def as_adoption(entry: Entry) -> Adoption:
    facts = entry.facts["keyed"]
    return Adoption(entry.pk, as_micros(entry.at), read_ends(facts["ends"]), frozenset(facts["lost"]))


def accept_head(now: datetime) -> None:
    """From now on the chains are right as they stand, whatever a head knew of them; an entry tells of it."""
    seal_everything(now)
    adopted = ledger_entries(KEYED).last()
    if adopted is None:
        adopt_ledger(now)
        return
    with transaction.atomic():
        record(ACCEPTED, subject=SUBJECT, actor=MACHINE, office_id=None, now=now)
    set_head(now)
    seal_everything(now)


def set_head(now: datetime) -> None:
    """The head as the chains are now; for a restore, whose entries are signed, and for whoever accepts it."""
    ring = ledger_keys()
    adopted = [each for each in ledger_entries(KEYED) if is_by_key(each, ring.keys)]
    if adopted:
        adoption = choose_adoption(adopted)
        write_head(LedgerHead(ring.identity, now, as_adoption(adoption), current_ends()))


def rotate_ledger_key(now: datetime, *, untrusted_from: datetime | None = None) -> int:
    """A new key writes from now on; the ones before are good for what was written before this. Its number.

    `untrusted_from`: since when the old key was in other hands.
    """
    number = add_key()
    # Whoever had read the old key a moment ago has written by now.
    time.sleep(SETTLING_SECONDS)
    facts: KeyedFacts = {
        "key": number,
        "untrusted_from": as_micros(untrusted_from) if untrusted_from else None,
    }
    with transaction.atomic():
        record(ROTATED, subject=SUBJECT, actor=MACHINE, office_id=None, now=now, keyed=facts)
    return number


def choose_adoption(adopted: Sequence[Entry]) -> Entry:
    """The last one that tells of lost keys; else the first there is."""
    again = [each for each in adopted if each.facts["keyed"]["lost"]]
    return again[-1] if again else adopted[0]


def is_by_key(entry: Entry, keys: Mapping[int, MacKey]) -> bool:
    """Whether an entry bears the MAC of one of these keys."""
    mac = bytes(entry.mac or b"")
    key = keys.get(key_number(mac))
    plain = (
        as_micros(entry.at),
        entry.verb,
        entry.office_id,
        entry.actor_type,
        entry.actor_id,
        entry.subject_type,
        entry.subject_id,
        entry.facts,
    )
    return key is not None and fits_entry(key, mac, entry_text(plain, entry.rows))


class KeyedCheck:
    """What is looked at once of a ledger under keys, before its chains are walked: its head, its adoption,
    the keys' retirements. `judge`: for the walk; None where the ledger was never under keys.

    `has_head`: whether a head belongs beside it; a copy made to look at a backup has none.
    """

    def __init__(self, *, has_head: bool = True) -> None:
        self.head: LedgerHead | None = None
        self.head_fault = ""
        if has_head:
            try:
                self.head = read_head()
            except HeadFault as fault:
                self.head_fault = f"head_{fault}"
        self.keys = ledger_keys().keys
        told = [each for each in ledger_entries(KEYED) if is_by_key(each, self.keys)]
        self.adopted = told
        adoption: Adoption | None
        if self.head:
            adoption = self.head.adoption
        else:
            adoption = as_adoption(choose_adoption(told)) if told else None
            if (told or ledger_keys().identity) and has_head and not self.head_fault:
                self.head_fault = "head_missing"
        self.adoption = adoption
        self.judge = KeyJudge(self.keys, adoption, retirements(self.keys)) if adoption else None

    def faults(
        self, ends: Mapping[int, int], chains: Collection[int] | None
    ) -> Iterator[tuple[int | None, ChainFault]]:
        """After the walk, of the chains asked for or of all. `ends`: each chain's last number."""
        if self.head_fault:
            yield None, ChainFault(self.head_fault, 0, 0, None, 0)
        if self.adoption is None:
            return
        yield from self.end_faults(ends, chains)
        for each in self.adopted:
            if each.pk > self.adoption.entry_id and not each.facts["keyed"]["lost"]:
                yield None, ChainFault("adopted_twice", 0, 0, each.pk, as_micros(each.at))
        for key, moment in repeated_macs():
            yield None, ChainFault("replayed", 0, 0, key, moment)

    def end_faults(
        self, ends: Mapping[int, int] | None = None, chains: Collection[int] | None = None
    ) -> Iterator[tuple[int | None, ChainFault]]:
        """What the chains no longer have of what the head, or the adoption, knows of them. Without `ends` the
        database is asked for those that are not met.
        """
        assert self.adoption is not None
        at = as_micros(self.head.written_at) if self.head else self.adoption.at
        for what, known in (("adoption", self.adoption.ends), ("head", self.head.ends if self.head else {})):
            asked = {
                chain: end for chain, end in known.items() if end[0] and (chains is None or chain in chains)
            }
            links = links_at(asked)
            for chain, (number, link) in asked.items():
                if links.get(chain) == link:
                    continue
                last = last_number(chain) if ends is None else ends.get(chain, 0)
                if last < number:
                    yield chain, ChainFault(f"{what}_cut", last + 1, number, None, at)
                else:
                    yield chain, ChainFault(f"{what}_other", number, number, None, at)


@dataclass(frozen=True, slots=True)
class KeysAtHand:
    """`check`: of the ledger under its keys; None where it was never under any, or they are not at hand.
    `are_missing`: the latter.
    """

    check: KeyedCheck | None
    are_missing: bool


def keys_at_hand() -> KeysAtHand:
    """Makes no key: whoever only verifies changes nothing."""
    has_right_keys = keys_file().exists() and not is_other_key(LEDGER_KEYS)
    # Whoever took away the head, and what tells of the adoption, has left the keys, which know of it.
    knows = has_right_keys and ledger_keys().identity
    if not knows and not head_file().exists() and not ledger_entries(KEYED).exists():
        return KeysAtHand(None, are_missing=False)
    if not has_right_keys:
        return KeysAtHand(None, are_missing=True)
    return KeysAtHand(KeyedCheck(), are_missing=False)


def accepted_heads(keys: Mapping[int, MacKey]) -> list[Entry]:
    """The entries that tell that a head was accepted by whoever has the keys."""
    return [each for each in ledger_entries(ACCEPTED) if is_by_key(each, keys)]


def retirements(keys: Mapping[int, MacKey]) -> dict[int, Retirement]:
    """Key → from when on it is good no longer, by what its successor wrote."""
    by_number: dict[int, Retirement] = {}
    for entry in ledger_entries(ROTATED):
        if not is_by_key(entry, keys):
            continue
        facts = entry.facts["keyed"]
        if key_number(bytes(entry.mac or b"")) != facts["key"]:
            continue
        for number in keys:
            if number < facts["key"]:
                by_number.setdefault(number, Retirement(entry.pk, facts["untrusted_from"]))
    return by_number


def repeated_macs() -> Iterator[tuple[int, int]]:
    """Entries that are another one over again: key and moment."""
    macs = Entry.objects.filter(mac__isnull=False).values("mac").annotate(n=Count("pk"), first=Min("pk"))
    for each in macs.filter(n__gt=1).order_by():
        for entry in Entry.objects.filter(mac=each["mac"], pk__gt=each["first"]).order_by("pk"):
            yield entry.pk, as_micros(entry.at)
