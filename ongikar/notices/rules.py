"""How a text travels as SMS: in which letters, in how many parts, and where it is cut.

3GPP TS 23.038 and 23.040: 160 septets of the default alphabet or 70 units of UCS-2 in one message; in a
joined one the header leaves 153 or 67 for each part.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

GSM = "gsm"
UCS2 = "ucs2"
ALONE = {GSM: 160, UCS2: 70}
JOINED = {GSM: 153, UCS2: 67}

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Each of these takes two septets: the escape and itself.
EXTENDED = frozenset("^{}\\[~]|€\f")

# What good printing has and the default alphabet has not, and what stands for it there.
PLAIN = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."}
)

HASANTA = "\u09cd"
JOINERS = "\u200c\u200d"


def choose_alphabet(text: str) -> str:
    """GSM where every letter is in the default alphabet, else UCS-2 for the whole text."""
    return GSM if all(letter in BASIC or letter in EXTENDED for letter in text) else UCS2


def encoded_length(text: str, alphabet: str) -> int:
    """Septets of the default alphabet, or 16-bit units of UCS-2."""
    if alphabet == GSM:
        return sum(2 if letter in EXTENDED else 1 for letter in text)
    return len(text.encode("utf-16-be")) // 2


def split_message(text: str) -> tuple[str, ...]:
    """The text as the parts it travels in; joined they are the text again. No part is cut inside a letter or
    conjunct.
    """
    alphabet = choose_alphabet(text)
    if encoded_length(text, alphabet) <= ALONE[alphabet]:
        return (text,)
    whole: list[str] = [""]
    for piece in unbreakable_pieces(text, alphabet):
        if encoded_length(whole[-1] + piece, alphabet) > JOINED[alphabet]:
            whole.append("")
        whole[-1] += piece
    return tuple(whole)


def simplify_for_gsm(text: str) -> str:
    """The text with plain spaces, quotes and dashes, where that lets it travel in the default alphabet.

    One no-break space in an English text would make three messages of one.
    """
    plain = text.translate(PLAIN)
    spares = choose_alphabet(plain) == GSM and len(split_message(plain)) <= len(split_message(text))
    return plain if spares else text


def unbreakable_pieces(text: str, alphabet: str) -> Iterator[str]:
    """What may not be cut; something longer than a part, which no language writes, is cut at
    its code points.
    """
    for cluster in clusters(text):
        if encoded_length(cluster, alphabet) <= JOINED[alphabet]:
            yield cluster
        else:
            yield from cluster


def clusters(text: str) -> Iterator[str]:
    """Grapheme clusters, with the halves of a Bangla conjunct kept together whatever the version of Unicode
    at hand.
    """
    held = ""
    for cluster in _clusters_as_unicode_has_them().findall(text):
        if held and not held.rstrip(JOINERS).endswith(HASANTA):
            yield held
            held = ""
        held += cluster
    if held:
        yield held


@cache
def _clusters_as_unicode_has_them() -> Any:
    """The pattern of one cluster. Its library takes 6 MB, and a process that cuts no text does without."""
    import regex

    return regex.compile(r"\X")


# How many letters of a title or a reason fit in an SMS beside what else it must say.
SHORT_TITLE = 60


def shorten(words: str, letters: int = SHORT_TITLE) -> str:
    """The beginning of what was written, on one line and without a full stop: at most so many letters, and an
    ellipsis.
    """
    line = " ".join(words.split()).rstrip("।. ")
    return line if len(line) <= letters else f"{line[:letters].rsplit(' ', 1)[0]}…"
