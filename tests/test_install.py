"""`ongikar install`: the files for a server hold the installation's values, and their programs read them."""

import os
import re
import shutil
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.cache import cache

from conftest import ROOT
from ongikar.commands.install import install
from ongikar.offices.models import Office
from ongikar.operations.heartbeats import BEAT_SECONDS
from ongikar.operations.installing.server_files import (
    CADDY,
    NGINX,
    SYSTEMD,
    UNITS,
    own_names,
    quote_setting,
    server_files,
    this_server,
)
from ongikar.operations.watchdog import SILENCE_SECONDS

# Says the same on either database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
ADDRESS = "https://office.example.gov.bd"
OTHER = "pirganj.example.gov.bd"


@pytest.fixture
def server(office, tmp_path, settings):
    """Of two offices, each with a name of its own."""
    settings.PUBLIC_ADDRESS, settings.BEHIND_TLS = ADDRESS, True
    Office.objects.create(
        slug="pirganj-ict", host=OTHER, name_bn="পীরগঞ্জ", name_en="Pirganj", geocode="858549"
    )
    cache.clear()
    return this_server(
        user="ongikar",
        environment=tmp_path / "ongikar.env",
        certificates=tmp_path / "live",
        port=8000,
        address=ADDRESS,
    )


@pytest.fixture
def files(server):
    return server_files(server, with_secrets=True)


def program(name: str, package: str) -> str:
    found = shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin")
    if found is None:
        pytest.skip(f"{name} is not here, so that the file is not read: apt-get install {package}")
    return found


def run(*words, **more) -> str:
    ended = subprocess.run(words, capture_output=True, text=True, timeout=60, **more)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout + ended.stderr


def lay(folder: Path, files: dict[str, str]) -> None:
    for place, text in files.items():
        path = folder / place.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_no_placeholder_is_left_and_the_installations_own_values_stand(files, settings):
    web = files[f"{SYSTEMD}/ongikar-web.service"]
    assert f"WorkingDirectory={settings.ROOT}" in web
    writable = next(line for line in web.splitlines() if line.startswith("ReadWritePaths="))
    assert str(settings.VAR) in writable
    assert "web --port 8000" in web
    environment = files[next(place for place in files if place.endswith("ongikar.env"))]
    assert f'ONGIKAR_HOSTS="office.example.gov.bd,.office.example.gov.bd,{OTHER}"' in environment
    assert f'ONGIKAR_OFFICES="{settings.VAR}/offices"' in environment
    assert 'ONGIKAR_PROXIES="127.0.0.1"' in environment
    for place, text in files.items():
        assert not [word for word in text.split() if word.startswith("@") and word.endswith("@")], place


def test_each_office_has_a_certificate_of_its_own(files):
    for name in ("office.example.gov.bd", OTHER):
        assert f"https://{name} {{" in files[CADDY]
        assert f"live/{name}/fullchain.pem" in files[NGINX]


def test_the_front_servers_believe_no_client_and_keep_no_address(files):
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in files[NGINX]
    assert "proxy_set_header X-Request-ID $request_id;" in files[NGINX]
    assert files[NGINX].count("access_log off;") == files[NGINX].count("\nserver {") == 3
    assert "log" not in {line.split()[0] for line in files[CADDY].splitlines() if line.split()}


def test_a_body_that_is_too_large_is_refused_by_the_program_in_words(files):
    from ongikar.core.http.request_limits import MOST_BYTES

    assert 2 * MOST_BYTES < 65 * 1000 * 1000
    assert "client_max_body_size 65m;" in files[NGINX]
    assert "max_size 65MB" in files[CADDY]
    assert "max_buffer_size 65MB" in files[CADDY]


