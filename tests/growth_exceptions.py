"""What reads more than it shows, how much more at most, and why it may: every address and every duty of the
worker that is not named here reads at most ten times the rows that it shows. A statement of one that is named
reads at most the rows of its bound: the test holds it to that, too.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ongikar.records.registry import DESKS

# Over so many days the rows of years_of_work.py lie.
DAYS = 1_000


@dataclass(frozen=True)
class Bound:
    """At most how many rows one statement reads, of so many in each table; in words, and why."""

    words: str
    why: str
    rows: Callable[[int], int]


def of_days(days: int, words: str, why: str, *, each: int = 8) -> Bound:
    """The rows of so many days: of each its own, and those of up to `each` tables beside it."""
    return Bound(words, why, lambda many: each * many * days // DAYS)


def of_number(most: int, words: str, why: str) -> Bound:
    """So many rows, whatever there is."""
    return Bound(words, why, lambda many: most)


def of_year(why: str) -> Bound:
    return of_days(366, "the lines of one year of one office, each with what belongs to it", why)


_NARROWED = of_year(
    "the lines of a service or an outcome lie among the others of the year; their totals are kept beside them"
)
_REGISTER = of_year("a whole register, by intent")
# Of the fill of test_growth.py a tenth is open.
_COMPLAINTS = Bound(
    "the stages that wait before the office, each with its clock; and the stages of a quarter",
    "which of those in hand are past their day is asked of their clocks, and a tenth of all is far more than"
    " any office has in hand; a quarter is told by who complained of what",
    lambda many: max(many // 3 + 500, many * 92 // DAYS * 2),
)
_CHARGE = Bound(
    "a device of each place of the office, and those at the 50 places that are shown",
    "whoever hands over charge hands over the devices: they are counted at each place that is shown",
    lambda many: many,
)
_LABS = Bound(
    "the devices at 300 places",
    "the public list of all labs says how many computers work in each: they are counted off an index",
    lambda many: many,
)
_NEWEST = of_number(
    4_500,
    "the newest 2,000 rows of the office, and what stands beside them",
    "a frequent word fills a page of the newest; of certificates the newest alone are looked through",
)
_SOUGHT = of_number(
    8_500,
    "the newest 2,000 rows of a list, each with its case and who asked",
    "words are looked for in the newest rows of a list, by no index",
)
_RECORDS = of_number(
    4_500 + 3_000 * sum(bool(desk.search_fields) for desk in DESKS.values()),
    "the newest 500 records of each list, each with its case and who asked, and once more as their text",
    "words are looked for in the newest of all lists, in one statement",
)
_HOURS = of_year("the hours of each person in a year are added up for all persons, the fewest first")
# By name of the address.
ALL_OF_IT: dict[str, Bound] = {
    **dict.fromkeys(("book_sheet", "book_pdf"), _REGISTER),
    **dict.fromkeys(
        ("desk_grievance_report", "desk_grievance_report_sheet", "desk_grievance_report_pdf"), _COMPLAINTS
    ),
    **dict.fromkeys(("charge", "charge_pass"), _CHARGE),
    **dict.fromkeys(("certificates", "letters", "letter_files"), _NEWEST),
    "desk_search": _RECORDS,
    "desk_drops": Bound(
        "the cases of which somebody once asked that they be dropped",
        "an act of an index of its own; of all cases one in some hundreds, and here one in fifty",
        lambda many: many // 33,
    ),
    "contact_doubles": Bound(
        "the contacts in use of the office, once by mobile and once by post",
        "who may be the same is seen only by holding all contacts in use side by side",
        # Those of the scene among them.
        lambda many: many + 100,
    ),
    "labs": _LABS,
    "tasks_pdf": of_number(
        5_000, "150 tasks, each with whose it is and what it belongs to", "a sheet has so many tasks at most"
    ),
    "places": Bound("the devices at 50 places", "they are counted off an index", lambda many: many),
    "training_hours": _HOURS,
}
# By name of the address, with what was chosen in it; without a choice it reads its page.
NARROWED_ALL_OF_IT: dict[str, Bound] = {
    "book": _NARROWED,
    **{desk.names: _SOUGHT for desk in DESKS.values() if desk.search_fields},
    **dict.fromkeys(("desk_grievances", "desk_complaints"), _SOUGHT),
    # They stand above its list, however that is narrowed.
    "training_hours": _HOURS,
}
_BY_DAY = of_year("its lines stand in the order of a day and have no serial: those of the year are counted")
_DEVICES = Bound(
    "the devices of the office, its places and what stands at each",
    "the totals of a register of things are of all that is in use, of which an office has some thousands",
    lambda many: 2 * many,
)
# By name of the register.
BOOKS_ALL_OF_IT: dict[str, Bound] = {
    **dict.fromkeys(("meetings", "decisions", "inspections", "upkeep", "files", "training_hours"), _BY_DAY),
    "trainings": of_days(
        366,
        "the batches of one year, each with its classes",
        "a batch stands in the year of its first class; an office has some dozens",
        each=12,
    ),
    **dict.fromkeys(("devices", "labs", "udc"), _DEVICES),
    "advice": of_year("what notes answered is counted for each month of the year, off an index"),
}
# By name of what lies on a post.
SOURCES_ALL_OF_IT: dict[str, Bound] = {"devices": _CHARGE}
# By name of the duty. One without a bound makes whole files in a process of its own.
DUTIES_ALL_OF_IT: dict[str, Bound | None] = {
    "telling of the month's complaints": _COMPLAINTS,
    "sealing": of_number(
        120_000,
        "a stretch of 20,000 entries and their seals",
        "the first rounds of a worker, and one in an hour, look over everything in stretches; the others read"
        " what is new",
    ),
    "bringing open cases to the new form of their service": Bound(
        "the open cases of an office, with their services",
        "of all that is open it is asked once an hour what still has an earlier form",
        lambda many: 3 * many,
    ),
    "making files": None,
    "keeping backups": None,
}
# By name of what retention lets go: one row of an index for each file of the class, of which an office has
# some hundreds, and here as many as letters.
BY_FILES = frozenset({"letters_kha", "letters_ga", "letters_gha"})
