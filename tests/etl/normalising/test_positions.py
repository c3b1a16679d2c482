import unicodedata
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
from etl.normalising import position_tables
from etl.normalising.departments import find_department
from etl.normalising.positions import read_position, suggest_position
from reference import post_words

Y2021, Y2023, Y2025 = date(2021, 12, 31), date(2023, 12, 31), date(2025, 12, 31)
CADRE_OFFICES = [
    "Bí thư Đảng ủy", "Phó Bí thư Đảng ủy", "Chủ tịch HĐND", "Phó Chủ tịch HĐND", "Chủ tịch UBND", "Phó Chủ tịch UBND",
    "Chủ tịch Ủy ban MTTQ Việt Nam", "Bí thư Đoàn TNCS Hồ Chí Minh", "Chủ tịch Hội LHPN Việt Nam",
    "Chủ tịch Hội Nông dân Việt Nam", "Chủ tịch Hội Cựu chiến binh Việt Nam",
]  # fmt: skip
CIVIL_SERVANT_TITLES = [
    "Chỉ huy trưởng Ban CHQS", "Văn phòng – thống kê", "Địa chính – xây dựng – đô thị và môi trường",
    "Địa chính – nông nghiệp – xây dựng và môi trường", "Tài chính – kế toán", "Tư pháp – hộ tịch", "Văn hóa – xã hội",
]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("BTĐU", "Bí thư Đảng ủy"),
        ("Bí thư", "Bí thư Đảng ủy"),
        ("PBT Đảng uỷ", "Phó Bí thư Đảng ủy"),
        ("PBTTT", "Phó Bí thư Thường trực Đảng ủy"),
        ("Phó BT - Thường trực Đảng ủy", "Phó Bí thư Thường trực Đảng ủy"),
        ("CT HĐND", "Chủ tịch HĐND"),
        ("P. Chủ tịch Hội đồng nhân dân", "Phó Chủ tịch HĐND"),
        ("CT UBND", "Chủ tịch UBND"),
        ("Chủ tịch Ủy ban nhân dân thị trấn", "Chủ tịch UBND"),
        ("PCT.UBND", "Phó Chủ tịch UBND"),
        ("Phó TP Văn hóa - Xã hội", "Phó Trưởng phòng Văn hóa – Xã hội"),
        ("P.CT UBND xã Đại Bái", "Phó Chủ tịch UBND"),
        ("Phó Chủ tịch UBND P. Đáp Cầu", "Phó Chủ tịch UBND"),
        ("CT UBMTTQVN phường", "Chủ tịch Ủy ban MTTQ Việt Nam"),
        ("CT MTTQ", "Chủ tịch Ủy ban MTTQ Việt Nam"),
        ("Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam xã", "Chủ tịch Ủy ban MTTQ Việt Nam"),
        ("BT ĐTN", "Bí thư Đoàn TNCS Hồ Chí Minh"),
        ("Bí thư Đoàn Thanh niên Cộng sản Hồ Chí Minh", "Bí thư Đoàn TNCS Hồ Chí Minh"),
        ("CT LHPN", "Chủ tịch Hội LHPN Việt Nam"),
        ("CT HPN", "Chủ tịch Hội LHPN Việt Nam"),
        ("Chủ tịch Hội LHPN xã", "Chủ tịch Hội LHPN Việt Nam"),
        ("CT HND", "Chủ tịch Hội Nông dân Việt Nam"),
        ("Chủ tịch Hội CCB", "Chủ tịch Hội Cựu chiến binh Việt Nam"),
        ("CHT BCHQS", "Chỉ huy trưởng Ban CHQS"),
        ("CHT QS", "Chỉ huy trưởng Ban CHQS"),
        ("Chỉ huy trưởng Ban Chỉ huy quân sự xã", "Chỉ huy trưởng Ban CHQS"),
        ("VP-TK", "Văn phòng – thống kê"),
        ("VP - Thống kê", "Văn phòng – thống kê"),
        ("Công chức Văn phòng - Thống kê", "Văn phòng – thống kê"),
        ("VĂN PHÒNG, THỐNG KÊ", "Văn phòng – thống kê"),
        ("ĐC-XD-ĐT-MT", "Địa chính – xây dựng – đô thị và môi trường"),
        ("ĐC-NN-XD&MT", "Địa chính – nông nghiệp – xây dựng và môi trường"),
        ("TC-KT", "Tài chính – kế toán"),
        ("CC. Kế toán ngân sách", "Tài chính – kế toán"),
        ("Công chức - tư pháp hộ tịch", "Tư pháp – hộ tịch"),
        ("CC VHXH", "Văn hóa – xã hội"),
        ("VH_XH", "Văn hóa – xã hội"),
        ("Văn hoá - Xã hội", "Văn hóa – xã hội"),
        ("TCA", "Trưởng Công an"),
        ("Thủ quỹ, văn thư, lưu trữ", "Thủ quỹ – văn thư – lưu trữ"),
        ("Phó CT Hội Nông dân", "Phó Chủ tịch Hội Nông dân Việt Nam"),
        ("Chánh Văn phòng HĐND&UBND", "Chánh Văn phòng HĐND và UBND"),
    ],
)
def test_a_spelling_is_its_official_title(written: str, title: str) -> None:
    for text in (written, unicodedata.normalize("NFD", f" {written} ")):
        reading = read_position(text, Y2023)
        assert (reading.titles, reading.unknown, reading.joined) == ((title,), (), title)


