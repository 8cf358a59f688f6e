"""What stands on a job's sheet beside the words of whoever writes it: each device with what became of it, and
the parts that were used.
"""

from collections.abc import Iterable
from typing import Any

from ongikar.cases.officer.case.case_summary import applicant_words
from ongikar.core.i18n.say import language, say, value_in_words
from ongikar.papers.letterhead import letterhead
from ongikar.places.words import device_kind_words, device_number
from ongikar.rules.bangla.text import digits, grouped_number
from ongikar.rules.calendar.office_calendar import TZ

from .models import JobDevice, Sheet, Signature


def part_words(line: dict[str, Any]) -> tuple[str, str]:
    """A line as its name and its quantity, in the language at hand."""
    return say(*line["name"]), f"{grouped_number(line['quantity'], language())} {say(*line['unit'])}"


def parts_in_words(lines: Iterable[dict[str, Any]], between: str = "; ") -> str:
    return between.join(", ".join(part_words(line)) for line in lines)


def sheet_sections(sheet: Sheet) -> list[dict[str, Any]]:
    """What was reported, found, done and used, as sections of a record."""
    sections: list[dict[str, Any]] = [
        {"title": say("যা জানানো হয়েছে", "What was reported"), "words": sheet.job.fault or "–"},
        {"title": say("কী পাওয়া গেল", "What was found"), "words": sheet.found or "–"},
        {"title": say("কী করা হলো", "What was done"), "words": sheet.done or "–"},
    ]
    if devices := sheet.data.get("devices"):
        sections.append(
            {
                "title": say("যন্ত্র", "Devices"),
                "columns": [
                    {"label": say("নম্বর", "No."), "width": 2},
                    {"label": say("যন্ত্র", "Device"), "width": 5},
                    {"label": say("কী হলো", "Outcome"), "width": 4},
                ],
                "rows": [device_row(each) for each in devices],
            }
        )
    if parts := sheet.data.get("parts"):
        sections.append(
            {
                "title": say("যন্ত্রাংশ", "Parts"),
                "columns": [
                    {"label": say("যন্ত্রাংশ", "Part"), "width": 6},
                    {"label": say("পরিমাণ", "Quantity"), "width": 2, "align": "right"},
                ],
                "rows": [list(part_words(each)) for each in parts],
            }
        )
    return sections


def device_row(each: dict[str, Any]) -> list[str]:
    what = " · ".join(filter(None, (each["name"] or device_kind_words(each["kind"]), each["make"])))
    result = str(JobDevice(result=each["result"]).get_result_display()) or "–"
    words = f"{result}: {each['words']}" if each["words"] else result
    return [device_number(each["number"], language()), what, words]


def sheet_record(sheet: Sheet, signature: Signature | None) -> dict[str, Any]:
    """The sheet as the PDF reads it. Unsigned it has room for a signature on paper."""
    job, case = sheet.job, sheet.job.case
    return {
        "language": language(),
        "office": letterhead(job.office),
        "title": say("কাজের বিবরণী", "Job sheet"),
        "number": job.number,
        "facts": [
            (say("আবেদন", "Application"), digits(case.number, language())),
            (say("কে জানিয়েছেন", "Reported by"), applicant_words(case)),
            (say("কোথায়", "Where"), job.where),
            (
                say("জানানো হয়েছে", "Reported on"),
                value_in_words(case.received_at.astimezone(TZ).date(), language()),
            ),
            (
                say("দেখা হয়েছে", "Looked at"),
                f"{value_in_words(sheet.looked_on, language())}, {sheet.get_way_display()}",
            ),
        ],
        "sections": sheet_sections(sheet),
        "officer": [case.post.title, job.office.name],
        "signed": signed_lines(signature),
        "room": ""
        if signature
        else say("প্রতিষ্ঠানের পক্ষে স্বাক্ষর, নাম ও পদবি", "Signature, name and post for the institution"),
        "digest": say(
            "বিবরণীর চিহ্ন {digest}, সংস্করণ {version}",
            "Fingerprint of this sheet {digest}, version {version}",
            digest=sheet.sha256[:16],
            version=sheet.version,
        ),
    }


def signed_lines(signature: Signature | None) -> list[str]:
    if signature is None:
        return []
    return [
        signature.name,
        *filter(None, [signature.post]),
        value_in_words(signature.at.astimezone(TZ), language()),
    ]


def in_pieces(section: dict[str, Any]) -> dict[str, Any]:
    """A section as a page shows it: of a row each piece by itself, so that each says its language."""
    if "rows" not in section:
        return section
    return section | {
        "rows": [[piece for cell in row for piece in cell.split(" · ")] for row in section["rows"]]
    }
