"""What stands in one cell of the attendance sheet, its class and its person."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla.text import day_month, digits, month_name

from . import transitions
from .attendance import AttendanceTotals, does_count
from .models import Gathering, Mark, Member
from .rules.attendance_signs import SignFault, read_sign, sign_words
from .words import mark_words

MOST_TYPED = 30


@dataclass(slots=True)
class GridColumn:
    """One class. `is_open`: may be filled in now; `has_cells`: is, on this page."""

    gathering: Gathering
    number: int
    is_today: bool
    is_open: bool
    # When heads were last counted as many as were marked.
    confirmed_at: datetime | None
    has_cells: bool = False
    # Whether everybody else was there, as it was ticked.
    is_rest_present: bool = False

    @property
    def key(self) -> int:
        return self.gathering.pk

    @property
    def is_held(self) -> bool:
        return self.gathering.state == transitions.RECORDED

    @property
    def day_words(self) -> str:
        return day_month(self.gathering.day, language())

    @property
    def day_number(self) -> str:
        return digits(self.gathering.day.day, language())

    @property
    def month(self) -> str:
        return month_name(self.gathering.day.month, language())

    @property
    def class_words(self) -> str:
        return say("ক্লাস {n}", "Class {n}", n=self.number)

    @property
    def words(self) -> str:
        return f"{self.class_words}, {self.day_words}"


@dataclass(slots=True)
class GridCell:
    """What stands of one person at one class. `mark`: the one that stands; `typed`: what is in the cell of
    the form; `was`: the key of the mark that the form showed, 0 for none. `look`: how it is drawn.
    """

    column: GridColumn
    member: Member
    mark: Mark | None
    is_member: bool
    typed: str = ""
    was: int = 0
    fault: str = ""

    @property
    def name(self) -> str:
        return f"c{self.column.key}-{self.member.pk}-{self.was}"

    @property
    def has_field(self) -> bool:
        return self.column.has_cells and self.is_member

    @property
    def standing_mark(self) -> Mark | None:
        """What only a code on the wall said stands till somebody who saw the room says it."""
        return self.mark if self.mark and does_count(self.mark, self.column.confirmed_at) else None

    @property
    def look(self) -> str:
        if self.standing_mark:
            return self.standing_mark.value
        return "none" if self.is_member else "out"

    @property
    def words(self) -> str:
        if self.standing_mark:
            said = mark_words(self.standing_mark.value)
            if self.standing_mark.minutes is None:
                return said
            return say(
                "{said}, {n} মিনিট", "{said}, {n} [minute|minutes]", said=said, n=self.standing_mark.minutes
            )
        if not self.is_member:
            return say("তালিকায় ছিলেন না", "Not on the roster")
        return say("লেখা হয়নি", "Not written") if self.column.is_open else say("এখনো হয়নি", "Not yet")


@dataclass(slots=True)
class GridRow:
    member: Member
    roll: str
    name: str
    cells: list[GridCell]
    totals: AttendanceTotals | None
    is_low: bool

    @property
    def faults(self) -> list[GridCell]:
        return [cell for cell in self.cells if cell.fault]


def shown_mark(cell: GridCell, shown: Mapping[int, Mark]) -> Mark | None:
    """The mark that the page showed in a cell, as far as it counted."""
    mark = shown.get(cell.was)
    is_its_own = mark is not None and (mark.gathering_id, mark.member_id) == (cell.column.key, cell.member.pk)
    does = mark is not None and is_its_own and does_count(mark, cell.column.confirmed_at)
    return mark if does else None


def take_cell(cell: GridCell, typed: str) -> tuple[str, str] | None:
    """Put into a cell what a sheet says of it, or say why not."""
    column = cell.column
    try:
        sign = read_sign(typed, column.gathering.minutes, is_pasted=True)
    except SignFault as fault:
        if cell.has_field:
            # As it was written, and never readable by itself: whoever saves has to say what it is.
            cell.typed = f"{typed[: MOST_TYPED - 1]}?"
            cell.fault = say(fault.bn, fault.en)
            return None
        return (fault.bn, fault.en)
    if sign is None:
        return None
    if cell.has_field:
        cell.typed = sign_words(sign.value, sign.minutes, language())
        return None
    mark = cell.standing_mark
    if not cell.is_member:
        return ("সেদিন তিনি এই তালিকায় ছিলেন না", "they were not on this roster that day")
    if column.is_held:
        # A word for "late" without minutes says no other minutes than those that stand.
        if (
            mark
            and mark.value == sign.value
            and (mark.minutes == sign.minutes or not re.search(r"\d", typed))
        ):
            return None
        stands = cell.words
        return (
            f"ক্লাসটি শেষ, লেখা আছে “{stands}”; পেস্টে অন্য কিছু। ক্লাসের পাতায় ঠিক করুন",
            f"the class is closed and says “{stands}”, the sheet does not; correct it on its own page",
        )
    if column.is_open:
        return ("আগে এই পাতার ক্লাসগুলো সংরক্ষণ করুন", "save the classes of this page first")
    return ("ক্লাসটি এখনো হয়নি", "this class has not been held yet")
