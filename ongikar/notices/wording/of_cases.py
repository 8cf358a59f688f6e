"""What is said of a request: to whoever asked, to the post that has it, and to the one above."""

from .message import CASE, DESK, Wording

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
            "দুঃখিত। আবেদন {number}: {by} মধ্যে সেবা দেওয়ার কথা ছিল, দিতে পারিনি। আপনার অভিযোগ তৈরি আছে, এক চাপে পাঠাতে পারেন:",
            "We are sorry. Application {number} was promised by {by}, and we did not keep our word. Your complaint is ready, one press sends it:",
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
            "আবেদন {number} ({service}): {by} মধ্যে দেওয়ার কথা ছিল, দেওয়া হয়নি। দায়িত্বপ্রাপ্ত: {responsible}।{citizen_told}",
            "Application {number} ({service}) was promised by {by} and is not kept. Responsible: {responsible}.{citizen_told}",
        ),
        page=DESK,
    ),
}
