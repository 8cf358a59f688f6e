"""The words that column headings are made of, and what each says about the column: one table, no phrases by heart.

A word is met on the skeleton, so that spelling, spacing and encoding do not count. Where a heading has words of
several columns, the greater weight decides: "সেবার মূল্য ও পরিশোধ পদ্ধতি" is a fee although it also names a method.
Words of less than KNOWN stand in cells as often as in headings ("জমির দলিল"): they only help among other headings.
"""

from ongikar.rules.charter_text.skeleton import skeleton

KNOWN = 3.0
HINT = 2.5
# kind → weight → parts of words, met anywhere in the heading.
WORDS: dict[str, dict[float, str]] = {
    "when": {9: "কখন যোগাযোগ, কখন যাবেন, কখন অভিযোগ, কখন জানাবেন, কখন আপিল, কখন আপীল, কোন অবস্থায় যোগাযোগ, কোন পর্যায়ে যোগাযোগ, when to contact, when to complain, when to appeal"},
    "expectation": {9: "প্রাপ্তির লক্ষ্যে করণীয়, প্রাপ্তির লক্ষে করণীয়, পাওয়ার লক্ষ্যে করণীয়, পাওয়ার জন্য করণীয়, প্রাপ্তির জন্য করণীয়"},
    "whom": {8: "কার সঙ্গে যোগাযোগ করবেন, কার সাথে যোগাযোগ করবেন, whom to contact"},
    "address": {8: "যোগাযোগের ঠিকানা, contact address, address of contact, কোন ঠিকানায়"},
    "extra": {
        7: "বিকল্প দায়িত্ব, গ্রহীতা, গ্রহণকারী, গ্রহনকারী, করণীয়, বিধিবিধান, আইন কানুন, সংশ্লিষ্ট আইন, সংশ্লিষ্ট বিধি, আইনগত, আইন ও বিধি, আইন/বিধি, প্রদানের স্থান, প্রদানে স্থান, প্রাপ্তির স্থান ও, প্রদান কার্যালয়,"
           "প্রদানে কার্যালয়, প্রদানের কার্যালয়, শাখার কাজ, ইউনিটের নাম, শর্তাবলি, শর্তাবলী, শর্তসমূহ, প্রাপ্তির শর্ত, নাগরিকের দায়িত্ব, সেবা প্রাপ্তির স্থান, সেবাপ্রাপ্তি স্থান, গ্রহণ করা, প্রার্থী, কাদের জন্য,"
           "কার জন্য, কে পাবেন, কারা পাবেন, কে পাবে, কারা পাবে, যারা পাবেন, যারা সেবা পা, যাদের জন্য, উপকারভোগী, সুবিধাভোগী, যোগ্যতা, শেষ তারিখ, শেষ দিন, সেবার স্থান, সেবাস্থল, মন্তব্য, rules and regulations,"
           "rules regulations, recipient, eligib, beneficiar, remarks, who can, legal basis, for whom, target group, place of service, venue, last date",
        3.2: "কক্ষ নং, রুম নং, কক্ষ নম্বর, রুম নম্বর",
        HINT: "আইন, বিধি, শর্ত, স্থান",
    },
    "superior": {
        7: "উর্ধ্বতন, উর্দ্ধতন, উর্ধতন, উধ্বর্তন, উর্ধত্বন, উর্দ্ধোতন, উর্ধোতন, উর্ধ্ধতন, উচ্চতর, উচ্চপদস্থ, উপরস্থ, আপিল, আপীল, তদারক, সুপারভাইজ, পরবর্তী কর্মকর্তা, তত্ত্বাবধানকারী, নিয়ন্ত্রণকারী কর্ম, অভিযোগ জানা, অভিযোগ করবেন, অভিযোগ করা, অভিযোগ দা, অভিযোগ শুন, অভিযোগ গ্রহণ, কাছে অভিযোগ, অভিযোগ কার, অভিযোগ কোথায়, অভিযোগ কাকে, নালিশ,"
           "superior, appeal, higher officer, higher authority, supervis, complaint, escalat",
        HINT: "অভিযোগ",
    },
    "remedy": {7.5: "সেবা না পেলে, না পেলে যা, না পেলে কী", 6.5: "প্রতিকার, ব্যর্থ, ব্যত্যয়, ব্যাত্যয়, সেবা না পাইলে, সেবা পাওয়া না গেলে, if the failure, failure to provide, remedy, if not served"},
    "place": {
        6: "প্রাপ্তিস্থান, প্রাপ্তির স্থান, প্রাপ্তি স্থান, পাপ্তিস্থান, পাপ্তির স্থান, প্রাপ্তির ঠিকানা, প্রাপ্তির উৎস, প্রাপ্তির জায়গা, পাওয়ার স্থান, পাওয়ার জায়গা, পাওয়ার ঠিকানা, কোথায়, কোথা থেকে, কোথা হতে,"
           "যেখানে পাওয়া, ফরমের উৎস, ফরম সংগ্রহ, where, place of receipt, available at, source of",
        HINT: "ফরম, form",
    },
    "time": {
        5.5: "সময়সীমা, সয়মসীমা, সর্বোচ্চ সময়, সবোচ্চ সময়, সময়কাল, কত সময়, কত দিন, কত ঘন্টা, কত ঘণ্টা, কত ক্ষণ, সময় লাগ, সময় প্রয়োজন, প্রয়োজনীয় সময়, সম্ভাব্য সময়, প্রদানের সময়, প্রদানে সময়, প্রাপ্তির সময়,"
             "প্রাপ্তিয় সময়, পাওয়ার সময়, পেতে সময়, নির্ধারিত সময়, নির্দিষ্ট সময়, সম্পাদনের সময়, নিষ্পত্তির সময়, কখন পাওয়া, কখন পাবেন, কবে পাওয়া, কবে পাবেন, যত দিনে, প্রদানের কাল, নিষ্পত্তিকাল, প্রয়োজনীয় দিন, সময়ের পরিমাণ, সেবার মেয়াদ,"
             "প্রদানের মেয়াদ, time limit, timeline, time frame, time required, how long, turnaround, maximum time, delivery time, processing time, time of service, time to",
        HINT: "সময়, মেয়াদ, দিনে",
    },
    "fee": {
        5: "সেবামূল্য, সেবমূল্য, সেবার মূল্য, নির্ধারিত মূল্য, ফরমের মূল্য, মূল্য ও পরিশোধ, মূল্য এবং, কত টাকা, কত খরচ, প্রদেয় অর্থ, প্রদেয় টাকা, টাকার পরিমাণ, অর্থের পরিমাণ, কোর্ট ফি, সরকারি ফি, প্রদেয় ফি,"
           "সেবার দাম, প্রয়োজনীয় ফি, নির্ধারিত ফি, আবেদন ফি, প্রদেয় মাশুল, service charge, expenses, price, how much",
        HINT: "পরিশোধ, মূল্য, খরচ, মাশুল, চার্জ, ব্যয়, payment",
    },
    "documents": {
        4: "কাগজপত্র, কাগজাদি, কাগজ লাগ, কী কাগজ, যেসব কাগজ, যে সব কাগজ, প্রয়োজনীয় কাগজ, কাগজসমূহ, দলিলাদি, দলিলপত্র, প্রয়োজনীয় দলিল, দলিল দস্তাবেজ, প্রমাণাদি, প্রমানাদি, প্রমাণপত্র, দাখিলযোগ্য, যা যা লাগ,"
           "যা লাগ, যাহা লাগ, কী লাগ, কী কী লাগ, লাগবে যে, যা জমা, যা যা জমা, কী জমা, প্রয়োজনীয় তথ্য, যা যা প্রয়োজন, কী কী প্রয়োজন, যা প্রয়োজন, যা দিতে হ, যা সঙ্গে, যা আন, কী আন, কী কী আন, যা নিয়ে আস, ডকুমেন্ট, নথিপত্র, papers, documents, attachments, requirements, what you need",
        HINT: "কাগজ, দলিল, সংযুক্ত, জমা দিতে, দাখিল করতে, document",
    },
    "method": {
        4: "প্রদান পদ্ধতি, প্রদানের পদ্ধতি, প্রদানে পদ্ধতি, সেবা পদ্ধতি, সেবার পদ্ধতি, দান পদ্ধতি, প্রাপ্তির পদ্ধতি, পাওয়ার পদ্ধতি, আবেদনের পদ্ধতি, আবেদন পদ্ধতি, কার্যপদ্ধতি, কর্মপদ্ধতি, পদ্দতি, প্রক্রিয়া, কীভাবে, কেমন করে,"
           "যেভাবে পা, যেভাবে সেবা, পাওয়ার উপায়, প্রাপ্তির উপায়, সেবার উপায়, প্রদানের উপায়, প্রাপ্তির ধাপ, পাওয়ার ধাপ, সেবার ধাপ, প্রদানের ধাপ, পাওয়ার নিয়ম, প্রাপ্তির নিয়ম, প্রদানের নিয়ম, আবেদনের নিয়ম, নিয়মাবলি,"
           "প্রদানের ধরন, প্রদানের প্রণালী, প্রদানের কৌশল, প্রদানের মাধ্যম, প্রাপ্তির মাধ্যম, পাওয়ার মাধ্যম, procedure, process, method, mode of, how to, the way to, steps to",
        HINT: "পদ্ধতি, উপায়, নিয়ম, মাধ্যম",
    },
    "officer": {
        6: "officer in charge, person in charge",
        3.8: "দায়িত্বপ্রাপ্ত, দায়িতব, দায়িত্বে, দায়িত্ব কর্ম, দারিত্ব, দায়িত্বশীল, প্রদানকারী, দানকারী, সেবাদাতা, কে দেবেন, কে দিবেন, কে দেন, যিনি, যে কর্মকর্তা, কার কাছে, যার কাছে, কার নিকট, যার নিকট, কাহার নিকট,"
             "কাকে বল, কাকে জানা, কাকে ফোন, কার সাথে, কার সঙ্গে, ফোকাল, কর্মকর্তার পদবি, কর্মকর্তার নাম, সংশ্লিষ্ট কর্মকর্তা, পাসকারী, অনুমোদনকারী, নিষ্পত্তিকারী, officer in charge, responsible, focal p,"
             "contact person, contact officer, whom, designation, service provider, assigned officer, concerned officer",
        HINT: "দায়িত্ব, যোগাযোগ, কর্মকর্তা, কর্তৃপক্ষ, পদবি, officer, contact",
    },
    "name": {
        3.5: "সেবার নাম, সেবাসমূহ, সেবা সূমহ, সেবার বিবরণ, সেবাসমূহের বিবরণ, প্রদেয় সেবা, প্রদত্ত সেবা, প্রদানকৃত সেবা, সেবার ধরন, সেবার প্রকার, সেবার খাত, সেবা খাত, সেবার ক্ষেত্র, সেবার বিষয়, সেবার শিরোনাম,"
             "সেবার প্রকৃতি, সেবা প্রদানের বিবরণ, সেবার তালিকা, সংক্ষিপ্ত বিবরণ, যে সেবা, যেসব সেবা, যে সব সেবা, প্রদানযোগ্য সেবা, কী সেবা, কোন সেবা, কাজের নাম, কাজের বিবরণ, কাজের ধরন, কী কাজ, কার্যক্রমের নাম, কর্মসূচির নাম,"
             "service name, name of service, name of the service, services provided, service provided, services offered, type of service, types of service, description of service, services rendered, list of services",
        HINT: "সেবা, বিবরণ, বিষয়, কাজ, service",
    },
}  # fmt: skip

