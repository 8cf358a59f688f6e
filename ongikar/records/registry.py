"""Every Desk there is: an app's module `desk` registers its own. Addresses, the menu, exports and the tests
walk them; what they have for tasks and letters, Today, the search and handing over charge is entered where
those look for it.
"""

from collections.abc import Callable

from django.db.models import Exists

from ongikar.offices.serials import BOOKS
from ongikar.papers.access import register_reader
from ongikar.people.charge import register_charge
from ongikar.people.search_sources import register_search
from ongikar.people.section_counts import CountedFor, register_first_row
from ongikar.people.subjects import register_subject
from ongikar.people.today_lines import register_today
from ongikar.rules.bangla.text import fiscal_year

from .desk import Desk
from .lists import DeskList
from .models import Numbered
from .retention import rows_of
from .search import SOUGHT, search_source

DESKS: dict[str, Desk] = {}
# By the name of its address every list, also of records whose pages are no desk's.
LISTS: dict[str, DeskList] = {}


def register_list[Registered: type[DeskList]](listed: Registered) -> Registered:
    """Decorates the class of a list that stands alone: its app says where its addresses stand
    (urls.urls_of_list), and the rest of the office finds its records as the app has it.
    """
    LISTS[listed.names] = listed()
    return listed


def register[Registered: type[Desk]](desk: Registered) -> Registered:
    """Decorates the class of a desk; done twice it is done once."""
    made = desk()
    DESKS[made.name] = LISTS[made.names] = made
    for subject in (made.subject_type(), *made.subjects):
        register_subject(subject)
    BOOKS.update(dict.fromkeys(books_of(made), fiscal_year))
    if source := made.search_source():
        register_search(source)
    elif made.search_fields:
        SOUGHT[made.names] = made
        register_search(search_source(made))
    for today in made.today:
        register_today(
            today.name or made.names,
            today.share,
            order=today.order,
            roles=today.roles or made.handlers,
            counts=today.counts,
        )
    if made.has_papers:
        register_reader(made.model.SUBJECT)(made.may_read_paper)
    if (door := made.door) is not None:
        register_first_row(made.place, made.readers | door.some, has_any_record(made))
    for charge in made.charges:
        register_charge(charge.source())
    return desk


def has_any_record(desk: Desk) -> Callable[[CountedFor], Exists]:
    return lambda places: Exists(desk.model.objects.filter(office_id=places.office))


def books_of(desk: Desk) -> set[str]:
    """The books in which its records and their lines are numbered."""
    models = (desk.model, *rows_of(desk.model))
    return {model.BOOK for model in models if issubclass(model, Numbered)}


def books_of_records() -> set[str]:
    return {book for desk in DESKS.values() for book in books_of(desk)}
