"""A complaint ready to be signed, as samples in both languages."""

from typing import Any

from ongikar.papers.pdf import qr

from .sample_offices import OFFICE_BN, OFFICE_EN

READY_COMPLAINT_BN: dict[str, Any] = {
    "language": "bn",
    "office": OFFICE_BN,
    "title": "অভিযোগ",
    "to": ["জেলা আইসিটি অফিসার, রংপুর", "অভিযোগ নিষ্পত্তি কর্মকর্তা (অনিক)", "জেলা কার্যালয়, রংপুর"],
    "subject": "আবেদন ৮৫৪৯-২৬-০০৪১৭: কথা দেওয়া সময়ে সেবা না পাওয়া",
    "words": [
        "২২ নভেম্বর ২০২৬ তারিখে “আইসিটি অধিদপ্তর সম্পর্কে তথ্য” সেবাটি চেয়েছিলাম (৮৫৪৯-২৬-০০৪১৭)। ২৯ নভেম্বর ২০২৬"
        " তারিখের মধ্যে দেওয়ার কথা ছিল। ৬ ডিসেম্বর ২০২৬ পর্যন্ত পাইনি। প্রতিকার চাই।"
    ],
    "name": "রহিমা খাতুন",
    "address": "হরিদেবপুর, রংপুর সদর",
    "mobile": "০১৭০০০০০০০১",
    "date": "",
    "how": "নিজে বা ডাকে উপরের কর্মকর্তার কার্যালয়ে দিন। নাম গোপন রাখতে চাইলে খাম বন্ধ করে উপরে শুধু তাঁর পদ লিখুন।",
    "qr": qr("http://127.0.0.1:8000/track/"),
}
READY_COMPLAINT_EN: dict[str, Any] = READY_COMPLAINT_BN | {
    "language": "en",
    "office": OFFICE_EN,
    "title": "Appeal",
    "to": ["Deputy Director (Administration)", "Appeal officer", "Divisional office, Rangpur"],
    "subject": "Appeal in the complaint 8549-26-9-00001",
    "words": ["I am not satisfied with what was decided on 20 December 2026. I appeal."],
    "name": "Rahima Khatun",
    "address": "Haridebpur, Rangpur Sadar",
    "mobile": "01700000001",
    "how": "Bring or post it to the officer above. To keep your name hidden, close the envelope.",
}
