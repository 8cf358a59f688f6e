"""The last tier gets the whole of a complaint in one file, and the number that it has there is told."""

import hashlib
import io
from datetime import date, timedelta

import pikepdf
import pypdfium2
import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import PermissionDenied
from PIL import Image

from ongikar.core.i18n.say import override_language
from ongikar.exports.export_process import lease_next_export, make_leased_export
from ongikar.exports.models import Export
from ongikar.grievances import actions
from ongikar.grievances.models import Act, Dossier, Grievance, Offer, Reading
from ongikar.grievances.transitions import GrievanceFault
from ongikar.grievances.upward.dossier.content import dossier_data
from ongikar.grievances.upward.dossier.dossier_orders import note_reference, order_dossier
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean, clean_file
from ongikar.papers.models import Paper
from ongikar.people.models import Holding

from .conftest import LATER, MINUTE

DAY = timedelta(days=1)


def picture():
    out = io.BytesIO()
    Image.effect_noise((300, 200), 40).convert("RGB").save(out, "JPEG")
    return clean_file(out.getvalue())


def two_pages():
    made = pikepdf.new()
    for _ in range(2):
        made.add_blank_page(page_size=(595, 842))
    out = io.BytesIO()
    made.save(out)
    return Clean(out.getvalue(), "application/pdf", ".pdf")


@pytest.fixture
def at_top(filed, pass_time):
    """A complaint of Rahima's at the last tier, each below having let its time pass, and the moment."""

    def climb(**choices):
        grievance, now = filed(**choices), None
        for _ in range(2):
            now = Grievance.objects.with_related().get(pk=grievance.pk).current.clock.due_at + MINUTE
            pass_time(now)
            offer = Offer.objects.filter(grievance=grievance).latest("pk")
            actions.file_offer(offer=offer, text=offer.text, now=now)
        return Grievance.objects.with_related().select_related("office").get(pk=grievance.pk), now

    return climb


def holder_of(office, slug):
    return Holding.objects.filter(post=office.posts.get(slug=slug)).latest("pk").user


def make(now):
    export = lease_next_export(now)
    assert export is not None
    assert make_leased_export(export.pk, export.lease, lambda: now)
    return Dossier.objects.latest("pk")


def text_of(content):
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def test_all_of_a_complaint_stands_in_one_file_that_archives_take(at_top, office, desk):
    grievance, now = at_top()
    papers = [
        keep_paper(office=office, subject=subject, title="ছবি", content=content, now=now, brought_by=by)
        for subject, content, by in (
            (grievance.reference, picture(), "complainant"),
            (grievance.case.reference, two_pages(), "citizen"),
        )
    ]
    appeal_officer = holder_of(office, "deputy-director-admin")
    order_dossier(stage=grievance.current, actor=desk(appeal_officer, now.date()), now=now)
    dossier = make(now + MINUTE)
    kept = Paper.objects.get(pk=dossier.paper_id)
    content = kept.file.read()
    assert (kept.subject_type, kept.subject_id) == grievance.reference
    assert dossier.sha256 == hashlib.sha256(content).hexdigest()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.open_metadata().pdfa_status == "3A"
        # What is attached is what was kept, byte for byte, under names that tell nothing.
        assert {name: bytes(spec.get_file().read_bytes()) for name, spec in pdf.attachments.items()} == {
            "document-001.jpg": papers[0].file.read(),
            "document-002.pdf": papers[1].file.read(),
        }
        pages = len(pdf.pages)
        assert [str(item.title)[:2] for item in pdf.open_outline().root][-2:] == ["১.", "২."]
        assert grievance.complainant.name not in str(dict(pdf.docinfo))
        # Three pictures follow the words, each of them read aloud by its title.
        alts = [str(kid.Alt) for kid in pdf.Root.StructTreeRoot.K[0].K if kid.get("/S") == "/Figure"]
    assert len(alts) == 3
    words = text_of(content).replace("\u00a0", " ")
    assert len(pypdfium2.PdfDocument(content)) == pages > 3
    assert grievance.complainant.name in words
    for said in ("ধাপ ১", "ধাপ ২", "ধাপ ৩", "কার্যদিবস", "SHA-256"):
        assert said in words
    flat = "".join(words.split())
    assert all(paper.sha256 in flat for paper in papers)


