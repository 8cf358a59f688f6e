"""Whose the data folder is: a command acts as its owner, or not at all.

What root makes in a folder of another user's stays shut to the programs that run as that user. Needs no
Django: it is asked before anything is opened. See docs/decisions/095.
"""

import errno
import os
import shlex
import sys
from pathlib import Path
from typing import NamedTuple

from ongikar.core.own_command import OF_PACKAGE, command_to_type, is_command_of_ours, own_command

ROOT = Path(__file__).resolve().parents[2]
Words = tuple[str, str]


def usual_data_folder() -> Path:
    """Where the data lies unless `ONGIKAR_VAR` says otherwise: beside a clone; of what was installed as a
    package, where the machine keeps the data of its services, or of a person.
    """
    if (ROOT / "manage.py").exists():
        return ROOT / "var"
    # A package's command is root's or the service's: both mean the same folder, whoever of them asks.
    if os.geteuid() == 0 or is_command_of_ours(OF_PACKAGE):
        return Path("/var/lib/ongikar")
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "ongikar"


def data_folder() -> Path:
    """Where everything that is not code lies: database, papers, secret."""
    return Path(os.environ.get("ONGIKAR_VAR") or usual_data_folder())


def make_data_folder() -> None:
    """For its owner alone: others on the machine have nothing to look for in it."""
    data_folder().mkdir(mode=0o700, parents=True, exist_ok=True)


def data_folders() -> tuple[Path, ...]:
    """The data folder, and what the settings may put elsewhere: the first that knows owners decides."""
    folder = data_folder()
    elsewhere = (os.environ.get(name) for name in ("ONGIKAR_BACKUPS", "ONGIKAR_EXPORTS"))
    return (folder, folder / "papers", *(Path(each) for each in elsewhere if each))


class Owner(NamedTuple):
    """A user by number, and the group and mode of the folder that is theirs."""

    uid: int
    gid: int
    mode: int
    folder: Path

    @property
    def name(self) -> str:
        return user_name(self.uid)


def user_name(uid: int) -> str:
    """As commands take it; the number itself of a user whom nothing names, as in a container."""
    import pwd

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def find_other_owner() -> Owner | None:
    """Whose the data is where it is another's; None where it is ours, nobody's or not there yet."""
    for folder in data_folders():
        try:
            found = os.stat(folder)
        except OSError:
            # Not there yet, or shut to us: then a folder above it is another's, and its own words are said.
            continue
        if found.st_uid == os.geteuid() or is_open_volume(folder, found):
            return None
        if not keeps_owners(folder):
            continue
        return Owner(found.st_uid, found.st_gid, found.st_mode & 0o777, folder)
    return None


def is_open_volume(folder: Path, found: os.stat_result) -> bool:
    """Root's folder that was opened to our group, or to all: so container systems hand over a volume."""
    return found.st_uid == 0 and os.access(folder, os.R_OK | os.W_OK | os.X_OK)


def keeps_owners(folder: Path) -> bool:
    """Whether what we make there is ours: on a FAT disk, or a folder shared by a machine around this one,
    everything is of one and the same user, whoever made it.
    """
    try:
        return _uid_of_a_file_made_in(folder) == os.geteuid()
    except OSError:
        # Nothing can be made there: it is as it looks.
        return True


def _uid_of_a_file_made_in(folder: Path) -> int:
    """Whose it is. No trace of it is left; it was never seen where the folder can have one without a name."""
    if nameless := getattr(os, "O_TMPFILE", 0):
        try:
            probe = os.open(folder, nameless | os.O_WRONLY | os.O_CLOEXEC, 0o600)
        except OSError as fault:
            if fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT):
                raise
        else:
            with os.fdopen(probe, "wb"):
                return os.fstat(probe).st_uid
    import tempfile

    with tempfile.NamedTemporaryFile(prefix=".owner-", dir=folder) as named:
        return os.fstat(named.fileno()).st_uid


def become_owner(words: list[str]) -> bool:
    """Go on as the owner of the data: root becomes them, as a new process in our place. False, with what to
    type on stderr, where we are neither.

    To be called first of all by a program of its own, with the words that it was called with.
    """
    owner = find_other_owner()
    if owner is None:
        return True
    if os.geteuid() != 0:
        print(*other_owner_words(owner, words), sep="\n", file=sys.stderr)
        return False
    try:
        change_user(owner)
    except OSError as fault:
        print(*no_change_words(owner, words, fault), sep="\n", file=sys.stderr)
        return False
    if not (os.access(__file__, os.R_OK) and os.access(sys.executable, os.X_OK)):
        print(*hidden_program_words(owner), sep="\n", file=sys.stderr)
        return False
    # Anew, since the kernel hides from its owner what a process is at that was root's (`/proc/self`).
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def change_user(owner: Owner) -> None:
    """For good: user, groups, home, and that others may do no more with what we make than with the folder."""
    gid, groups, home = _login(owner)
    os.setgroups(groups)
    os.setresgid(gid, gid, gid)
    os.setresuid(owner.uid, owner.uid, owner.uid)
    os.environ |= {"HOME": home, "USER": owner.name, "LOGNAME": owner.name}
    keep_from_others(owner)


