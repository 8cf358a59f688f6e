"""What acts, ways and roles of a letter that goes out are called on pages and papers."""

from ongikar.core.i18n.say import say_lazy

TO, THROUGH, COPY = "to", "through", "copy"
ROLES = {
    TO: say_lazy("মূল চিঠি", "To"),
    THROUGH: say_lazy("মাধ্যম", "Through"),
    COPY: say_lazy("অনুলিপি", "Copy"),
}
# What somebody carries or sends, and what they read on a page of theirs or fetch at the counter.
HAND, POST, EMAIL, DNOTHI = "hand", "post", "email", "dnothi"
PAGE, COUNTER = "page", "counter"
CHANNELS = {
    HAND: say_lazy("হাতে, পিয়ন বইয়ে", "By hand, in the peon book"),
    POST: say_lazy("ডাকে", "By post"),
    EMAIL: say_lazy("ই-মেইলে", "By e-mail"),
    DNOTHI: say_lazy("ডি-নথিতে", "By D-Nothi"),
    PAGE: say_lazy("নিজের পাতায়", "On their own page"),
    COUNTER: say_lazy("কাউন্টারে, এসে নেবেন", "At the counter, to be collected"),
}
# What became of it; "" while it is not known.
DELIVERED, RETURNED, FAILED = "delivered", "returned", "failed"
RESULTS = {
    "": say_lazy("পথে", "On its way"),
    DELIVERED: say_lazy("পৌঁছেছে", "Delivered"),
    RETURNED: say_lazy("ফেরত এসেছে", "Came back"),
    FAILED: say_lazy("পৌঁছায়নি", "Not delivered"),
}
ACTS = {
    "draft": say_lazy("খসড়া লেখা হয়েছে", "Drafted"),
    "rewrite": say_lazy("লেখা বদলানো হয়েছে", "Text changed"),
    "initial": say_lazy("অনুস্বাক্ষর হয়েছে", "Initialled"),
    "return": say_lazy("ফেরত দেওয়া হয়েছে", "Returned"),
    "sign": say_lazy("স্বাক্ষর হয়েছে", "Signed"),
    "issue": say_lazy("জারি হয়েছে", "Issued"),
    "dispatch": say_lazy("পাঠানো হয়েছে", "Dispatched"),
    "result": say_lazy("পাঠানোর ফল লেখা হয়েছে", "What became of a dispatch"),
    "transfer": say_lazy("অন্য পদের হাতে গেছে", "Handed over to another post"),
    "cancel": say_lazy("বাতিল করা হয়েছে", "Cancelled"),
    "withhold": say_lazy("পাঠানো হবে না", "Not to be sent"),
    "supersede": say_lazy("এর বদলে নতুন চিঠি জারি হয়েছে", "Superseded by a new letter"),
}
# The steps of the head of the page, in order.
STEPS = (
    ("draft", say_lazy("খসড়া", "Draft")),
    ("initialled", say_lazy("অনুস্বাক্ষর", "Initials")),
    ("signed", say_lazy("স্বাক্ষর", "Signature")),
    ("issued", say_lazy("জারি", "Issue")),
    ("dispatched", say_lazy("প্রেরণ", "Dispatch")),
)
