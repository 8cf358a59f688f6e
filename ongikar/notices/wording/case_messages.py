"""What is said of an application: to whoever asked, to the post that has it, and to the one above."""

from .message import CASE, DESK, DROPS, ONCE, Wording

WHY = ("কেন এই দিন: {why}।", "Why that day: {why}.")
SAID_AND_WHY = ("{said}\nকেন এই দিন: {why}।", "{said}\nWhy that day: {why}.")
APPLICANT = {
    "case.received": Wording(
        ("আবেদন পেয়েছি: {number}", "Application received: {number}"),
        (
            "আবেদন পেয়েছি। নম্বর {number}। {promised}",
            "We have your application. Number {number}. {promised}",
        ),
        (
            (
                "সেবা: {service}।\nকেন এই দিন: {why}।\nএই নম্বর আর মোবাইলের শেষ ৪টি সংখ্যা দিয়ে যেকোনো সময়"
                " খোঁজ নিতে পারেন। সময়মতো সেবা না পেলে অভিযোগ করা আপনার অধিকার।"
            ),
            (
                "Service: {service}.\nWhy that day: {why}.\nWith this number and the last 4 digits of your"
                " mobile you can follow it at any time. If the service is late, you have the right to"
                " complain."
            ),
        ),
    ),
    "case.accepted": Wording(
        ("আবেদন গৃহীত: {number}", "Application accepted: {number}"),
        (
            "আবেদন {number} গ্রহণ করা হয়েছে। {promised}",
            "Your application {number} is accepted. {promised}",
        ),
        ("সেবা: {service}।\nকেন এই দিন: {why}।", "Service: {service}.\nWhy that day: {why}."),
    ),
    "case.papers_asked": Wording(
        ("কাগজ লাগবে: {number}", "Documents needed: {number}"),
        (
            "আবেদন {number}: আরও লাগবে: {missing}। আপনি দেওয়া পর্যন্ত দিন গোনা থেমে থাকবে।",
            "Application {number}: still needed: {missing}. The clock is paused until you bring it.",
        ),
        ("{asked}", "{asked}"),
        page=ONCE,
    ),
    "case.answered": Wording(
        ("আপনার উত্তর পেয়েছি: {number}", "We have your answer: {number}"),
        (
            "আবেদন {number}: আপনার কাগজ পেয়েছি। দিন গোনা আবার চলছে। শেষ দিন {due}{counted}।",
            "Application {number}: we have what you sent. The clock is running again. Due {due}{counted}.",
        ),
        WHY,
    ),
    "case.extended": Wording(
        ("আরও সময় লাগছে: {number}", "More time is needed: {number}"),
        (
            "আবেদন {number}: সময় বাড়ানো হয়েছে, একবারই বাড়ে। নতুন শেষ দিন {due}{counted}। কারণ:",
            (
                "Application {number}: the time was extended, which is done only once. New due date"
                " {due}{counted}. The reason:"
            ),
        ),
        ("কারণ: {said}\nকেন এই দিন: {why}।", "Reason: {said}\nWhy that day: {why}."),
    ),
    "case.follow_up_asked": Wording(
        ("প্রশিক্ষণের পরের খবর: {number}", "After the training: {number}"),
        (
            "প্রশিক্ষণের পর এখন কী করছেন? এক চাপে জানান:",
            "What do you do now, after the training? One press tells us:",
        ),
        ("সেবা: {service}।", "Service: {service}."),
        page=ONCE,
    ),
    "case.day_proposed": Wording(
        ("দিন প্রস্তাব: {number}", "A day is proposed: {number}"),
        (
            "আবেদন {number}: কার্যালয় প্রস্তাব করেছে {day}। রাজি কি না জানান:",
            "Application {number}: the office proposes {day}. Say whether it suits you:",
        ),
        ("{said}", "{said}"),
        page=ONCE,
    ),
    "case.day_offered": Wording(
        ("আপনার প্রস্তাব: {number}", "Your proposal: {number}"),
        (
            "আবেদন {number}: আপনার নামে {day} প্রস্তাব করা হয়েছে।",
            "Application {number}: {day} was proposed in your name.",
        ),
        ("কার্যালয় রাজি কি না জানাবে।", "The office will say whether it suits."),
    ),
    "case.day_agreed": Wording(
        ("দিন ঠিক হয়েছে: {number}", "The day is set: {number}"),
        ("আবেদন {number}: দিন ঠিক হয়েছে, {day}।", "Application {number}: agreed on {day}."),
        ("সেবা: {service}।\n{said}", "Service: {service}.\n{said}"),
    ),
    "case.event_came": Wording(
        ("দিন গোনা শুরু: {number}", "The clock has started: {number}"),
        (
            "আবেদন {number}: দিন গোনা শুরু হয়েছে। {promised}",
            "Application {number}: the clock has started. {promised}",
        ),
        SAID_AND_WHY,
    ),
    "case.step_kept": Wording(
        ("একটি ধাপ শেষ: {number}", "A step is done: {number}"),
        (
            "আবেদন {number}: একটি ধাপ শেষ হয়েছে। {promised}",
            "Application {number}: a step is done. {promised}",
        ),
        SAID_AND_WHY,
    ),
    "case.reopened": Wording(
        ("আবেদন আবার খোলা হয়েছে: {number}", "Application reopened: {number}"),
        (
            "আবেদন {number} আবার খোলা হয়েছে। {promised}",
            "Application {number} was reopened. {promised}",
        ),
        (
            "কারণ: {said}\nকেন এই দিন: {why}।\nআগের হিসাব আগের মতোই থাকছে।",
            "Reason: {said}\nWhy that day: {why}.\nWhat was counted before stays as it was.",
        ),
    ),
    "case.corrected": Wording(
        ("তথ্য ঠিক করা হয়েছে: {number}", "Corrected: {number}"),
        (
            "আবেদন {number}: আপনার সম্পর্কে রাখা তথ্য ঠিক করা হয়েছে। দেখুন:",
            "Application {number}: what is held about you was corrected. See it:",
        ),
        page=ONCE,
    ),
    "case.correction_refused": Wording(
        ("তথ্য ঠিক করা হয়নি: {number}", "Not corrected: {number}"),
        (
            "আবেদন {number}: আপনার চাওয়া সংশোধন করা হয়নি। কারণ লেখা আছে:",
            "Application {number}: the correction you asked for was not made. The reason is in writing:",
        ),
        page=ONCE,
    ),
    "case.kept": Wording(
        ("আপনার সেবা তৈরি: {number}", "Your service is ready: {number}"),
        (
            "{number}: {how_given}। ফল ও মতামত:",
            "{number}: {how_given}. See the result and rate it:",
        ),
        ("সেবা: {service}।{memo_line}{receipt_line}", "Service: {service}.{memo_line}{receipt_line}"),
    ),
    "case.came_back": Wording(
        ("উত্তর পৌঁছায়নি: {number}", "The answer did not arrive: {number}"),
        (
            "আবেদন {number}: পাঠানো উত্তর আপনার কাছে পৌঁছায়নি, আবার পাঠানো হবে। শেষ দিন {due}।",
            "Application {number}: the answer sent did not reach you and will be sent again. Due {due}.",
        ),
        (
            "ঠিকানা বা ই-মেইল বদলে থাকলে কার্যালয়কে জানান। শেষ দিন আগেরটিই আছে।",
            "If your address or e-mail has changed, tell the office. The last day is the same as before.",
        ),
    ),
    "case.part_kept": Wording(
        ("কিছু দেওয়া হয়েছে, বাকি আছে: {number}", "A part is given, the rest is owed: {number}"),
        (
            "{number}: দেওয়া হলো: {given_short}। বাকি: {left_short}। শেষ দিন {due} একই:",
            "{number}: given: {given_short}. Still to come: {left_short}. Due {due} as before:",
        ),
        (
            (
                "যা দেওয়া হলো: {given}\nবাকি: {left}\nকে দেবেন: {left_by}, {left_on}-এর মধ্যে।\nযা পেয়েছেন"
                " তা-ই যথেষ্ট হলে নিজের পাতায় জানাতে পারেন। না জানালে বাকিটুকু পাওনা থাকবে।"
            ),
            (
                "Given: {given}\nStill to come: {left}\nFrom: {left_by}, by {left_on}.\nIf what you have is"
                " enough you can say so on your page. Unless you do, the rest stays owed to you."
            ),
        ),
    ),
    "case.informed": Wording(
        ("খবর, এখনো দেওয়া যায়নি: {number}", "News, not given yet: {number}"),
        (
            "{number}: এখনো দেওয়া যায়নি। শেষ দিন {due}। কার্যালয়ের কথা:",
            "{number}: not given yet. Due {due}. What the office wrote:",
        ),
        ("{informed}", "{informed}"),
    ),
    "case.enough_said": Wording(
        ("আপনি বলেছেন এটুকুই যথেষ্ট: {number}", "You said it is enough: {number}"),
        (
            "{number}: আপনি জানিয়েছেন, যা পেয়েছেন তা-ই যথেষ্ট। আবেদন শেষ। আপনি না জানালে কার্যালয়ে বলুন:",
            (
                "{number}: you said that what you have is enough; it is closed. If it was not you, tell the"
                " office:"
            ),
        ),
        ("সেবা: {service}।", "Service: {service}."),
        page=ONCE,
    ),
    "case.refused": Wording(
        ("আবেদন মঞ্জুর হয়নি: {number}", "Application refused: {number}"),
        (
            "আবেদন {number} মঞ্জুর হয়নি। স্মারক {memo}। কারণ পড়ুন। মানতে না পারলে অভিযোগ করতে পারেন:",
            (
                "Application {number} is refused. Memo {memo}. The reason is in writing. If you disagree, you"
                " can complain:"
            ),
        ),
        ("কারণ: {reason}", "Reason: {reason}"),
        page=ONCE,
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
            "দুঃখিত। {number}: {by} মধ্যে সেবা দেওয়ার কথা ছিল, পারিনি। অভিযোগ লেখা আছে, এক চাপে পাঠান:",
            (
                "We are sorry. {number} was promised by {by}, and we did not keep our word. Your complaint is"
                " ready, one press sends it:"
            ),
        ),
        (
            "সেবা: {service}।\nঅভিযোগ করলে আবেদন বন্ধ হয় না, নিষ্পত্তি চলবে। {unless_pressed}",
            "Service: {service}.\nA complaint does not stop your application. {unless_pressed}",
        ),
        at_any_hour=True,
        page=ONCE,
    ),
    # Without a word of the other's: its applicant may be somebody else.
    "case.joined": Wording(
        ("একসঙ্গে উত্তর: {number}", "Answered together: {number}"),
        (
            "আবেদন {number}: একই কাজের আরেকটি আবেদন আছে, দুটির উত্তর একসঙ্গে দেওয়া হবে। শেষ দিন {due} একই:",
            "Application {number}: asked twice, so both are answered together. Due {due} as before:",
        ),
        ("সেবা: {service}।", "Service: {service}."),
    ),
    "case.led": Wording(
        ("একসঙ্গে উত্তর: {number}", "Answered together: {number}"),
        (
            "আবেদন {number}: একই কাজের আরেকটি আবেদনের উত্তর এর সঙ্গে দেওয়া হবে। শেষ দিন {due} একই:",
            "Application {number}: another that asks the same is answered with it. Due {due} as before:",
        ),
        ("সেবা: {service}।", "Service: {service}."),
    ),
    "case.parted": Wording(
        ("আলাদা উত্তর: {number}", "Answered by itself: {number}"),
        (
            "আবেদন {number}: এটির উত্তর আবার আলাদা করে দেওয়া হবে। শেষ দিন {due} একই:",
            "Application {number} is answered by itself again. Due {due} as before:",
        ),
        ("সেবা: {service}।", "Service: {service}."),
    ),
    "case.split": Wording(
        ("দুই আবেদন হলো: {number}", "It became two: {number}"),
        (
            "আবেদন {number}-এ দুটি কাজ চাওয়া হয়েছে। দ্বিতীয়টির আলাদা নম্বর হলো। এটির শেষ দিন {due} একই:",
            "Application {number} asked two things. The second has its own number. Due {due} as before:",
        ),
        ("সেবা: {service}।", "Service: {service}."),
    ),
    # Done in their name: told, so that whoever did not do it hears of it.
    "case.withdrawn": Wording(
        ("আবেদন তুলে নেওয়া হয়েছে: {number}", "Application withdrawn: {number}"),
        (
            "আবেদন {number} আপনার নামে তুলে নেওয়া হয়েছে। আপনি না করে থাকলে এখনই জানান:",
            "Application {number} was withdrawn in your name. If it was not you, tell us now:",
        ),
        ("সেবা: {service}।", "Service: {service}."),
        page=ONCE,
    ),
    "case.disowned": Wording(
        ("আপনি চাননি, জানানো হয়েছে: {number}", "Said not to be yours: {number}"),
        (
            "আবেদন {number}: আপনার নামে জানানো হয়েছে, আপনি এটি করতে বলেননি। তা ঠিক না হলে জানান:",
            "Application {number}: in your name it was said that you did not ask for it. If not so, tell us:",
        ),
        ("সেবা: {service}।", "Service: {service}."),
        page=ONCE,
    ),
    "case.rated": Wording(
        ("মত পেয়েছি: {number}", "We have your opinion: {number}"),
        (
            "আবেদন {number}: আপনার নামে ৫-এ {stars} দেওয়া হয়েছে। আপনি না দিলে জানান:",
            "Application {number}: it was rated {stars} out of 5 in your name. If it was not you, tell us:",
        ),
        ("{heeded_by}", "{heeded_by}"),
        page=ONCE,
    ),
    "case.heeded": Wording(
        ("আপনার মত দেখা হয়েছে: {number}", "Your rating was seen to: {number}"),
        (
            "আবেদন {number}: আপনার মতের পর কী করা হলো, কার্যালয় লিখেছে। পড়ুন:",
            "Application {number}: the office has written what it did about your rating. Read it:",
        ),
        ("কার্যালয় লিখেছে: {said}", "The office wrote: {said}"),
    ),
    "case.correction_asked": Wording(
        ("তথ্য ঠিক করতে বলা হয়েছে: {number}", "A correction was asked for: {number}"),
        (
            "আবেদন {number}: আপনার নামে তথ্য ঠিক করতে বলা হয়েছে। আপনি না বললে জানান:",
            "Application {number}: a correction was asked for in your name. If it was not you, tell us:",
        ),
        page=ONCE,
    ),
}
STAFF = {
    "case.came_back": Wording(
        ("চিঠি পৌঁছায়নি: {number}", "Letter not delivered: {number}"),
        (
            "আবেদন {number} ({service}): চিঠি পৌঁছায়নি, তাই কথা আবার খোলা। অন্যভাবে পাঠান। শেষ দিন {due}।",
            (
                "Application {number} ({service}): the letter was not delivered, so it is open again. Send it"
                " another way. Due {due}."
            ),
        ),
        page=CASE,
    ),
    "case.disowned": Wording(
        ("আবেদনকারী চাননি: {number}", "Not asked for: {number}"),
        (
            "আবেদন {number} ({service}): আবেদনকারী বলছেন, তিনি এটি করতে বলেননি। তাঁর সঙ্গে কথা বলুন।",
            "Application {number} ({service}): the applicant says that they did not ask for it. Speak with"
            " them.",
        ),
        page=CASE,
    ),
    "case.received": Wording(
        ("নতুন আবেদন: {number}", "New application: {number}"),
        ("নতুন: {number}, {service}। শেষ দিন {due}।", "New application {number}: {service}. Due {due}."),
        page=CASE,
    ),
    "case.day_offered": Wording(
        ("দিন প্রস্তাব: {number}", "A day is proposed: {number}"),
        (
            "আবেদন {number}: আবেদনকারী প্রস্তাব করেছেন {day}।",
            "Application {number}: the applicant proposes {day}.",
        ),
        page=CASE,
    ),
    "case.day_agreed": Wording(
        ("দিন ঠিক হয়েছে: {number}", "The day is set: {number}"),
        ("আবেদন {number}: দিন ঠিক হয়েছে, {day}।", "Application {number}: agreed on {day}."),
        page=CASE,
    ),
    "case.answered": Wording(
        ("কাগজ এসেছে: {number}", "Documents received: {number}"),
        (
            "আবেদন {number}: নাগরিক উত্তর দিয়েছেন। শেষ দিন {due}।",
            "Application {number}: the citizen has answered. Due {due}.",
        ),
        page=CASE,
    ),
    "case.correction_asked": Wording(
        ("তথ্য ঠিক করতে বলা হয়েছে: {number}", "Correction requested: {number}"),
        (
            "আবেদন {number}: আবেদনকারী নিজের তথ্য ঠিক করতে বলেছেন। কাগজ মিলিয়ে দেখে ঠিক করুন বা কারণ লিখুন।",
            (
                "Application {number}: the applicant asks for a correction. Check it against the documents;"
                " correct it or say why not."
            ),
        ),
        page=CASE,
    ),
    "case.reminded": Wording(
        ("মনে করিয়ে দিচ্ছি: {number}", "Reminder: {number}"),
        ("আবেদন {number} ({service}): শেষ দিন {due}।", "Application {number} ({service}): due {due}."),
        page=CASE,
    ),
    "case.handed_over": Wording(
        ("আপনার টেবিলে এসেছে: {number}", "Assigned to you: {number}"),
        (
            "আবেদন {number} ({service}) আপনার টেবিলে এসেছে। শেষ দিন {due}।",
            "Application {number} ({service}) was assigned to you. Due {due}.",
        ),
        page=CASE,
    ),
    "case.withdrawn": Wording(
        ("আবেদন প্রত্যাহার: {number}", "Application withdrawn: {number}"),
        ("আবেদন {number} নাগরিক প্রত্যাহার করেছেন।", "Application {number} was withdrawn by the citizen."),
        page=CASE,
    ),
    "case.enough_said": Wording(
        ("আবেদনকারীর এটুকুই যথেষ্ট: {number}", "Enough for the applicant: {number}"),
        (
            "আবেদন {number}: আবেদনকারী জানিয়েছেন, যা পেয়েছেন তা-ই যথেষ্ট। আবেদন শেষ।",
            "Application {number}: the applicant said that what was given is enough. It is closed.",
        ),
        page=CASE,
    ),
    "case.dropped": Wording(
        ("কাজ বাদ দেওয়ার সিদ্ধান্ত: {number}", "Decision to drop: {number}"),
        (
            "{number} ({service}): ওপরের পদের সিদ্ধান্তে কাজটি বাদ। হিসাবে এটি দেওয়ার কথা ছিল বলেই থাকবে।",
            "{number} ({service}) was dropped by the post above. In the account it stays as owed.",
        ),
        page=CASE,
    ),
    "case.drop_refused": Wording(
        ("কাজটি করতে হবে: {number}", "The work must be done: {number}"),
        (
            "{number} ({service}): কাজটি বাদ যাবে না। শেষ দিন {due}। কারণ দেখুন:",
            "{number} ({service}) is not dropped. Due {due}. See the reasons:",
        ),
        page=CASE,
    ),
    "case.nearing": Wording(
        ("শেষ দিন কাছে: {number}", "Due soon: {number}"),
        ("আবেদন {number} ({service}): শেষ দিন {due}।", "Application {number} ({service}): due {due}."),
        page=CASE,
    ),
}
# To whoever stands above the responsible post; it does not open the case, only names it.
ROOT_OF_LEDGER = ("{root}", "{root}")
SUPERIOR = {
    "case.drop_asked": Wording(
        ("কাজ বাদ দিতে বলা হয়েছে: {number}", "Asked to drop: {number}"),
        (
            "{number} ({service}): কাজটি বাদ দিতে বলা হয়েছে। শেষ দিন {due}। সিদ্ধান্ত আপনার:",
            "{number} ({service}): they ask to drop the work. Due {due}. The decision is yours:",
        ),
        ROOT_OF_LEDGER,
        page=DROPS,
    ),
    "case.broken": Wording(
        ("সময় পেরিয়ে গেছে: {number}", "Overdue: {number}"),
        (
            "{number} ({service}): শেষ দিন {due} পেরিয়ে গেছে। দায়িত্বে: {responsible}।{citizen_told}",
            (
                "Application {number} ({service}) was due {due} and is overdue. Responsible:"
                " {responsible}.{citizen_told}"
            ),
        ),
        ROOT_OF_LEDGER,
        page=DESK,
        at_any_hour=True,
    ),
}

