"""Worked examples: each can be checked with a calendar on the wall and a finger."""

import pytest

from ongikar.rules.promise import compute_due, explain_due
from ongikar.rules.promise.reading import read_promise

from .known_days import BEFORE_THE_ORDER, KNOWN, NOT_ROLLING, SAME_DAY, SAME_DAY_NOT_ROLLING, at

# promise, received, due
NO_WAIT = [
    # An ordinary week. 4 January 2026 is a Sunday.
    ("1 working day", "2026-01-04 09:00", "2026-01-05 17:00"),  # Sunday is day 0, Monday day 1
    ("1 working day", "2026-01-04 00:00", "2026-01-05 17:00"),  # midnight belongs to the day it begins
    ("1 working day", "2026-01-04 08:00", "2026-01-05 17:00"),  # before opening counts as today
    ("1 working day", "2026-01-07 10:00", "2026-01-08 17:00"),  # Wednesday, to Thursday
    (
        "1 working day",
        "2026-01-08 10:00",
        "2026-01-11 17:00",
    ),  # Thursday, over Friday and Saturday, to Sunday
    ("1 working day", "2026-01-08 23:59", "2026-01-12 17:00"),  # Thursday night is Sunday's receipt
    ("1 working day", "2026-01-09 10:00", "2026-01-12 17:00"),  # Friday: day 0 is Sunday
    ("1 working day", "2026-01-10 23:59", "2026-01-12 17:00"),  # Saturday: day 0 is Sunday
    ("5 working days", "2026-01-04 10:00", "2026-01-11 17:00"),  # 5, 6, 7, 8, then Sunday 11
    # The closing minute. 14 April is Bangla New Year.
    ("3 working days", "2026-04-09 16:59", "2026-04-15 17:00"),  # Thursday; 12, 13, (14 off), 15
    ("3 working days", "2026-04-09 17:00", "2026-04-16 17:00"),  # at closing: Sunday is day 0; 13, 15, 16
    ("3 working days", "2026-04-09 17:30", "2026-04-16 17:00"),  # after closing: the same
    (
        "30 working days",
        "2026-04-09 16:59",
        "2026-05-24 17:00",
    ),  # 14 days are weekly off, 1 a holiday; May Day is a Friday
    # Single holidays of 2026
    ("1 working day", "2026-02-03 10:00", "2026-02-05 17:00"),  # Tuesday; Wednesday is Shab-e-Barat
    (
        "1 working day",
        "2026-02-10 10:00",
        "2026-02-15 17:00",
    ),  # Tuesday; election Wednesday and Thursday, then the weekend
    ("1 working day", "2026-02-11 10:00", "2026-02-16 17:00"),  # on the election holiday: day 0 is Sunday 15
    ("1 working day", "2026-03-25 10:00", "2026-03-29 17:00"),  # Independence Day is the Thursday
    ("1 working day", "2026-06-25 10:00", "2026-06-28 17:00"),  # Ashura falls on the Friday and costs nothing
    ("1 working day", "2026-08-04 10:00", "2026-08-06 17:00"),  # 5 August off
    ("1 working day", "2026-08-25 10:00", "2026-08-27 17:00"),  # Eid-e-Miladunnabi on the Wednesday
    ("1 working day", "2026-10-19 10:00", "2026-10-22 17:00"),  # two days of Durga Puja
    ("1 working day", "2026-12-15 10:00", "2026-12-17 17:00"),  # Victory Day
    ("1 working day", "2026-12-24 10:00", "2026-12-27 17:00"),  # Christmas falls on the Friday
    # Ramadan, 19 February to 20 March: 09:00–13:15 and 13:30–15:30
    ("1 working day", "2026-02-18 16:00", "2026-02-19 15:30"),  # the last ordinary day is still open at 16:00
    ("1 working day", "2026-02-19 15:29", "2026-02-22 15:30"),  # a minute before closing
    ("1 working day", "2026-02-19 15:30", "2026-02-23 15:30"),  # at closing: Sunday is day 0
    ("1 working day", "2026-02-22 16:00", "2026-02-24 15:30"),  # open on any other Sunday, closed in Ramadan
    ("1 working day", "2026-02-23 13:20", "2026-02-24 15:30"),  # in the break counts as today
    (
        "1 working day",
        "2026-03-18 10:00",
        "2026-03-24 17:00",
    ),  # Wednesday before Eid; back on Tuesday, old hours again
    ("3 working days", "2026-03-15 10:00", "2026-03-24 17:00"),  # 16, (17 off), 18, (19–23 off), 24
    (
        "20 working days",
        "2026-03-01 10:00",
        "2026-04-05 17:00",
    ),  # 4, then 5, then 3, then 2, then 5, then Sunday
    ("60 working days", "2026-01-04 10:00", "2026-04-08 17:00"),  # through election, Ramadan and Eid
    # Eid-ul-Azha: 26 to 31 May, Tuesday to Sunday
    ("2 working days", "2026-05-21 10:00", "2026-05-25 17:00"),  # done just before
    ("1 working day", "2026-05-25 10:00", "2026-06-01 17:00"),  # over the whole of Eid
    (
        "1 working day",
        "2026-05-25 17:00",
        "2026-06-02 17:00",
    ),  # at closing before Eid: day 0 is Monday 1 June
    ("3 working days", "2026-05-28 10:00", "2026-06-04 17:00"),  # on Eid day: day 0 is 1 June; 2, 3, 4
    # New Year: nothing is known of 2027, the week goes on
    ("1 working day", "2026-12-31 10:00", "2027-01-03 17:00"),  # Thursday, to Sunday
    ("3 working days", "2026-12-31 17:30", "2027-01-06 17:00"),  # day 0 is Sunday 3; 4, 5, 6
    # Working Saturdays of 2025: 17 and 24 May
    ("1 working day", "2025-05-15 10:00", "2025-05-17 17:00"),  # Thursday, to the Saturday
    ("2 working days", "2025-05-15 17:30", "2025-05-19 17:00"),  # day 0 is the Saturday; Sunday, Monday
    ("1 working day", "2025-05-16 10:00", "2025-05-18 17:00"),  # Friday: day 0 is the Saturday
    ("1 working day", "2025-05-17 10:00", "2025-05-18 17:00"),  # on the Saturday itself
    ("2 working days", "2025-05-22 10:00", "2025-05-25 17:00"),  # Saturday 24, Sunday 25
    ("1 working day", "2025-05-24 17:00", "2025-05-26 17:00"),  # at closing of the Saturday: day 0 is Sunday
    ("1 working day", "2025-06-04 10:00", "2025-06-15 17:00"),  # the long Eid of 5 to 14 June
    ("1 working day", "2025-06-10 10:00", "2025-06-16 17:00"),  # received within it
    # At once
    ("immediate", "2026-04-09 16:59", "2026-04-09 17:00"),  # a minute is left
    ("immediate", "2026-04-09 17:00", "2026-04-12 17:00"),  # at closing: Sunday
    ("immediate", "2026-04-10 10:00", "2026-04-12 17:00"),  # Friday: Sunday's close
    ("immediate", "2026-04-13 17:30", "2026-04-15 17:00"),  # Monday evening; New Year in between
    ("immediate", "2026-02-23 15:29", "2026-02-23 15:30"),  # Ramadan's close
    ("immediate", "2026-02-23 15:30", "2026-02-24 15:30"),  # at it
    ("immediate", "2025-05-17 16:59", "2025-05-17 17:00"),  # a working Saturday closes as other days do
    # Acceptance where no ceiling is set
    ("accept", "2026-04-09 10:00", "2026-04-12 17:00"),  # Thursday, to the next working day's close
    ("accept", "2026-04-09 17:30", "2026-04-13 17:00"),  # day 0 is Sunday
    # Calendar days and weeks
    ("7 calendar days", "2026-04-09 10:00", "2026-04-16 17:00"),  # Thursday to Thursday
    ("7 calendar days", "2026-04-09 17:30", "2026-04-19 17:00"),  # from Sunday to Sunday
    ("5 calendar days", "2026-04-09 10:00", "2026-04-15 17:00"),  # ends on 14 April: rolls to Wednesday
    ("5 calendar days", "2026-04-12 10:00", "2026-04-19 17:00"),  # ends on Friday: Sunday
    ("6 calendar days", "2026-04-12 10:00", "2026-04-19 17:00"),  # ends on Saturday: Sunday
    ("10 calendar days", "2026-05-18 10:00", "2026-06-01 17:00"),  # ends on Eid: Monday 1 June
    ("1 week", "2026-04-12 10:00", "2026-04-19 17:00"),  # Sunday to Sunday
    ("2 weeks", "2026-05-12 10:00", "2026-06-01 17:00"),  # Tuesday 26 May is Eid
    # Months
    ("1 month", "2026-03-15 10:00", "2026-04-15 17:00"),  # the same day number
    ("1 month", "2026-04-02 10:00", "2026-05-03 17:00"),  # 2 May is a Saturday
    ("1 month", "2026-01-31 10:00", "2026-03-01 15:30"),  # a Saturday: day 0 is 1 February; Ramadan's close
    ("1 month", "2027-01-31 10:00", "2027-02-28 17:00"),  # no 31 February
    ("1 month", "2024-01-31 10:00", "2024-02-29 17:00"),  # a leap year
    ("1 month", "2026-08-31 10:00", "2026-09-30 17:00"),  # no 31 September
    ("1 month", "2026-11-30 10:00", "2026-12-30 17:00"),  # into December
    ("1 month", "2027-10-31 10:00", "2027-11-30 17:00"),  # no 31 November
    ("2 months", "2026-12-31 10:00", "2027-02-28 17:00"),  # over the year
    ("12 months", "2026-01-04 10:00", "2027-01-04 17:00"),  # a year
    # Hours run through closed time; ending in it, due at the next working day's close
    ("24 hours", "2026-04-12 10:00", "2026-04-13 10:00"),  # Sunday to Monday
    ("24 hours", "2026-04-09 16:00", "2026-04-12 17:00"),  # ends on Friday
    ("24 hours", "2026-04-13 10:00", "2026-04-15 17:00"),  # ends on New Year
    ("48 hours", "2026-04-10 10:00", "2026-04-12 10:00"),  # received on Friday all the same
    ("3 hours", "2026-04-12 15:00", "2026-04-13 17:00"),  # ends at 18:00
    ("3 hours", "2026-04-12 14:00", "2026-04-13 17:00"),  # ends at 17:00, which is closed: [09:00, 17:00)
    ("10 hours", "2026-04-12 20:00", "2026-04-13 17:00"),  # ends at 06:00: that same day's close
    ("4 hours", "2026-02-23 09:20", "2026-02-23 15:30"),  # ends in the Ramadan break
    # Office hours and minutes
    ("3 office hours", "2026-04-09 16:00", "2026-04-12 11:00"),  # one on Thursday, two on Sunday
    ("3 office hours", "2026-04-09 17:30", "2026-04-12 12:00"),  # from Sunday's opening
    ("8 office hours", "2026-04-12 09:00", "2026-04-12 17:00"),  # a whole day, to its close
    ("1 office hour", "2026-02-23 13:00", "2026-02-23 14:15"),  # 15 minutes, the break, 45 minutes
    ("30 minutes", "2026-04-09 16:50", "2026-04-12 09:20"),  # 10 on Thursday, 20 on Sunday
    ("30 minutes", "2026-04-10 12:00", "2026-04-12 09:30"),  # received on Friday
    ("10 minutes", "2026-02-23 13:10", "2026-02-23 13:35"),  # 5 before the break, 5 after
    # A working day of the month: 1 and 2 January 2026 are Thursday and Friday
    ("the 3rd working day of the month", "2026-01-01 10:00", "2026-01-05 17:00"),  # 1, 4, 5
    ("the 3rd working day of the month", "2025-12-31 17:30", "2026-01-05 17:00"),  # day 0 is 1 January
    (
        "the 1st working day of the month",
        "2026-01-01 17:30",
        "2026-02-01 17:00",
    ),  # day 0 is Sunday 4: next month's
    (
        "the 3rd working day of the month",
        "2026-01-02 10:00",
        "2026-02-03 17:00",
    ),  # Friday: day 0 is the 4th, past the 3rd
    ("the 5th working day of the month", "2026-01-04 10:00", "2026-01-07 17:00"),  # 1, 4, 5, 6, 7
    (
        "the 5th working day of the month",
        "2026-01-05 10:00",
        "2026-01-07 17:00",
    ),  # on the 5th itself: still this month's
    (
        "the 1st working day of the month",
        "2026-12-31 10:00",
        "2027-01-03 17:00",
    ),  # 1 and 2 January are the weekend
    (
        "the 10th working day of the month",
        "2026-03-09 10:00",
        "2026-03-12 15:30",
    ),  # 1 to 5, 8 to 12; Ramadan hours
    (
        "the 20th working day of the month",
        "2026-03-15 10:00",
        "2026-04-02 17:00",
    ),  # March has only 18: 1 and 2 April
    # A letter's own date
    ("by 2026-04-16", "2026-04-06 10:00", "2026-04-16 17:00"),  # a Thursday
    ("by 2026-04-17", "2026-04-06 10:00", "2026-04-19 17:00"),  # a Friday: Sunday
    ("by 2026-04-14", "2026-04-06 10:00", "2026-04-15 17:00"),  # New Year: Wednesday
    ("by 2026-04-01", "2026-04-06 10:00", "2026-04-06 17:00"),  # already past: the day it came
]

