"""The faults a careful clerk finds in the office's document, and in rows made to have just one."""

from collections import Counter
from pathlib import Path

import pytest

from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.lint import CODES, ORDER, correct_spelling, findings_by_code, judge
from ongikar.rules.charter.lint.table_form import judge_serials
from ongikar.rules.charter.parse import read_text

DOCUMENT = Path(__file__).parents[3] / "offices" / "rangpur-sadar-ict" / "charter.txt"

# code, and every place where it stands, in order
IN_THE_DOCUMENT = [
    ("time.misplaced", ["institutional/2/time"]),
    ("fee.holds_time", ["institutional/8/fee"]),
    ("fee.no_amount", ["citizen/6/fee", "institutional/2/fee", "institutional/3/fee", "internal/3/fee"]),
    ("place.holds_fee", ["institutional/1/form_source"]),
    ("place.incomplete", ["institutional/11/form_source"]),
    ("documents.holds_place", ["internal/4/documents"]),
    ("serial.missing", ["institutional/1/number"]),
    ("row.split_by_page", ["institutional/1", "institutional/5", "internal/3"]),
    ("header.short", ["header/internal"]),
    ("tier.reports_to_accused", ["tiers/1/email"]),
    ("tier.no_contact", ["tiers/3"]),
    ("email.variants", ["charter"]),
    ("email.free_provider", ["charter", "charter", "charter"]),
    ("officer.no_room", ["charter"]),
    ("charter.no_date", ["charter"]),
    ("charter.no_countable_time", ["charter"]),
    ("post.renamed", ["signatory"]),
    ("place.renamed", ["institutional/5/name", "institutional/10/name"]),
    ("scheme.renamed", ["internal/2/name"]),
]
COUNTED = {
    "time.unmeasurable": 21,
    "superior.self": 22,
    "officer.doubled_title": 22,
    "documents.holds_method": 10,
}
SPELLINGS = [
    "সবোচ্চ",
    "প্রয়োজ্য",
    "তাৎক্ষনিক",
    "উর্ধ্বতন",
    "কাজিত",
    "অন্যাবশ্যক",
    "সরকারী",
    "কার্য দিবস",
    "কর্মসং স্থান",
]


@pytest.fixture(scope="module")
def findings():
    return read_text(DOCUMENT.read_text("utf-8"))["findings"]


@pytest.mark.parametrize(("code", "places"), IN_THE_DOCUMENT)
def test_the_document_has_this_fault_exactly_here(findings, code, places):
    assert [f["where"] for f in findings if f["code"] == code] == places


@pytest.mark.parametrize(("code", "times"), COUNTED.items())
def test_a_fault_of_many_rows_is_found_in_each(findings, code, times):
    assert Counter(f["code"] for f in findings)[code] == times


@pytest.mark.parametrize("word", SPELLINGS)
def test_a_spelling_of_the_document_is_met_with_its_standard_form(findings, word):
    suggestions = {
        f["suggestion"] for f in findings if f["code"] == "spelling.variant" and f["raw"] == nfc(word)
    }
    assert len(suggestions) == 1
    assert nfc(word) not in suggestions


def test_the_three_spellings_of_one_mailbox_are_counted(findings):
    variants = next(f for f in findings if f["code"] == "email.variants")
    assert (
        variants["raw"] == "rangpursadardoict@gmail.com (29), rangpursadardoiect@gmail.com (10),"
        " rangpursadardoit@gmail.com (6)"
    )
    assert variants["suggestion"] == "rangpursadardoict@gmail.com"


def test_the_time_in_the_fee_cell_is_the_suggestion(findings):
    held = next(f for f in findings if f["code"] == "fee.holds_time")
    assert held["suggestion"] == nfc("০৩ (তিন) কার্যদিবস (প্রযোজ্য ক্ষেত্রে)")


def test_every_finding_speaks_both_languages_and_names_its_place(findings):
    for finding in findings:
        assert set(finding) == {"code", "severity", "where", "message_bn", "message_en", "raw", "suggestion"}
        assert finding["severity"] in ORDER
        assert finding["where"]
        assert any("\u0980" <= letter <= "\u09ff" for letter in finding["message_bn"])
        assert "{" not in finding["message_bn"] + finding["message_en"]


def test_no_fault_is_said_twice(findings):
    assert max(Counter((f["code"], f["where"], f["raw"]) for f in findings).values()) == 1


