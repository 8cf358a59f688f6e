"""A charter on its way to being published: taken in, decided on cell by cell, approved."""
