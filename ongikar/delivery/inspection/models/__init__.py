"""What an inspection has beside its case: the plan it stands in, what was answered, seen, and found."""

from .answers import AcknowledgeLink, Answer, DeviceSighting, Finding, InspectionPhoto
from .inspection import Inspection, InspectionAct, InspectionPlan, OfflinePack, PlannedVisit

__all__ = [
    "AcknowledgeLink",
    "Answer",
    "DeviceSighting",
    "Finding",
    "Inspection",
    "InspectionAct",
    "InspectionPhoto",
    "InspectionPlan",
    "OfflinePack",
    "PlannedVisit",
]
