import pytest

from tests.module_data import copy_files

from .stage import SLUG, Stage, load_office, make_office_folder


@pytest.fixture
def files(tmp_path):
    return make_office_folder(tmp_path)


@pytest.fixture(scope="module")
def office_of_promises(setting_up, tmp_path_factory):
    """The folder with the papers of the office, which is loaded once a module."""
    place = tmp_path_factory.mktemp("promises")
    with setting_up(place):
        load_office(make_office_folder(tmp_path_factory.mktemp("files")))
    return place


@pytest.fixture
def stage(office_of_promises, db, tmp_path):
    from ongikar.offices.models import Office

    copy_files(office_of_promises, tmp_path)
    return Stage(Office.objects.get(slug=SLUG))
