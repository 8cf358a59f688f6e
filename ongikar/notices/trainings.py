"""Notifications about applications to trainings. Each is safe to run twice: its messages are unique."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects

from ongikar.cases.models import case_of_key
from ongikar.core.i18n.say import override_language, say
from ongikar.delivery.training import states, words
from ongikar.delivery.training.models import (
    Application,
    Batch,
    Call,
    Freeze,
    Nomination,
    Objection,
    Offer,
    Standing,
)
from ongikar.delivery.training.objections import answer_words, number_of
from ongikar.gatherings.attendance import AttendanceTotals, attendance_of
from ongikar.gatherings.models import Gathering, Mark
from ongikar.journal.actions import SubjectReference
from ongikar.journal.models import OutboxEntry
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.selection.explain import Reason, why

from .actions import Recipient, applicant_recipient, make_messages
from .facts import case_facts
from .models import Message
from .wording.message import NO_PAGE, ONCE, TRACK, Wording

OBJECTION_MADE = (
    "{batch}: আপনার আপত্তি {objection} পেয়েছি। লটারির আগে উত্তর পাবেন।",
    "{batch}: we have your objection {objection}. You will have an answer before the draw.",
)
OBJECTION_ANSWERED = (
    "{batch}, আপত্তি {objection}: {answer}। কারণ: {why}",
    "{batch}, objection {objection}: {answer}. Reason: {why}",
)

# To the office that nominated: who takes whose place.
NOMINATOR = Wording(
    ("মনোনয়ন বদলেছে: রোল {roll}", "Nomination changed: roll {roll}"),
    (
        "{batch}: রোল {former} ({former_name})-এর বদলে এখন রোল {roll} ({name})।",
        "{batch}: roll {roll} ({name}) now takes the place of roll {former} ({former_name}).",
    ),
    ("কারণ: {reason}\nভুল হয়ে থাকলে কার্যালয়কে জানান।", "Reason: {reason}\nTell the office if this is wrong."),
    page=TRACK,
)
# Beside the receipt of the case, which tells the day of the result.
APPLICANT = {
    "application.apply": Wording(
        ("আপনার রোল {roll}", "Your roll is {roll}"),
        (
            "{batch}: আপনার রোল {roll}। ফলের পাতায় নাম নয়, রোল থাকবে। ফল {result} তারিখের মধ্যে।",
            "{batch}: your roll is {roll}. The result names rolls, not people. It is out by {result}.",
        ),
        page=TRACK,
    ),
    "application.result_told": Wording(
        ("ফল: রোল {roll}", "Result: roll {roll}"),
        (
            "{batch}, রোল {roll}: {outcome} কেন, আর নিয়ম ও লটারি নিজে মিলিয়ে দেখুন:",
            "{batch}, roll {roll}: {outcome} See why, and recompute rule and draw:",
        ),
        (
            "{why}\nফল ভুল মনে হলে অভিযোগ করা আপনার অধিকার।",
            "{why}\nIf you think it is wrong, you have the right to complain.",
        ),
        page=TRACK,
    ),
    "application.offer": Wording(
        ("আপনার জন্য একটি আসন: রোল {roll}", "A seat for you: roll {roll}"),
        (
            "{batch}: আপনার জন্য একটি আসন রাখা আছে। {until} পর্যন্ত উত্তর দিন, নইলে আসনটি পরের জন পাবেন:",
            "{batch}: a seat is kept for you. Answer by {until}, or it goes to the next:",
        ),
        page=ONCE,
    ),
    "application.succeed": Wording(
        ("আপনার জন্য একটি আসন: রোল {roll}", "A seat for you: roll {roll}"),
        (
            "{batch}: {institution} আপনাকে মনোনয়ন দিয়েছে, একটি আসন রাখা আছে। {until} পর্যন্ত উত্তর দিন:",
            "{batch}: {institution} nominated you and a seat is kept for you. Answer by {until}:",
        ),
        page=ONCE,
    ),
    "application.accept": Wording(
        ("ভর্তি হলেন: রোল {roll}", "You are enrolled: roll {roll}"),
        (
            "{batch}: আপনি আসনটি নিয়েছেন। প্রথম ক্লাস {starts}। আসতে না পারলে এখানে আসনটি ছেড়ে দিন:",
            "{batch}: you have taken the seat. First class on {starts}. If you cannot come, give it"
            " back here:",
        ),
        page=TRACK,
    ),
    "gathering.recorded": Wording(
        ("ক্লাসে ছিলেন না: রোল {roll}", "You missed a class: roll {roll}"),
        (
            "{batch}: {when} ক্লাসে আপনি ছিলেন না। এ পর্যন্ত উপস্থিতি {percent}%। {prospect}",
            "{batch}: you were not in class on {when}. Attendance so far: {percent}%. {prospect}",
        ),
        (
            "ভুল হয়ে থাকলে বা কারণ থাকলে কার্যালয়কে জানান।",
            "Tell the office if this is wrong, or if you had a reason.",
        ),
        page=TRACK,
    ),
    "batch.freeze": Wording(
        ("তালিকা নতুন করে প্রকাশ হয়েছে: রোল {roll}", "The list is published anew: roll {roll}"),
        (
            "{batch}: সংশোধিত তালিকা প্রকাশ হয়েছে; কী বদলেছে আর কেন, সেখানেই লেখা। আপত্তি থাকলে এখন জানান:",
            "{batch}: a corrected list is published, with what changed and why. Object now if it is wrong:",
        ),
        page=TRACK,
    ),
    "objection.made": Wording(("আপত্তি পেয়েছি", "Your objection"), OBJECTION_MADE, page=TRACK),
    "objection.answered": Wording(("আপত্তির উত্তর", "Your objection"), OBJECTION_ANSWERED, page=TRACK),
    "batch.extend": Wording(
        ("আবেদনের সময় বেড়েছে: রোল {roll}", "More time to apply: roll {roll}"),
        (
            "{batch}: আবেদনের শেষ দিন এখন {closes}। আপনার আবেদন আছে; কিছু করতে হবে না।",
            "{batch}: applications now close on {closes}. Yours is with us; you need do nothing.",
        ),
        page=TRACK,
    ),
}

# Of somebody without an application: there is no page of theirs to lead to.
OUTSIDER = {
    "objection.made": Wording(("আপত্তি পেয়েছি", "Your objection"), OBJECTION_MADE, page=NO_PAGE),
    "objection.answered": Wording(("আপত্তির উত্তর", "Your objection"), OBJECTION_ANSWERED, page=NO_PAGE),
}


ROWS = Application.objects.select_related("call__batch__course", "call__batch__office")


def notify_applicant_of_batch(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """One application: its roll, its result, its seat."""
    tell(outbox_entry, ROWS.get(pk=outbox_entry.entry.subject_id), now)


def notify_successor(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Whoever takes over a seat that is still to be answered; one that was taken is told by the
    acceptance.
    """
    application = ROWS.get(pk=outbox_entry.entry.subject_id)
    if application.state == states.OFFERED:
        tell(outbox_entry, application, now)


