"""nginx before the processes: its configuration, written anew at each start, and its words where it refuses.

A browser stays with the process that answered it first (a cookie names the process), because what a screen shows lives
in its memory. Where that process is gone, another one answers and is named from then on.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from private_files import make_folder

CONFIGURATION = "nginx.conf"
_PLACES = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"))
_COOKIE = "tien_trinh"
_RESTING = "Bảng số liệu đang khởi động lại. Hãy tải lại trang sau ít giây."
_TOO_MANY = "Máy này gửi quá nhiều yêu cầu trong một lúc. Hãy thử lại sau ít giây."
_TOO_LARGE = "Tệp lớn hơn giới hạn của máy chủ."
_NOTHING = "Không có gì ở địa chỉ này."


@dataclass(frozen=True, slots=True)
class Site:
    """The addresses that nginx listens on, and the processes behind it.

    `listens`, `public`: «address:port», IPv6 in brackets; `public` answers for published reports alone, «» for nowhere.
    `ports`: of the processes on 127.0.0.1. `published`: the first word of published reports' paths.
    """

    listens: str
    ports: Sequence[int]
    published: str
    sign_in: str
    largest_mb: int
    public: str = ""
    certificate: Path | None = None
    key: Path | None = None


def program() -> str | None:
    """Find nginx, also where an ordinary user's PATH does not look."""
    return shutil.which("nginx", path=_PLACES)


def write(site: Site, folder: Path) -> Path:
    """Write the configuration into a folder of its own, where nginx keeps its files, too."""
    make_folder(folder)
    path = folder / CONFIGURATION
    path.write_text(configuration(site, folder), encoding="utf-8")
    return path


def words(path: Path, *more: str) -> list[str]:
    """Give the command that runs nginx with a configuration."""
    return [program() or "nginx", "-e", "stderr", "-p", str(path.parent), "-c", str(path), *more]


def refusal(path: Path) -> str:
    """Have nginx read the configuration; give its words where it will not run with it, else «»."""
    trial = subprocess.run(words(path, "-t", "-q"), capture_output=True, text=True, check=False)  # noqa: S603
    return (trial.stderr.strip() or "không rõ lý do") if trial.returncode else ""


def configuration(site: Site, folder: Path) -> str:
    """Write all that nginx needs to know."""
    # nginx started by root gives its workers to another account, who may not open our folder.
    user = f"user {_user()};\n" if os.geteuid() == 0 else ""
    return f"""# Written at each start of the program; what is changed here is lost.
{user}daemon off;
worker_processes auto;
pid {_quoted(folder / "nginx.pid")};
events {{ worker_connections 2048; }}
http {{
    access_log off;
    server_tokens off;
    charset utf-8;
    default_type text/plain;
{_temporary(folder)}
    client_max_body_size {site.largest_mb + 1}m;
    client_header_timeout 15s;
    client_body_timeout 60s;
    send_timeout 60s;
    large_client_header_buffers 4 16k;
    limit_conn_zone $binary_remote_addr zone=connections:4m;
    limit_req_zone $binary_remote_addr zone=signing_in:2m rate=5r/s;
    limit_req_zone $binary_remote_addr zone=outside:4m rate=20r/s;
    limit_conn_status 429;
    limit_req_status 429;

    map $http_upgrade $connection_upgrade {{ default upgrade; "" ""; }}
{_processes(site)}

    # What people send and get stays in memory: rosters are nothing for a disk's temporary files.
    proxy_http_version 1.1;
    proxy_request_buffering off;
    proxy_max_temp_file_size 0;
    proxy_connect_timeout 5s;
    proxy_read_timeout 10m;
    proxy_send_timeout 5m;
    proxy_next_upstream error timeout;

    server {{
{_listens(site, site.listens)}
        limit_conn connections 400;
        add_header Set-Cookie $stays always;
{_answers()}
{_headers(_UPGRADE)}
        location / {{ proxy_pass http://$process; }}
        location = {site.sign_in} {{
            limit_req zone=signing_in burst=50 nodelay;
            proxy_pass http://$process;
        }}
    }}
{_public(site) if site.public else ""}}}
"""


