"""What must be so in any office: each truth asks the loaded demonstration for what contradicts it, and says
it in a line. A sample that tells an untruth teaches it to everybody who looks at it.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.db.models import F, Max, Model
from django.db.models.functions import Coalesce, Greatest

from ongikar.cases.models import Act, Case
from ongikar.cases.register_counts import recount
from ongikar.cases.register_lines import lines_that_differ
from ongikar.certificates.models import Certificate, CertificatePrint, StatusChange
from ongikar.certificates.rules.statement import read_line
from ongikar.delivery.inspection.models import Inspection
from ongikar.delivery.lecture.models import TourEntry
from ongikar.delivery.meeting.models import Meeting, MeetingAct
from ongikar.delivery.performance.models import Plan
from ongikar.delivery.support.models import Job, Sheet
from ongikar.delivery.training.models import (
    Application,
    Batch,
    BatchAct,
    Call,
    Completion,
    Draw,
    FollowUp,
    Freeze,
    LabUse,
    Offer,
)
from ongikar.delivery.training.models import Mark as TestMark
from ongikar.gatherings import transitions as gathering_moves
from ongikar.gatherings.models import Gathering, GatheringAct, Mark, Reply
from ongikar.grievances.models import DecisionRating, Grievance, Hearing, Inquiry, Question, Remedy, Stage
from ongikar.grievances.upward.stage_counts import what_differs
from ongikar.journal.models import Entry
from ongikar.letters.models import Dispatch, Letter, LetterAct
from ongikar.notices.models import Message
from ongikar.offices.models import Office
from ongikar.people.models import Holding
from ongikar.places.models import Part, PartMovement
from ongikar.questionnaires.models import Response
from ongikar.rti.models import InformationRequest, RtiAct, RtiAppeal
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.models import Series, Task, TaskAct
from ongikar.visits.models import VisitAct, VisitCall

Lies = Iterator[str]
TRUTHS: dict[str, Callable[[datetime], Lies]] = {}


def truth(check: Callable[[datetime], Lies]) -> Callable[[datetime], Lies]:
    TRUTHS[check.__name__] = check
    return check


def day_of(moment: datetime) -> date:
    return moment.astimezone(TZ).date()


def out_of_order(rows: object, *names: str) -> Lies:
    """Of each row the moments named in their order, where they are written at all."""
    for row in rows:  # type: ignore[attr-defined]
        told = [(name, value) for name in names if (value := value_at(row, name)) is not None]
        for (before, first), (after, second) in pairwise(told):
            if is_after(first, second):
                yield f"{row!r}: {after} {second} before {before} {first}"


def value_at(row: Model, name: str) -> date | datetime | None:
    value: object = row
    for part in name.split("__"):
        value = getattr(value, part, None)
    return value  # type: ignore[return-value]


def is_after(first: date | datetime, second: date | datetime) -> bool:
    """A day is compared with a moment by its day."""
    if isinstance(first, datetime) and isinstance(second, datetime):
        return first > second
    return as_day(first) > as_day(second)


def as_day(value: date | datetime) -> date:
    return day_of(value) if isinstance(value, datetime) else value


# Certificates, batches and their classes


@truth
def a_certificate_of_a_batch_is_given_after_its_last_class_and_its_last_day(now: datetime) -> Lies:
    for made in Certificate.objects.filter(subject_type=Batch.SUBJECT):
        batch = Batch.objects.get(pk=made.subject_id)
        last = classes_of(batch).aggregate(last=Max("ends_at"))["last"]
        if last is None or made.issued_at < last:
            yield f"{made} of {batch}: issued {made.issued_at}, last class {last}"
        if day_of(made.issued_at) < batch.ends_on:
            yield f"{made} of {batch}: issued {made.issued_at}, the batch ends on {batch.ends_on}"


@truth
def a_certificate_is_given_after_its_case_came(now: datetime) -> Lies:
    for made in Certificate.objects.filter(subject_type="case"):
        case = Case.objects.with_related().get(pk=made.subject_id)
        if made.issued_at < case.received_at:
            yield f"{made}: issued {made.issued_at}, its case came {case.received_at}"


@truth
def a_certificate_names_no_day_after_its_own(now: datetime) -> Lies:
    for made in Certificate.objects.all():
        line = read_line(made.proof)
        assert line is not None, f"{made} has no line"
        for code, words in line.statement.fields.items():
            for told in words:
                if (last := last_day_told(told)) and last > day_of(made.issued_at):
                    yield f"{made}: {code} says {told}, issued {made.issued_at}"


@truth
def what_becomes_of_a_certificate_comes_after_it(now: datetime) -> Lies:
    yield from out_of_order(
        StatusChange.objects.select_related("certificate"), "certificate__issued_at", "at"
    )
    yield from out_of_order(
        CertificatePrint.objects.select_related("certificate"), "certificate__issued_at", "at"
    )
    replaced = Certificate.objects.exclude(replaces=None).select_related("replaces")
    yield from out_of_order(replaced, "replaces__issued_at", "issued_at")


@truth
def a_batch_goes_through_its_steps_in_the_order_of_time(now: datetime) -> Lies:
    for batch in Batch.objects.all():
        acts = list(BatchAct.objects.filter(batch=batch).order_by("pk"))
        for before, after in pairwise(acts):
            if before.at > after.at:
                yield f"{batch}: {after.name} at {after.at} before {before.name} at {before.at}"


@truth
def a_class_of_a_batch_lies_between_its_first_and_last_day(now: datetime) -> Lies:
    for batch in Batch.objects.all():
        for each in classes_of(batch):
            if not batch.starts_on <= day_of(each.starts_at) <= batch.ends_on:
                yield f"{batch} ({batch.starts_on} – {batch.ends_on}): a class at {each.starts_at}"


@truth
def a_completion_is_decided_after_the_last_class_and_asked_about_later(now: datetime) -> Lies:
    for made in Completion.objects.select_related("application__call__batch"):
        last = classes_of(made.application.call.batch).aggregate(last=Max("ends_at"))["last"]
        if made.decided_at < last:
            yield f"{made}: decided {made.decided_at}, last class {last}"
    yield from out_of_order(FollowUp.objects.all(), "due_on", "asked_at", "answered_at")


@truth
def a_selection_happens_in_its_order(now: datetime) -> Lies:
    calls = Call.objects.select_related("batch")
    yield from out_of_order(calls, "published_at", "opens_at", "closes_at", "draw_at", "batch__starts_on")
    for application in Application.objects.select_related("call", "case"):
        if not application.call.opens_at <= application.received_at <= application.call.closes_at:
            yield f"{application}: came {application.received_at}, outside its call"
        if application.case.received_at > application.received_at:
            yield f"{application}: before its case"
    for mark in TestMark.objects.select_related("application__call"):
        held = mark.application.call.test_on if mark.part == TestMark.TEST else mark.application.call.viva_on
        if held and day_of(mark.at) < held:
            yield f"{mark}: written {mark.at}, held on {held}"
    for freeze in Freeze.objects.select_related("batch"):
        call = Call.objects.get(batch=freeze.batch)
        if freeze.at < call.closes_at or freeze.at > call.draw_at:
            yield f"{freeze}: at {freeze.at}, outside {call.closes_at} – {call.draw_at}"
    yield from out_of_order(Draw.objects.select_related("freeze"), "freeze__at", "at", "published_at")
    yield from out_of_order(Offer.objects.all(), "offered_at", "answered_at", "expires_at")


def classes_of(batch: Batch):  # type: ignore[no-untyped-def]
    return Gathering.objects.filter(subject_type=Batch.SUBJECT, subject_id=batch.pk).exclude(
        state__in=gathering_moves.GONE
    )


@truth
def a_use_of_a_lab_is_written_once_it_was(now: datetime) -> Lies:
    yield from out_of_order(LabUse.objects.all(), "starts_at", "ends_at", "entered_at")


# Gatherings


@truth
def attendance_lies_within_the_hours_it_is_about(now: datetime) -> Lies:
    for mark in Mark.objects.select_related("gathering"):
        held = mark.gathering
        if not held.opens_at <= mark.at <= held.ends_at:
            yield f"{mark}: {mark.at}, outside {held.starts_at} – {held.ends_at}"
        if mark.recorded_at < mark.at:
            yield f"{mark}: written {mark.recorded_at} before {mark.at}"


@truth
def a_gathering_is_planned_before_it_begins_and_recorded_after_it_ended(now: datetime) -> Lies:
    yield from out_of_order(Gathering.objects.all(), "made_at", "starts_at", "ends_at")
    for act in GatheringAct.objects.select_related("gathering"):
        held = act.gathering
        if act.name == gathering_moves.RECORD:
            # A meeting may end before its hour: then it says how long it took.
            over = held.starts_at + timedelta(minutes=held.held_minutes or held.minutes)
            if act.at < over:
                yield f"{held}: recorded {act.at}, over {over}"
        if act.at < act.gathering.made_at:
            yield f"{act.gathering}: {act.name} at {act.at} before it was planned"


@truth
def a_reply_is_given_before_the_gathering(now: datetime) -> Lies:
    yield from out_of_order(Reply.objects.select_related("gathering"), "at", "gathering__starts_at")


# Letters


@truth
def a_letter_is_signed_then_issued_then_sent_on_its_way(now: datetime) -> Lies:
    yield from out_of_order(Letter.objects.all(), "entered_at", "signed_at", "issued_at", "dispatched_at")
    sent = Dispatch.objects.select_related("recipient__letter")
    yield from out_of_order(
        sent, "recipient__letter__signed_at", "recipient__letter__issued_at", "at", "result_at"
    )


@truth
def a_letter_came_no_later_than_it_was_entered_and_was_written_before_it_came(now: datetime) -> Lies:
    yield from out_of_order(
        Letter.objects.filter(direction=Letter.IN), "their_date", "received_on", "entered_at"
    )


@truth
def an_answer_is_later_than_what_it_answers(now: datetime) -> Lies:
    for letter in Letter.objects.exclude(answers=None).select_related("answers"):
        theirs = letter.answers
        asked = theirs.issued_at if theirs.direction == Letter.OUT else theirs.received_on
        given = letter.issued_at if letter.direction == Letter.OUT else letter.received_on
        if asked and given and is_after(asked, given):
            yield f"{letter}: {given}, answers what came {asked}"
    reminders = Letter.objects.exclude(reminder_of=None).select_related("reminder_of")
    yield from out_of_order(reminders, "reminder_of__issued_at", "entered_at")


@truth
def the_acts_of_a_letter_are_in_the_order_of_time(now: datetime) -> Lies:
    yield from acts_backwards(LetterAct.objects.order_by("letter_id", "pk"), "letter_id")


@truth
def numbers_of_the_books_rise_with_time(now: datetime) -> Lies:
    books = {
        "issue book": issued_letters(None).values_list(
            "office_id", "fiscal_year", "book_serial", "issued_at"
        ),
        "issue book of an office above": issued_letters(False).values_list(
            "issued_by_id", "fiscal_year", "book_serial", "issued_at"
        ),
        "diary": Letter.objects.filter(direction=Letter.IN).values_list(
            "office_id", "fiscal_year", "book_serial", "entered_at"
        ),
        "peon book": Dispatch.objects.exclude(book_serial=None).values_list(
            "office_id", "fiscal_year", "book_serial", "at"
        ),
        "service register": Case.objects.values_list(
            "office_id", "fiscal_year", "book_serial", Coalesce("entered_at", "received_at")
        ),
        "certificates": Certificate.objects.values_list("office_id", "fiscal_year", "number", "issued_at"),
        "grievances": Grievance.objects.values_list("office_id", "fiscal_year", "book_serial", "filed_at"),
        # The first of a series is given as of the hour at which its day opened.
        "tasks": Task.objects.values_list(
            "office_id",
            "fiscal_year",
            "number",
            Greatest("given_at", Coalesce("series__made_at", "given_at")),
        ),
        "stock": PartMovement.objects.values_list("office_id", "fiscal_year", "book_serial", "at"),
    }
    for book, lines in books.items():
        found = sorted(
            (line for line in lines if line[3]), key=lambda line: (line[0], line[1], as_number(line[2]))
        )
        for before, after in pairwise(found):
            if before[:2] == after[:2] and before[3] > after[3]:
                yield f"{book}: {after[2]} at {after[3]}, {before[2]} at {before[3]}"


def issued_letters(own: bool | None):  # type: ignore[no-untyped-def]
    """Those in the office's own book, or in that of whoever decided in an office above."""
    rows = Letter.objects.filter(direction=Letter.OUT).exclude(book_serial=None)
    return rows.filter(issued_by__isnull=own is None)


