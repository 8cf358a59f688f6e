"""The fees and papers of published charters, each beside what a careful clerk would write down for it."""

import pytest

from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.parse.cells.fee import read_fee
from ongikar.rules.charter.parse.cells.money import number_of_words
from ongikar.rules.charter.parse.cells.papers import read_documents

# printed words, kind, taka. More stand in test_charter_cells.
FEES = [
    ("সরকার নিদ্ধারিত মুল্য", "per_schedule", None),
    ("বিদ্যমান নির্দেশনা মতে", "per_schedule", None),
    ("বিনামূল্য", "free", None),
    ("ফ্রি", "free", None),
    ("কোন ফি নেই", "free", None),
    ("কোনো ফি লাগে না", "free", None),
    ("ফি মুক্ত", "free", None),
    ("১০", "fixed", 10),
    ("৫০/- (পঞ্চাশ টাকা)", "fixed", 50),
    ("৫০ (পঞ্চাশ) টাকা", "fixed", 50),
    ("৳ ৫০০", "fixed", 500),
    ("৫০০ টাকা মাত্র", "fixed", 500),
    ("খুচরা 300/- পাইকারী1000/-", "cases", None),
    ("বাংলা ২০/- ইংরেজি ৩০০/-", "cases", None),
    ("১ম বার= ২০০/- ভ্যাট- ৩০/-", "cases", None),
    ("০.১৫ - ০.৩০ টাকা", "range", None),
    ("২০ টাকা থেকে ১০০ টাকা", "range", None),
    ("যন্ত্রের মূল্যের ৫০% (বা ৭০%) নগদে", "percent", None),
    ("৩০০ টাকার নিবন্ধন ফি এবং ১৫% ভ্যাট ৪৫ টাকা", "cases", None),
    ("গেজেট অনুযায়ী", "per_schedule", None),
    ("ধরন অনুযায়ী", "per_schedule", None),
    ("ভ্যালূয়েশন অনুযায়ী", "per_schedule", None),
    ("সরকার নির্ধারিত হারে", "per_schedule", None),
    ("নির্ধারিত ফি", "per_schedule", None),
    ("নির্দেশনা বিদ্যমান নীতিমালা অনুযায়ী", "per_schedule", None),
    ("ফ্রি/সরকার নির্ধারিত মূল্যে ( অফিস সময়ের পর )", "cases", None),
    ("১৮বছরের পরে ৫০/-", "fixed", 50),
    ("০-৪৫ দিন বিনামূল্যে ৪৬দিন হতে ০৫বছর পর্যন্ত ২৫টাকা ০৫বছরের পর হতে ৫০টাকা", "cases", None),
    ("ট্রেজারী চালান (১-২২০১-০০০১-২৬৮১) মূলে ৫০০/-", "fixed", 500),
    ("কোড নং ১-২২০১-০০০১-২৬৮১ এ ট্রেজারি চালান", "unknown", None),
    ("কোর্ট ফি ২০/- টাকা", "fixed", 20),
    ("২০ টাকার কোর্ট ফি", "fixed", 20),
    ("১০/- টাকার কোর্ট ফি ও ৫০/- নকল ফি", "cases", None),
    ("প্রতি পৃষ্ঠা ২ টাকা", "fixed", 2),
    ("এক হাজার টাকা", "fixed", 1000),
    ("পাঁচশত টাকা", "fixed", 500),
    ("প্রযোজ্য নয়", "free", None),
    ("৫০০০/= (পাঁচ হাজার) টাকা", "fixed", 5000),
    ("১,৫০,০০০/-", "fixed", 150000),
    ("০.১৫ - ০.৩০ টাকা ১. ক রোগ-০.১৫ টাকা প্রতি মাত্রা", "range", None),
    ("Free of cost", "free", None),
    ("20 Taka", "fixed", 20),
    ("BDT 1,000", "fixed", 1000),
    ("বিনামূল্যে (তবে ফটোকপি ২/- প্রতি পাতা)", "cases", None),
    ("বিনামূল্যে/ বিধি মোতাবেক", "cases", None),
    ("অফেরতযোগ্য ৫০০ টাকা", "fixed", 500),
    ("২০০/-টাকা", "fixed", 200),
    ("টাকা ২০০/-", "fixed", 200),
    ("ফি ২০০", "fixed", 200),
    ("২ লক্ষ টাকা", "fixed", 200000),
    ("১৫ হাজার টাকা", "fixed", 15000),
    ("মূল্য: ৫০ টাকা", "fixed", 50),
    ("সেবার জন্য কোন টাকা লাগে না", "free", None),
    ("50/-, 100/-", "cases", None),
    ("নীট লাভের ১০% (সর্বোচ্চ ১০,০০০/-)", "percent", None),
    ("মূল্যের ২%, সর্বনিম্ন ৫০/-", "percent", None),
    ("৫০০ টাকা (১৫% ভ্যাট সহ)", "fixed", 500),
    ("কোনো মাশুল প্রযোজ্য নয়", "free", None),
    ("প্রযোজ্য ফি ২০০/-", "fixed", 200),
]

