"""The words of a grievance: what it is about, how it stands, and what each act says in its history."""

from dataclasses import dataclass
from datetime import date, datetime

from ongikar.cases.case_promise import PromiseDisplay, display_promise
from ongikar.clock.day_moves import DayMove, move_lines
from ongikar.core.i18n.say import say, say_lazy
from ongikar.people.models import Applicant
from ongikar.rules import tiers
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .house_rules import house_rules
from .models import Act, Grievance, Stage

ABOUT = {
    "delay": say_lazy("কথা দেওয়া সময়ে সেবা পাইনি", "I was not served in the promised time"),
    "quality": say_lazy("সেবার মান বা পদ্ধতি ঠিক ছিল না", "The quality or the way of the service was wrong"),
    "refusal": say_lazy("প্রাপ্য সেবা বা অধিকার দেওয়া হয়নি", "I was refused a service or a right"),
    "unlawful": say_lazy(
        "সেবা দিতে বেআইনি কিছু করা হয়েছে, যেমন টাকা চাওয়া",
        "Something unlawful was done, such as asking for money",
    ),
    "other": say_lazy("অন্য কিছু", "Something else"),
}
KINDS = {
    Grievance.CITIZEN: say_lazy("নাগরিক", "Citizen"),
    Grievance.STAFF: say_lazy("কর্মকর্তা-কর্মচারী", "Officer or employee"),
    Grievance.OFFICIAL: say_lazy("কোনো দপ্তরের পক্ষে", "On behalf of an office"),
}
CHANNELS = {
    Grievance.ONLINE: say_lazy("অনলাইন", "Online"),
    Grievance.IN_PERSON: say_lazy("হাতে হাতে", "In person"),
    Grievance.PHONE: say_lazy("ফোনে", "By phone"),
    Grievance.LETTER: say_lazy("চিঠিতে", "By letter"),
    Grievance.COUNTER: say_lazy("কাউন্টারের যন্ত্রে, নিজে লিখে", "Typed by the person at the counter"),
    Grievance.AGENT: say_lazy("ডিজিটাল সেন্টার থেকে", "Through a digital centre"),
    Grievance.BY_ITSELF: say_lazy("সময় পেরোনোয় নিজে থেকে জমা", "Filed by itself, since the time had passed"),
    Grievance.OWN_MOTION: say_lazy("কার্যালয় নিজে খুলেছে", "Opened by the office itself"),
}


def filed_as(grievance: Grievance) -> str:
    """How whoever complains stands to be named: what a list says, since no name is shown but where its
    reading is recorded.
    """
    if grievance.is_own_motion:
        return str(CHANNELS[grievance.channel])
    if grievance.anonymous or grievance.complainant_id is None:
        return say("নাম দেননি", "No name given")
    if grievance.identity_hidden:
        return say("নাম গোপন", "Name hidden")
    return say("নিজের নামে", "In their own name")


# How a stage ended: the state of its tag, and the words.
OUTCOMES = {
    transitions.NOT_ACCEPTED: (
        "shut",
        say_lazy("গ্রহণ করা হয়নি (কারণসহ)", "Not accepted (with the reason)"),
    ),
    transitions.WITHDRAWN: ("shut", say_lazy("অভিযোগকারী তুলে নিয়েছেন", "Withdrawn by the complainant")),
    transitions.REDIRECTED: ("shut", say_lazy("অন্য কার্যালয়ে পাঠানো হয়েছে", "Sent to another office")),
    Stage.PASSED_UP: (
        "late",
        say_lazy("সময়মতো সিদ্ধান্ত হয়নি, আপিল হয়েছে", "Not decided in time, appealed"),
    ),
    Stage.HANDED_UP: (
        "shut",
        say_lazy(
            "এখানে সিদ্ধান্ত দেওয়ার মতো নিরপেক্ষ কেউ নেই, তাই ওপরের ধাপে গেছে",
            "Nobody here is free to decide, so it went to the tier above",
        ),
    ),
}
# By whether the complaint was found right.
DECIDED = {
    True: ("kept", say_lazy("সিদ্ধান্ত হয়েছে: অভিযোগ সঠিক", "Decided: complaint upheld")),
    False: ("shut", say_lazy("সিদ্ধান্ত হয়েছে: অভিযোগ সঠিক পাওয়া যায়নি", "Decided: complaint not upheld")),
}
LATE = ("late", say_lazy("সময় পেরিয়ে গেছে", "The time has passed"))
OPEN = ("open", say_lazy("সিদ্ধান্তের অপেক্ষায়", "Waiting for the decision"))

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


# Of a complaint about an application, by who applied: a school that complains is no citizen.
APPLICANT_KINDS = {
    Applicant.INSTITUTION: say_lazy("প্রতিষ্ঠান", "Institution"),
    Applicant.OFFICE: say_lazy("দপ্তর", "Office"),
}


def complainant_kind_words(grievance: Grievance) -> str:
    """Who complains: as they said, and as the institution or office that they applied for."""
    person = grievance.complainant
    said = APPLICANT_KINDS.get(person.kind) if person and grievance.kind == Grievance.CITIZEN else None
    return str(said or KINDS[grievance.kind])


def stage_title(stage: Stage) -> str:
    """অভিযোগ at tier 1, আপিল above it."""
    return say(*tiers.WORDS[stage.what])


def stage_status(stage: Stage, now: datetime) -> tuple[str, str]:
    """How a stage stands, as (state of the tag, words)."""
    if stage.outcome == transitions.DECIDED:
        return DECIDED[bool(stage.upheld)]
    if stage.outcome:
        return OUTCOMES[stage.outcome]
    return LATE if stage.clock.is_late(now) else OPEN


@dataclass(frozen=True, slots=True)
class StageSummary:
    """A stage with its words: what it is, how it stands (state of the tag, words), and its promise drawn."""

    stage: Stage
    what: str
    tag: tuple[str, str]
    promise: PromiseDisplay
    reason: str
    is_late: bool

    @property
    def due_day(self) -> date:
        return self.promise.due.astimezone(TZ).date()

    @property
    def closed_day(self) -> date | None:
        return self.stage.closed_at and self.stage.closed_at.astimezone(TZ).date()


def stage_summaries(grievance: Grievance, now: datetime) -> list[StageSummary]:
    """All stages, the highest first."""
    return [
        summarise_stage(stage, grievance, now)
        for stage in sorted(grievance.stages.all(), key=lambda s: -s.number)
    ]


def summarise_stage(stage: Stage, grievance: Grievance, now: datetime) -> StageSummary:
    reason = house_rules(grievance.office.slug).reason(stage.reason_code) if stage.reason_code else ""
    return StageSummary(
        stage,
        stage_title(stage),
        stage_status(stage, now),
        display_promise(stage.clock, now),
        reason,
        stage.clock.is_late(now),
    )


def grievance_history(grievance: Grievance, *, with_notes: bool = False) -> list[tuple[Act | DayMove, str]]:
    """What happened, the newest first, each with its sentence; orders that moved a due day too. Notes are for
    those who decide.
    """
    acts = [act for act in grievance.acts.all() if with_notes or act.name != "note"]
    lines: list[tuple[Act | DayMove, str]] = [(act, ACTS[act.name]) for act in acts]
    lines += move_lines([stage.clock for stage in grievance.stages.all()])
    # Of what happened at one moment, the later one comes first too.
    lines.reverse()
    return sorted(lines, key=lambda line: line[0].at, reverse=True)
