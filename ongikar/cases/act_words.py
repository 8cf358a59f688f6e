"""The acts of a case in sentences: for the person who asked, and for the office."""

from datetime import date, datetime

from ongikar.charter.terms import paper_names
from ongikar.core.i18n.say import language, say
from ongikar.journal.actions import ANYONE
from ongikar.letters.outgoing.words import CHANNELS
from ongikar.people.models import GONE
from ongikar.rules.bangla.text import digits
from ongikar.rules.case_transitions import COME_BACK, FILL_IN, HAND_OVER, ISSUE_ANSWER, JOIN, KEEP_PART

from .actions.prior_cases import SPLIT_FROM
from .kinds import kind_of
from .models import LEFT, LEFT_BY, LEFT_ON, Act, Case
from .paper_days import paper_intake_of_act
from .receipt_words import (
    CARRIED_OVER,
    RECEIPT_WORDS,
    RECEIVED_AT_CENTRE,
    RECEIVED_ON_PAPER,
    SPLIT_OFF,
    ActWords,
)
from .state_words import event_happened_words

ANSWER_WORDS = {
    "issue_answer": ActWords(
        (
            "উত্তর লেখা ও সই হয়েছে (স্মারক {memo})। পাঠানো হলে জানাব: {way}।",
            "The answer is written and signed (memo {memo}). We will tell you when it has left: {way}.",
        ),
        (
            "উত্তর জারি হয়েছে, স্মারক {memo}; পাঠানো বাকি: {way}।",
            "The answer is issued, memo {memo}; to be sent: {way}.",
        ),
    ),
    "withhold_answer": ActWords(
        (
            "আগে লেখা উত্তরটি পাঠানো হয়নি; নতুন করে লেখা হবে।",
            "The answer written before was not sent; it is written anew.",
        ),
        ("জারি করা উত্তর পাঠানো হয়নি।", "The issued answer was kept back."),
    ),
    "come_back": ActWords(
        (
            "উত্তরটি আপনার কাছে পৌঁছায়নি, তাই আবার পাঠাতে হবে। শেষ দিন আগেরটিই: {due}।",
            "The answer did not reach you and must be sent again. The last day stays: {due}.",
        ),
        (
            "চিঠি ফেরত এসেছে বা পৌঁছায়নি; আবার পাঠাতে হবে। শেষ দিন আগেরটিই: {due}।",
            "The letter came back or was not delivered; to be sent again. The last day stays: {due}.",
        ),
    ),
}
# What was given went by a letter: how, with the number of its receipt where there is one.
KEPT_BY_LETTER = ActWords(
    ("উত্তর দেওয়া হয়েছে: {way}{receipt}।", "The answer has left: {way}{receipt}."),
    ("উত্তর দেওয়া হয়েছে: {way}{receipt}।", "The answer has left: {way}{receipt}."),
)
KEPT_OTHERWISE = ActWords(
    (
        "উত্তর দেওয়া হয়েছে: {way}{receipt}। চেয়েছিলেন: {asked_way}। কারণ: {why}।",
        "The answer has left: {way}{receipt}. You asked for: {asked_way}. The reason: {why}.",
    ),
    (
        "উত্তর দেওয়া হয়েছে: {way}{receipt}। চাওয়া হয়েছিল: {asked_way}। কারণ: {why}।",
        "The answer has left: {way}{receipt}. Asked for: {asked_way}. The reason: {why}.",
    ),
)


def kept_by_letter_words(act: Act) -> ActWords | None:
    """How a case was kept whose answer went by a letter; None of one of which nothing is said."""
    if act.data.get("reply_reason"):
        return KEPT_OTHERWISE
    return KEPT_BY_LETTER if act.data.get("reply_way") else None


