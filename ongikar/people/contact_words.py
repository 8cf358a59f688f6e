"""The words by which a contact is found while its name is being typed, and the search itself."""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from ongikar.core.db.index_conditions import ByLetters, begins_with
from ongikar.offices.models import Office
from ongikar.rules.bangla.names import LEAST_OF_BEGINNING, hear, is_heard_in
from ongikar.rules.bangla.search import fold, normalise_text
from ongikar.rules.numbers import normal_mobile

from .contacts import Contact, register_contact_words

MOST_LETTERS = 60
# Words beyond these find nothing more, and cost more.
MOST_WORDS = 5
# How many are offered while somebody types.
OFFERED = 8
# How a word sounds is kept as a word that nobody can type.
SOUND = "="


class ContactWord(models.Model):
    """One folded word of a contact, beside its office, so that a beginning is read off one index."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="words", db_index=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    word = models.CharField(max_length=MOST_LETTERS)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact", "word"], name="one_word_a_contact")]
        indexes = [
            models.Index(models.F("office"), ByLetters("word"), models.F("contact"), name="contacts_by_word")
        ]

    def __str__(self) -> str:
        return f"word of contact {self.contact_id}"


def words_of(contact: Contact) -> set[str]:
    """Every word of what it is called, how it sounds, and its mobile as it is read out at home."""
    called = " ".join(filter(None, (contact.organisation, contact.post, contact.name)))
    sounds = [f"{SOUND}{sound}" for word in normalise_text(called).split() if (sound := hear(word).key)]
    reached = [contact.mobile.removeprefix("+88"), *fold(contact.email).split()]
    return {word[:MOST_LETTERS] for word in (*fold(called).split(), *sounds, *reached) if word}


@register_contact_words
def keep_contact_words(contact: Contact) -> None:
    """After each writing of a contact: its words are those of what it is called now."""
    wanted = words_of(contact)
    known = dict(ContactWord.objects.filter(contact=contact).values_list("word", "pk"))
    ContactWord.objects.filter(pk__in=[pk for word, pk in known.items() if word not in wanted]).delete()
    ContactWord.objects.bulk_create(
        ContactWord(contact=contact, office_id=contact.office_id, word=word)
        for word in sorted(wanted - known.keys())
    )


def find_contacts(
    office: Office, typed: str, day: date, *, most: int = OFFERED, with_ended: bool = False
) -> list[Contact]:
    """The contacts that bear a word beginning with each of those typed, in either script, by their names."""
    asked = asked_words(typed)
    if not asked:
        return []
    day_asked = None if with_ended else day
    keys = list(keys_bearing(office, asked, day_asked, most))
    if len(keys) < most:
        keys += keys_bearing(office, asked, day_asked, most, by_sound=True)
    rows = Contact.objects.filter(pk__in=keys).select_related("place")
    # The database knows consonants alone, and রহিমা is no রহমান.
    contacts = [each for each in rows if all(is_borne(word, each) for word in asked)]
    return sorted(contacts, key=lambda contact: (contact.sort_key, contact.pk))[:most]


def is_borne(word: str, contact: Contact) -> bool:
    """Whether it bears the word: as the beginning of one as written, or as one that is heard as it is."""
    begun = fold(word)[:MOST_LETTERS]
    if any(each.startswith(begun) for each in words_of(contact)):
        return True
    return is_heard_in(word, " ".join(filter(None, (contact.organisation, contact.post, contact.name))))


def keys_bearing(
    office: Office, asked: list[str], day: date | None, most: int, *, by_sound: bool = False
) -> QuerySet[ContactWord, int]:
    """The keys of contacts that bear all these words, and are in use on the day, if one is given.

    Either by how the words begin or by how the first of them sounds: asked for both at once no index would
    serve.
    """
    # The longest says most: by it they are found, by the others chosen among.
    first, *others = sorted(asked, key=len, reverse=True)
    wanted = sound_of(first) if by_sound else as_written(first)
    words = ContactWord.objects.filter(wanted, office=office)
    for other in others:
        like_it = as_written(other) | sound_of(other)
        words = words.filter(Exists(ContactWord.objects.filter(like_it, contact=OuterRef("contact"))))
    if day:
        in_use = Q(contact__until__isnull=True) | Q(contact__until__gte=day)
        words = words.filter(in_use, contact__merged_into__isnull=True)
    # One contact has several words of one beginning.
    return words.order_by("office", ByLetters("word"), "contact").values_list("contact", flat=True)[
        : 4 * most
    ]


def as_written(word: str) -> Q:
    """Words that begin as this one does."""
    return begins_with("word", fold(word)[:MOST_LETTERS])


def sound_of(word: str) -> Q:
    """Words that sound, or begin to sound, as this one; none where it has too few consonants to tell."""
    heard = hear(word)
    if len(heard.beats) < LEAST_OF_BEGINNING:
        sound = heard.key if len(heard.beats) > 1 else ""
    else:
        sound = heard.beginning
    return begins_with("word", f"{SOUND}{sound}") if sound else Q(pk__in=())


def asked_words(typed: str) -> list[str]:
    """The words of what was typed; of a number its figures as one word."""
    if mobile := normal_mobile(typed):
        return [mobile.removeprefix("+88")]
    return [word for word in normalise_text(typed).split() if fold(word)][:MOST_WORDS]
