"""The check at the start: a table that says what another does not know stops it with file and line."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

import database
from migrations import prepare
from reference import ReferenceError, checking, code_lists, field_label, form_words, unit_kinds
from reference.ages import age_bands, retirement_ages
from reference.bodies import tabled_bodies, unit_types_of
from reference.centres import centres
from reference.fields import catalogue, charted_fields, field_groups
from reference.figures import figure_spellings, heading_roles, measures, present_rules, quota_kinds
from reference.findings import finding_rules, standards
from reference.forms import all_forms
from reference.leaving import leaving_reasons, leaving_words
from reference.openings import opening_field
from reference.question_words import question_words
from reference.readiness import difficulties
from reference.series_breaks import series_breaks
from reference.tables import table_names
from reference.training import training_needs
from reference.units import tabled
from settings import REFERENCE_DIR, ROOT

_CACHES: tuple[Callable[[], None], ...] = (
    tabled_bodies.cache_clear,
    opening_field.cache_clear,
    unit_types_of.cache_clear,
    catalogue.cache_clear,
    code_lists.cache_clear,
    field_groups.cache_clear,
    all_forms.cache_clear,
    tabled.cache_clear,
    unit_kinds.unit_kinds.cache_clear,
    unit_kinds._by_code.cache_clear,
    unit_kinds.extents.cache_clear,
    unit_kinds._moves.cache_clear,
    unit_kinds.last_day_of.cache_clear,
    checking.check.cache_clear,
    checking._codes.cache_clear,
    checking._level_groups.cache_clear,
    checking._names.cache_clear,
    checking._roles_of_kinds.cache_clear,
    age_bands.cache_clear,
    centres.cache_clear,
    retirement_ages.cache_clear,
    finding_rules.cache_clear,
    standards.cache_clear,
    training_needs.cache_clear,
    series_breaks.cache_clear,
    measures.cache_clear,
    quota_kinds.cache_clear,
    figure_spellings.cache_clear,
    heading_roles.cache_clear,
    present_rules.cache_clear,
    difficulties.cache_clear,
    form_words._words.cache_clear,
    question_words.cache_clear,
    leaving_reasons.cache_clear,
    leaving_words.cache_clear,
)


def _forget() -> None:
    for clear in _CACHES:
        clear()


_OF_UNITS = {
    "units": ("code",),
    "unit_successions": ("old_code", "new_code"),
    "unit_centres": ("code",),
    "unit_name_variants": ("code",),
}
"""The tables that are as long as the country is large, and their columns with units."""


@pytest.fixture(scope="module")
def few_units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables with the communes of three provinces: the country's would be read and checked two hundred times."""
    copy = tmp_path_factory.mktemp("few") / "reference"
    shutil.copytree(REFERENCE_DIR, copy)
    units = pd.read_csv(copy / "units.csv", dtype=str)
    districts = units[(units["level"] == "district") & units["parent_code"].isin(["24", "27", "33"])]["code"]
    parents = {"24", "27", "33", *districts}
    kept = {*units[units["level"] == "province"]["code"], *units[units["parent_code"].isin(parents)]["code"]}
    kept |= {*units[units["code"].isin(kept)]["parent_code"].dropna()}  # a code was another province's before
    for name, columns in _OF_UNITS.items():
        table = pd.read_csv(copy / f"{name}.csv", dtype=str, keep_default_na=False)
        table[table[[*columns]].isin(kept).all(axis=1)].to_csv(copy / f"{name}.csv", index=False, lineterminator="\n")
    return copy


