"""Telling people about their own account, and a citizen the code for their mobile."""

from datetime import datetime

from ongikar.cases.models import MobileCode
from ongikar.frame.say import say_in
from ongikar.journal.models import ToDo
from ongikar.offices.models import Office
from ongikar.people.browsers import browser_words
from ongikar.people.desk import is_administrator
from ongikar.people.models import Applicant, SignIn, User
from ongikar.rules import bangla
from ongikar.rules.calendar import TZ

from . import recipients, wording
from .actions import make
from .models import Message
from .wording.of_people import ADMINISTRATOR, OFFICER


def tell_person(todo: ToDo, *, now: datetime) -> None:
    """Whoever the account belongs to, where they are reached themselves: not at the post's mailbox, which others read."""
    entry = todo.entry
    user = User.objects.get(pk=entry.subject_id)
    office = (
        Office.objects.get(pk=entry.office_id)
        if entry.office_id
        else Office.objects.filter(is_default=True).get()
    )
    to = recipients.person(user)
    at = entry.at.astimezone(TZ)
    whom = OFFICER if is_administrator(user, entry.at.astimezone(TZ).date()) else ADMINISTRATOR
    facts = {
        "whom": say_in(to.tongue, *whom),
        "when": f"{bangla.date_words(at.date(), to.tongue)}, {bangla.time_words(at, to.tongue)}",
    }
    if sign_in := SignIn.objects.filter(pk=entry.facts.get("sign_in")).first():
        facts |= {"browser": browser_words(sign_in.browser), "address": sign_in.address}
    make(
        todo=todo, office=office, about=("user", user.pk), to=to, wording=wording.PERSON[entry.verb], facts=facts, now=now
    )  # fmt: skip


def send_code(todo: ToDo, *, now: datetime) -> None:
    """Only where somebody is known by the mobile, and while the code is good: whoever asked was told neither."""
    code = MobileCode.objects.select_related("office").get(pk=todo.entry.subject_id)
    known = Applicant.objects.filter(office=code.office, mobile=code.mobile).order_by("-id").first()
    if known is None or not code.is_good(now):
        return
    to = recipients.Recipient(
        f"mobile_code:{code.pk}", known.shown_name, known.language, ((Message.SMS, code.mobile),)
    )
    facts = {"code": bangla.digits(code.figures, to.tongue)}
    make(
        todo=todo, office=code.office, about=code.reference, to=to, wording=wording.MOBILE_CODE, facts=facts, now=now
    )  # fmt: skip
