"""Cells of several words: every word has a role, and nothing is guessed from likeness."""

from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
from etl.normalising import values
from etl.normalising.legends import explained, legend

LEVELS = {
    "Tiến sĩ": "doctorate", "Th.S": "masters", "Thạc sỹ": "masters", "ĐH": "bachelors", "Đại học": "bachelors",
    "Kỹ sư": "bachelors", "CĐ": "college", "Cao đẳng": "college", "Trung cấp": "intermediate", "Sơ cấp": "elementary",
}  # fmt: skip
HEIGHT = ["doctorate", "masters", "bachelors", "college", "intermediate", "elementary"]
STUDIES = ("Luật", "Kế toán", "Quản lý công", "Hóa học", "Tài chính - Ngân hàng", "Công tác xã hội", "Xây dựng")
REMARKS = ("", "", "2015", "năm 2015", "loại khá", "hệ tại chức", "VLVH", "TT 03/2014/TT-BTTTT", "05/2016")
STRANGE = ("XYZ", "lý thuyết", "KT", "phổ thông", "gần", "cao", "không rõ", "A1")

levels = st.sampled_from(sorted(LEVELS))
studies = st.sampled_from(STUDIES)
remarks = st.sampled_from(REMARKS)
cases = st.sampled_from([str, str.upper, str.lower, str.title])


def code(field: str, text: object) -> str | None:
    """Give the code that a cell says, None where it is unknown."""
    reading = values.read_value(field, text)
    return dict(reading).get(field) if isinstance(reading, tuple) else None


@given(levels, studies, remarks, cases, st.sampled_from(["{0} {1} {2}", "{0} ({1}) {2}", "{0} - {1} ({2})", "{1} - {0}",
       "{1} ({0})", "{0}: {1}, {2}", "{0}\n({1})", "{0}. {1}", "{0}, {1}; {2}", "{2} {0} {1}"]))  # fmt: skip
def test_a_level_and_a_field_of_study_say_the_same_in_any_order(
    level: str, study: str, remark: str, case: Callable[[str], str], pattern: str
) -> None:
    cell = case(pattern.format(level, study, remark).replace("()", ""))
    reading = values.read_value("education", cell)
    assert isinstance(reading, tuple), cell
    assert dict(reading)["education"] == LEVELS[level]
    assert dict(reading)["major"].casefold() == study.casefold()


@given(levels, studies, st.sampled_from(STRANGE), st.permutations([0, 1, 2]), st.sampled_from([" ", ", ", " - ", "; "]))
def test_a_word_without_a_role_makes_the_cell_unknown(
    level: str, study: str, strange: str, order: list[int], between: str
) -> None:
    words = [level, study, strange]
    assert code("education", between.join(words[place] for place in order)) is None


@given(st.lists(levels, min_size=2, max_size=4), st.sampled_from(["; ", ", ", " và ", " + ", "/", "\n"]), studies)
def test_of_several_levels_the_highest_counts(held: list[str], between: str, study: str) -> None:
    highest = min((LEVELS[level] for level in held), key=HEIGHT.index)
    assert code("education", between.join(f"{level} {study}" for level in held)) == highest


@given(levels, levels, st.sampled_from(["{0} (đang học {1})", "{0}, đang học {1} Luật", "{0} - đang theo học {1}"]))
def test_what_is_still_studied_is_not_held(held: str, studied: str, pattern: str) -> None:
    assert code("education", pattern.format(held, studied)) == LEVELS[held]
    assert code("education", f"Đang học {studied}") is None


LANGUAGES = {"Anh": "english", "Nga": "other_language", "Trung": "other_language", "Pháp": "other_language"}
named = st.sampled_from(["Tiếng {0} {1}", "{0} {1}", "{1} ({0})", "{1} tiếng {0}", "{0}: {1}",
                         "Chứng chỉ tiếng {0} {1}", "tiếng {0} trình độ {1} (2016)"])  # fmt: skip