def letter_facts(act: Act, case: Case) -> dict:
    """The letter that an answer was issued as, how it is to go or went, and the day that holds as before."""
    receipt = digits(act.data.get("reply_receipt", ""), language())
    return {
        "memo": digits(act.data.get("memo", ""), language()),
        "way": way_words(act.data.get("reply_way", "")),
        "asked_way": way_words(act.data.get("reply_asked", "")),
        "receipt": say(", রসিদ {n}", ", receipt {n}", n=receipt) if receipt else "",
        "why": act.data.get("reply_reason", "").rstrip("।. "),
        "due": case.clock.due_at.astimezone(case.clock.calendar.tz).date(),
    }


def way_words(channel: str) -> str:
    return str(CHANNELS[channel]) if channel in CHANNELS else ""


ACT_WORDS = {
    "accept": ActWords(
        ("আবেদন গৃহীত হয়েছে। কাজ চলছে।", "Your application was accepted. We are working on it."),
        ("আবেদন গৃহীত।", "Accepted."),
    ),
    "accept_by_day": ActWords(
        (
            "আবেদন গৃহীত হয়েছে। {day}-এর মধ্যে দেওয়ার কথা দেওয়া হয়েছে।",
            "Your application was accepted, with the promise to keep it by {day}.",
        ),
        ("আবেদন গৃহীত; {day}-এর মধ্যে দেওয়ার কথা।", "Accepted; promised by {day}."),
    ),
    "accept_step_by_day": ActWords(
        (
            "আবেদন গৃহীত হয়েছে। “{step}” ধাপ {day}-এর মধ্যে শেষ করার কথা দেওয়া হয়েছে।",
            "Your application was accepted, with the promise to finish the step “{step}” by {day}.",
        ),
        (
            "আবেদন গৃহীত; “{step}” ধাপ {day}-এর মধ্যে শেষ করার কথা।",
            "Accepted; the step “{step}” promised by {day}.",
        ),
    ),
    "ask_for_papers": ActWords(
        (
            "আপনার কাছে চাওয়া হয়েছে: {missing}। এটি আসা পর্যন্ত দিন গোনা থেমে থাকে।",
            "We asked you for: {missing}. Days are not counted until it comes.",
        ),
        ("চাওয়া হয়েছে: {missing}। দিন গোনা থেমে আছে।", "Asked for: {missing}. Days are not counted."),
    ),
    "answer": ActWords(
        (
            "যা চাওয়া হয়েছিল, আপনি দিয়েছেন। দিন গোনা আবার শুরু হয়েছে।",
            "You gave what was asked. Days are counted again.",
        ),
        ("আবেদনকারী উত্তর দিয়েছেন। দিন গোনা আবার শুরু।", "The applicant answered. Days are counted again."),
    ),
    "keep": ActWords(("সেবা দেওয়া হয়েছে।", "The service was given."), ("সেবা দেওয়া হয়েছে।", "Service given.")),
    "keep_part": ActWords(
        (
            "কিছু দেওয়া হয়েছে। বাকি: {left}; দেবেন {left_by}, {left_on}-এর মধ্যে।",
            "A part was given. Still to come: {left}, from {left_by}, by {left_on}.",
        ),
        (
            "কিছু দেওয়া হয়েছে। বাকি: {left}; দেবেন {left_by}, {left_on}-এর মধ্যে।",
            "A part was given. Left: {left}, by {left_by}, on {left_on}.",
        ),
    ),
    "inform": ActWords(
        ("খবর: সেবাটি এখনো দেওয়া যায়নি।", "News: the service is not given yet."),
        ("খবর দেওয়া হয়েছে; এখনো দেওয়া যায়নি।", "The applicant was told; not given yet."),
    ),
    "enough": ActWords(
        ("আপনি জানিয়েছেন, যা পেয়েছেন তা-ই যথেষ্ট।", "You said that what you received is enough."),
        (
            "আবেদনকারী জানিয়েছেন, যা পেয়েছেন তা-ই যথেষ্ট।",
            "The applicant said that what was given is enough.",
        ),
    ),
    "ask_drop": ActWords(
        ("", ""),
        ("কাজটি বাদ দেওয়ার সিদ্ধান্ত চাওয়া হয়েছে: {post}।", "Asked to drop the work: {post} decides."),
    ),
    "drop": ActWords(
        (
            "{post}-এর সিদ্ধান্তে কাজটি বাদ দেওয়া হয়েছে।",
            "The work was dropped by the decision of the {post}.",
        ),
        ("{post}-এর সিদ্ধান্তে কাজটি বাদ।", "Dropped by the decision of the {post}."),
    ),
    "refuse_drop": ActWords(
        ("", ""),
        ("{post}-এর সিদ্ধান্ত: কাজটি বাদ যাবে না।", "The {post} decided that the work must be done."),
    ),
    "refuse": ActWords(
        (
            "আবেদন নামঞ্জুর হয়েছে। কারণ লিখে জানানো হয়েছে।",
            "Your application was refused. The reason was given in writing.",
        ),
        ("কারণ লিখে নামঞ্জুর করা হয়েছে।", "Refused, with the reason in writing."),
    ),
    "redirect": ActWords(
        ("এটি অন্য কার্যালয়ের কাজ: {to}।", "This is another office’s work: {to}."),
        ("অন্য কার্যালয়ে যেতে বলা হয়েছে: {to}।", "Sent on to another office: {to}."),
    ),
    "withdraw": ActWords(
        ("আপনি আবেদন তুলে নিয়েছেন।", "You withdrew your application."),
        ("আবেদনকারী তুলে নিয়েছেন।", "The applicant withdrew it."),
    ),
    "disown": ActWords(
        ("আপনি জানিয়েছেন, এই আবেদন করতে কাউকে বলেননি।", "You told us that you did not ask for this."),
        (
            "আবেদনকারী জানিয়েছেন, তিনি এই আবেদন করতে বলেননি।",
            "The applicant says that they did not ask for this.",
        ),
    ),
    "rate": ActWords(
        ("আপনি ৫-এ {stars} দিয়েছেন।", "You gave {stars} out of 5."),
        ("আবেদনকারী ৫-এ {stars} দিয়েছেন।", "The applicant gave {stars} out of 5."),
    ),
    "heed": ActWords(
        ("কার্যালয় আপনার মত দেখেছে ({way})।", "The office has seen to your rating ({way})."),
        ("মতের পর ব্যবস্থা লেখা হয়েছে ({way})।", "The rating was seen to ({way})."),
    ),
    "extend": ActWords(
        (
            "সময় {days} কার্যদিবস বাড়ানো হয়েছে। নতুন শেষ দিন {day}।",
            "The time was extended by {days} working [day|days]. The new last day is {day}.",
        ),
        (
            "সময় {days} কার্যদিবস বাড়ানো হয়েছে; শেষ দিন {day}।",
            "Extended by {days} working [day|days]; due {day}.",
        ),
    ),
    "event_came": ActWords(
        (
            "{event}: {on}। তখন থেকে গণনা; শেষ দিন {day}।",
            "{event}: {on}. Counted from then; the last day is {day}.",
        ),
        ("{event}: {on}; শেষ দিন {day}।", "{event}: {on}; due {day}."),
    ),
    "keep_step": ActWords(
        (
            "“{step}” ধাপ শেষ হয়েছে। পরের শেষ দিন {day}।",
            "The step “{step}” is done. The next last day is {day}.",
        ),
        ("“{step}” ধাপ শেষ; পরের শেষ দিন {day}।", "Step “{step}” done; next due {day}."),
    ),
    "reopen": ActWords(
        (
            "আবেদনটি আবার খোলা হয়েছে। নতুন শেষ দিন {day}। আগের হিসাব আগের মতোই থাকছে।",
            (
                "Your application was taken up again. The new last day is {day}. What was counted before"
                " stays as it was."
            ),
        ),
        ("আবার খোলা হয়েছে; নতুন শেষ দিন {day}।", "Reopened; the new last day is {day}."),
    ),
    **ANSWER_WORDS,
    "ask_correction": ActWords(
        (
            "আপনার সম্পর্কে রাখা তথ্য ঠিক করতে বলেছেন: {field}।",
            "You asked us to correct what is held about you: {field}.",
        ),
        ("আবেদনকারী তথ্য ঠিক করতে বলেছেন: {field}।", "The applicant asked for a correction: {field}."),
    ),
    "correct": ActWords(
        ("ঠিক করা হয়েছে: {field}।", "Corrected: {field}."),
        ("ঠিক করা হয়েছে: {field}।", "Corrected: {field}."),
    ),
    "refuse_correction": ActWords(
        (
            "ঠিক করা হয়নি: {field}। কারণ লিখে জানানো হয়েছে।",
            "Not corrected: {field}. The reason was given in writing.",
        ),
        (
            "সংশোধন ফিরিয়ে দেওয়া হয়েছে, কারণ লিখে: {field}।",
            "Not corrected, with the reason in writing: {field}.",
        ),
    ),
    "fill_in": ActWords(
        (
            "আপনার আবেদনে আরও লেখা হয়েছে: {questions}।",
            "More was written into your application: {questions}.",
        ),
        ("পরে জেনে লেখা হয়েছে: {questions}।", "Written in later: {questions}."),
    ),
    "propose_day": ActWords(
        (
            "কার্যালয় দিন প্রস্তাব করেছে: {day}। আপনার উত্তরের অপেক্ষা।",
            "The office proposed {day} and waits for your answer.",
        ),
        ("দিন প্রস্তাব করা হয়েছে: {day}।", "Proposed to the applicant: {day}."),
    ),
    "offer_day": ActWords(
        ("আপনি দিন প্রস্তাব করেছেন: {day}।", "You proposed {day}."),
        ("আবেদনকারী দিন প্রস্তাব করেছেন: {day}।", "The applicant proposed {day}."),
    ),
    "agree_day": ActWords(
        ("কার্যালয় রাজি। দিন ঠিক হয়েছে: {day}।", "The office agreed: {day}."),
        ("দিন ঠিক হয়েছে: {day}।", "Agreed on {day}."),
    ),
    "take_day": ActWords(
        ("আপনি রাজি। দিন ঠিক হয়েছে: {day}।", "You agreed: {day}."),
        ("আবেদনকারী রাজি। দিন ঠিক হয়েছে: {day}।", "The applicant agreed: {day}."),
    ),
    "join": ActWords(
        (
            "একই কাজের আরেকটি আবেদন আছে: দুটির উত্তর একসঙ্গে দেওয়া হবে। আপনার শেষ দিন আগেরটিই।",
            "Another request asks the same: both are answered together. Your last day stays.",
        ),
        ("{other}-এর সঙ্গে এক করা হয়েছে; উত্তর একসঙ্গে যাবে।", "Joined with {other}, to be answered with it."),
    ),
    "lead": ActWords(
        (
            "একই কাজের আরেকটি আবেদনের উত্তর এটির সঙ্গে দেওয়া হবে। আপনার শেষ দিন আগেরটিই।",
            "Another request that asks the same is answered together with yours. Your last day stays.",
        ),
        ("{other} এটির সঙ্গে এক করা হয়েছে।", "{other} was joined with this one."),
    ),
    "part": ActWords(
        (
            "আবেদনটির উত্তর আবার আলাদা করে দেওয়া হবে। শেষ দিন আগেরটিই।",
            "Your application is answered by itself again. Its last day stays.",
        ),
        ("{other} থেকে আলাদা করা হয়েছে।", "Parted from {other}."),
    ),
    "unlead": ActWords(
        ("", ""),
        ("{other} আলাদা করা হয়েছে।", "{other} was parted from this one."),
    ),
    "answer_together": ActWords(
        ("আরেকটি আবেদনের সঙ্গে উত্তর দেওয়া হয়েছে।", "Answered together with another application."),
        ("{other}-এর সঙ্গে উত্তর দেওয়া হয়েছে।", "Answered together with {other}."),
    ),
    "split": ActWords(
        (
            "এতে দুটি কাজ চাওয়া হয়েছে; দ্বিতীয়টির আলাদা নম্বর: {other}।",
            "It asked for two things; the second has a number of its own: {other}.",
        ),
        ("দুই ভাগ করা হয়েছে; দ্বিতীয়টির নম্বর {other}।", "Split in two; the second is {other}."),
    ),
    # At whose desk it lies and what is remarked stays in the office.
    "hand_over": ActWords(
        ("", ""),
        ("{to_post}কে দেওয়া হয়েছে (আগে: {from_post})।", "Reassigned from {from_post} to {to_post}."),
    ),
    # Nobody proves who they are by it, so it does not say that they were the applicant.
    "call": ActWords(
        ("ফোনে এই আবেদনের খোঁজ নেওয়া হয়েছে।", "Somebody rang the office about this application."),
        ("ফোনে খোঁজ নেওয়া হয়েছে।", "Somebody rang about it."),
    ),
    "visit": ActWords(
        ("কার্যালয়ে এসে এই আবেদনের খোঁজ নেওয়া হয়েছে।", "Somebody came to the office about this application."),
        ("কার্যালয়ে এসে খোঁজ নেওয়া হয়েছে।", "Somebody came about it."),
    ),
    "note": ActWords(("", ""), ("মন্তব্য লেখা হয়েছে।", "A remark was written.")),
}