def as_number(value: object) -> int:
    return int("".join(sign for sign in str(value) if sign.isdigit()))


@truth
def the_number_in_a_memo_is_that_of_its_line_in_the_issue_book(now: datetime) -> Lies:
    for letter in (
        Letter.objects.filter(direction=Letter.OUT).exclude(memo_number="").exclude(book_serial=None)
    ):
        if as_number(letter.memo_number.rsplit(".", 1)[-1]) != letter.book_serial:
            yield f"{letter}: memo {letter.memo_number}, line {letter.book_serial}"


# Cases and complaints


@truth
def what_registers_keep_is_what_their_cases_say(now: datetime) -> Lies:
    """What `ongikar registers rebuild` would put right or tell of."""
    yield from (f"{office} {year}: the sums differ" for office, year, differ in recount() if differ)
    yield from lines_that_differ()
    for office in Office.objects.order_by("pk"):
        if sums := what_differs(office.pk):
            yield f"{office}: of its complaints {sums}"


@truth
def a_case_ends_after_it_came_and_its_acts_are_in_the_order_of_time(now: datetime) -> Lies:
    yield from out_of_order(Case.objects.all(), "received_at", "closed_at")
    yield from out_of_order(Case.objects.all(), "received_at", "entered_at")
    yield from acts_backwards(Act.objects.order_by("case_id", "pk"), "case_id")


