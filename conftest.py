"""The shared cast and stage: the office of Rangpur Sadar, loaded once, and the people who meet there.

Rahima is a citizen. Karim is the officer, Shirin his assistant. Salma, the District ICT Officer, hears
complaints; Rafiq, the Deputy Director, hears appeals.
"""

import gc
import os
from contextlib import ExitStack
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import settings as hypothesis_settings

from tests.as_shown import read_as_shown
from tests.at_once import TwoConnections, committed_copy, copied_database
from tests.examples import examples
from tests.made_once import made_once
from tests.module_data import (
    clear_row_caches,
    copy_files,
    copy_keys,
    folder_settings,
    make_keys,
    module_transaction,
)
from tests.passphrase import folder_with_passphrase
from tests.shares import is_on_sqlite_alone, is_shared_by_postgres, left_to_all

# Fifty in `./test`. How long one takes is a matter of the machine and of what else it does: speed is measured
# in benchmarks/.
for profile in ("default", "ci"):
    # The second is taken by itself where CI is set: it draws by no lot.
    hypothesis_settings.register_profile(
        profile, hypothesis_settings.get_profile(profile), deadline=None, max_examples=examples(100)
    )
hypothesis_settings.load_profile("ci" if hypothesis_settings().derandomize else "default")
# `make test-fast`: what a law forbids is mostly seen in its first examples; ./test tries fifty.
hypothesis_settings.register_profile("fast", deadline=None, max_examples=10)

ROOT = Path(__file__).parent
OFFICE = ROOT / "offices" / "rangpur-sadar-ict"
RULES = ROOT / "ongikar" / "rules"
# Beside the tests with a browser: what asks for every address or loads the demonstration, and what takes tens
# of seconds each, such as whole programs.
LONG = (
    *(ROOT / "tests" / name for name in ("attacks", "promises", "test_development.py", "test_growth.py")),
    *(ROOT / "tests" / f"test_{name}.py" for name in ("every_row_has_an_office", "other_offices")),
    ROOT / "ongikar" / "demo",
)
LONGEST = (
    *(ROOT / "tests" / name for name in ("backups", "faults", "test_access_matrix.py", "test_bad_files.py")),
    *(ROOT / "tests" / f"test_{name}.py" for name in ("bad_input", "growth_of_everything", "releases")),
    ROOT / "tests" / "test_tampering_of_every_row.py",
)
# A Sunday morning in office hours, a long way from any holiday of the sample calendar.
SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, tmp_path_factory):
    """The test database already holds the office, with its sample ceilings and people."""

    def load() -> None:
        from ongikar.demo import people
        from ongikar.office_files import importing, reading

        files = reading.read_office(OFFICE, with_demo=True)
        importing.load_office(files, now=datetime.fromisoformat("2025-01-01T09:00:00+06:00"), is_demo=True)
        people.load_people(files, now=datetime.fromisoformat("2025-01-01T09:00:00+06:00"))

    from tests.kept_rows import KeptScene

    with django_db_blocker.unblock():
        KeptScene.of_run(tmp_path_factory, "loaded").live(load)


@pytest.fixture(autouse=True)
def _fresh_caches(request):
    """What a process remembers of published rows is forgotten between tests."""
    if "django_db_setup" in request.fixturenames or request.node.get_closest_marker("django_db"):
        clear_row_caches()


@pytest.fixture(autouse=True)
def _nothing_of_an_offices_own(request):
    """Whatever office is set up on this machine: its papers and keys are not touched. The
    rules know of none.
    """
    if request.path.is_relative_to(RULES):
        yield
        return
    from django.test import override_settings

    mine = request.getfixturevalue("tmp_path")
    copy_keys(request.getfixturevalue("keys_of_the_run"), mine)
    with override_settings(**folder_settings(mine)):
        yield


@pytest.fixture(scope="session")
def keys_of_the_run(tmp_path_factory):
    """A folder with one set of keys, which every test has a copy of."""
    return made_once(tmp_path_factory, "keys", make_keys)


@pytest.fixture(scope="session")
def passphrase_set(tmp_path_factory):
    """A folder of backups for which the tests' passphrase was set, to be copied."""
    return folder_with_passphrase(tmp_path_factory)


@pytest.fixture(scope="session")
def committed(django_db_setup, django_db_blocker, tmp_path_factory):
    """The settings of a committed copy of the test database, which every test finds as it was."""
    with ExitStack() as copy:
        with django_db_blocker.unblock():
            settings = copy.enter_context(committed_copy(tmp_path_factory.mktemp("committed")))
        yield settings


