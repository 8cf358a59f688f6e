"""What has happened in the office of every promise by the first morning: one case for each page an act on a
clock has.

Each is called by what it shows; `numbers` tells its number by that name.
"""

from dataclasses import replace
from datetime import datetime

from ongikar.cases import actions
from ongikar.cases.actions import clock
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.clock.watch import watch_clocks
from ongikar.journal.outbox import run_due_entries
from ongikar.offices.models import Office, Post
from ongikar.people.models import User
from tests.scene import QUESTIONS, RAHIMA

WHY = "মাঠ থেকে তথ্য আসতে দেরি হচ্ছে।"
GIVEN = "হরিদেবপুর ও মমিনপুরের সাতটি ল্যাব চালু আছে।"
CHECKED = "কাগজ মিলিয়ে দেখা হয়েছে।"
LEFT_OUT = "উত্তরে তালিকার একটি পাতা বাদ পড়েছিল।"
BY_LETTER = QUESTIONS | {"letter_date": "2026-11-16"}
MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (f"2026-11-{day}T" for day in (16, 17, 18, 19))

# Name, charter row, when it came, and the acts: each with its moment and what was written down.
CAME = clock.event_came
CASES = {
    "extendable": ("working-days", THURSDAY + "10:00", []),
    "extended": (
        "working-days",
        WEDNESDAY + "10:00",
        [
            (clock.extend, THURSDAY + "12:00", {"working_days": 4, "reason": WHY}),
        ],
    ),
    "without a limit": ("without-ceiling", THURSDAY + "16:00", []),
    "awaits the paper": ("other-office", THURSDAY + "10:10", []),
    "awaits the allocation": ("allocation", THURSDAY + "10:20", []),
    "awaits the meeting": ("meeting", THURSDAY + "10:30", []),
    "awaits the whole": ("complete", THURSDAY + "10:40", []),
    "awaits the event": ("event", THURSDAY + "10:50", []),
    "the paper came": (
        "other-office",
        TUESDAY + "10:00",
        [
            (
                CAME,
                WEDNESDAY + "15:00",
                {"event": "other_office", "on": WEDNESDAY + "11:30", "words": "জেলা কার্যালয়ের কাগজ এসেছে।"},
            ),
        ],
    ),
    "in the first step": ("stages", THURSDAY + "11:00", []),
    "in the second step": (
        "stages",
        MONDAY + "10:00",
        [
            (clock.keep_step, TUESDAY + "11:00", {"words": CHECKED}),
        ],
    ),
    "the meeting was held": (
        "stages",
        MONDAY + "10:05",
        [
            (clock.keep_step, TUESDAY + "11:05", {"words": CHECKED}),
            (CAME, WEDNESDAY + "16:00", {"event": "meeting", "on": WEDNESDAY + "15:00", "words": ""}),
        ],
    ),
    "in the last step": (
        "stages",
        MONDAY + "10:10",
        [
            (clock.keep_step, THURSDAY + "11:10", {"words": CHECKED}),
            (CAME, THURSDAY + "13:00", {"event": "meeting", "on": THURSDAY + "12:00", "words": ""}),
            (clock.keep_step, THURSDAY + "16:10", {"words": "সভায় অনুমোদিত।"}),
        ],
    ),
    "all steps": (
        "stages",
        MONDAY + "10:15",
        [
            (clock.keep_step, TUESDAY + "11:15", {"words": CHECKED}),
            (CAME, WEDNESDAY + "12:15", {"event": "meeting", "on": WEDNESDAY + "12:00", "words": ""}),
            (clock.keep_step, WEDNESDAY + "16:15", {"words": "সভায় অনুমোদিত।"}),
            (actions.keep, THURSDAY + "15:00", {"outcome": {"given": "all", "words": GIVEN}}),
        ],
    ),
    "given late": (
        "at-once-or-days",
        "2026-11-12T10:00",
        [
            (actions.keep, THURSDAY + "11:00", {"outcome": {"given": "all", "words": GIVEN}}),
        ],
    ),
    "given in time": (
        "per-letter",
        MONDAY + "12:00",
        [
            (actions.keep, WEDNESDAY + "11:00", {"outcome": {"given": "all", "words": GIVEN}}),
        ],
    ),
    "reopened": (
        "working-days",
        "2026-11-12T10:10",
        [
            (actions.keep, WEDNESDAY + "11:10", {"outcome": {"given": "all", "words": GIVEN}}),
            (clock.reopen, THURSDAY + "10:15", {"reason": LEFT_OUT}),
            (clock.extend, THURSDAY + "12:15", {"working_days": 1, "reason": WHY}),
        ],
    ),
    "refused": (
        "cases",
        TUESDAY + "12:00",
        [
            (actions.refuse, WEDNESDAY + "12:00", {"reason": "চাওয়া তথ্যটি গোপনীয় বলে দেওয়া গেল না।"}),
        ],
    ),
}
ANSWERS = {"given in time": BY_LETTER, "refused": QUESTIONS | {"limit": "1"}}
# Two of them read English, so that its papers are seen as well.
IN_ENGLISH = {"all steps", "given late"}


def moment(written: str) -> datetime:
    return datetime.fromisoformat(f"{written}+06:00")


def make_cases(office: Office, now: datetime) -> None:
    """All of them, in the order in which things happened; the watch looks before each."""
    officer = User.objects.get(holdings__post__office=office, holdings__post__role=Post.OFFICER)
    happenings = [
        (moment(at), place, name, act, facts)
        for place, (name, (_, received, acts)) in enumerate(CASES.items())
        for act, at, facts in [(receive, received, {}), *acts]
    ]
    cases: dict[str, Case] = {}
    for at, _, name, act, facts in sorted(happenings, key=lambda each: each[:2]):
        watch_clocks(at)
        run_due_entries(at)
        if act is receive:
            cases[name] = receive(office, name, at)
            continue
        cases[name].refresh_from_db()
        if "on" in facts:
            facts = facts | {"on": moment(facts["on"])}
        act(cases[name], **facts, actor=("user", officer.pk), now=at)
    watch_clocks(now)
    run_due_entries(now)


def receive(office: Office, name: str, at: datetime) -> Case:
    row = Service.objects.get(version__office=office, version__effective_to=None, code=CASES[name][0])
    person = replace(RAHIMA, name="Rahima Khatun", address="Haridebpur, Rangpur Sadar", language="en")
    return actions.receive_case(
        service=row,
        person=person if name in IN_ENGLISH else RAHIMA,
        answers=ANSWERS.get(name, QUESTIONS),
        channel=Case.ONLINE,
        submission=name,
        now=at,
    )