@truth
def a_case_is_acted_on_by_somebody_who_held_a_post_that_day(now: datetime) -> Lies:
    for act in [*Act.objects.filter(by_type="user"), *TaskAct.objects.filter(by_type="user")]:
        if not holds_a_post(act.by_id, day_of(act.at)):
            yield f"{act!r}: by user {act.by_id}, who held no post on {day_of(act.at)}"


def holds_a_post(user: int | None, day: date) -> bool:
    return Holding.objects.on(day).filter(user=user).exists()


@truth
def a_letter_is_signed_by_whoever_held_the_post_that_day(now: datetime) -> Lies:
    for letter in Letter.objects.exclude(signed_by=None):
        held = Holding.objects.on(day_of(letter.signed_at)).filter(user=letter.signed_by, post=letter.signer)
        if not held.exists():
            yield f"{letter}: signed by {letter.signed_by} for {letter.signer} at {letter.signed_at}"


@truth
def what_is_rated_was_given_before(now: datetime) -> Lies:
    for act in Act.objects.filter(name="rate").select_related("case"):
        given = (
            act.case.acts.filter(name__in=("keep", "keep_part", "refuse", "redirect"), pk__lt=act.pk)
            .order_by("pk")
            .first()
        )
        if given is None or act.at < given.at:
            yield f"{act.case}: rated {act.at}, given {given and given.at}"
    yield from out_of_order(DecisionRating.objects.select_related("stage"), "stage__closed_at", "at")


