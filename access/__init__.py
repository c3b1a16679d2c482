"""The people at the program, and later what they may see and do."""
