"""An agreement at the desk: its table is copied in, put right, signed, reported by quarters and scored."""

import re
from datetime import datetime

import pytest
from django.urls import reverse

from ongikar.agreements.models import Agreement, AgreementTable, Line, QuarterReading
from ongikar.rules.calendar.office_calendar import TZ

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 6, 10, 0, tzinfo=TZ)
ROWS = [
    "[১] আইসিটি সেবা\t৬০\t[১.১] কারিগরি সহায়তা\tসময়মতো দেওয়া সহায়তা\tগড়\t%\t২৫\t৮৮\t৯১\t৯৫\t৯২\t৯০\t৮৫\t৮০\tরেজিস্টার",
    "\t\t[১.২] ল্যাব পরিদর্শন\tপরিদর্শন করা ল্যাব\tসমষ্টি\tসংখ্যা\t৩৫\t২০\t২২\t২৪\t২২\t২০\t১৮\t১৬\tপ্রতিবেদন",
    "[২] সুশাসন\t৪০\t[২.১] পোর্টাল\tহালনাগাদ\tতারিখ\tতারিখ\t৪০\t--\t--\t৩১-১২\t১০-০১\t২০-০১\t৩১-০১\t--\tপোর্টালের ছবি",
]
TABLE = "\n".join(ROWS)
SIGNED = {"on": "25/06/2026", "with_whom": "জেলা কার্যালয়, রংপুর (নমুনা)"}


@pytest.fixture
def desk(karim, signed_in, time_machine):
    time_machine.move_to(NOW, tick=False)
    return signed_in(karim)


def send(desk, url, **said):
    found = re.search(r'name="submission" value="([^"]+)"', desk.get(url).content.decode())
    return desk.post(url, said | ({"token": found.group(1)} if found else {}))


def begin(desk, table=TABLE, **said):
    return send(desk, "/en/desk/agreements/new/", form="apa", year="2026", rows=table, **said)


def page_of(desk, agreement):
    return desk.get(f"/en/desk/agreements/{agreement.pk}/").text


@pytest.fixture
def agreement(desk):
    assert begin(desk).status_code == 302
    return Agreement.objects.get()


def act(desk, agreement, name, **said):
    return send(desk, "/en" + reverse(f"agreement_{name}", args=[agreement.pk]).removeprefix("/en"), **said)


def type_value(desk, agreement, line, **said):
    line = Line.objects.get(table__agreement=agreement, number=1, name__contains=line)
    return send(desk, f"/en/desk/agreements/{agreement.pk}/value/{line.pk}/", **said)


@pytest.mark.fast
def test_from_the_copied_table_to_the_score(desk, agreement):
    assert list(Line.objects.values_list("field_number", "activity_number", "number", "weight")) == [
        (1, 1, 1, 25),
        (1, 2, 1, 35),
        (2, 1, 1, 40),
    ]
    assert act(desk, agreement, "sign", **SIGNED).status_code == 302
    told = {"quarter": "q1", "value": "95", "proof": "রেজিস্টার ১–৪০"}
    assert type_value(desk, agreement, "সহায়তা", **told).status_code == 302
    # 93.5 on the mean of two quarters: half way between two columns.
    assert type_value(desk, agreement, "সহায়তা", **told | {"quarter": "q2", "value": "92"}).status_code == 302
    for quarter, value in (("q1", "10"), ("q2", "0")):
        told = {"quarter": quarter, "value": value, "proof": "প্রতিবেদন"}
        assert type_value(desk, agreement, "ল্যাব", **told).status_code == 302
    told = {"quarter": "q2", "reached_on": "2/12/2026", "proof": "পোর্টাল"}
    assert type_value(desk, agreement, "হালনাগাদ", **told).status_code == 302
    page = page_of(desk, agreement)
    # 23.75 of 25, 10 of 24 labs is below the last column, and the date in time.
    assert "63.75 of 100" in page
    assert "23.75 of 25" in page
    assert "0 of 35" in page
    assert "40 of 40" in page


