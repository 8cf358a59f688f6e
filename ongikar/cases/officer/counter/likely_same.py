"""What was very likely written down already: asked by the same person of the same service within a week, or
in the same words. It is shown before a walk-in is saved, and whoever sits at the counter says which it is.

Nothing is held to be one thing by it: what is said to be another is saved as such. See docs/decisions/132.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from ongikar.cases.models import Case
from ongikar.cases.officer.case.notes import add_note
from ongikar.cases.officer.queue.filters import MOST_WORDS
from ongikar.cases.word_index import newest_with_words
from ongikar.core.i18n.say import say
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean
from ongikar.people.models import Applicant
from ongikar.rules.bangla.names import may_be_one_name, name_words
from ongikar.rules.bangla.search import fold
from ongikar.rules.calendar.office_calendar import TZ

from .people import LOOKED_THROUGH, case_person, shown_cases

if TYPE_CHECKING:
    from .forms import CounterForm

WEEK = timedelta(days=7)
# So many words nobody chances upon twice in a week, whoever says them.
MANY_WORDS = 6
# How many are shown at once.
SHOWN = 3


class LikelySame(Exception):
    """The case was not saved: the same was very likely written down already, the newest first."""

    def __init__(self, cases: list[Case]):
        super().__init__("likely the same")
        self.cases = cases


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for what, before it is a case."""

    person: Applicant
    service_id: int
    # Folded.
    words: str
    received: datetime


def asked_of(form: "CounterForm", received: datetime) -> Asked:
    cleaned = form.cleaned_data
    person = Applicant(name=cleaned["name"], mobile=cleaned["mobile"], institution=cleaned["institution"])
    return Asked(person, form.row.pk, fold(cleaned["asked"]), received)


def likely_same(office: Office, asked: Asked) -> list[Case]:
    """The newest of those that may be the same, of a bounded number that are looked through: those of the
    mobile, the newest of the service, and those with the words.
    """
    cases = shown_cases(office)
    keys = set(
        cases.filter(service=asked.service_id).order_by("-id").values_list("pk", flat=True)[:LOOKED_THROUGH]
    )
    if words := asked.words.split()[:MOST_WORDS]:
        keys.update(newest_with_words(office.pk, words, before=None, most=LOOKED_THROUGH))
    if asked.person.mobile:
        whose = Applicant.objects.filter(office=office, mobile=asked.person.mobile).order_by("-id")
        of_mobile = list(whose.values_list("pk", flat=True)[:LOOKED_THROUGH])
        keys.update(cases.filter(applicant__in=of_mobile).values_list("pk", flat=True))
    newest = cases.filter(pk__in=keys).select_related("clock").order_by("-id")
    return [case for case in newest if is_likely_same(case, asked)][:SHOWN]


def is_likely_same(case: Case, asked: Asked) -> bool:
    if abs(asked.received - case.received_at) >= WEEK:
        return False
    person, other = case_person(case), asked.person
    are_apart = bool(person.mobile and other.mobile and person.mobile != other.mobile)
    is_called_so = is_called_alike(person, other)
    if case.service_id == asked.service_id and is_called_so and not are_apart:
        return True
    if not is_asked_in(asked.words, case):
        return False
    if are_apart:
        # Some have two mobiles: of one name and the same words on one day it is asked all the same.
        on_one_day = case.received_at.astimezone(TZ).date() == asked.received.astimezone(TZ).date()
        return on_one_day and is_called_so and is_whole_name(person, other)
    return is_called_so or bool(other.mobile) or len(asked.words.split()) >= MANY_WORDS


def is_whole_name(one: Applicant, other: Applicant) -> bool:
    """Whether no word is left out of either name."""
    return len(name_words(one.name)) == len(name_words(other.name))


def is_called_alike(one: Applicant, other: Applicant) -> bool:
    """Of two institutions their own names count, whoever came for them."""
    if one.institution and other.institution:
        return may_be_one_name(one.institution, other.institution)
    return may_be_one_name(one.name, other.name)


def is_asked_in(words: str, case: Case) -> bool:
    """Whether the case was asked for in these words."""
    return bool(words) and f" {words} " in f" {case.search} "


def stop_at_likely_same(form: "CounterForm", received: datetime, *, but_for: int) -> None:
    """Raise LikelySame where the same was very likely written down already, after the case whose key is
    `but_for`: of those before it somebody said that this is another.
    """
    if cases := [case for case in likely_same(form.office, asked_of(form, received)) if case.pk > but_for]:
        raise LikelySame(cases)


@transaction.atomic
def add_to_same(
    form: "CounterForm",
    number: str,
    received: datetime,
    *,
    actor: Reference,
    now: datetime,
    papers: Sequence[tuple[str, Clean]] = (),
) -> Case | None:
    """Put what was asked and said at the counter, and what was handed in, with the case that it is the same
    as: a remark, once however often it is pressed. None where no case of this number is likely the same.
    """
    cases = likely_same(form.office, asked_of(form, received))
    case = next((each for each in cases if each.number == number), None)
    if case is None:
        return None
    asked, answer = form.cleaned_data["asked"], form.cleaned_data["answer"]
    words = say("আবার এসে বলেছেন: {asked}", "Came again and said: {asked}", asked=asked)
    if answer:
        words += "\n" + say("বলা হয়েছে: {answer}", "Was told: {answer}", answer=answer)
    if add_note(case, words=words, actor=actor, now=now):
        for title, content in papers:
            keep_paper(office=form.office, subject=case.reference, title=title, content=content, now=now)
    return case
