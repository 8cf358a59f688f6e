"""How a letter and a file are named where something points at them."""

from collections.abc import Iterable

from django.urls import reverse

from ongikar.offices.models import Post
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles

from .models import File, Letter

# Who may read the office's letters and files: those who work in it.
READER_ROLES = frozenset({Post.OFFICER, Post.ASSISTANT})


def load_letters(keys: Iterable[int]) -> dict[int, SubjectLine]:
    found = Letter.objects.filter(pk__in=list(keys))
    rows = found.values_list("pk", "memo_number", "their_memo", "subject_line", "office_id")
    return {
        pk: SubjectLine(memo or theirs, words, reverse("letter", args=[pk]), office_id)
        for pk, memo, theirs, words, office_id in rows
    }


def load_files(keys: Iterable[int]) -> dict[int, SubjectLine]:
    rows = File.objects.filter(pk__in=list(keys)).values_list("pk", "number", "title", "office_id")
    return {
        pk: SubjectLine(number, title, reverse("letter_file", args=[pk]), office_id)
        for pk, number, title, office_id in rows
    }


LETTER_SUBJECT = SubjectType(
    Letter.SUBJECT, ("চিঠি", "Letter"), load_letters, readable_by_roles(READER_ROLES)
)
FILE_SUBJECT = SubjectType(File.SUBJECT, ("নথি", "File"), load_files, readable_by_roles(READER_ROLES))
