"""The image built from a Debian root: its web server and its worker run, as nobody in particular, and what
they keep outlives them.

Where podman starts a container at all this is no test that may be left out. crun starts none on a machine
with cgroups of both versions ("cgroups in hybrid mode not supported, drop all controllers from cgroupv2");
runc does.
"""

import json
import os
import re
import shutil
import subprocess
import time
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
    built = subprocess.run(
        [ROOT / "scripts" / "container.sh", IMAGE], capture_output=True, text=True, timeout=900
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return IMAGE


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


def test_compose_names_the_image_that_is_built_and_commands_that_there_are():
    from ongikar.commands.catalogue import BY_WORDS

    compose = (ROOT / "compose.yaml").read_text()
    script = (ROOT / "scripts" / "container.sh").read_text()
    assert "image: localhost/ongikar\n" in compose
    assert "name=${1:-localhost/ongikar}" in script
    for first in re.findall(r"command: \[(\w+)", compose):
        assert (first,) in BY_WORDS
    assert "/healthz" in compose
