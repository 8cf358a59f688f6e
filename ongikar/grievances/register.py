"""The grievance register: one line a complaint, with where it stands. A hidden name is hidden here too."""

from django.utils import timezone

from ongikar.books.figures import day, figures
from ongikar.books.registry import Book, Line
from ongikar.frame.say import say
from ongikar.offices.models import Office

from .models import Grievance
from .told_to_respondent import name_for_respondent
from .words import ABOUT, KINDS, standing_words, what_words

COLUMNS = (
    ("ক্রমিক", "No."),
    ("দাখিলের তারিখ", "Filed on"),
    ("নম্বর", "Number"),
    ("নাম ও ধরন", "Name and kind"),
    ("যাঁর বিরুদ্ধে", "Complained of"),
    ("বিষয়", "About"),
    ("ধাপ ও নিষ্পত্তিকারী", "Tier and who decides"),
    ("শেষ দিন", "Due"),
    ("নিষ্পত্তির তারিখ", "Settled on"),
    ("ফলাফল", "Outcome"),
    ("সময়মতো কি না", "In time"),
)


def rows(office: Office, fiscal_year: int) -> list[Line]:
    found = (
        Grievance.objects.with_all().filter(office=office, fiscal_year=fiscal_year).order_by("book_serial")
    )
    now = timezone.now()
    return [line(grievance, now) for grievance in found]


def line(grievance: Grievance, now) -> Line:
    stage = grievance.current
    settled = day(stage.closed_at) if stage.closed_at else ""
    if not stage.closed_at and not stage.clock.is_late(now):
        in_time = ""
    else:
        in_time = say("না", "No") if stage.clock.is_late(now) else say("হ্যাঁ", "Yes")
    return Line((
        figures(grievance.book_serial), day(grievance.filed_at),
        figures(grievance.number), f"{name_for_respondent(grievance)} ({KINDS[grievance.kind]})",
        grievance.respondent.title, str(ABOUT[grievance.about]), f"{stage.post.title} ({what_words(stage)})",
        day(stage.clock.due_at), settled, str(standing_words(stage, now)[1]), in_time,
    ))  # fmt: skip


REGISTER = Book(
    "grievances",
    ("অভিযোগ রেজিস্টার", "Grievance register"),
    COLUMNS,
    rows,
    widths=(7, 10, 14, 12, 10, 12, 13, 10, 10, 10, 8),
)
