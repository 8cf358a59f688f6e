"""`ongikar outbox`: what the worker has given up, and having it tried again once its cause is mended."""

import argparse

from django.utils import timezone

from ongikar.core.command_line import moment_in_words
from ongikar.core.i18n.say import language, override_language, say
from ongikar.core.not_none import not_none
from ongikar.journal.models import OutboxEntry
from ongikar.rules.bangla.text import grouped_number


def outbox(words: list[str]) -> int:
    """`ongikar outbox [--retry]`: status 1 while something stays given up."""
    parser = argparse.ArgumentParser(prog="ongikar outbox")
    parser.add_argument("--retry", action="store_true", help="try all of them again, from the first pause on")
    parser.add_argument("--language", "--lang", choices=("bn", "en"), default="bn")
    asked = parser.parse_args(words)
    given_up = OutboxEntry.objects.filter(given_up_at__isnull=False)
    with override_language(asked.language):
        for outbox_entry in given_up.select_related("entry").order_by("pk"):
            print(entry_line(outbox_entry))
        if asked.retry:
            count = given_up.update(
                given_up_at=None, attempts=0, taken_at=None, fault="", next_try=timezone.now()
            )
            print(say("{n}টি আবার চেষ্টা হবে", "{n} will be tried again", n=grouped_number(count, language())))
            return 0
        if not given_up.exists():
            print(say("কোনোটি ছেড়ে দেওয়া হয়নি", "none was given up"))
            return 0
    return 1


def entry_line(outbox_entry: OutboxEntry) -> str:
    """Never what was to be said, or to whom: the fault is the program's own words, of one line."""
    fault = outbox_entry.fault.partition("\n")[0][:200]
    return (
        f"{outbox_entry.pk}  {outbox_entry.reaction}  ({outbox_entry.entry.verb},"
        f" {moment_in_words(not_none(outbox_entry.given_up_at), language())})  {fault}"
    )
