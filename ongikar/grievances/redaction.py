"""What of a grievance the officer complained of may read: where the name is hidden, nothing tells whose it
is.
"""

import re
from collections.abc import Iterator

from ongikar.people.models import Applicant
from ongikar.rules.bangla import text as bangla
from ongikar.rules.bangla.text import latin_digits
from ongikar.rules.numbers import NOT_FIGURE, normal_mobile, normal_tracking_number

from .models import Grievance
from .prefilled_complaint import day_words, moment_words

HIDDEN = "•••"
TONGUES = ("bn", "en")


# A run of figures in either script, with the gaps people write in numbers.
FIGURES = re.compile(r"\+?[0-9০-৯](?:[\s\-–./()]{0,2}[0-9০-৯]){9,}")


def text_for_respondent(grievance: Grievance, text: str) -> str:
    """A text as the officer complained of may read it: where the name is hidden, nothing in it tells whose it
    is.

    Of somebody who gave no name we know none to look for; a mobile or the number of an application is taken
    out all the same.
    """
    if grievance.is_open_identity:
        return text
    own = [latin_digits(secret) for secret in identifying_texts(grievance)]
    return remove_numbers(
        mask_secrets(text, identifying_texts(grievance)), [NOT_FIGURE.sub("", each) for each in own]
    )


def remove_numbers(text: str, own: list[str]) -> str:
    """The text without any mobile or number of an application, however it is written, and without what holds
    an own one.
    """

    def veil(found: re.Match) -> str:
        figures = NOT_FIGURE.sub("", latin_digits(found[0]))
        is_own = any(len(secret) > 9 and secret in figures for secret in own)
        return HIDDEN if is_own or normal_mobile(figures) or is_application_number(figures) else found[0]

    return FIGURES.sub(veil, text)


def is_application_number(figures: str) -> bool:
    """Whether they are the number of an application; that of a complaint is known to whom it is about."""
    number = normal_tracking_number(figures)
    return bool(number) and number.split("-")[2:3] != ["9"]


def mask_secrets(text: str, secrets: Iterator[str] | list[str]) -> str:
    """The text with every secret replaced, the longest first, so that no part of a longer one is left
    standing.
    """
    for secret in sorted(set(filter(None, secrets)), key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return text


def identifying_texts(grievance: Grievance) -> Iterator[str]:
    """All that would tell who complains, in both scripts: names, numbers, addresses, and the
    day they came.
    """
    if grievance.complainant:
        yield from person_names(grievance.complainant)
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
    mobile = person.mobile.removeprefix("+88")
    for tongue in TONGUES:
        yield from (bangla.digits(figures, tongue) for figures in (person.mobile, mobile))
    yield from (person.name, person.institution, person.address, person.email)
    # A name is also known by its longer words; short ones (মো., রায়) stand in too many other words.
    yield from (word for word in person.name.split() if len(word) > 3)
