"""Every code of the lint: fired once where its fault was put into a clean charter, and silent on the clean
one.
"""

from collections.abc import Callable
from datetime import date

import pytest

from ongikar.rules.charter.lint import ADVICE, CODES, Finding, judge_against
from ongikar.rules.charter.lint.officers import judge_tiers
from ongikar.rules.charter.lint.other_office import heading_of, judge_office
from ongikar.rules.charter.lint.published_charter import PublishedState, Reservation, judge_published
from ongikar.rules.charter.parse import read_text
from ongikar.rules.tests.clean_charter import (
    CHAIR,
    ENGINEER,
    HEADINGS,
    SECOND,
    SECRETARY,
    TEXT,
    TIERS,
    found_with,
    with_words,
)
from ongikar.rules.tests.test_other_office import ICT

TODAY = date(2026, 11, 22)
KEPT = Reservation("citizen/1", "ceiling", "সীমা ঠিক হয়নি", "no limit yet", date(2027, 1, 1))
Case = Callable[[], list[Finding]]


def swap(printed: str, instead: str) -> Case:
    return lambda: found_with(printed, instead)


def text(whole: str) -> Case:
    return lambda: read_text(whole)["findings"]


def since_before(printed: str, instead: str) -> Case:
    """The clean charter is the version before; the words changed in this one."""
    return lambda: judge_against(read_text(TEXT), with_words(printed, instead))


def published_state(**facts) -> Case:
    return lambda: list(judge_published(PublishedState(**({"since": date(2026, 7, 1)} | facts)), TODAY))


def terms(**first: object) -> Case:
    """The clean charter, as it is published with terms of its first tier that no printed table has."""

    def judged() -> list[Finding]:
        reading = read_text(TEXT)
        reading["grievance_tiers"][0] |= first
        reading["services"][0]["responsible"]["post"] = "secretary"
        return list(judge_tiers(reading))

    return judged


def judged_as_ours(whole: str) -> Case:
    """The document is held against an office of Rangpur Sadar."""
    return lambda: list(judge_office(read_text(whole), heading_of(whole.splitlines()), ICT))


