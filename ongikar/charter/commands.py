"""`ongikar charter read FILE`: what a published charter says, and what is wrong with it. Needs no Django."""

import argparse
import json
import sys
from pathlib import Path

from .documents import DocumentFault, read_document


def read(words: list[str]) -> int:
    """Print the reading of a charter document; with --json the whole object, else a summary with its findings."""
    parser = argparse.ArgumentParser(prog="ongikar charter read")
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(words)
    try:
        reading = read_document(asked.file)
    except DocumentFault as fault:
        return complain(fault)
    if asked.json:
        print(json.dumps(reading, ensure_ascii=False, indent=2))
    else:
        print(summary(reading))
    return 0


def complain(fault: DocumentFault) -> int:
    print(f"{fault.bn}\n{fault.en}", file=sys.stderr)
    return 1


def summary(reading: dict) -> str:
    lines = [reading["title"] or "(no title)"]
    for service in reading["services"]:
        lines.append(
            f"  {service['category'] or '-'} {service['number']}: {service['name']} — {service['time']['kind']}"
        )
    lines.append(
        f"{len(reading['services'])} services, {len(reading['grievance_tiers'])} tiers, "
        f"{len(reading['expectations'])} expectations, {len(reading['findings'])} findings"
    )
    lines += [
        f"  {f['severity']:<8}{f['code']:<30}{f['where']}: {f['message_en']}" for f in reading["findings"]
    ]
    return "\n".join(lines)
