"""What `ongikar ledger verify` says, in both languages. A root is a day's last seal: দিনের শেষ সিল."""

# What stands in a root's line for entries of no office.
OF_NO_OFFICE = "no-office"
WORDS = {
    "bn": {
        "changed": "{chain}: {number} নম্বর সিল ({day}), ভুক্তি {entry}: সিলের পরে ভুক্তি বা তার সিল বদলানো হয়েছে",
        "deleted": "{chain}: {number} নম্বর সিল ({day}), ভুক্তি {entry}: ভুক্তিটি মুছে ফেলা হয়েছে, সিল আছে",
        "missing": "{chain}: {number} থেকে {until} নম্বর সিল ও ভুক্তি মুছে ফেলা হয়েছে; সিল হয়েছিল {day} বা তার পরে",
        "repeated": "{chain}: {number} নম্বর সিল ({day}), ভুক্তি {entry}: এই নম্বর আগেই আছে, পরে ঢোকানো হয়েছে",
        "inserted": "ভুক্তি {entry} ({day}): সিল করা ভুক্তির মধ্যে পরে ঢোকানো হয়েছে, সিল নেই",
        "rewritten": "{root}: এই শেষ সিল আর মেলে না। {day} বা তার আগের ভুক্তি থেকে খতিয়ান নতুন করে লেখা হয়েছে",
        "cut": "{root}: এই শেষ সিল আর মেলে না। খতিয়ান {end} নম্বরে শেষ, তার পরের সব কেটে ফেলা হয়েছে",
        "unknown": "{root}: এই শেষ সিল কোনো খতিয়ানে নেই। খতিয়ান নতুন করে লেখা হয়েছে, নয়তো সিলটি অন্য কার্যালয়ের",
        "met": "{root}: {number} নম্বর সিল পর্যন্ত ({day}) সব যেমন ছিল তেমনই আছে",
        "hurt": "{root}: {number} নম্বর সিল ({day}) ঠিকই আছে, কিন্তু তার আগের যা ওপরে লেখা, তা আর আগের মতো নেই",
        "more": "আরও {n}টি",
        "late": "{n}টি ভুক্তি তার নিজের সময়ের এক ঘণ্টারও বেশি পরে সিল হয়েছে; প্রথমটি ভুক্তি {entry}, সময় {told}, সিল {day}",
        "waiting": "{n}টি ভুক্তি সিলের অপেক্ষায়",
        "sound": "{n}টি সিল মিলিয়ে দেখা হয়েছে: সব ঠিক আছে",
        "faulty": "{n}টি সিল মিলিয়ে দেখা হয়েছে: গরমিল {faults}টি",
        OF_NO_OFFICE: "কোনো কার্যালয়ের নয়",
    },
    "en": {
        "changed": "{chain}: seal {number} ({day}), entry {entry}: the entry or its seal was changed after sealing",
        "deleted": "{chain}: seal {number} ({day}), entry {entry}: the entry was deleted, its seal stands",
        "missing": "{chain}: seals {number} to {until} and their entries were deleted; they were sealed on {day} or later",
        "repeated": "{chain}: seal {number} ({day}), entry {entry}: the number was there before, this was put in later",
        "inserted": "entry {entry} ({day}): put in among sealed entries later, without a seal",
        "rewritten": "{root}: this root no longer holds. The ledger was rewritten from an entry of {day} or earlier",
        "cut": "{root}: this root no longer holds. The ledger ends at number {end}: all after it was cut off",
        "unknown": "{root}: this root is in no ledger. The ledger was rewritten, or the root is another office’s",
        "met": "{root}: up to seal {number} ({day}) all is as it was",
        "hurt": "{root}: seal {number} ({day}) itself stands, but what is told above, before it, is no longer as it was",
        "more": "{n} more",
        "late": "{n} entries were sealed more than an hour after the time they tell of; the first is entry {entry} of {told}, sealed {day}",
        "waiting": "{n} entries wait for their seal",
        "sound": "{n} seals verified; all is in order",
        "faulty": "{n} seals verified; faults: {faults}",
        OF_NO_OFFICE: "of no office",
    },
}  # fmt: skip
