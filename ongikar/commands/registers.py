"""`ongikar registers rebuild`: what registers keep beside the cases, held against them and made anew."""

import argparse

from ongikar.core.own_command import command_to_type
from ongikar.rules.number_forms import counting


def rebuild_registers(words: list[str]) -> int:
    """Count every year of every office and its complaints anew, and hold the stored lines of registers
    against the cases; exit status 1 if anything differed.

    What is sealed is never written anew: a line that is missing or too many is told, and left as it is.
    """
    from ongikar.cases.register_counts import recount
    from ongikar.cases.register_lines import lines_that_differ
    from ongikar.grievances.upward.stage_counts import recount_stages

    argparse.ArgumentParser(prog="ongikar registers rebuild").parse_args(words)
    seen, changed, differ = 0, 0, 0
    for office, fiscal_year, is_changed in recount():
        seen, changed = seen + 1, changed + is_changed
        if is_changed:
            print(f"{office}, {fiscal_year}: the sums differed and were put right")
    for office, is_changed in recount_stages():
        changed += is_changed
        if is_changed:
            print(f"{office}: the sums of its complaints differed and were put right")
    for line in lines_that_differ():
        differ += 1
        print(f"{line}: stored otherwise than its case says, and left: {command_to_type('ledger verify')}")
    told = counting("{n} [year|years] counted, {changed} changed", n=seen, changed=changed)
    print(told + f", {differ} lines differ" * bool(differ))
    return 1 if changed or differ else 0
