"""How the words of a command line name a command, and the help of each level."""

import argparse
import difflib
import sys

from ongikar.core.command_line import languages
from ongikar.core.program_version import program_version

from .catalogue import ALL, BY_WORDS, FORMER, NOUNS, Command, Words

HELP = {"help", "-h", "--help"}
COMPLETION = ("completion", "bash")
PLACE = {"bn": 0, "en": 1}
TITLES = {
    "about": ("সিটিজেন চার্টারের কথা রাখা: কার্যালয় চালানোর কমান্ড", "A citizen's charter that runs: its commands"),
    "more": (
        "প্রতিটি কমান্ডের সব কথা: ongikar কমান্ড -h। একটিও কথা না দিলে: start।",
        "All of one command: ongikar COMMAND -h. Without any word: start.",
    ),
    "example": ("যেমন", "Example"),
    "version": ("সংস্করণ বলে", "say which version this is"),
}  # fmt: skip


class NoSuchCommand(ValueError):
    """The words name no command; what it says is for whoever typed them."""


def named_command(words: list[str], *, speak: bool = True) -> tuple[Command, list[str]] | None:
    """The command that these words name and what they say to it. None where they ask for help or the version,
    which is printed then unless `speak` is false. Raises NoSuchCommand.
    """
    words = words or ["start"]
    answer = None
    if words[0] in HELP:
        answer = help_of(tuple(words[1:2]), words)
    elif words[0] == "--version":
        answer = f"ongikar {program_version()}\n"
    elif tuple(words[:2]) == COMPLETION:
        answer = bash_completion()
    elif words[0] in NOUNS and len(words) > 1 and words[1] in HELP:
        answer = help_of((words[0],), words)
    if answer is not None:
        if speak:
            print(answer, end="")
        return None
    if words[0].startswith("-"):
        words = ["start", *words]
    if (now := FORMER.get(tuple(words[:2]))) is not None:
        if speak:
            print(former_words(words[:2], now), file=sys.stderr)
        words = [*now, *words[2:]]
    for length in (2, 1):
        if command := BY_WORDS.get(tuple(words[:length])):
            return command, words[length:]
    raise NoSuchCommand(
        help_of((words[0],), words) if words in [[noun] for noun in NOUNS] else no_such_words(words)
    )


def help_of(start: Words, words: list[str]) -> str:
    """The help of all commands, or of those that begin with this word, in the language asked for."""
    place = PLACE[languages(words)[0]]
    nouns = start if start and start[0] in NOUNS else ()
    parser = argparse.ArgumentParser(
        prog=" ".join(("ongikar", *nouns)),
        description=(NOUNS[nouns[0]] if nouns else TITLES["about"])[place],
        epilog=TITLES["more"][place],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    if not nouns:
        parser.add_argument("--version", action="store_true", help=TITLES["version"][place])
    parts = parser.add_subparsers(metavar="…", title="commands")
    for each in ALL:
        if not nouns or each.words[0] == nouns[0]:
            name = each.name if not nouns else " ".join(each.words[1:])
            parts.add_parser(name, help=f"{each.about[place]}\n", add_help=False)
    examples = [f"  ongikar {each.example}" for each in ALL if nouns and each.words[0] == nouns[0]]
    if examples:
        parser.epilog = "\n".join([f"{TITLES['example'][place]}:", *examples, "", TITLES["more"][place]])
    return parser.format_help()


def no_such_words(words: list[str]) -> str:
    """That there is no such command, and the nearest that there is, in the language of the machine."""
    asked = " ".join(words[: 2 if words[0] in NOUNS else 1])
    names = [each.name for each in ALL] + list(NOUNS)
    near = difflib.get_close_matches(asked, names, n=1, cutoff=0.5)
    bn, en = ("আপনি কি চান", "Did you mean") if near else ("সব কমান্ড", "All of them")
    name = near[0] if near else "-h"
    sentences = {
        "bn": f"{asked}: এমন কমান্ড নেই। {bn}: ongikar {name}",
        "en": f"{asked}: there is no such command. {en}: ongikar {name}",
    }
    return "\n".join(sentences[tongue] for tongue in languages(words))


def former_words(words: list[str], now: Words) -> str:
    former, new = " ".join(words), " ".join(now)
    sentences = {
        "bn": f"ongikar {former}: এখন থেকে ongikar {new}; পুরোনো নামটি 0.4.0 থেকে চলবে না।",
        "en": f"ongikar {former} is now ongikar {new}; the old name ends with 0.4.0.",
    }
    return "\n".join(sentences[tongue] for tongue in languages(words))


def bash_completion() -> str:
    """A script for bash: the first two words of each command. `eval "$(ongikar completion bash)"`."""
    firsts = sorted({each.words[0] for each in ALL})
    cases = "\n".join(
        f"    {noun}) words='{' '.join(each.words[1] for each in ALL if each.words[0] == noun)}' ;;"
        for noun in sorted(NOUNS)
    )
    return f"""_ongikar() {{
  local words
  if [ "$COMP_CWORD" -eq 1 ]; then words='{" ".join(firsts)} --help --version'
  elif [ "$COMP_CWORD" -eq 2 ]; then case ${{COMP_WORDS[1]}} in
{cases}
    *) words=--help ;;
  esac
  else words=--help; fi
  COMPREPLY=($(compgen -W "$words" -- "${{COMP_WORDS[COMP_CWORD]}}"))
  [ ${{#COMPREPLY[@]}} -gt 0 ] || COMPREPLY=($(compgen -f -- "${{COMP_WORDS[COMP_CWORD]}}"))
}}
complete -F _ongikar ongikar
"""
