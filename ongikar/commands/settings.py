"""`ongikar settings`: what is in force, and from where; nothing that opens something is printed."""

import argparse

from ongikar.core.command_line import add_json, add_language, print_json
from ongikar.core.environment import DEFAULT, TABLE, InForce, in_force, read_setting

HIDDEN = "…"


def printable_text(found: InForce) -> str:
    return HIDDEN if found.setting.secret and found.text else found.text


def show_settings(words: list[str]) -> int:
    """Each setting with its value, source and meaning. Raises SettingFault for one that cannot be."""
    parser = argparse.ArgumentParser(prog="ongikar settings")
    parser.add_argument("--changed", action="store_true", help="only what is not as it is by default")
    add_json(parser)
    add_language(parser)
    asked = parser.parse_args(words)
    for each in TABLE:
        read_setting(each.name)
    rows = [found for each in TABLE if (found := in_force(each.name)).source != DEFAULT or not asked.changed]
    if asked.json:
        print_json([as_json(found) for found in rows])
        return 0
    place = 0 if asked.language == "bn" else 1
    for found in rows:
        source = ("যেমন থাকে", "by default")[place] if found.source == DEFAULT else found.source
        print(
            f"{found.setting.name}={printable_text(found)}   ({source})\n    {found.setting.meaning[place]}"
        )
    return 0


def as_json(found: InForce) -> dict[str, str | None]:
    bn, en = found.setting.meaning
    value = None if found.setting.secret and found.text else found.text
    return {"name": found.setting.name, "value": value, "source": found.source, "bn": bn, "en": en}
