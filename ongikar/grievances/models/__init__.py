"""When a promise is broken: the grievance, its stages on the ladder, and the complaint offered ready made."""

from .grievance import Act, Grievance, Stage, complaints_of
from .offer import Offer

__all__ = ["Act", "Grievance", "Offer", "Stage", "complaints_of"]
