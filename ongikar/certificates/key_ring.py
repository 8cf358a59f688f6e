"""The private keys that sign certificates: one file with every key, of which the newest signs, and their
public halves as rows that are kept for ever.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, transaction

from ongikar.certificates.rules.statement import encode
from ongikar.core.crypto.key_fingerprints import fingerprints, write_fingerprints
from ongikar.core.crypto.key_registry import (
    RegisteredKey,
    make_if_new,
    register_key,
    replace_file,
    write_once,
)
from ongikar.core.models import KeyFingerprint
from ongikar.journal.actions import Reference, record

from .models import Certificate, SigningKey

FILE_NAME = "certificate-keys.json"

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


@dataclass(frozen=True, slots=True)
class CertificateKeys:
    """Every private key by its id, and which of them signs."""

    newest: str
    keys: Mapping[str, bytes]

    def as_text(self) -> bytes:
        keys = {name: base64.b64encode(key).decode() for name, key in self.keys.items()}
        return json.dumps({"newest": self.newest, "keys": keys}).encode()


def keys_file() -> Path:
    return Path(settings.ONGIKAR_KEY_FOLDER) / FILE_NAME


def read_keys() -> CertificateKeys:
    """The ring as it lies there; the first one is made at the first asking.

    Raises KeyMissing where it is gone and the database was kept with it.
    """
    path = keys_file()
    if not path.exists():
        make_if_new(CERTIFICATE_KEYS)
    return _parse_keys(path.read_bytes())


@lru_cache(maxsize=4)
def _parse_keys(content: bytes) -> CertificateKeys:
    said = json.loads(content)
    keys = {name: base64.b64decode(key) for name, key in said["keys"].items()}
    for name, key in keys.items():
        if key_id_of(_private(key).public_key().public_bytes_raw()) != name:
            raise ValueError(f"{name} is not the name of its key")
    return CertificateKeys(said["newest"], {said["newest"]: keys[said["newest"]], **keys})


def key_id_of(public: bytes) -> str:
    return hashlib.sha256(public).hexdigest()[:16]


@lru_cache(maxsize=8)
def _private(raw: bytes) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(raw)


def draw_key() -> tuple[str, bytes]:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    return key_id_of(key.public_key().public_bytes_raw()), key.private_bytes_raw()


def signing_key(now: datetime) -> SigningKey:
    """The key that signs now, as its row; written down at its first use."""
    newest = read_keys().newest
    known = SigningKey.objects.filter(key_id=newest).first()
    return known or _enter_key(newest, now)


def _enter_key(key_id: str, now: datetime) -> SigningKey:
    public = _private(read_keys().keys[key_id]).public_key().public_bytes_raw()
    # Whatever signed before ends: one signs at a time.
    SigningKey.objects.filter(until=None).exclude(key_id=key_id).update(until=now)
    return SigningKey.objects.get_or_create(key_id=key_id, defaults={"public": encode(public), "since": now})[
        0
    ]


def private_key(key_id: str) -> "Ed25519PrivateKey":
    """Raises KeyError for a key that was retired: it only checks any more."""
    return _private(read_keys().keys[key_id])


def sign_text(key_id: str, text: str) -> bytes:
    return private_key(key_id).sign(text.encode())


@lru_cache(maxsize=32)
def public_key(public: str) -> "Ed25519PublicKey":
    """From the 32 bytes as base64 for addresses. Raises ValueError for anything else."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    return Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(public + "=" * (-len(public) % 4)))


def is_signed(public: str, text: str, signature: bytes) -> bool:
    """Whether the holder of this key signed these letters."""
    from cryptography.exceptions import InvalidSignature

    try:
        public_key(public).verify(signature, text.encode())
    except InvalidSignature:
        return False
    return True


def public_pem(public: str) -> bytes:
    """A public key as openssl reads it."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return public_key(public).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@transaction.atomic
def rotate_key(*, actor: Reference, now: datetime) -> SigningKey:
    """A new key signs from now on. The one before stays on the ring and checks what it signed for ever."""
    ring = read_keys()
    name, raw = draw_key()
    replace_file(keys_file(), CertificateKeys(name, {**ring.keys, name: raw}).as_text())
    write_fingerprints(fingerprints(CERTIFICATE_KEYS))
    key = _enter_key(name, now)
    _record_key("certificate_key.made", key, actor, now)
    return key


@transaction.atomic
def retire_keys(*, actor: Reference, now: datetime) -> list[str]:
    """Take every private key but the newest off the ring: nobody can sign with them any more."""
    ring = read_keys()
    idle = [name for name in ring.keys if name != ring.newest]
    for key in SigningKey.objects.filter(key_id__in=idle):
        _record_key("certificate_key.retired", key, actor, now)
    # First what the database knows them by, so that a fall between the two leaves a key too many and none too
    # few.
    KeyFingerprint.objects.filter(key__in=[f"{CERTIFICATE_KEYS.name} {name}" for name in idle]).delete()
    replace_file(keys_file(), CertificateKeys(ring.newest, {ring.newest: ring.keys[ring.newest]}).as_text())
    return idle


def _record_key(verb: str, key: SigningKey, actor: Reference, now: datetime) -> None:
    record(verb, subject=("certificate_key", key.pk), actor=actor, office_id=None, now=now)


def _make() -> None:
    name, raw = draw_key()
    write_once(keys_file(), CertificateKeys(name, {name: raw}).as_text())


def _parts() -> Mapping[str, bytes]:
    return _parse_keys(keys_file().read_bytes()).keys


def _is_in_use() -> bool:
    """Asked before an upgrade, too, when there is no such table yet."""
    there = connection.introspection.table_names()
    return Certificate._meta.db_table in there and Certificate.objects.exists()


CERTIFICATE_KEYS = RegisteredKey(
    name="certificates",
    words=("সনদের স্বাক্ষরের চাবি", "the keys that sign certificates"),
    loss="certificates issued before are still checked by the public keys in the database; new ones bear a"
    " new key",
    file_name=FILE_NAME,
    file=keys_file,
    parts=_parts,
    make=_make,
    is_in_use=_is_in_use,
)
register_key(CERTIFICATE_KEYS)
