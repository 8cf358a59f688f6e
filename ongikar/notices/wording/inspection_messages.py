"""What is said of an inspection to whoever is in charge of the place: what was found, and how to acknowledge
it.
"""

from .message import Wording

# The address by which the head of a place reads what was found.
ACKNOWLEDGE_LINK = ("acknowledge_link", "once")

HEAD = {
    "inspection.finished": Wording(
        ("পরিদর্শনে যা পাওয়া গেছে", "What the inspection found"),
        (
            "{place}: পরিদর্শন শেষ। কী পাওয়া গেছে পড়ে স্বীকার করুন, বা আপনার কথা লিখুন।",
            "{place}: the inspection is over. Read what was found and acknowledge it, or answer it.",
        ),
        page=ACKNOWLEDGE_LINK,
    ),
}
