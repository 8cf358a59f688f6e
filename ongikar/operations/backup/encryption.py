"""Encrypted backups, in age's format (age-encryption.org), so that they are opened by any of its programs.

A folder of backups has one pair of keys. Its public half encrypts whatever is written, so that making a
backup needs no passphrase; its secret half lies beside it, encrypted with the passphrase, and a copy of that
goes into every archive, which can then be opened wherever it is carried.
"""

import sys
import time
from getpass import getpass
from pathlib import Path
from typing import BinaryIO, Protocol

import pyrage

from ongikar.core.command_line import Refusal
from ongikar.core.crypto.key_registry import replace_file, write_once

# The secret half, encrypted with the passphrase; the public half.
KEY_FILE, RECIPIENT_FILE = "backup-key.age", "backup-recipient.txt"
SHORTEST = 12
# What age says where the work of a passphrase is far more than this machine does in a second, as it measures
# at each attempt: on a busy machine that is so now and then.
TOO_SLOW, ATTEMPTS, PAUSE = "Excessive work", 5, 0.5


class Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


def set_passphrase(folder: Path, passphrase: str) -> None:
    """Encrypt in this folder from now on. Raises Refusal where the passphrase is too short to protect."""
    if len(passphrase) < SHORTEST:
        raise Refusal(
            "পাসফ্রেজে অন্তত ১২টি অক্ষর দিন, যেমন চারটি শব্দ।",
            "Give a passphrase of at least 12 characters, such as four words.",
        )
    identity = pyrage.x25519.Identity.generate()
    replace_file(folder / KEY_FILE, pyrage.passphrase.encrypt(str(identity).encode(), passphrase))
    # Written last: where it exists, the other half exists too.
    write_once(folder / RECIPIENT_FILE, f"{identity.to_public()}\n".encode())


def is_encrypting(folder: Path) -> bool:
    return (folder / RECIPIENT_FILE).exists()


def recipient_of(folder: Path) -> "pyrage.x25519.Recipient":
    return pyrage.x25519.Recipient.from_str((folder / RECIPIENT_FILE).read_text("ascii").strip())


def open_identity(encrypted: bytes, passphrase: str) -> "pyrage.x25519.Identity":
    """The secret half. Raises Refusal where the passphrase is not the one it was encrypted with, or where the
    machine, measured anew at each attempt, is far slower than the one that encrypted it.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return pyrage.x25519.Identity.from_str(pyrage.passphrase.decrypt(encrypted, passphrase).decode())
        except (pyrage.DecryptError, pyrage.IdentityError, ValueError) as fault:
            if TOO_SLOW not in str(fault):
                break
            if attempt == ATTEMPTS:
                raise Refusal(
                    "যন্ত্রটি এখন এত ব্যস্ত বা ধীর যে ব্যাকআপের চাবি খোলা যাচ্ছে না; পাসফ্রেজ দেখাই হয়নি। "
                    "অন্য কাজ থামিয়ে আবার চালান, না হলে দ্রুত কোনো যন্ত্রে খুলুন।",
                    "This machine is too busy or too slow to open the key of the backup; the passphrase "
                    "was not tried. Stop other work and run it again, or open it on a faster machine.",
                ) from None
            time.sleep(PAUSE)
    raise Refusal(
        "এই পাসফ্রেজে ব্যাকআপটি খোলে না। অক্ষর ছোট-বড় আর ফাঁকা জায়গা মিলিয়ে আবার দিন।",
        "The backup does not open with this passphrase. Mind capitals and spaces, and try again.",
    )


class RememberingWriter:
    """Hands on what is written, and remembers the disk's fault: the library tells it as one of its own."""

    def __init__(self, writer: BinaryIO):
        self.writer = writer
        self.fault: OSError | None = None

    def write(self, content: bytes) -> int:
        try:
            return self.writer.write(content)
        except OSError as fault:
            self.fault = fault
            raise

    def flush(self) -> None:
        self.writer.flush()


def encrypt(reader: Readable, writer: BinaryIO, recipient: "pyrage.x25519.Recipient") -> None:
    """Raises OSError where the disk refuses."""
    out = RememberingWriter(writer)
    try:
        pyrage.encrypt_io(reader, out, [recipient])
    except pyrage.EncryptError:
        raise out.fault or OSError("age") from None


def decrypt(reader: Readable, writer: BinaryIO, identity: "pyrage.x25519.Identity") -> None:
    """Raises Refusal for what was not encrypted for this folder, was cut off or was changed; OSError where
    the disk refuses.
    """
    out = RememberingWriter(writer)
    try:
        pyrage.decrypt_io(reader, out, [identity])
    except (pyrage.DecryptError, OSError):
        if out.fault:
            raise out.fault from None
        raise Refusal(
            "ব্যাকআপের লেখা নষ্ট বা অসম্পূর্ণ: তালা খোলা গেল না। অন্য একটি ব্যাকআপ নিন।",
            "The backup is damaged or incomplete: it could not be decrypted. Take another one.",
        ) from None


def ask_passphrase(path: str, *, is_new: bool = False) -> str:
    """From the file of that name, else from whoever sits at the terminal; a new one is typed twice."""
    if path:
        try:
            return Path(path).read_text("utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as fault:
            raise Refusal(
                f"{path}: পাসফ্রেজের ফাইলটি পড়া যায় না।",
                f"{path}: the file of the passphrase cannot be read ({fault}).",
            ) from None
    if not sys.stdin.isatty():
        raise Refusal(
            "ব্যাকআপটি তালাবদ্ধ। পাসফ্রেজের ফাইল দিন: --passphrase-file FILE",
            "The backup is encrypted. Name the file of the passphrase: --passphrase-file FILE",
        )
    typed = getpass("পাসফ্রেজ · passphrase: ")
    if is_new and getpass("আবার · again: ") != typed:
        raise Refusal("দুবার একই পাসফ্রেজ লেখা হয়নি।", "The two passphrases are not the same.")
    return typed
