"""What states, acts and ways of a letter are called on pages and papers."""

from .transitions import (
    ANSWERED,
    CANCELLED,
    DIARISED,
    DRAFT,
    FILED,
    IN,
    INITIALLED,
    ISSUED,
    MARKED,
    OUT,
    REDIRECTED,
    SIGNED,
    SUPERSEDED,
    WITHHELD,
)

DIRECTIONS = {IN: ("এসেছে", "in"), OUT: ("গেছে", "out")}
CHANNELS = {
    "hand": ("হাতে", "By hand"),
    "post": ("ডাকে", "By post"),
    "email": ("ই-মেইলে", "By e-mail"),
    "dnothi": ("ডি-নথিতে", "By D-Nothi"),
}
# The look of the tag (core/templatetags/icons.py), and its words.
STATES = {
    DIARISED: ("open", "চিহ্নিত করা বাকি", "To be marked"),
    MARKED: ("open", "দেখা হচ্ছে", "Being dealt with"),
    ANSWERED: ("done", "উত্তর দেওয়া হয়েছে", "Answered"),
    FILED: ("shut", "নথিতে রাখা হয়েছে", "Filed"),
    REDIRECTED: ("shut", "অন্য কার্যালয়ে পাঠানো হয়েছে", "Sent on"),
    DRAFT: ("open", "খসড়া", "Draft"),
    INITIALLED: ("open", "অনুস্বাক্ষর হয়েছে", "Initialled"),
    SIGNED: ("open", "স্বাক্ষর হয়েছে, জারি বাকি", "Signed, to be issued"),
    ISSUED: ("done", "জারি হয়েছে", "Issued"),
    CANCELLED: ("shut", "বাতিল", "Cancelled"),
    SUPERSEDED: ("shut", "নতুন চিঠি জারি হয়েছে", "Superseded"),
    WITHHELD: ("shut", "পাঠানো হয়নি", "Not sent"),
}
STATE_WORDS = {state: (bn, en) for state, (_, bn, en) in STATES.items()}
ACTS = {
    "diarise": ("ডায়েরিতে তোলা হয়েছে", "Entered in the diary"),
    "mark": ("চিহ্নিত করা হয়েছে", "Marked"),
    "answer": ("উত্তর দেওয়া হয়েছে", "Answered"),
    "file": ("নথিতে রাখা হয়েছে", "Filed"),
    "redirect": ("অন্য কার্যালয়ে পাঠানো হয়েছে", "Sent on to another office"),
    "remind": ("তাগিদ এসেছে", "A reminder came"),
    "add_pages": ("পাতা যোগ হয়েছে", "Pages added"),
    "correct": ("ঠিক করা হয়েছে", "Corrected"),
    "place": ("নথি বদল হয়েছে", "Put into a file"),
    "belong": ("আবেদনের সঙ্গে যুক্ত হয়েছে", "Attached to a case"),
}
FIELDS = {
    "subject_line": ("বিষয়", "Subject"),
    "sender_name": ("প্রেরক", "Sender"),
    "their_memo": ("তাদের স্মারক", "Their memo number"),
    "their_date": ("চিঠির তারিখ", "Date of the letter"),
    "received_on": ("পাওয়ার তারিখ", "Received on"),
    "channel": ("কীভাবে এসেছে", "How it came"),
}
