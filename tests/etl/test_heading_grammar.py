"""Headings that are understood by their parts: any order of the words of one kind, and never a word that is foreign."""

from itertools import groupby

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sqlalchemy import select

import database
import reference
from etl.headers.grammar import HeadingKind, compose, kinds
from etl.headers.vocabulary import meaning_of, path_meaning
from etl.records import SourceFile
from models import Staff
from reference.spelling import words_of
from tests.etl.rosters import HEAD, codes, people, run, workbook
from tests.golden.paper import Row

FOREIGN = ("huyện", "vợ", "khác", "cũ", "quê", "trước đây")
JOINTS = (" ", ", ", "/", " - ", "\n", " (")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Chuẩn kỹ năng sử dụng CNTT", "it"),
        ("Kỹ năng CNTT (cơ bản)", "it"),
        ("Chứng chỉ bồi dưỡng\ntin học", "it"),
        ("C/c tin học", "it"),
        ("CC A, B tin học", "it"),
        ("Tên cơ quan, đơn vị đang công tác", "unit"),
        ("Có chứng chỉ tin học (A, B, C hoặc tương đương)", "it"),
        ("CC THUD", "it"),
        ("Chứng chỉ tin học từ A trở lên", "it"),
        ("Có phải là đảng viên không", "party_member"),
        ("Bồi dưỡng chuyển đổi số, kỹ năng số", "digital_skills"),
        ("Phòng, ban, đơn vị trực thuộc", "department"),
        ("Diện CBCC", "category"),
        ("Thuộc đối tượng", "category"),
        ("Phòng, ban đang công tác", "department"),
        ("Thuộc xã/phường", "unit"),
        ("UBND xã, phường", "unit"),
        ("Hiện công tác tại", "unit"),
        ("Họ, tên đệm và tên", "full_name"),
        ("Cán bộ, công chức (họ và tên)", "full_name"),
        ("Họ tên đệm", "family_name"),
        ("ĐV ĐCS", "party_member"),
        ("Ngày được kết nạp vào Đảng", "party_member"),
        ("Biết tiếng dân tộc thiểu số", "ethnic_language"),
        ("Có chứng chỉ về tiếng Anh", "english"),
        ("Ngoại ngữ (Anh)", "english"),
        ("Ngoại ngữ: Anh", "english"),
        ("NN (Anh)", "english"),
        ("Trình độ ngoại ngữ (Anh văn)", "english"),
        ("Ngoai ngu (Anh)", "english"),
        ("Ngoại ngữ (Anh, Pháp)", "language"),
        ("Ngoại ngữ (Trung)", "language"),
        ("Đã được bồi dưỡng kiến thức kỹ năng số", "digital_skills"),
        ("Ngạch/CDNN", "rank"),
        ("Mã số ngạch, chức danh nghề nghiệp viên chức", "rank"),
    ],
)
def test_a_heading_in_other_words_is_known(heading: str, field: str) -> None:
    meaning = path_meaning((heading,)).meaning
    assert meaning is not None
    assert (meaning.field, meaning.sets) == (field, ())


@pytest.mark.parametrize(
    "heading",
    [
        "Không phải đảng viên",
        "Cán bộ xã",
        "Cơ quan cũ",
        "Xã, huyện",
        "Ủy ban nhân dân",
        "Chứng chỉ ngoại ngữ, tin học",
        "Họ và tên vợ",
        "Trình độ đại học trở lên",
        "Đảng viên dự bị",
        "Nơi cấp",
        "Thời gian giữ ngạch",
        "Phân loại xã",
        "Đối tượng chính sách",
    ],
)
def test_a_word_of_another_kind_makes_it_unknown(heading: str) -> None:
    assert path_meaning((heading,)).meaning is None


@pytest.mark.parametrize(
    ("heading", "detail"),
    [
        ("Chứng chỉ ƯDCNTT nâng cao", "advanced"),
        ("Tin học (UDCNTT cơ bản)", "basic"),
        ("Chứng chỉ A tin học", "a"),
        ("Chứng chỉ IC3", "international"),
        ("Chứng chỉ tin học A, B, C", None),
        ("UDCNTT cơ bản trở lên", None),
    ],
)
def test_the_level_that_a_heading_names_belongs_to_its_marks(heading: str, detail: str | None) -> None:
    meaning = path_meaning((heading,)).meaning
    assert meaning is not None
    assert dict(meaning.marked).get("it_detail") == detail


