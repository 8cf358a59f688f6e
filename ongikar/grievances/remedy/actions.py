"""What follows a decision: remedies become tasks, the complainant rates it, and what should change is
recommended.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from ongikar.cases.actions.act_log import proof_data
from ongikar.cases.slots import ADVICE_TAKERS
from ongikar.core.db.violations import violates
from ongikar.core.i18n.say import override_language, say
from ongikar.journal.actions import ANYONE, Reference
from ongikar.offices.models import Post
from ongikar.people.models import Contact
from ongikar.people.post_holders import PostHolder
from ongikar.rules.bangla.text import date_words
from ongikar.rules.transitions import TransitionFault
from ongikar.tasks import actions as tasks
from ongikar.tasks.models import Task
from ongikar.tasks.models.task import MOST_TITLE
from ongikar.tasks.transitions import TaskFault

from .. import transitions
from ..act_log import add_act, lock_grievance, record_act
from ..handling.redaction import text_for_respondent
from ..models import DecisionRating, Recommendation, Remedy, Stage
from ..rights import may_decide
from ..transitions import GrievanceFault

ORIGIN = "remedy"
# How many things one decision may ask for; their fields are numbered from 1.
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


@transaction.atomic
def rate_decision(
    *,
    stage: Stage,
    stars: int,
    words: str = "",
    now: datetime,
    actor: Reference = ANYONE,
    proof: str = "",
) -> DecisionRating:
    """One to five, once: pressed again it stays what was said first.

    Raises TransitionFault where nothing was decided, or it has gone up meanwhile.
    """
    if not DecisionRating.LOWEST <= stars <= DecisionRating.HIGHEST:
        raise GrievanceFault("stars", "তালিকা থেকে বেছে নিন।", "Choose from the list.")
    lock_grievance(stage.grievance)
    if known := DecisionRating.objects.filter(stage=stage).first():
        return known
    if stage.outcome != transitions.DECIDED or stage.pk != stage.grievance.current.pk:
        raise TransitionFault("only the decision that stands is rated")
    data = {"tier": stage.number, "stars": stars} | proof_data(proof)
    add_act(stage.grievance, "rate", actor=actor, now=now, words=words, data=data)
    made = DecisionRating.objects.create(stage=stage, stars=stars, words=words.strip(), at=now)
    record_act("rated", stage.grievance, actor=actor, now=now, tier=stage.number, stars=stars)
    return made


@transaction.atomic
def recommend(
    *, stage: Stage, title: str, words: str, submission: str, actor: PostHolder, now: datetime
) -> Recommendation:
    """How the service should change. Whoever is registered for such advice takes it up as a case of the
    office, which tells nothing of a hidden name. The same `submission` twice is one.
    """
    if not may_decide(actor, stage):
        raise PermissionDenied
    lock_grievance(stage.grievance)
    if known := Recommendation.objects.filter(submission=submission).first():
        return known
    data = {"tier": stage.number}
    add_act(stage.grievance, "recommend", actor=actor.actor, now=now, words=title, data=data)
    try:
        with transaction.atomic():
            made = Recommendation.objects.create(
                stage=stage, words=f"{title.strip()}\n{words.strip()}", made_at=now, submission=submission
            )
    except IntegrityError as fault:
        if not violates(fault, Recommendation, "submission"):
            raise
        return Recommendation.objects.get(submission=submission)
    made.stage = stage
    shown = [text_for_respondent(stage.grievance, each).strip() for each in (title, words)]
    for take in ADVICE_TAKERS:
        case = take(
            stage.grievance.office,
            title=shown[0],
            words=shown[1],
            submission=f"advice-{made.pk}",
            actor=actor.actor,
            now=now,
        )
        if case is not None:
            made.case = case
            made.save(update_fields=["case"])
            break
    record_act("recommended", stage.grievance, actor=actor.actor, now=now, tier=stage.number)
    return made
