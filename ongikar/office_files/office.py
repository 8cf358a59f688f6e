"""The office's own file: who it is, its posts and who stands above whom, the sample people who hold them,
and what to do at once in an urgent matter (`[[urgent]]`).
"""

import re
from pathlib import Path
from typing import Any

from ongikar.cases.kinds import kinds
from ongikar.cases.urgent import urgencies_of
from ongikar.charter.models import Service
from ongikar.offices.models import Post
from ongikar.offices.rules.palette import ColourFault, check_colour
from ongikar.papers.check import PaperFault
from ongikar.papers.emblem import MOST_BYTES, TOO_LARGE, check_emblem
from ongikar.rules.bangla.text import digits

from .columns import check_row, checked_rows
from .toml_files import OfficeFileFault, Spot, read_toml, toml_rows, toml_table

HOST = re.compile(r"(?!-)[a-z0-9-]+(?:\.[a-z0-9-]+)+")
# Tracking numbers are read back from their figures, of which the first four are the geocode.
GEOCODE = 4


def check_office(path: Path, data: dict[str, Any]) -> set[str]:
    """The slugs of the office's posts. Raises OfficeFileFault."""
    office, spot = toml_table(path, data, "office"), Spot(path, "office")
    check_row(spot, office)
    toml_table(path, data, "week"), toml_rows(path, data, "windows")
    if office["slug"] != path.parent.resolve().name:
        # A folder copied and not yet renamed inside would be loaded onto the office it was copied from.
        raise spot.fault(
            f"“slug” হবে ফোল্ডারের নাম “{path.parent.resolve().name}”, “{office['slug']}” নয়",
            f"“slug” must be the name of the folder, “{path.parent.resolve().name}”, not “{office['slug']}”",
            key="slug",
        )
    code = office["geocode"]
    if not (code.isascii() and code.isdigit() and len(code) == GEOCODE):
        raise spot.fault(
            f"“geocode” হবে ৪টি সংখ্যা, যেমন 8549; “{code}” চলবে না",
            f"“geocode” must be 4 figures, such as 8549, not “{code}”",
            key="geocode",
        )
    check_host(spot, office)
    check_default(spot, office)
    check_face(spot, office)
    return check_posts(path, data)


def check_host(spot: Spot, office: dict[str, Any]) -> None:
    """The name that the office answers at is a host's, in small letters, and no other folder's."""
    host = office.get("host", "")
    if not host:
        return
    if not HOST.fullmatch(host):
        raise spot.fault(
            f"“host” হবে শুধু সাইটের নাম, যেমন ict.rangpursadar.example.gov.bd; “{host}” চলবে না",
            f"“host” must be the name of a site alone, such as ict.rangpursadar.example.gov.bd, not “{host}”",
            key="host",
        )
    for other in neighbour_office_files(spot.path.parent.resolve()):
        if office_head(other).get("host") == host:
            named = f"{other.parent.name}/{other.name}"
            raise spot.fault(
                f"“{host}” {named} ফাইলেও লেখা; একটি নামে একটি কার্যালয়",
                f"“{host}” stands in {named} too; one name is one office’s",
                key="host",
            )


def check_default(spot: Spot, office: dict[str, Any]) -> None:
    """One office answers where the address names none: of two folders that say so, the second is at fault."""
    if type(office.get("default", False)) is not bool:
        raise spot.fault("“default” হবে true বা false", "“default” must be true or false", key="default")
    if not office.get("default"):
        return
    folder = spot.path.parent.resolve()
    for other in neighbour_office_files(folder):
        if other.parent.name < folder.name and is_default_office(other):
            named = f"{other.parent.name}/{other.name}"
            raise spot.fault(
                f"{folder.name}: “default = true” {named} ফাইলে আগেই লেখা; শুধু একটি কার্যালয়ে এটি থাকতে পারে",
                f"{folder.name}: “default = true” already stands in {named}; only one office can have it",
                key="default",
            )


def check_face(spot: Spot, office: dict[str, Any]) -> None:
    """A colour on which words can be read, and an emblem that may stand on a page."""
    if office.get("colour"):
        try:
            office["colour"] = check_colour(office["colour"])
        except ColourFault as fault:
            raise spot.fault(fault.bn, fault.en, key="colour") from None
    if office.get("emblem"):
        try:
            emblem_of_file(spot.path.parent, office["emblem"])
        except PaperFault as fault:
            raise spot.fault(fault.bn, fault.en, key="emblem") from None


