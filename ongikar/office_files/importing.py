"""Office files → database. A load creates what is not there, and a changed charter or calendar as a new
version.
"""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction

from ongikar.charter.models import CharterVersion, LadderDraft, Service, Tier, Upload
from ongikar.charter.review.drafting import catalogue_reading, count_rows
from ongikar.core import cache_version
from ongikar.journal.actions import record_if_written
from ongikar.offices.calendars import adopt_files
from ongikar.offices.face import FIELDS, NO_EMBLEM, NewEmblem, set_face
from ongikar.offices.models import Office, Place, Post, SettingChange
from ongikar.offices.setting_changes import seed_settings
from ongikar.places.actions import add_part, change_part
from ongikar.places.models import Part
from ongikar.rules.bangla.search import fold
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.charter.compare import compare
from ongikar.rules.charter.parse import read_text
from ongikar.rules.number_forms import counting

from .holidays import with_iso_dates
from .office import emblem_of_file
from .reading import OfficeFiles
from .tables import (
    CHARTER_FIELDS,
    FACE_FIELDS,
    OFFICE_FIELDS,
    PLACE_FIELDS,
    POST_FIELDS,
    SERVICE_FIELDS,
    TIER_FIELDS,
    is_same_charter,
)


@transaction.atomic
def load_office(files: OfficeFiles, *, now: datetime, is_demo: bool = False) -> list[str]:
    """Bring one office up to its files; returns what was done, a line each. Running twice changes nothing."""
    done: list[str] = []
    said = pick_fields(files.office, OFFICE_FIELDS)
    if stated := files.office.get("owes_since"):
        said["owes_since"] = stated
    # Where the files name no day, it owes from the day it is made; one that is there already owes as it did.
    first_day = {"owes_since": now.astimezone(TZ).date()}
    office, created = Office.objects.get_or_create(
        slug=files.office["slug"], defaults=first_day | said | {"is_demo": is_demo}
    )
    if office.has_face_of_screen:
        said = {name: value for name, value in said.items() if name not in FIELDS}
    if not created:
        update_changed_fields(office, said)
    if not SettingChange.objects.filter(office=office, group="urgent").exists():
        # Files seed, screens rule: numbers that were set on screen stand.
        update_changed_fields(office, {"urgent": files.urgent, "foot_numbers": files.foot_numbers})
    if files.office.get("default", False) or not Office.objects.filter(is_default=True).exists():
        Office.objects.filter(is_default=True).exclude(pk=office.pk).update(is_default=False)
        Office.objects.filter(pk=office.pk).update(is_default=True)
    office.refresh_from_db()
    done.append(f"{office.slug}: {'created' if created else 'known'}")
    done += load_face(office, files, now)
    done += load_settings(office, files, now)
    places = {place["slug"]: load_place(office, place) for place in files.places}
    posts = load_posts(office, files, places)
    done += load_calendar(office, files, now)
    done += load_charter(office, files, posts, now)
    record_if_written(
        "office.loaded", subject=("office", office.pk), actor=("command", None), office_id=office.pk, now=now
    )
    cache_version.invalidate()
    return done


def load_face(office: Office, files: OfficeFiles, now: datetime) -> list[str]:
    """Files seed, screens rule: a face that was set on screen stands; what the files say is left."""
    said = {name: files.office.get(name, "") for name in FACE_FIELDS}
    name = files.office.get("emblem", "")
    emblem = NewEmblem(*emblem_of_file(files.folder, name)) if name else NO_EMBLEM
    if office.has_face_of_screen:
        differs = any(getattr(office, each) != value for each, value in said.items() if value)
        if differs or (name and emblem.sha256 != office.emblem):
            return ["face: পর্দায় রাখা চেহারা রইল · the one that was set on screen stays"]
        return []
    changed = set_face(office, said, emblem=emblem, is_of_screen=False, actor=("command", None), now=now)
    return [f"face: {', '.join(changed)}"] if changed else []


def load_settings(office: Office, files: OfficeFiles, now: datetime) -> list[str]:
    """Files seed, screens rule: of a setting, and of the stock alarms, that were changed on screen nothing is
    read.
    """
    done = ["settings"] if seed_settings(office, files.settings) else []
    if files.stock and not SettingChange.objects.filter(office=office, group="stock").exists():
        seeded = [row["name_bn"] for row in files.stock if load_stock_alarm(office, row, now)]
        done += [f"stock: {', '.join(seeded)}"] if seeded else []
    return done


def load_stock_alarm(office: Office, row: dict[str, Any], now: datetime) -> bool:
    """Whether it was not so before. A part that the office does not know is entered with it."""
    act: dict[str, Any] = {"actor": ("command", None), "now": now}
    part = Part.objects.filter(office=office, name_key=fold(row["name_bn"])[:120]).first()
    if part is None:
        add_part(office=office, **row, **act)
        return True
    if part.least == row["least"]:
        return False
    change_part(part, least=row["least"], is_kept=part.ended_on is None, **act)
    return True


def update_changed_fields(row: models.Model, wanted: dict[str, Any]) -> None:
    """Write what differs: a start that changes nothing leaves no trace."""
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, wanted[name])
    if changed:
        row.save(update_fields=changed)


