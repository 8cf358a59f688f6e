"""What an administrator types before the words of a command, as this program came to the machine: messages
name it so. Needs no Django.
"""

import socket
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OF_INSTALL, OF_PACKAGE = Path("/usr/local/bin/ongikar"), Path("/usr/bin/ongikar")
# What the program that runs a container leaves in it → the program.
CONTAINER_MARKS = ((Path("/run/.containerenv"), "podman"), (Path("/.dockerenv"), "docker"))


@cache
def own_command() -> str:
    """`./run` of a clone; `sudo ongikar` where `install` or the package wrote a command that leads here;
    `podman exec NAME ongikar` of a container, by the name that it has in compose.yaml; else `ongikar`.
    """
    if not is_clone() and (program := container_program()):
        return f"{program} exec {socket.gethostname()} ongikar"
    if any(is_command_of_ours(command) for command in (OF_INSTALL, OF_PACKAGE)):
        return "sudo ongikar"
    return "./run" if is_clone() else "ongikar"


def command_to_type(words: str) -> str:
    return f"{own_command()} {words}"


def command_of_setting_up() -> str:
    """What makes the database, and is no sample of an office where a real one is served."""
    return "./run" if own_command() == "./run" else command_to_type("prepare --no-demo")


def is_clone() -> bool:
    return (ROOT / "manage.py").exists()


def container_program() -> str:
    return next((program for mark, program in CONTAINER_MARKS if mark.exists()), "")


def is_command_of_ours(command: Path) -> bool:
    """Whether that command starts the Python that we run in; another installation's is not ours."""
    try:
        return f"{sys.executable} " in command.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def double_commands() -> tuple[Path, ...]:
    """The command of `install` and that of a package where the machine has both: which of them answers
    depends on the path, and they may lead to two versions. Else none.
    """
    both = (OF_INSTALL, OF_PACKAGE)
    return both if all(each.is_file() for each in both) else ()
