"""`ongikar outbox`: what the worker has given up, and having it tried again once its cause is mended."""

import argparse

from django.utils import timezone

from ongikar.core.command_line import add_language, moment_in_words
from ongikar.core.i18n.say import language, override_language, say
from ongikar.operations.failed_entries import given_up_lines, retry_given_up
from ongikar.rules.bangla.text import grouped_number

MACHINE = ("machine", None)


def outbox(words: list[str]) -> int:
    """`ongikar outbox [--retry]`: status 1 while something stays given up."""
    parser = argparse.ArgumentParser(prog="ongikar outbox")
    parser.add_argument("--retry", action="store_true", help="try all of them again, from the first pause on")
    add_language(parser)
    asked = parser.parse_args(words)
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
