"""The way of a batch from its plan to three months after the last class: each step with its figure, and what
is owed in it, by whom and by when. Which step it stands at, and what is owed next, say the rules.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse

from ongikar.cases.officer.case.hand_over import holder_names
from ongikar.core.i18n.say import say
from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering
from ongikar.gatherings.payees import codes_to_pay

from . import rules, states, words
from .after.certifying import OwedCertificates, owed_certificates
from .after.completing import totals_of
from .after.questions import months_after
from .after.sessions import sessions_of
from .classes_steps import Next
from .models import Application, Batch, BatchAct, BatchRound, Call, FollowUp, Offer
from .way_parts import DueChip, Marks, Owed, Step, Way, seat_marks

# In these something is taught, or was.
TAUGHT = frozenset({states.RUNNING, states.FINISHED, states.CERTIFIED})
OVER = frozenset({states.FINISHED, states.CERTIFIED})
# The act with which a step was done.
ENDED_BY = {
    rules.SELECTION: states.PUBLISH_RESULT,
    rules.SEATS: states.BEGIN,
    rules.CLASSES: states.FINISH,
}
FIRST_FOLLOW_UP = 3
# How many classes that nobody wrote down, and people who miss too much, are named.
NAMED = 3


def way_of(batch: Batch, call: Call | None, counts: Counter, coming: Next, now: datetime) -> Way:
    return BatchWay(batch, call, counts, coming, now).way()


class BatchWay:
    """What one batch's way is read from; each is asked of the database once, and only in the states in which
    there is something to read.
    """

    def __init__(self, batch: Batch, call: Call | None, counts: Counter, coming: Next, now: datetime) -> None:
        self.batch, self.call, self.counts, self.coming, self.now = batch, call, counts, coming, now
        self.today = words.day_of(now)

    def way(self) -> Way:
        owed = list(self.all_owed())
        at = rules.step_at(self.progress)
        steps = [self.step(name, at, owed) for name in rules.STEPS if self.has_step(name)]
        return Way(
            steps,
            [(each, self.chip(each)) for each in owed],
            self.also_words(owed),
            self.certificate_marks(),
            self.classes_to_write[0][1] if self.classes_to_write else None,
        )

    # ---- what is known ----

    @cached_property
    def officer(self) -> str:
        names = holder_names([self.batch.post], self.now).get(self.batch.post_id)
        return ", ".join(names) if names else self.batch.post.title

    @cached_property
    def done_on(self) -> dict[str, datetime]:
        """When each act was done last."""
        rows = BatchAct.objects.filter(batch=self.batch, name__in=ENDED_BY.values()).order_by("id")
        return dict(rows.values_list("name", "at"))

    @cached_property
    def sessions(self) -> list[Gathering]:
        return sessions_of(self.batch) if self.batch.state in TAUGHT else []

    @property
    def classes_to_write(self) -> list[tuple[int, Gathering]]:
        """The classes that are not written down, each with its number."""
        numbered = enumerate(self.sessions, 1)
        return [(number, each) for number, each in numbered if each.state in transitions.COMING]

    @cached_property
    def certificates(self) -> OwedCertificates:
        return owed_certificates(self.batch, self.now) if self.batch.state in OVER else OwedCertificates()

    @cached_property
    def has_last_test(self) -> bool:
        rounds = BatchRound.objects.filter(batch=self.batch, part=BatchRound.POST)
        return self.batch.state in TAUGHT and rounds.exists()

    @cached_property
    def follow_ups(self) -> tuple[int, int]:
        """Of the first of them: how many there are, and how many were answered."""
        if self.batch.state not in OVER:
            return 0, 0
        rows = FollowUp.objects.filter(application__call__batch=self.batch, months=FIRST_FOLLOW_UP)
        counted = rows.aggregate(all=Count("pk"), told=Count("answered_at"))
        return counted["all"], counted["told"]

    @cached_property
    def first_answer_by(self) -> datetime | None:
        if not self.counts[states.OFFERED]:
            return None
        waiting = Offer.objects.filter(seat__batch=self.batch, state=Offer.OPEN)
        first: datetime | None = waiting.aggregate(first=Min("expires_at"))["first"]
        return first

    @cached_property
    def progress(self) -> rules.BatchProgress:
        asked, told = self.follow_ups
        return rules.BatchProgress(
            self.batch.state,
            unsettled=self.counts[states.ENROLLED] if self.batch.state in OVER else 0,
            certificates=self.certificates.count,
            untold=asked - told,
        )

    @property
    def seat_holders(self) -> int:
        """How many hold a seat, or held it to the end."""
        return sum(self.counts[state] for state in (*SEATED_STATES, states.DROPPED))

    @property
    def follow_up_on(self) -> date:
        return months_after(self.batch.ends_on, FIRST_FOLLOW_UP)

    @property
    def certificates_by(self) -> date:
        """The day that follows from the last class, as long as no certificate has a day of its own."""
        due = self.certificates.due_at
        if due is not None:
            return words.day_of(due)
        return self.batch.office.calendar.add_working_days(self.batch.ends_on, rules.CERTIFICATE_DAYS)

    # ---- what is owed ----

    def all_owed(self) -> Iterator[Owed]:
        """What comes next in front, then the rest as it comes."""
        name, due = self.owed_by_rule()
        if self.coming.button and self.coming.is_owed:
            yield self.of_office(self.next_words(), self.coming.due or due, self.coming.url)
            if name in rules.OF_OTHERS:
                yield self.owed_by_name(name, due)
        elif name:
            yield self.owed_by_name(name, due)
        if self.batch.state == states.RUNNING:
            yield from self.owed_while_running(name)
        asked, told = self.follow_ups
        if asked > told:
            yield Owed(
                say("কী করছেন, জানানো: {n} জন", "Say what they do now: {n}", n=asked - told),
                say("অংশগ্রহণকারী", "Participants"),
                self.follow_up_on,
                self.classes_url,
                is_by_others=True,
            )

    def owed_by_rule(self) -> tuple[str, date | None]:
        if self.call is None:
            return "", None
        days = rules.BatchDays(
            self.call.closes_at,
            self.call.draw_at,
            self.call.result_on,
            self.batch.starts_on,
            self.batch.ends_on,
            self.first_answer_by,
            self.classes_to_write[0][1].ends_at if self.classes_to_write else None,
            self.certificates.due_at,
        )
        return rules.what_is_owed(self.batch.state, days, self.now)

    def next_words(self) -> str:
        """What the one button leads to; of a class, of which."""
        if self.batch.state == states.RUNNING and self.classes_to_write and not self.coming.act:
            return self.attendance_words(self.classes_to_write[0][0])
        return self.coming.button

    def owed_by_name(self, name: str, due: date | None) -> Owed:
        if name == rules.TO_RECORD:
            number, session = self.classes_to_write[0]
            return self.of_office(self.attendance_words(number), due, self.url_of_class(session))
        if name in rules.OF_OTHERS:
            return Owed(say(*words.OWED_WORDS[name]), say(*words.OTHERS_WORDS[name]), due, is_by_others=True)
        return self.of_office(say(*words.OWED_WORDS[name]), due)

    def owed_while_running(self, name: str) -> Iterator[Owed]:
        past = [(number, each) for number, each in self.classes_to_write if each.ends_at < self.now]
        for number, session in past[1 : NAMED + 1]:
            yield self.of_office(self.attendance_words(number), session.ends_at, self.url_of_class(session))
        if self.first_answer_by:
            yield self.owed_by_name(rules.TO_ANSWER, self.first_answer_by)
        if self.batch.course.pass_percent and not self.has_last_test:
            yield self.of_office(self.test_words, self.batch.ends_on, self.classes_url)

    def of_office(self, what: str, due: date | None, url: str = "") -> Owed:
        return Owed(what, self.officer, due, url)

    def attendance_words(self, number: int) -> str:
        return say("উপস্থিতি লিখুন, ক্লাস {n}", "Write the attendance of class {n}", n=number)

    @property
    def test_words(self) -> str:
        return say("শেষ পরীক্ষার প্রশ্ন দিন", "Give the questions of the last test")

    @property
    def classes_url(self) -> str:
        return reverse("batch_classes", args=[self.batch.number])

    def url_of_class(self, session: Gathering) -> str:
        return reverse("gathering", args=[session.pk])

    def also_words(self, owed: list[Owed]) -> str:
        """What the office owes already beside what comes next."""
        late = [each for each in owed[1:] if not each.is_by_others and self.days_left(each) < 0]
        return "; ".join(
            say(
                "{what} ({day} থেকে)",
                "{what} (since {day})",
                what=each.what,
                day=words.short_day(each.due),
            )
            for each in late
            if each.due
        )

    def days_left(self, owed: Owed) -> int:
        """Until its day; minus so many where that has passed."""
        return (words.day_of(owed.due) - self.today).days if owed.due else 0

    def chip(self, owed: Owed) -> DueChip:
        if owed.due is None:
            return DueChip("", "")
        left = self.days_left(owed)
        if left < 0 and not owed.is_by_others:
            return DueChip("late", say("{n} দিন দেরি", "{n} [day|days] late", n=-left))
        if left < 0:
            return DueChip("wait", say("{n} দিন ধরে", "for {n} [day|days]", n=-left))
        return DueChip("today", say("আজ", "Today")) if left == 0 else DueChip("", words.short_day(owed.due))

    # ---- the steps ----

    def has_step(self, name: str) -> bool:
        """An office that has no rate pays no allowance."""
        return name != rules.ALLOWANCE or bool(codes_to_pay(self.batch.office))

    def step(self, name: str, at: str, owed: list[Owed]) -> Step:
        done = rules.steps_done(self.progress)
        look = "is" if name == at else "done" if name in done else ""
        step = Step(name, self.title(name), look, getattr(self, f"figure_of_{name}")())
        if look == "done":
            ended = self.done_on.get(ENDED_BY.get(name, ""))
            until = say("{day} শেষ", "done {day}", day=words.short_day(ended)) if ended else ""
            return replace(step, until=until)
        if self.batch.state not in states.STATIONS:
            return step
        if look == "is" and owed:
            chip = self.chip(owed[0])
            return replace(
                step,
                owed=self.owed_words(owed[0]),
                until=self.until_words(owed[0], chip),
                is_late=chip.look == "late",
            )
        return replace(step, owed=self.owed_later(name), until=self.until_later(name))

    def owed_words(self, owed: Owed) -> str:
        return say("{who}: {what}", "{who}: {what}", who=owed.who, what=owed.what)

    def until_words(self, owed: Owed, chip: DueChip) -> str:
        if not chip.words or chip.look:
            return chip.words
        return say("{day} পর্যন্ত", "by {day}", day=chip.words)

    def title(self, name: str) -> str:
        title = say(*words.STEP_WORDS[name])
        if name != rules.CLASSES:
            return title
        held = sum(each.state == transitions.RECORDED for each in self.sessions)
        return say(
            "{title} {held}/{all}",
            "{title} {held}/{all}",
            title=title,
            held=held,
            all=len(self.sessions) or self.batch.classes,
        )

    def owed_later(self, name: str) -> str:
        """Who will owe what in a step that has not come."""
        match name:
            case rules.SEATS:
                return say("নির্বাচিতরা: আসন নেবেন", "Whoever is chosen: take the seat")
            case rules.CLASSES:
                return say("{who}: উপস্থিতি", "{who}: attendance", who=self.officer)
            case rules.ASSESSMENT if self.batch.course.pass_percent and not self.has_last_test:
                return say("{who}: প্রশ্নমালা", "{who}: the questions", who=self.officer)
            case rules.ALLOWANCE:
                return say("{who}: ভাতার পাতা", "{who}: payment sheet", who=self.officer)
            case rules.CERTIFICATES:
                return say("{who}: সনদ", "{who}: certificates", who=self.officer)
            case rules.AFTERWARDS:
                return say("অংশগ্রহণকারী: কাজে লেগেছে?", "Participants: was it of use?")
        return ""

    def until_later(self, name: str) -> str:
        match name:
            case rules.SEATS | rules.CLASSES:
                by = self.batch.starts_on if name == rules.SEATS else self.batch.ends_on
            case rules.ASSESSMENT if not self.owed_later(name):
                return ""
            case rules.ASSESSMENT | rules.ALLOWANCE:
                by = self.batch.ends_on
            case rules.CERTIFICATES:
                by = self.certificates_by
            case rules.AFTERWARDS:
                return words.long_month_day(self.follow_up_on)
            case _:
                return ""
        return say("{day} পর্যন্ত", "by {day}", day=words.short_day(by))

    def figure_of_selection(self) -> str:
        applied = self.counts.total()
        if self.call is None:
            return say("{n} আসন", "{n} [seat|seats]", n=self.batch.seats)
        if self.batch.state in (states.CALLED, states.CLOSED):
            return say(
                "{n}টি আবেদন, {open}টি যাচাই বাকি",
                "{n} [application|applications], {open} to check",
                n=applied,
                open=self.counts[states.RECEIVED],
            )
        return say("{n} জনের {taken} জন", "{taken} of {n}", n=applied, taken=self.seat_holders)

    def figure_of_seats(self) -> str:
        if self.batch.state == states.OFFERING:
            return say(
                "{all}টির {taken}টি ভর্তি, {open}টি উত্তর বাকি",
                "{taken} of {all} taken, {open} to answer",
                all=self.batch.seats,
                taken=self.counts[states.ENROLLED],
                open=self.counts[states.OFFERED],
            )
        if self.batch.state in TAUGHT:
            if not self.counts[states.WAITING]:
                return say("{n} জন", "{n} seated", n=self.seat_holders)
            return say(
                "{n} জন, অপেক্ষায় {waiting}",
                "{n} seated, {waiting} waiting",
                n=self.seat_holders,
                waiting=self.counts[states.WAITING],
            )
        return say("{n} আসন", "{n} [seat|seats]", n=self.batch.seats)

    def figure_of_classes(self) -> str:
        """It stands in the title."""
        return ""

    def figure_of_assessment(self) -> str:
        least = self.batch.course.pass_percent
        if self.has_last_test:
            return say("প্রশ্ন দেওয়া হয়েছে", "Questions were given")
        if not least:
            return say("পরীক্ষা নেই", "No test")
        return say("শেষ পরীক্ষায় অন্তত {n}%", "{n}% in the last test", n=least)

    def figure_of_allowance(self) -> str:
        if self.batch.state in OVER:
            return say("পাতা চূড়ান্ত", "The sheet is final")
        return say("উপস্থিতি থেকে হিসাব হয়", "Follows from attendance")

    def figure_of_certificates(self) -> str:
        if self.batch.state not in OVER:
            least = self.batch.course.attendance_percent
            return say("উপস্থিতি অন্তত {n}%", "{n}% attendance", n=least)
        passed = self.counts[states.COMPLETED]
        return say(
            "{all} জনের {n} জন পেয়েছেন",
            "{n} of {all} given",
            all=passed,
            n=passed - self.certificates.count,
        )

    def figure_of_afterwards(self) -> str:
        asked, told = self.follow_ups
        if not asked:
            return ""
        return say("{all} জনের {n} জন জানিয়েছেন", "{n} of {all} answered", all=asked, n=told)

    # ---- certificates ----

    def certificate_marks(self) -> Marks | None:
        """While it runs, who is on the way to one; afterwards, who has it."""
        if self.batch.state == states.RUNNING:
            return self.marks_while_running()
        passed = self.counts[states.COMPLETED]
        if self.batch.state not in OVER or not passed:
            return None
        owed = self.certificates.count
        title = (
            say("সনদ বাকি: {n}", "Certificates owed: {n}", n=owed)
            if owed
            else say("সবাই সনদ পেয়েছেন: {n}", "All certificates are given: {n}", n=passed)
        )
        lines = [self.certificate_day()] if owed else []
        return Marks(title, seat_marks({"on": passed - owed, "ask": owed}), lines)

    def certificate_day(self) -> str:
        day = words.long_day(self.certificates_by)
        if self.certificates_by < self.today:
            return say("সনদের শেষ দিন ছিল {day}।", "The certificates were due by {day}.", day=day)
        return say(
            "সনদের শেষ দিন {day}: শেষ ক্লাসের {n} কার্যদিবসের মধ্যে।",
            "The certificates are due by {day}: within {n} working [day|days] after the last class.",
            day=day,
            n=rules.CERTIFICATE_DAYS,
        )

    def marks_while_running(self) -> Marks | None:
        totals, least = totals_of(self.batch, self.now), self.batch.course.attendance_percent
        seated = Application.objects.filter(call=self.call, state=states.ENROLLED)
        people: list[Any] = list(seated.select_related("case__applicant").order_by("roll"))
        lost = []
        for each in people:
            mine = totals.get(each.case.applicant_id or 0)
            if mine and mine.reachable_percent is not None and mine.reachable_percent < least:
                lost.append((each, mine))
        if not people:
            return None
        on_way = len(people) - len(lost)
        lines = [
            say(
                "{n} জন পাওয়ার পথে; সনদ পেতে {least}% উপস্থিতি লাগে।",
                "{n} [person is|people are] on the way; {least}% attendance is needed.",
                n=on_way,
                least=least,
            ),
            *(
                say(
                    "{who}: উপস্থিতি {n}%; বাকি সব ক্লাসে এলেও {most}% হবে।",
                    "{who}: {n}% so far, and {most}% if they come to every class that is left.",
                    who=each.case.applicant.shown_name if each.case.applicant else "",
                    n=mine.percent or 0,
                    most=mine.reachable_percent,
                )
                for each, mine in lost[:NAMED]
            ),
            self.certificate_day(),
        ]
        title = say("সনদ বাকি: {n}", "Certificates to come: {n}", n=len(people))
        return Marks(title, seat_marks({"ask": on_way, "free": len(lost)}), lines)


SEATED_STATES = (states.ENROLLED, states.COMPLETED, states.NOT_COMPLETED)
