"""Acts of records in a story. Those of a desk (ongikar/records) are filled in as their page asks, and done as
their button does it: a kind that declares its acts needs no line here. Below them what has pages of its own.
"""

import io
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest

from ongikar.cases.models import Case
from ongikar.cases.record_desk import CaseDesk
from ongikar.core.not_none import not_none
from ongikar.delivery.inspection.answering import GivenAnswer, record_answers, record_photo, record_sighting
from ongikar.delivery.inspection.beginning import begin_inspection, checklists_of
from ongikar.delivery.inspection.models import DeviceSighting, Inspection
from ongikar.delivery.meeting.agenda import agenda_of
from ongikar.delivery.meeting.committee_desk import CALL, call
from ongikar.delivery.meeting.committees import seats_on
from ongikar.delivery.meeting.forms import CallForm
from ongikar.delivery.meeting.letters import secretary_post, send_notice
from ongikar.delivery.meeting.minutes import issue_minutes
from ongikar.delivery.meeting.models import Committee, Meeting
from ongikar.delivery.meeting.sitting import (
    SittingSheet,
    adjourn_sitting,
    day_of,
    finish_sitting,
    open_sitting,
)
from ongikar.delivery.meeting.sitting_form import SittingForm
from ongikar.delivery.rollout.desk import PlanPage
from ongikar.delivery.rollout.models import RolloutStep
from ongikar.delivery.rollout.systems import system_plans
from ongikar.delivery.support.actions import look
from ongikar.delivery.support.drawn_signature import draw_signature
from ongikar.delivery.support.models import JobDevice, Signature
from ongikar.delivery.support.rules import read_strokes
from ongikar.delivery.support.visiting import Receiver, WriteUp, WrittenLine, finish_visit
from ongikar.gatherings.actions import count_heads, record_gathering
from ongikar.offices.models import Office, Place, Post
from ongikar.people.post_holders import PostHolder, StaffRequest
from ongikar.places.models import Device
from ongikar.records.actions import perform
from ongikar.records.acts import Act, RowAct
from ongikar.records.desk import Desk
from ongikar.records.registry import DESKS
from ongikar.records.views import ActPage
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks import transitions
from ongikar.tasks.actions import report_task, verify_task
from ongikar.tasks.actions.series import raise_due_tasks
from ongikar.tasks.models import Task

from .letters import carry_letter
from .lived import Answers, DemoCase, desk_of_holder

DemoAct = Callable[[DemoCase, Answers, datetime], None]
# What a step says beside what is typed: the role of who does it, where it is not the post that answers for
# it; which of its lines an act of a line is about, counted from 1, or several in their order; and of a system
# the plan of its steps.
BY, ROW, PLAN = "by", "row", "plan"
STEP_ONLY = (BY, ROW, PLAN)
FIRST = 1


def desk_of_kind(kind: str) -> Desk | None:
    """Of its records that belong to cases, of whichever class it is."""
    of_cases = [desk for desk in DESKS.values() if isinstance(desk, CaseDesk) and desk.kind == kind]
    beside = [desk for desk in DESKS.values() if desk.model._meta.app_label == kind and has_case(desk)]
    return next(iter([*of_cases, *beside]), None)


def has_case(desk: Desk) -> bool:
    return any(field.name == "case" for field in desk.model._meta.concrete_fields)


def record_of(lived: DemoCase) -> tuple[Desk, Any]:
    """The desk and the record of a story, as its page reads it now."""
    if lived.desk:
        return lived.desk, lived.desk.find(lived.office, lived.desk.key_of(lived.record))
    case: Case = not_none(lived.case)
    desk = not_none(desk_of_kind(case.row.kind))
    if isinstance(desk, CaseDesk):
        record = desk.record_of(case)
    else:
        records: Any = desk.model._base_manager
        record = records.filter(case=case).latest("pk")
    return desk, desk.find(lived.office, desk.key_of(record))


def has_act(lived: DemoCase, name: str) -> bool:
    desk = lived.desk or (desk_of_kind(lived.case.row.kind) if lived.case else None)
    return desk is not None and any(act.name == name and act.has_page for act in desk.acts)


