"""`ongikar office add`: another office on a site that is there, in one command: its folder, its row with
posts and calendar, and of a document that is given its charter, waiting for the officer's review. It answers
at once where the program serves the installation's own name and all before it.
"""

import argparse
import mimetypes
import shutil
import sys
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.http.request import validate_host
from django.utils import timezone

from ongikar.charter.review.actions import Officer, open_review
from ongikar.charter.review.ingest import DocumentFault, IngestedDocument, ingest_document
from ongikar.core.command_line import Refusal, languages, refusing
from ongikar.core.command_progress import step
from ongikar.core.disk_faults import os_fault_words
from ongikar.office_files.importing import load_office
from ongikar.office_files.office import is_default_office
from ongikar.office_files.reading import OfficeFileFault, read_office
from ongikar.offices.models import Office, Post
from ongikar.offices.sites import site_of
from ongikar.operations.installation_lock import take_part
from ongikar.operations.start_checks import pending_migrations
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import MOST_BYTES, Clean, PaperFault
from ongikar.papers.scanner import scan

from .office import OFFICE_QUESTIONS, SLUG, copy_holidays, office_file_text

STANDARD_INPUT = "-"
# Who brought the charter, as the review shows it.
BY = {"bn": "সার্ভারের প্রশাসক", "en": "the administrator of the server"}


@refusing
def office_add(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="ongikar office add")
    parser.add_argument(
        "slug",
        metavar="SLUG|FOLDER",
        help="a short name, as it stands in its address (small letters, figures, hyphens), with the words"
        " below; or a folder with an office.toml, which says them itself",
    )
    for name, help_text in OFFICE_QUESTIONS:
        parser.add_argument(f"--{name}", default="", help=help_text)
    parser.add_argument("--phone", default="", help="such as +8802589962488")
    parser.add_argument("--email", default="")
    parser.add_argument(
        "--charter",
        metavar="FILE",
        help="the published charter (DOCX, PDF, HTML, XLSX, ODS, text), for the officer to review; - is"
        " standard input",
    )
    asked = parser.parse_args(words)
    given = Path(asked.slug)
    source = given.resolve() if (given / "office.toml").exists() else None
    slug = source.name if source else asked.slug
    check_slug(slug)
    if source is None:
        check_answers(asked)
    check_site()
    folder = settings.ONGIKAR_OFFICES / slug
    if Office.objects.filter(slug=slug).exists() or (folder.exists() and folder != source):
        raise Refusal(
            f"{slug}: এই কার্যালয় আগে থেকেই আছে, আরেকবার করা হয়নি। ফাইল বদলালে: ongikar office load {folder}",
            f"{slug}: this office is there already and was not made again. After a change of its files:"
            f" ongikar office load {folder}",
        )
    document = read_charter(asked.charter) if asked.charter else None
    try:
        if folder != source:
            make_folder(folder, source, asked)
        office, lines = add(folder, document, now=timezone.now())
    except BaseException:
        # Half a folder would keep the site from starting.
        if folder != source:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    print(f"{folder}:", *lines, sep="\n  ")
    print_next_steps(office, folder, document)
    return 0


def check_slug(slug: str) -> None:
    if not SLUG.fullmatch(slug):
        raise Refusal(
            f"{slug}: সংক্ষিপ্ত নামটি সাইটের ঠিকানায় বসে, তাই ছোট হাতের ইংরেজি অক্ষর, সংখ্যা ও হাইফেনে লিখুন,"
            " ৩ থেকে ৪০ অক্ষর, যেমন pirganj-ict। বাংলা নাম দিন --bn-এ",
            f"{slug}: the short name stands in the site’s address: use small Latin letters, figures and"
            " hyphens, 3 to 40 of them, such as pirganj-ict. The name in Bangla goes into --bn",
        )


def check_answers(asked: argparse.Namespace) -> None:
    missing = [
        (name, words)
        for name, words in OFFICE_QUESTIONS
        if not getattr(asked, name.replace("-", "_")).strip()
    ]
    if missing:
        named = ", ".join(f"--{name}" for name, _ in missing)
        told = "; ".join(f"--{name} ({words})" for name, words in missing)
        raise Refusal(f"আরও লাগবে: {named}", f"Still needed: {told}")


def check_site() -> None:
    """The database is as the program is, and nobody is changing the whole of it."""
    if pending_migrations():
        raise Refusal(
            "ডেটাবেজ এখনো তৈরি হয়নি বা হালনাগাদ নয়। আগে সাইট চালু করুন: systemctl start ongikar-web",
            "The database has not been set up, or is not up to date. First start the site: systemctl start"
            " ongikar-web",
        )
    if not take_part():
        raise SystemExit(1)


