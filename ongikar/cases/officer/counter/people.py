"""Who came before, found at the counter by whatever is said there: a mobile, a number of a case or of a slip,
the number of an identity paper, or a name in either script and any usual spelling.

Found are cases, the newest first and no more than are looked through, and of them the people: whoever only
complained has no case, and is not found. See docs/decisions/132.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection
from django.db.models import Q, QuerySet

from ongikar.cases.actions.same_person import joins_of
from ongikar.cases.models import Case
from ongikar.cases.officer.queue.filters import (
    MOST_WORDS,
    cases_with_numbers,
    numbers_of_serial,
    of_office,
)
from ongikar.cases.word_index import newest_with_words
from ongikar.core.db.index_conditions import sql_literal
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.offices.models import Office, Place
from ongikar.people.models import Applicant, identity_indexes
from ongikar.rules.bangla.names import (
    PLACE_SIGN,
    is_heard_alike,
    is_heard_in,
    may_be_one_name,
    name_words,
    sound_beginning,
)
from ongikar.rules.bangla.search import fold
from ongikar.rules.bangla.sorting import sort_key
from ongikar.rules.bangla.text import digits, latin_digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.numbers import (
    BETWEEN_FIGURES,
    normal_identity,
    normal_mobile,
    normal_slip_number,
    normal_tracking_number,
)

# How many cases are looked through for one page of people.
LOOKED_THROUGH = 60
# A person's earlier visits are counted up to this.
VISITS = 20
# As many figures as the office shortens a number to.
MOST_FIGURES = 6
NO_MOBILE = (
    "এটি মোবাইল নম্বর নয়। মানুষ খোঁজা যায় মোবাইল, আবেদনের নম্বর বা নাম দিয়ে।",
    "This is not a mobile number. People are found by mobile, case number or name.",
)
NOT_BY_IDENTITY = (
    "পরিচয়পত্রের নম্বর দিয়ে শুধু কর্মকর্তা খুঁজতে পারেন। মোবাইল বা নাম লিখুন।",
    "Only the officer can search by the number of an identity document. Enter a mobile or a name.",
)
MONTH, YEAR = "month", "year"
BY_NAME = "name"
# Of a mobile the newest applications, each of them by its own index.
OF_MOBILE = """
    SELECT id, name, mobile FROM (
        SELECT id, name, mobile FROM people_applicant asked WHERE office_id = %s AND mobile = %s
        AND EXISTS (SELECT 1 FROM cases_case WHERE applicant_id = asked.id) ORDER BY id DESC LIMIT %s
    ) AS newest
"""


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed, and by what the people found are narrowed: a union or "", `MONTH`, `YEAR` or "" for any
    time, `BY_NAME` or "" for the last visit first. `after`: the key of a case, where it goes on below one.
    `by_identity`: whether whoever asks may read identity numbers, and so may search by one.
    """

    typed: str
    union: str = ""
    since: str = ""
    order: str = ""
    after: int | None = None
    by_identity: bool = False


@dataclass(slots=True)
class FoundPerson:
    """One person: as they gave themselves the last time, with that case; `rows`: each application that is
    known to be theirs, by its key.
    """

    last: Case
    # Whether each word typed is one of the name's as it is heard, and not only the beginning of one.
    is_alike: bool = True
    rows: set[int] = field(default_factory=set)
    # As whom else the officer said that they came, each as in one record (actions/same_person.py).
    joined: list[Applicant] = field(default_factory=list)

    @property
    def applicant(self) -> Applicant:
        return not_none(self.last.applicant)

    @property
    def visits(self) -> str:
        """How often, and 20+ for what is counted no further; "" for once."""
        count = len(self.rows)
        if count < VISITS:
            return digits(count, language()) if count > 1 else ""
        return digits(f"{VISITS}+", language())

    @property
    def last_day(self) -> date:
        return self.last.received_at.astimezone(TZ).date()


@dataclass(frozen=True, slots=True)
class People:
    """A page of them. `after`: the key to go on below, None where nobody is left; `note`: why nobody can be
    found by what was typed.
    """

    found: Sequence[FoundPerson]
    after: int | None = None
    note: str = ""


