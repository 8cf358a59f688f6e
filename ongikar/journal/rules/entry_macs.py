"""MACs of the ledger: what only the holder of a key can write beside an entry and beside its seal.

Links of a chain are plain hashes: they tell whether something was changed after a root was printed, and
whoever has the database can compute them anew. A MAC cannot be computed without the key, which lies in no
database. That of an entry is made by whoever writes it, in its transaction and before its number is known;
that of a seal by the worker, and binds the number, the place in the chain and the link. An entry's MAC bears
the number of its key and eight random bytes, so that no two entries have the same one: an entry written
twice is found by its MAC.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from hmac import compare_digest
from typing import Any, NamedTuple

KEY_BYTES = 32
NUMBER_BYTES, NONCE_BYTES, TAG_BYTES = 2, 8, 16
ENTRY_MAC_BYTES = NUMBER_BYTES + NONCE_BYTES + TAG_BYTES
SEAL_MAC_BYTES = NUMBER_BYTES + TAG_BYTES
OF_ENTRY, OF_SEAL, OF_HEAD, OF_LEDGER = (
    b"ongikar entry 1",
    b"ongikar seal 1",
    b"ongikar head 1",
    b"ongikar ledger 1",
)
_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
).encode


class MacKey(NamedTuple):
    """One key as it is used for one ledger: its number, from 1, and 32 bytes."""

    number: int
    secret: bytes


def key_for_ledger(number: int, key: bytes, identity: bytes) -> MacKey:
    """The key of one ledger: of two installations that were given the same key, neither can write for the
    other.
    """
    return MacKey(number, blake2b(identity, key=key, digest_size=KEY_BYTES, person=OF_LEDGER).digest())


def entry_text(plain: Sequence[Any], rows: str | None) -> bytes:
    """What an entry says, without its number. `plain`: when in microseconds, verb, office, sort and key of
    the actor, sort and key of the subject, facts.

    JSON holds no line break of its own, so what stands before one is never taken for what stands after it.
    """
    text = _encode(plain) if rows is None else f"{_encode(plain)}\n{rows}"
    return text.encode("utf-8", "surrogatepass")


def make_entry_mac(key: MacKey, nonce: bytes, text: bytes) -> bytes:
    """ENTRY_MAC_BYTES. `nonce`: NONCE_BYTES, never given twice."""
    head = key.number.to_bytes(NUMBER_BYTES) + nonce
    return head + blake2b(head + text, key=key.secret, digest_size=TAG_BYTES, person=OF_ENTRY).digest()


def fits_entry(key: MacKey, mac: bytes, text: bytes) -> bool:
    nonce = mac[NUMBER_BYTES : NUMBER_BYTES + NONCE_BYTES]
    return compare_digest(make_entry_mac(key, nonce, text), mac)


def make_seal_mac(key: MacKey, chain: int, number: int, entry_id: int, at: int, link: bytes) -> bytes:
    """SEAL_MAC_BYTES. `at`: microseconds since 1970."""
    text = b"%d %d %d %d " % (chain, number, entry_id, at) + link
    tag = blake2b(text, key=key.secret, digest_size=TAG_BYTES, person=OF_SEAL).digest()
    return key.number.to_bytes(NUMBER_BYTES) + tag


def make_head_mac(key: MacKey, told: Mapping[str, Any]) -> str:
    """Of the head of a ledger, which lies in a file as JSON."""
    text = _encode(told).encode()
    return blake2b(text, key=key.secret, digest_size=KEY_BYTES, person=OF_HEAD).hexdigest()


def key_number(mac: bytes) -> int:
    """Under which key it was made; 0 for what is no MAC."""
    return int.from_bytes(mac[:NUMBER_BYTES]) if len(mac) > NUMBER_BYTES else 0


class Retirement(NamedTuple):
    """From which entry on a key is good no longer: for an entry and for its seal alike, whatever the clock
    said. `untrusted_from`: since when it was in other hands, in microseconds, as far as is known.
    """

    entry_id: int
    untrusted_from: int | None = None


class Adoption(NamedTuple):
    """A ledger was taken under keys as it stood: `ends` are its chains' last numbers and links. What stands
    before is held by those links; all that comes after must bear a MAC. `lost`: keys that were gone by then.
    """

    entry_id: int
    at: int
    ends: Mapping[int, tuple[int, bytes]]
    lost: frozenset[int] = frozenset()

    def end_of(self, chain: int) -> int:
        return self.ends.get(chain, (0, b""))[0]


class KeyJudge:
    """Judges MACs by the keys at hand, by when each was retired, and by when the ledger was taken under them.

    After a walk: `untrusted` is how many entries bear the MAC of a key while it was in other hands.
    """

    def __init__(
        self,
        keys: Mapping[int, MacKey],
        adoption: Adoption | None,
        retired: Mapping[int, Retirement] | None = None,
    ) -> None:
        self.keys, self.adoption, self.retired = keys, adoption, retired or {}
        self.untrusted = 0

    def entry_fault(self, entry_id: int, plain: Sequence[Any], rows: str | None, mac: bytes | None) -> str:
        """ "" for a sound entry that stands after the adoption; else `unkeyed`, `forged` or `retired`."""
        if mac is None:
            return "unkeyed"
        number = key_number(mac)
        key = self.keys.get(number)
        if key is None or not fits_entry(key, mac, entry_text(plain, rows)):
            return "forged"
        if (retirement := self.retired.get(number)) is None:
            return ""
        if entry_id >= retirement.entry_id:
            return "retired"
        if retirement.untrusted_from is not None and plain[0] >= retirement.untrusted_from:
            self.untrusted += 1
        return ""

    def seal_fault(
        self, chain: int, number: int, entry_id: int, at: int, link: bytes, mac: bytes | None
    ) -> str:
        """ "" for a sound seal after the adoption; else `seal unkeyed`, `seal forged` or `seal retired`."""
        if mac is None:
            return "seal unkeyed"
        of = key_number(mac)
        key = self.keys.get(of)
        if key is None or not compare_digest(make_seal_mac(key, chain, number, entry_id, at, link), mac):
            return "seal forged"
        retirement = self.retired.get(of)
        # Whoever seals reads its entries first and then the key: with the old one only what stood before.
        return "seal retired" if retirement and entry_id >= retirement.entry_id else ""

    def is_after_adoption(self, chain: int, number: int) -> bool:
        return self.adoption is not None and number > self.adoption.end_of(chain)
