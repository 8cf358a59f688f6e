"""The words of a hearing's papers, of a decision and of a month's figures as samples."""

from typing import Any

from .sample_offices import OFFICE_BN, OFFICE_EN

DECIDER_BN = "জেলা আইসিটি অফিসার, রংপুর"
# To the officer complained of, of somebody whose name is hidden.
NOTICE_BN: dict[str, Any] = {
    "language": "bn",
    "office": OFFICE_BN,
    "title": "শুনানির নোটিশ",
    "number": "৮৫৪৯-২৬-৯-০০০০৩",
    "facts": [
        ["প্রাপক", "উপজেলা আইসিটি অফিসার (যাঁর বিরুদ্ধে অভিযোগ)"],
        ["কবে, কখন", "সোমবার, ১৪ ডিসেম্বর ২০২৬, দুপুর ১২টা"],
        ["কোথায়", "জেলা আইসিটি কার্যালয়ের সভাকক্ষ"],
        ["কে শুনবেন", DECIDER_BN],
        ["অভিযোগ", "সময়মতো সেবা পাইনি"],
    ],
    "sections": [
        {
            "title": "আপনাকে যা করতে হবে",
            "words": "সময়মতো আসুন। কাগজপত্র বা সাক্ষী থাকলে সঙ্গে আনুন।\nযা বলবেন, তা লেখা হবে।",
        }
    ],
    "signers": [[DECIDER_BN, "রংপুর"]],
}
RECORD_EN: dict[str, Any] = {
    "language": "en",
    "office": OFFICE_EN,
    "title": "Record of a hearing",
    "number": "8549-26-9-00003",
    "facts": [
        ["When", "Monday, 14 December 2026, 12:00 noon"],
        ["Where", "Meeting room of the District ICT Office"],
        ["Who heard it", "District ICT Officer, Rangpur"],
        ["The complainant", "Came"],
        ["The officer complained of", "Did not come"],
    ],
    "sections": [
        {
            "title": "What was said",
            "words": "The complainant named the day.\nThe officer had the notice, and stayed away.",
        },
        {"title": "What the complainant said apart", "words": "The register lay open; no line was entered."},
    ],
    "signers": [["Salma Sultana", "District ICT Officer, Rangpur"]],
}
DECISION_BN: dict[str, Any] = {
    "language": "bn",
    "office": OFFICE_BN,
    "memo_number": "৫৬.০৪.৮৫৪৯.০০০.২৭.০০১.২৬-৫১২",
    "date": "১৭ ডিসেম্বর ২০২৬",
    "date_bangla": "২ পৌষ ১৪৩৩",
    "subject": "অভিযোগ ৮৫৪৯-২৬-৯-০০০০৩: সিদ্ধান্ত",
    "reference": "অভিযোগ ৮৫৪৯-২৬-৯-০০০০৩, ২৯ নভেম্বর ২০২৬",
    "to": ["অভিযোগকারী (নাম গোপন)", "উপজেলা আইসিটি অফিসার"],
    "body": [],
    "facts": [
        ["শুনানি", "১৪ ডিসেম্বর ২০২৬ শুনানি হয়েছে (অভিযোগকারী: এসেছেন; যাঁর বিরুদ্ধে অভিযোগ: আসেননি)।"],
        ["অভিযোগ সঠিক কি", "হ্যাঁ, সঠিক পাওয়া গেছে"],
        ["সিদ্ধান্ত", "অভিযোগ সঠিক। প্রতিটি আবেদনের রসিদ দেওয়া বাধ্যতামূলক।"],
        ["প্রতিকার", "আবেদনটি আবার গ্রহণ করে রসিদ দেওয়া (অফিস সহকারী, ২৪ ডিসেম্বর ২০২৬-এর মধ্যে)"],
        ["আপিল", "দুই পক্ষই ৩০ দিনের মধ্যে আপিল করতে পারেন: উপ-পরিচালক (প্রশাসন)।"],
    ],
    "signer": ["সালমা সুলতানা", DECIDER_BN],
}
FIGURES_BN: dict[str, Any] = {
    "language": "bn",
    "office": {name: OFFICE_BN[name] for name in ("name", "department")},
    "title": "অভিযোগ নিষ্পত্তির মাসিক প্রতিবেদন",
    "period": "নভেম্বর ২০২৬",
    "counted": "হিসাবের দিন: ১ ডিসেম্বর ২০২৬",
    "tables": [
        {
            "title": "অভিযোগ ও আপিল",
            "columns": [
                {"label": "ধাপ", "width": 3},
                {"label": "আগের জের", "width": 1},
                {"label": "এ মাসে প্রাপ্ত", "width": 1},
                {"label": "সময়মতো নিষ্পত্তি", "width": 1},
                {"label": "চলমান", "width": 1},
            ],
            "rows": [
                {"cells": ["অভিযোগ (ধাপ ১)", "২", "৭", "৬", "৩"]},
                {"cells": ["আপিল (ধাপ ২)", "০", "১", "০", "১"]},
            ],
            "note": "সময়মতো নিষ্পত্তির হার ৮৬%।",
        },
        {"title": "বারবার যা নিয়ে অভিযোগ", "columns": [{"label": "সেবা", "width": 1}], "rows": [], "note": ""},
    ],
    "signer": DECIDER_BN,
}
