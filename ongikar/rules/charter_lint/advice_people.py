"""Advice on faults of the officers that a charter names, and of the grievance tiers."""

from ongikar.rules.charter_lint.advice_entry import Advice

PEOPLE: dict[str, Advice] = {
    "officer.missing": Advice("কার কাছে যেতে হবে, নাগরিক জানেন না।", "The citizen does not know whom to see.", "দায়িত্বপ্রাপ্ত কর্মকর্তার পদবি লিখুন", "name the responsible officer's post"),
    "officer.no_room": Advice("কার্যালয়ে এসে মানুষকে ঘুরতে হয়।", "People must search the building.", "রুম নম্বর লিখুন", "write the room numbers"),
    "officer.doubled_title": Advice("দুজন কর্মকর্তা বলে ভুল হতে পারে।", "It may be taken for two officers.", "পদবি একবার লিখুন", "write the post once"),
    "officer.no_post": Advice("পদবি ছাড়া দায়িত্ব কার, বলা যায় না।", "Without a post nobody is responsible.", "পদবি লিখুন", "write the post"),
    "officer.no_contact": Advice("না এসে খোঁজ নেওয়ার উপায় থাকে না।", "There is no way to ask without coming.", "অফিসের ফোন ও ই-মেইল লিখুন", "write the official phone and e-mail"),
    "officer.nobody_in_particular": Advice("‘সংশ্লিষ্ট’ মানে কেউ নন: কেউ দায় নেন না।", "“Concerned” means nobody: nobody answers for it.", "নির্দিষ্ট পদবি লিখুন", "name one post"),
    "officer.personal_name": Advice("মানুষ বদলি হন, পদ থাকে; সরকারি ছকে পদবি চাওয়া।", "People are transferred, posts stay; the official form asks for the post.", "শুধু পদবি লিখুন", "write the post alone"),
    "superior.missing": Advice("কথা না রাখলে কার কাছে যাবেন, জানা যায় না।", "It stays unknown whom to turn to when the promise is broken.", "ঊর্ধ্বতন কর্মকর্তার পদবি লিখুন", "name the superior's post"),
    "superior.self": Advice("যাঁর বিরুদ্ধে নালিশ, তাঁর কাছেই নালিশ যায়।", "A complaint goes to the one complained of.", "এক ধাপ ওপরের পদ লিখুন", "name the post one step above"),
    "superior.circle": Advice("নালিশ দুজনের মধ্যেই ঘোরে, ওপরে ওঠে না।", "A complaint goes round between the two and never rises.", "দুজনেরই ওপরের পদ লিখুন", "name a post above both"),
    "superior.same_desk": Advice("পদ আলাদা হলেও নালিশ পড়েন একই জন।", "The posts differ, but the same person reads the complaint.", "ঊর্ধ্বতন কর্মকর্তার নিজের ফোন ও ই-মেইল লিখুন", "write the superior's own phone and e-mail"),
    "superior.no_contact": Advice("সরকারি ছকে ঊর্ধ্বতন কর্মকর্তার ফোন ও ই-মেইলও চাওয়া।", "The official form asks for the superior's phone and e-mail too.", "ফোন ও ই-মেইল লিখুন", "write phone and e-mail"),
    "email.inner_space": Advice("ফাঁক থাকলে মেইল যায় না।", "With a space inside, no mail arrives.", "ফাঁক তুলে দিন", "take out the space"),
    "email.variants": Advice("ভুল বানানে পাঠানো আবেদন কেউ পান না।", "An application sent to the wrong spelling reaches nobody.", "চালু ঠিকানাটি যাচাই করে সব ঘরে একই লিখুন", "check which address works and write it everywhere"),
    "email.free_provider": Advice("বদলি হলে ব্যক্তিগত মেইল সঙ্গে চলে যায়; জাল ঠিকানাও চেনা যায় না।", "A private mailbox leaves with its holder, and a false one cannot be told apart.", "সরকারি ডোমেইনের ই-মেইল লিখুন", "use a gov.bd address"),
    "email.invalid": Advice("অসম্পূর্ণ ঠিকানায় মেইল যায় না।", "No mail goes to an incomplete address.", "পুরো ঠিকানা লিখুন", "write the whole address"),
    "email.dead_domain": Advice("এই ঠিকানায় পাঠানো আবেদন হারিয়ে যায়।", "An application sent there is lost.", "ডোমেইনের বানান ঠিক করুন", "correct the domain"),
    "email.shared": Advice("এক মেইল কয়েক পদ পড়লে গোপন কথা গোপন থাকে না।", "Where several posts read one mailbox, nothing stays confidential.", "প্রতিটি পদের নিজের ই-মেইল দিন", "give every post its own mailbox"),
    "phone.invalid": Advice("এই নম্বরে ফোন করা যায় না।", "This number cannot be rung.", "নম্বরটি মিলিয়ে ঠিক করুন", "check and correct the number"),
    "phone.shared": Advice("ঊর্ধ্বতন কর্মকর্তাকে চাইলে অন্য কেউ ফোন ধরেন।", "Who asks for one officer gets another.", "প্রতিটি পদের নিজের ফোন দিন", "give every post its own number"),
    "tier.reports_to_accused": Advice("অভিযোগ যাঁর বিরুদ্ধে, তিনিই আগে পড়েন।", "The officer complained of reads the complaint first.", "অনিকের নিজের ই-মেইল লিখুন", "write the grievance officer's own mailbox"),
    "tier.no_contact": Advice("অভিযোগ জানানোর উপায় থাকে না।", "There is no way to send the complaint.", "ফোন বা ই-মেইল লিখুন", "write a phone number or an e-mail address"),
    "tier.no_limit": Advice("কবে সিদ্ধান্ত হবে, জানা যায় না; পরের ধাপেও যাওয়া যায় না।", "It stays unknown when it is decided, and the next tier never opens.", "কার্যদিবসে সময়সীমা লিখুন", "write the limit in working days"),
    "tier.no_officer": Advice("ধাপে কেউ না থাকলে অভিযোগ থেমে যায়।", "With nobody in a tier the complaint stops there.", "কর্মকর্তার পদবি লিখুন", "name the officer's post"),
    "tier.same_as_before": Advice("নিজের সিদ্ধান্তের আপিল নিজে শুনলে আপিল হয় না।", "Hearing an appeal against one's own decision is no appeal.", "ওপরের কর্মকর্তার নাম দিন", "name a higher officer"),
    "tier.disorder": Advice("কোন ধাপের পর কোন ধাপ, গুলিয়ে যায়।", "It is unclear which tier follows which.", "ধাপ ১, ২, ৩ ক্রমে লিখুন", "number the tiers 1, 2, 3"),
    "tier.too_few": Advice("অনিক, আপিল কর্মকর্তা ও মন্ত্রিপরিষদ বিভাগের সেল: তিন ধাপ না থাকলে আপিলের পথ বন্ধ।", "Grievance officer, appeal officer, the Cabinet Division's cell: with fewer the way of appeal is shut.", "বাকি ধাপ যোগ করুন", "add the missing tiers"),
    "tier.limit_unusual": Advice("জানা কার্যপরিধিতে অনিক ৩০, আপিল কর্মকর্তা ২০, সেল ৬০ কার্যদিবস; কোনো কোনো কার্যালয়ে আলাদা, তবে ভুলও হতে পারে।", "The duty lists we know give the grievance officer 30, the appeal officer 20, the cell 60 working days; some offices differ, but it may be a slip.", "আদেশ দেখে মিলিয়ে নিন", "check it against the order"),
}  # fmt: skip