def do_desk_act(lived: DemoCase, name: str, answers: Answers, at: datetime) -> None:
    """By whoever holds the post that answers for it, unless the step names another role; of each of the lines
    that it names.
    """
    rows = answers.get(ROW, FIRST)
    for row in rows if isinstance(rows, list) else [rows]:
        do_act_of_row(lived, name, row, answers, at)


def do_act_of_row(lived: DemoCase, name: str, row: int, answers: Answers, at: datetime) -> None:
    """`row`: the place of the line, where it is an act of a line."""
    desk, record = record_of(lived)
    # Of two of one name, that which is open.
    acts = [act for act in desk.acts if act.name == name and act.has_page]
    act: Act = next((each for each in acts if each.is_open(record)), acts[0])
    page = (act.page or ActPage)(desk=desk, act=act)
    page.record, page.row = record, None
    if isinstance(act, RowAct):
        lines = list(act.rows_of(record).order_by("pk"))
        page.row = ([each for each in lines if act.is_for(each)] or lines)[row - FIRST]
    make_form = partial(act.form, **form_arguments(act, page.row or record, answers, at))
    form = lived.fill(make_form, {name: each for name, each in answers.items() if name not in STEP_ONLY})
    page.do(request_of(lived.office, lived.holder(answers.get(BY), at)), form, at)


def form_arguments(act: Act, about: Any, answers: Answers, at: datetime) -> dict[str, Any]:
    """What the form of an act is made with: of the plan of a system what its page is asked, too."""
    arguments = act.form_arguments(about, at)
    if act.page is PlanPage:
        plan = system_plans(about.office.slug)[about.plan or answers[PLAN]]
        arguments |= {"plan": plan, "now": at}
    return arguments


def open_record(lived: DemoCase, answers: Answers, at: datetime) -> None:
    """The record of a desk that begins its own."""
    desk, opens = not_none(lived.desk), not_none(not_none(lived.desk).opens)
    request = request_of(lived.office, lived.holder(answers.get(BY), at))
    typed = {name: value for name, value in answers.items() if name != BY}
    form = lived.fill(partial(opens.form, **opens.form_arguments(request, at)), typed)
    opens.do(request, form, at)
    lived.record = desk.model.objects.filter(office=lived.office).latest("pk")


def request_of(office: Office, held: PostHolder) -> StaffRequest:
    """As whoever sits at the desk sends it."""
    request: Any = HttpRequest()
    request.office, request.holder, request.user = office, held, held.user
    return request


def record_now(lived: DemoCase) -> Any:
    """Its record as its page reads it, or the case of a kind that has none."""
    desk = lived.desk or desk_of_kind(not_none(lived.case).row.kind)
    return record_of(lived)[1] if lived.desk or isinstance(desk, CaseDesk) else lived.case


# ---- what is no act of a desk ----


def name_device(lived: DemoCase, answers: Answers, at: datetime) -> None:
    """The first device of a kind at the place of the job; where no devices were loaded, none."""
    job = record_of(lived)[1]
    devices = Device.objects.filter(office=lived.office, place=job.place_id, kind=answers["kind"])
    device = devices.order_by("number").first() if job.place_id else None
    if device is not None:
        perform(job, JobDevice(job=job, device=device), actor=lived.holder(None, at).actor, now=at)


def look_at_fault(lived: DemoCase, answers: Answers, at: datetime) -> None:
    """A visit, or a call, after which more has to be done."""
    day, actor = at.astimezone(TZ).date(), lived.holder(answers.get(BY), at).actor
    look(record_of(lived)[1], way=answers["way"], on=day, words=answers["words"], actor=actor, now=at)


def have_sheet_signed(lived: DemoCase, answers: Answers, at: datetime) -> None:
    """What was found and done, on the sheet that the institution signs; another act answers the case."""
    job = record_of(lived)[1]
    key = f"demo-{job.pk}-{at:%Y%m%d}"
    drawn = draw_signature(read_strokes(answers["strokes"]))
    finish_visit(
        job,
        [WrittenLine(f"{key}-line", None, answers["found"], answers["done"])],
        WriteUp(answers["way"], at.astimezone(TZ).date()),
        receiver=Receiver(answers["name"], answers["post"], drawn, Signature.DRAWN),
        ending=None,
        key=key,
        actor=lived.holder(answers.get(BY), at).actor,
        now=at,
    )


