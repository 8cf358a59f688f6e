"""Whoever hides their name, or gives none, is found nowhere by the side complained of: not on any page,
paper, file, message or feed, not in its name or what it says of itself, not by a search, and not in the log.

One complaint of either sort is lived through all that is done with it. Each trace of the person is a word
that stands nowhere else, so that one search finds it wherever it came to lie.
"""

import io
import json
import logging
import shutil
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client
from django.urls import reverse
from PIL import Image

from ongikar.books.register_files import REGISTER_SHEET
from ongikar.clock.watch import watch_clocks
from ongikar.exports.export_process import lease_next_export, make_leased_export
from ongikar.exports.models import Export
from ongikar.exports.orders import order_export
from ongikar.grievances import actions
from ongikar.grievances.actions import PartyEntry, RemedyEntry
from ongikar.grievances.models import Dossier, Grievance, Hearing, HearingParty, Reading, Stage
from ongikar.grievances.tests.test_hidden_lives import walk
from ongikar.grievances.upward.dossier.dossier_orders import order_dossier
from ongikar.journal.models import Entry, OutboxEntry
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.models import Message
from ongikar.offices.models import Post
from ongikar.operations.backup.creation import make_backup
from ongikar.operations.backup.databases import ask_connection, read_facts, tables_there
from ongikar.papers.models import Paper
from ongikar.people.models import Contact, Holding, User
from ongikar.people.post_holders import PostHolder, holder_of
from ongikar.rules.bangla.text import digits
from ongikar.tasks.links import make_feed
from tests.scene import our_models

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOW = datetime.fromisoformat("2026-12-06T11:00:00+06:00")
DUE = date(2026, 12, 15)
HEARD = datetime.fromisoformat("2026-12-14T12:00:00+06:00")
MOBILES = {"hidden": "01799812345", "anonymous": "01799854321"}
NAME, ADDRESS, EMAIL = "কলিমুন্নেসা জরিনাবিবি", "চরবোয়ালমারি", "zorinabibi@example.org"
FILE_NAME, CAMERA = "zorinabibi-at-home.jpg", "ZORINABIBI PHONE"
# Whoever gave no name is known to nobody: what can be taken out of their words is a mobile and an address.
SAID = {
    "hidden": f"আমি {NAME}, {ADDRESS} গ্রামের। ফোন {MOBILES['hidden']}, {EMAIL}। ঘুষ চাওয়া হয়েছে।",
    "anonymous": f"ফোন {MOBILES['anonymous']}, anon.{EMAIL}। ঘুষ চাওয়া হয়েছে।",
}
# What the complaint alone says.
ONLY_THERE = "রসিদ বইয়ের পাতা ছেঁড়া ছিল।"
# Who sees something of the office, by the post they hold; the deciders may know.
OUTSIDE = (Post.OFFICER, Post.ASSISTANT, Post.AUDITOR, Post.AGENT, Post.CHAIR, Post.VIEWER, Post.ADMIN)


def traces(sort: str) -> set[str]:
    mobile = MOBILES[sort]
    own = {NAME, *NAME.split(), ADDRESS, EMAIL, FILE_NAME, FILE_NAME.partition(".")[0], CAMERA}
    return {*own, *(written for plain in (mobile, mobile[1:]) for written in (plain, digits(plain)))}


def traces_of_both() -> set[str]:
    return traces("hidden") | traces("anonymous")


def photo() -> SimpleUploadedFile:
    """A photo that says who took it, and where."""
    exif = Image.Exif()
    exif[0x013B] = exif[0x0110] = exif[0x010E] = CAMERA
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(drawn, "JPEG", exif=exif)
    return SimpleUploadedFile(FILE_NAME, drawn.getvalue(), "image/jpeg")


def complain(sort: str) -> Grievance:
    """Through the page, as somebody on a phone does."""
    sent = {
        "about": "unlawful",
        "respondent": "upazila-ict-officer",
        "text": f"{SAID[sort]} {ONLY_THERE}",
        "kind": "citizen",
        "who": sort,
        "submission": f"marked-{sort}",
        "evidence": photo(),
    }
    if sort == "hidden":
        sent |= {"name": NAME, "mobile": MOBILES[sort], "address": ADDRESS, "email": EMAIL}
    known = set(Grievance.objects.values_list("pk", flat=True))
    answer = Client().post(reverse("grievance_new"), sent)
    assert answer.status_code == 200, answer.content.decode()
    filed = Grievance.objects.exclude(pk__in=known).get()
    assert not filed.is_open_identity
    return filed


def pass_time(now: datetime) -> None:
    watch_clocks(now)
    run_due_entries(now)
    assert not OutboxEntry.objects.exclude(fault="").values_list("reaction", "fault").first()