CASES = [
    (
        "(ক) আবেদন ফি ০৫/- টাকা। (খ) নোটিশ ফি ০২/- টাকা (গ) খতিয়ান ফি ২০০/- টাকা।",
        [("আবেদন ফি", 5), ("নোটিশ ফি", 2), ("খতিয়ান ফি", 200)],
    ),
    ("১। কোর্ট ফি ২০/- ২। নোটিশ জারী ফি=৫০/-", [("কোর্ট ফি", 20), ("নোটিশ জারী ফি", 50)]),
    ("খুচরা 300/- পাইকারী1000/-", [("খুচরা", 300), ("পাইকারী", 1000)]),
    ("১ম বার= ২০০/- ভ্যাট- ৩০/-", [("১ম বার", 200), ("ভ্যাট", 30)]),
    (
        "০-৪৫ দিন বিনামূল্যে ৪৬দিন হতে ০৫বছর পর্যন্ত ২৫টাকা",
        [("০-৪৫ দিন", None), ("৪৬দিন হতে ০৫বছর পর্যন্ত", 25)],
    ),
    ("Tk. 500 & Advance source: Tk. 30,000", [("", 500), ("Advance source", 30000)]),
    ("৩০০ টাকার নিবন্ধন ফি এবং ১৫% ভ্যাট ৪৫ টাকা", [("নিবন্ধন ফি", 300), ("১৫% ভ্যাট", 45)]),
    ("৩০০/- টাকা ও ১৫% ভ্যাট, ট্রেজারী চালান", [("", 300), ("ভ্যাট", None)]),
    ("নতুন ৫০০/- + ১৫% ভ্যাট, নবায়ন ৩০০/-", [("নতুন", 500), ("১৫% ভ্যাট, নবায়ন", 300)]),
    ("Tk. 500 + 15% VAT", [("", 500), ("VAT", None)]),
    ("তড়কা ৫০/- গলাফুলা ৩০/- (প্রতি ভায়াল)", [("তড়কা", 50), ("গলাফুলা", 30)]),
    ("৫০/- (প্রতি ভায়াল) ৩০/- (শিশু)", [("প্রতি ভায়াল", 50), ("শিশু", 30)]),
]

PAPERS = [
    ("১৷ আবেদনপত্র৷ ২৷ ছবি৷", ["আবেদনপত্র", "ছবি"]),
    ("প্রয়োজনীয় কাগজপত্রঃ ১। আবেদন। ২। জন্ম সনদ।", ["আবেদন", "জন্ম সনদ"]),
    ("নতুন সংযোগের জন্য প্রয়োজনীয় ডকুমেন্টের তালিকা: ১।ছবি; ২। দলিল", ["ছবি", "দলিল"]),
    (
        "১। আবেদনপত্র। ২। ছবি-০৪ কপি ৩। ৩০০/- টাকার স্ট্যাম্পে এফিডেফিট। বয়স ৩০ থেকে ৭০ এর মধ্যে হতে হবে।",
        ["আবেদনপত্র", "ছবি-০৪ কপি", "৩০০/- টাকার স্ট্যাম্পে এফিডেফিট", "বয়স ৩০ থেকে ৭০ এর মধ্যে হতে হবে"],
    ),
    ("১. নতুন হলে প্রমাণসহ। ২.সংশোধন হলে ফরমপূরন", ["নতুন হলে প্রমাণসহ", "সংশোধন হলে ফরমপূরন"]),
    ("আবেদনপত্র, ছবি (২ কপি, সত্যায়িত), সনদ", ["আবেদনপত্র", "ছবি (২ কপি, সত্যায়িত)", "সনদ"]),
    (
        "Application on form A, 2 photographs, trade licence.",
        ["Application on form A", "2 photographs", "trade licence"],
    ),
    ("i) আবেদন ii) ছবি", ["আবেদন", "ছবি"]),
    ("- আবেদন - ছবি", ["আবেদন", "ছবি"]),
    ("• আবেদন • ছবি", ["আবেদন", "ছবি"]),
    ("১) আবেদন, ২) ছবি", ["আবেদন", "ছবি"]),
    ("আবেদন; ছবি; সনদ।", ["আবেদন", "ছবি", "সনদ"]),
    ("আবেদনপত্র ও জাতীয় পরিচয়পত্র", ["আবেদনপত্র ও জাতীয় পরিচয়পত্র"]),
    ("১. আবেদনপত্র (৩ কপি) ২. পাসপোর্ট সাইজের ২ কপি ছবি", ["আবেদনপত্র (৩ কপি)", "পাসপোর্ট সাইজের ২ কপি ছবি"]),
    ("প্রযোজ্য নহে", []),
]


