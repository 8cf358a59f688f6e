"""The report is issued, and the promise is kept by it when it has left."""

from datetime import date, datetime

from django.db import transaction

from ongikar.cases.actions.sent_letters import keep_by_letter
from ongikar.cases.kinds import OutcomeFault
from ongikar.cases.models import Case, case_of_key
from ongikar.core.forms.faults import ActFault, require
from ongikar.journal.actions import Reference
from ongikar.letters.models import Letter
from ongikar.letters.outgoing.actions import Addressee, Ties, draft_letter, sign_and_issue
from ongikar.letters.outgoing.dispatching import dispatch_by_itself
from ongikar.letters.outgoing.kinds import INSPECTION_REPORT
from ongikar.letters.outgoing.transitions import LetterFault
from ongikar.offices.models import Post
from ongikar.records.actions import carry_out
from ongikar.rules.calendar.office_calendar import TZ

from .findings import head_of
from .finishing import end_links
from .models import Inspection
from .report import outcome_of, report_wording
from .transitions import ISSUE


@transaction.atomic
def issue_report(
    inspection: Inspection,
    *,
    words: str,
    again_on: date | None = None,
    absent: str = "",
    signer: Post,
    actor: Reference,
    now: datetime,
) -> Letter:
    """Issue the report as a letter to the institution: the promise is kept by it when it has left, by e-mail
    at once. Pressed twice it is issued once.

    `absent`: why nobody acknowledged it, which the report says. Raises ActFault.
    """
    inspection.lock()
    if inspection.letter_id:
        return Letter.objects.get(pk=inspection.letter_id)
    with carry_out(inspection, inspection.act(ISSUE, absent.strip()), actor=actor, now=now) as act:
        validate_report(inspection, words, again_on, act.words, now)
        inspection.words, inspection.again_on = words.strip(), again_on
        letter = draft_letter(
            office=inspection.office,
            kind=INSPECTION_REPORT,
            wording=report_wording(inspection, absent=act.words),
            drafter=signer,
            signer=signer,
            recipients=addressees(inspection, now),
            submission=f"inspection-{inspection.pk}-report",
            actor=actor,
            now=now,
            ties=Ties(subject=inspection.reference),
        )
        try:
            sign_and_issue(letter, actor=actor, now=now)
            dispatch_by_itself(letter, actor=actor, now=now)
        except LetterFault as fault:
            raise ActFault("", fault.bn, fault.en) from fault
        inspection.letter = letter
        end_links(inspection, now)
    keep_case(inspection, letter, actor=actor, now=now)
    return letter


def validate_report(
    inspection: Inspection, words: str, again_on: date | None, absent: str, now: datetime
) -> None:
    require(words.strip(), "words", "কী দেখা গেল ও পরামর্শ লিখুন।", "Write what was found, and your advice.")
    require(
        inspection.acknowledged_at or absent,
        "absent",
        "প্রতিষ্ঠানের প্রধান এখনো দেখেননি। না দেখে থাকলে কেন, লিখুন।",
        "The head has not acknowledged it yet. If that cannot be had, write why.",
    )
    require(
        again_on is None or again_on > now.astimezone(TZ).date(),
        "again_on",
        "আবার দেখার দিন সামনের কোনো দিন দিন।",
        "Choose a coming day for looking again.",
    )


def addressees(inspection: Inspection, now: datetime) -> list[Addressee]:
    """The head of the place; else whoever applied; where nobody is known, the place itself."""
    addressees: list[Addressee] = []
    head = head_of(inspection, now.astimezone(TZ).date())
    if head is not None:
        addressees.append(Addressee(head.full_title, address=head.address, email=head.email, contact=head))
    applicant = inspection.case.applicant
    if applicant is not None and not addressees:
        addressees.append(
            Addressee(applicant.name, address=applicant.address, email=applicant.email, applicant=applicant)
        )
    return addressees or [Addressee(inspection.place.name_bn)]


def case_of_inspection(key: int) -> Case:
    return case_of_key(Inspection.objects.values_list("case_id", flat=True).get(pk=key))


def keep_case(inspection: Inspection, letter: Letter, *, actor: Reference, now: datetime) -> None:
    case = inspection.case
    if not case.is_open:
        return
    try:
        keep_by_letter(case, letter, outcome=outcome_of(inspection), actor=actor, now=now)
    except OutcomeFault as fault:
        words = " ".join(each.words for each in fault.missing)
        raise ActFault("", words, words) from fault
