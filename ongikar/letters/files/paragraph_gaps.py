"""Numbers of paragraphs that a restore from a backup left out. A paragraph of the time that was lost may be
in somebody's hands, printed on a note sheet: its number is never given to another.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Max

from ongikar.core.i18n.say import language
from ongikar.journal.restores import Restore, restores_of
from ongikar.offices.rules.serial_gaps import Gap, jump_past
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ

from ..models import File, NoteParagraph


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of a note sheet: a paragraph, or the numbers that a restore left out there."""

    note: NoteParagraph | None = None
    gap: Gap | None = None
    restore: Restore | None = None

    def why_left_out(self) -> str:
        """The numbers that are left out and why, in the page's language; "" of a paragraph."""
        if self.gap is None or self.restore is None:
            return ""
        numbers = digits(f"{self.gap.first}–{self.gap.last}", language())
        return f"{numbers}: {self.restore.why_left_out(day_of)}"


def day_of(moment: datetime) -> str:
    return date_words(moment.astimezone(TZ).date(), language(), weekday=False)


def next_paragraph(file: File) -> int:
    """The number that the next paragraph of the file takes, by the last one of the file as it stands."""
    known = (jumped_over(file, restore) for restore in restores_of(file.office_id))
    return max(file.last_paragraph, *known, 0) + 1


def jumped_over(file: File, restore: Restore) -> int:
    """The last number that this restore left out of the file; 0 where nothing of the file was lost.

    Also of a file that the backup did not know, and that was opened again under its number.
    """
    if file.opened_on > restore.at.astimezone(TZ).date():
        return 0
    in_backup = NoteParagraph.objects.filter(file=file, put_up_at__lte=restore.made_at)
    last = in_backup.aggregate(last=Max("serial"))["last"] or 0
    counted_for = max(restore.made_at - datetime.combine(file.opened_on, time(), TZ), timedelta())
    return jump_past(last, counted_for=counted_for, missing=restore.at - restore.made_at)


def sheet_lines(file: File, notes: Iterable[NoteParagraph]) -> Iterator[SheetLine]:
    """The paragraphs in their order, and between them the numbers that were left out."""
    restores, last = restores_of(file.office_id), 0
    for note in notes:
        serial = note.serial or last + 1
        if restores and serial > last + 1:
            yield SheetLine(gap=Gap(last + 1, serial - 1), restore=restore_before(note, restores))
        yield SheetLine(note=note)
        last = serial
    if restores and file.is_open and (following := next_paragraph(file)) > last + 1:
        yield SheetLine(gap=Gap(last + 1, following - 1), restore=restores[-1])


def restore_before(note: NoteParagraph, restores: Sequence[Restore]) -> Restore:
    earlier = [each for each in restores if note.put_up_at is None or each.at <= note.put_up_at]
    return (earlier or restores)[-1]
