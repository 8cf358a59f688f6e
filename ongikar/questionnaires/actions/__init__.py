"""What is done with questionnaires: versions are published, rounds opened and closed, answers sent in."""

from .rounds import close_round, invite_respondent, open_round, round_url
from .submission import (
    AFTER_SUBMISSION,
    AnswersRefused,
    has_answered,
    response_for,
    submit_response,
    void_response,
)
from .versions import (
    SheetRefused,
    ask_with_services,
    make_questionnaire,
    publish_version,
    retire_questionnaire,
    save_draft,
)

__all__ = [
    "AFTER_SUBMISSION",
    "AnswersRefused",
    "SheetRefused",
    "ask_with_services",
    "close_round",
    "has_answered",
    "invite_respondent",
    "make_questionnaire",
    "open_round",
    "publish_version",
    "response_for",
    "retire_questionnaire",
    "round_url",
    "save_draft",
    "submit_response",
    "void_response",
]
