"""What the golden pictures of the diary and of a note sheet show."""

from .sample_offices import OFFICE_BN, OFFICE_EN

NOTE_SHEET_BN = {
    "language": "bn",
    "office": OFFICE_BN,
    "number": "০৫.৫৫.৮৫৪৯.০০০.০০০.১৬.০০০২.২৬",
    "title": "কম্পিউটার ল্যাব: তালিকা ও পরিদর্শন",
    "retention": "গ শ্রেণি",
    "opened": "রবিবার, ১ নভেম্বর ২০২৬",
    "notes": [
        {
            "serial": "১",
            "words": "উপজেলা নির্বাহী অফিসারের পত্রে সচল ল্যাবের তালিকা চাওয়া হয়েছে।\nতালিকা হালনাগাদ করা হলো।",
            "by": "শিরীন আক্তার, অফিস সহকারী",
            "day": "রবিবার, ১ নভেম্বর ২০২৬",
            "to": "বরাবর: উপজেলা আইসিটি অফিসার",
        },
        {
            "serial": "২",
            "words": "তালিকা দেখা হলো। পাঠিয়ে দিন।",
            "by": "মো. আব্দুল করিম, উপজেলা আইসিটি অফিসার",
            "day": "সোমবার, ২ নভেম্বর ২০২৬",
            "to": "",
        },
    ],
}
NOTE_SHEET_EN = {
    "language": "en",
    "office": OFFICE_EN,
    "number": "05.55.8549.000.000.16.0002.26",
    "title": "Computer labs: lists and inspections",
    "retention": "Class ga",
    "opened": "Sunday, 1 November 2026",
    "notes": [],
}
DIARY_BN = {
    "language": "bn",
    "office": OFFICE_BN,
    "title": "ডায়েরি রেজিস্টার",
    "fiscal_year": "২০২৬–২৭",
    "columns": [
        {"label": label, "width": width}
        for label, width in (
            ("ক্রমিক", 6),
            ("পাওয়ার তারিখ", 8),
            ("কার কাছ থেকে", 16),
            ("তাদের স্মারক ও তারিখ", 13),
            ("বিষয়", 18),
            ("উত্তর চাই", 8),
            ("কার কাছে চিহ্নিত", 11),
            ("মন্তব্য", 12),
        )
    ],
    "rows": [
        {
            "cells": [
                "৭৩০",
                "২২/১১/২০২৬",
                [
                    {"text": "করিমা বেগম", "struck": True},
                    {"text": " করিমা খাতুন", "struck": False},
                ],
                "৪১২, ১৮/১১/২০২৬",
                "প্রশিক্ষণ সনদের কপি",
                "২৬/১১/২০২৬",
                "অফিস সহকারী",
                "উত্তর দেওয়া হয়েছে; ঠিক করা ২৩/১১/২০২৬",
            ]
        }
    ],
}
