"""Every sentence that a page, a message or a document may show, as it stands in the code."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
BLOCK = re.compile(
    r"{% say_block .*?%}(.*?){% endsay_block %}|{% say_block %}(.*?){% endsay_block %}", re.DOTALL
)


@cache
def sources() -> list[tuple[Path, str]]:
    """Of Python, templates and typesetting; tests and migrations show nothing to anybody."""
    return [
        (path.relative_to(ROOT), path.read_text("utf-8"))
        for ending in ("py", "html", "typ")
        for path in sorted(ROOT.rglob(f"*.{ending}"))
        if not {"tests", "migrations"} & set(path.parts)
    ]


def sentences() -> Iterator[tuple[Path, str]]:
    """A string of the code, or one language of a block of a template, on one line."""
    for path, source in sources():
        for said in STRING.findall(source):
            yield path, said
        for with_values, plain in BLOCK.findall(source):
            for said in (with_values or plain).split("{% in_english %}"):
                yield path, " ".join(said.split())
