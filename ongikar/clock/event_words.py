"""What the watch does, said as sentences: for the rehearsal."""

WHAT = {
    "halfway": (
        "সময়ের অর্ধেক পেরোবে; মনে করিয়ে দেওয়া হবে",
        "half the time will have passed; a reminder goes out",
    ),
    "nearing": ("আর এক কার্যদিবস বাকি; মনে করিয়ে দেওয়া হবে", "one working day will be left; a reminder goes out"),
    "broken": (
        "সময় পেরিয়ে যাবে; কথা ভাঙবে, আবেদনকারী ও ঊর্ধ্বতন জানবেন",
        "the time will pass; the promise breaks, and applicant and superior are told",
    ),
    "complaint": ("আবেদনকারীর জন্য অভিযোগ তৈরি থাকবে", "a complaint is made ready for the applicant"),
    "appeal": ("পরের ধাপের আপিল তৈরি থাকবে", "an appeal to the next tier is made ready"),
}
# The same of a grievance, whose parties are others.
BROKEN_STAGE = (
    "নিষ্পত্তির সময় পেরিয়ে যাবে; অভিযোগকারী জানবেন",
    "the time to decide will pass; the complainant is told",
)


def words_of(what: str, topic: str) -> tuple[str, str]:
    return BROKEN_STAGE if (what, topic) == ("broken", "grievance") else WHAT[what]
