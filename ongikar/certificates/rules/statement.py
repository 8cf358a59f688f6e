"""What a certificate says, as the one line that is signed and stands after the # of its QR's address.

    ongikar-cert1.STATEMENT.SIGNATURE

STATEMENT is base64 for addresses, without padding, of the gzip of a JSON object; SIGNATURE is that of Ed25519
over all that stands before the last dot, byte for byte. So openssl, base64 and gunzip check and read it
without us.

The object: `n` serial, `d` day of issue, `t` template and its version, `k` key, `o` office, and `f` every
other printed field by its code. Words are lists of one (the same in both languages) or two (Bangla, English).
"""

import base64
import binascii
import gzip
import json
import re
import unicodedata
import zlib
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

FORM = "ongikar-cert1"
PART = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
SIGNATURE = re.compile(r"[A-Za-z0-9_-]{86}", re.ASCII)
KEY_ID = re.compile(r"[0-9a-f]{16}", re.ASCII)
# With address and signature a QR of 137 modules at most: at 45 mm each is a third of a millimetre wide, which
# phones read from paper.
LONGEST_TEXT = 1_200
# A QR holds no more at the level of correction that is printed; longer is no certificate.
LONGEST = 2_331
# What a statement may come to when it is unpacked: some packed bytes make gigabytes.
LONGEST_STATEMENT = 8_000
# The longest text of one field in one language.
LONGEST_VALUE = 300

# (Bangla, English).
Words = tuple[str, str]


class StatementFault(ValueError):
    """A statement that cannot be printed or signed. `field`: the code of the field; "" for the whole."""

    def __init__(self, field: str, bn: str, en: str) -> None:
        super().__init__(en)
        self.field, self.bn, self.en = field, bn, en


class Statement(NamedTuple):
    """All that a certificate prints. `fields`: by code, in the order of the template."""

    serial: str
    day: date
    template: str
    template_version: int
    key_id: str
    office: Words
    fields: Mapping[str, Words]


class SignedLine(NamedTuple):
    statement: Statement
    # What the signature is over.
    text: str
    signature: bytes


def clean_words(field: str, value: Words | str) -> Words:
    """One field as it is signed: in composed letters, without blanks at its ends or controls within. The
    second language may be left out, and is then the first. Raises StatementFault.
    """
    bn, en = (value, value) if isinstance(value, str) else value
    pair = tuple(" ".join(unicodedata.normalize("NFC", each).split()) for each in (bn or en, en or bn))
    if any(unicodedata.category(sign) in ("Cc", "Cs", "Co") for each in pair for sign in each):
        raise StatementFault(field, "এখানে ছাপা যায় না এমন চিহ্ন আছে।", "It holds signs that cannot be printed.")
    if any(len(each) > LONGEST_VALUE for each in pair):
        raise StatementFault(
            field, "লেখাটি সনদের জন্য বেশি বড়; ছোট করুন।", "This is too long for a certificate; shorten it."
        )
    return pair[0], pair[1]


def write_statement(statement: Statement) -> str:
    """The text that is signed. Raises StatementFault where it would not fit into a QR."""
    said = {
        "n": statement.serial,
        "d": statement.day.isoformat(),
        "t": f"{statement.template}/{statement.template_version}",
        "k": statement.key_id,
        "o": _word_lines(statement.office),
        "f": {code: _word_lines(words) for code, words in statement.fields.items()},
    }
    plain = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    text = f"{FORM}.{encode(gzip.compress(plain, 9, mtime=0))}"
    if len(text) > LONGEST_TEXT or len(plain) > LONGEST_STATEMENT:
        raise StatementFault(
            "",
            "সব লেখা মিলিয়ে QR-এ ধরে না। কয়েকটি ঘর ছোট করুন।",
            "Together the fields are too long for the QR. Shorten some of them.",
        )
    return text


def write_line(text: str, signature: bytes) -> str:
    return f"{text}.{encode(signature)}"


def read_line(typed: str) -> SignedLine | None:
    """What a phone read from the QR, or somebody copied from it: an address, or what follows its #. None for
    anything else; whether the signature fits is for whoever holds the key.
    """
    if len(typed) > 2 * LONGEST:
        return None
    line = "".join(typed.split()).rpartition("#")[2]
    text, _, signature = line.rpartition(".")
    form, _, packed = text.partition(".")
    if form != FORM or not PART.fullmatch(packed) or not SIGNATURE.fullmatch(signature):
        return None
    made = base64.urlsafe_b64decode(signature + "==")
    # Two texts may not mean one signature: of its last sign only two bits count.
    if write_line(text, made) != line:
        return None
    statement = _unpack(packed)
    return SignedLine(statement, text, made) if statement else None


def _unpack(packed: str) -> Statement | None:
    try:
        unpacker = zlib.decompressobj(wbits=31)
        plain = unpacker.decompress(
            base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), LONGEST_STATEMENT
        )
        if not unpacker.eof or unpacker.unused_data:
            return None
        return _understood(json.loads(plain))
    except (binascii.Error, zlib.error, ValueError, KeyError, TypeError, RecursionError):
        return None


def _understood(said: Mapping[str, object]) -> Statement | None:
    serial, day, key_id, template, fields = (said[name] for name in ("n", "d", "k", "t", "f"))
    if not (isinstance(serial, str) and isinstance(day, str) and isinstance(template, str)):
        return None
    if not (isinstance(fields, dict) and isinstance(key_id, str) and KEY_ID.fullmatch(key_id)):
        return None
    name, _, version = template.partition("/")
    return Statement(
        serial,
        date.fromisoformat(day),
        name,
        int(version),
        key_id,
        _read(said["o"]),
        {code: _read(words) for code, words in fields.items()},
    )


def _word_lines(words: Words) -> list[str]:
    return [words[0]] if words[0] == words[1] else list(words)


def _read(words: object) -> Words:
    if not isinstance(words, list) or not 1 <= len(words) <= 2 or not all(isinstance(w, str) for w in words):
        raise ValueError("words are one or two texts")
    return words[0], words[-1]


def encode(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
