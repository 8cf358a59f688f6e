"""The plugin registry: what every kind of service must answer, and the promises nobody applies for, which
each kind opens when they come due.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db.models import QuerySet, Value
from django.forms import Textarea
from django.utils.module_loading import import_string

from ongikar.cases.rights import may_handle
from ongikar.charter.models import Service
from ongikar.charter.service_presets import Preset
from ongikar.charter.undertakings import undertaking_of, until_its_day
from ongikar.core.forms.fields import TextField, UploadField
from ongikar.core.i18n.say import language, say, say_lazy, value_in_words
from ongikar.core.isolation import run_isolated
from ongikar.journal.actions import Reference
from ongikar.journal.silences import Look
from ongikar.offices.models import Office
from ongikar.people.post_holders import PostHolder
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.rules.promise import Promise
from ongikar.rules.promise.undertaking import Undertaking

from . import intake_forms
from .case_groups import CaseGroup
from .checklist import ChecklistItem
from .former_interface import FormerInterface, require_interface, require_module
from .intake_forms import Intake, Outcome, QuestionForm, answered_questions, is_answered, register_entry
from .outcome_rules import KEEP, OPEN, PART, Missing, OutcomeFault, Rule, Verdict
from .results import GIVEN, Panel, Result, Urgency, first_line

if TYPE_CHECKING:
    from ongikar.cases.models import Case
    from ongikar.papers.check import Clean

__all__ = [
    "KEEP",
    "OPEN",
    "PART",
    "Intake",
    "Kind",
    "Missing",
    "Outcome",
    "OutcomeFault",
    "Panel",
    "Result",
    "Rule",
    "Urgency",
    "Verdict",
    "is_asked_for",
    "kind_of",
    "kinds",
    "own_duty",
]

# Where nobody named a time.
USUAL_BEGIN = time(10)


class Kind:
    """The answers of a kind that has nothing special to say."""

    # Called with the charter row as `service`; a kind with several sets of questions makes it a method.
    intake_form: Callable[..., Intake] = Intake
    outcome_form: Callable[..., Outcome] = Outcome
    # The button of the closing act, and the name of the paper it makes.
    keep_words = say_lazy("সেবা দেওয়া হয়েছে", "Service given")
    result_words = say_lazy("সেবা প্রদানের পত্র", "Note of the service given")
    # Whether the act's own form keeps the promise, and no other page does (closing_page).
    is_kept_by_form = True
    # Whether that form says only what rows of the case say already, so that no other has the same answer.
    rests_on_rows = False
    # The question that says how much was given, and what must be so before the promise may be called kept.
    verdict: Verdict = GIVEN
    rules: tuple[Rule, ...] = ()
    # What a charter row of this kind may be: offered to the officer who reviews a charter, and
    # suggested by its words.
    sorts: tuple[Preset, ...] = ()
    # The question for the day on which what is asked takes place; "": it names none, or only wishes.
    takes_place = ""
    # Whether either side may name a day until the other agrees; a visit's moves no due day (agreed_days.py).
    agrees_on_day = False
    # The question for the time of day at which it begins.
    begins_at = ""
    # As which sort of gathering its day is drawn in the week of the office, and its word there; "": it has no
    # day, or stands there as a gathering of its own.
    week_sort = ""
    week_words: str = ""
    # The question whose answer says in a list of cases what is asked for; "": the first that takes sentences.
    headline = ""
    # The question of the form that the words of its outcome answer, so that a note may be made of both, and a
    # note may answer it; "": of none.
    answers_question = ""
    # The question of the outcome that is answered in lines "task, who, by when", and what such a task comes
    # from (tasks/words.py); None where there is none.
    task_lines: tuple[str, str] | None = None
    # Raised when answers or outcomes that stood in words become rows; open cases of before are then adopted.
    form_version = 1
    # Work that every case of it brings, given as tasks with its receipt.
    checklist: tuple[ChecklistItem, ...] = ()
    # What of its questions is urgent when answered so.
    urgencies: tuple[Urgency, ...] = ()

    def own_duty(self, row: Service) -> str:
        """What the office owes under this row whether anybody asks or not, in a sentence; "" where it is
        asked for.
        """
        return ""

    def promise(self, answers: Mapping[str, Any], row: Service) -> Promise | None:
        """A limit of the kind's own, brought by the answers, that goes before the charter row's (a letter's
        date).
        """
        return None

    def undertaking(self, answers: Mapping[str, Any], row: Service) -> Undertaking:
        """What a new case is held to by its charter row, and what may follow for its clock."""
        return undertaking_of(answers, row, self.promise(answers, row))

    def undertaking_from(
        self, answers: Mapping[str, Any], row: Service, calendar: Calendar, received: datetime
    ) -> Undertaking:
        """What a case received at this moment is held to."""
        undertaking, day = self.undertaking(answers, row), answers.get(self.takes_place)
        return until_its_day(undertaking, date.fromisoformat(day), calendar, received) if day else undertaking

    def asked_begin(self, answers: Mapping[str, Any]) -> datetime | None:
        """The moment that the answers name; at the usual hour where they name a day alone."""
        day, at = answers.get(self.takes_place), answers.get(self.begins_at)
        if not day:
            return None
        hour = time.fromisoformat(at) if at else USUAL_BEGIN
        return datetime.combine(date.fromisoformat(day), hour, TZ)

    def urgent(self, answers: Mapping[str, Any]) -> str:
        """The key of the urgency that the answers tell of; "" for what can wait."""
        return next(
            (
                each.key
                for each in self.urgencies
                if all(answers.get(name) == value for name, value in each.answers.items())
            ),
            "",
        )

    def begin(self, case: "Case", *, now: datetime) -> None:
        """Open whatever the kind needs beside the case, in the transaction of the receipt."""

    def reopen(self, case: "Case", *, now: datetime) -> None:
        """Begin anew what the kind has beside a case that is promised anew, in the transaction of the act."""

    def end(self, case: "Case", *, now: datetime) -> None:
        """Close whatever the kind opened beside the case, in the transaction in which it ended."""

    def anonymise(self, case: "Case") -> None:
        """Empty what the kind's own tables keep of the person of an anonymised case; twice is once."""

    def day_agreed(self, case: "Case", *, begins: datetime, actor: Reference, now: datetime) -> None:
        """Both sides agreed on when it begins, at first or anew: in the transaction of the act."""

    def make_rows(self, case: "Case", *, now: datetime) -> None:
        """Make the rows of an open case that was received under an earlier form from what stands in its
        answers. Done twice it is done once, and no clock moves.
        """

    def acts(self, case: "Case", holder: PostHolder) -> list[str]:
        """The acts that may lawfully follow, for this person, the usual one first."""
        if not may_handle(holder, case.office_id):
            return []
        done, own = [act.name for act in case.acts_in_order], case.is_own_work
        taken_on = case_transitions.taken_on_by(done, self.agrees_on_day and not own, bool(self.takes_place))
        return [
            name
            for name in (
                "keep",
                *taken_on,
                "ask_for_papers",
                "refuse",
                "redirect",
                case_transitions.ASK_DROP,
                "note",
            )
            if case_transitions.may_follow(case.state, name, done)
            and case_transitions.is_act_available(name, is_own_work=own)
            # Only what the charter lists can be asked for: of a row that lists nothing there is
            # nothing to tick.
            and not (name == "ask_for_papers" and not case.row.documents)
        ]

    def hours_of_day(self, answers: Mapping[str, Any]) -> int:
        """How long it takes on its day; 0 where nobody said so."""
        return 0

    def reply_channel(self, case: "Case") -> str:
        """The channel of a letter that the applicant asked for; "" where the kind asks nothing of it."""
        return ""

    def closing_page(self, case: "Case") -> str:
        """The address of the page on which the promise is kept; "" where a single form keeps it."""
        return ""

    def answered_elsewhere(self, case: "Case") -> str:
        """The words of the button to the closing page, where no act of the case answers it. Reads nothing."""
        return ""

    def is_grouped(self, answers: Mapping[str, Any]) -> bool:
        """Whether a case of these answers is answered with others on a page of theirs, so that the lists of
        what is open have one row for all of them (`groups`). Reads nothing.
        """
        return False

    def groups(self, office: Office, *, now: datetime) -> Iterable[CaseGroup]:
        """Those of an office in which a case is open, in one statement."""
        return ()

    def open_groups(self, post: Value) -> QuerySet[Any] | None:
        """The rows behind the groups of a post, for the count of the menu; None where there are none."""
        return None

    def panel(self, case: "Case") -> Panel | None:
        """What the officer sees on the case page beyond the spine, as (template, context)."""
        return None

    def known_outcome(self, case: "Case") -> Mapping[str, Any]:
        """What the office's own records say of the outcome already, for the closing form to begin with."""
        return {}

    def enclosures(self, case: "Case", *, now: datetime) -> "Sequence[tuple[str, Clean]]":
        """What the kind makes of its own rows to go with the letter that keeps it, as (title, content)."""
        return ()

    def missing(self, case: "Case", outcome: Mapping[str, Any], *, now: datetime) -> list[Missing]:
        """What is still missing before the promise may be called kept by this outcome; nothing: it may.

        By whatever page the outcome is written, this is asked of it (cases/actions/case.py, keep).
        """
        answer = outcome.get(self.verdict.field)
        lacking = [each for rule in self.rules for each in rule(case, outcome, now)]
        if answer and self.verdict.comes_to.get(answer, OPEN) != KEEP:
            lacking.append(
                Missing(
                    self.verdict.field,
                    say(
                        "যা চাওয়া হয়েছিল তার সব দেওয়া হয়নি, তাই কথা রাখা হয়েছে বলা যায় না।",
                        "Not all that was asked for was given, so the promise cannot be called kept.",
                    ),
                )
            )
        return lacking

    def outcome(self, case: "Case") -> str | None:
        """None until the promise is kept or refused; then which."""
        return case.state if case.state in case_transitions.CLOSED else None

    def result(self, case: "Case") -> Result | None:
        """What the person holds at the end, in the language at hand: the kind's paper, or the refusal in
        writing.
        """
        if case.state == case_transitions.REFUSED:
            reason = (say("কারণ", "Reason"), case.outcome.get("reason", ""))
            return Result(say("নামঞ্জুরের পত্র", "Letter of refusal"), (reason, *self.after_refusal(case)))
        if case.state == case_transitions.DROPPED:
            post, reason = case.outcome.get("post", {}), case.outcome.get("reason", "")
            decided = (say("সিদ্ধান্ত দিয়েছেন", "Decided by"), say(post.get("bn", ""), post.get("en", "")))
            return Result(
                say("কাজ বাদ দেওয়ার সিদ্ধান্ত", "Decision to drop the work"),
                (decided, (say("কারণ", "Reason"), reason)),
            )
        if case.state != case_transitions.KEPT:
            return None
        given = tuple(self.answered_questions(self.outcome_form, case.outcome, case.row))
        return Result(str(self.result_words), (*self.given_before(case), *given, *self.not_wanted(case)))

    def given_before(self, case: "Case") -> Iterable[tuple[str, str]]:
        """The parts given before the last, each with its day, of a case that ended with the rest."""
        acts = list(case.acts_in_order)
        begun = case_transitions.round_begins(act.name for act in acts)
        parts = [act for act in acts[begun:] if act.name == case_transitions.KEEP_PART and act.words]
        if case.outcome.get("left"):
            # Its last part is what the outcome tells.
            parts = parts[:-1]
        for act in parts:
            day = value_in_words(act.at.astimezone(TZ).date(), language())
            yield say("আগে দেওয়া হয়েছে, {day}", "Given before, on {day}", day=day), act.words

    def not_wanted(self, case: "Case") -> Iterable[tuple[str, str]]:
        """What was left when the applicant said that the part given was enough."""
        if left := case.outcome.get("left"):
            yield say("বাকি যা আর লাগেনি", "What was left and no longer wanted"), left

    def after_refusal(self, case: "Case") -> Iterable[tuple[str, str]]:
        """The ways that stay open to the person when this kind of service is refused, as (heading, words)."""
        return ()

    def open_due_cases(self, *, now: datetime) -> Iterable["Case"]:
        """Open the promises nobody applies for that have come due to be opened by `now`, in whatever office.

        Asked every second: where nothing is due it costs one statement at most, for all offices together.
        """
        return ()

    def watch(self, *, now: datetime) -> int:
        """Do what is due by itself beside any case, at the same cost; returns how much was done."""
        return 0

    def book_rows(self, case: "Case") -> Iterable[tuple[str, dict[str, str]]]:
        """What it writes in the office's registers beyond the service register, as (book, column → text)."""
        return ()

    books: tuple[str, ...] = ()  # the names of these registers
    looks: tuple[Look, ...] = ()  # what compares the moments its own rows are watched by with their facts

    def book_lines(self, case: "Case") -> Iterable[tuple[str, int]]:
        """The lines that a case has there by now, as (book, round), from 1; none is ever taken back."""
        return [(book, 1) for book in self.books]

    def facts(self, case: "Case") -> list[tuple[str, str]]:
        """What was asked and answered, as (question, answer) in the language at hand."""
        return list(self.answered_questions(self.intake_form, case.answers, case.row))

    def answered_questions(
        self, form: Callable[..., QuestionForm], answers: Mapping[str, Any], row: Service
    ) -> Iterable[tuple[str, str]]:
        """The questions of a form with their answers in words; unanswered ones are left out."""
        return [(question, answer) for _, question, answer in answered_questions(form, answers, row)]

    def debts(self, case: "Case") -> list[tuple[str, str]]:
        """What was left out when somebody else typed the request and is still unknown, as (name,
        question).
        """
        if case.channel not in case.TYPED_AT_DESK or not case.is_open:
            return []
        form = self.intake_form(service=case.row)
        return [
            (name, str(form.fields[name].label))
            for name in form.can_wait
            if not isinstance(form.fields[name], UploadField)
            and form.was_asked(name, case.answers)
            and not is_answered(case.answers.get(name))
        ]

    def answers_from_text(self, words: str, row: Service) -> dict[str, str]:
        """What was said across the counter, as the answer to the first question that takes sentences."""
        return dict.fromkeys(text_questions(row).sentences[:1], words)

    def request_line(self, case: "Case") -> str:
        """The first line of what was asked, for a list of cases; "" where the kind asks for no words."""
        return first_line(next(self.texts_asked(case.row, case.answers), ""))

    def texts_asked(self, row: Service, answers: Mapping[str, Any]) -> Iterator[str]:
        """What was asked in words, the headline first."""
        asked = text_questions(row)
        names = dict.fromkeys((self.headline, *asked.sentences, *asked.lines))
        return filter(None, (str(answers.get(name) or "") for name in names))

    def outcome_from_text(
        self, words: str, row: Service, *, asked: str = "", channel: str = ""
    ) -> dict[str, str]:
        """What was given across the counter, told in a sentence, as an outcome of this kind.

        A kind with other questions that must be answered adds what the counter knows of them: what was
        asked, and over which channel.
        """
        return {"words": words}

    def at_counter(self, row: Service) -> bool:
        """Whether one sentence tells all that must be written at the end, so that one press can give it."""
        needed = {name for name, field in self.outcome_form(service=row).fields.items() if field.required}
        return needed <= self.outcome_from_text("", row).keys()

    def entry(self, case: "Case", *names: str) -> dict[str, str]:
        """The named questions of both forms as a line of a register: every heading, empty where
        not answered.
        """
        asked = register_entry(self.intake_form, case.answers, case.row, names)
        return asked | register_entry(self.outcome_form, case.outcome, case.row, names)

    @property
    def name(self) -> str:
        """The word for it in charter files: the name of the folder it stands in."""
        return type(self).__module__.split(".")[-2]


