"""Every Desk keeps the contract of all (ongikar/records/testing.py): its pages open in both languages, to who
may; what is sent empty, too long, of another type or to another office's record is refused beside its
field, and nothing is written.
"""

import re

import pytest
from django.urls import reverse

from ongikar.core.i18n.say import override_language
from ongikar.exports.models import Export
from ongikar.journal.models import Entry
from ongikar.offices.models import Post
from ongikar.people.search_sources import SEARCH_SOURCES
from ongikar.records import testing
from ongikar.records.filters import TYPED
from ongikar.records.list_files import LIST, MAKER, records_of
from ongikar.records.models import Entry as LineOfRecord
from ongikar.records.views import words_of_verbs
from ongikar.rules.bangla.text import digits
from ongikar.website.staff_nav import menu_for

from .access_matrix import ACCESS_MATRIX
from .endpoint_requests import address_of
from .of_desks import FORMS_OF_DESKS, NEVER_RIGHT, rounds_of_wrong
from .scene import NOW, row_counts
from .sending import TONGUES, assert_answer_in_language, rolled_back

DESKS = [desk.name for desk in testing.desks()]
pytestmark = pytest.mark.django_db
FIELD_FAULT = 'class="field bad"'


@pytest.fixture(params=DESKS)
def desk(request):
    return next(each for each in testing.desks() if each.name == request.param)


@pytest.fixture
def record(desk, scene):
    """A record of the office at hand, as its page reads it: the one of which most may be entered."""
    office = scene.ours.office
    found = [desk.find(office, desk.key_of(each)) for each in desk.model.objects.filter(office=office)]
    assert found, f"the scene has no {desk.name}"
    return max(found, key=lambda each: len(list(testing.forms_of(desk, each))))


@pytest.fixture
def officer(scene):
    return scene.browser("officer")


def form_of(page, officer):
    return officer.get(page.address).context["form"]


def test_its_pages_are_read_in_both_languages_by_who_may(desk, record, scene, officer):
    pages = [*testing.pages_to_read(desk, record), *testing.forms_of(desk, record)]
    for page in pages:
        for root in ("", "/en"):
            assert officer.get(root + page.address).status_code == 200, page
        assert scene.browser("auditor").get(page.address).status_code == (403 if page.is_form else 200), page
        assert scene.browser("nobody").get(page.address).status_code in (302, 401), page


def test_another_offices_record_is_not_found(desk, scene):
    stranger = scene.browser("foreign")
    for other in desk.model.objects.filter(office=scene.ours.office)[:1]:
        assert stranger.get(desk.url_of(other)).status_code in (403, 404)


def test_what_is_left_empty_is_asked_for_beside_its_field(desk, record, officer):
    for page in testing.forms_of(desk, record):
        asked = testing.asked_for(form_of(page, officer))
        if not asked:
            continue
        answer = officer.post(page.address, {})
        assert answer.status_code == 422, page
        faults = answer.context["form"].errors
        assert set(asked) <= set(faults), page
        assert answer.content.decode().count(FIELD_FAULT) >= len(asked), page


def forms_of(desk):
    return [each for each in FORMS_OF_DESKS.values() if each.desk is desk]


def test_what_is_rightly_sent_is_taken_and_what_its_rows_forbid_is_refused(desk, scene, officer):
    """Otherwise a form that refuses everything would pass all that follows."""
    for form in forms_of(desk):
        with rolled_back():
            answer = officer.post(address_of(form.name, scene.ours), form.right(scene.ours))
        assert answer.status_code == (422 if form.name in NEVER_RIGHT else 302), form.name


@pytest.mark.parametrize("tongue", TONGUES)
def test_each_wrong_value_of_each_field_is_refused_beside_it_and_writes_nothing(desk, scene, officer, tongue):
    before = row_counts()
    for form in forms_of(desk):
        with override_language(tongue):
            address, right = address_of(form.name, scene.ours), form.right(scene.ours)
        for wrong in rounds_of_wrong(form.form(scene.ours)):
            answer = officer.post(address, right | wrong)
            assert answer.status_code == 422, (form.name, wrong)
            assert set(wrong) <= set(answer.context["form"].errors), (form.name, wrong)
            assert_answer_in_language(answer, tongue, about=form.name)
    assert row_counts() == before


def test_a_form_that_enters_a_line_bears_the_key_of_its_page(desk, record, officer):
    for page in testing.forms_of(desk, record):
        model = getattr(page.act, "model", None)
        if model and issubclass(model, LineOfRecord) and hasattr(page.act, "enter"):
            assert 'name="submission"' in officer.get(page.address).content.decode(), page


