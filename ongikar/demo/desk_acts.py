"""Acts of desks (ongikar/records) in a story: each is filled in as its page asks, and done as its button does
it. A kind that declares its acts needs no line here.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest

from ongikar.cases.models import Case
from ongikar.cases.record_desk import CaseDesk
from ongikar.core.not_none import not_none
from ongikar.offices.models import Office
from ongikar.people.desk import DeskRequest, HeldPosts
from ongikar.records.acts import Act, RowAct
from ongikar.records.desk import Desk
from ongikar.records.registry import DESKS

from .lived import DemoCase

# What a step says beside what is typed: the role of who does it, where it is not the post that answers for
# it, and which of its lines an act of a line is about, counted from 1.
BY, ROW = "by", "row"


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


def do_desk_act(lived: DemoCase, name: str, answers: Mapping[str, Any], at: datetime) -> None:
    """By whoever holds the post that answers for it, unless the step names another role."""
    desk, record = record_of(lived)
    # Of two of one name, that which is open.
    acts = [act for act in desk.acts if act.name == name and act.has_page]
    act: Act = next((each for each in acts if each.is_open(record)), acts[0])
    about = record
    if isinstance(act, RowAct):
        rows = [row for row in act.rows_of(record).order_by("pk") if act.is_for(row)]
        about = rows[answers.get(ROW, 1) - 1]
    typed = {name: value for name, value in answers.items() if name not in (BY, ROW)}
    form = lived.fill(partial(act.form, **act.form_arguments(about, at)), typed)
    act.do(about, form, lived.holder(answers.get(BY), at).actor, at)


def open_record(lived: DemoCase, answers: Mapping[str, Any], at: datetime) -> None:
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
