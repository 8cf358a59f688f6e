"""Text in a Bijoy font (SutonnyMJ and its like) as Unicode: how it is recognised, its glyphs, and its letters
put back in the order they are spoken.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from .text import nfc

# Bijoy's fonts end in MJ; those of the same house that end in OMJ are Unicode. Others say that they are ANSI.
BIJOY_FONT = re.compile(r"(?:^|\+)bijoy(?!\s*unicode)|(?<!o)mj\b|ansi\b|^sutonny(?!\w*omj)", re.IGNORECASE)

# Spellings that no other language has: সেবা, সময়, অফিস, ক্রমিক, সিটিজেন, নাগরিক, কর্ম-, কার্য-, বাংলাদেশ,
# বিনা-, উপজেলা.
SPELLINGS = re.compile(
    r"[‡†]mev|mgqmxgv|mgq‡|Awdm|µwgK|wmwU‡Rb|bvMwiK|Kg©|Kvh©|evsjv‡`k|webvg|Dc‡Rjv|Rb¨|cÖ[`wvm‡]|m¤ú"
    r"|Av‡e`b|cÖvwß|wefvM|cwiPv"
)
# A vowel or a form below, drawn by a sign that stands inside a Latin word in no other language.
SIGNS = re.compile(r"[A-Za-z`_][©¨¡~†‡ÖªÿœŸß^][A-Za-z`_]|(?<![A-Za-z])[†‡ˆ‰][A-Za-z`_]|[a-z]w[`_]")
FEWEST_SIGNS = 3
BANGLA_LETTER = re.compile("[\u0980-\u09ff]")

# English that stands in Bangla charters, by itself or among Bijoy letters.
ENGLISH_WORDS = """
    online offline email e-mail mail website web-site http https www internet wifi wi-fi sms ict nid pdf
    grs url upi passport visa
    computer software hardware laptop mobile phone tel fax facebook whatsapp bkash nagad rocket training
    lab digital center centre
    citizen citizens charter vision mission service services office officer upazila district bangladesh
    government department ministry
    programmer assistant director general room code video conference mygov e-nothi d-nothi nothi portal
    form download upload user
    username password sheikh server network router printer scanner usb cctv vat tin bin gpf acr apa gpms
    rti foi udc uno union parishad
    bank draft challan account number name date time address website: email: e-mail: phone: mobile: ms
    word excel powerpoint the and
    for with from days day working within free english"""
ENGLISH = frozenset(ENGLISH_WORDS.split())
# What no Bangla word holds: it begins with a sign, a letter that only ends syllables, or a row of bare
# letters.
ILL_SPELT = re.compile(
    nfc(
        "^[\u0981-\u0983\u09be-\u09cd\u09d7ৎড়ঢ়য়]"
        "|[ৎংঃঁ][\u09be-\u09cc\u09d7]"
        "|[\u09be-\u09c8\u09cb\u09cc][\u09be-\u09cc\u09d7]"
        "|ঃ(?![খসকপ])[\u0985-\u09b9]"
        "|ৎঃ"
        "|(?<![\u09be\u09c2\u09c3])ঢ়"
        "|^ষ(?![াোষট])"
        "|(?:[\u0995-\u09b9]\u09bc?(?![\u09bc\u09be-\u09cd\u0981-\u0983])){5}"
    )
)
TRIMMED = "()[]{},.;:!?/\\-–\"'"


def is_bijoy_font(font: str | None) -> bool:
    """Whether a font of that name draws Bangla at Latin places. `font` may be a list, as a style sheet gives
    it.
    """
    first = (font or "").split(",")[0].strip(" '\"")
    return BIJOY_FONT.search(first) is not None


def looks_like_bijoy(text: str) -> bool:
    """Whether text without a font is Bijoy: its own spellings or signs stand in it, and hardly any Bangla
    letter.
    """
    bangla = len(BANGLA_LETTER.findall(text))
    if bangla >= len(text) / 4:
        return False
    return len(SPELLINGS.findall(text)) >= 2 or len(SIGNS.findall(text)) >= max(FEWEST_SIGNS, len(text) / 200)


def is_english(word: str) -> bool:
    """Whether a word is English for certain. Of letters that could be either, Bijoy is the likelier among
    Bijoy.
    """
    bare = word.strip(TRIMMED)
    return bare.casefold() in ENGLISH


def is_ill_spelt(converted: str) -> bool:
    """Whether a word that Bijoy would make of it is no Bangla, so that it was English: Portal, layout,
    Welcome.
    """
    return ILL_SPELT.search(converted.strip(TRIMMED)) is not None


HASANTA = "\u09cd"
REPH = "র" + HASANTA


class Glyph(NamedTuple):
    # C consonant or conjunct, H half form, S form written below, P vowel before, V vowel after, R reph,
    # M mark, O other
    part: str
    text: str


def _glyphs(part: str, pairs: str) -> dict[str, Glyph]:
    return {drawn: Glyph(part, meant) for drawn, _, meant in (pair.partition("=") for pair in pairs.split())}


CONSONANTS = "ক খ গ ঘ ঙ চ ছ জ ঝ ঞ ট ঠ ড ঢ ণ ত থ দ ধ ন প ফ ব ভ ম য র ল শ ষ স হ ড় ঢ় য়"
LETTERS = dict(zip("KLMNOPQRSTUVWXYZ_`abcdefghijklmnopq", CONSONANTS.split(), strict=True))
VOWELS = dict(zip("ABCDEFGHIJ", "অইঈউঊঋএঐওঔ", strict=True))
DIGITS = dict(zip("0123456789", "০১২৩৪৫৬৭৮৯", strict=True))

GLYPHS: dict[str, Glyph] = {
    **{drawn: Glyph("C", meant) for drawn, meant in LETTERS.items()},
    **{drawn: Glyph("O", meant) for drawn, meant in (VOWELS | DIGITS).items()},
    **_glyphs("O", "Av=আ |=। Ò=“ Ó=” Ô=‘ Õ=’ Ð=– Ñ=— r=ৎ"),
    **_glyphs("M", "s=ং t=ঃ u=ঁ"),
    **_glyphs("P", "w=ি †=ে ‡=ে ˆ=ৈ ‰=ৈ"),
    **_glyphs("V", "v=া x=ী y=ু z=ু “=ু –=ু æ=ু ~=ূ ƒ=ূ ‚=ূ „=ৃ …=ৃ Š=ৗ"),
    **_glyphs("R", "©=র্"),
    **_glyphs("H", "¯=স্ ®=ষ্ š=ন্ ›=ন্ ¤=ম্ •=ঙ্ ”=চ্ ˜=দ্ ™=দ্"),
    **_glyphs(
        "S",
        "¨=্য ª=্র «=্র Ö=্র ¡=্ব ^=্ব Ÿ=্ব ¦=্ব ¢=্ভ £=্ভ্র §=্ম ¥=্ম œ=্ন è=্ণ ¬=্ল \u00ad=্ল ø=্ল ú=্প"
        " Í=্ত —=্ত ¿=্ত্র ’=্থ ‹=্ক Œ=্ক্র",
    ),
    # Below a half form only: ন্তু and স্তু are drawn with one shape for both letters.
    "‘": Glyph("S", "্তু"),
    "&": Glyph("S", HASANTA),
    **_glyphs(
        "C",
        "°=ক্ক ±=ক্ট ³=ক্ত ´=ক্ম ¹=গ্গ º=গ্দ µ=ক্র ÿ=ক্ষ ¶=ক্ষ ²=ক্ষ্ম ·=ক্স »=গ্ধ ¼=ঙ্ক ½=ঙ্গ ¾=জ্জ À=জ্ঝ"
        " Á=জ্ঞ Â=ঞ্চ Ã=ঞ্ছ Ä=ঞ্জ Å=ঞ্ঝ Æ=ট্ট Ç=ড্ড È=ণ্ট É=ণ্ঠ Ê=ণ্ড Ë=ত্ত Ì=ত্থ Î=ত্র Ï=দ্দ ×=দ্ধ Ø=দ্ব"
        " Ù=দ্ম Ú=ন্ঠ Û=ন্ড Ü=ন্ধ Ý=ন্স Þ=প্ট ß=প্ত à=প্প á=প্স â=ব্জ ã=ব্দ ä=ব্ধ å=ভ্র ç=ম্ফ é=ল্ক ê=ল্গ"
        " ë=ল্ট ì=ল্ড í=ল্প î=ল্ফ ð=শ্চ ñ=শ্ছ ò=ষ্ণ ó=ষ্ট ô=ষ্ঠ õ=ষ্ফ ö=স্খ ÷=স্ট ù=স্ফ ý=হ্ন þ=হ্ম",
    ),
    # A consonant with its vowel in one shape.
    **_glyphs("O", "¸=গু ï=শু û=হু ü=হৃ"),
}


# What is no Bangla in whatever font it stands: addresses, and numbers long enough to be rung.
LEFT_ALONE = re.compile(
    r"[A-Za-z0-9._%+-]+\s?@\s?[A-Za-z0-9-]+(?:"
    r" [A-Za-z0-9-]+)?(?:\s?\.\s?[A-Za-z0-9-]+)+|(?:https?://|www\.)[^\s<>]+"
    r"|\b[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:gov|com|org|edu|net|info)(?:\.bd)?\b(?:/[^\s<>]*)?"
    r"|(?<!\d)\+?\d[\d\s()-]{5,}\d(?!\d)"
)
LONGEST = max(map(len, GLYPHS))
# A syllable as it is drawn: the vowel before, half forms, the letter, what hangs below, the vowels after.
SYLLABLE = re.compile("(?P<before>P*)(?P<letter>H*(?:C|(?<=H)S))(?P<below>[SR]*)(?P<after>[VR]*)")
ONE_SIGN = {"ো": ("ে", "া"), "ৌ": ("ে", "ৗ")}
BANGLA = re.compile("[\u0980-\u09ff]")


class ConvertedText(NamedTuple):
    text: str
    unknown: str  # the letters that no Bijoy font is known to draw; empty where all were understood


def to_unicode(text: str, *, sure: bool = True, pipes_part_cells: bool = False) -> ConvertedText:
    """Bijoy text as Unicode (NFC). A pipe is a danda, unless the caller's lines are rows whose cells it
    parts.

    Where it is not `sure` that all of it is Bijoy (no font says so), words that would make no Bangla are left
    alone.
    """
    pieces: list[str] = []
    unknown: list[str] = []
    end = 0
    for alone in [*LEFT_ALONE.finditer(text), None]:
        start = alone.start() if alone else len(text)
        for word in re.split(r"([\s|]+)" if pipes_part_cells else r"(\s+)", text[end:start]):
            if (
                not word.strip()
                or (pipes_part_cells and "|" in word)
                or BANGLA.search(word)
                or is_english(word)
            ):
                pieces.append(word)
                continue
            written = _word(word)
            if not sure and word.isascii() and is_ill_spelt(nfc(written)):
                pieces.append(word)
                continue
            pieces.append(written)
            unknown += [letter for letter in word if ord(letter) > 126 and letter not in GLYPHS]
        if alone:
            pieces.append(alone[0])
            end = alone.end()
    return ConvertedText(nfc("".join(pieces)), "".join(dict.fromkeys(unknown)))


@lru_cache(maxsize=8192)
def _word(word: str) -> str:
    parts: list[str] = []
    texts: list[str] = []
    index = 0
    while index < len(word):
        for length in range(LONGEST, 0, -1):
            if glyph := GLYPHS.get(word[index : index + length]):
                break
        parts.append(glyph.part if glyph else "O")
        texts.append(glyph.text if glyph else word[index])
        index += length if glyph else 1
    drawn, spoken, at = "".join(parts), [], 0
    while at < len(drawn):
        if (match := SYLLABLE.match(drawn, at)) is None:
            spoken.append(texts[at])
            at += 1
            continue
        spoken.append(_syllable(match, texts))
        at = match.end()
    return "".join(spoken)


def _syllable(match: re.Match[str], texts: list[str]) -> str:
    def join_texts(group: str, *, reph: bool = False) -> str:
        at = range(match.start(group), match.end(group))
        return "".join(texts[index] for index in at if (texts[index] == REPH) is reph)

    reph = join_texts("below", reph=True) + join_texts("after", reph=True)
    letters = (join_texts("letter") + join_texts("below")).replace(HASANTA * 2, HASANTA)
    # র with a ya below is written with a joiner, or it would read as a reph over য.
    letters = (
        letters.replace("র" + HASANTA + "য", "র\u200d" + HASANTA + "য")
        if letters.startswith("র")
        else letters
    )
    before, after = join_texts("before"), join_texts("after")
    for sign, halves in ONE_SIGN.items():
        if before[-1:] == halves[0] and after[:1] == halves[1]:
            before, after = before[:-1], sign + after[1:]
    # ন্তু and স্তু bring their vowel with them.
    return reph + letters + before + after