@pytest.mark.parametrize(("printed", "kind", "amount"), FEES)
def test_a_printed_fee_means_what_a_clerk_would_write_down(printed, kind, amount):
    fee = read_fee(printed)
    assert (fee["kind"], fee["amount"], fee["raw"]) == (kind, amount, printed)


@pytest.mark.parametrize(("printed", "cases"), CASES)
def test_each_sum_keeps_what_it_is_paid_for(printed, cases):
    assert [(case["label"], case["amount"]) for case in read_fee(printed)["cases"]] == [
        (nfc(label), taka) for label, taka in cases
    ]


def test_a_case_keeps_its_digits_as_printed():
    assert [case["raw"] for case in read_fee("৪০২৫/- (নিয়মিত) ৬৩২৫/- (জরুরি)")["cases"]] == [
        "৪০২৫/-",
        "৬৩২৫/-",
    ]
    assert read_fee("৩০০/- ও ১৫% ভ্যাট")["cases"][1]["raw"] == "১৫% ভ্যাট"


@pytest.mark.parametrize("printed", ["৫০/- (ষাট) টাকা", "৫০০০/= (পাঁচ শত টাকা মাত্র)", "১০০ (এক হাজার) টাকা"])
def test_figure_and_word_of_a_fee_are_compared(printed):
    assert read_fee(printed)["contradiction"] is True


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("পঞ্চাশ", 50),
        ("পাঁচ হাজার", 5000),
        ("এক হাজার দুইশত পঞ্চাশ", 1250),
        ("দুই লক্ষ", 200_000),
        ("নিয়মিত", None),
    ],
)
def test_a_number_in_words_is_understood(words, number):
    assert number_of_words(nfc(words)) == number


@pytest.mark.parametrize(("printed", "papers"), PAPERS)
def test_every_paper_stands_by_itself(printed, papers):
    assert read_documents(printed)["items"] == [nfc(paper) for paper in papers]


# The cell; for whom it is free; who pays, as what.
FREE_FOR_SOME = [
    ("বিনামূল্যে, অন্যথায় ফি প্রযোজ্য", "", "অন্যথায়", "per_schedule"),
    ("বিনামূল্যে (দরিদ্রদের জন্য), অন্যথায় ফি দিতে হবে", "দরিদ্রদের জন্য", "অন্যথায়", "per_schedule"),
    (
        "মুক্তিযোদ্ধাদের জন্য বিনামূল্যে, অন্যদের সরকার নির্ধারিত ফি",
        "মুক্তিযোদ্ধাদের জন্য",
        "অন্যদের",
        "per_schedule",
    ),
    ("প্রথমবার বিনা খরচে, নতুবা চালানের মাধ্যমে ফি জমা দিতে হবে", "প্রথমবার", "নতুবা", "per_schedule"),
    ("বিনামূল্যে, কিন্তু ডাকে নিলে ডাক মাশুল দিতে হবে", "", "কিন্তু", "per_schedule"),
    ("বিনামূল্যে; অন্যথায় ১% হারে ফি", "", "অন্যথায়", "percent"),
    ("Free for the poor, otherwise a fee as per rules", "for the poor", "otherwise", "per_schedule"),
]


@pytest.mark.parametrize(("printed", "condition", "who", "kind"), FREE_FOR_SOME)
def test_what_is_free_only_for_some_is_not_read_as_free_for_all(printed, condition, who, kind):
    fee = read_fee(printed)
    assert fee["kind"] == "cases"
    free, others = fee["cases"]
    assert (free["kind"], free["label"]) == ("free", nfc(condition))
    assert (others["kind"], others["label"], others["amount"]) == (kind, nfc(who), None)
    assert others["raw"] in nfc(printed)


@pytest.mark.parametrize(
    "printed",
    [
        "বিনামূল্যে",
        "বিনামূল্যে, তবে কোনো ফি লাগে না",
        "বিনামূল্যে, তবে জাতীয় পরিচয়পত্র আনতে হবে",
        "বিনামূল্যে (তবে অর্থবছর শেষের আগে আবেদন)",
        "বিনামূল্যে তবে মূল্যবান কাগজ সঙ্গে আনবেন",
        "free of charge, but bring your ID card",
        "free, but not for a fee",
    ],
)
def test_a_but_that_asks_for_no_money_leaves_it_free(printed):
    assert read_fee(printed)["kind"] == "free"
