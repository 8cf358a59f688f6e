from .application import Application, ApplicationAct, Claim, Mark, Nomination
from .batch import Batch, BatchAct, Course
from .call import Call
from .completion import BatchRound, Completion, FollowUp
from .objection import Objection, ObjectionAnswer
from .office_books import LabUse, SchoolCourse, SchoolFeedback, TrainingHours
from .seats import Offer, Seat
from .selection import Draw, DrawEntry, Freeze, Standing

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
