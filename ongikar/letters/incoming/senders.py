"""Who sent a letter: the one contact of the book of addresses whose name was typed whole."""

from datetime import date

from ongikar.offices.models import Office
from ongikar.people.contact_words import find_contacts
from ongikar.people.models import Contact
from ongikar.rules.bangla.search import fold


def sender_meant(contacts: list[Contact], typed: str) -> Contact | None:
    """The one of them whose name was typed whole; None where none is, or two are called the same."""
    meant = [each for each in contacts if fold(typed) in {fold(each.title), fold(each.full_title)}]
    return meant[0] if len(meant) == 1 else None


def find_sender(office: Office, typed: str, day: date) -> Contact | None:
    """The same, looked for in the book of addresses."""
    return sender_meant(find_contacts(office, typed, day), typed)


def contact_facts(organisation: str, post: str = "", name: str = "", address: str = "") -> dict[str, str]:
    """What is written into the book of addresses of a sender who is not there yet."""
    return {"organisation": organisation, "post": post, "name": name, "address": address}
