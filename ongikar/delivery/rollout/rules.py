"""Steps of which some go before others: which day stands too early, and what may be done now.

Pure: a step is its code, the codes it needs, and its day. What a step needs stands before it in the list, so
that nothing can wait for itself.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date


class StepOrderFault(ValueError):
    """A list of steps that cannot be meant."""


@dataclass(frozen=True, slots=True)
class OrderedStep:
    """One step of a plan. `day`: by when; None where it is counted from the end of what it needs."""

    code: str
    needs: tuple[str, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class TooEarly:
    """A step whose day lies before that of one it needs."""

    code: str
    needed: str


def require_order(steps: Sequence[OrderedStep]) -> None:
    """Raises StepOrderFault where a code stands twice, or a step needs what does not stand before it."""
    seen: set[str] = set()
    for step in steps:
        if step.code in seen:
            raise StepOrderFault(f"the step {step.code} stands twice")
        for needed in step.needs:
            if needed not in seen:
                raise StepOrderFault(f"{step.code} needs {needed}, which does not stand before it")
        seen.add(step.code)


def steps_too_early(steps: Iterable[OrderedStep]) -> Iterator[TooEarly]:
    """Each step with the latest of the needed ones after which it should come; two may fall on one day."""
    days: dict[str, date] = {}
    for step in steps:
        if step.day is None:
            continue
        before = [(days[code], code) for code in step.needs if code in days]
        if before and (latest := max(before))[0] > step.day:
            yield TooEarly(step.code, latest[1])
        days[step.code] = step.day


def waits_for(needs: Iterable[str], ended: Collection[str]) -> list[str]:
    """What must end before a step may; nothing: it may be done."""
    return [code for code in needs if code not in ended]


def ended_before(steps: Iterable[OrderedStep], ended: Mapping[str, date]) -> Iterator[TooEarly]:
    """The same of days on which steps ended; a step that has not ended is left out."""
    return steps_too_early(OrderedStep(step.code, step.needs, ended.get(step.code)) for step in steps)
