"""Formats the place of a finding in words: citizen/3/time is "নাগরিক সেবা ৩, সময়" and "citizen service 3, time"."""

from ongikar.rules.bangla import digits

PARTS: dict[str, tuple[str, str]] = {
    "charter": ("পুরো চার্টার", "the whole charter"),
    "header": ("ছকের শিরোনাম", "headings of the table"),
    "title": ("শিরোনাম", "title"),
    "vision": ("ভিশন", "vision"),
    "mission": ("মিশন", "mission"),
    "signatory": ("স্বাক্ষর", "signature"),
    "expectations": ("আমাদের প্রত্যাশা", "what we ask of you"),
    "tiers": ("অভিযোগের ধাপ", "grievance tier"),
    "citizen": ("নাগরিক সেবা", "citizen service"),
    "institutional": ("প্রাতিষ্ঠানিক সেবা", "service to institutions"),
    "internal": ("অভ্যন্তরীণ সেবা", "internal service"),
    "services": ("সেবা", "service"),
    "number": ("ক্রমিক", "serial"),
    "serial": ("ক্রমিক", "serial"),
    "name": ("নাম", "name"),
    "method": ("পদ্ধতি", "method"),
    "time": ("সময়", "time"),
    "documents": ("কাগজপত্র", "documents"),
    "form_source": ("প্রাপ্তিস্থান", "where to get documents"),
    "place": ("প্রাপ্তিস্থান", "where to get documents"),
    "fee": ("সেবামূল্য", "fee"),
    "responsible": ("দায়িত্বপ্রাপ্ত কর্মকর্তা", "responsible officer"),
    "officer": ("কর্মকর্তা", "officer"),
    "superior": ("ঊর্ধ্বতন কর্মকর্তা", "superior officer"),
    "extras": ("অন্য কলাম", "other column"),
    "extra": ("অন্য কলাম", "other column"),
    "remedy": ("প্রতিকার", "remedy"),
    "expectation": ("প্রত্যাশা", "what is asked"),
    "when": ("কখন", "when"),
    "whom": ("কার কাছে", "whom"),
    "address": ("ঠিকানা", "address"),
    "email": ("ই-মেইল", "e-mail"),
    "limit": ("সময়সীমা", "limit"),
    "ceiling": ("কার্যালয়ের সীমা", "the office's limit"),
    "date": ("তারিখ", "date"),
    "room": ("রুম নম্বর", "room numbers"),
    "hours": ("সময় গোনার নিয়ম", "how days are counted"),
    "mailbox": ("ই-মেইল", "e-mail"),
    "contact": ("যোগাযোগ", "contact"),
    "place_name": ("স্থানের নাম", "name of the place"),
    "scheme_name": ("ব্যবস্থার নাম", "name of the scheme"),
    "post_name": ("পদের নাম", "name of the post"),
}


def place_words(where: str, tongue: str) -> str:
    """The path in words of "bn" or "en". What has no words is left as it is: a path is never lost."""
    words = ""
    for part in where.split("/"):
        if part.isdigit():
            words += f" {digits(part, tongue)}"
        else:
            said = PARTS[part][tongue == "en"] if part in PARTS else part
            words += f", {said}" if words else said
    return words
