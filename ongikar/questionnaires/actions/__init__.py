"""What is done with questionnaires: versions are published, rounds opened and closed, answers sent in."""

from .rounds import close_round, invite_respondent, open_round, round_url

__all__ = ["close_round", "invite_respondent", "open_round", "round_url"]
