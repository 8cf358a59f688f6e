"""What is typed into a sheet of attendance, and what is copied out of Excel: read, or said why not."""

from datetime import date

import pytest

from ongikar.gatherings.rules.attendance_signs import SignFault, read_sign, sign_words
from ongikar.gatherings.rules.pasted_attendance import SheetClass, SheetPerson, read_pasted

CLASS_MINUTES = 120
PEOPLE = [
    SheetPerson(11, 1001, ("মোছা. রহিমা খাতুন", "Rahima Khatun")),
    SheetPerson(12, 1002, ("সুমন রায়",)),
    SheetPerson(13, 1003, ("আয়েশা সিদ্দিকা",)),
    SheetPerson(14, 1004, ("সুমন রায়",)),
    SheetPerson(15, 0, ("শিরীন আক্তার",)),
]


def a_class(number, day, *, is_held=False, is_open=True):
    return SheetClass(100 + number, number, day, CLASS_MINUTES, is_open, is_held)


CLASSES = [
    a_class(1, date(2026, 11, 22), is_held=True, is_open=False),
    a_class(2, date(2026, 11, 23)),
    a_class(3, date(2026, 11, 24)),
    a_class(4, date(2026, 12, 1), is_open=False),
]


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        ("present", ["১", "1", "P", "p", "উ", "উপস্থিত", "হ্যাঁ", "হ্যা", " Present ", "yes", "✓", "TRUE"]),
        ("absent", ["০", "0", "A", "অ", "অনুপস্থিত", "না", "no", "✗", "ছিলেন না", "False"]),
        ("excused", ["ছ", "ছুটি", "leave", "Excused", "x", "৪"]),
    ],
)
def test_a_sign_is_read_in_either_script(value, typed):
    for each in typed:
        sign = read_sign(each, CLASS_MINUTES)
        assert (sign.value, sign.minutes) == (value, None), each


@pytest.mark.parametrize(
    ("typed", "value", "minutes"),
    [
        ("দ", "late", 105),
        ("L", "late", 105),
        ("দেরিতে", "late", 105),
        ("দ ৯০", "late", 90),
        ("L90", "late", 90),
        ("late 90 min", "late", 90),
        ("দেরিতে, ৯০ মিনিট", "late", 90),
        ("আ ৬০", "left_early", 60),
        ("left early 60", "left_early", 60),
    ],
)
def test_whoever_was_there_for_a_part_has_minutes(typed, value, minutes):
    sign = read_sign(typed, CLASS_MINUTES)
    assert (sign.value, sign.minutes) == (value, minutes)


@pytest.mark.parametrize("typed", ["", " ", "-", "–", "।"])
def test_an_empty_cell_says_nothing(typed):
    assert read_sign(typed, CLASS_MINUTES) is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("কখনো", "cannot be read"),
        ("P 90", "cannot be read"),
        ("9", "cannot be read"),
        ("½", "cannot be read"),
        ("²", "cannot be read"),
        ("আ", "how many minutes"),
        ("দ ১২১", "The class takes 120 minutes"),
    ],
)
def test_what_is_no_sign_is_said(typed, words):
    with pytest.raises(SignFault, match=words):
        read_sign(typed, CLASS_MINUTES)


@pytest.mark.parametrize("typed", ["L", "x", "E", "2"])
def test_a_letter_that_other_offices_use_otherwise_is_taken_from_no_sheet(typed):
    with pytest.raises(SignFault, match="write the word"):
        read_sign(typed, CLASS_MINUTES, is_pasted=True)


def test_what_is_shown_is_read_back():
    for value, minutes in (("present", None), ("late", 90), ("left_early", 5), ("absent", None)):
        for tongue in ("bn", "en"):
            sign = read_sign(sign_words(value, minutes, tongue), CLASS_MINUTES)
            assert (sign.value, sign.minutes) == (value, minutes)


def cells(text):
    sheet = read_pasted(text, PEOPLE, CLASSES)
    return sheet.cells, [en for _, en in sheet.faults]


def test_people_are_known_by_roll_or_name_in_either_script_and_classes_by_their_day_or_number():
    text = (
        "ক্রমিক\tরোল\tনাম\t২৩/১১/২০২৬\tক্লাস ৩\tমোট\r\n"
        "১\t১০০১\tমোছা. রহিমা খাতুন\t১\tঅনুপস্থিত\t১\r\n"
        "২\t১০০২\t\tP\t\t১\r\n"
        "৩\t\tAyesha Siddika\tA\tহ্যাঁ\t১\r\n"
        "৪\t\tশিরীন আক্তার\t-\t১\t১\r\n"
    )
    taken, faults = cells(text)
    assert faults == []
    assert taken == {
        (11, 102): "১",
        (11, 103): "অনুপস্থিত",
        (12, 102): "P",
        (13, 102): "A",
        (13, 103): "হ্যাঁ",
        (15, 103): "১",
    }
    assert read_pasted(text, PEOPLE, CLASSES).left_out == ["ক্রমিক", "রোল", "নাম", "মোট"]


def test_without_headings_the_number_of_columns_says_which_they_are():
    two = {(11, 102): "1", (11, 103): "0", (13, 102): "0", (13, 103): "1"}
    assert cells("1001\t1\t0\n1003\t0\t1\n")[0] == two
    # All classes so far: the one that was held is among them.
    assert cells("1001\t1\t1\t0")[0] == {(11, 101): "1", (11, 102): "1", (11, 103): "0"}
    taken, faults = cells("1001\t1\t1\t0\t1")
    assert not taken
    assert "Which class each of the 4 columns is of cannot be told" in faults[0]


def test_a_comma_parts_cells_where_no_tabulator_does():
    assert cells('1001,"1",0')[0] == {(11, 102): "1", (11, 103): "0"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "There is nothing in it"),
        (" \t \n", "There is nothing in it"),
        ("1\t0\n0\t1", "No line has a roll or a name"),
        ("1001\t1\t1\nকেউ না\t1\t1", "Line 2: “কেউ না” is not on this list"),
        ("1001\t1\t1\n১০০১\t1\t1", "Line 2: মোছা. রহিমা খাতুন is on line 1, too"),
        ("সুমন রায়\t1\t1", "2 people are called “সুমন রায়”; give the roll"),
        ("1001\tআয়েশা সিদ্দিকা\t1\t1", "Roll 1001 is মোছা. রহিমা খাতুন, not “আয়েশা সিদ্দিকা”"),
        ("রোল\t২৫/১১/২০২৬\n1001\t1", "There is no class on “২৫/১১/২০২৬”"),
        ("রোল\tক্লাস ৯\n1001\t1", "the batch has fewer classes"),
        ("রোল\tক্লাস ২\t২৩/১১\n1001\t1\t1", "Class 2 stands in two columns"),
        ("রোল\t১\n1001\t1", "may be the number or the day of a class"),
    ],
)
def test_what_cannot_be_told_is_said_and_never_guessed(text, fault):
    taken, faults = cells(text)
    assert any(fault in each for each in faults), faults
    assert set(taken) <= {(11, 102), (11, 103)}


def test_a_quote_that_is_never_closed_swallows_no_line():
    assert set(cells('"1001\t1\t1\n1003\t0\t0')[0]) == {(11, 102), (11, 103), (13, 102), (13, 103)}


def test_a_title_above_the_sheet_is_no_fault():
    taken, faults = cells("হাজিরা খাতা\n\nরোল\tক্লাস ২\n1001\t1")
    assert (taken, faults) == ({(11, 102): "1"}, [])
