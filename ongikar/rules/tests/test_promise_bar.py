"""The bar of a promise says what the clock says: worked examples by state, and laws for any promise."""

from datetime import timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.promise import Promise, explain_due
from ongikar.rules.promise.course import promise_course
from ongikar.rules.promise_bar.drawing import BarSpan, Drawing, draw_bar
from ongikar.rules.promise_bar.labels import DAY, END, MIDDLE, NAME, TOP

from .bar_states import CALENDAR, STATES, at, days, running

# What stands where, in per cent: done up to, post, today, lateness up to, disc.
PLACES = {
    "open": (55, 100, 55, None, None),
    "due today": (95.45, 100, 95.45, None, None),
    "waiting": (75, 100, 75, None, None),
    "answered": (75, 100, 75, None, None),
    "kept early": (38.24, 100, None, None, ("kept", 38.24)),
    "kept on the last day": (100, None, None, None, ("kept", 100)),
    "late": (68.57, 68.57, 100, 100, None),
    "kept late": (82.76, 82.76, None, 100, ("late", 100)),
    "very late": (68.97, 68.97, 100, 100, None),
    "may move": (13.16, None, 13.16, None, ("moon", 100)),
    "moved": (44.12, 100, 44.12, None, None),
    "at once": (21.43, 100, 21.43, None, None),
    "refused": (25, 100, None, None, ("shut", 25)),
    "refused late": (82.76, 82.76, None, 100, ("shut", 100)),
    "withdrawn": (25, 100, None, None, ("shut", 25)),
    "late by hours": (87.5, 87.5, 100, 100, None),
    "kept at once": (4.76, 100, None, None, ("kept", 4.76)),
    "not begun": (None, 100, None, None, None),
    "if applied today": (None, 100, None, None, None),
    "received on a Friday": (25, 100, 25, None, None),
}
# What the labels say, in the order they were given room, and the title.
SAID = {
    "open": ("জমা ১ ডিসেম্বর শেষ দিন ১০ ডিসেম্বর আজ", "জমা ১ ডিসেম্বর, শেষ দিন ১০ ডিসেম্বর, আজ ৬ ডিসেম্বর"),
    "waiting": (
        "জমা ২৯ নভেম্বর আজ কাগজ দিলে শেষ দিন ৮ ডিসেম্বর আজ",
        "জমা ২৯ নভেম্বর, ২ ডিসেম্বর থেকে কাগজের অপেক্ষা, আজ কাগজ দিলে শেষ দিন ৮ ডিসেম্বর, আজ ৬ ডিসেম্বর",
    ),
    "kept early": (
        "জমা ১ ডিসেম্বর নির্ধারিত শেষ দিন ১৭ ডিসেম্বর ৭ ডিসেম্বর: কথা রাখা হয়েছে",
        "জমা ১ ডিসেম্বর, নির্ধারিত শেষ দিন ১৭ ডিসেম্বর, ৭ ডিসেম্বর কথা রাখা হয়েছে",
    ),
    "kept on the last day": (
        "জমা ১ ডিসেম্বর শেষ দিন ১০ ডিসেম্বর কথা রাখা হয়েছে",
        "জমা ১ ডিসেম্বর, শেষ দিন ১০ ডিসেম্বর, ১০ ডিসেম্বর কথা রাখা হয়েছে",
    ),
    "late": (
        "জমা ১৯ নভেম্বর শেষ দিন ছিল ৩০ নভেম্বর আজ: ৪ কার্যদিবস দেরি",
        "জমা ১৯ নভেম্বর, শেষ দিন ছিল ৩০ নভেম্বর, আজ ৬ ডিসেম্বর, ৪ কার্যদিবস দেরি",
    ),
    "kept late": (
        "জমা ১৯ নভেম্বর শেষ দিন ছিল ৩০ নভেম্বর ৩ ডিসেম্বর: ৩ কার্যদিবস দেরিতে",
        "জমা ১৯ নভেম্বর, শেষ দিন ছিল ৩০ নভেম্বর, ৩ ডিসেম্বর দেওয়া হয়েছে, ৩ কার্যদিবস দেরি",
    ),
    "may move": (
        "জমা ২৯ নভেম্বর সম্ভাব্য শেষ দিন ২৪ জানুয়ারি আজ",
        "জমা ২৯ নভেম্বর, সম্ভাব্য শেষ দিন ২৪ জানুয়ারি ২০২৭, ৩১ ডিসেম্বর পর্যন্ত নিশ্চিত, আজ ৬ ডিসেম্বর",
    ),
    "moved": (
        "জমা ২৯ নভেম্বর নতুন শেষ দিন ১৫ ডিসেম্বর আজ আগে ছিল ৮ ডিসেম্বর",
        "জমা ২৯ নভেম্বর, আগের শেষ দিন ছিল ৮ ডিসেম্বর, নতুন শেষ দিন ১৫ ডিসেম্বর, আজ ৬ ডিসেম্বর",
    ),
    "at once": (
        "জমা সকাল ১০টা শেষ সময় বিকেল ৫টা এখন",
        "জমা সকাল ১০টা, শেষ সময় বিকেল ৫টা, এখন সকাল ১১টা ৩০ মিনিট",
    ),
    "refused": (
        "জমা ১ ডিসেম্বর নির্ধারিত শেষ দিন ১০ ডিসেম্বর ৩ ডিসেম্বর: লিখিত কারণ",
        "জমা ১ ডিসেম্বর, নির্ধারিত শেষ দিন ১০ ডিসেম্বর, ৩ ডিসেম্বর কারণ লিখে নামঞ্জুর",
    ),
    "late by hours": (
        "জমা সকাল ১০টা শেষ সময় ছিল বিকেল ৫টা এখন: দেরি হয়েছে",
        "জমা সকাল ১০টা, শেষ সময় ছিল বিকেল ৫টা, এখন সন্ধ্যা ৬টা, দেরি হয়েছে",
    ),
    "if applied today": (
        "আজ আবেদন করলে ৬ ডিসেম্বর শেষ দিন ১৩ ডিসেম্বর",
        "আজ, ৬ ডিসেম্বর আবেদন করলে, শেষ দিন ১৩ ডিসেম্বর",
    ),
}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def shapes(drawing: Drawing) -> list[BarSpan]:
    parts = [drawing.maybe, drawing.track, drawing.done, drawing.over, *drawing.holds, *drawing.offs]
    return [part for part in parts if part]


