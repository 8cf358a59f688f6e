"""The office's own file: who it is, its posts and who stands above whom, and the sample
people who hold them.
"""

import re
from pathlib import Path
from typing import Any

from ongikar.offices.models import Post

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
