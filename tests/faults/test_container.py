"""The image built from a Debian root: its web server and its worker run, as nobody in particular, and what
they keep outlives them; compose.yaml starts it with PostgreSQL and a front server, behind which limits see
the visitor.

Where podman starts a container at all this is no test that may be left out. crun starts none on a machine
with cgroups of both versions ("cgroups in hybrid mode not supported, drop all controllers from cgroupv2");
runc does.
"""

import gzip
import json
import os
import re
import shutil
import subprocess
import tarfile
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from .programs import ROOT, Site, free_port

IMAGE = "localhost/ongikar-test"
RUNTIMES = ("crun", "runc")
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"


def podman(*words: str, seconds: int = 120) -> subprocess.CompletedProcess:
    # Its own warning would stand among the program's lines.
    quiet = os.environ | {"PODMAN_IGNORE_CGROUPSV1_WARNING": "1"}
    return subprocess.run(["podman", *words], capture_output=True, text=True, timeout=seconds, env=quiet)


@pytest.fixture(scope="module")
def image(tmp_path_factory) -> str:
    if shutil.which("podman") is None or shutil.which("mmdebstrap") is None:
        pytest.skip("podman is not here: apt-get install podman mmdebstrap runc nftables")
    run([ROOT / "scripts" / "container.sh", IMAGE])
    return IMAGE


