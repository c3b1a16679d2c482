"""«Sổ xuất báo cáo», and «Công bố» on the page «Báo cáo»."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import database
from dashboard.reports import publication_list
from dissemination import issuing, publishing
from etl import office
from stats import queries
from stats.disclosure import Way
from stats.protected import SMALLEST, WAY
from tests.dissemination.test_publishing import RECORD, SHORT, changed
from tests.pages.conftest import Opener, column, listed_words, listings, page_text, press, words
from tests.people import END_2023, World
from tests.reports.invented import LETTERHEAD

PAGE, REPORT = "pages/reports/ledger.py", "pages/reports/report.py"
FILES = "Các tệp đã xuất"
THEN = END_2023.isoformat()


@pytest.fixture(autouse=True)
def _without_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/khong/co")


def held(url: str) -> list[queries.PublicationRow]:
    with database.reading(url) as connection:
        return queries.publications(connection)


def labels_of(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def codes(app: AppTest) -> list[str]:
    return [str(code.value) for code in app.code]


def test_nothing_given_out_yet(nothing_loaded: str, opened: Opener) -> None:
    app = opened(PAGE)
    assert not app.exception
    assert "Chưa có báo cáo nào được công bố" in page_text(app)
    assert "Chưa có tệp nào được xuất" in page_text(app)


def test_the_ledger_tells_every_export_and_can_be_narrowed_down(world: World, opened: Opener) -> None:
    issuing.issue(world.url, RECORD, lambda stamp: b"x")
    issuing.issue(world.url, replace(RECORD, title="Tin học", kind="png", is_internal=True), lambda stamp: b"y")
    with pytest.raises(ValueError, match="z"):
        issuing.issue(world.url, RECORD, lambda stamp: (_ for _ in ()).throw(ValueError("z")))
    app = opened(PAGE)
    assert not app.exception
    table = listings(app)[FILES]
    assert column(table, "Loại") == ["Word", "Ảnh PNG", "Word"]
    assert column(table, "Trạng thái") == ["Không thành", "Đã xuất", "Đã xuất"]
    assert column(table, "Lưu ý") == ["", "LƯU HÀNH NỘI BỘ", ""]
    app.text_input(key="export_words").input("tin hoc").run()
    assert column(listings(app)[FILES], "Nội dung") == ["Tin học"]
    assert "1/3 lần xuất" in page_text(app)
    app.text_input(key="export_words").input("").run()
    app.selectbox(key="export_status").select("failed").run()
    assert column(listings(app)[FILES], "Trạng thái") == ["Không thành"]


def test_the_ledger_speaks_of_a_file_in_words_and_keeps_hashes_behind(world: World, opened: Opener) -> None:
    issuing.issue(world.url, RECORD, lambda stamp: b"x")
    app = opened(PAGE)
    (number,) = listings(app)[FILES]["codes"]
    app.session_state["export_rows_chosen"] = number
    app.run()
    assert f"**Số xuất {number}**" in page_text(app)
    (row,) = [text for text in words(app.markdown) if "| Phạm vi |" in text]
    assert f"tính đến {END_2023:%d/%m/%Y}" in row
    assert "SHA-256" not in row
    (hidden,) = [fold for fold in app.expander if fold.label == "Chi tiết kỹ thuật"]
    assert "SHA-256" in hidden.markdown[0].value
    assert listings(app)[FILES]["chosen"] == number


def test_a_report_is_put_out_from_its_page_once_however_often_it_is_clicked(world: World, opened: Opener) -> None:
    office.save(world.url, {WAY: Way.ROUND})  # what is hidden is the business of other tests
    app = opened(REPORT, as_of=THEN)
    press(app, "Công bố")
    press(app, "Công bố")
    other = opened(REPORT, as_of=THEN)
    press(other, "Công bố")
    assert not app.exception
    (row,) = held(world.url)
    assert f"Đã công bố, số {row.export.number}." in page_text(app)
    assert "nội dung không có gì mới" in page_text(other)
    assert [code for code in codes(app) if row.token in code]
    assert row.export.as_of == END_2023
    assert row.export.query == f"as_of={THEN}"


def test_before_the_click_it_is_said_how_many_numbers_will_be_hidden(world: World, opened: Opener) -> None:
    office.save(world.url, {SMALLEST: "20"})
    app = opened(REPORT, as_of=THEN)
    assert "Bản công bố sẽ ghi" not in page_text(app)
    app.session_state["publish_fold"] = True
    app.run()
    offered = page_text(app)
    press(app, "Công bố")
    with database.reading(world.url) as connection:
        tables = list(tables_in(queries.published_report(connection, held(world.url)[0].id)["report"]["sections"]))
    numbers = [
        [str(row["tuple"][place]) for row in table["rows"]["tuple"] for place in places_of_counts(table)]
        for table in tables
    ]
    hidden = [cells.count("[c]") for cells in numbers]
    assert sum(hidden) > 1
    assert f"sẽ ghi [c] thay cho {sum(hidden)}/{sum(map(len, numbers))} số người" in offered


def places_of_counts(table: dict[str, Any]) -> list[int]:
    """The columns of a frozen table that hold numbers of people."""
    kinds = [column["kind"]["enum"][1] for column in table["columns"]["tuple"]]
    return [place for place, kind in enumerate(kinds) if kind == "count"]


def tables_in(frozen: object) -> Iterator[dict[str, Any]]:
    """The tables of a frozen report, wherever they stand."""
    if isinstance(frozen, dict):
        if "rows" in frozen and "columns" in frozen:
            yield frozen
        for part in frozen.values():
            yield from tables_in(part)
    elif isinstance(frozen, list):
        for part in frozen:
            yield from tables_in(part)


def test_the_annexes_by_unit_are_put_out_only_where_somebody_wants_them(world: World, opened: Opener) -> None:
    office.save(world.url, {WAY: Way.ROUND})  # what is hidden is the business of other tests
    app = opened(REPORT, as_of=THEN)
    press(app, "Công bố")
    app.checkbox(key="publish_annexes").check().run()
    press(app, "Công bố")
    with database.reading(world.url) as connection:
        sizes = [len(str(queries.published_report(connection, row.id)["report"]["annexes"])) for row in held(world.url)]
    assert sizes[0] > 100 > sizes[1]


def test_the_hashes_behind_it_are_kept(world: World, opened: Opener) -> None:
    press(opened(REPORT, as_of=THEN), "Công bố")
    with database.reading(world.url) as connection:
        frozen = queries.published_report(connection, held(world.url)[0].id)
    assert frozen["report"]["sources"] == {"tuple": [f"{world.imports[THEN]:064d}"]}


def test_an_address_of_this_machine_alone_says_so(world: World, opened: Opener) -> None:
    publishing.publish(world.url, RECORD, SHORT, LETTERHEAD)
    app = opened(PAGE)
    assert "điện thoại quét mã sẽ không xem được" in page_text(app)
    office.save(world.url, {"public_url": "https://thongke.example.vn/"})
    app = opened(PAGE)
    assert codes(app) == [f"https://thongke.example.vn/cong-bo/{held(world.url)[0].token}"]
    assert "điện thoại quét mã" not in page_text(app)


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("http://127.0.0.1:8501", True), ("http://localhost:8501", True), ("http://[::1]:8501", True), ("", True),
        ("http://10.0.0.7:8501", False), ("https://thongke.gov.vn", False),
    ],
)  # fmt: skip
def test_which_addresses_other_machines_cannot_open(address: str, local: bool) -> None:
    assert publication_list.is_local(address) is local


def test_the_server_s_address_is_set_on_the_page(world: World, opened: Opener) -> None:
    publishing.publish(world.url, RECORD, SHORT, LETTERHEAD)
    app = opened(PAGE)
    app.text_input(key="public_url").input("thongke.example.vn")
    press(app, "Lưu")
    assert "bắt đầu bằng http:// hoặc https://" in page_text(app)
    app.text_input(key="public_url").input("https://thongke.example.vn/")
    press(app, "Lưu")
    assert not codes(app)[0].startswith("https://thongke.example.vn/")
    press(app, "Đổi địa chỉ")
    assert codes(app)[0].startswith("https://thongke.example.vn/cong-bo/")


def test_a_withdrawal_asks_for_its_reason_and_can_be_taken_back(world: World, opened: Opener) -> None:
    publishing.publish(world.url, RECORD, SHORT, LETTERHEAD)
    token = held(world.url)[0].token
    app = press(opened(PAGE), "Thu hồi…")
    assert held(world.url)[0].withdrawn_at is None
    press(app, "Thu hồi báo cáo")
    assert held(world.url)[0].withdrawn_at is None
    press(app, "Thu hồi…")
    app.text_area[0].input("Nhầm kỳ số liệu")
    press(app, "Thu hồi báo cáo")
    assert not app.exception
    assert held(world.url)[0].withdrawn_at is not None
    app = opened(PAGE)
    assert "Lý do: Nhầm kỳ số liệu" in page_text(app)
    assert not codes(app)
    assert "Thu hồi…" not in labels_of(app)
    press(press(app, "Mở lại địa chỉ này…"), "Mở lại")
    (row,) = held(world.url)
    assert (row.token, row.withdrawn_at, row.withdrawn_reason) == (token, None, "")


def test_what_stands_under_another_address_is_not_put_back(world: World) -> None:
    first = publishing.publish(world.url, RECORD, SHORT, LETTERHEAD)
    publishing.withdraw(world.url, first.id, "Nhầm kỳ số liệu")
    publishing.publish(world.url, RECORD, SHORT, LETTERHEAD)
    with pytest.raises(publishing.NotPublishedError, match="địa chỉ khác"):
        publishing.restore(world.url, first.id)


def test_a_correction_is_shown_before_it_is_put_out(world: World, opened: Opener) -> None:
    office.save(world.url, {WAY: Way.ROUND})  # of so few people nearly every number would be hidden, before and after
    press(opened(REPORT, as_of=THEN), "Công bố")
    app = opened(PAGE)
    press(app, "So với số liệu hiện nay")
    assert "không có gì để đính chính" in page_text(app)
    with database.writing(world.url) as connection:
        connection.exec_driver_sql("UPDATE staff SET education = 'doctorate'")
        connection.exec_driver_sql("UPDATE rosters SET is_tallied = false")
        connection.exec_driver_sql("UPDATE imports SET loaded_at = '2030-01-01 00:00:00'")  # as a load does
    app = opened(PAGE)
    press(app, "So với số liệu hiện nay")
    assert "điểm khác với số liệu hiện nay" in page_text(app)
    assert len(held(world.url)) == 1
    press(app, "Công bố bản đính chính")
    assert not app.exception
    new, old = held(world.url)
    assert (new.replaces, old.replaced_by) == (old.id, new.id)
    assert any("tiến sĩ" in line.lower() for line in new.changes)
    assert f"Số {new.export.number}" in page_text(app)


def test_what_was_corrected_points_to_its_correction(world: World, opened: Opener) -> None:
    first = publishing.publish(world.url, RECORD, changed(19), LETTERHEAD)
    second = publishing.publish(world.url, RECORD, changed(21), LETTERHEAD, first.id)
    app = opened(PAGE)
    app.selectbox(key="publication").select(first.id).run()
    number = next(row.export.number for row in held(world.url) if row.id == second.id)
    assert f"Đã có bản đính chính số {number}" in page_text(app)
    assert "So với số liệu hiện nay" not in labels_of(app)


def test_nobody_is_named_and_no_token_is_in_the_ledger_s_table(world: World, opened: Opener) -> None:
    office.save(world.url, {WAY: Way.ROUND})  # what is hidden is the business of other tests
    press(opened(REPORT, as_of=THEN), "Công bố")
    app = opened(PAGE)
    shown = page_text(app) + listed_words(app)
    assert not [name for name in set(world.frame["full_name"]) if name in shown]
    assert held(world.url)[0].token not in shown
