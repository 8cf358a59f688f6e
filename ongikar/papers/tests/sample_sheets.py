"""Papers of which no golden picture is kept: sheets to be signed, to be cut and to be handed over."""

from typing import Any

from ongikar.papers.pdf import qr

from .sample_offices import OFFICE_BN, OFFICE_EN

CODE = qr("http://127.0.0.1:8000/a/4821/")
ATTENDANCE_BN = {
    "language": "bn",
    "office": OFFICE_BN,
    "title": "হাজিরা: আউটসোর্সিং প্রশিক্ষণ, ব্যাচ ৪",
    "sort": "প্রশিক্ষণ",
    "facts": [["স্থান", "উপজেলা পরিষদ মিলনায়তন"], ["সময়", "রবিবার, ৬ ডিসেম্বর ২০২৬, সকাল ১০টা"]],
    "rows": [
        ["১", "মোছা. রহিমা খাতুন", "সহকারী শিক্ষক, চন্দনপাট উচ্চবিদ্যালয়"],
        ["২", "মো. আব্দুল করিম", "উদ্যোক্তা, হরিদেবপুর ইউনিয়ন ডিজিটাল সেন্টার"],
    ],
    "code": CODE,
    "note": "সই করা পাতাটি স্ক্যান করে জমা দিন।",
}
CALL_BN = {
    "language": "bn",
    "office": OFFICE_BN,
    "title": "আউটসোর্সিং ও আইসিটি প্রশিক্ষণ",
    "line": "২০ দিন, প্রতিদিন বিকেল ৩টা থেকে ৫টা",
    "closes": "রবিবার, ১৩ ডিসেম্বর ২০২৬",
    "days": [["আবেদনের শেষ দিন", "রবিবার, ১৩ ডিসেম্বর ২০২৬"], ["প্রথম ক্লাস", "রবিবার, ৩ জানুয়ারি ২০২৭"]],
    "rule": ["আসন ২০টি, ৮টি নারীর জন্য।", "বেশি আবেদন এলে লটারি হবে।"],
    "address": "http://127.0.0.1:8000/training/P-2026-04/",
    "qr": CODE,
}
CHARGE_EN = {
    "language": "en",
    "office": OFFICE_EN,
    "post": "Upazila ICT Officer",
    "to": "",
    "day": "Sunday, 6 December 2026",
    "leaves": "Md. Abdul Karim",
    "comes": "Salma Begum",
    "handed": "6 December 2026",
    "taken": "",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "lists": [
        {
            "title": "Applications",
            "count": "2",
            "more": "1",
            "lines": [
                {
                    "number": "8549-26-00417-29041",
                    "title": "Repair of a projector",
                    "due": "13 Dec",
                    "late": False,
                },
                {"number": "8549-26-00418-11872", "title": "Training", "due": "1 Dec", "late": True},
            ],
        },
        {"title": "Letters", "count": "0", "more": "", "lines": []},
    ],
}
COMPLAINT_BN = {
    "language": "bn",
    "office": OFFICE_BN,
    "number": "অভি-২০২৬-০০৪২",
    "key": "৪৮২১ ০৯৭৩ ৫৫১৬",
    "qr": CODE,
    "due": "রবিবার, ২৪ জানুয়ারি ২০২৭",
    "about": "কথা দেওয়া সময়ে সেবা না পাওয়া",
    "filed": "রবিবার, ৬ ডিসেম্বর ২০২৬",
    "decider": "জেলা আইসিটি অফিসার, রংপুর",
    "name": "রহিমা খাতুন",
    "keep": "এই নম্বর আর গোপন সংখ্যা দিয়ে অভিযোগের খোঁজ নেওয়া যায়।",
    "root": "9f86d081884c7d65",
}
ENVELOPE_BN = {
    "language": "bn",
    "office": OFFICE_BN,
    "title": "খামের লেবেল",
    "to": ["উপজেলা নির্বাহী অফিসার", "রংপুর সদর, রংপুর"],
    "memo_number": "৫৬.০৪.৮৫৪৯.০০০.১৬.০০১.২৬-৪৮২",
}
SLIPS_BN = {
    "language": "bn",
    "office": OFFICE_BN,
    "name_en": "Upazila Office, Rangpur Sadar",
    "slips": [
        {"number": f"8549-26-S-000{n}", "number_bn": f"৮৫৪৯-২৬-স-০০০{n}", "qr": CODE} for n in range(1, 6)
    ],
}
TICKETS_BN = {
    "language": "bn",
    "office": OFFICE_BN,
    "title": "টিকিট",
    "roster": "আউটসোর্সিং প্রশিক্ষণ, ব্যাচ ৪",
    "rows": [
        {"name": "মোছা. রহিমা খাতুন", "beside": "চন্দনপাট উচ্চবিদ্যালয়", "ticket": "৪৮২১", "code": CODE},
        {"name": "মো. আব্দুল করিম", "beside": "", "ticket": "৪৮২২", "code": CODE},
    ],
}
TOKEN_BN = {
    "language": "bn",
    "office": OFFICE_BN,
    "name_en": "Upazila ICT Office, Rangpur Sadar",
    "paper": "a4",
    "number": "১২",
    "number_en": "12",
    "purpose": ["আইসিটি বিষয়ক তথ্য", "Information on ICT"],
    "day": ["রবিবার, ৬ ডিসেম্বর ২০২৬", "Sunday, 6 December 2026"],
    "at": ["এসেছেন সকাল ১০টা ৪ মিনিট", "Came at 10:04 am"],
    "rules": [
        [
            "আপনার নম্বর বোর্ডে দেখানো হয়, ডেস্ক থেকেও ডাকা হয়।",
            "Your number is shown on the board and called from the desk.",
        ]
    ],
    "board": "https://office.example/board/",
    "qr": CODE,
}
PRINTED_TOKENS_BN = {
    "language": "bn",
    "office": OFFICE_BN,
    "name_en": "Upazila ICT Office, Rangpur Sadar",
    "day": ["রবিবার, ৬ ডিসেম্বর ২০২৬", "Sunday, 6 December 2026"],
    "tokens": [{"number": [f"প-{n}", f"P-{n}"], "written": [f"০৬১২-{n}", f"0612-{n}"]} for n in range(1, 12)],
}

SHEETS: dict[str, tuple[str, dict[str, Any]]] = {
    "attendance-bn": ("attendance_sheet", ATTENDANCE_BN),
    "call-bn": ("call", CALL_BN),
    "charge-en": ("charge", CHARGE_EN),
    "complaint-bn": ("complaint", COMPLAINT_BN),
    "envelope-bn": ("envelope", ENVELOPE_BN),
    "printed-tokens-bn": ("printed_tokens", PRINTED_TOKENS_BN),
    "slips-bn": ("slips", SLIPS_BN),
    "tickets-bn": ("tickets", TICKETS_BN),
    "token-bn": ("token", TOKEN_BN),
}