def hold_event(lived: DemoCase, answers: Answers, at: datetime) -> None:
    """It took place: heads were counted and the list is closed."""
    gathering, actor = not_none(record_of(lived)[1].standing_gathering), lived.holder(None, at).actor
    count_heads(gathering, counted=answers["counted"], actor=actor, now=at)
    record_gathering(gathering, rest="present", actor=actor, now=at)


def carry_letter_of(lived: DemoCase, answers: Answers, at: datetime) -> None:
    """The letter of the record is carried to whoever waits for it."""
    carry_letter(record_of(lived)[1].letter, actor=lived.holder(answers.get(BY), at).actor, now=at)


def task_of(lived: DemoCase, answers: Answers, at: datetime) -> Task | None:
    """That of a step of a system, of the office that `row` counts; of a decision of a meeting; else the open
    one of the series of the record, as the worker has given it by then.
    """
    record = record_of(lived)[1]
    if serial := answers.get("decision"):
        task: Task | None = record.decisions.select_related("task").get(serial=serial).task
        return task if task and task.is_running else None
    if code := answers.get("step"):
        steps = RolloutStep.objects.filter(site__rollout=record, site__number=answers.get(ROW, FIRST))
        return steps.select_related("task").get(code=code).task
    raise_due_tasks(at)
    return Task.objects.filter(series=record.series_id, ended_at__isnull=True).first()


def report_task_of(lived: DemoCase, answers: Answers, at: datetime) -> None:
    """By whoever has it."""
    task = task_of(lived, answers, at)
    if task is not None:
        post, contact = task.owner_post, task.owner_contact
        owner = contact.reference if contact else desk_of_holder(not_none(post), at).actor
        report_task(task, words=answers["words"], actor=owner, now=at)


def check_task_of(lived: DemoCase, answers: Answers, at: datetime) -> None:
    """Found good by the officer."""
    task = task_of(lived, answers, at)
    if task is not None and task.state == transitions.REPORTED:
        verify_task(task, actor=lived.holder(Post.OFFICER, at).actor, now=at)


# ---- meetings, and their sittings ----


def call_meeting(lived: DemoCase, answers: Answers, at: datetime) -> None:
    """Of the committee of the row of the charter, for the case; from now on the story is of the meeting."""
    case = lived.case
    row = case.row if case else not_none(lived.service)
    committee = Committee.objects.get(office=lived.office, service_code=row.code)
    form = lived.fill(partial(CallForm, **CALL.arguments_of(committee, case)), answers)
    lived.record = call(committee, form, lived.holder(None, at).actor, at, case)
    lived.desk = DESKS[Meeting.SUBJECT]


def send_meeting_notice(lived: DemoCase, answers: Answers, at: datetime) -> None:
    """Signed by the secretary, and carried to the members."""
    held, meeting = lived.holder(None, at), record_of(lived)[1]
    notice = send_notice(meeting, signer=not_none(secretary_post(meeting, at)), actor=held.actor, now=at)
    carry_letter(notice, actor=held.actor, now=at)


def open_meeting(lived: DemoCase, answers: Answers, at: datetime) -> None:
    open_sitting(record_of(lived)[1], actor=lived.holder(None, at).actor, now=at)


def end_meeting(end: Callable[..., object]) -> DemoAct:
    """The sheet of a sitting is filled in, and the sitting ends by it; of one that is adjourned it says who
    came.
    """

    def do(lived: DemoCase, answers: Answers, at: datetime) -> None:
        meeting: Meeting = record_of(lived)[1]
        seats, agenda = seats_on(meeting.committee, day_of(meeting)), agenda_of(meeting, at)
        make_form = partial(SittingForm, meeting=meeting, seats=seats, agenda=agenda, now=at)
        sheet: SittingSheet = lived.fill(make_form, answers).sheet
        if end is adjourn_sitting:
            sheet = SittingSheet(attendance=sheet.attendance)
        end(meeting, sheet, actor=lived.holder(None, at).actor, now=at)

    return do


