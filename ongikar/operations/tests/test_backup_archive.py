"""An archive tells of itself what it holds, and one that was touched is refused with a sentence."""

import io
import json
import shutil
import tarfile
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ongikar.core.command_line import Refusal
from ongikar.operations.backup import encryption
from ongikar.operations.backup.archive import MANIFEST, SIGNATURE, opened_archive, write_archive
from ongikar.operations.backup.manifest import Manifest, is_inside, read_signed, sign
from tests.examples import examples
from tests.passphrase import PASSPHRASE

CONTENT = b"the whole database" * 5_000


def manifest_of(**changed) -> Manifest:
    made = Manifest(
        name="ongikar-x.tar",
        made_at="2026-11-27T10:00:00+00:00",
        version="0.2.0",
        vendor="sqlite",
        database="SQLite",
        migrations=["cases.0001_initial"],
        counts={"cases_case": 3},
        ends={},
        last_entry=7,
        offices=["rangpur-sadar-ict"],
        keys=["secret"],
        given=[],
        settings=[],
        files={"database.sqlite3.gz": [len(CONTENT), sha256(CONTENT).hexdigest()]},
        papers={},
        lost=[],
    )
    return replace(made, **changed)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "backups"
    made.mkdir()
    return made


@pytest.fixture(params=["plain", "encrypted"])
def archive(request, folder, tmp_path):
    if request.param == "encrypted":
        shutil.copytree(request.getfixturevalue("passphrase_set"), folder, dirs_exist_ok=True)
    source = tmp_path / "dump"
    source.write_bytes(CONTENT)
    path = folder / "ongikar-x.tar"
    write_archive(path, manifest_of(), {"database.sqlite3.gz": source}, folder=folder)
    return path


def lay_out(path, target, passphrase=PASSPHRASE):
    with opened_archive(path, lambda: passphrase) as archive:
        archive.lay_out(target)
    return archive.manifest


def test_what_was_put_in_comes_out(archive, tmp_path):
    assert lay_out(archive, tmp_path / "out") == manifest_of()
    assert (tmp_path / "out" / "database.sqlite3.gz").read_bytes() == CONTENT
    assert archive.stat().st_mode & 0o777 == 0o600


def test_the_encrypted_one_shows_nothing(archive):
    content = archive.read_bytes()
    is_encrypted = content.startswith(b"backup-key")
    assert (b"the whole database" in content) is not is_encrypted


@given(st.data())
@hypothesis_settings(max_examples=examples(60))
def test_one_changed_byte_is_refused_wherever_it_lies(archive_bytes, data):
    """Never another fault, and never a file that is not what was backed up."""
    content, place = archive_bytes.content, archive_bytes.place
    # What lies behind the last file is filling.
    at = data.draw(st.integers(0, len(content) - 2 * tarfile.BLOCKSIZE - 1))
    changed = bytearray(content)
    changed[at] ^= data.draw(st.integers(1, 255))
    path = place / "changed.tar"
    path.write_bytes(changed)
    try:
        assert lay_out(path, place / "out") == manifest_of()
    except Refusal:
        return
    # Some bytes of a tar's own headers say nothing: a mode, an owner, filling.
    assert (place / "out" / "database.sqlite3.gz").read_bytes() == CONTENT


@given(st.floats(0, 0.99))
@hypothesis_settings(max_examples=examples(25))
def test_one_that_was_cut_off_is_refused(archive_bytes, share):
    content, place = archive_bytes.content, archive_bytes.place
    end = content.rindex(b"database") + len(b"database")
    (place / "cut.tar").write_bytes(content[: int(end * share)])
    with pytest.raises(Refusal):
        lay_out(place / "cut.tar", place / "out")


@dataclass(repr=False)
class Whole:
    content: bytes
    place: Path


@pytest.fixture(scope="module")
def archive_bytes(tmp_path_factory, keys_of_the_run):
    """A small archive in memory, and a place to lay out changed ones."""
    from django.test import override_settings

    place = tmp_path_factory.mktemp("archives")
    source = place / "dump"
    source.write_bytes(CONTENT)
    with override_settings(ONGIKAR_RECEIPT_KEY=keys_of_the_run / "receipt-key"):
        write_archive(place / "whole.tar", manifest_of(), {"database.sqlite3.gz": source}, folder=place)
    return Whole((place / "whole.tar").read_bytes(), place)


