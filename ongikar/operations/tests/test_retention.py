"""What is kept too long is purged: files, numbers, names and words; what was done, and when, stays."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from ongikar.books.account import service_account
from ongikar.cases import actions
from ongikar.cases.models import AnswerDraft, Case
from ongikar.cases.models.answer_draft import save_draft
from ongikar.clock.rebuilding import rebuild_all_clocks
from ongikar.commands import retention as commands_retention
from ongikar.core.models import Attempt
from ongikar.grievances import actions as grievances
from ongikar.grievances.models import Grievance
from ongikar.journal.actions import seal_rest
from ongikar.journal.models import Entry
from ongikar.journal.outbox import run_due_entries
from ongikar.journal.state_check import expected_rows, find_differences
from ongikar.notices.models import Message
from ongikar.offices.folder_rules import rules_of
from ongikar.offices.rules.retention import RetentionFault
from ongikar.operations import retention as operations_retention
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean
from ongikar.papers.models import Paper
from ongikar.people.models import Applicant, Contact, SignIn
from ongikar.people.sign_ins import SIGN_IN_RETENTION

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
KARIM = ("user", 1)
NAME, STREET, MOBILE, NUMBER = "রহিমা খাতুন", "হরিদেবপুর", "1700000001", "9134567890"


@pytest.fixture(autouse=True)
def _a_new_process(monkeypatch):
    monkeypatch.setattr(operations_retention, "_done_on", None)
    monkeypatch.setattr(operations_retention, "_emptied_on", {})
    rules_of.cache_clear()
    yield
    rules_of.cache_clear()


@pytest.fixture
def closed(receive, office, now, karim):
    """A case with all that is held about a person, closed at `now`."""
    case = receive("citizen-1", now=now - 2 * DAY, submission="a-key-as-long-as-a-receipt-has")
    case.applicant.encrypt_identity(NUMBER)
    case.applicant.save(update_fields=["identity", "identity_index"])
    content = Clean(b"%PDF-1.7 a paper", "application/pdf", ".pdf")
    keep_paper(office=office, subject=case.reference, title="জাতীয় পরিচয়পত্র", content=content, now=now)
    actions.keep(case, outcome={"words": f"{NAME} সাতটি ল্যাব"}, actor=("user", karim.pk), now=now)
    run_due_entries(now)
    return case


def anew(row):
    return type(row).objects.get(pk=row.pk)


def days_of(name: str) -> int:
    return rules_of("rangpur-sadar-ict")[name].days


def everything(office, now) -> dict[str, int]:
    found = {}
    while counts := operations_retention.purge_due(office, now):
        for name, count in counts.items():
            found[name] = found.get(name, 0) + count
    return found


def test_nothing_goes_on_the_last_day_and_each_class_on_its_own_next_day(closed, office, now):
    for name, what in (("identity", "identity"), ("papers", "papers"), ("person", "cases")):
        assert what not in everything(office, now + days_of(name) * DAY), what
        assert everything(office, now + (days_of(name) + 1) * DAY).get(what) == 1, what


def test_the_number_goes_first_and_leaves_the_rest(closed, office, now):
    everything(office, now + (days_of("identity") + 1) * DAY)
    person = anew(closed).applicant
    assert (person.identity, person.identity_index, person.name) == ("", "", NAME)


def test_a_file_goes_and_its_row_tells_that_it_was_there(closed, office, now, settings):
    everything(office, now + (days_of("papers") + 1) * DAY)
    paper = Paper.objects.get()
    assert (bool(paper.file), paper.size, paper.title) == (False, 0, "জাতীয় পরিচয়পত্র")
    assert [each for each in Path(settings.ONGIKAR_PAPERS).rglob("*") if each.is_file()] == []


def test_at_the_end_nothing_tells_who_it_was_and_the_count_is_as_it_was(closed, office, now, service):
    month = now.date().replace(day=1), now.date() + 20 * DAY
    entries = list(Entry.objects.order_by("pk").values())
    before = service_account(office, "citizen-1", *month, now)
    everything(office, now + 2000 * DAY)
    rows = [str(row) for model in (Case, Applicant, Message, Paper) for row in model.objects.values()]
    rows += [str(row) for row in closed.acts.values()]
    assert not [row for row in rows for secret in (NAME, STREET, MOBILE, NUMBER, "ল্যাব") if secret in row]
    assert service_account(office, "citizen-1", *month, now) == before
    assert list(Entry.objects.exclude(verb__startswith="retention.").order_by("pk").values()) == entries
    assert [page for page in rebuild_all_clocks() if page.put_right or page.refused] == []
    seal_rest()
    assert list(find_differences(expected_rows())) == []


def test_every_page_about_it_still_opens(closed, office, now, signed_in, karim):
    browser = Client()
    browser.get(f"/receipt/{closed.submission}/")
    everything(office, now + 2000 * DAY)
    with time_machine.travel(now + DAY):
        for page in (
            f"/track/{closed.number}/",
            f"/track/{closed.number}/held/",
            f"/receipt/{closed.submission}/",
        ):
            browser.post("/track/", {"number": closed.number, "last_four": "0001"})
            assert browser.get(page).status_code == 200, page
        desk = signed_in(karim)
        for page in (
            f"/desk/cases/{closed.number}/",
            "/desk/cases/?tab=all",
            "/desk/books/services/2026/",
            "/desk/messages/",
            "/desk/today/",
        ):
            assert desk.get(page).status_code == 200, page
        assert desk.get(f"/papers/{Paper.objects.get().pk}/", follow=True).status_code == 404


def test_an_open_case_keeps_everything_however_old(receive, office, now):
    case = receive("citizen-1", now=now)
    assert everything(office, now + 9000 * DAY).keys() <= {"messages"}
    assert anew(case).applicant.name == NAME


def test_while_a_complaint_is_open_nothing_of_its_case_goes(closed, office, now, salma):
    filed = grievances.file_complaint(
        office=office, case=closed, text="দেরি হয়েছে।", submission="s", now=now + DAY
    )
    later = now + 2000 * DAY
    assert everything(office, later).keys() <= {"messages"}
    # Sent on, it is closed, and its own years begin.
    filed.stages.update(closed_at=now + 2 * DAY)
    found = everything(office, later)
    assert (found["cases"], found["grievances"]) == (1, 1)
    kept = Grievance.objects.get()
    assert (
        "দেরি" not in f"{kept.text} {[stage.words for stage in kept.stages.all()]}"
        f" {[act.words for act in kept.acts.all()]}"
    )


def test_a_draft_of_an_answer_goes_after_its_days_with_its_files_and_not_a_day_before(
    receive, karim, office, now
):
    case = receive(now=now)
    content = Clean(b"%PDF-1.7 a list", "application/pdf", ".pdf")
    draft = save_draft(
        case, user_id=karim.pk, act="keep", typed={"words": ["৩৬টি"]}, papers=[("তালিকা", content)], now=now
    )
    file = draft.papers[0].file
    operations_retention.purge_due(office, now + days_of("answer_drafts") * DAY)
    assert AnswerDraft.objects.exists()
    assert (
        operations_retention.purge_due(office, now + (days_of("answer_drafts") + 1) * DAY)["answer_drafts"]
        == 1
    )
    assert (AnswerDraft.objects.count(), Paper.objects.count()) == (0, 0)
    assert not file.storage.exists(file.name)


def test_a_dry_run_lists_and_changes_nothing(closed, office, now, capsys):
    with time_machine.travel(now + 2000 * DAY):
        commands_retention.retention(["--dry-run", "--language", "en"])
        output = capsys.readouterr().out
        commands_retention.retention(["--dry-run"])
    assert f", 1,825 days): 1 would be purged: cases.Case {closed.pk}" in output
    assert "papers (The documents you gave, 1,095 days): 1 would be purged" in output
    assert "papers (আপনার দেওয়া কাগজ, ১,০৯৫ দিন): ১টি মোছা হবে" in capsys.readouterr().out
    assert NAME not in output
    assert anew(closed).applicant.name == NAME
    assert Paper.objects.get().file


def test_the_command_lets_go_and_says_how_many(closed, office, now, capsys):
    with time_machine.travel(now + 2000 * DAY):
        commands_retention.retention([])
    output = capsys.readouterr().out
    assert "rangpur-sadar-ict cases: ১টি মোছা হয়েছে" in output
    assert "sign_ins (কর্মীদের প্রবেশের তালিকা, ৭৩০ দিন): ০টি মোছা হয়েছে" in output
    entry = Entry.objects.filter(verb="retention.let_go").first()
    assert entry.facts["cases"] == 1


def test_where_somebody_signed_in_from_goes_after_two_years_and_not_a_day_before(karim, office, now, capsys):
    for age in (SIGN_IN_RETENTION, SIGN_IN_RETENTION + DAY):
        SignIn.objects.create(
            user=karim, at=now - age, address="192.0.2.7", browser="Firefox", session_key="x"
        )
    with time_machine.travel(now, tick=False):
        commands_retention.retention(["--dry-run", "--language", "en"])
        assert "sign-ins, 730 days): 1 would be purged: people.SignIn" in capsys.readouterr().out
        assert SignIn.objects.count() == 2
        assert operations_retention.purge_daily(now) == 1
    assert [each.at for each in SignIn.objects.all()] == [now - SIGN_IN_RETENTION]
    assert Entry.objects.get(verb="retention.let_go").facts == {"sign_ins": 1}


def test_the_worker_does_it_once_a_day(closed, office, now):
    later = now + 2000 * DAY
    rounds = [operations_retention.purge_daily(later + timedelta(seconds=n)) for n in range(4)]
    assert rounds[0] > 0
    assert rounds[2:] == [0, 0]
    assert operations_retention._done_on == later.astimezone(operations_retention.TZ).date()


def test_an_office_with_a_rule_that_cannot_be_meant_lets_nothing_go(
    closed, office, now, settings, tmp_path, capsys
):
    settings.ONGIKAR_OFFICES = tmp_path
    (tmp_path / office.slug).mkdir()
    (tmp_path / office.slug / "retention.toml").write_text("[papers]\ndays = 0\n")
    with pytest.raises(RetentionFault):
        operations_retention.purge_due(office, now + 9000 * DAY)
    assert commands_retention.retention(["--office", office.slug]) == 1
    assert "papers: days must be" in capsys.readouterr().err
    assert Paper.objects.get().file


def test_an_office_may_keep_one_class_longer_than_others_do(settings, tmp_path, office):
    settings.ONGIKAR_OFFICES = tmp_path
    (tmp_path / office.slug).mkdir()
    (tmp_path / office.slug / "retention.toml").write_text("[papers]\ndays = 4000\n")
    rules = rules_of(office.slug)
    assert (rules["papers"].days, rules["papers"].bn, rules["identity"].days) == (
        4000,
        "আপনার দেওয়া কাগজ",
        365,
    )


def test_a_network_address_that_was_counted_goes_though_nobody_tries_again(office, now):
    Attempt.count_failure(["mine wrong from 203.0.113.7"], now=now)
    operations_retention.purge_daily(now)
    assert Attempt.objects.count() == 1
    operations_retention.purge_daily(now + 2 * DAY)
    assert Attempt.objects.count() == 0


def test_a_contact_goes_five_years_after_its_end_and_its_post_stays(office, now):
    days = rules_of(office.slug)["contacts"].days
    facts = {"organisation": "নমুনা বিদ্যালয়", "post": "প্রধান শিক্ষক", "name": NAME, "mobile": f"+880{MOBILE}"}
    begun = now.date() - timedelta(days=4_000)
    contact = Contact(office=office, since=begun, until=now.date() - timedelta(days=days), **facts)
    contact.save()
    in_use = Contact(office=office, since=begun, **facts)
    in_use.save()
    seal_rest()
    assert "contacts" not in operations_retention.purge_due(office, now)
    assert operations_retention.purge_due(office, now + DAY)["contacts"] == 1
    contact.refresh_from_db()
    in_use.refresh_from_db()
    assert (contact.title, contact.mobile) == ("প্রধান শিক্ষক, নমুনা বিদ্যালয়", "")
    assert in_use.name == NAME
    # Once gone it is not looked at again.
    assert "contacts" not in operations_retention.purge_due(office, now + 2 * DAY)
