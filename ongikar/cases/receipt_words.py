"""What a case begins with, in sentences: for the person who asked, and for the office."""

from typing import NamedTuple

from .models import Case


class ActWords(NamedTuple):
    """One act in words, each as (Bangla, English). An empty pair is not told to that reader."""

    citizen: tuple[str, str]
    office: tuple[str, str]


RECEIPT_WORDS = {
    Case.ONLINE: ActWords(
        ("আপনি আবেদন জমা দিয়েছেন।", "You sent in your application."),
        ("অনলাইনে আবেদন এসেছে।", "The application came in online."),
    ),
    Case.COUNTER: ActWords(
        ("আপনি কার্যালয়ে এসে আবেদন করেছেন।", "You came to the office and asked."),
        ("কাউন্টারে আবেদন নেওয়া হয়েছে।", "The application was taken at the counter."),
    ),
    Case.PHONE: ActWords(
        ("আপনি ফোনে আবেদন করেছেন।", "You applied by phone."),
        ("ফোনে আবেদন নেওয়া হয়েছে।", "The application was taken by phone."),
    ),
    Case.LETTER: ActWords(
        ("আপনার চিঠি পেয়েছি।", "Your letter reached us."),
        ("চিঠিতে আবেদন এসেছে।", "The application came by letter."),
    ),
    Case.AGENT: ActWords(
        ("ডিজিটাল সেন্টার আপনার হয়ে আবেদন করেছে।", "The digital centre applied on your behalf."),
        ("ডিজিটাল সেন্টার থেকে আবেদন এসেছে।", "The application came through a digital centre."),
    ),
    Case.PLANNED: ActWords(
        ("দপ্তরের নিজস্ব কাজ হিসেবে খোলা হয়েছে।", "Opened as office work."),
        ("দপ্তরের নিজস্ব কাজ হিসেবে খোলা হয়েছে।", "Opened as office work."),
    ),
}
RECEIVED_ON_PAPER = ActWords(
    (
        (
            "আপনার আবেদন কাগজে নেওয়া হয়েছিল {received} (স্লিপ {slip}); কম্পিউটারে লেখা হয়েছে {entered}।"
            " দিন গোনা কাগজের সময় থেকে।"
        ),
        (
            "Your application was received on paper on {received} (slip {slip}) and entered on {entered}."
            " Days count from the paper."
        ),
    ),
    (
        "কাগজে নেওয়া {received} (স্লিপ {slip}); লেখা হয়েছে {entered}। দিন গোনা কাগজের সময় থেকে।",
        "Received on paper on {received} (slip {slip}), entered on {entered}. Days count from the paper.",
    ),
)
SPLIT_OFF = ActWords(
    (
        "আপনার {other} নম্বর আবেদন থেকে আলাদা করা হয়েছে; পাওয়া গিয়েছিল {received}। দিন গোনা সেদিন থেকে।",
        "Taken out of your application {other}, received {received}; counted from then.",
    ),
    (
        "{other} থেকে আলাদা করা; পাওয়া গিয়েছিল {received}। দিন গোনা সেদিন থেকে।",
        "Split from {other}, received {received}; counted from then.",
    ),
)
# What a digital centre took without a line.
RECEIVED_AT_CENTRE = ActWords(
    (
        (
            "ডিজিটাল সেন্টারে আপনার আবেদন নেওয়া হয়েছিল {received} (স্লিপ {slip}); ইন্টারনেট না থাকায় কার্যালয়ে পৌঁছেছে"
            " {entered}। দিন গোনা স্লিপের সময় থেকে।"
        ),
        (
            "The digital centre took your application on {received} (slip {slip}); without a line it reached"
            " the office on {entered}. Days count from the slip."
        ),
    ),
    (
        ("ডিজিটাল সেন্টারে নেওয়া {received} (স্লিপ {slip}); কার্যালয়ে পৌঁছেছে {entered}। দিন গোনা স্লিপের সময় থেকে।"),
        (
            "Taken at a digital centre on {received} (slip {slip}), reached the office on {entered}. Days"
            " count from the slip."
        ),
    ),
)
CARRIED_OVER = ActWords(
    (
        "পুরোনো রেজিস্টার থেকে আনা (নম্বর {old_number}); পাওয়া গিয়েছিল {received}। দিন গোনা সেদিন থেকে।",
        "Carried over from the old register (number {old_number}); received {received}, counted from then.",
    ),
    (
        "পুরোনো রেজিস্টার থেকে আনা (নম্বর {old_number}); পাওয়া গিয়েছিল {received}।",
        "Carried over from the old register (number {old_number}); received on {received}.",
    ),
)
