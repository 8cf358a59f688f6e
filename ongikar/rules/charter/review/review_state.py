"""Current state of a review: the corrected reading, every finding on its cell, and whether it is resolved."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from ongikar.rules.charter.lint import Finding, judge, other_office

from .decisions import ACCEPT, CORRECT, RESERVE, Decision, is_settled_otherwise, newest
from .parts import CHARTER, SERVICE, TIER, Part, by_path, key_of, parts_of, places_of, together
from .rows import added_parts, is_left_out


class Spot(NamedTuple):
    """A finding on its cell. `state`: open, accepted, corrected, reserved, or limited (the office's own limit rules)."""

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
    """`read`: the parts as read, and `by_reader` what was found in reading them; `printed`: with blank ones for rows that were added;
    `parts`: with all corrections, without what was left out. `held`: the decision that holds on each cell.
    """

    read: list[Part]
    by_reader: list[Finding]
    printed: list[Part]
    parts: list[Part]
    held: dict[str, Decision]

    @cached_property
    def by_part(self) -> dict[str, list[Spot]]:
        """The findings of each part that has any; the charter is judged when this is first asked."""
        places = by_path(self.parts)
        spots = [
            Spot(finding, part.code, cell, state_of(finding, part, cell, self.held))
            for finding in findings_now(self)
            for part, cell in places_of(finding, places)
        ]
        found: dict[str, list[Spot]] = {}
        for spot in settled_by_rows(spots):
            found.setdefault(spot.part, []).append(spot)
        return found

    @property
    def spots(self) -> list[Spot]:
        return [spot for spots in self.by_part.values() for spot in spots]

    @property
    def reading(self) -> dict[str, Any]:
        return together(self.parts)

    def part(self, code: str) -> Part | None:
        return next((part for part in self.parts if part.code == code), None)

    def spots_of(self, code: str) -> list[Spot]:
        return self.by_part.get(code, [])

    def open_errors(self, code: str | None = None) -> list[Spot]:
        """The errors that are neither corrected nor under a reservation, in all parts or in one."""
        spots = self.spots if code is None else self.spots_of(code)
        return [spot for spot in spots if spot.is_error and spot.is_open]

    def is_looked_at(self, code: str) -> bool:
        return f"{code}/seen" in self.held

    @property
    def left_out(self) -> list[Part]:
        """The rows that were read and are not to be published."""
        return [corrected(part, self.held) for part in self.printed if is_left_out(part.code, self.held)]

    @property
    def not_looked_at(self) -> list[Part]:
        return [part for part in self.parts if not self.is_looked_at(part.code)]


def review(reading: dict[str, Any], decisions: Iterable[Decision]) -> Review:
    held = newest(decisions)
    read = parts_of(reading)
    printed = with_added(read, added_parts(read, held))
    parts = [corrected(part, held) for part in printed if not is_left_out(part.code, held)]
    return Review(read, reading["findings"], printed, parts, held)


def with_added(read: list[Part], added: list[Part]) -> list[Part]:
    """An added row stands behind those of its sort that were read; the charter as a whole stays the last."""
    services = [part for part in (*read, *added) if part.sort == SERVICE]
    tiers = [part for part in (*read, *added) if part.sort == TIER]
    return [*services, *tiers, *(part for part in read if part.sort == CHARTER)]


def corrected(part: Part, held: dict[str, Decision]) -> Part:
    for cell in part.cells:
        decision = held.get(f"{part.code}/{cell}")
        if decision and decision.choice == CORRECT:
            part = part.put(cell, decision.text)
    return part


def findings_now(review: Review) -> list[Finding]:
    """What was found in the print and still stands, and what is to be found in the corrected words.

    A finding of the reader's on a corrected cell, or on a row left out, was about words that are gone; what the lint sees, it
    sees anew.
    """
    read, parts, held = review.read, review.parts, review.held
    changed = {
        (part.code, cell)
        for part in read
        for cell in part.cells
        if is_left_out(part.code, held)
        or ((decision := held.get(f"{part.code}/{cell}")) and decision.choice == CORRECT)
    }
    places = by_path(read)
    now = judge(together(parts))
    before = now if [part.piece for part in read] == [part.piece for part in parts] else judge(together(read))
    seen = {key_of(finding) for finding in before}
    by_reader = [
        finding
        for finding in review.by_reader
        if key_of(finding) not in seen
        and not any((part.code, cell) in changed for part, cell in places_of(finding, places))
    ]
    return by_reader + now


STATES = {CORRECT: "open", RESERVE: "reserved"}


def state_of(finding: Finding, part: Part, cell: str, held: dict[str, Decision]) -> str:
    """How a finding stands that is still to be found. An error cannot be accepted; a correction that left it has not mended it."""
    if is_settled_otherwise(finding["code"], part.code, held):
        return "limited"
    decision = held.get(f"{part.code}/{cell}")
    if decision is None or finding["code"] in other_office.CODES:
        # Whose document it is cannot be left open.
        return "open"
    if finding["severity"] == "error":
        return STATES.get(decision.choice, "open")
    return {ACCEPT: "accepted", CORRECT: "accepted", RESERVE: "reserved"}[decision.choice]


def settled_by_rows(spots: list[Spot]) -> list[Spot]:
    """That no service has a countable time is an error of the rows, and settled once each of them is."""
    rows_open = any(spot.cell == "time" and spot.is_error and spot.is_open for spot in spots)
    return [
        spot._replace(state="limited")
        if spot.finding["code"] == "charter.no_countable_time" and spot.is_open and not rows_open
        else spot
        for spot in spots
    ]
