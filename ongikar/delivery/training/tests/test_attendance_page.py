"""The attendance of a batch as one sheet: filled in cell by cell or from Excel, saved all or not at all."""

from datetime import time, timedelta

import pytest
import time_machine
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from conftest import SUNDAY
from ongikar.core.forms.keys import KEY
from ongikar.core.i18n.say import override_language
from ongikar.delivery.training import actions, states
from ongikar.delivery.training.after.attendance_page import grid_of
from ongikar.delivery.training.after.sessions import begin_batch, roster_of, sessions_of
from ongikar.delivery.training.models import Batch
from ongikar.gatherings import transitions
from ongikar.gatherings.actions import (
    add_member,
    cancel_gathering,
    claim_presence,
    count_heads,
    mark_attendance,
    record_gathering,
)
from ongikar.gatherings.attendance_grid import MOST_CELLS, AttendanceGrid
from ongikar.gatherings.models import Gathering, Mark
from ongikar.gatherings.rules import door_code
from ongikar.gatherings.tickets import ensure_secret
from ongikar.journal.outbox import run_due_entries
from ongikar.offices.models import Office
from tests.module_data import copy_files

from .batches import PLAIN, at, auditor_of, in_state, offering_batch
from .test_after_seats import BEGUN, SUNDAYS_TO_THURSDAYS
from .test_pages import browser

pytestmark = pytest.mark.django_db
# After the second class, before the third.
TUESDAY = at("2026-12-21", "13:00")


@pytest.fixture(scope="module")
def begun(setting_up, tmp_path_factory):
    """A batch of four that began: its key, and its papers' folder."""
    folder = tmp_path_factory.mktemp("begun")
    with setting_up(folder):
        call = offering_batch(Office.objects.get(slug="rangpur-sadar-ict"), SUNDAY, rule=PLAIN, seats=4)
        run_due_entries(at("2026-12-02", "12:00"))
        for application in in_state(call, states.OFFERED):
            actions.accept_offer(application, now=at("2026-12-03"))
        batch = Batch.objects.select_related("office", "course").get(pk=call.batch_id)
        karim = batch.post.holdings.get(until=None).user
        begin_batch(
            batch,
            weekdays=SUNDAYS_TO_THURSDAYS,
            begins_at=time(10),
            minutes=120,
            actor=("user", karim.pk),
            now=BEGUN,
        )
    return folder, batch.pk


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


@pytest.fixture
def batch(begun, db, tmp_path):
    folder, key = begun
    copy_files(folder, tmp_path)
    return Batch.objects.select_related("office", "course").get(pk=key)


@pytest.fixture
def classes(batch):
    return sessions_of(batch)


@pytest.fixture
def desk(office):
    """Who is at the desk: each signs in at the moment at which they act."""
    return "karim"


def shown_text(html):
    """The words of a page, every gap between them one space."""
    return " ".join(HTMLParser(html).text(separator=" ").split())


def address(batch, root=""):
    return f"{root}/desk/training/{batch.number}/attendance/"


def page_of(client, batch, root="/en", now=TUESDAY):
    with time_machine.travel(now, tick=False):
        response = browser(client).get(address(batch, root))
    assert response.status_code == 200
    return HTMLParser(response.content)


def fields(page):
    """What the form would send as it stands, without its buttons."""
    sent = {}
    for each in page.css("main form input, main form textarea"):
        attributes = each.attributes
        if attributes.get("type") == "checkbox" and "checked" not in attributes:
            continue
        sent[attributes["name"]] = attributes.get("value") or each.text()
    return sent


def cells(page):
    return [name for name in fields(page) if name.startswith("c") and name[1].isdigit()]


def send(client, batch, sent, *, root="/en", now=TUESDAY, act="save", follow=False):
    with time_machine.travel(now, tick=False):
        return browser(client).post(address(batch, root), {**sent, "act": act}, follow=follow)


def marks_of(gathering):
    return {
        each.member_id: (each.value, each.minutes)
        for each in Mark.objects.that_stand().filter(gathering=gathering)
    }


def members_of(batch):
    return list(roster_of(batch).members.order_by("id"))


