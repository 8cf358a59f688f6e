"""The `ongikar` command: `python -m ongikar WORDS`. What there is stands in ongikar/commands/catalogue.py;
nothing is imported before it is needed.
"""

import gc
import os
import sys
from contextlib import nullcontext

from ongikar.commands.catalogue import ANYBODY, ELSEWHERE, Command, load_function
from ongikar.commands.catalogue_parser import HELP, NoSuchCommand, named_command
from ongikar.core.command_line import languages
from ongikar.core.command_progress import telling_progress
from ongikar.core.environment import unknown_names


def main(words: list[str]) -> int:
    """Does what the words ask for; its exit status (docs/commands.md)."""
    try:
        asked = named_command(words)
    except NoSuchCommand as fault:
        print(fault, file=sys.stderr)
        return 2
    if asked is None:
        return 0
    command, left = asked
    if command.before and HELP.isdisjoint(left) and (status := load_function(command.before)(left)):
        return status
    warn_of_unknown_settings()
    try:
        with nullcontext() if command.serves else telling_progress(languages(left)[0]):
            return with_django(command, left) if command.needs_django else command.load()(left)
    except Exception as fault:
        from ongikar.core.disk_faults import disk_fault_words

        if isinstance(fault, BrokenPipeError) or not (told := disk_fault_words(fault)):
            raise
        print(*told, sep="\n", file=sys.stderr)
        return 1


def may_begin(words: list[str]) -> bool:
    """Whether we are who may give this command, or became them; else what to type stands on stderr."""
    try:
        asked = named_command(words, speak=False)
    except NoSuchCommand:
        return True
    if asked is None or asked[0].by == ANYBODY:
        return True
    from ongikar.core.data_owner import act_as_owner, become_owner

    return act_as_owner() if asked[0].by == ELSEWHERE and os.geteuid() == 0 else become_owner(words)


def warn_of_unknown_settings() -> None:
    """A misspelt setting is not in force: whoever set it is told, with the nearest that there is."""
    for name, near in unknown_names(os.environ):
        sentences = {
            "bn": f"{name}: এমন সেটিং নেই, তাই মানা হয়নি।" + (f" আপনি কি চান: {near}" if near else ""),
            "en": f"{name}: there is no such setting; it is not in force."
            + (f" Did you mean {near}?" if near else ""),
        }
        print(*(sentences[tongue] for tongue in languages()), sep="\n", file=sys.stderr)


def with_django(command: Command, words: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    import django
    from django.apps import apps

    # What is loaded stays: to look through it for garbage again and again takes an eighth of the start.
    gc.disable()
    # Once: it opens the log anew, on what is the standard error by then.
    if not apps.ready:
        django.setup()
    from ongikar.operations.start_checks import requires_database, requires_keys

    function = command.load()
    gc.freeze()
    gc.enable()
    return requires_database(function if command.any_keys else requires_keys(function))(words) or 0


def run() -> int:
    """The program `ongikar`, with the words that it was called with."""
    try:
        return main(sys.argv[1:]) if may_begin(sys.argv[1:]) else 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read has read enough, as `head` does; nothing is left to be flushed into a closed pipe.
        sys.stdout = None
        return 141


if __name__ == "__main__":
    sys.exit(run())
