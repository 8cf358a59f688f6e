"""The settings of an installed program as a file: read as systemd reads it (EnvironmentFile), and written so
that what is there already stays.
"""

import re
from collections.abc import Callable, Collection, Mapping
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


def merge_environment(
    there: str, wanted: Mapping[str, str], quote: Callable[[str], str], *, lists: Collection[str] = ()
) -> tuple[str, list[Difference]]:
    """What is there, word for word, with what it lacks at its end; and where it says something else. `quote`
    writes a value; `lists` are settings whose value is a list: what theirs lacks is added to it.
    """
    known = read_environment(there)
    lacking = {name: value for name, value in sorted(wanted.items()) if name not in known}
    text = there.replace("\r\n", "\n").rstrip("\n") + "\n"
    for name in lists:
        grown = grown_list(known.get(name), wanted.get(name, ""))
        if name in known and grown != known[name]:
            line = f"{name}={quote(grown)}".replace("\\", r"\\")
            text = re.sub(rf"^[ \t]*{name}=.*$", line, text, flags=re.MULTILINE)
    text += "".join(f"{name}={quote(value)}\n" for name, value in lacking.items())
    differences = [
        Difference(name, known[name], value)
        for name, value in sorted(wanted.items())
        if name in known and known[name] != value and name not in lists
    ]
    return text, differences


def grown_list(there: str | None, wanted: str) -> str:
    """As it is there, with what it lacks behind it."""
    words = [word.strip() for word in (there or "").split(",") if word.strip()]
    lacking = [word for word in wanted.split(",") if word not in words]
    return (there or "") if not lacking else ",".join([*words, *lacking])
