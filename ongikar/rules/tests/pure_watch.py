"""The watch without a database: looks at clocks whose moment has come, and acts on each moment once.

It does what the worker does, by the real rules of the watch.
"""

from ongikar.rules.clock.watch import BROKEN, milestones, next_milestone


class PureWatch:
    """`claimed`: (clock, name, due) acted on, never forgotten. `told`: (when, clock, name) in the order of
    telling.
    """

    def __init__(self):
        self.claimed = set()
        self.events = []

    def names_claimed(self, key, due):
        return frozenset(name for other, name, due_at in self.claimed if (other, due_at) == (key, due))

    def look(self, calendar, key, running, now):
        due = running.settled_due(calendar)
        if running.stopped or running.waits_in_time(due):
            return
        claimed = self.names_claimed(key, due)
        at = next_milestone(calendar, running.received, due, claimed)
        if at is None or at > now:
            return
        come = [name for name, at in milestones(calendar, running.received, due) if at <= now]
        for name in come:
            if name in claimed:
                continue
            assert (key, name, due) not in self.claimed
            self.claimed.add((key, name, due))
            if name == BROKEN or BROKEN not in come:
                self.events.append((now, key, name))
