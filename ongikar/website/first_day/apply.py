"""Writing what was seen: all rows of a file in one transaction, each by the action that the screens use."""

from datetime import datetime

from django.db import transaction

from ongikar.cases.actions.case import Person, receive_case
from ongikar.cases.actions.prior_cases import CarriedOver
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.core.not_none import not_none
from ongikar.journal.actions import Reference, record
from ongikar.offices.models import Office, Place
from ongikar.people.contact_actions import add_contact, change_contact
from ongikar.people.models import Applicant, Contact
from ongikar.people.place_actions import add_place, change_place
from ongikar.rules.calendar.office_calendar import TZ

from .diff import CHANGED, NEW, ImportLine, compare_rows
from .tables import CASES, CONTACTS, PLACES, SheetRow


class SeenOtherwise(Exception):
    """Meanwhile something was entered or changed: what would be written is not what was seen."""


def digest(lines: list[ImportLine]) -> list[list]:
    """What was seen of each row, to be held against what would be written now."""
    return [[line.number, line.table, line.state, line.key, len(line.changes)] for line in lines]


@transaction.atomic
def apply_rows(
    office: Office, rows: list[SheetRow], *, seen: list[list], actor: Reference, now: datetime
) -> dict[str, int]:
    """Write the new and the changed rows: all or nothing; how many of each table. What was refused stays out,
    as it was shown.
    """
    # Two presses at once: the second finds all of it the same, and writes nothing.
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    lines = compare_rows(office, rows, now)
    if digest(lines) != seen:
        raise SeenOtherwise
    counts: dict[str, int] = {}
    for line in lines:
        if line.state in (NEW, CHANGED):
            WRITERS[line.table](office, line, actor, now)
            counts[line.table] = counts.get(line.table, 0) + 1
    if counts:
        record(
            "office.rows_brought",
            subject=("office", office.pk),
            actor=actor,
            office_id=office.pk,
            now=now,
            count=sum(counts.values()),
        )
    return counts


def write_place(office: Office, line: ImportLine, actor: Reference, now: datetime) -> None:
    if line.state == NEW:
        add_place(office=office, facts=line.facts, actor=actor, now=now)
        return
    place = Place.objects.get(pk=not_none(line.key), office=office)
    known = {name: getattr(place, name) for name in ("kind", "name_bn", "name_en", "union", "eiin")}
    change_place(place, facts=known | line.facts, actor=actor, now=now)


def write_contact(office: Office, line: ImportLine, actor: Reference, now: datetime) -> None:
    if line.state == NEW:
        day = now.astimezone(TZ).date()
        add_contact(office=office, facts=line.facts, since=day, actor=actor, now=now)
        return
    contact = Contact.objects.get(pk=not_none(line.key), office=office)
    change_contact(contact, facts=line.facts, words="", actor=actor, now=now)


def write_case(office: Office, line: ImportLine, actor: Reference, now: datetime) -> None:
    facts = line.facts
    institution = facts["institution"]
    person = Person(
        name=facts["name"],
        mobile=facts["mobile"],
        email=facts["email"],
        address=facts["address"],
        institution=institution,
        kind=Applicant.INSTITUTION if institution else Applicant.CITIZEN,
    )
    receive_case(
        service=Service.objects.select_related("version__office").get(pk=facts["service"]),
        person=person,
        answers=facts["answers"],
        channel=Case.LETTER if institution else Case.COUNTER,
        submission=facts["submission"],
        now=now,
        actor=actor,
        carried_over=CarriedOver(datetime.fromisoformat(facts["received"]), facts["number"]),
    )


WRITERS = {PLACES: write_place, CONTACTS: write_contact, CASES: write_case}
