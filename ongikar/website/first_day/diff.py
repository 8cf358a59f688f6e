"""What a file would change, row by row, before anything is written: new, the same, changed or refused."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from ongikar.cases.kinds import is_asked_for, kind_of
from ongikar.cases.models import Case
from ongikar.charter.models import Service, charter_in_force
from ongikar.core.forms.fields import EmailField
from ongikar.core.forms.sheet_days import day_of_cell
from ongikar.core.i18n.say import say
from ongikar.offices.models import Office, Place
from ongikar.people.models import Contact
from ongikar.people.place_subjects import KIND_WORDS
from ongikar.rules.bangla.search import fold
from ongikar.rules.bangla.text import latin_digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.numbers import mobile_fault, mobiles_in, normal_mobile

from .questions import Question, answers_typed, fault_words, questions_of
from .tables import ANSWER, CASES, CONTACTS, MOST_LETTERS, MOST_WORDS, PLACES, SheetRow

NEW, SAME, CHANGED, REFUSED = "new", "same", "changed", "refused"
# A case that is older is not running any more, or its date is a slip of the pen.
OLDEST_CASE = timedelta(days=730)
SUBMISSION = "carried over "


class RowRefused(Exception):
    """The row cannot be taken; the reason in the person's language."""


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One row with what it would do. `key`: the row of the database that it is about; `facts`: what is
    written; `changes`: (heading's column, what stands there, what would).
    """

    table: str
    number: int
    title: str
    state: str
    facts: dict[str, Any] = field(default_factory=dict)
    key: int | None = None
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    why: str = ""


def compare_rows(office: Office, rows: Iterable[SheetRow], now: datetime) -> list[ImportLine]:
    """Each row held against what is there; of a row that stands twice in the file the second is refused."""
    readers: dict[str, Callable[[SheetRow], ImportLine]] = {
        PLACES: PlaceRows(office).compare,
        CONTACTS: ContactRows(office).compare,
        CASES: CaseRows(office, now).compare,
    }
    lines = []
    for row in rows:
        title = " · ".join(list(row.cells.values())[:2])[:120]
        try:
            check_lengths(row)
            lines.append(readers[row.table](row))
        except RowRefused as refused:
            lines.append(ImportLine(row.table, row.number, title, REFUSED, why=str(refused)))
    return lines


def check_lengths(row: SheetRow) -> None:
    for name, value in row.cells.items():
        most = MOST_WORDS if name == "asked" or name.startswith(ANSWER) else MOST_LETTERS
        if len(value) > most:
            raise RowRefused(
                say("একটি ঘরে {n} অক্ষরের বেশি", "A cell has more than {n} [letter|letters]", n=most)
            )


def changed_or_same(
    row: SheetRow, title: str, key: int, known: dict[str, str], given: dict[str, Any]
) -> ImportLine:
    """An empty cell erases nothing: only what was given is compared."""
    changes = [
        (name, known[name], str(value)) for name, value in given.items() if value and known[name] != value
    ]
    facts = {name: value for name, _, value in changes}
    state = CHANGED if changes else SAME
    return ImportLine(row.table, row.number, title, state, facts, key, changes)


class Once:
    """Keys of a file that have come already."""

    def __init__(self) -> None:
        self.seen: dict[object, int] = {}

    def check(self, key: object, number: int) -> None:
        if (first := self.seen.setdefault(key, number)) != number:
            raise RowRefused(say("একই জিনিস {n} নম্বর সারিতেও আছে", "The same stands in row {n}", n=first))


class PlaceRows:
    """A place is known by its EIIN, else by its sort and name."""

    def __init__(self, office: Office) -> None:
        self.once = Once()
        self.by_eiin: dict[tuple[str, str], Place] = {}
        self.by_name: dict[tuple[str, str], Place] = {}
        for place in Place.objects.filter(office=office):
            if place.eiin:
                self.by_eiin[place.kind, place.eiin] = place
            for name in (place.name_bn, place.name_en):
                self.by_name.setdefault((place.kind, fold(name)), place)

    def compare(self, row: SheetRow) -> ImportLine:
        cells = dict(row.cells)
        name = cells.get("name_bn") or cells.get("name_en", "")
        if not name:
            raise RowRefused(say("নাম লেখা নেই", "No name is written"))
        kind = next(
            (
                each
                for each, words in KIND_WORDS.items()
                if fold(cells.get("kind", "")) in (each, fold(str(words)), *map(fold, KIND_NAMES[each]))
            ),
            "",
        )
        if not kind:
            raise RowRefused(
                say(
                    "ধরন চেনা যায়নি; লিখুন: {words}",
                    "The sort is not known; write one of: {words}",
                    words=", ".join(map(str, KIND_WORDS.values())),
                )
            )
        eiin = "".join(latin_digits(cells.get("eiin", "")).split())
        if eiin and not (eiin.isascii() and eiin.isdigit() and len(eiin) == 6):
            raise RowRefused(say("ইআইআইএন ৬টি সংখ্যার", "An EIIN has 6 digits"))
        place = (self.by_eiin.get((kind, eiin)) if eiin else None) or self.by_name.get((kind, fold(name)))
        if place and eiin and place.eiin and place.eiin != eiin:
            place = None
        self.once.check((kind, eiin or fold(name)), row.number)
        given = {
            "kind": kind,
            "name_bn": name,
            "name_en": cells.get("name_en", ""),
            "union": cells.get("union", ""),
            "eiin": eiin,
        }
        if place is None:
            return ImportLine(row.table, row.number, name, NEW, given)
        known = {each: getattr(place, each) for each in given}
        return changed_or_same(row, name, place.pk, known, given)


KIND_NAMES = {
    Place.LAB: ("ল্যাব", "Lab", "কম্পিউটার ল্যাব"),
    Place.CENTRE: ("ডিজিটাল সেন্টার", "Digital centre", "UDC", "ইউডিসি"),
    Place.OFFICE: ("সরকারি দপ্তর", "Government office", "দপ্তর", "Office", "প্রতিষ্ঠান"),
    Place.SCHOOL: ("শিক্ষাপ্রতিষ্ঠান", "School or college", "স্কুল", "কলেজ", "School", "College"),
}


class ContactRows:
    """A contact is known by its organisation and post; without a post by its mobile or its name."""

    def __init__(self, office: Office) -> None:
        self.once = Once()
        self.known: dict[tuple[str, ...], Contact] = {}
        for contact in Contact.objects.filter(office=office, until=None, merged_into=None).order_by("-pk"):
            for key in contact_keys(contact.organisation, contact.post, contact.name, contact.mobile):
                self.known[key] = contact

    def compare(self, row: SheetRow) -> ImportLine:
        cells = dict(row.cells)
        mobile = cells.get("mobile", "")
        if len(mobiles_in(mobile)) > 1:
            raise RowRefused(
                say(
                    "এক ঘরে {n}টি মোবাইল; একটি রাখুন",
                    "{n} mobiles in one cell; keep one",
                    n=len(mobiles_in(mobile)),
                )
            )
        # A spreadsheet takes the nought off a number.
        mobile = f"0{mobile}" if latin_digits(mobile).startswith("1") else mobile
        if mobile and (fault := mobile_fault(mobile)):
            raise RowRefused(say(*fault))
        given = {name: cells.get(name, "") for name in ("organisation", "post", "name", "address")} | {
            "mobile": normal_mobile(mobile) if mobile else "",
            "email": read_email(cells.get("email", "")),
        }
        keys = contact_keys(given["organisation"], given["post"], given["name"], given["mobile"])
        if not keys:
            raise RowRefused(say("প্রতিষ্ঠান, পদ বা নাম লেখা নেই", "No organisation, post or name is written"))
        self.once.check(keys[0], row.number)
        title = ", ".join(filter(None, (given["post"], given["organisation"]))) or given["name"]
        contact = next((found for key in keys[:1] if (found := self.known.get(key))), None)
        if contact is None:
            return ImportLine(row.table, row.number, title, NEW, given)
        return changed_or_same(
            row, title, contact.pk, {name: getattr(contact, name) for name in given}, given
        )


def contact_keys(organisation: str, post: str, name: str, mobile: str) -> list[tuple[str, ...]]:
    """By what a contact is known, the surest first."""
    keys: list[tuple[str, ...]] = []
    if organisation and post:
        keys.append(("post", fold(organisation), fold(post)))
    if mobile:
        keys.append(("mobile", mobile))
    if organisation or name:
        keys.append(("name", fold(organisation), fold(post), fold(name)))
    return keys


def read_email(typed: str) -> str:
    if not typed:
        return ""
    try:
        return str(EmailField(required=False).clean(typed))
    except ValidationError as fault:
        raise RowRefused(" ".join(fault.messages)) from fault


class CaseRows:
    """A running case is known by its old number and service: brought twice it is one."""

    def __init__(self, office: Office, now: datetime) -> None:
        self.office, self.now, self.once = office, now, Once()
        self.today = now.astimezone(TZ).date()
        self.questions: dict[int, dict[str, Question]] = {}
        self.services: dict[str, Service] = {}
        for service in charter_in_force(office, self.today).services:
            for words in (service.code, service.name_bn, service.name_en, service.short_bn, service.short_en):
                self.services.setdefault(fold(words), service)
        self.known = set(
            Case.objects.filter(office=office, submission__startswith=SUBMISSION).values_list(
                "submission", flat=True
            )
        )

    def compare(self, row: SheetRow) -> ImportLine:
        cells = row.cells
        for name in ("number", "service", "received"):
            if not cells.get(name):
                raise RowRefused(
                    say("পুরোনো নম্বর, সেবা ও তারিখ তিনটিই লাগে", "Old number, service and date are all needed")
                )
        service = self.services.get(fold(cells["service"]))
        if service is None:
            raise RowRefused(say("চার্টারে এই নামের সেবা নেই", "The charter has no service of this name"))
        received = self.read_received(cells["received"])
        submission = case_submission(self.office, cells["number"], service)
        self.once.check(submission, row.number)
        title = f"{cells['number']} · {cells.get('institution') or cells.get('name', '')}"
        if submission in self.known:
            return ImportLine(row.table, row.number, title, SAME)
        mobile = cells.get("mobile", "")
        mobile = f"0{mobile}" if latin_digits(mobile).startswith("1") else mobile
        if mobile and (fault := mobile_fault(mobile)):
            raise RowRefused(say(*fault))
        if not cells.get("name"):
            raise RowRefused(say("আবেদনকারীর নাম লেখা নেই", "The applicant's name is not written"))
        if not is_asked_for(service):
            raise RowRefused(say("দপ্তরের নিজস্ব কাজ এভাবে আনা যায় না", "Office work is not brought so"))
        email = read_email(cells.get("email", ""))
        answers = self.read_answers(service, cells, received.date(), email)
        facts = {
            "service": service.pk,
            "received": received.isoformat(),
            "submission": submission,
            "number": cells["number"],
            "answers": answers,
            "name": cells["name"],
            "institution": cells.get("institution", ""),
            "address": cells.get("address", ""),
            "mobile": normal_mobile(mobile) if mobile else "",
            "email": email,
        }
        return ImportLine(row.table, row.number, title, NEW, facts)

    def read_answers(
        self, service: Service, cells: Mapping[str, str], day: date, email: str
    ) -> dict[str, Any]:
        """The answers that the row brings, held against the day on which it was received: a day that has
        passed since was still to come.
        """
        kind = kind_of(service)
        if service.pk not in self.questions:
            self.questions[service.pk] = questions_of(service, self.today)
        questions = self.questions[service.pk]
        sent = kind.answers_from_text(cells.get("asked", ""), service)
        sent |= answers_typed(questions.values(), cells)
        form = kind.intake_form(sent, service=service, today=day, may_leave_out=True)
        if not form.is_valid():
            raise RowRefused(fault_words(form, questions, sent))
        if why := form.contact_faults({"email": email}).get("email"):
            raise RowRefused(why)
        return form.as_answers()

    def read_received(self, typed: str) -> datetime:
        day = day_of_cell(typed)
        if day is None:
            raise RowRefused(say("তারিখটি পড়া যায়নি", "The date cannot be read"))
        if day > self.today:
            raise RowRefused(say("তারিখটি এখনো আসেনি", "The date has not come yet"))
        if day < self.today - OLDEST_CASE:
            raise RowRefused(say("তারিখটি দুই বছরের বেশি পুরোনো", "The date is more than two years old"))
        return min(datetime.combine(day, NOON, TZ), self.now)


# Of a day without its time: an hour at which the office is open.
NOON = time(11)


def case_submission(office: Office, number: str, service: Service) -> str:
    known_by = f"{office.slug} {fold(number)} {service.code}"
    return SUBMISSION + hashlib.sha256(known_by.encode()).hexdigest()[:24]