@pytest.mark.parametrize(
    ("written", "titles"),
    [
        ("Bí thư – CT HĐND", ("Bí thư Đảng ủy", "Chủ tịch HĐND")),
        ("Bí Thư Đảng ủy  - Chủ tịch HĐND", ("Bí thư Đảng ủy", "Chủ tịch HĐND")),
        ("PBT, CT UBND", ("Phó Bí thư Đảng ủy", "Chủ tịch UBND")),
        ("Bí thư kiêm Chủ tịch UBND", ("Bí thư Đảng ủy", "Chủ tịch UBND")),
        ("Phó Bí thư Thường trực Đảng ủy;\nChủ tịch HĐND xã", ("Phó Bí thư Thường trực Đảng ủy", "Chủ tịch HĐND")),
        ("Phó Bí thư Đảng ủy\nChủ tịch UBND phường Đáp Cầu", ("Phó Bí thư Đảng ủy", "Chủ tịch UBND")),
        ("Chủ tịch UBND xã Đại Bái, Bí thư Đoàn xã", ("Chủ tịch UBND", "Bí thư Đoàn TNCS Hồ Chí Minh")),
        ("VP-TK và VH-XH", ("Văn phòng – thống kê", "Văn hóa – xã hội")),
        ("CT UBND; Chủ tịch UBND", ("Chủ tịch UBND",)),
        ("ĐUV, PCT UBND", ("Đảng ủy viên", "Phó Chủ tịch UBND")),
    ],
)
def test_joined_titles_are_taken_apart(written: str, titles: tuple[str, ...]) -> None:
    reading = read_position(written, Y2023)
    assert (reading.titles, reading.joined, reading.category is None) == (titles, "; ".join(titles), False)


@pytest.mark.parametrize(
    ("written", "titles", "unknown", "joined"),
    [
        ("Văn phòng - Thống kê (một cửa)", ("Văn phòng – thống kê",), ("một cửa",), "Văn phòng – thống kê; một cửa"),
        ("Trưởng ban - Khu phố 3", (), ("Trưởng ban - Khu phố 3",), "Trưởng ban - Khu phố 3"),
        ("Tổ trưởng, CT UBND", ("Chủ tịch UBND",), ("Tổ trưởng",), "Tổ trưởng; Chủ tịch UBND"),
        ("Chủ tịch", (), ("Chủ tịch",), "Chủ tịch"),
        ("Chủ tịch UBND  huyện", (), ("Chủ tịch UBND huyện",), "Chủ tịch UBND huyện"),
        ("Chủ tịch UBND xã Không Có", (), ("Chủ tịch UBND xã Không Có",), "Chủ tịch UBND xã Không Có"),
        ("Công chức", (), ("Công chức",), "Công chức"),
        ("Văn phòng", (), ("Văn phòng",), "Văn phòng"),
        ("", (), (), ""),
    ],
)
def test_what_no_table_knows_is_kept_as_written(
    written: str, titles: tuple[str, ...], unknown: tuple[str, ...], joined: str
) -> None:
    reading = read_position(written, Y2023)
    assert (reading.titles, reading.unknown, reading.joined) == (titles, unknown, joined)