def test_findings_fold_by_code_without_losing_any(findings):
    folded = findings_by_code(findings)
    assert sum(map(len, folded.values())) == len(findings)
    assert all(finding["code"] == code for code, group in folded.items() for finding in group)


def test_every_code_is_a_cell_and_a_fault_with_words_in_both_languages():
    for code, words in CODES.items():
        assert len(code.split(".")) == 2
        assert words.severity in ORDER
        assert words.bn.isascii() is False
        assert words.en.strip()


HEAD = (
    "২.১) নাগরিক সেবা\nক্রমিক নং\tসেবার নাম\tসময়সীমা\tপ্রয়োজনীয়"
    " কাগজপত্র\tপ্রাপ্তিস্থান\tফি\tদায়িত্বপ্রাপ্ত কর্মকর্তা\tঊর্ধ্বতন কর্মকর্তা\n"
)
GOOD = [
    "১",
    "সনদ প্রদান",
    "৭ কার্যদিবস",
    "আবেদনপত্র",
    "ফ্রন্ট ডেস্ক",
    "২০/- নগদে",
    "সচিব ফোন: ০১৭০০০০০০০১",
    "চেয়ারম্যান ফোন: ০১৭০০০০০০০২",
]
# column, what is printed there instead, the code
ONE_FAULT = [
    (1, "", "name.missing"),
    (2, "নির্দেশনা অনুযায়ী", "time.unmeasurable"),
    (2, "-", "time.missing"),
    (2, "সরাসরি যোগাযোগের মাধ্যমে", "time.misplaced"),
    (2, "কখগ", "time.unknown"),
    (2, "কমপক্ষে ৭ কার্যদিবস", "time.at_least"),
    (2, "০৭ (আট) কার্যদিবস", "time.contradiction"),
    (3, "আবেদনপত্র ও অন্যান্য", "documents.open_ended"),
    (3, "আবেদনপত্র/ সরাসরি", "documents.holds_method"),
    (3, "১. আবেদনপত্র ২. ৩০০ টাকার চালান", "documents.holds_fee"),
    (3, "১. ৩০০ টাকার স্ট্যাম্পে অঙ্গীকারনামা ২. ২০০/- টাকা ফি", "documents.holds_fee"),
    (4, "বিনামূল্যে", "place.holds_fee"),
    (4, "নির্দেশনা মোতাবেক", "place.not_a_place"),
    (5, "সরকার নির্ধারিত", "fee.no_amount"),
    (5, "বিনামূল্যে, অন্যথায় ফি দিতে হবে", "fee.no_amount"),
    (5, "বিনামূল্যে ০৩ কার্যদিবস", "fee.holds_time"),
    (5, "কখগ", "fee.unknown"),
    (5, "", "fee.missing"),
    (6, "", "officer.missing"),
    (6, "সচিব সচিব", "officer.doubled_title"),
    (6, "সচিব a@g mail.com", "email.inner_space"),
    (6, "সচিব a@gmail.com", "email.free_provider"),
    (6, "সচিব ফোন: ১২৩৪৫৬৭", "phone.invalid"),
    (6, "সহকারী প্রোগ্রামার", "post.renamed"),
    (7, "সচিব", "superior.self"),
    (7, "", "superior.missing"),
    (1, "৩ দিনের মধ্যে সনদ প্রদান", "time.elsewhere"),
    (3, "সনদ", "documents.asks_for_result"),
    (3, "১. ছবি ২. ছবি", "documents.repeated"),
    (3, "সত্যায়িত ছবি", "documents.no_attester"),
    (3, "", "documents.missing"),
    (4, "", "documents.no_place"),
    (5, "২০/-", "fee.no_method"),
    (6, "ফোন: ০১৭০০০০০০০১", "officer.no_post"),
    (6, "সচিব", "officer.no_contact"),
    (6, "সংশ্লিষ্ট কর্মকর্তা", "officer.nobody_in_particular"),
    (6, "জনাব করিম, সচিব", "officer.personal_name"),
    (6, "সচিব a@up", "email.invalid"),
    (6, "সচিব a@gmial.com", "email.dead_domain"),
    (7, "চেয়ারম্যান", "superior.no_contact"),
    (7, "চেয়ারম্যান ফোন: ০১৭০০০০০০০১", "superior.same_desk"),
]


def codes_of(cells):
    return {finding["code"] for finding in read_text(HEAD + "\t".join(cells))["findings"]}


