"""A statement is read as it was written; whatever else is typed is no certificate, or another text."""

import gzip
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.certificates.rules.serial import (
    CODE,
    SIGNS,
    certificate_serial,
    draw_code,
    normal_code,
    normal_serial,
    serial_words,
)
from ongikar.certificates.rules.statement import (
    FORM,
    Statement,
    StatementFault,
    clean_words,
    encode,
    read_line,
    write_line,
    write_statement,
)

BANGLA = st.text(alphabet=st.sampled_from("কখগঘচছজঝটঠডঢতথদধনপফবভমযরলশষসহািীুূেৈোৌ্ঁংঃ "), max_size=40)
WORDS = st.tuples(BANGLA, st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=40))
STATEMENTS = st.builds(
    Statement,
    st.just("8549-C-26-00317"),
    st.dates(date(2020, 1, 1), date(2100, 1, 1)),
    st.just("course"),
    st.integers(1, 99),
    st.just("0123456789abcdef"),
    WORDS,
    st.dictionaries(st.sampled_from(["name", "mother", "course", "time"]), WORDS, max_size=4),
)
SIGNATURE = bytes(range(64))


@given(STATEMENTS)
def test_what_was_written_is_read(statement):
    text = write_statement(statement)
    line = write_line(text, SIGNATURE)
    found = read_line(f"https://office/c/8549-C-26-00317-00000000/#{line}\n")
    assert found.statement == statement
    assert (found.text, found.signature) == (text, SIGNATURE)


@given(STATEMENTS, st.data())
def test_one_changed_sign_is_no_line_or_another_text(statement, data):
    text = write_statement(statement)
    line = write_line(text, SIGNATURE)
    place = data.draw(st.integers(0, len(line) - 1))
    changed = line[:place] + data.draw(st.sampled_from("A_z.#9")) + line[place + 1 :]
    found = read_line(changed)
    if changed != line and found:
        assert (found.text, found.signature) != (text, SIGNATURE)


@given(st.text(max_size=300))
def test_whatever_is_typed_gets_an_answer(typed):
    assert read_line(typed) is None
    normal_code(typed)
    normal_serial(typed)


def packed(content: bytes) -> str:
    return write_line(f"{FORM}.{encode(gzip.compress(content))}", SIGNATURE)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b'{"n": 1}',
        b"[" * 5_000,
        json.dumps({"n": "1", "d": "2026-02-30", "t": "a/1", "k": "0" * 16, "o": ["a"], "f": {}}).encode(),
        json.dumps({"n": "1", "d": "2026-02-03", "t": "a/1", "k": "0" * 16, "o": [], "f": {}}).encode(),
        # Four million blanks in four thousand bytes.
        b'{"n":"' + b" " * 4_000_000 + b'"}',
    ],
)
def test_what_is_no_statement_is_refused_without_taking_the_machine(content):
    assert read_line(packed(content)) is None


def test_a_long_text_is_not_even_looked_at():
    assert read_line("#" + FORM + "." + "A" * 100_000) is None


@pytest.mark.parametrize("words", [("ক" * 301, ""), ("রহিমা\x00", ""), ("a\ud800", "b"), ("a\ue000", "b")])
def test_words_that_cannot_be_printed_are_refused(words):
    with pytest.raises(StatementFault) as fault:
        clean_words("name", words)
    assert fault.value.field == "name"


def test_words_are_composed_and_the_other_language_may_be_left_out():
    assert clean_words("name", ("  য়\n রহিমা ", "")) == ("য় রহিমা", "য় রহিমা")
    assert clean_words("name", "x") == ("x", "x")


@pytest.mark.parametrize(
    ("typed", "serial"),
    [
        ("8549-C-26-00317", "8549-C-26-00317"),
        ("৮৫৪৯-স-২৬-০০৩১৭", "8549-C-26-00317"),
        ("8549 c 26 00317", "8549-C-26-00317"),
        ("৮৫৪৯প২৬১০০০০১", "8549-P-26-100001"),
        ("8549-26-00317", ""),
        ("8549-C-26-317", ""),
        ("8549-C-26-00317" * 10, ""),
        ("", ""),
    ],
)
def test_numbers_as_people_type_them(typed, serial):
    assert normal_serial(typed) == serial


@given(st.integers(1, 200_000), st.integers(2020, 2099), st.sampled_from("CP"))
def test_a_number_printed_in_either_language_is_read_back(number, year, mark):
    serial = certificate_serial("8549", mark, year, number)
    assert normal_serial(serial) == normal_serial(serial_words(serial, "bn")) == serial


def test_a_code_is_read_with_its_look_alikes_and_small_letters():
    code = draw_code()
    assert CODE.fullmatch(code)
    assert normal_code(f" {code.lower()[:4]} {code.lower()[4:]}") == code
    assert normal_code("oil0 vu11".replace(" ", "")) == "0110VV11"
    assert normal_code("1234567") == ""
    assert not set("ILOU") & set(SIGNS)
