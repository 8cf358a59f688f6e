"""`ongikar keys`: the keys that encrypt identity numbers and index them, those of the ledger and those that
sign certificates, and their rotation.
"""

import argparse
from collections import Counter

from django.utils import timezone

from ongikar.certificates import key_ring as certificate_keys
from ongikar.certificates.models import SigningKey
from ongikar.core.command_line import add_json, print_json, refusing
from ongikar.core.command_progress import each_of, print_line, step
from ongikar.core.crypto.encrypted_field import reencrypt
from ongikar.core.crypto.encryption import KeyRing
from ongikar.core.crypto.key_fingerprints import accept_key as accept_key
from ongikar.core.crypto.key_fingerprints import fingerprints, write_fingerprints
from ongikar.core.crypto.key_registry import KEYS
from ongikar.core.crypto.key_ring import RING, encrypted_columns, filled_rows, key_ring, write_ring
from ongikar.core.models import KeyFingerprint
from ongikar.journal.actions import WORKER
from ongikar.journal.keyed_ledger import accept_other_keys, rotate_ledger_key
from ongikar.journal.ledger_keys import LEDGER_KEYS

from .cli_arguments import day_from

CERTIFICATES = "certificates"


def count_by_key(ring: KeyRing) -> Counter[str]:
    """How many sealed texts lie under each key."""
    counts: Counter[str] = Counter()
    for column in each_of(encrypted_columns(), "নম্বর গোনা", "Counting the numbers"):
        rows = filled_rows(column)
        for name in {*ring.keys}:
            counts[name] += rows.filter(**{f"{column.attname}__startswith": f"{name}:"}).count()
    return counts


def show_keys(words: list[str]) -> int:
    """`ongikar keys show [certificates]`: which keys there are, and how much lies under each, or when it
    signed; never a key itself.
    """
    parser = argparse.ArgumentParser(prog="ongikar keys show")
    parser.add_argument("which", nargs="?", choices=(RING.name, CERTIFICATES), default=RING.name)
    add_json(parser, "for programs")
    asked = parser.parse_args(words)
    if asked.which == CERTIFICATES:
        return show_signing_keys(as_json=asked.json)
    ring = key_ring()
    counts = count_by_key(ring)
    in_order = sorted(counts.items(), key=lambda counted: int(counted[0]))
    lost = sum(filled_rows(column).count() for column in encrypted_columns()) - counts.total()
    if asked.json:
        keys = [{"key": name, "newest": name == ring.newest, "sealed": count} for name, count in in_order]
        print_json({"keys": keys, "lost": lost})
        return 0
    for name, count in in_order:
        print(f"key {name}{' (newest)' if name == ring.newest else ''}: {count} sealed")
    if lost:
        print(f"keys that are not on the ring: {lost} sealed, which cannot be opened")
    return 0


def show_signing_keys(*, as_json: bool) -> int:
    signing = certificate_keys.read_keys()
    if as_json:
        rows = SigningKey.objects.order_by("id").values("key_id", "since", "until")
        print_json([row | {"signs": row["key_id"] in signing.keys and row["until"] is None} for row in rows])
        return 0
    for key in SigningKey.objects.order_by("id"):
        until = f"until {key.until.isoformat()}" if key.until else "signs"
        there = "" if key.key_id in signing.keys else ", only checks"
        print(f"{key.key_id}: since {key.since.isoformat()}, {until}{there}")
    return 0


@refusing
def rotate_keys(words: list[str]) -> int:
    """`ongikar keys rotate [ledger|certificates]`: a new key of the numbers, the ledger or certificates.

    The old one stays, for what was written or signed under it; until `keys retire`, but for the ledger's.
    """
    parser = argparse.ArgumentParser(prog="ongikar keys rotate")
    parser.add_argument(
        "which", nargs="?", choices=(RING.name, LEDGER_KEYS.name, CERTIFICATES), default=RING.name
    )
    parser.add_argument(
        "--untrusted-from", metavar="DAY", help="of the ledger: since when the old key was in other hands"
    )
    asked = parser.parse_args(words)
    if asked.which == LEDGER_KEYS.name:
        return rotate_of_ledger(asked.untrusted_from)
    if asked.untrusted_from:
        parser.error("--untrusted-from goes with ledger")
    if asked.which == CERTIFICATES:
        key = certificate_keys.rotate_key(actor=WORKER, now=timezone.now())
        print(f"signs from now on: {key.key_id}")
        return 0
    return rotate_ring()


def rotate_of_ledger(untrusted_from: str | None) -> int:
    since = day_from(untrusted_from) if untrusted_from else None
    print(f"key {rotate_ledger_key(timezone.now(), untrusted_from=since)} writes the ledger from now on")
    return 0


def rotate_ring() -> int:
    """A new key and a new index, and everything sealed anew with them. Begun again, it goes on."""
    ring = key_ring()
    left = sum(count for name, count in count_by_key(ring).items() if name != ring.newest)
    if left:
        print(f"key {ring.newest} is there already: {left} left from the rotation before")
    else:
        ring = ring.with_new_key()
        write_ring(ring)
        write_fingerprints(fingerprints(RING))
        print(f"key {ring.newest} made")
    for column in encrypted_columns():
        name = f"{column.model._meta.label}.{column.name}"
        with step(f"{name}: নতুন চাবিতে লেখা", f"{name}: sealing anew", filled_rows(column).count) as sealing:
            for many in reencrypt(column, ring):
                sealing.advance(many)
        print_line(f"{name}: {sealing.done} sealed anew")
    return 0


def retire_keys(words: list[str]) -> int:
    """`ongikar keys retire [certificates]`: take keys off the ring under which nothing lies, or remove the
    private halves of keys that sign no more. Backups made under them stay shut for good.
    """
    parser = argparse.ArgumentParser(prog="ongikar keys retire")
    parser.add_argument("which", nargs="?", choices=(RING.name, CERTIFICATES), default=RING.name)
    if parser.parse_args(words).which == CERTIFICATES:
        retired = certificate_keys.retire_keys(actor=WORKER, now=timezone.now())
        print(f"retired: {', '.join(retired) or 'none'}")
        return 0
    ring = key_ring()
    idle = frozenset(name for name, count in count_by_key(ring).items() if not count and name != ring.newest)
    # First what the database knows them by, so that a fall between the two leaves a key too many and
    # none too few.
    KeyFingerprint.objects.filter(key__in=[f"{RING.name} {name}" for name in idle]).delete()
    write_ring(ring.without(idle))
    print(f"retired: {', '.join(sorted(idle, key=int)) or 'none'}")
    return 0


def accept_changed_key(words: list[str]) -> int:
    """`ongikar keys accept NAME --yes`: from now on the key that is there is the right one, or a new one
    where there is none.
    """
    parser = argparse.ArgumentParser(prog="ongikar keys accept")
    parser.add_argument("name", choices=sorted(KEYS))
    parser.add_argument(
        "--yes", action="store_true", help="do it; without it only what would be lost is said"
    )
    asked = parser.parse_args(words)
    key = KEYS[asked.name]
    is_there = key.is_given() or key.file().exists()
    place = "ONGIKAR_SECRET" if key.is_given() else key.file()
    print(f"{place}: {'accepted as it is' if is_there else 'made anew'}; {key.loss}")
    if not asked.yes:
        print(f"Nothing was changed. If the right key is truly gone: ongikar keys accept {asked.name} --yes")
        return 1
    names = accept_other_keys(timezone.now()) if key is LEDGER_KEYS else accept_key(key)
    print(f"accepted: {', '.join(names)}")
    return 0
