"""Telling the post above that a post is left without a holder, with what lies on its desk."""

from datetime import date, datetime

from ongikar.cases.desks import open_on_desks
from ongikar.journal.models import ToDo
from ongikar.offices.models import Post
from ongikar.rules.bangla import date_words, digits

from .actions import make
from .recipients import post
from .wording import Wording

VACANT = Wording(
    ("পদ খালি থাকছে", "A post is left vacant"),
    (
        "{day} তারিখের পরে {post} পদে কেউ নেই; টেবিলে চলমান আবেদন {n}টি। কাউকে দায়িত্ব দিতে বলুন।",
        "After {day} nobody holds the post {post}; {n} open [case lies|cases lie] on its desk. See that it is given to somebody.",
    ),
    page=("today", "plain"),
)


def tell_superior(todo: ToDo, *, now: datetime) -> None:
    """Nothing is told where somebody else holds the post too, or where nothing stands above it."""
    facts = todo.entry.facts
    if not facts.get("vacant"):
        return
    left = Post.objects.select_related("office", "superior__office").get(pk=facts["post"])
    if left.superior is None:
        return
    to = post(left.superior)
    made = {
        "day": date_words(date.fromisoformat(facts["until"]), to.tongue, weekday=False),
        "post": left.in_words("title", to.tongue),
        "n": digits(open_on_desks(left.office_id).get(left.pk, 0), to.tongue),
    }
    make(
        todo=todo,
        office=left.office,
        about=("office", left.office_id),
        to=to,
        wording=VACANT,
        facts=made,
        now=now,
    )
