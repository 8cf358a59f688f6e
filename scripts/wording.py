"""Finds wording that made people stumble, in every sentence of pages, messages and papers, in both languages:
`python -m scripts.wording`. docs/wording.md tells what it looks for, and why.

A sentence that is right all the same stands in `EXCEPTIONS`, with its reason; one that is not found any more
fails, too. `faults_in` also judges the words of rendered pages (tests/page_checks.py).
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from ongikar.rules.bangla.text import MONTHS, nfc, ordinal

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "ongikar"
# What offices and people wrote: their words are read, and not ours. And what reads and writes Bangla itself.
OF_OTHERS = (
    "ongikar/rules/charter/parse/",
    "ongikar/rules/bangla/",
    "ongikar/demo/",
    "ongikar/rules/typed_days.py",
    "ongikar/rules/typed_times.py",
)
# Said to somebody at a terminal or in a file, where figures are copied and typed as machines read them.
FOR_TERMINALS = (
    "ongikar/commands/",
    "ongikar/operations/",
    "ongikar/office_files/",
    "ongikar/core/environment.py",
    "ongikar/core/own_command.py",
)
BN, EN = "bn", "en"
BANGLA = re.compile("[\u0980-\u09ff]")
# Bangla but for its digits and its signs of money.
LETTER = "[\u0980-\u09e5\u09f0\u09f1]"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One language of what a page may show. `is_title`: it heads or names a page; `is_pair`: the
    other language stands beside it.
    """

    path: str
    line: int
    language: str
    text: str
    is_title: bool = False
    is_pair: bool = True


# ---- what is wrong with words, wherever they stand ----

# Titles of people and initials, and heads of columns, that are shortened so.
SHORTENED = frozenset(
    map(
        nfc,
        (
            *("মো", "মোঃ", "মোছা", "ড", "ডা", "ক্র", "লি", "প্রা", "ইঞ্জি"),
            *(
                "এ",
                "বি",
                "সি",
                "ডি",
                "ই",
                "এফ",
                "জি",
                "এইচ",
                "আই",
                "জে",
                "কে",
                "এল",
                "এম",
                "এন",
                "ও",
                "পি",
                "কিউ",
            ),
            *("আর", "এস", "টি", "ইউ", "ভি", "ডব্লিউ", "এক্স", "ওয়াই", "জেড"),
        ),
    )
)
STOP = re.compile(rf"({LETTER}+)([)”’»]?)\.(?=\s|$)")
ENDING = re.compile(rf"({LETTER}+)-(এর|এ|কে|র|তে|য়|য়ে|তেও)(?!{LETTER})".replace("য়", nfc("য়")))
# Said letter by letter; their ending stays apart.
LETTER_BY_LETTER = frozenset(map(nfc, ("ইআইআইএন",)))
ORDINAL = re.compile(rf"([০-৯]+)(ম|য়|র্থ|ষ্ঠ|তম)(?!{LETTER})".replace("য়", nfc("য়")))
ORDINAL_OF_ANY = re.compile(rf"}}(?:ম|য়|র্থ|ষ্ঠ|তম)(?!{LETTER})".replace("য়", nfc("য়")))
TWICE = re.compile(r"[০-৯}] (?:দুই|তিন|চার|পাঁচ|ছয়|সাত|আট|নয়|দশ) (?:ঘণ্টা|দিন|সপ্তাহ|মাস|বছর)".replace("য়", nfc("য়")))
MIXED = re.compile(r"[0-9][./-]?[০-৯]|[০-৯][./-]?[0-9]")
# A day with its year, and what has been.
DAY = re.compile(rf"([0-9০-৯]{{1,2}})[ \u00a0]({'|'.join((*MONTHS['bn'], *MONTHS['en']))}) ([0-9০-৯]{{4}})")
PAST = re.compile(r"(?<!আগের )শেষ দিন ছিল|হয়েছিল|\bwas due\b|\bwere due\b".replace("য়", nfc("য়")))


