"""Fields of a ready text, such as {applicant}: which there are, which a text names wrongly, and filling them
in.
"""

import re
from collections.abc import Mapping

APPLICANT, SERVICE, NUMBER, DUE_DAY = "applicant", "service", "number", "due_day"
FIELDS: Mapping[str, tuple[str, str]] = {
    APPLICANT: ("আবেদনকারীর নাম", "name of the applicant"),
    SERVICE: ("সেবার নাম", "name of the service"),
    NUMBER: ("আবেদনের নম্বর", "number of the case"),
    DUE_DAY: ("শেষ দিন", "last day"),
}
FIELD = re.compile(r"\{([^{}]*)\}")


def unknown_fields(text: str) -> list[str]:
    """What stands in braces and is no field, each once, in the order of the text."""
    named = dict.fromkeys(FIELD.findall(text))
    return [name for name in named if name.strip() not in FIELDS]


def has_loose_brace(text: str) -> bool:
    """Whether a brace stands in it that opens or closes no field."""
    left = FIELD.sub("", text)
    return "{" in left or "}" in left


def fill_fields(text: str, values: Mapping[str, str]) -> str:
    return FIELD.sub(lambda match: values[match[1].strip()], text)