# Too short, or too common inside other words ("ফি" stands in "অফিস"): met only as whole words.
WHOLE_WORDS: dict[str, dict[float, str]] = {
    "fee": {
        4.6: "ফি ফী ফিস ভ্যাট দাম মূল্য খরচ মাশুল চার্জ ব্যয় শুল্ক fee fees cost costs charge charges vat"
    },
    "time": {4.6: "সময় সয়ম মেয়াদ time deadline duration"},
}

# Words that are a heading only when nothing else stands in the cell.
ALONE: dict[str, str] = {
    "name": "কার্যাবলী, সেবা, বিষয়, বিবরণ, কার্যক্রম, কাজের প্রকৃতি, কাজ, নাম, কর্মসূচি, service, services, particulars, description, name, item",
    "time": "চার্টার, days, কাল, কর্মদিবস, কার্যদিবস, কতদিন, দিন, সময়সূচি",
    "fee": "রেট, হার, rate, মাশুলের হার, ফির হার, payment, টাকা, অর্থ, পরিশোধ",
    "officer": "যোগাযোগ, কর্মকর্তা, officer, contact, কর্তৃপক্ষ, দাতা, দায়িত্ব, যোগাযোগের মাধ্যম",
    "extra": "স্থান, মন্তব্য, কক্ষ, রুম, remarks, শাখা, ইউনিট, room, note, branch, আইন, শর্ত",
    "documents": "দাখিল করতে হবে, জমা দিতে হবে, দলিল, কাগজ, প্রমাণক, সংযুক্তি",
    "method": "পদ্ধতি, নিয়ম, উপায়, যেভাবে, মাধ্যম, ধাপসমূহ",
    "place": "উৎস, ফরম, form",
    "address": "ঠিকানা, address",
}