def emblem_of_file(folder: Path, name: str) -> tuple[bytes, str]:
    """The emblem that lies beside office.toml, made safe, and its media type. Raises PaperFault."""
    path = folder / name
    if path.name != name or not path.is_file():
        raise PaperFault(
            f"“emblem” হবে এই ফোল্ডারের একটি ফাইলের নাম; “{name}” নেই",
            f"“emblem” is the name of a file in this folder; there is no “{name}”",
        )
    if path.stat().st_size > MOST_BYTES:
        raise PaperFault(*TOO_LARGE)
    return check_emblem(path.read_bytes())


def neighbour_office_files(folder: Path) -> list[Path]:
    """The files of the offices beside a folder."""
    return [path for path in sorted(folder.parent.glob("*/office.toml")) if path.parent.name != folder.name]


def is_default_office(path: Path) -> bool:
    """Whether another folder's office claims to be the one."""
    return office_head(path).get("default") is True


def office_head(path: Path) -> dict[str, Any]:
    """What another folder's office says of itself; a file that cannot be read says nothing."""
    try:
        return dict(read_toml(path).get("office", {}))
    except (OfficeFileFault, TypeError, ValueError):
        return {}


def check_posts(path: Path, data: dict[str, Any]) -> set[str]:
    posts = checked_rows(path, data, "posts")
    known = check_post_rows(posts, set())
    if not any(post["role"] == Post.OFFICER for _, post in posts):
        raise Spot(path, "posts").fault(
            'দায়িত্বপ্রাপ্ত কর্মকর্তার কোনো পদ নেই (role = "officer")',
            'no post is the responsible officer’s (role = "officer")',
        )
    return known


def check_demo_posts(path: Path, demo: dict[str, Any], known: set[str]) -> set[str]:
    """The sample posts, which only a demonstration has: the slugs of them."""
    return check_post_rows(checked_rows(path, demo, "posts"), known) if demo.get("posts") else set()


def check_seats(posts: list[tuple[Spot, dict[str, Any]]], places: list[dict[str, Any]]) -> None:
    """An agent sits at a place that the files name."""
    known = {place["slug"] for place in places}
    for spot, post in posts:
        if (seat := post.get("place")) and seat not in known:
            raise spot.fault(f"স্থান “{seat}” লেখা নেই", f"the place “{seat}” is not in the files", key="place")


def check_post_rows(posts: list[tuple[Spot, dict[str, Any]]], before: set[str]) -> set[str]:
    """The slugs of these posts, of which `before` are taken already."""
    known = set(before)
    for spot, post in posts:
        if post["slug"] in known:
            raise spot.fault(
                f"পদ “{post['slug']}” দুবার লেখা", f"the post “{post['slug']}” stands twice", key="slug"
            )
        known.add(post["slug"])
        if post["role"] not in Post.ROLES:
            raise spot.fault(
                f"“{post['role']}” কোনো ভূমিকা নয়: {', '.join(Post.ROLES)}",
                f"“{post['role']}” is no role: {', '.join(Post.ROLES)}",
                key="role",
            )
    for spot, post in posts:
        if (above := post.get("superior")) and above not in known:
            raise spot.fault(
                f"ঊর্ধ্বতন পদ “{above}” লেখা নেই",
                f"the superior post “{above}” is not in this file",
                key="superior",
            )
    return known


def check_people(path: Path, demo: dict[str, Any], posts: set[str]) -> None:
    """The sample holders of posts, whom only a demonstration has."""
    for spot, person in toml_rows(path, demo, "people"):
        for key in ("username", "name_bn", "name_en", "post", "password"):
            if not isinstance(person.get(key), str) or not person[key]:
                raise spot.fault(f"“{key}” লেখা নেই", f"“{key}” is missing", key=key)
        if person["post"] not in posts:
            raise spot.fault(
                f"পদ “{person['post']}” লেখা নেই",
                f"the post “{person['post']}” is not in office.toml",
                key="post",
            )


# As it is dialled: a short code of three figures or more, or a whole number with its country.
PHONE_NUMBER = re.compile(r"\+?[0-9]{3,15}")
MAX_ROWS = 8
MAX_LETTERS = 400
TITLE, NAME, NOTE = ("title_bn", "title_en"), ("name_bn", "name_en"), ("note_bn", "note_en")


