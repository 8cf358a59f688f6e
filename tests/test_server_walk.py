"""docs/how-to/install-on-a-server.md, each command of it, run on a bare Debian from the first to the last.

The commands are taken out of the document, so that it cannot drift from what is tried; what stands for
another thing in it is filled in from one table. The root is made by tests/server_walk/fresh_root.sh, for
which the network is needed, as it is for the first section; all after that runs without one. No systemd runs
there: tests/server_walk/systemctl stands for it, and tells what of the units it honours. The certificates are
Caddy's own, since nobody who gives them knows the name of an example.

    ONGIKAR_FRESH_ROOT=DIR   where the bare root is kept for the next time (var/fresh-root)
"""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import OFFICE, ROOT

from .started import started

FOLDER = ROOT / "tests/server_walk"
PAGE = ROOT / "docs/how-to/install-on-a-server.md"
BASE = Path(os.environ.get("ONGIKAR_FRESH_ROOT") or ROOT / "var/fresh-root")
NAME = "office.example.gov.bd"
SECONDS = 1800

PROGRAM, USER, FILES, START = (
    "The program", "Its user, and its data folder", "The files around it", "Start it",
)  # fmt: skip
OFFICE_ADDED, PEOPLE, BACKUP = (
    "The first office, and each one that comes later", "Its people", "A backup, and whether it opens",
)  # fmt: skip
RESTORE, KEYS, VERSION, REMOVE = (
    "Come back from a backup", "New keys", "A new version", "Remove it"
)  # fmt: skip
SECTIONS = [
    PROGRAM, USER, FILES, START, OFFICE_ADDED, PEOPLE, BACKUP, RESTORE, KEYS, VERSION, REMOVE
]  # fmt: skip
# What the document leaves to the reader, by its words, and what stands there in the walk.
FILLED_IN = {"git clone … ": "git clone -q /srv/ongikar ", "charter.docx": "/root/charter.txt"}
# A command that ends with another status than 0 where all is well, by the document's own words.
STATUSES = {"sudo ongikar ledger verify": 3, "sudo ongikar doctor": 1}
# Not run here: a certificate is asked of the Internet (`test_install.py` has nginx read its file).
NOT_WALKED = {"With nginx in place of Caddy"}

pytestmark = pytest.mark.once
root_only = pytest.mark.skipif(
    os.geteuid() != 0, reason="a root of its own is made and entered by root alone"
)
where_it_is_made = pytest.mark.skipif(
    not BASE.exists() and shutil.which("debootstrap") is None,
    reason="debootstrap is not here, which makes the bare root: apt-get install debootstrap",
)
of_a_clone = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="it is cloned, and this is no clone")


def blocks() -> dict[str, list[str]]:
    """`{section: commands of each block}`, as the document has them."""
    found: dict[str, list[str]] = {}
    for part in re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        heading, _, text = part.partition("\n")
        if kept := re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            found[heading] = kept
    return found


def test_each_section_with_commands_is_walked_or_named_as_not():
    everywhere = {
        part.partition("\n")[0]
        for part in re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]
        if "\n```" in part
    }

    assert list(blocks()) == SECTIONS
    assert everywhere - set(SECTIONS) == NOT_WALKED
    text = "".join(block for each in blocks().values() for block in each)
    assert all(words in text for words in FILLED_IN)
    assert all(f"{words}\n" in text for words in STATUSES)


