"""Whether the keys at hand are those the database was kept with, by fingerprints that it holds since the
first start.
"""

import errno
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import scrypt

from ongikar.core.disk_faults import shut_words
from ongikar.core.i18n.say import say
from ongikar.core.models import KeyFingerprint
from ongikar.core.own_command import command_to_type

from .key_registry import KEYS, KeyMissing, RegisteredKey, make_if_new

MISSING, SHUT, UNREADABLE, OTHER = "missing", "shut", "unreadable", "other"
APART = " "
# Some ten milliseconds a key: a secret that somebody chose is not guessed by its fingerprint at the speed
# of a plain hash.
COST = {"n": 2**12, "r": 8, "p": 1, "dklen": 16}


@dataclass(frozen=True, slots=True)
class KeyFault:
    """One key that the database was not kept with. `state`: MISSING where there is none, SHUT where we
    may not read it, UNREADABLE where what lies there is no such key, OTHER where it is another one.
    """

    key: RegisteredKey
    state: str

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in the language of the reader."""
        place = "ONGIKAR_SECRET" if self.key.is_given() else str(self.key.file())
        command = command_to_type(f"keys accept {self.key.name}")
        values = {"what": say(*self.key.words), "place": place, "command": command}
        if self.state == MISSING:
            return say(
                "{place} নেই ({what}); এই ডেটাবেজ সেটি দিয়ে রাখা। ফাইলটি আগের জায়গায় ফিরিয়ে দিন; চিরতরে"
                " হারালে: {command}",
                "{place} is missing ({what}), and this database was kept with it. Put that file back; where"
                " it is lost for good: {command}",
                **values,
            )
        if self.state == SHUT:
            bn, en = shut_words(self.key.file(), is_ours=True)
            return say("{why} ({what})", "{why} ({what})", why=say(bn, en), what=values["what"])
        if self.state == UNREADABLE:
            return say(
                "{place} পড়া যায় না বা তাতে কোনো চাবি নেই ({what})। ঠিক ফাইলটি ফিরিয়ে দিন; চিরতরে হারালে"
                " সরিয়ে রেখে: {command}",
                "{place} cannot be read or holds no key ({what}). Put the right file back; where it is lost"
                " for good, move this one away and: {command}",
                **values,
            )
        return say(
            "{place} অন্য একটি চাবি ({what}); এই ডেটাবেজ এটি দিয়ে রাখা নয়। আগেরটি ফিরিয়ে দিন; ইচ্ছা করে"
            " বদলালে: {command}",
            "{place} holds another key ({what}) than the one this database was kept with. Put that one back;"
            " where it was changed on purpose: {command}",
            **values,
        )


def fingerprint(name: str, secret: bytes) -> str:
    """Tells keys apart and nothing of the key."""
    return scrypt(secret, salt=f"ongikar key {name}".encode(), **COST).hex()


def fingerprints(key: RegisteredKey) -> dict[str, str]:
    """The fingerprint of each part of a key that is there. Raises FileNotFoundError where it is not."""
    names = {f"{key.name}{APART}{part}".strip(): secret for part, secret in key.parts().items()}
    return {name: fingerprint(name, secret) for name, secret in names.items()}


def judge_keys() -> list[KeyFault]:
    """Every key that differs from the one the database was kept with. Makes, and writes down, what there
    never was.

    A key that joins a ring is written down too. Two machines that begin at once with different keys: the
    fingerprint that comes first stays, and the other machine is refused.
    """
    return [fault for key in KEYS.values() for fault in _judge_key(key)]


def _judge_key(key: RegisteredKey) -> Iterator[KeyFault]:
    try:
        found = fingerprints(key)
    except FileNotFoundError:
        try:
            make_if_new(key)
        except KeyMissing:
            yield KeyFault(key, MISSING)
            return
        found = fingerprints(key)
    except (OSError, LookupError, TypeError, ValueError) as fault:
        # It may be the very key, so that no other is to be taken for it.
        is_shut = isinstance(fault, OSError) and fault.errno in (errno.EACCES, errno.EPERM)
        yield KeyFault(key, SHUT if is_shut else UNREADABLE)
        return
    known = KeyFingerprint.objects.known_fingerprints(key.name)
    if found.keys() - known.keys():
        write_fingerprints(found)
        known = KeyFingerprint.objects.known_fingerprints(key.name)
    if any(found.get(name) != digest for name, digest in known.items()):
        yield KeyFault(key, OTHER)


def is_other_key(key: RegisteredKey) -> bool:
    """Whether the key that lies there is not the one the database was kept with; nothing is made or noted."""
    known = KeyFingerprint.objects.known_fingerprints(key.name)
    try:
        found = fingerprints(key)
    except (OSError, LookupError, TypeError, ValueError):
        return bool(known)
    return any(found.get(name) != told for name, told in known.items())


def write_fingerprints(found: dict[str, str]) -> None:
    rows = [KeyFingerprint(key=name, fingerprint=digest) for name, digest in found.items()]
    KeyFingerprint.objects.bulk_create(rows, ignore_conflicts=True)


def accept_key(key: RegisteredKey) -> list[str]:
    """Take the key that is there now, or a new one where there is none, for the right one; returns its parts'
    names.
    """
    if not key.is_given() and not key.file().exists():
        key.make()
    found = fingerprints(key)
    KeyFingerprint.objects.of(key.name).delete()
    write_fingerprints(found)
    return list(found)
