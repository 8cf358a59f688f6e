"""What to know of faults of the papers, places, fees and times of a row, and what comes by itself later."""

from typing import NamedTuple


class RepairAdvice(NamedTuple):
    """`why`: what goes wrong for a person while it stands. `do`: the repair, as one would ask for it."""

    why_bn: str
    why_en: str
    do_bn: str
    do_en: str


PAPERS: dict[str, RepairAdvice] = {
    "documents.open_ended": RepairAdvice(
        "‘অন্যান্য’ থাকলে কাগজ আনতে বারবার আসতে হয়।",
        "With “others” on the list people must come again and again.",
        "প্রতিটি কাগজের নাম লিখুন",
        "name every document",
    ),
    "documents.holds_method": RepairAdvice(
        "পদ্ধতিকে কাগজ ভেবে নাগরিক বিভ্রান্ত হন।",
        "A way to apply is taken for a document to bring.",
        "পদ্ধতি আলাদা করে লিখুন",
        "write the way to apply elsewhere",
    ),
    "documents.holds_place": RepairAdvice(
        "কী কাগজ লাগবে, তা জানা যায় না।",
        "It stays unknown which documents are needed.",
        "এখানে কাগজ, প্রাপ্তিস্থানের ঘরে স্থান লিখুন",
        "write documents here and the place in its own cell",
    ),
    "documents.holds_fee": RepairAdvice(
        "টাকার কথা কাগজের ঘরে থাকলে নাগরিক ভাবেন, সেবা বিনামূল্যে।",
        "With the money among the documents, the service looks free.",
        "টাকার অঙ্ক সেবামূল্যের ঘরে নিন",
        "move the amount to the fee cell",
    ),
    "documents.missing": RepairAdvice(
        "ফাঁকা ঘরে বোঝা যায় না, কাগজ লাগে না, না লেখা হয়নি।",
        "An empty cell does not tell whether nothing is needed or nothing was written.",
        "কাগজের নাম লিখুন, না লাগলে ‘প্রয়োজন নেই’",
        "name the documents, or write “none”",
    ),
    "documents.no_place": RepairAdvice(
        "যে কাগজ কোথায় পাওয়া যায় জানা নেই, তা জোগাড় করা যায় না।",
        "A document that nobody knows where to get cannot be had.",
        "কোথায় পাওয়া যাবে, লিখুন",
        "say where the documents or the form are to be had",
    ),
    "documents.repeated": RepairAdvice(
        "দুই কপি লাগবে, না ভুলে দুবার লেখা, বোঝা যায় না।",
        "It is unclear whether two copies are wanted or it is a slip.",
        "একবার লিখুন; দুই কপি লাগলে তা বলুন",
        "write it once, and say so if two copies are needed",
    ),
    "documents.asks_for_result": RepairAdvice(
        "যা পেতে এসেছেন, তা-ই আগে দেখাতে বললে সেবা পাওয়া অসম্ভব।",
        "If people must first show what they came to get, the service cannot be had.",
        "কাগজটি বাদ দিন, বা পুরোনো কপি কি না লিখুন",
        "leave the document out, or say that an earlier one is meant",
    ),
    "documents.no_attester": RepairAdvice(
        "কার সত্যায়ন চলবে জানা না থাকলে কাগজ ফেরত আসে।",
        "Not knowing whose attestation counts, people are sent back.",
        "কে সত্যায়ন করবেন লিখুন, না হলে সত্যায়ন চাইবেন না",
        "say who attests, or do without attestation",
    ),
    "documents.more": RepairAdvice(
        "নতুন কাগজ চাওয়া নাগরিকের ওপর নতুন বোঝা।",
        "A new document is a new burden on the citizen.",
        "কোন বিধিতে লাগে লিখুন, না হলে বাদ দিন",
        "name the rule that asks for it, or leave it out",
    ),
    "place.holds_fee": RepairAdvice(
        "ঘর সরে গেছে: সেবামূল্য ও স্থান দুটিই ভুল পড়া হবে।",
        "The cells have slipped: both fee and place will be misread.",
        "সেবামূল্য তার ঘরে নিন, এখানে স্থান লিখুন",
        "move the fee to its cell and write the place here",
    ),
    "place.not_a_place": RepairAdvice(
        "কোথায় যেতে হবে, তা জানা যায় না।",
        "It stays unknown where to go.",
        "কার্যালয়, শাখা বা ওয়েব ঠিকানা লিখুন",
        "write the office, section or web address",
    ),
    "place.incomplete": RepairAdvice(
        "অর্ধেক ঠিকানায় মানুষ পৌঁছায় না।",
        "Half an address does not bring people there.",
        "ঠিকানা অন্য সারির মতো সম্পূর্ণ করুন",
        "complete the address as in the other rows",
    ),
    "fee.holds_time": RepairAdvice(
        "সময়ের অঙ্গীকার সেবামূল্যের ঘরে কেউ খোঁজে না।",
        "Nobody looks for the time in the fee cell.",
        "সময়টি সময়ের ঘরে নিন",
        "move the time to its own cell",
    ),
    "fee.no_amount": RepairAdvice(
        "কত টাকা জানা না থাকলে বাড়তি টাকা চাওয়া সহজ হয়।",
        "Where the amount is unknown, more can be asked for.",
        "টাকার অঙ্ক ও নীতিমালার নাম লিখুন",
        "write the amount and name the policy",
    ),
    "fee.missing": RepairAdvice(
        "ফাঁকা ঘরে বোঝা যায় না, বিনামূল্যে কি না।",
        "An empty cell does not tell whether the service is free.",
        "‘বিনামূল্যে’ বা টাকার অঙ্ক লিখুন",
        "write “free” or the amount",
    ),
    "fee.unknown": RepairAdvice(
        "যা বোঝা যায় না, তা নাগরিকও বুঝবেন না।",
        "What is not understood here will not be understood by the citizen.",
        "‘২০ টাকা, নগদে’-এর মতো করে লিখুন",
        "write it like “20 taka, in cash”",
    ),
    "fee.contradiction": RepairAdvice(
        "কত টাকা দিতে হবে, তা নিয়ে বিবাদ হবে।",
        "There will be a dispute about what to pay.",
        "একটি অঙ্ক রাখুন, সেবামূল্যের ঘরে",
        "keep one amount, in the fee cell",
    ),
    "fee.no_method": RepairAdvice(
        "সরকারি ছকে পরিশোধ পদ্ধতিও চাওয়া হয়; না জানলে টাকা নিয়ে ঘুরতে হয়।",
        "The official form asks how to pay; not knowing costs a second visit.",
        "কীভাবে দিতে হবে লিখুন: চালান, নগদ, মোবাইল ব্যাংকিং",
        "say how to pay: challan, cash, mobile banking",
    ),
    "fee.higher": RepairAdvice(
        "বাড়তি টাকা নিতে হলে তার ভিত্তি লাগে।",
        "More money needs a ground.",
        "কোন আদেশে বেড়েছে, লিখুন",
        "name the order that raised it",
    ),
}

