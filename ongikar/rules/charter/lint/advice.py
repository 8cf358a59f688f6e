"""Why each fault matters and what to do about it, in both languages: the page of the codes and the ways to a
better score.
"""

from .advice_of_rows import PAPERS, PUBLISHED, TIME, RepairAdvice

DOCUMENT: dict[str, RepairAdvice] = {
    "charter.empty": RepairAdvice(
        "সেবার ছক না থাকলে কোনো অঙ্গীকারই পড়া যায় না।",
        "Without a table of services no promise can be read.",
        "চার্টারের পুরো দলিলটি দিন, ছকসহ",
        "hand in the whole charter with its table",
    ),
    "office.other_geocode": RepairAdvice(
        "অন্য কার্যালয়ের চার্টার প্রকাশ করলে নিজের সব সেবা সরে যায়।",
        "To publish another office’s charter takes all of one’s own services away.",
        "নিজের কার্যালয়ের দলিল দিন; কোডটি ভুল ছাপা হলে কেন, তা লিখুন",
        "give the document of this very office; if the code is a misprint, say so",
    ),
    "office.other_place": RepairAdvice(
        "পাশের উপজেলা বা ইউনিয়নের চার্টার দেখতে নিজেরটির মতোই।",
        "The charter of the next upazila or union looks just like one’s own.",
        "নিজের কার্যালয়ের দলিল দিন; নাম বদলে থাকলে কেন, তা লিখুন",
        "give the document of this very office; if the place was renamed, say so",
    ),
    "office.other_name": RepairAdvice(
        "একই উপজেলার অন্য কার্যালয়ের চার্টারে অন্য সেবা থাকে।",
        "Another office of the same upazila promises other services.",
        "নিজের কার্যালয়ের দলিল দিন; নাম বদলে থাকলে কেন, তা লিখুন",
        "give the document of this very office; if the office was renamed, say so",
    ),
    "charter.no_date": RepairAdvice(
        "কোন চার্টার চালু, নাগরিক বা কার্যালয় কেউই বলতে পারে না।",
        "Neither the citizen nor the office can tell which charter is in force.",
        "প্রকাশের তারিখ ও সংস্করণ নম্বর লিখুন",
        "write the date and the number of the version",
    ),
    "charter.no_countable_time": RepairAdvice(
        "সময় গোনা না গেলে কথা রাখা হলো কি না, কেউ জানে না।",
        "If no time can be counted, nobody can tell whether a promise was kept.",
        "প্রতিটি সেবার সর্বোচ্চ সময় দিনে বা ঘণ্টায় লিখুন",
        "set a longest time in days or hours for every service",
    ),
    "charter.no_category": RepairAdvice(
        "কোন সেবা নিজে চাওয়া যায়, নাগরিক তা খুঁজে পান না।",
        "The citizen cannot find which services are open to them.",
        "নাগরিক, প্রাতিষ্ঠানিক ও অভ্যন্তরীণ ভাগে ভাগ করুন",
        "divide the services into citizen, institutional and internal",
    ),
    "charter.no_grievance_tiers": RepairAdvice(
        "কথা না রাখলে নাগরিকের যাওয়ার জায়গা থাকে না।",
        "When a promise is broken, the citizen has nowhere to go.",
        "অভিযোগ প্রতিকারের ছক যোগ করুন",
        "add the table of grievance redress",
    ),
    "text.legacy_encoding": RepairAdvice(
        "ফোনে বা ওয়েবে লেখাটি পড়া যায় না, খোঁজাও যায় না।",
        "The text can be neither read on a phone or the web, nor searched.",
        "ইউনিকোডে রূপান্তর করে মিলিয়ে দেখুন",
        "convert the text to Unicode and check it",
    ),
    "text.converted": RepairAdvice(
        "রূপান্তরে কোনো অক্ষর বদলে গেলে কথার মানে বদলে যায়।",
        "If a letter went wrong in converting, what is promised changes.",
        "মূল দলিলের পাশে রেখে ঘরটি মিলিয়ে দেখুন",
        "compare the cell with the document",
    ),
    "text.english_only": RepairAdvice(
        "বেশির ভাগ নাগরিক ইংরেজি চার্টার পড়তে পারেন না।",
        "Most citizens cannot read a charter in English.",
        "বাংলায় লিখুন, ইংরেজি পাশে রাখুন",
        "write it in Bangla, with the English beside it",
    ),
    "text.font_scar": RepairAdvice(
        "ভুল অক্ষরে শব্দের মানে বদলে যায়, খোঁজে মেলে না।",
        "Wrong letters change words, and a search does not find them.",
        "মূল কাগজ দেখে শব্দটি ঠিক করুন",
        "put the word right from the paper original",
    ),
    "text.unplaced": RepairAdvice(
        "যা কোনো ঘরে বসে না, তা চার্টারের ছকে দেখা যাবে না।",
        "What has no place will not be seen in the charter's tables.",
        "লেখাটি যে ঘরের, সেখানে বসান বা বাদ দিন",
        "move the text to its cell, or leave it out",
    ),
    "layout.prose": RepairAdvice(
        "গদ্য থেকে ঘর ভাগ করা অনুমাননির্ভর।",
        "Telling cells apart in prose is uncertain.",
        "সরকারি ছকে সাজিয়ে লিখুন",
        "set it out in the official form",
    ),
    "header.short": RepairAdvice(
        "কলাম নম্বর দেখে কেউ পড়লে ঘর গুলিয়ে ফেলবেন।",
        "Who reads by the numbers of the columns will mix up the cells.",
        "কলাম নম্বরের সারি সম্পূর্ণ করুন",
        "complete the row of column numbers",
    ),
    "header.missing_columns": RepairAdvice(
        "মাঠ পর্যায়ে ৮ ও সদর দপ্তরে ৭ কলামের সরকারি ছক; কলাম না থাকলে নাগরিক সেই কথাটি জানেন না।",
        "The official form has 8 columns in the field and 7 at headquarters; a missing column keeps something"
        " from the citizen.",
        "বাদ পড়া কলাম যোগ করুন",
        "add the missing columns",
    ),
    "header.least_time": RepairAdvice(
        "ন্যূনতম সময়ের অঙ্গীকার কখনো ভাঙে না, তাই কাজেও লাগে না।",
        "A promise of a least time can never be broken, so it promises nothing.",
        "শিরোনামে ‘সর্বোচ্চ সময়’ লিখুন",
        "write “longest time” in the heading",
    ),
    "serial.missing": RepairAdvice(
        "আবেদনে ও অভিযোগে সারিটির নম্বর বলা যায় না।",
        "An application or a complaint cannot name the row by its number.",
        "ক্রমিক নম্বর লিখুন",
        "write the serial number",
    ),
    "serial.duplicate": RepairAdvice(
        "কোন সেবার কথা বলা হচ্ছে, নম্বরে বোঝা যায় না।",
        "The number no longer tells which service is meant.",
        "প্রতিটি সারিতে আলাদা নম্বর দিন",
        "give every row a number of its own",
    ),
    "serial.gap": RepairAdvice(
        "মনে হতে পারে, কোনো সেবা বাদ পড়েছে।",
        "It looks as if a service had been left out.",
        "বাদ পড়া সেবা বসান, না থাকলে নম্বর ঠিক করুন",
        "restore the missing service, or number anew",
    ),
    "serial.disorder": RepairAdvice(
        "নম্বর ধরে খুঁজলে সেবাটি পাওয়া যায় না।",
        "A service is not found where its number says.",
        "নম্বর ক্রমে সাজান",
        "put the numbers in order",
    ),
    "row.split_by_page": RepairAdvice(
        "দুই পৃষ্ঠায় ভাগ হওয়া সারি দুই সেবা বলে ভুল হয়।",
        "A row on two pages is mistaken for two services.",
        "সারিটি এক পৃষ্ঠায় রাখুন",
        "keep the row on one page",
    ),
    "name.missing": RepairAdvice(
        "নাম ছাড়া সেবা কেউ চাইতে পারে না।",
        "Nobody can ask for a service without a name.",
        "সেবার নাম লিখুন",
        "name the service",
    ),
    "name.duplicate": RepairAdvice(
        "দুই সারিতে দুই রকম অঙ্গীকার থাকলে কোনটি খাটবে, জানা যায় না।",
        "Where two rows promise differently, it is unknown which one holds.",
        "একটি সারি রাখুন, বা নাম আলাদা করুন",
        "keep one row, or tell the two apart by name",
    ),
    "service.dropped": RepairAdvice(
        "সেবা তুলে নেওয়া নাগরিককে জানাতে হয়; ভুলেও বাদ পড়তে পারে।",
        "Withdrawing a service must be told; it may also be an oversight.",
        "বাদ দেওয়ার কারণ লিখুন, না হলে ফিরিয়ে আনুন",
        "say why it was dropped, or bring it back",
    ),
    "spelling.variant": RepairAdvice(
        "ভিন্ন বানানে খোঁজে মেলে না, দলিলের মান কমে।",
        "A search misses other spellings, and the document looks careless.",
        "প্রমিত বানান লিখুন",
        "use the standard spelling",
    ),
    "post.renamed": RepairAdvice(
        "পুরোনো নামে কেউ পদটি খুঁজে পাবেন না।",
        "Nobody will find the post under its old name.",
        "নতুন নাম লিখুন",
        "write the new name",
    ),
    "place.renamed": RepairAdvice(
        "পুরোনো নামের স্থান নাগরিক খুঁজে পাবেন না।",
        "The citizen will not find the place under its old name.",
        "বর্তমান নামটি জেনে লিখুন",
        "find out the present name and write it",
    ),
    "scheme.renamed": RepairAdvice(
        "যা আর নেই, তার নামে অঙ্গীকার রাখা যায় না।",
        "A promise in the name of what no longer exists cannot be kept.",
        "বর্তমান ব্যবস্থা বা বিধির নাম লিখুন",
        "name the scheme or rule now in force",
    ),
}

