import pytest


@pytest.fixture(scope="session")
def kept_cases(tmp_path_factory):
    """The cases of the demonstration once a process has lived them, and the folder with their papers."""
    from tests.kept_rows import KeptScene

    kept = KeptScene.of_run(tmp_path_factory, "lived")
    return kept.folder, kept


@pytest.fixture(scope="module")
def forty_cases(setting_up, kept_cases):
    """The cases of the demonstration, lived through by a Tuesday noon, with nothing left to do."""
    from .demo import cases
    from .demo.tests.demo_stage import FILES, TUESDAY_NOON

    folder, kept = kept_cases
    with setting_up(folder):
        kept.live(lambda: cases.load_cases(FILES, now=TUESDAY_NOON))


@pytest.fixture
def papers_of_forty_cases(forty_cases, kept_cases, tmp_path):
    """The files of their papers, where this test looks for its own."""
    from tests.module_data import copy_files

    copy_files(kept_cases[0], tmp_path)
