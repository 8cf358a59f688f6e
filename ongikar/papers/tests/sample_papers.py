"""The office's papers as samples, in both languages, and their pictures: `python -m
ongikar.papers.tests.sample_papers` redraws what the tests compare with. Look at the pictures before keeping
them.
"""

import io
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from ongikar.papers.pdf import qr, render

from .sample_comparison import COMPARISON_BN
from .sample_complaint import READY_COMPLAINT_BN, READY_COMPLAINT_EN
from .sample_diary import DIARY_BN, NOTE_SHEET_BN, NOTE_SHEET_EN
from .sample_dossier import DOSSIER_BN
from .sample_hearing import DECISION_BN, FIGURES_BN, NOTICE_BN, RECORD_EN
from .sample_inspection import INSPECTION_REPORT_BN
from .sample_job_sheets import JOB_SHEET_BN, JOB_SHEET_EN
from .sample_offices import OFFICE_BN, OFFICE_EN
from .sample_performance import PERFORMANCE_REPORT_BN
from .sample_rti import APPEAL_BN, REFUSAL_EN, REQUEST_BN

GOLDEN = Path(__file__).with_name("golden")
# Fine enough to see a lost conjunct or a moved line, coarse enough to be kept beside the code.
PIXELS_A_POINT = 1.1

TRACK = qr("http://127.0.0.1:8000/track/")