# Words that only headings are made of, so that a cell of nothing else is one even where each word alone is a hint.
GLUE = tuple(
    skeleton(word)
    for word in (
        "সেবা প্রদান প্রাপ্তি গ্রহণ গ্রহন পাওয়া দেয়া দেওয়া দান পেতে জন্য প্রয়োজনীয় নির্ধারিত সংক্ষিপ্ত বর্ণনা পরিচিতি বিবরণ বিষয় কাজ ধরন প্রকার প্রণালী কৌশল পদ্ধতি উপায় নিয়ম ধাপ মাধ্যম সময় মেয়াদ দায়িত্ব রত নিয়োজিত কর্মকর্তা কর্মচারী"
        " ব্যক্তি পদবি যোগাযোগ ডেস্ক কোন কাছে যার যাবেন করবেন সাথে সঙ্গে আইটেম service services delivery description mode particulars of desk officer provide provided"
    ).split()
)
LIFTED = 3.2
# A serial's heading is made of these words and nothing else.
SERIAL_WORDS = frozenset(
    map(skeleton, "ক্রমিক ক্রম ক্র রমিক মিক নং নম্বর সংখ্যা নাম্বার sl serial no number sn s n ধাপ step stage ক্রমিকনং ক্রনং ক্রমনং ক্রমিকনম্বর slno".split())
) - {""}  # fmt: skip
