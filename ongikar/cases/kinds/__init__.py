"""The plugin registry of kinds of service: what every kind must answer. A kind plugs in from
`delivery/<name>/kind.py`.
"""

from .case_groups import CaseGroup
from .kind import (
    KEEP,
    OPEN,
    PART,
    Intake,
    Kind,
    Missing,
    Outcome,
    OutcomeFault,
    Result,
    Urgency,
    Verdict,
    is_asked_for,
    kind_of,
    kinds,
    own_duty,
    presets_by_kind,
)
from .results import MOST_SHOWN, first_line

__all__ = [
    "KEEP",
    "MOST_SHOWN",
    "OPEN",
    "PART",
    "CaseGroup",
    "Intake",
    "Kind",
    "Missing",
    "Outcome",
    "OutcomeFault",
    "Result",
    "Urgency",
    "Verdict",
    "first_line",
    "is_asked_for",
    "kind_of",
    "kinds",
    "own_duty",
    "presets_by_kind",
]