RECEIPT_BN = {
    "language": "bn",
    "office": OFFICE_BN,
    "number": "৮৫৪৯-২৬-০০৪১৭",
    "qr": TRACK,
    "due": "রবিবার, ১৩ ডিসেম্বর ২০২৬",
    "why": "৫ কার্যদিবস: ৭ ডিসেম্বর থেকে গণনা; ২ দিন সাপ্তাহিক ছুটি; শেষ দিন ১৩ ডিসেম্বর",
    "service": "আইসিটি অধিদপ্তর সম্পর্কে তথ্য (নাগরিক সেবা ১)",
    "applicant": "রহিমা খাতুন, হরিদেবপুর, রংপুর সদর",
    "received": "রবিবার, ৬ ডিসেম্বর ২০২৬ (২১ অগ্রহায়ণ ১৪৩৩), সকাল ১০টা ৪২ মিনিট",
    "papers": ["আবেদনপত্র", "জাতীয় পরিচয়পত্র"],
    "fee": "বিনামূল্যে",
    "officer": "উপজেলা আইসিটি অফিসার, ফোন +৮৮০২৫৮৯৯৬২৪৮৮",
    "if_late": "জেলা আইসিটি অফিসার, রংপুর (অভিযোগ নিষ্পত্তি কর্মকর্তা)",
}
RECEIPT_EN = {
    "language": "en",
    "office": OFFICE_EN,
    "number": "8549-26-00417",
    "qr": TRACK,
    "paper": "a4",
    "due": "Sunday, 13 December 2026",
    "why": "5 working days: counted from 7 December; 2 weekly days off; last day 13 December",
    "service": "Information about the ICT Department (citizen service 1)",
    "applicant": "Rahima Khatun, Haridebpur, Rangpur Sadar",
    "received": "Sunday, 6 December 2026, 10:42 am",
    "papers": ["Application", "National ID card"],
    "fee": "Free",
    "officer": "Upazila ICT Officer, phone +8802589962488",
    "if_late": "District ICT Officer, Rangpur (grievance redress officer)",
}
LETTER_BN = {
    "language": "bn",
    "office": OFFICE_BN,
    "memo_number": "৫৬.০৪.৮৫৪৯.০০০.০৫.০০১.২৬.১১৭",
    "date": "৭ ডিসেম্বর ২০২৬",
    "date_bangla": "২২ অগ্রহায়ণ ১৪৩৩",
    "subject": "ল্যাব ব্যবহারের আবেদন নামঞ্জুর প্রসঙ্গে",
    "reference": "আবেদন ৮৫৪৯-২৬-০০৪১৭, ৬ ডিসেম্বর ২০২৬",
    "to": ["রহিমা খাতুন", "হরিদেবপুর, রংপুর সদর, রংপুর"],
    "body": ["আপনার আবেদনের পরিপ্রেক্ষিতে জানানো যাচ্ছে যে, নিচের কারণে আবেদনটি মঞ্জুর করা গেল না।"],
    "points": ["চাওয়া তারিখে ল্যাবটি প্রশিক্ষণের জন্য বরাদ্দ।", "প্রতিষ্ঠানপ্রধানের প্রত্যয়ন সংযুক্ত নেই।"],
    "closing": ["একমত না হলে ৩০ কার্যদিবসের মধ্যে জেলা আইসিটি অফিসার, রংপুরের কাছে অভিযোগ করতে পারেন।"],
    "signer": ["মো. আব্দুল করিম", "উপজেলা আইসিটি অফিসার", "রংপুর সদর, রংপুর"],
    "copies": ["জেলা আইসিটি অফিসার, রংপুর", "অফিস কপি"],
    "qr": TRACK,
    "verify": "পত্রটি সঠিক কি না, ফোন ধরে দেখুন",
}
LETTER_EN = {
    "language": "en",
    "office": OFFICE_EN,
    "memo_number": "56.04.8549.000.05.001.26.117",
    "date": "7 December 2026",
    "subject": "Information about the ICT Department",
    "to": ["Rahima Khatun", "Haridebpur, Rangpur Sadar, Rangpur"],
    "body": ["With reference to your request, seven digital labs are open in Rangpur Sadar upazila."],
    "facts": [["Labs open", "7"], ["Next opening", "Sunday, 13 December 2026"]],
    "signer": ["Md. Abdul Karim", "Upazila ICT Officer", "Rangpur Sadar, Rangpur"],
}
OFFICIAL_BN = {
    "language": "bn",
    "office": OFFICE_BN,
    "memo_number": "৫৬.০৪.৮৫৪৯.০০০.১৬.০০১.২৬-৪৮২",
    "date": "৮ ডিসেম্বর ২০২৬",
    "date_bangla": "২৩ অগ্রহায়ণ ১৪৩৩",
    "subject": "বিজয় দিবসে সাউন্ড ও প্রজেক্টরের তালিকা প্রেরণ",
    "reference": "উপজেলা নির্বাহী অফিসারের কার্যালয়ের স্মারক ০৫.৫৫.৮৫৪৯.০০০.১৬.০০২.২৬-৪১২, তারিখ ২ ডিসেম্বর ২০২৬",
    "to": ["উপজেলা নির্বাহী অফিসার", "রংপুর সদর, রংপুর"],
    "to_below": True,
    "through": ["জেলা আইসিটি অফিসার, রংপুর"],
    "body": [
        "উপর্যুক্ত বিষয় ও সূত্রের প্রেক্ষিতে জানানো যাচ্ছে যে, এ উপজেলায় ৬টি সচল প্রজেক্টর ও ২টি সাউন্ড সিস্টেম আছে। "
        "তালিকা সঙ্গে দেওয়া হলো।",
        "প্রয়োজনীয় ব্যবস্থার জন্য সদয় অবগতিতে পাঠানো হলো।",
    ],
    "enclosures": ["প্রজেক্টর ও সাউন্ডের তালিকা, ১ পাতা"],
    "signer": ["মো. আব্দুল করিম", "উপজেলা আইসিটি অফিসার", "রংপুর সদর, রংপুর"],
    "copies": ["জেলা আইসিটি অফিসার, রংপুর", "অফিস কপি"],
}
ORDER_EN = {
    "language": "en",
    "office": OFFICE_EN,
    "memo_number": "8549.2627.0117",
    "date": "8 December 2026",
    "heading": "Office Order",
    "mark": "DRAFT: number and date are entered when it is issued",
    "subject": "Duties during the observance of Victory Day",
    "to": [],
    "body": ["The following duties are assigned for 16 December 2026."],
    "points": ["Shirin Akhter receives the equipment at 7:00 am.", "Md. Abdul Karim attends the programme."],
    "signer": ["Md. Abdul Karim", "Upazila ICT Officer", "Rangpur Sadar, Rangpur"],
    "copies": ["Upazila Executive Officer, Rangpur Sadar", "Office copy"],
}
REMINDER_BN = OFFICIAL_BN | {
    "heading": "তাগিদপত্র",
    "memo_number": "৫৬.০৪.৮৫৪৯.০০০.১৬.০০১.২৬-৪৯৯",
    "date": "২২ ডিসেম্বর ২০২৬",
    "date_bangla": "৭ পৌষ ১৪৩৩",
    "subject": "ল্যাবের হালনাগাদ তালিকা প্রেরণ",
    "reference": "এ কার্যালয়ের স্মারক ৫৬.০৪.৮৫৪৯.০০০.১৬.০০১.২৬-৪৮২, তারিখ ৮ ডিসেম্বর ২০২৬",
    "body": [
        "উপর্যুক্ত স্মারকের চিঠির উত্তর এখনো পাওয়া যায়নি।",
        "উত্তরটি দ্রুত পাঠানোর জন্য পুনরায় অনুরোধ করা হলো।",
    ],
    "through": [],
    "enclosures": [],
}
# A list that came out of a spreadsheet, and who does what.
TABLE_BN = OFFICIAL_BN | {
    "subject": "ল্যাবের সচল যন্ত্রের তালিকা প্রেরণ",
    "body": [
        "উপর্যুক্ত বিষয় ও সূত্রের প্রেক্ষিতে এ উপজেলার ল্যাবগুলোর সচল যন্ত্রের তালিকা নিচে দেওয়া হলো।",
        {
            "rows": [
                ["ক্রমিক", "প্রতিষ্ঠান", "EIIN", "কম্পিউটার", "প্রজেক্টর", "মন্তব্য"],
                ["১", "চন্দনপাট উচ্চবিদ্যালয়", "১২৭৪৩২", "১৭", "১", "দুটি কম্পিউটার মেরামতে আছে"],
                ["২", "হরিদেবপুর বালিকা উচ্চবিদ্যালয় ও কলেজ", "১২৭৪৫১", "১৪", "২", ""],
                ["৩", "শ্যামপুর আলিম মাদ্রাসা", "১২৭৫০৯", "৮", "–", "সংযোগ নেই"],
            ],
            "figures": [0, 2, 3, 4],
        },
        "মেরামতের জন্য যা লাগবে:",
        {
            "items": [
                ["ক)", "পাওয়ার সাপ্লাই দুটি, জেলা কার্যালয়ের মজুত থেকে পাঠানো হলে এ মাসেই বদলানো যাবে;"],
                ["খ)", "শ্যামপুরে ইন্টারনেট সংযোগ।"],
            ]
        },
        "প্রয়োজনীয় ব্যবস্থার জন্য সদয় অবগতিতে পাঠানো হলো।",
    ],
    "through": [],
    "enclosures": [],
}
COLUMNS_BN = [
    {"label": "ক্রমিক", "width": 0.6, "align": "right"},
    {"label": "তারিখ", "width": 1.1},
    {"label": "আবেদনকারী", "width": 1.8},
    {"label": "সেবা", "width": 2.4},
    {"label": "শেষ দিন"},
    {"label": "ফল", "width": 1.5},
]
ENTRY_BN = [
    "৬ ডিসেম্বর ২০২৬",
    "রহিমা খাতুন",
    "আইসিটি অধিদপ্তর সম্পর্কে তথ্য",
    "১৩ ডিসেম্বর",
    "কথা রাখা হয়েছে",
]
# A withdrawn one is crossed out, all but the reason.
STRUCK_BN = {
    "cells": [
        *([{"text": each, "struck": True}] for each in ("৩", *ENTRY_BN[:-1])),
        "আর লাগবে না, কাজটি হয়ে গেছে",
    ]
}
# The name of another was corrected, and the corrected one again.
NAMES_BN = [
    {"text": "রহিমা বেগম", "struck": True},
    {"text": " ", "struck": False},
    {"text": "রহিমা খাতুন", "struck": True},
    {"text": " মোছা. রহিমা খাতুন (ঠিক করা হয়েছে ৭/১২/২০২৬; ৮/১২/২০২৬, করিম)", "struck": False},
]
CORRECTED_BN = {"cells": ["০", ENTRY_BN[0], NAMES_BN, *ENTRY_BN[2:]]}
REGISTER_BN = {
    "language": "bn",
    "office": OFFICE_BN,
    "title": "আবেদন গ্রহণ রেজিস্টার",
    "fiscal_year": "২০২৬–২৭",
    "columns": COLUMNS_BN,
    "rows": (
        [CORRECTED_BN]
        + [STRUCK_BN if figure == "৩" else {"cells": [figure, *ENTRY_BN]} for figure in "১২৩৪৫৬৭৮৯"] * 5
    ),
    "note": "কাটা দাগের ভুক্তি বাতিল; কারণটি কাটা নয়।",
    "signers": [["অফিস সহকারী"], ["উপজেলা আইসিটি অফিসার"]],
}
REGISTER_EN = {
    "language": "en",
    "office": OFFICE_EN,
    "title": "Register of requests",
    "fiscal_year": "2026–27",
    "columns": [{"label": "No."}, {"label": "Applicant", "width": 3}, {"label": "Outcome", "width": 2}],
    "rows": [],
}
POST_BN = "উপজেলা আইসিটি অফিসার\nউপজেলা কোড: ৮৫৪৯\nফোন: +৮৮০২৫৮৯৯৬২৪৮৮\nrangpursadardoict@gmail.com"
CHARTER_BN = {
    "language": "bn",
    "office": OFFICE_BN,
    "title": "সিটিজেন চার্টার",
    "edition": "সংস্করণ ১, ১ জুলাই ২০২৬ থেকে কার্যকর",
    "headings": [
        "১. ভিশন ও মিশন",
        "২. প্রতিশ্রুত সেবাসমূহ",
        "৩. আওতাধীন দপ্তর কর্তৃক প্রদত্ত সেবা",
        "৪. আপনার কাছে আমাদের প্রত্যাশা",
        "৫. অভিযোগ ব্যবস্থাপনা পদ্ধতি (GRS)",
    ],
    "vision": ["ভিশন", "জ্ঞানভিত্তিক অর্থনীতি ও সুশাসন প্রতিষ্ঠা এবং টেকসই উন্নতি নিশ্চিতকরণ।"],
    "mission": ["মিশন", "উচ্চগতির ইলেকট্রনিক যোগাযোগ ও দক্ষ মানবসম্পদ।"],
    "services": [
        {
            "heading": "২.১) নাগরিক সেবা",
            "is_numbered": True,
            "widths": [5, 15, 11.5, 15, 11, 10.5, 16, 16],
            "columns": [
                "ক্রমিক নং",
                "সেবার নাম",
                "সেবা প্রদানের সর্বোচ্চ সময়",
                "প্রয়োজনীয় কাগজপত্র",
                "প্রয়োজনীয় কাগজপত্র / আবেদন ফরম প্রাপ্তিস্থান",
                "সেবামূল্য এবং পরিশোধ পদ্ধতি (যদি থাকে)",
                "শাখার নামসহ দায়িত্বপ্রাপ্ত কর্মকর্তার পদবি, টেলিফোন ও ই-মেইল",
                "ঊর্ধ্বতন কর্মকর্তার পদবি, টেলিফোন ও ই-মেইল",
            ],
            "rows": [
                [
                    "১",
                    "আইসিটি অধিদপ্তর সংক্রান্ত তথ্য প্রদান",
                    "তাৎক্ষণিক / কার্যদিবস (প্রযোজ্য ক্ষেত্রে)",
                    "১. আবেদনপত্র\n২. জাতীয় পরিচয়পত্র",
                    "উপজেলা কার্যালয়, রংপুর সদর, রংপুর",
                    "বিনামূল্যে",
                    POST_BN,
                    POST_BN,
                ],
            ],
        },
    ],
    "subordinate": "আওতাধীন কোনো দপ্তর নেই।",
    "expectations": {
        "heading": "",
        "is_numbered": False,
        "widths": [6, 94],
        "columns": ["ক্রমিক নং", "প্রতিশ্রুত/কাঙ্ক্ষিত সেবা প্রাপ্তির লক্ষ্যে করণীয়"],
        "rows": [["১", "স্বয়ংসম্পূর্ণ আবেদন জমা প্রদান"], ["২", "নির্ধারিত সময়ের আগেই উপস্থিত থাকা"]],
    },
    "tiers": {
        "heading": "",
        "is_numbered": True,
        "widths": [6, 28, 24, 28, 14],
        "columns": [
            "ক্রমিক নং",
            "কখন যোগাযোগ করবেন",
            "কার সঙ্গে যোগাযোগ করবেন",
            "যোগাযোগের ঠিকানা",
            "নিষ্পত্তির সময়সীমা",
        ],
        "rows": [
            [
                "১",
                "দায়িত্বপ্রাপ্ত কর্মকর্তা সমাধান দিতে না পারলে",
                "অভিযোগ নিষ্পত্তি কর্মকর্তা",
                "জেলা আইসিটি অফিসার, রংপুর",
                "৩০ কার্যদিবস",
            ]
        ],
    },
    "signed": "স্বাক্ষরিত",
    "signatory": ["এস. এম. আইনুল ইসলাম", "উপজেলা আইসিটি অফিসার"],
}
WALL_BN = {
    "language": "bn",
    "office": OFFICE_BN,
    "title": "আমাদের সেবা ও প্রতিশ্রুতি",
    "edition": "সংস্করণ ১, ১ জুলাই ২০২৬ থেকে কার্যকর",
    "lead": "পাশের ছকে ফোনের ক্যামেরা ধরলে সেবাটির কাগজপত্র, আবেদন ও সব তথ্য পাবেন।",
    "words": {"time": "সর্বোচ্চ সময়", "fee": "খরচ"},
    "groups": [
        {
            "heading": "নাগরিক সেবা",
            "rows": [
                {
                    "number": "১",
                    "name": "আইসিটি অধিদপ্তর সম্পর্কে তথ্য",
                    "time": "৫ কার্যদিবস",
                    "fee": "বিনামূল্যে",
                    "address": "http://127.0.0.1:8000/",
                    "qr": TRACK,
                },
                {
                    "number": "২",
                    "name": "আউটসোর্সিং ও আইসিটি প্রশিক্ষণ",
                    "time": "তখনই, না হলে তারিখ জানিয়ে",
                    "fee": "সরকারি নীতিমালা অনুযায়ী",
                    "address": "http://127.0.0.1:8000/",
                    "qr": TRACK,
                },
            ],
        },
    ],
    "broken": "কথা না রাখলে অভিযোগ করুন: জেলা আইসিটি অফিসার, ফোন +৮৮০ ২৫৮৯৯৬২১২৪",
}