def faults_in(text: str, language: str, today: date | None = None) -> Iterator[str]:
    """What is wrong with words of a page, each with where. `today`: what has been is no later than that."""
    text = nfc(text)
    if MIXED.search(text):
        yield f"mixed number: {around(text, MIXED)}"
    if language == EN:
        if found := re.search("[০-৯।]", text):
            yield f"Bangla in English: {text[max(0, found.start() - 20) : found.end() + 20]}"
    elif BANGLA.search(text):
        yield from faults_in_bangla(text)
    if today and (past := PAST.search(text)) and (later := [day for day in days_in(text) if day > today]):
        yield f"false tense: {past[0]} of {later[0]}"


def faults_in_bangla(text: str) -> Iterator[str]:
    for match in STOP.finditer(text):
        if match[2] or match[1] not in SHORTENED:
            yield f"Latin full stop: {text[max(0, match.start() - 5) : match.end() + 15]}"
    for match in ENDING.finditer(text):
        if len(match[1]) > 1 and match[1] not in LETTER_BY_LETTER:
            yield f"hyphen before an ending: {match[0]}"
    for match in ORDINAL.finditer(text):
        if match[0] != nfc(ordinal(int(match[1]), BN)):
            yield f"ordinal: {match[0]}"
    if TWICE.search(text):
        yield f"a number twice: {around(text, TWICE)}"


def around(text: str, pattern: re.Pattern[str]) -> str:
    found = pattern.search(text)
    return text[max(0, found.start() - 20) : found.end() + 20] if found else ""


def days_in(text: str) -> Iterator[date]:
    names = {name: n % 12 + 1 for n, name in enumerate((*MONTHS["bn"], *MONTHS["en"]))}
    for day, month, year in DAY.findall(text):
        try:
            yield date(int(year), names[month], int(day))
        except ValueError:
            continue


# ---- what is wrong with a sentence of the code ----

FIGURES = re.compile(r"[0-9]+")
# Names and codes keep their own figures: SHA-256, #006a4e, {0}.
WITH_LETTERS = re.compile(r"\{[^}]*\}|<[^>]*>|\S*[A-Za-z#]\S*")
GERUND = re.compile(
    "(?:করা|দেওয়া|নেওয়া|আনা|পাঠানো|বদলানো|সরানো|জানানো|মেলানো|মেটানো|দেখা|তোলা|সাজানো|বানানো|চাওয়া|ঢোকানো|মোছা)$".replace(
        "য়", nfc("য়")
    )
)
GERUND_EN = re.compile(
    r"^[A-Z][a-z]+ing(?: (?:and|or) [a-z ]+ing)? (?:a|an|the|over|out|in|work|charge|stock)\b"
)


def faults_of(said: Sentence) -> Iterator[str]:
    yield from faults_in(said.text, said.language)
    if said.language == BN:
        if ORDINAL_OF_ANY.search(said.text):
            yield f"an ending for any ordinal: {around(said.text, ORDINAL_OF_ANY)}"
        figures = FIGURES.search(WITH_LETTERS.sub(" ", said.text))
        if figures and said.is_pair and not said.path.startswith(FOR_TERMINALS):
            yield f"Latin figures: {figures[0]}"
        if said.is_title and GERUND.search(said.text.rstrip("।: ")):
            yield f"a title that does nothing: {said.text}"
    elif said.is_title and GERUND_EN.search(said.text):
        yield f"a title that does nothing: {said.text}"


# ---- the sentences of the code ----


def sentences(folder: Path = PACKAGE) -> Iterator[Sentence]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder.parent).as_posix()
        if {"tests", "migrations"} & set(path.parts) or name.startswith(OF_OTHERS):
            continue
        if path.suffix == ".py":
            yield from of_python(name, path.read_text("utf-8"))
        elif path.suffix == ".html":
            yield from of_template(name, path.read_text("utf-8"))


