"""Sheets: what is taken, what is refused and where, and that a sheet written is the sheet read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.questionnaire.answers import read_answer
from ongikar.rules.questionnaire.compare import Change, changes, columns_of
from ongikar.rules.questionnaire.definition import Choice, Definition, Group, Question
from ongikar.rules.questionnaire.sheet import read_sheets
from ongikar.rules.questionnaire.sheet_rows import OURS, sheet_rows, standard_rows
from ongikar.rules.typed_days import TypedFault

from .questionnaire_sheets import CHOICES, LEARNER, cells, form, read

MORE = "type|name|label|required|default|appearance|parameters|read_only|calculation\n"
HEAD = "type|name|label|relevant|constraint|calculation|parameters|points|sealed|renamed_from\n"


@pytest.mark.parametrize(
    ("survey", "choices", "row", "column", "says"),
    [
        (HEAD + "text|a|A|1 +", "", 2, "D (relevant)", "ends too soon"),
        (HEAD + "text|a|A|foo(1)", "", 2, "D (relevant)", "no function foo()"),
        (HEAD + "text|a|A|(1", "", 2, "D (relevant)", "not closed"),
        (HEAD + "text|a|A|not()", "", 2, "D (relevant)", "takes 1, and is given 0"),
        (HEAD + "text|a|A|${b} = 1", "", 2, "D (relevant)", "no question called ${b}"),
        (HEAD + "text|a|A|. = 1", "", 2, "D (relevant)", "only stand in constraint"),
        (HEAD + "text|a|A|${a} = 1", "", 2, "D (relevant)", "circle: a → a"),
        (HEAD + "text|a|A|region = 1", "", 2, "D (relevant)", "means nothing here"),
        (HEAD + "text|a b|A", "", 2, "B (name)", "will not do"),
        (HEAD + "text|a|A\ntext|A|B", "", 2, "B (name)", "more than once"),
        (HEAD + "text||A", "", 2, "B (name)", "Write a name"),
        (HEAD + "text|a|", "", 2, "C (label)", "Write what is asked"),
        (HEAD + "|a|A", "", 2, "A (type)", "Write the type"),
        (HEAD + "video|a|A", "", 2, "A (type)", "“video” is not taken"),
        (HEAD + "audio|a|A", "", 2, "A (type)", "Pictures and PDFs alone"),
        (HEAD + "rank x|a|A", "list_name|name|label\nx|y|Y", 2, "A (type)", "first, the second"),
        (HEAD + "dateTime|a|A", "", 2, "A (type)", "as two questions"),
        (HEAD + "select_one x|a|A", "", 2, "A (type)", "no list of choices called “x”"),
        (HEAD + "select_one_from_file x.csv|a|A", "", 2, "A (type)", "can only be places.csv"),
        (HEAD + "range|a|A||||start=9 end=1", "", 2, "G (parameters)", "the end above the start"),
        (HEAD + "calculate|a|A", "", 2, "F (calculation)", "what is computed"),
        (HEAD + "text|a|A|||1 + 1", "", 2, "F (calculation)", "overwrite what was typed"),
        (HEAD + "begin group|g|G\ntext|a|A\nend repeat", "", 4, "A (type)", "end it by end group"),
        (HEAD + "begin repeat|g|G\ntext|a|A\nend group", "", 4, "A (type)", "end it by end repeat"),
        (HEAD + "begin group|g|G||. = 1\ntext|a|A\nend group", "", 2, "E (constraint)", "A group has none"),
        (MORE + "begin group|g|G|yes\ntext|a|A\nend group", "", 2, "D (required)", "at the questions inside"),
        (MORE + "begin group|g|G|||table-list\ntext|a|A\nend group", "", 2, "F (appearance)", "field-list"),
        (MORE + "text|a|A|||||yes", "", 2, "H (read_only)", "what is shown"),
        (MORE + "image|a|A||x.png", "", 2, "E (default)", "has no default"),
        (MORE + "integer|a|A||twelve", "", 2, "E (default)", "Write a number"),
        (MORE + "text|b|B\ninteger|a|A||${b}", "", 3, "E (default)", "from another answer"),
        (MORE + "text|a|A|||search('x')", "", 2, "F (appearance)", "something else on a phone"),
        (MORE + "text|a|A||||rows=3", "", 2, "G (parameters)", "“rows” is not taken"),
        (MORE + "calculate|a|||||||once(1)\ntext|b|B", "", 2, "I (calculation)", "uuid(), now() or today()"),
        (
            MORE + "calculate|a|||||||pulldata('x', 'y', 'z', 1)\ntext|b|B",
            "",
            2,
            "I (calculation)",
            "No file",
        ),
        (
            MORE + "text|b|B\ncalculate|a|||||||jr:choice-name(${b}, '${b}')",
            "",
            3,
            "I (calculation)",
            "with choices",
        ),
        (
            MORE + "text|b|B\ncalculate|a|||||||indexed-repeat(${b}, ${c}, 1)",
            "",
            3,
            "I (calculation)",
            "its repeat",
        ),
        (HEAD + "begin group|g|G\ntext|a|A", "", 2, "A (type)", "not closed"),
        (HEAD + "text|a|A\nend group", "", 3, "A (type)", "No group is open"),
        (HEAD + "text|a|A\nbegin group|g|G\nend group", "", 3, "A (type)", "no question in this group"),
        (HEAD + "begin thing|g|G\ntext|a|A\nend thing", "", 2, "A (type)", "begin group or begin repeat"),
        (
            HEAD + "begin repeat|r|R\nbegin repeat|s|S\ntext|a|A\nend repeat\nend repeat",
            "",
            3,
            "A (type)",
            "inside another",
        ),
        (HEAD + "begin repeat|r|R\ntext|a|A||||||yes\nend repeat", "", 3, "I (sealed)", "cannot be sealed"),
        (HEAD + "text|a|A\ntext|b|B|||||||a", "", 3, "J (renamed_from)", "still the name"),
        (HEAD + "note|n|N\ncalculate|c||||1", "", None, "", ""),
        (HEAD + "hidden|h|", "", 0, "A (type)", "asks nothing"),
        (HEAD + "text|a|=1+1\ntext|b|B|=1+1", "", 3, "D (relevant)", "no formula"),
        (HEAD + "text|a|A|#REF!", "", 2, "D (relevant)", "A formula failed"),
        (
            HEAD
            + "text|a|Avgvi †mvbvi evsjv, Avwg †Zvgvq fv‡jvevwm\ntext|b|wPiw`b †Zvgvi AvKvk, †Zvgvi evZvm",
            "",
            2,
            "C (label)",
            "Bijoy",
        ),
        ("type|name|label|media::image\ntext|a|A|x.png", "", 1, "D", "“media::image” is not taken"),
        ("type|name|label::French (fr)\ntext|a|A", "", 1, "C", "“label::French (fr)” is not taken"),
        (HEAD + "select_one x|a|A", "list_name|name|label\nx|b c|B", 2, "B (name)", "will not do"),
        (HEAD + "select_one x|a|A", "list_name|name|label\nx|হ্যাঁ|B", None, "", ""),
        (HEAD + "select_one x|a|A", "list_name|name|label\nx|b|B\nx|b|C", 2, "B (name)", "more than once"),
        (HEAD + "select_one x|a|A", "list_name|name|label\nx|b|", 2, "C (label)", "Write what the choice"),
        (HEAD + "select_one x|a|A", "list_name|name|label|points\nx|b|B|ten", 2, "D (points)", "no number"),
        (HEAD + "select_one x|a|A", "list_name|name|label\n|b|B", 2, "A (list_name)", "is empty"),
    ],
)
def test_what_is_wrong_is_told_with_its_row_and_column(
    survey: str, choices: str, row: int | None, column: str, says: str
):
    _, faults = read(survey, choices)
    if row is None:
        assert not faults
        return
    assert any(
        fault.row == row and fault.column == column and says in fault.en and fault.bn for fault in faults
    ), faults


def test_a_workbook_without_a_survey_says_so():
    _, faults = read_sheets({"Sheet1": {(0, 0): "name"}})
    assert next(fault.sheet for fault in faults) == "survey"
    assert "no sheet called" in faults[0].en


def test_more_rows_than_anybody_fills_in_are_not_read():
    _, faults = read("type|name|label\n" + "\n".join(f"text|q{n}|Q" for n in range(2_100)))
    assert any("No more than 2,000 rows" in fault.en and fault.row == 2_002 for fault in faults)


def test_more_questions_than_anybody_answers_are_refused():
    _, faults = read("type|name|label\n" + "\n".join(f"text|q{n}|Q" for n in range(501)))
    assert any("more than 500 questions" in fault.en for fault in faults)


def test_words_come_in_the_languages_of_their_columns():
    definition = form(
        "type|name|label::Bangla (bn)|label::English|hint::en\ntext|a|নাম|Name|As on the card",
        "",
        "form_title|default_language\nপ্রশ্ন|bn",
    )
    question = definition.by_name["a"]
    assert question.label == {"bn": "নাম", "en": "Name"}
    assert question.hint == {"en": "As on the card"}
    assert definition.title == {"bn": "প্রশ্ন"}


def test_what_a_phone_says_of_itself_is_taken_and_a_row_called_end_closes_no_group():
    definition = form(
        HEAD + "start||\nbegin group|g|G\ntext|a|A\nend|end_of_it|\ntext|b|B\nend group\ndeviceid|phone|"
    )
    assert [(each.name, each.type, each.group) for each in definition.questions] == [
        ("start", "start", ""),
        ("a", "text", "g"),
        ("end_of_it", "end", "g"),
        ("b", "text", "g"),
        ("phone", "deviceid", ""),
    ]


def test_or_other_is_a_choice_more_and_a_question_for_whoever_chose_it():
    definition = form(HEAD + "select_one x or_other|a|A\nselect_one x|b|B", "list_name|name|label\nx|y|Y")
    assert [each.name for each in definition.choices_of(definition.by_name["a"])] == ["y", "other"]
    assert [each.name for each in definition.choices_of(definition.by_name["b"])] == ["y"]
    assert definition.by_name["a_other"].relevant == "selected(${a}, 'other')"


@pytest.mark.parametrize("name", ["entities", "external_choices", "osm"])
def test_a_sheet_that_nothing_here_reads_is_refused_unless_it_is_empty(name: str):
    sheets = {"survey": cells(HEAD + "text|a|A"), name: cells("list_name|name\n|")}
    assert read_sheets(sheets)[1] == []
    (fault,) = read_sheets(sheets | {name: cells("list_name|name\nx|y")})[1]
    assert (fault.sheet, fault.en) == (name, f"The sheet “{name}” is not taken. Take it out.")


@pytest.mark.parametrize(
    ("head", "row", "second"),
    [
        ("type|name|value|label", "text|a|b|A", "C"),
        ("type|name|label|label::bn", "text|a|A|B", "D"),
        ("type|name|label|label::Bangla (bn)|label::ben", "text|a||A|B", "E"),
    ],
)
def test_of_two_columns_that_say_the_same_none_is_dropped_without_a_word(head: str, row: str, second: str):
    (fault,) = read(f"{head}\n{row}")[1]
    assert (fault.row, fault.column) == (1, second)
    assert "says the same" in fault.en


def test_a_column_that_says_the_same_and_is_empty_is_nothing():
    assert read("type|name|label|label::bn\ntext|a||A")[1] == []


def test_points_in_bangla_figures_are_points():
    listed = form(HEAD + "select_one x|a|A", "list_name|name|label|points\nx|b|B|২").choices["x"]
    assert listed[0].points == 2


def test_no_phone_gets_what_is_ours_alone():
    sheets = dict(standard_rows(form(LEARNER, CHOICES), "learner", 1))
    for sheet in ("survey", "choices"):
        (headings,) = sheets[f"{sheet}_header"]
        assert all(row.keys() <= headings.keys() for row in sheets[sheet])
    assert not OURS & {column for rows in sheets.values() for row in rows for column in row}
    assert {"name": "q3", "type": "integer"}.items() <= next(
        row for row in sheets["survey"] if row.get("name") == "q3"
    ).items()


# ---- a sheet written is the sheet read ----

names = st.lists(st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), min_size=1, max_size=6, unique=True)
labels = st.fixed_dictionaries(
    {"bn": st.sampled_from(["নাম", "বয়স", "কেন?"])}, optional={"en": st.just("Why")}
)


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    borne = draw(names)
    groups, questions = [], []
    inside = ""
    for place, name in enumerate(borne):
        if draw(st.booleans()):
            inside = f"in_{place}"
            groups.append(Group(inside, draw(labels), repeat=draw(st.booleans())))
        questions.append(
            Question(
                name,
                draw(st.sampled_from(["text", "integer", "date", "select_one", "range", "acknowledge"])),
                label=draw(labels),
                hint=draw(st.just({}) | labels),
                group=inside,
                required=draw(st.sampled_from(["", "true()"])),
                relevant=f"${{{borne[place - 1]}}} = 1" if place and draw(st.booleans()) else "",
                constraint=draw(st.sampled_from(["", ". != 7"])),
                weight=draw(st.sampled_from([1, 2, 0.5])),
                points=draw(st.sampled_from(["", ". = 1"])),
            )
        )
    chosen = [Question(**{**as_dict(q), "choices": "l"}) if q.type == "select_one" else q for q in questions]
    listed = tuple(
        Choice(f"c{n}", draw(labels), draw(st.none() | st.integers(-3, 9).map(float))) for n in range(3)
    )
    used = any(q.type == "select_one" for q in chosen)
    return Definition({"bn": "শিরোনাম"}, tuple(groups), tuple(chosen), {"l": listed} if used else {})


def as_dict(question: Question) -> dict[str, object]:
    return {name: getattr(question, name) for name in question.__slots__}


@given(definitions())
def test_a_sheet_that_was_written_reads_back_the_same(definition: Definition):
    written = {
        name: {(r, c): text for r, row in enumerate(rows) for c, text in enumerate(row) if text}
        for name, rows in sheet_rows(definition).items()
    }
    again, faults = read_sheets(written)
    assert not faults
    assert again == definition


# ---- versions ----


def test_changes_are_told_by_name_and_type():
    old = form("type|name|label\ntext|a|A\ninteger|b|B\ntext|c|C\ntext|d|D")
    new = form("type|name|label|renamed_from\ntext|a|Another|\ntext|b|B|\ntext|e|C|c\ntext|f|F|")
    assert changes(old, new) == [
        Change("relabelled", "a"),
        Change("retyped", "b", "integer"),
        Change("renamed", "e", "c"),
        Change("added", "f"),
        Change("removed", "d"),
    ]


def test_the_columns_of_all_versions_lose_nothing():
    first = form(
        "type|name|label\nselect_one x|a|A\ninteger|b|B\ntext|c|C", "list_name|name|label\nx|p|P\nx|q|Q"
    )
    second = form(
        "type|name|label|renamed_from\nselect_one x|a|A|\ntext|b|B|\ntext|d|D|c",
        "list_name|name|label\nx|p|New",
    )
    columns = columns_of([first, second])
    assert [(column.question.name, column.question.type) for column in columns] == [
        ("a", "select_one"),
        ("b", "text"),
        ("d", "text"),
        ("b", "integer"),
    ]
    # A removed choice keeps its words, and a renamed question its answers.
    assert [(choice.name, choice.label["bn"]) for choice in columns[0].choices] == [("p", "New"), ("q", "Q")]
    assert columns[2].names == ("d", "c")


# ---- answers as people type them ----


@pytest.mark.parametrize(
    ("question", "typed", "kept"),
    [
        (Question("a", "integer"), "১,২৩৪", 1234),
        (Question("a", "integer"), "", ""),
        (Question("a", "decimal"), "১.৫", 1.5),
        (Question("a", "date"), "৯/১২/২০২৬", "2026-12-09"),
        (Question("a", "time"), "১০.৩০", "10:30"),
        (Question("a", "geopoint"), "২৫.৭৪৩৯, ৮৯.২৭৫২", "25.7439 89.2752"),
        (Question("a", "acknowledge"), "on", "yes"),
        (Question("a", "select_one", choices="x"), "one", "one"),
        (Question("a", "range", parameters={"start": "0", "end": "10", "step": "2"}), "৪", 4),
        (Question("a", "text"), "  রহিমা\u200d ", "রহিমা\u200d"),
    ],
)
def test_an_answer_is_taken_in_either_script(question: Question, typed: str, kept: object):
    assert read_answer(question, [typed], ["one", "two"]) == kept


def test_what_was_ticked_twice_is_one_answer():
    assert read_answer(Question("a", "select_multiple"), ["two", "one", "two"], ["one", "two"]) == [
        "one",
        "two",
    ]


@pytest.mark.parametrize(
    ("sort", "typed", "says"),
    [
        ("integer", "বারো", "Write a number"),
        ("integer", "1.5", "whole number"),
        ("integer", "1e400", "Write a number"),
        ("integer", "9" * 20, "far too large"),
        ("decimal", "nan", "Write a number"),
        ("decimal", "1e5", "Write a number"),
        ("date", "31/2/2026", "has 28 days"),
        ("time", "25:00", "not right"),
        ("geopoint", "0 0", "latitude and longitude"),
        ("geopoint", "95 10", "latitude and longitude"),
        ("select_one", "three", "from the list"),
        ("select_multiple", "three", "from the list"),
        ("range", "11", "from 1 to 10"),
        ("range", "1.5", "from 1 to 10"),
        ("text", "x" * 5_001, "5,000 characters"),
    ],
)
def test_what_is_no_answer_is_told_in_a_sentence(sort: str, typed: str, says: str):
    with pytest.raises(TypedFault) as caught:
        read_answer(Question("a", sort), [typed], ["one", "two"])
    assert says in caught.value.en
    assert caught.value.bn
