"""Notes where they are met beside their own pages."""

from ongikar.charter.slots import SEARCHED
from ongikar.core.slots import Answer
from ongikar.core.text_search import MOST_TYPED
from ongikar.offices.middleware import OfficeRequest

from .search import MOST_ANSWERS, find_notes, public_notes


def notes_searched(*, request: OfficeRequest, typed: str) -> Answer | None:
    """Below the services that a citizen's words mean: the public notes alone, the best few."""
    notes = find_notes(public_notes(request.office), typed[:MOST_TYPED])[:MOST_ANSWERS]
    return ("knowledge/searched.html", {"typed": typed[:MOST_TYPED], "notes": notes}) if notes else None


SEARCHED.add(notes_searched)