parts = st.tuples(st.sampled_from(sorted(LANGUAGES)), named, st.sampled_from(["A", "B", "C", "A2", "B1", "bậc 3"]))


@given(st.lists(parts, min_size=1, max_size=3), st.sampled_from(["; ", ", ", " + ", " và ", "\n", "/"]))
def test_each_language_of_a_cell_has_its_field(told_of: list[tuple[str, str, str]], between: str) -> None:
    cell = between.join(pattern.format(language, level) for language, pattern, level in told_of)
    fields = {LANGUAGES[language] for language, _, _ in told_of}
    assert values.read_value("language", cell) == tuple((field, "certificate") for field in sorted(fields))
    for field in ("english", "other_language"):
        assert (code(field, cell) == "certificate") == (fields == {field}), cell


UNKNOWN = {
    "education": (
        "Trung học phổ thông", "Sơ cấp lý luận", "Trung cấp lý luận chính trị", "Cao đẳng - Đại học", "Luật", "SC TH",
        "Trung cấp (ĐH Nông lâm)", "Trường ĐH Luật", "Học đại học", "Chưa tốt nghiệp đại học", "12 ĐH", "Đại học)",
        "Kỹ thuật CN - Tin", "ĐH, TS", "Luật, KS", "ĐH năm 3", "Đại học (đang học)",
        "Bằng nghề - ĐH", "Đang học cao học, đại học Luật", "Đại học Luật?", "Cử nhân không",
    ),
    "political_theory": ("Cử nhân Luật", "Trung - cao cấp", "Đảng viên mới", "Trung cấp (cao cấp)"),
    "it": ("CNTT", "Cử nhân Luật", "Thành thạo", "Chứng chỉ kỹ năng số cơ bản", "Tin học loại giỏi",
           "TT03 - Bằng CNTT"),
    "party_member": ("Dự bị 2005, chính thức 2006", "Đảng viên (không)", "Chưa kết nạp 2005", "Vào Đảng 2005?"),
    "rank": ("Chuyên viên (01.002)", "Chuyên viên, cán sự"),
    "language": ("B1; Tiếng Trung HSK3", "Anh B1, Đại học", "ĐH Anh B", "450", "Tiếng Anh, không", "CĐ tiếng Anh"),
    "english": ("Tiếng Trung A", "Anh B; Trung A"),
    "other_language": ("Anh A",),
    "ethnic_language": ("Tiếng Kinh", "Không biết tiếng Tày"),
}  # fmt: skip


@pytest.mark.parametrize(("field", "text"), [(field, text) for field, texts in UNKNOWN.items() for text in texts])
def test_what_may_mean_two_things_stays_unknown(field: str, text: str) -> None:
    assert isinstance(values.read_value(field, text), values.Unknown)


KNOWN = [
    ("education", "01 đại học", "bachelors"), ("education", "ĐH Nông nghiệp I", "bachelors"),
    ("education", "Dược sĩ trung học", "intermediate"), ("education", "Thạc sĩ - ĐH Luật Hà Nội", "masters"),
    ("education", "Luật (ĐH), Hành chính (ThS)", "masters"), ("education", "Luật - ĐH; Kế toán - CĐ", "bachelors"),
    ("education", "Cử nhân Học viện Hành chính", "bachelors"), ("political_theory", "CC (2019)", "advanced"),
    ("political_theory", "Cao cấp (Học viện CTQG Hồ Chí Minh)", "advanced"),
    ("rank", "Chuyên viên - 01.003", "specialist"),
    ("education", "Dược sĩ TC", "intermediate"), ("political_theory", "Trung cấp hoàn chỉnh", "intermediate"),
    ("schooling", "12/12 (BTVH)", "upper_secondary"), ("schooling", "9/12 (BTVH)", "lower_secondary"),
    ("schooling", "THPT (12/12)", "upper_secondary"), ("schooling", "Tốt nghiệp 12/12 hệ bổ túc", "upper_secondary"),
    ("rank", "Chuyên viên (mã số 01.003)", "specialist"), ("it", "CC UDCNTT CB số A0123/2019", "certificate"),
    ("rank", "Ngạch chuyên viên và tương đương", "specialist"), ("it", "Kỹ sư phần mềm", "degree"),
    ("state_management", "Bồi dưỡng QLNN ngạch CVC năm 2019", "principal"),
    ("english", "A2 khung Châu Âu", "certificate"), ("party_member", "Đảng viên (03/02/2005)", "yes"),
    ("party_member", "Dự bị từ năm 2023", "yes"), ("education", "TC QS (2010), CN Luật (2015)", "bachelors"),
    ("ethnic_language", "Tiếng Gia Rai", "yes"), ("ethnic_language", "Chứng chỉ tiếng H'Mông", "yes"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "text", "meaning"), KNOWN)
