"""A batch and its applicants for the tests: made by the same acts as in an office."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest

from ongikar.cases.actions import Person, receive_case
from ongikar.charter.models import service_in_force
from ongikar.core.forms.faults import ActFault
from ongikar.delivery.training import actions, states
from ongikar.delivery.training.intakes import call_answers
from ongikar.delivery.training.models import Application, Batch, Claim, Mark
from ongikar.offices.models import Post
from ongikar.people.models import Holding, User
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.selection import Rule

WORKER = ("worker", None)
VALUE = "b9f9a3f4" * 8
RULE = {
    "seats": 4,
    "points": [{"from": "test", "most": 60}, {"from": "education", "ssc": 10, "hsc": 20, "degree": 25}],
    "tie": ["test", "older", "lot"],
    "minimum": [{"group": "women", "seats": 1}],
    "set_aside": [{"group": "ethnic", "seats": 1}],
    "ages": [18, 45],
}
# Without marks: everybody who may apply is on the list.
PLAIN = {"seats": 4, "points": [], "tie": ["lot"], "minimum": [], "set_aside": []}


def at(day: str, time: str = "12:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{time}:00").replace(tzinfo=TZ)


def user_of(username: str) -> User:
    return User.objects.get(username=username)


def actor_of(username: str) -> tuple[str, int]:
    return ("user", user_of(username).pk)


def auditor_of(office) -> User:
    """Somebody who reads all of an office, and changes nothing."""
    post = office.posts.filter(role=Post.AUDITOR).first() or Post.objects.create(
        office=office, slug="the-auditor", role=Post.AUDITOR, title_bn="নিরীক্ষক", title_en="Auditor"
    )
    auditor = User.objects.create_user("the-auditor", password="ongikar-demo")
    Holding.objects.create(user=auditor, post=post, since=date(2020, 1, 1))
    return auditor


def planned_batch(office, now, *, seats=4, submission="batch-1"):
    post = Holding.objects.get(user__username="karim").post
    course = actions.make_course(
        office=office,
        title_bn="আউটসোর্সিং ও আইসিটি প্রশিক্ষণ",
        title_en="Outsourcing and ICT training",
        hours=50,
        submission="course-1",
        actor=actor_of("karim"),
        now=now,
    )
    return actions.plan_batch(
        course=course,
        seats=seats,
        classes=20,
        starts_on=date(2026, 12, 20),
        ends_on=date(2027, 1, 27),
        post=post,
        submission=submission,
        actor=actor_of("karim"),
        now=now,
    )


def called_batch(office, now, *, rule=PLAIN, seats=4, **more):
    """Open from `now` to 26 November, drawn on 1 December, told on 2 December."""
    batch = planned_batch(office, now, seats=seats, submission=more.pop("submission", "batch-1"))
    given = Rule.from_data({**rule, "seats": seats})
    days = {"test_on": date(2026, 11, 29)} if given.most else {}
    call = actions.publish_call(
        batch,
        service=service_in_force(office, more.pop("code", "citizen-6"), now.date()),
        rule=given,
        closes_at=at("2026-11-26", "17:00"),
        draw_at=at("2026-12-01", "10:00"),
        result_on=date(2026, 12, 2),
        actor=actor_of("karim"),
        now=now,
        **(days | more),
    )
    return call


def apply(call, place, now, *, identity="", **answers):
    """One more application, received as any."""
    case = receive_case(
        service=call.service,
        person=Person(
            name=answers.pop("name", f"আবেদনকারী {place}"),
            mobile=f"017110{place:05d}",
            identity=identity,
        ),
        answers={
            "gender": "male",
            "education": "hsc",
            "born_on": date(2000, 1, 1 + place % 28).isoformat(),
            "hopes": "কাজ করতে চাই",
            **answers,
            **call_answers(call),
        },
        channel="online",
        submission=f"application-{call.pk}-{place}",
        now=now,
    )
    return Application.objects.select_related("call__batch").get(case=case)


def admit_all(call, now):
    for application in Application.objects.filter(call=call, state=states.RECEIVED):
        groups = application.claims.values_list("group", flat=True)
        actions.admit(
            application, proved=list(groups), user=user_of("karim"), actor=actor_of("karim"), now=now
        )


def mark_all(call, now, mark=lambda application: 40):
    for application in Application.objects.filter(call=call, state=states.ELIGIBLE):
        for username in ("karim", "shirin"):
            actions.enter_mark(
                application,
                part=Mark.TEST,
                value=mark(application),
                user=user_of(username),
                actor=actor_of(username),
                now=now,
            )


def closed_batch(office, now, people=6, **more):
    """Everybody settled; the list may be frozen."""
    call = called_batch(office, now, **more)
    for place in range(people):
        apply(call, place, now)
    admit_all(call, now)
    after = at("2026-11-29")
    actions.close_call(call.batch, actor=WORKER, now=at("2026-11-26", "17:01"))
    if more.get("rule", PLAIN)["points"]:
        mark_all(call, after)
    call.refresh_from_db()
    return call


def draw(call, now=None, value=VALUE):
    actions.freeze_list(call.batch, actor=actor_of("karim"), now=at("2026-11-30"))
    return type_twice(call, now or at("2026-12-01", "10:05"), value)


def type_twice(call, now, value=VALUE):
    for username in ("karim", "shirin"):
        typed = actions.type_value(
            call.batch, values=[value], user=user_of(username), actor=actor_of(username), now=now
        )
    return typed.draw


def offering_batch(office, now, people=6, **more):
    call = closed_batch(office, now, people, **more)
    draw(call)
    actions.publish_result(call.batch, actor=actor_of("karim"), now=at("2026-12-02", "11:00"))
    return call


def in_state(call, state):
    return list(
        Application.objects.filter(call=call, state=state).select_related("call__batch").order_by("roll")
    )


def claim_of(application, group="women") -> Claim:
    return application.claims.get(group=group)


def later(now, **delta):
    return now + timedelta(**delta)


@contextmanager
def refusal(words: str) -> Iterator[None]:
    """What is done in it cannot be done, for a reason in which these words stand."""
    with pytest.raises(ActFault) as fault:
        yield
    assert re.search(words, fault.value.words), fault.value.words


def replayed_state(of: Batch | Application) -> str:
    """The state that its acts say, whatever is stored."""
    return of.TRANSITIONS.state_after(of.acts_under_lock())
