"""Advice on faults of papers, places and fees."""

from ongikar.rules.charter_lint.advice_entry import Advice

PAPERS: dict[str, Advice] = {
    "documents.open_ended": Advice("‘অন্যান্য’ থাকলে কাগজ আনতে বারবার আসতে হয়।", "With “others” on the list people must come again and again.", "প্রতিটি কাগজের নাম লিখুন", "name every document"),
    "documents.holds_method": Advice("পদ্ধতিকে কাগজ ভেবে নাগরিক বিভ্রান্ত হন।", "A way to apply is taken for a document to bring.", "পদ্ধতি আলাদা করে লিখুন", "write the way to apply elsewhere"),
    "documents.holds_place": Advice("কী কাগজ লাগবে, তা জানা যায় না।", "It stays unknown which documents are needed.", "এখানে কাগজ, প্রাপ্তিস্থানের ঘরে স্থান লিখুন", "write documents here and the place in its own cell"),
    "documents.holds_fee": Advice("টাকার কথা কাগজের ঘরে থাকলে নাগরিক ভাবেন, সেবা বিনামূল্যে।", "With the money among the documents, the service looks free.", "টাকার অঙ্ক সেবামূল্যের ঘরে নিন", "move the amount to the fee cell"),
    "documents.missing": Advice("ফাঁকা ঘরে বোঝা যায় না, কাগজ লাগে না, না লেখা হয়নি।", "An empty cell does not tell whether nothing is needed or nothing was written.", "কাগজের নাম লিখুন, না লাগলে ‘প্রয়োজন নেই’", "name the documents, or write “none”"),
    "documents.no_place": Advice("যে কাগজ কোথায় পাওয়া যায় জানা নেই, তা জোগাড় করা যায় না।", "A document that nobody knows where to get cannot be had.", "কোথায় পাওয়া যাবে, লিখুন", "say where the documents or the form are to be had"),
    "documents.repeated": Advice("দুই কপি লাগবে, না ভুলে দুবার লেখা, বোঝা যায় না।", "It is unclear whether two copies are wanted or it is a slip.", "একবার লিখুন; দুই কপি লাগলে তা বলুন", "write it once, and say so if two copies are needed"),
    "documents.asks_for_result": Advice("যা পেতে এসেছেন, তা-ই আগে দেখাতে বললে সেবা পাওয়া অসম্ভব।", "If people must first show what they came to get, the service cannot be had.", "কাগজটি বাদ দিন, বা পুরোনো কপি কি না লিখুন", "leave the document out, or say that an earlier one is meant"),
    "documents.no_attester": Advice("কার সত্যায়ন চলবে জানা না থাকলে কাগজ ফেরত আসে।", "Not knowing whose attestation counts, people are sent back.", "কে সত্যায়ন করবেন লিখুন, না হলে সত্যায়ন চাইবেন না", "say who attests, or do without attestation"),
    "documents.more": Advice("নতুন কাগজ চাওয়া নাগরিকের ওপর নতুন বোঝা।", "A new document is a new burden on the citizen.", "কোন বিধিতে লাগে লিখুন, না হলে বাদ দিন", "name the rule that asks for it, or leave it out"),
    "place.holds_fee": Advice("ঘর সরে গেছে: সেবামূল্য ও স্থান দুটিই ভুল পড়া হবে।", "The cells have slipped: both fee and place will be misread.", "সেবামূল্য তার ঘরে নিন, এখানে স্থান লিখুন", "move the fee to its cell and write the place here"),
    "place.not_a_place": Advice("কোথায় যেতে হবে, তা জানা যায় না।", "It stays unknown where to go.", "কার্যালয়, শাখা বা ওয়েব ঠিকানা লিখুন", "write the office, section or web address"),
    "place.incomplete": Advice("অর্ধেক ঠিকানায় মানুষ পৌঁছায় না।", "Half an address does not bring people there.", "ঠিকানা অন্য সারির মতো সম্পূর্ণ করুন", "complete the address as in the other rows"),
    "fee.holds_time": Advice("সময়ের অঙ্গীকার সেবামূল্যের ঘরে কেউ খোঁজে না।", "Nobody looks for the time in the fee cell.", "সময়টি সময়ের ঘরে নিন", "move the time to its own cell"),
    "fee.no_amount": Advice("কত টাকা জানা না থাকলে বাড়তি টাকা চাওয়া সহজ হয়।", "Where the amount is unknown, more can be asked for.", "টাকার অঙ্ক ও নীতিমালার নাম লিখুন", "write the amount and name the policy"),
    "fee.missing": Advice("ফাঁকা ঘরে বোঝা যায় না, বিনামূল্যে কি না।", "An empty cell does not tell whether the service is free.", "‘বিনামূল্যে’ বা টাকার অঙ্ক লিখুন", "write “free” or the amount"),
    "fee.unknown": Advice("যা বোঝা যায় না, তা নাগরিকও বুঝবেন না।", "What is not understood here will not be understood by the citizen.", "‘২০ টাকা, নগদে’-এর মতো করে লিখুন", "write it like “20 taka, in cash”"),
    "fee.contradiction": Advice("কত টাকা দিতে হবে, তা নিয়ে বিবাদ হবে।", "There will be a dispute about what to pay.", "একটি অঙ্ক রাখুন, সেবামূল্যের ঘরে", "keep one amount, in the fee cell"),
    "fee.no_method": Advice("সরকারি ছকে পরিশোধ পদ্ধতিও চাওয়া হয়; না জানলে টাকা নিয়ে ঘুরতে হয়।", "The official form asks how to pay; not knowing costs a second visit.", "কীভাবে দিতে হবে লিখুন: চালান, নগদ, মোবাইল ব্যাংকিং", "say how to pay: challan, cash, mobile banking"),
    "fee.higher": Advice("বাড়তি টাকা নিতে হলে তার ভিত্তি লাগে।", "More money needs a ground.", "কোন আদেশে বেড়েছে, লিখুন", "name the order that raised it"),
}  # fmt: skip
