"""Every change of a contact, with what stood there before: nothing of it is overwritten without a trace."""

from django.conf import settings
from django.db import models

from ongikar.core.i18n.say import say, say_lazy
from ongikar.journal.sealed_queryset import SealedQuerySet

from .contacts import Contact

# What of a contact is entered and changed, with its name on a page.
CONTACT_FIELDS = {
    "organisation": say_lazy("প্রতিষ্ঠান বা দপ্তর", "Organisation"),
    "post": say_lazy("পদ", "Post"),
    "name": say_lazy("বর্তমানে যিনি আছেন", "Present holder"),
    "address": say_lazy("ঠিকানা", "Address"),
    "mobile": say_lazy("মোবাইল", "Mobile"),
    "email": say_lazy("ই-মেইল", "E-mail"),
    "language": say_lazy("কোন ভাষায় লেখা হয়", "Written to in"),
    "place": say_lazy("যে জায়গার দায়িত্বে", "Answers for the place"),
}
LANGUAGES = {"bn": say_lazy("বাংলা", "Bangla"), "en": say_lazy("ইংরেজি", "English")}


class ContactChange(models.Model):
    """One field of a contact changed: what stood there, what stands there now, and why."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="changes")
    field = models.CharField(max_length=20)
    old = models.CharField(max_length=300, blank=True)
    new = models.CharField(max_length=300, blank=True)
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = SealedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.field} of contact {self.contact_id}"

    @property
    def title(self) -> str:
        return str(CONTACT_FIELDS.get(self.field, self.field))

    @property
    def nothing(self) -> str:
        return say("কিছু লেখা ছিল না", "nothing was written")
