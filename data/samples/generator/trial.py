"""Two communes' lists for trying the upload, half a year after the demonstration: one clean, one with mistakes."""

from collections.abc import Mapping
from datetime import date

import reference
from data.samples.generator.layouts import single
from data.samples.generator.layouts.single import EDUCATION_COLUMN, THEORY_COLUMNS, birth_column
from data.samples.generator.qualifications import People
from data.samples.generator.sheets import Cell
from data.samples.generator.years import half_a_year_later

DAY = date(2024, 6, 30)
_SIGNED = date(2024, 7, 3)
_CLEAN, _WITH_MISTAKES = "09163", "09277"


def trial_files(people: People) -> dict[str, bytes]:
    """The workbooks by their file names; `people` are those of the last demonstration date."""
    units = {unit.code: unit for unit in reference.units_on(DAY)}
    clean = half_a_year_later(people, units[_CLEAN], DAY)
    wrong = half_a_year_later(people, units[_WITH_MISTAKES], DAY)
    return {
        f"Phuong-Vu-Ninh_{DAY}.xlsx": single.workbook(clean, units, DAY, _SIGNED, {}),
        f"Xa-Phu-Lang_{DAY}_co-loi.xlsx": single.workbook(wrong, units, DAY, _SIGNED, _mistakes(wrong)),
    }


def _mistakes(people: People) -> Mapping[int, Mapping[int, Cell]]:
    """What goes wrong most often: a slip of the finger, two marks, a day that does not exist, a wrong year."""
    young = next(number for number, person in enumerate(people) if person.slot == ("youth",))
    second_mark = THEORY_COLUMNS["advanced"]
    marked_once = next(number for number, person in enumerate(people) if person.theory == "intermediate")
    return {
        marked_once: {second_mark: "x"},
        4: {EDUCATION_COLUMN: "ĐHH"},
        young: {birth_column(people[young]): "15/03/2008"},
        len(people) - 2: {birth_column(people[-2]): "31/02/1980"},
    }
