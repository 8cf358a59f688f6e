"""The desk of trainings. The desks that follow from declarations stand beside what they are of."""

from ongikar.delivery.training.after import record_desks  # noqa: F401 -- registers its desks
from ongikar.delivery.training.school import desk  # noqa: F401 -- registers its desk
