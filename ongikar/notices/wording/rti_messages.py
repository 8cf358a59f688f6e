"""What is said of a request for information: to whoever asks, to the officer, and to the appeal authority."""

from .message import ONCE, Wording

# The desk's page of the request.
RTI = ("desk_rti_request", "path")

APPLICANT = {
    "rti.filed": Wording(
        ("তথ্যের আবেদন পেয়েছি: {number}", "Request received: {number}"),
        (
            "তথ্যের আবেদন পেয়েছি। নম্বর {number}। {officer} {by} মধ্যে উত্তর দেবেন।",
            "We have your request for information. Number {number}. The {officer} answers by {by}.",
        ),
        page=ONCE,
    ),
    "rti.extended": Wording(
        ("সময় বেড়েছে: {number}", "More time: {number}"),
        (
            "{number}: তথ্যটির সঙ্গে অন্য দপ্তর জড়িত। উত্তর {by} মধ্যে।",
            "{number}: other units are involved. The answer comes by {by}.",
        ),
        ("{said}", "{said}"),
        page=ONCE,
    ),
    "rti.priced": Wording(
        ("কপির মূল্য: {number}", "Price of the copies: {number}"),
        (
            "{number}: কপির মূল্য {price} টাকা, {pay_by} মধ্যে দিন। তত দিন দিন গোনা থেমে থাকবে।",
            "{number}: the copies cost {price} taka; pay by {pay_by}. The days wait until then.",
        ),
        ("{said}", "{said}"),
        page=ONCE,
    ),
    "rti.paid": Wording(
        ("মূল্য পেয়েছি: {number}", "Paid: {number}"),
        ("{number}: মূল্য পেয়েছি। উত্তর {by} মধ্যে।", "{number}: we have the payment. The answer comes by {by}."),
        page=ONCE,
    ),
    "rti.provided": Wording(
        ("তথ্য দেওয়া হয়েছে: {number}", "Information given: {number}"),
        ("{number}: আপনার চাওয়া তথ্যের উত্তর এসেছে। পড়ুন:", "{number}: your request is answered. Read it:"),
        ("{answer}", "{answer}"),
        page=ONCE,
    ),
    "rti.refused": Wording(
        ("তথ্য দেওয়া যায়নি: {number}", "Refused: {number}"),
        (
            "{number}: তথ্য দেওয়া যায়নি। কারণ লেখা আছে, {days} দিনের মধ্যে আপিল করতে পারেন:",
            "{number}: it was refused. The reason is in writing; you can appeal within {days} [day|days]:",
        ),
        ("{reason}\n\n{answer}", "{reason}\n\n{answer}"),
        page=ONCE,
    ),
    "rti.lapsed": Wording(
        ("আবেদন শেষ হয়েছে: {number}", "Request ended: {number}"),
        (
            "{number}: মূল্য না পাওয়ায় আবেদন শেষ হয়েছে। {days} দিনের মধ্যে আপিল করতে পারেন:",
            "{number}: it ended because the price was not paid. You can appeal within {days} [day|days]:",
        ),
        ("{answer}", "{answer}"),
        page=ONCE,
    ),
    # Done in their name: told, so that whoever did not do it hears of it.
    "rti.withdrawn": Wording(
        ("আবেদন তুলে নেওয়া হয়েছে: {number}", "Request withdrawn: {number}"),
        (
            "তথ্যের আবেদন {number} আপনার নামে তুলে নেওয়া হয়েছে। আপনি না করলে এখনই জানান:",
            "Request for information {number} was withdrawn in your name. If it was not you, tell us now:",
        ),
        page=ONCE,
    ),
    "rti.appealed": Wording(
        ("আপিল পেয়েছি: {number}", "Appeal received: {number}"),
        (
            "{number}: আপিল পেয়েছি। {authority} {appeal_by} মধ্যে সিদ্ধান্ত দেবেন।",
            "{number}: we have the appeal. The {authority} decides by {appeal_by}.",
        ),
        page=ONCE,
    ),
    "rti.appeal_decided": Wording(
        ("আপিলের সিদ্ধান্ত: {number}", "Appeal decided: {number}"),
        ("{number}: আপিলের সিদ্ধান্ত হয়েছে। পড়ুন:", "{number}: the appeal is decided. Read it:"),
        ("{decision}", "{decision}"),
        page=ONCE,
    ),
    "rti.broken": Wording(
        ("সময়মতো উত্তর হয়নি: {number}", "Not answered in time: {number}"),
        (
            "দুঃখিত। {number}: {by} মধ্যে উত্তর দেওয়ার কথা ছিল, হয়নি। আপিল করতে পারেন:",
            "We are sorry. {number} was to be answered by {by}, and is not. You can appeal:",
        ),
        at_any_hour=True,
        page=ONCE,
    ),
    "rti_appeal.broken": Wording(
        ("আপিলের সিদ্ধান্ত হয়নি: {number}", "Appeal not decided in time: {number}"),
        (
            "দুঃখিত। {number}: আপিলের সিদ্ধান্ত {appeal_by} মধ্যে হওয়ার কথা ছিল। এখন তথ্য কমিশনে অভিযোগ করতে পারেন:",
            "We are sorry. The appeal in {number} was to be decided by {appeal_by}. You can now go to the"
            " Information Commission:",
        ),
        at_any_hour=True,
        page=ONCE,
    ),
}
APPLICANT["rti_order.broken"] = APPLICANT["rti.broken"]

