"""The open files of the office, for whoever takes charge: they lie with the office, and stay."""

from django.db.models import QuerySet
from django.urls import reverse

from ongikar.core.i18n.say import language
from ongikar.offices.models import Post
from ongikar.people.charge import ChargeLine, ChargeSource
from ongikar.rules.bangla.text import digits

from ..models import File


def open_files(post: Post) -> QuerySet[File]:
    return File.objects.filter(office=post.office_id, closed_on=None).order_by("opened_on", "id")


def file_lines(post: Post, most: int) -> list[ChargeLine]:
    return [
        ChargeLine(digits(file.number, language()), file.title, url=reverse("letter_file", args=[file.pk]))
        for file in open_files(post)[:most]
    ]


def count_files(post: Post) -> int:
    return open_files(post).count()


FILE_CHARGE = ChargeSource("files", ("নথি", "Files"), file_lines, count_files, order=60)