def keep_from_others(owner: Owner) -> int:
    """What is made from now on is open to others as far as the folder is; returns the mask of before."""
    before = os.umask(0o077)
    os.umask(before | (0o077 & ~owner.mode))
    return before


def _login(owner: Owner) -> tuple[int, list[int], str]:
    """Group, groups and home; of a user whom nothing names the group of the folder, and no home."""
    import pwd

    try:
        known = pwd.getpwuid(owner.uid)
    except KeyError:
        return owner.gid, [owner.gid], "/"
    return known.pw_gid, os.getgrouplist(known.pw_name, known.pw_gid), known.pw_dir


def act_as_owner() -> bool:
    """Root reads and makes everything as the owner of the data would, until `act_as_root_again`: for what is
    written outside of it by root alone. Always True.
    """
    if owner := find_other_owner():
        gid, groups, _ = _login(owner)
        os.setgroups(groups)
        os.setegid(gid)
        os.seteuid(owner.uid)
        _umasks.append(keep_from_others(owner))
    return True


# Root's own, while it acts as somebody else.
_umasks: list[int] = []


def act_as_root_again() -> None:
    if os.getuid() == 0 and os.geteuid() != 0:
        os.umask(_umasks.pop())
        os.seteuid(0)
        os.setegid(os.getgid())
        os.setgroups([os.getgid()])


def give_to_owner(descriptor: int, folder: Path) -> None:
    """What a program of root's that goes its own way has just made there is whose the folder is."""
    if os.geteuid() == 0 and (found := os.stat(folder)).st_uid != 0 and keeps_owners(folder):
        os.fchown(descriptor, found.st_uid, found.st_gid)


def command_as(owner: Owner, words: list[str]) -> str:
    """What to type to give this command as that user, with the settings that were given to us, unsaid: they
    may open something.
    """
    if own_command() != "./run":
        return command_to_type(shlex.join(words)).rstrip()
    named = owner.name if not owner.name.isdigit() else f"'#{owner.uid}'"
    given = sorted(name for name in os.environ if name.startswith("ONGIKAR_"))
    kept = [f"--preserve-env={','.join(given)}"] if given else []
    return " ".join(["sudo", "-u", named, *kept, "./run", shlex.join(words)]).rstrip()


def other_owner_words(owner: Owner, words: list[str]) -> Words:
    """Why a command of somebody else's does nothing, and how it is given."""
    us, command = user_name(os.geteuid()), command_as(owner, words)
    return (
        f"তথ্যের ফোল্ডারটি ({owner.folder}) {owner.name} ব্যবহারকারীর, আপনি {us}; কিছুই করা হয়নি।"
        f" এভাবে দিন: {command}",
        f"The data folder ({owner.folder}) belongs to {owner.name}, and you are {us}; nothing was done."
        f" Type: {command}",
    )


def no_change_words(owner: Owner, words: list[str], fault: OSError) -> Words:
    command = command_as(owner, words)
    return (
        f"তথ্যের ফোল্ডারটি ({owner.folder}) {owner.name} ব্যবহারকারীর; এখানে রুট তাঁর হয়ে কাজ করতে পারে না"
        f" ({fault.strerror}), তাই কিছুই করা হয়নি। এভাবে দিন: {command}",
        f"The data folder ({owner.folder}) belongs to {owner.name}, and root may not become that user here"
        f" ({fault.strerror}); nothing was done. Type: {command}",
    )


def hidden_program_words(owner: Owner) -> Words:
    return (
        f"তথ্যের ফোল্ডারটি ({owner.folder}) {owner.name} ব্যবহারকারীর, কিন্তু প্রোগ্রামটি ({ROOT}) তিনি পড়তে পারেন"
        " না; কিছুই করা হয়নি। প্রোগ্রামটি এমন জায়গায় রাখুন, যেখানে সবাই ঢুকতে পারে, যেমন /opt/ongikar",
        f"The data folder ({owner.folder}) belongs to {owner.name}, who may not read the program ({ROOT});"
        " nothing was done. Put it where everybody may enter, such as /opt/ongikar",
    )