@pytest.mark.parametrize(
    "papers",
    [
        "১. আবেদনপত্র ২. অঙ্গীকারনামা (৩০০ টাকার স্ট্যাম্পে)",
        "৩০০/- টাকা মূল্যের নন-জুডিশিয়াল স্ট্যাম্পে হলফনামা",
    ],
)
def test_the_worth_of_a_stamp_is_no_fee(papers):
    assert "documents.holds_fee" not in codes_of([*GOOD[:3], papers, *GOOD[4:]])


def test_a_row_with_no_fault_has_no_finding_of_its_own():
    assert codes_of(GOOD) == {"charter.no_date", "charter.no_grievance_tiers"}


@pytest.mark.parametrize(("column", "printed", "code"), ONE_FAULT, ids=[f"{f[2]}: {f[1]}" for f in ONE_FAULT])
def test_one_fault_in_a_good_row_is_found(column, printed, code):
    if code == "time.elsewhere":
        assert code in codes_of([*GOOD[:1], printed, "নির্দেশনা অনুযায়ী", *GOOD[3:]])
        return
    if column == 1:
        # A row without a name is the rest of the row above, unless it has a serial of its own.
        assert code in codes_of([*GOOD[:1], printed, *GOOD[2:]])
        return
    assert code in codes_of([*GOOD[:column], printed, *GOOD[column + 1 :]])


# What needs a version before, a day, or a fault that none of the samples has: test_charter_lint_codes.py
# puts each in.
FOUND_BESIDE = {
    "time.longer",
    "time.no_longer_counted",
    "fee.higher",
    "documents.more",
    "service.dropped",
    "charter.not_reviewed",
    "reservation.overdue",
    "reservation.undated",
    "post.vacant",
    "email.former_holder",
    "serial.disorder",
    "time.elsewhere",
    "superior.circle",
    "email.shared",
    "phone.shared",
    "tier.no_officer",
    "tier.same_as_before",
    "tier.disorder",
    "fee.contradiction",
    "name.duplicate",
    "tier.limit_unusual",
    "tier.window_short",
    "tier.extension_unusual",
    "tier.alternate_accused",
    "office.other_geocode",
    "office.other_place",
    "office.other_name",
}


def test_every_code_is_found_in_some_charter():
    texts = [
        DOCUMENT.read_text("utf-8"),
        *(path.read_text("utf-8") for path in (Path(__file__).parent / "samples").iterdir()),
    ]
    texts += [HEAD + "\t".join([*GOOD[:c], printed, *GOOD[c + 1 :]]) for c, printed, _ in ONE_FAULT]
    texts += [
        "কোনো ছক নেই",
        "‡mev mgqmxgv ij▲",
        "Our vision is a table of nothing",
        HEAD + "\t".join(GOOD) + "\n" + "\t".join(GOOD),
        "ক্রমিক নং | সেবার নাম | সেবা প্রদানের নূন্যতম সময় সীমা |\n১ | সংক্রামত্ম তথ্য | ৭ দিন |\n",
        (
            "ক্রমিক নং | কখন যোগাযোগ করবেন | কার সঙ্গে যোগাযোগ করবেন | নিষ্পত্তির সময়সীমা |\n১ | ব্যর্থ হলে"
            " | সচিব | - |\n"
        ),
    ]
    codes = {codes["code"] for text in texts for codes in read_text(text)["findings"]}
    assert set(CODES) - codes <= FOUND_BESIDE


def test_the_same_days_in_two_units_contradict_each_other():
    text = (
        "ক্রমিক নং | বিষয় | প্রাপ্তির শর্তসমূহ | প্রাপ্তির সময় | ফি |\n১ | সনদ | শুনানীর ০৭ কার্য দিবসের"
        " মধ্যে প্রদান। | ০৭ দিন | ১০০ |\n"
    )
    assert "time.contradiction" in {f["code"] for f in read_text(text)["findings"]}


OF_THE_FORM = (
    "সেবা প্রাপ্তিতে অসন্তুষ্ট হলে দায়িত্বপ্রাপ্ত কর্মকর্তার সঙ্গে যোগাযোগ করুন। সমাধান না পেলে নিম্নোক্ত পদ্ধতিতে যোগাযোগ করুন।"
)


def unplaced(text: str) -> list[str]:
    return [f["raw"] for f in read_text(text)["findings"] if f["code"] == "text.unplaced"]