@truth
def a_day_told_of_an_outcome_is_not_after_it_was_told(now: datetime) -> Lies:
    told = ("held_on", "sent_on", "given_on", "visited_on", "done_on", "held_day", "bought_on", "measured_on")
    for case in Case.objects.filter(state="kept"):
        for name in told:
            value = case.outcome.get(name)
            if (
                isinstance(value, str)
                and value[:4].isdigit()
                and date.fromisoformat(value[:10]) > day_of(case.closed_at)
            ):
                yield f"{case}: {name} {value}, closed {case.closed_at}"


@truth
def a_complaint_is_decided_after_it_was_filed_by_whoever_held_the_post(now: datetime) -> Lies:
    stages = Stage.objects.select_related("grievance", "post")
    yield from out_of_order(stages, "grievance__filed_at", "filed_at", "accepted_at", "closed_at")
    for stage in stages.exclude(decided_by=None):
        held = Holding.objects.on(day_of(stage.closed_at)).filter(user=stage.decided_by, post=stage.post)
        if not held.exists():
            yield f"{stage}: decided by {stage.decided_by}, no holder of {stage.post} on {stage.closed_at}"
    for grievance in Grievance.objects.exclude(case=None).select_related("case"):
        if grievance.filed_at < grievance.case.received_at:
            yield f"{grievance}: filed before its case came"
    yield from out_of_order(Grievance.objects.exclude(source_day=None), "source_day", "filed_at")


