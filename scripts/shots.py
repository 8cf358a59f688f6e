"""Every picture of the documentation in one list: whose eyes, at what page, how wide, in which language.

`{late}` in an address is the number of a case of the demonstration that is late, and so on: see
tests/pages.py.
"""

from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).resolve().parents[1] / "docs"
README, MANUAL = DOCS / "shots", DOCS / "manual" / "shots"
PHONE, DESK = 360, 1280


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its file, who looks ("follower": whoever has the case's number), at what, and how much of
    it.

    `typed` is filled into the page and `press` pressed before the picture is taken, to show what is asked
    back or refused.
    """

    file: Path
    who: str
    address: str
    width: int
    height: int
    tongue: str
    typed: tuple[tuple[str, str], ...] = ()
    press: str = ""
    ticked: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The address in the language of the picture."""
        return self.address if self.tongue == "bn" else f"/en{self.address}"

    @property
    def scale(self) -> float:
        """Dots to a pixel of the page. A page of the manual shows a phone no wider than it is in the hand,
        and a desk as sharp as all its pictures together may weigh.
        """
        if self.file.parent != MANUAL:
            return 1.5
        return 1 if self.width == PHONE else 1.25


# What is written into a form: its field, and the words in Bangla and in English.
ORDER = (
    ("memo_number", "০৫.০০.০০০০.১৭৩.০৮.০০১.২৬-৪৮১", "05.00.0000.173.08.001.26-481"),
    ("memo_date", *["2026-11-19"] * 2),
    ("issuer", "জনপ্রশাসন মন্ত্রণালয়", "Ministry of Public Administration"),
    ("first_1", *["2026-11-26"] * 2),
    ("name_bn_1", *["বিশেষ ছুটি"] * 2),
    ("name_en_1", *["Special holiday"] * 2),
)
LETTER_IN = (
    ("sender", "উপজেলা নির্বাহী অফিসারের কার্যালয়", "Office of the Upazila Nirbahi Officer"),
    ("their_memo", "০৫.৫৫.৮৫৪৯.০০০.১৬.০০২.২৬-৪১২", "05.55.8549.000.16.002.26-412"),
    ("subject_line", "বিজয় দিবসে সাউন্ড ও প্রজেক্টরের তালিকা", "List of projectors for Victory Day"),
)
VISITOR = (
    ("mobile", "০১৭০০০০০০০৩", "01700000003"),
    ("name", "শাহিনা বেগম", "Shahina Begum"),
    ("address", "চন্দনপাট, রংপুর সদর", "Chandanpat, Rangpur Sadar"),
    ("asked", "ফোনে আসা একটি লিংক কি নিরাপদ?", "Is a link that came by phone safe?"),
    (
        "answer",
        "লিংকটি ভুয়া; না খুলে মুছে ফেলতে বলা হয়েছে।",
        "The link is false; she was told to delete it unopened.",
    ),
)
DECISION = (
    (
        "reasons",
        "সময়সীমার মধ্যে কাজ হয়নি, আগে জানানোও হয়নি।",
        "The work was not done in time, and nobody was told before.",
    ),
)
BY_PHONE = (
    ("text", "আবেদন নিতে ২০০ টাকা চাওয়া হয়েছে।", "I was asked for 200 taka to have my application taken."),
    ("name", "নাজমা খাতুন", "Najma Khatun"),
    ("mobile", "০১৭০০০০০০০৮", "01700000008"),
)
PROMISED = (("promise", "১ কার্যদিবস", "1 working day"),)
LATER = (("day", *["2027-03-01"] * 2),)
# Not the words with which a text may begin.
BUTTON = "main form .btn:not(.btn-plain)"
# Name in the manual: who, at what, how wide, how many pixels of it from the top; then what is done there
# first.
PAGES: dict[str, tuple] = {
    "officer-today": ("karim", "/desk/today/", DESK, 820),
    "officer-today-phone": ("karim", "/desk/today/", PHONE, 900),
    "officer-cases": ("karim", "/desk/cases/", DESK, 760),
    "officer-case": ("karim", "/desk/cases/{received}/", DESK, 760),
    "officer-accept-phone": ("karim", "/desk/cases/{received}/accept/", PHONE, 960, LATER, BUTTON),
    "officer-papers": ("karim", "/desk/cases/{citizen-1}/ask_for_papers/", DESK, 960, (), BUTTON),
    "officer-keep": ("karim", "/desk/cases/{citizen-1}/keep/", DESK, 1180),
    "officer-counter": (
        "karim",
        "/desk/counter/",
        DESK,
        1132,
        VISITOR,
        "",
        ("[name=service][value=citizen-5]", "[name=outcome][value=given]"),
    ),
    "officer-letter-in-phone": ("karim", "/desk/letters/{diary lab-list}/", PHONE, 900),
    "officer-letter": ("karim", "/desk/letters/out/{letter victory-day}/", DESK, 980),
    "officer-search": ("karim", "/desk/search/?q=নমুনা", DESK, 520),
    "officer-contact": ("karim", "/desk/contacts/{contact of contact}/", DESK, 640),
    "officer-places": ("karim", "/desk/places/{lab of devices}/", DESK, 640),
    "officer-charge": ("karim", "/desk/charge/{post of contact}/", DESK, 520),
    "officer-complaint": ("karim", "/desk/complaints/{grievance of tier-2}/", DESK, 900),
    "officer-returns": ("karim", "/desk/returns/", DESK, 560),
    "outside-task-phone": ("follower", "/t/{link of task outside}/", PHONE, 1400),
    "officer-order": ("karim", "/desk/calendar/order/", DESK, 1000, ORDER, BUTTON),
    "officer-replay": ("karim", "/desk/cases/replay/", DESK, 1000, PROMISED, BUTTON),
    "officer-review": ("karim", "/desk/charter/{upload}/", DESK, 760),
    "officer-part": ("karim", "/desk/charter/{upload}/part/citizen-1/", DESK, 1100),
    "officer-lint": ("karim", "/desk/charter/lint/", DESK, 800),
    "officer-posts-phone": ("karim", "/desk/people/give/", PHONE, 1260),
    "officer-account-phone": ("karim", "/me/", PHONE, 1000),
    "assistant-today-phone": ("shirin", "/desk/today/", PHONE, 900),
    "assistant-diary-phone": ("shirin", "/desk/letters/in/", PHONE, 1200, LETTER_IN),
    "assistant-letter": ("shirin", "/desk/letters/out/new/", DESK, 1000),
    "assistant-issue-book": ("shirin", "/desk/books/issue/2026/", DESK, 760),
    "assistant-register": ("shirin", "/desk/books/services/2026/", DESK, 760),
    "gro-desk": ("salma", "/desk/grievances/", DESK, 720),
    "gro-complaint": ("salma", "/desk/grievances/{hearing called}/", DESK, 1240),
    "gro-decide-phone": (
        "salma",
        "/desk/grievances/{grievance of tier-1}/?decide",
        PHONE,
        1330,
        DECISION,
        BUTTON,
        ("[name=upheld][value=yes]",),
    ),
    "gro-hearing": (
        "salma",
        "/desk/grievances/{hearing called}/#hearing-{hearing of hearing called}",
        DESK,
        400,
    ),
    "gro-take-phone": (
        "salma",
        "/desk/grievances/new/",
        PHONE,
        1560,
        BY_PHONE,
        "",
        ("[name=channel][value=phone]", "[name=about][value=unlawful]"),
    ),
    "citizen-complain-phone": (
        "",
        "/grievances/new/",
        PHONE,
        1500,
        BY_PHONE,
        "",
        ("[name=about][value=unlawful]", "[name=who][value=hidden]"),
    ),
    "gro-offices": ("salma", "/desk/offices/", DESK, 480),
    "administrator-posts": ("lipi", "/desk/people/", DESK, 760),
    "administrator-give-phone": ("lipi", "/desk/people/give/", PHONE, 1320),
    "administrator-health": ("lipi", "/desk/health/", DESK, 1132),
    "administrator-ledger": ("", "/ledger/", DESK, 760),
}


def of_manual() -> list[Shot]:
    """Each page in both languages, as the two manuals show it."""
    return [
        shot(name, *page, tongue=tongue, place=place)
        for name, page in PAGES.items()
        for place, tongue in enumerate(("bn", "en"))
    ]


def shot(name, who, address, width, height, written=(), press="", ticked=(), *, tongue, place) -> Shot:
    typed = tuple((field, words[place]) for field, *words in written)
    return Shot(MANUAL / f"{name}-{tongue}.png", who, address, width, height, tongue, typed, press, ticked)


SHOTS = [
    Shot(README / "home-phone-bn.png", "", "/", PHONE, 740, "bn"),
    Shot(README / "home-desktop-en.png", "", "/", DESK, 900, "en"),
    Shot(README / "service-phone-bn.png", "", "/services/citizen-1/", PHONE, 1160, "bn"),
    Shot(README / "track-phone-bn.png", "follower", "/track/{late}/", PHONE, 1480, "bn"),
    Shot(README / "today-desktop-bn.png", "karim", "/desk/today/", DESK, 900, "bn"),
    Shot(README / "case-desktop-bn.png", "karim", "/desk/cases/{late}/", DESK, 900, "bn"),
    Shot(README / "counter-desktop-en.png", "karim", "/desk/counter/", DESK, 1020, "en"),
    Shot(README / "account-desktop-bn.png", "", "/account/", DESK, 900, "bn"),
    *of_manual(),
]
