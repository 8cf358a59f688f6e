"""Telling the responsible officer that the calendar's authority ends: once, sixty days before or when it is found out."""

from datetime import date, datetime

from ongikar.journal.models import ToDo
from ongikar.offices.models import Office, Post
from ongikar.rules.bangla import date_words

from .actions import make
from .recipients import post
from .wording import Wording

ORDERS = ("calendar_orders", "plain")
ENDING = Wording(
    ("ছুটির তালিকা দিতে হবে", "The list of holidays must be entered"),
    (
        "ছুটির তালিকা {last_day} পর্যন্ত। পরের বছরের তালিকা না দিলে তার পরের সব শেষ তারিখ সাময়িক থাকবে।",
        "The list of holidays ends on {last_day}. Until the next year’s list is entered, every later due date is provisional.",
    ),
    page=ORDERS,
)
ENDED = Wording(
    ("ছুটির তালিকা শেষ হয়ে গেছে", "The list of holidays has ended"),
    (
        "ছুটির তালিকা {last_day} তারিখে শেষ হয়ে গেছে। নতুন তালিকা না দেওয়া পর্যন্ত পরের সব শেষ তারিখ সাময়িক।",
        "The list of holidays ended on {last_day}. Until the new list is entered, every later due date is provisional.",
    ),
    page=ORDERS,
)
NEVER = Wording(
    ("ছুটির তালিকা দিতে হবে", "The list of holidays must be entered"),
    (
        "এ বছরের ছুটির তালিকা দেওয়া হয়নি। তালিকা না দেওয়া পর্যন্ত সব শেষ তারিখ সাময়িক।",
        "The list of this year’s holidays has not been entered. Until it is, every due date is provisional.",
    ),
    page=ORDERS,
)


def tell_officer(todo: ToDo, *, now: datetime) -> None:
    office, facts = Office.objects.get(pk=todo.entry.subject_id), todo.entry.facts
    wording = NEVER if not facts["last_day"] else ENDED if facts["is_over"] else ENDING
    for officer in office.posts.filter(role=Post.OFFICER).select_related("office"):
        to = post(officer)
        day = date.fromisoformat(facts["last_day"]) if facts["last_day"] else None
        make(
            todo=todo, office=office, about=("office", office.pk), to=to, wording=wording, now=now,
            facts={"last_day": date_words(day, to.tongue, weekday=False)} if day else {},
        )  # fmt: skip
