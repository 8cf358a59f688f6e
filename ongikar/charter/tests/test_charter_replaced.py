"""A charter cannot be replaced by mistake: rows that go are counted, another office's document is stopped, a
blank stays undecided.
"""

import pytest
import time_machine

from conftest import OFFICE
from conftest import SUNDAY as NOW
from ongikar.charter.models import CharterVersion, ReviewDecision
from ongikar.charter.review.actions import Officer
from ongikar.charter.review.publishing import RemovalUnconfirmed
from ongikar.charter.review.publishing import publish as publish_review
from ongikar.journal.models import Entry
from ongikar.office_files import importing
from ongikar.offices.models import Office

from .reviewing import bring, decide, filled, newest, part_page, publish, settle

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HEADS = (
    "ক্রমিক",
    "সেবার নাম",
    "সেবা প্রদানের সর্বোচ্চ সময়",
    "প্রয়োজনীয় কাগজপত্র",
    "আবেদন ফরম প্রাপ্তিস্থান",
    "সেবার মূল্য এবং পরিশোধ পদ্ধতি",
    "দায়িত্বপ্রাপ্ত কর্মকর্তা",
    "ঊর্ধ্বতন কর্মকর্তা",
)
OFFICER, ABOVE = "উপজেলা আইসিটি অফিসার ফোন: ০১৭০০০০০০০১", "জেলা আইসিটি অফিসার ফোন: ০১৭০০০০০০০২"
ROWS = (
    ("১", "মৎস্যচাষি নিবন্ধন", "৭ কার্যদিবস", "আবেদনপত্র", "কার্যালয়", "বিনামূল্যে", OFFICER, ABOVE),
    ("২", "পোনা পরীক্ষা", "৩ কার্যদিবস", "", "কার্যালয়", "বিনামূল্যে", OFFICER, ABOVE),
    ("৩", "পুকুর পরিদর্শন", "৫ কার্যদিবস", "", "কার্যালয়", "বিনামূল্যে", OFFICER, ABOVE),
)


def document(heading: str = "") -> str:
    lines = [heading, "সিটিজেন চার্টার", "২.১) নাগরিক সেবা", *("\t".join(row) for row in (HEADS, *ROWS))]
    return "\n".join(line for line in lines if line)


@pytest.fixture
def desk(signed_in, karim):
    with time_machine.travel(NOW, tick=False):
        yield signed_in(karim)


def words(answer) -> str:
    return answer.content.decode()


def publish_page(desk, upload) -> str:
    return words(desk.get(f"/desk/charter/{upload.pk}/publish/"))


# Rows that go


def test_publishing_says_how_many_come_and_go_and_asks_for_the_number(desk, office):
    upload = bring(desk, document())
    settle(desk, upload)
    page = publish_page(desk, upload)
    assert "সেবা: নতুন ৩টি, বাদ ২২টি।" in page
    assert "প্রকাশ করলে ২২টি সারি আর থাকবে না" in page
    assert "Services: 3 new, 22 removed." in words(desk.get(f"/en/desk/charter/{upload.pk}/publish/"))
    for typed in ("", "21", "০", "বাইশ"):
        answer = publish(desk, upload, "2026-11-23", removed=typed)
        assert (answer.status_code, 'id="id_removed-e"' in words(answer)) == (422, True), typed
    assert office.charters.count() == 1
    assert publish(desk, upload, "2026-11-23", removed="২২").status_code == 302
    entry = Entry.objects.get(verb="charter.published")
    assert (entry.facts["added"], entry.facts["removed"]) == (3, 22)


def test_the_act_itself_counts_whatever_page_it_comes_from(desk, office, karim):
    upload = newest(bring(desk, document()))
    settle(desk, upload)
    upload = newest(upload)
    post = office.posts.get(slug="upazila-ict-officer")
    with pytest.raises(RemovalUnconfirmed) as refused:
        publish_review(
            upload,
            begins=NOW.date(),
            seen=upload.newest_decision,
            removed=0,
            officer=Officer(("user", karim.pk), post, {}),
            now=NOW,
        )
    assert refused.value.rows.removed_rows == 22
    assert not CharterVersion.objects.filter(upload=upload).exists()


def test_where_nothing_goes_nothing_is_typed(desk, settled):
    page = publish_page(desk, settled)
    assert "সেবা: নতুন ০টি, বাদ ০টি।" in page
    assert 'name="removed"' not in page
    assert publish(desk, settled, "2026-11-23").status_code == 302


def test_files_that_take_rows_away_say_so_when_they_are_loaded(office, office_files):
    files = office_files()
    files.charter["services"] = files.charter["services"][2:]
    files.services[:] = files.services[2:]
    lines = importing.load_office(files, now=NOW)
    assert "charter: নতুন ০টি সারি, বাদ ২টি · 0 new rows, 2 removed" in lines
    assert sum("বাদ · removed:" in line for line in lines) == 2


# Another office's document


