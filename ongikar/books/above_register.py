"""The letters that offices above issued about complaints here: each office's in the order of its own serials,
which the issue register of this office does not count.
"""

from collections.abc import Iterator

from ongikar.core.i18n.say import say
from ongikar.letters.models import Letter
from ongikar.offices.models import Office, Post
from ongikar.offices.rules.serial_gaps import Segment, count_lines
from ongikar.offices.serials import keeper_of_seat, seat_book, seat_code
from ongikar.rules.numbers import memo_number

from .cells import language_digits, number_cell
from .issue_register import ALONG, COLUMNS, WIDTHS, letter_line
from .registry import Book, RegisterLine
from .serial_lines import BATCH, SerialLines


class SeatLines(SerialLines):
    """The lines of one year of one office above. A serial without a letter here is one about another office
    whose complaints are decided there too.
    """

    def __init__(self, office: Office, keeper: Post, fiscal_year: int) -> None:
        self.code, self.fiscal_year = seat_code(keeper), fiscal_year
        letters = Letter.objects.filter(issued_by=keeper, fiscal_year=fiscal_year, office=office)
        super().__init__(
            letters.select_related("answers", "file").prefetch_related(*ALONG),
            lambda rows: [letter_line(row) for row in rows],
            office=keeper.office,
            book=seat_book(keeper),
            fiscal_year=fiscal_year,
            columns=len(COLUMNS),
        )

    def lines_of(self, part: Segment) -> list[RegisterLine]:
        if part.is_gap:
            return super().lines_of(part)
        rows = self.tables[0].filter(book_serial__gte=part.first, book_serial__lte=part.last)
        letters = {letter.book_serial: letter for letter in rows}
        return [
            letter_line(letters[n]) if n in letters else self.line_elsewhere(n)
            for n in range(part.first, part.last + 1)
        ]

    def line_elsewhere(self, serial: int) -> RegisterLine:
        memo = language_digits(memo_number(self.code, self.fiscal_year, serial))
        words = say("অন্য কার্যালয়ের অভিযোগ নিয়ে", "About a complaint at another office")
        return RegisterLine((number_cell(serial), "", memo, words, *[""] * (len(COLUMNS) - 4)))


class AboveLines:
    """The lines of every office above, one office after the other."""

    def __init__(self, office: Office, fiscal_year: int) -> None:
        posts = office.posts.select_related("office").filter(role__in=(Post.GRO, Post.APPEAL, Post.CELL))
        keepers = {keeper_of_seat(post).pk: keeper_of_seat(post) for post in posts if post.is_elsewhere}
        self.parts = [SeatLines(office, keepers[key], fiscal_year) for key in sorted(keepers)]

    def __len__(self) -> int:
        return sum(len(part) for part in self.parts)

    def __getitem__(self, wanted: slice) -> list[RegisterLine]:
        first, until, _ = wanted.indices(len(self))
        found: list[RegisterLine] = []
        before = 0
        for part in self.parts:
            count = count_lines(part.segments())
            found += part[max(0, first - before) : max(0, min(count, until - before))]
            before += count
        return found

    def __iter__(self) -> Iterator[RegisterLine]:
        for first in range(0, len(self), BATCH):
            yield from self[first : first + BATCH]


ABOVE_REGISTER = Book(
    "issue-above",
    ("ওপরের কার্যালয়ের জারি রেজিস্টার", "Issue register of offices above"),
    COLUMNS,
    AboveLines,
    WIDTHS,
)
