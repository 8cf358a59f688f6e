"""What the columns of a list of devices are called, and the words by which sorts and states are written."""

from collections.abc import Mapping
from functools import cache

from ongikar.core.i18n.say import override_language, say
from ongikar.places.rules.device_state import CONDEMNED, FAULTY, MISSING, WORKING
from ongikar.places.words import DEVICE_KINDS, STATE_WORDS
from ongikar.rules.bangla.search import fold

# Column → its heading in both languages, as the sample has it, then what else offices write. "Name" alone and
# "number" alone are left out: half of all lists mean something else by them.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": (
        "লেবেল নম্বর",
        "Label number",
        "label no",
        "asset no",
        "asset number",
        "device no",
        "যন্ত্র নম্বর",
    ),
    "kind": (
        "যন্ত্র",
        "Device",
        "যন্ত্রের ধরন",
        "যন্ত্রের নাম",
        "সরঞ্জাম",
        "আইটেম",
        "item",
        "equipment",
        "device type",
        "type of device",
        "kind of device",
        "device name",
    ),
    "maker": ("নির্মাতা", "Maker", "কোম্পানি", "ব্র্যান্ড", "brand", "প্রস্তুতকারক", "manufacturer", "make", "company"),
    "model": ("মডেল", "Model", "model no", "মডেল নম্বর", "model number"),
    "serial_no": (
        "সিরিয়াল নম্বর",
        "Serial number",
        "সিরিয়াল",
        "serial no",
        "serial",
        "s n",
        "sn",
        "product serial",
    ),
    "name": ("ডাকনাম", "Name at the place", "called", "known as", "যে নামে ডাকা হয়"),
    "place": (
        "জায়গা",
        "Place",
        "ল্যাব",
        "lab",
        "ল্যাবের নাম",
        "name of lab",
        "lab name",
        "প্রতিষ্ঠান",
        "প্রতিষ্ঠানের নাম",
        "institution",
        "institution name",
        "name of institution",
        "school",
        "বিদ্যালয়",
        "স্থান",
        "location",
        "অবস্থান",
        "udc",
    ),
    "eiin": ("ইআইআইএন", "EIIN", "eiin no", "ইআইআইএন নম্বর"),
    "source": (
        "কোথা থেকে",
        "Source",
        "উৎস",
        "প্রকল্প",
        "project",
        "প্রাপ্তির উৎস",
        "source of supply",
        "supplied by",
    ),
    "warranty_until": (
        "ওয়ারেন্টির শেষ দিন",
        "Warranty until",
        "ওয়ারেন্টি",
        "warranty",
        "ওয়ারেন্টির মেয়াদ",
        "warranty end",
    ),
    "state": ("অবস্থা", "State", "condition", "status", "বর্তমান অবস্থা", "present condition"),
    "count": ("সংখ্যা", "Quantity", "পরিমাণ", "qty", "count", "no of devices"),
}
# What tells a list of devices from any other sheet.
NEEDED = "kind"
# Letters and figures of the label or the maker: never read as a Bijoy font, whatever the sheet looks like.
LATIN_COLUMNS = frozenset({"number", "maker", "model", "serial_no", "eiin", "warranty_until", "count"})
COLUMN_OF: Mapping[str, str] = {fold(words): name for name, known in HEADINGS.items() for words in known}

KIND_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "desktop": ("ডেস্কটপ কম্পিউটার", "desktop computer", "desktop pc", "pc", "কম্পিউটার", "computer", "cpu"),
    "laptop": ("ল্যাপটপ কম্পিউটার", "notebook", "laptop computer"),
    "tablet": ("ট্যাবলেট", "tab", "tablet pc"),
    "monitor": ("ডিসপ্লে", "display", "lcd monitor", "led monitor"),
    "printer": ("লেজার প্রিন্টার", "laser printer", "প্রিন্টার মেশিন"),
    "scanner": ("স্ক্যানার মেশিন", "document scanner"),
    "projector": ("মাল্টিমিডিয়া", "মাল্টিমিডিয়া প্রজেক্টর", "multimedia projector", "multimedia"),
    "board": ("ইন্টারঅ্যাকটিভ বোর্ড", "interactive board", "smartboard", "smart tv", "স্মার্ট টিভি", "ifp"),
    "router": ("ওয়াইফাই রাউটার", "wifi router", "wi fi router", "wireless router", "modem"),
    "switch": ("সুইচ", "switch", "lan switch"),
    "ups": ("আইপিএস", "ips", "offline ups", "online ups", "ইউ পি এস", "u p s"),
    "camera": ("সিসিটিভি", "cctv", "সিসিটিভি ক্যামেরা", "ip camera", "ক্যামেরা", "camera", "webcam"),
    "speaker": ("স্পিকার", "speaker", "sound box", "সাউন্ড বক্স"),
    "other": ("অন্যান্য", "others"),
}
STATE_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    WORKING: ("সচল", "ভালো", "সক্রিয়", "ok", "good", "running", "active", "functional", "yes"),
    FAULTY: ("অচল", "বিকল", "খারাপ", "নষ্ট হয়ে গেছে", "not working", "bad", "damaged", "out of order", "faulty"),
    MISSING: ("হারানো", "হারিয়েছে", "চুরি", "নেই", "lost", "missing", "stolen"),
    CONDEMNED: ("অকেজো", "বাতিল ঘোষিত", "condemned", "unserviceable", "written off", "scrap"),
}


def heading(column: str) -> str:
    return say(*HEADINGS[column][:2])


@cache
def kind_codes() -> Mapping[str, str]:
    """By every folded way of writing it the code of a sort of device."""
    return codes_of(KIND_SYNONYMS, DEVICE_KINDS)


@cache
def state_codes() -> Mapping[str, str]:
    return codes_of(STATE_SYNONYMS, STATE_WORDS)


def codes_of(synonyms: Mapping[str, tuple[str, ...]], words: Mapping[str, object]) -> dict[str, str]:
    """What the pages call a code, in both languages, comes before what else offices write for it."""
    found: dict[str, str] = {}
    for tongue in ("bn", "en"):
        with override_language(tongue):
            found |= {fold(str(shown)): code for code, shown in words.items()}
    for code, known in synonyms.items():
        for each in (code, *known):
            found.setdefault(fold(each), code)
    return found
