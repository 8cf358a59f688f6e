"""`ongikar office new` and `office load`: the folder of an office that does not stand yet, and an office
brought up to its files.
"""

import argparse
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import tomli_w

from ongikar.charter.review.usual_ladder import STEPS
from ongikar.core.command_line import Refusal, refusing
from ongikar.core.command_progress import step
from ongikar.core.data_owner import act_as_root_again
from ongikar.core.own_command import command_to_type
from ongikar.office_files.office import is_default_office
from ongikar.office_files.reading import OfficeFileFault, read_office
from ongikar.offices.models import Post


def office_load(words: list[str]) -> int:
    """`ongikar office load DIR`."""
    from django.core.management import call_command
    from django.utils import timezone

    from ongikar.office_files import importing, reading
    from ongikar.offices.models import Office
    from ongikar.operations.start_checks import refuse_changed_keys

    parser = argparse.ArgumentParser(prog="ongikar office load")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(words).folder
    # Also the first word an administrator may say: the database is brought up to date as it is before
    # serving.
    with step("ডেটাবেজ তৈরি বা হালনাগাদ", "Making the database, or bringing it up to date"):
        call_command("migrate", verbosity=0, interactive=False)
    if refuse_changed_keys():
        return 1
    known = Office.objects.filter(slug=folder.resolve().name).first()
    try:
        files = reading.read_office(folder, with_demo=bool(known and known.is_demo))
        for line in importing.load_office(files, now=timezone.now(), is_demo=bool(known and known.is_demo)):
            print(line)
    except reading.OfficeFileFault as fault:
        print(f"{fault.bn}\n{fault.en}", file=sys.stderr)
        return 1
    return 0


def run_django_command(words: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["ongikar manage", *words])
    return 0


SLUG = re.compile(r"[a-z][a-z0-9-]{2,39}")
OFFICE_QUESTIONS = (
    ("bn", "the office's name in Bangla"),
    ("en", "its name in English"),
    ("department-bn", "the department it belongs to"),
    ("department-en", "the same in English"),
    ("address-bn", "where it is"),
    ("address-en", "the same in English"),
    ("code", "its geocode: 4 figures"),
    ("officer-bn", "the title of the officer at its head"),
    ("officer-en", "the same in English"),
)
HOURS = """[week]
sunday = [["09:00", "17:00"]]
monday = [["09:00", "17:00"]]
tuesday = [["09:00", "17:00"]]
wednesday = [["09:00", "17:00"]]
thursday = [["09:00", "17:00"]]
"""
MESSAGES = """# কখন বার্তা যায়: নাগরিকদের কাছে দিনের বেলা, কর্মকর্তাদের কাছে অফিস সময়ে; \
কথা ভাঙার খবর ও চাওয়া কোড যেকোনো সময়। \
When messages go out; a breach and a code that was asked for go at any hour.
[messages]
citizens = [["08:00", "20:00"]]
officers = "office_hours"
"""
# The posts beside the officer's: short name, titles, role, and the short name of the post above.
ASSISTANT = ("assistant", "অফিস সহকারী", "Office Assistant", Post.ASSISTANT, "officer")
ADMINISTRATOR = (
    "administrator",
    "প্রশাসক (ব্যবহারকারী ও পদ)",
    "Administrator (users and posts)",
    Post.ADMIN,
    "",
)


@refusing
def office_new(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="ongikar office new")
    parser.add_argument(
        "slug", help="the short name, and the name of the folder: small letters, figures, hyphens"
    )
    for name, help_text in OFFICE_QUESTIONS:
        parser.add_argument(f"--{name}", required=True, help=help_text)
    parser.add_argument("--phone", default="", help="such as +8802589962488")
    parser.add_argument("--email", default="")
    parser.add_argument(
        "--in", dest="offices", type=Path, default=Path("offices"), help="where the offices' folders lie"
    )
    asked = parser.parse_args(words)
    act_as_root_again()
    folder = asked.offices / asked.slug
    if not SLUG.fullmatch(asked.slug):
        raise Refusal(
            f"{asked.slug}: ছোট হাতের ইংরেজি অক্ষর, সংখ্যা ও হাইফেনে লিখুন, ৩ থেকে ৪০ অক্ষর",
            f"{asked.slug}: use small Latin letters, figures and hyphens, 3 to 40 of them",
        )
    if folder.exists():
        raise Refusal(f"{folder}: ফোল্ডারটি আগে থেকেই আছে", f"{folder}: the folder is there already")
    others = sorted(path.parent for path in asked.offices.glob("*/office.toml"))
    folder.mkdir(parents=True)
    try:
        answers = any(is_default_office(other / "office.toml") for other in others)
        (folder / "office.toml").write_text("".join(office_file_text(asked, is_default=not answers)), "utf-8")
        holidays = copy_holidays(folder, others)
        read_office(folder, with_demo=False)
    except OfficeFileFault as fault:
        # Half a folder would keep the others from being loaded.
        shutil.rmtree(folder)
        print(f"{fault.bn}\n{fault.en}", file=sys.stderr)
        return 1
    print_next_steps(folder, holidays, answers)
    return 0


