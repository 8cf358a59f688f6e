"""The administrator sees that the machine's clock was moved, on every page, and says that it is right; others
are told whom to tell.
"""

from datetime import datetime, timedelta

import pytest

from ongikar.clock.machine_clock import judge_machine_clock
from ongikar.clock.models import MachineClock
from ongikar.commands import machine_clock
from ongikar.core.i18n.say import override_language
from ongikar.journal.models import Entry
from ongikar.offices.models import Office
from ongikar.operations.doctor import check_machine_clock as asked_by_doctor
from ongikar.rules.clock.machine_clock import ClockReading

PAGE = "/desk/clock/"
MORNING = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
DAY = timedelta(days=1)
BEFORE = ClockReading("a start", MORNING, 100.0)
AFTER = ClockReading("a start", MORNING + 3 * DAY, 160.0)


def goes_by(reading):
    return judge_machine_clock(reading, machine="this one", is_kept=False)


@pytest.fixture
def moved(db):
    assert goes_by(BEFORE)
    assert not goes_by(AFTER)
    return MachineClock.objects.get()


@pytest.fixture
def lipi(signed_in, db):
    from ongikar.people.models import User

    return signed_in(User.objects.get(username="lipi"))


@pytest.mark.parametrize(("root", "fine"), [("", "ঘড়ি ঠিক চলছে"), ("/en", "The clock is in order")])
def test_a_clock_that_agrees_is_said_to_be_in_order(lipi, root, fine):
    page = lipi.get(root + PAGE).content.decode()
    assert fine in page
    assert '<button class="btn">' not in page.partition("<main")[2]


@pytest.mark.parametrize(
    ("root", "banner", "words"),
    [
        ("", "কাজ আপনার কথার অপেক্ষায়", "ঘড়ি হঠাৎ এগিয়ে গেছে"),
        ("/en", "the work waits for your word", "The clock has jumped forward"),
    ],
)
def test_an_administrator_meets_it_on_every_page_and_says_a_word(lipi, moved, root, banner, words):
    for path in ("/desk/accounts/", "/desk/people/", PAGE):
        assert banner in lipi.get(root + path).content.decode()
    assert words in lipi.get(root + PAGE).content.decode()
    answer = lipi.post(root + PAGE, {"machine_clock": moved.pk, "off_by": moved.off_by}, follow=True)
    assert answer.status_code == 200
    assert Entry.objects.filter(verb="machine_clock.accepted", actor_type="user").exists()
    assert goes_by(AFTER)
    assert banner not in lipi.get(root + "/desk/people/").content.decode()


@pytest.mark.parametrize("off_by", ["0", "", "nonsense", "-259140", "9" * 40])
def test_a_word_about_another_time_than_is_shown_is_not_taken(lipi, moved, off_by):
    answer = lipi.post(PAGE, {"machine_clock": moved.pk, "off_by": off_by})
    assert answer.status_code == 422
    assert "এর মধ্যে ঘড়ি আবার বদলেছে" in answer.content.decode()
    assert not Entry.objects.filter(verb="machine_clock.accepted").exists()
    assert not goes_by(AFTER)


def test_the_administrator_of_another_office_is_told_whose_word_it_is(lipi, moved, office):
    Office.objects.filter(pk=office.pk).update(is_default=False)
    from ongikar.core import cache_version

    cache_version.invalidate_now()
    Office.objects.filter(pk=office.pk).update(host="testserver")
    cache_version.invalidate_now()
    answer = lipi.post(PAGE, {"machine_clock": moved.pk, "off_by": moved.off_by})
    assert answer.status_code == 422
    assert "মূল কার্যালয়ের প্রশাসক" in answer.content.decode()
    assert not goes_by(AFTER)


@pytest.mark.parametrize(
    ("root", "words"), [("", "কম্পিউটারের ঘড়ি বদলানো হয়েছে"), ("/en", "The computer's clock was changed")]
)
def test_an_officer_reads_on_the_first_page_why_nothing_goes_out(signed_in, karim, moved, root, words):
    assert words in signed_in(karim).get(root + "/desk/today/").content.decode()


def test_the_command_shows_it_and_gives_the_word(moved, monkeypatch, capsys):
    monkeypatch.setattr(machine_clock, "machine_name", lambda: "this one")
    with override_language("en"):
        fine, line = asked_by_doctor()
    assert (fine, "should show" in line) == (False, True)
    assert machine_clock.show_clock(["--language", "en"]) == 1
    assert "ongikar clock accept" in capsys.readouterr().out
    assert machine_clock.accept_clock([]) == 0
    assert goes_by(AFTER)
    assert machine_clock.show_clock([]) == 0
    assert asked_by_doctor()[0]
    assert machine_clock.accept_clock([]) == 1
    assert "there is no question about the clock" in capsys.readouterr().err