def find_people(office: Office, question: Question, now: datetime) -> People:
    """Those who came before and fit what was typed: the last visit first, or by their names."""
    if is_telephone(question.typed):
        return People((), note=say(*NO_MOBILE))
    cases, after = cases_asked(office, question, now)
    if not cases and not question.by_identity and normal_identity(question.typed):
        return People((), note=say(*NOT_BY_IDENTITY))
    begun, words = beginning_of(question.since, now), words_asked(question.typed)
    people: list[FoundPerson] = []
    for case in cases:
        # What came before them was entered before them, but for what was written down on paper at first.
        if begun and case.received_at < begun:
            continue
        if question.union and not is_of_place(case_person(case), question.union):
            continue
        person = case_person(case)
        add_visit(people, case, is_alike=is_called(f"{person.name} {person.institution}", words))
    add_visits(office, [(each, each.applicant) for each in people])
    people = show_joined(office, people)
    if question.order == BY_NAME:
        people.sort(key=lambda each: (sort_key(each.applicant.shown_name), -each.last.pk))
    else:
        # Of those found by the beginning of a word the ones that are called so wholly come first.
        people.sort(key=lambda each: (not each.is_alike, -each.last.pk))
    return People(people, after)


# Cases, the newest first, and the key below which more may be; None where none are.
type CasePage = tuple[list[Case], int | None]


def cases_asked(office: Office, question: Question, now: datetime) -> CasePage:
    """The newest cases that fit, as many as are looked through at most."""
    typed = question.typed
    figures = "".join(latin_digits(typed).split())
    if mobile := normal_mobile(typed):
        return cases_of(office, Q(mobile=mobile), question)
    if question.by_identity and (identity := normal_identity(typed)):
        # Of an equal number alone. Thirteen figures of another sort may be the number of a case.
        known = Q(identity_index__in=identity_indexes(identity)) & ~Q(identity_index=sql_literal(""))
        page = cases_of(office, known, question)
        if page[0]:
            return page
    if number := normal_tracking_number(typed):
        return cases_numbered(office, [number])
    if slip := normal_slip_number(typed):
        return cases_with_words(office, fold(slip).split(), question)
    if figures.isascii() and figures.isdigit():
        serials = numbers_of_serial(office, int(figures), now) if len(figures) <= MOST_FIGURES else []
        return cases_numbered(office, serials)
    return cases_called(office, question)


def shown_cases(office: Office) -> QuerySet[Case]:
    """Those that somebody asked for, and still tell of them."""
    return Case.objects.filter(office=office, applicant__isnull=False).select_related("applicant")


def cases_of(office: Office, whose: Q, question: Question) -> CasePage:
    """By the applicants, whose index gives the newest."""
    applicants = Applicant.objects.filter(whose, office=office).order_by("-id")
    keys = list(applicants.values_list("pk", flat=True)[: 2 * LOOKED_THROUGH])
    cases = shown_cases(office).filter(applicant__in=keys)
    return list(cases.order_by("-id")[:LOOKED_THROUGH]), None


def cases_numbered(office: Office, numbers: list[str]) -> CasePage:
    """At most one a year."""
    if not numbers:
        return [], None
    numbered = Case.objects.filter(cases_with_numbers(numbers), applicant__isnull=False)
    cases = of_office(office, numbered.select_related("applicant"))
    return sorted(cases, key=lambda case: -case.pk), None


def cases_with_words(office: Office, words: list[str], question: Question) -> CasePage:
    if not words:
        return [], None
    keys = newest_with_words(office.pk, words, before=question.after, most=LOOKED_THROUGH)
    cases = sorted(shown_cases(office).filter(pk__in=keys), key=lambda case: -case.pk)
    return cases, keys[-1] if len(keys) == LOOKED_THROUGH else None


def cases_called(office: Office, question: Question) -> CasePage:
    """By how the words of the name sound, in whatever order; figures, such as those of a school, as they
    are. Of those that sound so the vowels decide.
    """
    words = words_asked(question.typed)
    asked = [sound_beginning(word) or word for word in words]
    if asked and question.union:
        asked += [sound_beginning(word, PLACE_SIGN) for word in name_words(question.union)]
    cases, after = cases_with_words(office, list(filter(None, asked)), question)
    return [case for case in cases if all(is_said_of(word, case_person(case)) for word in words)], after


def case_person(case: Case) -> Applicant:
    return not_none(case.applicant)


def words_asked(typed: str) -> list[str]:
    """The words of a name, without titles; none of a number."""
    if normal_mobile(typed) or not any(letter.isalpha() for letter in typed):
        return []
    return name_words(typed)[:MOST_WORDS]


