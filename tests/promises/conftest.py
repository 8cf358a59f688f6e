import pytest

from .stage import Stage, folder, loaded


@pytest.fixture
def files(tmp_path):
    return folder(tmp_path)


@pytest.fixture
def stage(db, files):
    return Stage(loaded(files))
