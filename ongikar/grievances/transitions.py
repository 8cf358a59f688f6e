"""Which act may follow which in the life of a grievance, as a table.

As with a case, a stored state is only a cache of the fold of the acts.
"""

from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import say_lazy
from ongikar.rules.transitions import STAY, Transition, Transitions


class GrievanceFault(ActFault):
    """Why something cannot be done with a complaint."""


FILED, ACCEPTED = "filed", "accepted"
DECIDED, NOT_ACCEPTED, REDIRECTED, WITHDRAWN = "decided", "not_accepted", "redirected", "withdrawn"

OPEN = frozenset({FILED, ACCEPTED})
# Closed by whoever decides; what was withdrawn is closed by whoever complained.
CLOSED = frozenset({DECIDED, NOT_ACCEPTED, REDIRECTED})
ANY = CLOSED | OPEN | {WITHDRAWN}

# What is held about the complainant: asked to be put right, and what was answered.
ASK_CORRECTION, CORRECT, REFUSE_CORRECTION = "ask_correction", "correct", "refuse_correction"
CORRECTIONS = (ASK_CORRECTION, CORRECT, REFUSE_CORRECTION)

DECIDER, RESPONDENT, PARTY, COMPLAINANT = "decider", "respondent", "party", "complainant"
INQUIRER, PASS_INQUIRY = "inquirer", "pass_inquiry"
# Done by itself, when nobody at a post may decide any more.
WORKER = "worker"

