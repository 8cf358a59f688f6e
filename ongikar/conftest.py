import pytest


@pytest.fixture(scope="module")
def forty_cases(setting_up, tmp_path_factory):
    """The cases of the demonstration, lived through by a Tuesday noon, with nothing left to do."""
    from .demo import cases
    from .demo.tests.demo_stage import FILES, TUESDAY_NOON

    with setting_up(tmp_path_factory.mktemp("lived")):
        cases.load_cases(FILES, now=TUESDAY_NOON)
