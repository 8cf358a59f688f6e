"""What we say, to whom, when what has happened: every message of the office in one table, Bangla and English."""

from dataclasses import dataclass

Words = tuple[str, str]

# Where the message leads: a page of the site, and how its number stands in the address.
TRACK = ("track", "query")
CASE = ("case", "path")
DECIDING = ("desk_grievance", "path")
ANSWERING = ("desk_complaint", "path")
DESK = ("desk_grievances", "plain")


@dataclass(frozen=True, slots=True)
class Wording:
    """`text` is the SMS, and the first lines of the e-mail; `more` stands only in the e-mail."""

    title: Words
    text: Words
    more: Words | None = None
    page: tuple[str, str] = TRACK


WHY = ("কেন এই দিন: {why}।", "Why that day: {why}.")
SAID_AND_WHY = ("{said}\nকেন এই দিন: {why}।", "{said}\nWhy that day: {why}.")
APPLICANT = {
    "case.received": Wording(
        ("আবেদন পেয়েছি: {number}", "Application received: {number}"),
        (
            "আপনার আবেদন পেয়েছি। নম্বর {number}। {promised}",
            "We have your application. Number {number}. {promised}",
        ),
        (
            "সেবা: {service}।\nকেন এই দিন: {why}।\nএই নম্বর আর মোবাইলের শেষ চার সংখ্যা দিয়ে যেকোনো সময় খোঁজ নিতে পারেন। সময়মতো সেবা না পেলে অভিযোগ করা আপনার অধিকার।",
            "Service: {service}.\nWhy that day: {why}.\nWith this number and the last four figures of your mobile you can follow it at any time. If the service is late, to complain is your right.",
        ),
    ),
    "case.accepted": Wording(
        ("আবেদন গৃহীত: {number}", "Application accepted: {number}"),
        (
            "আপনার আবেদন {number} গ্রহণ করা হয়েছে। {promised}",
            "Your application {number} is accepted. {promised}",
        ),
        ("সেবা: {service}।\nকেন এই দিন: {why}।", "Service: {service}.\nWhy that day: {why}."),
    ),
    "case.papers_asked": Wording(
        ("কাগজ লাগবে: {number}", "A paper is needed: {number}"),
        (
            "আবেদন {number}: আরও লাগবে: {missing}। আপনি দেওয়া পর্যন্ত দিন গোনা থেমে থাকবে।",
            "Application {number}: still needed: {missing}. The days wait until you bring it.",
        ),
        ("{asked}", "{asked}"),
    ),
    "case.answered": Wording(
        ("আপনার উত্তর পেয়েছি: {number}", "We have your answer: {number}"),
        (
            "আবেদন {number}: আপনি যা দিয়েছেন, পেয়েছি। দিন গোনা আবার চলছে। শেষ দিন {due}{counted}।",
            "Application {number}: we have what you sent. The days run again. Due {due}{counted}.",
        ),
        WHY,
    ),
    "case.extended": Wording(
        ("আরও সময় লাগছে: {number}", "More time is needed: {number}"),
        (
            "আবেদন {number}: সময় বাড়ানো হয়েছে, একবারই বাড়ে। নতুন শেষ দিন {due}{counted}। কারণ লেখা আছে:",
            "Application {number}: the time was extended, which is done only once. The new last day is {due}{counted}. The reason is in writing:",
        ),
        ("কারণ: {said}\nকেন এই দিন: {why}।", "Reason: {said}\nWhy that day: {why}."),
    ),
    "case.event_came": Wording(
        ("দিন গোনা শুরু: {number}", "The days are counted now: {number}"),
        (
            "আবেদন {number}: দিন গোনা শুরু হয়েছে। {promised}",
            "Application {number}: the days are counted now. {promised}",
        ),
        SAID_AND_WHY,
    ),
    "case.step_kept": Wording(
        ("একটি ধাপ শেষ: {number}", "A step is done: {number}"),
        ("আবেদন {number}: একটি ধাপ শেষ হয়েছে। {promised}", "Application {number}: a step is done. {promised}"),
        SAID_AND_WHY,
    ),
    "case.reopened": Wording(
        ("আবেদন আবার খোলা হয়েছে: {number}", "Application reopened: {number}"),
        (
            "আবেদন {number} আবার খোলা হয়েছে। {promised} আগের হিসাব আগের মতোই থাকছে।",
            "Application {number} was taken up again. {promised} What was counted before stays as it was.",
        ),
        ("কারণ: {said}\nকেন এই দিন: {why}।", "Reason: {said}\nWhy that day: {why}."),
    ),
    "case.corrected": Wording(
        ("তথ্য ঠিক করা হয়েছে: {number}", "Corrected: {number}"),
        (
            "আবেদন {number}: আপনার সম্পর্কে রাখা তথ্য ঠিক করা হয়েছে। দেখুন:",
            "Application {number}: what is held about you was corrected. See it:",
        ),
    ),
    "case.correction_refused": Wording(
        ("তথ্য ঠিক করা হয়নি: {number}", "Not corrected: {number}"),
        (
            "আবেদন {number}: আপনার চাওয়া সংশোধন করা হয়নি। কারণ লেখা আছে:",
            "Application {number}: the correction you asked for was not made. The reason is in writing:",
        ),
    ),
    "case.kept": Wording(
        ("আপনার সেবা তৈরি: {number}", "Your service is ready: {number}"),
        (
            "আবেদন {number}: সেবা দেওয়া হয়েছে। স্মারক {memo}। লিখিত ফল দেখুন, মতামত দিন:",
            "Application {number}: the service is given. Memo {memo}. See it in writing, and tell us how it was:",
        ),
        ("সেবা: {service}।", "Service: {service}."),
    ),
    "case.refused": Wording(
        ("আবেদন মঞ্জুর হয়নি: {number}", "Application refused: {number}"),
        (
            "আবেদন {number} মঞ্জুর হয়নি। স্মারক {memo}। কারণ লেখা আছে। মানতে না পারলে অভিযোগ করতে পারেন:",
            "Application {number} is refused. Memo {memo}. The reason is in writing. If you disagree, you can complain:",
        ),
        ("কারণ: {reason}", "Reason: {reason}"),
    ),
    "case.redirected": Wording(
        ("অন্য কার্যালয়ের কাজ: {number}", "Another office’s work: {number}"),
        (
            "আবেদন {number} এই কার্যালয়ের কাজ নয়। কোথায় যাবেন, লেখা আছে:",
            "Application {number} is not this office’s work. Where to go is written here:",
        ),
        ("{to}", "{to}"),
    ),
    "case.broken": Wording(
        ("দুঃখিত, কথা রাখতে পারিনি: {number}", "We are sorry, we did not keep our word: {number}"),
        (
            "দুঃখিত। আবেদন {number}: {due} তারিখের মধ্যে সেবা দেওয়ার কথা ছিল, দিতে পারিনি। আপনার অভিযোগ তৈরি আছে, এক চাপে পাঠাতে পারেন:",
            "We are sorry. Application {number} was promised by {due}, and we did not keep our word. Your complaint is ready, one press sends it:",
        ),
        (
            "সেবা: {service}।\nঅভিযোগ করলে আবেদন বন্ধ হয় না, নিষ্পত্তি চলবে। অভিযোগ না করলে কিছুই পাঠানো হবে না।",
            "Service: {service}.\nTo complain does not stop your application. Nothing is sent unless you send it.",
        ),
    ),
}
STAFF = {
    "case.received": Wording(
        ("নতুন আবেদন: {number}", "New application: {number}"),
        ("নতুন আবেদন {number}: {service}। শেষ দিন {due}।", "New application {number}: {service}. Due {due}."),
        page=CASE,
    ),
    "case.answered": Wording(
        ("কাগজ এসেছে: {number}", "Papers have come: {number}"),
        (
            "আবেদন {number}: নাগরিক উত্তর দিয়েছেন। শেষ দিন {due}।",
            "Application {number}: the citizen has answered. Due {due}.",
        ),
        page=CASE,
    ),
    "case.correction_asked": Wording(
        ("তথ্য ঠিক করতে বলা হয়েছে: {number}", "A correction is asked for: {number}"),
        (
            "আবেদন {number}: আবেদনকারী নিজের তথ্য ঠিক করতে বলেছেন। কাগজ মিলিয়ে দেখে ঠিক করুন বা কারণ লিখুন।",
            "Application {number}: the applicant asks for a correction. Check it against the papers; correct it or say why not.",
        ),
        page=CASE,
    ),
    "case.handed_over": Wording(
        ("আপনার টেবিলে এসেছে: {number}", "On your desk: {number}"),
        (
            "আবেদন {number} ({service}) আপনার টেবিলে এসেছে। শেষ দিন {due}।",
            "Application {number} ({service}) has come to your desk. Due {due}.",
        ),
        page=CASE,
    ),
    "case.withdrawn": Wording(
        ("আবেদন প্রত্যাহার: {number}", "Application withdrawn: {number}"),
        ("আবেদন {number} নাগরিক প্রত্যাহার করেছেন।", "Application {number} was withdrawn by the citizen."),
        page=CASE,
    ),
    "case.nearing": Wording(
        ("শেষ দিন কাছে: {number}", "Due soon: {number}"),
        ("আবেদন {number} ({service}): শেষ দিন {due}।", "Application {number} ({service}): due {due}."),
        page=CASE,
    ),
}
# To whoever stands above the responsible post; it does not open the case, only names it.
SUPERIOR = {
    "case.broken": Wording(
        ("সময় পেরিয়ে গেছে: {number}", "Overdue: {number}"),
        (
            "আবেদন {number} ({service}): {due} তারিখের মধ্যে দেওয়ার কথা ছিল, দেওয়া হয়নি। দায়িত্বপ্রাপ্ত: {responsible}। নাগরিককে অভিযোগের পথ জানানো হয়েছে।",
            "Application {number} ({service}) was promised by {due} and is not kept. Responsible: {responsible}. The citizen has been told how to complain.",
        ),
        page=DESK,
    ),
}
COMPLAINANT = {
    "grievance.filed": Wording(
        ("অভিযোগ পেয়েছি: {number}", "Complaint received: {number}"),
        (
            "আপনার অভিযোগ পেয়েছি। নম্বর {number}। {decider} {due} তারিখের মধ্যে লিখিত সিদ্ধান্ত দেবেন।",
            "We have your complaint. Number {number}. {decider} will decide in writing by {due}.",
        ),
    ),
    "grievance.appealed": Wording(
        ("আপিল পেয়েছি: {number}", "Appeal received: {number}"),
        (
            "{number} নম্বরে আপিল পেয়েছি। {decider} {due} তারিখের মধ্যে লিখিত সিদ্ধান্ত দেবেন।",
            "We have the appeal in {number}. {decider} will decide in writing by {due}.",
        ),
    ),
    "grievance.decided": Wording(
        ("সিদ্ধান্ত: {number}", "Decision: {number}"),
        (
            "{number}: {what}-এর সিদ্ধান্ত হয়েছে। কারণ ও প্রতিকারসহ পড়ুন:",
            "{number}: your {what} is decided. Read it with its reasons and remedy:",
        ),
        (
            "সিদ্ধান্ত: {decision}\n\nকারণ: {reasons}\n\nপ্রতিকার: {remedy}",
            "Decision: {decision}\n\nReasons: {reasons}\n\nRemedy: {remedy}",
        ),
    ),
    "grievance.not_accepted": Wording(
        ("গ্রহণ করা হয়নি: {number}", "Not accepted: {number}"),
        (
            "{number}: {what} গ্রহণ করা হয়নি। কারণ লেখা আছে:",
            "{number}: your {what} was not accepted. The reason is in writing:",
        ),
        ("কারণ: {reasons}", "Reason: {reasons}"),
    ),
    "grievance.redirected": Wording(
        ("অন্য কার্যালয়ের বিষয়: {number}", "Another office’s matter: {number}"),
        (
            "{number}: বিষয়টি অন্য কার্যালয়ের। কোথায় যাবেন, লেখা আছে:",
            "{number}: this is another office’s matter. Where to go is written here:",
        ),
        ("{reasons}", "{reasons}"),
    ),
    "grievance.broken": Wording(
        ("সময়মতো সিদ্ধান্ত হয়নি: {number}", "Not decided in time: {number}"),
        (
            "দুঃখিত। {number}: {due} তারিখের মধ্যে সিদ্ধান্ত দেওয়ার কথা ছিল, দেওয়া হয়নি। {next}",
            "We are sorry. {number} was to be decided by {due}, and is not. {next}",
        ),
    ),
}
# No word of who complains: a mailbox is read by more people than its holder.
DECIDER = {
    "grievance.filed": Wording(
        ("নতুন অভিযোগ: {number}", "New complaint: {number}"),
        ("নতুন অভিযোগ {number}। সিদ্ধান্তের শেষ দিন {due}।", "New complaint {number}. To be decided by {due}."),
        page=DECIDING,
    ),
    "grievance.appealed": Wording(
        ("নতুন আপিল: {number}", "New appeal: {number}"),
        ("নতুন আপিল {number}। সিদ্ধান্তের শেষ দিন {due}।", "New appeal {number}. To be decided by {due}."),
        page=DECIDING,
    ),
    "grievance.answered": Wording(
        ("জবাব এসেছে: {number}", "The answer has come: {number}"),
        (
            "{number}: যাঁর বিরুদ্ধে অভিযোগ, তিনি জবাব দিয়েছেন।",
            "{number}: the officer complained of has answered.",
        ),
        page=DECIDING,
    ),
    "grievance.nearing": Wording(
        ("সিদ্ধান্তের দিন কাছে: {number}", "To be decided soon: {number}"),
        ("{what} {number}: সিদ্ধান্তের শেষ দিন {due}।", "The {what} {number} is to be decided by {due}."),
        page=DECIDING,
    ),
}
RESPONDENT = {
    "grievance.filed": Wording(
        ("আপনার পদের বিরুদ্ধে অভিযোগ: {number}", "A complaint about your post: {number}"),
        (
            "আপনার পদের বিরুদ্ধে অভিযোগ {number} এসেছে। জবাব দিতে পারেন:",
            "A complaint about your post has come: {number}. You can answer it:",
        ),
        page=ANSWERING,
    ),
    "grievance.decided": Wording(
        ("অভিযোগের সিদ্ধান্ত: {number}", "Decision on a complaint: {number}"),
        (
            "{number}: সিদ্ধান্ত হয়েছে। পড়ুন, মানতে না পারলে আপিল করতে পারেন:",
            "{number} is decided. Read it; if you disagree, you can appeal:",
        ),
        page=ANSWERING,
    ),
}
ACCOUNT = ("mfa_index", "plain")
NOT_YOU = (
    "আপনি না হলে এখনই পাসওয়ার্ড বদলান এবং প্রশাসককে জানান।",
    "If this was not you, change the password now and tell the administrator.",
)
# To whoever an account belongs to.
PERSON = {
    "person.came_anew": Wording(
        ("নতুন জায়গা থেকে প্রবেশ", "Signed in from a new place"),
        (
            "{when}: আপনার নামে নতুন জায়গা বা ব্রাউজার থেকে প্রবেশ হয়েছে ({browser}, {address})। আপনি না হলে বন্ধ করুন:",
            "{when}: you were signed in from a new place or browser ({browser}, {address}). If this was not you, end it:",
        ),
        NOT_YOU,
        ACCOUNT,
    ),
    "person.password_changed": Wording(
        ("পাসওয়ার্ড বদলেছে", "The password was changed"),
        ("{when}: আপনার পাসওয়ার্ড বদলানো হয়েছে।", "{when}: your password was changed."),
        NOT_YOU,
        ACCOUNT,
    ),
    "person.factor_added": Wording(
        ("দ্বিতীয় প্রমাণ যোগ হয়েছে", "A second factor was added"),
        ("{when}: আপনার অ্যাকাউন্টে দ্বিতীয় প্রমাণ যোগ হয়েছে।", "{when}: a second factor was added to your account."),
        NOT_YOU,
        ACCOUNT,
    ),
    "person.codes_made": Wording(
        ("নতুন উদ্ধার কোড", "New recovery codes"),
        (
            "{when}: আপনার নতুন উদ্ধার কোড নেওয়া হয়েছে, আগেরগুলো আর চলে না।",
            "{when}: new recovery codes were made for you; the earlier ones no longer work.",
        ),
        NOT_YOU,
        ACCOUNT,
    ),
    "person.factor_removed": Wording(
        ("দ্বিতীয় প্রমাণ সরানো হয়েছে", "A second factor was removed"),
        (
            "{when}: আপনার অ্যাকাউন্ট থেকে দ্বিতীয় প্রমাণ সরানো হয়েছে।",
            "{when}: a second factor was removed from your account.",
        ),
        NOT_YOU,
        ACCOUNT,
    ),
}
MOBILE_CODE = Wording(
    ("আপনার কোড", "Your code"),
    (
        "আপনার কোড {code}। ৫ মিনিট চলবে। কাউকে বলবেন না।",
        "Your code is {code}. Good for 5 minutes. Tell it to nobody.",
    ),
    page=("mine_code", "plain"),
)