def stage_of(grievance: Grievance) -> Stage:
    return Grievance.objects.with_related().select_related("office").get(pk=grievance.pk).current


def live(grievance: Grievance, sort: str, karim: User, salma: User, travel) -> None:
    """All that is done with a complaint, with the name in everything that somebody may write."""
    said = SAID[sort]
    gro = holder_of(salma, NOW.date())
    actions.answer_complaint(
        grievance=grievance, words="ভিত্তিহীন।", actor=holder_of(karim, NOW.date()), now=NOW
    )
    actions.add_note(stage=stage_of(grievance), words=said, actor=gro, now=NOW)
    actions.accept(stage=stage_of(grievance), actor=gro, now=NOW)
    look_into(grievance, said, gro)
    alone = {"manner": Hearing.APART, "apart_at": HEARD + timedelta(hours=3)}
    actions.call_hearing(
        stage=stage_of(grievance), starts_at=HEARD, place="জেলা আইসিটি অফিস", actor=gro, now=NOW, **alone
    )
    pass_time(NOW + timedelta(minutes=1))
    travel(HEARD + timedelta(hours=4))
    came = PartyEntry(HearingParty.CAME, said=f"অস্বীকার করছি। {said}")
    actions.record_hearing(
        stage=stage_of(grievance),
        parties={
            Stage.RESPONDENT: came,
            Stage.COMPLAINANT: PartyEntry(HearingParty.REPRESENTED, said[:200], said),
        },
        said_by_others=said,
        record_apart=said,
        actor=holder_of(salma, HEARD.date()),
        now=HEARD + timedelta(hours=4),
    )
    actions.decide(
        stage=stage_of(grievance),
        decision=f"অভিযোগ সঠিক। {said}",
        reasons=f"{said} প্রমাণ আছে।",
        remedies=[RemedyEntry(f"{said} টাকা ফেরত দিন।", grievance.respondent, date(2026, 12, 24))],
        upheld=True,
        cause="neglect",
        actor=holder_of(salma, HEARD.date()),
        now=HEARD + timedelta(hours=5),
    )
    pass_time(HEARD + timedelta(hours=5, minutes=1))
    actions.file_appeal(
        grievance=grievance,
        words="সিদ্ধান্ত মানি না।",
        by=Stage.RESPONDENT,
        actor=("user", karim.pk),
        now=HEARD + timedelta(hours=6),
    )
    pass_time(HEARD + timedelta(hours=6, minutes=1))


def look_into(grievance: Grievance, said: str, gro: PostHolder) -> None:
    """An inquiry by a post and one by somebody outside, and a question to whoever complains."""
    office = grievance.office
    contact = Contact.objects.create(office=office, organisation="জেলা শিক্ষা অফিস", since=NOW.date())
    for officer in (office.posts.get(slug="deputy-director-admin"), contact):
        actions.order_inquiry(
            stage=stage_of(grievance),
            officer=officer,
            terms="রসিদ বইয়ের পাতা মিলিয়ে দেখুন।",
            due=DUE,
            submission=f"marked {grievance.pk} {officer}",
            carried_by="অফিস সহায়ক",
            actor=gro,
            now=NOW,
        )
        actions.enter_report(stage=stage_of(grievance), report=said, actor=gro, now=NOW)
    if grievance.complainant:
        asked = actions.ask(
            stage=stage_of(grievance),
            side=Stage.COMPLAINANT,
            words="কবে?",
            due=DUE,
            submission=f"asked {grievance.pk}",
            actor=gro,
            now=NOW,
        )
        actions.reply(question=asked, words=said, now=NOW)


@pytest.fixture
def lived(office, karim, salma, receive, time_machine, caplog):
    """Both complaints and all that was done with them; and somebody at every post who sees the office."""
    caplog.set_level(logging.INFO)
    time_machine.move_to(NOW, tick=False)
    receive("citizen-1", now=NOW)
    for role in OUTSIDE:
        if not Holding.objects.on(NOW.date()).filter(post__office=office, post__role=role).exists():
            post = office.posts.filter(role=role).first() or Post.objects.create(
                office=office, slug=f"sees-{role}", role=role, title_bn=role, title_en=role
            )
            user = User.objects.create(username=f"sees-{role}")
            Holding.objects.create(user=user, post=post, since=NOW.date() - timedelta(days=90))
    filed = {sort: complain(sort) for sort in MOBILES}
    pass_time(NOW)
    for sort, grievance in filed.items():
        time_machine.move_to(NOW, tick=False)
        live(grievance, sort, karim, salma, lambda moment: time_machine.move_to(moment, tick=False))
    time_machine.move_to(HEARD + timedelta(days=1), tick=False)
    return filed