def test_what_a_clerk_understands_at_once_is_read(field: str, text: str, meaning: str) -> None:
    assert code(field, text) == meaning


def test_of_several_it_certificates_the_highest_is_kept() -> None:
    for texts in permutations(["Tin học A", "CNTT cơ bản", "MOS"]):
        assert dict(values.sets_named("it", "; ".join(texts))) == {"it": "certificate", "it_detail": "basic"}
    assert dict(values.sets_named("it", "Chứng chỉ A, B, C"))["it_detail"] == "c"


def test_every_spelling_of_the_table_is_read_as_it_says() -> None:
    for row in reference.rows("value_spellings"):
        sets = tuple(tuple(item.split("=")) for item in row["sets"].split() if "=" in item)
        assert values.read_value(row["field"], row["spelling"]) == sets, row


@pytest.mark.parametrize("heading", ["Giới tính (Nam: 1; Nữ: 0)", "Giới tính (1=Nam, 0=Nữ)", "Phái (1 - nam, 0 - nữ)",
    "Giới tính 1: Nam; 0: Nữ", "Giới tính (Nam/Nữ: 1/0)", "Giới tính (nam ghi 1, nữ ghi 0)",
    "Nam (1), Nữ (0)", "Nam/Nữ (1/0)", "Giới tính: 1 là nam, 0 là nữ", "Phái (nam 1, nữ 0)",
    "GT (1 nam/0 nữ)", "Nam=1, Nữ=0", "Giới tính (1: Nam; 0: Nữ", "Giới tính (Nam: 1; Nử: 0)"])  # fmt: skip
def test_a_heading_explains_its_signs(heading: str) -> None:
    signs = legend("gender", [heading])
    assert signs == {"1": (("gender", "male"),), "0": (("gender", "female"),)}


@pytest.mark.parametrize("heading", ["Phái (True: Nam, False: Nữ)", "Giới tính: TRUE là Nam, FALSE là Nữ",
    "Giới tính (Đúng = Nam, Sai = Nữ)", "Giới tính (True/False = Nam/Nữ)", "Giới tính (1: Nam; 0: Nữ)"])  # fmt: skip
@pytest.mark.parametrize(("cell", "code"), [(True, "male"), (1.0, "male"), (False, "female"), (0, "female")])
def test_a_logical_value_is_explained_by_any_of_its_signs(heading: str, cell: object, code: str) -> None:
    assert explained(legend("gender", [heading]), cell) == (("gender", code),)


@pytest.mark.parametrize(
    "heading", ["Giới tính (Nam: 1; Nữ: 1)", "Giới tính (0/1)", "Trình độ (TC - ThS)", "Phái", "Ngoại ngữ (Anh: A, B)"]
)
def test_a_heading_without_a_clear_legend_has_none(heading: str) -> None:
    for field in ("gender", "education", "language"):
        assert legend(field, [heading]) == {}


@pytest.mark.parametrize("text", [True, "TRUE", "Đúng", "Yes", "y", 1, "x"])
def test_so_in_the_words_of_other_programs(text: object) -> None:
    assert code("party_member", text) == "yes"


