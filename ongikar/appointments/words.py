"""What states, kinds and times of appointments are called, in both languages."""

from datetime import datetime, time

from ongikar.core.i18n.say import language, say
from ongikar.records.words import State
from ongikar.rules.bangla.text import digits

from . import transitions
from .rules.offers import APPOINTMENT, BREAK

STATES = {
    transitions.HELD: State("ফরম পূরণ চলছে", "Being booked"),
    transitions.BOOKED: State("সময় ঠিক আছে", "Booked"),
    transitions.TO_MOVE: State("সরাতে হবে", "To be moved", "wait"),
    transitions.ARRIVED: State("এসেছেন", "Arrived", "today"),
    transitions.SERVED: State("দেখা হয়েছে", "Seen", "done"),
    transitions.MISSED: State("আসেননি", "Did not come", "shut"),
    transitions.UNSERVED: State("কার্যালয় সময় দেয়নি", "Not seen by the office", "late"),
    transitions.LEFT: State("ডেকে পাওয়া যায়নি", "Called, not there", "shut"),
    transitions.CANCELLED: State("বাতিল", "Cancelled", "shut"),
    transitions.EXPIRED: State("শেষ করা হয়নি", "Not completed", "shut"),
}
ACTS = {
    transitions.HOLD: ("সময়টি ধরা হয়েছে", "The time was held"),
    transitions.BOOK: ("সময় দেওয়া হয়েছে", "Booked"),
    transitions.EXPIRE: ("ফরম শেষ করা হয়নি, সময়টি আবার খালি", "Not completed; the time is free again"),
    transitions.MOVE: ("অন্য সময়ে নেওয়া হয়েছে", "Moved to another time"),
    transitions.DISPLACE: ("সময়টি আর রাখা যায় না", "The time can no longer be kept"),
    transitions.OFFER: ("অন্য সময় দেওয়ার প্রস্তাব গেছে", "Other times were offered"),
    transitions.STAND: ("সময়টি আগের মতোই রইল", "The time stands after all"),
    transitions.CANCEL: ("বাতিল হয়েছে", "Cancelled"),
    transitions.ARRIVE: ("এসেছেন", "Arrived"),
    transitions.SERVE: ("দেখা হয়েছে", "Seen"),
    transitions.MISS: ("আসেননি", "Did not come"),
    transitions.RETURN: ("“আসেননি” লেখাটি ভুল ছিল", "That the person did not come was a mistake"),
    transitions.FAIL: ("অফিস শেষ হলো, দেখা হয়নি", "Closing time came; the person was not seen"),
    transitions.LEAVE: ("ডাকা হয়েছিল, পাওয়া যায়নি", "Called, and was not there"),
    transitions.CORRECT: ("দেখা হয়েছিল, লেখা হয়নি", "Seen after all; it had not been written down"),
}
HAS_ONE = (
    "এর জন্য আগেই একটি সময় নেওয়া আছে। সেটি সরান বা বাতিল করুন।",
    "There is an appointment for this already. Move or cancel that one.",
)
KINDS = {APPOINTMENT: ("সাক্ষাৎ", "Appointments"), BREAK: ("বিরতি", "Break")}
WEEKDAYS = (
    ("সোম", "Mon"),
    ("মঙ্গল", "Tue"),
    ("বুধ", "Wed"),
    ("বৃহস্পতি", "Thu"),
    ("শুক্র", "Fri"),
    ("শনি", "Sat"),
    ("রবি", "Sun"),
)
# As a week of the office goes.
WEEK_ORDER = (6, 0, 1, 2, 3, 4, 5)
NTHS = {
    "": ("প্রতিবার", "Every time"),
    "1": ("মাসের প্রথমটি", "First of the month"),
    "2": ("মাসের দ্বিতীয়টি", "Second of the month"),
    "3": ("মাসের তৃতীয়টি", "Third of the month"),
    "4": ("মাসের চতুর্থটি", "Fourth of the month"),
    "5": ("মাসের শেষটি", "Last of the month"),
}


def weekdays_words(marks: str) -> str:
    """The days whose figures stand in the text, in the order of the week."""
    return ", ".join(say(*WEEKDAYS[day]) for day in WEEK_ORDER if str(day) in marks)


def clock_words(at: time | datetime) -> str:
    return digits(f"{at.hour}:{at.minute:02d}", language())
