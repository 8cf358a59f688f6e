"""Training: somebody applies or is nominated, is chosen by a published rule, taught, and holds a certificate.

What names a call is an application to a batch: its promise is the day of the result, and after the last
class the certificate. What names none is a request, answered as before in one form. The worker closes
calls and ends offers when their moment comes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, Value
from django.urls import reverse

from ongikar.cases.kinds import CaseGroup, Intake, Kind, Missing, Outcome
from ongikar.cases.kinds.intake_forms import QuestionForm, answered_questions
from ongikar.cases.kinds.kind import Panel, Result
from ongikar.cases.kinds.outcome_rules import at_least, outcome_day, since_receipt
from ongikar.cases.models import Case
from ongikar.cases.places import place_kind
from ongikar.cases.record_desk import open_record
from ongikar.charter.models import Service
from ongikar.charter.service_presets import Preset
from ongikar.core.forms.fields import ChoiceField, DayField, TextField, WholeNumberField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.core.isolation import run_isolated
from ongikar.journal.actions import WORKER
from ongikar.journal.silences import Look, LookPage, Silence
from ongikar.offices.models import Office
from ongikar.people.post_holders import PostHolder
from ongikar.rules import case_transitions
from ongikar.rules.promise import Promise
from ongikar.rules.promise.undertaking import AT_RECEIPT, LAST_CLASS, Stage, Undertaking

from . import states, words
from .actions import close_call, expire_offers
from .actions.applying import CALL, ENDS_ON, RESULT_ON, enter_application
from .actions.ending_applications import follow_case_end
from .after.questions import ask_follow_ups
from .after.records import hours_of_order
from .groups import groups_of_batches, open_calls_of
from .intakes import intake_for_row
from .models import Application, Batch, Call, SchoolCourse
from .models import Nomination as NominationRow
from .next_look import next_look, set_look
from .personal_data import forget_applicant
from .rules import CERTIFICATE_DAYS
from .school.actions import end_school_course, known_of_classes, missing_classes

# How many hours are taught on one day at most.
HOURS_A_DAY = 12


def hours_fit(case: Case, outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
    """More hours than the days of the course have were not taught."""
    first, last, hours = (
        outcome_day(outcome, "from_day"),
        outcome_day(outcome, "to_day"),
        outcome.get("hours"),
    )
    if first and last and hours and hours > ((last - first).days + 1) * HOURS_A_DAY:
        yield Missing(
            "hours",
            say(
                "এই কয় দিনে এত ঘণ্টা হয় না। দিন ও ঘণ্টা মিলিয়ে দেখুন।",
                "These days do not have so many hours. Check the days and the hours.",
            ),
        )


RULES = (
    since_receipt("from_day", "to_day"),
    at_least(
        "attended",
        1,
        (
            "উপস্থিতি শূন্য: যিনি কোনো ক্লাসে আসেননি, তাঁকে প্রশিক্ষণ দেওয়া হয়নি, সনদও দেওয়া যায় না।",
            "Attendance is nought: somebody who came to no class was not trained, and gets no certificate.",
        ),
    ),
    hours_fit,
)


class Certificate(Outcome):
    behind = ("from_day", "to_day")
    field_order = ("course", "from_day", "to_day", "hours", "attended", "grade", "words")
    course = TextField(
        label=say_lazy("প্রশিক্ষণের নাম", "Name of the course"),
    )
    from_day = DayField(
        label=say_lazy("শুরু", "From"),
        missing=say_lazy("কোন দিন শুরু হয়েছে, লিখুন", "Write the day it began"),
    )
    to_day = DayField(
        label=say_lazy("শেষ", "To"),
        since="from_day",
        missing=say_lazy("কোন দিন শেষ হয়েছে, লিখুন", "Write the day it ended"),
    )
    hours = WholeNumberField(
        label=say_lazy("মোট ঘণ্টা", "Hours in all"),
        least=1,
        most=1000,
    )
    attended = WholeNumberField(
        label=say_lazy("উপস্থিতি (%)", "Attendance, per cent"),
        missing=say_lazy("শতকরা কত ক্লাসে উপস্থিত ছিলেন, লিখুন", "Write the attendance in per cent"),
        most=100,
    )
    grade = ChoiceField(
        label=say_lazy("মূল্যায়ন", "Assessment"),
        choices=[
            ("excellent", say_lazy("খুব ভালো", "Very good")),
            ("good", say_lazy("ভালো", "Good")),
            ("passed", say_lazy("উত্তীর্ণ", "Passed")),
            ("attended", say_lazy("শুধু অংশগ্রহণ", "Attended only")),
        ],
    )
    words = TextField(
        label=say_lazy("যা শিখেছেন", "What was learnt"),
        help_text=say_lazy(
            "সনদে এই লেখাটি থাকবে। একাধিক জন হলে প্রতি লাইনে একজন: নাম, কী শিখেছেন।",
            "These words stand in the certificate. If several, one on each line: name, what was learnt.",
        ),
        lines=4,
        max_length=5000,
    )


# How many batches in a round; the rest in the next. Of those that are looked through for silences, on a page.
PAGE, SILENCES_READ = 50, 100
WATCHED = (states.CALLED, states.OFFERING, states.RUNNING)


def watch_batches(now: datetime) -> int:
    """One statement where nothing is due, in whatever office."""
    due = Batch.objects.filter(look_at__lte=now).order_by("look_at", "id")
    return sum(
        run_isolated(f"looking at batch {key}", look_at_batch, key, now)
        for key in list(due.values_list("pk", flat=True)[:PAGE])
    )


@transaction.atomic
def look_at_batch(key: int, now: datetime) -> int:
    """Its row is locked: two workers do it once."""
    batch = Batch(pk=key)
    batch.lock()
    if batch.look_at is None or batch.look_at > now:
        return 0
    if batch.state == states.CALLED:
        close_call(batch, actor=WORKER, now=now)
        return 1
    if batch.state in (states.OFFERING, states.RUNNING):
        return expire_offers(batch, now=now)
    set_look(batch)
    return 0


def find_silent_batches(after: Any, now: datetime) -> LookPage:
    page = list(Batch.objects.filter(pk__gt=after or 0).order_by("pk")[:SILENCES_READ])
    silences = [
        Silence("training_batch", "look_at", str(each.pk), each.office_id) for each in page if is_silent(each)
    ]
    return LookPage(page[-1].pk if len(page) == SILENCES_READ else None, silences)


def is_silent(batch: Batch) -> bool:
    due = next_look(batch) if batch.state in WATCHED else None
    return due is not None and (batch.look_at is None or batch.look_at > due)


@transaction.atomic
def mend_batch(silence: Silence, now: datetime) -> bool:
    batch = Batch(pk=int(silence.key))
    batch.lock()
    if not is_silent(batch):
        return False
    set_look(batch)
    return True


SILENT_BATCHES = Look(
    "batches", ("ব্যাচের পরের দেখার সময়", "next looks at batches"), find_silent_batches, mend_batch
)


# The result of a call may be moved by this many working days, once, told to everybody.
RESULT_MAY_MOVE = 60


class Training(Kind):
    sorts = (
        Preset(
            say_lazy("প্রশিক্ষণ", "Training"),
            {"প্রশিক্ষণ": 4, "প্রশিক্ষণ আয়োজন": 3, "প্রশিক্ষণ প্রদান": 3, "দক্ষতা": 1, "training": 5},
        ),
        Preset(
            say_lazy("ল্যাবে প্রশিক্ষণ", "Training in a lab"),
            {"প্রশিক্ষণ": 4, "ল্যাব ব্যবহার": 5, "ছাত্র": 2, "training": 3, "lab": 1},
            {"place": "lab"},
        ),
    )
    looks = (SILENT_BATCHES,)
    outcome_form = Certificate
    rules = RULES
    headline = "topic"
    keep_words = say_lazy("প্রশিক্ষণ শেষ, সনদ দিন", "Give the certificate")
    is_kept_by_form = False
    result_words = say_lazy("প্রশিক্ষণের সনদ", "Training certificate")
    # Since the second the classes of a school have rows: each is planned, held, and a line of the lab's book.
    form_version = 2

    def anonymise(self, case: Case) -> None:
        forget_applicant(case)

    def watch(self, *, now: datetime) -> int:
        return watch_batches(now) + ask_follow_ups(now)

    def undertaking(self, answers: Mapping[str, Any], row: Service) -> Undertaking:
        """To a call: the result by its published day, then the certificate so many days after the last class.

        While the classes are held the last of them is what is promised. A letter that nominates is answered
        with the result.
        """
        if CALL not in answers:
            return super().undertaking(answers, row)
        result = Promise("by_date", until=date.fromisoformat(answers[RESULT_ON]))
        if ENDS_ON not in answers:
            return Undertaking(result, may_extend=RESULT_MAY_MOVE)
        return Undertaking(
            Promise("by_date", until=date.fromisoformat(answers[ENDS_ON])),
            (
                Stage(AT_RECEIPT, result, "ফল", "Result"),
                Stage(LAST_CLASS, Promise("working_days", CERTIFICATE_DAYS), "সনদ", "Certificate"),
            ),
            may_extend=RESULT_MAY_MOVE,
        )

    def begin(self, case: Case, *, now: datetime) -> None:
        if CALL in case.answers and ENDS_ON in case.answers:
            enter_application(case, now=now)
        self.make_rows(case, now=now)

    def make_rows(self, case: Case, *, now: datetime) -> None:
        """What a school asked for has a row. No running case of the first form named a call: calls came with
        the tables that their cases fill.
        """
        if CALL not in case.answers and place_kind(case.row):
            open_record(SchoolCourse, case, now=now)

    def known_outcome(self, case: Case) -> Mapping[str, Any]:
        course = SchoolCourse.objects.filter(case=case).first()
        return known_of_classes(course) if course else {}

    def acts(self, case: Case, holder: PostHolder) -> list[str]:
        """Whoever applied to a call is answered on the page of its batch, together with all the others."""
        allowed = super().acts(case, holder)
        return [name for name in allowed if name == "note"] if CALL in case.answers else allowed

    def missing(self, case: Case, outcome: Mapping[str, Any], *, now: datetime) -> list[Missing]:
        """Of an application to a call only completing the course keeps the promise: no form does."""
        if CALL not in case.answers:
            return [*super().missing(case, outcome, now=now), *missing_classes(case)]
        if ENDS_ON not in case.answers:
            return []
        if Application.objects.filter(case=case, completion__passed=True).exists():
            return []
        return [
            Missing(
                "attended",
                say(
                    "কোর্সটি শেষ না করলে সনদ দেওয়া যায় না।",
                    "There is no certificate for a course that was not completed.",
                ),
            )
        ]

    def closing_page(self, case: Case) -> str:
        number = batch_number_of(case)
        return reverse("batch", args=[number]) if number else ""

    def answered_elsewhere(self, case: Case) -> str:
        return say("ব্যাচের পাতা", "Open the batch") if CALL in case.answers else ""

    def is_grouped(self, answers: Mapping[str, Any]) -> bool:
        """Whoever applies or nominates to a call stands on the page of its batch."""
        return CALL in answers

    def groups(self, office: Office, *, now: datetime) -> Iterable[CaseGroup]:
        return groups_of_batches(office, now)

    def open_groups(self, post: Value) -> QuerySet[Any]:
        return open_calls_of(post)

    def panel(self, case: Case) -> Panel | None:
        if CALL not in case.answers:
            return None
        application = Application.objects.filter(case=case).select_related("call__batch__course").first()
        if application is None:
            return None
        batch = application.call.batch
        return "training/case_panel.html", {
            "application": application,
            "batch": batch,
            "title": words.batch_title(batch),
            "state": words.state_words(application.state),
        }

    def end(self, case: Case, *, now: datetime) -> None:
        """Whoever takes their application back, by whatever page, leaves the selection and frees their
        seat. An office order that was carried out is hours of training of everybody it names.
        """
        if case.state == case_transitions.KEPT:
            hours_of_order(case, now=now)
        end_school_course(case, now=now)
        if CALL in case.answers and ENDS_ON in case.answers:
            follow_case_end(case, now=now)

    def request_line(self, case: Case) -> str:
        return str(case.answers.get("topic") or super().request_line(case))

    def result(self, case: Case) -> Result | None:
        """Of an application to a call the words that were given; of any other what its form says."""
        if CALL not in case.answers or case.state != case_transitions.KEPT:
            return super().result(case)
        words = str(case.outcome.get("words", ""))
        if ENDS_ON not in case.answers:
            return Result(say("মনোনয়নের ফল", "Result of the nomination"), ((say("ফল", "Result"), words),))
        return Result(str(self.result_words), ((say("প্রশিক্ষণ", "Training"), words),))

    def after_refusal(self, case: Case) -> Iterable[tuple[str, str]]:
        if CALL in case.answers:
            yield (
                say("ভুল মনে হলে", "If you think this is wrong"),
                say(
                    "ফলের পাতায় নিয়ম, তালিকা আর লটারির মান আছে; নিজে মিলিয়ে দেখতে পারেন। অভিযোগ করা আপনার অধিকার।",
                    "The result page has the rule, the list and the values of the draw: you can recompute"
                    " them. To complain is your right.",
                ),
            )

    def intake_form(self, *args: Any, service: Service, **kwargs: Any) -> Intake:
        return intake_for_row(service)(*args, service=service, **kwargs)

    def answered_questions(
        self, form: Callable[..., QuestionForm], answers: Mapping[str, Any], row: Service
    ) -> Iterable[tuple[str, str]]:
        """A call that has closed is no choice of the form any more, and is told by its batch."""
        return [
            (question, batch_of_answer(answers[name]) or answer if name == CALL else answer)
            for name, question, answer in answered_questions(form, answers, row)
        ]


def batch_of_answer(call: Any) -> str:
    """The batch of the call that was chosen; "" where none was."""
    batch = (
        Call.objects.filter(pk=call).select_related("batch__course").first() if str(call).isdigit() else None
    )
    return words.batch_title(batch.batch) if batch else ""


def batch_number_of(case: Case) -> str:
    """The number of the batch that a case applies or nominates to; "" for a request without a call."""
    if CALL not in case.answers:
        return ""
    application = Application.objects.filter(case=case).select_related("call__batch").first()
    if application:
        return application.call.batch.number
    sent = NominationRow.objects.filter(case=case).select_related("call__batch").first()
    return sent.call.batch.number if sent else ""


KIND = Training()
