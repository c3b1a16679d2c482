"""The tables by subject; `models.py` gives them to everybody else."""
