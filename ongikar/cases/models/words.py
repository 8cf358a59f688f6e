"""The words of what a case's columns hold: `{value: (Bangla, English)}`, for pages, forms and the columns
themselves.
"""

from ongikar.rules import case_transitions

ONLINE, COUNTER, PHONE, LETTER, PLANNED = "online", "counter", "phone", "letter", "planned"
# Through an agent at a Union Digital Centre, on the citizen's behalf.
AGENT = "agent"
CHANNELS = {
    ONLINE: ("অনলাইন", "Online"),
    COUNTER: ("কাউন্টার", "Counter"),
    PHONE: ("ফোন", "Phone"),
    LETTER: ("চিঠি", "Letter"),
    AGENT: ("ডিজিটাল সেন্টার", "Digital centre"),
    PLANNED: ("দপ্তরের নিজস্ব কাজ", "Office work"),
}
STATES = {
    case_transitions.RECEIVED: ("নতুন", "New"),
    case_transitions.ACCEPTED: ("চলছে", "In progress"),
    case_transitions.WAITING: ("কাগজের অপেক্ষা", "Waiting for documents"),
    case_transitions.ANSWERED: ("কাগজ এসেছে", "Documents received"),
    case_transitions.KEPT: ("কথা রাখা হয়েছে", "Promise kept"),
    case_transitions.REFUSED: ("নামঞ্জুর", "Refused"),
    case_transitions.REDIRECTED: ("অন্য কার্যালয়ের কাজ", "For another office"),
    case_transitions.WITHDRAWN: ("প্রত্যাহার", "Withdrawn"),
    case_transitions.DROPPED: ("বাদ", "Dropped"),
}
ENDED = {state: words for state, words in STATES.items() if state in case_transitions.CLOSED}
# What a register counts beside the states: what is received again, and what of the kept was given late.
REOPENED, LATE = "reopened", "late"
OUTCOMES = STATES | {
    REOPENED: ("আবার খোলা", "Reopened"),
    LATE: ("দেরিতে দেওয়া হয়েছে", "Given late"),
}
# The best first.
STARS = {
    5: ("৫: খুব ভালো", "5: very good"),
    4: ("৪: ভালো", "4: good"),
    3: ("৩: চলে", "3: fair"),
    2: ("২: খারাপ", "2: poor"),
    1: ("১: খুব খারাপ", "1: very poor"),
}
# Who acted: what `by_type` of a row says beside the key.
ACTORS = {
    "citizen": ("আবেদনকারী", "The applicant"),
    "user": ("কার্যালয়ের কেউ", "Somebody of the office"),
    "worker": ("নিজে থেকে", "by itself"),
}