def run(words: list, *, cwd: Path = ROOT, **settings: str) -> str:
    ended = subprocess.run(
        list(map(str, words)),
        cwd=cwd,
        env=os.environ | {"PODMAN_IGNORE_CGROUPSV1_WARNING": "1"} | settings,
        capture_output=True,
        text=True,
        timeout=1500,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def runtime(image) -> str:
    """The first that starts a container here; else the test says what each of them said."""
    said = []
    for name in RUNTIMES:
        if (path := shutil.which(name, path=PATH)) is None:
            said.append(f"{name}: not here")
            continue
        tried = podman("--runtime", path, "run", "--rm", "--network=host", "--entrypoint", "/bin/true", image)
        if tried.returncode == 0:
            return path
        said.append(f"{name}: {tried.stderr.strip().splitlines()[-1]}")
    pytest.skip("podman starts no container here; " + "; ".join(said))


class Containers:
    """Containers that share one folder, and are ended with the test."""

    def __init__(self, runtime: str, data: Path, **settings: str):
        self.common = ["--runtime", runtime, "run", "--network=host", "--read-only", "--tmpfs=/tmp"]
        self.common += [
            "--cap-drop=all",
            "--security-opt=no-new-privileges",
            f"--volume={data}:/var/lib/ongikar",
            f"--volume={ROOT / 'offices'}:/srv/ongikar/offices:ro",
        ]
        self.common += [f"--env={name}={value}" for name, value in settings.items()]
        self.names: list[str] = []

    def run(self, *words: str) -> subprocess.CompletedProcess:
        return podman(*self.common, "--rm", IMAGE, *words)

    def start(self, name: str, *words: str) -> None:
        started = podman(*self.common, "--detach", f"--name={name}", IMAGE, *words)
        assert started.returncode == 0, started.stderr
        self.names.append(name)

    def end(self) -> None:
        for name in self.names:
            podman("rm", "--force", "--time=5", name)


@pytest.mark.slow
@pytest.mark.needs("podman")
def test_the_image_serves_and_works_and_what_it_keeps_outlives_it(runtime, tmp_path):
    data = tmp_path / "data"
    data.mkdir(mode=0o777)
    data.chmod(0o777)
    port, metrics = free_port(), free_port()
    containers = Containers(runtime, data, ONGIKAR_METRICS=f"127.0.0.1:{metrics}")
    site = Site(port)
    try:
        prepared = containers.run("prepare", "--no-demo")
        assert prepared.returncode == 0, prepared.stdout + prepared.stderr
        marks = f"ongikar-{port}"
        containers.start(f"{marks}-web", "web", "--port", str(port))
        containers.start(f"{marks}-worker", "worker")
        until = time.monotonic() + 60
        while not (facts := readiness(site)) or facts["detail"]["worker_age"] is None:
            assert time.monotonic() < until, podman("logs", f"{marks}-web").stderr
            time.sleep(0.5)
        assert facts["status"] == "ready"
        assert site.get("/en/").status == 200
        assert "ongikar_ready 1" in Site(metrics).get("/metrics").page
        assert (data / "ongikar.sqlite3").stat().st_uid == 990
        log = podman("logs", f"{marks}-web")
        for line in (log.stdout + log.stderr).splitlines():
            assert json.loads(line)["level"]
    finally:
        containers.end()
    assert (data / "ongikar.sqlite3").exists()


def readiness(site: Site) -> dict | None:
    answer = site.get("/readyz")
    return json.loads(answer.page) if answer.status == 200 else None


# The image, compressed.
MOST_BYTES = 350_000_000
# What builds, and what was built from.
TOOLS = re.compile(
    r"\.whl$|bin/(gcc|cc|make|pip3?|uv)$|apt/lists/.*Packages|site-packages/(pip/|ongikar/(.+/)?tests/)"
)


@pytest.mark.slow
@pytest.mark.needs("podman")
def test_nothing_that_builds_is_left_in_a_layer_and_the_image_is_small(image, tmp_path):
    run(
        ["podman", "save", "--quiet", "--format", "docker-archive", "--output", tmp_path / "image.tar", image]
    )
    size, layers = 0, 0
    with tarfile.open(tmp_path / "image.tar") as whole:
        for layer in (each for each in whole if each.name.endswith(".tar") and each.isfile()):
            layers += 1
            with tarfile.open(fileobj=whole.extractfile(layer)) as inside:
                names = inside.getnames()
            assert [name for name in names if TOOLS.search(name) and "dist-packages" not in name] == []
            size += len(gzip.compress(whole.extractfile(layer).read(), 1))
    assert layers
    assert size < MOST_BYTES, size


@pytest.mark.slow
@pytest.mark.needs("podman")
def test_a_list_of_proxies_with_a_wrong_mask_stops_the_start_and_says_what_is_expected(runtime, tmp_path):
    tmp_path.chmod(0o777)
    ended = Containers(runtime, tmp_path, ONGIKAR_PROXIES="10.89.77.1/24").run("web")

    assert ended.returncode != 0
    assert "ONGIKAR_PROXIES=10.89.77.1/24: cannot be; expected is addresses or networks" in ended.stderr, (
        ended
    )
    assert "Traceback" not in ended.stderr


PROJECT = "ongikar-tested"
NETWORK, VISITORS, FRONT = "10.89.177.0/24", "10.89.178.0/24", "10.89.178.5"
SERVICES = "localhost/ongikar-test-services"
# So many forms, and how each was answered. What a visitor says of itself is not believed.
OFFICES = "SELECT slug FROM offices_office"
VISIT = """
import sys, urllib.request as u, urllib.error
for n in range(int(sys.argv[1])):
    asked = u.Request("http://office.test/en/", data=b"a=1", headers={"X-Forwarded-For": f"192.0.2.{n}"})
    try: print(u.urlopen(asked, timeout=60).status)
    except urllib.error.HTTPError as fault: print(fault.code)
"""


@pytest.fixture(scope="module")
def services() -> None:
    """What stands in for the images of PostgreSQL and Caddy, of Debian's packages."""
    work = Path(os.environ.get("ONGIKAR_CONTAINER_WORK", ROOT / "var" / "container"))
    root = work / "services-root.tar"
    if not root.exists():
        part = work / "services-root.part.tar"
        packages = "postgresql,caddy,wget,ca-certificates,tzdata"
        run(["mmdebstrap", "--quiet", "--variant=minbase", f"--include={packages}", "trixie", part])
        part.rename(root)
    run(["podman", "import", "--quiet", root, SERVICES])
    limits = "--ulimit nofile=$(ulimit -Sn):$(ulimit -Hn) --ulimit nproc=$(ulimit -Su):$(ulimit -Hu)"
    for name in ("postgres", "caddy"):
        build = f"podman build --quiet --isolation=chroot {limits} --format docker --target {name}"
        run(
            ["bash", "-c", f"{build} -t localhost/ongikar-test-{name} {Path(__file__).parent / 'containers'}"]
        )


class Composed:
    """compose.yaml as it is, in a folder of its own, with the settings of a first use."""

    def __init__(self, folder: Path, runtime: str):
        self.folder, self.port = folder, free_port()
        shutil.copy(ROOT / "compose.yaml", folder)
        shutil.copytree(ROOT / "container", folder / "container")
        shutil.copy(ROOT / "ongikar.env.example", folder / ".env")
        values = {
            "ONGIKAR_ADDRESS": "http://office.test",
            "ONGIKAR_HOSTS": "office.test",
            "ONGIKAR_FORMS_A_MINUTE": "3",
            # Each process counts by itself.
            "ONGIKAR_WEB_WORKERS": "1",
            "POSTGRES_PASSWORD": "0f1e2d3c",
            "IMAGE": IMAGE,
            "POSTGRES_IMAGE": "localhost/ongikar-test-postgres",
            "CADDY_IMAGE": "localhost/ongikar-test-caddy",
            "BUFFERING": "buffer_requests",
            "HTTP_PORT": f"127.0.0.1:{self.port}",
            "HTTPS_PORT": f"127.0.0.1:{free_port()}",
            "METRICS_PORT": str(free_port()),
            "SUBNET": NETWORK,
            "NAME": PROJECT,
        }
        with (folder / ".env").open("a") as file:
            file.writelines(f"{name}={value}\n" for name, value in values.items())
        (folder / "containers.conf").write_text(f'[engine]\nruntime = "{Path(runtime).name}"\n')
        self.settings = {"CONTAINERS_CONF_OVERRIDE": str(folder / "containers.conf")}

    def compose(self, *words: str) -> str:
        return run(["podman-compose", "--project-name", PROJECT, *words], cwd=self.folder, **self.settings)

    def podman(self, *words: str | Path) -> str:
        return run(["podman", *words], cwd=self.folder, **self.settings)

    def up(self) -> None:
        """Where no systemd runs nobody asks for the health of a container, so we do."""
        is_up = threading.Event()

        def keep_asking() -> None:
            while not is_up.wait(3):
                for name in podman("ps", "--quiet", f"--filter=name={PROJECT}").stdout.split():
                    podman("healthcheck", "run", name, seconds=120)

        asking = threading.Thread(target=keep_asking)
        asking.start()
        try:
            self.compose("up", "--detach")
        finally:
            is_up.set()
            asking.join(timeout=150)

    def front(self) -> str:
        return self.podman("ps", "--quiet", f"--filter=name={PROJECT}_front").strip()

    def visit(self, address: str, times: int) -> list[str]:
        """A visitor from that address sends so many forms through the front server."""
        way = [f"--network={PROJECT}-visitors", f"--ip={address}"]
        way += [f"--add-host=office.test:{FRONT}", "--entrypoint=python"]
        return self.podman("run", "--rm", *way, IMAGE, "-c", VISIT, str(times)).split()

    def down(self) -> None:
        if front := self.front():
            podman("network", "disconnect", "--force", f"{PROJECT}-visitors", front)
        podman("network", "rm", "--force", f"{PROJECT}-visitors")
        self.compose("down", "--volumes")


@pytest.fixture
def composed(services, runtime, tmp_path):
    if shutil.which("podman-compose") is None or not Path("/usr/lib/podman/aardvark-dns").exists():
        pytest.skip("podman-compose is not here: apt-get install podman-compose aardvark-dns")
    made = Composed(tmp_path, runtime)
    tried = podman("--runtime", runtime, "run", "--rm", "--entrypoint", "/bin/true", IMAGE)
    if tried.returncode:
        pytest.skip(f"podman bridges no network here: {tried.stderr.strip().splitlines()[-1]}")
    try:
        yield made
    finally:
        made.down()


@pytest.mark.slow
@pytest.mark.needs("podman")
def test_composed_with_postgresql_and_a_front_server_limits_see_the_visitor(composed):
    """The how-to: from the settings to the first page, and who asks behind Caddy."""
    composed.up()
    web = f"{PROJECT}-web"
    composed.podman("cp", ROOT / "offices" / "rangpur-sadar-ict", f"{web}:/srv/ongikar/offices/")
    loaded = composed.podman(
        "exec", web, "ongikar", "office", "load", "/srv/ongikar/offices/rangpur-sadar-ict"
    )
    assert "22 services" in loaded
    composed.podman("network", "create", "--subnet", VISITORS, f"{PROJECT}-visitors")
    composed.podman("network", "connect", "--ip", FRONT, f"{PROJECT}-visitors", composed.front())

    # The first page, through Caddy, from this machine.
    asked = urllib.request.Request(f"http://127.0.0.1:{composed.port}/en/", headers={"Host": "office.test"})
    with urllib.request.urlopen(asked, timeout=60) as answer:
        assert answer.status == 200
        assert "Rangpur" in answer.read().decode()
    # It keeps in PostgreSQL, and messages name the command as it is typed here.
    assert NETWORK in composed.podman("exec", web, "ongikar", "settings")
    kept = composed.podman("exec", f"{PROJECT}_database_1", "psql", "-U", "ongikar", "-tc", OFFICES)
    assert kept.strip() == "rangpur-sadar-ict"
    told = podman("exec", web, "ongikar", "restore").stderr
    assert f"podman exec {web} ongikar backup --list" in told

    # One visitor sends too many, whatever addresses it writes into its head; the next one is another.
    answers = composed.visit("10.89.178.21", 8)
    assert "429" in answers[3:], answers
    assert answers[0] != "429"
    assert composed.visit("10.89.178.22", 1) != ["429"]


def test_compose_names_the_image_that_is_built_and_commands_that_there_are():
    from ongikar.commands.catalogue import BY_WORDS

    compose = (ROOT / "compose.yaml").read_text()
    script = (ROOT / "scripts" / "container.sh").read_text()
    built = (ROOT / "Containerfile").read_text()
    assert "image: ${IMAGE:-localhost/ongikar}\n" in compose
    assert "name=localhost/ongikar " in script
    commands = re.findall(r"command: \[(\w+)|ongikar (\w+) -|CMD \[\"(\w+)", compose + built)
    firsts = {first for found in commands for first in found if first} - {"python"}
    assert {"prepare", "web", "worker"} <= firsts
    for first in firsts:
        assert (first,) in BY_WORDS
    assert "/healthz" in built
    assert "/readyz" in compose


def test_an_image_is_built_from_what_is_there_and_nothing_of_one_machine():
    """What the stages copy is let in by the list of what a builder is sent, and is there."""
    sent = (ROOT / ".containerignore").read_text().splitlines()
    assert sent == (ROOT / ".dockerignore").read_text().splitlines()
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "Containerfile").read_text(), re.M)
    for name in " ".join(copied).split():
        assert f"!{name}" in sent, name
        assert (ROOT / name).exists(), name
    # What the wheel is made of, and what is sent where the base is made here.
    packed = re.findall(r': "([a-z]+/[a-z]+)"', (ROOT / "setup.py").read_text())
    assert packed
    assert set(packed) <= set(" ".join(copied).split())
    (packing,) = re.findall(r"^tar -c (.+?) \| tar", (ROOT / "scripts/container.sh").read_text(), re.M | re.S)
    assert set(" ".join(copied).split()) <= set(packing.split())