@pytest.mark.parametrize("day", [Y2021, Y2023])
def test_the_decrees_lists_are_cadres_and_civil_servants(day: date) -> None:
    assert {read_position(title, day).category for title in CADRE_OFFICES} == {"cadre"}
    assert {read_position(title, day).category for title in CIVIL_SERVANT_TITLES} == {"civil_servant"}


@pytest.mark.parametrize(
    ("written", "day", "category"),
    [
        ("Trưởng Công an", date(2023, 7, 31), "civil_servant"),
        ("Trưởng Công an", date(2023, 8, 1), None),
        ("Văn phòng – thống kê", date(2025, 6, 30), "civil_servant"),
        ("Văn phòng – thống kê", date(2025, 7, 1), None),
        ("Chủ tịch UBND", Y2025, "cadre"),
        ("Chuyên viên", Y2023, None),
        ("Chuyên viên", Y2025, "civil_servant"),
        ("Phó Chỉ huy trưởng Ban CHQS", Y2023, "part_time"),
        ("Phó Chỉ huy trưởng Ban CHQS", Y2025, "civil_servant"),
        ("Phó Chủ tịch UBND kiêm Chỉ huy trưởng Ban CHQS", Y2023, "cadre"),
        ("Chỉ huy trưởng Ban CHQS đồng thời là Phó Chủ tịch UBND", Y2023, "civil_servant"),
        ("Chỉ huy trưởng Ban CHQS - Phó Chủ tịch UBND", Y2023, None),
        ("PCT UBND kiêm GĐ TTPVHCC", Y2025, "cadre"),
        ("Chánh VP Đảng ủy", Y2023, None),
        ("Chánh VP Đảng ủy", Y2025, "civil_servant"),
        ("Trưởng Ban Xây dựng Đảng", Y2025, "civil_servant"),
        ("Phó Trưởng ban Tuyên giáo - Dân vận", Y2025, "civil_servant"),
        ("Phó Chủ nhiệm UBKT Đảng ủy", Y2025, "cadre"),
        ("Phó Trưởng ban KT-NS HĐND", Y2025, "cadre"),
        ("Ủy viên Thường trực MTTQ", Y2025, "cadre"),
        ("Phó Bí thư Đoàn", Y2023, "part_time"),
        ("Phó Bí thư Đoàn", Y2025, "cadre"),
        ("Chuyên viên Ban Xây dựng Đảng", Y2025, "civil_servant"),
        ("Bí thư Đoàn kiêm Chủ tịch Hội Chữ thập đỏ", Y2023, "cadre"),
        ("VP-TK, Thủ quỹ", Y2023, "civil_servant"),
        ("Thủ quỹ", Y2023, "part_time"),
        ("Đảng ủy viên", Y2023, None),
        ("Đảng ủy viên, VP-TK", Y2023, "civil_servant"),
        ("Tổ trưởng", Y2023, None),
    ],
)
def test_the_category_is_what_the_decree_in_force_says(written: str, day: date, category: str | None) -> None:
    assert read_position(written, day).category == category


@pytest.mark.parametrize("written", ["Địa chính", "ĐC-XD", "Địa chính - Xây dựng - Môi trường"])
def test_the_unit_tells_the_land_officers_apart(written: str) -> None:
    land = {kind: read_position(written, Y2023, kind).titles[0] for kind in ("commune", "ward", "township")}
    assert land["commune"] == "Địa chính – nông nghiệp – xây dựng và môi trường"
    assert land["ward"] == land["township"] == "Địa chính – xây dựng – đô thị và môi trường"
    assert read_position(written, Y2023).titles == ("Địa chính",)


JOINTS = st.sampled_from([" - ", "–", ", ", "; ", " kiêm ", " và ", "/", "\n", " KIÊM "])


@given(st.lists(st.sampled_from(CADRE_OFFICES + CIVIL_SERVANT_TITLES), min_size=1, max_size=4, unique=True), st.data())
def test_any_titles_joined_in_any_way_come_apart_again(titles: list[str], data: st.DataObject) -> None:
    text = titles[0]
    for title in titles[1:]:
        text += data.draw(JOINTS) + title
    reading = read_position(text.upper() if data.draw(st.booleans()) else text, Y2023)
    assert reading.titles == tuple(titles)
    assert reading.unknown == ()


STRANGE = ["khu phố 3", "một cửa", "Tổ trưởng", "quản lý chợ"]