# Whoever reads the page of their case is told the number of the other one only where both are theirs.
JOINED_TO_OWN = ActWords(
    (
        "একই আবেদন দুবার এসেছে: এটির উত্তর আপনার {other} নম্বরের সঙ্গে দেওয়া হবে। শেষ দিন আগেরটিই।",
        "The same was asked twice: this is answered together with your {other}. Its last day stays.",
    ),
    ACT_WORDS["join"].office,
)

# Where a kind lets the applicant say that it is not so after all (support: broken again).
REOPENED_BY_APPLICANT = ActWords(
    (
        "আপনি জানিয়েছেন সমস্যাটি আবার হয়েছে। আবেদন আবার খোলা হলো; নতুন শেষ দিন {day}।",
        "You told us that the fault is back. Your application was taken up again; the new last day is {day}.",
    ),
    (
        "আবেদনকারী জানিয়েছেন সমস্যাটি আবার হয়েছে; নতুন শেষ দিন {day}।",
        "The applicant says that the fault is back; the new last day is {day}.",
    ),
)


# How somebody saw to a poor rating.
HEED_WAYS = {
    "rang": ("ফোনে কথা হয়েছে", "by phone"),
    "met": ("সামনাসামনি কথা হয়েছে", "face to face"),
    "wrote": ("লিখে জানানো হয়েছে", "in writing"),
    "unreached": ("চেষ্টা করেও পাওয়া যায়নি", "could not be reached"),
}

