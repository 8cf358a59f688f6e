"""The document of a handing over: kept as it was written, signed by both, printed the same again."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.journal.models import Entry
from ongikar.offices.models import Post
from ongikar.operations.retention import purge_due
from ongikar.papers.models import Paper
from ongikar.people.charge import count_left, transfer_charge
from ongikar.people.charge_actions import ChargeFault, sign_charge, write_charge_document
from ongikar.people.models import ChargeDocument, Holding, User
from ongikar.tasks.actions import give_task, report_task
from ongikar.tasks.actions.series import begin_series
from ongikar.tasks.models import Task
from ongikar.tasks.rules import MONTH, Recurrence
from tests.bad_input import png

pytestmark = pytest.mark.django_db
REASON = "বদলির আদেশে দায়িত্ব হস্তান্তর।"


@pytest.fixture
def officer(office):
    return office.posts.get(slug="upazila-ict-officer")


@pytest.fixture
def assistant(office):
    return office.posts.filter(role=Post.ASSISTANT).order_by("pk").first()


@pytest.fixture
def document(officer, karim, shirin, receive):
    now = timezone.now()
    receive("citizen-1", now=now)
    return write_charge_document(officer, leaves=karim, comes=shirin, actor=("user", karim.pk), now=now)


def give(officer, owner, *, check=None, mark="a"):
    return give_task(
        office=officer.office,
        title="ল্যাবের তালিকা মেলানো",
        owner=owner,
        given_by=officer,
        check=check,
        due=timezone.localdate() + timedelta(days=20),
        submission=f"handed-over-{mark}",
        actor=("user", 1),
        now=timezone.now(),
    )


def test_both_sign_it_once_each_and_nobody_else(document, signed_in, karim, shirin):
    page = f"/desk/charge/documents/{document.pk}/"
    # Whoever leaves is offered one press, whoever comes the other.
    for user, side, other in ((karim, "hand", "take"), (shirin, "take", "hand")):
        browser = signed_in(user)
        presses = HTMLParser(browser.get(page).text).css("button[name=side]")
        assert [each.attributes["value"] for each in presses] == [side]
        assert browser.post(f"{page}sign/", {"side": other}).status_code == 302
        for _ in range(2):
            assert browser.post(f"{page}sign/", {"side": side}).status_code == 302
    document.refresh_from_db()
    assert document.is_signed
    signed = Entry.objects.filter(verb="charge.signed").order_by("id").values_list("actor_id", "facts__what")
    assert list(signed) == [(karim.pk, "hand"), (shirin.pk, "take")]
    assert signed_in(karim).post(f"{page}sign/", {"side": "moon"}).status_code == 404


def test_what_was_changed_behind_it_is_said_and_is_signed_by_nobody(document, signed_in, karim):
    lists = document.lists
    lists[0]["lines"][0][1] = "অন্য কিছু"
    ChargeDocument.objects.update(lists=lists)
    document.refresh_from_db()
    with pytest.raises(ChargeFault):
        sign_charge(document, side="hand", user=karim, now=timezone.now())
    page = signed_in(karim).get(f"/desk/charge/documents/{document.pk}/").text
    assert "লেখার সময়ের মতো নেই" in page


def test_written_again_of_the_same_state_it_is_the_same(document, officer, karim, shirin):
    again = write_charge_document(
        officer, leaves=karim, comes=None, actor=("user", karim.pk), now=document.made_at
    )
    assert again == document
    assert again.comes == shirin
    assert Entry.objects.filter(verb="charge.written").count() == 1


def test_where_nobody_was_named_whoever_holds_the_post_takes_it_over(officer, karim, shirin):
    now = timezone.now()
    document = write_charge_document(officer, leaves=karim, comes=None, actor=("user", karim.pk), now=now)
    with pytest.raises(ChargeFault):
        sign_charge(document, side="take", user=shirin, now=now)
    Holding.objects.create(user=shirin, post=officer, since=timezone.localdate(now))
    sign_charge(document, side="take", user=shirin, now=now)
    document.refresh_from_db()
    assert document.comes == shirin


def test_the_signed_sheet_is_kept_for_the_two(document, signed_in, karim, shirin):
    page = f"/desk/charge/documents/{document.pk}/sheet/"
    browser = signed_in(karim)
    for wrong, words in (
        (None, "সই করা কাগজের স্ক্যান বা ছবি, দিন"),
        (SimpleUploadedFile("a.exe", b"MZ" * 50), "PDF"),
    ):
        answer = browser.post(page, {"scan": wrong} if wrong else {})
        assert answer.status_code == 422
        assert words in HTMLParser(answer.text).css_first(".errors").text()
    assert browser.post(page, {"scan": SimpleUploadedFile("sheet.png", png(40, 40))}).status_code == 302
    paper = Paper.objects.get(subject_type="charge")
    shown = browser.get(f"/desk/charge/documents/{document.pk}/").text
    assert f"/papers/{paper.pk}/" in shown
    # Somebody else of the office reads the lists, and not the sheet with all of them on it.
    Holding.objects.filter(user=shirin).update(until=timezone.localdate() - timedelta(days=1))
    assert signed_in(User.objects.get(username="tanvir")).get(page).status_code in (403, 404)


def test_what_the_post_gave_and_checks_goes_over_too(officer, assistant, karim):
    theirs = give(officer, assistant, mark="theirs")
    own = give(officer, officer, check=assistant, mark="own")
    other = Post.objects.create(
        office=officer.office, slug="third", title_bn="তৃতীয়", title_en="Third", role=Post.ASSISTANT
    )
    checked = give(officer, other, check=officer, mark="checked")
    series = begin_series(
        office=officer.office,
        title="মাসিক প্রতিবেদন",
        owner=officer,
        given_by=officer,
        rule=Recurrence(MONTH),
        starts_on=timezone.localdate(),
        submission="series",
        actor=("user", karim.pk),
        now=timezone.now(),
    )
    dues = dict(Task.objects.values_list("pk", "clock__due_at"))
    transfer_charge(officer, to=assistant, reason=REASON, actor=("user", karim.pk), now=timezone.now())
    for row in (theirs, own, checked, series):
        row.refresh_from_db()
    assert (theirs.given_by, theirs.owner_post) == (assistant, assistant)
    assert (checked.given_by, checked.check_post, checked.owner_post) == (assistant, assistant, other)
    assert checked.acts.last().name == "direct"
    # Nobody checks their own work: it stays, and the page says so.
    assert (own.owner_post, own.check_post) == (officer, assistant)
    assert count_left(officer) == 1
    assert (series.owner_post, series.given_by) == (assistant, assistant)
    assert dict(Task.objects.values_list("pk", "clock__due_at")) == dues
    report_task(checked, words="করেছি।", actor=("user", karim.pk), now=timezone.now())
    assert checked.check_post == assistant


def test_when_its_time_is_over_the_lists_go_and_the_names_stay(document, office):
    assert document.lists
    purge_due(office, timezone.now() + timedelta(days=365 * 6))
    document.refresh_from_db()
    assert document.lists == []
    assert (document.leaves.username, document.sha256) == ("karim", document.sha256)
