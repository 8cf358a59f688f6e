"""The issue register: every letter that went out under a memo number, on the line of its serial, with how it
was sent (register 61 of the Bengal Records Manual); and the peon book.
"""

from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.urls import reverse

from ongikar.cases.models import Case, EarlierEnding
from ongikar.core.i18n.say import say
from ongikar.letters.models import Dispatch, Letter
from ongikar.letters.outgoing.transitions import WITHHOLD
from ongikar.letters.outgoing.words import CHANNELS, RESULTS
from ongikar.letters.transitions import OUT, SUPERSEDED, WITHHELD
from ongikar.offices.models import Office
from ongikar.offices.rules.serial_gaps import Segment
from ongikar.rules.numbers import memo_number

from .cells import day_cell, language_digits, number_cell, register_day
from .registry import Book, Cell, RegisterLine
from .serial_lines import SerialLines

COLUMNS = (
    ("ক্রমিক", "No."),
    ("জারির তারিখ", "Issued on"),
    ("স্মারক নম্বর", "Memo number"),
    ("কাকে", "To whom"),
    ("বিষয়", "Subject"),
    ("নথি", "File"),
    ("সংযুক্তি", "Enclosures"),
    ("যার উত্তর", "In answer to"),
    ("কবে ও কীভাবে পাঠানো", "Dispatched"),
    ("উত্তর", "Answered by"),
    ("মন্তব্য", "Remarks"),
)
WIDTHS = (6, 8, 13, 15, 18, 10, 6, 9, 14, 8, 9)
PEON_COLUMNS = (
    ("ক্রমিক", "No."),
    ("তারিখ ও সময়", "Date and time"),
    ("স্মারক নম্বর", "Memo number"),
    ("কাকে", "To whom"),
    ("বিষয়", "Subject"),
    ("কীভাবে, কে নিয়ে গেলেন", "How, and who carried it"),
    ("কে নিলেন (স্বাক্ষর)", "Taken by (signature)"),
    ("ফল", "Result"),
)
PEON_WIDTHS = (6, 12, 14, 18, 19, 16, 12, 10)
# What a line says that a program once wrote and nobody entered: it stays, and nobody need believe it.
OF_PROGRAM = (
    "কোনো মানুষ লেখেননি: পুরোনো সংস্করণ নিজে লিখেছিল",
    "Entered by nobody: an earlier version wrote it by itself",
)
# What a register shows of one letter is read along with it.
ALONG = ("recipients__dispatches", "enclosures", "answered_by", "replaced_by")

# Said beside the numbers as it stands in the index that leaves out the rest: else SQLite does not ask that.
HAS_MEMO = ~Q(memo_number=RawSQL("''", ()))


class IssueLines(SerialLines):
    """The lines of one year. A serial without a letter was given before cases ended with letters, or to
    another office of the town: its line says which.
    """

    def __init__(self, office: Office, fiscal_year: int) -> None:
        self.office, self.fiscal_year = office, fiscal_year
        letters = Letter.objects.filter(office=office, direction=OUT, fiscal_year=fiscal_year, issued_by=None)
        super().__init__(
            letters.select_related("answers", "file").prefetch_related(*ALONG),
            lines_of_letters,
            office=office,
            book="memos",
            fiscal_year=fiscal_year,
            columns=len(COLUMNS),
        )

    def lines_of(self, part: Segment) -> list[RegisterLine]:
        if part.is_gap:
            return super().lines_of(part)
        rows = self.tables[0].filter(book_serial__gte=part.first, book_serial__lte=part.last)
        letters = {letter.book_serial: letter for letter in rows}
        others = self.lines_without_letter(n for n in range(part.first, part.last + 1) if n not in letters)
        return [
            letter_line(letters[n]) if n in letters else others[n] for n in range(part.first, part.last + 1)
        ]

    def lines_without_letter(self, serials: Iterable[int]) -> Mapping[int, RegisterLine]:
        numbers = {memo_number(self.office.geocode, self.fiscal_year, n): n for n in serials}
        if not numbers:
            return {}
        # In no order: SQLite would rather read all of them in theirs.
        endings = EarlierEnding.objects.filter(HAS_MEMO, memo_number__in=numbers)
        dispatches = {
            row.memo_number: (row.closed_at, row.row.short, row.number)
            for row in Case.objects.filter(HAS_MEMO, memo_number__in=numbers)
            if row.office_id == self.office.pk
        } | {
            row.memo_number: (row.closed_at, row.case.row.short, row.case.number)
            for row in endings.select_related("case").order_by()
            if row.case.office_id == self.office.pk
        }
        return {n: other_line(n, memo, dispatches.get(memo)) for memo, n in numbers.items()}


