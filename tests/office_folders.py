"""The folders of offices/ as the tests take them: all of them, and one of them under another name."""

import shutil
from pathlib import Path

from .conftest import ROOT

FOLDERS = sorted(path.parent for path in (ROOT / "offices").glob("*/office.toml"))


def copy_folder(folder: Path, place: Path, slug: str) -> Path:
    """The folder under another name, with nothing changed but what names it and makes it the one that
    answers.
    """
    copy = shutil.copytree(folder, place / slug)
    text = (copy / "office.toml").read_text("utf-8")
    name = f'slug = "{folder.name}"'
    assert name in text
    (copy / "office.toml").write_text(
        text.replace(name, f'slug = "{slug}"').replace("default = true", ""), "utf-8"
    )
    return copy