def pick_fields(row: dict[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    return {name: with_iso_dates(row[name]) for name in fields if name in row}


def load_place(office: Office, row: dict[str, Any]) -> Place:
    """What was entered on screen since is newer than the file, and stays."""
    place, created = Place.objects.get_or_create(
        office=office, slug=row["slug"], defaults=pick_fields(row, PLACE_FIELDS)
    )
    if not created and not place.was_changed:
        update_changed_fields(place, pick_fields(row, PLACE_FIELDS))
    return place


def load_posts(office: Office, files: OfficeFiles, places: dict[str, Place]) -> dict[str, Post]:
    posts = {}
    for row in files.posts:
        fields = pick_fields(row, POST_FIELDS)
        fields["place"] = places.get(row.get("place", ""))
        fields |= {"seat_bn": row.get("office_bn", ""), "seat_en": row.get("office_en", "")}
        posts[row["slug"]], created = Post.objects.get_or_create(
            office=office, slug=row["slug"], defaults=fields
        )
        if not created:
            update_changed_fields(posts[row["slug"]], fields)
    for row in files.posts:
        update_changed_fields(posts[row["slug"]], {"superior": posts.get(row.get("superior", ""))})
    return posts


def load_calendar(office: Office, files: OfficeFiles, now: datetime) -> list[str]:
    version = adopt_files(office, files.calendar, now=now)
    doubts = [f"{doubt.bn} · {doubt.en}" for doubt in files.doubts]
    return [f"calendar: version {version.number}", *doubts] if version else []


def load_charter(office: Office, files: OfficeFiles, posts: dict[str, Post], now: datetime) -> list[str]:
    """A charter that says something else than the last version is a new one; running cases keep theirs."""
    if not files.charter:
        return []
    whole = json.dumps(with_iso_dates(files.charter), sort_keys=True, ensure_ascii=False) + files.document
    fingerprint = hashlib.sha256(whole.encode()).hexdigest()
    latest = office.charters.order_by("-number").first()
    corrections = files.charter.get("corrections", [])
    if latest and latest.fingerprint == fingerprint:
        # Loaded before the corrections of the charter as a whole were read: the same file still has them.
        if corrections and not latest.corrections:
            update_changed_fields(latest, {"corrections": corrections})
        return []
    if latest and is_same_charter(latest, files.charter, files.document):
        return []
    if latest and is_published_on_screen(latest):
        return kept_charter_lines(office, latest, files, fingerprint)
    head = files.charter["charter"]
    number = latest.number + 1 if latest else head["number"]
    begins = head["effective_from"]
    if latest:
        begins = max(now.date(), latest.effective_from)
        latest.effective_to = max(begins - timedelta(days=1), latest.effective_from)
        latest.save(update_fields=["effective_to"])
    version = CharterVersion.objects.create(
        office=office,
        number=number,
        effective_from=begins,
        published_at=now,
        fingerprint=fingerprint,
        approved_by=posts.get(head.get("approved_by", "")),
        expectations=files.charter.get("expectations", []),
        reservations=with_iso_dates(files.charter.get("reservations", [])),
        corrections=corrections,
        document=files.document,
        **pick_fields(head, CHARTER_FIELDS),
    )
    for position, row in enumerate(files.services):
        Service.objects.create(
            version=version,
            code=row["code"],
            position=position,
            search_words=row.get("words", []),
            responsible=posts[row["responsible"]],
            superior=posts.get(row.get("superior", "")),
            **pick_fields(row, SERVICE_FIELDS),
        )
    for row in files.tiers:
        Tier.objects.create(
            version=version,
            number=row["tier"],
            post=posts[row["post"]],
            alternate=posts.get(row.get("alternate", "")),
            **pick_fields(row, TIER_FIELDS),
        )
    return [
        counting("charter: version {number}, {n} [service|services]", number=number, n=len(files.services)),
        *charter_change_lines(latest, version),
    ]


def is_published_on_screen(version: CharterVersion) -> bool:
    """Whether a person approved it, as a reviewed document or with changed steps for complaints."""
    return any(model.objects.filter(version=version).exists() for model in (Upload, LadderDraft))


def charter_change_lines(latest: CharterVersion | None, version: CharterVersion) -> list[str]:
    """What the files added to the version before and took away from it: told, for whoever changed them by
    mistake.
    """
    if latest is None:
        return []
    rows = count_rows(catalogue_reading(latest), catalogue_reading(version))
    new, gone = rows.new_services + rows.new_tiers, rows.removed_rows
    if not new and not gone:
        return []
    english = counting("{n} new [row|rows], {gone} removed", n=new, gone=gone)
    summary = f"charter: নতুন {digits(new)}টি সারি, বাদ {digits(gone)}টি · {english}"
    return [summary, *(f"charter: বাদ · removed: {name}" for name in rows.names)]


def kept_charter_lines(
    office: Office, latest: CharterVersion, files: OfficeFiles, fingerprint: str
) -> list[str]:
    """Files seed, screens rule: a version published on screen stands. What the files say otherwise is told,
    and left.
    """
    if office.charters.filter(fingerprint=fingerprint).exists():
        return []
    lines = [
        f"charter: সংস্করণ {digits(latest.number)} পর্দায় প্রকাশিত, তাই ফাইলের চার্টার নেওয়া হয়নি"
        f" · version {latest.number} was published on screen, so the files’ charter is not taken"
    ]
    changes = compare(catalogue_reading(latest), read_text(files.document))
    return lines + [f"charter: {change.bn} · {change.en}" for change in changes]