FIVE = ("5 working days", "2026-04-12 10:00")  # without a wait: 13, (14 off), 15, 16, 19, 20 → Monday 20
SEVEN = ("7 calendar days", "2026-04-12 10:00")  # without a wait: Sunday 19

# promise, received, (notice, answer)…, due
WAITED = [
    (
        *FIVE,
        [("2026-04-13 11:00", "2026-04-13 15:00")],
        "2026-04-20 17:00",
    ),  # answered before closing: nothing is waited
    (
        *FIVE,
        [("2026-04-13 11:00", "2026-04-15 10:00")],
        "2026-04-21 17:00",
    ),  # Monday's close; Tuesday is a holiday
    (*FIVE, [("2026-04-14 10:00", "2026-04-14 20:00")], "2026-04-20 17:00"),  # only on the holiday
    (*FIVE, [("2026-04-17 10:00", "2026-04-18 20:00")], "2026-04-20 17:00"),  # only on the weekend
    (
        *FIVE,
        [("2026-04-16 16:00", "2026-04-18 12:00")],
        "2026-04-21 17:00",
    ),  # Thursday's close, then the weekend
    (
        *FIVE,
        [("2026-04-13 11:00", "2026-04-15 18:00"), ("2026-04-15 09:00", "2026-04-16 10:00")],
        "2026-04-22 17:00",
    ),  # overlapping: 13 and 15, each once
    (
        *FIVE,
        [("2026-04-13 11:00", "2026-04-14 09:00"), ("2026-04-14 09:00", "2026-04-16 10:00")],
        "2026-04-22 17:00",
    ),  # one wait in two pieces
    (
        *FIVE,
        [("2026-04-13 16:00", "2026-04-15 09:00"), ("2026-04-16 16:00", "2026-04-19 09:00")],
        "2026-04-22 17:00",
    ),  # two waits: 13 and 16
    (
        *FIVE,
        [("2026-04-20 10:00", "2026-04-22 10:00")],
        "2026-04-22 17:00",
    ),  # begun on the last day: 20 and 21
    (*FIVE, [("2026-04-21 10:00", "2026-04-23 10:00")], "2026-04-20 17:00"),  # begun after the due moment
    (
        *FIVE,
        [("2026-04-12 11:00", "2026-04-13 11:00")],
        "2026-04-21 17:00",
    ),  # as if it had come complete on Monday
    (
        *FIVE,
        [("2026-04-13 17:00", "2026-04-15 09:00")],
        "2026-04-21 17:00",
    ),  # notice at the very close: owed at it
    (
        *FIVE,
        [("2026-04-15 10:00", "2026-04-15 17:00")],
        "2026-04-20 17:00",
    ),  # answer at the very close: not owed at it
    (
        "30 working days",
        "2026-03-11 10:00",
        [("2026-03-15 10:00", "2026-03-16 11:00")],
        "2026-05-03 17:00",
    ),  # 16 weekly, 6 holidays, 1 waited
    (
        "accept",
        "2026-04-12 10:00",
        [("2026-04-13 11:00", "2026-04-15 10:00")],
        "2026-04-15 17:00",
    ),  # Monday is waited
    (
        "the 10th working day of the month",
        "2026-01-04 10:00",
        [("2026-01-05 10:00", "2026-01-07 10:00")],
        "2026-01-18 17:00",
    ),  # the 10th is Wednesday 14; two days more
    # At once: the next close that is not waited
    (
        "immediate",
        "2026-04-09 10:00",
        [("2026-04-09 10:05", "2026-04-09 12:00")],
        "2026-04-09 17:00",
    ),  # answered the same day
    (
        "immediate",
        "2026-04-09 10:00",
        [("2026-04-09 10:05", "2026-04-12 11:00")],
        "2026-04-12 17:00",
    ),  # over the weekend
    (
        "immediate",
        "2026-04-09 10:00",
        [("2026-04-09 10:05", "2026-04-13 18:00")],
        "2026-04-15 17:00",
    ),  # answered after closing, before a holiday
    # Calendar units: dates from the notice to before the answer
    (*SEVEN, [("2026-04-13 12:00", "2026-04-13 18:00")], "2026-04-19 17:00"),  # the same date: none
    (*SEVEN, [("2026-04-13 12:00", "2026-04-15 11:00")], "2026-04-21 17:00"),  # 13 and 14, holiday or not
    (*SEVEN, [("2026-04-16 12:00", "2026-04-19 10:00")], "2026-04-22 17:00"),  # 16, 17 and 18
    (*SEVEN, [("2026-04-12 12:00", "2026-04-14 09:00")], "2026-04-21 17:00"),  # from day 0: 12 and 13
    (
        *SEVEN,
        [("2026-04-13 12:00", "2026-04-18 11:00")],
        "2026-04-26 17:00",
    ),  # five dates: Friday 24, rolls to Sunday
    (
        "5 calendar days",
        "2026-04-12 10:00",
        [("2026-04-19 10:00", "2026-04-21 11:00")],
        "2026-04-21 17:00",
    ),  # begun on the day it rolled to
    (
        "1 month",
        "2026-04-02 10:00",
        [("2026-04-06 10:00", "2026-04-08 11:00")],
        "2026-05-04 17:00",
    ),  # 2 May and two dates
    # Hours and minutes: exact time
    (
        "4 hours",
        "2026-04-12 10:00",
        [("2026-04-12 11:00", "2026-04-13 11:00")],
        "2026-04-13 14:00",
    ),  # one used, three left
    (
        "4 hours",
        "2026-04-12 10:00",
        [("2026-04-12 11:00", "2026-04-12 13:00"), ("2026-04-12 12:00", "2026-04-12 13:30")],
        "2026-04-12 16:30",
    ),  # overlapping: 2½ hours
    (
        "24 hours",
        "2026-04-09 16:00",
        [("2026-04-09 16:30", "2026-04-12 10:00")],
        "2026-04-13 09:30",
    ),  # half an hour used, 23½ left
    (
        "24 hours",
        "2026-04-09 16:00",
        [("2026-04-09 16:30", "2026-04-11 11:30")],
        "2026-04-12 17:00",
    ),  # ends Sunday 11:00, but had fallen to Sunday's close
    (
        "3 office hours",
        "2026-04-09 16:00",
        [("2026-04-09 16:30", "2026-04-12 11:10")],
        "2026-04-12 13:40",
    ),  # half an hour used, 2½ left
    (
        "4 hours",
        "2026-04-09 10:00",
        [("2026-04-09 11:00", "2026-04-09 15:30"), ("2026-04-09 15:30", "2026-04-12 11:00")],
        "2026-04-12 14:00",
    ),  # two pieces that touch are one wait
    (
        "4 hours",
        "2026-04-12 10:00",
        [("2026-04-12 14:00", "2026-04-13 11:00")],
        "2026-04-12 14:00",
    ),  # begun when the time was up
    (
        "4 office hours",
        "2026-04-12 10:00",
        [("2026-04-12 14:00", "2026-04-13 11:00")],
        "2026-04-12 14:00",
    ),  # likewise
    (
        "5 working days",
        "2026-04-09 17:00",
        [("2026-04-13 11:00", "2026-04-15 10:00")],
        "2026-04-21 17:00",
    ),  # day 0 is Sunday; 13 is waited; 15, 16, 19, 20, 21
    (
        "3 office hours",
        "2026-04-09 16:00",
        [("2026-04-10 10:00", "2026-04-11 10:00")],
        "2026-04-12 11:00",
    ),  # only on closed days
    (
        "30 minutes",
        "2026-04-12 10:00",
        [("2026-04-12 10:10", "2026-04-12 10:40")],
        "2026-04-12 11:00",
    ),  # 10 used, 20 left
]


