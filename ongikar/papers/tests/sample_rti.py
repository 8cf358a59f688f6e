"""Forms ক, খ and গ of the Right to Information Act as samples: the first with secret digits, the second in
English, the third with a blank left to be filled in by hand.
"""

from typing import Any

from ongikar.papers.pdf import qr

from .sample_offices import OFFICE_BN, OFFICE_EN

TRACK = qr("http://127.0.0.1:8000/track/")
REQUEST_BN: dict[str, Any] = {
    "language": "bn",
    "office": OFFICE_BN,
    "which": "ফরম ক",
    "title": "তথ্য পাওয়ার আবেদন",
    "number": "৮৫৪৯-২৬-৮-০০০০৩-৫৮২০৩",
    "qr": TRACK,
    "memo": "",
    "to": ["উপজেলা আইসিটি অফিসার", "দায়িত্বপ্রাপ্ত কর্মকর্তা", "উপজেলা কার্যালয়, রংপুর সদর"],
    "rows": [
        ["আবেদনকারীর নাম", "রহিমা খাতুন"],
        ["বাবা ও মায়ের নাম", ""],
        ["ঠিকানা", "হরিদেবপুর, রংপুর সদর"],
        ["মোবাইল ও ই-মেইল", "০১৭০০০০০০০১"],
        ["যে তথ্য চান", "২০২৫-২৬ অর্থবছরে কম্পিউটার ল্যাবের জন্য কত টাকা বরাদ্দ এসেছে, তার হিসাবের কপি।"],
        ["যেভাবে চান", "ফটোকপি বা ছাপা কপি"],
        ["তথ্য যিনি নেবেন", ""],
        ["জীবন-মৃত্যু, গ্রেপ্তার বা মুক্তির বিষয়", "না"],
        ["আবেদনের তারিখ", "রবিবার, ২২ নভেম্বর ২০২৬ (৭ অগ্রহায়ণ ১৪৩৩)"],
        ["উত্তরের শেষ দিন", "সোমবার, ২১ ডিসেম্বর ২০২৬ (৬ পৌষ ১৪৩৩)"],
    ],
    "signed": "আবেদনকারীর স্বাক্ষর",
    "key": "৪৮২১\u00a0০৯৭৩\u00a0৫৫১৬",
    "note": "আবেদন করতে কোনো টাকা লাগে না। A4 ও A3 কাগজে কপি প্রতি পৃষ্ঠা ২ টাকা।",
}
REFUSAL_EN: dict[str, Any] = {
    "language": "en",
    "office": OFFICE_EN,
    "which": "Form B",
    "title": "Notice that the information cannot be given",
    "number": "8549-26-8-00003-58203",
    "qr": TRACK,
    "memo": "8549.2627.0031",
    "to": ["Rahima Khatun", "Applicant", "Haridebpur, Rangpur Sadar"],
    "rows": [
        ["Date of the request", "Sunday, 22 November 2026"],
        ["The information asked for", "A copy of the accounts of the computer labs of 2025-26."],
        ["Why it cannot be given", "This office does not hold it"],
        ["Explanation", "The accounts lie with the District Office."],
        ["Date of the notice", "Monday, 30 November 2026"],
    ],
    "signed": "Upazila ICT Officer",
    "key": "",
    "note": "If you are not satisfied, appeal within 30 days to the District ICT Officer.",
}
APPEAL_BN: dict[str, Any] = {
    "language": "bn",
    "office": OFFICE_BN,
    "which": "ফরম গ",
    "title": "আপিল আবেদন",
    "number": "৮৫৪৯-২৬-৮-০০০০৩-৫৮২০৩",
    "qr": TRACK,
    "memo": "",
    "to": ["জেলা আইসিটি অফিসার", "আপিল কর্তৃপক্ষ", "আইসিটি অধিদপ্তর, জেলা কার্যালয়, রংপুর"],
    "rows": [
        ["আপিলকারীর নাম", "রহিমা খাতুন"],
        ["ঠিকানা", "হরিদেবপুর, রংপুর সদর"],
        ["আপিলের তারিখ", "বুধবার, ২ ডিসেম্বর ২০২৬ (১৭ অগ্রহায়ণ ১৪৩৩)"],
        ["যাঁর আদেশের বিরুদ্ধে", "উপজেলা আইসিটি অফিসার"],
        ["সেই আদেশ", "৮৫৪৯.২৬২৭.০০৩১, সোমবার, ৩০ নভেম্বর ২০২৬"],
        ["কী হয়েছে ও কেন অসন্তুষ্ট", "হিসাবের কার্যালয় কপি এখানে থাকার কথা।"],
        ["যা চান", "কার্যালয় কপির ফটোকপি।"],
        ["দেরির কারণ", ""],
    ],
    "signed": "আপিলকারীর স্বাক্ষর",
    "key": "",
    "note": "আপিলকারী জানান: ওপরের তথ্য তাঁর জানামতে সত্য।",
}
