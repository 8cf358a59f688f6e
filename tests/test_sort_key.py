"""The order of words (rules/bangla/sorting.py) against ICU's as PostgreSQL has it."""

import random

import pytest
from django.db import connection

from ongikar.rules.bangla.sorting import sort_key

pytestmark = pytest.mark.django_db
WORDS, SEED = 10_000, 20261202
NUKTA_LETTERS = ("ড়", "ঢ়", "য়", "ড\u09bc", "ঢ\u09bc", "য\u09bc")
CONSONANTS = "কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহ"
PIECES = [
    *CONSONANTS, *(consonant + sign for consonant in CONSONANTS for sign in "ািীুূৃেৈোৌ"),
    *"অআইঈউঊঋএঐওঔংঃঁৎ", *NUKTA_LETTERS, "্", "্য", "্র", "ক\u09bc", "\u200d", "\u200c",
    *" -।().", "০", "১২", "9", "07", "a", "B", "é", "z",
]  # fmt: skip
# From PostgreSQL 16 on a collation may have rules of its own; before, the three letters are left out.
RULES, RULES_SINCE = "&ড<ড়&ঢ<ঢ়&য<য়", 160_000


def random_words(pieces: list[str]) -> list[str]:
    chance = random.Random(SEED)
    return ["".join(chance.choices(pieces, k=chance.randint(1, 6))) for _ in range(WORDS)]


def test_ten_thousand_words_stand_in_the_order_of_icu():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no ICU")
    with connection.cursor() as cursor:
        has_rules = connection.connection.info.server_version >= RULES_SINCE
        rules = f", rules = '{RULES}'" if has_rules else ""
        cursor.execute(f"CREATE COLLATION dictionary (provider = icu, locale = 'bn-u-kn-true'{rules})")
        pieces = [each for each in PIECES if has_rules or each not in NUKTA_LETTERS]
        cursor.execute(
            'SELECT word FROM unnest(%s::text[]) AS word ORDER BY word COLLATE dictionary, word COLLATE "C"',
            [random_words(pieces)],
        )
        ordered = [word for (word,) in cursor.fetchall()]
    assert sorted(ordered, key=lambda word: (sort_key(word), word)) == ordered
    assert sorted(ordered) != ordered
