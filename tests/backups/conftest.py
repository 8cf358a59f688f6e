"""Homes for the tests of backups: one is set up for the run, and each test has a copy of it."""

import os

import pytest

from tests.made_once import made_once

from .homes import ON_POSTGRESQL, copy_home, drop_all, home_in, make_home


@pytest.fixture(scope="session")
def pattern(tmp_path_factory):
    """An office of release 0.2.0, brought up to date."""
    if not ON_POSTGRESQL:
        # A file, which one process of the run brings up to date for the others.
        made = made_once(tmp_path_factory, "pattern", lambda folder: make_home(folder / "home", ""))
        yield home_in(made / "home")
        return
    name = f"pattern_{os.getpid()}"
    yield make_home(tmp_path_factory.mktemp("pattern") / "home", name)
    drop_all(name)


@pytest.fixture
def home(pattern, tmp_path):
    name = f"home_{os.getpid()}"
    yield copy_home(pattern, tmp_path / "home", name)
    if ON_POSTGRESQL:
        drop_all(name)


@pytest.fixture
def old_home(tmp_path):
    """The same, with the database of the release."""
    name = f"old_{os.getpid()}"
    yield make_home(tmp_path / "home", name, is_updated=False)
    if ON_POSTGRESQL:
        drop_all(name)
