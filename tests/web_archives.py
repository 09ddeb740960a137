"""Web archives made for tests: records of responses as crawlers write them."""


def response(
    body: bytes,
    address: str = "http://courier.example/a",
    status: str = "200 OK",
    kind: str | None = "text/html; charset=utf-8",
    headers: tuple[str, ...] = (),
    record_type: str = "response",
) -> bytes:
    """One record with a response."""
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {kind}"] if kind else []), *headers]
    http = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {record_type}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2021-05-06T07:08:09Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def warcinfo() -> bytes:
    """The record that most files begin with."""
    body = b"software: made by hand\r\n"
    head = "WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Date: 2021-05-06T07:08:09Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    return (
        f"{head}Content-Type: application/warc-fields\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        + body
        + b"\r\n\r\n"
    )
