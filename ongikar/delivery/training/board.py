"""The board of a batch as data: its way with what is owed, what is to be done next of it up to its classes,
its seats and its applicants.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db.models import F, Field, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.rules.bangla.text import digits
from ongikar.rules.selection.explain import DEGREE_WORDS, rule_words

from . import states, words
from .actions.drawing import current_freeze
from .actions.objecting import corrections_due, objections_until, open_objections
from .actions.offering import expiry, free_seats, last_draw, next_in_line
from .classes_steps import Next, next_when_certified, next_when_finished, next_when_running
from .doubles import open_doubles
from .models import Application, Batch, BatchAct, Call, Claim, Offer, Standing
from .models.call import rule_of
from .way import way_of
from .way_parts import Way

PAGE = 50
TODO, ENROLLED, WAITING, ALL = "todo", "enrolled", "waiting", "all"
TABS = {
    TODO: ("কিছু করার আছে", "To do"),
    ENROLLED: ("ভর্তি", "Seated"),
    WAITING: ("অপেক্ষায়", "Waiting"),
    ALL: ("সবাই", "All"),
}


@dataclass(frozen=True, slots=True)
class Board:
    batch: Batch
    call: Call | None
    counts: Counter
    next: Next
    way: Way
    dates: Sequence[tuple[str, str]]
    rule: Sequence[str]


def board_of(batch: Any) -> Board:
    """Asked once of a batch that was read for a page."""
    if not hasattr(batch, "board"):
        batch.board = make_board(batch, timezone.now())
    board: Board = batch.board
    return board


def make_board(batch: Batch, now: datetime) -> Board:
    call = Call.objects.filter(batch=batch).select_related("service").first()
    counts: Counter = Counter()
    if call:
        call.batch = batch
        counts.update(Application.objects.filter(call=call).values_list("state", flat=True))
    coming = next_of(batch, call, counts, now)
    return Board(
        batch,
        call,
        counts,
        coming,
        way_of(batch, call, counts, coming, now),
        dates_of(batch, call),
        rule_words(rule_of(call), language()) if call else [],
    )


def dates_of(batch: Batch, call: Call | None) -> list[tuple[str, str]]:
    dates = []
    if call:
        dates += [
            (
                say("আবেদন", "Applications"),
                f"{words.short_day(call.opens_at)} – {words.short_day(call.closes_at)}",
            ),
            *([(say("পরীক্ষা", "Test"), words.short_day(call.test_on))] if call.test_on else []),
            *([(say("মৌখিক", "Viva"), words.short_day(call.viva_on))] if call.viva_on else []),
            (say("লটারি", "Draw"), words.short_day(call.draw_at)),
            (say("ফল", "Result"), words.short_day(call.result_on)),
        ]
    dates.append((say("প্রথম ক্লাস", "First class"), words.short_day(batch.starts_on)))
    dates.append((say("শেষ ক্লাস", "Last class"), words.short_day(batch.ends_on)))
    return dates


SEATED = (states.ENROLLED, states.COMPLETED)


def applicants(call: Call, tab: str) -> QuerySet[Application]:
    """The applicants of a tab in the order of the result where there is one, each with its points, the sort
    of seat and until when a seat is offered.
    """
    draw = last_draw(call.batch)
    standing = Standing.objects.filter(draw=draw, application=OuterRef("pk"))
    held = Offer.objects.filter(application=OuterRef("pk"), state__in=Offer.HOLDING)
    rows = Application.objects.filter(call=call).annotate(
        position=Subquery(standing.values("position")[:1]),
        points=Subquery(standing.values("points")[:1]),
        seat_sort=Subquery(held.values("seat_sort")[:1]),
        until=Subquery(held.filter(state=Offer.OPEN).values("expires_at")[:1]),
    )
    if tab == ENROLLED:
        rows = rows.filter(state__in=SEATED)
    elif tab == WAITING:
        rows = rows.filter(state=states.WAITING)
    elif tab == TODO:
        rows = rows.filter(
            Q(state=states.DOUBLE, case__closed_at=None) | Q(state__in=(states.RECEIVED, states.OFFERED))
        )
    # Whoever is not on the list stands after those who are.
    order = (F("position").asc(nulls_last=True), "roll") if draw else ("roll",)
    return rows.select_related("case__applicant").order_by(*order)


def tab_counts(counts: Counter) -> dict[str, int]:
    return {
        TODO: counts[states.RECEIVED] + counts[states.OFFERED],
        ENROLLED: sum(counts[state] for state in SEATED),
        WAITING: counts[states.WAITING],
        ALL: counts.total(),
    }


@dataclass(frozen=True, slots=True)
class ApplicantLine:
    """One row of the table. `look`: of the tag of its state, "" for words alone; `is_offered`, `is_seated`:
    what the person may say about a seat; `replaced_at`: where another is named instead.
    """

    application: Application
    points: int | None
    seat: str
    education: str
    state: str
    look: str
    until: datetime | None
    is_offered: bool
    is_seated: bool
    replaced_at: str

    @property
    def has_act(self) -> bool:
        return self.is_offered or self.is_seated or bool(self.replaced_at)


LOOKS = {states.ENROLLED: "kept", states.COMPLETED: "kept", states.WAITING: "wait", states.OFFERED: "wait"}


def applicant_line(batch: Batch, row: Any, replaceable: Collection[str]) -> ApplicantLine:
    """`row`: of `applicants`; `replaceable`: in which states another may be nominated now."""
    degree = row.facts.get("education", "")
    may_replace = row.nomination_id is not None and row.state in replaceable
    return ApplicantLine(
        row,
        row.points,
        words.seat_words(row.seat_sort or ""),
        say(*DEGREE_WORDS[degree]) if degree in DEGREE_WORDS else "",
        words.state_words(row.state),
        LOOKS.get(row.state, ""),
        row.until if row.state == states.OFFERED else None,
        row.state == states.OFFERED,
        row.state == states.ENROLLED,
        reverse("batch_replace", args=[batch.number, row.roll]) if may_replace else "",
    )


# ---- what each step asks for ----


def next_of(batch: Batch, call: Call | None, counts: Counter, now: datetime) -> Next:
    find = NEXT.get(batch.state)
    if find is None or call is None:
        if batch.state == states.PLANNED:
            return Next(
                say("ভর্তি বিজ্ঞপ্তি প্রকাশ করুন", "Publish the call"),
                say(
                    "কে আবেদন করতে পারবেন, কোন নিয়মে বাছাই, কবে ফল: সব একসঙ্গে প্রকাশ হয়।",
                    "Who may apply, the rule of the selection and the day of the result are"
                    " published together.",
                ),
                say("ভর্তি বিজ্ঞপ্তি লিখুন", "Write the call"),
                act="call",
            )
        nothing = say("এখানে আর কিছু করার নেই", "Nothing more to do here")
        if batch.state == states.CANCELLED:
            why = why_cancelled(batch)
            return Next(nothing, say("ব্যাচটি বাতিল: {why}", "The batch was cancelled: {why}", why=why))
        return Next(nothing, say(*words.STATION_WORDS[batch.state]))
    return find(batch, call, counts, now)


def why_cancelled(batch: Batch) -> str:
    return BatchAct.objects.filter(batch=batch, name=states.CANCEL).values_list("words", flat=True).get()


# How many changes of a plan are told on its page.
CHANGES_SHOWN = 10


def plan_changes(batch: Batch) -> list[tuple[datetime, list[str]]]:
    """When the plan was changed, the newest first, and what stood there before."""
    rows = BatchAct.objects.filter(batch=batch, name=states.CHANGE).order_by("-id")[:CHANGES_SHOWN]
    return [
        (row.at, [change_words(name, *pair) for name, pair in row.data["changes"].items()]) for row in rows
    ]


def change_words(name: str, was: str, becomes: str) -> str:
    column = str(PLAN_WORDS.get(name) or cast("Field[Any, Any]", Batch._meta.get_field(name)).verbose_name)
    return say(
        "{column}: {was} → {becomes}",
        "{column}: {was} → {becomes}",
        column=column[:1].upper() + column[1:],
        was=plan_value(name, was),
        becomes=plan_value(name, becomes),
    )


# Columns of a plan that have no words of their own.
PLAN_WORDS = {"course": say_lazy("কোর্স", "Course"), "place": say_lazy("কোথায়", "Where")}
DAYS_OF_PLAN = frozenset({"starts_on", "ends_on"})


def plan_value(name: str, value: str) -> str:
    if name in DAYS_OF_PLAN:
        return words.short_day(date.fromisoformat(value))
    return digits(value, language()) if value.isdigit() else value or "–"


def next_when_called(batch: Batch, call: Call, counts: Counter, now: datetime) -> Next:
    settle = reverse("batch_settle", args=[batch.number])
    if now >= call.closes_at:
        return Next(
            say("আবেদনের সময় শেষ", "The time to apply is over"),
            say("আবেদন নেওয়া বন্ধ করে যাচাই শুরু করুন।", "Close the call and begin the checks."),
            say("আবেদন নেওয়া বন্ধ করুন", "Close the call"),
            act=states.CLOSE,
        )
    return Next(
        say("আবেদন আসছে", "Applications come in"),
        say(
            "{day} পর্যন্ত। এ পর্যন্ত {n}টি, তার মধ্যে {open}টি যাচাই বাকি।",
            "Until {day}. So far {n}, of which {open} are still to be checked.",
            day=words.long_day(call.closes_at),
            n=counts.total(),
            open=counts[states.RECEIVED] + counts[states.DOUBLE],
        ),
        say("যাচাই করুন", "Check them"),
        url=settle,
        is_owed=bool(counts[states.RECEIVED] + counts[states.DOUBLE]),
        due=call.draw_at,
    )


def next_when_closed(batch: Batch, call: Call, counts: Counter, now: datetime) -> Next:
    number = [batch.number]
    claims = Claim.objects.filter(
        application__call=call, state=Claim.CLAIMED, application__state__in=states.FREEZABLE
    ).count()
    doubles = len(open_doubles(call)) + open_set_aside(call)
    if counts[states.RECEIVED] or claims or doubles:
        return Next(
            say("যাচাই শেষ করুন", "Finish the checks"),
            say(
                "যোগ্যতা {n}টি, একই ব্যক্তির আবেদন {d}টি, দাবি {c}টি বাকি।",
                "Still open: {n} to admit, {d} of one person twice, {c} claims.",
                n=counts[states.RECEIVED],
                d=doubles,
                c=claims,
            ),
            say("যাচাই করুন", "Check them"),
            url=reverse("batch_settle", args=number),
        )
    most = rule_of(call).most
    if most and counts[states.ELIGIBLE]:
        return Next(
            say("নম্বর দিন", "Enter the marks"),
            say(
                "{n} জনের নম্বর বাকি। দুজন আলাদা নম্বর দেন; দুজনই দেওয়ার আগে কেউ কারওটা দেখেন না।",
                "Marks of {n} are missing. Two people mark each; neither sees the other’s before both have.",
                n=counts[states.ELIGIBLE],
            ),
            say("নম্বর দিন", "Enter marks"),
            url=reverse("batch_marks", args=[batch.number, next(iter(most))]),
        )
    if now >= call.draw_at:
        return Next(
            say("লটারির নতুন সময় দিন", "Name a new moment of the draw"),
            say(
                "লটারির সময় পেরিয়ে গেছে, তালিকা চূড়ান্ত হয়নি। আগে তালিকা, পরে সংখ্যা: নইলে ফল আগে জানা থাকে।",
                "The moment of the draw has passed before the list was frozen. First the list, then"
                " the number.",
            ),
            say("তারিখ বদলান", "Change the days"),
            act="move",
        )
    return Next(
        say("তালিকা চূড়ান্ত করুন", "Freeze the list"),
        say(
            "{n} জন তালিকায় থাকবেন। এরপর বদলাতে ওপরের কর্মকর্তার অনুমতি লাগে। লটারি {day}।",
            "{n} will be on the list. After that only the officer above can open it again. Draw on {day}.",
            n=counts[states.TESTED] if most else counts[states.ELIGIBLE] + counts[states.TESTED],
            day=words.long_day(call.draw_at),
        ),
        say("তালিকা চূড়ান্ত করুন", "Freeze the list"),
        act=states.FREEZE,
    )


def open_set_aside(call: Call) -> int:
    """Second applications whose case was not answered yet."""
    return Application.objects.filter(call=call, state=states.DOUBLE, case__closed_at__isnull=True).count()


def next_when_frozen(batch: Batch, call: Call, counts: Counter, now: datetime) -> Next:
    freeze = current_freeze(batch)
    waiting = open_objections(batch).count()
    if waiting:
        return Next(
            say("{n}টি আপত্তির উত্তর দিন", "Answer {n} [objection|objections]", n=waiting),
            say("সব আপত্তির উত্তর না দিলে লটারি হয় না।", "There is no draw before every objection is answered."),
            say("আপত্তি দেখুন", "See the objections"),
            url=reverse("batch_objections", args=[batch.number]),
        )
    if freeze and corrections_due(freeze).exists():
        return Next(
            say("তালিকা সংশোধন করুন", "Correct the list"),
            say(
                "আপত্তি গৃহীত হয়েছে। সংশোধিত তালিকা প্রকাশ না হলে লটারি হয় না।",
                "An objection was accepted. There is no draw before the corrected list is published.",
            ),
            say("তালিকা সংশোধন", "Correct the list"),
            act="correct",
        )
    if now < (objections_until(freeze, call) if freeze else call.draw_at):
        return Next(
            say("লটারির অপেক্ষা", "Waiting for the draw"),
            say(
                "তালিকা আর নিয়মের ছাপ প্রকাশ হয়েছে; আপত্তি করা যায় {until} পর্যন্ত। লটারি {day}।",
                "The list and the rule are published with their hashes; objections can be made until {until}."
                " Draw on {day}.",
                until=objections_until(freeze, call) if freeze else call.draw_at,
                day=words.long_day(call.draw_at),
            ),
            say("প্রকাশিত তালিকা দেখুন", "See the published list"),
            url=reverse("training_result", args=[batch.number]),
            is_owed=False,
        )
    return Next(
        say("লটারির সংখ্যা লিখুন", "Type the number of the draw"),
        say(
            "দুজন আলাদা দেখে লিখবেন; মিললে তবেই লটারি হয়।",
            "Two people read and type it; the draw is made when both agree.",
        ),
        say("সংখ্যা লিখুন", "Type the number"),
        act="draw",
    )


def next_when_ranked(batch: Batch, call: Call, counts: Counter, now: datetime) -> Next:
    return Next(
        say("ফল প্রকাশ করুন", "Publish the result"),
        say(
            "ফলের দিন {day}। প্রকাশ করলে সবাই বার্তা পাবেন, নির্বাচিতরা আসনের প্রস্তাব।",
            "The result is due by {day}. Everybody is told, and whoever is chosen is offered a seat.",
            day=words.long_day(call.result_on),
        ),
        say("ফল প্রকাশ করুন", "Publish the result"),
        act=states.PUBLISH_RESULT,
    )


def next_when_offering(batch: Batch, call: Call, counts: Counter, now: datetime) -> Next:
    draw, free = last_draw(batch), len(free_seats(batch))
    line = next_in_line(call, draw)[:free] if draw and free else []
    if line:
        rolls = ", ".join(digits(application.roll, language()) for application, _ in line)
        return Next(
            say(
                "{n}টি খালি আসন অপেক্ষার তালিকায় দিন",
                "Offer {n} [free seat|free seats] to the waiting list",
                n=len(line),
            ),
            say(
                "নিয়ম আবার চালিয়ে পরের জন: রোল {rolls}। উত্তরের শেষ দিন হবে {day}।",
                "By the rule, applied again, next are rolls {rolls}. They answer by {day}.",
                rolls=rolls,
                day=words.long_day(expiry(batch.office, call, now)),
            ),
            say("প্রস্তাব পাঠান", "Send the offers"),
            act="offer",
            due=batch.starts_on,
        )
    if counts[states.OFFERED] and not (counts[states.ENROLLED] and words.day_of(now) >= batch.starts_on):
        return Next(
            say("উত্তরের অপেক্ষা", "Waiting for answers"),
            say(
                "{n} জনের উত্তর বাকি। শেষ সময় পেরোলে আসন নিজে থেকে খালি হয়।",
                "{n} [person has|people have] still to answer. An offer ends by itself after its last day.",
                n=counts[states.OFFERED],
            ),
        )
    first_class = say("প্রথম ক্লাস {day}।", "The first class is on {day}.", day=words.long_day(batch.starts_on))
    if counts[states.ENROLLED]:
        return Next(
            say("ব্যাচ শুরু করুন: আসন পূর্ণ", "Begin the batch: the seats are taken")
            if not free
            else say("ব্যাচ শুরু করুন: আর কেউ অপেক্ষায় নেই", "Begin the batch: nobody else is waiting"),
            first_class,
            say("ব্যাচ শুরু করুন", "Begin the batch"),
            act="begin",
            due=batch.starts_on,
        )
    return Next(
        say("কেউ আসন নেননি, অপেক্ষার তালিকায়ও কেউ নেই", "Nobody took a seat, and nobody is waiting"),
        first_class,
        say("ব্যাচ বাতিল করুন", "Cancel the batch"),
        act="cancel",
    )


NEXT = {
    states.CALLED: next_when_called,
    states.CLOSED: next_when_closed,
    states.FROZEN: next_when_frozen,
    states.RANKED: next_when_ranked,
    states.OFFERING: next_when_offering,
    states.RUNNING: next_when_running,
    states.FINISHED: next_when_finished,
    states.CERTIFIED: next_when_certified,
}
