"""The office's own files, held against the document they were read from."""

import tomllib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.lint import CODES
from ongikar.rules.charter.parse import read_text
from ongikar.rules.promise.reading import read_promise

FOLDER = Path(__file__).parents[3] / "offices" / "rangpur-sadar-ict"
KINDS = {
    "information",
    "advice",
    "support",
    "training",
    "report",
    "event",
    "lecture",
    "rollout",
    "procurement",
    "inspection",
    "meeting",
    "performance",
    "initiative",
    "upkeep",
}
FRIDAY, SATURDAY = 4, 5


def toml(name):
    return tomllib.loads((FOLDER / name).read_text("utf-8"))


DOCUMENT = nfc((FOLDER / "charter.txt").read_text("utf-8"))
READING = read_text(DOCUMENT)
CHARTER, OFFICE, DEMO = toml("charter.toml"), toml("office.toml"), toml("demo.toml")
BY_CODE = {f"{s['category']}-{s['number']}": s for s in READING["services"]}
POSTS = {post["slug"]: post for post in OFFICE["posts"]}
each_service = pytest.mark.parametrize("service", CHARTER["services"], ids=lambda service: service["code"])


def test_the_catalogue_holds_the_rows_of_the_document_in_their_order():
    assert [service["code"] for service in CHARTER["services"]] == list(BY_CODE)


@each_service
def test_a_row_stands_for_the_row_of_its_code(service):
    read_row = BY_CODE[service["code"]]
    assert (service["category"], service["number"]) == (read_row["category"], read_row["number"])
    assert service["time_raw"] == read_row["time"]["raw"]
    assert service["time"]["kind"] == read_row["time"]["kind"]
    assert service["fee"]["kind"] == read_row["fee"]["kind"]
    assert service["kind"] in KINDS
    assert "ceiling" not in service


@each_service
def test_a_name_is_the_printed_one_with_its_corrections_and_nothing_else(service):
    name = BY_CODE[service["code"]]["name"]
    for correction in service.get("corrections", []):
        if correction["field"] == "name":
            assert correction["from"] in name
            name = name.replace(correction["from"], correction["to"])
    assert service["name_bn"] == name


@each_service
def test_every_correction_is_of_words_that_stand_in_its_row(service):
    read_row = BY_CODE[service["code"]]
    cells = {
        "name": read_row["name"],
        "time": read_row["time"]["raw"],
        "documents": read_row["documents"]["raw"],
        "form_source": read_row["form_source"] or "",
        "fee": read_row["fee"]["raw"],
        "number": "",
    }
    for correction in service.get("corrections", []):
        assert correction["from"] in cells[correction["field"]]
        assert correction["finding"] in CODES


def test_every_correction_of_the_whole_charter_stands_in_the_document():
    for correction in CHARTER["corrections"]:
        assert correction["from"] in DOCUMENT
        assert correction["finding"] in CODES


@each_service
def test_an_uncountable_time_is_a_named_reservation(service):
    reserved = {reservation["name"] for reservation in service.get("reservations", [])}
    assert ("ceiling" in reserved) == ("max" not in service["time"])


@each_service
def test_a_row_can_be_found_in_both_languages(service):
    assert any(word.isascii() for word in service["words"])
    assert any(not word.isascii() for word in service["words"])
    assert len(set(service["words"])) == len(service["words"])


@each_service
def test_a_row_names_posts_that_exist(service):
    assert {service["responsible"], service["superior"]} <= set(POSTS)


def test_the_tiers_are_those_of_the_document():
    for tier, printed in zip(CHARTER["tiers"], READING["grievance_tiers"], strict=True):
        assert tier["tier"] == printed["tier"]
        assert tier["when_bn"] == printed["when"]
        assert tier["limit"] == {"unit": printed["limit"]["kind"], "amount": printed["limit"]["max"]}
        assert (tier["phone"] or None, tier["web"]) == (printed["phone"], printed["web"])
        assert tier["post"] in POSTS


