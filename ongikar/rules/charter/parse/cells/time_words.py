"""Recognises the words of a time cell beside its amount: at once, as directed, from which day, under which
condition.
"""

import re

from ongikar.rules.bangla.text import MONTHS, nfc
from ongikar.rules.charter.parse.fuzzy_regex import fuzzy_pattern as _pattern

IMMEDIATE = _pattern(
    r"তা(?:ৎ|ত্)\s*ক্ষ[ণন]িক|তৎক্ষ[ণন]া(?:ৎ|ত(?![\u0980-\u09ff]))|সাথে\s*সাথে|স(?:ঙ্গে"
    r"|ংগে)\s*স(?:ঙ্গে|ংগে)|চাহিবা\s*মাত্র|চাওয়া\s*মাত্র|(?:একই|ও[ইঐ]|ঐ|সেই|সে)\s*(?:কার্য"
    r"|কর্ম)?\s*দি(?:ন|বসে)|(?:আবেদনের|গ্রহণের|প্রাপ্তির|আসার|জমার|দাখিলের|পাওয়ার)\s*দিন(?:ই|েই)|on"
    r" spot|at once|straight away|অবিলম্বে|^\s*তখনই|immediate|instant|on the spot|same day"
)
BARE_WORKING_DAY = _pattern(r"(?:কার্য|কর্ম|কায্য)\s*দিবস|working\s*day")
BARE_DAY = _pattern(r"দিন|days?")
LETTER = _pattern(
    r"(?:প্রাপ্ত\s*)?(?:পত্র|চিঠি)(?:ের|র)?\s*(?:অনুযায়ী|মোতাবেক|অনুসারে)|পত্রে\s*(?:উল্লিখিত"
    r"|উল্লেখিত|বর্ণিত)|as"
    r" per (?:the )?letter"
)
NUMBERED = _pattern(r"\d")

_MONTH_NAMES = "|".join(
    [
        *MONTHS["bn"],
        *MONTHS["en"][:4],
        *MONTHS["en"][5:],
        "জানুয়ারী",
        "ফেব্রুয়ারী",
        "আগষ্ট",
        "সেপ্টেম্বর",
        *[
            "বৈশাখ",
            "জ্যৈষ্ঠ",
            "আষাঢ়",
            "শ্রাবণ",
            "ভাদ্র",
            "আশ্বিন",
            "কার্তিক",
            "অগ্রহায়ণ",
            "পৌষ",
            "মাঘ",
            "ফাল্গুন",
        ],
        "চৈত্র",
    ]
)
# Whole words only: মে, the month, stands inside মাধ্যমে.
MONTH = rf"(?<![\u0980-\u09ffA-Za-z])(?:{_MONTH_NAMES})(?:ের|র|ে)?(?![\u0980-\u09ffA-Za-z])"

