"""The list by which an office or school nominates: columns found by their headings, every line checked, and
every fault told with its line.

Pure: cells in, nominees and faults out. Nothing of a sheet with a fault is taken, so nothing is half-written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ongikar.core.forms.sheet_days import day_of_cell
from ongikar.core.i18n.say import language, say
from ongikar.delivery.training.rules import english_name_fault, normal_english_name
from ongikar.rules.bangla.bijoy import looks_like_bijoy, to_unicode
from ongikar.rules.bangla.text import digits, nfc
from ongikar.rules.numbers import identity_fault, mobile_fault, normal_identity, normal_mobile

from .actions.applying import Nominee

MOST_ROWS = 500
# Heading → column, folded: as offices write them in either language.
HEADINGS = {
    "name": ("নাম", "name", "full name", "নাম (বাংলা)"),
    "name_en": (
        *("নাম (ইংরেজি)", "নাম (ইংরেজিতে)", "ইংরেজি নাম"),
        *("name (english)", "name in english", "english name"),
    ),
    "mobile": ("মোবাইল", "মোবাইল নম্বর", "mobile", "phone"),
    "post": ("পদবি", "পদ", "শ্রেণি", "post", "designation", "class"),
    "born_on": ("জন্মতারিখ", "জন্ম তারিখ", "date of birth", "birth date"),
    "gender": ("লিঙ্গ", "gender", "sex"),
    "education": ("শিক্ষা", "শিক্ষাগত যোগ্যতা", "education"),
    "identity": ("এনআইডি", "পরিচয়পত্রের নম্বর", "জাতীয় পরিচয়পত্র", "nid", "national id"),
}
GENDERS = {
    "female": ("নারী", "মহিলা", "female", "woman", "f"),
    "male": ("পুরুষ", "male", "man", "m"),
    "hijra": ("হিজড়া", "hijra", "third gender"),
}
DEGREES = {
    "below_ssc": ("এসএসসির নিচে", "below ssc", "জেএসসি", "jsc"),
    "ssc": ("এসএসসি", "দাখিল", "ssc"),
    "hsc": ("এইচএসসি", "আলিম", "hsc"),
    "degree": ("স্নাতক", "স্নাতকোত্তর", "degree", "bachelor", "masters"),
}
# A name is too short to be recognised by its spelling; of these signs no name is written, save in a
# Bijoy font.
BIJOY_SIGNS = frozenset("†‡ˆ‰Š‹Œ¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾")


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one line of the sheet; 0 for the sheet as a whole."""

    row: int
    words: str

    def __str__(self) -> str:
        if not self.row:
            return self.words
        return say("সারি {n}: {words}", "Row {n}: {words}", n=digits(self.row, language()), words=self.words)


@dataclass(frozen=True, slots=True)
class ReadSheet:
    nominees: tuple[Nominee, ...]
    faults: tuple[RowFault, ...]


Cells = Mapping[tuple[int, int], str]


def fold(words: str) -> str:
    return " ".join(nfc(words).split()).strip(" .:*").lower()


FOLDED = {name: {fold(words) for words in known} for name, known in HEADINGS.items()}


def find_columns(cells: Cells) -> tuple[int, dict[str, int]]:
    """The line of the headings, and by name of column where it stands; (-1, {}) where there is none."""
    for row in sorted({row for row, _ in cells})[:20]:
        columns: dict[str, int] = {}
        for (at, column), words in sorted(cells.items()):
            if at != row:
                continue
            name = next((name for name, known in FOLDED.items() if fold(words) in known), "")
            if name and name not in columns:
                columns[name] = column
        if "name" in columns:
            return row, columns
    return -1, {}


def read_sheet(sheets: Sequence[Cells]) -> ReadSheet:
    """The nominees of the first sheet that has a column of names, or what is wrong with each line."""
    for cells in sheets:
        head, columns = find_columns(cells)
        if columns:
            return read_rows(cells, head, columns)
    return ReadSheet(
        (),
        (
            RowFault(
                0,
                say(
                    "“নাম” শিরোনামের কোনো কলাম নেই। প্রথম সারিতে লিখুন: নাম, মোবাইল, পদবি,"
                    " জন্মতারিখ, লিঙ্গ, শিক্ষা, এনআইডি।",
                    "No column is called “Name”. Write in the first row: Name, Mobile, Post, Date of birth,"
                    " Gender, Education, NID.",
                ),
            ),
        ),
    )