def read_charter(named: str) -> tuple[bytes, IngestedDocument]:
    """The document and what was read in it. Raises Refusal."""
    try:
        if named == STANDARD_INPUT:
            content, name = sys.stdin.buffer.read(MOST_BYTES + 1), "charter"
        else:
            with open(named, "rb") as file:
                content, name = file.read(MOST_BYTES + 1), Path(named).name
    except OSError as fault:
        bn, en = os_fault_words(fault) or (f"{named}: {fault.strerror}", f"{named}: {fault.strerror}")
        raise Refusal(
            f"{bn} কিংবা এভাবে দিন: --charter - < {named}", f"{en} Or give it so: --charter - < {named}"
        ) from None
    if len(content) > MOST_BYTES:
        raise Refusal(
            f"{named}: ফাইলটি ৫ MB-এর চেয়ে বড়। ছবি বাদ দিয়ে শুধু চার্টারটি দিন",
            f"{named}: the file is larger than 5 MB. Give the charter alone, without its pictures",
        )
    try:
        with step("চার্টার পড়া", "Reading the charter"):
            scan(content)
            return content, ingest_document(content, name)
    except (DocumentFault, PaperFault) as fault:
        raise Refusal(f"{named}: {fault.bn}", f"{named}: {fault.en}") from None


def make_folder(folder: Path, source: Path | None, asked: argparse.Namespace) -> None:
    """Among the offices' folders: a copy of the one given, or written from the answers. Raises Refusal."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        if source:
            shutil.copytree(source, folder)
            return
        folder.mkdir()
        others = offices_to_copy_from(folder.parent)
        has_default = any(is_default_office(other / "office.toml") for other in others[folder.parent]) or (
            Office.objects.filter(is_default=True).exists()
        )
        text = "".join(office_file_text(asked, is_default=not has_default))
        (folder / "office.toml").write_text(text, "utf-8")
        copy_holidays(folder, [each for offices in others.values() for each in offices])
    except shutil.Error as fault:
        raise Refusal(f"{source}: পড়া গেল না ({fault})", f"{source}: cannot be read ({fault})") from None
    except OSError as fault:
        bn, en = os_fault_words(fault, near=folder) or (f"{folder}: {fault}", f"{folder}: {fault}")
        raise Refusal(bn, en) from None


def offices_to_copy_from(offices: Path) -> dict[Path, list[Path]]:
    """The offices here, and those that came with the program: the gazetted holidays are the same in each."""
    return {
        each: sorted(path.parent for path in each.glob("*/office.toml"))
        for each in (offices, settings.OFFICES)
    }


@transaction.atomic
def add(
    folder: Path, document: tuple[bytes, IngestedDocument] | None, *, now: datetime
) -> tuple[Office, list[str]]:
    """The office as its files say, and its charter under review. Raises Refusal; then nothing is there."""
    try:
        files = read_office(folder, with_demo=False)
        lines = load_office(files, now=now)
    except OfficeFileFault as fault:
        raise Refusal(fault.bn, fault.en) from None
    office = Office.objects.get(slug=files.office["slug"])
    if document:
        content, read = document
        post = office.posts.filter(role=Post.OFFICER).order_by("pk")[0]
        officer = Officer(("command", None), post, BY)
        review, _ = open_review(office=office, document=read, key=read.sha256[:40], officer=officer, now=now)
        media_type = mimetypes.guess_type(read.name)[0] or "application/octet-stream"
        keep_paper(
            office=office,
            subject=("charter_upload", review.pk),
            title=Path(read.name).stem[:200],
            content=Clean(content, media_type[:60], Path(read.name).suffix[:12]),
            now=now,
            brought_by="office",
        )
        lines.append(f"charter: {len(read.reading['services'])} services read, to be reviewed")
    return office, lines


def print_next_steps(office: Office, folder: Path, document: tuple[bytes, IngestedDocument] | None) -> None:
    """Where it answers, and what is still somebody's to do."""
    site = site_of(office)
    bn = [
        f"ঠিকানা: {site}/",
        f"{folder / 'office.toml'}: পদের নাম, ফোন ও ই-মেইল মিলিয়ে নিন; বদলালে: ongikar office load {folder}",
        f"অ্যাকাউন্ট ও পদ: ongikar person add NAME …   ongikar person hold NAME POST --office {office.slug}",
        "চার্টার: কর্মকর্তা চার্টার পাতায় মিলিয়ে প্রকাশ করেন" if document else "চার্টার: কর্মকর্তা চার্টার পাতায় দেন ও প্রকাশ করেন",
    ]
    en = [
        f"Address: {site}/",
        f"{folder / 'office.toml'}: check the posts’ titles, telephones and mailboxes; after a change:"
        f" ongikar office load {folder}",
        f"Accounts and posts: ongikar person add NAME …   ongikar person hold NAME POST --office"
        f" {office.slug}",
        "Charter: the officer reviews and publishes it on the page Charter"
        if document
        else "Charter: the officer gives and publishes it on the page Charter",
    ]
    host = urlsplit(site).hostname or ""
    if not validate_host(host, settings.ALLOWED_HOSTS):
        bn.append(
            f"{host}: এই নামে সাইট এখনো সাড়া দেয় না। দিন: ongikar install --folder /, তারপর systemctl restart"
            " ongikar-web ongikar-worker"
        )
        en.append(
            f"{host}: the site does not answer at this name yet. Give: ongikar install --folder /, then"
            " systemctl restart ongikar-web ongikar-worker"
        )
    sentences = {"bn": bn, "en": en}
    for tongue in languages():
        print(*sentences[tongue], sep="\n")
