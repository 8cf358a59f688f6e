"""The administrator's page of the installation as data: its sections, and what needs a person."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ongikar.core.i18n.say import override_language, say

from .health_line import HealthLine
from .loss_lines import backup_line, drill_line, ledger_line
from .measurements import Measurements
from .room_lines import address_line, clock_line, disk_line, platform_line, program_line
from .work_lines import messages_line, reactions_line, silence_line, speed_line, watch_line, worker_line


@dataclass(frozen=True, slots=True)
class HealthSection:
    key: str
    heading: str
    lines: tuple[HealthLine, ...]


Line = Callable[[Measurements], HealthLine]
SECTIONS: tuple[tuple[str, tuple[str, str], tuple[Line, ...]], ...] = (
    (
        "loss",
        ("হারানোর ভয় আছে কি না", "Could something be lost"),
        (backup_line, drill_line, ledger_line),
    ),
    (
        "work",
        ("কাজ চলছে কি না", "Is it working"),
        (messages_line, reactions_line, worker_line, watch_line, silence_line, speed_line),
    ),
    (
        "room",
        ("জায়গা ও সংস্করণ", "Room and versions"),
        (disk_line, clock_line, program_line, platform_line, address_line),
    ),
)


def health_sections(measured: Measurements) -> list[HealthSection]:
    """The page, in the language at hand."""
    return [
        HealthSection(key, say(*heading), tuple(line(measured) for line in lines))
        for key, heading, lines in SECTIONS
    ]


def attention_codes(measured: Measurements) -> list[str]:
    """For programs: the keys of the lines that need a person."""
    with override_language("en"):
        return [line.key for line in failed_lines(health_sections(measured))]


def failed_lines(sections: list[HealthSection]) -> Iterator[HealthLine]:
    return (line for section in sections for line in section.lines if line.has_failed)