@pytest.mark.parametrize("state", STATES)
def test_each_state_stands_where_the_clerk_would_draw_it(state):
    drawing = draw_bar(STATES[state], language="bn")
    states = (
        drawing.done and drawing.done.end,
        drawing.post,
        drawing.now,
        drawing.over and drawing.over.end,
        drawing.cap and (drawing.cap.kind, round(drawing.cap.at, 2)),
    )
    assert tuple(round(part, 2) if isinstance(part, float) else part for part in states) == PLACES[state]


@pytest.mark.parametrize("state", SAID)
def test_labels_and_title_say_the_same_as_the_shapes(state):
    drawing = draw_bar(STATES[state], language="bn")
    labels, title = SAID[state]
    assert plain(" ".join(label.words for label in drawing.labels)) == labels
    assert plain(drawing.title) == title


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", ["bn", "en"])
def test_no_state_mixes_the_digits_of_two_languages(state, language):
    drawing = draw_bar(STATES[state], language=language)
    said = drawing.title + "".join(label.words for label in drawing.labels)
    foreign = "0123456789" if language == "bn" else "০১২৩৪৫৬৭৮৯"
    assert not set(said) & set(foreign)


def test_days_off_are_low_and_public_holidays_high():
    offs = draw_bar(STATES["kept early"], language="bn").offs
    assert [off.tall for off in offs] == [False] * 4 + [True]
    assert offs[0].start == pytest.approx(17.65, abs=0.01)
    assert offs[0].width == pytest.approx(5.73, abs=0.01)


