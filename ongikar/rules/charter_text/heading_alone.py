"""Recognises headings that are one word only, and headings that consist of nothing but words of headings."""

from ongikar.rules.charter_text.skeleton import skeleton

# Words that are a heading only when nothing else stands in the cell.
ALONE: dict[str, str] = {
    "name": "কার্যাবলী, আইটেম, নাগরিক সেবা, সেবা, বিষয়, বিবরণ, কার্যক্রম, কাজের প্রকৃতি, কাজ, কর্মসূচি, service, services, particulars, description, item",
    "time": "কার্য সম্পাদনের, চার্টার, days, কাল, কর্মদিবস, কার্যদিবস, কতদিন, দিন, সময়সূচি",
    "fee": "ট্যারিফ, জামানত, টোল, ভাড়া, রেট, হার, rate, মাশুলের হার, ফির হার, payment, টাকা, অর্থ, পরিশোধ",
    "officer": "মোবাইল নম্বর, ফোন নম্বর, টেলিফোন নম্বর, নাম পদবি ও ফোন, যোগাযোগ, কর্মকর্তা, অফিসার, কর্মচারী, দায়িত্বপ্রাপ্ত, officer, contact, কর্তৃপক্ষ, দাতা, দায়িত্ব, যোগাযোগের মাধ্যম",
    "extra": "স্থান, মন্তব্য, কক্ষ, রুম, remarks, শাখা, কোন শাখা, তলা, ইউনিট, room, note, branch, আইন, শর্ত",
    "documents": "সংযোজনী, দাখিল করতে হবে, জমা দিতে হবে, দলিল, কাগজ, প্রমাণক, সংযুক্তি",
    "method": "পদ্ধতি, নিয়ম, উপায়, যেভাবে, মাধ্যম, ধাপসমূহ",
    "place": "উৎস, ফরম, form",
    "address": "ঠিকানা, address",
}

# Words that only headings are made of, so that a cell of nothing else is one even where each word alone is a hint.
GLUE = tuple(
    skeleton(word)
    for word in [
        "সেবা",
        "প্রদান",
        "প্রাপ্তি",
        "গ্রহণ",
        "গ্রহন",
        "পাওয়া",
        "দেয়া",
        "দেওয়া",
        "দান",
        "পেতে",
        "জন্য",
        "প্রয়োজনীয়",
        "নির্ধারিত",
        "সংক্ষিপ্ত",
        "বর্ণনা",
        "পরিচিতি",
        "বিবরণ",
        "বিষয়",
        "কাজ",
        "ধরন",
        "প্রকার",
        "প্রণালী",
        "কৌশল",
        "পদ্ধতি",
        "উপায়",
        "নিয়ম",
        "ধাপ",
        "মাধ্যম",
        "সময়",
        "মেয়াদ",
        "দায়িত্ব",
        "রত",
        "নিয়োজিত",
        "কর্মকর্তা",
        "কর্মচারী",
        "ব্যক্তি",
        "পদবি",
        "যোগাযোগ",
        "ডেস্ক",
        "কোন",
        "কাছে",
        "যার",
        "যাবেন",
        "করবেন",
        "সাথে",
        "সঙ্গে",
        "আইটেম",
        "service",
        "services",
        "delivery",
        "description",
        "mode",
        "particulars",
        "of",
        "desk",
        "officer",
        "provide",
        "provided",
    ]
)
LIFTED = 3.2
# A serial's heading is made of these words and nothing else.
SERIAL_WORDS = frozenset(
    map(skeleton, ["ক্রমিক", "ক্রম", "ক্র", "রমিক", "মিক", "নং", "নম্বর", "সংখ্যা", "নাম্বার", "sl", "sr", "serial", "no", "number", "sn", "s", "n", "ধাপ", "step", "stage", "ক্রমিকনং", "ক্রনং", "ক্রমনং", "ক্রমিকনম্বর", "slno"])
) - {""}  # fmt: skip
