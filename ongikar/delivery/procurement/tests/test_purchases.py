"""A purchase goes from what is wanted to the advice, and is kept only by a specification of every item."""

from datetime import date, timedelta

import pytest

from ongikar.cases import actions as case_actions
from ongikar.cases.actions.result_letter import letter_of
from ongikar.cases.adoption import adopt_open_cases
from ongikar.cases.kinds import OutcomeFault, kind_of
from ongikar.cases.models import Case
from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import override_language
from ongikar.delivery.procurement import actions
from ongikar.delivery.procurement.advice import limit_words, limits
from ongikar.delivery.procurement.comparing import ComparisonTable
from ongikar.delivery.procurement.desk import DESK
from ongikar.delivery.procurement.library import guess_item, library, read_item
from ongikar.delivery.procurement.models import (
    PriceNote,
    Purchase,
    PurchaseLine,
    Quotation,
    QuotedLine,
    SpecVersion,
)
from ongikar.delivery.procurement.rules.comparison import YES
from ongikar.delivery.procurement.rules.specification import AT_LEAST, EXACTLY, Clause
from ongikar.people.models import GONE
from ongikar.records.actions import change, perform, strike
from ongikar.records.retention import forget_people
from ongikar.rules.calendar.office_calendar import TZ

pytestmark = pytest.mark.django_db
CODE = "institutional-9"
ANSWERS = {
    "items": "ডেস্কটপ কম্পিউটার, ৩টি\nলেজার প্রিন্টার, ১টি",
    "used_for": "ভাতার তালিকা হালনাগাদ",
    "budget": 260_000,
    "method": "quotation",
}
ADVICE = {"words": "বিনির্দেশ অনুযায়ী দর চাইতে পারেন।"}


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


@pytest.fixture
def purchase(receive, now):
    return Purchase.objects.select_related("office", "case").get(case=receive(CODE, answers=ANSWERS, now=now))


@pytest.fixture
def specified(purchase, actor, now):
    for line, key in zip(purchase.lines.all(), ("desktop", "printer"), strict=True):
        actions.specify_line(line, key=key, actor=actor, now=now)
    return purchase


def quote(purchase, actor, now, bidder, *prices, mark=None, **changed):
    lines = zip(purchase.lines.filter(struck_at__isnull=True), prices, strict=False)
    quoted = changed.pop("lines", {line.pk: QuotedLine(price) for line, price in lines})
    facts = {"quoted_on": now.astimezone(TZ).date(), "currency": "BDT", "taxes": "with"}
    quotation = Quotation.of(purchase, quoted, bidder=bidder, **facts | changed)
    return perform(purchase, quotation, actor=actor, now=now, submission=mark or bidder)


def judge(quotation, actor, now, **refused):
    """All clauses met but those named, on each line that was quoted."""
    for offer in quotation.lines.filter(price__isnull=False).select_related("line__version"):
        answers = {clause.key: refused.get(clause.key, YES) for clause in offer.line.version.terms}
        actions.judge_offer(offer, answers=answers, actor=actor, now=now)


def test_what_is_wanted_stands_in_lines_with_its_number(purchase):
    assert [(line.name, line.quantity) for line in purchase.lines.all()] == [
        ("ডেস্কটপ কম্পিউটার", 3),
        ("লেজার প্রিন্টার", 1),
    ]
    assert DESK.state_of(purchase) == "asked"


@pytest.mark.fast
def test_it_is_kept_only_once_every_item_has_its_specification(purchase, actor, now):
    with pytest.raises(OutcomeFault, match="লেজার প্রিন্টার"):
        case_actions.keep(purchase.case, outcome=ADVICE, actor=actor, now=now)
    first, second = purchase.lines.all()
    actions.specify_line(first, key="desktop", actor=actor, now=now)
    with pytest.raises(OutcomeFault, match="লেজার প্রিন্টার"):
        case_actions.keep(purchase.case, outcome=ADVICE, actor=actor, now=now)
    actions.specify_line(second, key="printer", actor=actor, now=now)
    case_actions.keep(purchase.case, outcome=ADVICE, actor=actor, now=now)
    [enclosed] = letter_of(purchase.case).enclosures.all()
    assert enclosed.title.startswith("কারিগরি বিনির্দেশ (SHA-256 ")
    # The signed text of the letter names it with its hash.
    assert enclosed.title in letter_of(purchase.case).texts.get().frozen["enclosures"]
    with pytest.raises(ActFault, match="advice is given"):
        actions.specify_line(second, key="scanner", actor=actor, now=now)


