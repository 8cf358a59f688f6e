"""How an inspection and what it came to are called, in the language at hand."""

from datetime import datetime
from typing import NamedTuple

from ongikar.core.i18n.say import language, say
from ongikar.people.models import Contact, User
from ongikar.questionnaires.fields import answer_words
from ongikar.rules.questionnaire.definition import words_in

from .checklist import FilledChecklist, kept_of
from .models import Inspection, InspectionAct
from .transitions import ACT_WORDS

STAGES = (("দেখা", "Visit"), ("প্রধানের স্বীকৃতি", "Acknowledged"), ("প্রতিবেদন", "Report"))
# Of the entries of the journal: those of acts, and of what is no act of the table.
OF_ENTRIES = {InspectionAct.VERBS[name]: words for name, words in ACT_WORDS.items()} | {
    "answer_chosen": ("দুই রকম উত্তরের একটি নেওয়া হয়েছে", "One of two answers was taken"),
    "owner_named": ("কে ঠিক করবেন, লেখা হয়েছে", "Who puts it right was named"),
    "link_made": ("স্বীকৃতির লিংক দেওয়া হয়েছে", "A link for the acknowledgement was made"),
    "taken_along": ("ফোনে নেওয়া হয়েছে", "Taken along on a phone"),
    "called_back": ("ফোন থেকে ফিরিয়ে নেওয়া হয়েছে", "Called back from a phone"),
}


class HistoryLine(NamedTuple):
    at: datetime
    words: str
    by: str
    said: str


def inspection_history(inspection: Inspection) -> list[HistoryLine]:
    """The latest first."""
    acts = list(inspection.acts.all())
    users = {act.by_id for act in acts if act.by_type == "user" and act.by_id}
    contacts = {act.by_id for act in acts if act.by_type == "contact" and act.by_id}
    names: dict[tuple[str, int | None], str] = {}
    if users:
        names |= {("user", user.pk): user.name for user in User.objects.filter(pk__in=users)}
    if contacts:
        people = Contact.objects.filter(pk__in=contacts)
        names |= {("contact", each.pk): each.full_title for each in people}
    lines = [
        HistoryLine(
            act.at,
            ": ".join(filter(None, (say(*ACT_WORDS[act.name]), act.data.get("name", "")))),
            names.get((act.by_type, act.by_id), ""),
            act.words,
        )
        for act in acts
    ]
    return lines[::-1]


def value_words(seen: FilledChecklist, item: str, value: str) -> str:
    """An answer as a person would say it."""
    question = seen.asked.definition.by_name[item]
    if not value:
        return say("উত্তর নেই", "no answer")
    return answer_words(question, seen.asked.definition.choices_of(question), kept_of(question, value))


def group_title(seen: FilledChecklist, name: str) -> str:
    group = seen.asked.definition.group_by_name.get(name)
    return words_in(group.label, language()) if group else say("প্রশ্ন", "Items")