def issue_meeting_minutes(lived: DemoCase, answers: Answers, at: datetime) -> None:
    held = lived.holder(None, at)
    issue_minutes(record_of(lived)[1], user=held.user, posts=[post.pk for post in held.posts], now=at)


# ---- inspections ----

SEEN = {"working": DeviceSighting.WORKS, "faulty": DeviceSighting.FAULTY, "missing": DeviceSighting.MISSING}


def begin_visit(lived: DemoCase, answers: Answers, at: datetime) -> None:
    """Of the place that the case names, by the office's checklist."""
    case: Case = not_none(lived.case)
    place = Place.objects.get(office=lived.office, slug=case.answers["place"])
    (version,) = checklists_of(lived.office)
    begin_inspection(case=case, place=place, version=version, actor=lived.holder(None, at).actor, now=at)


def look_at_place(lived: DemoCase, answers: Answers, at: datetime) -> None:
    """What the checklist asks of these `groups`, or of all, is answered: not in order is what `failed`, with
    a photo where one is wanted, and some does not apply (`na`). With `devices` each is found as it was known
    to be.
    """
    inspection: Inspection = record_of(lived)[1]
    user, notes = lived.holder(None, at).user, answers.get("notes", {})
    asked = [
        question
        for question in inspection.version.questions.questions
        if question.group in answers.get("groups", [question.group])
    ]
    given = [
        GivenAnswer(
            each.name,
            value_of_item(each.name, answers),
            notes.get(each.name, ""),
            uuid=uuid_of(lived, each.name),
        )
        for each in asked
    ]
    record_answers(inspection, given, said_at=at, by=user, now=at)
    for each in asked:
        if each.photo and each.name in answers["failed"]:
            record_photo(
                inspection,
                item=each.name,
                uuid=uuid_of(lived, f"{each.name} photo"),
                sha256="",
                file=SimpleUploadedFile("photo.png", drawn_photo(), "image/png"),
                taken_at=at,
                latitude=25.744,
                longitude=89.251,
                accuracy_m=12,
                by=user,
                now=at,
            )
    devices = Device.objects.at(inspection.place).order_by("number") if answers.get("devices") else ()
    for device in devices:
        record_sighting(
            inspection,
            device=device,
            state=SEEN[device.state],
            uuid=uuid_of(lived, f"device {device.number}"),
            said_at=at,
            by=user,
            now=at,
        )


def value_of_item(name: str, answers: Answers) -> str:
    return "na" if name in answers["na"] else "no" if name in answers["failed"] else "yes"


def uuid_of(lived: DemoCase, name: str) -> UUID:
    """As the phone gives one to each answer, always the same."""
    return uuid5(NAMESPACE_URL, f"{lived.submission} {name}")


def drawn_photo() -> bytes:
    """A drawing that nobody takes for a real place."""
    from PIL import Image, ImageDraw

    drawn = io.BytesIO()
    picture = Image.new("RGB", (320, 240), "#b3d6c5")
    hills = [(0, 200), (110, 90), (190, 170), (250, 120), (320, 190), (320, 240), (0, 240)]
    ImageDraw.Draw(picture).polygon(hills, "#4b9c7e")
    picture.save(drawn, "PNG")
    return drawn.getvalue()


BESIDE_DESKS: dict[str, DemoAct] = {
    "name_device": name_device,
    "look_at_fault": look_at_fault,
    "have_sheet_signed": have_sheet_signed,
    "hold": hold_event,
    "carry_letter": carry_letter_of,
    "report_task": report_task_of,
    "check_task": check_task_of,
    "call_meeting": call_meeting,
    "send_notice": send_meeting_notice,
    "open_sitting": open_meeting,
    "finish_sitting": end_meeting(finish_sitting),
    "adjourn_sitting": end_meeting(adjourn_sitting),
    "issue_minutes": issue_meeting_minutes,
    "begin_inspection": begin_visit,
    "look_at_place": look_at_place,
}
