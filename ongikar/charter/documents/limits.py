"""How much of a document is taken in: enough for any charter, too little to fill the memory or the day."""

from ongikar.charter.documents.faults import TOO_MUCH_TEXT

MEGABYTE = 1_000_000
MOST_BYTES = 60 * MEGABYTE
# Two thousand rows of an office that writes five times as much as others; read in ten seconds even where none of it is a charter.
MOST_LETTERS = 1_500_000
MOST_CELLS = 100_000
LAKH = 100_000


class Measure:
    """Counts what has been read so far, so that reading stops at the limit and not after it."""

    def __init__(self, most_letters: int = MOST_LETTERS) -> None:
        self.most_letters = most_letters
        self.letters = 0
        self.cells = 0

    def add(self, text: str) -> None:
        self.letters += len(text)
        self._check()

    def add_cell(self) -> None:
        self.cells += 1
        self._check()

    def _check(self) -> None:
        if self.letters > self.most_letters or self.cells > MOST_CELLS:
            raise TOO_MUCH_TEXT.fault(most=self.most_letters // LAKH)
