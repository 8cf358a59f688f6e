"""Who is part of a complaint, found by counting days: apart from grievances/rules/conflicts.py, which is held
to it.
"""

from datetime import date, timedelta

from ongikar.offices.models import Post
from ongikar.rules.calendar.office_calendar import TZ

DAY = timedelta(days=1)
SLUGS = (
    "upazila-ict-officer",
    "office-assistant",
    "district-ict-officer",
    "deputy-director-admin",
    "cabinet-grievance-cell",
)
# Each below the next, but for the cell, which stands apart.
CHAIN = {"office-assistant": SLUGS[0], SLUGS[0]: SLUGS[2], SLUGS[2]: SLUGS[3]}
# What a complaint about no application may tell of.
LOOKED_BACK = timedelta(days=90)


class CountedByDays:
    """`held`: (user, post, first day, last day or None), beside the rows of the program."""

    posts: list[Post]
    held: list
    today: date

    def held_on(self, day):
        return [row for row in self.held if row[2] <= day and (row[3] is None or row[3] >= day)]

    def holders(self, post_id, day):
        return {user for user, post, *_ in self.held_on(day) if post == post_id}

    def is_part(self, user_id, grievance, stage):
        """Whether a person is complained of, stood where it happened, stands below such a one, or heard it
        before.
        """
        filed = grievance.filed_at.astimezone(TZ).date()
        day = grievance.case.received_at.astimezone(TZ).date() if grievance.case else filed - LOOKED_BACK
        accused = self.holders(grievance.respondent_id, self.today)
        while day <= filed:
            accused |= self.holders(grievance.respondent_id, day)
            day += DAY
        barred = {grievance.respondent_id}
        barred |= {post for user, post, *_ in self.held_on(self.today) if user in accused}
        mine = {post for user, post, *_ in self.held_on(self.today) if user == user_id}
        own_above = {above for post in mine for above in self.above(post)}
        # Where they sit besides that post themselves, those below them are not kept out by it alone.
        return bool(
            user_id in accused
            or own_above & {grievance.respondent_id}
            or any(self.holders(post, self.today) & (accused - {user_id}) for post in own_above - mine)
            or any(
                self.decided_before(user_id, each)
                for each in grievance.stages.all()
                if each.number < stage.number
            )
        )

    def above(self, post_id):
        slug = next(post.slug for post in self.posts if post.pk == post_id)
        while slug in CHAIN:
            slug = CHAIN[slug]
            yield next(post.pk for post in self.posts if post.slug == slug)

    def decided_before(self, user_id, stage):
        last = stage.closed_at.astimezone(TZ).date() if stage.closed_at else self.today
        day, found = stage.filed_at.astimezone(TZ).date(), stage.decided_by_id == user_id
        while day <= last and not found:
            found, day = user_id in self.holders(stage.post_id, day), day + DAY
        return found