def test_the_day_and_the_words_of_the_official_form_are_no_text_without_a_place():
    text = "\n".join(
        [
            "গণপ্রজাতন্ত্রী বাংলাদেশ সরকার",
            "বন বিভাগ, শেরপুর",
            "সেবা প্রদান প্রতিশ্রুতি",
            "হালনাগাদ: ০১ জুলাই ২০২৬",
            "অভিযোগ প্রতিকার ব্যবস্থা",
            OF_THE_FORM,
            "",
        ]
    )
    assert unplaced(text + HEAD + "\t".join(GOOD)) == [nfc("বন বিভাগ, শেরপুর")]


@pytest.mark.parametrize(
    "line",
    [
        "১ জুলাই ২০২৬ থেকে কার্যকর হবে বলে আশা করা যায়",
        "তারিখ: ০১/০২/২০২৬, কার্যালয় বন্ধ",
        "৫টি সেবার তালিকা প্রকাশ ২০২৬",
    ],
)
def test_a_line_that_says_more_than_its_day_is_still_told(line):
    assert unplaced(f"{line}\nসিটিজেন চার্টার\n" + HEAD + "\t".join(GOOD)) == [nfc(line)]


@pytest.mark.parametrize(
    "article",
    [
        ("হাতির আক্রমণে কৃষক নিহত\n২৪ নভেম্বর ২০২৬\nবন বিভাগ বলেছে, ৩০ কার্যদিবসের মধ্যে ক্ষতিপূরণ দেওয়া হবে।\n"),
        "ইউনিয়ন পরিষদে সেবা পেতে ভোগান্তি\n১২ জুন ২০২৬\nসনদ পেতে ৩০ দিন লাগে, অভিযোগ এলাকাবাসীর।\n",
        "আরও পড়ুন\n১. বিশ্বকাপে বাংলাদেশ\n২. আগামী ৩ দিনের আবহাওয়া\n",
        "Elephant kills farmer\n24 November 2026\nThe department will pay within 30 working days.\n",
        "বাজারের তালিকা\n১. চাল ৫ কেজি\n২. ডাল, ২ দিনের\n",
    ],
)
def test_an_article_or_a_list_of_other_things_is_no_charter(article):
    reading = read_text(article)
    assert not reading["services"]
    assert "charter.empty" in {f["code"] for f in reading["findings"]}


@pytest.mark.parametrize("line", ["Updated: 1 July 2026", "Version 3", "In force from 1 July 2026"])
def test_an_english_charter_names_its_date_in_its_own_words(line):
    codes = {
        f["code"] for f in read_text(f"Citizen's Charter\n{line}\n" + HEAD + "\t".join(GOOD))["findings"]
    }
    assert "charter.no_date" not in codes


def test_a_dated_charter_is_not_told_that_it_has_no_date():
    assert "charter.no_date" not in {
        f["code"] for f in read_text("কার্যকর: ১ জুলাই ২০২৬\n" + HEAD + "\t".join(GOOD))["findings"]
    }


def test_a_reading_can_be_judged_again_by_itself():
    reading = read_text(HEAD + "\t".join([*GOOD[:7], "সচিব"]))
    assert "superior.self" in {f["code"] for f in judge(reading)}


@pytest.mark.parametrize(
    ("printed", "standard"),
    [
        ("সরকারী/ আধাসরকারী", "সরকারি/ আধাসরকারি"),
        ("ল্যাব এর সক্ষমতা", "ল্যাবের সক্ষমতা"),
        ("প্রযোজ্য ক্ষেত্রে", "প্রযোজ্য ক্ষেত্রে"),
        ("সর্বোচ্চ সময়", "সর্বোচ্চ সময়"),
        ("ধরণী", "ধরণী"),
    ],
)
def test_only_listed_misspellings_are_corrected(printed, standard):
    assert correct_spelling(printed) == nfc(standard)


def test_the_numbers_of_rows_are_told_in_the_digits_of_each_language():
    """They are our count and not the document's words."""
    skipped, turned = (
        [
            {"category": "citizen", "number": n, "name": f"সেবা {at}", "extras": {}}
            for at, n in enumerate(numbers)
        ]
        for numbers in ((1, 3), (3, 2, 2))
    )
    by_code = {finding["code"]: finding for finding in [*judge_serials(skipped), *judge_serials(turned)]}
    assert "১ → ৩" in by_code["serial.gap"]["message_bn"]
    assert "1 → 3" in by_code["serial.gap"]["message_en"]
    assert "3 → 2" in by_code["serial.disorder"]["message_en"]
    assert by_code["serial.duplicate"]["message_en"].endswith("twice: 2.")
    assert by_code["serial.duplicate"]["message_bn"].endswith("দুবার: ২।")
