"""What may come in, and what is left of it."""

import io
import zipfile

import pikepdf
import pytest
from PIL import Image

from ongikar.papers.check import MOST_BYTES, PaperFault, clean_file


def picture(kind="JPEG", size=(40, 30), **extra):
    file = io.BytesIO()
    Image.new("RGB", size, "#006a4e").save(file, kind, **extra)
    return file.getvalue()


def pdf(**root):
    file = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        for key, value in root.items():
            made.Root[f"/{key}"] = value
        made.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("kind", "media"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/jpeg")]
)
def test_a_picture_is_drawn_anew(kind, media):
    kept = clean_file(picture(kind))
    assert kept.media_type == media
    assert Image.open(io.BytesIO(kept.content)).size == (40, 30)


def test_where_a_picture_was_taken_stays_out():
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    kept = clean_file(picture("JPEG", exif=exif))
    assert b"SecretCamera" not in kept.content


def test_what_hides_behind_a_picture_stays_out():
    kept = clean_file(picture() + b"<script>alert(1)</script>PK\x03\x04")
    assert b"script" not in kept.content


def test_a_pdf_loses_what_acts():
    action = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")
    kept = clean_file(pdf(OpenAction=action))
    assert kept.media_type == "application/pdf"
    assert b"app.alert" not in kept.content


def zipped():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("a.txt", "x" * 1000)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"%PDF-1.7 broken",
        b"\xff\xd8\xff\xe0",
        zipped(),
        b"GIF89a" + b"\0" * 40,
        b"MZ" + b"\0" * 100,
    ],
)
def test_everything_else_is_refused_with_a_reason_in_both_languages(content):
    with pytest.raises(PaperFault) as fault:
        clean_file(content)
    assert fault.value.bn
    assert fault.value.en


def test_a_file_over_the_limit_is_refused():
    with pytest.raises(PaperFault, match="larger than 5 MB"):
        clean_file(b"\xff\xd8" + b"0" * MOST_BYTES)


def test_a_picture_of_too_many_points_is_refused_before_it_is_unpacked():
    file = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(file, "PNG")
    assert len(file.getvalue()) < MOST_BYTES
    with pytest.raises(PaperFault):
        clean_file(file.getvalue())


def test_a_locked_pdf_is_refused():
    file = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(file, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(PaperFault, match="password"):
        clean_file(file.getvalue())
