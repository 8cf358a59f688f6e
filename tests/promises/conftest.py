import pytest

from tests.lived_once import copy_files

from .stage import SLUG, Stage, load_office, make_office_folder


@pytest.fixture
def files(tmp_path):
    return make_office_folder(tmp_path)


@pytest.fixture(scope="session")
def office_of_promises(lived_once, tmp_path_factory):
    """The folder with the papers of the office, which is loaded once."""
    place = tmp_path_factory.mktemp("promises")
    with lived_once.living(place):
        load_office(make_office_folder(tmp_path_factory.mktemp("files")))
    return place


@pytest.fixture
def stage(office_of_promises, db, tmp_path):
    from ongikar.offices.models import Office

    copy_files(office_of_promises, tmp_path)
    return Stage(Office.objects.get(slug=SLUG))