def test_two_classes_of_four_are_saved_with_one_press_and_put_into_the_class_book(desk, batch, classes):
    page = page_of(desk, batch)
    names = cells(page)
    # Only what was held or is today is filled in, of twenty classes.
    assert {int(name[1:].split("-")[0]) for name in names} == {each.pk for each in classes[:2]}
    sent = fields(page) | dict.fromkeys(names, "১")
    first = members_of(batch)[0]
    sent[f"c{classes[0].pk}-{first.pk}-0"] = "অ"
    sent[f"c{classes[1].pk}-{first.pk}-0"] = "L 90"
    shown = HTMLParser(send(desk, batch, sent, follow=True).content)
    assert "8 marks were written. In the class book now: class 1, 2." in shown_text(shown.html)
    assert marks_of(classes[0])[first.pk] == ("absent", None)
    assert marks_of(classes[1])[first.pk] == ("late", 90)
    assert [each.state for each in sessions_of(batch)[:3]] == [
        *[transitions.RECORDED] * 2,
        transitions.PLANNED,
    ]
    grid = grid_of(batch, TUESDAY)
    row = next(row for row in grid.rows if row.member.pk == first.pk)
    assert (row.totals.times_there, row.totals.times_held, row.totals.percent) == (1, 2, 37)
    assert row.is_low
    # Nothing is left to write; what stands is shown.
    assert cells(shown) == []
    assert "There is no class to write now" in shown_text(shown.html)


def test_everybody_else_is_present_without_script_too(desk, batch, classes):
    page = page_of(desk, batch)
    first = members_of(batch)[0]
    sent = fields(page) | {f"rest{classes[0].pk}": "yes", f"c{classes[0].pk}-{first.pk}-0": "0"}
    send(desk, batch, sent)
    values = marks_of(classes[0])
    assert values.pop(first.pk) == ("absent", None)
    assert set(values.values()) == {("present", None)}
    assert len(values) == 3
    assert marks_of(classes[1]) == {}


def test_a_class_in_which_somebody_has_no_mark_stays_open_and_so_does_one_that_is_not_wanted(
    desk, batch, classes
):
    page = page_of(desk, batch)
    names = cells(page)
    whole = [name for name in names if name.startswith(f"c{classes[0].pk}-")]
    send(desk, batch, {**fields(page), **dict.fromkeys([*whole, names[-1]], "P")})
    assert [each.state for each in sessions_of(batch)[:2]] == [transitions.RECORDED, transitions.OPENED]
    page = page_of(desk, batch)
    sent = {**fields(page), **dict.fromkeys(cells(page), "P")}
    del sent["closes"]
    send(desk, batch, sent)
    assert len(marks_of(classes[1])) == 4
    assert sessions_of(batch)[1].state == transitions.OPENED
    # Of a class that still goes on everybody may be marked; it is closed when it is over.
    during = at("2026-12-22", "10:20")
    page = page_of(desk, batch, now=during)
    send(desk, batch, {**fields(page), **dict.fromkeys(cells(page), "P")}, now=during)
    assert [each.state for each in sessions_of(batch)[1:3]] == [transitions.RECORDED, transitions.OPENED]


@pytest.mark.parametrize(("root", "words"), [("", "“কখনো” বোঝা যায়নি"), ("/en", "“কখনো” cannot be read")])
def test_one_cell_that_cannot_be_read_keeps_all_from_being_saved_and_nothing_typed_is_lost(
    desk, batch, root, words
):
    page = page_of(desk, batch, root)
    names = cells(page)
    sent = fields(page) | dict.fromkeys(names, "1") | {names[2]: "কখনো"}
    response = send(desk, batch, sent, root=root)
    assert response.status_code == 422
    assert not Mark.objects.exists()
    again = HTMLParser(response.content)
    assert {name: fields(again)[name] for name in names} == {name: sent[name] for name in names}
    (bad,) = again.css("input[aria-invalid]")
    assert bad.attributes["name"] == names[2]
    assert words in shown_text(again.css_first(f"#{bad.attributes['aria-describedby']}").html)
    assert words in shown_text(again.css_first(".errors").html)


