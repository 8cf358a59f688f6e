"""What the doctor says, in both languages: of the keys and the scanner, of charters and posts, of a password in the open."""

import os

import pytest

from ongikar.config import doctor
from ongikar.frame.key_ring import key_ring
from ongikar.frame.say import speaking
from ongikar.offices.models import Post
from ongikar.people.models import Holding


def told_in(tongue: str, question) -> doctor.Answer:
    with speaking(tongue):
        return question()


@pytest.mark.django_db
def test_keys_that_others_may_read_are_told(settings):
    key_ring()
    assert told_in("en", doctor.keys) == (True, "keys: 1 on the ring, the newest is 1")
    assert told_in("bn", doctor.keys) == (True, "চাবি: রিংয়ে ১টি, নতুনটি ১ নম্বর")
    os.chmod(settings.ONGIKAR_KEYS, 0o644)
    for tongue in ("bn", "en"):
        fine, told = told_in(tongue, doctor.keys)
        assert not fine
        assert "chmod 600" in told


def test_a_scanner_that_is_named_and_away_is_told(settings, tmp_path, monkeypatch):
    assert doctor.scanner()[0]
    settings.ONGIKAR_CLAMD = f"unix:{tmp_path}/nobody"
    monkeypatch.setattr(doctor, "QUESTIONS", (doctor.scanner,))
    ((fine, told),) = doctor.answers()
    assert not fine
    assert told.startswith("scanner: FileNotFoundError")


@pytest.mark.parametrize(("host", "user", "tls", "fine"), [
    ("mail.example.gov.bd", "office", False, False), ("mail.example.gov.bd", "office", True, True),
    ("mail.example.gov.bd", "", False, True), ("127.0.0.1", "office", False, True),
])  # fmt: skip
def test_a_mail_password_in_the_open_is_told(settings, host, user, tls, fine):
    settings.ONGIKAR_MAIL_IS_SET, settings.SMTP_HOST, settings.SMTP_USER, settings.SMTP_TLS = (
        True,
        host,
        user,
        tls,
    )
    assert told_in("en", doctor.mail)[0] is fine
    assert host in told_in("bn", doctor.mail)[1]


@pytest.mark.django_db
def test_an_office_without_a_charter_and_a_post_that_nobody_holds_are_named(office):
    assert told_in("en", doctor.charters) == (True, "charters: in force in every office")
    assert told_in("en", doctor.posts) == (True, "posts: every post of the charters is held")
    Holding.objects.filter(post__office=office, post__role=Post.GRO).delete()
    gro = office.posts.get(role=Post.GRO).slug
    assert told_in("en", doctor.posts) == (
        False,
        f"posts: vacant: rangpur-sadar-ict: {gro} (person hold NAME POST)",
    )
    office.charters.all().update(effective_from="2099-01-01")
    assert "প্রকাশিত নেই: rangpur-sadar-ict" in told_in("bn", doctor.charters)[1]
    # Nobody is looked for yet but who is to publish one.
    Holding.objects.filter(post__office=office).delete()
    assert told_in("bn", doctor.posts)[1].endswith(
        f"{office.posts.get(role=Post.OFFICER).slug} (person hold নাম পদ)"
    )


@pytest.mark.django_db
def test_it_speaks_bangla_first_and_english_when_asked(office, capsys):
    doctor.doctor([])
    assert "কার্যালয়: rangpur-sadar-ict" in capsys.readouterr().out
    doctor.doctor(["--language", "en"])
    assert "ok    offices: rangpur-sadar-ict" in capsys.readouterr().out
