"""Template words of the charter's desk: a finding in the page's language, and how it stands."""

from typing import Any, cast

from django import template
from django.forms import BoundField

from ongikar.charter.desk.cell_rows import CellRow
from ongikar.core.i18n.say import language, say
from ongikar.rules.charter.compare import Change
from ongikar.rules.charter.lint.findings import message_of
from ongikar.rules.charter.reading_types import Finding
from ongikar.rules.charter.review import CellFinding

register = template.Library()

SEVERITY = {
    "error": ("ভুল:", "Error:"),
    "warning": ("সতর্কতা:", "Warning:"),
    "note": ("মনে রাখুন:", "Note:"),
}
STATES = {
    "accepted": ("মেনে নেওয়া হয়েছে", "accepted"),
    "reserved": ("খোলা রাখা হয়েছে", "left open"),
    "limited": ("উপরের উত্তরে মেটে", "settled by an answer above"),
}


@register.filter
def severity(spot: CellFinding) -> str:
    return say(*SEVERITY[spot.finding["severity"]])


@register.filter
def message(spot: CellFinding) -> str:
    return message_of(spot.finding, language())


@register.filter
def state_words(spot: CellFinding) -> str:
    return say(*STATES[spot.state])


@register.filter
def choice_words(row: CellRow) -> str:
    """What is chosen for a cell so far."""
    if not row.fields:
        return ""
    words = dict(cast(Any, row.fields[0].field).choices)
    return str(words[chosen]) if (chosen := row.fields[0].value()) in words else say("বাকি", "not decided yet")


@register.filter
def short_name(field: BoundField) -> str:
    """time-until → until."""
    return field.name.rpartition("-")[2]


@register.filter
def is_cells(line: object) -> bool:
    """Whether a line of the document is a row of a table."""
    return isinstance(line, list)


@register.filter
def in_tongue(change: Change) -> str:
    return change.en if language() == "en" else change.bn


@register.filter
def finding_message(finding: Finding) -> str:
    """What the check found, in the page's language."""
    return message_of(finding, language())