PEOPLE: dict[str, RepairAdvice] = {
    "officer.missing": RepairAdvice(
        "কার কাছে যেতে হবে, নাগরিক জানেন না।",
        "The citizen does not know whom to see.",
        "দায়িত্বপ্রাপ্ত কর্মকর্তার পদবি লিখুন",
        "name the responsible officer's post",
    ),
    "officer.no_room": RepairAdvice(
        "কার্যালয়ে এসে মানুষকে ঘুরতে হয়।",
        "People must search the building.",
        "রুম নম্বর লিখুন",
        "write the room numbers",
    ),
    "officer.doubled_title": RepairAdvice(
        "দুজন কর্মকর্তা বলে ভুল হতে পারে।",
        "It may be taken for two officers.",
        "পদবি একবার লিখুন",
        "write the post once",
    ),
    "officer.no_post": RepairAdvice(
        "পদবি ছাড়া দায়িত্ব কার, বলা যায় না।",
        "Without a post nobody is responsible.",
        "পদবি লিখুন",
        "write the post",
    ),
    "officer.no_contact": RepairAdvice(
        "না এসে খোঁজ নেওয়ার উপায় থাকে না।",
        "There is no way to ask without coming.",
        "অফিসের ফোন ও ই-মেইল লিখুন",
        "write the official phone and e-mail",
    ),
    "officer.nobody_in_particular": RepairAdvice(
        "‘সংশ্লিষ্ট’ মানে কেউ নন: কেউ দায় নেন না।",
        "“Concerned” means nobody: nobody answers for it.",
        "নির্দিষ্ট পদবি লিখুন",
        "name one post",
    ),
    "officer.personal_name": RepairAdvice(
        "মানুষ বদলি হন, পদ থাকে; সরকারি ছকে পদবি চাওয়া।",
        "People are transferred, posts stay; the official form asks for the post.",
        "শুধু পদবি লিখুন",
        "write the post alone",
    ),
    "superior.missing": RepairAdvice(
        "কথা না রাখলে কার কাছে যাবেন, জানা যায় না।",
        "It stays unknown whom to turn to when the promise is broken.",
        "ঊর্ধ্বতন কর্মকর্তার পদবি লিখুন",
        "name the superior's post",
    ),
    "superior.self": RepairAdvice(
        "যাঁর বিরুদ্ধে নালিশ, তাঁর কাছেই নালিশ যায়।",
        "A complaint goes to the one complained of.",
        "এক ধাপ ওপরের পদ লিখুন",
        "name the post one step above",
    ),
    "superior.circle": RepairAdvice(
        "নালিশ দুজনের মধ্যেই ঘোরে, ওপরে ওঠে না।",
        "A complaint goes round between the two and never rises.",
        "দুজনেরই ওপরের পদ লিখুন",
        "name a post above both",
    ),
    "superior.same_desk": RepairAdvice(
        "পদ আলাদা হলেও নালিশ পড়েন একই জন।",
        "The posts differ, but the same person reads the complaint.",
        "ঊর্ধ্বতন কর্মকর্তার নিজের ফোন ও ই-মেইল লিখুন",
        "write the superior's own phone and e-mail",
    ),
    "superior.no_contact": RepairAdvice(
        "সরকারি ছকে ঊর্ধ্বতন কর্মকর্তার ফোন ও ই-মেইলও চাওয়া।",
        "The official form asks for the superior's phone and e-mail too.",
        "ফোন ও ই-মেইল লিখুন",
        "write phone and e-mail",
    ),
    "email.inner_space": RepairAdvice(
        "ফাঁক থাকলে মেইল যায় না।",
        "With a space inside, no mail arrives.",
        "ফাঁক তুলে দিন",
        "take out the space",
    ),
    "email.variants": RepairAdvice(
        "ভুল বানানে পাঠানো আবেদন কেউ পান না।",
        "An application sent to the wrong spelling reaches nobody.",
        "চালু ঠিকানাটি যাচাই করে সব ঘরে একই লিখুন",
        "check which address works and write it everywhere",
    ),
    "email.free_provider": RepairAdvice(
        "বদলি হলে ব্যক্তিগত মেইল সঙ্গে চলে যায়; জাল ঠিকানাও চেনা যায় না।",
        "A private mailbox leaves with its holder, and a false one cannot be told apart.",
        "সরকারি ডোমেইনের ই-মেইল লিখুন",
        "use a gov.bd address",
    ),
    "email.invalid": RepairAdvice(
        "অসম্পূর্ণ ঠিকানায় মেইল যায় না।",
        "No mail goes to an incomplete address.",
        "পুরো ঠিকানা লিখুন",
        "write the whole address",
    ),
    "email.dead_domain": RepairAdvice(
        "এই ঠিকানায় পাঠানো আবেদন হারিয়ে যায়।",
        "An application sent there is lost.",
        "ডোমেইনের বানান ঠিক করুন",
        "correct the domain",
    ),
    "email.shared": RepairAdvice(
        "এক মেইল কয়েক পদ পড়লে গোপন কথা গোপন থাকে না।",
        "Where several posts read one mailbox, nothing stays confidential.",
        "প্রতিটি পদের নিজের ই-মেইল দিন",
        "give every post its own mailbox",
    ),
    "phone.invalid": RepairAdvice(
        "এই নম্বরে ফোন করা যায় না।",
        "This number cannot be rung.",
        "নম্বরটি মিলিয়ে ঠিক করুন",
        "check and correct the number",
    ),
    "phone.shared": RepairAdvice(
        "ঊর্ধ্বতন কর্মকর্তাকে চাইলে অন্য কেউ ফোন ধরেন।",
        "Who asks for one officer gets another.",
        "প্রতিটি পদের নিজের ফোন দিন",
        "give every post its own number",
    ),
    "tier.reports_to_accused": RepairAdvice(
        "অভিযোগ যাঁর বিরুদ্ধে, তিনিই আগে পড়েন।",
        "The officer complained of reads the complaint first.",
        "অনিকের নিজের ই-মেইল লিখুন",
        "write the grievance officer's own mailbox",
    ),
    "tier.no_contact": RepairAdvice(
        "অভিযোগ জানানোর উপায় থাকে না।",
        "There is no way to send the complaint.",
        "ফোন বা ই-মেইল লিখুন",
        "write a phone number or an e-mail address",
    ),
    "tier.no_limit": RepairAdvice(
        "কবে সিদ্ধান্ত হবে, জানা যায় না; পরের ধাপেও যাওয়া যায় না।",
        "It stays unknown when it is decided, and the next tier never opens.",
        "কার্যদিবসে সময়সীমা লিখুন",
        "write the limit in working days",
    ),
    "tier.no_officer": RepairAdvice(
        "ধাপে কেউ না থাকলে অভিযোগ থেমে যায়।",
        "With nobody in a tier the complaint stops there.",
        "কর্মকর্তার পদবি লিখুন",
        "name the officer's post",
    ),
    "tier.same_as_before": RepairAdvice(
        "নিজের সিদ্ধান্তের আপিল নিজে শুনলে আপিল হয় না।",
        "Hearing an appeal against one's own decision is no appeal.",
        "ওপরের কর্মকর্তার নাম দিন",
        "name a higher officer",
    ),
    "tier.disorder": RepairAdvice(
        "কোন ধাপের পর কোন ধাপ, গুলিয়ে যায়।",
        "It is unclear which tier follows which.",
        "ধাপ ১, ২, ৩ ক্রমে লিখুন",
        "number the tiers 1, 2, 3",
    ),
    "tier.too_few": RepairAdvice(
        "অনিক, আপিল কর্মকর্তা ও মন্ত্রিপরিষদ বিভাগের সেল: তিন ধাপ না থাকলে আপিলের পথ বন্ধ।",
        "Grievance officer, appeal officer, the Cabinet Division's cell: with fewer the way of appeal is"
        " shut.",
        "বাকি ধাপ যোগ করুন",
        "add the missing tiers",
    ),
    "tier.limit_unusual": RepairAdvice(
        "জানা কার্যপরিধিতে অনিক ৩০, আপিল কর্মকর্তা ২০, সেল ৬০ কার্যদিবস; কোনো কোনো কার্যালয়ে আলাদা, তবে ভুলও হতে পারে।",
        "The duty lists we know give the grievance officer 30, the appeal officer 20, the cell 60 working"
        " days; some offices differ, but it may be a slip.",
        "আদেশ দেখে মিলিয়ে নিন",
        "check it against the order",
    ),
    "tier.window_short": RepairAdvice(
        "কম সময়ে মানুষ সিদ্ধান্ত বুঝে আপিল লিখে উঠতে পারেন না।",
        "In fewer days people cannot understand a decision and write an appeal.",
        "৩০ দিন বা তার বেশি লিখুন",
        "write 30 days or more",
    ),
    "tier.extension_unusual": RepairAdvice(
        "জানা কার্যপরিধিতে তদন্তের জন্য একবার ১০ কার্যদিবস; বেশি হলে সিদ্ধান্ত অকারণে পিছিয়ে যায়।",
        "The duty lists we know give 10 working days once, for an inquiry; more puts the decision off.",
        "১০ কার্যদিবস বা তার কম লিখুন",
        "write 10 working days or fewer",
    ),
    "tier.alternate_accused": RepairAdvice(
        "যে পদ সেবা দেয়, তার বিরুদ্ধে অভিযোগ সে নিজে শুনতে পারে না।",
        "A post that gives services cannot hear complaints of itself.",
        "ওপরের বা অন্য কোনো পদ বাছুন",
        "choose a post above it, or another",
    ),
}

ADVICE: dict[str, RepairAdvice] = DOCUMENT | TIME | PAPERS | PEOPLE | PUBLISHED