def test_a_request_that_lists_nothing_is_no_specification(receive, actor, now):
    case = receive(CODE, answers=ANSWERS | {"items": ""})
    with pytest.raises(OutcomeFault, match="তালিকা নেই"):
        case_actions.keep(case, outcome=ADVICE, actor=actor, now=now)


def test_the_library_names_no_maker_and_knows_what_offices_buy(office):
    items = library(office.slug)
    assert {"laptop", "desktop", "printer", "scanner", "router", "projector", "ups", "cctv", "tablet"} <= set(
        items
    )
    for words, key in (
        ("এইচপি লেজার প্রিন্টার", "printer"),
        ("Laptop (Core i5)", "laptop"),
        ("সিসি ক্যামেরা ৪টি", "cctv"),
        ("কাঠের টেবিল", None),
    ):
        found = guess_item(words, items)
        assert (found.key if found else None) == key
    for item in items.values():
        for clause in item.versions[0].clauses:
            assert not any(
                "\u0980" <= sign <= "\u09ff"
                for sign in clause.requirement_words("en") + clause.attribute("en")
            )


@pytest.mark.parametrize(
    "row",
    [
        {"bn": "ক", "en": "a"},
        {"bn": "ক", "en": "a", "versions": []},
        {"bn": "ক", "en": "a", "versions": [{"since": "2026", "clauses": []}]},
        {
            "bn": "ক",
            "en": "a",
            "versions": [
                {
                    "since": date(2026, 7, 1),
                    "clauses": [
                        {"key": "m", "bn": "মডেল", "en": "Model", "operator": EXACTLY, "value": "HP 15"}
                    ],
                }
            ],
        },
    ],
)
def test_a_file_of_the_library_that_cannot_be_meant_is_named(row):
    with pytest.raises(ValueError, match="odd"):
        read_item("odd", row)


def test_what_an_office_changes_is_its_next_version_and_no_update_takes_its_place(
    office, purchase, actor, now
):
    shipped = actions.take_from_library(office, "laptop", now=now)
    assert (shipped.number, shipped.source) == (1, SpecVersion.PROGRAM)
    assert actions.take_from_library(office, "laptop", now=now) == shipped
    clauses = [*shipped.terms, Clause("weight", "ওজন", "Weight", "at_most", "2", unit="কেজি", unit_en="kg")]
    own = actions.write_version(shipped.item, clauses, note="হালকা চাই", actor=actor, now=now)
    assert actions.write_version(shipped.item, clauses, actor=actor, now=now) == own
    assert actions.take_from_library(office, "laptop", now=now) == own
    assert (own.number, own.source, own.since) == (2, SpecVersion.OFFICE, now.astimezone(TZ).date())


def test_a_makers_name_needs_its_reason(office, actor, now):
    item = actions.take_from_library(office, "printer", now=now).item
    named = Clause("toner", "টোনার", "Toner", EXACTLY, "HP 107A")
    with pytest.raises(actions.ClauseFaults) as found:
        actions.write_version(item, [named], actor=actor, now=now)
    assert "HP" in found.value.faults["reason-0"][1]
    reasoned = Clause(**named.as_data() | {"reason": "চালু প্রিন্টারের টোনার"})
    assert actions.write_version(item, [reasoned], actor=actor, now=now).number == 2


def test_other_conditions_for_one_purchase_leave_the_library_alone(specified, office, actor, now):
    line = specified.lines.first()
    before = line.version
    clauses = [
        Clause(**each.as_data() | ({"value": "32"} if each.key == "memory" else {})) for each in before.terms
    ]
    own = actions.adapt_line(line, clauses, note="ভিডিও সম্পাদনা", actor=actor, now=now)
    assert actions.adapt_line(line, clauses, actor=actor, now=now) == own
    assert own.purchase == specified
    assert actions.take_from_library(office, "desktop", now=now) == before
    actions.specify_all(specified, actor=actor, now=now)
    assert specified.lines.first().version == own


def test_an_item_of_the_offices_own_is_one_of_its_library(office, purchase, actor, now):
    clauses = [Clause("pages", "পাতা", "Pages", AT_LEAST, "3000")]
    item = actions.add_item(office, name_bn="টোনার", name_en="Toner", clauses=clauses, actor=actor, now=now)
    assert actions.specify_line(purchase.lines.first(), key=item.key, actor=actor, now=now).item == item
    for twice in ("টোনার", "ল্যাপটপ"):
        with pytest.raises(ActFault, match="has an item"):
            actions.add_item(office, name_bn=twice, name_en="", clauses=clauses, actor=actor, now=now)


