"""The page that a phone keeps: what it asks, what it weighs, where it is not given; and the app beside it."""

import gzip
from datetime import timedelta
from pathlib import Path

import brotli
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from ongikar.core.forms.faults import ActFault
from ongikar.delivery.inspection.finishing import cancel_inspection
from ongikar.delivery.inspection.merged_answers import merge_answers
from ongikar.delivery.inspection.models import (
    Inspection,
    OfflinePack,
)
from ongikar.delivery.inspection.offline import views as field_page
from ongikar.delivery.inspection.offline.packs import make_pack
from ongikar.packs import views as packs
from ongikar.packs.actions import pack_token
from ongikar.questionnaires.actions.phones import make_phone, phone_token
from ongikar.questionnaires.models import PhoneSubmission, Round
from tests.scene import make_picture

from .inspections import CHECKLIST, SEEN, begun, checklist_of
from .inspections import item as an_item

HOUR = timedelta(hours=1)


def test_the_page_asks_all_items_and_only_here_for_the_place(pack, client, device, lab):
    with time_machine.travel(SEEN, tick=False):
        page = client.get(f"/field/{pack_token(pack)}/")
    shown = page.content.decode()
    assert shown.count("data-item=") == 8
    assert 'data-if="cctv" data-is="yes"' in shown
    assert "geolocation=(self)" in page["Permissions-Policy"]
    assert "geolocation=()" in client.get("/")["Permissions-Policy"]
    assert "রহিমা সুলতানা" in shown or "প্রধান শিক্ষক" in shown


def test_over_plain_http_the_paper_checklist_is_offered_and_no_pack_is_made(inspection, karim, client):
    client.force_login(karim)
    address = reverse("field_take", args=[inspection.pk])
    page = client.get(address, HTTP_HOST="testserver")
    assert "http দিয়ে চলে" in page.content.decode()
    assert client.post(address)["Location"] == address
    assert not OfflinePack.objects.exists()
    safe = client.post(address, secure=True)
    assert safe["Location"].startswith("/field/")
    listed = client.get(address, secure=True).content.decode()
    assert karim.name in listed
    back = client.post(reverse("field_call_back", args=[inspection.pk, OfflinePack.objects.get().pk]))
    assert back.status_code == 302
    assert OfflinePack.objects.get().revoked_at


def test_no_pack_is_made_of_a_visit_that_has_ended(inspection, karim):
    cancel_inspection(inspection, reason="ভুল জায়গা", actor=("user", karim.pk), now=SEEN)
    with pytest.raises(ActFault):
        make_pack(Inspection.objects.get(), user=karim, now=SEEN)


def test_with_the_app_the_checklist_is_a_form_and_what_comes_back_is_the_inspection(
    inspection, karim, client, office, lab
):
    client.force_login(karim)
    app = reverse("field_by_app", args=[inspection.pk])
    for _ in range(2):
        client.post(app, {"do": "open"})
    assert Round.objects.filter(subject_type="inspection").count() == 1
    token = phone_token(make_phone(office=office, user=karim, name="ফোন", actor=("user", karim.pk), now=SEEN))
    listed = client.get(f"/odk/{token}/formList").content.decode()
    assert lab.name_bn in listed
    asked = Round.objects.get(subject_type="inspection")
    filled = (
        f'<data id="round-{asked.pk}" version="1"><power><earth>yes</earth><wires>no</wires></power>'
        "<room><pupils>21</pupils></room><meta><instanceID>uuid:{}</instanceID></meta></data>"
    )
    sent = client.post(f"/odk/{token}/submission", {"xml_submission_file": filled.format(1)})
    assert sent.status_code == 201
    assert merge_answers(inspection).values() == {"earth": "yes", "wires": "no", "pupils": "21"}
    again = filled.format(2).replace("<wires>no", "<wires>yes")
    assert client.post(f"/odk/{token}/submission", {"xml_submission_file": again}).status_code == 201
    assert merge_answers(inspection).values()["wires"] == "yes"
    assert not merge_answers(inspection).disputed_items
    cancel_inspection(inspection, reason="ভুল জায়গা", actor=("user", karim.pk), now=SEEN)
    late = client.post(f"/odk/{token}/submission", {"xml_submission_file": filled.format(3)})
    assert late.status_code == 202
    assert "বাতিল" in PhoneSubmission.objects.get(state="to_review").problems[0]["bn"]
    client.post(app, {"do": "close"})
    assert not Round.objects.get(subject_type="inspection").is_open(timezone.now())


def test_a_photo_from_the_app_is_a_photo_of_its_item(inspection, karim, client, office):
    client.force_login(karim)
    client.post(reverse("field_by_app", args=[inspection.pk]), {"do": "open"})
    token = phone_token(make_phone(office=office, user=karim, name="ফোন", actor=("user", karim.pk), now=SEEN))
    asked = Round.objects.get(subject_type="inspection")
    form = client.get(f"/odk/{token}/forms/{asked.pk}/1.xml").content.decode()
    assert "wires__photo" in form
    # A number cannot fail, so no photo of it is asked for.
    assert "pupils__photo" not in form
    filled = (
        f'<data id="round-{asked.pk}" version="1"><power><earth>yes</earth><wires>no</wires>'
        "<wires__photo>1764.jpg</wires__photo></power><meta><instanceID>uuid:1</instanceID></meta></data>"
    )
    address, form = f"/odk/{token}/submission", {"xml_submission_file": filled}
    # The photo comes with a second message, as apps send large ones.
    assert client.post(address, form | {"*isIncomplete*": "yes"}).status_code == 202
    assert not inspection.photos.exists()
    for _ in range(2):
        picture = SimpleUploadedFile("1764.jpg", make_picture(), "image/jpeg")
        assert client.post(address, form | {"1764.jpg": picture}).status_code == 201
    photo = inspection.photos.get()
    assert (photo.item, photo.by, photo.position_source) == ("wires", karim, "none")
    assert (photo.paper.subject_type, photo.paper.subject_id) == inspection.reference
    assert client.get(reverse("paper", args=[photo.paper_id])).headers["Location"].startswith("/papers/")


def test_the_script_and_its_worker_are_small():
    own = Path(field_page.__file__).parents[1] / "static" / "inspection"
    shared = packs.WORKER.parent
    scripts = [each.read_bytes() for each in (own / "field.js", shared / "pack.js", shared / "worker.js")]
    assert sum(len(brotli.compress(script)) for script in scripts) <= 8192
    assert sum(len(gzip.compress(script, 9)) for script in scripts) <= 8192


def test_a_checklist_of_sixty_items_is_a_page_of_fifty_kilobytes(case, lab, head, karim, client, office):
    questions = [
        an_item(f"i{n}", "power" if n < 30 else "room", f"নমুনা প্রশ্ন {n}: সব ঠিক আছে", f"Item {n} is in order")
        for n in range(60)
    ]
    version = checklist_of(office, "long-check", CHECKLIST | {"questions": questions})
    pack = make_pack(begun(case, lab, version, karim), user=karim, now=SEEN)
    with time_machine.travel(SEEN, tick=False):
        page = client.get(f"/field/{pack_token(pack)}/")
    assert page.content.decode().count("data-item=") == 60
    assert len(page.content) <= 50 * 1024
