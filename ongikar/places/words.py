"""What sorts of devices, their states and what is said of them are called; how their number is printed."""

from decimal import Decimal

from ongikar.core.i18n.say import say_lazy
from ongikar.places.rules.device_diff import CHANGED, CONFLICT, NEW, REFUSED, SAME
from ongikar.places.rules.device_state import (
    CONDEMNED,
    CORRECTED,
    FAULT,
    FAULTY,
    FOUND,
    LOST,
    MISSING,
    MOVED,
    REGISTERED,
    REPAIRED,
    SEEN,
    WORKING,
    WRITTEN_OFF,
)
from ongikar.places.rules.part_stock import COUNTED, RECEIVED, RETURNED, TAKEN_BACK, USED
from ongikar.places.rules.part_stock import WRITTEN_OFF as PART_WRITTEN_OFF
from ongikar.rules.bangla.text import digits, grouped_number, latin_digits

DEVICE_KINDS = {
    "desktop": say_lazy("ডেস্কটপ", "Desktop"),
    "laptop": say_lazy("ল্যাপটপ", "Laptop"),
    "tablet": say_lazy("ট্যাব", "Tablet"),
    "monitor": say_lazy("মনিটর", "Monitor"),
    "printer": say_lazy("প্রিন্টার", "Printer"),
    "scanner": say_lazy("স্ক্যানার", "Scanner"),
    "projector": say_lazy("প্রজেক্টর", "Projector"),
    "board": say_lazy("স্মার্ট বোর্ড", "Smart board"),
    "router": say_lazy("রাউটার", "Router"),
    "switch": say_lazy("নেটওয়ার্ক সুইচ", "Network switch"),
    "ups": say_lazy("ইউপিএস", "UPS"),
    "camera": say_lazy("সিসি ক্যামেরা", "CCTV camera"),
    "speaker": say_lazy("সাউন্ড সিস্টেম", "Sound system"),
    "other": say_lazy("অন্য যন্ত্র", "Other device"),
}
# What somebody sits at and works with: of these the public is told how many work.
COMPUTERS = ("desktop", "laptop", "tablet")

STATE_WORDS = {
    WORKING: say_lazy("চালু", "Working"),
    FAULTY: say_lazy("নষ্ট", "Faulty"),
    MISSING: say_lazy("পাওয়া যায়নি", "Not found"),
    CONDEMNED: say_lazy("বাতিল", "Condemned"),
}

FACT_WORDS = {
    REGISTERED: say_lazy("তালিকায় তোলা হয়েছে", "Registered"),
    SEEN: say_lazy("দেখা গেছে", "Seen"),
    MOVED: say_lazy("সরানো হয়েছে", "Moved"),
    FAULT: say_lazy("নষ্ট", "Faulty"),
    REPAIRED: say_lazy("মেরামত হয়েছে", "Repaired"),
    LOST: say_lazy("পাওয়া যায়নি", "Not found"),
    FOUND: say_lazy("পাওয়া গেছে", "Found"),
    WRITTEN_OFF: say_lazy("বাতিল ঘোষণা", "Condemned"),
    CORRECTED: say_lazy("সংশোধন", "Corrected"),
}
MOVEMENTS = {
    RECEIVED: ("এসেছে", "Received"),
    USED: ("ব্যবহার", "Used"),
    RETURNED: ("ফেরত এসেছে", "Returned"),
    PART_WRITTEN_OFF: ("বাতিল", "Written off"),
    COUNTED: ("গুনে মেলানো", "Counted"),
    TAKEN_BACK: ("ভুল সারি ফেরানো", "Wrong line taken back"),
}
MOVEMENT_WORDS = {movement: say_lazy(*both) for movement, both in MOVEMENTS.items()}
# What the page of a list says of its rows, in the order in which a reader must look at them.
VERDICT_WORDS = {
    CONFLICT: ("মেলেনি, দেখুন", "In conflict"),
    REFUSED: ("নেওয়া যাবে না", "Refused"),
    CHANGED: ("বদলাবে", "Changed"),
    NEW: ("নতুন", "New"),
    SAME: ("আগের মতোই", "The same"),
}
# The head of a device's number, in both scripts: that of "lab", in which most stand.
HEADS = {"bn": "ল", "en": "L"}
MOST_FIGURES = 9


def device_kind_words(kind: str) -> str:
    return str(DEVICE_KINDS.get(kind, kind))


def device_number(number: int, language: str = "en") -> str:
    """ল-০০৪১, L-0041."""
    return digits(f"{HEADS[language]}-{number:04d}", language)


def read_device_number(typed: str) -> int | None:
    """The number of a label as somebody typed it: ল-০০৪১, L 41, l0041, or the figures alone; None of anything
    else.
    """
    plain = "".join(latin_digits(typed).split()).replace("‑", "-").replace("–", "-").upper()
    for head in HEADS.values():
        plain = plain.removeprefix(head)
    figures = plain.lstrip("-:.")
    if not (figures.isascii() and figures.isdigit() and len(figures) <= MOST_FIGURES):
        return None
    return int(figures) or None


# In Bangla these are written onto the figure: ৫টি, but ৫ মিটার.
ON_THE_FIGURE = frozenset({"টি", "টা", "খানা", "জোড়া"})


def quantity_words(number: int, unit: str, language: str = "en") -> str:
    """৫টি, 262 m."""
    return f"{digits(number, language)}{'' if unit in ON_THE_FIGURE else ' '}{unit}"


def price_words(price: Decimal | None, language: str = "en") -> str:
    """১,৪৫০.৫০; whole taka without the paisa; "" where no price is known."""
    if price is None:
        return ""
    whole, paisa = divmod(int(price * 100), 100)
    figures = grouped_number(whole, language)
    return f"{figures}.{digits(f'{paisa:02d}', language)}" if paisa else figures
