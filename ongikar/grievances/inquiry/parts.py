"""What the pages of a complaint show of its inquiry and of questions: to those who decide, to whoever
complains, and to the officer complained of.
"""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from ongikar.core.slots import Answer
from ongikar.papers.models import Paper

from ..handling.redaction import text_for_respondent
from ..models import Act, Grievance, Inquiry, Question, Stage
from ..slots import FOLLOWING, HANDLING, RESPONDING
from .actions import PAPERS


@dataclass(frozen=True, slots=True)
class ShownInquiry:
    inquiry: Inquiry
    papers: list[Paper]

    @property
    def officer(self) -> str:
        return officer_words(self.inquiry)


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    question: Question
    papers: list[Paper]


def officer_words(inquiry: Inquiry) -> str:
    """Who looks into it, by the post."""
    if inquiry.post:
        return inquiry.post.title
    return inquiry.contact.title if inquiry.contact else ""


def papers_of_act(grievance: Grievance, name: str, key: str, value: int) -> list[Paper]:
    """What came with an act: the report of an inquiry, the answer to a question."""
    acts: list[Act] = [act for act in grievance.acts.all() if act.name == name]
    keys = [pk for act in acts if act.data.get(key) == value for pk in act.data.get(PAPERS, ())]
    papers = grievance.came_papers if keys else {}
    return [papers[pk] for pk in keys if pk in papers]


def inquiries_part(*, request: HttpRequest, stage: Stage, now: datetime) -> Answer | None:
    """Every inquiry of every tier, the newest first."""
    grievance = stage.grievance
    shown = [
        ShownInquiry(inquiry, papers_of_act(grievance, "report_inquiry", "inquiry", inquiry.pk))
        for each in sorted(grievance.stages.all(), key=lambda known: -known.number)
        for inquiry in reversed(each.inquiries.all())
    ]
    return ("grievances/handling/inquiries.html", {"inquiries": shown}) if shown else None


def questions_part(*, request: HttpRequest, stage: Stage, now: datetime) -> Answer | None:
    grievance = stage.grievance
    shown = [
        ShownQuestion(question, papers_of_act(grievance, "reply", "question", question.pk))
        for each in sorted(grievance.stages.all(), key=lambda known: -known.number)
        for question in reversed(each.questions.all())
    ]
    return ("grievances/handling/questions.html", {"questions": shown}) if shown else None


def asked_of(stage: Stage, side: str) -> list[Question]:
    """What one side was asked at any tier, the newest first."""
    rows = Question.objects.filter(stage__grievance=stage.grievance, side=side)
    return list(rows.order_by("-id"))


def follow_part(*, request: HttpRequest, stage: Stage, now: datetime) -> Answer | None:
    """Whoever complains reads who looks into it and by when, and is asked."""
    inquiries = list(
        Inquiry.objects.filter(stage__grievance=stage.grievance)
        .select_related("post", "contact")
        .order_by("-id")
    )
    questions = asked_of(stage, Question.COMPLAINANT)
    if not (inquiries or questions):
        return None
    return "grievances/handling/follow.html", {
        "inquiries": [ShownInquiry(inquiry, []) for inquiry in inquiries],
        "questions": questions,
    }


def respond_part(*, request: HttpRequest, stage: Stage, now: datetime) -> Answer | None:
    """The officer complained of reads what they were asked, without anything that tells who complains."""
    questions = asked_of(stage, Question.RESPONDENT)
    for question in questions:
        question.words = text_for_respondent(stage.grievance, question.words)
    return ("grievances/handling/respond.html", {"questions": questions}) if questions else None


def register_handling_parts() -> None:
    HANDLING.add(questions_part, order=20)
    HANDLING.add(inquiries_part, order=30)
    FOLLOWING.add(follow_part, order=20)
    RESPONDING.add(respond_part, order=20)
