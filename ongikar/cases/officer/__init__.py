"""What the officer does and sees: the queue, the counter, one case and its acts."""
