"""Rows left out of a review and rows added to it: what is then judged, numbered and gone."""

import pytest

from conftest import OFFICE
from ongikar.rules.charter.lint.findings import make_finding
from ongikar.rules.charter.parse import read_text
from ongikar.rules.charter.review import CORRECT, SERVICE, TIER, Decision, make_review
from ongikar.rules.charter.review.rows import (
    add_row_decisions,
    bring_back_decision,
    leave_out_decision,
    next_code,
)

READING = read_text((OFFICE / "charter.txt").read_text("utf-8"))
UNDIVIDED = READING | {"services": [each | {"category": None} for each in READING["services"][:3]]}


def codes(decisions: list[Decision], reading=READING) -> list[str]:
    return [part.code for part in make_review(reading, decisions).parts]


def test_a_row_left_out_is_published_no_more_and_its_faults_go_with_it():
    before, after = (
        make_review(READING, []),
        make_review(READING, [leave_out_decision("institutional-8", "এটি শিরোনাম")]),
    )
    assert before.spots_of("institutional-8")
    assert "institutional-8" not in [part.code for part in after.parts]
    assert len(after.parts) == len(before.parts) - 1
    assert not [spot for spot in after.spots if spot.finding["where"].startswith("institutional/8")]
    assert [part.code for part in after.left_out] == ["institutional-8"]
    assert len(after.reading["services"]) == len(READING["services"]) - 1


def test_nothing_of_the_other_rows_changes_when_one_is_left_out():
    before, after = (
        make_review(READING, []),
        make_review(READING, [leave_out_decision("institutional-8", "এটি শিরোনাম")]),
    )
    for part in after.parts:
        if part.sort == SERVICE:
            still = [spot for spot in after.spots_of(part.code) if spot.finding["code"] != "serial.gap"]
            assert still == before.spots_of(part.code), part.code


def test_a_number_that_is_skipped_is_told_as_a_note():
    review = make_review(READING, [leave_out_decision("institutional-8", "এটি শিরোনাম")])
    assert "serial.gap" in {spot.finding["code"] for spot in review.spots_of("institutional-9")}


def test_a_row_brought_back_is_as_it_was():
    both = [leave_out_decision("citizen-2", "ভুল করে"), bring_back_decision("citizen-2")]
    assert codes(both) == codes([])
    assert make_review(READING, both).spots == make_review(READING, []).spots


@pytest.mark.parametrize(
    ("code", "named", "sort"), [("citizen-7", "ল্যাব ব্যবহার", SERVICE), ("tier-4", "মন্ত্রিপরিষদ বিভাগ", TIER)]
)
def test_an_added_row_has_its_name_and_everything_else_is_still_owed(code, named, sort):
    review = make_review(READING, add_row_decisions(code, named, "পড়ায় বাদ পড়েছে"))
    part = review.part(code)
    assert (part.sort, part.raw({SERVICE: "name", TIER: "officer"}[sort])) == (sort, named)
    assert not review.is_looked_at(code)
    [printed] = [each for each in review.printed if each.code == code]
    assert not any(printed.raw(cell) for cell in printed.cells)
    assert review.open_errors(code), "a row without a time cannot be published unseen"
    assert review.parts[-1].code == "charter"


def test_the_errors_of_an_added_row_go_as_its_cells_are_filled():
    given = [
        Decision(f"citizen-7/{cell}", CORRECT, text, "দলিলে আছে")
        for cell, text in (
            ("time", "৩ কার্যদিবস"),
            ("fee", "বিনামূল্যে"),
            ("responsible", "উপজেলা আইসিটি অফিসার ফোন: ০১৭০০০০০০০১"),
        )
    ]
    assert not make_review(
        READING, [*add_row_decisions("citizen-7", "ল্যাব ব্যবহার", "বাদ পড়েছে"), *given]
    ).open_errors("citizen-7")


def test_no_number_is_given_twice_not_even_that_of_a_row_left_out():
    decisions = [
        *add_row_decisions("citizen-7", "ক", "কারণ"),
        leave_out_decision("citizen-7", "আবার ভুল"),
        leave_out_decision("citizen-6", "ভুল"),
    ]
    review = make_review(READING, decisions)
    assert next_code(review.printed, "citizen") == "citizen-8"
    assert (
        next_code(review.printed, "internal")
        == f"internal-{1 + sum(row['category'] == 'internal' for row in READING['services'])}"
    )
    assert next_code(review.printed, "tier") == "tier-4"


def test_a_charter_that_names_no_categories_gets_none_by_an_added_row():
    review = make_review(UNDIVIDED, add_row_decisions("citizen-4", "ল্যাব ব্যবহার", "বাদ পড়েছে"))
    assert [row["category"] for row in review.reading["services"]] == [None] * 4
    assert (
        make_review(UNDIVIDED, add_row_decisions("internal-1", "ছুটি", "বাদ পড়েছে")).reading["services"][-1][
            "category"
        ]
        == "internal"
    )


def test_of_two_rows_with_one_number_leaving_one_out_hides_nothing_of_the_other():
    first, second = READING["services"][0], READING["services"][1] | {"number": 1}
    cut = [make_finding("row.split_by_page", "citizen/1/name", row["name"]) for row in (first, second)]
    twins = READING | {"services": [first, second], "findings": cut}
    for code, other in (("citizen-1", "citizen-1.2"), ("citizen-1.2", "citizen-1")):
        review = make_review(twins, [leave_out_decision(code, "দুবার পড়া")])
        assert "row.split_by_page" in {spot.finding["code"] for spot in review.spots_of(other)}
        assert not review.spots_of(code)
