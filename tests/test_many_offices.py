"""Several offices on one installation: each answers at a name of its own, with its own pages, desks, numbers
and cookies.
"""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from ongikar.cases.citizen.track.tracking import track_address
from ongikar.core import cache_version
from ongikar.notices.actions import page_address
from ongikar.office_files import importing, reading
from ongikar.office_files.toml_files import OfficeFileFault
from ongikar.offices.models import Office
from ongikar.offices.sites import site_of, sites
from ongikar.operations.doctor_offices import check_host_names
from ongikar.rules.bangla.text import latin_digits

from .conftest import OFFICE
from .office_folders import copy_folder
from .scene import NOW, browser_of_applicant

pytestmark = pytest.mark.django_db
THEIRS = "mithapukur-ict.localhost"
NAME = "উপজেলা কার্যালয়, মিঠাপুকুর"


@pytest.fixture
def two(scene, settings):
    """The scene's second office under a name of its own."""
    settings.ALLOWED_HOSTS = ["testserver", ".localhost", "127.0.0.1"]
    settings.PUBLIC_ADDRESS = "http://127.0.0.1:8000"
    Office.objects.filter(pk=scene.theirs.office.pk).update(name_bn=NAME)
    sites.cache_clear()
    cache_version.invalidate()
    return scene


def at(host: str, client: Client, path: str) -> str:
    response = client.get(path, headers={"host": host})
    assert response.status_code == 200, (host, path, response.status_code)
    return response.content.decode()


def every_page_of(client: Client, path: str) -> str:
    """A list of theirs to its last page."""
    page = whole = at(THEIRS, client, path)
    while following := re.search(r'<a rel="next" href="([^"]+)"', page):
        page = at(THEIRS, client, html.unescape(following[1]))
        whole += page
    return whole


def test_each_name_leads_to_its_own_office(two):
    for path in ("/", "/charter/", "/services/citizen-1/", "/account/", "/calendar/", "/grievances/"):
        assert f"{NAME}</a>" in at(THEIRS, Client(), path)
        assert NAME not in at("testserver", Client(), path)


@pytest.mark.parametrize(
    "host", ["mithapukur-ict.localhost", "MITHAPUKUR-ICT.localhost:8000", "mithapukur-ict.example.gov.bd:443"]
)
def test_a_name_is_read_without_its_port_and_in_any_letters(two, host):
    assert sites(cache_version.current_version()).office_at(host) == two.theirs.office


@pytest.mark.parametrize("host", ["testserver", "127.0.0.1:8000", "[::1]", "unknown.localhost", ""])
def test_a_name_of_no_office_is_the_default_ones(two, host):
    assert sites(cache_version.current_version()).office_at(host) == two.ours.office


def test_the_officer_there_works_at_that_desk_and_sees_no_case_of_ours(two):
    officer = two.browser("foreign")
    queue = latin_digits(every_page_of(officer, "/desk/cases/?tab=all"))
    assert [case for case in two.theirs.cases if case.number not in queue] == []
    assert not any(case.number in queue for case in two.ours.cases)
    assert at(THEIRS, officer, reverse("case", args=[two.theirs.received.number]))
    ours = officer.get(reverse("case", args=[two.ours.received.number]), headers={"host": THEIRS})
    assert ours.status_code == 404


@pytest.mark.parametrize(
    ("root", "words"), [("", "আপনার পদ অন্য কার্যালয়ে"), ("/en", "Your post is in another office")]
)
def test_who_signs_in_at_the_wrong_name_is_led_to_their_own(two, root, words):
    response = two.browser("foreign").get(f"{root}/desk/today/")
    page = response.content.decode()
    assert response.status_code == 403
    assert words in page
    assert f'href="http://{THEIRS}:8000{root}/desk/today/"' in page


def test_a_citizen_follows_a_request_where_it_was_made(two):
    case = two.theirs.received
    citizen = browser_of_applicant([case])
    assert latin_digits(at(THEIRS, citizen, reverse("track_case", args=[case.number]))).count(case.number)
    elsewhere = citizen.get(reverse("track_case", args=[case.number]))
    assert elsewhere.status_code == 302
    assert track_address(case).startswith(f"http://{THEIRS}:8000/track/")
    assert track_address(two.ours.received).startswith("http://127.0.0.1:8000/track/")


def test_a_message_leads_to_the_office_it_is_from(two):
    facts = {"plain_number": two.theirs.received.number}
    assert page_address(two.theirs.office, ("track_case", "path"), "en", facts).startswith(
        f"http://{THEIRS}:8000/en/track/"
    )


def test_an_office_may_have_a_name_that_is_not_the_installations(two, settings):
    Office.objects.filter(pk=two.theirs.office.pk).update(host="ict.mithapukur.example.gov.bd")
    settings.ALLOWED_HOSTS = [".example.gov.bd", "testserver"]
    settings.PUBLIC_ADDRESS = "https://ongikar.example.gov.bd"
    sites.cache_clear()
    office = Office.objects.get(pk=two.theirs.office.pk)
    assert site_of(office) == "https://ict.mithapukur.example.gov.bd"
    assert site_of(two.ours.office) == "https://ongikar.example.gov.bd"
    assert f"{NAME}</a>" in at("ict.mithapukur.example.gov.bd", Client(), "/")


def test_a_name_that_the_installation_does_not_answer_to_is_refused(two):
    assert Client().get("/", headers={"host": "mithapukur-ict.example.com"}).status_code == 400


def test_who_oversees_an_office_is_led_to_its_public_account(two):
    page = at("testserver", two.browser("gro"), "/desk/offices/")
    assert re.search(r'<th scope="row"><a href="http://127\.0\.0\.1:8000/account/">', page)


@pytest.mark.parametrize("host", ["https://ict.example.gov.bd", "Ict.example.gov.bd", "ict", "a..b", "-a.b"])
def test_a_name_in_a_file_that_is_none_is_refused_with_its_line(tmp_path, host):
    folder = copy_folder(OFFICE, tmp_path, "an-office")
    named(folder, host)
    with pytest.raises(OfficeFileFault) as refused:
        reading.read_office(folder, with_demo=False)
    assert "“host” হবে শুধু সাইটের নাম" in refused.value.bn
    assert re.match(r"office\.toml:\d+: ", refused.value.bn)


def test_one_name_is_one_offices(tmp_path, db):
    folder, other = (
        copy_folder(OFFICE, tmp_path, "an-office"),
        copy_folder(OFFICE, tmp_path, "another-office"),
    )
    named(folder, "ict.example.gov.bd")
    named(other, "ict.example.gov.bd")
    with pytest.raises(OfficeFileFault, match=r"stands in an-office/office\.toml too"):
        reading.read_office(other, with_demo=False)
    named(other, "two.example.gov.bd")
    importing.load_office(reading.read_office(other, with_demo=False), now=NOW)
    assert Office.objects.get(slug="another-office").host == "two.example.gov.bd"


def named(folder, host: str) -> None:
    path = folder / "office.toml"
    text = re.sub(r"^host = .*\n", "", path.read_text("utf-8"), flags=re.M)
    path.write_text(text.replace("[office]\n", f'[office]\nhost = "{host}"\n', 1), "utf-8")


def test_the_doctor_names_an_office_that_is_met_by_nobody(two, settings):
    assert check_host_names()[0]
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    is_fine, words = check_host_names()
    assert not is_fine
    assert f"http://{THEIRS}:8000" in words
