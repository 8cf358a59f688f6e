"""A version published on screen: its days, the cases that run, the files that come after, and other offices'
charters.
"""

import re
from datetime import date, datetime

import pytest
import time_machine

from conftest import OFFICE, ROOT
from conftest import SUNDAY as NOW
from ongikar.cases.kinds.kind import own_duty
from ongikar.cases.models import Case
from ongikar.charter.models import CharterVersion, ReviewDecision, Upload, version_in_force
from ongikar.charter.review.ingest import DocumentFault, ingest_document
from ongikar.core import cache_version
from ongikar.journal.models import Entry
from ongikar.office_files import importing
from ongikar.rules.bangla.text import digits
from tests.scene import CONTACT

from .reviewing import answer_text, bring, decide, filled, publish, settle

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# Two that are tried every time; the rest take minutes.
SOONEST = ("05-up-kachua.txt", "25-passport-pabna.txt")
SAMPLES = ROOT / "ongikar" / "rules" / "tests" / "charters"
ALL = sorted(path.name for path in SAMPLES.glob("*.txt"))


@pytest.fixture
def desk(signed_in, karim):
    with time_machine.travel(NOW, tick=False) as clock:
        client = signed_in(karim)
        client.clock = clock
        yield client


@pytest.fixture
def document() -> str:
    return (OFFICE / "charter.txt").read_text("utf-8")


@pytest.fixture
def published(desk):
    """Published from a day on, out of its review or out of a document that is gone through now; returns the
    version.
    """

    def do(day: str, upload: Upload | str) -> CharterVersion:
        if isinstance(upload, str):
            upload = bring(desk, upload)
            settle(desk, upload)
        response = publish(desk, upload, day)
        assert response.status_code == 302, response.content.decode()[-3000:]
        return CharterVersion.objects.get(upload=upload)

    return do


def corrected(desk, upload: Upload, part: str, cell: str, text: str) -> None:
    typed = {f"{cell}_choice": "correct", f"{cell}_text": text, f"{cell}_reason": "হালনাগাদ"}
    response = decide(desk, upload, part, **typed)
    assert response.status_code == 302, answer_text(response)


def test_the_version_before_ends_the_day_before_and_no_day_has_two(
    desk, office, document, settled, published
):
    first = office.charters.get()
    second = published("2026-12-01", settled)
    again = bring(desk, document)
    assert desk.post(f"/desk/charter/{again.pk}/as-before/").status_code == 302
    third = published("2026-12-15", again)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.effective_to == date(2026, 11, 30)
    assert (second.effective_from, second.effective_to) == (date(2026, 12, 1), date(2026, 12, 14))
    assert (third.effective_from, third.effective_to) == (date(2026, 12, 15), None)
    assert [
        version_in_force(office, date(2026, *day)).number for day in ((11, 30), (12, 1), (12, 14), (12, 15))
    ] == [1, 2, 2, 3]


def test_a_day_that_cannot_be_is_refused_beside_its_field(desk, settled):
    for day in ("2026-11-21", "2028-01-01", "2026-13-01", "", "শিগগিরই"):
        response = publish(desk, settled, day)
        assert response.status_code == 422, day
        assert 'id="id_begins-e"' in response.content.decode(), day
        assert not CharterVersion.objects.filter(upload=settled).exists()


@pytest.mark.slow
def test_a_day_before_a_version_to_come_is_refused_with_the_first_that_can_be(
    desk, document, settled, published
):
    published("2026-12-01", settled)
    upload = bring(desk, document)
    settle(desk, upload)
    response = publish(desk, upload, "2026-11-25")
    assert response.status_code == 422
    assert "২ ডিসেম্বর ২০২৬" in response.content.decode().replace("\xa0", " ")


def test_publishing_with_an_undecided_error_is_refused_beside_it_with_a_link(desk, settled):
    # Opened again: the error of the fee is decided on by nobody.
    ReviewDecision.objects.filter(upload=settled, where="institutional-8/fee").delete()
    response = publish(desk, settled, "2026-11-23")
    assert response.status_code == 422
    page = response.content.decode()
    assert f"/desk/charter/{settled.pk}/part/institutional-8/#fee" in page
    assert not CharterVersion.objects.filter(upload=settled).exists()


def test_the_reviewed_charter_becomes_a_version_with_its_approver_and_its_reservations(desk, settled, karim):
    decide(
        desk,
        settled,
        "institutional-8",
        fee_choice="reserve",
        fee_reason="যাচাই চলছে",
        fee_until="2027-06-30",
    )
    assert publish(desk, settled, "2026-11-22").status_code == 302
    version = CharterVersion.objects.get(upload=settled)
    assert version.services.count() == 22
    assert version.approved_by.slug == "upazila-ict-officer"
    assert version.approver == {"bn": karim.name_bn, "en": karim.name_en}
    [reserved] = version.services.get(code="institutional-8").reservations
    assert (reserved["name"], reserved["until"], reserved["by_bn"]) == ("fee", "2027-06-30", karim.name_bn)
    official = desk.get("/charter/official/").content.decode()
    assert "যাচাই চলছে" in official
    assert "৩০ জুন ২০২৭-এর মধ্যে" in official.replace("\xa0", " ")
    assert f"({karim.name_bn}, উপজেলা আইসিটি অফিসার, ২২ নভেম্বর ২০২৬)" in official.replace("\xa0", " ")
    assert karim.name_bn in desk.get("/charter/").content.decode()
    assert [each.verb for each in Entry.objects.filter(subject_type="charter_upload").order_by("pk")][
        -1
    ] == "charter.published"


