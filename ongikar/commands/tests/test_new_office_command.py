"""`ongikar office new`: a folder that loads as it is, says what it does not know, and is
never written over.
"""

import tomllib

import pytest
from django.utils import timezone

from conftest import OFFICE
from ongikar.commands.office import office_new
from ongikar.office_files import importing, reading
from ongikar.offices.models import Office

pytestmark = pytest.mark.django_db
ASKED = {
    "bn": "জেলা কৃষি সম্প্রসারণ কার্যালয়, কিশোরগঞ্জ",
    "en": "District Agricultural Extension Office, Kishoreganj",
    "department-bn": "কৃষি সম্প্রসারণ অধিদপ্তর",
    "department-en": "Department of Agricultural Extension",
    "address-bn": "খামারবাড়ি, কিশোরগঞ্জ",
    "address-en": "Khamarbari, Kishoreganj",
    "code": "4800",
    "officer-bn": "উপপরিচালক “প্রধান”",
    "officer-en": "Deputy Director",
}


def new(folder, slug="kishoreganj-dae", **other) -> int:
    asked = ASKED | other
    return office_new(
        [slug, "--in", str(folder), *(word for name, value in asked.items() for word in (f"--{name}", value))]
    )


def test_the_folder_loads_as_it_is_and_its_posts_can_be_held(tmp_path):
    assert new(tmp_path) == 0
    files = reading.read_office(tmp_path / "kishoreganj-dae", with_demo=False)
    importing.load_office(files, now=timezone.now())
    office = Office.objects.get(slug="kishoreganj-dae")
    assert (office.name_bn, office.is_default, office.geocode) == (ASKED["bn"], True, "4800")
    assert set(office.posts.values_list("role", flat=True)) == {
        "officer",
        "assistant",
        "gro",
        "appeal",
        "cell",
        "admin",
    }
    head = office.posts.get(role="officer")
    assert (head.title_bn, head.superior.role) == (ASKED["officer-bn"], "gro")


def test_the_holidays_of_the_year_come_from_an_office_that_stands_and_the_web_opens_that_one(
    tmp_path, capsys
):
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "office.toml").write_text((OFFICE / "office.toml").read_text("utf-8"), "utf-8")
    (tmp_path / "first" / "holidays").mkdir()
    (tmp_path / "first" / "holidays" / "2026.toml").write_bytes(
        (OFFICE / "holidays" / "2026.toml").read_bytes()
    )
    assert new(tmp_path) == 0
    made = tmp_path / "kishoreganj-dae"
    assert (made / "holidays" / "2026.toml").read_bytes() == (OFFICE / "holidays" / "2026.toml").read_bytes()
    assert tomllib.loads((made / "office.toml").read_text("utf-8"))["office"]["default"] is False
    output = capsys.readouterr().out
    assert "ওয়েবে সেটিই খোলে" in output
    assert "is the one the web opens" in output


@pytest.mark.parametrize(
    ("slug", "other", "words"),
    [
        ("Kishoreganj", {}, ("ছোট হাতের", "small Latin letters")),
        ("../kishoreganj", {}, ("ছোট হাতের", "small Latin letters")),
        ("kishoreganj-dae", {"code": "48"}, ("৪টি সংখ্যা", "4 figures")),
        ("kishoreganj-dae", {"bn": ""}, ("লেখা নেই", "is missing")),
    ],
)
def test_what_cannot_be_an_office_is_refused_in_both_languages_and_leaves_no_folder(
    tmp_path, capsys, slug, other, words
):
    assert new(tmp_path, slug, **other) == 1
    output = capsys.readouterr().err
    assert all(each in output for each in words)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_there_is_never_written_over(tmp_path, capsys):
    assert new(tmp_path) == 0
    mine = tmp_path / "kishoreganj-dae" / "office.toml"
    mine.write_text("# mine", "utf-8")
    assert new(tmp_path) == 1
    assert mine.read_text("utf-8") == "# mine"
    assert "is there already" in capsys.readouterr().err
