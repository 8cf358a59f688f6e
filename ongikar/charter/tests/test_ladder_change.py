"""The ladder for complaints changed on screen: compared, approved from a day on, and never half published."""

from datetime import datetime

import pytest
import time_machine

from ongikar.charter.models import CharterVersion, LadderDraft, Tier
from ongikar.office_files import importing, reading
from ongikar.offices.models import Office

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
WRITE, COMPARE, DROP = "/desk/charter/ladder/", "/desk/charter/ladder/compare/", "/desk/charter/ladder/drop/"
REASON = "১২ নভেম্বরের আদেশ ৪৫ অনুযায়ী।"


@pytest.fixture(autouse=True)
def sunday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def officer(signed_in, karim, office):
    return signed_in(karim)


def fields(office, seen=0, reason=REASON, **changes):
    """The page as it stands, with some fields written otherwise."""
    data = {"seen": str(seen), "reason": reason, "further-unit": "working_days", "further-may_extend": "10"}
    for tier in office.charters.latest("number").tiers.select_related("post", "alternate"):
        n = f"s{tier.number}"
        data |= {f"{n}-post": tier.post.slug, f"{n}-alternate": tier.alternate.slug if tier.alternate else ""}
        data |= {f"{n}-amount": str(tier.limit["amount"]), f"{n}-unit": tier.limit["unit"]}
        data |= {f"{n}-may_extend": str(tier.may_extend), f"{n}-window_days": str(tier.window_days or "")}
        for name in ("title", "when", "address"):
            data |= {f"{n}-{name}_{tongue}": getattr(tier, f"{name}_{tongue}") for tongue in ("bn", "en")}
        data |= {f"{n}-{name}": getattr(tier, name) for name in ("phone", "email", "web")}
    return data | {name.replace("__", "-"): value for name, value in changes.items()}


def publish(client, office, begins="2026-12-01", **more):
    draft = LadderDraft.objects.get(office=office, state="open")
    return client.post(COMPARE, {"seen": str(draft.revision), "begins": begins} | more)


def test_a_changed_ladder_is_compared_and_becomes_the_next_version(officer, office):
    before = office.charters.get()
    sent = fields(
        office,
        s1__amount="২৫",
        s1__window_days="৪৫",
        s1__may_extend="5",
        s1__alternate="deputy-director-admin",
        s2__unit="calendar_days",
    )
    assert officer.post(WRITE, sent).headers["Location"] == COMPARE
    page = officer.get(COMPARE).content.decode()
    for words in ("৩০", "২৫ কার্যদিবস", "২০ দিন (ছুটিসহ)", "বিকল্প", REASON):
        assert words in page.replace("\u00a0", " ")
    in_english = officer.get(f"/en{COMPARE}").content.decode()
    assert "The limit of this tier is 25 working days; it is usually 30 working days." in in_english
    assert office.charters.count() == 1
    assert publish(officer, office).status_code == 302
    version = office.charters.latest("number")
    first, second, third = version.tiers.select_related("alternate")
    assert (version.number, version.effective_from.isoformat()) == (before.number + 1, "2026-12-01")
    assert (first.limit["amount"], first.window_days, first.may_extend) == (25, 45, 5)
    assert first.alternate.slug == "deputy-director-admin"
    assert second.limit == {"unit": "calendar_days", "amount": 20}
    assert third.limit == {"unit": "working_days", "amount": 60}
    # The rest of the charter goes on word for word, and what was before stands until the day before.
    assert list(version.services.values_list("code", "name_bn", "time_raw")) == list(
        before.services.values_list("code", "name_bn", "time_raw")
    )
    before.refresh_from_db()
    assert before.effective_to.isoformat() == "2026-11-30"
    assert before.tiers.get(number=1).limit["amount"] == 30
    public = officer.get("/charter/versions/").content.decode()
    assert REASON in public