# What the holder of the namespaces does before it sleeps; all of it goes when it ends.
SET_UP = """
mount --bind "$0" "$0"
mount -t proc proc "$0/proc"
mount --rbind /sys "$0/sys"
mount --rbind /dev "$0/dev"
mount -t tmpfs tmpfs "$0/run"
echo ready
exec sleep infinity
"""
# The one device of a network of its own, up.
LOOPBACK = """
import fcntl, socket, struct
fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sh", b"lo", 1))
"""
FETCHING = re.compile(
    r"(https?_proxy|no_proxy|PIP_INDEX_URL|PIP_DEFAULT_TIMEOUT|UV_\w*INDEX\w*)", re.IGNORECASE
)
TRUSTING = ("PIP_CERT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt"


class Server:
    """A bare Debian in a folder, in namespaces of its own: processes, mounts, and unless `online` network."""

    def __init__(self, root: Path, holder: int) -> None:
        self.root, self.holder = root, holder

    def path(self, place: str) -> Path:
        return self.root / place.lstrip("/")

    def run(self, commands: str, *, online: bool = False, status: int = 0) -> str:
        environment = {
            "HOME": "/root", "LANG": "en_US.UTF-8", "LC_CTYPE": "C.UTF-8", "CI": "1",
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        }  # fmt: skip
        if online:
            environment |= {name: value for name, value in os.environ.items() if FETCHING.fullmatch(name)}
            environment |= dict.fromkeys(TRUSTING, AUTHORITIES)
        enter = ["nsenter", f"--target={self.holder}", "--mount", "--pid", *([] if online else ["--net"])]
        settings = [f"{name}={value}" for name, value in environment.items()]
        bash = ["bash", "-euo", "pipefail", "-c", commands]
        ended = subprocess.run(
            [*enter, "chroot", self.root, "env", "-i", *settings, *bash],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS,
        )  # fmt: skip
        print(f"$ {commands.rstrip()}\n{ended.stdout}{ended.stderr}")
        assert ended.returncode == status, ended.stdout + ended.stderr
        return ended.stdout + ended.stderr


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    if not BASE.exists():
        made = subprocess.run(
            [FOLDER / "fresh_root.sh", BASE], capture_output=True, text=True, timeout=SECONDS
        )
        if made.returncode:
            pytest.skip(f"the bare root could not be made: {made.stdout}{made.stderr}")
    folder = tmp_path_factory.mktemp("server")
    root = folder / "root"
    subprocess.run(["cp", "-a", "--reflink=auto", BASE, root], check=True, timeout=SECONDS)
    for place in ("etc/resolv.conf", "etc/hosts"):
        (root / place).unlink(missing_ok=True)
        shutil.copy(f"/{place}", root / place)
    with (root / "etc/hosts").open("a") as hosts:
        hosts.write(f"\n127.0.0.1 {NAME} pirganj-ict.{NAME} nobody.{NAME}\n")
    shutil.copy(OFFICE / "charter.txt", root / "root/charter.txt")
    copy_program(root / "srv/ongikar")
    holds = ["unshare", "--mount", "--pid", "--net", "--fork", "--kill-child", "sh", "-ec", SET_UP, root]
    try:
        with started(holds, stdout=subprocess.PIPE, text=True) as holder:
            assert holder.stdout.readline() == "ready\n"
            inside = Path(f"/proc/{holder.pid}/task/{holder.pid}/children").read_text().split()[0]
            up = ["nsenter", f"--target={inside}", "--net", sys.executable, "-c", LOOPBACK]
            subprocess.run(up, check=True, timeout=60)
            yield Server(root, int(inside))
    finally:
        # What was mounted went with the holder.
        subprocess.run(["rm", "-rf", "--one-file-system", root], check=False, timeout=SECONDS)


def copy_program(to: Path) -> None:
    """A repository with what is committed and what lies here changed."""
    run = {"check": True, "timeout": SECONDS, "cwd": ROOT, "stdout": subprocess.DEVNULL}
    subprocess.run(["git", "clone", "--quiet", ROOT, to], **run)
    listed = [
        "git",
        "ls-files",
        "--cached",
        "--modified",
        "--others",
        "--exclude-standard",
        "--deduplicate",
        "-z",
    ]
    names = subprocess.run(listed, **(run | {"stdout": subprocess.PIPE})).stdout.split(b"\0")
    kept = b"\0".join(name for name in names if name and (ROOT / os.fsdecode(name)).exists())
    packed = subprocess.run(
        ["tar", "-c", "--null", "-T", "-"], input=kept, **(run | {"stdout": subprocess.PIPE})
    ).stdout
    subprocess.run(["tar", "-x", "-C", to], input=packed, **run)
    commit(to, "What is tried")


def commit(repository: Path, words: str) -> None:
    who = ("-c", "user.name=Walk", "-c", "user.email=walk@example.org")
    for git in (["add", "--all"], [*who, "commit", "--quiet", "--allow-empty", "--no-verify", "-m", words]):
        subprocess.run(["git", *git], cwd=repository, check=True, timeout=SECONDS)


def walk(server: Server, section: str) -> str:
    """The commands of a section, block by block; what they print. Nothing of root's is left in the data."""
    printed = ""
    for block in blocks()[section]:
        for words, filled in FILLED_IN.items():
            block = block.replace(words, filled)
        status = STATUSES.get(block.strip(), 0)
        printed += server.run(block, online=section == PROGRAM, status=status)
        data = server.path("/var/lib/ongikar")
        strangers = [path for path in (data, *data.rglob("*")) if data.exists() and path.lstat().st_uid == 0]
        assert not strangers, (block, strangers)
    return printed


@pytest.mark.slow
@pytest.mark.needs("git")
@root_only
@where_it_is_made
@of_a_clone
def test_the_how_to_from_the_first_command_to_the_last(server):
    began = time.monotonic()
    walk(server, PROGRAM)
    # From here on there is a systemd.
    put_stand_in(server)
    walk(server, USER)

    printed = walk(server, FILES)
    assert "/etc/ongikar/ongikar.env: would be written" in printed
    assert not server.path("/etc/nginx").exists()
    judge_units(server)
    # In place of those who give certificates.
    caddyfile = server.path("/etc/caddy/Caddyfile")
    caddyfile.write_text(caddyfile.read_text().replace("{\n", "{\n\tlocal_certs\n", 1))

    assert '"status": "ready"' in walk(server, START)
    trust_caddy(server)

    assert "বিভাগীয় বন কর্মকর্তার কার্যালয়" in walk(server, OFFICE_ADDED)
    print(f"\nfrom the first command to the first page: {time.monotonic() - began:.0f} s")
    judge_fences(server)
    judge_later_office(server)

    printed = walk(server, PEOPLE)
    assert printed.count(f"https://{NAME}/") >= 2
    assert "officer" in printed

    printed = walk(server, BACKUP)
    server.run("systemctl start ongikar-backup; systemctl start ongikar-drill")

    assert "restored" in walk(server, RESTORE)
    walk(server, KEYS)
    judge_installed_again(server)
    judge_full_disk(server)

    add_migration(server.path("/srv/ongikar"))
    walk(server, VERSION)
    assert "walked" in server.run("sudo ongikar manage showmigrations offices")
    server.run(f"curl --fail --silent --show-error https://{NAME}/")
    assert "officer: rahman" in server.run("sudo ongikar person list")

    walk(server, REMOVE)
    # What it was made from, and what the user gave or the packages of Debian brought.
    left = server.run(
        "find / -xdev -iname '*ongikar*' -not -path '/proc/*' -not -path '/srv/ongikar*' -not -path"
        " '/var/log/*'"
    )
    assert left.split() == []


def put_stand_in(server: Server) -> None:
    """By the Python that `./run` has installed."""
    python = sorted(server.path("/usr/bin").glob("python3*"))[0].name
    place = server.path("/usr/local/bin/systemctl")
    place.write_text((FOLDER / "systemctl").read_text().replace("#!/usr/bin/python3", f"#!/usr/bin/{python}"))
    place.chmod(0o755)


def judge_units(server: Server) -> None:
    verified = "systemd-analyze verify --man=no --recursive-errors=no /etc/systemd/system/ongikar-*"
    assert "ongikar" not in server.run(verified)
    for name in ("web", "worker", "backup", "drill"):
        unit = server.path(f"/etc/systemd/system/ongikar-{name}.service").read_text()
        assert "\nReadWritePaths=/var/lib/ongikar\n" in unit
    assert server.path("/etc/ongikar/ongikar.env").stat().st_mode & 0o777 == 0o600


def trust_caddy(server: Server) -> None:
    certificate = "/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt"
    server.run(f"until [ -s {certificate} ]; do sleep 0.2; done; cat {certificate} >>{AUTHORITIES}")


PROBE = """
for place in /var/lib/ongikar /srv/elsewhere /srv/open /etc/ongikar /opt/ongikar /var/log /home; do
  if touch "$place/.probe" 2>/tmp/why; then echo "$place: written"; rm "$place/.probe"; else cat /tmp/why; fi
done
"""


def judge_fences(server: Server) -> None:
    """What a unit may write to; a folder that is open to all is shut to it unless a setting names it."""
    server.run("install -d -m 1777 /srv/open; install -d -o ongikar -g ongikar /srv/elsewhere")
    server.path("/srv/probe.sh").write_text(PROBE)

    def written() -> set[str]:
        unit = server.path("/etc/systemd/system/ongikar-web.service").read_text()
        unit = re.sub(r"(?m)^(ExecStart\w*|Type|WatchdogSec)=.*\n", "", unit)
        unit = unit.replace("[Service]\n", "[Service]\nType=oneshot\nExecStart=/bin/sh /srv/probe.sh\n")
        server.path("/etc/systemd/system/probe.service").write_text(unit)
        server.run("rm -f /var/log/stand-in/probe.service.log; systemctl start probe")
        told = server.path("/var/log/stand-in/probe.service.log").read_text()
        print(told)
        assert "'/srv/open/.probe': Read-only file system" in told
        return set(re.findall(r"^(\S+): written$", told, re.MULTILINE))

    assert written() == {"/var/lib/ongikar"}
    server.run(
        "echo ONGIKAR_EXPORTS=/srv/elsewhere >>/etc/ongikar/ongikar.env\n"
        "sudo ongikar install --folder /; systemctl daemon-reload"
    )
    assert written() == {"/var/lib/ongikar", "/srv/elsewhere"}
    server.run(
        "sed -i '/ONGIKAR_EXPORTS/d' /etc/ongikar/ongikar.env; sudo ongikar install --folder /\n"
        "rm -r /etc/systemd/system/probe.service /srv/probe.sh /srv/open /srv/elsewhere"
    )


def judge_later_office(server: Server) -> None:
    """It answers at once, with a certificate of its own; a name of no office gets none."""
    before = {path: path.stat().st_mtime_ns for path in server.path("/etc").rglob("*") if path.is_file()}
    words = (
        "--code 8576 --bn 'উপজেলা আইসিটি অফিস, পীরগঞ্জ' --en 'Upazila ICT Office, Pirganj' --department-bn"
        " অধিদপ্তর --department-en Department --address-bn পীরগঞ্জ --address-en Pirganj --officer-bn কর্মকর্তা"
        " --officer-en Officer"
    )
    server.run(f"sudo ongikar office add pirganj-ict {words}")
    page = server.run(f"curl --fail --silent --show-error https://pirganj-ict.{NAME}/")
    assert "পীরগঞ্জ" in page
    assert before == {path: path.stat().st_mtime_ns for path in before}
    server.run(f"curl --silent --show-error https://nobody.{NAME}/", status=35)

    said = server.run(f"sudo ongikar office add pirganj-ict {words}", status=1)
    assert "was not made again" in said
    said = server.run(f"sudo ongikar office add পীরগঞ্জ {words}", status=1)
    assert "small Latin letters" in said


def judge_installed_again(server: Server) -> None:
    """Nothing is asked twice, nothing is lost; another program is not put in the place of this one unseen."""
    before = server.path("/etc/ongikar/ongikar.env").read_text()
    printed = server.run("sudo ongikar install --folder /")
    assert "ongikar-web.service: unchanged" in printed
    printed = server.run("cd /opt/ongikar; ./run install --folder /")
    assert "ongikar-web.service: unchanged" in printed
    assert server.path("/etc/ongikar/ongikar.env").read_text() == before
    server.run("cp -a /opt/ongikar /opt/other")
    said = server.run("cd /opt/other; .venv/bin/python -m ongikar install --folder /", status=1)
    assert "another installation stands here (/opt/ongikar, ongikar, 127.0.0.1:8000" in said
    server.run("rm -r /opt/other")


def judge_full_disk(server: Server) -> None:
    """Of a folder without room nothing half-written is left."""
    said = server.run(
        "mkdir /mnt/full; mount -t tmpfs -o size=16k tmpfs /mnt/full; cd /opt/ongikar\n"
        f"./run install --folder /mnt/full --address https://{NAME} || status=$?\n"
        "find /mnt/full -type f; umount /mnt/full; rmdir /mnt/full; exit $status",
        status=1,
    )
    assert "no room left" in said
    assert ".env" not in said


def add_migration(repository: Path) -> None:
    """A new version: of the program's files, and of the database."""
    folder = repository / "ongikar/offices/migrations"
    newest = sorted(path.stem for path in folder.glob("0*.py"))[-1]
    (folder / f"{int(newest[:4]) + 1:04}_walked.py").write_text(
        "from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n"
        f'    dependencies = [("offices", "{newest}")]\n    operations = []\n'
    )
    commit(repository, "A new version")
