"""Table of all codes of the lint: severity and message in both languages.

A code is `cell.fault`. `error`: the charter cannot be kept or clocked as printed. `warning`: a citizen may
be misled or not reach the office. `note`: worth correcting at the next version. {raw} is the printed text,
{suggestion} the repair.
"""

from typing import NamedTuple


class Code(NamedTuple):
    severity: str
    bn: str
    en: str


CODES: dict[str, Code] = {
    # the document
    "charter.empty": Code(
        "error",
        "দলিলে কোনো সেবা পাওয়া যায়নি; এটি কি চার্টার? যে দলিলে সেবার ছক আছে, সেটি দিন।",
        "No service was found in the document; is it a charter? Give the document that has the table of"
        " services.",
    ),
    "office.other_geocode": Code(
        "error",
        "দলিলে অন্য কার্যালয়ের কোড ছাপা: {raw}; এই কার্যালয়ের কোড {suggestion}। দলিলটি কি এই কার্যালয়ের?",
        "The document prints another office’s code: {raw}; this office’s is {suggestion}. Is it this office’s"
        " own?",
    ),
    "office.other_place": Code(
        "error",
        "দলিলের শিরোনামে অন্য স্থানের কার্যালয়: {raw}; এই কার্যালয় {suggestion}। দলিলটি কি এই কার্যালয়ের?",
        "The heading names an office in another place: {raw}; this office is in {suggestion}. Is it this"
        " office’s own?",
    ),
    "office.other_name": Code(
        "error",
        "দলিলের শিরোনামে অন্য কার্যালয়ের নাম: {raw}; এই কার্যালয় {suggestion}। দলিলটি কি এই কার্যালয়ের?",
        "The heading names another office: {raw}; this office is {suggestion}. Is it this office’s own?",
    ),
    "charter.no_date": Code(
        "warning",
        "চার্টারে প্রকাশের তারিখ বা সংস্করণ নেই।",
        "The charter names neither its date nor its version.",
    ),
    "charter.no_countable_time": Code(
        "error",
        "একটি সেবারও সময় দিনে বা ঘণ্টায় গোনা যায় না; প্রতিটির সর্বোচ্চ সীমা ঠিক করুন।",
        "No service has a time that can be counted; set a ceiling for each.",
    ),
    "charter.no_category": Code(
        "note",
        "সেবাগুলো নাগরিক, প্রাতিষ্ঠানিক ও অভ্যন্তরীণ ভাগে ভাগ করা নেই।",
        "The services are not divided into citizen, institutional and internal.",
    ),
    "charter.no_grievance_tiers": Code(
        "warning",
        "অভিযোগ কার কাছে, কত দিনে, তার ধাপের ছক চার্টারে নেই।",
        "The charter has no table of steps for complaints: to whom, and by when.",
    ),
    "text.legacy_encoding": Code(
        "error",
        "পুরোনো ফন্টের এই লেখা ইউনিকোডে রূপান্তর করা যায়নি: {raw}; ইউনিকোডে লিখে আবার দিন।",
        "These letters of an old font could not be converted to Unicode: {raw}; write them in Unicode.",
    ),
    "text.converted": Code(
        "warning",
        "বিজয়/সুতন্বী ফন্ট থেকে রূপান্তর করা হয়েছে: {raw}; মূল দলিলের সঙ্গে মিলিয়ে দেখুন।",
        "Converted from a Bijoy/SutonnyMJ font: {raw}; compare it with the document.",
    ),
    "text.english_only": Code(
        "note",
        "চার্টারটি শুধু ইংরেজিতে লেখা; নাগরিকের জন্য বাংলায়ও প্রকাশ করুন।",
        "The charter is in English only; publish it in Bangla too.",
    ),
    "text.font_scar": Code(
        "warning",
        "পুরোনো ফন্ট থেকে রূপান্তরে অক্ষর নষ্ট হয়েছে: {raw}; হওয়ার কথা: {suggestion}।",
        "Letters were damaged in converting an old font: {raw}; probably {suggestion}.",
    ),
    "text.unplaced": Code(
        "note", "এই লেখা কোনো ঘরে বসানো যায়নি: {raw}", "This text could not be placed in any part: {raw}"
    ),
    "layout.prose": Code(
        "warning",
        "ছক নেই, তালিকা বা গদ্য; প্রতিটি ঘর মিলিয়ে দেখুন।",
        "There is no table but a list or prose; check every cell.",
    ),
    "header.short": Code(
        "note", "কলাম নম্বরের সারি অসম্পূর্ণ: {raw}।", "The row of column numbers is incomplete: {raw}."
    ),
    "header.missing_columns": Code(
        "warning",
        "সরকারি ছকের কলাম নেই: {raw}। ছক: {suggestion}।",
        "Columns of the official form are missing: {raw}. Form: {suggestion}.",
    ),
    "header.least_time": Code(
        "error",
        "শিরোনামে ন্যূনতম সময় লেখা; অঙ্গীকারে সর্বোচ্চ সময় থাকতে হয়।",
        "The heading promises a least time; a promise must name the most.",
    ),
    # the row
    "serial.missing": Code(
        "warning",
        "ক্রমিক নম্বর নেই; ক্রম অনুযায়ী {suggestion} ধরা হয়েছে।",
        "The serial number is missing; {suggestion} is taken from its place.",
    ),
    "serial.duplicate": Code(
        "warning", "একই ক্রমিক নম্বর দুবার: {raw}।", "The same serial number stands twice: {raw}."
    ),
    "serial.gap": Code("note", "ক্রমিকে ফাঁক: {raw}।", "Serial numbers are skipped: {raw}."),
    "serial.disorder": Code("note", "ক্রমিক নম্বর উল্টাপাল্টা: {raw}।", "Serial numbers stand out of order: {raw}."),
    "row.split_by_page": Code(
        "note",
        "সারিটি পৃষ্ঠা বদলে দুই ভাগ হয়েছিল, জোড়া দেওয়া হয়েছে।",
        "A page break had cut the row in two; it is joined again.",
    ),
    "name.missing": Code("error", "সেবার নাম নেই।", "The service has no name."),
    "name.duplicate": Code("warning", "একই সেবা দুবার লেখা: {raw}", "The same service stands twice: {raw}"),
    # the promised time
    "time.unmeasurable": Code(
        "error",
        "এই সময় গোনা যায় না: {raw}; কত দিন, তা লিখুন।",
        "This time cannot be counted: {raw}; say how many days.",
    ),
    "time.missing": Code("error", "সেবার সময়সীমা লেখা নেই।", "No time is stated for the service."),
    "time.misplaced": Code(
        "error", "সময়ের ঘরে সময় নেই, আছে: {raw}", "The time cell holds no time but: {raw}"
    ),
    "time.unknown": Code(
        "error", "সময়ের ঘরের কথা বোঝা যায়নি: {raw}", "The words of the time cell are not understood: {raw}"
    ),
    "time.contradiction": Code(
        "error",
        "অঙ্ক ও কথা মেলে না, বা দুই ঘরে দুই সময়: {raw}",
        "Figure and word disagree, or two cells name two times: {raw}",
    ),
    "time.at_least": Code(
        "error",
        "অঙ্গীকারে ‘কমপক্ষে’ চলে না: {raw}; সর্বোচ্চ কত দিন, তা লিখুন।",
        "A promise cannot be a minimum: {raw}; say the most.",
    ),
    "time.elsewhere": Code(
        "warning",
        "সময়ের ঘরে কোনো সংখ্যা নেই, আছে অন্য ঘরে: {raw}; সময়ের ঘরে হওয়ার কথা: {suggestion}।",
        "The time cell has no number, another cell has: {raw}; {suggestion} belongs in the time cell.",
    ),
    # papers and place
    "documents.open_ended": Code(
        "warning",
        "কী কাগজ লাগবে তা নির্দিষ্ট নয়: {raw}",
        "It is left open which documents are needed: {raw}",
    ),
    "documents.holds_method": Code(
        "note", "কাগজের ঘরে আবেদনের পদ্ধতি লেখা: {raw}", "The documents cell holds a way to apply: {raw}"
    ),
    "documents.holds_place": Code(
        "note", "কাগজের ঘরে কাগজ নেই, আছে প্রাপ্তিস্থান: {raw}", "The documents cell holds a place: {raw}"
    ),
    "documents.holds_fee": Code(
        "warning", "কাগজের ঘরে টাকার অঙ্ক লেখা: {raw}", "The documents cell holds an amount of money: {raw}"
    ),
    "documents.missing": Code(
        "note",
        "কী কাগজ লাগবে, লেখা নেই; না লাগলে তা-ই লিখুন।",
        "It is not said which documents are needed; if none are, say so.",
    ),
    "documents.no_place": Code(
        "warning",
        "কাগজ বা ফরম কোথায় পাওয়া যাবে, লেখা নেই।",
        "It is not said where to get the documents or the form.",
    ),
    "documents.repeated": Code(
        "note", "একই কাগজ দুবার চাওয়া: {raw}", "The same document is asked for twice: {raw}"
    ),
    "documents.asks_for_result": Code(
        "warning",
        "যে কাগজ দেওয়া হবে, সেটিই চাওয়া হয়েছে: {raw}",
        "The service asks for the very document it is to give: {raw}",
    ),
    "documents.no_attester": Code(
        "note",
        "সত্যায়িত কপি চাওয়া, কে সত্যায়ন করবেন লেখা নেই: {raw}",
        "Attested copies are asked for; it is not said who attests: {raw}",
    ),
    "place.holds_fee": Code(
        "error",
        "প্রাপ্তিস্থানের ঘরে সেবামূল্যের কথা লেখা: {raw}",
        "The place cell holds a word about the fee: {raw}",
    ),
    "place.not_a_place": Code(
        "warning", "প্রাপ্তিস্থানের ঘরে কোনো স্থান নেই: {raw}", "The place cell names no place: {raw}"
    ),
    "place.incomplete": Code(
        "note",
        "ঠিকানা অসম্পূর্ণ: {raw}; অন্য সারিতে আছে: {suggestion}।",
        "The address is incomplete: {raw}; other rows have {suggestion} instead.",
    ),
    "place.renamed": Code(
        "note",
        "স্থানের নাম বদলে থাকতে পারে: {raw}; বর্তমান নাম সেটিংসে রাখুন।",
        "The place may have been renamed: {raw}; keep its present name as a setting.",
    ),
    # the fee
    "fee.holds_time": Code(
        "error",
        "সেবামূল্যের ঘরে সময় লেখা: {raw}; সময়ের ঘরে হওয়ার কথা: {suggestion}।",
        "The fee cell holds a time: {raw}; {suggestion} belongs in the time cell.",
    ),
    "fee.no_amount": Code(
        "warning",
        "কত টাকা তা লেখা নেই: {raw}; নীতিমালার নাম ও অঙ্ক লিখুন।",
        "No amount is stated: {raw}; name the policy and the amount.",
    ),
    "fee.missing": Code(
        "warning",
        "সেবামূল্যের ঘর খালি; বিনামূল্যে হলে তা-ই লিখুন।",
        "The fee cell is empty; if it is free, say so.",
    ),
    "fee.unknown": Code(
        "warning",
        "সেবামূল্যের ঘরের কথা বোঝা যায়নি: {raw}",
        "The words of the fee cell are not understood: {raw}",
    ),
    "fee.contradiction": Code(
        "error", "সেবামূল্য এক ঘরে এক রকম, অন্য ঘরে আরেক রকম: {raw}", "Two cells name two fees: {raw}"
    ),
    "fee.no_method": Code("note", "টাকা কীভাবে দিতে হবে, লেখা নেই: {raw}", "It is not said how to pay: {raw}"),
    # officers
    "officer.missing": Code("error", "দায়িত্বপ্রাপ্ত কর্মকর্তার ঘর খালি।", "No responsible officer is named."),
    "officer.no_room": Code(
        "warning",
        "শিরোনামে রুম নম্বর চাওয়া হয়েছে, কোনো ঘরে নেই।",
        "The heading asks for a room number; no cell gives one.",
    ),
    "officer.doubled_title": Code("note", "পদবি দুবার লেখা: {raw}", "The post is written twice: {raw}"),
    "officer.no_post": Code("warning", "পদবি নেই, আছে শুধু: {raw}", "No post is named, only: {raw}"),
    "officer.no_contact": Code(
        "warning",
        "দায়িত্বপ্রাপ্ত কর্মকর্তার ফোন বা ই-মেইল নেই।",
        "The responsible officer has neither phone nor e-mail.",
    ),
    "officer.nobody_in_particular": Code(
        "warning", "কোন কর্মকর্তা তা নির্দিষ্ট নয়: {raw}", "It is left open which officer: {raw}"
    ),
    "officer.personal_name": Code(
        "note",
        "পদের সঙ্গে ব্যক্তির নাম: {raw}; বদলি হলে ভুল হয়ে যাবে।",
        "A person is named beside the post: {raw}; a transfer makes it wrong.",
    ),
    "superior.missing": Code("warning", "ঊর্ধ্বতন কর্মকর্তার ঘর খালি।", "No superior officer is named."),
    "superior.self": Code(
        "error",
        "দায়িত্বপ্রাপ্ত ও ঊর্ধ্বতন কর্মকর্তা একই ব্যক্তি: {raw}",
        "The superior is the responsible officer himself: {raw}",
    ),
    "superior.circle": Code(
        "error", "দুই কর্মকর্তা একে অন্যের ঊর্ধ্বতন: {raw}", "Two officers are each other's superior: {raw}"
    ),
    "superior.same_desk": Code(
        "warning",
        "ঊর্ধ্বতন কর্মকর্তার ফোন বা ই-মেইল দায়িত্বপ্রাপ্ত কর্মকর্তারই: {raw}",
        "The superior's phone or e-mail is the responsible officer's own: {raw}",
    ),
    "superior.no_contact": Code(
        "note", "ঊর্ধ্বতন কর্মকর্তার ফোন বা ই-মেইল নেই।", "The superior has neither phone nor e-mail."
    ),
    "email.inner_space": Code(
        "warning",
        "ই-মেইল ঠিকানার ভেতরে ফাঁক: {raw}; ঠিক রূপ: {suggestion}",
        "A space inside an e-mail address: {raw}; read as {suggestion}",
    ),
    "email.variants": Code(
        "error",
        "একই মেইলের কয়েক রকম বানান: {raw}; বেশি লেখা: {suggestion}; কোনটি চালু, যাচাই করুন।",
        "One mailbox in several spellings: {raw}; most often {suggestion}; check which one works.",
    ),
    "email.free_provider": Code(
        "note",
        "সরকারি ডোমেইন নয়, বিনামূল্যের মেইল: {raw}",
        "A free mail provider, not a government domain: {raw}",
    ),
    "email.invalid": Code(
        "warning", "ই-মেইল ঠিকানাটি সম্পূর্ণ নয়: {raw}", "The e-mail address is not complete: {raw}"
    ),
    "email.dead_domain": Code(
        "error",
        "এই নামের মেইল-ঠিকানা হয় না: {raw}; হওয়ার কথা: {suggestion}",
        "No mail goes to this domain: {raw}; probably {suggestion}",
    ),
    "email.shared": Code("warning", "কয়েক পদের একই ই-মেইল: {raw}", "Several posts share one mailbox: {raw}"),
    "phone.shared": Code("note", "কয়েক পদের একই ফোন: {raw}", "Several posts share one phone: {raw}"),
    "phone.invalid": Code("warning", "ফোন নম্বরটি সঠিক নয়: {raw}", "The phone number is not valid: {raw}"),
    "post.renamed": Code(
        "note",
        "পদবির নাম বদলেছে: {raw}; এখন: {suggestion}",
        "The post has been renamed: {raw}; now {suggestion}",
    ),
    "scheme.renamed": Code(
        "note",
        "ব্যবস্থাটির নাম বদলেছে: {raw}; এখন: {suggestion}",
        "The scheme has been replaced: {raw}; now {suggestion}",
    ),
    # grievance tiers
    "tier.reports_to_accused": Code(
        "error",
        "অভিযোগের মেইল যাঁর বিরুদ্ধে অভিযোগ তাঁরই কার্যালয়ের: {raw}",
        "Complaints would reach the mailbox of the officer complained of: {raw}",
    ),
    "tier.no_contact": Code("warning", "এই ধাপে ফোন বা ই-মেইল নেই।", "This tier has neither phone nor e-mail."),
    "tier.no_limit": Code(
        "error", "এই ধাপের সময়সীমা গোনা যায় না: {raw}", "The limit of this tier cannot be counted: {raw}"
    ),
    "tier.no_officer": Code(
        "error", "এই ধাপে কার কাছে যেতে হবে, লেখা নেই।", "This tier does not say whom to go to."
    ),
    "tier.same_as_before": Code(
        "error",
        "আগের ধাপের কর্মকর্তাই এই ধাপে: {raw}",
        "This tier is decided by the officer of the tier before: {raw}",
    ),
    "tier.disorder": Code(
        "note", "ধাপের নম্বর ক্রমে নেই: {raw}।", "The tiers are not numbered in order: {raw}."
    ),
    "tier.too_few": Code(
        "warning", "তিন ধাপের কম: {raw}টি ধাপ আছে।", "Fewer than three tiers: there are {raw}."
    ),
    "tier.limit_unusual": Code(
        "note",
        "এই ধাপের সময়সীমা {raw}; সাধারণত {suggestion}।",
        "The limit of this tier is {raw}; it is usually {suggestion}.",
    ),
    "tier.window_short": Code(
        "warning",
        "এই ধাপের সিদ্ধান্তের পর আপিলের সময় {raw} দিন; সাধারণত {suggestion} দিন।",
        "Days for an appeal against this tier: {raw}; it is usually {suggestion}.",
    ),
    "tier.extension_unusual": Code(
        "warning",
        "এই ধাপের সময় {raw} কার্যদিবস বাড়তে পারে; সাধারণত সর্বোচ্চ {suggestion} কার্যদিবস।",
        "Working days by which the time of this tier may be extended: {raw}; it is usually at most"
        " {suggestion}.",
    ),
    "tier.alternate_accused": Code(
        "warning",
        "এই ধাপের বিকল্প কর্মকর্তার বিরুদ্ধেই অভিযোগ হতে পারে: {raw}",
        "The officer who decides in this tier’s place can be the one complained of: {raw}",
    ),
    # words
    "spelling.variant": Code(
        "note", "বানান: {raw}; প্রমিত: {suggestion}", "Spelling: {raw}; standard form {suggestion}"
    ),
    # beside the version before
    "time.longer": Code(
        "warning",
        "আগের সংস্করণের চেয়ে বেশি সময়: আগে {suggestion}, এখন {raw}।",
        "A longer time than in the version before: {suggestion}, now {raw}.",
    ),
    "time.no_longer_counted": Code(
        "error",
        "আগে সময় গোনা যেত ({suggestion}), এখন যায় না: {raw}",
        "The time could be counted before ({suggestion}); now it cannot: {raw}",
    ),
    "fee.higher": Code(
        "note",
        "আগের সংস্করণের চেয়ে বেশি সেবামূল্য: আগে {suggestion}, এখন {raw}।",
        "A higher fee than in the version before: {suggestion}, now {raw}.",
    ),
    "documents.more": Code("note", "আগে লাগত না, এখন লাগে: {raw}", "Asked for now and not before: {raw}"),
    "service.dropped": Code(
        "warning", "আগের সংস্করণে ছিল, এখন নেই: {raw}", "In the version before, and no longer: {raw}"
    ),
    # after publication
    "charter.not_reviewed": Code(
        "warning",
        "চার্টার {raw} থেকে চলছে; এক বছরের বেশি হালনাগাদ হয়নি।",
        "The charter is in force since {raw}; it was not reviewed for more than a year.",
    ),
    "reservation.overdue": Code(
        "error",
        "যা খোলা রাখা হয়েছিল, তার দিন পেরিয়েছে ({suggestion}): {raw}",
        "What was left open is past its day ({suggestion}): {raw}",
    ),
    "reservation.undated": Code(
        "note",
        "যা এখনো ঠিক হয়নি, কবে ঠিক হবে তা লেখা নেই: {raw}",
        "What is not settled yet names no day by which it will be: {raw}",
    ),
    "post.vacant": Code("warning", "পদটিতে এখন কেউ নেই: {raw}", "Nobody holds this post now: {raw}"),
    "email.former_holder": Code(
        "error", "এই মেইল যাঁর, তিনি আর পদে নেই: {raw}", "The holder of this mailbox has left the post: {raw}"
    ),
}

ORDER = {"error": 0, "warning": 1, "note": 2}