FIRED: dict[str, Case] = {
    "charter.empty": text("কোনো ছক নেই"),
    "charter.no_date": swap("সংস্করণ ২, কার্যকর: ১ জুলাই ২০২৬।", "সেবা দেওয়া।"),
    "charter.no_category": swap("২.১) নাগরিক সেবা\n", ""),
    "charter.no_countable_time": lambda: read_text(
        TEXT.replace("৭ কার্যদিবস", "নির্দেশনা অনুযায়ী").replace("১০ কার্যদিবস", "-")
    )["findings"],
    "charter.no_grievance_tiers": lambda: read_text(TEXT[: TEXT.index("৫) অভিযোগ")])["findings"],
    "text.legacy_encoding": text("‡mev mgqmxgv Awdm ‡mev\n‡mev mgqmxgv ▲"),
    "text.converted": text("‡mev mgqmxgv Awdm ‡mev\n‡mev mgqmxgv"),
    "text.english_only": text("Our vision is a table of nothing"),
    "text.font_scar": swap("পানির সংযোগ", "পানি সংক্রামত্ম সংযোগ"),
    "text.unplaced": text("সাধারণ কথা এখানে\n" + TEXT),
    "layout.prose": text("• রোগীর সেবা: ১ দিন\n• ঔষধ বিতরণ: ২ দিন\n• টিকা প্রদান: ৩ দিন\n"),
    "header.short": swap(HEADINGS, HEADINGS + "\n(১)\t(২)\t(৩)\t(৪)\t(৫)\t(৬)\t(৭)\t"),
    "header.missing_columns": text("ক্রমিক নং | সেবার নাম | সময়সীমা |\n১ | সনদ | ৭ দিন |\n"),
    "header.least_time": swap("সেবা প্রদানের সর্বোচ্চ সময়", "সেবা প্রদানের ন্যূনতম সময়সীমা"),
    "serial.missing": swap("২\tপানির", "\tপানির"),
    "serial.duplicate": swap("২\tপানির", "১\tপানির"),
    "serial.gap": swap("২\tপানির", "৪\tপানির"),
    "serial.disorder": swap("১\tজন্ম", "৩\tজন্ম"),
    "row.split_by_page": swap(SECOND, f"\t\t\t\t\t\t\tকক্ষের পাশে\n{SECOND}"),
    "name.missing": swap("পানির সংযোগ", ""),
    "name.duplicate": swap("পানির সংযোগ", "জন্মনিবন্ধন সনদ প্রদান"),
    "spelling.variant": swap("পানির সংযোগ", "জরুরী সংযোগ"),
    "time.unmeasurable": swap("৭ কার্যদিবস", "নির্দেশনা অনুযায়ী"),
    "time.missing": swap("৭ কার্যদিবস", "-"),
    "time.misplaced": swap("৭ কার্যদিবস", "সরাসরি যোগাযোগের মাধ্যমে"),
    "time.unknown": swap("৭ কার্যদিবস", "কখগ"),
    "time.contradiction": swap("৭ কার্যদিবস", "০৭ (আট) কার্যদিবস"),
    "time.at_least": swap("৭ কার্যদিবস", "কমপক্ষে ৭ কার্যদিবস"),
    "time.elsewhere": lambda: read_text(
        TEXT.replace("৭ কার্যদিবস", "নির্দেশনা অনুযায়ী")
        .replace("পানির", "৫ দিনের মধ্যে পানির")
        .replace("১০ কার্যদিবস", "নীতিমালা অনুযায়ী")
    )["findings"],
    "documents.open_ended": swap("টিকার কার্ড", "অন্যান্য"),
    "documents.holds_method": swap("টিকার কার্ড", "সরাসরি"),
    "documents.holds_place": swap("\tআবেদনপত্র\t", "\tকার্যালয়\t"),
    "documents.holds_fee": swap("টিকার কার্ড", "৩০০ টাকার চালান"),
    "documents.missing": swap("\tআবেদনপত্র\t", "\t\t"),
    "documents.no_place": swap("\tআবেদনপত্র\tফ্রন্ট ডেস্ক", "\tআবেদনপত্র\t"),
    "documents.repeated": swap("টিকার কার্ড", "আবেদন পত্র"),
    "documents.asks_for_result": swap("টিকার কার্ড", "জন্মনিবন্ধন সনদ"),
    "documents.no_attester": swap("টিকার কার্ড", "সত্যায়িত ছবি"),
    "place.holds_fee": swap("আবেদনপত্র\tফ্রন্ট ডেস্ক", "আবেদনপত্র\tবিনামূল্যে"),
    "place.not_a_place": swap("আবেদনপত্র\tফ্রন্ট ডেস্ক", "আবেদনপত্র\tনির্দেশনা মোতাবেক"),
    "place.incomplete": lambda: read_text(
        TEXT.replace(
            SECOND,
            "\n".join(
                [
                    SECOND,
                    SECOND.replace("২\tপানির", "৩\tবিদ্যুতের"),
                    SECOND.replace("২\tপানির", "৪\tগ্যাসের").replace("ফ্রন্ট ডেস্ক", "ফ্রন্ট"),
                ]
            ),
        ).replace("ফ্রন্ট ডেস্ক", "ফ্রন্ট, রংপুর")
    )["findings"],
    "place.renamed": swap("পানির সংযোগ", "শেখ রাসেল ডিজিটাল ল্যাব"),
    "fee.holds_time": swap("বিনামূল্যে", "বিনামূল্যে ০৩ কার্যদিবস"),
    "fee.no_amount": swap("বিনামূল্যে", "সরকার নির্ধারিত"),
    "fee.missing": swap("বিনামূল্যে", ""),
    "fee.unknown": swap("বিনামূল্যে", "কখগ"),
    "fee.contradiction": swap("\tআবেদনপত্র\t", "\t৩০০ টাকার চালান\t"),
    "fee.no_method": swap("২০/- নগদে", "২০/-"),
    "officer.missing": swap(ENGINEER, ""),
    "officer.no_room": swap("দায়িত্বপ্রাপ্ত কর্মকর্তা\tঊর্ধ্বতন", "দায়িত্বপ্রাপ্ত কর্মকর্তার পদবি, রুম নম্বর\tঊর্ধ্বতন"),
    "officer.doubled_title": swap(SECRETARY, f"সচিব {SECRETARY}"),
    "officer.no_post": swap("সচিব ফোন", "ফোন"),
    "officer.no_contact": swap(SECRETARY, "সচিব"),
    "officer.nobody_in_particular": swap(SECRETARY, f"সংশ্লিষ্ট কর্মকর্তা {SECRETARY}"),
    "officer.personal_name": swap(SECRETARY, f"জনাব করিম, {SECRETARY}"),
    "superior.missing": swap(f"{ENGINEER}\t{CHAIR}", f"{ENGINEER}\t"),
    "superior.self": swap(f"{ENGINEER}\t{CHAIR}", f"{ENGINEER}\t{ENGINEER}"),
    "superior.circle": swap(f"{ENGINEER}\t{CHAIR}", f"{CHAIR}\t{SECRETARY}"),
    "superior.same_desk": swap("০১৭০০০০০০০২", "০১৭০০০০০০০১"),
    "superior.no_contact": swap(f"{ENGINEER}\t{CHAIR}", f"{ENGINEER}\tচেয়ারম্যান"),
    "email.inner_space": swap("sachib@up.gov.bd", "sachib@up .gov.bd"),
    "email.variants": swap("chair@up.gov.bd", "sachibb@up.gov.bd"),
    "email.free_provider": swap("sachib@up.gov.bd", "sachib@gmail.com"),
    "email.invalid": swap("sachib@up.gov.bd", "sachib@up"),
    "email.dead_domain": swap("sachib@up.gov.bd", "sachib@gmial.com"),
    "email.shared": swap("engineer@up.gov.bd", "sachib@up.gov.bd"),
    "phone.invalid": swap("০১৭০০০০০০০১", "১২৩৪৫৬৭"),
    "phone.shared": swap("০১৭০০০০০০০৩", "০১৭০০০০০০০১"),
    "post.renamed": swap("উপসহকারী প্রকৌশলী", "সহকারী প্রোগ্রামার"),
    "scheme.renamed": swap("পানির সংযোগ", "বার্ষিক কর্মসম্পাদন চুক্তি"),
    "tier.reports_to_accused": swap("gro@district.gov.bd", "sachib@up.gov.bd"),
    "tier.no_contact": swap(" ফোন: ০১৭০০০০০০০৬ ই-মেইল: cell@cabinet.gov.bd", ""),
    "tier.no_limit": swap("৬০ কার্যদিবস", "-"),
    "tier.no_officer": swap(
        "অভিযোগ ব্যবস্থাপনা সেল\tমন্ত্রিপরিষদ বিভাগ ফোন: ০১৭০০০০০০০৬ ই-মেইল: cell@cabinet.gov.bd", "\t"
    ),
    "tier.same_as_before": swap("appeal@division.gov.bd", "gro@district.gov.bd"),
    "tier.disorder": swap("\n".join(TIERS[1:]), "\n".join(TIERS[:0:-1])),
    "tier.too_few": swap("\n" + TIERS[2], ""),
    "tier.limit_unusual": swap("২০ কার্যদিবস", "২০ দিন"),
    "tier.window_short": terms(window_days=7),
    "tier.extension_unusual": terms(may_extend=30),
    "tier.alternate_accused": terms(alternate="secretary"),
    "time.longer": since_before("৭ কার্যদিবস", "১৪ কার্যদিবস"),
    "time.no_longer_counted": since_before("৭ কার্যদিবস", "নির্দেশনা অনুযায়ী"),
    "fee.higher": since_before("২০/- নগদে", "৫০/- নগদে"),
    "documents.more": since_before("২. টিকার কার্ড", "২. টিকার কার্ড ৩. ছবি"),
    "service.dropped": since_before("\n" + SECOND, ""),
    "office.other_geocode": judged_as_ours(TEXT.replace("সচিব ফোন", "সচিব, উপজেলা কোড: ৮৫৫৮ ফোন")),
    "office.other_place": judged_as_ours("সদ্যপুষ্করিণী ইউনিয়ন পরিষদ\n" + TEXT),
    "office.other_name": judged_as_ours("উপজেলা মৎস্য দপ্তর, রংপুর সদর\n" + TEXT),
    "charter.not_reviewed": published_state(since=date(2025, 11, 1)),
    "reservation.overdue": published_state(reservations=(KEPT._replace(until=date(2026, 11, 21)),)),
    "reservation.undated": published_state(reservations=(KEPT._replace(until=None),)),
    "post.vacant": published_state(vacant=(("সচিব", "Secretary"),)),
    "email.former_holder": published_state(former=("karim@up.gov.bd",)),
}


