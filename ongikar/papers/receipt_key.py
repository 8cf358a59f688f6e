"""The office's key: it signs the promise of a receipt, and its public half lets anyone check that it did."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from ongikar.core.crypto.key_registry import RegisteredKey, make_if_new, register_key, write_once
from ongikar.rules.promise.receipt_code import ReceiptPromise, read_receipt_code, write_receipt_code

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


class ReceiptKeyFault(ValueError):
    """The file holds no key of this kind."""


@lru_cache(maxsize=4)
def private_key(path: Path) -> "Ed25519PrivateKey":
    """The key kept there; the office's own is made at the first asking, where only its owner reads it.

    Raises KeyMissing where the office's is gone and the database was kept with it; KeyFault for what is no
    key.
    """
    # Loaded with the first receipt: most pages sign nothing.
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    if not path.exists() and path == RECEIPT.file():
        make_if_new(RECEIPT)
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (FileNotFoundError, ValueError) as fault:
        raise ReceiptKeyFault(f"{path}: {fault}") from fault
    if not isinstance(key, Ed25519PrivateKey):
        raise ReceiptKeyFault(f"{path} holds no Ed25519 key")
    return key


def make_key(path: Path) -> None:
    """A new key, whole or not at all; of two processes at once the first one's stays."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    write_once(
        path, Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )


@lru_cache(maxsize=4)
def public_pem(path: Path) -> bytes:
    """The public half of the key kept there, as it is published."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return private_key(path).public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def sign_promise(promised: ReceiptPromise, path: Path) -> str | None:
    """The line of a promise with its signature; None for one that does not fit the form."""
    text = promised.text()
    return write_receipt_code(text, private_key(path).sign(text.encode())) if text else None


def public_key(pem: bytes) -> "Ed25519PublicKey":
    """A published key. Raises KeyFault for anything else."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm) as fault:
        raise ReceiptKeyFault(str(fault)) from fault
    if not isinstance(key, Ed25519PublicKey):
        raise ReceiptKeyFault("this is no Ed25519 key")
    return key


def verify_promise(typed: str, pem: bytes) -> ReceiptPromise | None:
    """What was promised, if the holder of this key signed it; None for a false signature or what is no
    promise at all.
    """
    from cryptography.exceptions import InvalidSignature

    if (found := read_receipt_code(typed)) is None:
        return None
    try:
        public_key(pem).verify(found.signature, found.text.encode())
    except InvalidSignature:
        return None
    return found.promised


def _parts() -> dict[str, bytes]:
    path = Path(settings.ONGIKAR_RECEIPT_KEY)
    # Read before it would be made: the registry judges whether it may be.
    path.stat()
    return {"": private_key(path).private_bytes_raw()}


RECEIPT = RegisteredKey(
    name="receipt",
    words=("রসিদের স্বাক্ষরের চাবি", "the key that signs receipts"),
    loss="receipts signed before are checked only with the public key that somebody kept",
    file_name="receipt-key",
    file=lambda: Path(settings.ONGIKAR_RECEIPT_KEY),
    parts=_parts,
    make=lambda: make_key(Path(settings.ONGIKAR_RECEIPT_KEY)),
)
register_key(RECEIPT)
