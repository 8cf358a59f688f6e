"""What an inspection has beside its case: the plan it stands in, what was answered, seen, and found."""

from .answers import Answer, DeviceSighting, InspectionPhoto
from .findings import AcknowledgeLink, Finding
from .inspection import Inspection, InspectionAct
from .pack import OfflinePack
from .plan import InspectionPlan, PlannedVisit

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