@pytest.mark.parametrize("text", [False, "FALSE", "Sai", "No", "n", 0, "Không"])
def test_not_so_in_the_words_of_other_programs(text: object) -> None:
    assert code("party_member", text) == "no"
    assert values.read_mark("gender", (("gender", "female"),), text) is None


DEGREE = (("education", "bachelors"),)


@pytest.mark.parametrize(
    ("text", "major"), [("Luật", "Luật"), ("ĐH Luật", "Luật"), ("Kinh tế, Luật (VLVH)", "Kinh tế, Luật")]
)
def test_a_field_of_study_under_a_level_stands_for_a_mark(text: str, major: str) -> None:
    assert values.read_mark("education", DEGREE, text) == (*DEGREE, ("major", major))


@pytest.mark.parametrize("text", ["đang học Luật", "Thạc sĩ Luật", "KT", "và", "Chưa tốt nghiệp", "lạ"])
def test_other_words_under_a_level_stay_unknown(text: str) -> None:
    assert isinstance(values.read_mark("education", DEGREE, text), values.Unknown)


@pytest.mark.parametrize("text", ["Tiếng Anh B1 (đang học B2)", "Anh: -", "ĐH Anh, Trung", "Đang học tiếng Anh"])
def test_a_language_without_a_clear_level_stays_unknown(text: str) -> None:
    assert isinstance(values.read_value("language", text), values.Unknown)


@pytest.mark.parametrize(
    ("cell", "major"),
    [
        ("Cử nhân Luật; Thạc sĩ QLC", "Luật; QLC"),
        ("Đại học (Luật) Kế toán", "Luật; Kế toán"),
        ("Đại học Luật (2010) Thạc sĩ Luật (2015)", "Luật"),
        ("Đại học Quản lý đất đai và môi trường", "Quản lý đất đai và môi trường"),
        ("ĐH Luật Hà Nội", ""),
        ("Trung cấp (đang học ĐH Luật)", ""),
    ],
)
def test_the_fields_of_study_are_kept_as_written(cell: str, major: str) -> None:
    assert dict(values.sets_named("education", cell)).get("major", "") == major


OPENINGS = ("Tiếng {0}", "{0}", "Chứng chỉ tiếng {0}", "CC tiếng {0}", "{0} văn", "Tiếng {0} trình độ")
CERTIFICATES = ("A", "B", "C", "D", "A1", "A2", "B1", "B2", "C1", "C2", "bậc 1", "bậc 4")


@pytest.mark.parametrize("level", CERTIFICATES)
@pytest.mark.parametrize("opening", OPENINGS)
def test_a_language_and_its_certificate_go_together(opening: str, level: str) -> None:
    assert code("english", f"{opening.format('Anh')} {level}") == "certificate"
    for language in ("Nga", "Pháp", "Trung"):
        assert code("other_language", f"{opening.format(language)} {level}") == "certificate"


RANKS = {
    "Chuyên viên chính": "01.002",
    "Cán sự": "01.004",
    "Kế toán viên trung cấp": "06.032",
    "Văn thư viên": "02.007",
}
WITH_NUMBER = ("{0} ({1})", "{0} - {1}", "{0} {1}", "{1} - {0}", "{1} ({0})", "{0}, {1}", "{0} (mã số {1})",
               "{0}, mã số {1}", "Ngạch {0}", "{0} và tương đương", "{0} & TĐ", "{0} (và tương đương)")  # fmt: skip


@pytest.mark.parametrize("pattern", WITH_NUMBER)
@pytest.mark.parametrize(("rank", "number"), RANKS.items())
def test_a_rank_and_its_number_go_together(rank: str, number: str, pattern: str) -> None:
    assert code("rank", pattern.format(rank, number)) == code("rank", number) == code("rank", rank) is not None


