"""The static files are collected again where one is another, however deep its app lies or old it is."""

import os
from pathlib import Path

import pytest
from django.apps import apps

from ongikar.operations.prepare import collect_static, stamp_of_static

DEEP = "procurement/procurement.css"


@pytest.fixture
def source(tmp_path, monkeypatch):
    """A file of an app that lies below another folder, in a copy: nothing here is touched."""
    app = apps.get_app_config("procurement")
    copy = tmp_path / "static" / DEEP
    copy.parent.mkdir(parents=True)
    copy.write_bytes((Path(app.path) / "static" / DEEP).read_bytes())
    monkeypatch.setattr(app, "path", str(tmp_path))
    return copy


def test_they_are_collected_once(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    # As it is served: tests else need no manifest.
    served = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": served}
    collect_static()
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    assert DEEP in manifest.read_text()
    first = manifest.stat().st_mtime_ns
    collect_static()
    assert manifest.stat().st_mtime_ns == first
    settings.STATIC_ROOT.with_suffix(".stamp").write_text("of another release")
    collect_static()
    assert manifest.stat().st_mtime_ns > first


def test_a_change_deep_down_is_seen_though_the_file_is_old(source):
    before = stamp_of_static()
    assert stamp_of_static() == before
    source.write_text(source.read_text() + "/* of the next release */\n")
    os.utime(source, (1_700_000_000, 1_700_000_000))
    changed = stamp_of_static()
    (source.parent / "new.css").write_text("a {}\n")
    more = stamp_of_static()
    source.unlink()
    assert len({before, changed, more, stamp_of_static()}) == 4