def of_python(name: str, source: str) -> Iterator[Sentence]:
    """Every string with Bangla that is handed on, and the English beside it."""
    tree = ast.parse(source)
    titles = {
        id(word.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for word in node.keywords
        if word.arg in ("title", "heading")
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and JOINED_STOP.search(text_of(node) or ""):
            yield Sentence(name, node.lineno, BN, STOPPED)
        values = node.args if isinstance(node, ast.Call) else getattr(node, "elts", None)
        if not isinstance(values, list) or not values:
            continue
        said, is_title = [text_of(value) for value in values], id(node) in titles
        for (value, bn), (_, en) in pairwise([*zip(values, said, strict=True), (None, None)]):
            if bn is None or not BANGLA.search(bn) or PATTERN.search(bn):
                continue
            is_pair = en is not None and bool(re.search("[A-Za-z]", en))
            yield Sentence(name, value.lineno, BN, bn, is_title, is_pair)
            if is_pair and en is not None and not BANGLA.search(en.replace("।", "")):
                yield Sentence(name, value.lineno, EN, en, is_title)


# Sentences joined whatever their language, and what a page in Bangla shows of that.
JOINED_STOP = re.compile(r"{}\)\. {}")
STOPPED = "শব্দ."
# What reads words and says none.
PATTERN = re.compile(r"\(\?|\[\^?[০0]-[৯9]")


def text_of(node: ast.AST) -> str | None:
    """A string as it is said; what is put into it stands in braces."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return nfc(node.value)
    if isinstance(node, ast.JoinedStr):
        return nfc(
            "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        )
    return None


SAY = re.compile(r'{%\s*say\s+"((?:[^"\\]|\\.)*)"\s+"((?:[^"\\]|\\.)*)"')
BLOCK = re.compile(r"{%\s*say_block[^%]*%}(.*?){%\s*in_english\s*%}(.*?){%\s*endsay_block\s*%}", re.DOTALL)
TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>|{%\s*block title\s*%}(.*?){%\s*endblock", re.DOTALL)
# A full stop of the template itself, behind what is filled in; a number in a list has one in both languages.
BARE_STOP = re.compile(r"(?<!\|n )(?<!\|plain_digits )(?:}}|%})\.(?=\s|<)")
IN_ENGLISH = re.compile(r"{%\s*in_english\s*%}.*?{%\s*endsay_block\s*%}", re.DOTALL)


def of_template(name: str, source: str) -> Iterator[Sentence]:
    titles = [match.span() for match in TITLE.finditer(source)]
    for pattern in (SAY, BLOCK):
        for match in pattern.finditer(source):
            is_title = any(start <= match.start() < end for start, end in titles)
            for language, text in ((BN, match[1]), (EN, match[2])):
                yield Sentence(name, line_at(source, match), language, nfc(" ".join(text.split())), is_title)
    shown = IN_ENGLISH.sub(lambda match: re.sub(r"\S", " ", match[0]), source)
    for match in BARE_STOP.finditer(shown):
        # As a page in Bangla shows it.
        yield Sentence(name, line_at(shown, match), BN, STOPPED)


def line_at(source: str, match: re.Match[str]) -> int:
    return source.count("\n", 0, match.start()) + 1


# Path, and a piece of the sentence → why it is right there.
EXCEPTIONS = {
    ("ongikar/delivery/training/actions/drawing.py", "(0-9, a-f)"): "the signs of a hash, as they are copied",
    ("ongikar/offices/rules/palette.py", "(0-9, a-f)"): "the signs of the code of a colour",
    ("ongikar/rules/calendar/hours.py", '[["08:00", "20:00"]]'): "a row of a file, as it is written there",
}


def main() -> int:
    known, wrong = set(), []
    for said in sentences():
        excepted = next(
            (each for each in EXCEPTIONS if said.path == each[0] and nfc(each[1]) in said.text), None
        )
        for fault in faults_of(said):
            if excepted:
                known.add(excepted)
            else:
                wrong.append(f"{said.path}:{said.line}: {fault}")
    wrong += [f"no longer needed: {path}: {piece}" for path, piece in EXCEPTIONS.keys() - known]
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
