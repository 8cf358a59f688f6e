"""The attendance sheet to print: numbered names, room for a signature, and the code that files its scan."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from ongikar.core.i18n.say import override_language, say_in
from ongikar.offices.sites import site_of
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import qr
from ongikar.papers.pdf import render as render_pdf
from ongikar.rules.bangla.text import digits

from .attendance_list import AttendanceList, ListRow
from .models import Gathering
from .words import ROLES, SORTS, span_words


def sheet_pdf(gathering: Gathering, in_language: str, now: datetime) -> bytes:
    """The sheet of one gathering. Kinds hand it out on their own pages, too."""
    with override_language(in_language):
        return render_pdf("attendance_sheet", sheet_data(gathering, in_language), made_at=now)


def sheet_data(gathering: Gathering, tongue: str) -> dict[str, Any]:
    office = gathering.office
    address = f"{site_of(office)}{reverse('gathering_signed', args=[gathering.pk])}"
    facts = [
        (say_in(tongue, "কখন", "When"), span_words(gathering, tongue)),
        (say_in(tongue, "কোথায়", "Where"), gathering.where),
        (say_in(tongue, "কাদের", "Of"), gathering.roster.title),
    ]
    return {
        "language": tongue,
        "office": letterhead(office),
        "title": f"{say_in(tongue, 'হাজিরা', 'Attendance')}: {gathering.title}",
        "sort": say_in(tongue, *SORTS[gathering.sort]),
        "facts": [list(fact) for fact in facts if fact[1]],
        "rows": [row_cells(row, tongue) for row in AttendanceList(gathering).rows],
        "code": qr(address),
        "note": say_in(
            tongue,
            "শেষে QR কোডটি স্ক্যান করে কাগজের ছবি তুলুন; যাঁরা স্বাক্ষর করেননি, কেবল তাঁদের ক্রমিক লিখতে হয়।",
            "Afterwards scan the code and photograph the sheet; only those who did not sign are typed.",
        ),
    }


def row_cells(row: ListRow, tongue: str) -> list[str]:
    member = row.member
    beside = ", ".join(filter(None, (member.beside, say_in(tongue, *ROLES[member.role]) if row.role else "")))
    return [digits(str(row.number), tongue), member.title, beside]