@pytest.fixture
def two(committed, db, tmp_path, monkeypatch):
    """Two connections to a committed database of this test's own; the test itself has a third."""
    with copied_database(committed, tmp_path) as settings:
        each = TwoConnections(settings, monkeypatch)
        with each.connected():
            yield each


@pytest.fixture(autouse=True)
def _bangla_first():
    """The language of the page before does not leak into the next test."""
    from ongikar.core.i18n.say import activate_language

    activate_language("bn")
    yield
    activate_language("bn")


@pytest.fixture
def now():
    return SUNDAY


@pytest.fixture
def office(db):
    from ongikar.offices.models import Office

    return Office.objects.get(slug="rangpur-sadar-ict")


@pytest.fixture
def service(office):
    """`service("citizen-1")`: the row of the charter in force."""

    def find(code="citizen-1"):
        from ongikar.charter.models import Service

        return Service.objects.select_related("version__office", "responsible", "superior").get(
            version__office=office, version__effective_to=None, code=code
        )

    return find


def _person(username):
    @pytest.fixture(name=username)
    def person(office):
        from ongikar.people.models import User

        return User.objects.get(username=username)

    return person


karim, shirin, salma, rafiq, nasreen = (_person(n) for n in ("karim", "shirin", "salma", "rafiq", "nasreen"))


@pytest.fixture
def rahima():
    from ongikar.cases.actions import Person

    return Person(name="রহিমা খাতুন", mobile="+8801700000001", address="হরিদেবপুর, রংপুর সদর")


@pytest.fixture
def receive(service, rahima):
    """`receive("citizen-1", now=…)`: a case received from Rahima."""
    from ongikar.cases.actions import receive_case

    count = iter(range(1, 10_000))

    def do(code="citizen-1", *, now=SUNDAY, person=rahima, answers=None, channel="online", submission=None):
        return receive_case(
            service=service(code),
            person=person,
            answers=answers or {"question": "কয়টি ল্যাব চালু আছে?"},
            channel=channel,
            submission=submission or f"test-{next(count)}",
            now=now,
        )

    return do


@pytest.fixture(scope="session", autouse=True)
def _pages_as_shown():
    """Pages come to the tests without the white space that lays out their templates."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "request", read_as_shown(Client.request))
        yield


@pytest.fixture(scope="session", autouse=True)
def _rounds_end_with_the_work():
    """A round of the worker ends after some seconds, and the next goes on. A test asks for one round and
    looks at what came of it, also on a machine that gives it a tenth of its time.
    """
    from ongikar.clock import recalculate_deadlines, watch
    from ongikar.journal import hash_chain, outbox

    with pytest.MonkeyPatch.context() as patch:
        for module in (watch, outbox, hash_chain):
            patch.setattr(module, "ROUND", 3600.0)
        patch.setattr(recalculate_deadlines, "SLICE", timedelta(hours=1))
        yield


@pytest.fixture(scope="session", autouse=True)
def _acts_are_watched():
    from tests.acts_within import watched_acts

    with watched_acts():
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """No act writes what ongikar/journal/verb_editions allows to none of its transaction."""
    from tests.acts_within import take_refused

    answer = yield
    beyond = take_refused()
    if os.environ.get("VERB_FOUND"):
        with open(os.environ["VERB_FOUND"], "a") as file:
            file.writelines(f"{each}\n" for each in beyond)
    else:
        assert not beyond, f"the newest file of ongikar/journal/verb_editions does not know: {beyond}"
    return answer


@pytest.fixture
def signed_in(client):
    """`signed_in(karim)`: a browser in which this person is signed in."""

    def do(user):
        client.force_login(user, backend="ongikar.people.sign_in.StaffBackend")
        return client

    return do


@pytest.fixture(scope="module")
def setting_up(django_db_setup, django_db_blocker, keys_of_the_run):
    """`with setting_up(folder):` what is written within stands for all tests of the module that follow."""
    with module_transaction(django_db_blocker, keys_of_the_run) as do:
        yield do


@pytest.fixture(scope="session")
def kept_review(tmp_path_factory):
    """The review of `gone_through` once a process of the run has lived it, and the folder with its papers."""
    from tests.kept_rows import KeptScene

    kept = KeptScene.of_run(tmp_path_factory, "gone-through")
    return kept.folder, kept


@pytest.fixture(scope="module")
def gone_through(setting_up, kept_review):
    """The office's own charter, brought again and gone through to its end, which takes many pages."""
    import time_machine
    from django.test import Client

    from ongikar.charter.tests.reviewing import bring, settle
    from ongikar.people.models import User

    def go_through() -> int:
        client = Client()
        client.force_login(User.objects.get(username="karim"), backend="ongikar.people.sign_in.StaffBackend")
        upload = bring(client, (OFFICE / "charter.txt").read_text("utf-8"))
        settle(client, upload)
        return upload.pk

    folder, kept = kept_review
    with setting_up(folder), time_machine.travel(SUNDAY, tick=False):
        return folder, kept.live(go_through)


