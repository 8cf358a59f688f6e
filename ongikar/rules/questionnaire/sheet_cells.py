"""What a cell of the survey may say: what other programs' forms have is taken under our name, and whatever a
page could not do as a phone does it is told with what to write instead.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .definition import IMAGE, RANGE, SELECTS, Choice

YES, NO = frozenset(["yes", "true", "true()", "1", "হ্যাঁ"]), frozenset(["no", "false", "false()", "0", "না"])
OTHER_TYPES = {"trigger": "acknowledge", "string": "text", "int": "integer", "photo": "image"}
OTHER_TYPES |= {"gps": "geopoint", "location": "geopoint", "phone_number": "phonenumber"}
# What forms of other programs have, and what to do instead.
NOT_TAKEN = {
    "datetime": (
        "তারিখ ও সময় আলাদা দুটি প্রশ্নে (date, time) দিন।",
        "Ask for the day and the hour as two questions (date, time).",
    ),
    "rank": (
        "প্রথম, দ্বিতীয়, তৃতীয়: প্রতিটির জন্য একটি select_one দিন।",
        "Ask for the first, the second and the third, each as a select_one.",
    ),
    **dict.fromkeys(
        ("audio", "background-audio", "video"),
        ("শুধু ছবি ও PDF নেওয়া হয়।", "Pictures and PDFs alone are taken."),
    ),
    **dict.fromkeys(
        ("geotrace", "geoshape"), ("একটি জায়গা নেওয়া হয়: geopoint।", "One place is taken: geopoint.")
    ),
    **dict.fromkeys(
        ("csv-external", "xml-external"),
        ("তালিকাটি choices পাতায় লিখুন।", "Write the list in the sheet “choices”."),
    ),
}
# How a phone may lay out a group without its being another thing on a page.
LOOKS_OF_GROUPS = frozenset({"", "field-list"})
# Beginnings of a look that asks something else than a page could ask, or asks it elsewhere.
OTHER_THINGS = ("search(", "ex:", "url", "printer", "year", "month-year", "map", "autocomplete(")
PARAMETERS = {RANGE: frozenset({"start", "end", "step"}), IMAGE: frozenset({"max-pixels"})}
# The choice that `or_other` puts at the end of a list, and what asks which one.
OTHER = Choice("other", {"bn": "অন্য", "en": "Other"})
WHICH_OTHER = {"bn": "অন্য কী, লিখুন", "en": "Which other? Write it"}
WITH_OTHER = "_or_other"
# Cells that say something of a question and nothing of a group.
OF_QUESTIONS = ("constraint", "calculation", "default", "choice_filter", "parameters", "read_only", "points")
WORDS_OF_QUESTIONS = ("hint", "required_message", "constraint_message")
NO_GROUP = ("ভাগের জন্য চলে না; ঘরটি খালি করুন।", "A group has none; empty the cell.")
ONLY_REPEATS = ("শুধু begin repeat-এ চলে।", "Only a begin repeat has one.")


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with one cell of a row, by its column."""

    column: str
    bn: str
    en: str


def yes_or_expression(text: str) -> str:
    return "true()" if text.casefold() in YES else "" if text.casefold() in NO else text


def group_faults(
    cells: Mapping[str, str], words: Mapping[str, Mapping[str, str]], *, is_repeat: bool
) -> Iterator[CellFault]:
    """Of a row that begins a group. `words`: column → its text by language."""
    for column in OF_QUESTIONS:
        if cells.get(column):
            yield CellFault(column, *NO_GROUP)
    for column in WORDS_OF_QUESTIONS:
        if any(words.get(column, {}).values()):
            yield CellFault(column, *NO_GROUP)
    if yes_or_expression(cells.get("required", "")):
        yield CellFault(
            "required",
            "ভাগ নয়, ভেতরের প্রশ্নগুলোতে লিখুন।",
            "Write it at the questions inside, not at the group.",
        )
    if not is_repeat and cells.get("repeat_count"):
        yield CellFault("repeat_count", *ONLY_REPEATS)
    if cells.get("appearance", "") not in LOOKS_OF_GROUPS:
        yield CellFault(
            "appearance",
            "ভাগে শুধু field-list চলে; ঘরটি খালি করুন।",
            "Of a group only field-list is taken; empty the cell.",
        )


def question_faults(cells: Mapping[str, str], sort: str) -> Iterator[CellFault]:
    """Of a row that asks, by its type."""
    if cells.get("repeat_count"):
        yield CellFault("repeat_count", *ONLY_REPEATS)
    if cells.get("choice_filter") and sort not in SELECTS:
        yield CellFault("choice_filter", "শুধু বেছে নেওয়ার প্রশ্নে চলে।", "Only a question with choices has one.")
    for look in cells.get("appearance", "").split():
        if look.startswith(OTHER_THINGS):
            yield CellFault(
                "appearance",
                f"“{look}” ওয়েবের পাতায় একই কাজ করে না; বাদ দিন।",
                f"“{look}” does something else on a phone than a page can; take it out.",
            )
    for name in parameters_in(cells):
        if name not in PARAMETERS.get(sort, ()):
            yield CellFault(
                "parameters", f"“{name}” নেওয়া যায় না; বাদ দিন।", f"“{name}” is not taken; take it out."
            )


def parameters_in(cells: Mapping[str, str]) -> dict[str, str]:
    """`start=1 end=5` as names and values; "" of a name alone."""
    pairs = cells.get("parameters", "").replace(";", " ").split()
    return {name: value for name, _, value in (pair.partition("=") for pair in pairs)}
