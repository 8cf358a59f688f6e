"""What a tier of the ladder says beside its limit, in words: by how much its time may be extended, within
which days its decision may be appealed, and who decides in its place.
"""

from ongikar.charter.models import Tier
from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla import text


def tier_terms(tier: Tier) -> list[str]:
    """A sentence each, in the language at hand; only what was published."""
    return [words for words in (extension_of(tier), window_of(tier), alternate_of(tier)) if words]


def extension_of(tier: Tier) -> str:
    if not tier.may_extend:
        return say("সময় বাড়ানো যায় না।", "The time cannot be extended.")
    return say(
        "তদন্ত লাগলে কারণ জানিয়ে সময় একবার বাড়ানো যায়, সর্বোচ্চ {n} কার্যদিবস।",
        "For an inquiry the time may be extended once, by at most {n} working [day|days], with the reason"
        " told.",
        n=tier.may_extend,
    )


def window_of(tier: Tier) -> str:
    """ "" where the office's own rules say it."""
    if tier.window_days is None:
        return ""
    if tier.window_days == 0:
        return say("আপিল সিদ্ধান্তের দিনেই করতে হয়।", "An appeal is made on the day of the decision.")
    return say(
        "সিদ্ধান্তের {n} দিনের মধ্যে আপিল করা যায়; পরে করলে কারণ লিখতে হয়।",
        "Its decision may be appealed within {n} [day|days]; later, with the reason.",
        n=tier.window_days,
    )


def alternate_of(tier: Tier) -> str:
    if tier.alternate is None:
        return ""
    return say(
        "অভিযোগ তাঁরই বিরুদ্ধে হলে বা পদটি খালি থাকলে: {post}।",
        "Where the complaint is of that officer, or the post is vacant: {post}.",
        post=tier.alternate.title,
    )


def numbered_terms(tiers: list[Tier]) -> list[str]:
    """The terms of all tiers, a line each, as they stand under the table of the official form."""
    return [
        f"{say('ধাপ {n}', 'Step {n}', n=text.digits(tier.number, language()))}: {' '.join(tier_terms(tier))}"
        for tier in tiers
    ]