@truth
def what_is_looked_into_is_reported_after_it_was_asked(now: datetime) -> Lies:
    inquiries = Inquiry.objects.select_related("stage")
    yield from out_of_order(inquiries, "stage__filed_at", "ordered_at", "reported_at", "ended_at")
    yield from out_of_order(inquiries, "ordered_at", "due")
    yield from out_of_order(
        Question.objects.select_related("stage"), "stage__filed_at", "asked_at", "answered_at"
    )
    hearings = Hearing.objects.select_related("stage", "gathering")
    yield from out_of_order(hearings, "stage__filed_at", "called_at", "gathering__starts_at", "recorded_at")


@truth
def a_remedy_is_owed_by_the_post_that_its_words_name(now: datetime) -> Lies:
    for remedy in Remedy.objects.select_related(
        "task__owner_post", "task__clock", "stage__grievance__office"
    ):
        task, office = remedy.task, remedy.stage.grievance.office
        named = [post for post in office.posts.all() if task.title.startswith(post.title_bn)]
        if named and task.owner_post not in named:
            yield f"{task}: “{task.title}” is owed by {task.owner_post}"
        if task.given_at < remedy.stage.filed_at or task.given_by_id != remedy.stage.post_id:
            yield f"{task}: not given with the decision of {remedy.stage.post}"


@truth
def a_remedy_is_due_on_the_day_that_its_words_name(now: datetime) -> Lies:
    counts = {"তিন": 3, "পাঁচ": 5, "সাত": 7, "দশ": 10}
    for remedy in Remedy.objects.select_related("task__clock", "stage__grievance__office"):
        task, calendar = remedy.task, remedy.stage.grievance.office.calendar
        for word, days in counts.items():
            if f"{word} কার্যদিবসের মধ্যে" in task.title:
                owed = calendar.add_working_days(day_of(task.given_at), days)
                if day_of(task.clock.due_at) != owed:
                    yield f"{task}: “{task.title}”, due {task.clock.due_at}"


@truth
def a_task_of_a_complaint_has_one_behind_it(now: datetime) -> Lies:
    for task in Task.objects.filter(origin="remedy", remedy=None):
        yield f"{task}: “{task.title}” is called a remedy of no complaint"


@truth
def a_request_for_information_is_answered_after_it_came(now: datetime) -> Lies:
    yield from out_of_order(InformationRequest.objects.all(), "received_at", "entered_at")
    yield from out_of_order(InformationRequest.objects.all(), "received_at", "paid_at", "closed_at")
    appeals = RtiAppeal.objects.select_related("request")
    yield from out_of_order(appeals, "request__received_at", "filed_at", "closed_at")
    yield from acts_backwards(RtiAct.objects.order_by("request_id", "pk"), "request_id")


