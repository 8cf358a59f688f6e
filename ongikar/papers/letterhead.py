"""What stands at the head of every paper of an office."""

from ongikar.core.i18n.say import say
from ongikar.core.number_formats import phone_of
from ongikar.offices.models import Office


def letterhead(office: Office) -> dict[str, str]:
    """What stands at the head of every paper of the office, in the language at hand."""
    return {
        "name": office.name,
        "department": office.department,
        "address": office.address,
        "phone": phone_of(office.phone),
        "email": office.email,
        **({"website": office.website} if office.website else {}),
        # A paper leaves the page that says so beside it.
        "sample": say("প্রদর্শনী: এই কাগজ নমুনা", "Demonstration: this document is a sample")
        if office.is_demo
        else "",
        **own_face(office),
    }


def own_face(office: Office) -> dict[str, str]:
    """Emblem (its SHA-256: a letter keeps the one it was signed under), colour, and the lines at the head and
    the foot of letters; nothing of an office that has none, so that its papers are as they were.
    """
    said = {
        "emblem": office.emblem,
        "colour": office.colour,
        "head": office.letter_head,
        "foot": office.letter_foot,
    }
    return {name: value for name, value in said.items() if value}
