"""What is said while a complaint is looked into: to whoever complains, to whoever decides, to either side
that is asked, and to the inquiry officer. Never who complains, nor what was asked: a mailbox is read by more
people.
"""

from .message import ANSWERING, DECIDING, INQUIRING, ONCE, Wording

COMPLAINANT = {
    "grievance.accepted": Wording(
        ("গ্রহণ করা হয়েছে: {number}", "Accepted: {number}"),
        (
            "{number}: আপনার {what} গ্রহণ করা হয়েছে। {decider} {by} মধ্যে লিখিত সিদ্ধান্ত দেবেন।",
            "{number}: your {what} was accepted. {decider} will decide in writing by {by}.",
        ),
        page=ONCE,
    ),
    "grievance.inquiry_ordered": Wording(
        ("তদন্ত দেওয়া হয়েছে: {number}", "Inquiry ordered: {number}"),
        (
            "{number}: তদন্ত করবেন {inquirer}। সিদ্ধান্তের শেষ দিন {due}।",
            "{number}: {inquirer} will look into it. The decision is due by {due}.",
        ),
        page=ONCE,
    ),
    "grievance.extended": Wording(
        ("তদন্তে সময় বেড়েছে: {number}", "More time for the inquiry: {number}"),
        (
            "{number}: তদন্তের জন্য সময় একবার বাড়ানো হয়েছে। সিদ্ধান্তের নতুন শেষ দিন {due}। কারণ লেখা আছে:",
            "{number}: the time was extended once for the inquiry. Decision now due by {due}. The reason is"
            " written here:",
        ),
        page=ONCE,
    ),
    "grievance.asked": Wording(
        ("আপনার কাছে প্রশ্ন: {number}", "A question to you: {number}"),
        (
            "{number}: আপনার কাছে একটি প্রশ্ন আছে। {answer_by} মধ্যে উত্তর দিন; ততদিন সময় থেমে আছে:",
            "{number}: there is a question to you. Answer by {answer_by}; the time waits until then:",
        ),
        page=ONCE,
    ),
    # Done in their name: told, so that whoever did not do it hears of it.
    "grievance.replied": Wording(
        ("আপনার উত্তর পেয়েছি: {number}", "We have your answer: {number}"),
        (
            "{number}: আপনার নামে প্রশ্নের উত্তর দেওয়া হয়েছে। আপনি না দিলে এখনই জানান:",
            "{number}: the question was answered in your name. If it was not you, tell us now:",
        ),
        page=ONCE,
    ),
    "grievance.evidence_added": Wording(
        ("প্রমাণ পেয়েছি: {number}", "We have your evidence: {number}"),
        (
            "{number}: আপনার নামে প্রমাণ যোগ করা হয়েছে। আপনি না করলে এখনই জানান:",
            "{number}: evidence was added in your name. If it was not you, tell us now:",
        ),
        page=ONCE,
    ),
}
DECIDER = {
    "grievance.inquiry_reported": Wording(
        ("তদন্ত প্রতিবেদন এসেছে: {number}", "Report of the inquiry: {number}"),
        ("{number}: তদন্ত প্রতিবেদন এসেছে।", "{number}: the report of the inquiry is here."),
        page=DECIDING,
    ),
    "grievance.replied": Wording(
        ("প্রশ্নের উত্তর এসেছে: {number}", "A question was answered: {number}"),
        ("{number}: আপনার প্রশ্নের উত্তর এসেছে।", "{number}: your question was answered."),
        page=DECIDING,
    ),
    "grievance.gone_on": Wording(
        ("উত্তর আসেনি: {number}", "No answer: {number}"),
        (
            "{number}: প্রশ্নের উত্তরের দিন পেরিয়ে গেছে। সিদ্ধান্তের শেষ দিন {due}।",
            "{number}: the day to answer your question has passed. The decision is due by {due}.",
        ),
        page=DECIDING,
    ),
}
RESPONDENT = {
    "grievance.accepted": Wording(
        ("অভিযোগ গ্রহণ করা হয়েছে: {number}", "Complaint accepted: {number}"),
        (
            "আপনার পদের বিরুদ্ধে অভিযোগ {number} গ্রহণ করা হয়েছে। সিদ্ধান্তের শেষ দিন {due}। আপনার বক্তব্য লিখে দিন:",
            "The complaint {number} against your post was accepted. The decision is due by {due}. Write your"
            " statement:",
        ),
        page=ANSWERING,
    ),
    "grievance.asked": Wording(
        ("আপনার কাছে প্রশ্ন: {number}", "A question to you: {number}"),
        (
            "অভিযোগ {number}: আপনার কাছে একটি প্রশ্ন আছে। {answer_by} মধ্যে উত্তর দিন:",
            "Complaint {number}: there is a question to you. Answer by {answer_by}:",
        ),
        page=ANSWERING,
    ),
}
INQUIRER = {
    "grievance.inquiry_ordered": Wording(
        ("তদন্ত করতে হবে: {number}", "Inquiry to make: {number}"),
        (
            "অভিযোগ {number}: তদন্তের দায়িত্ব আপনার পদের। প্রতিবেদনের শেষ দিন {report_day}।",
            "Complaint {number}: your post is to look into it. The report is due by {report_day}.",
        ),
        page=INQUIRING,
    ),
    "grievance.inquiry_ended": Wording(
        ("তদন্ত বন্ধ হয়েছে: {number}", "Inquiry called off: {number}"),
        (
            "অভিযোগ {number}: তদন্ত বন্ধ করা হয়েছে, প্রতিবেদন লাগবে না।",
            "Complaint {number}: the inquiry was called off, no report is needed.",
        ),
        page=INQUIRING,
    ),
}
