"""The officer's acts as pages: for each its form, the action it calls, and what is said before and after."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from ongikar.cases import actions, desks
from ongikar.cases.actions import agreed_days, clock, corrections, drops, intake_debts, split_cases
from ongikar.cases.kinds import OPEN, PART, kind_of
from ongikar.cases.models import Case
from ongikar.cases.rights import may_handle
from ongikar.cases.state_words import event_happened_words, stage_name
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say
from ongikar.people.post_holders import PostHolder
from ongikar.rules import case_transitions
from ongikar.rules.promise import is_kept

from . import clock_forms, drop_forms, forms, hand_over, notes
from . import clock_forms as event_form
from . import forms as correction_forms
from . import forms as paper_forms
from .case_summary import SEND_ANSWER
from .closing_form import closing_form, do_outcome

Words = tuple[str, str]


def form_facts(form: Any) -> dict[str, Any]:
    """What the action is called with: an act form's own facts, or those of the answer page."""
    return form.closing.facts if hasattr(form, "closing") else form.facts


@dataclass(frozen=True, slots=True)
class ActPage:
    """One act: its button and heading, what is told when it is done, and how its form and action are found.

    `facts`: what its action is called with, from its valid form. `warning`: the act ends the case, and is
    therefore said plainly beforehand. `done_late`: what is told instead where the promise was late.
    `done_part`, `done_open`: what is told where the act leaves the case open, with a part given or without.
    """

    words: Words
    done: Words
    form: Callable[..., Form]
    action: Callable[..., object]
    warning: Words = ("", "")
    done_late: Words = ("", "")
    facts: Callable[[Any], dict[str, Any]] = form_facts
    done_part: Words = ("", "")
    done_open: Words = ("", "")

    # What `done` names of the answers.
    named: Callable[[Any], dict[str, str]] = lambda form: {}

    def done_words(self, case: Case, form: Any, now: datetime, comes_to: str = "") -> str:
        """What is said of it once it is done. An answer that leaves the case open says so."""
        if comes_to in (PART, OPEN):
            return say(*(self.done_part if comes_to == PART else self.done_open))
        words = self.done_late if any(self.done_late) and case.clock.is_late(now) else self.done
        return say(*words, **self.named(form))


