"""The demonstration's labs, digital centres and devices: brought as a list, as an office would, and what
became of them since, by the real acts at past moments.
"""

import io
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from ongikar.journal.actions import Reference
from ongikar.office_files.reading import OfficeFiles, read_toml
from ongikar.offices.models import Office, Place, Post
from ongikar.people.contact_actions import add_contact
from ongikar.people.models import Holding, User
from ongikar.people.place_actions import change_place
from ongikar.places import actions
from ongikar.places.actions.importing import apply_list, keep_list
from ongikar.places.importing.headings import HEADINGS
from ongikar.places.models import Device, Part
from ongikar.places.words import DEVICE_KINDS
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

FILE = "demo_places.toml"
COLUMNS = ("kind", "name", "maker", "model", "serial_no", "place", "source", "warranty_until")
BEFORE_NOON = time(11, 30)


@dataclass(slots=True)
class DemoDevices:
    """What the file needs to know of its office."""

    office: Office
    user: User
    now: datetime
    places: dict[str, Place]
    # By place and sort the devices in the order of their numbers.
    devices: dict[tuple[str, str], list[Device]] = field(default_factory=lambda: defaultdict(list))

    @property
    def actor(self) -> Reference:
        return ("user", self.user.pk)

    def day(self, days_ago: int) -> date:
        return self.now.astimezone(TZ).date() - timedelta(days=days_ago)

    def moment(self, days_ago: int) -> datetime:
        return min(self.now, datetime.combine(self.day(days_ago), BEFORE_NOON, TZ))


@transaction.atomic
def load_places(files: OfficeFiles, *, now: datetime) -> int:
    """Bring the office's demo_places.toml, all or nothing; how many devices came, 0 on a second run. Only an
    office of demonstration takes them.
    """
    office = Office.objects.filter(slug=files.office["slug"], is_demo=True).first()
    path = files.folder / FILE
    if office is None or not path.exists() or Device.objects.filter(office=office).exists():
        return 0
    post = Post.objects.filter(office=office, role=Post.OFFICER).order_by("pk").first()
    holding = Holding.objects.on(now.astimezone(TZ).date()).filter(post=post).select_related("user").first()
    if holding is None:
        return 0
    data: dict[str, Any] = read_toml(path)
    places = {place.slug: place for place in Place.objects.filter(office=office)}
    work = DemoDevices(office, holding.user, now, places)
    for row in data["places"]:
        load_place(work, row)
    load_list(work, data)
    for row in sorted(data["facts"], key=lambda row: -row["days_ago"]):
        say_fact(work, row)
    load_parts(work, data["parts"])
    return sum(map(len, work.devices.values()))


def load_place(work: DemoDevices, row: dict[str, Any]) -> None:
    """What the office's file does not say of a place, and who answers for it."""
    place, at = work.places[row["slug"]], work.moment(300)
    known = {name: getattr(place, name) for name in ("kind", "name_bn", "name_en")}
    facts = {**known, "union": row["union"], "eiin": row.get("eiin", "")}
    change_place(place, facts=facts, actor=work.actor, now=at)
    Place.objects.filter(pk=place.pk).update(opened_on=row["opened"])
    contact = {**row["contact"], "mobile": f"+88{row['contact']['mobile']}", "place": place}
    add_contact(office=work.office, facts=contact, since=work.day(300), actor=work.actor, now=at)


def load_list(work: DemoDevices, data: dict[str, Any]) -> None:
    """The list as an office brings it: a workbook, looked at, and applied."""
    days_ago, at = data["list"]["days_ago"], work.moment(data["list"]["days_ago"])
    upload = ContentFile(workbook(work, data["groups"]), name=data["list"]["file"])
    kept = keep_list(office=work.office, upload=upload, on=work.day(days_ago), user=work.user, now=at)
    apply_list(kept, user=work.user, now=at)
    slugs = {place.pk: slug for slug, place in work.places.items()}
    for device in Device.objects.filter(office=work.office).order_by("number"):
        work.devices[slugs[device.place_id], device.kind].append(device)


def workbook(work: DemoDevices, groups: list[dict[str, Any]]) -> bytes:
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet, at = book.add_worksheet("যন্ত্রের তালিকা"), 0
        for column, name in enumerate(COLUMNS):
            sheet.write_string(0, column, HEADINGS[name][0])
        for group in groups:
            for nth in range(1, group["count"] + 1):
                at += 1
                for column, value in enumerate(device_row(work, group, nth, at)):
                    sheet.write_string(at, column, value)
    return made.getvalue()


def device_row(work: DemoDevices, group: dict[str, Any], nth: int, at: int) -> tuple[str, ...]:
    """A row by COLUMNS: a device that is alone of its sort has no figure in its name."""
    name = group["name"] if group["count"] == 1 else f"{group['name']} {digits(nth)}"
    warranty = work.day(-group["warranty_days"]).isoformat() if group["warranty_days"] else ""
    serial = f"NOMUNA-{at:04d}" if group["has_serial"] else "N/A"
    place = work.places[group["place"]].name_bn
    kind = str(DEVICE_KINDS[group["kind"]])
    return (kind, name, group["maker"], group["model"], serial, place, group["source"], warranty)


def say_fact(work: DemoDevices, row: dict[str, Any]) -> None:
    device = work.devices[row["place"], row["kind"]][row["nth"] - 1]
    actions.record_device_fact(
        device,
        fact=row["fact"],
        on=work.day(row["days_ago"]),
        place=work.places[row["to"]] if "to" in row else None,
        words=row.get("words", ""),
        actor=work.actor,
        now=work.moment(row["days_ago"]),
    )


def load_parts(work: DemoDevices, rows: list[dict[str, Any]]) -> None:
    """The parts, then their movements in the order of their days: so they stand in the stock book."""
    first = max(move["days_ago"] for row in rows for move in row["moves"])
    moves = []
    for row in rows:
        names = {name: row[name] for name in ("name_bn", "name_en", "unit_bn", "unit_en", "least")}
        at = work.moment(first + 1)
        part = actions.add_part(office=work.office, **names, actor=work.actor, now=at)
        moves += [(part, move) for move in row["moves"]]
    for part, move in sorted(moves, key=lambda each: -each[1]["days_ago"]):
        move_part(work, part, move)


def move_part(work: DemoDevices, part: Part, move: dict[str, Any]) -> None:
    by: dict[str, Any] = {"actor": work.actor, "now": work.moment(move["days_ago"])}
    match move["act"]:
        case "receive":
            price = Decimal(move["price"])
            actions.receive_part(
                part=part, quantity=move["quantity"], price=price, source=move["source"], **by
            )
        case "use":
            device = work.devices[move["place"], move["kind"]][move["nth"] - 1]
            actions.use_part(
                office=work.office, part=part, quantity=move["quantity"], subject=None, device=device, **by
            )
        case "write_off":
            actions.write_off_part(part=part, quantity=move["quantity"], words=move["words"], **by)
        case "count":
            actions.count_part(part=part, counted=move["quantity"], **by)
