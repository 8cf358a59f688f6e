"""What must be done because a complaint was right: tasks of named posts with a day, checked by whoever
decided.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ongikar.core.i18n.say import override_language, say
from ongikar.grievances.handling.redaction import text_for_respondent
from ongikar.grievances.models import Remedy, Stage
from ongikar.grievances.transitions import GrievanceFault
from ongikar.journal.actions import Reference
from ongikar.offices.models import Post
from ongikar.people.models import Contact
from ongikar.rules.bangla.text import date_words
from ongikar.tasks import actions as tasks
from ongikar.tasks.models import Task
from ongikar.tasks.models.task import MOST_TITLE
from ongikar.tasks.transitions import TaskFault

ORIGIN = "remedy"
# So many things one decision may ask for; their fields are numbered from 1.
MOST_REMEDIES = 3


@dataclass(frozen=True, slots=True)
class RemedyEntry:
    """What is to be done, by whom, and by which day."""

    words: str
    owner: Post | Contact
    due: date


def give_remedies(
    stage: Stage, entries: Sequence[RemedyEntry], *, actor: Reference, now: datetime
) -> list[Remedy]:
    """In the caller's transaction. A task is read by more people than the complaint, so its title goes
    through the redaction: of a hidden name nothing is left in it.

    Raises GrievanceFault beside the field of what nobody can be given.
    """
    made = []
    for place, entry in enumerate(entries, 1):
        title = text_for_respondent(stage.grievance, entry.words).strip()
        try:
            task = tasks.give_task(
                office=stage.grievance.office,
                title=title[:MOST_TITLE],
                words=title if len(title) > MOST_TITLE else "",
                owner=entry.owner,
                given_by=stage.post,
                check=stage.post,
                evidence=(Task.WORDS,),
                due=entry.due,
                subject=stage.grievance.reference,
                origin=ORIGIN,
                submission=f"remedy-{stage.pk}-{place}",
                actor=actor,
                now=now,
            )
        except TaskFault as fault:
            raise GrievanceFault(field_of(fault, place), fault.bn, fault.en) from fault
        made.append(Remedy.objects.create(stage=stage, task=task))
    return made


def field_of(fault: TaskFault, place: int) -> str:
    """The field of the decision's form beside which a fault of its task stands."""
    names = {"title": "remedy", "owner": "owner", "check": "owner", "due": "due"}
    name = names.get(fault.field, "remedy")
    return name if place == 1 and name == "remedy" else f"{name}_{place}"


def remedy_words(entries: Sequence[RemedyEntry], tongue: str) -> str:
    """The remedies as the decision tells them: who does what, by when."""
    lines = []
    for entry in entries:
        who = entry.owner.title if isinstance(entry.owner, Contact) else entry.owner.in_words("title", tongue)
        with override_language(tongue):
            lines.append(
                say(
                    "{words} ({who}, {day}-এর মধ্যে)",
                    "{words} ({who}, by {day})",
                    words=entry.words.strip().rstrip("।."),
                    who=who,
                    day=date_words(entry.due, tongue, weekday=False),
                )
            )
    return "\n".join(lines)