def known_keys() -> list[str]:
    """Every urgency that some kind of service can tell of."""
    return sorted({urgency.key for kind in kinds().values() for urgency in kind.urgencies})


def check_urgent(path: Path, data: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows, checked; raises OfficeFileFault for the first that cannot be shown to somebody in need."""
    seen: set[str] = set()
    found = toml_rows(path, data, "urgent")
    for spot, row in found:
        key = row.get("key")
        if key not in known_keys():
            raise spot.fault(
                f"“{key}” নামে কোনো জরুরি বিষয় নেই: {', '.join(known_keys())}",
                f"“{key}” is no urgent matter: {', '.join(known_keys())}",
                key="key",
            )
        if key in seen:
            raise spot.fault(f"“{key}” দুবার লেখা", f"“{key}” stands twice", key="key")
        seen.add(key)
        check_words(spot, row, *TITLE)
        for step in required_rows(spot, row, "steps"):
            check_words(spot, step, "bn", "en", within="steps")
        for contact in required_rows(spot, row, "contacts"):
            check_contact(spot, contact)
    return [row for _, row in found]


def check_foot_numbers(path: Path, data: dict[str, Any]) -> list[dict[str, Any]]:
    """Whose number stands at the foot of public pages, and which."""
    rows = toml_rows(path, data, "foot_numbers")
    for spot, row in rows:
        check_contact(spot, row)
    return [row for _, row in rows]


def required_rows(spot: Spot, row: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """What stands under a name: at least one row and not more than can be read in need."""
    found = row.get(name)
    if (
        not isinstance(found, list)
        or not all(isinstance(each, dict) for each in found)
        or not 1 <= len(found) <= MAX_ROWS
    ):
        raise spot.fault(
            f"“{name}” হবে ১ থেকে {digits(MAX_ROWS)}টি সারির তালিকা",
            f"“{name}” must be a list of 1 to {MAX_ROWS} rows",
            key=name,
        )
    return found


def check_words(spot: Spot, row: dict[str, Any], *names: str, within: str = "") -> None:
    for name in names:
        words = row.get(name)
        if not isinstance(words, str) or not words.strip() or len(words) > MAX_LETTERS:
            where = f"{within}.{name}" if within else name
            raise spot.fault(
                f"“{where}” লিখতে হবে, {digits(MAX_LETTERS)} অক্ষরের মধ্যে",
                f"“{where}” must be written, in at most {MAX_LETTERS} characters",
                key=within or name,
            )


def check_contact(spot: Spot, row: dict[str, Any]) -> None:
    check_words(spot, row, *NAME, within="contacts")
    number = row.get("number", "")
    if not isinstance(number, str) or (number and not PHONE_NUMBER.fullmatch(number)):
        raise spot.fault(
            f'“contacts.number” হবে শুধু ইংরেজি অঙ্ক, যেমন "999" বা "+8802589962488"; “{number}” চলবে না',
            f'“contacts.number” must be figures alone, such as "999" or "+8802589962488", not “{number}”',
            key="contacts",
        )
    if not number or any(name in row for name in NOTE):
        # Who is named without a number must be found in some other way.
        check_words(spot, row, *NOTE, within="contacts")
    if type(row.get("confirmed", False)) is not bool:
        raise spot.fault(
            "“contacts.confirmed” হবে true বা false",
            "“contacts.confirmed” must be true or false",
            key="contacts",
        )


def missing_advice(
    path: Path, urgent: list[dict[str, Any]], services: list[dict[str, Any]]
) -> list[OfficeFileFault]:
    """A doubt for each service whose answers may be urgent while the office says nothing of it."""
    known = {row["key"] for row in urgent}
    missing: dict[str, OfficeFileFault] = {}
    for row in services:
        service = Service(
            code=row["code"], kind=row["kind"], category=row["category"], options=row.get("options", {})
        )
        if row["kind"] in kinds() and kinds()[row["kind"]].urgencies:
            missing |= {each.key: row["code"] for each in urgencies_of(service) if each.key not in known}
    return [
        Spot(path).fault(
            f"“{code}” সেবায় জরুরি বিষয় “{key}” আসতে পারে, কিন্তু কী করতে হবে তা [[urgent]] অংশে লেখা নেই",
            f"“{code}” may bring the urgent matter “{key}”, and no [[urgent]] row says what to do",
        )
        for key, code in missing.items()
    ]
