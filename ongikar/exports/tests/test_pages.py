"""The pages: how far it is without any script, and the file for the one who asked, for a day."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ongikar.exports import makers
from ongikar.exports.export_process import lease_next_export
from ongikar.exports.models import KEPT, Export
from ongikar.journal.models import Entry

pytestmark = pytest.mark.django_db
ROOTS = [("", "bn"), ("/en", "en")]


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


def browser(user) -> Client:
    client = Client()
    client.force_login(user, backend="ongikar.people.sign_in.StaffBackend")
    return client


@pytest.mark.parametrize(("root", "words"), [("", "পালা আসেনি"), ("/en", "Waiting for its turn")])
def test_what_waits_says_so_and_the_page_loads_itself_anew_without_script(root, words, desk, order):
    answer = desk.get(f"{root}/desk/exports/{order().pk}/")
    html = answer.content.decode()
    assert words in html
    assert int(answer["Refresh"]) >= 3
    assert "<script" not in html.partition("<main")[2]
    assert '<progress id="done" value="0" max="3">' in html


def test_how_far_it_is_stands_on_the_page_in_figures_of_its_language(desk, order):
    made = order()
    lease_next_export(timezone.now())
    Export.objects.update(lines=111_000, lines_done=45_250)
    assert "১,১১,০০০টি ভুক্তির মধ্যে ৪৫,২৫০টি হয়েছে" in desk.get(f"/desk/exports/{made.pk}/").content.decode()
    english = desk.get(f"/en/desk/exports/{made.pk}/").content.decode()
    assert "45,250 of 1,11,000 lines done" in english
    assert "Being made" in english


def test_a_page_that_is_asked_to_stand_still_does(desk, order):
    assert "Refresh" not in desk.get(f"/desk/exports/{order().pk}/?still")


def test_a_long_wait_is_looked_at_less_often(desk, order):
    made = order()
    Export.objects.update(asked_at=timezone.now() - timedelta(minutes=30))
    assert desk.get(f"/desk/exports/{made.pk}/")["Refresh"] == "20"


@pytest.mark.fast
@pytest.mark.parametrize(("root", "words"), [("", "ফাইলটি নিন"), ("/en", "Download the file")])
def test_what_is_ready_is_taken_and_each_taking_is_entered(root, words, desk, order, make, karim):
    made = make(order())
    page = desk.get(f"{root}/desk/exports/{made.pk}/")
    assert words in page.content.decode()
    assert "Refresh" not in page
    for _ in range(2):
        answer = desk.get(f"{root}/desk/exports/{made.pk}/file/")
        assert b"".join(answer.streaming_content).decode() == "ক\nখ\nগ\n"
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''lines.csv"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Length"] == str(made.size)
    entries = Entry.objects.filter(verb="export.read", subject_id=made.pk)
    assert [(each.actor_type, each.actor_id) for each in entries] == [("user", karim.pk)] * 2
    assert desk.head(f"{root}/desk/exports/{made.pk}/file/").status_code == 200
    assert entries.count() == 2


def test_it_is_there_for_nobody_but_the_one_who_asked(order, make, shirin):
    made, other = make(order()), browser(shirin)
    for address in (f"/desk/exports/{made.pk}/", f"/desk/exports/{made.pk}/file/"):
        assert other.get(address).status_code == 404
    assert "নমুনা তালিকা" not in other.get("/desk/exports/").content.decode()
    assert not Entry.objects.filter(verb="export.read").exists()


def test_who_no_longer_holds_the_post_that_may_read_it_does_not_get_it(
    desk, order, make, monkeypatch, sample
):
    made = make(order())
    monkeypatch.setitem(makers._makers, sample.name, replace(sample, roles=frozenset({"gro"})))
    assert desk.get(f"/desk/exports/{made.pk}/file/").status_code == 404


def test_there_is_no_file_before_it_is_ready(desk, order):
    assert desk.get(f"/desk/exports/{order().pk}/file/").status_code == 404


@pytest.mark.parametrize(
    ("root", "words"), [("", "এক দিন রেখে মুছে ফেলা"), ("/en", "kept for a day and then deleted")]
)
def test_after_a_day_a_sentence_stands_in_its_place_even_where_the_worker_has_not_come_by(
    root, words, desk, order, make
):
    made = make(order())
    Export.objects.update(ready_at=timezone.now() - KEPT)
    answer = desk.get(f"{root}/desk/exports/{made.pk}/file/")
    assert answer.status_code == 410
    assert words in answer.content.decode()
    assert words in desk.get(f"{root}/desk/exports/{made.pk}/").content.decode()
    assert not Entry.objects.filter(verb="export.read").exists()


@pytest.mark.parametrize(("root", "words"), [("", "ফাইলটি আর নেই"), ("/en", "no longer there")])
def test_a_file_that_is_lost_from_the_disk_is_told(root, words, desk, order, make):
    made = make(order())
    made.path.unlink()
    answer = desk.get(f"{root}/desk/exports/{made.pk}/file/")
    assert (answer.status_code, words in answer.content.decode()) == (410, True)


@pytest.mark.parametrize(("root", "words"), [("", "মেমোরিতে নেই"), ("/en", "needed more memory")])
def test_what_failed_says_why_and_leads_back(root, words, desk, order, make, make_with):
    def full(*_):
        raise MemoryError

    make_with(full)
    html = desk.get(f"{root}/desk/exports/{make(order()).pk}/").content.decode()
    assert words in html
    assert "/desk/books/" in html


def test_the_list_shows_the_newest_first_and_reads_no_more_than_it_shows(
    desk, order, django_assert_max_num_queries
):
    now = timezone.now()
    first, second = order(page="1", now=now), order(page="2", now=now)
    with django_assert_max_num_queries(6):
        html = desk.get("/desk/exports/").content.decode()
    assert html.index(f"/desk/exports/{second.pk}/") < html.index(f"/desk/exports/{first.pk}/")