@pytest.mark.parametrize("name", ["ongikar-web.service", "ongikar-worker.service"])
def test_a_program_that_gives_no_sign_of_life_is_ended_and_started_within_fifteen_seconds(files, name):
    lines = files[f"{SYSTEMD}/{name}"].splitlines()
    unit = dict(line.split("=", 1) for line in lines if "=" in line and line[0] != "#")
    assert (unit["Type"], unit["NotifyAccess"], unit["Restart"]) == ("notify", "main", "always")
    assert int(unit["WatchdogSec"]) + int(unit["RestartSec"]) < 15
    # One beat may be late, and the processes' own watcher comes first.
    assert int(unit["WatchdogSec"]) > SILENCE_SECONDS + BEAT_SECONDS


@pytest.mark.needs("systemd")
def test_systemd_reads_the_units(files, tmp_path):
    verify = program("systemd-analyze", "systemd")
    lay(tmp_path, files)
    folder = tmp_path / SYSTEMD
    said = run(verify, "verify", "--man=no", "--recursive-errors=no", *(folder / name for name in UNITS))
    assert "ongikar" not in said, said


@pytest.mark.needs("systemd")
@pytest.mark.parametrize("unit", [name for name in UNITS if name.endswith(".service")])
def test_systemd_judges_each_service_well_fenced_in(files, tmp_path, unit):
    """Below 3 of 10, by systemd's own table of what a service may do to its machine."""
    verify = program("systemd-analyze", "systemd")
    lay(tmp_path, files)
    run(verify, "security", "--offline=yes", "--threshold=30", "--no-pager", tmp_path / SYSTEMD / unit)


@pytest.mark.needs("caddy")
def test_caddy_reads_its_file(files, tmp_path):
    caddy = program("caddy", "caddy")
    (tmp_path / "Caddyfile").write_text(files[CADDY])
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    said = run(caddy, "validate", "--adapter", "caddyfile", "--config", tmp_path / "Caddyfile", env=home)
    assert "Valid configuration" in said
    assert "not formatted" not in said


def self_signed(folder: Path, name: str) -> None:
    """What certbot would have laid there."""
    folder.mkdir(parents=True)
    key = ec.generate_private_key(ec.SECP256R1())
    who, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]), datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number())
    made = made.not_valid_before(now).not_valid_after(now + timedelta(days=1))
    signed = made.sign(key, hashes.SHA256())
    (folder / "fullchain.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


@pytest.mark.needs("nginx")
def test_nginx_reads_its_file(server, files, tmp_path):
    nginx = program("nginx", "nginx-light")
    for name in server.names:
        self_signed(server.certificates / name, name)
    (tmp_path / "ongikar.conf").write_text(files[NGINX])
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid; error_log stderr; events {{}}\nhttp {{ include {tmp_path}/ongikar.conf; }}\n"
    )
    said = run(nginx, "-t", "-e", "stderr", "-p", tmp_path, "-c", tmp_path / "nginx.conf")
    assert "test is successful" in said
    assert "warn" not in said