ACT_PAGES = {
    "accept": ActPage(
        ("গ্রহণ করুন", "Accept"), ("গ্রহণ করা হয়েছে।", "Accepted."), forms.AcceptForm, actions.accept
    ),
    "keep": ActPage(
        ("সেবা দিন", "Give the service"),
        ("কথা রাখা হয়েছে।", "The promise is kept."),
        closing_form,
        do_outcome,
        done_part=(
            "যা দেওয়া হলো আর যা বাকি, আবেদনকারীকে জানানো হবে। আবেদন খোলা আছে, শেষ দিন একই।",
            (
                "The applicant will be told what was given and what is left. The case is still open, with the"
                " same last day."
            ),
        ),
        done_open=(
            "খবরটি আবেদনকারীকে জানানো হবে। আবেদন খোলা আছে, দিন গোনা চলছে।",
            "The applicant will be told. The case is still open and the days go on.",
        ),
        done_late=(
            "সেবা দেওয়া হয়েছে, তবে কথা সময়মতো রাখা যায়নি।",
            "The service is given, but the promise was not kept in time.",
        ),
    ),
    "ask_for_papers": ActPage(
        ("কাগজ চান", "Ask for documents"),
        (
            "কাগজ চাওয়া হয়েছে। কাগজ আসা পর্যন্ত দিন গোনা থেমে থাকবে।",
            "Documents requested. The clock is paused until they arrive.",
        ),
        paper_forms.AskForPapersForm,
        actions.ask_for_papers,
    ),
    "answer": ActPage(
        ("কাগজ এসেছে", "Mark documents received"),
        ("কাগজ রাখা হয়েছে। দিন গোনা আবার শুরু।", "Documents saved. The clock is running again."),
        paper_forms.AnswerAtDeskForm,
        actions.answer,
    ),
    "refuse": ActPage(
        ("কারণ লিখে নামঞ্জুর করুন", "Refuse, with the reason"),
        ("নামঞ্জুর করা হয়েছে; কারণ আবেদনকারীকে জানানো হবে।", "Refused; the applicant will be told why."),
        forms.RefuseForm,
        actions.refuse,
        ("এতে আবেদনটি শেষ হবে।", "This ends the case."),
    ),
    "redirect": ActPage(
        ("অন্য কার্যালয়ের কাজ", "Another office’s work"),
        ("কোথায় যেতে হবে, আবেদনকারীকে জানানো হবে।", "The applicant will be told where to go."),
        forms.RedirectForm,
        actions.redirect,
        ("এতে আবেদনটি শেষ হবে।", "This ends the case."),
    ),
    "event_came": ActPage(
        ("ঘটনাটি ঘটেছে", "The event has come"),
        (
            "লেখা হয়েছে। দিন গোনা শুরু; নতুন তারিখ আবেদনকারীকে জানানো হবে।",
            "Written down. The count has begun; the applicant will be told the new date.",
        ),
        event_form.EventCameForm,
        clock.event_came,
    ),
    "keep_step": ActPage(
        ("ধাপ শেষ করুন", "Finish the step"),
        (
            "ধাপটি শেষ হয়েছে; এরপর কী, আবেদনকারীকে জানানো হবে।",
            "The step is done; the applicant will be told what is next.",
        ),
        clock_forms.KeepStepForm,
        clock.keep_step,
    ),
    "extend": ActPage(
        ("সময় বাড়ান", "Extend the time"),
        (
            "সময় বাড়ানো হয়েছে; কারণ ও নতুন তারিখ আবেদনকারীকে জানানো হবে।",
            "Extended; the applicant will be told the reason and the new date.",
        ),
        clock_forms.ExtendForm,
        clock.extend,
    ),
    "reopen": ActPage(
        ("আবার খুলুন", "Reopen"),
        ("আবার খোলা হয়েছে। দিন গোনা নতুন করে শুরু।", "Reopened. The days are counted anew."),
        clock_forms.ReopenForm,
        clock.reopen,
    ),
    case_transitions.AGREE_DAY: ActPage(
        ("দিনটিতে রাজি", "Agree to the day"),
        ("দিন ঠিক হয়েছে; আবেদনকারীকে জানানো হবে।", "Agreed; the applicant will be told."),
        clock_forms.AgreeDayForm,
        agreed_days.agree_day,
    ),
    case_transitions.PROPOSE_DAY: ActPage(
        ("অন্য দিন প্রস্তাব করুন", "Propose another day"),
        (
            "প্রস্তাবটি আবেদনকারীকে জানানো হবে। আগে দিন ঠিক হয়ে থাকলে উত্তর না আসা পর্যন্ত সেটিই থাকবে।",
            "The applicant will be told. A day agreed on before stands until they answer.",
        ),
        clock_forms.ProposeDayForm,
        agreed_days.propose_day,
    ),
    case_transitions.TAKE_DAY: ActPage(
        ("আবেদনকারী রাজি হয়েছেন", "The applicant agreed"),
        ("দিন ঠিক হয়েছে।", "The day is agreed on."),
        clock_forms.TakeDayForm,
        agreed_days.take_day,
    ),
    case_transitions.OFFER_DAY: ActPage(
        ("আবেদনকারী অন্য দিন বলেছেন", "The applicant named another day"),
        ("দিনটি লেখা হয়েছে।", "The day is written down."),
        clock_forms.OfferDayForm,
        agreed_days.offer_day,
    ),
    case_transitions.ASK_DROP: ActPage(
        ("কাজটি বাদ দিতে বলুন", "Ask to drop the work"),
        (
            "ওপরের পদের সিদ্ধান্ত চাওয়া হয়েছে। ততদিন দিন গোনা চলবে।",
            "The post above is asked to decide. Until then the days go on.",
        ),
        drop_forms.AskDropForm,
        drops.ask_drop,
    ),
    case_transitions.SPLIT: ActPage(
        ("দুই ভাগ করুন", "Split in two"),
        (
            "দ্বিতীয়টির আলাদা নম্বর হয়েছে; আবেদনকারীকে জানানো হবে।",
            "The second has a number of its own; the applicant will be told.",
        ),
        forms.SplitForm,
        split_cases.split_case,
    ),
    "hand_over": ActPage(
        ("অন্য কাউকে দিন", "Reassign"),
        ("{whom}কে দেওয়া হয়েছে।", "Reassigned to {whom}."),
        hand_over.HandOverForm,
        desks.hand_over,
        named=hand_over.new_holder_words,
    ),
    "correct": ActPage(
        ("তথ্য ঠিক করুন", "Make the correction"),
        ("ঠিক করা হয়েছে; আবেদনকারীকে জানানো হবে।", "Corrected; the applicant will be told."),
        correction_forms.MakeCorrectionForm,
        corrections.correct,
    ),
    "refuse_correction": ActPage(
        ("সংশোধন ফিরিয়ে দিন", "Refuse the correction"),
        ("কারণ আবেদনকারীকে জানানো হবে।", "The applicant will be told why."),
        correction_forms.RefuseCorrectionForm,
        corrections.refuse_correction,
    ),
    "fill_in": ActPage(
        ("যা জানা বাকি, লিখুন", "Write in what is missing"),
        ("লেখা হয়েছে।", "Written in."),
        intake_debts.open_questions,
        intake_debts.fill_in_answers,
        facts=lambda form: {"answers": form.as_answers()},
    ),
    case_transitions.HEED: ActPage(
        ("মতের পর কী করলেন, লিখুন", "Write what you did about the rating"),
        ("লেখা হয়েছে; আবেদনকারীকে জানানো হবে।", "Written down; the applicant will be told."),
        forms.HeedForm,
        actions.heed_rating,
    ),
    "note": ActPage(
        ("মন্তব্য লিখুন", "Write a note"),
        ("মন্তব্য রাখা হয়েছে।", "The note is kept."),
        forms.NoteForm,
        notes.add_note,
    ),
}