def test_a_step_is_added_and_one_goes_only_when_its_number_is_typed(officer, office):
    more = {
        "further-post": "cabinet-grievance-cell",
        "further-title_bn": "সেল",
        "further-when_bn": "আপিল কর্মকর্তা না পারলে",
        "further-amount": "60",
    }
    officer.post(WRITE, fields(office, s3__leave_out="on") | more)
    draft = LadderDraft.objects.get(office=office)
    assert [step["title_bn"] for step in draft.steps][2:] == ["সেল"]
    officer.post(WRITE, fields(office, seen=1, s3__leave_out="on"))
    draft.refresh_from_db()
    assert (len(draft.steps), draft.revision) == (2, 2)
    refused = publish(officer, office)
    assert refused.status_code == 422
    assert 'name="removed"' in refused.content.decode()
    assert publish(officer, office, removed="1").status_code == 302
    assert office.charters.latest("number").tiers.count() == 2


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"s1__amount": ""}, "কত দিনে সিদ্ধান্ত, লিখুন"),
        ({"s1__amount": "0"}, "১ থেকে"),
        ({"s1__unit": "months", "s1__amount": "200"}, "১২০"),
        ({"s1__post": "upazila-ict-officer"}, "তালিকা থেকে একটি বেছে নিন"),
        ({"s1__alternate": "district-ict-officer"}, "বিকল্প হবে অন্য কোনো পদ"),
        ({"s2__post": "district-ict-officer"}, "পদটি অন্য ধাপেও আছে"),
        ({"reason": ""}, "কেন বদলাচ্ছে, লিখুন"),
        (dict.fromkeys(("s1__leave_out", "s2__leave_out", "s3__leave_out"), "on"), "অন্তত একটি ধাপ"),
        ({"s1__email": "কেউ নেই"}, "ই-মেইল"),
        ({"further-title_bn": "নামমাত্র"}, "কোন পদ শোনে, বেছে নিন"),
    ],
)
def test_a_fault_is_told_beside_its_field_and_nothing_is_kept(officer, office, changes, says):
    answer = officer.post(WRITE, fields(office, **changes))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not LadderDraft.objects.exists()


def test_whoever_wrote_second_is_told_and_keeps_his_words(officer, office):
    officer.post(WRITE, fields(office, s1__amount="25"))
    officer.post(WRITE, fields(office, s1__amount="25"))
    assert LadderDraft.objects.get().revision == 1
    answer = officer.post(WRITE, fields(office, s1__amount="24"))
    assert answer.status_code == 409
    assert 'value="24"' in answer.content.decode()
    # Whoever opens it reads that it is a draft, in the figures of the page.
    page = officer.get(WRITE).content.decode()
    assert "নিচে একটি খসড়া, এখনো প্রকাশ হয়নি" in page
    assert 'value="২৫"' in page
    assert 'value="25"' in officer.get(f"/en{WRITE}").content.decode()
    assert LadderDraft.objects.get().steps[0]["limit"]["amount"] == 25


def test_what_was_published_meanwhile_is_not_written_over(officer, office):
    officer.post(WRITE, fields(office, s1__amount="25"))
    CharterVersion.objects.filter(office=office).update(number=7)
    LadderDraft.objects.update(base=office.charters.get())
    other = CharterVersion.objects.get(office=office)
    other.pk, other._state.adding, other.number = None, True, 8
    other.save()
    assert publish(officer, office).status_code == 409
    assert office.charters.count() == 2


def test_a_day_that_has_passed_a_draft_that_ended_and_nothing_changed_are_told(officer, office):
    officer.post(WRITE, fields(office))
    assert publish(officer, office, begins="2026-11-21").status_code == 422
    assert publish(officer, office).status_code == 422
    officer.post(DROP)
    assert LadderDraft.objects.get().state == LadderDraft.DROPPED
    assert officer.get(COMPARE).headers["Location"] == "/desk/charter/"
    assert officer.post(DROP).status_code == 302
    assert office.charters.count() == 1


def test_an_appeal_officers_own_mailbox_is_no_place_for_complaints_of_the_office(officer, office):
    accused = office.charters.get().services.select_related("responsible").first().responsible.email
    officer.post(WRITE, fields(office, s2__email=accused))
    answer = publish(officer, office)
    assert answer.status_code == 422
    assert accused in answer.content.decode()
    assert office.charters.count() == 1


def test_a_mailbox_that_is_given_at_last_is_open_no_more(officer, office):
    assert [each["name"] for each in Tier.objects.get(version__office=office, number=1).reservations] == [
        "mailbox"
    ]
    officer.post(WRITE, fields(office, s1__email="gro@rangpur.gov.bd"))
    publish(officer, office)
    tier = office.charters.latest("number").tiers.get(number=1)
    assert (tier.email, tier.reservations) == ("gro@rangpur.gov.bd", [])


def test_the_offices_files_do_not_take_back_what_was_published_on_screen(officer, office, settings):
    officer.post(WRITE, fields(office, s1__amount="25"))
    publish(officer, office)
    files = reading.read_office(settings.ONGIKAR_OFFICES / office.slug, with_demo=True)
    importing.load_office(files, now=NOW)
    assert office.charters.latest("number").tiers.get(number=1).limit["amount"] == 25


def test_an_office_without_a_charter_is_told_to_publish_one_first(officer, office, monkeypatch):
    monkeypatch.setattr("ongikar.charter.desk.ladder_views.latest_version", lambda office: None)
    answer = officer.get(WRITE, follow=True)
    assert "আগে একটি চার্টার প্রকাশ করুন" in answer.content.decode()
    assert Office.objects.filter(pk=office.pk).exists()
