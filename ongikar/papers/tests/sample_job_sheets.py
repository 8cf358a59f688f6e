"""Job sheets as samples: one that was signed on the screen, and one with room for a signature on paper."""

import io
import math
from typing import Any

from PIL import Image, ImageDraw

from .sample_offices import OFFICE_BN, OFFICE_EN


def wave() -> list[int]:
    """A signature of nobody, as the bytes of its picture."""
    sheet, drawn = Image.new("L", (1200, 400), 255), io.BytesIO()
    points = [(40 + 16 * step, round(200 + 100 * math.sin(step / 3))) for step in range(70)]
    ImageDraw.Draw(sheet).line(points, fill=0, width=6, joint="curve")
    sheet.save(drawn, "PNG")
    return list(drawn.getvalue())


JOB_SHEET_BN: dict[str, Any] = {
    "language": "bn",
    "office": OFFICE_BN,
    "title": "কাজের বিবরণী",
    "number": "২০২৬-২৭/১২",
    "facts": [
        ["আবেদন", "৮৫৪৯-২৬-০০৪১৭-২৯০৪১"],
        ["কে জানিয়েছেন", "নমুনা উচ্চবিদ্যালয়: মো. আমিনুল হক, প্রধান শিক্ষক"],
        ["কোথায়", "নমুনা উচ্চবিদ্যালয়, শেখ রাসেল ডিজিটাল ল্যাব"],
        ["জানানো হয়েছে", "২২ নভেম্বর ২০২৬"],
        ["দেখা হয়েছে", "২৩ নভেম্বর ২০২৬, গিয়ে"],
    ],
    "sections": [
        {
            "title": "যা জানানো হয়েছে",
            "words": "প্রজেক্টর চালু হয়, কিন্তু ল্যাপটপের ছবি আসে না। পর্দায় “No signal” লেখা থাকে।",
        },
        {"title": "কী পাওয়া গেল", "words": "এইচডিএমআই তারের এক মাথা ভাঙা।\nপর্দার সেটিংস ঠিক ছিল।"},
        {"title": "কী করা হলো", "words": "তার বদলে দুটি ল্যাপটপ দিয়ে দেখা হলো; ছবি আসছে।"},
        {
            "title": "যন্ত্র",
            "columns": [
                {"label": "নম্বর", "width": 2},
                {"label": "যন্ত্র", "width": 5},
                {"label": "কী হলো", "width": 4},
            ],
            "rows": [
                ["ল-০০৪১", "প্রজেক্টর ১ · Sample P-10", "ঠিক হয়েছে: তার বদলানো"],
                ["ল-০০৪২", "ল্যাপটপ · Sample L-5", "ত্রুটি পাওয়া যায়নি"],
            ],
        },
        {
            "title": "যন্ত্রাংশ",
            "columns": [
                {"label": "যন্ত্রাংশ", "width": 6},
                {"label": "পরিমাণ", "width": 2, "align": "right"},
            ],
            "rows": [["এইচডিএমআই তার", "১ টি"]],
        },
    ],
    "officer": ["উপজেলা আইসিটি অফিসার", "উপজেলা আইসিটি কার্যালয়, রংপুর সদর"],
    "signed": ["মো. আমিনুল হক", "প্রধান শিক্ষক", "২৩ নভেম্বর ২০২৬, দুপুর ১২টা"],
    "room": "",
    "digest": "বিবরণীর চিহ্ন 5f0c3a9e1b7d2c44, সংস্করণ ১",
    "drawing": wave(),
}
JOB_SHEET_EN: dict[str, Any] = {
    "language": "en",
    "office": OFFICE_EN,
    "title": "Job sheet",
    "number": "2026-27/12",
    "facts": [
        ["Application", "8549-26-00417-29041"],
        ["Reported by", "Sample High School"],
        ["Where", ""],
        ["Reported on", "22 November 2026"],
        ["Looked at", "23 November 2026, by phone or remotely"],
    ],
    "sections": [
        {"title": "What was reported", "words": "The printer stops after half a page."},
        {"title": "What was found", "words": "Paper was caught behind the drum."},
        {"title": "What was done", "words": "Taken out; twenty pages printed."},
    ],
    "officer": ["Upazila ICT Officer", "Upazila ICT Office, Rangpur Sadar"],
    "signed": [],
    "room": "Signature, name and post for the institution",
    "digest": "Fingerprint of this sheet 5f0c3a9e1b7d2c44, version 1",
}