def test_a_wait_is_hatched_from_the_notice_to_today():
    assert draw_bar(STATES["waiting"], language="bn").holds == (BarSpan(30, 75),)


def test_an_answered_wait_ends_where_the_day_of_the_answer_begins():
    assert draw_bar(STATES["answered"], language="bn").holds == (BarSpan(30, 70),)


def test_an_answer_after_closing_leaves_its_whole_day_waited():
    late = running(days(5), at(11, 29), waits=[(at(12, 2, 9), at(12, 3, 18))])
    (hold,) = draw_bar(late, language="bn").holds
    # Two of the twelve days from 29 November to 8 December stand before it: 2 and 3 December.
    assert (hold.start, hold.end) == (30, 50)


def test_a_day_that_may_move_is_dashed_from_the_last_certain_day():
    drawing = draw_bar(STATES["may move"], language="bn")
    assert drawing.track.end == drawing.maybe.start
    assert drawing.maybe.end == 100
    # 33 of the 57 days lie in the year whose holidays are notified.
    assert drawing.track.end == pytest.approx(100 * 33 / 57)


def test_what_has_ended_no_longer_may_move():
    ended = running(days(39), at(11, 29), ended=at(12, 7), ending="kept")
    drawing = draw_bar(ended, language="bn")
    assert drawing.maybe is None
    assert drawing.cap.kind == "kept"


def test_a_long_lateness_is_drawn_at_forty_five_per_cent_of_the_promise_and_cut():
    drawing = draw_bar(STATES["very late"], language="bn")
    assert drawing.over.width == pytest.approx(drawing.done.width * 0.45)
    assert drawing.cut == pytest.approx(84.48, abs=0.01)
    assert all(off.end <= drawing.post for off in drawing.offs)


def test_a_lateness_of_two_thirds_is_not_cut():
    assert draw_bar(STATES["late"], language="bn").cut is None


def test_an_old_post_near_the_new_one_keeps_its_line_and_loses_its_words():
    near = running(days(11), at(11, 29), old_due=at(12, 13, 17))
    drawing = draw_bar(near, language="bn")
    assert drawing.old_post > 78
    assert "আগে ছিল" not in [label.words for label in drawing.labels]


def test_a_day_moved_nearer_leaves_no_old_post():
    assert draw_bar(running(days(5), at(11, 29), old_due=at(12, 20, 17)), language="bn").old_post is None


def test_lateness_without_room_below_goes_on_top_with_today():
    drawing = draw_bar(STATES["late"], language="en")
    assert [(label.row, plain(label.words)) for label in drawing.labels if label.kind == "lt"] == [
        (TOP, "Today: 4 working days late")
    ]


def test_the_due_day_ends_at_its_post_and_today_stands_over_its_mark():
    drawing = draw_bar(STATES["open"], language="bn")
    assert [(label.row, label.anchor) for label in drawing.labels[2:]] == [
        (NAME, END),
        (DAY, END),
        (TOP, MIDDLE),
    ]


def test_a_bar_of_ten_years_carries_no_marks_of_days_off():
    long = promise_course(CALENDAR, explain_due(CALENDAR, days(2500), at(11, 29)), now=at(12, 6))
    assert draw_bar(long, language="bn").offs == ()


PROMISES = st.one_of(
    st.builds(lambda n: Promise("working_days", n), st.integers(1, 90)),
    st.builds(lambda n: Promise("calendar_days", n), st.integers(1, 60)),
    st.builds(lambda n: Promise("hours", n), st.integers(1, 90)),
    st.builds(lambda n: Promise("minutes", n), st.integers(5, 300)),
    st.sampled_from([Promise("immediate"), Promise("accept"), Promise("months", 2)]),
)
MOMENTS = st.builds(
    lambda day, minute: at(1, 1, 0) + timedelta(days=day, minutes=minute),
    st.integers(0, 364),
    st.integers(0, 1439),
)
ELAPSED = st.one_of(st.integers(0, 60 * 12), st.integers(0, 60 * 24 * 150)).map(
    lambda n: timedelta(minutes=n)
)


