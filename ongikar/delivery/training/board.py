"""The board of a batch as data: where it stands, what is to be done next of it up to its classes, its seats
and its applicants.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla.text import digits
from ongikar.rules.selection.explain import rule_words

from . import states, words
from .actions.drawing import current_freeze
from .actions.objecting import corrections_due, objections_until, open_objections
from .actions.offering import expiry, free_seats, last_draw, next_in_line
from .classes_steps import Next, next_when_certified, next_when_finished, next_when_running
from .doubles import open_doubles
from .models import Application, Batch, Call, Claim, Offer, Standing
from .models.call import rule_of

PAGE = 50
TODO, ENROLLED, WAITING, ALL = "todo", "enrolled", "waiting", "all"
TABS = {
    TODO: ("যেখানে কিছু করার আছে", "To do"),
    ENROLLED: ("ভর্তি", "Enrolled"),
    WAITING: ("অপেক্ষায়", "Waiting"),
    ALL: ("সবাই", "All"),
}


@dataclass(frozen=True, slots=True)
class SeatMark:
    """One seat as it is drawn: taken, offered, or free; where it stands, in per cent of the width."""

    look: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Board:
    batch: Batch
    call: Call | None
    counts: Counter
    stations: Sequence[tuple[str, bool, bool]]
    next: Next
    seats: Sequence[SeatMark]
    seat_words: str
    flow: Sequence[tuple[int, str, bool]] = field(default_factory=list)
    dates: Sequence[tuple[str, str]] = field(default_factory=list)
    rule: Sequence[str] = field(default_factory=list)


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
    held = Counter(
        Offer.objects.filter(seat__batch=batch, state__in=Offer.HOLDING).values_list("state", flat=True)
    )
    return Board(
        batch,
        call,
        counts,
        stations_of(batch),
        next_of(batch, call, counts, now),
        seat_marks(batch.seats, held[Offer.ACCEPTED], held[Offer.OPEN]),
        say(
            "{all}টির {taken}টি ভর্তি, {open}টি উত্তর বাকি, {free}টি খালি",
            "{taken} of {all} taken, {open} to answer, {free} free",
            all=batch.seats,
            taken=held[Offer.ACCEPTED],
            open=held[Offer.OPEN],
            free=batch.seats - held.total(),
        ),
        flow_of(call, counts, batch) if call else [],
        dates_of(batch, call),
        rule_words(rule_of(call), language()) if call else [],
    )


def stations_of(batch: Batch) -> list[tuple[str, bool, bool]]:
    """Each step as (words, is done, is where it stands); a cancelled batch stands nowhere."""
    at = states.STATIONS.index(batch.state) if batch.state in states.STATIONS else -1
    return [
        (say(*words.STATION_WORDS[state]), place < at, place == at)
        for place, state in enumerate(states.STATIONS)
    ]


def seat_marks(seats: int, taken: int, offered: int) -> list[SeatMark]:
    """All seats in one row, as wide as there is room."""
    step = 100 / seats
    looks = ["on"] * taken + ["ask"] * offered
    looks += ["free"] * (seats - len(looks))
    return [
        SeatMark(look, round(place * step + step * 0.08, 2), round(step * 0.84, 2))
        for place, look in enumerate(looks)
    ]


def flow_of(call: Call, counts: Counter, batch: Batch) -> list[tuple[int, str, bool]]:
    """How many came how far, as (count, words, is where it stands)."""
    out = counts[states.INELIGIBLE] + counts[states.DOUBLE]
    seated = counts[states.ENROLLED] + counts[states.COMPLETED] + counts[states.NOT_COMPLETED]
    told = [
        (counts.total(), say("আবেদন", "Applications"), batch.state == states.CALLED),
        (
            counts.total() - out - counts[states.RECEIVED],
            say("যোগ্য", "May take part"),
            batch.state == states.CLOSED,
        ),
        (counts[states.OFFERED], say("উত্তর বাকি", "To answer"), False),
        (seated, say("ভর্তি", "Enrolled"), batch.state == states.OFFERING),
        (counts[states.WAITING], say("অপেক্ষায়", "Waiting"), False),
        (out, say("অযোগ্য বা দ্বিতীয়", "Not admitted"), False),
    ]
    return told


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


def applicants(call: Call, tab: str) -> QuerySet[Application]:
    """The applicants of a tab with their place, in the order of the result where there is one."""
    draw = last_draw(call.batch)
    place = Standing.objects.filter(draw=draw, application=OuterRef("pk")).values("position")[:1]
    points = Standing.objects.filter(draw=draw, application=OuterRef("pk")).values("points")[:1]
    until = Offer.objects.filter(application=OuterRef("pk"), state=Offer.OPEN).values("expires_at")[:1]
    rows = Application.objects.filter(call=call).annotate(
        position=Subquery(place), points=Subquery(points), until=Subquery(until)
    )
    if tab == ENROLLED:
        rows = rows.filter(state=states.ENROLLED)
    elif tab == WAITING:
        rows = rows.filter(state=states.WAITING)
    elif tab == TODO:
        rows = rows.filter(
            Q(state=states.DOUBLE, case__closed_at=None) | Q(state__in=(states.RECEIVED, states.OFFERED))
        )
    order = ("position", "roll") if draw else ("roll",)
    return rows.select_related("case__applicant").order_by(*order)


def tab_counts(counts: Counter) -> dict[str, int]:
    return {
        TODO: counts[states.RECEIVED] + counts[states.OFFERED],
        ENROLLED: counts[states.ENROLLED],
        WAITING: counts[states.WAITING],
        ALL: counts.total(),
    }


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
        return Next(
            say("এখানে আর কিছু করার নেই", "Nothing more to do here"),
            say(*words.STATION_WORDS[batch.state])
            if batch.state in words.STATION_WORDS
            else say("ব্যাচটি বাতিল", "The batch was cancelled"),
        )
    return find(batch, call, counts, now)


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
        )
    return Next(
        say("কেউ আসন নেননি, অপেক্ষার তালিকায়ও কেউ নেই", "Nobody took a seat, and nobody is waiting"),
        first_class,
        say("তারিখ বদলান বা বাতিল করুন", "Move a day, or cancel"),
        act="move",
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