def office_file_text(asked: argparse.Namespace, *, is_default: bool) -> Iterator[str]:
    """The text of office.toml."""
    yield (
        "# কার্যালয়, তার সময় ও পদ। যা এখানে অন্য রকম, বদলে নিন। The office, its hours and posts: change"
        " what is not so here.\n\n"
    )
    yield toml_block(
        "[office]",
        {
            "slug": asked.slug,
            "name_bn": asked.bn,
            "name_en": asked.en,
            "department_bn": asked.department_bn,
            "department_en": asked.department_en,
            "address_bn": asked.address_bn,
            "address_en": asked.address_en,
            "geocode": asked.code,
            "phone": asked.phone,
            "email": asked.email,
            "default": is_default,
            "after_hours": "next_working_day",
            "roll_closed": True,
        },
    )
    yield (
        "# কবে থেকে নিয়মিত কাজ (মাসিক সভা ইত্যাদি) এখানে হিসাব হবে; না লিখলে প্রথম লোড করার দিন থেকে।\n"
        "# From which day what comes again (the monthly meeting …) is owed; left out, from the day on"
        " which it is first loaded.\n# owes_since = 2027-01-01\n"
    )
    yield f"{HOURS}\n"
    yield f"{MESSAGES}\n"
    yield (
        "# পদের নাম চার্টারে যেমন ছাপা, তেমন লিখুন। Titles as the charter prints them; superior: the short"
        " name of the post above.\n"
    )
    yield toml_block(
        "[[posts]]",
        post_table("officer", asked.officer_bn, asked.officer_en, Post.OFFICER, Post.GRO)
        | {
            "office_bn": asked.bn,
            "office_en": asked.en,
            "phone": asked.phone,
            "email": asked.email,
        },
    )
    yield toml_block("[[posts]]", post_table(*ASSISTANT) | {"office_bn": asked.bn, "office_en": asked.en})
    yield (
        "# যাঁরা অভিযোগ শোনেন: আসল পদ, কার্যালয়, ফোন ও ই-মেইল লিখুন। Who hears complaints: write their real"
        " posts, seats, telephones and mailboxes.\n"
    )
    for role, _, _, title_bn, title_en in STEPS:
        yield toml_block("[[posts]]", post_table(role, title_bn, title_en, role, ""))
    yield toml_block("[[posts]]", post_table(*ADMINISTRATOR))


def post_table(slug: str, title_bn: str, title_en: str, role: str, above: str) -> dict[str, str]:
    row = {"slug": slug, "title_bn": title_bn, "title_en": title_en, "role": role}
    return row | ({"superior": above} if above else {})


def toml_block(heading: str, row: Mapping[str, str | bool]) -> str:
    return f"{heading}\n{tomli_w.dumps(row)}\n"


def copy_holidays(folder: Path, others: list[Path]) -> Path | None:
    """The gazetted days are the same for every office: those of the first that has any."""
    source = next((other / "holidays" for other in others if any((other / "holidays").glob("*.toml"))), None)
    if source:
        shutil.copytree(source, folder / "holidays")
    else:
        (folder / "holidays").mkdir()
    return source


def print_next_steps(folder: Path, holidays: Path | None, is_second: bool) -> None:
    """What was made, and what comes next."""
    days = f"{holidays}" if holidays else "—"
    print(
        f"{folder}/office.toml: লেখা হয়েছে। পদের নাম, ফোন ও ই-মেইল মিলিয়ে নিন।  ছুটির তালিকা:"
        f" {days}\n{folder}/office.toml: written. Check the posts' titles, telephones and mailboxes.  List of"
        f" holidays: {days}"
    )
    if is_second:
        print(
            "এই যন্ত্রে আরেকটি কার্যালয় আছে, ওয়েবে সেটিই খোলে। এটি খুলতে সেটির ফোল্ডার সরান, না হলে সেটির"
            " default = true এখানে আনুন।\nAnother office stands on this machine and is the one the web opens."
            " To open this one move that folder away, or its “default = true” here."
        )
    print(
        f"এরপর · Next: {command_to_type(f'office load {folder}')}   {command_to_type('person add NAME …')}"
        f"   {command_to_type(f'person hold NAME officer --office {folder.name}')}"
    )