@st.composite
def courses(draw_from):
    """Any promise, anywhere in its life, with up to two waits inside it."""
    promise, received = draw_from(PROMISES), draw_from(MOMENTS)
    now = received + draw_from(ELAPSED)
    cuts = sorted(draw_from(st.lists(st.floats(0, 1), max_size=4)))
    moments = [received + (now - received) * cut for cut in cuts]
    waits = [*zip(moments[::2], moments[1::2], strict=False)]
    if len(moments) % 2:
        waits.append((moments[-1], None))
    facts = {}
    if not (waits and waits[-1][1] is None) and draw_from(st.booleans()):
        facts = {
            "ended": now,
            "ending": draw_from(st.sampled_from(["kept", "refused", "redirected", "withdrawn", "passed_up"])),
        }
    if draw_from(st.booleans()):
        facts["old_due"] = received + draw_from(ELAPSED)
    facts["broke_before"] = draw_from(st.booleans())
    return running(promise, received, waits=waits, now=now, **facts)


LANGUAGES = st.sampled_from(["bn", "en"])


@given(courses(), LANGUAGES)
def test_every_shape_lies_within_the_bar(any_course, language):
    drawing = draw_bar(any_course, language=language)
    for part in shapes(drawing):
        assert part.start >= 0
        assert part.width > 0
        assert part.end <= 100 + 1e-9
    marks = [drawing.cut, drawing.old_post, drawing.post, drawing.now, drawing.cap and drawing.cap.at]
    assert all(0 <= mark <= 100 for mark in marks if mark is not None)


@given(courses(), LANGUAGES)
def test_what_is_done_or_waited_never_reaches_past_now(any_course, language):
    drawing = draw_bar(any_course, language=language)
    here = drawing.now if drawing.now is not None else drawing.cap.at
    past = [part for part in (drawing.done, *drawing.holds) if part]
    assert all(part.end <= here + 1e-9 for part in past)


@pytest.mark.parametrize("promised", [1, 7, 30])
def test_every_day_that_a_bar_draws_has_its_row(promised):
    for passed in range(100):
        course = running(days(promised), at(11, 29), now=at(11, 29) + timedelta(days=passed))
        shown = (max(course.due, course.last).date() - course.received.date()).days + 1
        is_cut = draw_bar(course, language="bn").cut is not None
        assert len(course.days) == (
            (course.due.date() - course.received.date()).days + 1 if is_cut else shown
        )


def test_two_waits_that_meet_meet_exactly():
    start, end, more = 13.3, 74.7012345, 76.9
    first, second = BarSpan(start, end), BarSpan(end, more)
    assert first.end == second.start
    assert first.width + second.width == pytest.approx(more - start)


@given(courses(), LANGUAGES)
def test_waits_never_lie_over_each_other(any_course, language):
    holds = draw_bar(any_course, language=language).holds
    assert all(first.end <= second.start for first, second in pairwise(holds))


@given(courses(), LANGUAGES)
def test_red_is_drawn_if_and_only_if_the_promise_is_late(any_course, language):
    assert (draw_bar(any_course, language=language).over is not None) == any_course.is_late


@given(courses(), LANGUAGES)
def test_labels_never_overlap_and_the_due_day_is_always_named(any_course, language):
    labels = draw_bar(any_course, language=language).labels
    assert not any(a.stretch().meets(b.stretch()) for a, b in combinations(labels, 2))
    assert sum(label.row == DAY and label.kind == "d" for label in labels) == 2


@given(courses(), LANGUAGES)
def test_every_lateness_is_said_in_words(any_course, language):
    drawing = draw_bar(any_course, language=language)
    if drawing.is_overdue:
        assert [label.kind for label in drawing.labels].count("lt") == 1


@pytest.mark.parametrize(
    ("language", "says", "never"), [("bn", "দেওয়া হয়েছে", "কথা রাখা"), ("en", "given on", "kept")]
)
def test_what_was_given_late_is_told_as_given_and_not_as_kept(language, says, never):
    title = draw_bar(STATES["kept late"], language=language).title
    assert says in title
    assert never not in title
