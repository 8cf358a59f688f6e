"""Questions that are answered from a book of the office: its lines as choices."""

from collections.abc import Callable
from datetime import date

from ongikar.offices.models import Office, Place
from ongikar.rules.questionnaire.definition import PLACES, Choice, Definition
from ongikar.rules.questionnaire.flow import Flow

from .models import Version


def places_as_choices(office: Office, today: date) -> tuple[Choice, ...]:
    places = Place.objects.filter(office=office).open_on(today).by_name("kind")
    return tuple(
        Choice(
            place.slug,
            {"bn": place.name_bn, "en": place.name_en},
            extra={"kind": place.kind, "union": place.union},
        )
        for place in places
    )


BOOKS: dict[str, Callable[[Office, date], tuple[Choice, ...]]] = {PLACES: places_as_choices}
# Flows of versions that read no book, by the digest of their text: the order of a long one takes a while.
KEPT_IN_MEMORY = 64
_flows: dict[str, Flow] = {}


def with_books(definition: Definition, office: Office, today: date) -> Definition:
    """The definition with the office's lines where it reads them; itself where it reads none."""
    if not definition.books:
        return definition
    return definition.with_books({name: BOOKS[name](office, today) for name in definition.books})


def flow_of(version: Version, office: Office, today: date) -> Flow:
    """How a version is asked in an office on a day."""
    definition = version.questions
    if definition.books:
        return Flow(with_books(definition, office, today))
    flow = _flows.get(version.sha256)
    if flow is None:
        if len(_flows) >= KEPT_IN_MEMORY:
            _flows.pop(next(iter(_flows)))
        flow = _flows[version.sha256] = Flow(definition)
    return flow
