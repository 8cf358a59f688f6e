"""`ongikar charter read FILE`: what a published charter says, and what is wrong with it. Needs no Django."""

import argparse
import json
import sys
from pathlib import Path

MOST_BYTES = 20_000_000


def read(words: list[str]) -> int:
    """Print the reading of a charter document; with --json the whole object, else a summary with its findings."""
    from ongikar.rules.charter_text import read as read_charter

    parser = argparse.ArgumentParser(prog="ongikar charter read")
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(words)
    try:
        if asked.file.stat().st_size > MOST_BYTES:
            return complain(
                "ফাইলটি ২০ MB-এর চেয়ে বড়; একটি চার্টার এত বড় হয় না", "the file is larger than 20 MB; no charter is"
            )
        content = asked.file.read_bytes()
    except OSError as fault:
        return complain(f"ফাইলটি খোলা যায়নি: {asked.file}", f"the file could not be opened: {fault}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return complain(
            "ফাইলটি ইউনিকোড (UTF-8) লেখা নয়। লেখাটি UTF-8 করে সংরক্ষণ করে আবার দিন।",
            "the file is not Unicode text (UTF-8); save it as UTF-8 text and try again",
        )
    reading = read_charter(text)
    if asked.json:
        print(json.dumps(reading, ensure_ascii=False, indent=2))
    else:
        print(summary(reading))
    return 0


def complain(bn: str, en: str) -> int:
    print(f"{bn}\n{en}", file=sys.stderr)
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
        f"  {f['severity']:<8}{f['code']:<24}{f['where']}: {f['message_en']}" for f in reading["findings"]
    ]
    return "\n".join(lines)
