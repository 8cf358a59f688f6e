"""The reader measured on the charters whose right reading was written by eye, and the arithmetic of the
measure.
"""

import json

from ongikar.commands.charter import GOLD, print_score, scores
from ongikar.rules.charter.parse import read_text
from ongikar.rules.charter.score import NOTHING, score_reading

TEXT = "নাগরিক সেবা\nক্রমিক নং\tসেবার নাম\tসময়সীমা\tফি\n১\tসনদ\t৭ দিন\t২০/-\n২\tনকল\t৩ দিন\tবিনামূল্যে\n"


def test_the_reader_finds_the_services_of_the_gold_charters_and_their_fields():
    total = NOTHING
    for _, scored in scores(GOLD):
        total += scored
    assert total.services == 97
    assert total.f1 >= 0.97, total.misses
    assert total.accuracy >= 0.95, total.misses


def test_the_reader_reads_charters_that_it_was_not_built_on():
    total = NOTHING
    for _, scored in scores(GOLD.with_name("charters_unseen")):
        total += scored
    assert total.services == 244
    assert total.f1 >= 0.995, total.misses
    assert total.accuracy >= 0.99, total.misses


def test_a_reading_agrees_with_itself():
    scored = score_reading(read_text(TEXT), read_text(TEXT))
    assert (scored.f1, scored.accuracy, scored.misses) == (1.0, 1.0, ())


def test_a_service_not_found_misses_all_its_fields_and_one_too_many_costs_precision():
    right, half = read_text(TEXT), read_text(TEXT)
    del half["services"][1]
    scored = score_reading(half, right)
    assert (scored.precision, scored.recall) == (1.0, 0.5)
    assert (scored.agreed, scored.fields) == (6, 11)
    assert score_reading(right, half).precision == 0.5


def test_a_field_read_wrongly_is_named():
    wrong = read_text(TEXT)
    wrong["services"][0]["time"]["max"] = 8
    assert [(miss.where, miss.right, miss.read) for miss in score_reading(wrong, read_text(TEXT)).misses] == [
        ("services/1/time.max", 7, 8)
    ]


def test_spacing_does_not_count():
    spaced = read_text(TEXT)
    spaced["services"][0]["name"] = "  সনদ "
    assert score_reading(spaced, read_text(TEXT)).f1 == 1.0


def test_services_of_one_name_are_matched_by_number_and_then_in_order():
    twice = TEXT.replace("নকল", "সনদ")
    renumbered = read_text(twice.replace("২\tসনদ", "৫\tসনদ"))
    scored = score_reading(renumbered, read_text(twice))
    assert scored.f1 == 1.0
    assert [miss.where for miss in scored.misses] == ["services/2/number"]


def test_the_command_prints_every_charter_and_all_of_them(capsys, tmp_path):
    assert print_score([]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1 + 41 + 1
    assert lines[-1].startswith("all 41")
    assert print_score([str(tmp_path)]) == 1
    assert "no charter here" in capsys.readouterr().err


def test_the_command_lists_what_was_read_wrongly(capsys, tmp_path):
    (tmp_path / "1.txt").write_text(TEXT.replace("৭ দিন", "৮ দিন"), "utf-8")
    (tmp_path / "1.json").write_text(json.dumps(read_text(TEXT)), "utf-8")
    assert print_score([str(tmp_path), "--misses"]) == 0
    assert "services/1/time.max: right 7, read 8" in capsys.readouterr().out
