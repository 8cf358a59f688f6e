"""What we print can be read back from what is visible on it: the same services from DOCX, PDF, HTML and
text.
"""

import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from ongikar.charter.documents.reading import blocks_of
from ongikar.charter.publication.docx_elements import docx_of
from ongikar.charter.publication.plain_formats import html_of, sheet_as_text
from ongikar.charter.publication.sheet import Sheet, sheet_data
from ongikar.charter.publication.version_reading import version_reading
from ongikar.papers.pdf import render
from ongikar.rules.charter.parse import read_blocks
from ongikar.rules.charter.parse.cells.papers import papers_and_places
from ongikar.website.tests.any_sheet import ExpectedSheet, sheets

OFFICE = {
    "name": "উপজেলা কার্যালয়, রংপুর সদর",
    "department": "আইসিটি অধিদপ্তর",
    "address": "রংপুর সদর",
    "phone": "",
    "email": "",
}
FORMATS: dict[str, Callable[[Sheet], bytes]] = {
    "charter.txt": lambda sheet: sheet_as_text(sheet).encode(),
    "charter.html": lambda sheet: html_of(sheet).encode(),
    "charter.docx": lambda sheet: docx_of(sheet, made_at=datetime(2026, 7, 1, tzinfo=UTC)),
    "charter.pdf": lambda sheet: render("charter", sheet_data(sheet) | {"office": OFFICE}),
}
# A paper takes a hundred times as long to set as a text to write.
EXAMPLES = {"charter.txt": 60, "charter.html": 60, "charter.docx": 40, "charter.pdf": 12}


def folded(text: Any) -> str:
    """Without spaces: where a line ends, nobody can tell whether the next begins after one."""
    return "".join(unicodedata.normalize("NFC", str(text or "")).split())


def officer(cell: dict[str, Any] | None) -> tuple:
    cell = cell or {"post": None, "phone": None, "email": None}
    return folded(cell["post"]), cell["phone"], cell["email"]


def seen(service: dict[str, Any]) -> dict[str, Any]:
    """A service as read, by what a reader of the page sees of it."""
    return {
        "category": service["category"],
        "number": service["number"],
        "name": folded(service["name"]),
        "time": (service["time"]["kind"], service["time"]["max"], folded(service["time"]["raw"])),
        "ceiling": (service["time"].get("ceiling") or {}).get("max"),
        "papers": list(map(folded, service["documents"]["items"])),
        "source": folded(service["form_source"]),
        "fee": (service["fee"]["kind"], service["fee"].get("amount"), folded(service["fee"]["raw"])),
        "responsible": officer(service["responsible"]),
        "superior": officer(service["superior"]),
    }


def meant(service: dict[str, Any]) -> dict[str, Any]:
    (printed, (kind, most)), (fee, (fee_kind, amount)) = service["time"], service["fee"]
    return {
        "category": service["category"],
        "number": service["number"],
        "name": folded(service["name"]),
        "time": (kind, most, folded(printed)),
        "ceiling": None,
        "papers": list(map(folded, service["papers"])),
        "source": folded(service["source"]),
        "fee": (fee_kind, amount, folded(fee)),
        "responsible": officer(service["responsible"]),
        "superior": officer(service["superior"]),
    }


def tier_seen(tier: dict[str, Any]) -> tuple:
    return (
        tier["tier"],
        folded(tier["when"]),
        folded(tier["officer"]),
        tier["phone"],
        tier["email"],
        tier["limit"]["max"],
    )


def read_again(name: str, content: bytes) -> dict[str, Any]:
    return read_blocks(blocks_of(content, name))


def comes_back(name: str, charter: ExpectedSheet) -> None:
    reading = read_again(name, FORMATS[name](charter.sheet))
    assert list(map(seen, reading["services"])) == list(map(meant, charter.services))
    assert list(map(folded, reading["expectations"])) == list(map(folded, charter.expectations))
    assert list(map(tier_seen, reading["grievance_tiers"])) == [
        (tier["tier"], folded(tier["when"]), folded(tier["whom"]), tier["phone"], tier["email"], 30)
        for tier in charter.tiers
    ]
    assert folded(reading["vision"]) == folded(charter.sheet.vision[1])
    assert list(reading["signatory"].values()) == charter.sheet.signatory


@pytest.mark.parametrize("name", FORMATS)
def test_any_charter_that_we_print_is_read_back_the_same(name):
    quick = settings(max_examples=EXAMPLES[name], deadline=None, suppress_health_check=list(HealthCheck))

    @quick
    @given(sheets())
    def law(charter):
        comes_back(name, charter)

    law()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["charter.txt", "official.html", "official.docx", "official.pdf"])
def test_the_offices_own_charter_is_read_back_as_it_is_published(client, office, address):
    published = version_reading(office.charters.get(effective_to=None))
    reading = read_again(address, client.get(f"/charter/{address}").content)
    assert len(reading["services"]) == 22
    assert list(map(seen, reading["services"])) == list(map(seen, published["services"]))
    assert list(map(folded, reading["expectations"])) == list(map(folded, published["expectations"]))
    assert list(map(tier_seen, reading["grievance_tiers"])) == list(
        map(tier_seen, published["grievance_tiers"])
    )
    for key in ("title", "vision", "mission"):
        assert folded(reading[key]) == folded(published[key])
    assert reading["signatory"] == published["signatory"]
    assert reading["subordinate_offices"] == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["charter.txt", "official.html", "official.docx", "official.pdf"])
def test_the_table_of_headquarters_is_read_back_by_its_headings(client, office, address):
    """It has no superior: what the form has no room for is not looked for. Papers and place share a cell, and
    are told apart.
    """
    published = version_reading(office.charters.get(effective_to=None))
    reading = read_again(address, client.get(f"/charter/{address}?form=hq").content)
    room_for = ("category", "number", "name", "time", "ceiling", "fee", "responsible")
    found = [[seen(service)[key] for key in room_for] for service in reading["services"]]
    assert found == [[seen(service)[key] for key in room_for] for service in published["services"]]
    assert all(service["method"] for service in reading["services"])
    for again, service in zip(reading["services"], published["services"], strict=True):
        papers, places = papers_and_places(again["documents"]["items"])
        assert list(map(folded, papers)) == list(map(folded, service["documents"]["items"]))
        assert (
            list(map(folded, places)) == [folded(service["form_source"])]
            if service["form_source"]
            else not places
        )


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["charter.txt", "official.html", "official.docx", "official.pdf"])
def test_the_english_table_has_every_service_under_its_number(client, office, address):
    reading = read_again(address, client.get(f"/en/charter/{address}").content)
    published = version_reading(office.charters.get(effective_to=None))
    assert [(each["number"], folded(each["name"])) for each in reading["services"]] == [
        (each["number"], folded(each["name_en"])) for each in published["services"]
    ]
