"""The head of the ledger: what each chain had come to when it was sealed last, in a file beside the keys and
in no database. Whoever cuts the end of a chain off, or writes it anew, does not reach it.

It only ever goes forward, from a link that the chain still has. A restore, which is signed, sets it back;
whoever has the keys can accept another one, and an entry tells of that.
"""

import fcntl
import json
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection

from ongikar.core.crypto.key_registry import replace_file
from ongikar.core.db.bulk_sql import column_of, rows_as_select
from ongikar.journal.rules.entry_macs import Adoption, make_head_mac

from .ledger_keys import ledger_keys
from .models import Seal

FILE_NAME, FORM = "ledger-head.json", 1
log = logging.getLogger("ongikar.ledger")
# A chain's last number, and its link.
End = tuple[int, bytes]


class HeadFault(ValueError):
    """What lies there is no head that was written with a key of ours: `forged` or `unreadable`."""


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """`identity`: of the ledger it belongs to. `adoption`: how that was taken under keys. `ends`: what each
    chain had come to.
    """

    identity: bytes
    written_at: datetime
    adoption: Adoption
    ends: Mapping[int, End]


class Move(NamedTuple):
    """A chain went on from one end to another."""

    before: End
    after: End


def head_file() -> Path:
    return Path(settings.ONGIKAR_KEY_FOLDER) / FILE_NAME


def read_head() -> LedgerHead | None:
    """None where there is no such file. Raises HeadFault."""
    try:
        kept = json.loads(head_file().read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as fault:
        raise HeadFault("unreadable") from fault
    try:
        told, mac = kept["told"], kept["mac"]
        key = ledger_keys().keys.get(told["key"])
        if told["form"] != FORM or key is None or make_head_mac(key, told) != mac:
            raise HeadFault("forged")
        adopted = told["adoption"]
        adoption = Adoption(
            adopted["entry"], adopted["at"], read_ends(adopted["ends"]), frozenset(adopted["lost"])
        )
        return LedgerHead(
            bytes.fromhex(told["identity"]),
            datetime.fromisoformat(told["written_at"]),
            adoption,
            read_ends(told["ends"]),
        )
    except (LookupError, TypeError, ValueError, AttributeError) as fault:
        raise fault if isinstance(fault, HeadFault) else HeadFault("unreadable") from fault


def write_head(head: LedgerHead) -> None:
    """In one step, and on the disk when it returns."""
    key = ledger_keys().newest
    told = {
        "form": FORM,
        "identity": head.identity.hex(),
        "key": key.number,
        "written_at": head.written_at.isoformat(),
        "adoption": {
            "entry": head.adoption.entry_id,
            "at": head.adoption.at,
            "ends": ends_as_json(head.adoption.ends),
            "lost": sorted(head.adoption.lost),
        },
        "ends": ends_as_json(head.ends),
    }
    text = json.dumps({"told": told, "mac": make_head_mac(key, told)}, separators=(",", ":"))
    replace_file(head_file(), text.encode())


def ends_as_json(ends: Mapping[int, End]) -> dict[str, list[Any]]:
    return {str(chain): [number, link.hex()] for chain, (number, link) in sorted(ends.items())}


def read_ends(kept: Mapping[str, list[Any]]) -> dict[int, End]:
    return {int(chain): (int(number), bytes.fromhex(link)) for chain, (number, link) in kept.items()}


@contextmanager
def _alone() -> Iterator[None]:
    """Of several workers of one machine one writes the head at a time."""
    lock = os.open(f"{head_file()}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def advance_head(moves: Mapping[int, Move], now: datetime) -> bool:
    """Each chain went on: the head goes along where it knows what the chain went on from. Whether it did so
    for all; what it does not know stays as it was, for `ongikar ledger verify` to tell.
    """
    with _alone():
        try:
            head = read_head()
        except HeadFault:
            head = None
        if head is None:
            log.critical(
                "the head of the ledger, %s, is missing or not ours; see ongikar ledger verify", head_file()
            )
            return False
        ends, unknown = dict(head.ends), []
        for chain, move in moves.items():
            known = head.ends.get(chain)
            if known in (None, move.before) or stands(chain, known):
                ends[chain] = max(move.after, known or move.after)
            else:
                unknown.append(chain)
        if unknown:
            log.critical("chains %s do not hold what the head of the ledger knows of them", unknown)
        if ends != head.ends:
            write_head(replace(head, ends=ends, written_at=max(now, head.written_at)))
    return not unknown


def stands(chain: int, end: End) -> bool:
    """Whether the chain has this link there: another worker, or one that was killed, went on from it without
    the head, or further.
    """
    return links_at({chain: end}).get(chain) == end[1]


def links_at(ends: Mapping[int, End]) -> dict[int, bytes]:
    """What link each chain has at these numbers, where it comes so far."""
    if not ends:
        return {}
    fields = [column_of(Seal, name) for name in ("chain", "number")]
    table, values = rows_as_select(fields, [(chain, number) for chain, (number, _) in ends.items()])
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH told (chain, number) AS ({table}) SELECT s.chain, s.link FROM told"  # noqa: S608
            " JOIN journal_seal s ON s.chain = told.chain AND s.number = told.number",
            values,
        )
        return {chain: bytes(link) for chain, link in cursor.fetchall()}


def current_ends() -> dict[int, End]:
    """Each chain's last number and link as the database has them."""
    chains = Seal.objects.order_by("chain").values_list("chain", flat=True).distinct()
    ends = {}
    for chain in chains:
        last = Seal.objects.filter(chain=chain).order_by("-number").first()
        if last:
            ends[chain] = (last.number, bytes(last.link))
    return ends
