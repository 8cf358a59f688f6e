"""Why a document cannot be read: what it is, and what to do, in both languages."""

from typing import NamedTuple

from ongikar.rules.bangla.text import digits
from ongikar.rules.number_forms import counting


class DocumentFault(Exception):
    """A document that no adapter can read. `bn` and `en` are whole sentences for the person who gave it."""

    def __init__(self, bn: str, en: str) -> None:
        super().__init__(en)
        self.bn, self.en = bn, en


class FaultText(NamedTuple):
    bn: str
    en: str

    def fault(self, **facts: object) -> DocumentFault:
        """The sentences with their facts; a number in the digits of each."""
        bn = {name: digits(fact) if isinstance(fact, int) else fact for name, fact in facts.items()}
        return DocumentFault(self.bn.format(**bn), counting(self.en, **facts))


EMPTY = FaultText(
    "ফাইলটি খালি; এতে কোনো লেখা নেই। চার্টারের পূর্ণ ফাইলটি দিন।",
    "The file is empty; nothing is written in it. Give the whole file of the charter.",
)
NOT_OPENED = FaultText("ফাইলটি খোলা যায়নি: {name}", "The file could not be opened: {name}")
TOO_LARGE = FaultText(
    "ফাইলটি {most} MB-এর চেয়ে বড়; কোনো চার্টার এত বড় হয় না। ছবি বাদ দিয়ে শুধু চার্টারটি সংরক্ষণ করে আবার দিন।",
    "The file is larger than {most} MB; no charter is. Save the charter alone, without its pictures, and try"
    " again.",
)
TOO_MUCH_TEXT = FaultText(
    "দলিলটিতে {most} লাখের বেশি অক্ষর; কোনো চার্টার এত দীর্ঘ হয় না। শুধু চার্টারের অংশটুকু দিন।",
    "The document holds more than {most} lakh letters; no charter is so long. Give only the part that is the"
    " charter.",
)
TOO_MANY_PAGES = FaultText(
    "PDF-টিতে {pages} পৃষ্ঠা; {most} পৃষ্ঠার বেশি কোনো চার্টার হয় না। শুধু চার্টারের পৃষ্ঠাগুলো দিন।",
    "The PDF has {pages} [page|pages]; no charter has more than {most}. Give only the pages of the charter.",
)
PICTURE = FaultText(
    "এটি একটি ছবি, লেখা নয়; ছবি থেকে চার্টার পড়া যায় না। যে ফাইল থেকে ছাপা হয়েছে (DOCX, PDF বা লেখা), সেটি দিন।",
    "This is a picture, not text; a charter cannot be read from a picture. Give the file it was printed from"
    " (DOCX, PDF or text).",
)
SCAN = FaultText(
    "এই PDF স্ক্যান করা ছবি, এতে কোনো লেখা নেই। যে ফাইল থেকে ছাপা হয়েছে (DOCX, PDF বা লেখা), সেটি দিন।",
    "This PDF is a scan: pictures of pages without any text. Give the file it was printed from (DOCX, PDF or"
    " text).",
)
NO_TEXT = FaultText(
    "দলিলটিতে কোনো লেখা নেই; ছবি থাকলে তা পড়া যায় না। যে ফাইলে লেখা আছে, সেটি দিন।",
    "There is no text in the document; pictures in it cannot be read. Give the file that holds the text.",
)
PASSWORD = FaultText(
    "ফাইলটি পাসওয়ার্ড দিয়ে বন্ধ করা। পাসওয়ার্ড তুলে দিয়ে সংরক্ষণ করে আবার দিন।",
    "The file is protected by a password. Save it without the password and try again.",
)
OLD_OFFICE = FaultText(
    "ফাইলটি পুরোনো ধরনের ({kind})। খুলে DOCX বা XLSX হিসেবে সংরক্ষণ করে আবার দিন।",
    "The file is of an old kind ({kind}). Open it, save it as DOCX or XLSX, and try again.",
)
BROKEN = FaultText(
    "ফাইলটি ভাঙা বা অসম্পূর্ণ ({kind}); পড়া যায়নি। আবার সংরক্ষণ বা ডাউনলোড করে দিন।",
    "The file is broken or incomplete ({kind}) and cannot be read. Save or download it again.",
)
BOMB = FaultText(
    "ফাইলটি খুললে অস্বাভাবিক বড় হয়ে যায়, তাই খোলা হয়নি। দলিলটি আবার সংরক্ষণ করে দিন।",
    "The file would grow beyond all measure when unpacked, so it was not opened. Save the document again and"
    " try again.",
)
NOT_A_DOCUMENT = FaultText(
    "এটি চেনা কোনো দলিল নয়। লেখা (TXT), HTML, DOCX, PDF, XLSX, ODS বা Markdown ফাইল দিন।",
    "This is no document that can be read. Give a text (TXT), HTML, DOCX, PDF, XLSX, ODS or Markdown file.",
)
NOT_TEXT = FaultText(
    "ফাইলটি ইউনিকোড (UTF-8) লেখা নয়। লেখাটি UTF-8 করে সংরক্ষণ করে আবার দিন।",
    "The file is not Unicode text (UTF-8). Save it as UTF-8 text and try again.",
)


MEGABYTE = 1_000_000
MOST_BYTES = 60 * MEGABYTE
# Two thousand rows of an office that writes five times as much as others; read in ten seconds even where
# none of it is a charter.
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
