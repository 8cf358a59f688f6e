"""The lines of a published charter as clean text: one encoding, one kind of space, no markup, no portal
furniture.
"""

import re

from ongikar.rules.bangla.text import latin_digits, nfc
from ongikar.rules.charter.parse.fuzzy_regex import skeleton

ESCAPED = re.compile(r"\\u[0-9a-fA-F]{4}")
# How many escapes make a text one that was copied from a script; a lone one is a misprint, or a lesson in
# programming.
FEWEST = 3
CONTROL = {r"\r": "", r"\n": "\n", r"\t": " ", r"\/": "/", r"\"": '"'}
CONTROLS = re.compile(r"\\[rnt/\"]")
TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>")


def strip_markup(text: str) -> str:
    """The text as a reader of the page would have seen it; any other text unchanged."""
    if len(ESCAPED.findall(text)) < FEWEST:
        return text
    text = CONTROLS.sub(lambda match: CONTROL[match[0]], text)
    text = ESCAPED.sub(lambda match: chr(int(match[0][2:], 16)), text)
    # Half of a pair of surrogates is no letter.
    return re.sub("[\ud800-\udfff]", "", TAG.sub(" ", text))


# A line that holds only a space stands for an empty cell in pages copied cell by cell; an empty line does
# not.
EMPTY_CELL = "\u00a0"

# Sentences that the national portal prints around every page.
FURNITURE = tuple(
    skeleton(line)
    for line in (
        "Wellcome to National Portal",
        "Welcome to National Portal",
        "মেনু নির্বাচন করুন",
        "Main Comtent Skiped",
        "Main Content Skipped",
        "Text size A A A",
        "Color C C C C",
        "পাতা",
        "কনটেন্টটি শেয়ার করতে ক্লিক করুন",
        "কন্টেন্ট: পাতা",
        "Share with :",
    )
)
FURNITURE_OPENINGS = tuple(
    skeleton(line)
    for line in (
        "পরিকল্পনা ও বাস্তবায়নে",
        "কারিগরি সহায়তায়",
        "Planning and Implementation: Cabinet Division",
    )
)
# A collector's note about where the copy came from.
NOTE = "# source:"
UPDATED = tuple(skeleton(line) for line in ("সর্ব-শেষ হাল-নাগাদ", "কনটেন্টটি শেষ হাল-নাগাদ করা হয়েছে", "Last updated"))

LONGEST_FURNITURE = 300
LONGEST_PAGE_NUMBER = 120
# What is longer is no row of a table, no heading and no cell that says a time or a fee: it is kept as
# printed, unread.
LONGEST_LINE = 40_000
LONGEST_CELL = 4_000
# A time, a fee or an officer is told in less.
LONGEST_TOLD = 1_200
# Two thousand rows of eight cells, each on its line between two empty ones, and as much again. What stands
# behind is kept unread.
MOST_LINES = 100_000

# "পাতা ১ / ২", "সেবা প্রদান প্রতিশ্রুতি, পৃষ্ঠা-২", "Page 1 of 2", "- ২ -": what a printer puts on every page.
PAGE_NUMBER = re.compile(
    nfc(
        r"(?:[^|\t]{0,80}[,|–-])?\s*(?:পাতা|পৃষ্ঠা|page)\s*(?:নং|নম্বর|no\.?)?\s*[:ঃ.#-]?\s*\d{1,3}\s*(?:(?:/"
        r"|of|এর|-)\s*\d{1,3})?\s*"
        r"|\s*[-–]\s*\d{1,3}\s*[-–]\s*"
    ),
    re.IGNORECASE,
)
# Marks of Markdown that are no letters: a heading's hashes, bold, a line broken inside a cell.
HASHES = re.compile(r"\s{0,3}#{1,6} (?=\S)(?!.*(?:  |[|\t]))")
BOLD = re.compile(r"(\*\*|__)(?=\S)([^*\n]*?\S)\1")
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# Columns never stand further apart; what is wider would be searched again from each of its spaces.
WIDEST_GAP = 160
GAP = re.compile(rf" {{{WIDEST_GAP},}}")
INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f]")
NEWLINES = re.compile("\r\n|[\r\u2028\u2029\x85]")


def clean_lines(text: str) -> list[str]:
    """The lines of the document. Cells keep their tabs and pipes; a lone space becomes EMPTY_CELL."""
    text = INVISIBLE.sub("", NEWLINES.sub("\n", nfc(text)))
    return [_tidy(line) for line in text.split("\n") if not is_furniture(line)]


def _tidy(line: str) -> str:
    if line and not line.strip():
        return line if "\t" in line else EMPTY_CELL
    line = BREAK.sub(" ", BOLD.sub(r"\2", HASHES.sub("", line)))
    return GAP.sub(" " * WIDEST_GAP, line.replace("\u00a0", " ").rstrip(" \n"))


def is_furniture(line: str) -> bool:
    if line.startswith(NOTE):
        return True
    if len(line) > LONGEST_FURNITURE:
        return False
    if 0 < len(line) <= LONGEST_PAGE_NUMBER and PAGE_NUMBER.fullmatch(latin_digits(line)):
        return True
    bare = skeleton(line)
    return bare != "" and (bare in FURNITURE or bare.startswith(FURNITURE_OPENINGS + UPDATED))


def says_when_published(text: str) -> bool:
    """Whether the document names the day or the version it was published under."""
    lines = [line for line in nfc(text).splitlines() if "|" not in line and "\t" not in line]
    dated = re.compile(
        nfc(
            r"(?:তারিখ|কার্যকর|প্রকাশ|সংস্করণ|হাল[- ]?নাগাদ)[^\n]{0,30}\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
            r"|\b(?:updated|published|effective|in force|version|edition|revised|date)\b[^\n]{0,30}\d"
        ),
        re.IGNORECASE,
    )
    return any(dated.search(latin_digits(line)) for line in lines)


def squeeze(text: str) -> str:
    """Single-spaced and trimmed, as every text of a reading is."""
    return " ".join(text.split())
