"""Which act may follow which in the life of a request for information, as a table.

As with a case, a stored state is only a cache of the fold of the acts. The appeal has a state of its own: the
officer's duty to answer does not end because somebody has complained that it was not met.
"""

from ongikar.rules.transitions import STAY, Transition, Transitions

# Waiting for the officer: as it came, or because the appeal authority ordered it.
OPEN, ORDERED = "open", "ordered"
PROVIDED, IN_PART, REFUSED, LAPSED, WITHDRAWN = "provided", "in_part", "refused", "lapsed", "withdrawn"
WAITING = frozenset({OPEN, ORDERED})
# Answered, rightly or not: from each of these an appeal may be made.
ANSWERED = frozenset({PROVIDED, IN_PART, REFUSED, LAPSED})
ANY = WAITING | ANSWERED | {WITHDRAWN}

HAND_ON = "hand_on"
OFFICER, APPLICANT, APPEAL = "officer", "applicant", "appeal"

# Each with its words; an act as the page of a request tells of it.
STATES = {
    OPEN: ("উত্তরের অপেক্ষায়", "Waiting for the answer"),
    ORDERED: ("আপিলে তথ্য দিতে বলা হয়েছে", "Ordered on appeal to be given"),
    PROVIDED: ("তথ্য দেওয়া হয়েছে", "Information given"),
    IN_PART: ("আংশিক তথ্য দেওয়া হয়েছে", "Given in part"),
    REFUSED: ("তথ্য দেওয়া যায়নি (কারণসহ)", "Refused, with the reason"),
    LAPSED: ("মূল্য না দেওয়ায় শেষ হয়েছে", "Ended: the price was not paid"),
    WITHDRAWN: ("আবেদন তুলে নেওয়া হয়েছে", "Withdrawn"),
}
ACTS = {
    "file": ("তথ্যের আবেদন জমা হয়েছে।", "The request was filed."),
    "extend": (
        "তথ্যটির সঙ্গে অন্য দপ্তর জড়িত, তাই সময় বেড়েছে।",
        "Other units are involved, so the time was extended.",
    ),
    "price": ("কপির মূল্য জানানো হয়েছে।", "The price of the copies was named."),
    "paid": ("মূল্য পাওয়া গেছে।", "The price was paid."),
    "provide": ("তথ্য দেওয়া হয়েছে।", "The information was given."),
    "provide_part": ("তথ্যের একাংশ দেওয়া হয়েছে।", "A part of the information was given."),
    "refuse": ("তথ্য দেওয়া যায়নি। কারণ লেখা আছে।", "It was refused. The reason is written down."),
    "lapse": ("মূল্য না দেওয়ায় আবেদন শেষ হয়েছে।", "It ended because the price was not paid."),
    "withdraw": ("আবেদনকারী আবেদন তুলে নিয়েছেন।", "The applicant withdrew it."),
    "appeal": ("আপিল জমা হয়েছে।", "An appeal was filed."),
    "order": ("আপিলে তথ্য দিতে বলা হয়েছে।", "On appeal it was ordered to be given."),
    "dismiss": ("আপিল গ্রহণ করা হয়নি। কারণ লেখা আছে।", "The appeal was dismissed, with reasons."),
    HAND_ON: ("উত্তর দেওয়ার দায়িত্ব অন্য পদে গেছে।", "Another post answers it from now on."),
    "note": ("নোট লেখা হয়েছে।", "A note was written."),
    "correct": ("আবেদনকারীর তথ্য ঠিক করা হয়েছে।", "What is held about the applicant was put right."),
}

TRANSITIONS = Transitions(
    "request for information",
    ("file", OPEN),
    (
        # Other units hold a part of it: the longer limit of the Act, told to the applicant.
        Transition("extend", frozenset({OPEN}), STAY, OFFICER),
        # The price of the copies is named, and paid.
        Transition("price", WAITING, STAY, OFFICER),
        Transition("paid", WAITING, STAY, OFFICER),
        Transition("provide", WAITING, PROVIDED, OFFICER),
        Transition("provide_part", WAITING, IN_PART, OFFICER),
        Transition("refuse", frozenset({OPEN}), REFUSED, OFFICER),
        Transition("lapse", WAITING, LAPSED, OFFICER),
        Transition("withdraw", WAITING, WITHDRAWN, APPLICANT),
        # Charge was handed over: another post answers it.
        Transition(HAND_ON, WAITING, STAY, OFFICER),
        Transition("note", ANY, STAY, OFFICER),
        # What is held about the applicant is put right; the old value is kept, and shown in order.
        Transition("correct", ANY, STAY, OFFICER),
        Transition("appeal", ANSWERED | {OPEN}, STAY, APPLICANT),
        Transition("order", ANSWERED | {OPEN}, ORDERED, APPEAL),
        Transition("dismiss", ANSWERED | {OPEN}, STAY, APPEAL),
    ),
)
may = TRANSITIONS.may_follow
state_after = TRANSITIONS.state_after
