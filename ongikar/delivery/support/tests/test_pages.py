"""The pages of jobs, as the staff and whoever asked use them."""

import html
import json
import re
from datetime import date, datetime, timedelta
from secrets import token_urlsafe

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.cases.actions import clock
from ongikar.cases.kinds import kind_of
from ongikar.cases.models import Case
from ongikar.delivery.support import actions
from ongikar.delivery.support.actions import say_again
from ongikar.delivery.support.models import Job, JobAct, Sheet, Signature
from ongikar.delivery.support.sheet_text import sheet_sections
from ongikar.papers.actions import keep_paper, remove_files
from ongikar.papers.check import Clean
from ongikar.papers.models import Paper
from ongikar.people.place_actions import close_place
from ongikar.places.actions import record_device_fact
from ongikar.places.words import device_number
from tests.applicants import show_proof
from tests.scene import clean_file, make_picture

from .conftest import CODE, FAULT, MONDAY, SENT, SHEET, TUESDAY, first, write_sheet
from .test_jobs import keep

pytestmark = pytest.mark.django_db
STROKES = json.dumps([[[20 + 5 * step, 100 + (step % 3) * 4] for step in range(30)]])


@pytest.fixture
def desk(signed_in, karim, monkeypatch):
    """Karim's browser on the Monday."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)
    return signed_in(karim)


def text_of(client, name, *args, status=200, **data):
    answer = client.get(reverse(name, args=args), data)
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def post(client, address, /, *args, **data):
    """Each press has a token of its own, as each form that is shown has."""
    return client.post(reverse(address, args=args), {"token": token_urlsafe(16)} | data)


def work(client, job, **data):
    """The one page of the job, sent as it stands."""
    shown = client.get(reverse("job_work", args=[job.pk])).context["form"]
    stands = {f"{each.prefix}-seen": each.shown_keys for each in shown.rows}
    stands |= {"shown_sheet": str(shown.first_values["shown_sheet"])}
    return post(client, "job_work", job.pk, **SENT | stands | {"strokes": ""} | data)


@pytest.mark.fast
def test_a_job_is_judged_and_then_done_on_its_one_page(desk, job, projector):
    assert FAULT in text_of(desk, "jobs")
    page = text_of(desk, "job", job.pk)
    assert "ল-০০" in page
    answer = post(desk, "job_triage", job.pk, urgency="stopped", effect="many", way="visit")
    assert answer.status_code == 302
    page = text_of(desk, "job_work", job.pk)
    assert "<canvas" in page
    # What was judged before is not asked once more.
    assert 'name="urgency"' not in page
    answer = work(desk, job, do="later", fixed="", strokes=STROKES, **first(projector))
    assert answer.status_code == 302
    signature = Signature.objects.select_related("paper").get()
    assert (signature.how, signature.paper.media_type) == ("drawn", "image/png")
    assert "রোকেয়া পারভীন" in text_of(desk, "job", job.pk)
    assert desk.get(reverse("job_sheet_pdf", args=[job.pk])).content.startswith(b"%PDF")
    # The form of the outcome leads to the one page, which is signed for.
    assert desk.get(reverse("case_act", args=[job.case.number, "keep"]))["Location"] == reverse(
        "job_work", args=[job.pk]
    )
    assert "রোকেয়া পারভীন, প্রধান শিক্ষক" in text_of(desk, "job_work", job.pk)


def test_without_script_the_picture_of_the_signed_paper_is_kept_and_the_case_waits(desk, written):
    photo = SimpleUploadedFile("sheet.jpg", make_picture(), "image/jpeg")
    answer = work(desk, written, do="later", fixed="", paper=photo)
    assert answer.status_code == 302
    assert Signature.objects.get().how == "paper"
    assert Paper.objects.filter(subject_type="job", subject_id=written.pk).count() == 1
    assert Job.objects.with_related().get(pk=written.pk).case.is_open


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"strokes": "", "do": "finish"}, "পর্দায় স্বাক্ষর নিন"),
        ({"strokes": "[[[1,1]]]"}, "স্বাক্ষর হিসেবে নেওয়া যায় না"),
        ({"strokes": "<script>"}, "স্বাক্ষরটি পড়া যায়নি"),
        ({"strokes": STROKES, "name": ""}, "কে বুঝে নিলেন, নাম লিখুন"),
    ],
)
def test_what_is_no_signature_is_refused_beside_its_field_and_nothing_is_lost(desk, written, sent, words):
    answer = work(desk, written, **{"do": "later", "post": "সহকারী প্রধান শিক্ষক"} | sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "সহকারী প্রধান শিক্ষক" in page
    assert not Signature.objects.exists()
    assert not Paper.objects.filter(subject_type="job").exists()


def test_a_device_is_added_from_the_list_or_by_its_number_and_one_that_is_not_there_is_refused(
    desk, reported, projector
):
    job = reported(device_number="")
    assert device_number(projector.number, "bn") in text_of(desk, "job_work", job.pk)
    for sent in ({"number": "9999"}, {"number": "ABC"}, {"chosen": "77"}):
        answer = work(desk, job, do="later", **{f"n0-{name}": value for name, value in sent.items()})
        assert answer.status_code == 422, sent
    assert not job.lines.exists()
    for sent in ({"n0-number": f"ল-{projector.number:04d}"}, {"n0-chosen": str(projector.number)}):
        job.lines.all().delete()
        assert work(desk, job, do="later", **sent).status_code == 302
        # Before anything is said of it, it has its row, on a phone that takes the job along as well.
        (each,) = desk.get(reverse("job_work", args=[job.pk])).context["form"].rows
        assert each.device == projector
    assert work(desk, job, do="print", **first(projector)).status_code == 302
    assert [each.device for each in job.devices.all()] == [projector]


def test_what_was_looked_at_by_phone_is_told_and_the_visit_follows_on_the_same_page(desk, triaged, projector):
    by_phone = first(projector, found="বাতি জ্বলে না", done="গিয়ে দেখতে হবে", result="faulty")
    answer = work(desk, triaged, way="remote", name="", post="", fixed="no", **by_phone)
    assert answer.status_code == 302
    job = Job.objects.with_related().get(pk=triaged.pk)
    assert (job.case.is_open, job.looked_at, job.awaits_look) == (True, MONDAY, False)
    assert "গিয়ে দেখতে হবে" in text_of(desk, "job", job.pk)
    answer = work(desk, triaged, strokes=STROKES, **first(projector))
    assert answer.status_code == 302
    assert Case.objects.get(pk=job.case_id).state == "kept"
    # Each sheet says what was found then.
    assert [sheet.found for sheet in job.sheets.order_by("version")] == ["বাতি জ্বলে না", "তার ভাঙা"]


@pytest.mark.parametrize("result", ["mended", "condemned", "fine"])
def test_the_words_of_a_sheet_are_put_right_and_nothing_happens_to_the_device_twice(
    desk, triaged, projector, result
):
    assert work(desk, triaged, do="print", **first(projector, result=result)).status_code == 302
    facts = projector.facts.count()
    said = first(projector, done="তার নয়, সংযোগ বদলানো", result=result)
    assert work(desk, triaged, do="print", **said).status_code == 302
    assert projector.facts.count() == facts
    (each,) = Sheet.objects.latest("id").data["devices"]
    assert (each["result"], each["words"]) == (result, "তার নয়, সংযোগ বদলানো")


def test_what_broke_again_on_the_day_of_its_repair_is_mended_again(desk, triaged, projector, actor):
    assert work(desk, triaged, do="print", **first(projector)).status_code == 302
    record_device_fact(projector, fact="fault", on=MONDAY.date(), words="আবার", actor=actor, now=MONDAY)
    assert work(desk, triaged, do="print", **first(projector, done="আবার লাগানো")).status_code == 302
    projector.refresh_from_db()
    assert projector.state == "working"


@pytest.mark.parametrize("root", ["", "/en"])
@pytest.mark.parametrize("step", ["add-device", "part", "look", "sheet", "sign", "devices/1"])
def test_the_address_of_a_former_step_leads_to_the_one_page(desk, job, step, root):
    answer = desk.get(f"{root}/desk/jobs/{job.pk}/{step}/")
    assert (answer.status_code, answer["Location"]) == (308, f"{root}/desk/jobs/{job.pk}/work/")


def test_earlier_solutions_come_while_one_types_and_by_a_button(desk, signed, actor, reported):
    keep(signed, actor)
    other = reported(fault="ল্যাপটপের ছবি প্রজেক্টরে আসে না", device_number="")
    assert SHEET["done"] in text_of(desk, "job_earlier", other.pk, q="প্রজেক্টরে ছবি আসে না", part="1")
    assert SHEET["done"] in text_of(desk, "job_earlier", other.pk, q="প্রজেক্টরে ছবি আসে না")
    assert SHEET["done"] not in text_of(desk, "job_earlier", other.pk, q="ইন্টারনেট নেই", part="1")
    assert SHEET["done"] in text_of(desk, "job", other.pk)


def test_faults_that_repeat_surface_on_today_the_list_and_the_case(
    signed_in, karim, signed, actor, reported, monkeypatch
):
    keep(signed, actor)
    again = reported(now=TUESDAY)
    monkeypatch.setattr("django.utils.timezone.now", lambda: TUESDAY)
    desk = signed_in(karim)
    assert "মেরামতের" not in text_of(desk, "jobs")
    post(desk, "job_triage", again.pk, urgency="partly", effect="one", way="remote")
    # A day after its repair.
    words = "মেরামতের ৩০ দিনের মধ্যে আবার নষ্ট"
    for page in (("jobs",), ("job", again.pk), ("case", again.case.number)):
        assert words in text_of(desk, *page), page
    assert "বারবার নষ্ট হওয়া যন্ত্র" in text_of(desk, "today")


def test_whoever_asked_sees_the_devices_and_fetches_the_signed_sheet_after_a_proof(
    client, signed, actor, monkeypatch
):
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)
    case = keep(signed, actor)
    client.post(reverse("track"), {"number": case.number, "last_four": case.applicant.last_four})
    page = text_of(client, "track_case", case.number)
    assert "স্বাক্ষরিত কাজের বিবরণী" in page
    sheet = reverse("track_job_sheet", args=[case.number])
    # A signature is worth more than four figures.
    assert "/prove/" in client.get(sheet).headers["Location"]
    assert show_proof(client, case).get(sheet).content.startswith(b"%PDF")


def test_whoever_asked_says_that_it_is_broken_again_and_is_promised_anew(client, signed, actor, monkeypatch):
    case = keep(signed, actor)
    monkeypatch.setattr("django.utils.timezone.now", lambda: TUESDAY)
    client.post(reverse("track"), {"number": case.number, "last_four": case.applicant.last_four})
    address = reverse("track_again", args=[case.number])
    assert address in text_of(client, "track_case", case.number)
    # Four figures read; what begins a promise asks for a proof.
    assert "then=again" in client.get(address).headers["Location"]
    client.post(address, {"words": "আবার ছবি আসে না"})
    assert Job.objects.filter(case=case).count() == 1
    show_proof(client, case)
    assert "নতুন শেষ দিন" in text_of(client, "track_again", case.number)
    empty = client.post(address, {"words": " "})
    assert empty.status_code == 422
    assert "এখন কী হচ্ছে, লিখুন" in empty.content.decode()
    for _ in range(2):
        assert (
            client.post(address, {"words": "আবার ছবি আসে না"}).headers["Location"].endswith(case.number + "/")
        )
    case.refresh_from_db()
    again = case.acts.get(name="reopen")
    assert (again.by_type, again.words, again.data["proof"]) == ("citizen", "আবার ছবি আসে না", "browser")
    assert [job.round for job in Job.objects.filter(case=case).order_by("round")] == [1, 2]
    assert case.clock.running.received == TUESDAY
    page = text_of(client, "track_case", case.number)
    assert "আপনি জানিয়েছেন সমস্যাটি আবার হয়েছে" in page
    assert address not in page


def test_what_is_broken_again_is_told_by_its_new_words_everywhere(client, signed, signed_in, karim, actor):
    case = keep(signed, actor)
    new = "এবার তার নয়, বাতিই জ্বলে না।"
    say_again(case, words=new, now=TUESDAY, proof="browser")
    job = Job.objects.get(case=case, round=2)
    case = Case.objects.get(pk=case.pk)
    assert kind_of(case.row).request_line(case) == new
    desk = signed_in(karim)
    for page in (("today",), ("jobs",), ("job", job.pk), ("case", case.number)):
        assert new in text_of(desk, *page), page
    assert "প্রথমে জানানো হয়েছিল" in text_of(desk, "job", job.pk)
    # What was signed for in the first round is about what was reported then.
    assert Job.objects.with_related().get(case=case, round=1).fault == FAULT
    actions.triage_job(job, urgency="stopped", effect="one", way="visit", actor=actor, now=TUESDAY)
    assert job.devices.get().fault_fact.words == new
    actions.look(job, way="visit", on=TUESDAY.date(), words="বাতি পুড়েছে।", actor=actor, now=TUESDAY)
    each = job.devices.select_related("device").get()
    actions.record_result(job, each, result="mended", on=TUESDAY.date(), actor=actor, now=TUESDAY)
    write_sheet(job, actor, now=TUESDAY, looked_on=TUESDAY.date())
    made = Job.objects.with_related().get(pk=job.pk).sheets.get()
    assert sheet_sections(made)[0]["words"] == new


def test_a_job_of_before_reads_the_new_words_from_the_acts(signed, actor):
    case = keep(signed, actor)
    say_again(case, words="আবার ছবি আসে না", now=TUESDAY, proof="browser")
    # As an older version left it: the words stand in the act alone.
    fresh = Case.objects.get(pk=case.pk)
    fresh.answers.pop("again")
    fresh.save(update_fields=["answers"])
    assert Job.objects.with_related().get(case=case, round=2).fault == "আবার ছবি আসে না"


def test_what_an_officer_opened_again_is_still_about_what_was_reported(signed, actor):
    case = keep(signed, actor)
    clock.reopen(case, reason="ফোনে জানালেন, আবার দেখতে হবে।", actor=actor, now=TUESDAY)
    assert Job.objects.with_related().get(case=case, round=2).fault == FAULT


def test_after_a_month_a_fault_is_another_fault(client, signed, actor, monkeypatch):
    case = keep(signed, actor)
    late = case.closed_at + timedelta(days=30, seconds=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: late)
    show_proof(client, case)
    assert reverse("track_again", args=[case.number]) not in text_of(client, "track_case", case.number)
    assert client.get(reverse("track_again", args=[case.number])).status_code == 302
    client.post(reverse("track_again", args=[case.number]), {"words": "আবার"})
    assert not case.acts.filter(name="reopen").exists()


def test_of_an_ended_job_nothing_more_is_written(desk, signed, actor):
    keep(signed, actor)
    for what in ("triage", "work"):
        answer = desk.get(reverse(f"job_{what}", args=[signed.pk]))
        assert answer.headers["Location"] == reverse("job", args=[signed.pk])
    assert post(desk, "job_triage", signed.pk).status_code == 422
    # Nor by who sends all that is asked.
    sent = {"urgency": "stopped", "effect": "many", "way": "visit"}
    assert "অবস্থা বদলে গেছে" in post(desk, "job_triage", signed.pk, **sent).content.decode()
    assert post(desk, "job_work", signed.pk, **SENT).headers["Location"] == reverse("job", args=[signed.pk])
    assert JobAct.objects.filter(job=signed).last().name == "end"


def test_the_list_holds_what_is_open_in_the_order_of_looking_and_apart_what_is_ended(
    desk, signed, actor, reported
):
    keep(signed, actor)
    judged, waiting = reported(fault="ছবি কাঁপে"), reported(fault="শব্দ নেই")
    actions.triage_job(judged, urgency="stopped", effect="many", way="visit", actor=actor, now=MONDAY)
    page = text_of(desk, "jobs")
    assert SHEET["found"] not in page
    assert page.index("শব্দ নেই") < page.index("ছবি কাঁপে")
    assert reverse("job", args=[signed.pk]) not in page
    assert reverse("job", args=[signed.pk]) in text_of(desk, "jobs", ended="1")
    assert reverse("job", args=[waiting.pk]) not in text_of(desk, "jobs", ended="1")


def test_the_page_of_a_job_says_what_became_of_each_device_and_leads_to_the_one_page(desk, mended):
    shown = HTMLParser(text_of(desk, "job", mended.pk))
    assert "ঠিক হয়েছে" in shown.body.text()
    leads = {each.attributes["href"] for each in shown.css("main a")}
    assert reverse("job_work", args=[mended.pk]) in leads
    for step in ("look", "sheet", "sign", "part", "add-device"):
        assert f"/desk/jobs/{mended.pk}/{step}/" not in leads


def test_the_office_orders_another_table_and_one_that_orders_nothing_is_refused(desk, office):
    page = text_of(desk, "triage_table")
    assert "সেই দিনেই" in page
    cells = {
        f"{urgency}-{effect}": "3"
        for urgency in ("stopped", "partly", "can_wait")
        for effect in ("many", "some", "one")
    }
    for wrong in ({"stopped-one": "9"}, {"since": "2026-11-01"}, {"partly-some": "৩১"}, {"partly-some": ""}):
        answer = post(desk, "triage_table", **({"since": "2026-11-23"} | cells | wrong))
        assert answer.status_code == 422, wrong
    assert not office.triage_orders.exists()
    answer = post(desk, "triage_table", since="২৩/১১/২০২৬", **cells | {"stopped-many": "০"})
    assert answer.status_code == 302
    assert office.triage_orders.get().days["stopped"] == {"many": 0, "some": 3, "one": 3}


def test_the_assistant_reads_the_table_and_orders_none(signed_in, office, django_user_model):
    client = signed_in(django_user_model.objects.get(username="shirin"))
    assert "<form" not in text_of(client, "triage_table").split("<main")[1].split("</main")[0]


def test_the_register_has_its_own_columns(desk, signed, actor):
    keep(signed, actor)
    page = text_of(desk, "book", "support", 2026)
    for words in ("ল-০০", SHEET["found"], "মো. আমিনুল হক, প্রধান শিক্ষক", "২৩/১১/২০২৬", "কিছু কাজ আটকে আছে"):
        assert words in page, words


def test_what_is_open_stands_on_today(desk, job):
    assert "সহায়তা: জরুরি কি না ঠিক করা বাকি" in text_of(desk, "today")
    post(desk, "job_triage", job.pk, urgency="stopped", effect="many", way="visit")
    Job.objects.filter(pk=job.pk).update(look_by=datetime.fromisoformat("2026-11-22T17:00:00+06:00"))
    page = text_of(desk, "today")
    assert "সহায়তা: দেখার সময় পেরিয়েছে" in page
    assert "late-text" in text_of(desk, "jobs")


def test_a_request_for_a_lab_begins_on_the_page_of_the_lab(desk, lab):
    page = text_of(desk, "place", lab.pk)
    assert "সহায়তার আবেদন নিন" in page
    address = html.unescape(re.search(r'href="(/desk/counter/\?[^"]+ask-place[^"]+)"', page)[1])
    answer = desk.get(address)
    assert answer.context["form"].initial["service"] == CODE
    # The questions of that service, the lab chosen among them.
    asked = re.search(r'<select[^>]*name="ask-place".*?</select>', answer.content.decode(), re.DOTALL)
    assert re.search(rf'value="{lab.slug}"\s+selected', asked[0])
    close_place(lab, last_day=date(2026, 11, 20), actor=("user", 1), now=MONDAY)
    assert "সহায়তার আবেদন নিন" not in text_of(desk, "place", lab.pk)


def test_the_photographs_of_whoever_asked_stand_on_the_pages_of_the_job(desk, job, office):
    case = Case.objects.get(pk=job.case_id)
    brought = {"office": office, "subject": case.reference, "now": MONDAY}
    photo = keep_paper(title="ভাঙা তারের ছবি", content=clean_file(make_picture()), **brought)
    order = keep_paper(title="চিঠি", content=Clean(b"%PDF-1.7 x", "application/pdf", ".pdf"), **brought)
    inside = keep_paper(title="নোট", content=clean_file(make_picture()), brought_by="inside", **brought)
    for name in ("job", "job_work"):
        page = HTMLParser(text_of(desk, name, job.pk))
        (image,) = page.css(".brought img")
        assert image.attributes["src"] == reverse("paper", args=[photo.pk])
        assert image.attributes["alt"] == "ভাঙা তারের ছবি"
        links = {link.attributes["href"] for link in page.css(".brought a")}
        assert links == {reverse("paper", args=[each.pk]) for each in (photo, order)}
        assert reverse("paper", args=[inside.pk]) not in str(page.html)
    remove_files([photo])
    assert HTMLParser(text_of(desk, "job_work", job.pk)).css(".brought img") == []
