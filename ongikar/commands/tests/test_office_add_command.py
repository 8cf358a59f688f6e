"""`ongikar office add`: one command on a site that is there, which makes an office whole or not at all."""

import io
import sys

import pytest
from django.core.cache import cache

from conftest import OFFICE, ROOT
from ongikar.charter.models import Upload
from ongikar.commands import office_add as command
from ongikar.commands.office_add import office_add
from ongikar.offices.models import Office, Post
from ongikar.offices.sites import is_served_name
from ongikar.papers.models import Paper

from .test_new_office_command import ASKED

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices(office, tmp_path, settings):
    """Of a site with one office, its default; the folder of the offices is not there yet."""
    settings.ONGIKAR_OFFICES = tmp_path / "offices"
    settings.PUBLIC_ADDRESS = "https://office.example.gov.bd"
    settings.ALLOWED_HOSTS = ["office.example.gov.bd", ".office.example.gov.bd"]
    cache.clear()
    return settings.ONGIKAR_OFFICES


def add(*words, slug="kishoreganj-dae", **other) -> int:
    asked = ASKED | other
    return office_add(
        [slug, *(word for name, value in asked.items() for word in (f"--{name}", value)), *words]
    )


def test_an_office_is_there_with_its_posts_and_holidays_and_the_former_one_stays_the_default(offices, capsys):
    assert add() == 0

    made = Office.objects.get(slug="kishoreganj-dae")
    assert (made.name_bn, made.is_default) == (ASKED["bn"], False)
    assert made.posts.filter(role=Post.OFFICER).exists()
    assert list((offices / "kishoreganj-dae/holidays").glob("*.toml"))
    printed = capsys.readouterr().out
    assert "Address: https://kishoreganj-dae.office.example.gov.bd/" in printed
    assert "does not answer" not in printed
    assert is_served_name("kishoreganj-dae.office.example.gov.bd")
    assert not is_served_name("other.office.example.gov.bd")


def test_a_charter_waits_for_the_officers_review_and_its_document_is_kept(offices, capsys):
    assert add("--charter", str(OFFICE / "charter.txt")) == 0

    upload = Upload.objects.get(office__slug="kishoreganj-dae")
    assert upload.is_open
    assert upload.reading["services"]
    assert upload.post.role == Post.OFFICER
    assert Paper.objects.filter(subject_type="charter_upload", subject_id=upload.pk).exists()


def test_a_charter_comes_by_standard_input_where_the_service_may_not_read_it(offices, monkeypatch, capsys):
    content = io.BytesIO((OFFICE / "charter.txt").read_bytes())
    monkeypatch.setattr(sys, "stdin", type("Input", (), {"buffer": content}))

    assert add("--charter", "-") == 0
    assert Upload.objects.filter(office__slug="kishoreganj-dae").exists()


def test_a_folder_is_taken_as_it_is(offices, tmp_path):
    assert add() == 0
    source = (offices / "kishoreganj-dae").rename(tmp_path / "bhairab-dae")
    text = (source / "office.toml").read_text("utf-8").replace("kishoreganj-dae", "bhairab-dae")
    (source / "office.toml").write_text(text, "utf-8")

    assert office_add([str(source)]) == 0

    assert Office.objects.filter(slug="bhairab-dae").exists()
    assert (offices / "bhairab-dae/office.toml").read_text("utf-8") == text


@pytest.mark.parametrize("slug", ["রংপুর-সদর", "Rangpur", "a b", "ab", "১২৩", "../x"])
def test_a_short_name_that_no_address_can_hold_is_told_what_is_expected(offices, capsys, slug):
    assert add(slug=slug) == 1

    bn, en = capsys.readouterr().err.splitlines()
    assert "pirganj-ict" in bn
    assert "small Latin letters" in en
    assert not offices.exists()


def test_an_office_that_exists_is_not_made_twice(offices, capsys):
    assert add() == 0
    before = (offices / "kishoreganj-dae/office.toml").read_text("utf-8")

    assert add(bn="অন্য নাম") == 1

    assert "was not made again" in capsys.readouterr().err
    assert (offices / "kishoreganj-dae/office.toml").read_text("utf-8") == before
    assert Office.objects.get(slug="kishoreganj-dae").name_bn == ASKED["bn"]


def test_what_is_still_needed_is_named(offices, capsys):
    assert office_add(["bhairab-dae", "--bn", "ভৈরব", "--code", "4800"]) == 1

    bn, en = capsys.readouterr().err.splitlines()
    assert "--department-bn" in bn
    assert "--en (its name in English)" in en
    assert "--bn (" not in en


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"code": "৪৮০০"}, "4 figures"),
        ({"charter": "no-such-file.docx"}, "no-such-file.docx"),
        ({"charter": str(ROOT / "docs/shots/account-desktop-bn.png")}, "charter"),
    ],
)
def test_what_cannot_be_read_leaves_no_office_behind(offices, capsys, words, told):
    assert add(**words) == 1

    assert told in capsys.readouterr().err
    assert not Office.objects.filter(slug="kishoreganj-dae").exists()
    assert not (offices / "kishoreganj-dae").exists()


def test_a_fault_on_the_way_leaves_no_folder(offices, monkeypatch):
    def fails(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "load_office", fails)
    with pytest.raises(KeyboardInterrupt):
        add()

    assert not (offices / "kishoreganj-dae").exists()


def test_an_office_at_a_name_elsewhere_is_told_how_the_site_comes_to_answer_there(offices, tmp_path, capsys):
    assert add() == 0
    source = (offices / "kishoreganj-dae").rename(tmp_path / "bhairab-dae")
    text = (source / "office.toml").read_text("utf-8").replace("kishoreganj-dae", "bhairab-dae")
    (source / "office.toml").write_text(
        text.replace("[office]", '[office]\nhost = "dae.bhairab.example.gov.bd"', 1), "utf-8"
    )
    capsys.readouterr()

    assert office_add([str(source)]) == 0
    assert "dae.bhairab.example.gov.bd: the site does not answer at this name yet" in capsys.readouterr().out
