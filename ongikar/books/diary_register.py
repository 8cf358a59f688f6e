"""The diary: every letter that came in on the line of its serial, with what became of it (register 60 of the
Bengal Records Manual); and the index of files (62).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.urls import reverse

from ongikar.core.i18n.say import say
from ongikar.letters.models import File, Letter, LetterAct
from ongikar.letters.transitions import IN
from ongikar.letters.words import CHANNELS, STATES
from ongikar.offices.models import Office

from .cells import language_digits, number_cell, register_day, register_day_words
from .registry import BATCH, Book, Cell, CellRun, RegisterLine, join_runs
from .serial_lines import SerialLines

COLUMNS = (
    ("ক্রমিক", "No."),
    ("পাওয়ার তারিখ", "Received on"),
    ("কার কাছ থেকে", "From whom"),
    ("তাদের স্মারক ও তারিখ", "Their number and date"),
    ("বিষয়", "Subject"),
    ("কীভাবে", "How"),
    ("উত্তর চাই", "Answer by"),
    ("কার কাছে চিহ্নিত", "Marked to"),
    ("নথি", "File"),
    ("উত্তরের স্মারক", "Answered by"),
    ("মন্তব্য", "Remarks"),
)
WIDTHS = (6, 8, 16, 13, 18, 6, 8, 11, 11, 11, 12)
FILE_COLUMNS = (
    ("ক্রমিক", "No."),
    ("নথি নম্বর", "File number"),
    ("শিরোনাম", "Title"),
    ("খোলার তারিখ", "Opened on"),
    ("শ্রেণি", "Class"),
    ("চিঠি", "Letters"),
    ("নোট", "Notes"),
    ("বন্ধের তারিখ", "Closed on"),
)
FILE_WIDTHS = (6, 20, 28, 10, 14, 7, 7, 10)
# The letters of one file, counted for the files of a page alone.
LETTER_COUNT = (
    Letter.objects.filter(file=OuterRef("pk")).order_by().values("file").annotate(n=Count("pk")).values("n")
)
# One correction: which field, what stood there, and when it was put right.
Struck = tuple[str, str, LetterAct]


def diary_lines(office: Office, fiscal_year: int) -> SerialLines:
    letters = Letter.objects.filter(office=office, direction=IN, fiscal_year=fiscal_year)
    return SerialLines(
        letters.select_related("marked", "file").prefetch_related("answered_by"),
        lines_of_letters,
        office=office,
        book="diary",
        fiscal_year=fiscal_year,
        columns=len(COLUMNS),
    )


def lines_of_letters(letters: list[Letter]) -> list[RegisterLine]:
    acts: dict[int, list[LetterAct]] = defaultdict(list)
    for act in LetterAct.objects.filter(letter__in=letters, name__in=("correct", "remind")).order_by("id"):
        acts[act.letter_id].append(act)
    return [diary_line(letter, acts[letter.pk]) for letter in letters]


def diary_line(letter: Letter, acts: list[LetterAct]) -> RegisterLine:
    corrected = CorrectedField(letter, acts)
    answered = [language_digits(each.memo_number) for each in letter.answered_by.all() if each.memo_number]
    reminders = [act for act in acts if act.name == "remind"]
    return RegisterLine(
        (
            Cell.of(
                language_digits(letter.book_serial), letter.book_serial, reverse("letter", args=[letter.pk])
            ),
            Cell(corrected.runs("received_on", as_day), letter.received_on),
            Cell(corrected.runs("sender_name")),
            Cell(
                join_runs(
                    [corrected.runs("their_memo", language_digits), corrected.runs("their_date", as_day)]
                )
            ),
            Cell(corrected.runs("subject_line")),
            Cell(corrected.runs("channel", lambda value: say(*CHANNELS[value]))),
            Cell.of(register_day_words(letter.due_on), letter.due_on) if letter.due_on else "",
            letter.marked.title if letter.marked else "",
            language_digits(letter.file.number) if letter.file else "",
            ", ".join(answered),
            remarks_cell(letter, reminders, corrected.days),
        )
    )


class CorrectedField:
    """What stands in the fields of a letter after all that stood there before: ~~first~~ ~~second~~ third."""

    def __init__(self, letter: Letter, acts: Iterable[LetterAct]) -> None:
        self.letter = letter
        self.struck: list[Struck] = [
            (field, old, act)
            for act in acts
            if act.name == "correct"
            for field, old in act.data.get("old", {}).items()
        ]

    def runs(self, field: str, write: Callable[[str], str] = str) -> tuple[CellRun, ...]:
        runs: list[CellRun] = []
        for _, old, _ in (each for each in self.struck if each[0] == field):
            if old:
                runs += [CellRun(write(old), True), CellRun(" ")]
        value = getattr(self.letter, field)
        words = value.isoformat() if isinstance(value, date) else value
        return (*runs, CellRun(write(words))) if words else tuple(runs)

    @property
    def days(self) -> list[str]:
        """The days on which something was put right."""
        return list(dict.fromkeys(register_day(act.at) for _, _, act in self.struck))


def as_day(value: str) -> str:
    return register_day_words(date.fromisoformat(value))


def remarks_cell(letter: Letter, reminders: list[LetterAct], corrected: list[str]) -> str:
    """How it stands; that it was entered late, was reminded of, or was corrected."""
    _, *words = STATES[letter.state]
    parts = [say(*words)]
    entered = register_day(letter.entered_at)
    if letter.received_on and entered != register_day_words(letter.received_on):
        parts.append(say("তোলা {day}", "entered {day}", day=entered))
    for act in reminders:
        memo = language_digits(act.data.get("memo", ""))
        day = as_day(act.data["received"]) if act.data.get("received") else register_day(act.at)
        parts.append(say("তাগিদ {day} {memo}", "reminder {day} {memo}", day=day, memo=memo).strip())
    if corrected:
        parts.append(say("ঠিক করা {days}", "corrected {days}", days=", ".join(corrected)))
    return "; ".join(parts)


class FileLines:
    """The files opened in one fiscal year, in the order in which they were opened, read as far as wanted."""

    def __init__(self, office: Office, fiscal_year: int) -> None:
        first, until = date(fiscal_year, 7, 1), date(fiscal_year + 1, 7, 1)
        opened = File.objects.filter(office=office, opened_on__gte=first, opened_on__lt=until)
        self.files: QuerySet[File] = opened.order_by("opened_on", "id")

    def __len__(self) -> int:
        return self.files.count()

    def __getitem__(self, wanted: slice) -> list[RegisterLine]:
        first = wanted.start or 0
        files = self.files.annotate(letter_count=Subquery(LETTER_COUNT))[wanted]
        return [file_line(first + place, file) for place, file in enumerate(files, 1)]

    def __iter__(self) -> Iterator[RegisterLine]:
        for first in range(0, len(self), BATCH):
            yield from self[first : first + BATCH]


def file_line(place: int, file: File) -> RegisterLine:
    closed = file.closed_on
    letters: int = getattr(file, "letter_count", None) or 0
    return RegisterLine(
        (
            number_cell(place),
            Cell.of(language_digits(file.number), url=reverse("letter_file", args=[file.pk])),
            file.title,
            Cell.of(register_day_words(file.opened_on), file.opened_on),
            file.get_retention_display(),
            number_cell(letters),
            number_cell(file.last_paragraph),
            Cell.of(register_day_words(closed), closed) if closed else "",
        )
    )


DIARY = Book("diary", ("ডায়েরি রেজিস্টার", "Diary of letters received"), COLUMNS, diary_lines, WIDTHS)
FILE_INDEX = Book("files", ("নথি সূচি", "File index"), FILE_COLUMNS, FileLines, FILE_WIDTHS)
