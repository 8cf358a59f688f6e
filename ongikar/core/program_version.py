"""Which version of the program this is, from one place: pyproject.toml. Needs no Django."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


@cache
def program_version() -> str:
    """Of a clone, as pyproject.toml says; of what was installed, as it said when the wheel was built."""
    if PROJECT.exists():
        import tomllib

        return str(tomllib.loads(PROJECT.read_text("utf-8"))["project"]["version"])
    try:
        return version("ongikar")
    except PackageNotFoundError:
        return "0"
