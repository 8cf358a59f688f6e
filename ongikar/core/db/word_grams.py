"""Grams: every three letters in a row of folded words, with the signs of an office before them, as each
database keeps them and is asked for them.
"""

SHORT = 3
# Signs of no script, one word of the index with the letters after them.
OFFICES = 6_400
FIRST_SIGN, PAD = 0xE000, 0xF8FF


def as_patterns(words: list[str]) -> tuple[str, list[str]]:
    """The words as PostgreSQL holds a row against them. Folded words hold neither of the signs that LIKE
    reads as others.
    """
    bearing = " AND ".join(
        "search LIKE %s" if len(word) >= SHORT else "(search LIKE %s OR search LIKE %s)" for word in words
    )
    return bearing, [
        pattern
        for word in words
        for pattern in ([f"%{word}%"] if len(word) >= SHORT else [f"{word}%", f"% {word}%"])
    ]


def sign_of(office_id: int, apart: str = "") -> str:
    """The signs before the letters of an office, as SQLite makes them."""
    signs = [office_id % OFFICES, office_id // OFFICES % OFFICES, *([ord(apart[0])] if apart else [])]
    return "".join(chr(FIRST_SIGN + each) for each in signs)


def question(mark: str, words: list[str]) -> str:
    """What SQLite's index is asked: the three letters of each word one after another."""
    each = (" ".join(mark + gram for gram in grams(from_beginning(word, chr(PAD)))) for word in words)
    return " AND ".join(f'"{phrase}"' for phrase in each)


def grams_of_words(mark: str, words: list[str]) -> list[str]:
    return [mark + gram for word in words for gram in grams(from_beginning(word))]


def grams(text: str) -> list[str]:
    return [text[place : place + SHORT] for place in range(len(text) - SHORT + 1)]


def office_mark(office_id: int, apart: str = "") -> str:
    """The three signs before the words of an office in the index of before."""
    low, high = office_id % OFFICES, office_id // OFFICES % OFFICES
    third = ord(apart[0]) if apart else 0
    return "".join(map(chr, (FIRST_SIGN + low, FIRST_SIGN + high, FIRST_SIGN + third)))


def from_beginning(word: str, pad: str = " ") -> str:
    """A short word with the space before it, or both of them: three signs at least are looked for."""
    return word.rjust(SHORT, pad)
