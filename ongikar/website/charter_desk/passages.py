"""Where in the shown document each part stands: the passage that is laid beside its reading."""

from ongikar.charter.models import Upload
from ongikar.rules.kind_suggestion import folded

MOST_LINES = 45
# So much of a name is enough to know its line by; a page's edge may have cut the rest off.
ENOUGH = 24

Line = str | list[str]


def text_of(line: Line) -> str:
    return line if isinstance(line, str) else " ".join(line)


def starts_of(upload: Upload) -> dict[str, int]:
    """The first line of every part that is found in the document, searched in its order."""
    lines = [folded(text_of(line)) for line in upload.shown]
    starts: dict[str, int] = {}
    after = 0
    for part in upload.standing.printed:
        sign = part.raw(SIGNS[part.sort])
        if not sign and (added := upload.standing.part(part.code)):
            # Of a row that was not read only what the officer called it is known.
            sign = added.raw(SIGNS[part.sort])
            if (found := first_line(lines, folded(sign), 0)) is not None:
                starts[part.code] = found
            continue
        found = first_line(lines, folded(sign), after)
        if found is not None:
            starts[part.code] = found
            # Each part has a line of its own: names that begin alike do not share the first one's.
            after = max(after, found + 1)
    return starts


SIGNS = {"service": "name", "tier": "when", "charter": "title"}


def first_line(lines: list[str], sign: str, after: int) -> int | None:
    """Where it is said whole, else where it begins; from `after` on, else anywhere."""
    if not sign:
        return None
    for begin in (after, 0):
        for words in (sign, sign[:ENOUGH]):
            for n in range(begin, len(lines)):
                if words in lines[n]:
                    return n
    return None


def passage(upload: Upload, code: str) -> list[Line]:
    """The lines of one part, up to where the next begins; none where it was not found."""
    starts = starts_of(upload)
    if code not in starts:
        return upload.shown[:MOST_LINES] if code == "charter" else []
    first = starts[code]
    later = [start for start in starts.values() if start > first]
    return upload.shown[first : min([*later, first + MOST_LINES])]