# What may be corrected, by the applicant's field.
FIELD_NAMES = {
    "name": ("নাম", "name"),
    "institution": ("প্রতিষ্ঠানের নাম", "name of the institution"),
    "address": ("ঠিকানা", "address"),
    "mobile": ("মোবাইল নম্বর", "mobile number"),
    "email": ("ই-মেইল", "e-mail"),
}


def act_words_for_citizen(act: Act, case: Case) -> str:
    """The act as its applicant reads it; "" for what stays in the office."""
    return say(*words_of_act(act, case).citizen, **sentence_facts(act, case))


def act_words_for_office(act: Act, case: Case) -> str:
    return say(*words_of_act(act, case).office, **sentence_facts(act, case))


def words_of_act(act: Act, case: Case) -> ActWords:
    if act.name == "receive" and paper_intake_of_act(act):
        return RECEIVED_AT_CENTRE if case.channel == Case.AGENT else RECEIVED_ON_PAPER
    if act.name == "receive" and "carried_over" in act.data:
        return CARRIED_OVER
    if act.name == "receive" and SPLIT_FROM in act.data:
        return SPLIT_OFF
    if act.name == "receive":
        return RECEIPT_WORDS[case.channel]
    if act.name == "reopen" and act.by_type == ANYONE[0]:
        return REOPENED_BY_APPLICANT
    if act.name == JOIN and act.data.get("is_one_person"):
        return JOINED_TO_OWN
    if act.name == "accept" and act.data.get("day"):
        return ACT_WORDS["accept_step_by_day" if "stage" in act.data else "accept_by_day"]
    if act.name == "keep" and (by_letter := kept_by_letter_words(act)):
        return by_letter
    return ACT_WORDS[act.name]