def test_a_newer_result_of_a_quarter_counts_and_the_older_stays(desk, agreement):
    act(desk, agreement, "sign", **SIGNED)
    for value in ("20", "24"):
        type_value(desk, agreement, "ল্যাব", quarter="q1", value=value, proof="প্রতিবেদন")
    assert QuarterReading.objects.count() == 2
    assert "35 of 35" in page_of(desk, agreement)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (TABLE.replace("২৪\t২২", "চব্বিশ\t২২"), "Row 2, column 10: “চব্বিশ” is no number"),
        (TABLE.replace("৩১-১২", "৩১-০২"), "Row 3, column 10"),
        ("পরিকল্পনা সংযুক্ত", "The columns are not those of the form"),
        ("", "The table has no indicator"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_its_place_and_nothing_is_lost(desk, table, words):
    answer = begin(desk, table)
    assert answer.status_code == 422
    assert words in answer.text
    assert not Agreement.objects.exists()
    assert table.split("\t")[0] in answer.text


def test_a_table_with_faults_is_a_draft_that_cannot_be_signed_until_it_is_taken_again(desk):
    begin(desk, TABLE.replace("\t৬০\t", "\t৫০\t").replace("২৪\t২২", "২৪\t২৬"))
    agreement = Agreement.objects.get()
    page = page_of(desk, agreement)
    assert "add up to 90 and not to 100" in page
    assert "[1.2.1] The targets do not go one way" in page
    assert "[1] The weights of its indicators add up to 60" in page
    assert act(desk, agreement, "sign", **SIGNED).status_code in (302, 403, 404, 409, 422)
    assert Agreement.objects.get().state == "drawn_up"
    assert act(desk, agreement, "table", rows=TABLE).status_code == 302
    assert AgreementTable.objects.count() == 2
    assert "To put right" not in page_of(desk, agreement)
    assert act(desk, agreement, "sign", **SIGNED).status_code == 302


def test_after_the_signature_a_change_needs_its_reason_and_comes_by_the_end_of_september(
    desk, agreement, time_machine
):
    act(desk, agreement, "sign", **SIGNED)
    late = act(desk, agreement, "table", rows=TABLE, why="লক্ষ্যমাত্রা কমেছে")
    assert late.status_code == 422
    assert "can be asked for until" in late.text
    time_machine.move_to(NOW.replace(month=9, day=30), tick=False)
    bare = act(desk, agreement, "table", rows=TABLE)
    assert bare.status_code == 422
    changed = TABLE.replace("২৪\t২২", "২২\t২১")
    assert act(desk, agreement, "table", rows=changed, why="জেলার সম্মতিতে কমেছে").status_code == 302
    assert AgreementTable.objects.count() == 2


def test_what_was_reported_goes_on_with_the_changed_table(desk, agreement, time_machine):
    time_machine.move_to(NOW.replace(month=9, day=1), tick=False)
    act(desk, agreement, "sign", **SIGNED)
    type_value(desk, agreement, "ল্যাব", quarter="q1", value="22", proof="প্রতিবেদন")
    assert "31.5 of 35" in page_of(desk, agreement)
    act(desk, agreement, "table", rows=TABLE.replace("২৪\t২২", "২২\t২১"), why="জেলার সম্মতিতে")
    assert "35 of 35" in page_of(desk, agreement)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"quarter": "q3", "value": "3", "proof": "ক"}, "has not begun"),
        ({"quarter": "q1", "value": "", "proof": "ক"}, "Write what it came to"),
        ({"quarter": "q1", "value": "3", "proof": ""}, "Write the proof"),
        ({"quarter": "q1", "value": "-3", "proof": "ক"}, "Enter a number"),
    ],
)
def test_a_result_without_proof_or_of_a_quarter_to_come_is_refused(desk, agreement, said, words):
    act(desk, agreement, "sign", **SIGNED)
    answer = type_value(desk, agreement, "ল্যাব", **said)
    assert answer.status_code == 422
    assert words in answer.text
    assert not QuarterReading.objects.exists()


def test_a_day_lies_in_its_quarter(desk, agreement):
    act(desk, agreement, "sign", **SIGNED)
    for day in ("30/9/2026", "7/12/2026"):
        answer = type_value(desk, agreement, "হালনাগাদ", quarter="q2", reached_on=day, proof="ক")
        assert answer.status_code == 422
    assert not QuarterReading.objects.exists()


def test_one_of_a_year_and_form_and_a_dropped_one_does_not_stand_in_the_way(desk, agreement):
    again = begin(desk)
    assert again.status_code == 422
    assert "There is one of this year and form." in again.text
    assert act(desk, agreement, "drop", words="ভুল ছক").status_code == 302
    assert begin(desk).status_code == 302


def test_computed_from_the_records_of_the_office(desk, agreement, receive, karim):
    line = Line.objects.get(name__contains="সহায়তা")
    set_to = f"/en/desk/agreements/{agreement.pk}/line/{line.pk}/"
    assert send(desk, set_to, measure="cases_in_time").status_code == 302
    act(desk, agreement, "sign", **SIGNED)
    assert act(desk, agreement, "read").status_code == 302
    # Of a quarter without cases nothing was reported, which is no nought.
    assert set(QuarterReading.objects.values_list("quarter", "value")) == {("q1", None), ("q2", None)}
    assert act(desk, agreement, "read").status_code == 302
    assert QuarterReading.objects.count() == 2
