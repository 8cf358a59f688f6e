"""Questions as data: a questionnaire, its versions, one use of it, and what was answered."""

from .answers import (
    AnonymousResponse,
    Answered,
    Answers,
    Phone,
    PhoneSubmission,
    Response,
    ResponseDraft,
)
from .questionnaire import Questionnaire, QuestionnaireFault, Version
from .round import Invitation, Round

__all__ = [
    "AnonymousResponse",
    "Answered",
    "Answers",
    "Invitation",
    "Phone",
    "PhoneSubmission",
    "Questionnaire",
    "QuestionnaireFault",
    "Response",
    "ResponseDraft",
    "Round",
    "Version",
]
