"""Who is here, and later what they may see and do."""
