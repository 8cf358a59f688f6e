"""What an earlier `ongikar install` left on a server, read from its own files: nothing is asked twice, and
another installation is not written over unseen.
"""

import re
from dataclasses import dataclass
from pathlib import Path

UNIT = "etc/systemd/system/ongikar-web.service"
NGINX_FILE = "etc/nginx/conf.d/ongikar.conf"
# The file that Debian's package of Caddy brings, to be replaced; any other without our name is somebody's.
CADDY_OF_DEBIAN = "# The Caddyfile is an easy way to configure"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an installation stands below a folder, as its unit of the web server says."""

    program: str
    user: str
    environment: Path
    port: int
    certificates: Path | None


def read_standing(folder: Path) -> Standing | None:
    """None where there is none, or where its unit says too little to go by."""
    unit = read_text(folder / UNIT)
    values = dict(re.findall(r"^(WorkingDirectory|User|EnvironmentFile)=(\S+)\s*$", unit, re.MULTILINE))
    port = re.search(r"^ExecStart=.* --port (\d+)\s*$", unit, re.MULTILINE)
    if len(values) < 3 or port is None:
        return None
    return Standing(
        program=values["WorkingDirectory"],
        user=values["User"],
        environment=Path(values["EnvironmentFile"]),
        port=int(port[1]),
        certificates=certificates_of(read_text(folder / NGINX_FILE)),
    )


def certificates_of(nginx: str) -> Path | None:
    named = re.search(r"^\s*ssl_certificate (/\S+)/[^/\s]+/fullchain\.pem;$", nginx, re.MULTILINE)
    return Path(named[1]) if named else None


def read_text(path: Path) -> str:
    """Nothing of a file that is not there."""
    return path.read_text("utf-8", errors="replace") if path.exists() else ""


def is_of_others(path: Path) -> bool:
    """Whether the Caddyfile there serves other sites: it is left as it is."""
    text = read_text(path)
    return bool(text.strip()) and "Ongikar" not in text and not text.startswith(CADDY_OF_DEBIAN)
