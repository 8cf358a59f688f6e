"""`ongikar install`: the files that stand around the program on a server, shown or written into a folder."""

import argparse
from pathlib import Path
from urllib.parse import urlsplit

from ongikar.core.command_line import Refusal, refusing
from ongikar.core.data_owner import act_as_root_again
from ongikar.operations.installing.server_files import (
    HIDDEN,
    SAMPLE_ADDRESS,
    SECRET_SETTINGS,
    Server,
    changes_of_files,
    keep_settings,
    own_address,
    server_files,
    this_server,
    write_files,
)


@refusing
def install(words: list[str]) -> int:
    """`ongikar install --print | --folder DIR`: changes nothing of the machine; what to do with the files is
    said at the end.
    """
    parser = argparse.ArgumentParser(prog="ongikar install")
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument("--print", action="store_true", help="show them, with secrets hidden")
    how.add_argument("--folder", type=Path, help="write them below this folder; / is the machine itself")
    parser.add_argument(
        "--dry-run", action="store_true", help="with --folder: say what would change, write nothing"
    )
    parser.add_argument("--user", default="ongikar", help="whom the program runs as")
    parser.add_argument("--port", type=int, default=8000, help="where the web server listens, at 127.0.0.1")
    parser.add_argument(
        "--address", default="", help="the site's address, such as https://office.example.gov.bd"
    )
    parser.add_argument("--environment", type=Path, default=Path("/etc/ongikar/ongikar.env"))
    parser.add_argument("--certificates", type=Path, default=Path("/etc/letsencrypt/live"), help="for nginx")
    asked = parser.parse_args(words)
    address = (asked.address or own_address()).rstrip("/")
    if urlsplit(address).scheme != "https" or urlsplit(address).path:
        raise Refusal(
            f"{address}: এভাবে লিখুন: https://office.example.gov.bd",
            f"{address}: write it like https://office.example.gov.bd",
        )
    server = this_server(
        user=asked.user,
        environment=asked.environment,
        certificates=asked.certificates,
        port=asked.port,
        address=address,
    )
    if asked.print:
        for place, text in server_files(server, with_secrets=False).items():
            print(f"# ==== /{place}\n{text}")
    else:
        files = server_files(server, with_secrets=True)
        act_as_root_again()
        write(asked.folder, server, files, dry_run=asked.dry_run)
    if address == SAMPLE_ADDRESS and not asked.address:
        print(
            f"# {address} একটি নমুনা: --address দিয়ে সাইটের ঠিকানা দিন\n"
            f"# {address} is a sample: give the site's own with --address"
        )
    print(NEXT.format(user=asked.user))
    return 0


def write(folder: Path, server: Server, files: dict[str, str], *, dry_run: bool) -> None:
    """Settings that stand there already hold; of every other file the lines that come and go are told."""
    differences = keep_settings(folder, server, files)
    environment = folder / str(server.environment).lstrip("/")
    for path, changes in changes_of_files(folder, files):
        state = "unchanged" if not changes else "would be written" if dry_run else "written"
        print(f"{path}: {state}")
        for line in changes if path.exists() and path != environment else ():
            print(f"    {line}")
    for each in differences:
        there, wanted = (
            HIDDEN if each.name in SECRET_SETTINGS else value for value in (each.there, each.wanted)
        )
        print(
            f"# {each.name}={there} থাকল; এখন লিখলে হতো {wanted}\n"
            f"# {each.name}={there} stays; written now it would be {wanted}"
        )
    if not dry_run:
        for _ in write_files(folder, files):
            pass


NEXT = """# এরপর, রুট হিসেবে · next, as root: docs/how-to/install-on-a-server.md
#   useradd --system --home-dir /nonexistent --shell /usr/sbin/nologin {user}
#   systemctl daemon-reload
#   systemctl enable --now ongikar-web ongikar-worker ongikar-backup.timer ongikar-drill.timer
#   systemctl reload caddy    (or nginx)"""
