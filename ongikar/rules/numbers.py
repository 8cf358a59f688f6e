"""Numbers people read out to each other: tracking numbers and mobiles."""

import re
from typing import NamedTuple

from .bangla import digits, latin_digits

MOBILE = re.compile(r"^(?:\+?88)?(01[3-9]\d{8})$")
NOT_FIGURE = re.compile(r"\D")
# Office, year, the lone 9 of a grievance, and the serial: five figures, or six in a year of more than 99,999. A case's
# serial of six figures begins with a 9 only after 899,999 in one year; until then no number can be read as two.
WRITTEN = re.compile(r"(\d{4})(\d{2})(9(?=\d{5,6}$)|)(\d{5,6})")


class Series(NamedTuple):
    """How the numbers of one book and year are written: what stands before the serial, and its least count of figures."""

    before: str
    figures: int

    def number(self, serial: int) -> str:
        return f"{self.before}{serial:0{self.figures}d}"


def tracking_series(geocode: str, year: int) -> Series:
    """8549-26-00417: office, year, the serial of that office and year; 8549-26-100417 when five figures are used up."""
    return Series(f"{geocode}-{year % 100:02d}-", 5)


def tracking_number(geocode: str, year: int, serial: int) -> str:
    return tracking_series(geocode, year).number(serial)


def grievance_number(geocode: str, year: int, serial: int) -> str:
    """8549-26-9-00003: the lone 9 keeps grievances apart from applications, in figures a keypad has."""
    return f"{geocode}-{year % 100:02d}-9-{serial:05d}"


def memo_number(geocode: str, fiscal_year: int, serial: int) -> str:
    """8549.2627.0031: office, fiscal year, the serial of what the office issued in it.

    Not the 22-digit file number of the Secretariat Instructions 2024: its parts belong to the office's file index.
    """
    return f"{geocode}.{fiscal_year % 100:02d}{(fiscal_year + 1) % 100:02d}.{serial:04d}"


def normal_tracking_number(typed: str) -> str:
    """What a person typed, in either script and with any separators, as the office writes it; "" if it is none."""
    found = WRITTEN.fullmatch(NOT_FIGURE.sub("", latin_digits(typed)))
    return "-".join(filter(None, found.groups())) if found else ""


def normal_mobile(typed: str) -> str:
    """E.164 of a Bangladeshi mobile typed in either script; "" if it is none."""
    plain = re.sub(r"[\s\-().\u200b-\u200d]", "", latin_digits(typed))
    found = MOBILE.match(plain)
    return f"+88{found[1]}" if found else ""


def mobile_fault(typed: str) -> tuple[str, str] | None:
    """What is wrong with a mobile number, as (Bangla, English); None when it is right."""
    if normal_mobile(typed):
        return None
    plain = re.sub(r"[\s\-().+\u200b-\u200d]", "", latin_digits(typed))
    if not plain.isascii() or not plain.isdigit():
        return (
            "মোবাইল নম্বরে শুধু সংখ্যা লিখুন, যেমন ০১৭১২৩৪৫৬৭৮",
            "Use only figures in the mobile number, such as 01712345678",
        )
    local = plain.removeprefix("88") if plain.startswith("8801") else plain
    if not local.startswith("01") or (len(local) > 2 and local[2] in "012"):
        return (
            "মোবাইল নম্বর ০১৩ থেকে ০১৯ দিয়ে শুরু হয়। নম্বরটি মিলিয়ে দেখুন।",
            "A mobile number begins with 013 to 019. Check the number.",
        )
    missing = 11 - len(local)
    if missing > 0:
        return (
            f"মোবাইল নম্বরে {digits(missing)}টি সংখ্যা কম আছে। ০১ দিয়ে শুরু ১১টি সংখ্যা লিখুন।",
            f"The mobile number is {missing} short. Write 11 figures beginning with 01.",
        )
    return (
        f"মোবাইল নম্বরে {digits(-missing)}টি সংখ্যা বেশি আছে। ০১ দিয়ে শুরু ১১টি সংখ্যা লিখুন।",
        f"The mobile number has {-missing} figures too many. Write 11 figures beginning with 01.",
    )


def masked_mobile(e164: str) -> str:
    """017•••••678: enough for its owner to know it, too little for anyone else."""
    local = e164.removeprefix("+88")
    return f"{local[:3]}•••••{local[-3:]}" if len(local) == 11 else "•••"


def masked_email(address: str) -> str:
    """r•••@example.com: enough for its owner to know it; "" for none."""
    name, _, house = address.partition("@")
    return f"{name[:1]}•••@{house}" if house else "•••" * bool(address)
