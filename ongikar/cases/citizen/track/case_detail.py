"""What the person who follows a case is shown: where it stands, what has happened, and what they may do."""

from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from ongikar.cases.act_words import act_words_for_citizen
from ongikar.cases.actions.attachments import (
    ACTS_WITH_PAPERS,
    attached_papers,
    paper_titles,
    papers_from_applicant,
)
from ongikar.cases.actions.intake_debts import papers_to_show, titles_of_seen_papers, unseen_documents
from ongikar.cases.case_promise import PromiseDisplay, display_promise, promise_words
from ongikar.cases.day_by_day import promise_days
from ongikar.cases.kinds import Result, kind_of
from ongikar.cases.models import LEFT, LEFT_BY, LEFT_ON, Act, Case
from ongikar.cases.result_paper import has_paper
from ongikar.cases.state_words import ShownState, all_steps, state_of
from ongikar.charter.terms import document_name
from ongikar.clock.day_moves import move_lines
from ongikar.core.i18n.say import say
from ongikar.papers.models import Paper
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.promise.days import DayStretch


class CitizenHistoryLine(NamedTuple):
    """One line of the history. `is_bad`: a promise broke."""

    at: datetime
    words: str
    said: str = ""
    is_bad: bool = False
    papers: list[Paper] = []


class GivenPart(NamedTuple):
    """What was given in part, and what is left: from whom, and by which day."""

    given: str
    left: str
    left_by: str
    left_on: date
    papers: list[Paper]


# How each paper stands, by its state: sign and words.
PAPER_WORDS = {
    "come": ("done", "পেয়েছি", "Received"),
    "seen": ("done", "দেখেছি", "Seen"),
    "unseen": ("wait", "দেখানো হয়নি", "Not shown yet"),
    "owed": ("wait", "দিতে হবে", "To be given"),
    "to_show": ("wait", "দেখাতে হবে", "To be shown"),
}


class CasePaper(NamedTuple):
    """A paper of the case in the page's language: come, seen at the desk or not, to be shown at the office,
    or still owed.
    """

    name: str
    state: str
    paper: Paper | None = None

    @property
    def mark(self) -> str:
        return PAPER_WORDS[self.state][0]

    @property
    def words(self) -> str:
        return say(*PAPER_WORDS[self.state][1:])


