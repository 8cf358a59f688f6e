"""Words that a converter damaged: more than sixty met in published charters, and that no correct Bangla is
ever suspected.

SEEN: met in published Bangla; `conversion_damage_seen.toml` has each word with the page or the document it
was met in. MADE: words of charters, damaged here by the converter's own errors (a wrong table for three
signs, letters left, a reph and a vowel before its letter in the font's order), because we have not met them
in print, or have not kept where.
"""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.bangla.conversion_damage import (
    RULES,
    STEMS,
    apply_repairs,
    damage_of,
    damages_of,
    find_damage,
    misplaced_rephs,
)
from ongikar.rules.bangla.text import nfc

SOURCES = tomllib.loads(Path(__file__).with_name("conversion_damage_seen.toml").read_text("utf-8"))["source"]
MADE = """
দরখাসত্ম=দরখাস্ত সমসত্ম=সমস্ত হসত্মামত্মর=হস্তান্তর শামিত্ম=শান্তি গুরম্নত্বপূর্ণ=গুরুত্বপূর্ণ দ্রম্নত=দ্রুত পস্নাবন=প্লাবন তরম্নণ=তরুণ
গস্নাস=গ্লাস বস্নক=ব্লক কস্নাব=ক্লাব প্রশিÿণ=প্রশিক্ষণ লÿ্য=লক্ষ্য ÿতিপূরণ=ক্ষতিপূরণ কমর্কতার্=কর্মকর্তা কাযার্লয়=কার্যালয় কতৃর্পÿ=কর্তৃপক্ষ
পূণার্ঙ্গ=পূর্ণাঙ্গ অথর্=অর্থ চাটার্র=চার্টার প্রাথীর্=প্রার্থী পুনবার্সন=পুনর্বাসন িশক্ষা=শিক্ষা অিফস=অফিস উধ্বর্তন=উর্ধ্বতন সবের্মাট=সর্বমোট
েসবা=সেবা স¦াস্থ্য=স্বাস্থ্য উলস্নাহ=উল্লাহ শাসিত্ম=শাস্তি প্রাপিত্ম=প্রাপ্তি সপত্মাহ=সপ্তাহ সর্ম্পকে=সম্পর্কে সবেবার্চ্চ=সর্বোচ্চ
"""


def pairs(table: str) -> list[tuple[str, str]]:
    return [
        (nfc(damaged), nfc(meant)) for damaged, _, meant in (pair.partition("=") for pair in table.split())
    ]


SEEN = [pair for source in SOURCES for pair in pairs(source["words"])]
IN_CHARTERS = [pair for source in SOURCES if source["kind"] == "charter" for pair in pairs(source["words"])]
EXAMPLES = [*SEEN, *pairs(MADE)]
ROOT = Path(__file__).parents[3]
# What quotes damage on purpose: the tables of this rule and of the reader, their tests, and the samples
# that are damaged in print.
QUOTES_DAMAGE = (
    "conversion_damage.py",
    "test_bangla_conversion_damage.py",
    "reph_words.py",
    "wording.py",
    "fuzzy_regex.py",
    "time_words.py",
    "contacts.py",
    "headings/words.py",
    "tables/runon.py",
    "33-dss-sirajganj",
    "51-dc-rajbari",
    "63-coop-nilphamari",
    "plain_headings.py",
    "test_charter_headings.py",
    "test_charter_lint.py",
    "test_charter_lint_codes.py",
    "test_charter_portal_lines.py",
    "test_charter_time_words.py",
    "test_charter_damage.py",
    "conversion_damage_seen.toml",
    "040-letters-damaged",
    "officer.md",
)
READ = (".py", ".html", ".md", ".toml", ".txt", ".json")


def test_sixty_were_seen_in_charters_themselves_and_each_is_there_once():
    words = [damaged for damaged, _ in EXAMPLES]
    assert len(words) == len(set(words))
    assert len(IN_CHARTERS) >= 60
    assert len(SEEN) >= 2 * len(pairs(MADE)), "most of what is asked of the rules was met in print"


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source["at"][:40])
def test_every_word_that_was_seen_has_its_source(source):
    assert source["kind"] in {"charter", "portal", "other"}
    assert source["at"]
    assert all(damaged != meant and meant for damaged, meant in pairs(source["words"]))
    if source["kind"] == "charter":
        assert re.match("https?://[a-z0-9.]+[a-z]", source["at"]) or "office" in source["at"]


@pytest.mark.parametrize(("damaged", "meant"), EXAMPLES)
def test_the_damaged_word_is_found_and_its_repair_suggested(damaged, meant):
    [damage] = find_damage(f"নমুনা {damaged}, নমুনা")
    assert (damage.printed, damage.repaired) == (damaged, meant)
    assert damage.start == len("নমুনা ")
    assert damage.rules
    assert 0.5 <= damage.confidence < 1, "a suggestion is never certain"


@pytest.mark.parametrize(("damaged", "meant"), EXAMPLES)
def test_what_was_repaired_is_whole(damaged, meant):
    assert find_damage(meant) == []
    assert apply_repairs(apply_repairs(damaged)) == apply_repairs(damaged) == meant