# Words that fix the kind although a number may stand beside them; the first that fits decides.
FIRST: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("nth_working_day", _pattern(r"মাসের?\s*(?:প্রথম|\d+\s*(?:ম|য়|র্থ|ষ্ঠ|তম)?)\s*(?:কার্য|কর্ম)\s*দিবস")),
    (
        "recurring",
        _pattern(
            r"(?:প্রতি|প্রত্যেক)\s*(?:মাসে|সপ্তাহে|বছরে?|বৎসর)\s*\d+\s*(?:-\s*\d+\s*)?(?:বার|টি|দিন)|পর\s*পর"
            r"|(?:মাসে|মাস|বছরে|সপ্তাহে)\s*(?:\d+|এক|দুই|তিন|চার)?\s*(?:বার|কিস্তি|একবার)|সপ্তাহে\s*(?:[1-3]"
            r"|এক|দুই|তিন)\s*দিন(?!ের)(?!.{0,12}(?:শনি|রবি|সোম|মঙ্গল|বুধ|বৃহ))|\d+\s*(?:মাস|সপ্তাহ"
            r"|বছর)\s*(?:অন্তর|অন্তে|পরপর)|(?:মাস|সপ্তাহ|বছর|দিন)\s*অন্তর|প্রতি\s*\d+\s*(?:মাস|বছর|সপ্তাহ)"
            r"|(?:every|each)\s*\d+\s*(?:months?|weeks?|years?)|(?:once|twice|\d+"
            r" times) (?:a|per|in a)"
            r" (?:week|month|year)|(?:মাসে|বছরে|সপ্তাহে|দিনে)\s*\d+\s*(?:টি|টা)(?![\u0980-\u09ff])|ত্রৈমাসিক"
            r" ভিত্তিতে"
        ),
    ),
    (
        "date_window",
        _pattern(
            r"মাসের\s*(?:প্রথম|শেষ|দ্বিতীয়|\d+\s*(?:ম|য়|র্থ))\s*(?:সপ্তাহ|দিন|কার্যদিবস|কর্মদিবস)"
            rf"|(?:প্রতি\s*)?মাসের?\s*\d+.{{0,25}}তারিখ|\d+\s*তারিখ|{MONTH}|নির্ধারিত\s*(?:দিনে|তারিখে)"
            rf"|মেয়াদ\s*শেষ.{{0,30}}(?:পূর্বে|আগে)|\d+\s*(?:দিন|মাস|সপ্তাহ|ঘ[নণ]্টা)\s*(?:আগে|পূর্বে)"
            r"|\d+\s*(?:\([^()]*\)\s*)?(?:days?|weeks?|months?)"
            r" before\b|নির্দিষ্ট\s*তারিখে|(?:মৌসুম|চক্র|সেশন|বছর|বৎসর|অর্থবছর|কোর্স"
            r"|শিক্ষাবর্ষ)(?:ের)?\s*(?:শুরু|শেষ)(?:র|ের)?\s*(?:\d+\s*(?:মাস|দিন|সপ্তাহ)\s*)?(?:আগে|পূর্বে|পরে"
            r"|পর)"
        ),
    ),
    (
        "availability",
        _pattern(
            r"খোলা|সপ্তাহে(?:র)?\s*\d+\s*দিন(?!ের)|সকাল|বিকাল|বিকেল|বছর\s*ব্যাপী|(?:প্রতি|প্রত্যেক)\s*(?:শনি"
            r"|রবি|সোম|মঙ্গল|বুধ|বৃহস্পতি)|(?:শনি|রবি|সোম|মঙ্গল|বুধ|বৃহস্পতি)\s*বার|সারা\s*(?:বছর|বৎসর)|যখনই"
            r"|সার্বক্ষ[ণন]িক|প্রতিদিন|সব\s*সময়|সর্বদা|অফিস\s*(?:চলাকালীন\s*)?সময়(?:ে|সূচি)?\s*$|office"
            r" hours|(?:every|each) (?:sun|mon|tues|wednes|thurs|satur)day|round the clock|24\s*/\s*7|all"
            r" year"
        ),
    ),
)

# Words that decide where no number stands.
LAST: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("per_letter", LETTER),
    (
        "per_policy",
        _pattern(
            r"নীতিমালা|আইন|বিধি|পরিপত্র|অধ্যাদেশ|সরকার(?:ি|ী)?(?:\s*ভাবে|\s*কর্তৃক)?\s*নির্ধারিত|government"
            r" rules|(?:fixed|determined|taken) by the government|as per (?:the )?(?:rules?|law|policy|act)"
        ),
    ),
    (
        "as_directed",
        _pattern(
            r"নির্দেশ|আদেশ\s*(?:অনুযায়ী|মোতাবেক)|নিদের্শনা|বিজ্ঞপ্তি|নোটিশ|সময়সূচি|শিডিউল|রুটিন|ক্যালেন্ডার"
            r"|ধার্যকৃত|বরাদ্দ\s*অনুযায়ী|নির্ধারিত\s*সময়|কর্মসূচ[িী]|সিডিউল|fixed"
            r" by|as directed|stipulated"
        ),
    ),
    (
        "conditional",
        _pattern(
            r"সাপেক্ষে|শুন[িা]ন[িী]|শুনানি|নির্ভর|(?:গুরুত্ব|প্রকৃতি|ধর[নণ]|পরিমাণ|জটিলতা)\s*(?:অনুযায়ী"
            r"|অনুসারে|ভেদে|বিবেচনায়)|প্রযোজ্য|হলে|গেলে|থাকলে|পেলে|পূর্বক|ভিত্তিতে|subject"
            r" to|depend(?:s|ing)|provided|উপর(?:ে)?\s*ভিত্তি"
        ),
    ),
    (
        "date_window",
        _pattern(
            r"(?:পূর্বে|আগে|প্রাক্কালে|পূর্ব\s*পর্যন্ত)\s*[।.]?\s*$|\bbefore"
            r" \S|(?:বছর|বৎসর|মাস|সেশন)(?:ের)?\s*(?:শুরুতে|শেষে)|রম[জয]ান|(?<![\u0980-\u09ff])(?:ঈদ|পূজা)"
            r"|মৌসুম|সেশন|(?:অর্থ|পঞ্জিকা)\s*(?:বছর|বৎসর)|financial"
            r" year"
        ),
    ),
    (
        "recurring",
        _pattern(
            r"(?<![\u0980-\u09ff])(?:ত্রৈ|ষান্|ষাণ্)?মাসিক|বার্ষিক|বাৎসরিক|সাপ্তাহিক|পাক্ষিক|(?:প্রতি"
            r"|প্রত্যেক)\s*(?:মাস|সপ্তাহ|বছর|বৎসর)|monthly|quarterly|annual|weekly|every"
            r" (?:month|week|year)"
        ),
    ),
    (
        "availability",
        _pattern(
            r"চাহিদা|অফিস\s*চলাকাল|কার্যদিবসে(?:র)?\s*(?:যে\s*কোন|সব)|working"
            r" hours|প্রয়োজন\s*(?:অনুযায়ী|মোতাবেক|অনুসারে)|প্রয়োজনে|অফিস\s*(?:চলাকালীন\s*)?সময়|চলমান"
            r"|অব্যাহত|যে\s*কোন[োও]?\s*(?:সময়|দিন)|any\s*time|on"
            r" demand"
        ),
    ),
)