def test_another_offices_document_is_an_error_until_it_is_said_why_it_is_ours(desk, office, karim):
    upload = bring(desk, document("উপজেলা মৎস্য দপ্তর, লোহাগাড়া, চট্টগ্রাম"))
    page = words(desk.get(part_page(upload, "charter")))
    assert "অন্য স্থানের কার্যালয়: লোহাগাড়া" in page
    assert "অন্য কার্যালয়ের নাম: উপজেলা মৎস্য দপ্তর" in page
    for code in ("citizen-1", "citizen-2", "citizen-3"):
        assert decide(desk, upload, code, documents_choice="accept").status_code == 302
    # Left open with a reason and a day, as any other error may be: it stays an error.
    left = {"whole_choice": "reserve", "whole_reason": "পরে দেখব", "whole_until": "2027-06-30"}
    decide(desk, upload, "charter", **left)
    answer = publish(desk, upload, "2026-11-23")
    assert (answer.status_code, "অন্য কার্যালয়ের নাম" in words(answer)) == (422, True)
    assert office.charters.count() == 1
    assert decide(desk, upload, "charter", ours="কার্যালয়ের নাম বদলেছে").status_code == 302
    said = ReviewDecision.objects.get(upload=upload, where="charter/ours", text="কার্যালয়ের নাম বদলেছে")
    assert said.by["bn"] == karim.name_bn
    assert "কেন দলিলটি এই কার্যালয়ের" in words(desk.get(f"/desk/charter/{upload.pk}/record/"))
    assert publish(desk, upload, "2026-11-23").status_code == 302


def test_the_next_upazilas_geocode_is_seen(desk, office):
    """The rows are the same to the letter; the code is not."""
    text = (OFFICE / "charter.txt").read_text("utf-8")
    assert "৮৫৪৯" in text
    upload = bring(desk, text.replace("৮৫৪৯", "৮৫৫৮"))
    errors = {spot.finding["code"]: spot.finding for spot in upload.review_state.open_errors("charter")}
    assert "৮৫৫৮" in errors["office.other_geocode"]["message_bn"]


def test_the_offices_own_document_is_not_doubted(desk, settled):
    codes = {spot.finding["code"] for spot in settled.review_state.spots}
    assert not {code for code in codes if code.startswith("office.")}
    assert 'name="ours"' not in words(desk.get(part_page(settled, "charter")))


def test_why_one_document_is_ours_is_not_said_of_the_next(desk, office):
    Office.objects.filter(pk=office.pk).update(geocode="8501")
    upload = bring(desk, document("উপজেলা মৎস্য দপ্তর, রংপুর সদর"))
    settle(desk, upload)
    assert publish(desk, upload, "2026-11-23").status_code == 302
    again = bring(desk, document("উপজেলা মৎস্য দপ্তর, রংপুর সদর") + "\n")
    desk.post(f"/desk/charter/{again.pk}/as-before/")
    errors = [spot.finding["code"] for spot in newest(again).review_state.open_errors("charter")]
    assert "office.other_name" in errors


# The same one twice


def test_the_same_charter_in_another_file_is_told_before_it_is_read_again(desk, office):
    """Saved anew with other spaces: the bytes differ, what it says does not."""
    before = office.charter_uploads.count()
    first = bring(desk, document())
    sent = {"text": document().replace("\n", "\n\n"), "token": "another-press"}
    answer = desk.post("/desk/charter/upload/", sent)
    assert answer.status_code == 422
    assert "একই চার্টার আগেই আনা হয়েছে, অন্য ফাইলে" in words(answer)
    assert f"/desk/charter/{first.pk}/" in words(answer)
    assert office.charter_uploads.count() == before + 1
    assert desk.post("/desk/charter/upload/", sent | {"again": "on"}).status_code == 302
    assert office.charter_uploads.count() == before + 2


def test_an_earlier_version_is_told_with_the_day_until_which_it_held(desk, office, settled):
    assert publish(desk, settled, "2026-11-23").status_code == 302
    text = (OFFICE / "charter.txt").read_text("utf-8")
    answer = desk.post("/desk/charter/upload/", {"text": text + "\n", "token": "old"})
    assert answer.status_code == 422
    assert "২২ নভেম্বর ২০২৬" in words(answer).replace("\xa0", " ")


# A blank papers cell


def test_a_blank_papers_cell_is_undecided_until_somebody_says_what_it_means(desk, office):
    upload = bring(desk, document())
    page = words(desk.get(part_page(upload, "citizen-2")))
    assert "ফাঁকা: কাগজ লাগে কি না, বলা নেই" in page
    assert "কোনো কাগজ লাগে না" in page
    assert "documents-choice" not in filled(page), "nothing is chosen beforehand"
    for code in ("citizen-1", "citizen-2", "citizen-3", "charter"):
        assert decide(desk, upload, code).status_code == 302, code
    answer = publish(desk, upload, "2026-11-23")
    assert answer.status_code == 422
    assert f"/desk/charter/{upload.pk}/part/citizen-2/#documents" in words(answer)
    assert decide(desk, upload, "citizen-2", documents_choice="accept", documents_too="on").status_code == 302
    assert newest(upload).review_state.newest_decisions["citizen-3/documents"].choice == "accept"
    assert publish(desk, upload, "2026-11-23").status_code == 302
    version = CharterVersion.objects.get(upload=upload)
    assert version.services.get(code="citizen-2").documents == []


def test_papers_left_open_are_told_as_open_to_the_citizen(desk, office):
    upload = bring(desk, document())
    settle(desk, upload)
    assert publish(desk, upload, "2026-11-22").status_code == 302
    [left_open] = CharterVersion.objects.get(upload=upload).services.get(code="citizen-2").reservations
    assert left_open["name"] == "documents"
    assert "যাচাই চলছে" in words(desk.get("/charter/official/"))
    page = words(desk.get("/services/citizen-2/"))
    assert "কী কাগজ লাগবে, এখনো ঠিক হয়নি।" in page
    assert "কোনো কাগজ লাগে না" not in page
    assert "যাচাই চলছে" in page