def test_the_accused_office_never_receives_the_complaint():
    first = CHARTER["tiers"][0]
    assert first["email"] == ""
    assert POSTS[first["post"]]["email"] == ""
    assert [reservation["name"] for reservation in first["reservations"]] == ["mailbox"]


def test_five_expectations_vision_mission_and_signature_are_kept():
    assert len(CHARTER["expectations"]) == len(READING["expectations"])
    assert CHARTER["charter"]["vision_bn"] == READING["vision"]
    assert CHARTER["charter"]["signatory"] == READING["signatory"]


def tables(value):
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from tables(inner)


@pytest.mark.parametrize(
    "name", ["charter.toml", "office.toml", "demo.toml", "holidays/2025.toml", "holidays/2026.toml"]
)
def test_every_word_is_in_both_languages_and_in_one_encoding(name):
    assert (FOLDER / name).read_text("utf-8") == nfc((FOLDER / name).read_text("utf-8"))
    for table in tables(toml(name)):
        for key, text in table.items():
            if key == "bn" or key.endswith("_bn"):
                # A source may stand under its bare name in English: a memo number has no language.
                english = key[:-2] + "en"
                other = table[english] if english in table else table[key.removesuffix("_bn")]
                assert bool(text) == bool(other), key
                assert not text or any("\u0980" <= letter <= "\u09ff" for letter in text)
                assert not any("\u0980" <= letter <= "\u09ff" for letter in other)


@pytest.mark.parametrize("name", ["office.toml", "holidays/2025.toml", "holidays/2026.toml"])
def test_by_whose_word_a_day_stands_is_told_in_bangla_too(name):
    for table in tables(toml(name)):
        assert ("source" in table) == ("source_bn" in table)


def test_superiors_lead_upwards_without_a_circle():
    for slug in POSTS:
        seen = [slug]
        while superior := POSTS[seen[-1]].get("superior"):
            assert superior not in seen
            seen.append(superior)
    assert {post["role"] for post in OFFICE["posts"]} == {"officer", "assistant", "gro", "appeal", "cell"}


def days(year):
    return [
        (row["from"] + timedelta(days=offset), row)
        for row in toml(f"holidays/{year}.toml")["days"]
        for offset in range((row["to"] - row["from"]).days + 1)
    ]


def test_the_holidays_of_2026_agree_with_the_count_that_the_press_printed():
    notified = {day for day, row in days(2026) if "memo" not in row}
    assert len(notified) == 25
    assert sum(day.weekday() in (FRIDAY, SATURDAY) for day in notified) == 9


def test_no_holiday_of_2026_waits_for_the_moon_any_longer():
    assert not any(row.get("provisional") for _, row in days(2026))
    assert {day.year for day, _ in days(2026)} == {2026}


def test_working_saturdays_of_2025_are_saturdays():
    working = [day for day, row in days(2025) if row["kind"] == "working"]
    assert working == [date(2025, 5, 17), date(2025, 5, 24)]
    assert all(day.weekday() == SATURDAY for day in working)
    assert toml("holidays/2025.toml")["authority"] == "partial"


def test_the_demonstration_sets_a_countable_ceiling_for_every_service():
    assert list(DEMO["ceilings"]) == list(BY_CODE)
    for words in DEMO["ceilings"].values():
        assert read_promise(words).as_data()["unit"] != "accept"


def test_the_demonstration_is_staffed_and_nobodys_number_is_used():
    assert {person["post"] for person in DEMO["people"]} == {
        *POSTS,
        *(post["slug"] for post in DEMO["posts"]),
    }
    assert {person["password"] for person in DEMO["people"]} == {"ongikar-demo"}
    assert Counter(place["kind"] for place in DEMO["places"]) == {"lab": 8, "udc": 9}
    assert [a["mobile"] for a in DEMO["applicants"]] == [f"017000000{n:02d}" for n in range(1, 21)]
    assert {a["kind"] for a in DEMO["applicants"]} == {"citizen", "institution"}
