"""Whether letters are Bijoy: by the name of their font, or, where no font is told, by how they look."""

import re

from ongikar.rules.bangla import nfc

# Bijoy's fonts end in MJ; those of the same house that end in OMJ are Unicode. Others say that they are ANSI.
BIJOY_FONT = re.compile(r"(?:^|\+)bijoy(?!\s*unicode)|(?<!o)mj\b|ansi\b|^sutonny(?!\w*omj)", re.IGNORECASE)

# Spellings that no other language has: সেবা, সময়, অফিস, ক্রমিক, সিটিজেন, নাগরিক, কর্ম-, কার্য-, বাংলাদেশ, বিনা-, উপজেলা.
SPELLINGS = re.compile(
    r"[‡†]mev|mgqmxgv|mgq‡|Awdm|µwgK|wmwU‡Rb|bvMwiK|Kg©|Kvh©|evsjv‡`k|webvg|Dc‡Rjv|Rb¨|cÖ[`wvm‡]|m¤ú|Av‡e`b|cÖvwß|wefvM|cwiPv"
)
# A vowel or a form below, drawn by a sign that stands inside a Latin word in no other language.
SIGNS = re.compile(r"[A-Za-z`_][©¨¡~†‡ÖªÿœŸß^][A-Za-z`_]|(?<![A-Za-z])[†‡ˆ‰][A-Za-z`_]|[a-z]w[`_]")
FEWEST_SIGNS = 3
BANGLA_LETTER = re.compile("[\u0980-\u09ff]")

# English that stands in Bangla charters, by itself or among Bijoy letters.
ENGLISH_WORDS = """
    online offline email e-mail mail website web-site http https www internet wifi wi-fi sms ict nid pdf grs url upi passport visa
    computer software hardware laptop mobile phone tel fax facebook whatsapp bkash nagad rocket training lab digital center centre
    citizen citizens charter vision mission service services office officer upazila district bangladesh government department ministry
    programmer assistant director general room code video conference mygov e-nothi d-nothi nothi portal form download upload user
    username password sheikh server network router printer scanner usb cctv vat tin bin gpf acr apa gpms rti foi udc uno union parishad
    bank draft challan account number name date time address website: email: e-mail: phone: mobile: ms word excel powerpoint the and
    for with from days day working within free english"""
ENGLISH = frozenset(ENGLISH_WORDS.split())
# What no Bangla word holds: it begins with a sign, a letter that only ends syllables, or a row of bare letters.
ILL_SPELT = re.compile(
    nfc(
        "^[\u0981-\u0983\u09be-\u09cd\u09d7ৎড়ঢ়য়]|[ৎংঃঁ][\u09be-\u09cc\u09d7]|[\u09be-\u09c8\u09cb\u09cc][\u09be-\u09cc\u09d7]|ঃ(?![খসকপ])[\u0985-\u09b9]|ৎঃ"
        "|(?<![\u09be\u09c2\u09c3])ঢ়|^ষ(?![াোষট])|(?:[\u0995-\u09b9]\u09bc?(?![\u09bc\u09be-\u09cd\u0981-\u0983])){5}"
    )
)  # fmt: skip
TRIMMED = "()[]{},.;:!?/\\-–\"'"


def is_bijoy_font(font: str | None) -> bool:
    """Whether a font of that name draws Bangla at Latin places. `font` may be a list, as a style sheet gives it."""
    first = (font or "").split(",")[0].strip(" '\"")
    return BIJOY_FONT.search(first) is not None


def looks_like_bijoy(text: str) -> bool:
    """Whether text without a font is Bijoy: its own spellings or signs stand in it, and hardly any Bangla letter."""
    bangla = len(BANGLA_LETTER.findall(text))
    if bangla >= len(text) / 4:
        return False
    return len(SPELLINGS.findall(text)) >= 2 or len(SIGNS.findall(text)) >= max(FEWEST_SIGNS, len(text) / 200)


def is_english(word: str) -> bool:
    """Whether a word is English for certain. Of letters that could be either, Bijoy is the likelier among Bijoy."""
    bare = word.strip(TRIMMED)
    return bare.casefold() in ENGLISH


def is_ill_spelt(converted: str) -> bool:
    """Whether a word that Bijoy would make of it is no Bangla, so that it was English: Portal, layout, Welcome."""
    return ILL_SPELT.search(converted.strip(TRIMMED)) is not None
