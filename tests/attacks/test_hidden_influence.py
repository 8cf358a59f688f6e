"""An attempt of influence is found by nobody but the two who read it: not on any page, paper, file or feed
that opens for anybody else, by no search, in no export or open data, in no message and no journal entry.
"""

import io
import json
import logging
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import models
from django.test import Client
from django.urls import reverse

from ongikar.clock.watch import watch_clocks
from ongikar.core.forms.keys import KEY, new_key
from ongikar.exports.export_process import lease_next_export, make_leased_export
from ongikar.exports.models import Export
from ongikar.grievances.tests.test_hidden_lives import walk
from ongikar.journal.models import Entry, OutboxEntry
from ongikar.journal.outbox import run_due_entries
from ongikar.lobbying.models import Influence
from ongikar.notices.models import Message
from ongikar.office_files.exporting import export_office
from ongikar.offices.models import Post
from ongikar.people.models import Holding, User
from ongikar.tasks.models import Task
from tests.scene import our_models

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOW = datetime.fromisoformat("2026-12-06T11:00:00+06:00")
WHO, WORDS = "কাঞ্চনমালা চৌধুরানী", "নীলকান্তমণির আংটি দিতে চাইলেন"
TRACES = (WHO, *WHO.split(), WORDS, "নীলকান্তমণি")
# Who sees most of the office beside those who may read it.
OTHERS = (Post.OFFICER, Post.APPEAL, Post.ADMIN)


def browser_of(user: User) -> Client:
    browser = Client()
    browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return browser


def holder(office, role: str) -> User:
    """Whoever holds a post of the role; somebody new where nobody does."""
    post = office.posts.filter(role=role).order_by("pk").first()
    held = Holding.objects.on(NOW.date()).filter(post=post).select_related("user").order_by("pk").first()
    if held:
        return held.user
    user = User.objects.create(username=f"sees-{role}")
    Holding.objects.create(user=user, post=post, since=NOW.date() - timedelta(days=90))
    return user


@pytest.fixture
def tried(office, karim, receive, time_machine, caplog):
    """Three attempts about one case, the last within an hour; a task has come of them."""
    caplog.set_level(logging.INFO)
    time_machine.move_to(NOW, tick=False)
    case = receive("citizen-1", now=NOW)
    for _ in range(3):
        answer = browser_of(karim).post(
            reverse("influence_new"),
            {
                KEY: new_key(),
                "source": "supplier",
                "inside": "",
                "who": WHO,
                "way": "gift",
                "day": "06/12/2026",
                "case": case.number,
                "words": f"{WORDS}।",
            },
        )
        assert answer.status_code == 302
    watch_clocks(NOW)
    while run_due_entries(NOW):
        pass
    assert not OutboxEntry.objects.exclude(fault="").values_list("reaction", "fault").first()
    assert Task.objects.count() == 1
    return case


def codes() -> tuple[str, ...]:
    return tuple(Influence.objects.values_list("code", flat=True))


def test_no_page_paper_feed_or_search_of_anybody_else_holds_a_trace(tried, office, karim):
    leaks = []
    for role in (*OTHERS, ""):
        browser = browser_of(holder(office, role)) if role else Client()
        if not role:
            browser.post("/track/", {"number": tried.number, "last_four": "0001"})
        pages = walk(browser)
        for address in (f"/track/{tried.number}/", f"/desk/cases/{tried.number}/", "/desk/influence/"):
            pages[address] = browser.get(address).content.decode()
        for address in ("/desk/search/?q=", "/desk/cases/?tab=all&q=", "/desk/tasks/?q=", "/search/?q="):
            for typed in TRACES:
                found = browser.get(address + typed).content.decode()
                pages[f"{address}{typed}"] = found.replace(typed, "")
        for code in codes():
            # As an address that never was.
            assert browser.get(f"/desk/influence/{code}/").status_code in (302, 403, 404)
        # Of whoever wrote it the receipt stands on one page.
        wanted = TRACES if role == Post.OFFICER else (*TRACES, *codes())
        leaks += [
            (role, address, trace) for address, text in pages.items() for trace in wanted if trace in text
        ]
    assert leaks == []


def test_those_who_read_it_read_it_there_and_nowhere_else(tried, office, salma):
    for user in (salma, holder(office, Post.AUDITOR)):
        pages = walk(browser_of(user))
        where = {address for address, text in pages.items() if any(trace in text for trace in TRACES)}
        ours = {f"{root}/desk/influence/{code}/" for root in ("", "/en") for code in codes()}
        assert where, user.username
        assert where <= ours, where - ours
        found = browser_of(user).get(f"/desk/search/?q={WHO}").content.decode()
        assert f"/desk/influence/{codes()[0]}" not in found


def test_no_other_table_message_journal_entry_or_log_line_holds_a_trace(tried, caplog):
    held = set()
    for model in our_models():
        if model is Influence:
            continue
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
        ]
        for row in model._base_manager.values(*names) if names else ():
            text = json.dumps(row, ensure_ascii=False, default=str)
            held |= {(model._meta.db_table, trace) for trace in TRACES if trace in text}
    assert held == set()
    assert Entry.objects.filter(verb="influence.recorded").count() == 3
    # What is sent of it is that there is a task; whose and about which case it does not say.
    sent = " ".join(
        f"{each.title} {each.body}" for each in Message.objects.exclude(person__startswith="applicant")
    )
    for word in (*TRACES, *codes(), "উপহার"):
        assert word not in sent
    logged = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert [trace for trace in TRACES if trace in logged] == []


def test_no_file_that_is_taken_along_holds_a_trace(tried, office, karim, tmp_path):
    found = {}
    folder = tmp_path / office.slug
    export_office(office, folder)
    for path in folder.rglob("*"):
        if path.is_file():
            found[path.name] = path.read_text(errors="replace")
    browser = browser_of(karim)
    for name in ("tasks_file", "queue_file", "visitors_file"):
        answer = browser.post(reverse(name), {KEY: new_key()})
        assert answer.status_code in (200, 302), name
        if answer.status_code == 200:
            found[name] = sheet_text(answer.content)
    while export := lease_next_export(NOW + timedelta(minutes=1)):
        assert make_leased_export(export.pk, export.lease, lambda: NOW + timedelta(minutes=1))
    for export in Export.objects.exclude(ready_at=None):
        found[f"export {export.pk}"] = sheet_text(Path(export.path).read_bytes())
    assert any(name.startswith("export") or name.endswith("_file") for name in found)
    wanted = (*TRACES, *codes())
    assert [(where, trace) for where, text in found.items() for trace in wanted if trace in text] == []


def sheet_text(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as sheet:
        return " ".join(sheet.read(name).decode(errors="replace") for name in sheet.namelist())
