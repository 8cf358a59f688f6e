"""Letters and files found by what is typed, among all of an office: by a number, and by any part of a word.

Each question reads an index that begins with what it asks for, and stops; an OR over all of them would be
answered by walking through the office's letters.
"""

from django.db.models import Q, QuerySet

from ongikar.core.db.index_conditions import sql_literal
from ongikar.core.db.word_index import WordIndex
from ongikar.offices.models import Office
from ongikar.rules.bangla.search import fold
from ongikar.rules.bangla.text import latin_digits, nfc

from .models import File, Letter
from .transitions import IN, OUT

# The index of all letters' words, those that came apart from those that went out.
LETTER_WORDS = WordIndex("letters_letter", name="letters_by_words", apart="direction")
# And that of the files' numbers and titles.
FILE_WORDS = WordIndex("letters_file", name="files_by_words", words="letters_file_words")
# How many of those that bear the words are given at once, the newest; the next follow.
MOST_FOUND = 1_000
# How many of one number are shown: a serial stands in each year's diary, and senders number as they like.
MOST_OF_A_NUMBER = 50


def letters_found(office: Office, direction: str, typed: str, before: int | None = None) -> list[int]:
    """The keys of the letters that one search means, at most some thousand; those that bear the words are
    older than `before`.
    """
    keys = with_number(office, direction, typed)
    if words := fold(typed).split():
        keys |= set(LETTER_WORDS.newest(office.pk, words, apart=direction, before=before, most=MOST_FOUND))
    return sorted(keys)


def means(office: Office, direction: str, typed: str) -> Q:
    """What one search means, as a condition on few letters."""
    meant = Q(pk__in=with_number(office, direction, typed))
    words = fold(typed).split()
    return meant | bearing(words) if words else meant


def with_number(office: Office, direction: str, typed: str) -> set[int]:
    number = latin_digits(nfc(typed)).strip()
    return {*with_memo(office, direction, number), *with_serial(office, direction, number)}


def with_their_memo(office: Office, memo: str) -> QuerySet[Letter]:
    """The letters that came under this number of their sender, the newest first."""
    letters = Letter.objects.filter(office=office, their_memo=memo).exclude(their_memo=sql_literal(""))
    return letters.order_by("-id")


def with_our_memo(office: Office, memo: str) -> QuerySet[Letter]:
    """The letter of ours with this memo number."""
    issued = Letter.objects.filter(office=office, direction=sql_literal(OUT), memo_number=memo)
    return issued.exclude(memo_number=sql_literal(""))


def with_memo(office: Office, direction: str, number: str) -> QuerySet:
    letters = with_their_memo(office, number) if direction == IN else with_our_memo(office, number)
    return letters.values_list("pk", flat=True)[:MOST_OF_A_NUMBER]


def with_serial(office: Office, direction: str, number: str) -> list[int]:
    """Of a short number the lines of the book that bear it, one of each year."""
    if not (number.isascii() and number.isdigit() and len(number) <= 6):
        return []
    book = Letter.objects.filter(office=office, direction=direction)
    newest = book.exclude(fiscal_year=None).order_by("-fiscal_year").values_list("fiscal_year", flat=True)
    last = newest.first()
    if last is None:
        return []
    years = range(last - MOST_OF_A_NUMBER, last + 1)
    letters = book.filter(fiscal_year__in=years, book_serial=int(number))
    return list(letters.values_list("pk", flat=True))


def bearing(words: list[str]) -> Q:
    """Rows whose folded words hold each of these."""
    every = Q()
    for word in words:
        every &= Q(search__contains=word)
    return every


def files_found(office: Office, typed: str, *, before: int | None, most: int) -> list[File] | None:
    """The files that bear the number or the words, the last entered first; None where nothing was typed that
    a file could bear.
    """
    words = fold(latin_digits(typed)).split()
    if not words:
        return None
    keys = FILE_WORDS.newest(office.pk, words, before=before, most=most)
    files = File.objects.in_bulk(keys)
    return [files[key] for key in keys]