# Tasks


@truth
def a_task_is_done_after_it_was_given(now: datetime) -> Lies:
    yield from out_of_order(Task.objects.all(), "given_at", "ended_at")
    yield from acts_backwards(TaskAct.objects.order_by("task_id", "pk"), "task_id")
    for series in Series.objects.all():
        for task in series.tasks.all():
            if day_of(task.given_at) < series.starts_on:
                yield f"{task}: given {task.given_at}, its series begins {series.starts_on}"


@truth
def nobody_checks_their_own_work(now: datetime) -> Lies:
    for task in Task.objects.exclude(check_post=None).filter(check_post=F("owner_post")):
        yield f"{task}: owed and checked by {task.owner_post}"


# Meetings, visits, repairs, classes elsewhere


@truth
def minutes_are_approved_after_the_meeting(now: datetime) -> Lies:
    for meeting in Meeting.objects.all():
        acts = list(MeetingAct.objects.filter(meeting=meeting).order_by("pk"))
        for before, after in pairwise(acts):
            if before.at > after.at:
                yield f"{meeting}: {after.name} at {after.at} before {before.name} at {before.at}"
        for act in acts:
            if act.name in ("circulate", "approve", "issue", "end") and act.at < meeting.starts_at:
                yield f"{meeting}: {act.name} at {act.at}, before {meeting.starts_at}"
        if meeting.ended_at and meeting.ended_at < meeting.starts_at:
            yield f"{meeting}: ended {meeting.ended_at}, before {meeting.starts_at}"


@truth
def a_decision_of_a_meeting_becomes_a_task_after_it(now: datetime) -> Lies:
    from ongikar.delivery.meeting.models import Decision

    decided = Decision.objects.exclude(task=None).select_related("meeting", "task")
    yield from out_of_order(decided, "meeting__starts_at", "task__given_at")
    yield from out_of_order(decided, "meeting__starts_at", "due")


@truth
def a_visit_is_reported_after_it_was(now: datetime) -> Lies:
    yield from out_of_order(Inspection.objects.all(), "visited_on", "finished_at", "acknowledged_at")
    yield from out_of_order(Inspection.objects.all(), "begun_at", "finished_at")
    for sheet in Sheet.objects.select_related("job"):
        if sheet.looked_on and sheet.looked_on > day_of(sheet.written_at):
            yield f"{sheet}: looked at on {sheet.looked_on}, written {sheet.written_at}"
    yield from out_of_order(Job.objects.select_related("case"), "case__received_at", "opened_at", "ended_at")
    yield from out_of_order(Job.objects.all(), "opened_at", "looked_at", "ended_at")


@truth
def a_token_is_called_after_it_was_given(now: datetime) -> Lies:
    yield from acts_backwards(VisitAct.objects.order_by("visit_id", "pk"), "visit_id")
    calls = VisitCall.objects.select_related("visit")
    yield from out_of_order(calls, "visit__arrived_at", "called_at", "begun_at", "ended_at")


@truth
def a_tour_is_entered_after_it_was(now: datetime) -> Lies:
    yield from out_of_order(TourEntry.objects.all(), "left_at", "back_at", "at")


@truth
def a_performance_report_tells_of_a_time_that_has_begun(now: datetime) -> Lies:
    for plan in Plan.objects.exclude(issued_at=None):
        if day_of(plan.issued_at) < plan.days[0]:
            yield f"{plan}: reported {plan.issued_at}, begins {plan.days[0]}"


@truth
def an_answer_to_a_questionnaire_lies_in_its_time(now: datetime) -> Lies:
    answers = Response.objects.select_related("round")
    yield from out_of_order(answers, "round__opens_at", "submitted_at", "round__closes_at")


