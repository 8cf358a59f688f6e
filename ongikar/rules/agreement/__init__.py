"""A performance agreement (APA, and what follows it): its quarters, what is checked before it is signed, and
its score. Circulars change these rules; each stands here by its name, with its source.
"""
