"""An application under the charter, from receipt to outcome, and what is kept beside it."""

from .agent_filing import AgentFiling
from .answer_draft import AnswerDraft, Typed
from .case import (
    LEFT,
    LEFT_BY,
    LEFT_ON,
    Act,
    Case,
    CaseQuerySet,
    Draft,
    EarlierEnding,
)
from .mobile_code import MobileCode
from .one_use_address import OneUseAddress
from .paper_key import PaperKey
from .slip import Slip, SlipRange

__all__ = [
    "LEFT",
    "LEFT_BY",
    "LEFT_ON",
    "Act",
    "AgentFiling",
    "AnswerDraft",
    "Case",
    "CaseQuerySet",
    "Draft",
    "EarlierEnding",
    "MobileCode",
    "OneUseAddress",
    "PaperKey",
    "Slip",
    "SlipRange",
    "Typed",
]
