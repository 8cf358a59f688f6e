from .application import (
    Application,
    ApplicationAct,
    BatchRound,
    Claim,
    Completion,
    FollowUp,
    Mark,
    Nomination,
)
from .batch import Batch, BatchAct, Course
from .call import Call
from .office_books import LabUse, SchoolCourse, SchoolFeedback, TrainingHours
from .selection import Draw, DrawEntry, Freeze, Objection, ObjectionAnswer, Offer, Seat, Standing

__all__ = [
    "Application",
    "ApplicationAct",
    "Batch",
    "BatchAct",
    "BatchRound",
    "Call",
    "Claim",
    "Completion",
    "Course",
    "Draw",
    "DrawEntry",
    "FollowUp",
    "Freeze",
    "LabUse",
    "Mark",
    "Nomination",
    "Objection",
    "ObjectionAnswer",
    "Offer",
    "SchoolCourse",
    "SchoolFeedback",
    "Seat",
    "Standing",
    "TrainingHours",
]