LABELS_BN = {
    "language": "bn",
    "office": {"name": OFFICE_BN["name"]},
    "title": "যন্ত্রের লেবেল",
    # The first two stickers of the sheet are used up.
    "skip": 2,
    "rows": [
        {
            "number": f"ল-{number}",
            "other": other,
            "kind": kind,
            "code": qr(f"http://127.0.0.1:8000/d/{int(other[2:])}/"),
        }
        for number, other, kind in (
            ("০০৪১", "L-0041", "ডেস্কটপ"),
            ("০০৪২", "L-0042", "ল্যাপটপ"),
            ("০০৫১", "L-0051", "প্রজেক্টর"),
            ("০০৫৪", "L-0054", "ইউপিএস"),
            ("১২৩৪", "L-1234", "নেটওয়ার্ক সুইচ"),
        )
    ],
}

CONSENT_SLIP = {
    "language": "bn",
    "office": {"name": OFFICE_BN["name"], "sample": ""},
    "name_en": "Upazila ICT Office",
    "centre": "উদ্যোক্তা, নমুনা ডিজিটাল সেন্টার",
    "centre_en": "Entrepreneur, Sample Digital Centre",
    "service": "আইসিটি অধিদপ্তর সম্পর্কে তথ্য",
    "service_en": "Information about the Department of ICT",
    "name": "নূরজাহান বেগম",
    "mobile": "০১৭০০০০০০০৫",
    "address": "হরিদেবপুর",
}

