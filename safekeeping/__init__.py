"""Nothing is lost: backups of all that an office has, their way back, and the check of what is there."""
