"""Every office of offices/ loads and stands in both languages."""

from datetime import datetime
from pathlib import Path

import pytest
from django.urls import reverse

from ongikar.cases.actions import receive_case
from ongikar.cases.kinds import kind_of
from ongikar.charter.models import Service, Tier
from ongikar.core import cache_version
from ongikar.core.i18n.say import override_language
from ongikar.office_files import importing, reading
from ongikar.offices.models import Office
from ongikar.rules.numbers import normal_tracking_number
from ongikar.rules.promise import explain_due

from .office_folders import FOLDERS, copy_folder
from .scene import row_counts

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
PAGES = ("home", "charter", "charter_official", "charter_official_pdf", "grievances", "account")

every_office = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
both_languages = pytest.mark.parametrize("tongue", ["bn", "en"])


def loaded(folder: Path, *, with_demo: bool = False) -> Office:
    files = reading.read_office(folder, with_demo=with_demo)
    importing.load_office(files, now=NOW)
    return Office.objects.get(slug=files.office["slug"])


def test_there_is_an_office_to_test():
    assert FOLDERS


@every_office
def test_it_loads_on_an_empty_database_and_twice_changes_nothing(folder, no_office):
    loaded(folder)
    before = row_counts()
    assert before["offices.Office"] == 1
    assert before["charter.Service"] > 0
    again = importing.load_office(reading.read_office(folder, with_demo=False), now=NOW)
    assert again == [f"{folder.name}: known"]
    assert row_counts() == before


def test_an_office_loaded_by_an_earlier_program_gets_its_corrections_without_a_new_version(no_office):
    office = loaded(FOLDERS[0])
    written = office.charters.get().corrections
    assert written
    office.charters.update(corrections=[])
    loaded(FOLDERS[0])
    assert office.charters.get().corrections == written


@every_office
@both_languages
def test_its_public_pages_stand_in_both_languages(folder, tongue, no_office, client):
    office = loaded(folder)
    with override_language(tongue):
        addresses = [reverse(name) for name in PAGES]
        addresses += [
            reverse("service", args=[row.code]) for row in Service.objects.filter(version__office=office)
        ]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        if not address.endswith(".pdf"):
            assert f'<html lang="{tongue}"' in answer.content.decode(), address


@every_office
def test_each_of_its_services_has_a_kind_and_a_promise_that_can_be_counted(folder, no_office):
    office = loaded(folder)
    calendar = office.calendar_version().calendar
    for row in Service.objects.filter(version__office=office):
        kind = kind_of(row)
        assert kind.name == row.kind
        assert kind.intake_form(service=row).fields
        assert explain_due(calendar, row.promise, NOW).due >= NOW


@every_office
def test_each_tier_of_its_ladder_has_a_post_and_a_limit(folder, no_office):
    office = loaded(folder)
    tiers = Tier.objects.filter(version__office=office)
    assert [tier.number for tier in tiers] == list(range(1, len(tiers) + 1))
    assert all(tier.post.office_id == office.pk and tier.promise.amount for tier in tiers)


@every_office
def test_copied_under_another_slug_it_loads_beside_the_first_and_shares_no_number(
    folder, tmp_path, no_office, rahima
):
    first, second = loaded(folder), loaded(copy_folder(folder, tmp_path, "another-office"))
    assert Office.objects.get(is_default=True) == first
    numbers = set()
    for office in (first, second, first):
        row = Service.objects.filter(version__office=office).first()
        case = receive_case(
            service=row,
            person=rahima,
            answers={},
            channel="online",
            submission=f"{office.slug} {len(numbers)}",
            now=NOW,
        )
        assert case.office == office
        assert normal_tracking_number(case.number) == case.number
        numbers.add(case.number)
    assert len(numbers) == 3
    # The register of each office counts by itself, without a gap.
    assert list(first.cases.order_by("pk").values_list("book_serial", flat=True)) == [1, 2]
    assert list(second.cases.values_list("book_serial", flat=True)) == [1]


def test_the_pages_of_an_office_change_once_its_files_are_loaded(office, django_capture_on_commit_callbacks):
    files = reading.read_office(FOLDERS[0], with_demo=True)
    before = cache_version.current_version()
    with django_capture_on_commit_callbacks(execute=True):
        importing.load_office(files, now=NOW)
    assert cache_version.current_version() != before
