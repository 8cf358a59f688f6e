"""What our font can write: a paper is set in it alone, and one sign that it lacks would leave the whole paper
unmade.

People type emoji and letters of other scripts into names and answers. On a page the reader's own machine has
a font for
them; on paper each such run stands as (?), so that everybody sees something was there, and the paper comes.
"""

import re
from collections.abc import Mapping
from typing import Any

# The signs of Noto Sans Bengali as it lies in papers/fonts, first-last in hexadecimal; line break and tab
# are no signs.
SIGNS = """
9-a d 20-7e a0-a3 a5 a7-ab ae-b0 b4 b6-b8 ba-bb bf-ff 131 152-153 2bc 2c6 2da 2dc 300-301 303-304 308
951-952 964-965
980-983 985-98c 98f-990 993-9a8 9aa-9b0 9b2 9b6-9b9 9bc-9c4 9c7-9c8 9cb-9ce 9d7 9dc-9dd 9df-9e3 9e6-9fe
1cd0 1cd2
1cd5-1cd6 1cd8 1ce1 1cea 1ced 1cf2 1cf5-1cf7 200b-200d 2013-2014 2018-201a 201c-201e 2022 2026 2039-203a
20ac 20b9
2122 2212 25cc a8f1
"""
UNREADABLE = "(?)"


def printable_class() -> str:
    """The signs as the inside of a class of a regular expression."""
    ends = ([int(end, 16) for end in span.split("-")] for span in SIGNS.split())
    return "".join(f"{re.escape(chr(span[0]))}-{re.escape(chr(span[-1]))}" for span in ends)


# An emoji is often several signs with joiners between: one run, one mark.
UNKNOWN = re.compile(f"[^{printable_class()}](?:\u200d?[^{printable_class()}])*")


def printable(data: Any) -> Any:
    """The same data, texts at any depth of it in signs that can be printed."""
    if isinstance(data, str):
        return UNKNOWN.sub(UNREADABLE, data)
    if isinstance(data, Mapping):
        return {name: printable(each) for name, each in data.items()}
    if isinstance(data, list | tuple):
        return [printable(each) for each in data]
    return data
