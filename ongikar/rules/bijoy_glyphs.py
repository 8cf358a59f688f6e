"""The glyphs of SutonnyMJ and the other Bijoy fonts: which Bangla each Latin letter or pair of letters draws.

A Bijoy font draws Bangla shapes at the places of Latin letters, so its text is stored as they are drawn: a vowel that stands
before its consonant is stored before it, a reph after it, and a conjunct is one shape or a pair of half shapes.
"""

from typing import NamedTuple

HASANTA = "\u09cd"
REPH = "র" + HASANTA


class Glyph(NamedTuple):
    part: str  # C consonant or conjunct, H half form, S form written below, P vowel before, V vowel after, R reph, M mark, O other
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
    **_glyphs("S", "¨=্য ª=্র «=্র Ö=্র ¡=্ব ^=্ব Ÿ=্ব ¦=্ব ¢=্ভ £=্ভ্র §=্ম ¥=্ম œ=্ন è=্ণ ¬=্ল \u00ad=্ল ø=্ল ú=্প Í=্ত —=্ত ¿=্ত্র ’=্থ ‹=্ক Œ=্ক্র"),
    # Below a half form only: ন্তু and স্তু are drawn with one shape for both letters.
    "‘": Glyph("S", "্তু"),
    "&": Glyph("S", HASANTA),
    **_glyphs(
        "C",
        "°=ক্ক ±=ক্ট ³=ক্ত ´=ক্ম ¹=গ্গ º=গ্দ µ=ক্র ÿ=ক্ষ ¶=ক্ষ ²=ক্ষ্ম ·=ক্স »=গ্ধ ¼=ঙ্ক ½=ঙ্গ ¾=জ্জ À=জ্ঝ Á=জ্ঞ Â=ঞ্চ Ã=ঞ্ছ Ä=ঞ্জ Å=ঞ্ঝ Æ=ট্ট Ç=ড্ড "
        "È=ণ্ট É=ণ্ঠ Ê=ণ্ড Ë=ত্ত Ì=ত্থ Î=ত্র Ï=দ্দ ×=দ্ধ Ø=দ্ব Ù=দ্ম Ú=ন্ঠ Û=ন্ড Ü=ন্ধ Ý=ন্স Þ=প্ট ß=প্ত à=প্প á=প্স â=ব্জ ã=ব্দ ä=ব্ধ "
        "å=ভ্র ç=ম্ফ é=ল্ক ê=ল্গ ë=ল্ট ì=ল্ড í=ল্প î=ল্ফ ð=শ্চ ñ=শ্ছ ò=ষ্ণ ó=ষ্ট ô=ষ্ঠ õ=ষ্ফ ö=স্খ ÷=স্ট ù=স্ফ ý=হ্ন þ=হ্ম",
    ),
    # A consonant with its vowel in one shape.
    **_glyphs("O", "¸=গু ï=শু û=হু ü=হৃ"),
}  # fmt: skip
