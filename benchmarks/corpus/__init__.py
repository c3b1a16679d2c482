"""Workbooks invented by chance with the truth beside them: what is lost or guessed in reading shows at once."""