@given(st.lists(st.sampled_from(STRANGE + CADRE_OFFICES), min_size=1, max_size=5, unique=True), st.data())
def test_nothing_strange_is_lost(texts: list[str], data: st.DataObject) -> None:
    joined = texts[0]
    for text in texts[1:]:
        joined += data.draw(st.sampled_from([", ", "; ", " (", "/"])) + text
    reading = read_position(joined, Y2023)
    for text in texts:
        home = reading.titles if text in CADRE_OFFICES else ("; ".join(reading.unknown),)
        assert any(text in place for place in home)
        assert text in reading.joined


def test_a_near_spelling_is_only_proposed() -> None:
    assert suggest_position("Văn phòg thống kê") == "Văn phòng – thống kê"
    assert suggest_position("xyz") == ""
    assert suggest_position("Chủ tịch") == ""  # no slip of «hộ tịch»
    assert suggest_position("Trưởng phòng Tin học") == ""
    assert suggest_position("Phó Giám đốc") == "Phó Giám đốc Trung tâm Phục vụ hành chính công"
    assert suggest_position("Trưởng ban") == ""  # of the party's boards or of the council's
    assert read_position("Văn phòg thống kê", Y2023).titles == ()


@pytest.fixture
def _fresh_tables() -> Iterator[None]:
    caches = [position_tables.tenures, position_tables.spellings, post_words.abbreviations]
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


@pytest.mark.usefixtures("_fresh_tables")
@pytest.mark.parametrize(
    ("table", "row", "complaint"),
    [
        ("position_spellings", {"spelling": "CT UBND", "unit_kind": "", "title": "Chủ tịch HĐND"}, "là chức danh khác"),
        ("position_spellings", {"spelling": "Trưởng thôn", "unit_kind": "", "title": "Trưởng thôn"}, "không dẫn tới"),
        ("position_words", {"written": "ct", "means": "chính trị"}, "đã có nghĩa khác"),
        ("position_words", {"written": "xyz", "means": "ct xyz"}, "chưa viết đầy đủ"),
        (
            "positions",
            {
                "title": "Trưởng Công an",
                "category": "cadre",
                "bloc": "party",
                "valid_from": "2023-07-31",
                "valid_to": "",
            },
            "hai văn bản",
        ),
        ("positions", {"title": "Trưởng thôn", "category": "hamlet", "bloc": "party"}, "loại hoặc khối không có"),
        (
            "positions",
            {
                "title": "Chủ tịch UBND.",
                "category": "",
                "bloc": "party",
                "valid_from": "",
                "valid_to": "",
                "source": "",
            },
            "chỉ khác nhau ở cách viết",
        ),
    ],
)
def test_tables_that_contradict_themselves_are_refused(
    monkeypatch: pytest.MonkeyPatch, table: str, row: dict[str, str], complaint: str
) -> None:
    real = reference.rows
    for room in (reference, post_words):
        monkeypatch.setattr(room, "rows", lambda name: [*real(name), *([row] if name == table else [])])
    with pytest.raises(reference.ReferenceError, match=complaint):
        position_tables.spellings()


@pytest.mark.parametrize("department", ["", "UBND", "Các phòng chuyên môn", "Phòng Quản lý chợ"])
@pytest.mark.parametrize(
    ("written", "title"),
    [("Trưởng phòng", "Trưởng phòng"), ("Phó Trưởng Phòng", "Phó Trưởng phòng"), ("Phó phòng", "Phó Trưởng phòng")],
)
def test_the_head_of_some_division_is_a_civil_servant_since_communes_have_divisions(
    department: str, written: str, title: str
) -> None:
    """Nghị định 150/2025/NĐ-CP gives communes divisions from 01/7/2025; before, a commune had nobody called so."""
    known = find_department(department) if department else None
    for day, category in ((date(2025, 6, 30), None), (date(2025, 7, 1), "civil_servant")):
        reading = read_position(written, day, "ward", department=known)
        assert (reading.titles, reading.category, reading.unknown) == ((title,), category, ())


def test_the_head_of_a_division_is_nobody_in_what_has_none() -> None:
    reading = read_position("Trưởng phòng", date(2025, 12, 31), department=find_department("Hội Nông dân"))
    assert (reading.titles, reading.unknown) == ((), ("Trưởng phòng",))
