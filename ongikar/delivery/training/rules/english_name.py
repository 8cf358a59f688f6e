"""A person's name as the English certificate prints it: Latin letters, as the person spells it themselves.

It is never made from the Bangla name: two people of one Bangla name spell it differently on their papers.
"""

import unicodedata

MOST_LETTERS = 200
# What stands between the letters of names: Md. Abdur-Rahman O’Neil, Jr.
BETWEEN = frozenset(" .,-'’()/")


def normal_english_name(typed: str) -> str:
    """With single blanks and composed letters."""
    return " ".join(unicodedata.normalize("NFC", typed).split())


def english_name_fault(typed: str) -> tuple[str, str] | None:
    """What is wrong with it, as (Bangla, English); None where it is right."""
    name = normal_english_name(typed)
    letters = [sign for sign in name if sign not in BETWEEN]
    if any(not unicodedata.name(sign, "").startswith("LATIN ") for sign in letters):
        return (
            "নামটি ইংরেজি অক্ষরে লিখুন, যেমন Rahima Begum",
            "Write the name in English letters, such as Rahima Begum",
        )
    if len(letters) < 2:
        return ("নামটি পুরো লিখুন", "Write the whole name")
    if len(name) > MOST_LETTERS:
        return ("নামটি খুব লম্বা", "The name is too long")
    return None
