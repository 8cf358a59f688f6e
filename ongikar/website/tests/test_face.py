"""An office's own face: set on screen or by its files, shown on pages and papers, told in the journal."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from ongikar.core import cache_version
from ongikar.journal.models import Entry
from ongikar.letters.outgoing import actions
from ongikar.letters.outgoing.paper import digest_of, is_as_signed, letter_pdf, printed_data, text_of
from ongikar.letters.tests.outgoing import KARIM, begin
from ongikar.office_files import importing, reading
from ongikar.office_files.exporting import export_office
from ongikar.office_files.toml_files import OfficeFileFault
from ongikar.offices.face import FIELDS, NO_EMBLEM, NewEmblem, set_face
from ongikar.offices.models import Emblem, Office, SettingChange, emblem_at
from ongikar.papers.letterhead import letterhead

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'
COLOUR = "#1a4f8b"


def answers(office: Office, **more) -> dict:
    """What the form of the letterhead begins with, and why it is changed."""
    said = {name: getattr(office, name) for name in FIELDS}
    return said | {"reason": "নতুন প্যাড", "submission": "a-press"} | more


def upload(content: bytes = SVG, name: str = "emblem.svg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/octet-stream")


def png() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (64, 64), (0, 106, 78)).save(written, "PNG")
    return written.getvalue()


@pytest.fixture
def with_face(office, now):
    set_face(
        office,
        {"colour": COLOUR, "head_bn": "সবার জন্য সেবা", "foot_bn": "ফোন ৩৩৩"},
        emblem=NewEmblem(SVG, Emblem.SVG),
        is_of_screen=True,
        actor=KARIM,
        now=now,
    )
    office.refresh_from_db()
    return office


def test_an_office_without_a_face_looks_as_every_office(client, office):
    page = client.get("/").content.decode()

    assert "/face/" not in page
    assert "core/favicon" in page
    assert not {"emblem", "colour", "head", "foot"} & letterhead(office).keys()


def test_the_officer_sets_it_and_every_page_shows_it(signed_in, karim, client, office):
    desk = signed_in(karim)
    said = answers(
        office, name_en="Upazila ICT Office", colour=" #1A4F8B ", head_bn="সবার জন্য সেবা", emblem=upload()
    )

    answer = desk.post("/desk/settings/letterhead/", said)

    assert answer.status_code == 302
    office.refresh_from_db()
    assert (office.colour, office.name_en, office.has_face_of_screen) == (COLOUR, "Upazila ICT Office", True)
    cache_version.invalidate_now()
    page = client.get("/en/").content.decode()
    for shown in (
        office.emblem_address.removeprefix("/en"),
        "/face/1a4f8b.css",
        "Upazila ICT Office",
        COLOUR,
    ):
        assert shown in page
    assert client.get("/favicon.ico")["Location"] == office.emblem_address
    (entry,) = Entry.objects.filter(verb="office.face_changed")
    assert entry.facts["fields"] == ["colour", "emblem", "head_bn", "name_en"]
    (change,) = SettingChange.objects.all()
    assert (change.group, change.reason, change.entered_by) == ("letterhead", "নতুন প্যাড", karim.pk)
    assert (change.before["colour"], change.data["colour"]) == ("", COLOUR)
    assert (entry.actor_type, entry.actor_id) == ("user", karim.pk)


def test_pressed_twice_it_is_entered_once(signed_in, karim, office):
    desk = signed_in(karim)
    for _ in range(2):
        assert (
            desk.post(
                "/desk/settings/letterhead/", answers(office, colour=COLOUR, emblem=upload())
            ).status_code
            == 302
        )

    assert Entry.objects.filter(verb="office.face_changed").count() == 1
    assert Emblem.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"colour": "#ffcc00"}, "The nearest that would do: #7d6400"),
        ({"colour": "red"}, "is no colour"),
        (
            {"emblem": upload(SVG.replace(b"<circle", b"<script>1</script><circle"))},
            "holds a program (script)",
        ),
        ({"emblem": upload(b"\x89PNG\r\n\x1a\n" + b"0" * 300_000, "e.png")}, "larger than 200 KB"),
        ({"emblem": upload(b"<" * 20 * 2**20)}, "larger than 200 KB"),
        ({"emblem": upload(b"GIF89a" + b"0" * 99, "e.gif")}, "An emblem is an SVG or a PNG file"),
        ({"name_bn": ""}, "Write: Name of the office in Bangla"),
        ({"reason": ""}, "Write why you change it"),
        ({"phone": "01711-CALL-ME"}, "3 to 15 digits and no letters"),
        ({"website": "our page"}, "Write it like ict.rangpursadar"),
        ({"memo_start": "৫৬/০৪"}, "digits and full stops only"),
    ],
)
def test_what_will_not_do_is_said_beside_its_field_and_nothing_is_written(
    signed_in, karim, office, more, words
):
    answer = signed_in(karim).post(
        "/en/desk/settings/letterhead/", answers(office, head_en="Service for all") | more
    )
    page = answer.content.decode()

    assert answer.status_code == 422
    assert words in page
    assert "Service for all" in page, "what was typed stays"
    office.refresh_from_db()
    assert (office.colour, office.emblem, office.head_en) == ("", "", "")
    assert not Entry.objects.filter(verb="office.face_changed").exists()


def test_an_emblem_of_fifty_megabytes_is_refused_before_it_is_read(signed_in, karim, office):
    desk = signed_in(karim)
    answer = desk.generic(
        "POST",
        "/en/desk/settings/letterhead/",
        b"",
        "multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(50 * 2**20),
    )

    assert answer.status_code == 413
    assert "The emblem of an office has at most" in answer.content.decode()


def test_one_that_is_read_to_its_limit_is_not_kept_beyond_it(signed_in, karim, office):
    answer = signed_in(karim).post(
        "/en/desk/settings/letterhead/", answers(office, emblem=upload(b"<" * 7 * 2**20))
    )

    assert answer.status_code == 422
    assert "larger than 200 KB" in answer.content.decode()


def test_the_emblem_is_taken_away_again(signed_in, karim, with_face):
    answer = signed_in(karim).post(
        "/desk/settings/letterhead/", answers(with_face, without_emblem="on", colour="")
    )

    assert answer.status_code == 302
    with_face.refresh_from_db()
    assert (with_face.emblem, with_face.colour) == ("", "")


@pytest.mark.parametrize(("content", "media_type"), [(SVG, "image/svg+xml"), (png(), "image/png")])
def test_the_emblem_can_be_kept_compared_and_does_nothing(client, office, now, content, media_type):
    set_face(office, {}, emblem=NewEmblem(content, media_type), is_of_screen=True, actor=KARIM, now=now)
    office.refresh_from_db()
    answer = client.get(office.emblem_address)

    assert answer.content == content
    assert answer["Content-Type"] == media_type
    assert answer["Cache-Control"] == "public, max-age=31536000"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]
    again = client.get(office.emblem_address, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_shades_are_one_stylesheet_that_can_be_kept_and_compared(client, office):
    address = reverse("face_css", args=["1a4f8b"])
    answer = client.get(address)

    assert answer["Content-Type"].startswith("text/css")
    assert "--g600: #1a4f8b;" in answer.content.decode()
    assert "prefers-color-scheme: dark" in answer.content.decode()
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    for other in ("ffcc00", "xyz", "1A4F8B", "12345"):
        assert client.get(reverse("face_css", args=[other])).status_code == 404


def test_another_offices_emblem_and_half_a_name_are_unknown(client, with_face):
    address = with_face.emblem_address
    assert client.get(address[:-1]).status_code == 404
    Emblem.objects.update(office=Office.objects.create(slug="other"))
    assert client.get(address).status_code == 404


def test_a_letter_keeps_the_face_that_it_was_signed_under(with_face, now, karim):
    letter = begin(with_face, now)
    actions.sign(letter, actor=KARIM, now=now)
    set_face(
        with_face,
        {"colour": "#4b0082", "head_bn": "অন্য কথা"},
        emblem=NO_EMBLEM,
        is_of_screen=True,
        actor=KARIM,
        now=now,
    )
    letter.refresh_from_db()
    office = printed_data(letter)["office"]

    assert (office["colour"], office["head"], office["foot"]) == (COLOUR, "সবার জন্য সেবা", "ফোন ৩৩৩")
    assert len(office["emblem"]) == 64, "what is kept of an emblem is its digest"
    assert is_as_signed(letter)
    assert digest_of(text_of(letter).frozen) == letter.sha256
    assert letter_pdf(letter) == letter_pdf(letter)


def test_papers_of_an_earlier_day_stand_under_the_emblem_of_that_day(office, now):
    from datetime import timedelta

    set_face(office, {}, emblem=NewEmblem(SVG, Emblem.SVG), is_of_screen=True, actor=KARIM, now=now)
    first = Office.objects.get(pk=office.pk).emblem
    set_face(
        office,
        {},
        emblem=NewEmblem(png(), Emblem.PNG),
        is_of_screen=True,
        actor=KARIM,
        now=now + timedelta(days=2),
    )

    assert emblem_at(office.pk, now - timedelta(seconds=1)) == ""
    assert emblem_at(office.pk, now + timedelta(days=1)) == first
    assert emblem_at(office.pk, now + timedelta(days=3)) == Office.objects.get(pk=office.pk).emblem != first


def files_of(office: Office, folder, lines: str = "", emblem: bytes = b""):
    """The folder of the office, written out with more lines in its [office]."""
    export_office(office, folder)
    path = folder / "office.toml"
    path.write_text(path.read_text("utf-8").replace("[office]\n", f"[office]\n{lines}"), "utf-8")
    if emblem:
        (folder / "emblem.svg").write_bytes(emblem)
    return reading.read_office(folder, with_demo=False)


def test_its_files_set_it_and_loaded_twice_change_nothing(office, now, tmp_path):
    lines = f'colour = "{COLOUR}"\nemblem = "emblem.svg"\nfoot_bn = "ফোন ৩৩৩"\n'
    files = files_of(office, tmp_path / office.slug, lines, SVG)

    done = importing.load_office(files, now=now)
    assert "face: colour, foot_bn, emblem" in done
    office.refresh_from_db()
    assert (office.colour, office.foot_bn, bool(office.emblem)) == (COLOUR, "ফোন ৩৩৩", True)
    assert not [line for line in importing.load_office(files, now=now) if line.startswith("face")]


def test_what_was_set_on_screen_stands_against_the_files(with_face, now, tmp_path):
    files = files_of(with_face, tmp_path / with_face.slug)
    files.office |= {"colour": "#4b0082", "name_bn": "ফাইলের নাম"}

    done = importing.load_office(files, now=now)
    assert [line for line in done if line.startswith("face")] == [
        "face: পর্দায় রাখা চেহারা রইল · the one that was set on screen stays"
    ]
    with_face.refresh_from_db()
    assert (with_face.colour, with_face.name_bn != "ফাইলের নাম") == (COLOUR, True)


def test_written_out_as_files_it_is_the_same_face(with_face, now, tmp_path):
    files = files_of(with_face, tmp_path / with_face.slug)

    assert (files.office["colour"], files.office["emblem"]) == (COLOUR, "emblem.svg")
    assert (tmp_path / with_face.slug / "emblem.svg").read_bytes() == SVG


@pytest.mark.parametrize(
    ("lines", "emblem", "words"),
    [
        ('colour = "#ffcc00"\n', b"", "nearest that would do: #7d6400"),
        ('emblem = "emblem.svg"\n', b"<svg", "could not be read"),
        ('emblem = "../office.toml"\n', b"", "name of a file in this folder"),
        ('emblem = "none.png"\n', b"", "there is no “none.png”"),
        ('emblem = "emblem.svg"\n', b"<" * 300_000, "larger than 200 KB"),
        ("colour = 5\n", b"", "must be text"),
    ],
)
def test_a_face_of_files_that_will_not_do_is_named_with_its_line(office, tmp_path, lines, emblem, words):
    with pytest.raises(OfficeFileFault) as refused:
        files_of(office, tmp_path / office.slug, lines, emblem)
    assert words in refused.value.en
    assert refused.value.en.startswith("office.toml:")
