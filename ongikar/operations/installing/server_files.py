"""The files that stand around the program on a server, with the values of this installation.

`server_files` gives them by their place below `/`; nothing of the machine is touched. A value that would mean
something else inside such a file (a space in a path, a percent sign) is refused, not quoted.
"""

import difflib
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import OperationalError, ProgrammingError

from ongikar.core.command_line import Refusal
from ongikar.core.environment import DEFAULT, TABLE, in_force
from ongikar.offices.models import Office
from ongikar.offices.sites import site_of

from .environment_file import Difference, merge_environment, read_environment

TEMPLATES = Path(__file__).parent / "files"
UNITS = (
    "ongikar-web.service",
    "ongikar-worker.service",
    "ongikar-backup.service",
    "ongikar-backup.timer",
    "ongikar-drill.service",
    "ongikar-drill.timer",
)
SYSTEMD, CADDY, NGINX = "etc/systemd/system", "etc/caddy/Caddyfile", "etc/nginx/conf.d/ongikar.conf"
# The command of an administrator, of a clone; a package brings its own.
COMMAND = "usr/local/bin/ongikar"
PLACEHOLDER = re.compile(r"@([a-z_]+)@")
SAFE_PATH = re.compile(r"/[\w./+-]*", re.ASCII)
HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
USER = re.compile(r"[a-z_][a-z0-9_-]{0,30}")
HOSTS, OFFICES = "ONGIKAR_HOSTS", "ONGIKAR_OFFICES"
# Stands for the address of an installation that has none but its own computer's.
SAMPLE_ADDRESS = "https://office.example.gov.bd"
HIDDEN = "•••"
# Settings whose value opens something; it is written into a file that its owner alone reads, and never shown.
SECRET_SETTINGS = frozenset(each.name for each in TABLE if each.secret)


@dataclass(frozen=True, slots=True)
class Server:
    """How this installation stands on its server. `names`: the host names of its offices."""

    user: str
    program: Path
    python: Path
    environment: Path
    certificates: Path
    port: int
    address: str
    names: tuple[str, ...]

    def __post_init__(self) -> None:
        """Raises Refusal for a value that has no place in such a file."""
        for path in (self.program, self.python, self.environment, self.certificates, *writable_folders()):
            if not SAFE_PATH.fullmatch(str(path)):
                raise Refusal(
                    f"{path}: পথে ফাঁকা জায়গা বা বিশেষ চিহ্ন চলে না",
                    f"{path}: a path with spaces or special signs cannot be written into a unit",
                )
        if not USER.fullmatch(self.user):
            raise Refusal(f"{self.user}: এমন ব্যবহারকারী হয় না", f"{self.user}: not the name of a user")
        if not 0 < self.port < 65_536:
            raise Refusal(f"{self.port}: এমন পোর্ট হয় না", f"{self.port}: there is no such port")
        for name in self.names:
            if not HOST.fullmatch(name):
                raise Refusal(f"{name}: ঠিকানার নাম নয়", f"{name}: not a host name")


def own_names(address: str) -> tuple[str, ...]:
    """The host names of all offices, the installation's own first, each once; of a database that is not made
    yet, or is away, those that the settings name.
    """
    names = [urlsplit(address).hostname or ""]
    try:
        names += [urlsplit(site_of(office)).hostname or "" for office in Office.objects.order_by("pk")]
    except (OperationalError, ProgrammingError):
        names += [name for name in settings.HOSTS if HOST.fullmatch(name)]
    return tuple(name for name in dict.fromkeys(map(str.lower, names)) if not is_own_computer(name))


def is_own_computer(name: str) -> bool:
    """Names and addresses for which nobody gives a certificate."""
    return name.endswith("localhost") or bool(re.fullmatch(r"[\d.]+|.*:.*", name))


def own_address() -> str:
    return settings.PUBLIC_ADDRESS if settings.BEHIND_TLS else SAMPLE_ADDRESS


