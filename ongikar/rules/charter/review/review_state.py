"""Current state of a review: the corrected reading, every finding on its cell, and whether it is resolved."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ongikar.rules.charter.lint import Finding, judge, other_office
from ongikar.rules.charter.reading_types import CharterReading

from .decisions import ACCEPT, CORRECT, RESERVE, Decision, is_settled_otherwise, newest_decisions
from .parts import (
    CHARTER,
    SERVICE,
    TIER,
    ReviewPart,
    finding_key,
    join_parts,
    parts_by_path,
    places_of,
    split_reading,
)
from .rows import added_parts, is_left_out


class CellFinding(NamedTuple):
    """A finding on its cell. `state`: open, accepted, corrected, reserved, or limited (the office's own limit
    rules).
    """

    finding: Finding
    part: str
    cell: str
    state: str

    @property
    def is_error(self) -> bool:
        return bool(self.finding["severity"] == "error")

    @property
    def is_open(self) -> bool:
        return self.state == "open"


@dataclass(frozen=True)
class Review:
    """`read`: the parts as read, and `by_reader` what was found in reading them; `printed`: with blank ones
    for rows that were added; `parts`: with all corrections, without what was left out. `held`: the decision
    that holds on each cell.
    """

    read: list[ReviewPart]
    by_reader: list[Finding]
    printed: list[ReviewPart]
    parts: list[ReviewPart]
    newest_decisions: dict[str, Decision]

    @cached_property
    def by_part(self) -> dict[str, list[CellFinding]]:
        """The findings of each part that has any; the charter is judged when this is first asked."""
        places = parts_by_path(self.parts)
        spots = [
            CellFinding(finding, part.code, cell, finding_state(finding, part, cell, self.newest_decisions))
            for finding in findings_now(self)
            for part, cell in places_of(finding, places)
        ]
        findings: dict[str, list[CellFinding]] = {}
        for spot in settled_by_rows(spots):
            findings.setdefault(spot.part, []).append(spot)
        return findings

    @property
    def spots(self) -> list[CellFinding]:
        return [spot for spots in self.by_part.values() for spot in spots]

    @property
    def reading(self) -> CharterReading:
        return join_parts(self.parts)

    def part(self, code: str) -> ReviewPart | None:
        return next((part for part in self.parts if part.code == code), None)

    def spots_of(self, code: str) -> list[CellFinding]:
        return self.by_part.get(code, [])

    def open_errors(self, code: str | None = None) -> list[CellFinding]:
        """The errors that are neither corrected nor under a reservation, in all parts or in one."""
        spots = self.spots if code is None else self.spots_of(code)
        return [spot for spot in spots if spot.is_error and spot.is_open]

    def is_looked_at(self, code: str) -> bool:
        return f"{code}/seen" in self.newest_decisions

    @property
    def left_out(self) -> list[ReviewPart]:
        """The rows that were read and are not to be published."""
        return [
            correct_part(part, self.newest_decisions)
            for part in self.printed
            if is_left_out(part.code, self.newest_decisions)
        ]

    @property
    def not_looked_at(self) -> list[ReviewPart]:
        return [part for part in self.parts if not self.is_looked_at(part.code)]


def make_review(reading: CharterReading, decisions: Iterable[Decision]) -> Review:
    held = newest_decisions(decisions)
    read = split_reading(reading)
    printed = with_added(read, added_parts(read, held))
    parts = [correct_part(part, held) for part in printed if not is_left_out(part.code, held)]
    return Review(read, reading["findings"], printed, parts, held)


def with_added(read: list[ReviewPart], added: list[ReviewPart]) -> list[ReviewPart]:
    """An added row stands behind those of its sort that were read; the charter as a whole stays the last."""
    services = [part for part in (*read, *added) if part.sort == SERVICE]
    tiers = [part for part in (*read, *added) if part.sort == TIER]
    return [*services, *tiers, *(part for part in read if part.sort == CHARTER)]


def correct_part(part: ReviewPart, held: dict[str, Decision]) -> ReviewPart:
    for cell in part.cells:
        decision = held.get(f"{part.code}/{cell}")
        if decision and decision.choice == CORRECT:
            part = part.put(cell, decision.text)
    return part


def findings_now(review: Review) -> list[Finding]:
    """What was found in the print and still stands, and what is to be found in the corrected words.

    A finding of the reader's on a corrected cell, or on a row left out, was about words that are gone; what
    the lint sees, it sees anew.
    """
    read, parts, held = review.read, review.parts, review.newest_decisions
    changed = {
        (part.code, cell)
        for part in read
        for cell in part.cells
        if is_left_out(part.code, held)
        or ((decision := held.get(f"{part.code}/{cell}")) and decision.choice == CORRECT)
    }
    places = parts_by_path(read)
    now = judge(join_parts(parts))
    before = (
        now if [part.piece for part in read] == [part.piece for part in parts] else judge(join_parts(read))
    )
    seen = {finding_key(finding) for finding in before}
    by_reader = [
        finding
        for finding in review.by_reader
        if finding_key(finding) not in seen
        and not any((part.code, cell) in changed for part, cell in places_of(finding, places))
    ]
    return by_reader + now


STATES = {CORRECT: "open", RESERVE: "reserved"}


def finding_state(finding: Finding, part: ReviewPart, cell: str, held: dict[str, Decision]) -> str:
    """How a finding stands that is still to be found. An error cannot be accepted; a correction that left it
    has not mended it.
    """
    if is_settled_otherwise(finding["code"], part.code, held):
        return "limited"
    decision = held.get(f"{part.code}/{cell}")
    if decision is None or finding["code"] in other_office.CODES:
        # Whose document it is cannot be left open.
        return "open"
    if finding["severity"] == "error":
        return STATES.get(decision.choice, "open")
    return {ACCEPT: "accepted", CORRECT: "accepted", RESERVE: "reserved"}[decision.choice]


def settled_by_rows(spots: list[CellFinding]) -> list[CellFinding]:
    """That no service has a countable time is an error of the rows, and settled once each of them is."""
    rows_open = any(spot.cell == "time" and spot.is_error and spot.is_open for spot in spots)
    return [
        (
            spot._replace(state="limited")
            if spot.finding["code"] == "charter.no_countable_time" and spot.is_open and not rows_open
            else spot
        )
        for spot in spots
    ]
