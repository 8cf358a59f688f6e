#!/usr/bin/env python
"""Django's own command line. What an office needs is in the `ongikar` command: see `./run help`."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    from ongikar.core.data_owner import become_owner

    if not become_owner(["manage", *sys.argv[1:]]):
        sys.exit(1)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
