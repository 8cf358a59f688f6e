"""The officer of a cell: post, name, room, geocode, phone and e-mail, in any order, labelled or not."""

import re

from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.parse.cells import marks
from ongikar.rules.charter.reading_types import ParsedOfficer

from .contacts import read_contacts

# Words that a post begins with; before the first of them stands a name, if anything.
_POST = nfc(
    "উপজেলা জেলা বিভাগীয় আঞ্চলিক কেন্দ্রীয় মাঠ সহকারী সহঃ উপ উপ- উপসহকারী উপ-সহকারী উপপরিচালক উপ-পরিচালক"
    " উপমহাব্যবস্থাপক পরিচালক মহাপরিচালক যুগ্ম যুগ্মসচিব যুগ্ম-সচিব যুগ্মপরিচালক অতিরিক্ত প্রধান নির্বাহী"
    " সচিব উপসচিব উপ-সচিব চেয়ারম্যান মেয়র কাউন্সিলর প্রশাসক কর্মকর্তা অফিসার প্রোগ্রামার প্রকৌশলী"
    " মহাব্যবস্থাপক ব্যবস্থাপক কমিশনার রেজিস্ট্রার সাব-রেজিস্ট্রার ইন্সপেক্টর পরিদর্শক তত্ত্বাবধায়ক হিসাব"
    " হিসাবরক্ষক অফিস উচ্চমান নিম্নমান কম্পিউটার ভারপ্রাপ্ত সিনিয়র জুনিয়র ইউনিয়ন পৌর প্রশাসনিক"
    " সুপারিনটেনডেন্ট ইন্সট্রাক্টর ইনস্ট্রাক্টর পোস্টমাস্টার সমবায় মৎস্য কৃষি শিক্ষা স্বাস্থ্য পরিবার"
    " সমাজসেবা যুব মহিলা ভেটেরিনারি মেডিকেল ক্যাশিয়ার স্টোর লাইনম্যান চিকিৎসক ডাক্তার নার্স ইউএনও এসপি ওসি"
    " দায়িত্বপ্রাপ্ত পদবি পদবী পদ স্টেনো সাঁট ফোকাল আইসিটি Assistant Deputy Additional Joint Director"
    " Officer Programmer Secretary Chairman Mayor Engineer Commissioner Manager Upazila District Chief"
    " Executive Senior Sub"
)
POST_WORDS = frozenset(_POST.split())
TITLES = frozenset(
    nfc(
        "জনাব বেগম মোঃ মো মো: মো. মোহাম্মদ মুহাম্মদ মোছাঃ মোসাঃ মোছা: মোসাম্মৎ ডাঃ ডা: ডা. ড. শ্রী কৃষিবিদ Mr"
        " Mr. Mrs. Md Md. Dr."
    ).split()
)
# A stretch with one of these names a room, a branch or a place, and no person.
NO_PERSON = re.compile(
    nfc(
        r"শাখা|বিভাগ|অফিস|কার্যালয়|দপ্তর|সেকশন|ডেস্ক|জেলা|সদর|সংশ্লিষ্ট|সকল|নিয়োজিত|ইউনিট|কেন্দ্র|সেল|পরিষদ|পৌরসভা|\d|কর্মচারী|ব্যক্তি"
    )
)
# A person named behind the post, "সহকারী প্রকৌশলী, সাইফুল আলম", is known by a family name: a place or a
# branch may stand there too.
FAMILY = nfc(
    "আলম ইসলাম রহমান হোসেন হোসাইন হাসান আহমেদ আহম্মেদ আহমদ আলী আক্তার আখতার বেগম খাতুন খান চৌধুরী দাস রায়"
    " সরকার হক উদ্দিন মিয়া মিঞা পারভীন পারভিন সুলতানা জাহান ফেরদৌস করিম কবির কুমার সাহা পাল ঘোষ দত্ত মণ্ডল"
    " মন্ডল বিশ্বাস সিকদার শিকদার তালুকদার ভূঁইয়া ভূইয়া মোল্লা মজুমদার চাকমা মারমা ত্রিপুরা নাহার আরা"
    " ইয়াসমিন শারমিন রানা মাহমুদ মামুন আজাদ রশিদ হালিম কাদের Rahman Islam Hossain Ahmed Akter Begum Khan"
    " Alam Haque Uddin Sarker Das Roy Sultana Jahan Chowdhury"
)
FAMILY_NAMES = frozenset(FAMILY.split())
NAME_BEHIND = re.compile(rf"\s*,\s*((?:[^\s,()]+\s+){{1,3}}(?:{'|'.join(FAMILY.split())}))\s*,?\s*$")
# "অফিস সহকারী (মোঃ আব্দুল করিম)": a title opens the bracket.
NAME_IN_BRACKETS = re.compile(rf"(?<=\S)\s*\(((?:{'|'.join(map(re.escape, sorted(TITLES)))})\s[^()]*)\)")
NAME_LABEL = re.compile(nfc(r"নাম\s*[:ঃ-]+\s*"))
POST_LABEL = re.compile(nfc(r"(?:পদব[িী]|পদ|Designation)\s*[:ঃ-]+\s*"))
INITIAL = re.compile("[\u0985-\u09b9\u09dc-\u09dfA-Z]\u09bc?[.:ঃ]?")
_INITIALS = rf"{INITIAL.pattern}(?:\s+{INITIAL.pattern}){{1,3}}"
INITIALS_BEHIND = re.compile(rf"\s*(?:,\s*({_INITIALS})|\(\s*({_INITIALS})\s*\))\s*,?\s*$")
STOP = re.compile(r"[,;।(/]")
LONGEST_NAME = 6


