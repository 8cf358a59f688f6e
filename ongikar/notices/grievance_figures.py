"""The month's figures of complaints, to those who answer for them and to the officer; and the reminder that a
year without complaints needs a meeting. Figures alone: nobody's name, number or words.
"""

from collections.abc import Callable
from datetime import date, datetime

from ongikar.journal.models import OutboxEntry
from ongikar.offices.models import Office, Post
from ongikar.rules.bangla.text import digits, month_name

from .actions import make_messages, post_recipient
from .wording import Wording

MONTH = Wording(
    ("{month} মাসের অভিযোগের হিসাব", "Complaints in {month}"),
    (
        (
            "{month}: অভিযোগ ও আপিল এসেছে {new}টি, নিষ্পত্তি {ended}টি, চলমান {open}টি, তার মধ্যে সময়"
            " পেরোনো {late}টি।"
        ),
        "{month}: complaints and appeals that came: {new}; ended: {ended}; pending: {open}, overdue: {late}.",
    ),
    (
        "সময়মতো নিষ্পত্তির হার: {rate}। পুরো প্রতিবেদন ছাপার ও স্প্রেডশিটের আকারে পাতায় আছে।",
        "On-time rate: {rate}. The whole report stands on the page, to print and as a spreadsheet.",
    ),
    ("desk_grievance_reports", "plain"),
)
NONE_YET = Wording(
    ("অংশীজন সভা করতে হবে", "A stakeholder meeting must be held"),
    (
        "এ অর্থবছরে কোনো অভিযোগ আসেনি। নিয়ম অনুযায়ী এর বদলে অংশীজন সভা করতে হয়; এখনো কোনো সভা ঠিক হয়নি।",
        "No complaint has come this fiscal year. By the rules a stakeholder meeting is held instead; none is"
        " planned yet.",
    ),
    page=("desk_stakeholder_meeting", "plain"),
)
TOLD_POSTS = (Post.GRO, Post.OFFICER)


def send_month(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """The figures are those of the entry, so a second run tells the same."""
    facts = outbox_entry.entry.facts
    month = date.fromisoformat(facts["day"] or "")

    def figures_in(tongue: str) -> dict[str, str]:
        rate = f"{digits(facts['score'], tongue)}%" if "score" in facts else "–"
        figures = {"new": facts["new"], "ended": facts["count"], "open": facts["open"], "late": facts["last"]}
        return {
            "month": f"{month_name(month.month, tongue)} {digits(month.year, tongue)}",
            "rate": rate,
            **{name: digits(count, tongue) for name, count in figures.items()},
        }

    tell_posts(outbox_entry, MONTH, figures_in, now)


def remind_of_meeting(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    tell_posts(outbox_entry, NONE_YET, lambda tongue: {}, now)


def tell_posts(
    outbox_entry: OutboxEntry, wording: Wording, facts: Callable[[str], dict[str, str]], now: datetime
) -> None:
    office = Office.objects.get(pk=outbox_entry.entry.subject_id)
    for post in office.posts.filter(role__in=TOLD_POSTS).select_related("office").order_by("pk"):
        to = post_recipient(post)
        # Figures of a month can wait for the next look at the mail: nobody is sent an SMS for them.
        make_messages(
            outbox_entry=outbox_entry,
            office=office,
            about=("office", office.pk),
            to=to.on_one_channel,
            wording=wording,
            facts=facts(to.tongue),
            now=now,
        )
