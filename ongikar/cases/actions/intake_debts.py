"""What an intake left out: papers to be seen and questions not asked are debts of the case until somebody
settles them.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from ongikar.cases.kinds import kind_of
from ongikar.cases.kinds.intake_forms import Intake, is_answered
from ongikar.cases.models import Case
from ongikar.cases.register_lines import enter_new_lines
from ongikar.charter.models import Service
from ongikar.charter.terms import document_name, paper_names
from ongikar.core.forms.fields import UploadField
from ongikar.journal.actions import Reference
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.fold import LedgerFault

from .act_log import add_act, record_act
from .agreed_days import settle_day_anew
from .attachments import papers_from_applicant

# Where the act of receipt says which papers were seen; where nobody looked for papers, it says nothing.
SEEN = "seen"
# Where the answers of a case say which papers the person will show at the office.
TO_SHOW = "to_show_at_office"


def showable_papers(row: Service) -> list[tuple[str, str]]:
    """What can be shown at the desk, by its place in the charter's list: a paper that the form stands for
    cannot.
    """
    return [
        (str(place), document_name(each))
        for place, each in enumerate(row.documents)
        if not each.get("provided_by_form")
    ]


def titles_of_seen_papers(case: Case) -> list[str] | None:
    """The papers seen at receipt, by their titles in the charter; None where it did not come
    over the desk.
    """
    received = next(iter(case.acts_in_order), None)
    return None if received is None else received.data.get(SEEN)


def unseen_documents(case: Case) -> list[dict[str, Any]]:
    """What the charter requires that the office received neither then nor since, of a case that came over the
    desk.
    """
    seen = titles_of_seen_papers(case)
    if seen is None or not case.is_open:
        return []
    come = {*seen, *(paper.title for paper in papers_from_applicant(case))}
    return [
        each
        for each in case.row.documents
        if each.get("required") and not each.get("provided_by_form") and each["bn"] not in come
    ]


def papers_to_show(case: Case) -> list[str]:
    """The names of what the applicant will show at the office: by accepting it the office says that it has
    seen them.
    """
    titles = case.answers.get(TO_SHOW)
    if not titles or case.state != case_transitions.RECEIVED:
        return []
    names = paper_names(case.row)
    return [names.get(title, title) for title in titles]


NAMES = "names"


def open_questions(*args: Any, case: Case, now: datetime) -> Intake:
    """The kind's form with what is still unknown. What the promise rests on was asked at receipt and is not
    changed here.
    """
    form = kind_of(case.row).intake_form(
        *args, service=case.row, today=now.astimezone(TZ).date(), may_leave_out=True
    )
    form.known = case.answers
    asked_at_once = form.always_asked
    for name in list(form.fields):
        known = name in asked_at_once or is_answered(case.answers.get(name))
        known = known or not form.was_asked(name, case.answers)
        if known or isinstance(form.fields[name], UploadField):
            del form.fields[name]
    return form


@transaction.atomic
def fill_in_answers(case: Case, *, answers: Mapping[str, Any], actor: Reference, now: datetime) -> None:
    """Write in what was left out. An answer that was given before is never replaced.

    Raises LedgerFault where nothing was answered.
    """
    stored = Case.objects.select_for_update().values_list("answers", flat=True).get(pk=case.pk)
    new = {name: answer for name, answer in answers.items() if not is_answered(stored.get(name))}
    if not new:
        raise LedgerFault("অন্তত একটি প্রশ্নের উত্তর লিখুন", "Answer at least one question")
    add_act(case, case_transitions.FILL_IN, actor=actor, now=now, data={NAMES: list(new)})
    case.answers = stored | new
    case.save(update_fields=["answers"])
    settle_day_anew(case)
    enter_new_lines(case)
    record_act("filled_in", case, actor, now, names=list(new))
