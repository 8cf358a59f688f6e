"""A comparison of twenty items and eight bidders, the most that stands on one sheet."""

from typing import Any

from ongikar.rules.bangla.text import digits, grouped_number

from .sample_offices import OFFICE_BN

ITEMS = (
    "ডেস্কটপ কম্পিউটার", "ল্যাপটপ", "লেজার প্রিন্টার", "স্ক্যানার", "ইউপিএস", "রাউটার",
    "প্রজেক্টর", "সিসিটিভি ক্যামেরা", "ট্যাবলেট", "মনিটর", "কি-বোর্ড ও মাউস", "হেডফোন",
    "ওয়েবক্যাম", "পেনড্রাইভ", "নেটওয়ার্ক সুইচ", "ল্যান কেবল, ৩০৫ মিটার", "টোনার",
    "হার্ডডিস্ক, বাইরের", "মাল্টিপ্লাগ", "র‍্যাক, ৬ইউ",
)  # fmt: skip
BIDDERS = (
    "নমুনা কম্পিউটার্স", "নমুনা টেক সলিউশন", "আদর্শ ট্রেডার্স", "মেসার্স নমুনা", "উত্তরা আইটি",
    "তিস্তা সিস্টেমস", "রংপুর ডিজিটাল হাট", "ঘাঘট এন্টারপ্রাইজ",
)  # fmt: skip


def offer(item: int, bidder: int) -> dict[str, str]:
    price = grouped_number(1_000 * (item + 1) + 137 * ((item * 3 + bidder * 5) % 8))
    if (item + bidder * 3) % 11 == 4:
        return {"price": "", "words": "দর দেয়নি", "look": "none"}
    if (item * 5 + bidder) % 13 == 2:
        return {"price": price, "words": "শর্ত মানে না", "look": "fails"}
    if (item + bidder) % 17 == 5:
        return {"price": price, "words": "যাচাই বাকি", "look": "open"}
    return {"price": price, "words": "", "look": "lowest" if (item + bidder) % 8 == 0 else "plain"}


COMPARISON_BN: dict[str, Any] = {
    "language": "bn",
    # Of the letterhead one line stands on it: the rest of the sheet is the table.
    "office": {key: OFFICE_BN[key] for key in ("department", "name")},
    "title": "দরের তুলনামূলক বিবরণী",
    "number": "৮৫৪৯-২৬-০০৪১৭",
    "facts": [["কার জন্য", "উপজেলা সমাজসেবা কার্যালয়, রংপুর সদর"], ["তারিখ", "২৮ নভেম্বর ২০২৬"]],
    "basis": "দর প্রতিটির, টাকা, ভ্যাট ও আয়কর সহ।",
    "lowest_words": "শর্ত মানা সর্বনিম্ন",
    "bidders": [
        {"name": f"{digits(place)}. {name}", "words": f"ন-{digits(100 + place)}"}
        for place, name in enumerate(BIDDERS, 1)
    ],
    "rows": [
        {
            "number": digits(place + 1),
            "name": name,
            "quantity": digits(place % 5 + 1),
            "cells": [offer(place, bidder) for bidder in range(len(BIDDERS))],
            "lowest": f"{grouped_number(1_000 * (place + 1))} ({digits((8 - place) % 8 + 1)})",
        }
        for place, name in enumerate(ITEMS)
    ],
    "total_words": "সব পণ্য এক সঙ্গে",
    "totals": [
        {"price": "", "words": "দর দেয়নি", "look": "none"},
        {"price": "৬,১৮,৩২০", "words": "শর্ত মানে না", "look": "fails"},
        {"price": "৬,২১,৪৫০", "words": "", "look": "lowest"},
        *[{"price": "", "words": "দর দেয়নি", "look": "none"}] * 4,
        {"price": "৬,৩০,১২০.৫০", "words": "যাচাই বাকি", "look": "open"},
    ],
    "total": "৬,০২,০০০",
    "findings": ["সব পণ্য এক হাত থেকে নিলে শর্ত মানা দরগুলোর মধ্যে সর্বনিম্ন ৬,২১,৪৫০ (আদর্শ ট্রেডার্স)।"],
    "note": "কার্যালয় কারিগরি পরামর্শ দেয়; কেনার সিদ্ধান্ত ও কার্যাদেশ ক্রয়কারী দপ্তরের।",
    "signers": [["", "উপজেলা আইসিটি অফিসার", "উপজেলা কার্যালয়, রংপুর সদর"]],
}
