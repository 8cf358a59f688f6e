"""Numbers that people read out to each other: tracking numbers, mobiles, the slips written by hand while
there is no power, national ID cards and birth registrations.
"""

import re
import unicodedata

from .bangla.text import digits, latin_digits

# A smart card has 10 figures, the old laminated card 13, or 17 with the year of birth before them; a birth
# registration has 17 too (nidw.gov.bd and bdris.gov.bd, as printed on the papers themselves).
LENGTHS = (10, 13, 17)
SHOWN = 4
# What stands in a number and is none of its figures: spaces, strokes, dots, joiners, marks of a direction.
BETWEEN_FIGURES = re.compile(r"[\s\-\u2010-\u2015().\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
PAPERS = (
    "জাতীয় পরিচয়পত্র",
    "জাতীয় পরিচয় পত্র",
    "জন্ম নিবন্ধন",
    "জন্মনিবন্ধন",
    "national id",
    "birth registration",
)


def normal_identity(typed: str) -> str:
    """The figures of a number typed in either script and with any separators; "" if it is none."""
    figures = BETWEEN_FIGURES.sub("", latin_digits(typed))
    return figures if figures.isascii() and figures.isdigit() and len(figures) in LENGTHS else ""


def identity_fault(typed: str) -> tuple[str, str] | None:
    """What is wrong with the number, as (Bangla, English), without repeating it; None when it is right."""
    if normal_identity(typed):
        return None
    figures = BETWEEN_FIGURES.sub("", latin_digits(typed))
    if not (figures.isascii() and figures.isdigit()):
        return ("নম্বরে শুধু সংখ্যা লিখুন", "Use only digits in the number")
    return (
        f"পরিচয়পত্রের নম্বর ১০, ১৩ বা ১৭ সংখ্যার; এখানে আছে {digits(len(figures))}টি। মিলিয়ে দেখুন।",
        f"The number has 10, 13 or 17 digits; this one has {len(figures)}. Check it.",
    )


def masked_identity(number: str) -> str:
    """••••••6789: enough for its owner to know it. What is too short to hide is hidden whole."""
    if len(number) < 2 * SHOWN:
        return "•" * len(number)
    return "•" * (len(number) - SHOWN) + number[-SHOWN:]


def names_identity_paper(title: str) -> bool:
    """Whether a paper listed in a charter, in either language, is a proof of who somebody is."""
    lowered = title.casefold()
    return any(paper in lowered for paper in PAPERS)


MOBILE = re.compile(r"^(?:(?:\+|00)?88)?(01[3-9]\d{8})$")
NOT_FIGURE = re.compile(r"\D")
# How many figures the check part has: drawn by lot, so that whoever knows one number knows no other.
CHECK_FIGURES = 5
# Office, year, the lone 9 of a grievance or 8 of a request for information, the serial, and the check part.
# The serial has five figures, or six in a year of more than 99,999; a case's serial of six figures begins
# with an 8 only after 799,999 in one year; until then no number can be read as two. Numbers given out before
# there were check parts have none, and stay as they are.
WRITTEN = re.compile(
    rf"(\d{{4}})(\d{{2}})([89](?=\d{{5,6}}(?:\d{{{CHECK_FIGURES}}})?$)|)(\d{{5,6}})(\d{{{CHECK_FIGURES}}}|)"
)
# What a keyboard that listens may write for a figure.
SPOKEN = {
    word: str(figure)
    for figure, words in enumerate(
        (
            "শূন্য শুন্য জিরো zero",
            "এক ওয়ান one",
            "দুই টু two",
            "তিন থ্রি three",
            "চার ফোর four",
            "পাঁচ ফাইভ five",
            "ছয় সিক্স six",
            "সাত সেভেন seven",
            "আট এইট eight",
            "নয় নাইন nine",
        )
    )
    for word in unicodedata.normalize("NFC", words).split()
}


def tracking_number(geocode: str, year: int, serial: int, check: str = "") -> str:
    """8549-26-00417-58203: office, year, the serial of that office and year, and the check part of this one
    number; 8549-26-100417-58203 when five figures are used up. "": a number as they were before there were
    check parts.
    """
    return f"{geocode}-{year % 100:02d}-{with_check(serial, check)}"


def with_check(serial: int, check: str) -> str:
    return f"{serial:05d}-{check}" if check else f"{serial:05d}"


def grievance_number(geocode: str, year: int, serial: int, check: str = "") -> str:
    """8549-26-9-00003-58203: the lone 9 keeps grievances apart from applications, in figures a keypad has."""
    return f"{geocode}-{year % 100:02d}-9-{with_check(serial, check)}"


def rti_number(geocode: str, year: int, serial: int, check: str = "") -> str:
    """8549-26-8-00003-58203: the lone 8 keeps requests for information apart, as the 9 does grievances."""
    return f"{geocode}-{year % 100:02d}-8-{with_check(serial, check)}"


def short_number(number: str) -> str:
    """The serial alone, 00417: what the office says for short where everybody sees which office and year."""
    match = WRITTEN.fullmatch(number.replace("-", ""))
    return match[4] if match else number


def memo_number(begins: str, fiscal_year: int, serial: int) -> str:
    """8549.2627.0031: the office (its geocode, or what it has set its memo numbers to begin with), fiscal
    year, the serial of what the office issued in it.

    Not the 22-digit file number of the Secretariat Instructions 2024: its parts belong to the office's file
    index.
    """
    return f"{begins}.{fiscal_year % 100:02d}{(fiscal_year + 1) % 100:02d}.{serial:04d}"


def normal_tracking_number(typed: str) -> str:
    """What a person typed or said, in either script and with any separators, as the office writes it; "" if
    it is none.
    """
    words = unicodedata.normalize("NFC", typed).lower().split()
    figures = "".join(SPOKEN.get(word.strip("-,.।"), word) for word in words)
    match = WRITTEN.fullmatch(NOT_FIGURE.sub("", latin_digits(figures)))
    return "-".join(filter(None, match.groups())) if match else ""


def has_check(number: str) -> bool:
    """Whether a number, as the office writes it, bears a check part."""
    match = WRITTEN.fullmatch(number.replace("-", ""))
    return bool(match and match[5])


def normal_mobile(typed: str) -> str:
    """E.164 of a Bangladeshi mobile typed in either script; "" if it is none."""
    match = MOBILE.match(BETWEEN_FIGURES.sub("", latin_digits(typed)))
    return f"+88{match[1]}" if match else ""


def mobile_fault(typed: str) -> tuple[str, str] | None:
    """What is wrong with a mobile number, as (Bangla, English); None when it is right."""
    if normal_mobile(typed):
        return None
    plain = BETWEEN_FIGURES.sub("", latin_digits(typed)).replace("+", "")
    if not plain.isascii() or not plain.isdigit():
        return (
            "মোবাইল নম্বরে শুধু সংখ্যা লিখুন, যেমন ০১৭১২৩৪৫৬৭৮",
            "Use only digits in the mobile number, such as 01712345678",
        )
    local = plain.removeprefix("00") if plain.startswith("008801") else plain
    local = local.removeprefix("88") if local.startswith("8801") else local
    if not local.startswith("01") or (len(local) > 2 and local[2] in "012"):
        return (
            "মোবাইল নম্বর ০১৩ থেকে ০১৯ দিয়ে শুরু হয়। নম্বরটি মিলিয়ে দেখুন।",
            "A mobile number begins with 013 to 019. Check the number.",
        )
    missing = 11 - len(local)
    if missing > 0:
        return (
            f"মোবাইল নম্বরে {digits(missing)}টি সংখ্যা কম আছে। ০১ দিয়ে শুরু ১১টি সংখ্যা লিখুন।",
            (
                f"The mobile number is {missing} {'digit' if missing == 1 else 'digits'} short. Write 11"
                " digits beginning with 01."
            ),
        )
    return (
        f"মোবাইল নম্বরে {digits(-missing)}টি সংখ্যা বেশি আছে। ০১ দিয়ে শুরু ১১টি সংখ্যা লিখুন।",
        (
            f"The mobile number has {-missing} {'digit' if missing == -1 else 'digits'} too many. Write 11"
            " digits beginning with 01."
        ),
    )


def masked_mobile(e164: str) -> str:
    """017•••••678: enough for its owner to know it, too little for anyone else."""
    local = e164.removeprefix("+88")
    return f"{local[:3]}•••••{local[-3:]}" if len(local) == 11 else "•••"


def masked_email(address: str) -> str:
    """r•••@example.com: enough for its owner to know it; "" for none."""
    name, _, house = address.partition("@")
    return f"{name[:1]}•••@{house}" if house else "•••" * bool(address)


NOT_SLIP_FIGURE = re.compile(r"\D")
SERIAL_FIGURES = 5
MOST_SERIAL = 10**SERIAL_FIGURES - 1
# Fourteen figures: no tracking number, with or without its check part, has as many, so that none is read as
# the other.
WRITTEN_SLIP = re.compile(rf"([0-9]{{4}})([0-9]{{{SERIAL_FIGURES}}})([0-9]{{{CHECK_FIGURES}}})")


def slip_number(geocode: str, serial: int, check: str) -> str:
    """8549-00012-58203: office, the slip's serial, and a check part drawn by lot, so that nobody guesses
    another's slip.
    """
    return f"{geocode}-{serial:0{SERIAL_FIGURES}d}-{check}"


def normal_slip_number(typed: str) -> str:
    """What a person typed, in either script and with any separators, as the slip has it; "" if it is none."""
    match = WRITTEN_SLIP.fullmatch(NOT_SLIP_FIGURE.sub("", latin_digits(typed)))
    return "-".join(match.groups()) if match else ""


# A mobile, as a run of figures holds it.
MOBILE_FIGURES = re.compile(r"(?:88)?(01[3-9]\d{8})")


def mobiles_in(typed: str) -> list[str]:
    """Every mobile number in what was typed or pasted, whatever stands between them, each once."""
    figures = re.sub(r"[\s\-().+\u200b-\u200d]", "", latin_digits(typed[:300]))
    return list(dict.fromkeys(MOBILE_FIGURES.findall(figures)))
