"""A list saved as text by a program that knew no Unicode: the bytes of .VnTime, and no font to tell it."""

from tests.golden.old_letters import tcvn3

LINES = (
    "UBND huyện Gia Bình,,,,,,,",
    '"DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ",,,,,,,',
    "(Tính đến ngày 31/12/2023),,,,,,,",
    ",,,,,,,",
    "STT,Họ và tên,Ngày sinh,Giới tính,Đơn vị,Chức vụ,Trình độ chuyên môn,Tin học",
    "1,Nguyễn Thị Phượng,02/03/1975,Nữ,Xã Thái Bảo,Bí thư Đảng ủy,Thạc sĩ,Có",
    "2,Trần Văn Tú,04/05/1986,Nam,Xã Thái Bảo,Văn phòng - thống kê,Đại học,Không",
    "3,Lê Thị Lý,06/07/1990,Nữ,Xã Cao Đức,Tư pháp - hộ tịch,Cao đẳng,Chứng chỉ C",
)


def make() -> dict[str, bytes]:
    return {"roster.csv": "\r\n".join(map(tcvn3, LINES)).encode("latin-1") + b"\r\n"}