TIME: dict[str, RepairAdvice] = {
    "time.unmeasurable": RepairAdvice(
        "সংখ্যা না থাকলে কবে দেরি হলো, কেউ বলতে পারে না।",
        "Without a number nobody can say when the service is late.",
        "কত দিন, তা সংখ্যায় লিখুন",
        "name the number of days",
    ),
    "time.missing": RepairAdvice(
        "সময় না থাকলে অঙ্গীকারই নেই।",
        "Without a time there is no promise.",
        "সর্বোচ্চ সময় লিখুন",
        "write the longest time",
    ),
    "time.misplaced": RepairAdvice(
        "সময়ের ঘরে অন্য কথা থাকলে সময় অজানা থাকে।",
        "Where the time cell holds something else, the time stays unknown.",
        "কথাটি তার ঘরে নিন, এখানে সময় লিখুন",
        "move the words to their cell and write the time here",
    ),
    "time.unknown": RepairAdvice(
        "যা বোঝা যায় না, তা নাগরিকও বুঝবেন না।",
        "What is not understood here will not be understood by the citizen.",
        "‘৭ কার্যদিবস’-এর মতো করে লিখুন",
        "write it like “7 working days”",
    ),
    "time.contradiction": RepairAdvice(
        "দুই সময়ের কোনটি অঙ্গীকার, তা নিয়ে বিবাদ হবে।",
        "There will be a dispute which of the two times is the promise.",
        "একটি সময় রাখুন, সব ঘরে একই",
        "keep one time, the same in every cell",
    ),
    "time.at_least": RepairAdvice(
        "কমপক্ষে বললে শেষ দিন থাকে না।",
        "“At least” has no last day.",
        "‘সর্বোচ্চ’ কত দিন, তা লিখুন",
        "say the most, not the least",
    ),
    "time.elsewhere": RepairAdvice(
        "নাগরিক সময়ের ঘরেই সময় খোঁজেন; ঘড়িও সেখান থেকে চলে।",
        "People look for the time in its own cell, and the clock starts from there.",
        "সময়টি সময়ের ঘরে লিখুন",
        "write the time in the time cell",
    ),
    "time.longer": RepairAdvice(
        "বেশি সময় নেওয়া মানে আগের কথা থেকে সরে আসা; কারণ জানাতে হয়।",
        "A longer time takes back a promise; the reason must be told.",
        "কারণ লিখুন, না হলে আগের সময় রাখুন",
        "give the reason, or keep the time of before",
    ),
    "time.no_longer_counted": RepairAdvice(
        "যে সময় মাপা যেত, তা এখন মাপা যায় না: নাগরিকের অধিকার কমেছে।",
        "What could be measured no longer can: the citizen has lost a right.",
        "আগের মতো সংখ্যায় সময় লিখুন",
        "name the number of days again",
    ),
}

