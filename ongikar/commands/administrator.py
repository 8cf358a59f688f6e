"""The command of an administrator on a server, behind `/usr/local/bin/ongikar`: root becomes the user of the
service and takes the settings of the installation; anybody else is told so. Needs no Django.

Called with the file of settings, the user, and the words of a command.
"""

import os
import pwd
import sys
from pathlib import Path
from typing import NoReturn

from ongikar.core.command_line import Refusal, languages
from ongikar.operations.installing.environment_file import read_environment

from .catalogue import ANYBODY, ELSEWHERE
from .catalogue_parser import NoSuchCommand, named_command


def main(arguments: list[str]) -> int:
    file, user, *words = arguments
    try:
        command = named_command(words, speak=False)
    except NoSuchCommand:
        command = None
    # Words that ask for help, and what opens no data.
    if command is None or command[0].by == ANYBODY:
        go_on(words)
    if os.geteuid() != 0 and user_name() != user:
        tell(
            f"এই কমান্ড রুট বা {user} ব্যবহারকারীর জন্য; কিছুই করা হয়নি। এভাবে দিন: sudo ongikar {' '.join(words)}",
            f"This command is for root or {user}; nothing was done. Type: sudo ongikar {' '.join(words)}",
        )
        return 1
    try:
        os.environ |= settings_of(Path(file))
        # What is written elsewhere, root alone may write; the command reads the data as its owner by itself.
        if os.geteuid() == 0 and command[0].by != ELSEWHERE:
            become(user)
    except Refusal as fault:
        tell(f"{file}: {fault.bn}", f"{file}: {fault.en}")
        return 1
    go_on(words)


def settings_of(file: Path) -> dict[str, str]:
    """None before the first `install`. Raises Refusal for a file that cannot be read."""
    try:
        return read_environment(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as fault:
        raise Refusal(f"পড়া গেল না ({fault})", f"cannot be read ({fault})") from None


def become(user: str) -> None:
    """For good: user, groups and home. Raises Refusal where there is no such user."""
    try:
        known = pwd.getpwnam(user)
    except KeyError:
        raise Refusal(
            f"{user} নামে কোনো ব্যবহারকারী নেই; আগে তৈরি করুন: useradd --system {user}",
            f"there is no user {user}; make one first: useradd --system {user}",
        ) from None
    os.initgroups(user, known.pw_gid)
    os.setresgid(known.pw_gid, known.pw_gid, known.pw_gid)
    os.setresuid(known.pw_uid, known.pw_uid, known.pw_uid)
    os.environ |= {"HOME": known.pw_dir, "USER": user, "LOGNAME": user}
    os.umask(0o077)


def user_name() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return ""


def tell(bn: str, en: str) -> None:
    sentences = {"bn": bn, "en": en}
    print(*(sentences[tongue] for tongue in languages()), sep="\n", file=sys.stderr)


def go_on(words: list[str]) -> NoReturn:
    """As `ongikar` itself, in our place."""
    os.execv(sys.executable, [sys.executable, "-m", "ongikar", *words])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
