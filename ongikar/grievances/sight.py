"""What of a grievance the officer complained of may read: where the name is hidden, nothing tells whose it is."""

from collections.abc import Iterator

from ongikar.people.models import Applicant
from ongikar.rules import bangla

from .models import Grievance
from .ready import day_words, moment_words

HIDDEN = "•••"
TONGUES = ("bn", "en")


def text_for_respondent(grievance: Grievance, text: str) -> str:
    """A text as the officer complained of may read it: where the name is hidden, nothing in it tells whose it is."""
    return veiled(text, telling(grievance)) if grievance.identity_hidden else text


def veiled(text: str, secrets: Iterator[str] | list[str]) -> str:
    """The text with every secret replaced, the longest first, so that no part of a longer one is left standing."""
    for secret in sorted(set(filter(None, secrets)), key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return text


def telling(grievance: Grievance) -> Iterator[str]:
    """All that would tell who complains, in both scripts: names, numbers, addresses, and the day they came."""
    if grievance.complainant:
        yield from names_of(grievance.complainant)
    if case := grievance.case:
        for tongue in TONGUES:
            yield bangla.digits(case.number, tongue)
            # In a small office the days of an application are as good as its number.
            ends = (case.closed_at, *(ending.closed_at for ending in case.endings_before))
            for instant in filter(None, (case.received_at, *(clock.due_at for clock in case.clocks), *ends)):
                yield from (day_words(instant, tongue), moment_words(instant, tongue))


def names_of(person: Applicant) -> Iterator[str]:
    mobile = person.mobile.removeprefix("+88")
    for tongue in TONGUES:
        yield from (bangla.digits(figures, tongue) for figures in (person.mobile, mobile))
    yield from (person.name, person.institution, person.address, person.email)
    # A name is also known by its longer words; short ones (মো., রায়) stand in too many other words.
    yield from (word for word in person.name.split() if len(word) > 3)
