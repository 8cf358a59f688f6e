"""What has been done with a record, as its own page lists it: the entries of the journal, in words."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from ongikar.core.db.pages import page_before
from ongikar.core.i18n.say import say
from ongikar.journal.actions import WORKER
from ongikar.journal.models import Entry as JournalEntry
from ongikar.people.models import User

from .acts import ChangeAct, ChangeRowAct, EnterAct, EnterBelowAct, StrikeAct
from .models import ActRow, Record, Row
from .retention import rows_of

if TYPE_CHECKING:
    from .desk import Desk

ENTERED = ("লেখা হয়েছে", "entered")
STRUCK = ("বাতিল হয়েছে", "struck through")
PUT_RIGHT = ("ঠিক করা হয়েছে", "put right")
BEGUN = ("শুরু", "Begun")
OF_ITSELF = ("নিজে থেকে", "By itself")
USER = "user"


class HistoryLine(NamedTuple):
    """`by`: who did it, by name; "" for somebody from outside."""

    at: datetime
    words: str
    by: str


def history_of(desk: "Desk", record: Record, before: int | None, most: int) -> tuple[list[HistoryLine], int]:
    """What was done last, before that entry, and the entry before which the next page begins; 0 for none."""
    entries = JournalEntry.objects.filter(subject_type=record.SUBJECT, subject_id=record.pk).order_by("-id")
    page = page_before(entries, before, most)
    shown = page.rows
    people = User.objects.in_bulk({each.actor_id for each in shown if each.actor_type == USER})
    words = words_of_verbs(desk)
    lines = [
        HistoryLine(each.at, words_of_entry(words, each.verb), name_of_actor(each, people)) for each in shown
    ]
    return lines, page.last.pk if page.last else 0


def name_of_actor(entry: JournalEntry, people: Mapping[int, User]) -> str:
    if entry.actor_type == WORKER[0]:
        return say(*OF_ITSELF)
    person = people.get(entry.actor_id or 0) if entry.actor_type == USER else None
    return person.name if person else ""


def words_of_entry(words: Mapping[str, str], verb: str) -> str:
    """What no declaration says in words stands as the journal has it, and as no language."""
    name = verb.partition(".")[2]
    return words.get(name, name)


def words_of_verbs(desk: "Desk") -> dict[str, str]:
    """By the name of each act after that of the record, in the language at hand: what follows from its rows
    and acts, and what the desk says itself.
    """
    names: dict[type[Row], str] = {}
    for act in desk.acts:
        if isinstance(act, EnterAct | EnterBelowAct):
            names[act.entered if isinstance(act, EnterBelowAct) else act.model] = say(*act.heading)
    found = dict.fromkeys(("opened", "begun"), say(*BEGUN))
    for model in rows_of(desk.model):
        if not issubclass(model, ActRow):
            found[model.VERB] = f"{name_of(model, names)}: {say(*ENTERED)}"
    for act in desk.acts:
        if isinstance(act, StrikeAct):
            found[act.verb] = f"{name_of(act.model, names)}: {say(*STRUCK)}"
        elif isinstance(act, ChangeAct | ChangeRowAct):
            changed: type[Row] = desk.model if isinstance(act, ChangeAct) else act.model
            found[act.verb] = f"{name_of(changed, names)}: {say(*PUT_RIGHT)}"
        elif isinstance(act, EnterAct) and act.act:
            found[act.act] = say(*act.heading)
    if table := desk.model.TRANSITIONS:
        leads = {name: move.target for name, move in table.moves.items()} | dict([table.beginning])
        found |= {
            name: str(desk.states[state]) for name, state in leads.items() if state and state in desk.states
        }
    return found | {name: say(*words) for name, words in desk.history_words.items()}


def name_of(model: type[Row], headings: Mapping[type[Row], str]) -> str:
    """What a row is called: as its model says, else as the form says by which it is entered."""
    name = model._meta.verbose_name
    if isinstance(name, str) and model in headings:
        return headings[model]
    return f"{str(name)[:1].upper()}{str(name)[1:]}"
