"""A short form as a code: what somebody filled in at home, in letters that a reader types at the counter.

The code is versioned, says of which office and day it is, and bears a check sum. Its letters are those that a
QR code packs best and a reader types on any keyboard: no case, no sign that lies elsewhere on another. It
proves nobody: what it fills in is seen before it is saved.
"""

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from datetime import date, timedelta

VERSION = "OGF1"
# A code of before is no longer what the person wants.
MOST_AGE = timedelta(days=30)
# A QR code of so many letters is read from a phone or a print by any reader.
LONGEST = 1_000
# Whatever is longer was typed by nobody, nor unpacks to it.
MOST_TYPED, MOST_UNPACKED = 4_000, 8_000
FIELDS = ("service", "mobile", "name", "address", "institution", "asked")
# What is often said, so that it takes little room; it may only ever be added to, by a further version.
DICTIONARY = (
    "0123456789 0170018001900150016001৳,.:()-/ কা খা গা জা তা দা না পা বা মা যা রা লা সা হা ের ার ির ্র ্য য় ড় ং ঃ ঁ"
    " মো. মোছা. ইসলাম রহমান হোসেন আহমেদ আলী খাতুন বেগম আক্তার রানী রায় সরকার মিয়া উদ্দিন গ্রাম ইউনিয়ন পৌরসভা ডাকঘর উপজেলা"
    " রংপুর সদর বিদ্যালয় মাদ্রাসা কলেজ ল্যাব কম্পিউটার প্রজেক্টর প্রশিক্ষণ আবেদন তথ্য চাই জানতে কীভাবে কবে করতে হবে আমাদের আমার"
    " citizen-institutional-1"
).encode()
DAMAGED, FOREIGN, ANOTHER_OFFICE, TOO_OLD, TOO_LONG = "damaged", "foreign", "office", "old", "long"


class CodeFault(ValueError):
    """Why a code is not taken: one of the names above."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def encode_form(answers: Mapping[str, str], *, office: str, day: date) -> str:
    """The code of what was filled in. Raises CodeFault where it would be too long to be read."""
    said = [office, day.toordinal(), *(answers.get(name, "") for name in FIELDS)]
    plain = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=DICTIONARY)
    packed = packer.compress(plain) + packer.flush()
    code = VERSION + base64.b32encode(packed + checksum(packed)).decode().rstrip("=")
    if len(code) > LONGEST:
        raise CodeFault(TOO_LONG)
    return code


def checksum(packed: bytes) -> bytes:
    return binascii.crc32(packed).to_bytes(4, "big")


def decode_form(typed: str, *, office: str, day: date) -> dict[str, str]:
    """What was filled in, by its fields; raises CodeFault for whatever is no code of this office and time."""
    code = "".join(typed.split()).upper()
    if not code.startswith(VERSION) or len(code) > MOST_TYPED:
        raise CodeFault(FOREIGN)
    letters = code.removeprefix(VERSION)
    try:
        content = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except (binascii.Error, ValueError):
        raise CodeFault(DAMAGED) from None
    packed, sum_of_packed = content[:-4], content[-4:]
    if not packed or checksum(packed) != sum_of_packed:
        raise CodeFault(DAMAGED)
    return read_packed(packed, office, day)


def read_packed(packed: bytes, office: str, day: date) -> dict[str, str]:
    unpacker = zlib.decompressobj(-15, zdict=DICTIONARY)
    try:
        said = json.loads(unpacker.decompress(packed, MOST_UNPACKED).decode())
        of_office, made_on, *values = said
        made = date.fromordinal(made_on)
    except (zlib.error, ValueError, TypeError, OverflowError, RecursionError):
        raise CodeFault(DAMAGED) from None
    if len(values) != len(FIELDS) or not all(isinstance(value, str) for value in (of_office, *values)):
        raise CodeFault(DAMAGED)
    if of_office != office:
        raise CodeFault(ANOTHER_OFFICE)
    # A day ahead: the clock of whoever made it may stand a little otherwise.
    if not timedelta(days=-1) <= day - made <= MOST_AGE:
        raise CodeFault(TOO_OLD)
    return dict(zip(FIELDS, values, strict=True))