# Of what a digital centre filed for somebody: which service, and where they say that they never asked for it.
# It is always the program's: no own text of an office may leave that out.
RECEIVED_FROM_AGENT = Wording(
    ("আপনার হয়ে আবেদন হয়েছে: {number}", "Filed for you: {number}"),
    (
        "ডিজিটাল সেন্টার আপনার হয়ে আবেদন করেছে: {service}। নম্বর {number}। {promised} না বলে থাকলে জানান:",
        "A digital centre filed for you: {service}. Number {number}. {promised} If you did not ask for it,"
        " say so:",
    ),
    APPLICANT["case.received"].more,
    page=ONCE,
)
# Taken without a line, and here after its last day: nothing is promised by a day that has passed.
RECEIVED_TOO_LATE = Wording(
    RECEIVED_FROM_AGENT.title,
    (
        "ডিজিটাল সেন্টার আপনার হয়ে আবেদন করেছে: {service}। নম্বর {number}। পৌঁছাতে দেরি হওয়ায় শেষ দিন {due} পেরিয়ে"
        " গেছে। না বলে থাকলে জানান:",
        "A digital centre filed for you: {service}. Number {number}. It reached us late, after its last day"
        " {due}. If you did not ask for it, say so:",
    ),
    page=ONCE,
)
