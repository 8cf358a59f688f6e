"""When a promise is broken: the grievance, its stages on the ladder, how each is handled, and the complaint
offered ready made.
"""

from .grievance import NOT_UPHELD, PARTLY, UPHELD, Act, Grievance, Offer, Reading, Stage, complaints_of
from .handling import (
    DecisionDraft,
    DecisionRating,
    Dossier,
    Hearing,
    HearingParty,
    Inquiry,
    Question,
    Recommendation,
    Remedy,
)
from .registers import BookLine, OwedStageCount, StageCount, StakeholderMeeting

__all__ = [
    "NOT_UPHELD",
    "PARTLY",
    "UPHELD",
    "Act",
    "BookLine",
    "DecisionDraft",
    "DecisionRating",
    "Dossier",
    "Grievance",
    "Hearing",
    "HearingParty",
    "Inquiry",
    "Offer",
    "OwedStageCount",
    "Question",
    "Reading",
    "Recommendation",
    "Remedy",
    "Stage",
    "StageCount",
    "StakeholderMeeting",
    "complaints_of",
]
