"""Database → office files: an office as it stands, with what was published and ordered on screen, as a folder
to load.
"""

import argparse
import tempfile
from pathlib import Path
from typing import Any

import tomli_w
from django.conf import settings

from ongikar.charter.publication.plain_formats import ladder_csv
from ongikar.core.command_line import Refusal, refusing
from ongikar.core.data_owner import act_as_root_again
from ongikar.offices.models import Office

from .tables import charter_tables, emblem_file_name, holiday_tables, office_tables, setting_tables

FILE_HEADER = "# {what}, written out by `ongikar office export`.\n\n"
# Of the folder of an office all other files are rules that live there only: what it pays, may buy, keeps how
# long. Not of the office itself is what a demonstration plays.
WRITTEN = frozenset({"office.toml", "charter.toml", "settings.toml"})
NOT_OF_OFFICE = ("demo", "holidays/")


@refusing
def office_export(words: list[str]) -> int:
    """`ongikar office export DIR`."""
    parser = argparse.ArgumentParser(prog="ongikar office export")
    parser.add_argument("folder", type=Path, help="a new folder with the name of the office")
    folder = parser.parse_args(words).folder.resolve()
    office = office_named(folder.name)
    export_office(office, folder)
    print(f"{office.slug}: {folder}")
    if office.is_demo:
        print(
            "প্রদর্শনী: সীমা, পদ ও স্থানের কিছু নমুনা মাত্র · a demonstration: some limits, posts and places"
            " are samples"
        )
    return 0


def office_named(slug: str) -> Office:
    if office := Office.objects.filter(slug=slug).first():
        return office
    known = ", ".join(Office.objects.order_by("slug").values_list("slug", flat=True)) or "–"
    raise Refusal(
        f"“{slug}” নামে কোনো কার্যালয় নেই। ফোল্ডারের নাম হবে কার্যালয়ের নাম: {known}",
        f"there is no office “{slug}”. The folder bears the office’s name: {known}",
    )


def export_office(office: Office, folder: Path) -> None:
    """Write the office's files into a new folder, or nothing at all. People and cases are no part of them.

    Raises Refusal where the folder cannot be made.
    """
    texts = file_texts(office)
    act_as_root_again()
    if folder.exists():
        raise Refusal(
            f"{folder} আগে থেকেই আছে; নতুন একটি ফোল্ডারের নাম দিন",
            f"{folder} is there already; name a new folder",
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as making:
            ready = Path(making) / folder.name
            (ready / "holidays").mkdir(parents=True)
            for name, text in texts.items():
                (ready / name).parent.mkdir(exist_ok=True)
                (ready / name).write_text(text, "utf-8")
            if name := emblem_file_name(office):
                newest = office.emblems.order_by("-since", "-pk")[0]
                (ready / name).write_bytes(bytes(newest.content))
            ready.rename(folder)
    except OSError as fault:
        raise Refusal(
            f"{folder} লেখা গেল না: {fault.strerror}", f"{folder} could not be written: {fault.strerror}"
        ) from None


def file_texts(office: Office) -> dict[str, str]:
    """The text of every file, by its name in the folder."""
    files = {"office.toml": toml_document("The office", office_tables(office))}
    if charter := office.charters.order_by("-number").first():
        files["charter.toml"] = toml_document("The charter in force or to come", charter_tables(charter))
        files["charter.txt"] = charter.document
        # For whoever reads no TOML; it is not loaded again.
        files["ladder.csv"] = ladder_csv(charter.tiers.select_related("post", "alternate"))
    if calendar := office.calendar_version():
        for year, table in holiday_tables(calendar).items():
            files[f"holidays/{year}.toml"] = toml_document(f"Holidays of {year}", table)
    tables = setting_tables(office)
    if any(tables.values()):
        files["settings.toml"] = toml_document("Settings changed on screen", tables)
    return files | rule_files(office)


def rule_files(office: Office) -> dict[str, str]:
    """By their names within the folder."""
    folder = settings.ONGIKAR_OFFICES / office.slug
    names = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.toml"))}
    return {
        name: path.read_text("utf-8")
        for name, path in names.items()
        if name not in WRITTEN and not name.startswith(NOT_OF_OFFICE)
    }


def toml_document(what: str, table: dict[str, Any]) -> str:
    return FILE_HEADER.format(what=what) + tomli_w.dumps(drop_missing(table))


def drop_missing(value: Any) -> Any:
    """TOML has no word for nothing: what is not known, or not said, is left out."""
    if isinstance(value, dict):
        return {key: drop_missing(each) for key, each in value.items() if each is not None}
    return [drop_missing(each) for each in value] if isinstance(value, list | tuple) else value