def this_server(*, user: str, environment: Path, certificates: Path, port: int, address: str) -> Server:
    return Server(
        user=user,
        program=settings.ROOT,
        python=Path(sys.executable),
        environment=environment,
        certificates=certificates,
        port=port,
        address=address,
        names=own_names(address),
    )


def writable_folders() -> tuple[Path, ...]:
    """What the program writes to, exactly as the settings name it; a folder inside another is named by that
    one alone.
    """
    wanted = {
        settings.VAR,
        settings.ONGIKAR_PAPERS,
        settings.ONGIKAR_EXPORTS,
        settings.ONGIKAR_BACKUPS,
        settings.ONGIKAR_KEY_FOLDER,
        settings.ONGIKAR_KEYS.parent,
        settings.ONGIKAR_RECEIPT_KEY.parent,
    }
    if in_force("ONGIKAR_OFFICES").source != DEFAULT:
        wanted.add(settings.ONGIKAR_OFFICES)
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite") and Path(database["NAME"]).is_absolute():
        wanted.add(Path(database["NAME"]).parent)
    paths = sorted({path.absolute() for path in wanted})
    return tuple(path for path in paths if not any(other in path.parents for other in paths))


def server_files(server: Server, *, with_secrets: bool) -> dict[str, str]:
    """The files by their place below `/`. `with_secrets`: whether the settings' file holds what opens
    something, for a file that is written; else it is hidden, for a screen.
    """
    values = values_of(server)
    files = {f"{SYSTEMD}/{name}": fill(name, values) for name in UNITS}
    files[CADDY] = fill("Caddyfile", values)
    files[NGINX] = fill("nginx.conf", values)
    if (server.program / "manage.py").exists():
        files[COMMAND] = fill("ongikar", values)
    files[str(server.environment).lstrip("/")] = settings_file(server, with_secrets=with_secrets)
    return files


def values_of(server: Server) -> dict[str, str]:
    uses_postgresql = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    values = {
        "user": server.user,
        "program": str(server.program),
        "python": str(server.python),
        "environment": str(server.environment),
        "certificates": str(server.certificates),
        "port": str(server.port),
        "site": server.address,
        "names": " ".join(name if at else f".{name}" for at, name in enumerate(names_of_their_own(server))),
        "after": " postgresql.service" if uses_postgresql else "",
        "writable": " ".join(map(str, writable_folders())),
        "protect_home": "read-only" if lies_in_a_home(server) else "yes",
    }
    sites = {
        "caddy_sites": "".join(fill("caddy-site", {"name": name}) for name in server.names),
        "nginx_sites": "".join(
            fill("nginx-site.conf", values | {"name": name, "server_name": f".{name}" if not at else name})
            for at, name in enumerate(names_of_their_own(server))
        ),
    }
    return values | {name: text.rstrip("\n") for name, text in sites.items()}


def names_of_their_own(server: Server) -> list[str]:
    """The installation's own first, which stands for all names before it, and those that lie elsewhere."""
    own = f".{server.names[0]}" if server.names else ""
    return [name for name in server.names if f".{name}" == own or not name.endswith(own)]


def lies_in_a_home(server: Server) -> bool:
    """Then homes cannot be hidden from the program; it may still write to its own folders alone."""
    homes = (Path("/home"), Path("/root"), Path("/run/user"))
    places = (server.program, server.python, *writable_folders())
    return any(home in place.parents for home in homes for place in places)


def fill(name: str, values: dict[str, str]) -> str:
    """KeyError for a placeholder without a value."""
    text = (TEMPLATES / name).read_text("utf-8")
    return PLACEHOLDER.sub(lambda found: values[found[1]], text)