OFFICER = {
    "rti.filed": Wording(
        ("নতুন তথ্যের আবেদন: {number}", "New request for information: {number}"),
        (
            "তথ্যের আবেদন {number}। উত্তর {by} মধ্যে; না দিলে কারণ {refuse_by} মধ্যে।",
            "Request for information {number}. Answer by {by}; a refusal by {refuse_by}.",
        ),
        page=RTI,
    ),
    "rti.nearing": Wording(
        ("শেষ দিন কাছে: {number}", "Due soon: {number}"),
        ("তথ্যের আবেদন {number}: উত্তর {by} মধ্যে।", "Request for information {number}: answer by {by}."),
        page=RTI,
    ),
    "rti.broken": Wording(
        ("শেষ দিন পেরিয়ে গেছে: {number}", "Overdue: {number}"),
        (
            "তথ্যের আবেদন {number}: শেষ দিন ছিল {by} মধ্যে। আবেদনকারী আপিল করতে পারেন।",
            "Request for information {number} was due by {by}. The applicant can appeal.",
        ),
        page=RTI,
    ),
    "rti.withdrawn": Wording(
        ("আবেদন তুলে নেওয়া হয়েছে: {number}", "Withdrawn: {number}"),
        ("তথ্যের আবেদন {number} তুলে নেওয়া হয়েছে।", "Request for information {number} was withdrawn."),
        page=RTI,
    ),
    "rti.appeal_decided": Wording(
        ("আপিলের সিদ্ধান্ত: {number}", "Appeal decided: {number}"),
        (
            "{number}: আপিলের সিদ্ধান্ত হয়েছে। উত্তর {by} মধ্যে।",
            "{number}: the appeal is decided. Answer by {by}.",
        ),
        ("{decision}", "{decision}"),
        page=RTI,
    ),
}
OFFICER["rti_order.nearing"] = OFFICER["rti.nearing"]
OFFICER["rti_order.broken"] = OFFICER["rti.broken"]

AUTHORITY = {
    "rti.appealed": Wording(
        ("নতুন আপিল: {number}", "New appeal: {number}"),
        (
            "তথ্যের আবেদন {number}-এ আপিল। সিদ্ধান্ত {appeal_by} মধ্যে।",
            "Appeal about information {number}. Decide by {appeal_by}.",
        ),
        page=RTI,
    ),
    "rti_appeal.nearing": Wording(
        ("আপিলের শেষ দিন কাছে: {number}", "Appeal due soon: {number}"),
        ("আপিল {number}: সিদ্ধান্ত {appeal_by} মধ্যে।", "Appeal {number}: decide by {appeal_by}."),
        page=RTI,
    ),
    "rti_appeal.broken": Wording(
        ("আপিলের শেষ দিন পেরিয়ে গেছে: {number}", "Appeal overdue: {number}"),
        (
            "আপিল {number}: সিদ্ধান্তের শেষ দিন ছিল {appeal_by} মধ্যে।",
            "Appeal {number} was to be decided by {appeal_by}.",
        ),
        page=RTI,
    ),
}
