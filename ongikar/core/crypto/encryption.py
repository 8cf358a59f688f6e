"""Encryption of a short text: AES-256-GCM under a ring of keys, bound to its place in the database; and its
blind index.

A plain hash of a ten-figure number falls in minutes to whoever tries them all; an index made with a key of
its own does not.
"""

import hashlib
import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
APART = ":"


class DecryptionFault(ValueError):
    """What lies here was changed, was moved from another row, or its key is gone. Says nothing of what it
    holds.
    """


@dataclass(frozen=True, slots=True)
class KeyRing:
    """All keys by their ids, and beside each the one of its blind index.

    New texts are encrypted and indexed with the newest; any text is decrypted with the key it names.
    """

    newest: str
    keys: Mapping[str, bytes] = field(repr=False)
    index_keys: Mapping[str, bytes] = field(repr=False)

    @classmethod
    def new(cls, after: int = 0) -> "KeyRing":
        """One key, its number the next after the one given."""
        return cls(str(after), {}, {}).with_new_key()

    def with_new_key(self) -> "KeyRing":
        """With one more key, the newest from now on. What was encrypted before can still be read."""
        name = str(int(self.newest) + 1)
        return KeyRing(
            name,
            {**self.keys, name: os.urandom(KEY_BYTES)},
            {**self.index_keys, name: os.urandom(KEY_BYTES)},
        )

    def without(self, names: frozenset[str]) -> "KeyRing":
        """Without these keys; the newest always stays."""
        kept = [name for name in self.keys if name == self.newest or name not in names]
        return KeyRing(
            self.newest,
            {name: self.keys[name] for name in kept},
            {name: self.index_keys[name] for name in kept},
        )

    def encrypt(self, plain: str, place: str) -> str:
        """The text as it may lie in a database, at this place (table, column and row) and no other."""
        nonce = os.urandom(NONCE_BYTES)
        hidden = AESGCM(self.keys[self.newest]).encrypt(
            nonce, plain.encode(), associated_data(self.newest, place)
        )
        return f"{self.newest}{APART}{urlsafe_b64encode(nonce + hidden).decode()}"

    def decrypt(self, ciphertext: str, place: str) -> str:
        """The text again. Raises DecryptionFault where a single bit, the place or the key is another."""
        name, _, body = ciphertext.partition(APART)
        if name not in self.keys:
            raise DecryptionFault(f"no key {name[:10]!r} on the ring")
        try:
            whole = urlsafe_b64decode(body.encode("ascii"))
            # Spare bits of the last letter say nothing: only the one way to write it counts.
            if urlsafe_b64encode(whole).decode() != body:
                raise ValueError(body[:0])
            nonce, hidden = whole[:NONCE_BYTES], whole[NONCE_BYTES:]
            return AESGCM(self.keys[name]).decrypt(nonce, hidden, associated_data(name, place)).decode()
        except (InvalidTag, ValueError):
            raise DecryptionFault(f"what is encrypted at {place} cannot be decrypted") from None

    def is_old(self, ciphertext: str) -> bool:
        return key_name(ciphertext) != self.newest

    def blind_index(self, plain: str, kind: str) -> str:
        """The same for the same text of the same kind: what lies beside a text encrypted now. Tells nothing
        without the key.
        """
        return blind_index_of(self.index_keys[self.newest], plain, kind)

    def blind_indexes(self, plain: str, kind: str) -> list[str]:
        """What an equality search compares: while the keys turn, some rows are still indexed with an older
        one.
        """
        return list({blind_index_of(key, plain, kind): None for key in self.index_keys.values()})


def blind_index_of(key: bytes, plain: str, kind: str) -> str:
    return hmac.new(key, f"{kind}{APART}{plain}".encode(), hashlib.sha256).hexdigest()


def key_name(ciphertext: str) -> str:
    return ciphertext.partition(APART)[0]


def associated_data(name: str, place: str) -> bytes:
    return f"{name}{APART}{place}".encode()
