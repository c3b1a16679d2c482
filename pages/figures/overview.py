"""Tổng quan: how many people, of what kind, how many with a degree, how many with evidence of IT."""

from dashboard.figures import answer, overview
from dashboard.parts import selection_row, sentences

selection = selection_row.current()

answer.show(selection)
overview.show(selection)
sentences.show(selection, ["headcount", "degrees", "coverage", "change", "headcount_by_place"])