@lru_cache(maxsize=1024)
def text_questions(row: Service) -> intake_forms.TextQuestions:
    """A published row never changes, and a list of cases asks this for each of its lines."""
    fields = kind_of(row).intake_form(service=row).fields.items()
    texts = {
        name: isinstance(field.widget, Textarea) for name, field in fields if isinstance(field, TextField)
    }
    return intake_forms.TextQuestions(
        [name for name, is_long in texts.items() if is_long],
        [name for name, is_long in texts.items() if not is_long],
    )


@cache
def kinds() -> dict[str, Kind]:
    """Every kind that is plugged in, by the word a charter file uses for it."""
    return {word: load_kind(word) for word in settings.DELIVERY_KINDS}


def load_kind(word: str) -> Kind:
    """Raises FormerInterface for one that was written for an earlier interface, with what changed."""
    try:
        kind: Kind = import_string(f"ongikar.delivery.{word}.kind.KIND")
    except ImportError as fault:
        require_module(word, fault)
        raise
    require_interface(word, kind, Kind)
    return kind


@register()
def check_kinds(app_configs: Sequence[Any] | None, **_: Any) -> list[CheckMessage]:
    """`manage.py check`, and with it every command that begins with it: each kind by itself."""
    errors: list[CheckMessage] = []
    for word in settings.DELIVERY_KINDS:
        try:
            load_kind(word)
        except FormerInterface as fault:
            errors.append(Error(str(fault).removesuffix(f" {fault.hint}"), fault.hint, id="cases.E001"))
    return errors


