"""The small commands: loading an office, and Django's own."""

import argparse
import sys
from pathlib import Path


def office_load(words: list[str]) -> int:
    """`ongikar office load DIR`."""
    from django.core.management import call_command
    from django.utils import timezone

    from ongikar.offices.models import Office

    from . import load, office_files
    from .key_check import refuses_keys

    parser = argparse.ArgumentParser(prog="ongikar office load")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(words).folder
    # Also the first word an administrator may say: the database is brought up to date as it is before serving.
    call_command("migrate", verbosity=0, interactive=False)
    if refuses_keys():
        return 1
    known = Office.objects.filter(slug=folder.resolve().name).first()
    try:
        files = office_files.read(folder, with_demo=bool(known and known.is_demo))
        for line in load.load(files, now=timezone.now(), is_demo=bool(known and known.is_demo)):
            print(line)
    except office_files.OfficeFileFault as fault:
        print(f"{fault.bn}\n{fault.en}", file=sys.stderr)
        return 1
    return 0


def manage(words: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["ongikar manage", *words])
    return 0