def test_prices_are_compared_only_on_one_basis_and_nothing_is_half_entered(specified, actor, now):
    for changed, field in (
        ({"currency": "USD"}, "currency"),
        ({"taxes": "without"}, "taxes"),
        ({"quoted_on": now.date() + timedelta(days=1)}, "quoted_on"),
        ({"valid_until": now.date() - timedelta(days=9)}, "valid_until"),
        ({"lines": {specified.lines.first().pk: QuotedLine(100)}}, f"price-{specified.lines.last().pk}"),
        ({"lines": {line.pk: QuotedLine(None) for line in specified.lines.all()}}, ""),
    ):
        with pytest.raises(ActFault) as found:
            quote(specified, actor, now, "নমুনা ট্রেডার্স", 100, 100, **changed)
        assert found.value.field == field
    assert not Quotation.objects.exists()


def test_a_quotation_is_entered_once_and_a_bidder_quotes_once(specified, actor, now):
    first = quote(specified, actor, now, "নমুনা ট্রেডার্স", 6_000_000, None)
    assert quote(specified, actor, now, "নমুনা ট্রেডার্স", 1, 1) == first
    with pytest.raises(ActFault, match="stands already"):
        quote(specified, actor, now, "নমুনা  ট্রেডার্স", 5_000_000, 1, mark="another")
    strike(first, "quotation_struck", reason="ভুল দর", actor=actor, now=now)
    assert quote(specified, actor, now, "নমুনা ট্রেডার্স", 5_000_000, None, mark="anew").position == 2


def test_what_is_asked_for_does_not_change_under_a_quotation(specified, actor, now):
    quotation = quote(specified, actor, now, "নমুনা ট্রেডার্স", 6_000_000, 2_000_000)
    line = specified.lines.first()
    for act in (
        lambda: actions.specify_line(line, key="laptop", actor=actor, now=now),
        lambda: change(line, "line_changed", name="ল্যাপটপ", quantity=1, actor=actor, now=now),
        lambda: strike(line, "line_struck", reason="লাগবে না", actor=actor, now=now),
        lambda: perform(
            specified,
            PurchaseLine(purchase=specified, name="স্ক্যানার", quantity=1),
            actor=actor,
            now=now,
        ),
        lambda: change(specified, "basis_set", currency="USD", taxes="with", actor=actor, now=now),
    ):
        with pytest.raises(ActFault):
            act()
    strike(quotation, "quotation_struck", reason="ফেরত", actor=actor, now=now)
    strike(line, "line_struck", reason="লাগবে না", actor=actor, now=now)
    assert specified.lines.filter(struck_at__isnull=True).count() == 1


def test_the_lowest_that_meets_the_conditions_is_named_in_the_advice(
    specified, actor, now, django_assert_num_queries
):
    cheap = quote(specified, actor, now, "সস্তা স্টোর", 5_000_000, 1_500_000)
    good = quote(specified, actor, now, "নমুনা কম্পিউটার্স", 6_050_050, 1_800_000)
    judge(good, actor, now)
    with pytest.raises(OutcomeFault, match="যাচাই শেষ হয়নি"):
        case_actions.keep(specified.case, outcome=ADVICE, actor=actor, now=now)
    judge(cheap, actor, now, cores="no", speed="no")
    with django_assert_num_queries(3):
        table = ComparisonTable(specified)
        assert [row.names for row in table.rows] == ["নমুনা কম্পিউটার্স"] * 2
        assert (table.package_total, table.split_total) == ("১,৯৯,৫০১.৫০", "১,৯৯,৫০১.৫০")
    words = kind_of(specified.case.row).known_outcome(specified.case)["words"]
    assert "সর্বনিম্ন ৬০,৫০০.৫০ (নমুনা কম্পিউটার্স)" in words
    assert "বরাদ্দের মধ্যে আছে" in words
    with override_language("en"):
        assert "not judged" not in "".join(ComparisonTable(specified).findings())
    case_actions.keep(specified.case, outcome=ADVICE, actor=actor, now=now)
    titles = [enclosed.title for enclosed in letter_of(specified.case).enclosures.all()]
    assert [title.partition(" (")[0] for title in titles] == ["কারিগরি বিনির্দেশ", "দরের তুলনামূলক বিবরণী"]


LIMITS = """
[[limits]]
method = "quotation"
since = 2025-07-01
most = 500000
source_bn = "পুরোনো আদেশ"
source_en = "an old order"
[[limits]]
method = "quotation"
since = {since}
most = {most}
least_quotations = 3
source_bn = "নমুনা"
source_en = "a sample"
sample = true
"""


YEARLY = """
[[limits]]
method = "direct"
since = 2025-07-01
most_a_year = 100000
source_bn = "বিধি"
source_en = "a rule"
"""


