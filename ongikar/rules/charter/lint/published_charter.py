"""Finds faults that arise with time while a charter is in force, and findings that its public reservations
answer.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from ongikar.rules.bangla.text import date_words
from ongikar.rules.charter.reading_types import Finding

from .findings import make_finding

# How long a charter may go without a new version before the office is asked to look at it again.
REVIEW_AFTER = timedelta(days=365)

# Which findings of its row (of the whole charter, where the charter itself made it) a named reservation
# answers.
ANSWERS: Mapping[str, frozenset[str]] = {
    "ceiling": frozenset({"time.unmeasurable", "time.missing", "charter.no_countable_time"}),
    "time": frozenset(
        {
            "time.misplaced",
            "time.unknown",
            "time.unmeasurable",
            "time.missing",
            "time.contradiction",
            "time.elsewhere",
        }
    ),
    "documents": frozenset(
        {
            "documents.open_ended",
            "documents.missing",
            "documents.holds_method",
            "documents.holds_place",
            "documents.no_attester",
        }
    ),
    "form_source": frozenset({"documents.no_place", "place.not_a_place", "place.incomplete"}),
    "fee": frozenset({"fee.no_amount", "fee.missing", "fee.unknown", "fee.no_method", "fee.contradiction"}),
    "date": frozenset({"charter.no_date"}),
    "superior": frozenset(
        {"superior.self", "superior.missing", "superior.same_desk", "superior.circle", "superior.no_contact"}
    ),
    "mailbox": frozenset(
        {
            "email.variants",
            "email.free_provider",
            "email.dead_domain",
            "email.shared",
            "tier.reports_to_accused",
            "tier.no_contact",
        }
    ),
    "contact": frozenset({"tier.no_contact", "officer.no_contact", "superior.no_contact", "phone.invalid"}),
    "room": frozenset({"officer.no_room"}),
    "post_name": frozenset({"post.renamed"}),
    "place_name": frozenset({"place.renamed"}),
    "scheme_name": frozenset({"scheme.renamed"}),
}


# What is said of a reservation, no reservation answers.
OF_RESERVATIONS = frozenset({"reservation.undated", "reservation.overdue"})
# A reservation of a review is named for its cell; this one for the document as a whole.
WHOLE = "whole"


class Reservation(NamedTuple):
    """What was published open: where ("charter", "citizen/3", "tiers/1"), under which name, why, and until
    when.
    """

    where: str
    name: str
    reason_bn: str
    reason_en: str
    until: date | None = None

    def is_overdue(self, today: date) -> bool:
        return self.until is not None and self.until < today


class PublishedState(NamedTuple):
    """What is known beside the rows of a charter in force: its first day, what stands open, and who holds the
    posts.

    `vacant`: titles (bn, en) of posts the charter names and nobody holds. `former`: mailboxes of people who
    left.
    """

    since: date
    reservations: tuple[Reservation, ...] = ()
    vacant: tuple[tuple[str, str], ...] = ()
    former: tuple[str, ...] = ()


def judge_published(standing: PublishedState, today: date) -> Iterator[Finding]:
    """The faults that no row shows."""
    if today - standing.since > REVIEW_AFTER:
        bn, en = (date_words(standing.since, tongue, weekday=False) for tongue in ("bn", "en"))
        yield make_finding("charter.not_reviewed", "charter", bn, raw_en=en)
    for open_ in standing.reservations:
        where = f"{open_.where}/{open_.name}"
        if open_.until is None:
            yield make_finding("reservation.undated", where, open_.reason_bn, raw_en=open_.reason_en)
        elif open_.is_overdue(today):
            bn, en = (date_words(open_.until, tongue, weekday=False) for tongue in ("bn", "en"))
            yield make_finding(
                "reservation.overdue", where, open_.reason_bn, bn, raw_en=open_.reason_en, suggestion_en=en
            )
    for bn, en in standing.vacant:
        yield make_finding("post.vacant", "charter", bn, raw_en=en)
    for mailbox in standing.former:
        yield make_finding("email.former_holder", "charter", mailbox)


def has_reservation(finding: Finding, reservations: Iterable[Reservation], today: date) -> bool:
    """Whether a public reservation that is not past its day stands for this finding."""
    return any(
        (finding["code"] in ANSWERS.get(open_.name, ()) or is_of_cell(finding, open_))
        and (open_.where == "charter" or f"{finding['where']}/".startswith(f"{open_.where}/"))
        and not open_.is_overdue(today)
        for open_ in reservations
    )


def is_of_cell(finding: Finding, open_: Reservation) -> bool:
    """A reservation named for a cell, or for the charter as a whole, answers whatever is found there."""
    named = open_.where if open_.name == WHOLE else f"{open_.where}/{open_.name}"
    return bool(finding["where"] == named) and finding["code"] not in OF_RESERVATIONS


def split_answered(
    findings: Iterable[Finding], reservations: tuple[Reservation, ...], today: date
) -> tuple[list[Finding], list[Finding]]:
    """(open, answered by a reservation)."""
    sides: dict[bool, list[Any]] = {False: [], True: []}
    for finding in findings:
        sides[has_reservation(finding, reservations, today)].append(finding)
    return sides[False], sides[True]