def test_a_wrong_passphrase_is_told(folder, passphrase_set, tmp_path):
    shutil.copytree(passphrase_set, folder, dirs_exist_ok=True)
    (tmp_path / "dump").write_bytes(CONTENT)
    path = folder / "x.tar"
    write_archive(path, manifest_of(), {"database.sqlite3.gz": tmp_path / "dump"}, folder=folder)
    with pytest.raises(Refusal, match="does not open with this passphrase"):
        lay_out(path, tmp_path / "out", "four plain words there")
    assert not (tmp_path / "out").exists()


def test_a_short_passphrase_is_not_taken(folder):
    with pytest.raises(Refusal, match="12 characters"):
        encryption.set_passphrase(folder, "short")
    assert not encryption.is_encrypting(folder)


def tar_of(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, content in members:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return out.getvalue()


@pytest.mark.parametrize(
    "path", ["../escaped", "/tmp/escaped", "keys/../../escaped", "a/../../../escaped", "", "a\0b"]
)
def test_a_path_that_climbs_is_refused_even_where_it_is_signed(path, folder, tmp_path):
    told = manifest_of(files={path: [1, sha256(b"x").hexdigest()]}).content()
    (folder / "x.tar").write_bytes(tar_of((MANIFEST, told), (SIGNATURE, sign(told)), (path or "y", b"x")))
    with pytest.raises(Refusal, match="outside it"):
        lay_out(folder / "x.tar", tmp_path / "out" / "deep")
    assert not (tmp_path / "escaped").exists()
    assert not is_inside(path)


def test_a_paper_that_climbs_is_refused_too(folder, tmp_path):
    told = manifest_of(files={}, papers={"../../../escaped": [1, "0" * 64, "0" * 64]}).content()
    (folder / "x.tar").write_bytes(tar_of((MANIFEST, told), (SIGNATURE, sign(told))))
    with pytest.raises(Refusal, match="outside it"):
        lay_out(folder / "x.tar", tmp_path / "out")


def test_what_the_manifest_does_not_name_is_refused(folder, tmp_path):
    told = manifest_of(files={}).content()
    (folder / "x.tar").write_bytes(tar_of((MANIFEST, told), (SIGNATURE, sign(told)), ("extra", b"x")))
    with pytest.raises(Refusal, match="extra"):
        lay_out(folder / "x.tar", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_link_in_place_of_a_file_is_refused(folder, tmp_path):
    told = manifest_of().content()
    out = io.BytesIO(tar_of((MANIFEST, told), (SIGNATURE, sign(told))))
    with tarfile.open(fileobj=out, mode="a") as tar:
        link = tarfile.TarInfo("database.sqlite3.gz")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    (folder / "x.tar").write_bytes(out.getvalue())
    with pytest.raises(Refusal):
        lay_out(folder / "x.tar", tmp_path / "out")


def test_another_format_is_told_as_another_version():
    told = json.dumps(asdict(manifest_of()) | {"format": 9, "version": "4.1"}).encode()
    with pytest.raises(Refusal, match=r"another version.*4\.1"):
        read_signed(told, sign(told))


def test_a_manifest_that_another_key_signed_over_is_refused():
    told = manifest_of().content()
    with pytest.raises(Refusal, match="signature"):
        read_signed(told.replace(b'"cases_case": 3', b'"cases_case": 2'), sign(told))


@pytest.mark.parametrize("content", [b"", b"x" * 2000, tar_of(("holiday.jpg", b"x"))])
def test_what_is_no_backup_is_told_so(content, folder, tmp_path):
    (folder / "x.tar").write_bytes(content)
    with pytest.raises(Refusal, match="no backup"):
        lay_out(folder / "x.tar", tmp_path / "out")


def test_one_that_is_not_there_is_told(folder, tmp_path):
    with pytest.raises(Refusal, match="no such backup"):
        lay_out(folder / "gone.tar", tmp_path / "out")
