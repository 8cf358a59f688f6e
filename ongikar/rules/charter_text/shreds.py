"""Removes escapes (\\u2021, \\r\\n, \\/) and remains of tags from text copied out of a page's script."""

import re

ESCAPED = re.compile(r"\\u[0-9a-fA-F]{4}")
# How many escapes make a text one that was copied from a script; a lone one is a misprint, or a lesson in programming.
FEWEST = 3
CONTROL = {r"\r": "", r"\n": "\n", r"\t": " ", r"\/": "/", r"\"": '"'}
CONTROLS = re.compile(r"\\[rnt/\"]")
TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>")


def without_shreds(text: str) -> str:
    """The text as a reader of the page would have seen it; any other text unchanged."""
    if len(ESCAPED.findall(text)) < FEWEST:
        return text
    text = CONTROLS.sub(lambda found: CONTROL[found[0]], text)
    text = ESCAPED.sub(lambda found: chr(int(found[0][2:], 16)), text)
    # Half of a pair of surrogates is no letter.
    return re.sub("[\ud800-\udfff]", "", TAG.sub(" ", text))