PUBLISHED: dict[str, RepairAdvice] = {
    "charter.not_reviewed": RepairAdvice(
        "কর্মকর্তা, নম্বর ও নিয়ম বদলায়; এক বছর এই যাচাইয়ের নিজের মাপ, কোনো বিধির নয়।",
        "Officers, numbers and rules change; one year is this check's own measure, not a rule's.",
        "সব সারি মিলিয়ে নতুন সংস্করণ প্রকাশ করুন",
        "go through every row and publish a new version",
    ),
    "reservation.overdue": RepairAdvice(
        "কবে ঠিক হবে বলে যা প্রকাশ করা হয়েছিল, তা-ও একটি কথা।",
        "The day that was published for it is a promise too.",
        "ঠিক করে নতুন সংস্করণ দিন, বা কারণসহ নতুন দিন লিখুন",
        "settle it in a new version, or name a new day with the reason",
    ),
    "reservation.undated": RepairAdvice(
        "দিন না থাকলে খোলা কথা খোলাই থেকে যায়।",
        "Without a day, what stands open stays open.",
        "কবে ঠিক হবে, লিখুন",
        "name the day by which it will be settled",
    ),
    "post.vacant": RepairAdvice(
        "পদে কেউ না থাকলে আবেদন বা অভিযোগ কেউ দেখেন না।",
        "With nobody in the post, nobody sees the application or complaint.",
        "অতিরিক্ত দায়িত্ব দিন, বা চার্টারে অন্য পদ লিখুন",
        "give somebody additional charge, or name another post",
    ),
    "email.former_holder": RepairAdvice(
        "চিঠি যায় এমন একজনের কাছে, যাঁর আর দায়িত্ব নেই।",
        "Letters go to somebody who no longer has the duty.",
        "পদের নিজের ই-মেইল লিখুন",
        "write the post's own mailbox",
    ),
}