# Stock, messages, the journal


@truth
def the_stock_is_what_its_movements_come_to_and_never_less_than_nothing(now: datetime) -> Lies:
    for part in Part.objects.all():
        balance, last = 0, None
        for each in PartMovement.objects.filter(part=part).order_by("pk"):
            balance += each.change
            if balance < 0 or balance != each.balance:
                yield f"{part}: {each.movement} leaves {balance}, written {each.balance}"
            if last and each.on < last:
                yield f"{part}: {each.movement} of {each.on} after that of {last}"
            last = each.on
        if balance != part.balance:
            yield f"{part}: {part.balance}, its movements {balance}"


@truth
def no_message_goes_out_before_what_it_tells(now: datetime) -> Lies:
    rows = Message.objects.select_related("outbox_entry__entry")
    yield from out_of_order(rows, "outbox_entry__entry__at", "made_at", "sent_at")


@truth
def nothing_is_told_of_the_time_to_come(now: datetime) -> Lies:
    for model, name in (
        (Entry, "at"),
        (Act, "at"),
        (TaskAct, "at"),
        (LetterAct, "at"),
        (Mark, "recorded_at"),
        (Mark, "at"),
        (Certificate, "issued_at"),
        (Dispatch, "at"),
        (BatchAct, "at"),
        (MeetingAct, "at"),
        (GatheringAct, "at"),
        (RtiAct, "at"),
        (Stage, "filed_at"),
        (Message, "made_at"),
        (PartMovement, "at"),
        (VisitAct, "at"),
        (Completion, "decided_at"),
    ):
        for row in model.objects.filter(**{f"{name}__gt": now})[:3]:
            yield f"{row!r}: {name} {getattr(row, name)}, and now it is {now}"


@truth
def a_person_works_on_days_on_which_the_office_is_open(now: datetime) -> Lies:
    """A letter is signed and dispatched, and a certificate given, by people who sit in the office."""
    for letter in Letter.objects.exclude(signed_at=None).select_related("office"):
        if not letter.office.calendar.is_open_day(day_of(letter.signed_at)):
            yield f"{letter}: signed on {letter.signed_at}"
    for made in Certificate.objects.select_related("office"):
        if not made.office.calendar.is_open_day(day_of(made.issued_at)):
            yield f"{made}: issued on {made.issued_at}"
    for each in Gathering.objects.filter(subject_type=Batch.SUBJECT).select_related("office"):
        if not each.office.calendar.is_open_day(day_of(each.starts_at)):
            yield f"{each}: held on {each.starts_at}"


def acts_backwards(rows: object, name: str) -> Lies:
    """Acts are only added: of one thing each is no earlier than the one before it."""
    for before, after in pairwise(rows):  # type: ignore[call-overload]
        if getattr(before, name) == getattr(after, name) and before.at > after.at:
            yield f"{after!r} ({after.name}) at {after.at}, before {before.name} at {before.at}"


MONTHS = (
    ("জানুয়ারি", "January"),
    ("ফেব্রুয়ারি", "February"),
    ("মার্চ", "March"),
    ("এপ্রিল", "April"),
    ("মে", "May"),
    ("জুন", "June"),
    ("জুলাই", "July"),
    ("আগস্ট", "August"),
    ("সেপ্টেম্বর", "September"),
    ("অক্টোবর", "October"),
    ("নভেম্বর", "November"),
    ("ডিসেম্বর", "December"),
)


def last_day_told(words: str) -> date | None:
    """The last of the days that a text of a certificate names, such as “13 August 2026”."""
    import re

    from ongikar.rules.bangla.text import latin_digits

    text, found = latin_digits(words.replace("\u00a0", " ")), []
    for number, names in enumerate(MONTHS, 1):
        for name in names:
            found += [
                date(int(year), number, int(day))
                for day, year in re.findall(rf"(\d{{1,2}}) {name},? (\d{{4}})", text)
            ]
    return max(found, default=None)