class CaseDetail:
    """One case as its applicant sees it at `now`. Reads acts and papers once each."""

    def __init__(self, case: Case, now: datetime) -> None:
        self.case, self.now = case, now

    @cached_property
    def acts(self) -> list[Act]:
        return list(self.case.acts_in_order)

    def may(self, act: str) -> bool:
        return case_transitions.may_follow(self.case.state, act, [done.name for done in self.acts])

    @cached_property
    def state(self) -> ShownState:
        return state_of(self.case, self.now)

    @cached_property
    def promise(self) -> PromiseDisplay:
        return display_promise(self.case.clock, self.now)

    @cached_property
    def is_late(self) -> bool:
        return self.case.clock.is_late(self.now)

    @cached_property
    def is_overdue(self) -> bool:
        """Past the day that counts now: only then does no paper move it any more."""
        return self.case.clock.is_overdue(self.now)

    @cached_property
    def steps(self) -> list[str]:
        """The steps of the promise, where it has several."""
        return all_steps(self.promise.state)

    @cached_property
    def endings(self) -> list["CaseDetail"]:
        """The case as it had ended each time before it was reopened."""
        return [CaseDetail(ending.case_then(), self.now) for ending in self.case.endings_before]

    @property
    def promise_heading(self) -> str:
        """What stands over the bar."""
        if self.case.is_open:
            return say("কবে পাবেন", "When you will have it")
        if self.case.state == case_transitions.KEPT:
            return say("কথা কতটা রাখা হলো", "How the promise was kept")
        return say("আবেদনের কী হলো", "Outcome")

    @cached_property
    def promise_words(self) -> str:
        """The sentence under the bar: by when, or how it ended."""
        return promise_words(self.case, self.promise, is_late=self.is_late)

    @cached_property
    def days(self) -> tuple[DayStretch, ...]:
        """The days of the count, as the table under the bar tells them."""
        return promise_days(self.promise)

    @cached_property
    def heed_act(self) -> Act | None:
        """What the office wrote that it did about a poor rating."""
        this_round = reversed(self.acts)
        return next((act for act in this_round if act.name == case_transitions.HEED), None)

    @property
    def heed_day(self) -> date | None:
        """By when somebody sees to a poor rating."""
        return self.case.heed_by.astimezone(TZ).date() if self.case.heed_by else None

    @property
    def is_asked(self) -> bool:
        return self.case.state == case_transitions.WAITING

    @cached_property
    def asking(self) -> Act | None:
        """The act by which the office last asked for something."""
        return next((act for act in reversed(self.acts) if act.name == "ask_for_papers"), None)

    @property
    def missing(self) -> list[str]:
        return list(self.asking.data.get("missing", ())) if self.asking and self.is_asked else []

    @property
    def missing_words(self) -> str:
        return ", ".join(held.name for held in self.papers if held.state == "owed")

    @cached_property
    def part(self) -> GivenPart | None:
        """The last part given, while the rest of it is owed."""
        if not self.case.is_given_in_part:
            return None
        act = next(act for act in reversed(self.acts) if act.name == case_transitions.KEEP_PART)
        day = date.fromisoformat(act.data[LEFT_ON])
        return GivenPart(act.words, act.data[LEFT], act.data[LEFT_BY], day, attached_papers(act, self.case))

    @cached_property
    def result_papers(self) -> list[Paper]:
        """What the office enclosed with its last word."""
        if self.case.is_open or not (given := [act for act in self.acts if act.name in ACTS_WITH_PAPERS]):
            return []
        return attached_papers(given[-1], self.case)

    @cached_property
    def result(self) -> Result | None:
        """What the person holds at the end, or the refusal in writing."""
        return kind_of(self.case.row).result(self.case)

    @property
    def has_paper(self) -> bool:
        """Whether it ended with a letter, which can be saved."""
        return has_paper(self.case)

    @cached_property
    def history(self) -> list[CitizenHistoryLine]:
        """What has happened, the latest first, and with it each moment a promise broke or an order moved its
        day.
        """
        lines = [
            CitizenHistoryLine(act.at, words, words_to_applicant(act), papers=attached_papers(act, self.case))
            for act in self.acts
            if (words := act_words_for_citizen(act, self.case))
        ]
        broken = say("সময় পেরিয়ে গেছে। আমরা কথা রাখতে পারিনি।", "The time passed. We did not keep our word.")
        lines += [CitizenHistoryLine(due, broken, is_bad=True) for due in self.case.breaches(self.now)]
        lines += [CitizenHistoryLine(move.at, words) for move, words in move_lines(self.case.clocks)]
        # Of what happened at one moment, the later one comes first too.
        lines.reverse()
        return sorted(lines, key=lambda happened: happened.at, reverse=True)

    @cached_property
    def debts(self) -> list[str]:
        """What the office has not asked yet, though it must be known, in the words of the questions."""
        return [question for _, question in kind_of(self.case.row).debts(self.case)]

    @cached_property
    def papers(self) -> list[CasePaper]:
        brought = papers_from_applicant(self.case)
        seen = titles_of_seen_papers(self.case) or ()
        # The form of the kind is made to read them.
        names = paper_titles(self.case.row) if brought or seen or self.missing else {}
        held = [
            CasePaper(document_name(each), "come")
            for each in self.case.row.documents
            # What is asked for once more is owed, however it came before.
            if each.get("provided_by_form") and each["bn"] not in self.missing
        ]
        held += [CasePaper(names.get(paper.title, paper.title), "come", paper) for paper in brought]
        held += [CasePaper(names.get(title, title), "seen") for title in seen]
        held += [
            CasePaper(document_name(each), "unseen")
            for each in unseen_documents(self.case)
            if each["bn"] not in self.missing
        ]
        held += [CasePaper(name, "to_show") for name in papers_to_show(self.case)]
        return held + [CasePaper(names.get(title, title), "owed") for title in self.missing]


ACTS_WITH_WORDS = frozenset(
    {
        "ask_for_papers",
        case_transitions.KEEP_PART,
        case_transitions.INFORM,
        case_transitions.DROP,
        "refuse",
        "extend",
        "event_came",
        "keep_step",
        case_transitions.REOPEN,
        case_transitions.REFUSE_CORRECTION,
        case_transitions.PROPOSE_DAY,
        case_transitions.AGREE_DAY,
    }
)


def words_to_applicant(act: Act) -> str:
    """The words that came with an act, where the office wrote them to the person."""
    return act.words if act.name in ACTS_WITH_WORDS else ""


def missing_papers(case: Case) -> list[str]:
    """What the office last asked for, while it is still owed."""
    if case.state != case_transitions.WAITING:
        return []
    act = case.acts.filter(name="ask_for_papers").order_by("-id").first()
    return list(act.data.get("missing", ())) if act else []