def test_a_word_of_two_damages_is_only_as_sure_as_the_less_sure_of_them():
    sure = {rule.name: rule.confidence for rule in RULES}
    damage = damage_of(nfc("কতৃর্পÿ"))
    assert damage.rules == ("kssa_left_as_ÿ", "reph_out_of_its_place")
    assert (
        damage.confidence
        == min(sure[name] for name in damage.rules)
        < max(sure[name] for name in damage.rules)
    )


def test_every_rule_has_an_example():
    used = {rule for damaged, _ in EXAMPLES for rule in damage_of(damaged).rules}
    assert used == {rule.name for rule in RULES}


@pytest.mark.parametrize(
    "word",
    [
        "পরমাত্মা",
        "আত্মসাৎ",
        "আত্মকর্মসংস্থান",
        "একাত্মতা",
        "খড়্গ",
        "বড়্গাছি",
        "স্নাতক",
        "স্নাতকোত্তর",
        "উপস্নাতক",
        "জ্যোৎস্না",
        "নিম্ন",
        "মার্কেট",
        "কার্ড",
        "শর্মা",
        "বর্মণ",
        "তদন্ত",
        "ল্যাব ের",
        "অফিস ের",
        "café",
        "কমার্স",
        "সাত্ত্বিক",
        "মহাত্মা",
        "বিস্ময়",
        "প্রশ্ন",
        "কৃতকর্ম",
        "অথর্ব",
        "দাসবর্গ",
        "সৎকর্ম",
        "বাস-ট্রাক",
        "পান-সুপারি",
        "আবাস-বাড়ি",
        "সংক্রান্ত-",
        "ঢাকা‚ বাংলাদেশ",
        "নাম‚ ঠিকানা",
        "‚সেবা‚",
        "২^৩",
        "ক^খ",
        "অব^",
        "পত্মী",
        "সম্পত্মি",
        "অনাত্মীয়",
        "আত্মগত",
        "আত্মগোপন",
        "একাত্মগণ",
        "পরমাত্মগত",
        "অসহ্য",
        "সহ্য",
        "জ্ঞান",
        "সর্বজ্ঞ",
        "বিজ্ঞান",
        "ভাইয়ের",
        "বই",
        "এ্যাক্ট",
        "অ্যাপ",
        "তর্কমূলক",
        "পর্বতমালা",
        "গর্ভনিরোধ",
        "মর্মাহত",
        "কর্কট",
        "দুর্দশা",
        "ওৱা",
        "ফেব্রুয়ারি-মার্চ",
        "মেমো-ও",
        "“সেবা”",
        "সেবা–সমূহ",
        "৩ × ৫ ফুট",
        "২৫° সেলসিয়াস",
        "৫০ m²",
        "রহিমা’র",
    ],
)
def test_a_word_that_only_looks_alike_is_left_alone(word):
    assert find_damage(word) == []


@pytest.mark.parametrize("text", ["বাস-শিÿা", "প্রান-শিÿা", "ভাড়া‚ শিÿা", "২^শিÿা", "শিÿা-২^৩"])
def test_a_lawful_sign_beside_a_damaged_word_is_no_part_of_it(text):
    [damage] = find_damage(text)
    assert (damage.printed, damage.repaired) == ("শিÿা", "শিক্ষা")


def test_no_correct_bangla_of_the_whole_project_is_suspected():
    """The office's own charter, every sentence of the program in Bangla, its manuals and its samples: eighty
    thousand words.
    """
    suspected, words = [], 0
    for path in sorted(ROOT.rglob("*")):
        if path.suffix not in READ or any(
            part.startswith(".") or part == "var" for part in path.relative_to(ROOT).parts
        ):
            continue
        if any(name in path.as_posix() for name in QUOTES_DAMAGE):
            continue
        text = path.read_text("utf-8", errors="ignore")
        words += len(re.findall("[\u0980-\u09ff]+", text))
        suspected += [(path.name, damage.printed, damage.repaired) for damage in find_damage(text)]
    assert suspected == []
    assert words > 50_000


@pytest.mark.parametrize("stem", STEMS)
def test_a_stem_is_restored_however_its_rephs_were_misplaced_and_is_itself_left_alone(stem):
    stem = nfc(stem)
    assert misplaced_rephs(stem) == stem
    for damaged in damages_of(stem):
        # A longer stem may contain the shorter one's damage; what comes out holds no misplaced reph.
        assert misplaced_rephs(misplaced_rephs(damaged)) == misplaced_rephs(damaged)


LETTERS = st.text(alphabet="অইওকখগঘতদনপফবমযরলশষসহািীুূেৈো্ংঃঁÿ¦®©œŸ¯Í‚^-ৎৱড়য় ১২,।ab", max_size=40)


@given(LETTERS)
def test_repairing_is_done_once_and_for_all(text):
    once = apply_repairs(text)
    assert apply_repairs(once) == once


@given(LETTERS)
def test_what_is_found_stands_where_it_is_said_and_the_rest_is_not_touched(text):
    text = nfc(text)
    damages, at, kept = find_damage(text), 0, []
    for damage in damages:
        assert text[damage.start : damage.start + len(damage.printed)] == damage.printed
        assert damage.printed != damage.repaired
        kept.append(text[at : damage.start])
        at = damage.start + len(damage.printed)
    after = apply_repairs(text)
    for piece in [*kept, text[at:]]:
        assert piece in after
