"""Words that a converter damaged: sixty and more examples, and that no correct Bangla is ever suspected.

SEEN: in published charters and office portals. ELSEWHERE: in other published Bangla that went through the same converters.
MADE: words of charters, damaged here by the converter's own errors (a wrong table for three signs, letters left, a reph and a
vowel before its letter in the font's order), because we have not met them in print.
"""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.bangla import nfc
from ongikar.rules.bangla_conversion_damage import RULES, damage_of, find_damage, repaired
from ongikar.rules.reph_words import STEMS, damages_of, misplaced_rephs

SEEN = """
বাসত্মবায়ন=বাস্তবায়ন শিÿা=শিক্ষা কতৃর্পÿ=কর্তৃপক্ষ সংক্রামত্ম=সংক্রান্ত তদমত্ম=তদন্ত সিদ্ধামত্ম=সিদ্ধান্ত মমত্মব্য=মন্তব্য সংশিস্নষ্ট=সংশ্লিষ্ট জরম্নরী=জরুরী
পুরম্নষ=পুরুষ রম্নম=রুম নিদের্শনা=নির্দেশনা নিদির্ষ্ট=নির্দিষ্ট সবোর্চ্চ=সর্বোচ্চ উধ্বর্তন=উর্ধ্বতন কার্ালয়=কার্যালয় বাসত্মবায়নাধীন=বাস্তবায়নাধীন প্রস্ত্তত=প্রস্তুত
বরম্নমচড়া=বরুমচড়া
"""
ELSEWHERE = """
দীÿা=দীক্ষা পরীÿা=পরীক্ষা যুক্তাÿর=যুক্তাক্ষর আকাঙ্ÿা=আকাঙ্ক্ষা আকাঙ্ÿিত=আকাঙ্ক্ষিত দ্বিরম্নক্ত=দ্বিরুক্ত চযার্পদ=চর্যাপদ কীতর্ন=কীর্তন বণের্র=বর্ণের দন্ত্ম্য=দন্ত্য
পলস্নী=পল্লী উলস্নাহ=উল্লাহ বিশেস্নষণ=বিশ্লেষণ নজরম্নল=নজরুল তরম্নণ=তরুণ বাস্ত্মবায়ন=বাস্তবায়ন শাসিত্ম=শাস্তি রম্নগী=রুগী শিড়্গা=শিক্ষা প্রস্ত্মাব=প্রস্তাব
সবের্মাট=সর্বমোট দীঘর্=দীর্ঘ পূণর্=পূর্ণ
"""
MADE = """
দরখাসত্ম=দরখাস্ত বিসত্মারিত=বিস্তারিত সমসত্ম=সমস্ত রাসত্মা=রাস্তা হসত্মামত্মর=হস্তান্তর শামিত্ম=শান্তি গুরম্নত্বপূর্ণ=গুরুত্বপূর্ণ শুরম্ন=শুরু দ্রম্নত=দ্রুত পস্নাবন=প্লাবন
গস্নাস=গ্লাস বস্নক=ব্লক কস্নাব=ক্লাব প্রশিÿণ=প্রশিক্ষণ রÿণাবেÿণ=রক্ষণাবেক্ষণ লÿ্য=লক্ষ্য ÿতিপূরণ=ক্ষতিপূরণ কমর্কতার্=কর্মকর্তা কাযার্লয়=কার্যালয় নিধার্রিত=নির্ধারিত
পূণার্ঙ্গ=পূর্ণাঙ্গ বতর্মান=বর্তমান অথর্=অর্থ বাষির্ক=বার্ষিক আথির্ক=আর্থিক চাটার্র=চার্টার সাভির্স=সার্ভিস প্রাথীর্=প্রার্থী পুনবার্সন=পুনর্বাসন িশক্ষা=শিক্ষা অিফস=অফিস
েসবা=সেবা স¦াস্থ্য=স্বাস্থ্য
"""


def pairs(table: str) -> list[tuple[str, str]]:
    return [
        (nfc(damaged), nfc(meant)) for damaged, _, meant in (pair.partition("=") for pair in table.split())
    ]


EXAMPLES = [*pairs(SEEN), *pairs(ELSEWHERE), *pairs(MADE)]
ROOT = Path(__file__).parents[3]
# What quotes damage on purpose: the tables of this rule and of the reader, their tests, and the samples that are damaged in print.
QUOTES_DAMAGE = (
    "bangla_conversion_damage.py", "test_bangla_conversion_damage.py", "reph_words.py", "spelling.py", "skeleton.py", "time_words.py",
    "contacts.py", "heading_words.py", "runon_openers.py", "33-dss-sirajganj", "51-dc-rajbari", "63-coop-nilphamari", "plain_headings.py",
    "test_charter_headings.py", "test_charter_lint.py", "test_charter_lint_codes.py", "test_charter_portal_lines.py",
    "test_charter_time_words.py", "test_charter_damage.py", "040-damaged-letters", "officer.md",
)  # fmt: skip
READ = (".py", ".html", ".md", ".toml", ".txt", ".json")


