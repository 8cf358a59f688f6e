"""When a promise is broken: the grievance, its stages on the ladder, and the complaint offered ready made."""

from .grievance import Act, Grievance, complaints_of
from .offer import Offer
from .stage import Stage

__all__ = ["Act", "Grievance", "Offer", "Stage", "complaints_of"]