def test_what_the_page_of_a_class_wrote_stands_in_its_cells_and_is_not_written_again(
    desk, batch, classes, actor
):
    first, second = members_of(batch)[:2]
    for member, value, minutes in ((first, "present", None), (second, "late", 30)):
        mark_attendance(
            classes[0],
            member,
            value=value,
            minutes=minutes,
            via="list",
            nonce=f"one-{member.pk}",
            actor=actor,
            now=classes[0].ends_at,
        )
    page = page_of(desk, batch)
    values = {name: value for name, value in fields(page).items() if name in cells(page) and value}
    assert sorted(values.values()) == ["L 30", "P"]
    send(desk, batch, fields(page))
    assert Mark.objects.count() == 2
    # Put right while the class is open, it is struck through by the new one.
    (late,) = [name for name, value in values.items() if value == "L 30"]
    send(desk, batch, fields(page) | {late: "A", KEY: "another-press"})
    assert Mark.objects.count() == 3
    assert marks_of(classes[0])[second.pk] == ("absent", None)
    # None is erased by being emptied.
    page = page_of(desk, batch)
    (absent,) = [name for name in cells(page) if fields(page)[name] == "A"]
    response = send(desk, batch, fields(page) | {absent: ""})
    assert response.status_code == 422
    assert "A mark cannot be erased" in response.content.decode()


def test_a_closed_class_is_put_right_on_its_own_page_alone(desk, batch, classes, actor):
    page = page_of(desk, batch)
    names = [name for name in cells(page) if name.startswith(f"c{classes[0].pk}-")]
    sent = fields(page) | dict.fromkeys(names, "A")
    record_gathering(classes[0], rest=Mark.PRESENT, actor=actor, now=TUESDAY)
    response = send(desk, batch, sent)
    assert response.status_code == 422
    assert "was closed meanwhile" in shown_text(response.content.decode())
    assert set(marks_of(classes[0]).values()) == {("present", None)}
    shown = HTMLParser(response.content)
    assert {int(name[1:].split("-")[0]) for name in cells(shown)} == {classes[1].pk}
    assert (
        shown.css_first(f"#k{classes[0].pk} a").attributes["href"] == f"/en/desk/gatherings/{classes[0].pk}/"
    )


def test_what_is_typed_of_a_class_that_is_called_off_meanwhile_is_told(desk, batch, classes, actor):
    page = page_of(desk, batch)
    sent = fields(page) | dict.fromkeys(cells(page), "P")
    cancel_gathering(classes[1], reason="বিদ্যুৎ নেই", actor=actor, now=TUESDAY)
    response = send(desk, batch, sent)
    assert response.status_code == 422
    assert "was moved or cancelled meanwhile" in shown_text(response.content.decode())
    assert not Mark.objects.exists()


def test_of_two_who_save_one_after_the_other_neither_loses_anything(desk, batch, classes):
    """Both opened the page before either saved."""
    shirin, page = "shirin", page_of(desk, batch)
    names = cells(page)
    mine = [name for name in names if name.startswith(f"c{classes[0].pk}-")]
    others = [name for name in names if name.startswith(f"c{classes[1].pk}-")]
    sent = fields(page)
    del sent["closes"]
    assert send(desk, batch, sent | dict.fromkeys(mine, "P")).status_code == 302
    theirs = sent | dict.fromkeys(others, "A") | {KEY: "another-press"}
    # The cells of the first class are empty on their page: nothing is erased by it.
    assert send(shirin, batch, theirs).status_code == 302
    assert len(marks_of(classes[0])) == len(marks_of(classes[1])) == 4
    # One cell that both filled in, each otherwise: who comes second is shown what stands, and decides.
    response = send(shirin, batch, sent | {mine[0]: "A", KEY: "a-third-press"})
    assert response.status_code == 422
    again = HTMLParser(response.content)
    assert "Somebody wrote “Present” meanwhile" in shown_text(again.css_first(".errors").html)
    assert set(marks_of(classes[0]).values()) == {("present", None)}
    (bad,) = again.css("input[aria-invalid]")
    assert bad.attributes["value"] == "A"
    decided = fields(again)
    decided.pop("closes", None)
    assert send(shirin, batch, decided | {KEY: "a-fourth-press"}).status_code == 302
    assert sorted(value for value, _ in marks_of(classes[0]).values()) == ["absent", *["present"] * 3]


def test_what_only_a_code_on_the_wall_said_is_no_mark_until_somebody_writes_it(desk, batch, classes):
    gathering, member = classes[1], members_of(batch)[0]
    during = gathering.starts_at + timedelta(minutes=2)
    code = door_code.code_at(ensure_secret(gathering), during)
    claim_presence(gathering, member, code=code, has_ticket=True, actor=("member", member.pk), now=during)
    page = page_of(desk, batch)
    (name,) = [each for each in cells(page) if each.startswith(f"c{gathering.pk}-{member.pk}-")]
    assert fields(page)[name] == ""
    send(desk, batch, fields(page) | {name: "P"})
    mark = Mark.objects.that_stand().get(gathering=gathering, member=member)
    assert (mark.value, mark.via, mark.corrects.via) == ("present", "list", "door_code")