@pytest.fixture
def folder(tmp_path: Path, few_units: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the reference tables that a test may spoil."""
    copy = tmp_path / "reference"
    shutil.copytree(few_units, copy)
    monkeypatch.setattr("reference.tables.REFERENCE_DIR", copy)
    _forget()
    yield copy
    monkeypatch.undo()
    _forget()


def test_the_tables_as_they_are_pass() -> None:
    _forget()
    checking.check()


def test_the_tables_of_few_units_pass(folder: Path) -> None:
    assert folder.is_dir()
    checking.check()


APPENDED = {
    "a finding of no rule": ("findings", "weather,,1,tien-do-gui,Trời mưa.", "«weather»"),
    "a finding with a blank that nobody fills": (
        "findings",
        "past_retirement,,1,chi-tieu-khac,{people} người.",
        "people",
    ),
    "a finding of a field that has no rule": ("findings", "lowest,gender,0,tin-hoc,{places}.", "«gender»"),
    "a standard of no level": ("standards", "education,civil_servant,professor,,,,Luật,", "«professor»"),
    "a break without a note": ("series_breaks", "it,2021-06-25,rule,bỏ,,Công văn", "ghi chú"),
    "a training of no code": ("training", "it,never,tin học,,Quyết định", "«it»"),
    "a row of another length": ("limits", "youngest,18", "có 2 ô"),
    "a heading of no field": ("header_spellings", ",Phương ngữ,dialect,yes", "«dialect»"),
    "a heading under no field": ("header_spellings", "dialect,Có,it,yes", "«dialect»"),
    "a heading of two meanings": ("header_spellings", ",TIN HỌC,english,yes", "nghĩa khác"),
    "a kind of heading of no field": ("heading_kinds", "it,it,dialect,no", "«dialect»"),
    "a kind of heading without its words": ("heading_kinds", "it,dialect,it,no", "dialect"),
    "a kind of heading that is neither": ("heading_kinds", "it,it,it,maybe", "strong"),
    "a word of no kind of heading": ("heading_words", "dialect,phương ngữ,,", "«dialect»"),
    "a word of a heading twice": ("heading_words", "it,Tin học,,", "đã có ở trên"),
    "a word of a heading of no code": ("heading_words", "it,giỏi,level,it_detail=best", "«best»"),
    "a heading that nobody needs nowhere": ("unneeded_headings", "lương,end", "place"),
    "a value of two meanings": ("value_spellings", "it,Không,it=certificate", "nghĩa khác"),
    "a heading of no code": ("header_spellings", ",Tin học giỏi,it:best,yes", "«best»"),
    "a heading that is neither": ("header_spellings", ",Tin học giỏi,it,maybe", "strong"),
    "a value of no field": ("value_spellings", "dialect,Có,dialect=yes", "«dialect»"),
    "a value of a text": ("value_spellings", "major,Luật,education=bachelors", "«major»"),
    "a value of no code": ("value_spellings", "it,Giỏi,it=best", "«best»"),
    "a word of no field": ("value_words", "dialect,chứng chỉ,note", "«dialect»"),
    "a word of no role": ("value_words", "it,chứng chỉ,noun", "«noun»"),
    "an order of no code": ("level_order", "it_detail,best", "«best»"),
    "an order that is not whole": ("level_order", "it,none", "đúng một lần"),
    "a code of no field": ("code_lists", "dialect,yes,1,Có,Có", "«dialect»"),
    "a reason of leaving that may be one": ("leaving_reasons", "moon,Lên cung trăng,Khác,maybe,no,", "leaves"),
    "a reason that may leave people where they are": ("leaving_reasons", "moon,Trăng,Khác,yes,maybe,", "stays"),
    "words of a reason that is none": ("leaving_words", "moon,lên cung trăng", "leaving_reasons.csv"),
    "words of leaving twice": ("leaving_words", "retired_unspecified,nghỉ hưu", "đã có ở trên"),
    "a reason of leaving twice": ("leaving_reasons", "other,Lý do khác,Khác,yes,no,", "đã có ở trên"),
    "a thirteenth month": ("date_words", "13,undecimber,english", "từ 1 đến 12"),
    "an eighth day of the week": ("date_words", "8,thứ tám,weekday", "từ 1 đến 7"),
    "a month of no kind": ("date_words", "3,mars,french", "english"),
    "a group of no field": ("level_groups", "dialect,yes,yes,1,Có", "«dialect»"),
    "a group of no code": ("level_groups", "it,best,best,1,Giỏi", "«best»"),
    "a group twice": ("level_groups", "it,none,none,3,Không có", "đã có dòng"),
    "a sixth group of kinds": ("level_groups", "religion,Hồi giáo,muslim,6,Hồi giáo", "từ 1 đến 5"),
    "words of no field": ("sentence_words", "dialect,,Về phương ngữ,", "«dialect»"),
    "words of no code": ("sentence_words", "it,best,giỏi,", "«best»"),
    "no words": ("sentence_words", "it,,,", "thiếu chữ"),
    "a degree of no code": ("degree_rules", "it_detail,best,bachelors", "«best»"),
    "a form's value of no code": ("form_values", "category,guest,,2026-05-30,Luật", "«guest»"),
    "a day that is none": ("units", "99999,Xã Thử,commune,commune,24,2025-02-30,,", "2025-02-30"),
    "a succession on no day": ("unit_successions", "2025-13-01,1,Xã A,2,Xã B,whole,", "2025-13-01"),
}


@pytest.mark.parametrize(("table", "row", "complaint"), APPENDED.values(), ids=APPENDED)
def test_a_wrong_row_stops_the_start_with_file_and_line(folder: Path, table: str, row: str, complaint: str) -> None:
    path = folder / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, row, ""]), encoding="utf-8")
    with pytest.raises(ReferenceError) as caught:
        checking.check()
    assert str(caught.value).startswith(f"{table}.csv, dòng {len(lines) + 1}: ")
    assert complaint in str(caught.value)


SPOILED = {
    "no number of a limit": ("limits", "party_age,18", "party_age,x18", "«x18»"),
    "an unknown limit": ("limits", "smallest_base,", "smallest_bas,", "«smallest_bas»"),
    "bands that overlap": ("age_bands", "bm02,from_41_to_50,41", "bm02,from_41_to_50,40", "chồng nhau"),
    "no number of an age": ("age_bands", "bm02,from_41_to_50,41", "bm02,from_41_to_50,4l", "«4l»"),
    "a band without label": ("age_bands", "41,50,Từ 41 đến 50", "41,50,", "thiếu"),
    "no number of years": ("retirement_ages", "male,2021,60", "male,2021,60y", "«60y»"),
    "an unknown gender": ("retirement_ages", "\nmale,2021", "\nmael,2021", "«mael»"),
    "two versions on a day": (
        "units",
        "Ninh Xá,ward,commune,256,,2024-11",
        "Ninh Xá,ward,commune,256,,2024-12",
        "cùng ngày",
    ),
    "a middle that is no number": ("unit_centres", "07210,21.2849", "07210,21 độ", "phải là số"),
    "a middle in the sea": ("unit_centres", "07210,21.2849", "07210,1.2849", "ngoài"),
    "a version that ends first": ("units", "256,2024-12-01,2025-06-30", "256,2025-12-01,2025-06-30", "valid_to"),
    "a unit in no district": ("units", "ward,commune,256,2024-12-01", "ward,commune,999,2024-12-01", "«999»"),
    "an unknown kind of unit": ("units", "Phường Ninh Xá,ward", "Phường Ninh Xá,wrad", "«wrad»"),
    "an unknown level": ("units", "Phường Ninh Xá,ward,commune", "Phường Ninh Xá,ward,comune", "«comune»"),
    "no day of a unit": ("units", "256,2024-12-01,2025", "256,01/12/2024,2025", "«01/12/2024»"),
    "a unit without name": ("units", "09184,Phường Ninh Xá,", "09184,,", "tên"),
    "a succession of no unit": ("unit_successions", "09175,Phường Vệ An", "09999,Phường Vệ An", "«09999»"),
    "a succession without day": ("unit_successions", "2024-12-01,09175", ",09175", "thiếu ngày"),
    "a succession of no body": ("body_successions", "27.SKHDT,Sở Kế hoạch", "27.XYZ,Sở Kế hoạch", "«27.XYZ»"),
    "a body that becomes a commune": (
        "body_successions",
        "27.STC,Sở Tài chính,whole",
        "09163,Xã A,whole",
        "một bên là",
    ),
    "a body's people in two": (
        "body_successions",
        "27.SKHDT,Sở Kế hoạch và Đầu tư,27.STC",
        "27.STC,Sở Tài chính,27.STC",
        "hai lần",
    ),
    "how sure a succession is": ("body_successions", "whole,likely", "whole,perhaps", "«perhaps»"),
    "an unknown extent": ("unit_successions", "Tiền Ninh Vệ,whole", "Tiền Ninh Vệ,hole", "«hole»"),
    "a gap between groups": ("level_groups", "digital_skills,no,no,2", "digital_skills,no,no,3", "thứ tự 2"),
    "two groups of one rank": ("level_groups", "digital_skills,no,no,2", "digital_skills,no,no,1", "nhóm khác"),
    "a code without a group": ("level_groups", "\neducation,masters,", "\nit,masters,", "«masters»"),
    "a group of two labels": (
        "level_groups",
        "masters,postgraduate,1,Sau",
        "masters,postgraduate,1,Trên",
        "hai tên",
    ),
    "no group for the rest": ("level_groups", "\nethnicity,,", "\nethnicity,Tày,", "(để trống)"),
    "no day of a post": ("positions", "2010-01-01", "2010-13-01", "«2010-13-01»"),
    "an unknown category": ("positions", "Bí thư Đảng ủy,cadre", "Bí thư Đảng ủy,cader", "«cader»"),
    "a post twice on a day": ("positions", "2010-01-01,2023-07-31", "2010-01-01,2023-12-31", "cùng ngày"),
    "an unknown bloc": ("departments", "Trạm Y tế,government", "Trạm Y tế,goverment", "«Trạm Y tế»"),
    "unknown heads": ("departments", "Trạm Y tế,station", "Trạm Y tế,stations", "«stations»"),
    "an unknown department held": ("departments", "Ban Pháp chế,no", "Ban Pháp chếe,no", "«Ban Pháp chếe»"),
    "a spelling of no department": ("department_spellings", "Y tế,Trạm Y tế", "Y tế,Trạm xá", "«Trạm xá»"),
    "an unknown severity": ("problems", ",warning", ",warnin", "«warnin»"),
    "an unknown ethnicity": ("ethnicity_spellings", ",Kinh\n", ",Kinhh\n", "«Kinhh»"),
    "an unknown religion": ("religion_spellings", ",Công giáo", ",Cong giao", "«Cong giao»"),
    "a value that sets a word": ("value_spellings", "schooling=primary", "primary", "«primary»"),
    "no words before a sentence": ("sentence_words", "digital_skills,,", "digital_skills,no,", "«digital_skills»"),
    "a list that is not there": ("fields", ",list,religions,", ",list,faiths,", "faiths.csv"),
    "a list without names": ("fields", ",list,religions,", ",list,limits_of,", "«limits_of»"),
    "a code that is not kept": ("fields", "cells,,staff,yes,yes,2,", "cells,,reading,yes,yes,2,", "kept"),
    "a code that nobody keeps": ("fields", ",yes no,codes,yes,,,staff,yes,yes,7,", ",yes no,codes,yes,,,,,,,", "kept"),
    "a roster's field of no roster": ("fields", "cells,,staff,yes,yes,2,", "cells,,roster,yes,yes,2,", "unit_type"),
    "a body of a commune's kind": ("bodies", "Sở Nội vụ,provincial_office,33", "Sở Nội vụ,ward,33", "«ward»"),
    "a province's body in a district": ("bodies", "provincial_office,33,", "provincial_office,331,", "«331»"),
    "a body that outlives its district": ("bodies", "office,331,,2025-06-30", "office,331,,2025-12-31", "suốt"),
    "a body that ends before it begins": ("bodies", "office,33,,2025-06-30", "office,33,2026-01-01,2025-06-30", "sau"),
    "an identifier of no shape": ("bodies", "33,,2025-06-30,,likely", "33,,2025-06-30,H31-13,likely", "«H31-13»"),
    "an unknown certainty": ("bodies", ",likely,", ",sure,", "«sure»"),
    "a body's code of digits": ("bodies", "33.SNV,", "33123,", "«33123»"),
    "two bodies of one code": ("bodies", "33.STP,", "33.SNV,", "cùng ngày"),
    "two bodies of one name": ("bodies", "33.STP,Sở Tư pháp,", "33.STP,Sở Nội vụ,", "cùng ngày"),
    "an opening of no level": ("openings", "commune,category", "communes,category", "«communes»"),
    "an opening by no field": ("openings", "commune,category", "commune,kind", "«kind»"),
    "two openings of one day": (
        "openings",
        "commune,department,2025-07-01",
        "commune,department,2025-06-30",
        "cùng ngày",
    ),
    "a renamed column": ("units", "code,name", "ma,name", "«code»"),
}


@pytest.mark.parametrize(("table", "text", "other", "complaint"), SPOILED.values(), ids=SPOILED)
def test_a_spoiled_row_stops_the_start_with_file_and_line(
    folder: Path, table: str, text: str, other: str, complaint: str
) -> None:
    path = folder / f"{table}.csv"
    content = path.read_text(encoding="utf-8")
    assert text in content
    path.write_text(content.replace(text, other, 1), encoding="utf-8")
    with pytest.raises(ReferenceError, match=r"^\w+\.csv, dòng \d+: ") as caught:
        checking.check()
    assert complaint in str(caught.value)


@pytest.mark.parametrize("table", [*table_names(), "forms/bm02/titles", "forms/bm04/columns", "forms/danang/form"])
def test_a_table_that_is_not_there_stops_the_start(folder: Path, table: str) -> None:
    (folder / f"{table}.csv").unlink()
    with pytest.raises(ReferenceError, match=rf"^{table}\.csv, dòng 1: "):
        checking.check()


@pytest.mark.parametrize("gender", ["female", "male"])
def test_a_gender_without_a_retirement_age_stops_the_start(folder: Path, gender: str) -> None:
    path = folder / "retirement_ages.csv"
    _without(path, f"{gender},")
    lines = len(path.read_text(encoding="utf-8").splitlines())
    with pytest.raises(ReferenceError, match=rf"^retirement_ages\.csv, dòng {lines + 1}: .* {gender}\."):
        checking.check()


def test_a_row_twice_is_named(folder: Path) -> None:
    path = folder / "units.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[-1]]), encoding="utf-8")
    with pytest.raises(ReferenceError, match=rf"^units\.csv, dòng {len(lines) + 1}: .*dòng {len(lines)}\."):
        checking.check()


def test_what_excel_saves_otherwise_is_read_or_named(folder: Path) -> None:
    path = folder / "level_groups.csv"
    content = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    checking.check()
    path.write_bytes(content.replace(b",", b";"))
    _forget()
    with pytest.raises(ReferenceError, match=r"^level_groups\.csv, dòng 1: .*ngăn cách bằng dấu phẩy"):
        checking.check()
    path.write_bytes(content.replace("Đ".encode(), b"\xd0"))
    _forget()
    with pytest.raises(ReferenceError, match=r"^level_groups\.csv, dòng 4: .*UTF-8"):
        checking.check()


def test_a_kept_field_without_its_column_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "kept_fields", lambda: ("rank", "note"))
    with pytest.raises(ReferenceError, match=r"^fields\.csv, dòng \d+: models\.Staff chưa có cột «note»"):
        prepare.prepare("sqlite://")


def test_a_forgotten_migration_is_named(tmp_path: Path) -> None:
    """The model has the column, and the database at its newest revision has not."""
    url = f"sqlite:///{(tmp_path / 'test.db').as_posix()}"
    prepare.prepare(url)
    with database.writing(url) as connection:
        connection.exec_driver_sql("ALTER TABLE staff DROP COLUMN job_position")
    with pytest.raises(ReferenceError, match=r"^fields\.csv, dòng \d+: bảng staff .* «job_position».*migrations"):
        prepare.prepare(url)


def _without(path: Path, start: str) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(start)]
    assert len(kept) < len(lines)
    path.write_text("".join(kept), encoding="utf-8")


@pytest.mark.parametrize("field", charted_fields())
def test_a_chart_without_groups_stops_the_start(folder: Path, field: str) -> None:
    _without(folder / "level_groups.csv", f"{field},")
    with pytest.raises(ReferenceError, match=r"^fields\.csv, dòng \d+: level_groups\.csv: «" + field):
        checking.check()


@pytest.mark.parametrize(("table", "start"), [("value_spellings", "schooling,"), ("code_lists", "schooling,")])
def test_a_coded_field_without_its_rows_stops_the_start(folder: Path, table: str, start: str) -> None:
    _without(folder / f"{table}.csv", start)
    with pytest.raises(ReferenceError, match="schooling"):
        checking.check()


def test_a_field_that_no_heading_tells_stops_the_start(folder: Path) -> None:
    _without(folder / "header_spellings.csv", "ethnic_language,")
    path = folder / "header_spellings.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "ethnic_language" not in line), encoding="utf-8")
    with pytest.raises(ReferenceError, match=field_label("ethnic_language")):
        checking.check()


@pytest.mark.parametrize("words", [("stats", "--help"), ("export", "--as-of", "2023-12-31"), ("chart", "--list")])
def test_every_command_says_it_in_a_sentence(tmp_path: Path, words: tuple[str, ...]) -> None:
    """In a process of its own: what is derived from the tables is derived at import."""
    copy = tmp_path / "reference"
    shutil.copytree(REFERENCE_DIR, copy)
    path = copy / "fields.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("schooling,Giáo dục phổ thông,", "schooling,,"), encoding="utf-8")
    line = next(number for number, row in enumerate(text.splitlines(), start=1) if row.startswith("schooling,"))
    code = (
        "import sys; from pathlib import Path; import settings; settings.REFERENCE_DIR = Path(sys.argv[1]);"
        "from commands import dispatch; sys.exit(dispatch.run(sys.argv[2], sys.argv[3:]))"
    )
    command = [sys.executable, "-c", code, str(copy), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert f"fields.csv, dòng {line}: " in done.stderr
    assert "Traceback" not in done.stderr