def act_button(act: str, case: Case) -> str:
    """The words of the act's button; the closing act's are the kind's own, and an event and a step are called
    by name.
    """
    if act == "event_came" and (awaited := case.clock.running.awaited):
        return event_happened_words(awaited)
    if act == "keep_step":
        stages, running = case.clock.running.undertaking.stages, case.clock.running.stage
        return say("“{step}” ধাপ শেষ করুন", "Finish the step “{step}”", step=stage_name(stages[running]))
    if act == "keep" and case.unsent_letter_id:
        return say(*SEND_ANSWER)
    return str(kind_of(case.row).keep_words) if act == "keep" else say(*ACT_PAGES[act].words)


def closing_address(case: Case) -> str:
    """The page on which the promise is kept, where that is not the answer page: of a letter that has yet to
    leave its own, else what the kind says; "" where it is the answer page.
    """
    if letter_id := case.unsent_letter_id:
        return reverse("letter_out", args=[letter_id])
    return kind_of(case.row).closing_page(case)


def open_act_names(case: Case, holder: PostHolder, now: datetime) -> list[str]:
    """The acts open to this person now, the usual one first."""
    names = [name for name in kind_of(case.row).acts(case, holder) if name in ACT_PAGES]
    if not may_handle(holder, case.office_id):
        return names
    done = [act.name for act in case.acts_in_order]
    of_clock = [
        name for name in allowed_by_clock(case, now) if case_transitions.may_follow(case.state, name, done)
    ]
    # What carries the promise on comes first, what puts it off or begins it anew comes last.
    first = [name for name in of_clock if name in PROMISE_ACTS]
    # The answer is the citizen's act; who has no telephone hands it over at the desk.
    handed_over = ["answer"] if case_transitions.may_follow(case.state, "answer") else []
    split = [case_transitions.SPLIT] if split_cases.may_be_split(case) else []
    passed_on = (
        [case_transitions.HAND_OVER]
        if case_transitions.may_follow(case.state, case_transitions.HAND_OVER)
        and hand_over.has_other_desk(case)
        else []
    )
    owed = (
        [case_transitions.FILL_IN]
        if case_transitions.may_follow(case.state, case_transitions.FILL_IN) and kind_of(case.row).debts(case)
        else []
    )
    asked = [
        name
        for name in (case_transitions.CORRECT, case_transitions.REFUSE_CORRECTION)
        if case_transitions.may_follow(case.state, name, done)
    ]
    poorly_rated = (
        [case_transitions.HEED]
        if case.heed_by and case_transitions.may_follow(case.state, case_transitions.HEED, done)
        else []
    )
    return [
        *poorly_rated,
        *handed_over,
        *first,
        *names,
        *(name for name in of_clock if name not in first),
        *owed,
        *asked,
        *passed_on,
        *split,
    ]


# What ends a case is written with all of it before one’s eyes; beside anything else it comes second.
CLOSING_ACTS = frozenset({"keep", "refuse", "redirect"})
PROMISE_ACTS = ("event_came", "keep_step")
# What seldom comes up stands behind “More”, so that the usual acts are seen at a glance.
RARE_ACTS = frozenset(
    {
        "extend",
        "refuse",
        "redirect",
        case_transitions.ASK_DROP,
        case_transitions.HAND_OVER,
        case_transitions.SPLIT,
        case_transitions.OFFER_DAY,
    }
)


def allowed_by_clock(case: Case, now: datetime) -> list[str]:
    """The acts on the clock that its ledger would take now."""
    running = case.clock.running
    if running.stopped:
        return [case_transitions.REOPEN]
    names = []
    if running.awaited:
        names.append("event_came")
    elif running.stage >= 0 and running.next_stage:
        names.append("keep_step")
    if running.undertaking.may_extend and not running.is_extended and is_kept(case.clock.due(now), now):
        names.append("extend")
    return names


def open_act_buttons(case: Case, holder: PostHolder, now: datetime) -> list[tuple[str, str]]:
    """The same, as (name, button)."""
    return [(name, act_button(name, case)) for name in open_act_names(case, holder, now)]


def act_menu(acts: list[tuple[str, str]], current: str = "") -> tuple[list, list]:
    """The acts that are seen at once, and those behind “More”; the one whose page this is, is always seen.

    A menu of one, or beside nothing, hides more than it orders.
    """
    more = [each for each in acts if each[0] in RARE_ACTS and each[0] != current]
    seen = [each for each in acts if each not in more]
    return (seen, more) if len(more) > 1 and seen else (acts, [])
