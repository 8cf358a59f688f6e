"""Climbing out of a folder: by the address of a file of the site, the name of a paper, the name of an
office.
"""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from ongikar.commands import office as commands
from ongikar.config.wsgi import application
from ongikar.offices.folder_rules import rules_of
from ongikar.papers.models import Paper
from tests.scene import make_picture

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.skipif(
        connection.vendor == "postgresql", reason="the whole application gives the test's connection up"
    ),
]
CLIMBS = (
    "../secret",
    "..%2fsecret",
    "%2e%2e/secret",
    "%2e%2e%2fsecret",
    "..\\secret",
    "....//secret",
    "core/../../secret",
    "/etc/passwd",
    "core/../../../keys.json",
    "..%c0%afsecret",
    "%252e%252e%252fsecret",
    "core/look.css\0.html",
    "../ongikar.sqlite3",
    "../papers/",
)


def ask(path: str) -> tuple[str, bytes]:
    """The whole application as the server calls it, page cache and static files and all."""
    started = {}

    def start_response(status, headers, exc_info=None):
        started["status"] = status

    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "HTTP_HOST": "testserver",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": None,
        "REMOTE_ADDR": "127.0.0.1",
    }
    body = application(environ, start_response)
    content = b"".join(body)
    getattr(body, "close", lambda: None)()
    return started["status"], content


@pytest.mark.parametrize("climb", CLIMBS)
def test_no_address_of_a_file_climbs_out_of_its_folder(climb, office):
    secret = (settings.VAR / "secret").read_bytes()
    for path in (f"/static/{climb}", f"/papers/{climb}", f"/en/static/{climb}", f"/{climb}"):
        status, content = ask(path)
        assert status[:3] in ("301", "302", "400", "404"), path
        assert secret not in content
        assert b"root:" not in content
        assert b"SQLite format" not in content


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.jpg",
        "/etc/cron.d/evil.jpg",
        "..\\..\\evil.jpg",
        "a\0.jpg",
        "evil.jpg/",
        "con.jpg",
        "ক" * 300 + ".jpg",
        ".htaccess",
    ],
)
def test_the_name_a_file_brings_is_never_a_name_on_the_disk(name, scene, settings):
    upload = SimpleUploadedFile("x.jpg", make_picture(), "image/jpeg")
    upload._name = name
    scene.browser("nobody").post(
        reverse("apply_step", args=[scene.ours.draft.token, "papers"]), {"paper-1": upload}
    )
    folder = Path(settings.ONGIKAR_PAPERS).resolve()
    for paper in Paper.objects.all():
        lying = Path(paper.file.path).resolve()
        assert lying.is_relative_to(folder)
        assert "evil" not in paper.file.name
        assert lying.name.removesuffix(lying.suffix).isalnum()
    assert not list(folder.parent.rglob("*evil*"))


def test_no_paper_lies_where_the_web_reaches(scene):
    assert not Path(settings.ONGIKAR_PAPERS).resolve().is_relative_to(Path(settings.STATIC_ROOT).resolve())
    for paper in Paper.objects.all():
        for root in ("/static/", "/media/", "/papers/", "/"):
            assert Client().get(root + paper.file.name).status_code == 404


@pytest.mark.parametrize("folder", ["../../etc", "/etc", "offices/../../..", "/proc/self"])
def test_a_folder_that_is_no_office_loads_nothing(folder, office, capsys):
    assert commands.office_load([folder]) == 1
    assert "root:" not in capsys.readouterr().err


def test_the_name_of_an_office_leads_to_no_file_outside(tmp_path, settings):
    settings.ONGIKAR_OFFICES = tmp_path / "offices"
    (tmp_path / "offices").mkdir()
    common = rules_of("nobody")
    for slug in ("rangpur", "x" * 200):
        assert rules_of(slug) == common
