"""What a backup says of itself, signed with the office's receipt key: every file with its hash, what was
counted, and how far the sealed ledger had come.
"""

import hashlib
import json
import os
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from cryptography.exceptions import InvalidSignature
from django.conf import settings

from ongikar.core.command_line import Refusal
from ongikar.papers.receipt_key import ReceiptKeyFault, private_key, public_key, public_pem

FORMAT = 1
# What is signed begins with this: a signature of a receipt never stands for one of a backup.
PURPOSE = b"ongikar backup 1\n"
DAMAGED = (
    "ব্যাকআপটি নষ্ট বা অসম্পূর্ণ: {what}। অন্য একটি ব্যাকআপ নিন।",
    "The backup is damaged or incomplete: {what}. Take another one.",
)


def damage_refusal(bn: str, en: str) -> Refusal:
    return Refusal(DAMAGED[0].format(what=bn), DAMAGED[1].format(what=en))


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files`: path in the archive → [size, SHA-256]. `papers`: where a paper lies in its storage → [size,
    SHA-256, its name in the store]. `lost`: papers that were not as they were kept. `ends`: chain → [number,
    link] of the last seal; `last_entry`: the highest key of any entry. `keys`: those in it; `given`: those
    that came from the environment and are not. `settings`: the names of what the environment set, no values.
    """

    name: str
    made_at: str
    version: str
    vendor: str
    database: str
    migrations: list[str]
    counts: dict[str, int]
    ends: dict[str, list[Any]]
    last_entry: int
    offices: list[str]
    keys: list[str]
    given: list[str]
    settings: list[str]
    files: dict[str, list[Any]]
    papers: dict[str, list[Any]]
    lost: list[str]
    format: int = FORMAT

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.made_at)

    def content(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, indent=1).encode()


def names_of_settings() -> list[str]:
    return sorted(name for name in os.environ if name.startswith("ONGIKAR_"))


def sign(content: bytes) -> bytes:
    """The signature file of a manifest: the public key, and what its holder signed."""
    path = settings.ONGIKAR_RECEIPT_KEY
    signature = private_key(path).sign(PURPOSE + content)
    return json.dumps(
        {"key": public_pem(path).decode(), "signature": b64encode(signature).decode()}, indent=1
    ).encode()


def read_signed(content: bytes, signature: bytes) -> tuple[Manifest, bytes]:
    """The manifest and the public key (PEM) that signed it. Raises Refusal for a false signature, another
    format, or a path that leads out of the archive.
    """
    try:
        told = json.loads(signature)
        pem, signed = str(told["key"]).encode(), b64decode(told["signature"])
        public_key(pem).verify(signed, PURPOSE + content)
    except (ValueError, LookupError, TypeError, ReceiptKeyFault, InvalidSignature):
        raise damage_refusal(
            "তালিকার স্বাক্ষর মেলে না, কেউ বদলেছে", "the signature of its manifest does not fit, it was changed"
        ) from None
    facts = json.loads(content)
    if facts.get("format") != FORMAT:
        raise Refusal(
            f"ব্যাকআপটি অন্য সংস্করণের (ধরন {facts.get('format')})। যে সংস্করণে নেওয়া, সেটি দিয়ে ফেরান:"
            f" {facts.get('version')}",
            f"The backup is of another version (format {facts.get('format')}). Restore it with the version"
            f" that made it: {facts.get('version')}",
        )
    manifest = Manifest(**{field.name: facts[field.name] for field in fields(Manifest)})
    for path in (*manifest.files, *manifest.papers):
        if not is_inside(path):
            raise damage_refusal(
                f"তালিকায় বাইরের পথ আছে ({path})", f"its manifest names a path outside it ({path})"
            )
    return manifest, pem


def is_inside(path: str) -> bool:
    """Whether a path stays in the folder it is laid into."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\0" not in path


def key_mark(pem: bytes) -> str:
    """The first figures of a public key's hash, for a person to compare."""
    return hashlib.sha256(public_key(pem).public_bytes_raw()).hexdigest()[:16]
