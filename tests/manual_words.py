"""What stands on the buttons and pages in each language: every pair of words in the program's sources."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ROOT / "ongikar"
BANGLA = re.compile(r"[\u0980-\u09FF]")
SAID_IN_TEMPLATE = re.compile(r'\{%\s*say\s+"((?:[^"\\]|\\.)*)"\s+"((?:[^"\\]|\\.)*)"')
SAID_IN_BLOCK = re.compile(
    r"\{%\s*say_block\b[^%]*%\}(.*?)\{%\s*in_english\s*%\}(.*?)\{%\s*endsay_block\s*%\}", re.S
)
# `{n}` of a sentence that is filled in, in its words as they were made ready for a pattern.
FILLED_IN = re.compile(r"\\\{\w+\\\}")

Pair = tuple[str, str]


@cache
def words_on_pages(tongue: str) -> re.Pattern:
    """A pattern that fits whole words of the pages in "bn" or "en", with whatever may be filled into them."""
    place = ("bn", "en").index(tongue)
    words = {plain(pair[place]) for pair in pairs()}
    # Of "{n}" alone, or "{seen} / {all}", everything would be a case.
    own = (each for each in sorted(words) if sum(map(str.isalpha, re.sub(r"\{\w+\}", "", each))) > 1)
    return re.compile("|".join(FILLED_IN.sub(r"\\S{1,12}", re.escape(each)) for each in own))


def plain(words: str) -> str:
    """As it is read: without markup, each space one."""
    return " ".join(re.sub(r"<[^>]+>", "", words.replace('\\"', '"')).split())


def pairs() -> Iterator[Pair]:
    for path in sorted(PROGRAM.rglob("*")):
        if "tests" in path.parts or path.suffix not in READERS or not path.is_file():
            continue
        yield from READERS[path.suffix](path.read_text("utf-8"))


def in_python(source: str) -> Iterator[Pair]:
    """A string in Bangla and the one that stands behind it: of say(…), of a tuple, of a list."""
    for node in ast.walk(ast.parse(source)):
        row = node.args if isinstance(node, ast.Call) else getattr(node, "elts", [])
        words = [each.value if isinstance(each, ast.Constant) else None for each in row]
        for bn, en in pairwise(words):
            if isinstance(bn, str) and isinstance(en, str) and BANGLA.search(bn) and not BANGLA.search(en):
                yield bn, en


def in_template(source: str) -> Iterator[Pair]:
    yield from SAID_IN_TEMPLATE.findall(source)
    yield from SAID_IN_BLOCK.findall(source)


def in_toml(source: str) -> Iterator[Pair]:
    yield from tables_of(tomllib.loads(source))


def tables_of(value: Any) -> Iterator[Pair]:
    if isinstance(value, dict):
        if isinstance(value.get("bn"), str):
            yield value["bn"], value.get("en", "")
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from tables_of(each)


READERS = {".py": in_python, ".html": in_template, ".toml": in_toml}