@pytest.mark.parametrize(("promise", "received", "expected"), NO_WAIT)
def test_a_promise_falls_due_where_the_clerk_finds_it(promise, received, expected):
    assert compute_due(KNOWN, read_promise(promise), at(received)) == at(expected)


@pytest.mark.parametrize(("promise", "received", "waits", "expected"), WAITED)
def test_a_wait_moves_the_due_moment_where_the_clerk_finds_it(promise, received, waits, expected):
    waits = [(at(notice), at(answer)) for notice, answer in waits]
    assert compute_due(KNOWN, read_promise(promise), at(received), waits) == at(expected)
    assert explain_due(KNOWN, read_promise(promise), at(received), waits).due == at(expected)


# Under an office's other settings, and before a later order
@pytest.mark.parametrize(
    ("calendar", "promise", "received", "expected"),
    [
        (
            SAME_DAY,
            "3 working days",
            "2026-04-09 17:30",
            "2026-04-15 17:00",
        ),  # Thursday evening is still Thursday
        (SAME_DAY, "3 working days", "2026-04-10 17:30", "2026-04-16 17:00"),  # Friday is Sunday all the same
        (SAME_DAY, "immediate", "2026-04-09 17:30", "2026-04-12 17:00"),  # what has closed cannot be kept
        (SAME_DAY, "by 2026-04-09", "2026-04-09 17:30", "2026-04-12 17:00"),  # nor a letter due today
        (
            SAME_DAY_NOT_ROLLING,
            "by 2026-04-09",
            "2026-04-09 17:30",
            "2026-04-10 17:00",
        ),  # the next day, closed as it is
        (
            NOT_ROLLING,
            "5 calendar days",
            "2026-04-12 10:00",
            "2026-04-17 17:00",
        ),  # Friday, at the hour it would close
        (NOT_ROLLING, "1 week", "2026-04-12 10:00", "2026-04-19 17:00"),  # an open day is as ever
        (NOT_ROLLING, "by 2026-04-14", "2026-04-06 10:00", "2026-04-14 17:00"),  # New Year
        (
            BEFORE_THE_ORDER,
            "1 working day",
            "2025-05-15 10:00",
            "2025-05-18 17:00",
        ),  # Saturday 17 was not yet worked
        (
            BEFORE_THE_ORDER,
            "1 working day",
            "2025-06-04 10:00",
            "2025-06-11 17:00",
        ),  # Wednesday 11 was not yet off
        (KNOWN, "1 working day", "2025-06-04 10:00", "2025-06-15 17:00"),  # the same case after the order
    ],
)
def test_settings_and_later_orders_change_what_the_clerk_finds(calendar, promise, received, expected):
    assert compute_due(calendar, read_promise(promise), at(received)) == at(expected)
