"""The settings of an installed program as a file: read as systemd reads it (EnvironmentFile), and written so
that what is there already stays.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ongikar.core.command_line import Refusal

ASSIGNED = re.compile(r"\s*([A-Za-z_]\w*)=(.*)", re.ASCII)
# What follows a backslash within double quotes as itself; before anything else the backslash stays.
ESCAPED = re.compile(r'\\(["\\`$])')


@dataclass(frozen=True, slots=True)
class Difference:
    """A setting that the file has otherwise than it would be written now; what is there holds."""

    name: str
    there: str
    wanted: str


def read_environment(text: str) -> dict[str, str]:
    """`{name: value}`. Line ends of Windows, tabs before a name and quotes of either kind are taken as they
    are meant. Raises Refusal for a line that is neither a setting nor a comment.
    """
    values = {}
    for number, line in enumerate(text.replace("\r\n", "\n").lstrip("\ufeff").split("\n"), start=1):
        if not line.strip() or line.lstrip().startswith(("#", ";")):
            continue
        if (match := ASSIGNED.fullmatch(line)) is None:
            raise Refusal(
                f"{number} নম্বর লাইনটি পড়া গেল না; চাই নাম=মান",
                f"line {number} cannot be read; expected NAME=value",
            )
        name, written = match.groups()
        values[name] = unquote(written.strip(), number)
    return values


def unquote(written: str, number: int) -> str:
    quote = written[:1]
    if quote not in ('"', "'"):
        return written
    if len(written) < 2 or not written.endswith(quote):
        raise Refusal(f"{number} নম্বর লাইনে উদ্ধৃতিচিহ্ন খোলা রয়ে গেছে", f"line {number}: a quote is not closed")
    inner = written[1:-1]
    return inner if quote == "'" else ESCAPED.sub(r"\1", inner)


def merge_environment(there: str, wanted: Mapping[str, str], quote: object) -> tuple[str, list[Difference]]:
    """What is there, word for word, with what it lacks at its end; and where it says something else. `quote`
    writes a value.
    """
    assert callable(quote)
    known = read_environment(there)
    lacking = {name: value for name, value in sorted(wanted.items()) if name not in known}
    text = there.replace("\r\n", "\n").rstrip("\n") + "\n"
    text += "".join(f"{name}={quote(value)}\n" for name, value in lacking.items())
    differences = [
        Difference(name, known[name], value)
        for name, value in sorted(wanted.items())
        if name in known and known[name] != value
    ]
    return text, differences
