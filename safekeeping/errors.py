"""The one refusal of this room."""


class SafekeepingError(Exception):
    """A backup, a restoration or a check that cannot be done; the message is a Vietnamese sentence."""