def test_a_clean_charter_has_no_finding_at_all():
    reading = read_text(TEXT)
    assert (len(reading["services"]), len(reading["grievance_tiers"])) == (2, 3)
    assert reading["findings"] == []
    assert judge_against(reading, reading) == []
    assert list(judge_published(PublishedState(date(2026, 7, 1), (KEPT,)), TODAY)) == []


@pytest.fixture(scope="module")
def said_of_a_clean_charter():
    reading = read_text(TEXT)
    findings = [
        *reading["findings"],
        *judge_against(reading, reading),
        *judge_published(PublishedState(date(2026, 7, 1), (KEPT,)), TODAY),
    ]
    return {each["code"] for each in findings}


@pytest.mark.parametrize("code", CODES)
def test_a_clean_charter_is_not_told_of_a_fault_it_has_not(code, said_of_a_clean_charter):
    assert code not in said_of_a_clean_charter


@pytest.mark.parametrize("code", CODES)
def test_a_fault_put_into_a_clean_charter_is_found(code):
    findings = [each for each in FIRED[code]() if each["code"] == code]
    assert findings
    for each in findings:
        assert each["severity"] == CODES[code].severity
        assert "{" not in each["message_bn"] + each["message_en"]
        assert any("\u0980" <= letter <= "\u09ff" for letter in each["message_bn"])
        assert each["where"]


@pytest.mark.parametrize("code", CODES)
def test_the_advice_of_a_fault_is_said_in_both_languages(code):
    why_bn, why_en, do_bn, do_en = ADVICE[code]
    assert why_bn.endswith("।")
    assert why_en.endswith(".")
    assert do_bn.rstrip(".।") == do_bn
    assert do_en.isascii() or "“" in do_en
    assert do_en[0].islower() or do_en.startswith("“")


def test_nothing_is_advised_on_a_fault_that_is_never_found():
    assert set(ADVICE) == set(CODES) == set(FIRED)


def test_the_english_of_our_own_words_is_english():
    (missing,) = [
        each for each in FIRED["header.missing_columns"]() if each["code"] == "header.missing_columns"
    ]
    assert "documents needed" in missing["message_en"]
    assert "8 columns, field offices" in missing["message_en"]
    assert "ঊর্ধ্বতন কর্মকর্তা" in missing["message_bn"]
