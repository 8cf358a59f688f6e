"""What follows a request: the designated officer gives more time, names the price, answers or refuses,
with the letter that tells it, and puts right what is held about the applicant; the applicant appeals, and
the head of the office above decides.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ongikar.cases.actions import calendar_in_force
from ongikar.cases.actions.act_log import proof_data
from ongikar.cases.actions.corrections import Correction, parse_correction
from ongikar.clock import actions as clocks
from ongikar.core.forms.faults import ActFault, require
from ongikar.core.i18n.say import language, override_language, say
from ongikar.journal.actions import ANYONE, Reference
from ongikar.letters.models import Dispatch, Letter
from ongikar.letters.outgoing import kinds
from ongikar.letters.outgoing.actions import Addressee, issue_letter_at_once
from ongikar.letters.outgoing.dispatching import dispatch
from ongikar.letters.outgoing.ways import is_mailable
from ongikar.offices.sites import site_of
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean
from ongikar.papers.models import Paper
from ongikar.people.models import User
from ongikar.records.actions import act_on, perform
from ongikar.rules import case_transitions as case_moves
from ongikar.rules.bangla import text
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.state import LedgerFault
from ongikar.rules.promise import Promise, compute_due
from ongikar.rules.promise.terms import BY_DATE

from ..appeal_window import LATE, TOO_EARLY, appeal_status
from ..models import InformationRequest, RtiAct, RtiAppeal
from ..track import find_post, track_of
from ..words import ANSWERS, appeal_words
from .filing import stop_clocks


def issue_answer_letter(
    request: InformationRequest, act: RtiAct, *, papers: Sequence[Paper], actor: Reference, now: datetime
) -> Letter:
    """In the language of the applicant: what was given or why not, and how to appeal."""
    with override_language(request.tongue):
        number = text.digits(request.number, language())
        day = request.received_at.astimezone(TZ).date()
        reason = track_of(request.office.slug).reason(request.reason_code) if request.reason_code else ""
        letter = issue_letter_at_once(
            office=request.office,
            kind=kinds.RESULT,
            subject=request.reference,
            title=str(ANSWERS[act.name]),
            body="",
            parts=[
                (say("যা চেয়েছিলেন", "What you asked for"), request.text),
                *([(say("কারণ", "Reason"), reason)] if reason else []),
                (say("উত্তর", "Answer"), act.words),
                (say("আপিল", "Appeal"), appeal_words(request)),
            ],
            source=say(
                "তথ্যের আবেদন {number}, {day}",
                "Request for information {number} of {day}",
                number=number,
                day=day,
            ),
            language=language(),
            enclosures=[(paper.title, paper) for paper in papers],
            signer_post=request.post,
            recipients=[addressee(request)],
            verify={
                "address": site_of(request.office) + reverse("rti", args=[request.number]),
                "words": say("ট্র্যাকিং নম্বর {number}", "Tracking number {number}", number=number),
            },
            submission=f"rti {request.pk} act {act.pk}",
            actor=actor,
            now=now,
        )
    for recipient in letter.recipients.all():
        dispatch(letter, recipient, channel=recipient.channel, actor=actor, now=now)
    return letter


def addressee(request: InformationRequest) -> Addressee:
    """The applicant, by e-mail where that was wanted and can be; else on the page of the request."""
    who = request.applicant
    name = "\n".join(filter(None, (who.name, who.institution)))
    is_mailed = request.wanted_as == InformationRequest.BY_EMAIL and is_mailable(
        who.email, is_demo=request.office.is_demo
    )
    channel = Dispatch.EMAIL if is_mailed else Dispatch.PAGE
    return Addressee(name, address=who.address, email=who.email, channel=channel, applicant=who)


# What the Act's clock came to by each answer. Whether the answer was good enough is the appeal's matter.
CLOCK_OUTCOMES = {
    "provide": case_moves.KEPT,
    "provide_part": case_moves.KEPT,
    "refuse": case_moves.REFUSED,
    "lapse": case_moves.REFUSED,
}


def extend_time(request: InformationRequest, *, words: str, actor: Reference, now: datetime) -> None:
    """Other units or authorities are involved: the longer limit of the Act, once, before the day.

    Raises ActFault where the day has passed or it was extended before.
    """
    period = track_of(request.office.slug).on(request.received_at.astimezone(TZ).date())
    act = request.act("extend", words)
    act.told = {"working_days": period.more_days}

    def follow(_: RtiAct) -> None:
        try:
            clocks.extend(request.clock, working_days=period.more_days, reason=words, now=now)
        except LedgerFault as fault:
            raise ActFault("", fault.bn, fault.en) from fault

    perform(request, act, actor=actor, now=now, follow=follow)


def name_price(
    request: InformationRequest, *, pages: int, price: int, words: str, actor: Reference, now: datetime
) -> None:
    """Name the price of the copies; the clock waits from then until it is paid, as for a paper asked for.

    Named once: a second price would buy the office a second wait.
    """
    period = track_of(request.office.slug).on(request.received_at.astimezone(TZ).date())

    def follow(_: RtiAct) -> None:
        require(
            request.price is None, "", "মূল্য আগেই জানানো হয়েছে।", "The price of the copies was named before."
        )
        request.price = price
        request.pay_by = compute_due(request.clock.calendar, period.price, now).astimezone(TZ).date()
        with override_language(request.tongue):
            debt = say("কপির মূল্য {n} টাকা", "the price of the copies, {n} taka", n=price)
        if request.open_clock.stopped_at is None:
            clocks.pause(request.open_clock, debt=debt, now=now)

    perform(
        request, request.act("price", words, pages=pages, price=price), actor=actor, now=now, follow=follow
    )


def note_payment(request: InformationRequest, *, receipt: str, actor: Reference, now: datetime) -> None:
    """The price was paid: the clock goes on. Said twice, it is noted once."""

    def follow(_: RtiAct) -> None:
        require(request.awaits_price, "", "কোনো মূল্য বাকি নেই।", "No price is owed.")
        request.paid_at = now
        clocks.resume(request.open_clock, now=now)

    perform(request, request.act("paid", receipt), actor=actor, now=now, follow=follow)


def answer(
    request: InformationRequest,
    name: str,
    *,
    words: str,
    actor: Reference,
    now: datetime,
    reason_code: str = "",
    papers: Sequence[tuple[str, Clean]] = (),
) -> None:
    """`name`: "provide", "provide_part", "refuse" or "lapse". Ends the clock, writes the letter with its memo
    number, and keeps the documents that are given.

    Raises ActFault once it is answered, or where it may not lapse: the price has still its days.
    """

    def follow(act: RtiAct) -> None:
        require(
            name != "lapse" or may_lapse(request, now),
            "",
            "মূল্য দেওয়ার সময় এখনো আছে, বা কোনো মূল্য বাকি নেই।",
            "The price may still be paid, or none is owed.",
        )
        request.answer, request.reason_code = words, reason_code
        request.closed_at, request.answered_by_id = now, actor[1]
        kept = [
            keep_paper(
                office=request.office,
                subject=request.reference,
                title=title,
                content=content,
                now=now,
                brought_by="office",
            )
            for title, content in papers
        ]
        stop_clocks(request, CLOCK_OUTCOMES[name], now)
        letter = issue_answer_letter(request, act, papers=kept, actor=actor, now=now)
        request.memo_number = letter.memo_number

    perform(request, request.act(name, words), actor=actor, now=now, follow=follow)


def may_lapse(request: InformationRequest, now: datetime) -> bool:
    """Whether the day to pay has passed without the price: only then may it end for want of it."""
    return bool(request.awaits_price and request.pay_by and now.astimezone(TZ).date() > request.pay_by)


def add_note(request: InformationRequest, *, words: str, actor: Reference, now: datetime) -> None:
    """A remark for the office alone. Pressed twice, it is written once."""
    perform(request, request.act("note", words), actor=actor, now=now)


APPEAL_TOPIC, ORDER_TOPIC = "rti_appeal", "rti_order"


def file_appeal(
    request: InformationRequest,
    *,
    grounds: str,
    relief: str,
    now: datetime,
    more: str = "",
    late_reason: str = "",
    proof: str = "",
    actor: Reference = ANYONE,
) -> RtiAppeal:
    """Form গ. Sent twice, it is one appeal.

    Raises ActFault where the officer still has time, where it comes late without a reason, or where it
    was withdrawn.
    """

    def follow(_: RtiAct) -> None:
        period = track_of(request.office.slug).on(now.astimezone(TZ).date())
        RtiAppeal.objects.create(
            request=request,
            post=find_post(request.office, "appeal"),
            clock=clocks.start_clock(
                office=request.office,
                calendar=calendar_in_force(request.office),
                topic=APPEAL_TOPIC,
                promise=period.appeal,
                received=now,
            ),
            filed_at=now,
            grounds=grounds,
            relief=relief,
            more=more,
            late_reason=late_reason,
        )

    with act_on(request):
        known = RtiAppeal.objects.filter(request=request).first()
        if known is None:
            status = appeal_status(request, now=now)
            require(
                status != TOO_EARLY,
                "",
                "কর্মকর্তার উত্তর দেওয়ার সময় এখনো শেষ হয়নি।",
                "The officer still has time to answer.",
            )
            require(
                status != LATE or late_reason, "late_reason", "দেরির কারণ লিখুন।", "Write why it comes late."
            )
            perform(
                request,
                request.act("appeal", grounds, **proof_data(proof)),
                actor=actor,
                now=now,
                follow=follow,
            )
        return known or RtiAppeal.objects.get(request=request)


def decide_appeal(
    request: InformationRequest,
    *,
    ordered: bool,
    words: str,
    actor: Reference,
    now: datetime,
    by: date | None = None,
) -> None:
    """The decision in writing. `ordered`: the information is to be given, by the day `by`, under a clock of
    its own.

    Raises PermissionDenied for whoever answered the request, ActFault once it is decided.
    """
    appeal = request.appeal

    def follow(_: RtiAct) -> None:
        # Whoever has answered decides nothing, through whichever post.
        if request.answered_by_id == actor[1]:
            raise PermissionDenied
        is_open = RtiAppeal.objects.filter(pk=appeal.pk, closed_at=None).exists()
        require(is_open, "", "এই আপিলের সিদ্ধান্ত হয়ে গেছে।", "This appeal is decided.")
        appeal.outcome = RtiAppeal.ORDERED if ordered else RtiAppeal.DISMISSED
        appeal.decision, appeal.closed_at, appeal.decided_by_id = words, now, actor[1]
        if ordered and by:
            request.closed_at = None
            appeal.order_clock = clocks.start_clock(
                office=request.office,
                calendar=calendar_in_force(request.office),
                topic=ORDER_TOPIC,
                promise=Promise(BY_DATE, until=by),
                received=now,
            )
        appeal.save(update_fields=["outcome", "decision", "closed_at", "decided_by", "order_clock"])
        clocks.stop(appeal.clock, outcome=case_moves.KEPT, now=now)

    name = "order" if ordered and by else "dismiss"
    perform(request, request.act(name, words), actor=actor, now=now, follow=follow)


CORRECT = "correct"
# Which of what is held may be wrong; the journal is told the field, never what stood or stands in it.
FIELDS = ("name", "address", "mobile", "email")


def correct_applicant(
    request: InformationRequest, *, field: str, new: str, words: str, actor: Reference, now: datetime
) -> None:
    """Write `new` into one field. Pressed twice, it is written once."""
    person = request.applicant

    def follow(_: RtiAct) -> None:
        setattr(person, field, new)
        person.save(update_fields=[field])

    with act_on(request):
        person.refresh_from_db(fields=[field])
        old = getattr(person, field)
        if old == new:
            return
        act = request.act(CORRECT, words, field=field, old=old, new=new)
        act.told = {"field": field}
        perform(request, act, actor=actor, now=now, follow=follow)


def corrections_of_requests(keys: Collection[int]) -> dict[int, list[Correction]]:
    """By request, the oldest first; one that was never corrected is not in it. Two statements at most."""
    acts = RtiAct.objects.filter(request__in=keys, name=CORRECT).order_by("id")
    rows = list(acts.values_list("request", "data", "at", "by_id")) if keys else []
    names = User.objects.in_bulk({by for *_, by in rows if by}) if rows else {}
    found: dict[int, list[Correction]] = defaultdict(list)
    for key, data, at, by in rows:
        if made := parse_correction(data, at, names.get(by)):
            found[key].append(made)
    return dict(found)