def _user() -> str:
    import pwd  # Windows has none

    return pwd.getpwuid(os.geteuid()).pw_name


def _quoted(path: Path) -> str:
    text = str(path).replace("\\", "\\\\").replace('"', '\\"').replace("$", "")
    return f'"{text}"'


def _temporary(folder: Path) -> str:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return "\n".join(f"    {kind}_temp_path {_quoted(folder / kind)};" for kind in kinds)


def _processes(site: Site) -> str:
    """Give each process a group with the others in reserve, and one group of all for those who come anew."""
    lines = []
    for number, port in enumerate(site.ports, 1):
        others = "".join(f" server 127.0.0.1:{other} backup;" for other in site.ports if other != port)
        server = f"server 127.0.0.1:{port} max_fails=1 fail_timeout=1s;"
        lines.append(f"    upstream process_{number} {{ zone process_{number} 64k; {server}{others} }}")
    servers = " ".join(f"server 127.0.0.1:{port} max_fails=1 fail_timeout=1s;" for port in site.ports)
    lines.append(f"    upstream any_process {{ zone any_process 64k; least_conn; {servers} }}")
    numbers = range(1, len(site.ports) + 1)
    known = " ".join(f"{number} process_{number};" for number in numbers)
    lines.append(f"    map $cookie_{_COOKIE} $process {{ default any_process; {known} }}")
    safe = "; Secure" if site.certificate else ""
    cookies = "".join(
        f'\n        "~^{number} (.*, )?127\\.0\\.0\\.1:{port}$" "";'
        f'\n        "~ 127\\.0\\.0\\.1:{port}$" "{_COOKIE}={number}; Path=/; HttpOnly; SameSite=Lax{safe}";'
        for number, port in zip(numbers, site.ports, strict=True)
    )
    lines.append(f'    map "$cookie_{_COOKIE} $upstream_addr" $stays {{\n        default "";{cookies}\n    }}')
    return "\n".join(lines)


def _listens(site: Site, place: str) -> str:
    if site.certificate is None or site.key is None:
        return f"        listen {place};"
    return f"""        listen {place} ssl;
        ssl_certificate {_quoted(site.certificate)};
        ssl_certificate_key {_quoted(site.key)};
        ssl_protocols TLSv1.2 TLSv1.3;
        ssl_session_cache shared:tls:4m;
        error_page 497 =308 https://$http_host$request_uri;"""


def _answers() -> str:
    """Say in words what nginx itself answers."""
    kinds = {"resting": ("502 504", 502, _RESTING), "many": ("429", 429, _TOO_MANY), "large": ("413", 413, _TOO_LARGE)}
    return "\n".join(
        f'        error_page {codes} @{name};\n        location @{name} {{ return {status} "{sentence}"; }}'
        for name, (codes, status, sentence) in kinds.items()
    )


_UPGRADE = {"Upgrade": "$http_upgrade", "Connection": "$connection_upgrade"}


def _headers(more: dict[str, str]) -> str:
    headers = {
        "Host": "$http_host",
        "X-Forwarded-For": "$remote_addr",
        "X-Forwarded-Proto": "$scheme",
        "Forwarded": '""',
        **more,
    }
    return "\n".join(f"        proxy_set_header {name} {value};" for name, value in headers.items())


def _public(site: Site) -> str:
    """Write the server for the outside: published reports, to be read, without anybody's cookie."""
    return f"""
    server {{
{_listens(site, site.public)}
        limit_conn connections 100;
{_answers()}
{_headers({"Connection": '""', "Cookie": '""'})}
        location /{site.published}/ {{
            limit_req zone=outside burst=100 nodelay;
            limit_except GET {{ deny all; }}
            # With a path of its own the address goes on as nginx has read it: no «//» or «..» means another one inside.
            proxy_pass http://any_process/{site.published}/;
        }}
        location / {{ return 404 "{_NOTHING}"; }}
    }}
"""