CODES_OF_RANKS = {
    "Chuyên viên cao cấp": "senior_principal", "CVCC": "senior_principal", "01.001": "senior_principal",
    "Chuyên viên chính": "principal", "CVC": "principal", "01.002": "principal", "Kế toán viên chính": "principal",
    "Chuyên viên": "specialist", "CV": "specialist", "01.003": "specialist", "Kế toán viên": "specialist",
    "Cán sự": "officer", "01.004": "officer", "Văn thư viên trung cấp": "officer", "Nhân viên": "staff",
}  # fmt: skip
BEFORE_RANKS = ("", "ngạch", "Ngạch công chức", "mã số", "mã ngạch:", "công chức")
BEHIND_RANKS = ("", "và tương đương", "hoặc tương đương", "(TĐ)", "(2019)", "& TĐ", "năm 2020")

ranks = st.sampled_from(sorted(CODES_OF_RANKS))


@given(st.sampled_from(BEFORE_RANKS), ranks, st.sampled_from(BEHIND_RANKS), cases)
def test_a_rank_is_the_same_in_the_words_around_it(
    before: str, rank: str, behind: str, case: Callable[[str], str]
) -> None:
    assert code("rank", case(f"{before} {rank} {behind}")) == CODES_OF_RANKS[rank]


@given(ranks, ranks, st.sampled_from(["{0}, {1}", "{0} ({1})", "{0} - {1}", "{0}; ngạch {1}", "{0} và {1}", "{0}/{1}"]))
def test_two_ranks_that_differ_are_none(first: str, second: str, pattern: str) -> None:
    same = CODES_OF_RANKS[first] == CODES_OF_RANKS[second]
    assert code("rank", pattern.format(first, second)) == (CODES_OF_RANKS[first] if same else None)


@given(ranks, st.sampled_from(["dự bị", "bậc cao", "đại học", "trưởng", "01.999"]), st.booleans())
def test_a_word_without_a_role_beside_a_rank_makes_it_unknown(rank: str, word: str, is_first: bool) -> None:
    assert code("rank", f"{word} {rank}" if is_first else f"{rank} {word}") is None


COMPUTER_WORDS = ("CNTT {0}", "UDCNTT {0}", "ƯD CNTT {0}", "Chứng chỉ ứng dụng CNTT {0}", "CC UDCNTT {0}",
                  "Tin học {0}", "Chuẩn kỹ năng sử dụng CNTT {0}", "Ứng dụng công nghệ thông tin {0}")  # fmt: skip


@pytest.mark.parametrize("pattern", COMPUTER_WORDS)
@pytest.mark.parametrize(
    ("level", "detail"), [("cơ bản", "basic"), ("CB", "basic"), ("nâng cao", "advanced"), ("NC", "advanced")]
)
def test_a_standard_of_it_is_known_by_its_parts(pattern: str, level: str, detail: str) -> None:
    assert dict(values.sets_named("it", pattern.format(level))) == {"it": "certificate", "it_detail": detail}


GRADED = ("education", "political_theory", "state_management", "it")


def _phrases(field: str, *roles: str) -> list[str]:
    return [
        row["word"] for row in reference.rows("value_words") if row["field"] in (field, "") and row["role"] in roles
    ]


def _levels(field: str) -> list[tuple[str, str]]:
    rows = (row for row in reference.rows("value_spellings") if row["field"] == field and "shared" not in row["sets"])
    return [(row["spelling"], dict([row["sets"].split()[0].split("=")])[field]) for row in rows if row["sets"]]


@given(st.data(), st.sampled_from(GRADED))
def test_the_words_around_a_level_never_make_it_another(data: st.DataObject, field: str) -> None:
    around = st.sampled_from(_phrases(field, "note", "aside", "study", "place"))
    level, meaning = data.draw(st.sampled_from(_levels(field)))
    words = data.draw(st.permutations([level, *data.draw(st.lists(around, max_size=3))]))
    separators = data.draw(st.lists(st.sampled_from([" ", ", ", "; ", " - ", " ("]), min_size=4, max_size=4))
    cell = "".join(word + separator for word, separator in zip(words, separators, strict=False)).rstrip(" ,;-(")
    assert code(field, cell) in (meaning, None), cell
