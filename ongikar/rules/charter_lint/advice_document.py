"""What to know of faults of the document as a whole, of its headings, serials, names and words."""

from ongikar.rules.charter_lint.advice_entry import Advice

DOCUMENT: dict[str, Advice] = {
    "charter.empty": Advice("সেবার ছক না থাকলে কোনো অঙ্গীকারই পড়া যায় না।", "Without a table of services no promise can be read.", "চার্টারের পুরো দলিলটি দিন, ছকসহ", "hand in the whole charter with its table"),
    "charter.no_date": Advice("কোন চার্টার চালু, নাগরিক বা কার্যালয় কেউই বলতে পারে না।", "Neither the citizen nor the office can tell which charter is in force.", "প্রকাশের তারিখ ও সংস্করণ নম্বর লিখুন", "write the date and the number of the version"),
    "charter.no_countable_time": Advice("সময় গোনা না গেলে কথা রাখা হলো কি না, কেউ জানে না।", "If no time can be counted, nobody can tell whether a promise was kept.", "প্রতিটি সেবার সর্বোচ্চ সময় দিনে বা ঘণ্টায় লিখুন", "set a longest time in days or hours for every service"),
    "charter.no_category": Advice("কোন সেবা নিজে চাওয়া যায়, নাগরিক তা খুঁজে পান না।", "The citizen cannot find which services are open to them.", "নাগরিক, প্রাতিষ্ঠানিক ও অভ্যন্তরীণ ভাগে ভাগ করুন", "divide the services into citizen, institutional and internal"),
    "charter.no_grievance_tiers": Advice("কথা না রাখলে নাগরিকের যাওয়ার জায়গা থাকে না।", "When a promise is broken, the citizen has nowhere to go.", "অভিযোগ প্রতিকারের ছক যোগ করুন", "add the table of grievance redress"),
    "text.legacy_encoding": Advice("ফোনে বা ওয়েবে লেখাটি পড়া যায় না, খোঁজাও যায় না।", "The text can be neither read on a phone or the web, nor searched.", "ইউনিকোডে রূপান্তর করে মিলিয়ে দেখুন", "convert the text to Unicode and check it"),
    "text.converted": Advice("রূপান্তরে কোনো অক্ষর বদলে গেলে কথার মানে বদলে যায়।", "If a letter went wrong in converting, what is promised changes.", "মূল দলিলের পাশে রেখে ঘরটি মিলিয়ে দেখুন", "compare the cell with the document"),
    "text.english_only": Advice("বেশির ভাগ নাগরিক ইংরেজি চার্টার পড়তে পারেন না।", "Most citizens cannot read a charter in English.", "বাংলায় লিখুন, ইংরেজি পাশে রাখুন", "write it in Bangla, with the English beside it"),
    "text.font_scar": Advice("ভুল অক্ষরে শব্দের মানে বদলে যায়, খোঁজে মেলে না।", "Wrong letters change words, and a search does not find them.", "মূল কাগজ দেখে শব্দটি ঠিক করুন", "put the word right from the paper original"),
    "text.unplaced": Advice("যা কোনো ঘরে বসে না, তা চার্টারের ছকে দেখা যাবে না।", "What has no place will not be seen in the charter's tables.", "লেখাটি যে ঘরের, সেখানে বসান বা বাদ দিন", "move the text to its cell, or leave it out"),
    "layout.prose": Advice("গদ্য থেকে ঘর ভাগ করা অনুমাননির্ভর।", "Telling cells apart in prose is uncertain.", "সরকারি ছকে সাজিয়ে লিখুন", "set it out in the official form"),
    "header.short": Advice("কলাম নম্বর দেখে কেউ পড়লে ঘর গুলিয়ে ফেলবেন।", "Who reads by the numbers of the columns will mix up the cells.", "কলাম নম্বরের সারি সম্পূর্ণ করুন", "complete the row of column numbers"),
    "header.missing_columns": Advice("মাঠ পর্যায়ে ৮ ও সদর দপ্তরে ৭ কলামের সরকারি ছক; কলাম না থাকলে নাগরিক সেই কথাটি জানেন না।", "The official form has 8 columns in the field and 7 at headquarters; a missing column keeps something from the citizen.", "বাদ পড়া কলাম যোগ করুন", "add the missing columns"),
    "header.least_time": Advice("ন্যূনতম সময়ের অঙ্গীকার কখনো ভাঙে না, তাই কাজেও লাগে না।", "A promise of a least time can never be broken, so it promises nothing.", "শিরোনামে ‘সর্বোচ্চ সময়’ লিখুন", "write “longest time” in the heading"),
    "serial.missing": Advice("আবেদনে ও অভিযোগে সারিটির নম্বর বলা যায় না।", "An application or a complaint cannot name the row by its number.", "ক্রমিক নম্বর লিখুন", "write the serial number"),
    "serial.duplicate": Advice("কোন সেবার কথা বলা হচ্ছে, নম্বরে বোঝা যায় না।", "The number no longer tells which service is meant.", "প্রতিটি সারিতে আলাদা নম্বর দিন", "give every row a number of its own"),
    "serial.gap": Advice("মনে হতে পারে, কোনো সেবা বাদ পড়েছে।", "It looks as if a service had been left out.", "বাদ পড়া সেবা বসান, না থাকলে নম্বর ঠিক করুন", "restore the missing service, or number anew"),
    "serial.disorder": Advice("নম্বর ধরে খুঁজলে সেবাটি পাওয়া যায় না।", "A service is not found where its number says.", "নম্বর ক্রমে সাজান", "put the numbers in order"),
    "row.split_by_page": Advice("দুই পৃষ্ঠায় ভাগ হওয়া সারি দুই সেবা বলে ভুল হয়।", "A row on two pages is mistaken for two services.", "সারিটি এক পৃষ্ঠায় রাখুন", "keep the row on one page"),
    "name.missing": Advice("নাম ছাড়া সেবা কেউ চাইতে পারে না।", "Nobody can ask for a service without a name.", "সেবার নাম লিখুন", "name the service"),
    "name.duplicate": Advice("দুই সারিতে দুই রকম অঙ্গীকার থাকলে কোনটি খাটবে, জানা যায় না।", "Where two rows promise differently, it is unknown which one holds.", "একটি সারি রাখুন, বা নাম আলাদা করুন", "keep one row, or tell the two apart by name"),
    "service.dropped": Advice("সেবা তুলে নেওয়া নাগরিককে জানাতে হয়; ভুলেও বাদ পড়তে পারে।", "Withdrawing a service must be told; it may also be an oversight.", "বাদ দেওয়ার কারণ লিখুন, না হলে ফিরিয়ে আনুন", "say why it was dropped, or bring it back"),
    "spelling.variant": Advice("ভিন্ন বানানে খোঁজে মেলে না, দলিলের মান কমে।", "A search misses other spellings, and the document looks careless.", "প্রমিত বানান লিখুন", "use the standard spelling"),
    "post.renamed": Advice("পুরোনো নামে কেউ পদটি খুঁজে পাবেন না।", "Nobody will find the post under its old name.", "নতুন নাম লিখুন", "write the new name"),
    "place.renamed": Advice("পুরোনো নামের স্থান নাগরিক খুঁজে পাবেন না।", "The citizen will not find the place under its old name.", "বর্তমান নামটি জেনে লিখুন", "find out the present name and write it"),
    "scheme.renamed": Advice("যা আর নেই, তার নামে অঙ্গীকার রাখা যায় না।", "A promise in the name of what no longer exists cannot be kept.", "বর্তমান ব্যবস্থা বা বিধির নাম লিখুন", "name the scheme or rule now in force"),
}  # fmt: skip