def test_the_page_names_what_may_be_done_and_why_the_rest_may_not(desk, record, officer):
    shown = officer.get(desk.url_of(record)).content.decode()
    for act in desk.acts_of(record):
        if act.has_page and act.is_open(record):
            assert act.url(desk, record) in shown, act.name
        elif why := act.why_not(record):
            assert why in shown, act.name


def test_the_list_leads_to_each_record_and_to_what_is_begun(desk, record, officer):
    shown = officer.get(desk.list_url).content.decode()
    assert desk.url_of(record) in shown
    assert not desk.opens or reverse(f"{desk.names}_new") in shown


def test_a_list_is_searched_in_either_script_and_taken_along_as_it_was_searched(desk, record, officer):
    if not desk.search_fields:
        assert 'id="list-q"' not in officer.get(desk.list_url).content.decode()
        return
    found = desk.model.objects.filter(pk=record.pk).values_list(*desk.search_fields).get()
    typed = next(str(value) for value in found if value)
    for words in (typed, typed.upper(), digits(typed, "bn")):
        shown = officer.get(desk.list_url, {"q": words}).content.decode()
        assert desk.url_of(record) in shown, words
    nothing = officer.get(desk.list_url, {"q": "এমন কেউ কোথাও নেই"}).content.decode()
    assert f'class="who" href="{desk.url_of(record)}"' not in nothing
    assert "এমন কিছু নেই" in nothing
    officer.post(reverse(f"{desk.names}_file"), {"q": typed})
    export = Export.objects.filter(maker=MAKER.name).latest("id")
    assert export.arguments == {LIST: desk.names, TYPED: typed}
    narrowed = desk.narrow_rows(record.office, export.arguments)
    assert [each.pk for each in records_of(desk, record.office, narrowed)].count(record.pk) == 1
    assert f"“{typed}”" in export.title_en


def test_the_list_is_taken_along_as_a_spreadsheet(desk, record, scene, tmp_path):
    from python_calamine import CalamineWorkbook

    from ongikar.exports.makers import Work

    for person in ("officer", "auditor"):
        answer = scene.browser(person).post(reverse(f"{desk.names}_file"))
        assert answer.status_code == 302, person
        assert scene.browser(person).get(answer.url).status_code == 200
    export = Export.objects.filter(maker=MAKER.name).latest("id")
    work = Work(tmp_path, NOW, step=lambda lines: None, pause=lambda: None)
    made = MAKER.make(scene.ours.office, export.arguments, work)
    rows = CalamineWorkbook.from_path(made.path).get_sheet_by_index(0).to_python()
    assert made.lines == len(rows) - 2 == desk.rows(scene.ours.office).count()
    assert rows[1][0] == desk.title_label
    assert any(str(desk.title_of(record)) in str(row[0]) for row in rows[2:])
    assert MAKER.address(export.arguments) == desk.list_url


def test_its_history_says_every_act_in_words_of_both_languages(desk, record, officer):
    entries = Entry.objects.filter(subject_type=record.SUBJECT, subject_id=record.pk)
    told = {}
    for tongue in ("bn", "en"):
        with override_language(tongue):
            told[tongue] = words_of_verbs(desk)
    done = {verb.partition(".")[2] for verb in entries.values_list("verb", flat=True)}
    for verb in done | set(told["bn"]):
        assert not re.search("[A-Za-z]", told["bn"][verb]), verb
        assert re.fullmatch("[ -~’]+", told["en"][verb]), verb
    shown = officer.get(desk.history_url(record)).content.decode()
    assert shown.count("<time ") == entries.count()
    assert all(told["bn"][verb] in shown for verb in done)


def test_the_one_search_finds_a_record_for_whoever_reads_it_and_for_nobody_else(desk, record, scene):
    if not desk.search_fields:
        assert desk.names not in SEARCH_SOURCES
        return
    found = desk.model.objects.filter(pk=record.pk).values_list(*desk.search_fields).get()
    typed = next(str(value) for value in reversed(found) if value)
    # By its own page: of some lists a person reads the records that are theirs alone.
    for person, reads in ACCESS_MATRIX[desk.name, "GET"].items():
        asked = {"q": typed, "only": desk.names}
        answer = scene.browser(person).get(reverse("desk_search"), asked, follow=True)
        assert (f'"{desk.url_of(record)}"' in answer.content.decode()) == (reads == "open"), person


def test_its_door_stands_in_the_menu_of_whoever_opens_its_list(desk):
    if desk.door is None:
        return
    for role in Post.ROLES:
        menu = menu_for(frozenset({role}), "bn", ())
        labels = [tab.label for room in menu.rooms for tab in room.tabs if tab.url == desk.list_url]
        finds_it = role in desk.readers | desk.door.some
        assert labels == ([desk.door.words[0]] if finds_it else []), role
        assert not finds_it or role in desk.readers | desk.readers_of_some, role
