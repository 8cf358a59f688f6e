"""What is said of a complaint: to whoever complains, to whoever decides, and to the one complained of."""

from .message import ANSWERING, DECIDING, ONCE, Wording

HANDED_ON = Wording(
    ("অন্য কর্মকর্তার কাছে: {number}", "With another officer: {number}"),
    (
        "{number}: আগের জন বিষয়টির সঙ্গে যুক্ত, তাই {decider} {by} মধ্যে সিদ্ধান্ত দেবেন।",
        "{number}: whoever was to decide is part of the matter. So {decider} will decide by {by}.",
    ),
    page=ONCE,
)
COMPLAINANT = {
    "grievance.filed": Wording(
        ("অভিযোগ পেয়েছি: {number}", "Complaint received: {number}"),
        (
            "আপনার অভিযোগ পেয়েছি। নম্বর {number}। {decider} {by} মধ্যে লিখিত সিদ্ধান্ত দেবেন।",
            "We have your complaint. Number {number}. {decider} will decide in writing by {by}.",
        ),
        page=ONCE,
    ),
    "grievance.appealed": Wording(
        ("আপিল পেয়েছি: {number}", "Appeal received: {number}"),
        (
            "{number} নম্বরে আপিল পেয়েছি। {decider} {by} মধ্যে লিখিত সিদ্ধান্ত দেবেন।",
            "We have the appeal in {number}. {decider} will decide in writing by {by}.",
        ),
        page=ONCE,
    ),
    "grievance.handed_on": HANDED_ON,
    "grievance.handed_up": HANDED_ON,
    "grievance.decided": Wording(
        ("সিদ্ধান্ত: {number}", "Decision: {number}"),
        (
            "{number}: {of_what} সিদ্ধান্ত হয়েছে। কারণ ও প্রতিকারসহ পড়ুন:",
            "{number}: your {of_what} is decided. Read it with its reasons and remedy:",
        ),
        (
            "সিদ্ধান্ত: {decision}\n\nকারণ: {reasons}\n\nপ্রতিকার: {remedy}",
            "Decision: {decision}\n\nReasons: {reasons}\n\nRemedy: {remedy}",
        ),
        page=ONCE,
    ),
    "grievance.not_accepted": Wording(
        ("গ্রহণ করা হয়নি: {number}", "Not accepted: {number}"),
        (
            "{number}: {what} গ্রহণ করা হয়নি। কারণ লেখা আছে:",
            "{number}: your {what} was not accepted. The reason is in writing:",
        ),
        ("কারণ: {reasons}", "Reason: {reasons}"),
        page=ONCE,
    ),
    "grievance.redirected": Wording(
        ("অন্য কার্যালয়ের বিষয়: {number}", "Another office’s matter: {number}"),
        (
            "{number}: বিষয়টি অন্য কার্যালয়ের। কোথায় যাবেন, লেখা আছে:",
            "{number}: this is another office’s matter. Where to go is written here:",
        ),
        ("{reasons}", "{reasons}"),
        page=ONCE,
    ),
    "grievance.withdrawn": Wording(
        ("অভিযোগ তুলে নেওয়া হয়েছে: {number}", "Complaint withdrawn: {number}"),
        (
            "অভিযোগ {number} আপনার নামে তুলে নেওয়া হয়েছে, আর কিছু করা হবে না। আপনি না করলে এখনই জানান:",
            "Complaint {number} was withdrawn in your name; it ends here. If it was not you, tell us now:",
        ),
        page=ONCE,
    ),
    "grievance.rated": Wording(
        ("মত পেয়েছি: {number}", "We have your opinion: {number}"),
        (
            "অভিযোগ {number}: সিদ্ধান্তে আপনার নামে ৫-এ {stars} দেওয়া হয়েছে। আপনি না দিলে জানান:",
            "Complaint {number}: the decision was rated {stars} of 5 in your name. If not by you, tell us:",
        ),
        page=ONCE,
    ),
    "grievance.correction_asked": Wording(
        ("তথ্য ঠিক করতে বলা হয়েছে: {number}", "A correction was asked for: {number}"),
        (
            "অভিযোগ {number}: আপনার নামে তথ্য ঠিক করতে বলা হয়েছে। আপনি না বললে জানান:",
            "Complaint {number}: a correction was asked for in your name. If it was not you, tell us:",
        ),
        page=ONCE,
    ),
    "grievance.corrected": Wording(
        ("তথ্য ঠিক করা হয়েছে: {number}", "Corrected: {number}"),
        (
            "অভিযোগ {number}: আপনার সম্পর্কে রাখা তথ্য ঠিক করা হয়েছে। দেখুন:",
            "Complaint {number}: what is held about you was corrected. See it:",
        ),
        page=ONCE,
    ),
    "grievance.correction_refused": Wording(
        ("তথ্য ঠিক করা হয়নি: {number}", "Not corrected: {number}"),
        (
            "অভিযোগ {number}: আপনার চাওয়া সংশোধন করা হয়নি। কারণ লেখা আছে:",
            "Complaint {number}: the correction you asked for was not made. The reason is in writing:",
        ),
        page=ONCE,
    ),
    "grievance.reference_noted": Wording(
        ("শেষ ধাপে পাঠানো হয়েছে: {number}", "Sent to the last step: {number}"),
        (
            "{number}: সব কাগজ শেষ ধাপে গেছে। সেখানকার নম্বর {there}। সিদ্ধান্তের শেষ দিন {due}।",
            "{number}: all your documents went to the last step. The number there is {there}. The"
            " decision is due by {due}.",
        ),
        page=ONCE,
    ),
    "grievance.broken": Wording(
        ("সময়মতো সিদ্ধান্ত হয়নি: {number}", "Not decided in time: {number}"),
        (
            "দুঃখিত। {number}: {by} মধ্যে সিদ্ধান্ত দেওয়ার কথা ছিল, হয়নি। {next}",
            "We are sorry. {number} was to be decided by {by}, and is not. {next}",
        ),
        at_any_hour=True,
        page=ONCE,
    ),
}
# Nobody pressed it: where the office has set so, a broken promise files its complaint by itself.
FILED_BY_ITSELF = Wording(
    ("অভিযোগ নিজে থেকে জমা হয়েছে: {number}", "A complaint filed itself: {number}"),
    (
        "সেবা দেওয়ার সময় পেরিয়েছে, তাই আপনার হয়ে অভিযোগ জমা হয়েছে। নম্বর {number}। {decider} {by} মধ্যে সিদ্ধান্ত"
        " দেবেন। না চাইলে তুলে নিন:",
        "The service is overdue, so a complaint was filed for you. Number {number}. {decider} decides by"
        " {by}. Withdraw it if you do not want it:",
    ),
    page=ONCE,
)
# To where they were reached till then.
COMPLAINT_CONTACT_CHANGED = Wording(
    ("আপনার মোবাইল বা ই-মেইল বদলেছে: {number}", "Your mobile or e-mail was changed: {number}"),
    (
        "অভিযোগ {number}: আপনার মোবাইল বা ই-মেইল বদলানো হয়েছে; এখানে আর বার্তা আসবে না। আপনি না চাইলে কার্যালয়কে জানান:",
        "Complaint {number}: your mobile or e-mail was changed; no more messages come here. If you did not"
        " ask for it, tell the office:",
    ),
    page=("home", "plain"),
    at_any_hour=True,
)
# No word of who complains: a mailbox is read by more people than its holder.
DECIDER = {
    "grievance.filed": Wording(
        ("নতুন অভিযোগ: {number}", "New complaint: {number}"),
        ("নতুন অভিযোগ {number}। সিদ্ধান্তের শেষ দিন {due}।", "New complaint {number}. Decision due {due}."),
        page=DECIDING,
    ),
    "grievance.appealed": Wording(
        ("নতুন আপিল: {number}", "New appeal: {number}"),
        ("নতুন আপিল {number}। সিদ্ধান্তের শেষ দিন {due}।", "New appeal {number}. Decision due {due}."),
        page=DECIDING,
    ),
    **{
        verb: Wording(
            ("আপনার কাছে এসেছে: {number}", "Handed to you: {number}"),
            (
                "{what} {number} আপনার কাছে এসেছে: আগে যাঁর কাছে ছিল, তিনি বিষয়টির সঙ্গে যুক্ত। শেষ দিন {due}।",
                "The {what} {number} came to you: whoever had it before is part of the matter. Due {due}.",
            ),
            page=DECIDING,
        )
        for verb in ("grievance.handed_on", "grievance.handed_up")
    },
    "grievance.answered": Wording(
        ("জবাব এসেছে: {number}", "Answer received: {number}"),
        (
            "{number}: যাঁর বিরুদ্ধে অভিযোগ, তিনি জবাব দিয়েছেন।",
            "{number}: the officer has answered the complaint.",
        ),
        page=DECIDING,
    ),
    "grievance.evidence_added": Wording(
        ("নতুন প্রমাণ: {number}", "New evidence: {number}"),
        ("{number}: নতুন প্রমাণ যোগ হয়েছে।", "{number}: new evidence was added."),
        page=DECIDING,
    ),
    "grievance.withdrawn": Wording(
        ("তুলে নেওয়া হয়েছে: {number}", "Withdrawn: {number}"),
        ("{number}: অভিযোগকারী তুলে নিয়েছেন।", "{number}: the complainant withdrew it."),
        page=DECIDING,
    ),
    "grievance.correction_asked": Wording(
        ("তথ্য ঠিক করতে বলা হয়েছে: {number}", "Correction requested: {number}"),
        (
            "{number}: অভিযোগকারী নিজের তথ্য ঠিক করতে বলেছেন। ঠিক করুন বা কারণ লিখুন।",
            "{number}: the complainant asks for a correction of their data. Correct it or say why not.",
        ),
        page=DECIDING,
    ),
    "grievance.nearing": Wording(
        ("সিদ্ধান্তের দিন কাছে: {number}", "Decision due soon: {number}"),
        ("{what} {number}: সিদ্ধান্তের শেষ দিন {due}।", "The {what} {number} is due for decision by {due}."),
        page=DECIDING,
    ),
}
RESPONDENT = {
    "grievance.filed": Wording(
        ("আপনার পদের বিরুদ্ধে অভিযোগ: {number}", "Complaint against your post: {number}"),
        (
            "আপনার পদের বিরুদ্ধে অভিযোগ {number} এসেছে। জবাব দিতে পারেন:",
            "A complaint was made against your post: {number}. You can answer it:",
        ),
        page=ANSWERING,
    ),
    "grievance.withdrawn": Wording(
        ("অভিযোগ তুলে নেওয়া হয়েছে: {number}", "Complaint withdrawn: {number}"),
        (
            "{number}: অভিযোগকারী অভিযোগটি তুলে নিয়েছেন। আপনার কিছু করার নেই।",
            "{number}: the complainant withdrew the complaint. There is nothing for you to do.",
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
    "grievance.not_accepted": Wording(
        ("অভিযোগ গ্রহণ করা হয়নি: {number}", "Complaint not accepted: {number}"),
        (
            "{number}: আপনার পদের বিরুদ্ধে অভিযোগটি গ্রহণ করা হয়নি। কারণ লেখা আছে:",
            "{number}: the complaint against your post was not accepted. The reason is written here:",
        ),
        page=ANSWERING,
    ),
    "grievance.redirected": Wording(
        ("অভিযোগ অন্য কার্যালয়ে গেছে: {number}", "Complaint sent to another office: {number}"),
        (
            "{number}: আপনার পদের বিরুদ্ধে অভিযোগটি অন্য কার্যালয়ে পাঠানো হয়েছে:",
            "{number}: the complaint against your post was sent to another office:",
        ),
        page=ANSWERING,
    ),
}