def step_name(case: Case, place: int) -> str:
    """The name of a step that was promised; where it has none, which it is."""
    stage = case.clock.running.undertaking.stages[place]
    return say(stage.name_bn, stage.name_en) or say("{n} নম্বর", "number {n}", n=place + 1)


def day_or_moment_in_words(iso: str) -> date | datetime:
    """As it was written down: a day named without its time is told without one."""
    return datetime.fromisoformat(iso) if "T" in iso else date.fromisoformat(iso)


def rest_in_words(act: Act) -> dict:
    """What a part left open, who gives it and when; of a case whose time of keeping is over, that something
    was left.
    """
    if LEFT not in act.data:
        return dict.fromkeys((LEFT, LEFT_BY, LEFT_ON), GONE)
    day = act.data[LEFT_ON]
    return {
        LEFT: act.data[LEFT].rstrip("।. "),
        LEFT_BY: act.data[LEFT_BY],
        LEFT_ON: day_or_moment_in_words(day),
    }


def sentence_facts(act: Act, case: Case) -> dict:
    """What the sentence of an act names. Unused facts do no harm."""
    names = paper_names(case.row) if act.name == "ask_for_papers" else {}
    facts = {
        "missing": ", ".join(names.get(title, title) for title in act.data.get("missing", ())),
        "to": act.data.get("to", "").rstrip("।. "),
        "stars": act.data.get("stars", 0),
        "way": say(*HEED_WAYS[act.data["way"]]) if act.data.get("way") in HEED_WAYS else GONE,
        "days": act.data.get("days", 0),
    }
    if act.data.get("field") in FIELD_NAMES:
        facts["field"] = say(*FIELD_NAMES[act.data["field"]])
    if act.name == "event_came":
        facts |= {
            "event": event_happened_words(act.data["event"]),
            "on": day_or_moment_in_words(act.data["on"]),
        }
    if "stage" in act.data:
        facts["step"] = step_name(case, act.data["stage"])
    if act.name == KEEP_PART:
        facts |= rest_in_words(act)
    if act.name in (ISSUE_ANSWER, COME_BACK, "keep"):
        facts |= letter_facts(act, case)
    if SPLIT_FROM in act.data:
        facts |= {
            "other": digits(act.data[SPLIT_FROM], language()),
            "received": datetime.fromisoformat(act.data["received_at"]).date(),
        }
    if "other" in act.data:
        facts["other"] = digits(act.data["other"], language())
    if "post" in act.data:
        facts["post"] = say(act.data["post"]["bn"], act.data["post"]["en"])
    if act.name == HAND_OVER:
        facts |= {side: say(act.data[side]["bn"], act.data[side]["en"]) for side in ("from_post", "to_post")}
    if "carried_over" in act.data:
        received = datetime.fromisoformat(act.data["received_at"]).date()
        facts |= {"old_number": act.data["carried_over"], "received": received}
    if paper := paper_intake_of_act(act):
        slip = digits(paper.slip, language())
        facts |= {"received": paper.received, "entered": paper.entered, "slip": slip}
    if act.name == FILL_IN:
        fields = kind_of(case.row).intake_form(service=case.row).fields
        facts["questions"] = ", ".join(
            str(fields[name].label) for name in act.data["names"] if name in fields
        )
    if act.data.get("day"):
        facts["day"] = day_or_moment_in_words(act.data["day"])
    return facts