def test_under_its_own_field_a_heading_need_not_name_it_again() -> None:
    meaning = path_meaning(("Tin học", "Chứng chỉ theo chuẩn nâng cao")).meaning
    assert meaning is not None
    assert meaning.sets == (("it", "certificate"), ("it_detail", "advanced"))
    assert path_meaning(("Tin học", "Hiện nay")).meaning is None
    assert path_meaning(("Tin học", "Trình độ về CNTT")).meaning == path_meaning(("Tin học",)).meaning


def test_columns_that_each_name_a_level_are_its_levels(sqlite_url: str) -> None:
    head = (*HEAD, "UDCNTT cơ bản", "Ứng dụng CNTT (nâng cao)")
    rows: list[Row] = [(*row, *marks) for row, marks in zip(people(3), (("x", ""), ("", "x"), ("", "")), strict=True)]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(rows, head=head)))
    assert (report.status, codes(report)) == ("loaded", [])
    with database.reading(sqlite_url) as connection:
        levels = connection.execute(select(Staff.it, Staff.it_detail).order_by(Staff.id)).all()
    assert [tuple(level) for level in levels] == [("certificate", "basic"), ("certificate", "advanced"), (None, None)]


def test_a_bare_certificate_is_of_the_language_that_its_heading_names(sqlite_url: str) -> None:
    rows: list[Row] = [(*row, level) for row, level in zip(people(3), ("B1", "A", ""), strict=True)]
    report = run(sqlite_url, SourceFile("roster.xlsx", workbook(rows, head=(*HEAD, "Ngoại ngữ (Anh)"))))
    assert (report.status, codes(report)) == ("loaded", [])
    with database.reading(sqlite_url) as connection:
        languages = connection.execute(select(Staff.english, Staff.other_language).order_by(Staff.id)).all()
    assert [tuple(each) for each in languages] == [("certificate", None), ("certificate", None), (None, None)]


def test_the_grammar_never_contradicts_the_table() -> None:
    """A heading that frames others may be a field where nothing stands under it: «Ngạch, bậc»."""
    tabled: dict[str, set[str]] = {}
    for row in reference.rows("header_spellings"):
        if row["under"] in ("", "leaf"):
            tabled.setdefault(row["spelling"], set()).add(meaning_of(row["meaning"]).field)
    for heading, fields in tabled.items():
        composition = compose(heading)
        assert composition is None or composition.field in fields, heading


GROUPS = [list(group) for _, group in groupby(kinds(), key=lambda kind: kind.name)]


@st.composite
def headings(draw: st.DrawFn) -> tuple[list[HeadingKind], str]:
    """Words of one kind, with all roles that some heading of it needs, in any order and apart in any way."""
    group = draw(st.sampled_from(GROUPS))
    kind = draw(st.sampled_from(group))
    by_role = {role: [" ".join(w) for w, word in kind.known.items() if word.role == role] for role in kind.needs}
    needed = [draw(st.sampled_from(by_role[role])) for role in sorted(kind.needs)]
    others = draw(st.lists(st.sampled_from([" ".join(words) for words in kind.known]), max_size=4))
    words = draw(st.permutations([*needed, *others]))
    return group, "".join(word + draw(st.sampled_from(JOINTS)) for word in words)


def _keeps_its_parts(group: list[HeadingKind], heading: str) -> bool:
    """Tell whether no two words side by side make another: «tên» before «đệm» is no given name."""
    composition = compose(heading)
    return composition is not None or not any(word.role == "middle" for word in group[0].known.values())


@given(headings())
def test_words_of_one_kind_in_any_order_are_one_field(drawn: tuple[list[HeadingKind], str]) -> None:
    group, heading = drawn
    assume(_keeps_its_parts(group, heading))
    composition = compose(heading)
    assert composition is not None, heading
    assert composition.field in {kind.field for kind in group}, heading


@given(headings(), st.sampled_from(FOREIGN), st.booleans())
def test_one_foreign_word_and_the_heading_is_of_no_kind(
    drawn: tuple[list[HeadingKind], str], foreign: str, is_first: bool
) -> None:
    group, heading = drawn
    assert not any(set(words_of(foreign)) <= kind.letters for kind in group)
    assert compose(f"{foreign} {heading}" if is_first else f"{heading} {foreign}") is None