def test_there_are_sixty_examples_and_each_once():
    words = [damaged for damaged, _ in EXAMPLES]
    assert len(words) == len(set(words)) >= 60


@pytest.mark.parametrize(("damaged", "meant"), EXAMPLES)
def test_the_damaged_word_is_found_and_its_repair_suggested(damaged, meant):
    [found] = find_damage(f"নমুনা {damaged}, নমুনা")
    assert (found.printed, found.repaired) == (damaged, meant)
    assert found.start == len("নমুনা ")
    assert found.rules
    assert 0.5 <= found.confidence < 1, "a suggestion is never certain"


@pytest.mark.parametrize(("damaged", "meant"), EXAMPLES)
def test_what_was_repaired_is_whole(damaged, meant):
    assert find_damage(meant) == []
    assert repaired(repaired(damaged)) == repaired(damaged) == meant


def test_every_rule_has_an_example():
    used = {rule for damaged, _ in EXAMPLES for rule in damage_of(damaged).rules}
    assert used == {rule.name for rule in RULES}


@pytest.mark.parametrize(
    "word",
    [
        "পরমাত্মা", "আত্মসাৎ", "আত্মকর্মসংস্থান", "একাত্মতা", "খড়্গ", "বড়্গাছি", "স্নাতক", "স্নাতকোত্তর", "উপস্নাতক", "জ্যোৎস্না", "নিম্ন",
        "মার্কেট", "কার্ড", "শর্মা", "বর্মণ", "তদন্ত", "ল্যাব ের", "অফিস ের", "café", "কমার্স", "সাত্ত্বিক", "মহাত্মা", "বিস্ময়", "প্রশ্ন", "কৃতকর্ম", "অথর্ব", "দাসবর্গ", "সৎকর্ম",
        "“সেবা”", "সেবা–সমূহ", "৩ × ৫ ফুট", "২৫° সেলসিয়াস", "৫০ m²", "রহিমা’র",
    ],
)  # fmt: skip
def test_a_word_that_only_looks_alike_is_left_alone(word):
    assert find_damage(word) == []


def test_no_correct_bangla_of_the_whole_project_is_suspected():
    """The office's own charter, every sentence of the program in Bangla, its manuals and its samples: eighty thousand words."""
    suspected, words = [], 0
    for path in sorted(ROOT.rglob("*")):
        if path.suffix not in READ or any(
            part.startswith(".") or part == "var" for part in path.relative_to(ROOT).parts
        ):
            continue
        if any(name in path.name for name in QUOTES_DAMAGE):
            continue
        text = path.read_text("utf-8", errors="ignore")
        words += len(re.findall("[\u0980-\u09ff]+", text))
        suspected += [(path.name, found.printed, found.repaired) for found in find_damage(text)]
    assert suspected == []
    assert words > 50_000


@pytest.mark.parametrize("stem", STEMS)
def test_a_stem_is_restored_however_its_rephs_were_misplaced_and_is_itself_left_alone(stem):
    stem = nfc(stem)
    assert misplaced_rephs(stem) == stem
    for damaged in damages_of(stem):
        # A longer stem may contain the shorter one's damage; what comes out holds no misplaced reph.
        assert misplaced_rephs(misplaced_rephs(damaged)) == misplaced_rephs(damaged)


LETTERS = st.text(alphabet="কখগঘতদনপফবমযরলশষসহািীুূেৈো্ংঃÿ¦®©ৎড়য় ১২,।ab", max_size=40)


@given(LETTERS)
def test_repairing_is_done_once_and_for_all(text):
    once = repaired(text)
    assert repaired(once) == once


@given(LETTERS)
def test_what_is_found_stands_where_it_is_said_and_the_rest_is_not_touched(text):
    text = nfc(text)
    found, at, kept = find_damage(text), 0, []
    for damage in found:
        assert text[damage.start : damage.start + len(damage.printed)] == damage.printed
        assert damage.printed != damage.repaired
        kept.append(text[at : damage.start])
        at = damage.start + len(damage.printed)
    after = repaired(text)
    for piece in [*kept, text[at:]]:
        assert piece in after
