"""The words of a dossier as a sample: the whole of a complaint whose name is hidden, for the last tier."""

from typing import Any

from .sample_offices import OFFICE_BN

HASH = "5f2023bf 19a600d0 5bcf4804 8ef0ac5a 16f95e1d 08576e74 77aa01c3 9be02d11"

DOSSIER_BN: dict[str, Any] = {
    "language": "bn",
    "office": OFFICE_BN,
    "title": "অভিযোগের পূর্ণ নথি",
    "number": "৮৫৪৯-২৬-৯-০০০০১",
    "facts": [
        ["যাঁর কাছে", "মন্ত্রিপরিষদ বিভাগের অভিযোগ ব্যবস্থাপনা সেল"],
        ["যে পদের বিরুদ্ধে", "উপজেলা আইসিটি অফিসার"],
        ["অভিযোগকারী", "রহিমা খাতুন"],
    ],
    "note": "অভিযোগকারী নাম গোপন রাখতে বলেছেন। যাঁর বিরুদ্ধে অভিযোগ, তাঁকে বা তাঁর অধীন কাউকে এই নথি দেখানো যাবে না।",
    "sections": [
        {"title": "অভিযোগ", "words": "২৯ নভেম্বর ২০২৬ তারিখের মধ্যে দেওয়ার কথা ছিল। পাইনি।\nপ্রতিকার চাই।"},
        {
            "title": "ধাপ ১, অভিযোগ: জেলা আইসিটি অফিসার",
            "columns": [{"label": "বিষয়", "width": 1}, {"label": "বিবরণ", "width": 3}],
            "rows": [
                [
                    "দিন যেভাবে গোনা হয়েছে",
                    "৩০ কার্যদিবস: ৭ ডিসেম্বর থেকে গণনা; ১২ দিন সাপ্তাহিক ছুটি; শেষ দিন ১৮ জানুয়ারি",
                ],
                ["অবস্থা", "সময়মতো সিদ্ধান্ত হয়নি, আপিল হয়েছে"],
            ],
        },
        {
            "title": "দলিলের তালিকা ও হ্যাশ",
            "columns": [
                {"label": "ফাইল", "width": 2},
                {"label": "দলিল", "width": 2},
                {"label": "SHA-256", "width": 4},
            ],
            "rows": [["document-001.jpg", "প্রমাণ ১", HASH]],
        },
    ],
    "documents_title": "দলিল, প্রতিটির পাতা পেছনে",
    "documents": [{"title": "১. প্রমাণ ১", "note": "document-001.jpg · ৬ ডিসেম্বর ২০২৬"}],
}
