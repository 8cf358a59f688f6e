"""Office files, read and checked before anything is written: every fault is named with its file and line."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from ongikar.rules.calendar import Calendar, CalendarFault
from ongikar.rules.promise import Promise, PromiseFault

from .office_calendar import calendar_data

CATEGORIES = ("citizen", "institutional", "internal")
WANTED = {
    "office": ("slug", "name_bn", "name_en", "department_bn", "department_en", "address_bn", "address_en", "geocode"),
    "post": ("slug", "title_bn", "title_en", "role"),
    "service": ("code", "category", "number", "kind", "name_bn", "name_en", "short_bn", "short_en", "summary_bn",
                "summary_en", "time_raw", "time", "fee", "responsible"),
    "tier": ("tier", "when_bn", "when_en", "title_bn", "title_en", "post", "limit"),
    "charter": ("number", "effective_from", "title_bn", "title_en", "vision_bn", "vision_en", "mission_bn", "mission_en"),
}  # fmt: skip


class OfficeFileFault(ValueError):
    """A fault in an office file, with the file and, where known, the line."""

    def __init__(self, file: Path, line: int | None, bn: str, en: str):
        place = f"{file.name}:{line}" if line else file.name
        self.bn, self.en = f"{place}: {bn}", f"{place}: {en}"
        super().__init__(self.en)


@dataclass
class OfficeFiles:
    """What the folder of one office says, checked."""

    folder: Path
    office: dict[str, Any]
    posts: list[dict[str, Any]]
    places: list[dict[str, Any]]
    calendar: dict[str, Any]
    charter: dict[str, Any]
    services: list[dict[str, Any]]
    tiers: list[dict[str, Any]]
    document: str
    demo: dict[str, Any] = field(default_factory=dict)


def read(folder: Path, *, with_demo: bool) -> OfficeFiles:
    """Read one office's folder; raises OfficeFileFault for the first fault a person must mend."""
    if not folder.is_dir():
        raise OfficeFileFault(folder, None, "এই নামে কোনো ফোল্ডার নেই", "there is no such folder")
    for path in sorted((folder / "holidays").glob("*.toml")):
        toml(path)
    office, charter = toml(folder / "office.toml"), toml(folder / "charter.toml")
    demo = toml(folder / "demo.toml") if with_demo and (folder / "demo.toml").exists() else {}
    check_office(folder / "office.toml", office)
    check_charter(folder / "charter.toml", charter, {post["slug"] for post in office.get("posts", [])})
    ceilings = demo.get("ceilings", {})
    for service in charter["services"]:
        if service["code"] in ceilings:
            service["ceiling"] = ceiling(folder / "demo.toml", service["code"], ceilings[service["code"]])
    document = folder / "charter.txt"
    return OfficeFiles(
        folder, office["office"], office["posts"], [*office.get("places", []), *demo.get("places", [])],
        calendar(folder), charter, charter["services"], charter["tiers"],
        document.read_text("utf-8") if document.exists() else "", demo,
    )  # fmt: skip


def toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise OfficeFileFault(path, None, "ফাইলটি নেই", "the file is missing") from None
    except UnicodeDecodeError:
        raise OfficeFileFault(path, None, "ফাইলটি UTF-8 নয়", "the file is not UTF-8") from None
    except tomllib.TOMLDecodeError as fault:
        line = getattr(fault, "lineno", None) or line_in(str(fault))
        raise OfficeFileFault(path, line, f"TOML পড়া যায়নি: {fault}", f"not valid TOML: {fault}") from None


def line_in(message: str) -> int | None:
    _, found, rest = message.partition("(at line ")
    return int(rest.split(",")[0]) if found else None


def line_of(path: Path, text: str) -> int | None:
    """The first line of the file in which `text` stands."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return next((number for number, line in enumerate(lines, 1) if text in line), None)


def need(path: Path, row: dict, keys: tuple[str, ...], place: str, mark: str) -> None:
    for key in keys:
        if row.get(key) in (None, ""):
            raise OfficeFileFault(
                path, line_of(path, mark), f"{place}: “{key}” লেখা নেই", f"{place}: “{key}” is missing"
            )


def check_office(path: Path, office: dict) -> None:
    need(path, office.get("office", {}), WANTED["office"], "[office]", "[office]")
    known = {post.get("slug") for post in office.get("posts", [])}
    for post in office.get("posts", []):
        mark = f'slug = "{post.get("slug", "")}"'
        need(path, post, WANTED["post"], f"[[posts]] {post.get('slug', '')}", mark)
        if post.get("superior") and post["superior"] not in known:
            raise OfficeFileFault(
                path, line_of(path, f'superior = "{post["superior"]}"'),
                f"ঊর্ধ্বতন পদ “{post['superior']}” লেখা নেই", f"the superior post “{post['superior']}” is not in this file",
            )  # fmt: skip


def check_charter(path: Path, charter: dict, posts: set[str]) -> None:
    need(path, charter.get("charter", {}), WANTED["charter"], "[charter]", "[charter]")
    seen: set[str] = set()
    for service in charter.setdefault("services", []):
        code = service.get("code", "")
        mark = f'code = "{code}"'
        need(path, service, WANTED["service"], f"[[services]] {code}", mark)
        line = line_of(path, mark)
        if code in seen:
            raise OfficeFileFault(path, line, f"“{code}” দুবার লেখা", f"“{code}” stands twice")
        seen.add(code)
        if service["category"] not in CATEGORIES:
            raise OfficeFileFault(
                path,
                line,
                f"“{service['category']}” কোনো শ্রেণি নয়",
                f"“{service['category']}” is no category",
            )
        if service["kind"] not in settings.DELIVERY_KINDS:
            raise OfficeFileFault(
                path, line, f"“{service['kind']}” নামে কোনো ধরন নেই", f"there is no kind “{service['kind']}”"
            )
        for key in ("responsible", "superior"):
            if service.get(key) and service[key] not in posts:
                raise OfficeFileFault(
                    path,
                    line,
                    f"পদ “{service[key]}” লেখা নেই",
                    f"the post “{service[key]}” is not in office.toml",
                )
        if isinstance(service.get("ceiling"), str):
            service["ceiling"] = ceiling(path, code, service["ceiling"])
    for tier in charter.setdefault("tiers", []):
        mark = f"tier = {tier.get('tier', '')}"
        need(path, tier, WANTED["tier"], f"[[tiers]] {tier.get('tier', '')}", mark)
        if tier["post"] not in posts:
            raise OfficeFileFault(
                path,
                line_of(path, mark),
                f"পদ “{tier['post']}” লেখা নেই",
                f"the post “{tier['post']}” is not in office.toml",
            )


def ceiling(path: Path, code: str, words: str) -> dict:
    try:
        return Promise.parse(words).as_data()
    except PromiseFault as fault:
        raise OfficeFileFault(
            path, line_of(path, code), f"{code}: {fault.bn}", f"{code}: {fault.en}"
        ) from None


def calendar(folder: Path) -> dict[str, Any]:
    try:
        data = calendar_data(folder)
        Calendar.from_data(data)
    except CalendarFault as fault:
        raise OfficeFileFault(folder / "office.toml", None, fault.bn, fault.en) from None
    return data
