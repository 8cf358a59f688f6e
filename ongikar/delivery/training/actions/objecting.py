"""Objections to a published list: made, answered, and what they keep from being drawn."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import language
from ongikar.delivery.training import states
from ongikar.delivery.training.models import (
    Application,
    Batch,
    Call,
    Freeze,
    Objection,
    ObjectionAnswer,
)
from ongikar.journal.actions import ANYONE, Reference
from ongikar.people.models import User
from ongikar.records.actions import note, perform

from .calling import call_of

# A list stands open to objections until its draw, and never for less than this.
OPEN_FOR = timedelta(hours=12)
# How many of one applicant to one list; of others, request limits count.
MOST_OF_ONE = 5


def objections_until(freeze: Freeze, call: Call) -> datetime:
    return freeze.objections_until or call.draw_at


def is_open_to_objections(freeze: Freeze, call: Call, now: datetime) -> bool:
    return (
        freeze.reopened_at is None
        and call.batch.state == states.FROZEN
        and now < objections_until(freeze, call)
    )


def open_objections(batch: Batch) -> QuerySet[Objection]:
    """Those to any list of the batch that nobody has answered."""
    return Objection.objects.filter(freeze__batch=batch, answer__isnull=True)


def corrections_due(freeze: Freeze) -> QuerySet[ObjectionAnswer]:
    """Objections accepted to this list, or to an earlier one since this was frozen."""
    accepted = ObjectionAnswer.objects.filter(objection__freeze__batch=freeze.batch_id, is_accepted=True)
    return accepted.filter(Q(objection__freeze=freeze) | Q(at__gt=freeze.at))


@transaction.atomic
def object_to_list(
    freeze: Freeze,
    *,
    about: str,
    words: str,
    submission: str,
    now: datetime,
    application: Application | None = None,
    roll: int | None = None,
    name: str = "",
    mobile: str = "",
    actor: Reference = ANYONE,
) -> Objection:
    """Write down one objection; the same `submission` with the same words is made once. Raises ActFault
    where the list takes none any more, and where the key comes again with other words.
    """
    batch = freeze.batch
    batch.lock()
    call = call_of(batch)
    known = Objection.objects.filter(submission=submission).first()
    if known is not None:
        if (known.about, known.roll, known.words, known.mobile) != (about, roll, words, mobile):
            raise ActFault(
                "",
                "এই ফরমটি আগেই পাঠানো হয়েছে, তখন লেখা ছিল অন্য। নতুন আপত্তির জন্য পাতাটি আবার খুলুন।",
                "This form was sent before, with other words. Open the page again for a new objection.",
            )
        return known
    freeze = Freeze.objects.get(pk=freeze.pk)
    if not is_open_to_objections(freeze, call, now):
        raise ActFault(
            "",
            "এই তালিকায় আপত্তির সময় শেষ। এখন অভিযোগ করতে পারেন।",
            "The time for objections to this list is over. You can still complain.",
        )
    if roll is not None and not Application.objects.filter(call=call, roll=roll).exists():
        raise ActFault("roll", "এই রোল তালিকায় নেই।", "No application has this roll.")
    mine = Objection.objects.filter(freeze=freeze, application=application)
    if application is not None and mine.count() >= MOST_OF_ONE:
        raise ActFault(
            "",
            "এই তালিকায় আপনার {n}টি আপত্তি আছে; উত্তর এলে তারপর লিখুন।",
            "You have made {n} objections to this list; wait for their answers.",
            n=MOST_OF_ONE,
        )
    made = Objection(
        office=batch.office,
        freeze=freeze,
        ordinal=freeze.objections.count() + 1,
        application=application,
        about=about,
        roll=roll,
        name="" if application else name,
        mobile="" if application else mobile,
        language=language(),
        words=words,
        made_at=now,
        submission=submission,
    )
    made.save(force_insert=True)
    note(made, "made", actor, now)
    return made


def answer_objection(
    objection: Objection,
    *,
    is_accepted: bool,
    reason: str,
    roll: int | None,
    user: User,
    actor: Reference,
    now: datetime,
) -> ObjectionAnswer:
    """Accept or refuse, with the reason that everybody reads. The same answer pressed twice is given once;
    raises ActFault where another was given.
    """
    answer = ObjectionAnswer(objection=objection, is_accepted=is_accepted, roll=roll, reason=reason, by=user)
    given = perform(objection, answer, actor=actor, now=now)
    if (given.is_accepted, given.reason) != (is_accepted, reason):
        raise ActFault(
            "",
            "এই আপত্তির উত্তর এর মধ্যে দেওয়া হয়ে গেছে।",
            "This objection has been answered meanwhile.",
        )
    return given


def require_answered(batch: Batch) -> None:
    """Raises ActFault while an objection to a list of the batch waits for its answer."""
    if n := open_objections(batch).count():
        raise ActFault(
            "",
            "{n}টি আপত্তির উত্তর দেওয়া বাকি। আগে উত্তর দিন।",
            "{n} [objection|objections] still to be answered. Answer first.",
            n=n,
        )


def require_objections_settled(freeze: Freeze, call: Call, now: datetime) -> None:
    """Nothing is drawn from a list that may still be objected to, or that is to be put right."""
    until = objections_until(freeze, call)
    if now < until:
        raise ActFault(
            "",
            "আপত্তির সময় এখনো আছে, {until} পর্যন্ত। তার পরে লটারি।",
            "Objections can still be made, until {until}. The draw comes after that.",
            until=until,
        )
    require_answered(call.batch)
    if corrections_due(freeze).exists():
        raise ActFault(
            "",
            "আপত্তি গৃহীত হয়েছে, তালিকা এখনো সংশোধন হয়নি। আগে সংশোধিত তালিকা প্রকাশ করুন।",
            "An objection was accepted and the list is not corrected yet. Publish the corrected list first.",
        )
