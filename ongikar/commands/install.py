"""`ongikar install`: the files that stand around the program on a server, shown or written into a folder."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ongikar.core.command_line import Refusal, languages, refusing
from ongikar.core.data_owner import act_as_owner, act_as_root_again, user_name
from ongikar.operations.installing.environment_file import read_environment
from ongikar.operations.installing.standing_files import Standing, is_of_others, read_standing, read_text

if TYPE_CHECKING:
    from ongikar.operations.installing.server_files import Server

USER, PORT = "ongikar", 8000
ENVIRONMENT, CERTIFICATES = Path("/etc/ongikar/ongikar.env"), Path("/etc/letsencrypt/live")


def make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ongikar install")
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument("--print", action="store_true", help="show them, with secrets hidden")
    how.add_argument("--folder", type=Path, help="write them below this folder; / is the machine itself")
    parser.add_argument(
        "--dry-run", action="store_true", help="with --folder: say what would change, write nothing"
    )
    parser.add_argument("--user", help=f"whom the program runs as ({USER})")
    parser.add_argument("--port", type=int, help=f"where the web server listens, at 127.0.0.1 ({PORT})")
    parser.add_argument(
        "--address", default="", help="the site's address, such as https://office.example.gov.bd"
    )
    parser.add_argument("--environment", type=Path, help=f"the file of settings ({ENVIRONMENT})")
    parser.add_argument("--certificates", type=Path, help=f"for nginx ({CERTIFICATES})")
    parser.add_argument(
        "--replace", action="store_true", help="put this program in the place of another that is installed"
    )
    return parser


@refusing
def take_standing_settings(words: list[str]) -> int:
    """Before Django reads the settings: those of the file that stands where they would be written hold, over
    those given now, so that the units name its folders and the database that is asked is its own.
    """
    asked = make_parser().parse_args(words)
    if asked.folder is None:
        return 0
    act_as_root_again()
    standing = read_standing(asked.folder)
    environment = asked.environment or (standing.environment if standing else ENVIRONMENT)
    file = asked.folder / str(environment).lstrip("/")
    try:
        there = read_environment(read_text(file))
    except Refusal as fault:
        raise Refusal(f"{file}: {fault.bn}", f"{file}: {fault.en}") from None
    for name in sorted(there.keys() & os.environ.keys()):
        if os.environ[name] != there[name]:
            tell(
                f"# {name}: {file}-এ যা লেখা, তা-ই থাকল",
                f"# {name}: stays as {file} has it",
            )
    os.environ |= there
    act_as_owner()
    return 0


@refusing
def install(words: list[str]) -> int:
    """`ongikar install --print | --folder DIR`: changes nothing of the machine; what to do with the files is
    said at the end.
    """
    from ongikar.operations.installing.server_files import (
        CADDY,
        SAMPLE_ADDRESS,
        own_address,
        server_files,
        this_server,
    )

    asked = make_parser().parse_args(words)
    act_as_root_again()
    standing = read_standing(asked.folder) if asked.folder else None
    act_as_owner()
    address = (asked.address or own_address()).rstrip("/")
    if urlsplit(address).scheme != "https" or urlsplit(address).path:
        raise Refusal(
            f"{address}: এভাবে লিখুন: https://office.example.gov.bd",
            f"{address}: write it like https://office.example.gov.bd",
        )
    known = standing or Standing("", USER, ENVIRONMENT, PORT, None)
    server = this_server(
        user=asked.user or known.user,
        environment=asked.environment or known.environment,
        certificates=asked.certificates or known.certificates or CERTIFICATES,
        port=known.port if asked.port is None else asked.port,
        address=address,
    )
    if asked.print:
        for place, text in server_files(server, with_secrets=False).items():
            print(f"# ==== /{place}\n{text}")
    else:
        if standing and standing.program != str(server.program) and not (asked.replace or asked.dry_run):
            raise Refusal(*of_another_program(standing, str(server.program), asked.folder))
        files = server_files(server, with_secrets=True)
        act_as_root_again()
        if is_of_others(asked.folder / CADDY):
            tell(
                f"# {asked.folder / CADDY} অন্য সাইটের, তাই যেমন ছিল তেমনই থাকল:"
                " --print-এ যা দেখায়, তা নিজে যোগ করুন",
                f"# {asked.folder / CADDY} serves other sites and stays as it is: add by hand what"
                " --print shows",
            )
            del files[CADDY]
        keep_one_front(asked.folder, files)
        write(asked.folder, server, files, dry_run=asked.dry_run)
        tell_of_other_owner(server.user)
    if address == SAMPLE_ADDRESS and not (asked.address or os.environ.get("ONGIKAR_ADDRESS")):
        tell(
            f"# {address} একটি নমুনা: --address দিয়ে সাইটের ঠিকানা দিন",
            f"# {address} is a sample: give the site's own with --address",
        )
    tell_what_is_next(server.user, is_first=standing is None)
    return 0


def write(folder: Path, server: "Server", files: dict[str, str], *, dry_run: bool) -> None:
    """Settings that stand there already hold; of every other file the lines that come and go are told."""
    from ongikar.operations.installing.server_files import (
        HIDDEN,
        SECRET_SETTINGS,
        changes_of_files,
        keep_settings,
        write_files,
    )

    differences = keep_settings(folder, server, files)
    environment = folder / str(server.environment).lstrip("/")
    told = [(path, path.exists(), changes) for path, changes in changes_of_files(folder, files)]
    if not dry_run:
        write_files(folder, files)
    for path, was_there, changes in told:
        state = "unchanged" if not changes else "would be written" if dry_run else "written"
        print(f"{path}: {state}")
        for line in changes if was_there and path != environment else ():
            print(f"    {line}")
    for each in differences:
        there, wanted = (
            HIDDEN if each.name in SECRET_SETTINGS else value for value in (each.there, each.wanted)
        )
        tell(
            f"# {each.name}={there} থাকল; এখন লিখলে হতো {wanted}",
            f"# {each.name}={there} stays; written now it would be {wanted}",
        )


# Where each front server keeps its files.
FRONTS = {"etc/caddy/Caddyfile": "etc/caddy", "etc/nginx/conf.d/ongikar.conf": "etc/nginx"}


def keep_one_front(folder: Path, files: dict[str, str]) -> None:
    """Where one of the two is installed, nothing is written for the other: installed later, it would not
    start without its certificates.
    """
    there = [place for place, home in FRONTS.items() if (folder / home).is_dir()]
    for place in FRONTS if len(there) == 1 else ():
        if place not in there:
            files.pop(place, None)


def of_another_program(standing: Standing, program: str, folder: Path) -> tuple[str, str]:
    where = f"{standing.program}, {standing.user}, 127.0.0.1:{standing.port}, {standing.environment}"
    return (
        f"{folder}: এখানে আরেকটি ইনস্টলেশন আছে ({where})। কিছুই লেখা হয়নি। কী বদলাত, দেখুন --dry-run"
        f" দিয়ে; সেটির জায়গায় {program} বসাতে --replace দিন",
        f"{folder}: another installation stands here ({where}). Nothing was written. See with --dry-run what"
        f" would change; to put {program} in its place give --replace",
    )


def tell_of_other_owner(user: str) -> None:
    """A data folder that the user of the service may not write to stops the service at its first start."""
    from django.conf import settings

    folder = settings.VAR
    if folder.exists() and (owner := user_name(folder.stat().st_uid)) != user:
        tell(
            f"# {folder} {owner}-এর, সেবা চলবে {user} হিসেবে। আগে: chown -R {user}: {folder}",
            f"# {folder} belongs to {owner}, the service runs as {user}. First: chown -R {user}: {folder}",
        )


def tell(bn: str, en: str) -> None:
    sentences = {"bn": bn, "en": en}
    print(*(sentences[tongue] for tongue in languages()), sep="\n", file=sys.stdout)


def tell_what_is_next(user: str, *, is_first: bool) -> None:
    data = os.environ.get("ONGIKAR_VAR", "/var/lib/ongikar")
    first = (
        f"useradd --system --home-dir /nonexistent --shell /usr/sbin/nologin {user}",
        f"install -d -o {user} -g {user} -m 700 {data}",
        "systemctl daemon-reload",
        "systemctl enable --now ongikar-web ongikar-worker ongikar-backup.timer ongikar-drill.timer",
    )
    again = ("systemctl daemon-reload", "systemctl restart ongikar-web ongikar-worker")
    print("# এরপর, রুট হিসেবে · next, as root: docs/how-to/install-on-a-server.md")
    for line in (*(first if is_first else again), "systemctl reload caddy    (or nginx)"):
        print(f"#   {line}")