# A cell with none of the words above, but with these, holds something that is no time.
MISPLACED = _pattern(
    r"মাধ্যমে|সরাসরি|যোগাযোগ|আবেদন|বিনা\s*মূল্য|টাকা|/-|অনলাইন|টেলিফোন|ই-?মেইল|কার্যালয়|কাগজ|ফরম"
    r"|পরিচয়পত্র|কর্মকর্তা|free|online|@"
)

# When an office or a ward is open, in a running text.
OPENING_HOURS = re.compile(
    nfc(
        r"সকাল.{0,40}?পর্য(?:ন্ত|মত্ম)|\d+\s*ঘা?[নণ]্টা?\s*খোলা|(?:প্রতি|প্রত্যেক)\s*(?:দিন|শনি|রবি|সোম"
        r"|মঙ্গল|বুধ|বৃহ)[\u0980-\u09ff]*(?:\s*(?:ও|এবং|,)\s*(?:শনি|রবি|সোম|মঙ্গল|বুধ"
        r"|বৃহ)[\u0980-\u09ff]*)*|সার্বক্ষণিক"
    )
)

# Something that must have been done before, right before the count: "নিলামমূল্য আদায়ের ৬০ দিনের মধ্যে",
# "অনুমোদনের পর ৭ দিন".
_DONE = (
    r"(?:(?:আদায়|অনুমোদন|সম্পাদন|প্রকাশ|স্বাক্ষর|পরিশোধ|যোগদান|নিলাম|তদন্ত|পরিদর্শন|অনুষ্ঠান)ের"
    r"|যাচাই(?:য়ের|ের|-এর)|(?:সমাপ্তি|জারি|মৃত্যু|পরীক্ষা)র)"
)
DONE = rf"{_DONE}\s*(?:তারিখ\s*)?(?:পর(?:ে|বর্তী)?|হতে|থেকে|(?=(?:সর্বোচ্চ|অনধিক|পূর্ণ)?\s*\(?\d))"
# The event the count begins with; the first that fits decides.
TRIGGERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "complete_application",
        _pattern(r"(?:পূর্ণাঙ্গ|স্বয়ংসম্পূর্ণ|সম্পূর্ণ|সঠিক)\s*আবেদন|complete application"),
    ),
    ("allocation", _pattern(r"বরাদ্দ\s*(?:প্রাপ্তি|পাওয়া)")),
    ("meeting", _pattern(r"সভার|সভা\s|মাসিক\s*সভা")),
    (
        "other_office",
        _pattern(
            r"ছাড়পত্র\s*(?:পাওয়া|প্রাপ্তি)|(?:\(ভূমি\)|অফিস|কার্যালয়|দপ্তর|মন্ত্রণালয়|অধিদপ্তর)\s*(?:হতে"
            r"|থেকে)\s*(?:প্রাপ্তি|পাওয়া)|প্রতিবেদন\s*(?:প্রাপ্তি|পাওয়া)|(?:কর্মকর্তা|অফিসার)(?:র"
            r"|ের)?\s*(?:নিকট\s*)?(?:হতে|থেকে)\s*(?:প্রস্তাব\s*)?(?:প্রাপ্তি|পাওয়া)|(?:receipt"
            r"|receiv\w+)\b.{0,40}?\bfrom"
            r" (?:\w+ ){0,5}?(?:office|officer|commissioner|ministry|department|engineer)"
        ),
    ),
    ("event", _pattern(DONE)),
    (
        "application",
        _pattern(r"আবেদন(?:পত্র)?(?:ের|র)?\s*(?:পত্র\s*)?(?:প্রাপ্তি|দাখিল|জমা|পর|সময়|গ্রহণ|পাওয়া|তারিখ)?|application"),
    ),
    ("event", _pattern(r"শুনান[িী]র|বুক\s*করার|মেয়াদ\s*শেষ|হওয়ার\s*পর")),
    ("receipt", _pattern(r"প্রাপ্তির|পাওয়ার|গ্রহণের|গ্রহনের|দাখিলের|receipt|receiv(?:ing|ed)\b")),
)

QUALIFIERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("at_least", _pattern(r"কমপক্ষে|ন্যূনতম|নূন্যতম|সর্বনিম্ন|at least|minimum")),
    ("if_possible", _pattern(r"সম্ভব\s*হলে|সম্ভাব্য\s*ক্ষেত্রে|if possible")),
    ("usual", _pattern(r"সাধারণত|সাধারনত|প্রায়|usually")),
)
CONDITION = _pattern(
    r"প্র(?:যো|য়ো)জ্য\s*ক্ষেত্রে|[^();,।/]{0,120}?(?:সাপেক্ষে|না\s*থাকলে|না\s*থাকিলে|পূর্বক|subject"
    r" to[^();,।]*)"
)
OFFICE_TIME = _pattern(r"অফিস\s*সময়ের|office hours?")
# A cell that says in words that it has nothing to say.
NOT_STATED = _pattern(r"\s*(?:নাই|নেই|প্রযোজ্য\s*(?:নয়|নহে)|উল্লেখ\s*(?:নাই|নেই)|n\s*/?\s*a|none|nil)\s*[।.]?\s*")
# What leads up to an amount and belongs to it: "সর্বোচ্চ ৭ দিনের মধ্যে".
LEAD = _pattern(r"(?:(?:সর্বোচ্চ|সর্ব্বোচ্চ|অনধিক|অনূর্ধ্ব|কমপক্ষে|within|maximum)\s*)?$")
# A day by which papers must come in: "২৫ তারিখের মধ্যে দাখিলকৃত".
INPUT_DEADLINE = _pattern(r"\d+\s*তারিখ\S*\s*(?:মধ্যে\s*)?(?:দাখিল|প্রাপ্ত|জমা|গৃহীত)\S*")
# Steps that follow one another, where several amounts would else be several promises.
NEXT_STAGE = _pattern(
    r"পরবর্তী|পাওয়ার\s*পর|প্রাপ্তির\s*পর|এরপর|তারপর|অতঃপর|then"
    r" within|[,;।](?![^,;।]*আবেদন)[^,;।:ঃ]{2,40}(?:প্রাপ্তির|পাওয়ার|দাখিলের)\s*$"
)
# What a count begins with, as it stands beside the amount; the rest of the words name the case.
COUNTED_FROM = _pattern(
    r"(?:পূর্ণাঙ্গ\s*|সম্পূর্ণ\s*)?আবেদন(?:পত্র)?(?:ের|র)?\s*(?:(?:প্রাপ্তি|দাখিল|জমা|গ্রহণ"
    r"|তারিখ)(?:ের|র)?\s*)*(?:তারিখ\s*)?(?:পর(?:ে|\s*হতে|\s*থেকে)?|হতে|থেকে)?(?![\u0980-\u09ff])"
    r"|(?:দাখিল|প্রাপ্তি|গ্রহণ|গ্রহন|পাওয়া)(?:ের|র)\s*(?:তারিখ\s*)?(?:পর(?:ে|\s*হতে|\s*থেকে)?|হতে"
    r"|থেকে)?(?![\u0980-\u09ff])|পরবর্তী(?=\s*$)"
)


def read_trigger(text: str) -> str | None:
    """The event that the words name as the beginning of the count."""
    return next((name for name, pattern in TRIGGERS if pattern.search(text)), None)
