"""Who is paid for coming, and for which days: by the attendance of a roster, never by what is typed."""

from datetime import date

from ongikar.core.i18n.say import say
from ongikar.offices.folder_rules import codes_of, rates_of
from ongikar.offices.models import Office
from ongikar.offices.rules.allowances import Payee, PaymentLine, payment_lines

from . import transitions
from .models import Mark, Member, Roster

# Who is paid by a rate of this code.
ROLES = {
    "participant": Member.PARTICIPANT,
    "trainer": Member.TRAINER,
    "resource_person": Member.SPEAKER,
}


def payees_of(roster: Roster | None, role: str) -> list[Payee]:
    """Everybody of a role with the days of the gatherings they came to; one without a closed list pays
    nobody.
    """
    if roster is None:
        return []
    members = list(roster.members.filter(role=role).order_by("id"))
    marks = Mark.objects.that_say_who_was_there().filter(
        member__in=members, gathering__state=transitions.RECORDED
    )
    days: dict[int, list[date]] = {member.pk: [] for member in members}
    for mark in marks.select_related("gathering"):
        days[mark.member_id].append(mark.gathering.day)
    return [Payee(member.title, days[member.pk], member.beside, member.mobile) for member in members]


def lines_to_pay(office: Office, roster: Roster | None, code: str) -> list[PaymentLine]:
    """Raises AllowanceFault where the office has no rate for a day."""
    return payment_lines(payees_of(roster, ROLES[code]), rates_of(office), code)


def codes_to_pay(office: Office) -> list[tuple[str, str]]:
    """What may be paid by this office, as (code, words)."""
    return [(code, say(*words)) for code, words in codes_of(office).items() if code in ROLES]
