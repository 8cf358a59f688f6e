"""What stands on a job's sheet beside the words of whoever writes it: each device with what became of it, and
the parts that were used.
"""

from typing import Any

from ongikar.core.i18n.say import language, say, value_in_words
from ongikar.papers.letterhead import letterhead
from ongikar.places.words import device_kind_words, device_number
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from .models import Job, JobDevice, Sheet, Signature
from .parts_used import part_lines, part_words
from .reported_faults import fault_of
from .words import RESULT_WORDS, asker_of, job_number, way_words


def sheet_data(job: Job) -> dict[str, Any]:
    """As it is kept with the sheet: keys and figures, so that either language can be printed from it."""
    return {
        "devices": [
            {
                "number": each.device.number,
                "kind": each.device.kind,
                "name": each.device.name,
                "make": each.device.make,
                "result": each.result,
                "words": each.words,
            }
            for each in job.devices.select_related("device")
        ],
        "parts": part_lines(job),
    }


def sheet_sections(sheet: Sheet) -> list[dict[str, Any]]:
    """What was reported, found, done and used, as sections of a record."""
    sections: list[dict[str, Any]] = [
        {"title": say("যা জানানো হয়েছে", "What was reported"), "words": fault_of(sheet.job) or "–"},
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
    result = say(*RESULT_WORDS[each["result"]]) if each["result"] in RESULT_WORDS else "–"
    words = f"{result}: {each['words']}" if each["words"] else result
    return [device_number(each["number"], language()), what, words]


def sheet_record(sheet: Sheet, signature: Signature | None) -> dict[str, Any]:
    """The sheet as the PDF reads it. Unsigned it has room for a signature on paper."""
    job, case = sheet.job, sheet.job.case
    return {
        "language": language(),
        "office": letterhead(job.office),
        "title": say("কাজের বিবরণী", "Job sheet"),
        "number": job_number(job),
        "facts": [
            (say("আবেদন", "Application"), digits(case.number, language())),
            (say("কে জানিয়েছেন", "Reported by"), asker_of(case)),
            (say("কোথায়", "Where"), job.where),
            (
                say("জানানো হয়েছে", "Reported on"),
                value_in_words(case.received_at.astimezone(TZ).date(), language()),
            ),
            (
                say("দেখা হয়েছে", "Looked at"),
                f"{value_in_words(sheet.looked_on, language())}, {way_words(sheet.way)}",
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


def results_open(job: Job) -> list[JobDevice]:
    """The devices of which nobody has said yet what became of them."""
    return [each for each in job.devices.select_related("device") if not each.result]
