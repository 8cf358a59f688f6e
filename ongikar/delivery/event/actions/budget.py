"""The money of an event: lines of its budget, and vouchers with their papers."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from ongikar.core.db.violations import violates
from ongikar.delivery.event.models import BudgetLine, Event, Voucher
from ongikar.delivery.event.words import EventFault
from ongikar.journal.actions import Reference, record
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean
from ongikar.rules.bangla.text import grouped_number
from ongikar.rules.calendar.office_calendar import TZ


@transaction.atomic
def add_budget_line(
    event: Event,
    *,
    head: str,
    planned: int,
    words: str = "",
    submission: str,
    actor: Reference,
    now: datetime,
) -> BudgetLine:
    """One more head. The same `submission` twice is one line."""
    require_open(event)
    if planned <= 0:
        raise EventFault("planned", "০-এর বেশি টাকা লিখুন।", "Write more than 0 taka.")
    try:
        with transaction.atomic():
            line = BudgetLine.objects.create(
                event=event,
                head=head.strip(),
                planned=planned,
                words=words.strip(),
                at=now,
                by_id=actor[1],
                submission=submission,
            )
    except IntegrityError as fault:
        if not violates(fault, BudgetLine, "submission"):
            raise
        return BudgetLine.objects.get(submission=submission)
    note("budget_line_added", event, actor, now, line.pk)
    return line


@transaction.atomic
def strike_budget_line(line: BudgetLine, *, reason: str, actor: Reference, now: datetime) -> None:
    """It no longer holds; one under which something was spent stays."""
    require_open(line.event)
    locked = BudgetLine.objects.select_for_update().get(pk=line.pk)
    if locked.struck_at:
        return
    if locked.vouchers.filter(struck_at__isnull=True).exists():
        raise EventFault(
            "reason",
            "এই খাতে ভাউচার আছে। আগে সেগুলো বাতিল করুন।",
            "This head has vouchers. Strike them first.",
        )
    strike(locked, reason, now)
    note("budget_line_struck", line.event, actor, now, line.pk)


@transaction.atomic
def add_voucher(
    line: BudgetLine,
    *,
    number: str,
    paid_on: date,
    paid_to: str,
    what: str,
    amount: int,
    content: Clean,
    submission: str,
    actor: Reference,
    now: datetime,
) -> Voucher:
    """A sum paid under a line, with its paper. More than the line holds is refused: the line is struck and
    written anew with what was allowed, so that who allowed more is seen.
    """
    event = line.event
    require_open(event)
    # All vouchers of an event in turn: the same one under two heads at once is one double, too.
    Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    locked = BudgetLine.objects.select_for_update().get(pk=line.pk)
    known = Voucher.objects.filter(submission=submission).first()
    if known:
        return known
    require_sound(locked, paid_on, amount, now)
    double = Voucher.objects.filter(
        line__event=event, number=number.strip(), paid_to=paid_to.strip(), struck_at__isnull=True
    )
    if double.exists():
        raise EventFault(
            "number",
            "এই প্রাপকের এই নম্বরের ভাউচার আগেই লেখা হয়েছে।",
            "This voucher of this payee was entered already.",
        )
    paper = keep_paper(
        office=event.office,
        subject=event.reference,
        title=number.strip(),
        content=content,
        now=now,
        brought_by="office",
    )
    voucher = Voucher.objects.create(
        line=locked,
        number=number.strip(),
        paid_on=paid_on,
        paid_to=paid_to.strip(),
        what=what.strip(),
        amount=amount,
        paper=paper,
        at=now,
        by_id=actor[1],
        submission=submission,
    )
    note("voucher_added", event, actor, now, voucher.pk)
    return voucher


def require_sound(line: BudgetLine, paid_on: date, amount: int, now: datetime) -> None:
    if line.struck_at:
        raise EventFault("line", "খাতটি বাতিল করা হয়েছে।", "This head was struck.")
    if amount <= 0:
        raise EventFault("amount", "০-এর বেশি টাকা লিখুন।", "Write more than 0 taka.")
    if paid_on > now.astimezone(TZ).date():
        raise EventFault("paid_on", "দিনটি এখনো আসেনি।", "This day has not come yet.")
    spent = sum(each.amount for each in line.vouchers.all() if not each.struck_at)
    if spent + amount > line.planned:
        left = line.planned - spent
        raise EventFault(
            "amount",
            f"এই খাতে আর {grouped_number(left)} টাকা আছে। বেশি অনুমোদন হয়ে থাকলে খাতটি নতুন করে লিখুন।",
            f"{grouped_number(left, 'en')} taka are left here. If more was allowed, write the head anew.",
        )


@transaction.atomic
def strike_voucher(voucher: Voucher, *, reason: str, actor: Reference, now: datetime) -> None:
    """It was wrong: it stays readable, struck through, and counts no more. Pressed twice it is done once."""
    event = voucher.line.event
    require_open(event)
    locked = Voucher.objects.select_for_update().get(pk=voucher.pk)
    if locked.struck_at:
        return
    strike(locked, reason, now)
    note("voucher_struck", event, actor, now, voucher.pk)


def strike(row: BudgetLine | Voucher, reason: str, now: datetime) -> None:
    if not (reason := reason.strip()):
        raise EventFault("reason", "কেন বাতিল, লিখুন।", "Write why it is struck.")
    row.struck_at, row.struck_reason = now, reason
    row.save(update_fields=["struck_at", "struck_reason"])


def require_open(event: Event) -> None:
    """The money stands once the report has gone: what was reported is what was spent."""
    if not event.case.is_open:
        raise EventFault(
            "",
            "প্রতিবেদন দেওয়া হয়ে গেছে; হিসাব আর বদলায় না। ভুল থাকলে আবেদনটি আবার খুলুন।",
            "The report is out and the account stands. Reopen the case if something is wrong.",
        )


def note(verb: str, event: Event, actor: Reference, now: datetime, key: int) -> None:
    of = Voucher.SUBJECT if verb.startswith(Voucher.SUBJECT) else "budget_line"
    record(
        f"event.{verb}",
        subject=event.reference,
        actor=actor,
        office_id=event.office_id,
        now=now,
        of=of,
        of_id=key,
    )