def read_rows(cells: Cells, head: int, columns: Mapping[str, int]) -> ReadSheet:
    rows = sorted({row for row, column in cells if row > head and column in columns.values()})
    filled = [row for row in rows if any(cells.get((row, at), "").strip() for at in columns.values())]
    if not filled:
        return ReadSheet((), (RowFault(0, say("তালিকায় কারও নাম নেই।", "The list names nobody.")),))
    if len(filled) > MOST_ROWS:
        return ReadSheet(
            (),
            (
                RowFault(
                    0,
                    say(
                        "তালিকায় {n} জনের বেশি; ভাগ করে পাঠান।",
                        "The list has more than {n} [person|people]; send it in parts.",
                        n=MOST_ROWS,
                    ),
                ),
            ),
        )
    nominees, faults, seen = [], [], dict[str, int]()
    for row in filled:
        typed = {name: " ".join(cells.get((row, at), "").split()) for name, at in columns.items()}
        nominee, wrong = read_row(typed)
        if nominee.identity and nominee.identity in seen:
            wrong.append(
                say(
                    "পরিচয়পত্রের নম্বর সারি {n}-এর সঙ্গে এক",
                    "the number of the identity document is that of row {n}",
                    n=digits(seen[nominee.identity], language()),
                )
            )
        seen.setdefault(nominee.identity, row + 1)
        faults += [RowFault(row + 1, words) for words in wrong]
        nominees.append(nominee)
    return ReadSheet(() if faults else tuple(nominees), tuple(faults))


def read_row(typed: Mapping[str, str]) -> tuple[Nominee, list[str]]:
    """One line, and what is wrong with it, a sentence each."""
    wrong: list[str] = []
    name = nfc(typed.get("name", ""))
    if not name:
        wrong.append(say("নাম নেই", "there is no name"))
    elif len(name) > 200:
        wrong.append(say("নামটি খুব লম্বা", "the name is too long"))
    elif looks_like_bijoy(name) or not BIJOY_SIGNS.isdisjoint(name):
        wrong.append(
            say(
                "নামটি বিজয় ফন্টে লেখা; ইউনিকোডে লিখুন, যেমন {as_read}",
                "the name is typed in a Bijoy font; write it in Unicode, such as {as_read}",
                as_read=to_unicode(name).text,
            )
        )
    mobile = typed.get("mobile", "")
    if mobile and (fault := mobile_fault(mobile)):
        wrong.append(say(*fault))
    identity = typed.get("identity", "")
    if identity and (bad := identity_fault(identity)):
        wrong.append(say(*bad))
    birth = typed.get("born_on", "")
    born = day_of_cell(birth)
    if birth and born is None:
        wrong.append(
            say("জন্মতারিখটি ঠিক নয়; দিন/মাস/বছর লিখুন", "the date of birth is not right; write day/month/year")
        )
    name_en = normal_english_name(typed.get("name_en", ""))
    if name_en and (bad := english_name_fault(name_en)):
        wrong.append(say(*bad))
    gender, degree = (
        read_word(typed.get("gender", ""), GENDERS),
        read_word(typed.get("education", ""), DEGREES),
    )
    if gender is None:
        wrong.append(say("লিঙ্গ: নারী, পুরুষ বা হিজড়া লিখুন", "gender: write female, male or hijra"))
    if degree is None:
        wrong.append(say("শিক্ষা: এসএসসি, এইচএসসি বা স্নাতক লিখুন", "education: write SSC, HSC or degree"))
    return (
        Nominee(
            name=name[:200],
            mobile=normal_mobile(mobile) if mobile else "",
            post=nfc(typed.get("post", ""))[:200],
            born_on=born,
            gender=gender or "",
            education=degree or "",
            identity=normal_identity(identity) if identity else "",
            name_en=name_en,
        ),
        wrong,
    )


def read_word(typed: str, known: Mapping[str, tuple[str, ...]]) -> str | None:
    """The code of what was written; "" for nothing, None for what is not known."""
    if not typed:
        return ""
    return next((code for code, words in known.items() if fold(typed) in map(fold, words)), None)