def test_pressed_again_before_anything_happens_it_is_the_same_one(at_top, office, desk):
    grievance, now = at_top()
    officer = desk(holder_of(office, "deputy-director-admin"), now.date())
    first = order_dossier(stage=grievance.current, actor=officer, now=now)
    assert order_dossier(stage=grievance.current, actor=officer, now=now + MINUTE) == first
    make(now + MINUTE)
    assert order_dossier(stage=grievance.current, actor=officer, now=now + timedelta(days=3)) == first
    assert Export.objects.count() == Dossier.objects.count() == 1


def test_the_number_there_is_told_and_the_days_go_on(at_top, office, desk, pass_time):
    grievance, now = at_top()
    officer = desk(holder_of(office, "deputy-director-admin"), now.date())
    stage = grievance.current
    sent = {"reference": "GRS-2027-00417", "sent_on": now.date(), "sent_by": "online"}
    with pytest.raises(GrievanceFault):
        note_reference(stage=stage, actor=officer, now=now, **sent)
    order_dossier(stage=stage, actor=officer, now=now)
    make(now + MINUTE)
    tomorrow = now.date() + timedelta(days=1)
    with pytest.raises(GrievanceFault):
        note_reference(stage=stage, actor=officer, now=now, **sent | {"sent_on": tomorrow})
    due = stage.clock.due_at
    for _ in range(2):
        note_reference(stage=stage, actor=officer, now=now + 2 * MINUTE, **sent)
    pass_time(now + 3 * MINUTE)
    assert Act.objects.filter(grievance=grievance, name="note_reference").count() == 1
    told = apps.get_model("notices", "Message").objects.filter(subject_type="grievance")
    assert any("GRS-2027-00417" in message.body for message in told)
    stage.clock.refresh_from_db()
    assert (stage.clock.due_at, stage.clock.stopped_at) == (due, None)


def test_it_is_for_the_last_tier_and_for_those_alone_who_may_study_it(
    filed, at_top, office, desk, salma, karim
):
    with pytest.raises(PermissionDenied):
        order_dossier(stage=filed().current, actor=desk(salma), now=filed().filed_at)
    grievance, now = at_top()
    with pytest.raises(PermissionDenied):
        order_dossier(stage=grievance.current, actor=desk(karim, now.date()), now=now)
    assert not Dossier.objects.exists()


def test_a_hidden_name_stands_in_it_with_a_warning_and_whoever_is_complained_of_gets_no_word(
    at_top, office, desk, signed_in, karim
):
    grievance, now = at_top(identity_hidden=True)
    order_dossier(
        stage=grievance.current, actor=desk(holder_of(office, "deputy-director-admin"), now.date()), now=now
    )
    dossier = make(now + MINUTE)
    content = Paper.objects.get(pk=dossier.paper_id).file.read()
    assert "নাম গোপন রাখতে বলেছেন" in text_of(content)
    client = signed_in(karim)
    assert client.get(f"/papers/{dossier.paper_id}/").status_code == 404
    export = Export.objects.get()
    for path in (f"/desk/exports/{export.pk}/", f"/desk/exports/{export.pk}/file/"):
        assert client.get(path).status_code == 404
    assert dossier.sha256 not in client.get(f"/desk/complaints/{grievance.number}/").content.decode()


def test_fetching_the_file_is_a_reading_and_needs_the_right_at_that_moment(at_top, office, desk, signed_in):
    grievance, now = at_top()
    user = holder_of(office, "deputy-director-admin")
    order_dossier(stage=grievance.current, actor=desk(user, now.date()), now=now)
    make(now + MINUTE)
    Export.objects.update(asked_by=user)
    client, path = signed_in(user), f"/desk/exports/{Export.objects.get().pk}/file/"
    assert client.get(path).status_code in (200, 410)
    assert Reading.objects.filter(grievance=grievance, user=user, what=Reading.NAMED).exists()


