"""Every Desk there is: an app's module `desk` registers its own, and addresses, subjects, exports and the
tests walk them.
"""

from ongikar.offices.serials import BOOKS
from ongikar.people.subjects import register_subject
from ongikar.rules.bangla.text import fiscal_year

from .desk import Desk
from .models import Numbered
from .retention import rows_of

DESKS: dict[str, Desk] = {}


def register[Registered: type[Desk]](desk: Registered) -> Registered:
    """Decorates the class of a desk; done twice it is done once."""
    made = desk()
    DESKS[made.name] = made
    register_subject(made.subject_type())
    for model in (made.model, *rows_of(made.model)):
        if issubclass(model, Numbered):
            BOOKS.setdefault(model.BOOK, fiscal_year)
    return desk
