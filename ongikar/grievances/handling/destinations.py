"""The office whose matter a complaint is: chosen from the offices that work here too and from the contacts,
or named where no list has it.
"""

from dataclasses import dataclass
from datetime import date

from ongikar.core.i18n.say import say
from ongikar.offices.models import Office
from ongikar.people.models import Contact

NOT_LISTED = "not_listed"
# How many stand in the list to choose from.
MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Destination:
    """One of the three."""

    office: Office | None = None
    contact: Contact | None = None
    typed: str = ""

    @property
    def name(self) -> str:
        """As it is named in the language at hand."""
        if self.office:
            return f"{self.office.name}, {self.office.address}"
        if self.contact:
            parts = (self.contact.post, self.contact.organisation, self.contact.address)
            return ", ".join(filter(None, parts))
        return self.typed

    @property
    def address(self) -> str:
        """Where the post finds it; what was typed has the name before it."""
        known = self.office or self.contact
        return known.address if known else self.typed

    @property
    def email(self) -> str:
        known = self.office or self.contact
        return known.email if known else ""

    @property
    def data(self) -> dict[str, int | str]:
        """As the act keeps it."""
        if self.office:
            return {"office": self.office.pk}
        return {"contact": self.contact.pk} if self.contact else {"to": self.typed}


def other_offices(office: Office) -> list[Office]:
    return list(Office.objects.exclude(pk=office.pk).order_by("pk")[:MOST_LISTED])


def office_contacts(office: Office, day: date) -> list[Contact]:
    """The contacts that are an office: those with an organisation."""
    rows = Contact.objects.in_use(day).filter(office=office).exclude(organisation="")
    return list(rows.by_name()[:MOST_LISTED])


def destinations(office: Office, day: date) -> dict[str, Destination]:
    """What can be chosen, by the value of the choice."""
    by_value = {f"office-{other.pk}": Destination(office=other) for other in other_offices(office)}
    by_value |= {f"contact-{each.pk}": Destination(contact=each) for each in office_contacts(office, day)}
    return by_value


def destination_choices(by_value: dict[str, Destination]) -> list[tuple[str, str]]:
    named = [(key, each.name) for key, each in by_value.items()]
    return [("", say("বেছে নিন", "Choose")), *named, (NOT_LISTED, say("তালিকায় নেই", "Not on the list"))]
