"""`ongikar outbox`: what the worker has given up, and having it tried again once its cause is mended."""

import argparse
from dataclasses import asdict

from django.utils import timezone

from ongikar.core.command_line import add_json, add_language, moment_in_words, print_json
from ongikar.core.i18n.say import language, override_language, say
from ongikar.operations.failed_entries import given_up_lines, retry_given_up
from ongikar.rules.bangla.text import grouped_number

MACHINE = ("machine", None)


def outbox(words: list[str]) -> int:
    """`ongikar outbox [--retry]`: status 1 while something stays given up."""
    parser = argparse.ArgumentParser(prog="ongikar outbox")
    parser.add_argument("--retry", action="store_true", help="try all of them again, from the first pause on")
    add_language(parser)
    add_json(parser, "for programs")
    asked = parser.parse_args(words)
    if asked.json:
        lines = given_up_lines()
        retried = retry_given_up(actor=MACHINE, now=timezone.now()) if asked.retry else 0
        print_json({"given_up": [asdict(line) for line in lines], "retried": retried})
        return 1 if len(lines) > retried else 0
    with override_language(asked.language):
        lines = given_up_lines()
        for line in lines:
            at = moment_in_words(line.at, language())
            print(f"{line.key}  {line.reaction}  ({line.verb}, {at})  {line.fault}")
        if asked.retry:
            count = retry_given_up(actor=MACHINE, now=timezone.now())
            print(say("{n}টি আবার চেষ্টা হবে", "{n} will be tried again", n=grouped_number(count, language())))
            return 0
        if not lines:
            print(say("কোনোটি ছেড়ে দেওয়া হয়নি", "none was given up"))
            return 0
    return 1
