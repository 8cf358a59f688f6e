"""`ongikar exports make`: the program that the worker begins to make one export. Nobody types it."""

import argparse
import os
import resource
import sys

from django.utils import timezone

from ongikar.exports.export_process import LeaseLost, make_leased_export
from ongikar.operations.forked_processes import end_with_parent

# What it may take of the machine's memory (RLIMIT_DATA); with the typesetter it begins, 400 MB. See
# docs/decisions/051.
MEMORY = 160 * 1024 * 1024
# Who asks for a page comes first: at this priority, and on Linux with what of the processor nobody wants.
NICENESS = 19


def make_export(words: list[str]) -> int:
    """Make the export of this key as far as its turn goes, for the worker `parent`, and end with that."""
    parser = argparse.ArgumentParser(prog="ongikar exports make")
    parser.add_argument("export", type=int)
    parser.add_argument("lease")
    parser.add_argument("parent", type=int)
    asked = parser.parse_args(words)
    end_with_parent(asked.parent)
    os.nice(NICENESS)
    os.umask(0o077)
    if sys.platform.startswith("linux"):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        # The typesetter sets a limit of its own, which may be higher.
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        make_leased_export(asked.export, asked.lease, timezone.now)
    except LeaseLost:
        return 0
    return 0