def test_once_heads_were_counted_a_claim_stands_in_the_sheet(batch, classes, actor):
    gathering, member = classes[1], members_of(batch)[0]
    during = gathering.starts_at + timedelta(minutes=2)
    code = door_code.code_at(ensure_secret(gathering), during)
    claim_presence(gathering, member, code=code, has_ticket=True, actor=("member", member.pk), now=during)
    count_heads(gathering, counted=1, actor=actor, now=during + timedelta(minutes=5))
    grid = grid_of(batch, TUESDAY)
    (cell,) = [each for each in grid.cells if each.member.pk == member.pk and each.column.number == 2]
    assert (cell.look, cell.typed) == ("present", "উ")
    # Seen again and saved, it is what it was.
    assert grid.save(closes=False, nonce="x", actor=actor, now=TUESDAY).marks == 0


def test_whoever_came_later_has_no_cell_in_a_class_before(desk, batch, classes, actor):
    roster = roster_of(batch)
    late = add_member(roster, name="নতুন একজন", since=classes[1].day, actor=actor, now=TUESDAY)
    names = [name for name in cells(page_of(desk, batch)) if f"-{late.pk}-" in name]
    assert [int(name[1:].split("-")[0]) for name in names] == [classes[1].pk]
    grid = grid_of(batch, TUESDAY)
    row = next(row for row in grid.rows if row.member.pk == late.pk)
    assert [cell.look for cell in row.cells[:2]] == ["out", "none"]
    with override_language("en"):
        assert [cell.words for cell in row.cells[:3]] == ["Not on the roster", "Not written", "Not yet"]


def test_a_sheet_of_excel_fills_the_cells_and_saves_nothing_till_it_is_saved(desk, batch, classes):
    page = page_of(desk, batch)
    rows = [row.text() for row in page.css("tbody th")]
    rolls = [int("".join(sign for sign in row if sign.isdigit())[-4:]) for row in rows]
    text = "রোল\tনাম\t২০/১২\tক্লাস ২\n" + "".join(
        f"{roll}\t\t{'হ্যাঁ' if place else 'অনুপস্থিত'}\tP\n" for place, roll in enumerate(rolls)
    )
    response = send(desk, batch, fields(page) | {"paste": text}, act="paste")
    assert response.status_code == 200
    assert not Mark.objects.exists()
    filled = HTMLParser(response.content)
    assert "8 cells were filled from Excel. Nothing is saved yet" in shown_text(filled.html)
    assert sorted(fields(filled)[name] for name in cells(filled)) == ["A", *["P"] * 7]
    assert send(desk, batch, fields(filled)).status_code == 302
    assert Mark.objects.count() == 8


@pytest.mark.parametrize(
    ("root", "words"),
    [
        ("", ["সারি ৩: “অচেনা কেউ” এই তালিকায় নেই।", "“হয়তো” বোঝা যায়নি", "ক্লাসটি এখনো হয়নি"]),
        (
            "/en",
            ["Line 3: “অচেনা কেউ” is not on this list.", "“হয়তো” cannot be read", "has not been held yet"],
        ),
    ],
)
def test_what_cannot_be_read_of_a_sheet_is_said_beside_it_and_what_can_stands_in_the_cells(
    desk, batch, root, words
):
    page = page_of(desk, batch, root)
    roll = "".join(sign for sign in page.css_first("tbody th").text() if sign.isdigit())[-4:]
    text = f"রোল\tক্লাস ১\tক্লাস ২\tক্লাস ৩\n{roll}\t১\tহয়তো\t১\nঅচেনা কেউ\t১\t১\t-"
    response = send(desk, batch, fields(page) | {"paste": text}, act="paste", root=root)
    assert response.status_code == 422
    shown = HTMLParser(response.content)
    told = shown_text(shown.html)
    assert all(each in told for each in words), told
    assert shown.css_first("#paste").text().strip() == text.strip()
    typed = [value for value in (fields(shown)[name] for name in cells(shown)) if value]
    assert sorted(typed) == sorted(["উ" if root == "" else "P", "হয়তো?"])
    # As long as that cell stands so, nothing is saved.
    assert send(desk, batch, fields(shown), root=root).status_code == 422
    assert not Mark.objects.exists()


