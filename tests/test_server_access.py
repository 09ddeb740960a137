"""Who may ask the server for what: names, tokens, headers, and the explorer's files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.server.app import Settings
from onrecord.server.running import why_not
from tests.servers import Client, make_archive, served

V1 = "/api/v1"
TOKEN = "0123456789abcdef-secret"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """A small archive."""
    return make_archive(tmp_path_factory.mktemp("access") / "small.archive", examples / "grain-corridor.txt")


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[Client]:
    """A server without a token."""
    with served(Settings(archive=str(path))) as running:
        yield running


@pytest.fixture(scope="module")
def guarded(path: Path) -> Iterator[Client]:
    """A server that wants a token."""
    with served(Settings(archive=str(path), token=TOKEN)) as running:
        yield running


@pytest.mark.parametrize("address", [f"{V1}/archive", f"{V1}/nothing", "/", "/nothing.js", f"{V1}/reports?limit=x"])
def test_headers_keep_a_browser_from_anything_else(client: Client, address: str) -> None:
    headers = client.ask(address).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"


def test_a_page_of_another_site_is_told_nothing(client: Client) -> None:
    asked = client.ask(f"{V1}/archive", Origin="https://elsewhere.example")
    before = client.ask(f"{V1}/archive", "OPTIONS", Origin="https://elsewhere.example")
    for answer in (asked, before):
        assert not any(name.startswith("access-control") for name in answer.headers)


@pytest.mark.parametrize("host", ["elsewhere.example", "elsewhere.example:8765", "localhost.example", "", "127.0.0.2"])
def test_a_name_that_leads_here_is_not_answered(client: Client, host: str) -> None:
    found = client.ask(f"{V1}/archive", Host=host)
    assert found.status == 421
    assert b"counts" not in found.body


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8765", "[::1]:8765"])
def test_its_own_names_are_answered(client: Client, host: str) -> None:
    assert client.ask(f"{V1}/archive", Host=host).status == 200


def test_a_further_name_is_answered_when_it_was_given(path: Path) -> None:
    with served(Settings(archive=str(path), names=("records.example",))) as client:
        assert client.ask(f"{V1}/archive", Host="records.example").status == 200
        assert client.ask(f"{V1}/archive", Host="other.example").status == 421


@pytest.mark.parametrize("address", [f"{V1}/archive", f"{V1}/openapi.json", "/", "/config.json", f"{V1}/nothing"])
def test_nothing_is_told_without_the_token(guarded: Client, address: str) -> None:
    found = guarded.ask(address)
    assert found.status == 401
    assert found.headers["www-authenticate"] == "Bearer"
    assert found.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("shown", ["", "wrong", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "\u00e9" * 23])
def test_a_wrong_token_is_none(guarded: Client, shown: str) -> None:
    bearer = f"Bearer {shown}".encode().decode("latin-1")
    assert guarded.ask(f"{V1}/archive", Authorization=bearer).status == 401
    assert guarded.ask(f"{V1}/archive", Cookie=f"onrecord_token={shown.encode().decode('latin-1')}").status == 401


def test_the_token_opens_by_header_and_by_link(guarded: Client) -> None:
    assert guarded.ask(f"{V1}/archive", Authorization=f"Bearer {TOKEN}").status == 200
    opened = guarded.ask(f"/?token={TOKEN}")
    assert (opened.status, opened.headers["location"]) == (303, "/")
    cookie = opened.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
    shown = cookie.partition(";")[0]
    assert guarded.ask(f"{V1}/archive", Cookie=f"other=1; {shown}").status == 200
    again = guarded.ask(f"/?token={TOKEN}", Cookie=shown)
    assert (again.status, again.headers["location"]) == (303, "/")


def test_the_token_is_taken_from_the_first_page_alone(guarded: Client) -> None:
    assert guarded.ask(f"{V1}/archive?token={TOKEN}").status == 401
    assert guarded.ask("/?token=wrong").status == 401


def test_an_answer_that_was_kept_is_guarded_too(guarded: Client) -> None:
    first = guarded.ask(f"{V1}/stories", Authorization=f"Bearer {TOKEN}")
    assert guarded.ask(f"{V1}/stories").status == 401
    assert guarded.ask(f"{V1}/stories", If_None_Match=first.headers["etag"]).status == 401


def test_reading_is_off_unless_it_was_allowed(client: Client) -> None:
    found = client.ask(f"{V1}/read", "POST", b"A report.", Content_Type="text/plain")
    assert found.status == 403
    assert "--allow-read" in found.json["detail"]


def test_the_explorers_pages_and_files(client: Client) -> None:
    first = client.ask("/")
    assert first.status == 200
    assert first.headers["content-type"].startswith("text/html")
    assert client.ask("/story/some-story").body == first.body
    assets = [part.split('"')[0].lstrip("./") for part in first.body.decode().split('src="')[1:]]
    assert assets
    script = client.ask("/" + assets[0], Accept_Encoding="gzip")
    assert script.headers["content-type"].startswith("text/javascript")
    assert script.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert client.ask("/" + assets[0], If_None_Match=script.headers["etag"]).status == 304
    assert client.ask("/config.json").json


@pytest.mark.parametrize(
    "address",
    ["/missing.js", "/../pyproject.toml", "/..%2f..%2fapp.py", "/assets/../../app.py", "/%2e%2e/app.py", "/.hidden.x"],
)
def test_no_other_file_is_given_away(client: Client, address: str) -> None:
    assert client.ask(address).status == 404


def test_other_machines_need_a_token() -> None:
    for host in ("0.0.0.0", "::", "192.168.1.5", "records.example"):
        assert "--token" in (why_not(Settings(archive="a", host=host)) or "")
        assert why_not(Settings(archive="a", host=host, token=TOKEN)) is None
    for host in ("127.0.0.1", "localhost", "::1", "127.8.8.8"):
        assert why_not(Settings(archive="a", host=host)) is None


@pytest.mark.parametrize("token", ["short", "with a blank in it", "new\nline-0123456789", "\u00e9" * 20, "a;b" * 8])
def test_a_token_has_to_be_one_that_can_be_kept_and_sent(token: str) -> None:
    assert why_not(Settings(archive="a", token=token)) is not None


def test_the_command_refuses_in_a_sentence(tmp_path: Path, path: Path) -> None:
    missing = CliRunner().invoke(app, ["serve", str(tmp_path / "none.archive")])
    assert missing.exit_code == 1
    assert "there is no such archive" in missing.output
    bare = CliRunner().invoke(app, ["serve", str(path), "--host", "0.0.0.0"])
    assert bare.exit_code == 1
    assert "--token" in bare.output


def test_the_command_tells_of_a_port_that_is_taken(client: Client, path: Path) -> None:
    found = CliRunner().invoke(app, ["serve", str(path), "--port", str(client.port)])
    assert found.exit_code == 1
    assert "--port" in found.output
