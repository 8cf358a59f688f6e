"""Who may open the message tray; what each reads in it is in tray.py."""

from ongikar.cases.rights import READER_ROLES
from ongikar.offices.models import Post
from ongikar.people.desk import for_roles

# A tray holds at the least what is addressed to the person's own post.
for_addressees = for_roles(*Post.ROLES)

__all__ = ["READER_ROLES", "for_addressees"]
