"""A grievance as the officer complained of is told it: this is all that the pages of the respondent are made from."""

from dataclasses import dataclass
from datetime import datetime

from ongikar.cases.models import Case
from ongikar.frame.say import say

from .models import Act, Grievance
from .moves import FILED
from .sight import text_for_respondent
from .stage_words import StageTold, stages_of
from .words import ABOUT


@dataclass(frozen=True, slots=True)
class ToldToRespondent:
    """No model of the complainant in it. `case` is None where its number would tell who complains."""

    number: str
    filed_at: datetime
    about: str
    who: str
    text: str
    case: Case | None
    stages: tuple[StageTold, ...]
    answers: tuple[Act, ...]
    awaits_answer: bool


def told_to_respondent(grievance: Grievance, now: datetime) -> ToldToRespondent:
    hidden = grievance.identity_hidden
    stages = stages_of(grievance, now)
    for told in stages:
        for field in ("words", "decision", "reasons", "remedy", "late_reason"):
            setattr(told.stage, field, text_for_respondent(grievance, getattr(told.stage, field)))
    answers = tuple(act for act in grievance.acts.all() if act.name == "answer")
    return ToldToRespondent(
        grievance.number, grievance.filed_at, ABOUT[grievance.about], name_for_respondent(grievance),
        text_for_respondent(grievance, grievance.text), None if hidden else grievance.case, tuple(stages),
        answers, grievance.state == FILED and not answers,
    )  # fmt: skip


def name_for_respondent(grievance: Grievance) -> str:
    if grievance.anonymous:
        return say("নাম দেননি", "No name given")
    if grievance.identity_hidden:
        return say("নাম গোপন", "Name hidden")
    return grievance.complainant.shown_name
