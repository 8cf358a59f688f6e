"""Advice on faults of the promised time."""

from ongikar.rules.charter_lint.advice_entry import Advice

TIME: dict[str, Advice] = {
    "time.unmeasurable": Advice("সংখ্যা না থাকলে কবে দেরি হলো, কেউ বলতে পারে না।", "Without a number nobody can say when the service is late.", "কত দিন, তা সংখ্যায় লিখুন", "name the number of days"),
    "time.missing": Advice("সময় না থাকলে অঙ্গীকারই নেই।", "Without a time there is no promise.", "সর্বোচ্চ সময় লিখুন", "write the longest time"),
    "time.misplaced": Advice("সময়ের ঘরে অন্য কথা থাকলে সময় অজানা থাকে।", "Where the time cell holds something else, the time stays unknown.", "কথাটি তার ঘরে নিন, এখানে সময় লিখুন", "move the words to their cell and write the time here"),
    "time.unknown": Advice("যা বোঝা যায় না, তা নাগরিকও বুঝবেন না।", "What is not understood here will not be understood by the citizen.", "‘৭ কার্যদিবস’-এর মতো করে লিখুন", "write it like “7 working days”"),
    "time.contradiction": Advice("দুই সময়ের কোনটি অঙ্গীকার, তা নিয়ে বিবাদ হবে।", "There will be a dispute which of the two times is the promise.", "একটি সময় রাখুন, সব ঘরে একই", "keep one time, the same in every cell"),
    "time.at_least": Advice("কমপক্ষে বললে শেষ দিন থাকে না।", "“At least” has no last day.", "‘সর্বোচ্চ’ কত দিন, তা লিখুন", "say the most, not the least"),
    "time.elsewhere": Advice("নাগরিক সময়ের ঘরেই সময় খোঁজেন; ঘড়িও সেখান থেকে চলে।", "People look for the time in its own cell, and the clock starts from there.", "সময়টি সময়ের ঘরে লিখুন", "write the time in the time cell"),
    "time.longer": Advice("বেশি সময় নেওয়া মানে আগের কথা থেকে সরে আসা; কারণ জানাতে হয়।", "A longer time takes back a promise; the reason must be told.", "কারণ লিখুন, না হলে আগের সময় রাখুন", "give the reason, or keep the time of before"),
    "time.no_longer_counted": Advice("যে সময় মাপা যেত, তা এখন মাপা যায় না: নাগরিকের অধিকার কমেছে।", "What could be measured no longer can: the citizen has lost a right.", "আগের মতো সংখ্যায় সময় লিখুন", "name the number of days again"),
}  # fmt: skip
