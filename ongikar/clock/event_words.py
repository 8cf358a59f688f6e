"""What the watch does, said as sentences: for the rehearsal."""

from .rehearsing import Foreseen

WHAT = {
    "halfway": (
        "সময়ের অর্ধেক পেরোবে; মনে করিয়ে দেওয়া হবে।",
        "Half the time has passed; a reminder goes out.",
    ),
    "nearing": (
        "আর এক কার্যদিবস বাকি থাকবে; মনে করিয়ে দেওয়া হবে।",
        "One working day is left; a reminder goes out.",
    ),
    "broken": (
        "সময় পেরিয়ে যাবে। কথা ভাঙবে; আবেদনকারী ও ঊর্ধ্বতন কর্মকর্তা জানবেন।",
        "The time passes. The promise breaks; the applicant and the superior officer are told.",
    ),
    "complaint": ("আবেদনকারীর জন্য অভিযোগ তৈরি থাকবে।", "A complaint is made ready for the applicant."),
    "appeal": ("পরের ধাপের আপিল তৈরি থাকবে।", "An appeal to the next tier is made ready."),
}
# The same of a grievance, whose parties are others.
BROKEN_STAGE = (
    "নিষ্পত্তির সময় পেরিয়ে যাবে; অভিযোগকারী জানবেন।",
    "The time to decide passes; the complainant is told.",
)
# And of what the office owes by itself, for which nobody waits outside.
BROKEN_OWN = (
    "সময় পেরিয়ে যাবে। কথা ভাঙবে; ঊর্ধ্বতন কর্মকর্তা জানবেন।",
    "The time passes. The promise breaks; the superior officer is told.",
)


def words_of(event: Foreseen) -> tuple[str, str]:
    if event.what != "broken":
        return WHAT[event.what]
    if event.topic == "grievance":
        return BROKEN_STAGE
    return WHAT["broken"] if event.owner.is_awaited else BROKEN_OWN
