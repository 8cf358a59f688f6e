"""The attendance of a roster as one sheet, people by classes: as it is looked at, and as it is filled in by
keyboard, from a form or from Excel, and saved with one press.

Only a class that may be marked now has cells to fill in. One that was written down as held stands there as it
was: it is put right on its own page, where the mark that was wrong is struck through.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db import transaction

from ongikar.core.i18n.say import language, say
from ongikar.journal.actions import Reference
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .actions import ListedMark, ListFault, mark_list, record_gathering
from .actions.act_log import lock_gathering
from .actions.counting import unmarked_members
from .actions.marking import CHANGED
from .attendance import CONFIRMED_AT, AttendanceTotals, attendance_of
from .attendance_cells import MOST_TYPED, GridCell, GridColumn, GridRow, shown_mark, take_cell
from .models import Gathering, Mark, Member, Roster
from .rules.attendance_signs import Sign, SignFault, read_sign, sign_words
from .rules.pasted_attendance import PastedSheet, SheetClass, SheetPerson, read_pasted
from .transitions import GatheringFault
from .words import mark_words

# A form may have 200 fields (settings.py); a cell is one.
MOST_CELLS, MOST_PEOPLE = 180, 60
CELL = re.compile(r"c(\d{1,18})-(\d{1,18})-(\d{1,18})")
# What a column says whose other people were all there.
REST = "rest"


@dataclass(frozen=True, slots=True)
class Saved:
    """What one press did: how many marks were written, in how many classes; which were written down as held,
    and why another was not.
    """

    marks: int
    classes: int
    closed: Sequence[int]
    left_open: Sequence[str]


class GridFaults(Exception):
    """Nothing was saved: the cells say why."""


class AttendanceGrid:
    """`rolls`: by the applicant, the number by which somebody is called; `wanted`: the percent that the
    certificate asks for. `page`: which sixty of the people.
    """

    def __init__(
        self,
        roster: Roster,
        *,
        now: datetime,
        rolls: Mapping[int, int] | None = None,
        other_names: Mapping[int, str] | None = None,
        wanted: int = 0,
        page: str = "",
    ) -> None:
        self.roster, self.now, self.wanted = roster, now, wanted
        self.rolls, self.other_names = rolls or {}, other_names or {}
        people = sorted(roster.members.all(), key=lambda each: (self.roll_of(each) or 10**9, each.pk))
        self.page = Paginator(people, MOST_PEOPLE).get_page(page)
        shown = list(self.page)
        self.columns = self.columns_of(roster, len(shown))
        self.pasted: PastedSheet | None = None
        # What was typed for a class that meanwhile takes no marks.
        self.faults: list[str] = []
        self.rows = self.rows_of(shown)

    def roll_of(self, member: Member) -> int:
        return self.rolls.get(member.applicant_id or 0, 0)

    def columns_of(self, roster: Roster, people: int) -> list[GridColumn]:
        today = self.now.astimezone(TZ).date()
        gatherings = Gathering.objects.that_stand().filter(roster=roster).order_by("starts_at", "id")
        gatherings = gatherings.annotate(confirmed_at=CONFIRMED_AT)
        columns = [
            GridColumn(
                each,
                number,
                is_today=each.day == today,
                is_open=each.state in transitions.COMING and self.now >= each.opens_at,
                confirmed_at=each.confirmed_at,
            )
            for number, each in enumerate(gatherings.select_related("roster"), 1)
        ]
        is_open = [each for each in columns if each.is_open]
        for each in is_open[: max(MOST_CELLS // max(people, 1), 1)]:
            each.has_cells = True
        return columns

    def rows_of(self, people: Sequence[Member]) -> list[GridRow]:
        gatherings = [each.gathering for each in self.columns]
        standing = Mark.objects.that_stand().filter(gathering__in=gatherings, member__in=people)
        marks: dict[tuple[int, int], Mark] = {(each.member_id, each.gathering_id): each for each in standing}
        totals = attendance_of(self.roster, now=self.now, members=list(people))
        return [self.row_of(member, marks, totals[member.pk]) for member in people]

    def row_of(
        self, member: Member, marks: Mapping[tuple[int, int], Mark], totals: AttendanceTotals
    ) -> GridRow:
        cells = []
        for column in self.columns:
            mark = marks.get((member.pk, column.key))
            is_member = member.is_member_on(column.gathering.day)
            cell = GridCell(column, member, mark, is_member, was=mark.pk if mark else 0)
            if cell.standing_mark:
                cell.typed = sign_words(cell.standing_mark.value, cell.standing_mark.minutes, language())
            cells.append(cell)
        roll = self.roll_of(member)
        is_low = totals.percent is not None and totals.percent < self.wanted
        return GridRow(
            member, digits(roll, language()) if roll else member.beside, member.title, cells, totals, is_low
        )

    # ---- as it is looked at ----

    @property
    def months(self) -> list[tuple[str, int]]:
        """The months above the days, with how many classes each has; in their order."""
        months: list[tuple[str, int]] = []
        for column in self.columns:
            if months and months[-1][0] == column.month:
                months[-1] = (column.month, months[-1][1] + 1)
            else:
                months.append((column.month, 1))
        return months

    @property
    def classes_held(self) -> int:
        return sum(column.is_held for column in self.columns)

    @property
    def average(self) -> int | None:
        percents = [row.totals.percent for row in self.rows if row.totals and row.totals.percent is not None]
        return sum(percents) // len(percents) if percents else None

    @property
    def looks(self) -> list[tuple[str, str]]:
        """What the drawings say: the usual ones, and those that occur."""
        occurring = {cell.look for row in self.rows for cell in row.cells}
        usual = (Mark.PRESENT, Mark.LATE, Mark.ABSENT)
        return [(value, mark_words(value)) for value in Mark.VALUES if value in usual or value in occurring]

    @property
    def fields(self) -> list[GridColumn]:
        """The classes that are filled in here."""
        return [column for column in self.columns if column.has_cells]

    @property
    def waiting(self) -> int:
        """How many more may be filled in once these are saved."""
        return sum(column.is_open for column in self.columns) - len(self.fields)

    @property
    def cells(self) -> Iterable[GridCell]:
        return (cell for row in self.rows for cell in row.cells)

    @property
    def has_faults(self) -> bool:
        return bool(self.faults) or any(cell.fault for cell in self.cells)

    # ---- as it is filled in ----

    def read(self, data: Mapping[str, str]) -> None:
        """What was typed, with the marks that the page showed when it was."""
        fields = {(cell.column.key, cell.member.pk): cell for cell in self.cells if cell.has_field}
        elsewhere: dict[int, int] = defaultdict(int)
        for name, typed in data.items():
            if not (match := CELL.fullmatch(name)):
                continue
            gathering, member, was = (int(each) for each in match.groups())
            cell = fields.get((gathering, member))
            if cell is None:
                elsewhere[gathering] += bool(typed.strip())
                continue
            cell.typed, cell.was = typed.strip()[:MOST_TYPED], was
        for column in self.fields:
            column.is_rest_present = bool(data.get(f"{REST}{column.key}"))
        self.faults += self.gone_faults({key for key, count in elsewhere.items() if count})

    def gone_faults(self, keys: Iterable[int]) -> list[str]:
        """What was typed for classes that were closed, moved or called off meanwhile."""
        columns = {column.key: column for column in self.columns}
        faults = []
        for key in sorted(keys):
            column = columns.get(key)
            if column is None:
                faults.append(
                    say(
                        "একটি ক্লাস এর মধ্যে সরানো বা বাতিল হয়েছে; তার চিহ্নগুলো লেখা হয়নি।",
                        "A class was moved or cancelled meanwhile; its marks were not written.",
                    )
                )
            elif column.is_held:
                faults.append(
                    say(
                        "{class_} এর মধ্যে শেষ বলে লেখা হয়েছে; যা টাইপ করেছেন তা লেখা হয়নি।"
                        " ভুল থাকলে ক্লাসের পাতায় ঠিক করুন।",
                        "{class_} was closed meanwhile; what you typed of it was not written. Correct it on"
                        " the page of the class.",
                        class_=column.words,
                    )
                )
        return faults

    def take_sheet(self, text: str) -> None:
        """Fill the cells from what was copied out of Excel; nothing is saved by it."""
        sheet = read_pasted(text, self.sheet_people(), self.sheet_classes())
        self.pasted = sheet
        cells = {(cell.member.pk, cell.column.key): cell for cell in self.cells}
        names = {row.member.pk: row.name for row in self.rows}
        for place, typed in sheet.cells.items():
            cell = cells[place]
            fault = take_cell(cell, typed)
            if fault:
                bn, en = fault
                sheet.refuse(
                    f"{names[cell.member.pk]}, {cell.column.words}: {bn}।",
                    f"{names[cell.member.pk]}, {cell.column.words}: {en}.",
                )

    def sheet_people(self) -> list[SheetPerson]:
        return [
            SheetPerson(
                row.member.pk,
                self.roll_of(row.member),
                tuple(filter(None, (row.name, self.other_names.get(row.member.applicant_id or 0, "")))),
            )
            for row in self.rows
        ]

    def sheet_classes(self) -> list[SheetClass]:
        return [
            SheetClass(
                column.key,
                column.number,
                column.gathering.day,
                column.gathering.minutes,
                column.has_cells,
                column.is_held,
            )
            for column in self.columns
        ]

    def marks_to_save(self) -> dict[int, list[ListedMark]]:
        """By class what was typed otherwise than it stood on the page; a cell that cannot be read is given
        its fault.
        """
        shown = Mark.objects.in_bulk({cell.was for cell in self.cells if cell.has_field and cell.was})
        marks: dict[int, list[ListedMark]] = defaultdict(list)
        for cell in self.cells:
            if not cell.has_field:
                continue
            try:
                sign = read_sign(cell.typed, cell.column.gathering.minutes)
            except SignFault as fault:
                cell.fault = say(fault.bn, fault.en)
                continue
            was = shown_mark(cell, shown)
            if sign is None and cell.column.is_rest_present and cell.standing_mark is None:
                sign = Sign(Mark.PRESENT)
            if sign is None and was is not None:
                cell.fault = say(
                    "লেখা চিহ্ন মোছা যায় না; ভুল হলে অন্যটি লিখুন",
                    "A mark cannot be erased; write another over it",
                )
            elif sign and (was is None or (was.value, was.minutes) != (sign.value, sign.minutes)):
                marks[cell.column.key].append(ListedMark(cell.member, sign.value, sign.minutes, cell.was))
        return marks

    def save(self, *, closes: bool, nonce: str, actor: Reference, now: datetime) -> Saved:
        """All that was typed, or nothing. `closes`: a class that is over and in which everybody is marked is
        written down as held. Raises GridFaults; the cells say why.
        """
        marks = self.marks_to_save()
        if self.has_faults:
            raise GridFaults
        count, closed, left_open = 0, list[int](), list[str]()
        with transaction.atomic():
            # By key: two who save at once take them in one order.
            for column in sorted(self.fields, key=lambda each: each.key):
                if listed := marks.get(column.key):
                    count += self.write_class(column, listed, nonce=nonce, actor=actor, now=now)
            if self.has_faults:
                raise GridFaults
        for column in self.fields if closes else ():
            fault = close_if_complete(column.gathering, actor=actor, now=now)
            if fault is not None:
                left_open.append(f"{column.words}: {fault}")
            elif column.is_held:
                closed.append(column.number)
        return Saved(count, len(marks), closed, left_open)

    def write_class(
        self, column: GridColumn, listed: list[ListedMark], *, nonce: str, actor: Reference, now: datetime
    ) -> int:
        """How many marks; what cannot be written is said by its cell."""
        lock_gathering(column.gathering)
        if column.is_held:
            self.faults += self.gone_faults([column.key])
            return 0
        by_member = {cell.member.pk: cell for cell in self.cells if cell.column.key == column.key}
        try:
            return mark_list(column.gathering, listed, nonce=f"{nonce}-{column.key}", actor=actor, now=now)
        except ListFault as fault:
            for member, refused in fault.faults.items():
                by_member[member].fault = say(refused.bn, refused.en)
        except GatheringFault as refused:
            self.faults.append(f"{column.words}: {say(refused.bn, refused.en)}")
        return 0

    def show_what_stands(self) -> None:
        """Beside a cell that somebody else filled in meanwhile: what they wrote. The next press knows it."""
        faulty = [cell for cell in self.cells if cell.fault == say(*CHANGED)]
        standing = Mark.objects.that_stand().filter(
            gathering__in={cell.column.key for cell in faulty}, member__in={cell.member.pk for cell in faulty}
        )
        marks = {(each.gathering_id, each.member_id): each for each in standing}
        for cell in faulty:
            mark = marks.get((cell.column.key, cell.member.pk))
            if mark is None:
                continue
            cell.mark, cell.was = mark, mark.pk
            cell.fault = say(
                "এর মধ্যে অন্য কেউ “{words}” লিখেছেন। আপনারটি রাখতে আবার সংরক্ষণ করুন, না হলে বদলে দিন",
                "Somebody wrote “{words}” meanwhile. To keep yours save once more, or change it",
                words=cell.words,
            )


@transaction.atomic
def close_if_complete(gathering: Gathering, *, actor: Reference, now: datetime) -> str | None:
    """Write a class down as held that is over and in which everybody is marked; or why that cannot be."""
    lock_gathering(gathering)
    if now < gathering.ends_at or gathering.state != transitions.OPENED or unmarked_members(gathering):
        return None
    try:
        record_gathering(gathering, actor=actor, now=now)
    except GatheringFault as fault:
        return say(fault.bn, fault.en)
    return None
