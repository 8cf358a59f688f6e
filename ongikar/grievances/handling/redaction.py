"""What of a grievance the officer complained of may read: where the name is hidden, nothing tells whose it
is.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from unicodedata import normalize

from ongikar.cases.kinds import first_line
from ongikar.cases.models import Act as CaseAct
from ongikar.people.models import Applicant
from ongikar.rules.bangla import text as bangla
from ongikar.rules.bangla.search import fold, is_same_word, normalise_text, stem
from ongikar.rules.bangla.text import latin_digits
from ongikar.rules.case_transitions import CORRECT
from ongikar.rules.numbers import NOT_FIGURE, normal_mobile, normal_tracking_number

from ..citizen.prefilled_complaint import day_words, moment_words
from ..models import Act, Grievance
from ..models.grievance import former_values

HIDDEN = "•••"
TONGUES = ("bn", "en")
SHORT = 3
PART = re.compile(r"[,،;।\n]")


# A run of figures in either script, with the gaps people write in numbers.
EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
# A word of either script, with its vowel signs and with what joins letters unseen.
WORD = re.compile(r"[\w\u0980-\u09e5\u200c\u200d]+")
# What may stand unseen within a word, or between two.
UNSEEN = "[\u200b-\u200d\u2060\ufeff]*"
FIGURES = re.compile(r"\+?[0-9০-৯](?:[\s\-–./()]{0,2}[0-9০-৯]){9,}")


def text_for_respondent(grievance: Grievance, text: str) -> str:
    """A text as the officer complained of may read it: where the name is hidden, nothing in it tells whose it
    is.

    Of somebody who gave no name we know none to look for; a mobile, an e-mail address or the number of an
    application is taken out all the same.
    """
    if grievance.is_open_identity or not text:
        return text
    own = [latin_digits(secret) for secret in identifying_texts(grievance)]
    text = EMAIL.sub(HIDDEN, mask_secrets(text, identifying_texts(grievance)))
    if grievance.complainant:
        names = [grievance.complainant.name, *grievance.said_before.get("name", ())]
        text = mask_words(text, [word for name in names for word in name_words(name)])
    return remove_numbers(text, [NOT_FIGURE.sub("", each) for each in own])


def text_for_list(grievance: Grievance, text: str) -> str:
    """What a list may show of a text, hidden or not: no name and no number of whoever complains, since a name
    is shown only where its reading is recorded. What they were called before must be at hand
    (`read_former_names`).
    """
    if person := grievance.complainant:
        text = mask_secrets(text, person_names(person))
        names = [person.name, *grievance.said_before.get("name", ())]
        text = mask_words(text, [word for name in names for word in name_words(name)])
    return remove_numbers(EMAIL.sub(HIDDEN, text), [])


def matter_of_list(grievance: Grievance, text: str) -> str:
    """The first line of what the reader may read of the complaint, without any name."""
    return text_for_list(grievance, first_line(text)) or grievance.get_about_display()


def read_former_names(grievances: list[Grievance]) -> None:
    """What was held of each person before it was put right, of all in two statements."""
    acts = Act.objects.filter(grievance__in=grievances, name=CORRECT).values_list("grievance", "data")
    own = list(acts.order_by("pk"))
    cases = [each.case_id for each in grievances if each.case_id]
    of_cases = list(CaseAct.objects.filter(case__in=cases, name=CORRECT).values_list("case", "data"))
    for grievance in grievances:
        data = [each for pk, each in own if pk == grievance.pk]
        data += [each for pk, each in of_cases if pk == grievance.case_id]
        grievance.said_before = former_values(data)


def remove_numbers(text: str, own: list[str]) -> str:
    """The text without any mobile or number of an application, however it is written, and without what holds
    an own one.
    """

    def veil(match: re.Match) -> str:
        figures = NOT_FIGURE.sub("", latin_digits(match[0]))
        is_own = any(len(secret) > 9 and secret in figures for secret in own)
        return HIDDEN if is_own or normal_mobile(figures) or is_application_number(figures) else match[0]

    return FIGURES.sub(veil, text)


def is_application_number(figures: str) -> bool:
    """Whether they are the number of an application; that of a complaint is known to whom it is about."""
    number = normal_tracking_number(figures)
    return bool(number) and number.split("-")[2:3] != ["9"]


def mask_secrets(text: str, secrets: Iterable[str]) -> str:
    """The text with every secret replaced, the longest first, so that no part of a longer one is left
    standing: in capitals or not, with whatever gaps between its words.
    """
    text = normalize("NFC", text)
    for secret in sorted({normalize("NFC", each).strip() for each in secrets}, key=len, reverse=True):
        if secret:
            text = pattern_of(secret).sub(HIDDEN, text)
    return text


@lru_cache(maxsize=2048)
def pattern_of(secret: str) -> re.Pattern[str]:
    words = (UNSEEN.join(re.escape(letter) for letter in word) for word in secret.split())
    return re.compile(rf"{UNSEEN}[\s,]+{UNSEEN}".join(words), re.IGNORECASE)


def mask_words(text: str, names: Iterable[str]) -> str:
    """The text without these words of a name, in whatever case they stand and in either script: রহিমার and
    Rahima tell of রহিমা.
    """
    known = [(normalise_text(name), stem(fold(name))) for name in names]

    @cache
    def mask_word(typed: str) -> str:
        word = normalise_text(typed)
        bare = stem(fold(word))
        return HIDDEN if any(bare == own or is_same_word(word, name) for name, own in known) else typed

    return WORD.sub(lambda match: mask_word(match[0]), text)


def identifying_texts(grievance: Grievance) -> Iterator[str]:
    """All that would tell who complains, in both scripts: names, numbers, addresses, and the
    day they came.
    """
    if grievance.complainant:
        yield from person_names(grievance.complainant)
        # What was put right was written like that in what was said before.
        for field, values in grievance.said_before.items():
            for value in values:
                yield from names_in(field, value)
    for tongue in TONGUES:
        yield bangla.digits(grievance.service_no, tongue)
    yield grievance.service_post
    if case := grievance.case:
        for tongue in TONGUES:
            yield bangla.digits(case.number, tongue)
            # In a small office the days of an application are as good as its number.
            ends = (case.closed_at, *(ending.closed_at for ending in case.endings_before))
            for instant in filter(None, (case.received_at, *(clock.due_at for clock in case.clocks), *ends)):
                yield from (day_words(instant, tongue), moment_words(instant, tongue))


def person_names(person: Applicant) -> Iterator[str]:
    for field in ("mobile", "name", "institution", "address", "email"):
        yield from names_in(field, getattr(person, field))


def names_in(field: str, value: str) -> Iterator[str]:
    """All by which one thing that is held of a person may be told."""
    if field == "mobile":
        for tongue in TONGUES:
            yield from (bangla.digits(each, tongue) for each in (value, value.removeprefix("+88")))
        return
    yield value
    if field == "address":
        # A village alone tells as much as the whole address.
        yield from (part.strip() for part in PART.split(value) if len(part.strip()) > SHORT)
    if field == "name":
        yield from name_words(value)


def name_words(name: str) -> list[str]:
    """A name is also known by its longer words; short ones (মো., রায়) stand in too many other words."""
    return [word for word in name.split() if len(word) > SHORT]
