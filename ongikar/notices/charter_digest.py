"""Telling the responsible officer what the charter in force has open: one message an office day, none where nothing is."""

from datetime import date, datetime

from ongikar.journal.models import ToDo
from ongikar.offices.models import Office, Post
from ongikar.people.charter_digest import key_of, last_entry
from ongikar.people.standing import judged
from ongikar.rules.bangla import number
from ongikar.rules.charter_lint import Finding
from ongikar.rules.charter_lint.places import place_words

from .actions import make
from .recipients import post
from .wording import Wording

PAGE = ("charter_lint", "plain")
MORE = ("{listed}", "{listed}")
NEW = Wording(
    ("চার্টারে নতুন {new}টি বিষয়", "New in the charter: {new}"),
    (
        "চার্টার যাচাই: নতুন {new}টি, মোট খোলা {open}টি। মান ১০০-তে {score}।",
        "Charter check: {new} new, {open} open in all. Score {score} of 100.",
    ),
    MORE,
    PAGE,
)
STILL_OPEN = Wording(
    ("চার্টারে {open}টি বিষয় খোলা", "Still open in the charter: {open}"),
    (
        "চার্টার যাচাই: {open}টি বিষয় এখনো খোলা, নতুন কিছু নেই। মান ১০০-তে {score}।",
        "Charter check: {open} still open, nothing new. Score {score} of 100.",
    ),
    MORE,
    PAGE,
)
# A letter lists as many as are read in one go; the page has them all.
MOST_LISTED = 12
NEW_MARK = ("নতুন: ", "New: ")


def tell_officer(todo: ToDo, *, now: datetime) -> None:
    """The figures are those of the entry; the list is judged again for its day, because the journal keeps no words."""
    facts = todo.entry.facts
    if not facts["open"]:
        return
    office = Office.objects.get(pk=todo.entry.subject_id)
    found = judged(office, date.fromisoformat(facts["day"]))
    before = last_entry(office.pk, before=todo.entry_id)
    known = set(before.facts["keys"]) if before else set()
    wording = NEW if facts["new"] else STILL_OPEN
    for officer in office.posts.filter(role=Post.OFFICER).select_related("office"):
        to = post(officer)
        told = {name: number(facts[name], to.tongue) for name in ("new", "open", "score")}
        listed = listing(found.pressing if found else [], known, to.tongue)
        make(
            todo=todo, office=office, about=("office", office.pk), to=to, wording=wording, now=now,
            facts=told | {"listed": listed},
        )  # fmt: skip


def listing(findings: list[Finding], known: set[str], tongue: str) -> str:
    """What is new first."""
    english = tongue == "en"
    fresh = [found for found in findings if key_of(found) not in known]
    old = [found for found in findings if key_of(found) in known]
    lines = [
        f"{mark}{place_words(found['where'], tongue)}: {found[f'message_{tongue}']}"
        for mark, group in ((NEW_MARK[english], fresh), ("", old))
        for found in group
    ]
    if len(lines) > MOST_LISTED:
        left = number(len(lines) - MOST_LISTED, tongue)
        lines = [*lines[:MOST_LISTED], f"and {left} more" if english else f"ও আরও {left}টি"]
    return "\n".join(lines)
