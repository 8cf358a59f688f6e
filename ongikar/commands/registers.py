"""`ongikar registers rebuild`: what registers keep beside the cases, held against them and made anew."""

import argparse

from ongikar.core.command_line import add_json, print_json
from ongikar.core.command_progress import each_of, print_line, print_no_line
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

    parser = argparse.ArgumentParser(prog="ongikar registers rebuild")
    add_json(parser, "for programs")
    asked = parser.parse_args(words)
    tell = print_no_line if asked.json else print_line
    seen, changed, differ = 0, [], []
    for office, fiscal_year, is_changed in each_of(recount(), "বছর গোনা", "Counting the years"):
        seen += 1
        if is_changed:
            changed.append({"office": office, "year": fiscal_year})
            tell(f"{office}, {fiscal_year}: the sums differed and were put right")
    for office, is_changed in each_of(recount_stages(), "অভিযোগ গোনা", "Counting the complaints"):
        if is_changed:
            changed.append({"office": office})
            tell(f"{office}: the sums of its complaints differed and were put right")
    for line in each_of(lines_that_differ(), "লাইন মেলানো", "Comparing the lines"):
        differ.append(line)
        tell(f"{line}: stored otherwise than its case says, and left: {command_to_type('ledger verify')}")
    told = counting("{n} [year|years] counted, {changed} changed", n=seen, changed=len(changed))
    tell(told + f", {len(differ)} lines differ" * bool(differ))
    if asked.json:
        print_json({"years": seen, "changed": changed, "lines": differ})
    return 1 if changed or differ else 0