def presets_by_kind() -> dict[str, Sequence[Preset]]:
    """What the desk of the charter may choose from, by the word of each kind."""
    return {word: kind.sorts for word, kind in kinds().items()}


def kind_of(service: Service) -> Kind:
    return kinds()[service.kind]


def own_duty(row: Service) -> str:
    """Why nobody applies under this row of the charter; "" where somebody does: online, at the counter, by
    letter, through an agent.
    """
    if row.category == Service.INTERNAL:
        return say("এই সেবা কার্যালয় নিজের জন্য করে।", "The office does this for itself.")
    return kind_of(row).own_duty(row)


def is_asked_for(row: Service) -> bool:
    return not own_duty(row)


def open_due_cases(now: datetime) -> int:
    """Let every kind open what it owes by itself, in whatever office; returns how many cases were opened."""
    return sum(
        run_isolated(f"what {name} owes by itself", open_cases_of_kind, kind, now)
        for name, kind in kinds().items()
    )


def open_cases_of_kind(kind: Kind, now: datetime) -> int:
    return sum(1 for _ in kind.open_due_cases(now=now))


def watch_kinds(now: datetime) -> int:
    """Let every kind do what is due by itself; returns how much was done."""
    return sum(run_isolated(f"what {k} watches", partial(v.watch, now=now)) for k, v in kinds().items())
