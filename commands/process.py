"""One process of the dashboard: Streamlit in this very process, on one port. Not a command itself.

`python -m commands.process PORT` is how `run --processes` starts each of its own.
"""

import http.client
import os
import signal
import ssl
import sys
import threading
import webbrowser
from typing import NoReturn

from access.addresses import is_wildcard
from commands.common import DONE
from private_files import private
from settings import ROOT, Settings, from_environment


def serve(settings: Settings, address: str, port: int, *, is_alone: bool = True, opens: bool = False) -> int:
    """Serve until the process is told to end, so that whoever ends the process ends the server.

    `is_alone`: it says itself when it answers and when it has ended; one of several leaves that to their parent.
    `opens`: the browser of this machine's user is shown the address.
    """
    from streamlit.web import cli

    os.environ["DATABASE_URL"] = settings.database_url
    os.environ["FORWARDED_ALLOW_IPS"] = ""  # whose word counts for whose address is decided in access, not in uvicorn
    os.chdir(ROOT)  # Streamlit looks for .streamlit/config.toml here
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end if is_alone else _end_quietly)
    if is_alone:
        threading.Thread(target=_announce, args=(address, port, opens), daemon=True).start()
    options = {
        "server.address": address,
        "server.port": port,
        "server.headless": "true",
        "server.maxUploadSize": settings.max_file_mb,
        "browser.gatherUsageStats": "false",
        "logger.hideWelcomeMessage": "true",
    }
    words = [f"--{name}={value}" for name, value in options.items()]
    cli.main(["run", str(ROOT / "app.py"), *words], standalone_mode=False)
    return DONE


def _end(_number: int, _frame: object) -> NoReturn:
    """End by an ordinary exit instead of a sudden death, so that the browser that draws charts is ended too.

    The server first finishes what it is doing and then hands the signal on to us.
    """
    print("\nĐã đóng bảng số liệu.", file=sys.stderr)
    raise SystemExit(DONE)


def _end_quietly(_number: int, _frame: object) -> NoReturn:
    raise SystemExit(DONE)


def _announce(address: str, port: int, opens: bool) -> None:
    """Print the address when the server answers, and not before."""
    while not answers(address, port):
        threading.Event().wait(0.1)
    print(f"Bảng số liệu đã sẵn sàng: {address_of(address, port)} (nhấn Ctrl+C để đóng)", flush=True)
    if opens:
        webbrowser.open(address_of(address, port))


def address_of(address: str, port: int, *, is_safe: bool = False) -> str:
    """Give the address to open on this machine."""
    name = "127.0.0.1" if is_wildcard(address) else address
    return f"{'https' if is_safe else 'http'}://{f'[{name}]' if ':' in name else name}:{port}"


def answers(address: str, port: int, *, is_safe: bool = False) -> bool:
    """Ask a server on this machine for its health; its certificate may be of another name."""
    name = "127.0.0.1" if is_wildcard(address) else address
    connection = (
        http.client.HTTPSConnection(name, port, timeout=10, context=ssl._create_unverified_context())  # noqa: S323
        if is_safe
        else http.client.HTTPConnection(name, port, timeout=10)
    )
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    with private():
        sys.exit(serve(from_environment(), "127.0.0.1", int(sys.argv[1]), is_alone=False))
