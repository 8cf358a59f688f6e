"""Photos of an inspection: kept whole and once, with where and when as far as that can be; staff alone."""

import hashlib
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from ongikar.core.forms.faults import ActFault
from ongikar.delivery.inspection.answering import record_photo
from ongikar.delivery.inspection.models import InspectionPhoto
from ongikar.papers.tests.hostile import pdf, picture

from .inspections import SEEN

# Says the same on either database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
RANGPUR = {"latitude": 25.74399, "longitude": 89.25166, "accuracy_m": 11.6}


@pytest.fixture
def send(inspection, karim):
    def send(content=None, **more):
        content = picture() if content is None else content
        given = {
            "item": "wires",
            "uuid": uuid4(),
            "sha256": hashlib.sha256(content).hexdigest(),
            "taken_at": SEEN,
            "by": karim,
            "now": SEEN + timedelta(minutes=5),
        }
        file = SimpleUploadedFile("wires.jpg", content, "image/jpeg")
        return record_photo(inspection, **given | more, file=file)

    return send


@pytest.mark.fast
def test_a_photo_is_kept_once_with_time_place_and_accuracy(send):
    key = uuid4()
    first = send(uuid=key, **RANGPUR)
    assert send(uuid=key, **RANGPUR) == first
    assert (str(first.latitude), str(first.longitude), first.accuracy_m) == ("25.74399", "89.25166", 12)
    assert (first.position_source, first.taken_at, first.is_clock_wrong) == ("browser", SEEN, False)
    assert first.sha256 == hashlib.sha256(picture()).hexdigest()


@pytest.mark.parametrize(
    "where",
    [
        {},
        {"latitude": 0.0, "longitude": 0.0, "accuracy_m": 5},
        {"latitude": 25.7},
        {"latitude": 95.0, "longitude": 89.0},
        {"latitude": float("nan"), "longitude": 89.0},
    ],
)
def test_a_place_that_cannot_be_is_kept_as_none(send, where):
    photo = send(**where)
    assert (photo.latitude, photo.longitude, photo.accuracy_m) == (None, None, None)
    assert photo.position_source == "none"


@pytest.mark.parametrize("off", [timedelta(days=-365), timedelta(days=365), timedelta(hours=3)])
def test_a_clock_that_is_off_is_said_to_be_wrong(send, off):
    photo = send(taken_at=SEEN + off)
    assert photo.is_clock_wrong
    assert photo.taken_at == photo.kept_at


def test_a_photo_sideways_is_turned_and_says_nothing_of_the_camera(send):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Sample maker"
    photo = send(picture(exif=exif))
    with photo.paper.file.open("rb") as file, Image.open(io.BytesIO(file.read())) as kept:
        assert kept.size == (30, 40)
        assert not kept.getexif()


@pytest.mark.parametrize(
    ("content", "more", "says"),
    [
        (picture()[:-40], {"sha256": hashlib.sha256(picture()).hexdigest()}, "cut on the way"),
        (picture()[:200], {}, "neither a picture"),
        (b"\xff\xd8\xff" + b"0" * (20 * 1024 * 1024), {}, "larger than 5 MB"),
        (b"", {}, "empty"),
        (pdf(), {}, "no PDF"),
        (picture(), {"item": "roof"}, "no such item"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words_and_the_phone_keeps_it(send, content, more, says):
    with pytest.raises(ActFault, match=says):
        send(content, **more)
    assert not InspectionPhoto.objects.exists()


def test_only_staff_see_photos(send, client, shirin, inspection):
    address = reverse("paper", args=[send(**RANGPUR).paper_id])
    assert client.get(address).status_code in (302, 404)
    client.force_login(shirin)
    assert client.get(address, follow=True).status_code == 200
    page = client.get(reverse("inspection", args=[inspection.pk])).content.decode()
    assert "25.74399" in page