def test_limits_are_the_offices_own_and_hold_from_their_day(specified, actor, now, settings, tmp_path):
    settings.ONGIKAR_OFFICES = tmp_path
    file = tmp_path / specified.office.slug / "purchase_limits.toml"
    file.parent.mkdir()
    case = specified.case
    case.answers |= {"method": "quotation", "budget": 250_000}

    def limits_told(day, since="2026-10-01", most=100_000):
        limits.cache_clear()
        file.write_text(LIMITS.format(since=since, most=most))
        return limit_words(specified, case, day)

    quote(specified, actor, now, "একমাত্র স্টোর", 5_000_000, 1_500_000)
    assert limits_told(date(2026, 9, 30)) == []
    above, few = limits_told(date(2026, 10, 1))
    assert "১,০০,০০০ টাকার বেশি (নমুনা; ক্রয়বিধি মিলিয়ে নিন)" in above
    assert "অন্তত ৩টি দর লাগে, আছে ১টি" in few
    # What cannot be meant is told, and keeps nobody from the page.
    for faulty in ({"most": -1}, {"most": '"many"'}, {"since": '"tomorrow"'}, {"since": "["}):
        (said,) = limits_told(date(2026, 10, 1), **faulty)
        assert "পড়া যায়নি" in said
    limits.cache_clear()


def test_a_yearly_limit_says_what_is_left_and_what_happens_beyond(
    specified, receive, actor, now, settings, tmp_path
):
    settings.ONGIKAR_OFFICES = tmp_path
    file = tmp_path / specified.office.slug / "purchase_limits.toml"
    file.parent.mkdir()
    file.write_text(YEARLY)
    limits.cache_clear()
    case = specified.case
    case.answers |= {"method": "direct", "budget": 30_000}
    for method, budget in (("direct", 60_000), ("quotation", 500_000), ("direct", 90_000)):
        last = receive(CODE, answers=ANSWERS | {"method": method, "budget": budget}, now=now)
    case_actions.withdraw(last, words="আর লাগবে না", now=now)
    day = date(2026, 12, 6)
    with override_language("en"):
        (told,) = limit_words(specified, case, day)
        assert told == (
            "Advice was asked on 1 earlier purchase by this method this fiscal year, 60,000 taka in all. With"
            " this one 10,000 taka of the yearly limit of 1,00,000 taka are left (a rule)."
        )
        case.answers["budget"] = 50_000
        (beyond,) = limit_words(specified, case, day)
        assert "it goes 10,000 taka beyond the yearly limit of 1,00,000 taka" in beyond
        assert "another method is needed" in beyond
        # Nobody else's purchases are theirs.
        case.applicant.mobile = "+8801700000099"
        (alone,) = limit_words(specified, case, day)
        assert "on 0 earlier purchases" in alone
        assert "50,000 taka of the yearly limit" in alone
    limits.cache_clear()


def test_open_cases_of_before_are_adopted_once_and_closed_ones_are_told_by_their_own_form(
    purchase, actor, now
):
    case = purchase.case
    purchase.lines.all().delete()
    purchase.delete()
    Case.objects.filter(pk=case.pk).update(form_version=1)
    due = Case.objects.get(pk=case.pk).clock.due_at
    assert (adopt_open_cases(now), adopt_open_cases(now)) == (1, 0)
    assert Purchase.objects.get(case=case).lines.count() == 2
    assert Case.objects.get(pk=case.pk).clock.due_at == due
    told = {"specification": "RAM 16 GB", "price_note": "৬০,০০০", "words": "কিনতে পারেন"}
    Case.objects.filter(pk=case.pk).update(state="kept", outcome=told, closed_at=now)
    result = kind_of(case.row).result(Case.objects.get(pk=case.pk))
    assert [words for _, words in result.parts] == list(told.values())


def test_who_quoted_is_forgotten_with_the_case_and_the_prices_stay(specified, actor, now):
    for bidder in ("নমুনা ট্রেডার্স", "নমুনা স্টোর"):
        quote(specified, actor, now, bidder, 6_000_000, None, number="ন-১", address="রংপুর")
    line = specified.lines.first()
    facts = {"seen_on": now.date(), "amount": 5_900_000, "currency": "BDT", "taxes": "with"}
    note = PriceNote.of(line, source="রহিম স্টোর", **facts)
    perform(specified, note, submission="n", actor=actor, now=now)
    for _ in range(2):
        forget_people(specified)
    assert [each.bidder for each in specified.quotations.all()] == [GONE, GONE]
    assert (line.price_notes.get().source, line.price_notes.get().amount) == (GONE, 5_900_000)
