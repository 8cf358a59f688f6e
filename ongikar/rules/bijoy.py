"""Text in a Bijoy font (SutonnyMJ and its like) as Unicode: letters put back in the order they are spoken.

Figures and words inside a line of Bijoy are Bangla; an e-mail address, a web address, a phone number and a word that is plainly
English are left as they are.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from ongikar.rules.bangla import nfc
from ongikar.rules.bijoy_glyphs import GLYPHS, HASANTA, REPH
from ongikar.rules.bijoy_look import is_english, is_ill_spelt

# What is no Bangla in whatever font it stands: addresses, and numbers long enough to be rung.
LEFT_ALONE = re.compile(
    r"[A-Za-z0-9._%+-]+\s?@\s?[A-Za-z0-9-]+(?: [A-Za-z0-9-]+)?(?:\s?\.\s?[A-Za-z0-9-]+)+|(?:https?://|www\.)[^\s<>]+"
    r"|\b[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:gov|com|org|edu|net|info)(?:\.bd)?\b(?:/[^\s<>]*)?"
    r"|(?<!\d)\+?\d[\d\s()-]{5,}\d(?!\d)"
)
LONGEST = max(map(len, GLYPHS))
# A syllable as it is drawn: the vowel before, half forms, the letter, what hangs below, the vowels after.
SYLLABLE = re.compile("(?P<before>P*)(?P<letter>H*(?:C|(?<=H)S))(?P<below>[SR]*)(?P<after>[VR]*)")
ONE_SIGN = {"ো": ("ে", "া"), "ৌ": ("ে", "ৗ")}
BANGLA = re.compile("[\u0980-\u09ff]")


class Converted(NamedTuple):
    text: str
    unknown: str  # the letters that no Bijoy font is known to draw; empty where all were understood


def to_unicode(text: str, *, sure: bool = True, pipes_part_cells: bool = False) -> Converted:
    """Bijoy text as Unicode (NFC). A pipe is a danda, unless the caller's lines are rows whose cells it parts.

    Where it is not `sure` that all of it is Bijoy (no font says so), words that would make no Bangla are left alone.
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
    return Converted(nfc("".join(pieces)), "".join(dict.fromkeys(unknown)))


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
        if (found := SYLLABLE.match(drawn, at)) is None:
            spoken.append(texts[at])
            at += 1
            continue
        spoken.append(_syllable(found, texts))
        at = found.end()
    return "".join(spoken)


def _syllable(found: re.Match[str], texts: list[str]) -> str:
    def said(group: str, *, reph: bool = False) -> str:
        at = range(found.start(group), found.end(group))
        return "".join(texts[index] for index in at if (texts[index] == REPH) is reph)

    reph = said("below", reph=True) + said("after", reph=True)
    letters = (said("letter") + said("below")).replace(HASANTA * 2, HASANTA)
    # র with a ya below is written with a joiner, or it would read as a reph over য.
    letters = (
        letters.replace("র" + HASANTA + "য", "র\u200d" + HASANTA + "য")
        if letters.startswith("র")
        else letters
    )
    before, after = said("before"), said("after")
    for sign, halves in ONE_SIGN.items():
        if before[-1:] == halves[0] and after[:1] == halves[1]:
            before, after = before[:-1], sign + after[1:]
    # ন্তু and স্তু bring their vowel with them.
    return reph + letters + before + after
