"""Every Desk there is: an app's module `desk` registers its own, and addresses, subjects, exports and the
tests walk them.
"""

from ongikar.people.subjects import register_subject

from .desk import Desk

DESKS: dict[str, Desk] = {}


def register[Registered: type[Desk]](desk: Registered) -> Registered:
    """Decorates the class of a desk; done twice it is done once."""
    made = desk()
    DESKS[made.name] = made
    register_subject(made.subject_type())
    return desk
