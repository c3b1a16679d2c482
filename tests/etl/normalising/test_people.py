import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
from etl.normalising import people
from etl.normalising.people import read_name

GROUPS = [row["name"] for row in reference.rows("ethnicities")]
RELIGIONS = [row["name"] for row in reference.rows("religions")]


def test_the_list_has_54_groups_and_each_is_itself() -> None:
    assert len(GROUPS) == len(set(GROUPS)) == 54
    assert [read_name("ethnicity", name) for name in GROUPS] == GROUPS
    assert [read_name("religion", name) for name in RELIGIONS] == RELIGIONS


@given(st.sampled_from(GROUPS), st.sampled_from(["{}", "{}.", "dân tộc {}", "DT {}", "Người {}"]), st.data())
def test_a_group_is_known_however_its_parts_are_joined(name: str, frame: str, data: st.DataObject) -> None:
    joined = name.replace("-", data.draw(st.sampled_from(["-", " ", " - ", "–", "'"])))
    written = frame.format(data.draw(st.sampled_from([joined, joined.upper(), joined.lower()])))
    assert read_name("ethnicity", unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"])), written)) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Kinh(việt)", "Kinh"),
        ("Mông (mèo)", "Mông"),
        ("H`Mông", "Mông"),
        ("Khơ me", "Khơ-me"),
        ("Khmer", "Khơ-me"),
        ("Chăm (chàm)", "Chăm"),
        ("Xu đăng", "Xơ-đăng"),
        ("Bana", "Ba-na"),
        ("H`Rê", "Hrê"),
        ("M.Nông", "Mnông"),
        ("Gia lai", "Gia-rai"),
        ("Giẻ Triêng", "Gié-Triêng"),
        ("Tà Ôi", "Ta-ôi"),
        ("Phù La", "Phù Lá"),
        ("Lù", "Lự"),
        ("Máng", "Mảng"),
        ("Pò Thẻn", "Pà Thẻn"),
        ("Bru", "Bru-Vân Kiều"),
        ("Cao Lan", "Sán Chay"),
        ("Thổ", "Thổ"),
    ],
)
def test_variants_of_groups(written: str, name: str) -> None:
    assert read_name("ethnicity", written) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("không", "Không"),
        ("Lương", "Không"),
        ("Không theo tôn giáo nào", "Không"),
        ("0", "Không"),
        ("Thiên chúa giáo", "Công giáo"),
        ("Đạo Thiên Chúa", "Công giáo"),
        ("Phật", "Phật giáo"),
        ("ĐẠO TIN LÀNH", "Tin Lành"),
        ("Hoà Hảo", "Phật giáo Hòa Hảo"),
        ("Cao đài", "Cao Đài"),
        ("Đạo Hồi", "Hồi giáo"),
        ("Baha’i", "Bahá'í"),
    ],
)
def test_variants_of_religions(written: str, name: str) -> None:
    assert read_name("religion", written) == name


@pytest.mark.parametrize("written", ["", "x", "Khác", "Kính", "Tay", "Mương", "Lượng", "Tày, Nùng"])
def test_what_no_table_knows_is_none(written: str) -> None:
    assert read_name("ethnicity", written) is None
    assert read_name("religion", written) is None


@pytest.fixture
def _fresh_tables() -> Iterator[None]:
    people._names.cache_clear()
    yield
    people._names.cache_clear()


@pytest.mark.usefixtures("_fresh_tables")
@pytest.mark.parametrize(
    ("table", "row", "complaint"),
    [
        ("ethnicity_spellings", {"spelling": "Mèo", "name": "Dao"}, "đã là tên khác"),
        ("ethnicity_spellings", {"spelling": "Tay", "name": "Tay"}, "là tên không có"),
        ("religion_spellings", {"spelling": "Lương", "name": "Công giáo"}, "đã là tên khác"),
    ],
)
def test_tables_that_contradict_themselves_are_refused(
    monkeypatch: pytest.MonkeyPatch, table: str, row: dict[str, str], complaint: str
) -> None:
    real = reference.rows
    monkeypatch.setattr(reference, "rows", lambda name: [*real(name), *([row] if name == table else [])])
    with pytest.raises(reference.ReferenceError, match=complaint):
        read_name(table.removesuffix("_spellings"), "Kinh")
