"""Search keys: what people type, folded so that every usual spelling of a Bangla word meets the others."""

import re
import unicodedata
from functools import lru_cache

from .bangla import TO_LATIN

# Letters that sound alike and are mixed up in everyday typing; the key keeps the one on the right.
ALIKE = {
    "ী": "ি", "ূ": "ু", "ঈ": "ই", "ঊ": "উ",
    "ণ": "ন", "শ": "স", "ষ": "স", "য": "জ", "ৰ": "র",
    "ঙ": "ং", "ঃ": "", "ঁ": "", "়": "",
}  # fmt: skip
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
# A word is letters, marks and digits: `\w` would cut Bangla at every vowel sign.
NOT_WORD = re.compile(r"[^0-9a-z\u0980-\u09ff]+")
FOLD = str.maketrans(ALIKE)
# Case and number endings that Bangla glues to a noun, longest first.
ENDINGS = ("গুলোকে", "গুলোর", "গুলির", "গুলো", "গুলি", "দেরকে", "দের", "টির", "টাকে", "টিকে", "টি", "টা", "ের", "য়ের", "তে", "কে", "র", "ে")  # fmt: skip
ENGLISH_ENDINGS = ("ing", "ers", "er", "es", "ed", "s")
# Words that say that one wants something, not what.
SMALL_WORDS = """
    আমি আমার আমাকে আমরা আমাদের আপনি আপনার একটা একটি কোনো কোন কি কী কে কীভাবে কিভাবে কেমনে কোথায় কখন কেন কত
    চাই চাইছি চাচ্ছি লাগবে দরকার দরকারি করব করবো করতে করা করে করি করুন হয় হবে হলে হয়ে হচ্ছে আছে নেই না নাই নিতে নেব দিতে দিন দেন পেতে পাব পাবো
    ও এবং বা অথবা আর এর এই সেই যে জন্য জন্যে নিয়ে থেকে সাথে সঙ্গে বিষয়ে সম্পর্কে মধ্যে উপর ওপর সেবা
    i a an the to of for in on at and or my me we is are be do does will how what where when why want need get can with about please service
    ami amar amake amra amader apni apnar ekta ekti kono kon ki kivabe kibhabe kothay kokhon keno koto
    chai cai chacchi lagbe dorkar korbo korte kora kori korun hobe hoy hole ache nei nite nebo dite din pete pabo jonno jonne niye theke shomporke somporke seba sheba
"""


def plain(text: str) -> str:
    """NFC, no joiners, Latin digits, lower case, words by one space: every letter still as it was typed."""
    shown = unicodedata.normalize("NFC", text).translate(INVISIBLE).translate(TO_LATIN).lower()
    return " ".join(NOT_WORD.sub(" ", shown).split())


def fold(text: str) -> str:
    """The comparable form: `plain`, and look-alike letters as one."""
    # ya-phala is heard as a vowel (ল্যাব, লাব) and left out as often as it is typed.
    return " ".join(plain(text).replace("্য", "").translate(FOLD).split())


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A folded word without its endings, one after the other, so that every case of a noun has one stem."""
    endings = ENGLISH_ENDINGS if word.isascii() else FOLDED_ENDINGS
    least = 4 if word.isascii() else 3
    for ending in endings:
        left = word[: -len(ending)]
        # A vowel sign stands after a bare consonant, so a stem before one may be as short as তথ.
        if word.endswith(ending) and len(left) >= (2 if ending[0] == "ে" else least):
            return stem(left)
    return word


def stems(text: str) -> list[str]:
    """The stems of the words of a text, in order."""
    return [stem(word) for word in fold(text).split()]


def meant(text: str) -> list[str]:
    """The stems that say what is asked for; all of them where only small words were typed."""
    words = fold(text).split()
    return [stem(word) for word in words if word not in FOLDED_SMALL] or [stem(word) for word in words]


FOLDED_ENDINGS = tuple(dict.fromkeys(fold(ending) for ending in ENDINGS))
FOLDED_SMALL = frozenset(fold(SMALL_WORDS).split())