SAMPLES: dict[str, tuple[str, dict[str, Any]]] = {
    "receipt-bn": ("receipt", RECEIPT_BN),
    "consent-slip": ("consent_slip", CONSENT_SLIP),
    "receipt-en": ("receipt", RECEIPT_EN),
    "letter-bn": ("letter", LETTER_BN),
    "letter-en": ("letter", LETTER_EN),
    "official-bn": ("letter", OFFICIAL_BN),
    "order-en": ("letter", ORDER_EN),
    "reminder-bn": ("letter", REMINDER_BN),
    "table-bn": ("letter", TABLE_BN),
    "register-bn": ("register", REGISTER_BN),
    "register-en": ("register", REGISTER_EN),
    "diary-bn": ("register", DIARY_BN),
    "note-sheet-bn": ("note_sheet", NOTE_SHEET_BN),
    "note-sheet-en": ("note_sheet", NOTE_SHEET_EN),
    "charter-bn": ("charter", CHARTER_BN),
    "wall-bn": ("wall", WALL_BN),
    "labels-bn": ("labels", LABELS_BN),
    "comparison-bn": ("comparison", COMPARISON_BN),
    "inspection-report-bn": ("letter", INSPECTION_REPORT_BN),
    "performance-report-bn": ("letter", PERFORMANCE_REPORT_BN),
    "job-sheet-bn": ("job_sheet", JOB_SHEET_BN),
    "job-sheet-en": ("job_sheet", JOB_SHEET_EN),
    "dossier-bn": ("dossier", DOSSIER_BN),
    "hearing-notice-bn": ("record", NOTICE_BN),
    "hearing-record-en": ("record", RECORD_EN),
    "decision-bn": ("letter", DECISION_BN),
    "figures-of-complaints-bn": ("report", FIGURES_BN),
    "ready-complaint-bn": ("ready_complaint", READY_COMPLAINT_BN),
    "ready-complaint-en": ("ready_complaint", READY_COMPLAINT_EN),
    "rti-request-bn": ("rti_form", REQUEST_BN),
    "rti-refusal-en": ("rti_form", REFUSAL_EN),
    "rti-appeal-bn": ("rti_form", APPEAL_BN),
}


def picture(pdf: bytes, scale: float = PIXELS_A_POINT) -> Image.Image:
    """The first page in shades of grey."""
    return pypdfium2.PdfDocument(pdf)[0].render(scale=scale).to_pil().convert("L")


def text(pdf: bytes) -> str:
    """What a reader copies from all pages, one line after another."""
    pages = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range().replace("\r\n", "\n") for page in pages)


def redraw() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for name, (template, data) in SAMPLES.items():
        out = io.BytesIO()
        picture(render(template, data)).quantize(16).save(out, "PNG", optimize=True)
        (GOLDEN / f"{name}.png").write_bytes(out.getvalue())


if __name__ == "__main__":
    redraw()
