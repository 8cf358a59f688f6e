"""Extracts the address of a grievance step, without the telephone, mailbox and website that have their own columns."""

import re

from ongikar.rules.bangla import digits, nfc
from ongikar.rules.charter_text.loose import pattern

PHONE = r"(?:(?:টেলি)?ফোন|মোবাইল|মুঠোফোন|(?:tele)?phone|tel|mobile)(?:\s*(?:নম্বর|নং|no))?\s*[.:ঃ-]*\s*"
MAIL = r"(?:ই-?\s*মেইল|ইমেল|মেইল|e-?\s*mail)\s*[.:ঃ-]*\s*"
WEB = r"(?:ওয়েব\s*(?:সাইট|পোর্টাল)?|পোর্টাল|web\s*(?:site|portal)?)\s*[.:ঃ-]*\s*"
EDGES = " ,;।|·/"


def without_contacts(printed: str, *, phone: str | None, email: str | None, web: str | None) -> str:
    """`phone` as E.164. What is printed besides, such as a second telephone, stays; nothing is left where that is all."""
    text = nfc(printed)
    for label, words in ((PHONE, _dialled(phone)), (MAIL, _typed(email)), (WEB, _typed(web))):
        if words:
            text = pattern(rf"(?:{label})?(?:{words})").sub(" ", text)
    return re.sub(r"(?:\s*[,;|·]){2,}", ",", " ".join(text.split())).strip(EDGES)


def _dialled(phone: str | None) -> str:
    """However its figures are grouped and in either script: ০২-৫৫০০৭১১১, +880 2 55007111."""
    if not phone:
        return ""
    either = [f"[{figure}{digits(int(figure))}]" for figure in phone.removeprefix("+880")]
    return r"(?<![0-9০-৯])\+?(?:[8৮]{2})?[\s-]*[0০]?[\s-]*" + r"[\s()-]*".join(either) + r"(?![0-9০-৯])"


def _typed(address: str | None) -> str:
    """A page may print spaces inside it."""
    return r"\s*".join(map(re.escape, address)) if address else ""
