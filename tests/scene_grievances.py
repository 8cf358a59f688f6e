"""A complaint that is being looked into, on the scene: an inquiry that was reported and one that is open, and
of each side a question that waits.
"""

from dataclasses import dataclass
from datetime import date, datetime

from ongikar.cases.actions import Person
from ongikar.cases.models import Case
from ongikar.cases.models.proofs import make_key
from ongikar.grievances import actions
from ongikar.grievances.models import Grievance, Inquiry, Question, Stage
from ongikar.offices.models import Office, Post
from ongikar.people.post_holders import PostHolder

from .scene_hearings import bring_to_the_last_tier, call_both_sides

DUE = date(2026, 12, 15)


@dataclass(frozen=True)
class GrievanceThings:
    """`looked_into`: about the work of the assistant; `inquiry`: the open one, which the officer holds;
    `named`: about no application, by somebody with a name;
    `slip`: the secret digits of `looked_into`; `called`: to a hearing whose hour has passed;
    `beyond`: before the last tier, with its record made.
    """

    looked_into: Grievance
    slip: str
    inquiry: Inquiry
    asked: Question
    asked_officer: Question
    named: Grievance
    called: Grievance
    beyond: Grievance


def look_into_a_complaint(
    office: Office, case: Case, person: Person, decider: PostHolder, now: datetime
) -> GrievanceThings:
    posts = {post.role: post for post in Post.objects.filter(office=office).order_by("-pk")}
    grievance = actions.file_complaint(
        office=office,
        case=case,
        respondent=posts[Post.ASSISTANT],
        text="অফিসে গিয়েও উত্তর পাইনি।",
        submission=f"{office.slug} looked into",
        now=now,
    )
    stage = current(grievance)
    inquiries = []
    for mark in ("first", "second"):
        inquiry = actions.order_inquiry(
            stage=stage,
            officer=posts[Post.OFFICER],
            terms="নথি দেখে জানান।",
            due=DUE,
            submission=f"{office.slug} {mark} inquiry",
            actor=decider,
            now=now,
        )
        inquiries.append(inquiry)
        if mark == "first":
            actions.report_inquiry(inquiry=inquiry, report="খাতায় লেখা নেই।", actor=decider, now=now)
    asked = [ask(stage, mark, side, decider, now) for mark, side in SIDES]
    actions.reply(question=asked[0], words="রবিবার সকালে।", now=now)
    return GrievanceThings(
        grievance,
        make_key(office, grievance.reference, now=now),
        inquiries[1],
        ask(stage, "again", Question.COMPLAINANT, decider, now),
        asked[1],
        complain_about_none(office, person, now),
        call_both_sides(office, decider.user),
        bring_to_the_last_tier(office, decider.user, now),
    )


def complain_about_none(office: Office, person: Person, now: datetime) -> Grievance:
    return actions.file_complaint(
        office=office,
        respondent=Post.objects.filter(office=office, role=Post.OFFICER).latest("pk"),
        person=person,
        text="ফোন করলে কেউ ধরেন না।",
        submission=f"{office.slug} about none",
        now=now,
    )


SIDES = (("first", Question.COMPLAINANT), ("other", Question.RESPONDENT))


def current(grievance: Grievance) -> Stage:
    found = Grievance.objects.with_related().select_related("office").get(pk=grievance.pk)
    return found.current


def ask(stage: Stage, mark: str, side: str, decider: PostHolder, now: datetime) -> Question:
    return actions.ask(
        stage=stage,
        side=side,
        words="কবে গিয়েছিলেন?",
        due=DUE,
        submission=f"{stage.pk} asked {mark}",
        actor=decider,
        now=now,
    )