def test_it_is_pressed_on_the_page_and_the_complainant_reads_the_number(
    at_top, office, signed_in, client, pass_time
):
    grievance, now = at_top()
    path = f"/desk/grievances/{grievance.number}/"
    with time_machine.travel(now + MINUTE, tick=False):
        desk = signed_in(holder_of(office, "cabinet-grievance-cell"))
        assert "note_reference" not in desk.get(path).content.decode()
        assert desk.post(f"{path}make_dossier/").headers["Location"] == path
        assert "তৈরি হচ্ছে" in desk.get(path).content.decode()
        make(now + MINUTE)
        page = desk.get(path).content.decode()
        assert Dossier.objects.get().sha256 in page
        sent = {"reference": "", "sent_on": "31/12/2099", "sent_by": "online"}
        refused = desk.post(f"{path}note_reference/", sent)
        assert refused.status_code == 422
        assert "সেখানে যে নম্বর দেওয়া হয়েছে, লিখুন" in refused.content.decode()
        refused = desk.post(f"/en{path}note_reference/", sent | {"reference": "GRS-417"})
        assert "Give a day from the one" in refused.content.decode()
        today = (now + MINUTE).date().isoformat()
        sent |= {"reference": "GRS-417", "sent_on": today}
        assert desk.post(f"{path}note_reference/", sent).headers["Location"] == path
        assert "GRS-417" in desk.get(path).content.decode()
        pass_time(now + 2 * MINUTE)
        reader = client
        reader.post("/track/", {"number": grievance.number, "last_four": grievance.complainant.mobile[-4:]})
        assert "GRS-417" in reader.get(f"/grievances/{grievance.number}/").content.decode()


def test_it_says_why_a_tier_took_longer_and_how_its_days_were_counted(filed, office, desk, salma):
    """Forty open days, two more that it waited, sixteen Fridays and Saturdays, and Victory Day: counted by
    hand.
    """
    grievance = filed()
    stage, post = grievance.current, office.posts.get(slug="deputy-director-admin")
    inquiry = {"officer": post, "terms": "নথি দেখুন", "due": date(2026, 12, 20), "submission": "once"}
    by_salma = {"stage": stage, "actor": desk(salma)}
    actions.order_inquiry(**by_salma, **inquiry, now=LATER)
    actions.extend(**by_salma, reason="নথি জেলায়", now=LATER + DAY)
    asked = {"side": "complainant", "words": "কবে?", "due": date(2026, 12, 14), "submission": "asked"}
    question = actions.ask(**by_salma, **asked, now=LATER + 3 * DAY)
    actions.reply(question=question, words="রবিবার", now=LATER + 7 * DAY)
    found = Grievance.objects.with_related().select_related("office").get(pk=grievance.pk)
    with override_language("en"):
        sections = dossier_data(office, found.current, LATER + 8 * DAY)["sections"]
    said = "\n".join(words for each in sections for row in each.get("rows", ()) for words in row)
    assert (
        "30\u00a0working days: counted from 7\u00a0December; 16\u00a0weekly days off, 1\u00a0public holiday,"
        " 2\u00a0days waiting for the complainant’s answer; extended by 10 working days; last day"
        " 3\u00a0February 2027"
    ) in said
    assert "More time was taken for the inquiry.\nনথি জেলায়" in said


def test_in_english_every_word_of_it_is_english_and_its_months_begin_large(at_top, office):
    grievance, now = at_top()
    with override_language("en"):
        data = dossier_data(office, grievance.current, now)
    said = [words for section in data["sections"] for row in section.get("rows", ()) for words in row]
    counted = next(words for words in said if words.startswith("30"))
    assert "January" in counted
    assert data["title"] == "The whole record of a complaint"
    assert "Decided" not in counted
    assert not any(is_bangla(section["title"]) for section in data["sections"])


def is_bangla(words):
    return any("\u0980" <= sign <= "\u09ff" for sign in words)
