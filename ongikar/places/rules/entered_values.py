"""Values as people bring them: the serial number of a device as it is compared, and a position on the
earth.
"""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

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


# 25.7439, 89.2752 as a map shows it when one presses on a spot, also behind "geo:" or "?q=".
WRITTEN = re.compile(
    r"(?:geo:|https?://\S*?[?&/@](?:q=|query=|ll=)?)?\s*"
    r"(-?[0-9]{1,3}(?:\.[0-9]+)?)\s*[,;\s]\s*(-?[0-9]{1,3}(?:\.[0-9]+)?)(?:\s*[,;&?/].*)?"
)
# Five figures behind the point are a metre.
FINEST = Decimal("0.00001")
# The corners of Bangladesh, with some water around it.
SOUTH, NORTH = Decimal("20.3"), Decimal("26.7")
WEST, EAST = Decimal(88), Decimal("92.8")

Position = tuple[Decimal, Decimal]


def read_position(typed: str) -> Position | None:
    """Latitude and longitude to a metre; None of what is no position in Bangladesh.

    Nought and nought is where a phone says it is that knows nothing: it lies in the sea off Africa.
    """
    pair = WRITTEN.fullmatch(latin_digits(typed).strip())
    if pair is None:
        return None
    latitude, longitude = (Decimal(figures).quantize(FINEST, ROUND_HALF_UP) for figures in (pair[1], pair[2]))
    return (latitude, longitude) if is_in_bangladesh(latitude, longitude) else None


def is_in_bangladesh(latitude: Decimal | float, longitude: Decimal | float) -> bool:
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST


def position_words(latitude: Decimal, longitude: Decimal) -> str:
    """As it is read back: 25.74390, 89.27520, the figures Latin."""
    return f"{latitude:.5f}, {longitude:.5f}"
