"""`ongikar keys`: the keys that seal identity numbers and index them, and turning to new ones."""

import argparse
from collections import Counter

from ongikar.frame.key_ring import key_ring, write
from ongikar.frame.sealed import KeyRing
from ongikar.frame.sealed_field import seal_anew, sealed_columns


def counted(ring: KeyRing) -> Counter[str]:
    """How many sealed texts lie under each key."""
    counts: Counter[str] = Counter()
    for column in sealed_columns():
        rows = column.model._base_manager.exclude(**{column.attname: ""})
        for name in {*ring.keys}:
            counts[name] += rows.filter(**{f"{column.attname}__startswith": f"{name}:"}).count()
    return counts


def show(words: list[str]) -> int:
    """`ongikar keys show`: which keys there are, and how much lies under each; never a key itself."""
    argparse.ArgumentParser(prog="ongikar keys show").parse_args(words)
    ring = key_ring()
    for name, count in sorted(counted(ring).items(), key=lambda told: int(told[0])):
        print(f"key {name}{' (newest)' if name == ring.newest else ''}: {count} sealed")
    return 0


def rotate(words: list[str]) -> int:
    """`ongikar keys rotate`: a new key and a new index, and everything sealed anew with them. Begun again after a fall, it goes on.

    The old key stays on the ring, for the backups made under it, until `keys retire`.
    """
    argparse.ArgumentParser(prog="ongikar keys rotate").parse_args(words)
    ring = key_ring()
    left = sum(count for name, count in counted(ring).items() if name != ring.newest)
    if left:
        print(f"key {ring.newest} is there already: {left} left from the rotation before")
    else:
        ring = ring.turned()
        write(ring)
        print(f"key {ring.newest} made")
    for column in sealed_columns():
        done = 0
        for many in seal_anew(column, ring):
            done += many
            print(f"{column.model._meta.label}.{column.name}: {done} sealed anew", flush=True)
    return 0


def retire(words: list[str]) -> int:
    """`ongikar keys retire`: take keys off the ring under which nothing lies. Backups made under them stay shut for good."""
    argparse.ArgumentParser(prog="ongikar keys retire").parse_args(words)
    ring = key_ring()
    idle = frozenset(name for name, count in counted(ring).items() if not count and name != ring.newest)
    write(ring.without(idle))
    print(f"retired: {', '.join(sorted(idle, key=int)) or 'none'}")
    return 0
