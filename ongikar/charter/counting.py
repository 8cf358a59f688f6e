"""The rules of counting that the charter does not print and the office has set: said in full to whoever asks."""

from ongikar.frame.say import say
from ongikar.offices.models import Office

AFTER_HOURS = {
    "next_working_day": (
        "অফিস সময়ের পরে বা বন্ধের দিনে পাওয়া আবেদন পরের কার্যদিবসে পাওয়া বলে ধরা হয়।",
        "What comes after office hours or on a closed day counts as received on the next working day.",
    ),
    "same_day": (
        "অফিস সময়ের পরে পাওয়া আবেদনও সেদিনই পাওয়া বলে ধরা হয়।",
        "What comes after office hours still counts as received on that day.",
    ),
}
ROLL_CLOSED = {
    True: (
        "শেষ দিন বন্ধের দিনে পড়লে পরের কার্যদিবসই শেষ দিন।",
        "If the last day is a closed one, the next working day is the last.",
    ),
    False: (
        "শেষ দিন বন্ধের দিনে পড়লেও তা সরে না।",
        "The last day does not move, even when it is a closed one.",
    ),
}
ALWAYS = (
    (
        "যেদিন আবেদন পাই, সেদিন দিন গোনায় আসে না; পরের কার্যদিবস প্রথম দিন। শেষ দিন অফিস বন্ধ হওয়া পর্যন্ত সময়।",
        "The day we receive a request is not counted; the next working day is day one. The time lasts until closing on the last day.",
    ),
    (
        "কোনো কাগজ বা উত্তর লিখে চাইলে, তা না আসা পর্যন্ত দিন গোনা থেমে থাকে। আর কোনো কারণে থামে না।",
        "When we ask for a document or an answer in writing, days are not counted until it comes. Nothing else stops the count.",
    ),
    (
        "আবেদন নেওয়ার সময় তারিখ বলা হয়। তারিখ আগে আসতে পারে। পেছায় কেবল সেই সেবায়, যার পাতায় লেখা আছে যে কারণ জানিয়ে একবার সময় বাড়ানো যায়।",
        "The day is named when the request is taken. It may come nearer. It is put off only for a service whose page says that its time may be extended once, with the reason.",
    ),
)


def rules_of_counting(office: Office) -> list[str]:
    """How days are counted here: the two rules the office has set, then those that hold everywhere."""
    version = office.calendar_version()
    data = version.data if version else {}
    chosen = (
        AFTER_HOURS[data.get("after_hours", "next_working_day")],
        ROLL_CLOSED[data.get("roll_closed", True)],
    )
    return [say(*pair) for pair in (*chosen, *ALWAYS)]