def settings_file(server: Server, *, with_secrets: bool) -> str:
    """The settings as systemd reads them (EnvironmentFile): those given now, and what the server needs."""
    lines = ["# The settings of Ongikar; their meaning stands in docs/settings.md."]
    for name, value in sorted(settings_wanted(server).items()):
        shown = value if with_secrets or name not in SECRET_SETTINGS else HIDDEN
        lines.append(f"{name}={quote_setting(shown)}")
    return "\n".join(lines) + "\n"


def settings_wanted(server: Server) -> dict[str, str]:
    """A server's offices lie with its data, and not among the files of the program, which a new version
    replaces; that of the demonstration is not served there.
    """
    given = {name: value for name, value in os.environ.items() if name.startswith("ONGIKAR_")}
    own = {
        "ONGIKAR_VAR": str(settings.VAR.absolute()),
        OFFICES: given.get(OFFICES, str(settings.VAR.absolute() / "offices")),
        "ONGIKAR_ADDRESS": server.address,
        HOSTS: ",".join(served_hosts(server)),
        "ONGIKAR_PROXIES": "127.0.0.1",
        "ONGIKAR_LOG": "json",
    }
    return given | own


def served_hosts(server: Server) -> list[str]:
    """The installation's own name, all names before it (an office that comes later answers at once), and
    those of offices that lie elsewhere.
    """
    own, *others = names_of_their_own(server) or [urlsplit(server.address).hostname or ""]
    return [own, *([] if is_own_computer(own) else [f".{own}"]), *others]


def keep_settings(folder: Path, server: Server, files: dict[str, str]) -> list[Difference]:
    """Puts what stands below `folder` in the settings' file in the place of what would be written; what it
    lacks is added, but for where the offices lie, and so are host names. Where it says something else than is
    wanted now, it holds; returned are these.
    """
    place = str(server.environment).lstrip("/")
    path = folder / place
    if not path.exists():
        return []
    there, wanted = path.read_text("utf-8"), settings_wanted(server)
    if OFFICES not in read_environment(there):
        del wanted[OFFICES]
    text, differences = merge_environment(there, wanted, quote_setting, lists=(HOSTS,))
    files[place] = text
    return differences


def changes_of_files(folder: Path, files: dict[str, str]) -> Iterator[tuple[Path, list[str]]]:
    """Each file that would be written, and its lines that come (`+`) and go (`-`); none of one that is as it
    is.
    """
    for place, text in files.items():
        path = folder / place
        there = path.read_text("utf-8").splitlines() if path.exists() else []
        compared = difflib.unified_diff(there, text.splitlines(), lineterm="", n=0)
        yield path, [line for line in compared if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def quote_setting(value: str) -> str:
    """As systemd.exec(5) reads it. Raises Refusal for what no line of such a file can hold."""
    if any(ord(sign) < 32 for sign in value):
        raise Refusal("সেটিংয়ে নতুন লাইন চলে না", "a setting with a line break cannot be written")
    return '"' + re.sub(r'(["\\`$])', r"\\\1", value) + '"'


def write_files(folder: Path, files: dict[str, str]) -> None:
    """Write them below `folder`, the settings for their owner alone; what lies there already is replaced.

    Each is written whole beside its place first, and all are put in their places together: a full disk
    leaves what was there.
    """
    parts: dict[Path, Path] = {}
    try:
        for place, text in files.items():
            path = folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            parts[path] = part = path.with_name(f".{path.name}.new")
            part.unlink(missing_ok=True)
            write_part(part, text, mode_of(place))
        for path in list(parts):
            parts.pop(path).replace(path)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def mode_of(place: str) -> int:
    if place == COMMAND:
        return 0o755
    return 0o644 if place.startswith((SYSTEMD, "etc/caddy", "etc/nginx")) else 0o600


def write_part(part: Path, text: str, mode: int) -> None:
    try:
        made = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with open(made, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as fault:
        # A disk that fills up while it is written names no file.
        raise OSError(fault.errno, fault.strerror, str(part.parent)) from None
    part.chmod(mode)