def test_what_is_shown_hides_what_opens_something_and_what_is_written_is_its_owners_alone(
    office, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("ONGIKAR_SMTP_PASSWORD", "hush-$hush")
    assert install(["--print", "--address", ADDRESS]) == 0
    assert "hush" not in capsys.readouterr().out
    assert install(["--folder", str(tmp_path), "--address", ADDRESS]) == 0
    written = tmp_path / "etc/ongikar/ongikar.env"
    assert 'ONGIKAR_SMTP_PASSWORD="hush-\\$hush"' in written.read_text()
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert {path.name for path in (tmp_path / SYSTEMD).iterdir()} == set(UNITS)
    # Written again, over a file that others may read.
    written.chmod(0o644)
    assert install(["--folder", str(tmp_path), "--address", ADDRESS]) == 0
    assert stat.S_IMODE(written.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "words",
    [
        ["--address", "http://office.example.gov.bd"],
        ["--address", "https://office.example.gov.bd/path"],
        ["--address", "https://office_.example"],
        ["--address", "https://a b"],
        ["--user", "root; reboot"],
        ["--port", "0"],
        ["--environment", "/etc/a b.env"],
        ["--certificates", "/etc/%i"],
    ],
)
def test_a_value_that_has_no_place_in_such_a_file_is_refused_in_both_languages(office, words, capsys):
    assert install(["--print", *words]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 2


def test_a_setting_keeps_its_value_and_a_line_break_is_refused():
    from ongikar.core.command_line import Refusal

    assert quote_setting('a"b\\c$d `e` %') == '"a\\"b\\\\c\\$d \\`e\\` %"'
    with pytest.raises(Refusal):
        quote_setting("a\nExecStart=b")


def calls_of(words: str) -> set[str]:
    """The system calls behind names and groups, as systemd knows them."""
    found: set[str] = set()
    for word in words.split():
        if not word.startswith("@"):
            found.add(word)
            continue
        listed = run("systemd-analyze", "syscall-filter", "--no-pager", word).splitlines()[1:]
        found |= calls_of(" ".join(line for line in listed if not line.strip().startswith("#")))
    return found


@pytest.mark.needs("systemd")
def test_the_calls_that_the_program_needs_are_let_through_and_those_of_a_master_are_not(files):
    """Whether a time server keeps the clock is asked of the kernel (adjtimex); a group that is refused after
    it was let through would take that away again.
    """
    program("systemd-analyze", "systemd")
    for name in UNITS:
        allowed: set[str] = set()
        for line in files[f"{SYSTEMD}/{name}"].splitlines():
            if line.startswith("SystemCallFilter=~"):
                allowed -= calls_of(line.partition("~")[2])
            elif line.startswith("SystemCallFilter="):
                allowed |= calls_of(line.partition("=")[2])
        if name.endswith(".service"):
            needed = {"adjtimex", "clock_adjtime", "prctl", "prlimit64", "flock", "fdatasync", "clone3"}
            assert needed <= allowed
            assert not {"mount", "chroot", "init_module", "reboot", "chown", "settimeofday"} & allowed


def test_written_again_the_settings_that_stand_there_stay_and_the_difference_is_told(
    office, tmp_path, capsys
):
    """A new address, and a setting that somebody wrote by hand."""
    words = ["--folder", str(tmp_path), "--address", ADDRESS]
    assert install(words) == 0
    file = tmp_path / "etc/ongikar/ongikar.env"
    file.write_text(
        file.read_text().replace('ONGIKAR_LOG="json"', "ONGIKAR_LOG=text") + "ONGIKAR_CLAMD=unix:/c\n"
    )
    before, unit = file.read_text(), (tmp_path / "etc/systemd/system/ongikar-web.service").stat().st_mtime_ns
    capsys.readouterr()

    assert install(words) == 0

    printed = capsys.readouterr().out
    assert file.read_text() == before
    assert "ONGIKAR_LOG=text stays; written now it would be json" in printed
    assert f"{tmp_path}/etc/systemd/system/ongikar-web.service: unchanged" in printed
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert unit


def test_a_dry_run_says_what_would_change_and_writes_nothing(office, tmp_path, capsys):
    assert install(["--folder", str(tmp_path), "--address", ADDRESS, "--dry-run"]) == 0

    assert not list(tmp_path.iterdir())
    assert "would be written" in capsys.readouterr().out


def test_it_needs_no_database(office, tmp_path, capsys, monkeypatch):
    from django.db import OperationalError

    def away(*_):
        raise OperationalError("no such table: offices_office")

    monkeypatch.setattr("ongikar.operations.installing.server_files.Office.objects.order_by", away)

    assert install(["--folder", str(tmp_path), "--address", ADDRESS]) == 0
    assert "office.example.gov.bd" in (tmp_path / "etc/caddy/Caddyfile").read_text()


def test_the_units_may_write_where_the_settings_say_and_nowhere_else(server, settings, tmp_path):
    settings.ONGIKAR_EXPORTS, settings.ONGIKAR_KEYS = Path("/srv/exports"), Path("/srv/keys/ring.json")

    unit = server_files(server, with_secrets=False)["etc/systemd/system/ongikar-web.service"]

    (line,) = [line for line in unit.splitlines() if line.startswith("ReadWritePaths=")]
    assert {"/srv/exports", "/srv/keys"} <= set(line.removeprefix("ReadWritePaths=").split())


def test_the_command_of_an_administrator_is_written_for_a_clone(files):
    script = files["usr/local/bin/ongikar"]

    assert script.startswith("#!/bin/sh\n")
    assert "-m ongikar.commands.administrator" in script


def test_written_again_user_port_and_places_are_those_of_the_first_time(office, tmp_path, capsys):
    given = [
        "--user",
        "charter",
        "--port",
        "8100",
        "--environment",
        "/etc/charter.env",
        "--certificates",
        "/srv/c",
    ]
    assert install(["--folder", str(tmp_path), "--address", ADDRESS, *given]) == 0
    before = {path: path.read_text() for path in tmp_path.rglob("*") if path.is_file()}

    assert install(["--folder", str(tmp_path), "--address", ADDRESS]) == 0
    assert {path: path.read_text() for path in tmp_path.rglob("*") if path.is_file()} == before

    assert install(["--folder", str(tmp_path), "--address", ADDRESS, "--port", "8200"]) == 0
    assert "web --port 8200" in (tmp_path / SYSTEMD / "ongikar-web.service").read_text()


def test_another_installation_is_not_written_over_unseen(office, tmp_path, capsys):
    words = ["--folder", str(tmp_path), "--address", ADDRESS]
    assert install(words) == 0
    unit = tmp_path / SYSTEMD / "ongikar-web.service"
    others = re.sub(r"(?m)^WorkingDirectory=.*", "WorkingDirectory=/srv/other", unit.read_text())
    unit.write_text(others.replace("--port 8000", "--port 8300"))
    before = unit.read_text()
    capsys.readouterr()

    assert install(words) == 1

    bn, en = capsys.readouterr().err.splitlines()
    for sentence in (bn, en):
        assert "/srv/other, ongikar, 127.0.0.1:8300" in sentence
        assert "--replace" in sentence
    assert unit.read_text() == before
    assert install([*words, "--dry-run"]) == 0
    assert unit.read_text() == before
    assert install([*words, "--replace"]) == 0
    assert f"WorkingDirectory={ROOT}" in unit.read_text()


def test_host_names_are_added_to_those_that_stand_there_and_offices_stay_where_they_lie(
    server, tmp_path, capsys
):
    words = ["--folder", str(tmp_path), "--address", ADDRESS]
    file = tmp_path / "etc/ongikar/ongikar.env"
    file.parent.mkdir(parents=True)
    file.write_text("ONGIKAR_HOSTS=office.example.gov.bd, old.example.org\n")

    assert install(words) == 0

    text = file.read_text()
    assert f'ONGIKAR_HOSTS="office.example.gov.bd,old.example.org,.office.example.gov.bd,{OTHER}"' in text
    assert "ONGIKAR_OFFICES" not in text
    assert install(words) == 0
    assert file.read_text() == text


def test_of_a_database_that_is_away_the_names_are_those_of_the_settings(server, settings, monkeypatch):
    from django.db import OperationalError

    def away(*_):
        raise OperationalError("connection refused")

    settings.HOSTS = ["office.example.gov.bd", ".office.example.gov.bd", OTHER]
    monkeypatch.setattr("ongikar.operations.installing.server_files.Office.objects.order_by", away)

    assert own_names(ADDRESS) == ("office.example.gov.bd", OTHER)


def test_an_office_below_the_installations_own_name_needs_no_file_of_its_own(server, settings):
    Office.objects.create(slug="later", name_bn="পরে", name_en="Later", geocode="8549")
    cache.clear()
    later = this_server(
        user="ongikar",
        environment=server.environment,
        certificates=server.certificates,
        port=8000,
        address=ADDRESS,
    )
    files = server_files(later, with_secrets=True)

    assert "server_name .office.example.gov.bd;" in files[NGINX]
    assert files[NGINX].count("\nserver {") == 3
    assert "ask http://127.0.0.1:8000/served-name" in files[CADDY]


def test_a_caddyfile_of_other_sites_stays_and_the_one_of_debian_goes(office, tmp_path, capsys):
    file = tmp_path / CADDY
    file.parent.mkdir(parents=True)
    file.write_text("https://shop.example.org {\n\troot * /srv/shop\n}\n")
    words = ["--folder", str(tmp_path), "--address", ADDRESS]

    assert install(words) == 0
    assert "shop.example.org" in file.read_text()
    assert "serves other sites and stays as it is" in capsys.readouterr().out
    # Of a machine that has Caddy and no nginx.
    assert not (tmp_path / NGINX).exists()

    file.write_text("# The Caddyfile is an easy way to configure your Caddy web server.\n:80 {\n}\n")
    assert install(words) == 0
    assert "office.example.gov.bd" in file.read_text()


def run_install(folder: Path, *words: str, limit: str = "", **environment: str):
    """As a program of its own; `limit`: for bash's ulimit."""
    data = folder / "data"
    data.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ONGIKAR_")}
    kept |= {"ONGIKAR_VAR": str(data), "LC_ALL": "en_US.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"} | environment
    begin = f"{limit}; " if limit else ""
    return subprocess.run(
        ["bash", "-c", f'{begin}exec "$@"', "bash", sys.executable, "-m", "ongikar", "install", *words],
        cwd=ROOT, env=kept, capture_output=True, text=True, timeout=300,
    )  # fmt: skip


def test_a_disk_that_is_full_leaves_what_was_there_and_nothing_half_written(tmp_path):
    """The kernel takes no more than a kilobyte of a file, as a full disk would."""
    target = tmp_path / "target"
    words = ["--folder", str(target), "--address", ADDRESS]
    assert run_install(tmp_path, *words).returncode == 0
    before = {path: path.read_text() for path in target.rglob("*") if path.is_file()}

    ended = run_install(tmp_path, *words, "--port", "8100", limit="ulimit -f 1")

    assert ended.returncode == 1
    assert "no room left" in ended.stderr
    assert {path: path.read_text() for path in target.rglob("*") if path.is_file()} == before


def test_what_stands_in_the_file_holds_before_the_settings_are_read(tmp_path):
    """Written on Windows, with quotes and a tab: the units name the folders that it names."""
    file = tmp_path / "target/etc/ongikar/ongikar.env"
    file.parent.mkdir(parents=True)
    theirs = tmp_path / "theirs"
    file.write_bytes(f"\ufeff# ours\r\nONGIKAR_VAR='{theirs}'\r\n\tONGIKAR_SMTP_PORT=\t\"465\"\r\n".encode())

    ended = run_install(tmp_path, "--folder", str(tmp_path / "target"), "--address", ADDRESS)

    assert ended.returncode == 0, ended.stderr
    assert f"# ONGIKAR_VAR: stays as {file} has it" in ended.stdout
    unit = (tmp_path / "target" / SYSTEMD / "ongikar-web.service").read_text()
    assert f"ReadWritePaths={theirs}\n" in unit
    assert 'ONGIKAR_SMTP_PORT=\t"465"\n' in file.read_text()
    assert "\r" not in file.read_text()

    file.write_text("ONGIKAR_VAR=/srv/x\nnot a setting\n")
    ended = run_install(tmp_path, "--folder", str(tmp_path / "target"), "--address", ADDRESS)
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == f"{file}: line 2 cannot be read; expected NAME=value"


def test_with_the_database_away_it_writes_its_files(tmp_path):
    away = {"ONGIKAR_DATABASE": "postgres://nobody:none@127.0.0.1:1/none"}
    target = tmp_path / "target"

    ended = run_install(tmp_path, "--folder", str(target), "--address", ADDRESS, **away)

    assert ended.returncode == 0, ended.stderr
    assert "postgresql.service" in (target / SYSTEMD / "ongikar-web.service").read_text()
