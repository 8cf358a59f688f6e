"""The number on a certificate and the code beside it, as people read and type them.

    8549-C-26-00317 7QK2M9XA

office, mark, the fiscal year's beginning, the serial of that book and year; then eight signs drawn by lot,
without which the number alone tells only whether the certificate holds.
"""

import re
import secrets

from ...rules.bangla.text import digits, latin_digits

# Crockford's signs: none is taken for another when it is read out or copied.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_SIGNS = 8
# What stands in the number, and what Bangla prints in its place.
CERTIFICATE, PROOF = "C", "P"
MARK_WORDS = {CERTIFICATE: "স", PROOF: "প"}
SERIAL = re.compile(r"(\d{4})([CP])(\d{2})(\d{5,6})", re.ASCII)
# As it stands in an address, where small letters are none: one certificate has one address.
SERIAL_IN_ADDRESS = re.compile(r"\d{4}-[CP]-\d{2}-\d{5,6}", re.ASCII)
CODE = re.compile(rf"[{SIGNS}]{{{CODE_SIGNS}}}", re.ASCII)
SEPARATORS = re.compile(r"[\s\-–.\u200b-\u200d]")
LOOK_ALIKES = str.maketrans("OILU", "011V")
LONGEST = 60


def certificate_serial(geocode: str, mark: str, fiscal_year: int, number: int) -> str:
    return f"{geocode}-{mark}-{fiscal_year % 100:02d}-{number:05d}"


def serial_words(serial: str, language: str) -> str:
    """As it is printed: ৮৫৪৯-স-২৬-০০৩১৭ in Bangla."""
    if language != "bn":
        return serial
    geocode, mark, rest = serial.split("-", 2)
    return digits(f"{geocode}-{MARK_WORDS.get(mark, mark)}-{rest}", "bn")


def normal_serial(typed: str) -> str:
    """What a person typed, in either script and with any separators, as the certificate has it; "" if it is
    none.
    """
    if len(typed) > LONGEST:
        return ""
    plain = SEPARATORS.sub("", latin_digits(typed)).upper()
    for mark, bangla in MARK_WORDS.items():
        plain = plain.replace(bangla, mark)
    found = SERIAL.fullmatch(plain)
    return "-".join(found.groups()) if found else ""


def normal_code(typed: str) -> str:
    """The eight signs as they are kept, small letters and look-alikes put right; "" if they are none."""
    plain = SEPARATORS.sub("", latin_digits(typed[:LONGEST])).upper().translate(LOOK_ALIKES)
    return plain if CODE.fullmatch(plain) else ""


def draw_code() -> str:
    """Forty bits by lot: no code can be reckoned from another."""
    return "".join(secrets.choice(SIGNS) for _ in range(CODE_SIGNS))