def people_outside(office) -> dict[str, User]:
    """One holder of each post that may not know."""
    held = Holding.objects.on(NOW.date()).filter(post__office=office, post__role__in=OUTSIDE)
    return {each.post.role: each.user for each in held.select_related("post", "user").order_by("-pk")}


# The officer complained of, and the auditor who reads what that one is told.
READ_BY = {Post.OFFICER, Post.AUDITOR}


def every_reading_is_recorded(browser: Client, user: User, pages: dict[str, str], time_machine) -> int:
    """Whatever shows the words of a complaint tells of it; how many such pages there were."""
    shown = [address for address, text in pages.items() if ONLY_THERE in text]
    for address in shown:
        time_machine.shift(timedelta(hours=1))
        before = Reading.objects.filter(user=user).count()
        browser.get(address)
        assert Reading.objects.filter(user=user).count() > before, address
    return len(shown)


def test_no_page_paper_feed_or_search_of_anybody_outside_tells_who_complains(lived, office, time_machine):
    leaks, wanted = [], traces_of_both()
    people = people_outside(office)
    assert set(people) == set(OUTSIDE)
    for role, user in people.items():
        browser = Client()
        browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        pages = walk(browser)
        if role == Post.OFFICER:
            sorts = " ".join(text[:600] for text in pages.values())
            assert "application/pdf" in sorts
            assert "spreadsheetml" in sorts
            for grievance in lived.values():
                assert reverse("desk_complaint", args=[grievance.number]) in pages
                assert "ঘুষ চাওয়া হয়েছে" in pages[reverse("desk_complaint", args=[grievance.number])]
        assert every_reading_is_recorded(browser, user, pages, time_machine) or role not in READ_BY
        for grievance in lived.values():
            for way in ("desk_grievance", "desk_complaint", "grievance"):
                for root in ("", "/en"):
                    answer = browser.get(root + reverse(way, args=[grievance.number]))
                    pages[root + answer.request["PATH_INFO"]] = answer.content.decode()
        for address in ("/desk/cases/?tab=all&q=", "/desk/search/?q=", "/search/?q="):
            for typed in (NAME, MOBILES["hidden"], EMAIL, ONLY_THERE):
                # What was typed stands in its field again: who complains may not stand beside it.
                found = browser.get(address + typed).content.decode().replace(typed, "")
                pages[f"{address}{typed}"] = found
                assert "ঘুষ চাওয়া হয়েছে" not in found, (role, address)
        leaks += [
            (role, address, trace) for address, text in pages.items() for trace in wanted if trace in text
        ]
    assert leaks == []


# Where a name may stand: with whoever gave it, in what was said about it, and in what is sent to them alone.
MAY_HOLD = {
    "people_applicant": "who complains",
    "grievances_grievance": "what was complained of",
    "grievances_act": "what was said",
    "grievances_stage": "what was decided",
    "grievances_inquiry": "what was found",
    "grievances_question": "what was asked and answered",
    "grievances_hearing": "what was said at the hearing",
    "grievances_hearingparty": "who came for whom",
    "notices_message": "what is sent to the complainant",
}


def test_no_other_table_journal_entry_file_or_log_line_holds_a_trace(lived, caplog):
    wanted = traces_of_both()
    held = {}
    for model in our_models():
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
        ]
        for row in model._base_manager.values(*names) if names else ():
            text = json.dumps(row, ensure_ascii=False, default=str)
            if found := {trace for trace in wanted if trace in text}:
                held.setdefault(model._meta.db_table, set()).update(found)
    assert set(held) <= set(MAY_HOLD), held
    # The marks of a file are in no table at all: neither its name nor its camera was kept.
    assert not {FILE_NAME, CAMERA} & set.union(*held.values())
    told = Message.objects.exclude(person__startswith="applicant")
    assert [
        (each.person, trace) for each in told for trace in wanted if trace in f"{each.title} {each.body}"
    ] == []
    assert Entry.objects.filter(verb="grievance.decided").count() == len(lived)
    logged = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert [trace for trace in wanted if trace in logged] == []
    files = [path for path in Path(settings.ONGIKAR_PAPERS).rglob("*") if path.is_file()]
    assert files
    for path in files:
        content = path.read_bytes()
        assert [t for t in wanted if t in str(path) or t.encode() in content] == []


def make_all_ordered(now: datetime) -> None:
    while export := lease_next_export(now):
        assert make_leased_export(export.pk, export.lease, lambda: now)


