"""Advice on faults that arise with time while a charter is in force."""

from ongikar.rules.charter_lint.advice_entry import Advice

PUBLISHED: dict[str, Advice] = {
    "charter.not_reviewed": Advice("কর্মকর্তা, নম্বর ও নিয়ম বদলায়; এক বছর এই যাচাইয়ের নিজের মাপ, কোনো বিধির নয়।", "Officers, numbers and rules change; one year is this check's own measure, not a rule's.", "সব সারি মিলিয়ে নতুন সংস্করণ প্রকাশ করুন", "go through every row and publish a new version"),
    "reservation.overdue": Advice("কবে ঠিক হবে বলে যা প্রকাশ করা হয়েছিল, তা-ও একটি কথা।", "The day that was published for it is a promise too.", "ঠিক করে নতুন সংস্করণ দিন, বা কারণসহ নতুন দিন লিখুন", "settle it in a new version, or name a new day with the reason"),
    "reservation.undated": Advice("দিন না থাকলে খোলা কথা খোলাই থেকে যায়।", "Without a day, what stands open stays open.", "কবে ঠিক হবে, লিখুন", "name the day by which it will be settled"),
    "post.vacant": Advice("পদে কেউ না থাকলে আবেদন বা অভিযোগ কেউ দেখেন না।", "With nobody in the post, nobody sees the application or complaint.", "অতিরিক্ত দায়িত্ব দিন, বা চার্টারে অন্য পদ লিখুন", "give somebody additional charge, or name another post"),
    "email.former_holder": Advice("চিঠি যায় এমন একজনের কাছে, যাঁর আর দায়িত্ব নেই।", "Letters go to somebody who no longer has the duty.", "পদের নিজের ই-মেইল লিখুন", "write the post's own mailbox"),
}  # fmt: skip
