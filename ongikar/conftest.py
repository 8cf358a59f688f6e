import pytest


@pytest.fixture(scope="session")
def forty_cases(lived_once, tmp_path_factory):
    """The cases of the demonstration, lived through once by a Tuesday noon, with nothing left to do."""
    from .demo import cases
    from .demo.tests.demo_stage import FILES, TUESDAY_NOON

    with lived_once.living(tmp_path_factory.mktemp("lived")):
        cases.load_cases(FILES, now=TUESDAY_NOON)
