"""The quarters of signed agreements: each begins by itself, with one task for every post that has indicators
to report in it.
"""

from collections import defaultdict
from datetime import date, datetime

from ongikar.core.i18n.say import override_language, say
from ongikar.core.isolation import run_isolated
from ongikar.journal.actions import WORKER
from ongikar.offices.models import Post
from ongikar.records.actions import act_on, note
from ongikar.rules.agreement.quarters import QUARTERS, due_day, quarter_of
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.tasks.actions import give_task
from ongikar.tasks.models.task import MOST_TITLE

from . import transitions
from .models import Agreement, Line
from .words import QUARTERS as QUARTER_WORDS
from .words import place_words

# How many agreements are looked at in one round of the worker.
A_ROUND = 50
ORIGIN = "upkeep"


def begin_quarters(now: datetime) -> int:
    """How many began. Safe to run twice, after any downtime: of quarters that passed meanwhile only the one
    at hand is asked for.
    """
    today = now.astimezone(TZ).date()
    place = QUARTERS.index(quarter_of(today)) + 1
    due = Agreement.objects.filter(
        state=transitions.SIGNED, year=fiscal_year(today), quarters_begun__lt=place
    )
    keys = list(due.order_by("pk").values_list("pk", flat=True)[:A_ROUND])
    return sum(run_isolated(f"beginning a quarter of {key}", begin_quarter, key, place, now) for key in keys)


def begin_quarter(key: int, place: int, now: datetime) -> int:
    """Of one agreement, locked: of two workers the second finds that it was done."""
    agreement = Agreement.objects.select_related("office").get(pk=key)
    with act_on(agreement):
        if agreement.state != transitions.SIGNED or agreement.quarters_begun >= place:
            return 0
        for post, lines in lines_by_post(agreement).items():
            give_quarter_task(agreement, QUARTERS[place - 1], post, lines, now)
        agreement.quarters_begun = place
        agreement.save(update_fields=["quarters_begun"])
        note(agreement, "quarter_begun", WORKER, now, quarter=place)
    return 1


def last_open_day(calendar: Calendar, day: date) -> date:
    """The guideline’s day does not move with a holiday, so what is due on one is done before it."""
    return day if calendar.is_open_day(day) else calendar.previous_open_day(day)


def lines_by_post(agreement: Agreement) -> dict[Post, list[Line]]:
    """The indicators that nobody computes, by whose they are; those of nobody are the officer's."""
    officer = Post.objects.filter(office=agreement.office_id, role=Post.OFFICER).order_by("pk").first()
    found: dict[Post, list[Line]] = defaultdict(list)
    table = agreement.table
    for line in table.lines.select_related("by_post") if table else ():
        post = line.by_post or officer
        if post is not None and line.is_typed:
            found[post].append(line)
    return found


def give_quarter_task(
    agreement: Agreement, quarter: str, post: Post, lines: list[Line], now: datetime
) -> None:
    with override_language("bn"):
        title = say("অর্জন ও প্রমাণক: {quarter}", "Results and proof: {quarter}", quarter=QUARTER_WORDS[quarter])
        # What will be asked as proof is told on the first day, and not on the last.
        words = "\n".join(
            f"{place_words(line.place)} {line.name}" + (f": {line.proof}" if line.proof else "")
            for line in lines
        )
    give_task(
        office=agreement.office,
        title=title[:MOST_TITLE],
        words=words,
        owner=post,
        given_by=post,
        due=last_open_day(agreement.office.calendar, due_day(quarter, agreement.year)),
        subject=agreement.reference,
        origin=ORIGIN,
        submission=f"agreement-{agreement.pk}-{quarter}-{post.pk}",
        actor=WORKER,
        now=now,
    )
