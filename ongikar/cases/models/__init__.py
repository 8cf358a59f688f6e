"""An application under the charter, from receipt to outcome, and what is kept beside it."""

from .answer_draft import AnswerDraft
from .case import (
    LEFT,
    LEFT_BY,
    LEFT_ON,
    UNSENT,
    Act,
    Case,
    CaseQuerySet,
    Draft,
    EarlierEnding,
    case_of_clock,
    case_of_key,
)
from .intake_channels import AgentConsent, AgentFiling, Slip, SlipRange
from .intake_pack import FieldCounter, FieldFiling, IntakePack
from .joined_case import JoinedCase
from .proofs import MobileCode, OneUseAddress, PaperKey
from .register_count import KindLine, RegisterCount, RegisterYear
from .same_person import SamePerson, SamePersonAct
from .task_line import TaskLineDecision

__all__ = [
    "LEFT",
    "LEFT_BY",
    "LEFT_ON",
    "UNSENT",
    "Act",
    "AgentConsent",
    "AgentFiling",
    "AnswerDraft",
    "Case",
    "CaseQuerySet",
    "Draft",
    "EarlierEnding",
    "FieldCounter",
    "FieldFiling",
    "IntakePack",
    "JoinedCase",
    "KindLine",
    "MobileCode",
    "OneUseAddress",
    "PaperKey",
    "RegisterCount",
    "RegisterYear",
    "SamePerson",
    "SamePersonAct",
    "Slip",
    "SlipRange",
    "TaskLineDecision",
    "case_of_clock",
    "case_of_key",
]