def split_name(text: str) -> tuple[str | None, str]:
    """The name of the person, or None, and the text without it."""
    if label := NAME_LABEL.search(text):
        name, rest = _to_post(text[label.end() :])
        return name or None, f"{text[: label.start()]} {rest}".strip()
    if (label := POST_LABEL.search(text)) and _is_person(before := text[: label.start()].strip(" ,;।")):
        return before, text[label.start() :]
    if in_brackets := NAME_IN_BRACKETS.search(text):
        return in_brackets[1], f"{text[: in_brackets.start()]} {text[in_brackets.end() :]}".strip()
    words = text.split()
    for index, word in enumerate(words):
        if word in TITLES:
            name, rest = _to_post(" ".join(words[index:]))
            return name.removeprefix(nfc("জনাব")).strip() or None, " ".join([*words[:index], rest]).strip()
    return _split_unlabelled(text)


def is_titled_name(text: str) -> bool:
    """Whether a text is a person's name with a title before it, and nothing else: "মোঃ আব্দুর রহিম"."""
    first, *rest = text.split() or [""]
    return first in TITLES and _is_person(" ".join(rest))


def _is_person(text: str) -> bool:
    """Whether what stands before the label of a post can be a name: a few words, and none of a post or a
    place.
    """
    words = [word.strip(".,;:ঃ()") for word in text.split()]
    return 0 < len(words) <= LONGEST_NAME and not NO_PERSON.search(text) and not POST_WORDS & set(words)


def _split_unlabelled(text: str) -> tuple[str | None, str]:
    if behind := INITIALS_BEHIND.search(text):
        return (behind[1] or behind[2]).strip(), text[: behind.start()]
    if (named := NAME_BEHIND.search(text)) and not NO_PERSON.search(named[1]):
        return named[1], text[: named.start()]
    name, rest = _to_post(text)
    words = name.split()
    if not words or not rest.strip(" ,;") or len(words) > LONGEST_NAME or NO_PERSON.search(name):
        return None, text
    initials = all(INITIAL.fullmatch(word) for word in words)
    parted = text[text.index(name) + len(name) :].lstrip().startswith(",") and len(words) > 1
    if initials and parted:
        return name, rest
    begins_post = rest.strip(" ,;").split()[0].strip(".,;()") in POST_WORDS
    return (name, rest) if begins_post and (initials or parted) else (None, text)


def _after_family_name(words: list[str], post: int) -> int:
    """Where the name ends: "সাবিনা আক্তার পোল্ট্রি উন্নয়ন কর্মকর্তা" has words of a post that begin no other."""
    return next((at + 1 for at in range(post - 1, 0, -1) if words[at] in FAMILY_NAMES), post)


def _to_post(text: str) -> tuple[str, str]:
    """The words before the first stop or word of a post, and the rest."""
    words = text.split()
    for index, word in enumerate(words):
        if word.strip(".,;:ঃ()") in POST_WORDS and index and word not in TITLES:
            end = _after_family_name(words, index)
            return " ".join(words[:end]).strip(" ,;"), " ".join(words[end:])
        if stop := STOP.search(word):
            kept = [*words[:index], word[: stop.start()]]
            left = " ".join([word[stop.start() :], *words[index + 1 :]])
            return " ".join(filter(None, kept)), left.lstrip(" ,;।/")
    return text.strip(), ""


# Where the officer sits is no part of the post: "২য় তলা", "ভবন ৬".
FLOOR = re.compile(
    nfc(
        r"[,;]?\s*(?:[0-9০-৯]+\s*(?:ম|য়|র্থ|ষ্ঠ|তম)|নিচ|নীচ)\s*তলা|[,;]\s*ভবন\s*(?:নং\s*)?[-:]?\s*[0-9০-৯]+"
        r"|,?\s*\d+(?:st|nd|rd|th)"
        r" floor"
    ),
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(r"\([^()]*\)")
# "(অ. দা.), উপজেলা মৎস্য কর্মকর্তা": what a name has left behind says nothing of the post.
LEFT_BEHIND = re.compile(r"^\s*\([^()]*\)\s*,\s*(?=\S)")
EMPTY_BRACKETS = re.compile(r"\(\s*[,;]*\s*\)")
DOUBLED_COMMAS = re.compile(r"\s*,(?:\s*,)+")
STRAY = " ,;:।/-–ঃ"


def read_officer(printed: str) -> ParsedOfficer:
    """The reading of an officer cell; `post` is what remains when name and contacts are taken away."""
    contacts = read_contacts(printed)
    name, rest = split_name(DOUBLED_COMMAS.sub(",", EMPTY_BRACKETS.sub(" ", contacts.rest)).lstrip(" ,;"))
    post = without_repetition(
        " ".join(FLOOR.sub(" ", LEFT_BEHIND.sub("", POST_LABEL.sub("", rest))).split()).strip(STRAY)
    )
    if IN_BRACKETS.fullmatch(post):
        post = post[1:-1].strip()
    officer: ParsedOfficer = {
        "post": None if marks.is_blank(post) else post,
        "phone": contacts.phone,
        "email": contacts.email,
        "geocode": contacts.geocode,
        "raw": printed,
    }
    if name:
        officer["name"] = name.strip(STRAY)
    if contacts.room:
        officer["room"] = contacts.room
    return officer


def without_repetition(text: str) -> str:
    """A text without its exact repetition: উপজেলা আইসিটি অফিসার printed twice names one post."""
    words = text.split()
    half = len(words) // 2
    return " ".join(words[:half]) if words and len(words) % 2 == 0 and words[:half] == words[half:] else text
