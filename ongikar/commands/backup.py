"""`ongikar backup`: everything the office has, in one archive, taken while it works; in both languages."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ongikar.core.command_line import Refusal, add_json, add_language, print_json, refusing
from ongikar.core.own_command import own_command
from ongikar.rules.bangla.text import grouped_number
from ongikar.rules.number_forms import counting

if TYPE_CHECKING:
    from ongikar.operations.backup.folder import BackupIndex


@refusing
def backup(words: list[str]) -> int:
    """`ongikar backup`: make one, or say which there are. Exit status 1 too where a paper was not as it was
    kept: the backup is made all the same.
    """
    from django.conf import settings
    from django.utils import timezone

    from ongikar.operations.backup import creation, encryption
    from ongikar.operations.backup.folder import backup_folder, backup_line, indexes

    parser = argparse.ArgumentParser(prog="ongikar backup")
    parser.add_argument("--list", action="store_true", help="say which backups there are, make none")
    parser.add_argument("--encrypt", action="store_true", help="encrypt this folder’s backups from now on")
    parser.add_argument("--passphrase-file", default="", help="with --encrypt: the file of the passphrase")
    parser.add_argument(
        "--whole", action="store_true", help="the papers in the archive itself, to carry away"
    )
    parser.add_argument(
        "--keys", default="", metavar="FILE", help="write keys.json to a file of its own, too"
    )
    add_language(parser)
    add_json(parser, "for programs")
    asked = parser.parse_args(words)
    folder = backup_folder()
    if asked.list and asked.json:
        print_json([index_data(folder, each) for each in indexes(folder)])
        return 0
    if asked.list:
        return print_list(folder, asked.language)
    if asked.encrypt:
        begin_encrypting(folder, asked.passphrase_file)
    if asked.keys:
        creation.save_keys_apart(Path(asked.keys))
    index = creation.make_backup(now=timezone.now(), reason="asked", is_whole=asked.whole)
    if asked.json:
        apart = [key.file() for key in creation.keys_left_out(folder)]
        print_json(index_data(folder, index) | {"keys_left_out": apart})
        return 1 if index.lost else 0
    say = WORDS[asked.language]
    print(backup_line(index, asked.language))
    print(f"  {folder / index.name}")
    left_out = creation.keys_left_out(folder)
    if asked.keys:
        print(say["apart"].format(path=asked.keys))
    elif left_out:
        files = ", ".join(str(key.file()) for key in left_out)
        print(say["left out"].format(files=files, command=own_command()))
    if encryption.is_encrypting(folder):
        print(say["encrypted"])
    if creation.others_may_read(folder):
        print(say["open"].format(folder=folder))
    if folder.resolve().is_relative_to(Path(settings.VAR).resolve()):
        print(say["same disk"])
    if index.lost:
        print(counting(say["lost"], n=grouped_number(len(index.lost), asked.language)))
        for name in index.lost[:20]:
            print(f"  {name}")
    return 1 if index.lost else 0


def begin_encrypting(folder: Path, passphrase_file: str) -> None:
    from ongikar.operations.backup import creation, encryption

    with creation.private_files():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if encryption.is_encrypting(folder):
            raise Refusal(
                f"{folder} আগে থেকেই তালাবদ্ধ রাখে; --encrypt ছাড়া দিন। অন্য পাসফ্রেজ চাইলে নতুন ফোল্ডার নিন।",
                f"{folder} is encrypted already; leave --encrypt out. For another passphrase take another"
                " folder.",
            )
        encryption.set_passphrase(folder, encryption.ask_passphrase(passphrase_file, is_new=True))


def index_data(folder: Path, index: "BackupIndex") -> dict[str, Any]:
    """What is known of a backup without opening it; of its documents the number."""
    return {"path": folder / index.name} | asdict(index) | {"papers": len(index.papers)}


def print_list(folder: Path, language: str) -> int:
    from ongikar.operations.backup.folder import backup_line, indexes

    backups = indexes(folder)
    if not backups:
        print(WORDS[language]["none"].format(folder=folder))
    for each in backups:
        print(backup_line(each, language))
        print(f"  {folder / each.name}")
    return 0


WORDS = {
    "bn": {
        "none": "{folder}: এখনো কোনো ব্যাকআপ নেই",
        "left out": (
            "এতে নেই: {files} (পরিচয়পত্রের নম্বরের চাবি)। তালা ছাড়া ব্যাকআপে চাবি রাখা হয় না; চাবিটি একবার আলাদা"
            " জায়গায় রাখুন: {command} backup --keys FILE। চাবিসহ রাখতে চাইলে: {command} backup --encrypt"
        ),
        "apart": "পরিচয়পত্রের নম্বরের চাবি আলাদা ফাইলে: {path}। ব্যাকআপ যেখানে থাকে, সেখানে রাখবেন না।",
        "encrypted": "সব চাবিসহ তালাবদ্ধ। পাসফ্রেজ হারালে এই ব্যাকআপ আর খোলা যাবে না।",
        "open": "{folder}: এই মেশিনের অন্যরাও ফোল্ডারটি দেখতে পায়; chmod 700 করুন।",
        "same disk": "ব্যাকআপ একই ডিস্কে আছে: ডিস্ক নষ্ট হলে দুটোই যাবে। ONGIKAR_BACKUPS দিয়ে অন্য ডিস্ক দিন।",
        "lost": "{n}টি কাগজ হারানো বা বদলানো, তাই ব্যাকআপে নেই:",
    },
    "en": {
        "none": "{folder}: there is no backup yet",
        "left out": (
            "Not in it: {files} (the keys of identity numbers). A backup that is not encrypted never holds"
            " them; keep them once in another place: {command} backup --keys FILE. To have them inside:"
            " {command} backup --encrypt"
        ),
        "apart": "The keys of identity numbers are in {path}. Keep that file where no backup is.",
        "encrypted": "Encrypted, with all keys. Without the passphrase this backup is never opened again.",
        "open": "{folder}: others on this machine may look into the folder; chmod 700 it.",
        "same disk": (
            "The backup lies on the same disk: a broken disk takes both. Name another one in ONGIKAR_BACKUPS."
        ),
        "lost": "{n} [document is|documents are] lost or changed, and not in the backup:",
    },
}