def test_a_sheet_that_contradicts_a_closed_class_says_so_and_one_that_agrees_does_not(
    desk, batch, classes, actor
):
    record_gathering(classes[0], rest=Mark.PRESENT, actor=actor, now=TUESDAY)
    page = page_of(desk, batch)
    roll = "".join(sign for sign in page.css_first("tbody th").text() if sign.isdigit())[-4:]
    agrees = send(desk, batch, fields(page) | {"paste": f"{roll}\t১\t১"}, act="paste")
    assert agrees.status_code == 200
    differs = send(desk, batch, fields(page) | {"paste": f"{roll}\t০\t১"}, act="paste")
    assert differs.status_code == 422
    assert "the class is closed and says “Present”" in shown_text(differs.content.decode())


def test_the_page_of_the_batch_shows_the_sheet_in_circles_whose_words_are_read(desk, batch, classes, actor):
    first, second = members_of(batch)[:2]
    for member, value in ((first, "absent"), (second, "excused")):
        mark_attendance(
            classes[0],
            member,
            value=value,
            via="list",
            nonce=f"one-{member.pk}",
            actor=actor,
            now=classes[0].ends_at,
        )
    record_gathering(classes[0], rest=Mark.PRESENT, actor=actor, now=classes[0].ends_at)
    for client in (desk, auditor_of(batch.office).username):
        with time_machine.travel(TUESDAY, tick=False):
            page = HTMLParser(browser(client).get(f"/en/desk/training/{batch.number}/").content)
        table = page.css_first("table.dots")
        assert len(table.css("tbody tr")) == 4
        assert len(table.css("tbody tr")[0].css("td")) == 20 + 2
        said = [each.text(strip=True) for each in table.css("tbody tr td:nth-child(2)")]
        assert sorted(said) == ["Absent", "Excused", "Present", "Present"]
        assert all(each.css_first("svg") for each in table.css("tbody tr td:nth-child(2)"))
        assert "Attendance: 1 class, 50% on average" in shown_text(page.html)
        assert "0%, low" in shown_text(table.html)
        assert ("Write attendance" in shown_text(page.css_first("section[aria-labelledby=at]").html)) == (
            client == desk
        )


def test_before_it_began_a_batch_has_no_sheet(desk, office, now):
    call = offering_batch(office, now, submission="another")
    with time_machine.travel(TUESDAY, tick=False):
        response = browser(desk).get(address(call.batch))
    assert response.status_code == 302


def test_a_long_roster_comes_in_pages_and_no_form_has_more_fields_than_are_taken(batch, classes, actor):
    roster = roster_of(batch)
    for place in range(70):
        add_member(roster, name=f"একজন {place}", since=classes[0].day, actor=actor, now=BEGUN)
    late = classes[9].ends_at
    first, second = (AttendanceGrid(roster, now=late, page=page) for page in ("1", "2"))
    assert (len(first.rows), len(second.rows)) == (60, 14)
    assert sum(cell.has_field for cell in first.cells) <= MOST_CELLS
    assert (len(first.fields), first.waiting) == (3, 7)
    # Whoever stands on another page is not taken for everybody else.
    first.read({f"rest{classes[0].pk}": "yes"})
    saved = first.save(closes=True, nonce="x", actor=actor, now=late)
    assert (saved.marks, saved.closed) == (60, [])


def test_a_class_with_open_claims_is_not_closed_and_it_is_said(batch, classes, actor):
    gathering, member = classes[0], members_of(batch)[0]
    during = gathering.starts_at + timedelta(minutes=2)
    code = door_code.code_at(ensure_secret(gathering), during)
    claim_presence(gathering, member, code=code, has_ticket=True, actor=("member", member.pk), now=during)
    grid = grid_of(batch, TUESDAY)
    for cell in grid.cells:
        if cell.column.key == gathering.pk and cell.member.pk != member.pk:
            cell.typed = "1"
    saved = grid.save(closes=True, nonce="x", actor=actor, now=TUESDAY)
    assert saved.marks == 3
    assert len(saved.left_open) == 1
    assert Gathering.objects.get(pk=gathering.pk).state == transitions.OPENED


def test_statements_do_not_grow_with_the_people(batch, classes, actor, django_assert_max_num_queries):
    roster = roster_of(batch)
    with django_assert_max_num_queries(8):
        list(grid_of(batch, TUESDAY).cells)
    for place in range(20):
        add_member(roster, name=f"একজন {place}", since=classes[0].day, actor=actor, now=BEGUN)
    with django_assert_max_num_queries(8):
        list(grid_of(batch, TUESDAY).cells)