def test_what_the_office_added_to_a_row_stays_with_it(office, settled, published):
    """Its document says nothing of it: that a class may be held under a row of advice."""
    row = CharterVersion.objects.order_by("-number")[0].services.get(code="citizen-5")
    assert (row.kind, row.options["topic"], row.options["opens_event"]) == (
        "advice",
        "cyber",
        "institutional-2",
    )


def test_publishing_pressed_twice_is_done_once(desk, settled):
    address = f"/desk/charter/{settled.pk}/publish/"
    sent = filled(desk.get(address).content.decode()) | {"begins": "2026-11-23"}
    assert [desk.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert CharterVersion.objects.filter(upload=settled).count() == 1


def test_what_was_decided_after_the_page_was_made_is_looked_at_again(desk, settled):
    address = f"/desk/charter/{settled.pk}/publish/"
    sent = filled(desk.get(address).content.decode()) | {"seen": "1", "begins": "2026-11-23"}
    assert desk.post(address, sent).status_code == 409


def test_a_running_case_keeps_its_charter_and_a_new_one_has_the_new(desk, receive, settled, published):
    running = receive("citizen-1", now=NOW)
    due = running.clock.due_at
    corrected(desk, settled, "citizen-1", "time", "১০ (দশ) কার্যদিবস")
    published("2026-11-23", settled)
    desk.clock.move_to(datetime.fromisoformat("2026-11-23T10:00:00+06:00"))
    kept = Case.objects.get(pk=running.pk)
    assert kept.row.version.number == 1
    assert kept.clock.due_at == due
    page = desk.get("/services/citizen-1/").content.decode()
    assert "১০ কার্যদিবস" in page.replace("\xa0", " ")


def test_nothing_changes_before_the_day_and_cached_pages_are_dropped(
    desk, settled, published, office, django_capture_on_commit_callbacks
):
    corrected(desk, settled, "citizen-1", "name", "অধিদপ্তরের সব তথ্য প্রদান")
    before = cache_version.current_version(office.pk)
    with django_capture_on_commit_callbacks(execute=True):
        published("2026-11-23", settled)
    assert cache_version.current_version(office.pk) != before
    assert "অধিদপ্তরের সব তথ্য প্রদান" not in desk.get("/charter/official/").content.decode()
    desk.clock.move_to(datetime.fromisoformat("2026-11-23T00:00:01+06:00"))
    assert "অধিদপ্তরের সব তথ্য প্রদান" in desk.get("/charter/official/").content.decode()


def test_files_loaded_later_do_not_supersede_what_was_published_on_screen(
    desk, office, office_files, settled, published
):
    corrected(desk, settled, "tier-1", "limit", "২৫ কার্যদিবস")
    version = published("2026-11-22", settled)
    assert not [
        line
        for line in importing.load_office(office_files(), now=NOW, is_demo=True)
        if line.startswith("charter")
    ]
    changed = office_files()
    changed.charter["charter"]["vision_bn"] += " আরও।"
    lines = [
        line for line in importing.load_office(changed, now=NOW, is_demo=True) if line.startswith("charter")
    ]
    assert "published on screen" in lines[0]
    assert any("২৫" in line and "৩০" in line for line in lines[1:])
    assert office.charters.order_by("-number").first() == version
    assert office.charters.count() == 2


@pytest.mark.parametrize(
    "sample", [each if each in SOONEST else pytest.param(each, marks=pytest.mark.slow) for each in ALL]
)
def test_any_readable_charter_can_be_settled_published_and_served(sample, desk, office, published):
    """Every page of a charter of another office: the list, the table, each service and its
    first questions.
    """
    text = (SAMPLES / sample).read_text("utf-8")
    try:
        expected = ingest_document(text.encode(), sample).reading["services"]
    except DocumentFault:
        pytest.skip("no service is read in it yet")
    version = published("2026-11-22", text)
    assert version.services.count() == len(expected)
    for tongue in ("", "/en"):
        for address in ("/charter/", "/charter/official/"):
            assert desk.get(tongue + address).status_code == 200, address
    for row in version.services.all():
        for address in (f"/services/{row.code}/", f"/en/services/{row.code}/"):
            assert desk.get(address).status_code == 200, address
        applied = desk.get(f"/services/{row.code}/apply/")
        assert applied.status_code == (404 if own_duty(row) else 200), row.code


@pytest.mark.fast
def test_a_citizen_applies_at_once_for_a_service_of_another_offices_charter(desk, client, published):
    """From the document of a union council to a receipt, with the day counted from its own printed time."""
    version = published("2026-11-22", (SAMPLES / "05-up-kachua.txt").read_text("utf-8"))
    row = next(row for row in version.services.all() if row.category == "citizen" and row.has_limit)
    receipt = applied(client, row)
    case = Case.objects.get(service=row)
    assert case.clock.due_at > NOW
    assert row.short_bn in receipt
    assert digits(case.number) in receipt


# What a citizen answers at each step, by the last word of its address.
ANSWERS = {"apply": {"wanted": "ট্রেড লাইসেন্স", "case": "0"}, "contact": CONTACT}


def applied(client, row) -> str:
    """The steps of an application as a citizen takes them; the page of the receipt."""
    address = f"/services/{row.code}/apply/"
    for _ in range(8):
        page = client.get(address).content.decode()
        if "/receipt" in address:
            return page
        papers = dict.fromkeys(re.findall(r'name="(show-[0-9]+)"', page), "on")
        response = client.post(
            address, filled(page) | papers | ANSWERS.get(address.rstrip("/").rpartition("/")[2], {})
        )
        assert response.status_code == 302, (address, answer_text(response))
        address = response["Location"]
    raise AssertionError(address)