def record_for_the_last_tier(grievance: Grievance, office, now: datetime) -> Dossier:
    """As the last tier orders it once it lies there."""
    tier = stage_of(grievance).tier.version.tiers.get(post__role=Post.CELL)
    Stage.objects.filter(grievance=grievance, closed_at=None).update(tier=tier, post=tier.post)
    holder = Holding.objects.on(now.date()).get(post=tier.post).user
    return order_dossier(stage=stage_of(grievance), actor=holder_of(holder, now.date()), now=now)


def words_about(pdf: pikepdf.Pdf) -> str:
    """What a PDF says of itself outside its pages."""
    with pdf.open_metadata() as about:
        told = [*map(str, about.items()), *pdf.attachments.keys()]
    return " ".join([*told, str(dict(pdf.docinfo)), *(str(item.title) for item in pdf.open_outline().root)])


def test_the_whole_record_opens_for_nobody_outside_and_its_marks_name_nobody(lived, office, time_machine):
    now, wanted = HEARD + timedelta(days=1), traces_of_both()
    made = [record_for_the_last_tier(grievance, office, now) for grievance in lived.values()]
    make_all_ordered(now + timedelta(minutes=1))
    opened = [f"/desk/exports/{export.pk}/{end}" for export in Export.objects.all() for end in ("", "file/")]
    for dossier in made:
        dossier.refresh_from_db()
        kept = Paper.objects.get(pk=dossier.paper_id)
        opened.append(f"/papers/{kept.pk}/")
        with pikepdf.open(kept.file.path) as pdf:
            marks = f"{kept.title} {kept.file.name} {words_about(pdf)}"
        assert [trace for trace in wanted if trace in marks] == []
    assert NAME in content_of(Paper.objects.get(pk=made[0].paper_id))
    for role, user in people_outside(office).items():
        browser = Client()
        browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        for address in opened:
            assert browser.get(address).status_code in (302, 403, 404), (role, address)
            assert "/papers/" not in browser.get(address).get("Location", ""), (role, address)
        listed = browser.get("/desk/exports/").content.decode()
        assert [dossier.sha256 for dossier in made if dossier.sha256 in listed] == []


def content_of(paper: Paper) -> str:
    pages = pypdfium2.PdfDocument(paper.file.path)
    return " ".join(page.get_textpage().get_text_range() for page in pages)


def test_no_calendar_ordered_file_or_readable_part_of_a_backup_holds_a_trace(
    lived, office, tmp_path, settings, monkeypatch, passphrase_set
):
    now, found = HEARD + timedelta(days=1), {}
    for post in office.posts.filter(role__in=OUTSIDE):
        token = make_feed(post, actor=("user", 1), now=now)
        found[f"feed of {post.slug}"] = Client().get(f"/due-days/{token}/tasks.ics").content.decode()
    for address in ("/calendar.ics", "/programme.ics", "/charter/ladder.csv", "/grievances/"):
        found[address] = Client().get(address).content.decode()
    karim = people_outside(office)[Post.OFFICER]
    for slug in ("grievances", "hearings", "grievance-decisions", "tasks"):
        arguments = {"slug": slug, "year": "2026"}
        order = {"title": (slug, slug), "lines": 2, "office": office, "user": karim, "now": now}
        order_export(maker=REGISTER_SHEET, arguments=arguments, **order)
        make_all_ordered(now)
    for export in Export.objects.exclude(ready_at=None):
        with zipfile.ZipFile(export.path) as sheet:
            parts = [sheet.read(name).decode(errors="replace") for name in sheet.namelist()]
        found[f"export {export.arguments['slug']}"] = " ".join([export.file_name, export.title_bn, *parts])
    settings.ONGIKAR_BACKUPS = shutil.copytree(passphrase_set, tmp_path / "backups")
    found |= backup_as_it_lies(tmp_path / "backups", monkeypatch, now)
    assert sum(where.startswith("export") for where in found) == 4
    assert any(where.endswith(".age") or "backup" in where for where in found), sorted(found)
    wanted = traces_of_both()
    assert [(where, trace) for where, text in found.items() for trace in wanted if trace in text] == []


def backup_as_it_lies(folder: Path, monkeypatch, now: datetime) -> dict[str, str]:
    """Every file of an encrypted backup, by its name, as whoever finds the folder reads it."""

    def snapshot(work: Path):
        rows = "\n".join(str(row) for row in Grievance.objects.values_list("text", "complainant__name"))
        (work / "database").write_text(rows, "utf-8")
        return work / "database", read_facts(ask_connection, tables_there(), "as it stands")

    monkeypatch.setattr("ongikar.operations.backup.creation.take_snapshot", snapshot)
    index = make_backup(now=now, reason="test", is_whole=True)
    assert index.is_encrypted
    kept = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes().decode(errors="replace") for path in kept}
