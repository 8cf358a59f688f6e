"""Telling people about their own account, and a citizen the code for their mobile."""

from datetime import datetime

from ongikar.cases.models import Act, MobileCode
from ongikar.frame.say import say_in
from ongikar.journal.models import ToDo
from ongikar.offices.models import Office
from ongikar.people.browsers import browser_words
from ongikar.people.desk import is_administrator
from ongikar.people.models import Applicant, FormerAddress, SignIn, User
from ongikar.rules import bangla, moves
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
    about = ("user", user.pk)
    make(
        todo=todo, office=office, about=about, to=to, wording=wording.PERSON[entry.verb], facts=facts, now=now
    )
    if former := FormerAddress.objects.filter(entry=entry).first():
        before = recipients.at_former(to, mobile=former.mobile, email=former.email)
        make(
            todo=todo, office=office, about=about, to=before, wording=wording.MOVED_AWAY, facts=facts, now=now
        )
        former.delete()


def tell_former_address(todo: ToDo, *, now: datetime) -> None:
    """The applicant whose mobile or e-mail was corrected, where they were reached till then."""
    entry = todo.entry
    act = Act.objects.filter(case=entry.subject_id, name=moves.CORRECT, at=entry.at).order_by("-id").first()
    field = entry.facts.get("field")
    if act is None or field not in ("mobile", "email") or not act.data.get("old"):
        return
    case = act.case
    if to := recipients.applicant(case.applicant):
        before = recipients.at_former(to, **{field: act.data["old"]})
        facts = {"number": case.number}
        make(
            todo=todo, office=case.office, about=case.reference, to=before, wording=wording.MOVED_AWAY_OF_CASE, facts=facts,
            now=now,
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
