"""Acts of records in a story. Those of a desk (ongikar/records) are filled in as their page asks, and done as
their button does it: a kind that declares its acts needs no line here. Below them what has pages of its own.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest

from ongikar.cases.models import Case
from ongikar.cases.record_desk import CaseDesk
from ongikar.core.not_none import not_none
from ongikar.delivery.rollout.desk import PlanPage
from ongikar.delivery.rollout.models import RolloutStep
from ongikar.delivery.rollout.systems import system_plans
from ongikar.gatherings.actions import count_heads, record_gathering
from ongikar.offices.models import Office, Post
from ongikar.people.desk import DeskRequest, HeldPosts
from ongikar.places.models import Device
from ongikar.records.acts import Act, RowAct
from ongikar.records.desk import Desk
from ongikar.records.registry import DESKS
from ongikar.records.views import ActPage
from ongikar.tasks import transitions
from ongikar.tasks.actions import report_task, verify_task
from ongikar.tasks.actions.series import raise_due_tasks
from ongikar.tasks.models import Task

from .carrier import carry_letter
from .lived import Answers, DemoCase, desk_of_holder

DemoAct = Callable[[DemoCase, Answers, datetime], None]
# What a step says beside what is typed: the role of who does it, where it is not the post that answers for
# it; which of its lines an act of a line is about, counted from 1, or several in their order; and of a system
# the plan of its steps.
BY, ROW, PLAN = "by", "row", "plan"
STEP_ONLY = (BY, ROW, PLAN)
FIRST = 1


def desk_of_kind(kind: str) -> CaseDesk | None:
    desks = (desk for desk in DESKS.values() if isinstance(desk, CaseDesk) and desk.kind == kind)
    return next(desks, None)


def record_of(lived: DemoCase) -> tuple[Desk, Any]:
    """The desk and the record of a story, as its page reads it now."""
    if lived.desk:
        return lived.desk, lived.desk.find(lived.office, lived.desk.key_of(lived.record))
    case: Case = not_none(lived.case)
    desk = not_none(desk_of_kind(case.row.kind))
    return desk, desk.find(lived.office, desk.key_of(desk.record_of(case)))


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
        page.row = [each for each in act.rows_of(record).order_by("pk") if act.is_for(each)][row - FIRST]
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


def request_of(office: Office, held: HeldPosts) -> DeskRequest:
    """As whoever sits at the desk sends it."""
    request: Any = HttpRequest()
    request.office, request.desk, request.user = office, held, held.user
    return request


def record_now(lived: DemoCase) -> Any:
    """Its record as its page reads it, or the case of a kind that has none."""
    has_record = lived.desk or desk_of_kind(not_none(lived.case).row.kind)
    return record_of(lived)[1] if has_record else lived.case


# ---- what is no act of a desk ----


def name_device(lived: DemoCase, answers: Answers, at: datetime) -> None:
    """The first device of a kind at the place of the job; where no devices were loaded, none."""
    job = record_of(lived)[1]
    devices = Device.objects.filter(office=lived.office, place=job.place_id, kind=answers["kind"])
    device = devices.order_by("number").first() if job.place_id else None
    if device is not None:
        do_desk_act(lived, "device", {"device": device.number}, at)


def hold_event(lived: DemoCase, answers: Answers, at: datetime) -> None:
    """It took place: heads were counted and the list is closed."""
    gathering, actor = not_none(record_of(lived)[1].standing_gathering), lived.holder(None, at).actor
    count_heads(gathering, counted=answers["counted"], actor=actor, now=at)
    record_gathering(gathering, rest="present", actor=actor, now=at)


def carry_letter_of(lived: DemoCase, answers: Answers, at: datetime) -> None:
    """The letter of the record is carried to whoever waits for it."""
    carry_letter(record_of(lived)[1].letter, actor=lived.holder(answers.get(BY), at).actor, now=at)


def task_of(lived: DemoCase, answers: Answers, at: datetime) -> Task | None:
    """That of a step of a system, of the office that `row` counts; else the open one of the series of the
    record, as the worker has given it by then.
    """
    record = record_of(lived)[1]
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


BESIDE_DESKS: dict[str, DemoAct] = {
    "name_device": name_device,
    "hold": hold_event,
    "carry_letter": carry_letter_of,
    "report_task": report_task_of,
    "check_task": check_task_of,
}