def notify_nominator(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """The office that nominated: somebody else takes the place of one of theirs."""
    rows = ROWS.select_related("case__applicant", "replaces__case__applicant", "nomination")
    entry = outbox_entry.entry
    if entry.subject_type == Nomination.SUBJECT:
        application = rows.get(nomination=entry.subject_id, roll=entry.facts["keys"][0])
    else:
        # As an entry of an earlier program names it.
        application = rows.get(pk=entry.subject_id)
    former, nomination = application.replaces, application.nomination
    if former is None or nomination is None:
        return
    case = case_of_key(nomination.case_id)
    prefetch_related_objects([case], "acts")
    to = applicant_recipient(case.applicant)
    if to is None:
        return
    act = former.acts.filter(name=states.REPLACE).order_by("-id").first()
    with override_language(to.tongue):
        facts = {
            "batch": words.batch_title(application.call.batch),
            "roll": digits(application.roll, to.tongue),
            "former": digits(former.roll, to.tongue),
            "name": name_of(application),
            "former_name": name_of(former),
            "reason": act.words if act else "",
        }
    make_messages(
        outbox_entry=outbox_entry,
        office=case.office,
        about=case.reference,
        to=to,
        wording=NOMINATOR,
        facts={**case_facts(case, to.tongue, now), **facts},
        now=now,
    )


def name_of(application: Application) -> str:
    return application.case.applicant.name if application.case.applicant else ""


def notify_all_of_batch(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Everybody whose application to a batch is still alive."""
    living = ROWS.filter(call__batch=outbox_entry.entry.subject_id).exclude(state__in=states.GONE)
    for application in living.order_by("roll"):
        tell(outbox_entry, application, now)


def notify_corrected_list(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """After a list was frozen anew: whoever is alive in the selection is told that another one holds."""
    entry = outbox_entry.entry
    # By the moment of its own: a worker that was late tells nobody of the first list.
    if Freeze.objects.filter(batch=entry.subject_id, at__lt=entry.at).exists():
        notify_all_of_batch(outbox_entry, now=now)


def notify_objector(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """That an objection was taken, and how it was answered and why."""
    rows = Objection.objects.select_related("freeze__batch__course", "answer", "office")
    objection = rows.get(pk=outbox_entry.entry.subject_id)
    to, about = objector(objection)
    if to is None:
        return
    call = Call.objects.get(batch=objection.freeze.batch)
    with override_language(to.tongue):
        answer = getattr(objection, "answer", None)
        facts = {
            "batch": words.batch_title(objection.freeze.batch),
            "objection": number_of(objection),
            "draw": words.short_day(call.draw_at),
            "answer": answer_words(answer),
            "why": answer.reason if answer else "",
        }
        case = case_of_key(objection.application.case_id) if objection.application else None
        if case:
            prefetch_related_objects([case], "acts")
            facts = {**case_facts(case, to.tongue, now), **facts}
    wordings = APPLICANT if case else OUTSIDER
    make_messages(
        outbox_entry=outbox_entry,
        office=objection.office,
        about=about,
        to=to,
        wording=wordings[outbox_entry.entry.verb],
        facts=facts,
        now=now,
    )


def objector(objection: Objection) -> tuple[Recipient | None, SubjectReference]:
    """Whoever objected, and what the message is about: their application, or the batch where they have
    none.
    """
    if objection.application:
        case = case_of_key(objection.application.case_id)
        return applicant_recipient(case.applicant), case.reference
    addresses = ((Message.SMS, objection.mobile),) if objection.mobile else ()
    key = f"objector:{objection.pk}"
    to = Recipient(key, objection.name, objection.language, addresses) if addresses else None
    return to, objection.freeze.batch.reference


def tell(
    outbox_entry: OutboxEntry,
    application: Application,
    now: datetime,
    missed: tuple[Gathering, AttendanceTotals] | None = None,
) -> None:
    """`missed`: the class of which it is told, and what the person attended so far."""
    application.case = case = case_of_key(application.case_id)
    prefetch_related_objects([case], "acts")
    to = applicant_recipient(case.applicant)
    if to is None:
        return
    with override_language(to.tongue):
        facts = {**training_facts(application, to.tongue), **missed_facts(application, missed, to.tongue)}
    make_messages(
        outbox_entry=outbox_entry,
        office=case.office,
        about=case.reference,
        to=to,
        wording=APPLICANT[outbox_entry.entry.verb],
        facts={**case_facts(case, to.tongue, now), **facts},
        now=now,
    )


def notify_absent(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """After a class was written down as held: whoever was absent is told, with what can still be reached.

    Of a gathering that is no class of a batch nobody is told so.
    """
    gathering = Gathering.objects.select_related("roster").get(pk=outbox_entry.entry.subject_id)
    if gathering.subject_type != Batch.SUBJECT:
        return
    absent = Mark.objects.that_stand().filter(gathering=gathering, value=Mark.ABSENT)
    members = [mark.member for mark in absent.select_related("member").order_by("member_id")]
    totals = attendance_of(gathering.roster, now=now, members=members)
    applied = ROWS.filter(call__batch=gathering.subject_id, state=states.ENROLLED)
    applications = {each.case.applicant_id: each for each in applied.select_related("case")}
    for member in members:
        if application := applications.get(member.applicant_id):
            tell(outbox_entry, application, now, missed=(gathering, totals[member.pk]))


def training_facts(application: Application, tongue: str) -> Mapping[str, Any]:
    call, batch = application.call, application.call.batch
    standing = Standing.objects.filter(application=application).order_by("-id").first()
    offer = Offer.objects.filter(application=application).order_by("-id").first()
    reason = Reason.from_data(standing.reason) if standing and standing.reason else None
    return {
        "batch": words.batch_title(batch),
        "roll": digits(application.roll, tongue),
        "result": words.short_day(call.result_on),
        "closes": words.short_day(call.closes_at),
        "starts": words.short_day(batch.starts_on),
        "until": words.short_day(offer.expires_at) if offer else "",
        "outcome": outcome_words(reason, tongue),
        "why": why(reason, tongue) if reason else "",
        "institution": applicant.institution if (applicant := application.case.applicant) else "",
    }


def missed_facts(
    application: Application, missed: tuple[Gathering, AttendanceTotals] | None, tongue: str
) -> Mapping[str, Any]:
    if missed is None:
        return {}
    gathering, totals = missed
    wanted, reachable = application.call.batch.course.attendance_percent, totals.reachable_percent or 0
    figures = {"wanted": digits(wanted, tongue), "reachable": digits(reachable, tongue)}
    prospect = (
        say("সনদের জন্য লাগে {wanted}%।", "The certificate asks for {wanted}%.", **figures)
        if reachable >= wanted
        else say(
            "সব ক্লাসে এলেও হবে {reachable}%, সনদের জন্য লাগে {wanted}%।",
            "Even with all classes to come it will be {reachable}%; the certificate asks for {wanted}%.",
            **figures,
        )
    )
    return {
        "when": date_words(gathering.day, tongue, weekday=False, year=False),
        "percent": digits(totals.percent or 0, tongue),
        "prospect": prospect,
    }


def outcome_words(reason: Reason | None, tongue: str) -> str:
    """Chosen, or which place on the waiting list, in one short sentence."""
    if reason is None:
        return ""
    if reason.seat_sort:
        return say("আপনি নির্বাচিত।", "you are chosen.")
    return say(
        "আপনি অপেক্ষার তালিকায় {n} নম্বরে।",
        "you are number {n} on the waiting list.",
        n=digits(reason.waiting, tongue),
    )