def other_line(serial: int, memo: str, ending: tuple | None) -> RegisterLine:
    """Of a case that ended before its letter stood here: its number and service; of none, that it is another
    office's.
    """
    rest = [""] * (len(COLUMNS) - 5)
    if ending is None:
        elsewhere = say("একই এলাকার অন্য কার্যালয়ের", "Of another office under the same code")
        return RegisterLine((number_cell(serial), "", language_digits(memo), elsewhere, "", *rest))
    closed_at, service, number = ending
    about = say("আবেদন {number}", "Application {number}", number=language_digits(number))
    cells = (number_cell(serial), day_cell(closed_at), language_digits(memo), about, service, *rest)
    return RegisterLine(cells)


def lines_of_letters(letters: list[Letter]) -> list[RegisterLine]:
    return [letter_line(letter) for letter in letters]


def letter_line(letter: Letter) -> RegisterLine:
    answers, enclosed = letter.answers, list(letter.enclosures.all())
    answered_by = [language_digits(each.book_serial) for each in letter.answered_by.all() if each.book_serial]
    ended = superseded_words(letter) or withheld_words(letter)
    diary = say("ডায়েরি {n}", "Diary {n}", n=language_digits(answers.book_serial)) if answers else ""
    return RegisterLine(
        (
            number_cell(letter.book_serial or 0),
            day_cell(letter.issued_at),
            Cell.of(language_digits(letter.memo_number), url=reverse("letter_out", args=[letter.pk])),
            "; ".join(each.name.replace("\n", ", ") for each in letter.recipients.all()),
            letter.subject_line,
            language_digits(letter.file.number) if letter.file else "",
            language_digits(len(enclosed)) if enclosed else "",
            diary,
            dispatched_words(letter),
            ", ".join(answered_by),
            ended,
        ),
        struck=ended,
    )


def superseded_words(letter: Letter) -> str:
    if letter.state != SUPERSEDED:
        return ""
    by = next((each.memo_number for each in letter.replaced_by.all() if each.memo_number), "")
    return say("এর বদলে {memo}", "Superseded by {memo}", memo=language_digits(by))


def withheld_words(letter: Letter) -> str:
    """That it was issued and not sent, with the reason."""
    if letter.state != WITHHELD:
        return ""
    # Asked of the few alone to which it happened.
    why = letter.acts.filter(name=WITHHOLD).values_list("words", flat=True).first() or ""
    return say("পাঠানো হয়নি: {why}", "Not sent: {why}", why=why)


def dispatched_words(letter: Letter) -> str:
    """When and how it went, each day and way once."""
    sent = [
        each
        for recipient in letter.recipients.all()
        for each in recipient.dispatches.all()
        if each.is_standing
    ]
    ways = dict.fromkeys((register_day(each.at), str(CHANNELS[each.channel])) for each in sent)
    return "; ".join(f"{day} {way}" for day, way in ways)


def issue_register_lines(office: Office, fiscal_year: int) -> IssueLines:
    return IssueLines(office, fiscal_year)


def peon_book_lines(office: Office, fiscal_year: int) -> SerialLines:
    carried = Dispatch.objects.filter(office=office, fiscal_year=fiscal_year)
    return SerialLines(
        carried.select_related("recipient__letter"),
        lambda rows: [peon_line(each) for each in rows],
        office=office,
        book="peon",
        fiscal_year=fiscal_year,
        columns=len(PEON_COLUMNS),
    )


def peon_line(sent: Dispatch) -> RegisterLine:
    letter = sent.recipient.letter
    moment = say("{moment}", "{moment}", moment=sent.at)
    return RegisterLine(
        (
            number_cell(sent.book_serial or 0),
            Cell.of(moment, sent.at.date()),
            Cell.of(language_digits(letter.memo_number), url=reverse("letter_out", args=[letter.pk])),
            ", ".join(filter(None, (sent.recipient.name.replace("\n", ", "), sent.recipient.address))),
            letter.subject_line,
            carried_words(sent),
            sent.taken_by,
            say(*OF_PROGRAM) if sent.is_of_program else str(RESULTS[sent.result]),
        )
    )


def carried_words(sent: Dispatch) -> str:
    """By hand or by post, who took it out of the office, and the number of the receipt."""
    way = str(CHANNELS[sent.channel])
    return ", ".join(filter(None, (way, sent.carried_by, language_digits(sent.reference))))


ISSUE_REGISTER = Book("issue", ("জারি রেজিস্টার", "Issue register"), COLUMNS, issue_register_lines, WIDTHS)
PEON_BOOK = Book("peon", ("পিয়ন বই", "Peon book"), PEON_COLUMNS, peon_book_lines, PEON_WIDTHS)