@pytest.fixture
def settled(gone_through, db, tmp_path):
    """The review of that charter: every part was looked at, and nothing stands in the way of publishing."""
    from ongikar.charter.models import Upload

    folder, number = gone_through
    copy_files(folder, tmp_path)
    return Upload.objects.get(pk=number)


def prepare_folder(folder: Path) -> None:
    """What `ongikar prepare` makes before any page is shown."""
    from ongikar.core.crypto.key_registry import write_once

    (folder / "static").mkdir(parents=True, exist_ok=True)
    if not (folder / "secret").exists():
        write_once(folder / "secret", b"signs what the tests send, and nothing of any office")


def pytest_configure(config):
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["tests.light_hashing.LightArgon2", *settings.PASSWORD_HASHERS[1:]]
    settings.ONGIKAR_CLAMD = ""
    # A test sends in a second what a person sends in an hour; the limit has tests of its own.
    settings.ONGIKAR_FORMS_A_MINUTE = 0
    # Nothing leaves through the office's servers.
    settings.ONGIKAR_SMS_URL, settings.ONGIKAR_MAIL_IS_SET = "", False
    # Names of static files as they are in the tree: nothing has been collected here.
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    # The settings of this process are read by now; this is for the programs that tests start.
    os.environ["ONGIKAR_FORMS_A_MINUTE"] = "0"
    # Commands speak the language of the machine; of one that is set to none, both.
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["ONGIKAR_VAR"] = str(ROOT / "var" / "tests")
    prepare_folder(settings.VAR)
    prepare_folder(ROOT / "var" / "tests")
    for name in ("ONGIKAR_SMS_URL", "ONGIKAR_SMTP_HOST"):
        os.environ.pop(name, None)


@pytest.fixture
def office_files():
    """`office_files()`: the office's own files, read anew so that a test may change them."""
    from ongikar.office_files import reading

    return lambda: reading.read_office(OFFICE, with_demo=True)


# Not django_db_blocker: pytest-django has it stand by at every test.
DATABASE = frozenset({"db", "transactional_db", "django_db_setup", "live_server"})


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """First what is quick, then what takes longer, and at last what opens a browser; what touches the
    database goes in no process that a browser has been in.

    The fewer tests are left, the fewer are dealt to a worker at a time, and never more than fifty (./test):
    so the long ones are shared out.

    What touches no database says the same on every one: on PostgreSQL only what does is run again. Of a
    whole run those are the tests of the whole tree, which ask for every address, and a share of those of the
    apps; what their pages say is tried on SQLite. Of examples that take long some are tried
    (tests/shares.py). `./test --all` tries all on both.
    """
    left = left_to_all(item.nodeid for item in items if not item.get_closest_marker("slow"))
    for item in items:
        if item.path.is_relative_to(RULES):
            item.add_marker(pytest.mark.fast)
        if item.nodeid in left:
            item.add_marker(pytest.mark.slow)
        if is_on_sqlite_alone(item.nodeid):
            item.add_marker(pytest.mark.once)
    touching = [item for item in items if touches_database(item)]
    others = [item for item in items if not touches_database(item)]
    if os.environ.get("ONGIKAR_DATABASE", "").startswith("postgres"):
        config.hook.pytest_deselected(items=others)
        others = []
    if os.environ.get("ONGIKAR_POSTGRES_SHARE"):
        ours = {item for item in touching if is_in_postgres_share(item)}
        config.hook.pytest_deselected(items=[item for item in touching if item not in ours])
        touching = [item for item in touching if item in ours]
    items[:] = sorted((*touching, *others), key=length)


def is_in_postgres_share(item) -> bool:
    """Whether a whole run tries a test of the database on PostgreSQL, too, without --all."""
    if item.path.is_relative_to(ROOT / "tests"):
        return True
    return "client" not in item.fixturenames and is_shared_by_postgres(item.nodeid)


def pytest_collection_finish(session):
    """What was imported lives to the end: the collector need not walk through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def length(item) -> int:
    """From 0 for what is quick; those of one length stay in their order."""
    return 3 if item.get_closest_marker("browser") else file_length(item.path)


# Asked for each of some ten thousand tests, which stand in some hundred files.
@cache
def file_length(file: Path) -> int:
    if any(file.is_relative_to(path) for path in LONGEST):
        return 2
    return int(any(file.is_relative_to(path) for path in LONG))


def touches_database(item) -> bool:
    return bool(item.get_closest_marker("django_db") or DATABASE & set(item.fixturenames))