TRANSITIONS = Transitions(
    "grievance",
    ("file", FILED),
    (
        Transition("answer", OPEN, STAY, RESPONDENT),
        # Screening: it is taken on, or it is not, by a named officer.
        Transition("accept", frozenset({FILED}), ACCEPTED, DECIDER),
        Transition("not_accept", OPEN, NOT_ACCEPTED, DECIDER),
        Transition("redirect", OPEN, REDIRECTED, DECIDER),
        # Looking into it. Each takes it on, where nobody has said so yet.
        Transition("order_inquiry", OPEN, ACCEPTED, DECIDER),
        Transition("extend", OPEN, STAY, DECIDER),
        Transition("report_inquiry", OPEN, STAY, INQUIRER),
        # Charge was handed over: another post looks into it.
        Transition(PASS_INQUIRY, OPEN, STAY, INQUIRER),
        Transition("end_inquiry", OPEN, STAY, DECIDER),
        Transition("ask", OPEN, ACCEPTED, DECIDER),
        Transition("reply", OPEN, STAY, PARTY),
        Transition("go_on_without", OPEN, STAY, DECIDER),
        Transition("call_hearing", OPEN, ACCEPTED, DECIDER),
        Transition("put_off_hearing", OPEN, STAY, DECIDER),
        Transition("call_off_hearing", OPEN, STAY, DECIDER),
        Transition("record_hearing", OPEN, STAY, DECIDER),
        Transition("decide", OPEN, DECIDED, DECIDER),
        # An appeal begins the next tier: after a decision, or when a tier let its time pass.
        Transition("appeal", CLOSED | OPEN, FILED, PARTY),
        Transition("hand_on", OPEN, STAY, WORKER),
        Transition("hand_up", OPEN, FILED, WORKER),
        Transition("withdraw", OPEN, WITHDRAWN, COMPLAINANT),
        # After a decision: what it led to.
        Transition("rate", frozenset({DECIDED}), STAY, COMPLAINANT),
        Transition("recommend", frozenset({DECIDED}), STAY, DECIDER),
        Transition(ASK_CORRECTION, ANY, STAY, COMPLAINANT),
        Transition(CORRECT, ANY, STAY, DECIDER),
        Transition(REFUSE_CORRECTION, ANY, STAY, DECIDER),
        Transition("add_evidence", OPEN, STAY, PARTY),
        # Beyond the office: the whole in one file, and the number under which it is known there.
        Transition("make_dossier", ANY, STAY, DECIDER),
        Transition("note_reference", ANY, STAY, DECIDER),
        Transition("note", ANY, STAY, DECIDER),
    ),
)
# How a complaint stands, and what each act says in its history.
STATES = {
    FILED: say_lazy("জমা হয়েছে", "Filed"),
    ACCEPTED: say_lazy("গ্রহণ করা হয়েছে", "Accepted"),
    DECIDED: say_lazy("সিদ্ধান্ত হয়েছে", "Decided"),
    NOT_ACCEPTED: say_lazy("গ্রহণ করা হয়নি", "Not accepted"),
    REDIRECTED: say_lazy("অন্য কার্যালয়ে পাঠানো হয়েছে", "Sent to another office"),
    WITHDRAWN: say_lazy("তুলে নেওয়া হয়েছে", "Withdrawn"),
}
ACTS = {
    "file": say_lazy("অভিযোগ জমা হয়েছে।", "The complaint was filed."),
    "answer": say_lazy("যাঁর বিরুদ্ধে অভিযোগ, তিনি জবাব দিয়েছেন।", "The officer has answered the complaint."),
    "decide": say_lazy("লিখিত সিদ্ধান্ত দেওয়া হয়েছে।", "A written decision was given."),
    "not_accept": say_lazy("গ্রহণ করা হয়নি। কারণ লেখা আছে।", "It was not accepted. The reason is written down."),
    "redirect": say_lazy("অন্য কার্যালয়ে পাঠানো হয়েছে।", "It was sent to another office."),
    "appeal": say_lazy("পরের ধাপে আপিল জমা হয়েছে।", "An appeal was filed with the next tier."),
    "hand_on": say_lazy(
        "যাঁর সিদ্ধান্ত দেওয়ার কথা, তিনি বিষয়টির সঙ্গে যুক্ত। তাই একই ধাপের বিকল্প কর্মকর্তার কাছে গেছে।",
        "Whoever was to decide is part of the matter, so it went to the alternate officer of the same tier.",
    ),
    "hand_up": say_lazy(
        "যাঁর সিদ্ধান্ত দেওয়ার কথা, তিনি বিষয়টির সঙ্গে যুক্ত। তাই ওপরের ধাপে গেছে।",
        "Whoever was to decide is part of the matter, so it went to the tier above.",
    ),
    "add_evidence": say_lazy("প্রমাণ যোগ করা হয়েছে।", "Evidence was added."),
    "withdraw": say_lazy("অভিযোগকারী অভিযোগ তুলে নিয়েছেন।", "The complainant withdrew it."),
    "note": say_lazy("নোট লেখা হয়েছে।", "A note was written."),
    "accept": say_lazy("গ্রহণ করা হয়েছে, এখন দেখা হচ্ছে।", "It was accepted and is being looked into."),
    "order_inquiry": say_lazy("তদন্ত দেওয়া হয়েছে।", "An inquiry was ordered."),
    "extend": say_lazy("তদন্তের জন্য বাড়তি সময় নেওয়া হয়েছে।", "More time was taken for the inquiry."),
    "report_inquiry": say_lazy("তদন্ত প্রতিবেদন এসেছে।", "The report of the inquiry came."),
    "pass_inquiry": say_lazy("তদন্তের দায়িত্ব অন্য পদে গেছে।", "Another post looks into it from now on."),
    "end_inquiry": say_lazy("তদন্ত বন্ধ করা হয়েছে।", "The inquiry was called off."),
    "ask": say_lazy("একটি প্রশ্ন করা হয়েছে।", "A question was asked."),
    "reply": say_lazy("প্রশ্নের উত্তর এসেছে।", "A question was answered."),
    "go_on_without": say_lazy("উত্তর আসেনি, উত্তর ছাড়াই এগোনো হচ্ছে।", "No answer came; it goes on without one."),
    "call_hearing": say_lazy(
        "শুনানি ডাকা হয়েছে, দুই পক্ষকে জানানো হয়েছে।", "A hearing was called and both sides told."
    ),
    "put_off_hearing": say_lazy(
        "শুনানির দিন বদলেছে, দুই পক্ষকে জানানো হয়েছে।", "The hearing was moved to another day."
    ),
    "call_off_hearing": say_lazy("শুনানি বাতিল হয়েছে।", "The hearing was called off."),
    "record_hearing": say_lazy("শুনানি হয়েছে, কে কী বলেছেন লেখা আছে।", "The hearing was held and written down."),
    "rate": say_lazy("অভিযোগকারী সিদ্ধান্তে মত দিয়েছেন।", "The complainant rated the decision."),
    "make_dossier": say_lazy(
        "শেষ ধাপের জন্য পূর্ণ নথি তৈরি করা হয়েছে।", "The whole record was made for the last step."
    ),
    "note_reference": say_lazy(
        "শেষ ধাপে পাঠানো হয়েছে; সেখানকার নম্বর লেখা আছে।",
        "It was sent to the last step; its number there is written down.",
    ),
    "ask_correction": say_lazy(
        "অভিযোগকারী নিজের তথ্য ঠিক করতে বলেছেন।", "The complainant asked for a correction of their data."
    ),
    "correct": say_lazy("অভিযোগকারীর তথ্য ঠিক করা হয়েছে।", "What is held about the complainant was put right."),
    "refuse_correction": say_lazy("অভিযোগকারীর তথ্য বদলানো হয়নি।", "The complainant’s data was not changed."),
    "recommend": say_lazy("সেবা সহজ করার পরামর্শ দেওয়া হয়েছে।", "It was recommended to change the service."),
}
may = TRANSITIONS.may_follow
state_after = TRANSITIONS.state_after
