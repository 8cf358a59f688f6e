"""`python -m benchmarks device_lists [COUNT]`: how long an office waits when it brings a list of so many new
devices (5,000) and writes it, and how much memory that takes above the idle process; in the demonstration at
hand. What it brought is taken out again.
"""

import io
import resource
import time
from pathlib import Path

import xlsxwriter
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from ongikar.offices.models import Office, Place
from ongikar.people.models import User
from ongikar.places.actions.importing import apply_list, keep_list

HEADS = ("যন্ত্র", "নির্মাতা", "মডেল", "সিরিয়াল নম্বর", "জায়গা", "কোথা থেকে", "অবস্থা", "ওয়ারেন্টির শেষ দিন")
KINDS = ("ডেস্কটপ", "ল্যাপটপ", "ইউপিএস", "প্রিন্টার")


def workbook(count: int, places: list[str]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet, mark = book.add_worksheet(), int(time.time())
        for column, words in enumerate(HEADS):
            sheet.write_string(0, column, words)
        for n in range(count):
            row = (KINDS[n % 4], "Nomuna", f"M-{n % 20}", f"BENCH-{mark}-{n:05d}", places[n % len(places)])
            for column, words in enumerate((*row, "নমুনা প্রকল্প", ("চালু", "নষ্ট")[n % 9 == 0], "2028-06-30")):
                sheet.write_string(n + 1, column, words)
    return made.getvalue()


def resident() -> float:
    """What the process holds now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def main(words: list[str]) -> None:
    count = int(words[0]) if words else 5_000
    office, user, now = (
        Office.objects.get(is_default=True),
        User.objects.get(username="karim"),
        timezone.now(),
    )
    places = list(Place.objects.filter(office=office, kind=Place.LAB).values_list("name_bn", flat=True))
    content = workbook(count, places)
    with transaction.atomic():
        # Whatever is loaded once is loaded now: an idle process has it already.
        bring(office, user, workbook(10, places), now)
        idle = resident()
        seconds = bring(office, user, content, now)
        again = bring(office, user, content, now)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        transaction.set_rollback(True)
    whole = sum(seconds)
    print(f"{count} devices, {len(content) // 1000} kB: looked at in {seconds[0]:.1f} s, ", end="")
    print(f"written in {seconds[1]:.1f} s, together {whole:.1f} s (goal 10)")
    print(f"brought again: {sum(again):.1f} s; memory {most - idle:.0f} MB above {idle:.0f} MB (goal 64)")


def bring(office: Office, user: User, content: bytes, now: object) -> tuple[float, float]:
    begun = time.monotonic()
    upload = ContentFile(content, name="benchmark.xlsx")
    kept = keep_list(office=office, upload=upload, on=now.date(), user=user, now=now)
    seen = time.monotonic()
    apply_list(kept, user=user, now=now)
    return seen - begun, time.monotonic() - seen