def is_said_of(word: str, person: Applicant) -> bool:
    called = f"{person.name} {person.institution}"
    return is_heard_in(word, called) or (word.isdigit() and word in fold(called).split())


def is_called(called: str, words: Sequence[str]) -> bool:
    """Whether each of these words is one of the name's, and not only the beginning of one."""
    of_name = name_words(called)
    return all(any(is_heard_alike(word, each) for each in of_name) for word in words)


def is_of_place(person: Applicant, union: str) -> bool:
    """Whether the address names the place, in whatever spelling."""
    return all(is_heard_in(word, person.address) for word in name_words(union))


def is_telephone(typed: str) -> bool:
    """A telephone that is no mobile, such as 0521-62345: it begins with a 0, as no number of ours does."""
    figures = BETWEEN_FIGURES.sub("", latin_digits(typed)).removeprefix("+88")
    is_number = figures.isascii() and figures.isdigit() and figures.startswith("0")
    return is_number and len(figures) > MOST_FIGURES and not normal_mobile(typed)


def beginning_of(since: str, now: datetime) -> datetime | None:
    """The first moment of this month, or of this calendar year; None for any time."""
    month = now.astimezone(TZ).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return {MONTH: month, YEAR: month.replace(month=1)}.get(since)


def add_visit(people: list[FoundPerson], case: Case, *, is_alike: bool) -> None:
    """To the person whose it is, or to one more."""
    person = case_person(case)
    for each in people:
        if is_one_record(each.applicant, person):
            each.rows.add(person.pk)
            return
    people.append(FoundPerson(case, is_alike, {person.pk}))


def is_one_record(one: Applicant, other: Applicant) -> bool:
    """Whether two applications are told as one person's: of one mobile, or without one of one address, and in
    names that may be one. Nothing is joined by it.
    """
    if one.institution and other.institution and not may_be_one_name(one.institution, other.institution):
        return False
    if one.mobile or other.mobile:
        return one.mobile == other.mobile and may_be_one_name(one.name, other.name)
    return (
        bool(one.address)
        and fold(one.address) == fold(other.address)
        and may_be_one_name(one.name, other.name)
    )


def add_visits(office: Office, records: Sequence[tuple[FoundPerson, Applicant]]) -> None:
    """Add the applications of the mobile of each record that were not among those found."""
    mobiles = list(dict.fromkeys(record.mobile for _, record in records if record.mobile))
    if not mobiles:
        return
    values = [value for mobile in mobiles for value in (office.pk, mobile, VISITS)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([OF_MOBILE] * len(mobiles)), values)
        rows = cursor.fetchall()
    for person, record in records:
        person.rows |= {
            pk for pk, name, mobile in rows if mobile == record.mobile and may_be_one_name(name, record.name)
        }


def cases_of_mobile(office: Office, mobile: str) -> list[Case]:
    """The newest, with what their lines say."""
    applicants = Applicant.objects.filter(office=office, mobile=mobile).order_by("-id")
    cases = shown_cases(office).filter(applicant__in=list(applicants.values_list("pk", flat=True)[:VISITS]))
    return list(cases.select_related("clock").order_by("-id"))


def show_joined(office: Office, people: list[FoundPerson]) -> list[FoundPerson]:
    """Those whom the officer joined as one line, where the last visit is, with the visits of all; whoever is
    joined with somebody who was not found says as whom.
    """
    whose = {row: each for each in people for row in each.rows}
    added: list[tuple[FoundPerson, Applicant]] = []
    for join in joins_of(whose.keys()) if whose else ():
        for end, other in ((join.one, join.other), (join.other, join.one)):
            person, further = whose.get(not_none(end).pk), whose.get(not_none(other).pk)
            if person is None or further is person:
                continue
            if further is None:
                person.joined.append(not_none(other))
                person.rows.add(not_none(other).pk)
                added.append((person, not_none(other)))
            elif further.last.pk < person.last.pk:
                person.joined += [further.applicant, *further.joined]
                person.rows |= further.rows
                person.is_alike |= further.is_alike
                whose |= dict.fromkeys(further.rows, person)
                people = [each for each in people if each is not further]
                added = [(person if whom is further else whom, record) for whom, record in added]
    add_visits(office, added)
    return people


def unions_of(office: Office) -> list[str]:
    """The unions and municipalities that the office's own list of places names, in their order."""
    named = Place.objects.filter(office=office).exclude(union="").values_list("union", flat=True).distinct()
    return sorted(named, key=sort_key)
