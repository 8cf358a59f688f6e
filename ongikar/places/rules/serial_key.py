"""The serial number of a device as it is compared: what two people read off one label folds to one key.

Makers print serials in capitals; lists bring them in small letters, in Bangla digits, with spaces, hyphens
and signs that nobody sees. Boards that were never given one say so in English ("To be filled by O.E.M."), and
lists say "N/A": such a text is no serial, and two devices may both bear it.
"""

import re
import unicodedata

from ongikar.rules.bangla.text import latin_digits

MOST_KEY = 60
LEAST_KEY = 3
# Every sign that is neither a letter nor a figure is dropped, the two joiners of Bangla among them. Marks
# stay: without them Bangla letters are others.
KEPT = frozenset({"L", "N", "M"})
# As they read after folding.
JUNK = frozenset(
    {
        "NA",
        "NIL",
        "NONE",
        "NULL",
        "NO",
        "NOT",
        "UNKNOWN",
        "DEFAULT",
        "INVALID",
        "DEFAULTSTRING",
        "NOTAPPLICABLE",
        "NOTAVAILABLE",
        "NOTSPECIFIED",
        "NOTGIVEN",
        "NOTFOUND",
        "NOSERIAL",
        "NOSERIALNUMBER",
        "SERIAL",
        "SERIALNO",
        "SERIALNUMBER",
        "SYSTEMSERIALNUMBER",
        "CHASSISSERIALNUMBER",
        "BASEBOARDSERIALNUMBER",
        "TOBEFILLED",
        "TOBEFILLEDBYOEM",
        "OEM",
        "SN",
        "TBD",
        "TEST",
        "নাই",
        "নেই",
        "অজানা",
        "প্রযোজ্যনয়",
        "পাওয়াযায়নি",
        "জানানেই",
        "জানানাই",
    }
)
JUNK_KEYS = frozenset(unicodedata.normalize("NFC", each) for each in JUNK)
# 0000, 1111, XXXX; and the rows of figures that stand in for a number.
ONE_SIGN = re.compile(r"(.)\1*")
COUNTING = ("0123456789", "1234567890", "ABCDEFGHIJ")


def fold_serial(text: str) -> str:
    """Letters and figures alone, in capitals, the figures Latin."""
    text = unicodedata.normalize("NFKC", text)
    plain = "".join(sign for sign in text if unicodedata.category(sign)[0] in KEPT)
    return unicodedata.normalize("NFC", latin_digits(plain).upper())


def serial_key(text: str) -> str | None:
    """The key of a serial; None where the text is none."""
    key = fold_serial(text)[:MOST_KEY]
    if len(key) < LEAST_KEY or key in JUNK_KEYS or ONE_SIGN.fullmatch(key):
        return None
    if any(row.startswith(key) for row in COUNTING):
        return None
    return key


def maker_key(text: str) -> str:
    """A maker's name as it is compared: HP, hp and H.P. are one."""
    return fold_serial(text)[:MOST_KEY]
