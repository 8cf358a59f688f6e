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
    BOOKS.update(dict.fromkeys(books_of(made), fiscal_year))
    return desk


def books_of(desk: Desk) -> set[str]:
    """The books in which its records and their lines are numbered."""
    models = (desk.model, *rows_of(desk.model))
    return {model.BOOK for model in models if issubclass(model, Numbered)}


def books_of_records() -> set[str]:
    return {book for desk in DESKS.values() for book in books_of(desk)}
