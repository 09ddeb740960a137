"""The HTTP API over a real archive, asked over real HTTP."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from msgspec.structs import replace

from onrecord import Archive, read
from onrecord.intake import report_from_text
from onrecord.server.app import Settings
from tests.servers import Client, make_archive, served

V1 = "/api/v1"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Path:
    """An archive of the night corridor: seven reports of one story, one of another."""
    return make_archive(tmp_path_factory.mktemp("server") / "corridor.archive", examples / "night-corridor.jsonl")


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[Client]:
    """A server of it."""
    with served(Settings(archive=str(path), allow_read=True, max_bytes=20_000)) as running:
        yield running


@pytest.fixture(scope="module")
def story(client: Client) -> str:
    """The id of the largest story."""
    return str(client.get("/stories")["stories"][0]["id"])


def quotes(value: Any) -> Iterator[dict[str, Any]]:
    """Every quote in an answer."""
    if isinstance(value, dict):
        if {"report", "span", "text"} <= value.keys():
            yield value
        for inner in value.values():
            yield from quotes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from quotes(inner)


def counted(value: Any) -> Iterator[dict[str, Any]]:
    """Every number in an answer that has the address of what it counts."""
    if isinstance(value, dict):
        if value.keys() == {"count", "url"}:
            yield value
        for inner in value.values():
            yield from counted(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from counted(inner)


def views(client: Client, story: str) -> dict[str, Any]:
    """An answer of each kind."""
    actor = client.get("/actors")["actors"][0]["id"]
    matter = client.get("/matters")["matters"][0]["key"]
    paths = (
        "/archive", "/reports", f"/stories/{story}", f"/stories/{story}/claims", f"/stories/{story}/graph",
        f"/stories/{story}/passages", "/matters", f"/matters/{matter}", "/actors", f"/actors/{actor}", "/events",
        "/places", "/timeline", "/timeline?unit=week", "/map", f"/events?story={story}&modality=planned",
        f"/places?story={story}", "/timeline?unit=month&modality=actual&modality=denied",
        "/positions?holder=Romania&matter=night+travel+of+grain+trucks",
    )  # fmt: skip
    return {path: client.get(path) for path in paths}


def test_every_quote_is_the_words_at_its_span(client: Client, story: str, path: Path) -> None:
    with Archive.open(path, read_only=True) as archive:
        texts = {record.report.id: record.report.text for record in archive.records()}
    found = [each for view in views(client, story).values() for each in quotes(view)]
    assert len(found) > 100
    for each in found:
        start, stop = each["span"]
        assert texts[each["report"]][start:stop] == each["text"]


def test_every_number_opens_a_list_of_exactly_what_it_counts(client: Client, story: str) -> None:
    found = {each["url"]: each["count"] for view in views(client, story).values() for each in counted(view)}
    assert len(found) > 40
    for address, count in found.items():
        listed = client.get(address)
        assert listed["total"] == count, address
        items = next(value for value in listed.values() if isinstance(value, list))
        assert len(items) == min(count, 50 if "/stories" not in address else 30)


@pytest.mark.parametrize("resource", ["/reports", "/stories", "/events", "/actors", "/matters", "/events?dated=true"])
def test_pages_give_every_item_once_and_in_order(client: Client, resource: str) -> None:
    mark = "&" if "?" in resource else "?"
    name = resource.strip("/").partition("?")[0]
    whole = client.get(f"{resource}{mark}limit=1000")
    found, cursor = [], ""
    while cursor is not None:
        page = client.get(f"{resource}{mark}limit=2" + (f"&cursor={quote(cursor)}" if cursor else ""))
        assert page["total"] == whole["total"]
        found += page[name]
        cursor = page["cursor"]
    assert found == whole[name]
    assert len(found) == whole["total"]


def test_pages_of_an_actors_lists(client: Client) -> None:
    actor = client.get("/actors")["actors"][0]["id"]
    for name in ("reports", "statements"):
        whole = client.get(f"/actors/{actor}/{name}")
        first = client.get(f"/actors/{actor}/{name}?limit=2")
        second = client.get(f"/actors/{actor}/{name}?limit=1000&cursor={first['cursor']}")
        assert first[name] + second[name] == whole[name]


def test_forms_of_a_name_open_the_reports_that_have_them(client: Client) -> None:
    found = [client.get(each["url"]) for each in client.get("/actors")["actors"][:10]]
    actor = max(found, key=lambda each: len(each["variants"]))
    assert len(actor["variants"]) > 1
    listed = {each["id"]: client.get(each["reports"]["url"]) for each in actor["variants"]}
    for each in actor["variants"]:
        assert listed[each["id"]]["total"] == each["reports"]["count"] > 0
        assert all(each["id"] in forms for forms in listed[each["id"]]["forms"].values())
    whole = {each["id"] for each in client.get(actor["reports"]["url"])["reports"]}
    assert {each["id"] for page in listed.values() for each in page["reports"]} == whole
    assert client.get(f"/actors/{actor['id']}/reports?form=none")["total"] == 0


def test_months_of_an_actor_open_what_was_published_in_them(client: Client) -> None:
    for each in client.get("/actors?limit=6")["actors"]:
        actor = client.get(each["url"])
        for shown in ("", "&shown=true"):
            said = client.get(f"{actor['statements']['url']}?limit=1{shown}")
            assert sum(said["months"].values()) == said["total"]
            for month, count in said["months"].items():
                page = client.get(f"{actor['statements']['url']}?from={month}&to={month}{shown}")
                assert page["total"] == count == len(page["statements"])
                assert {quote["published"][:7] for one in page["statements"] for quote in one["quotes"]} == {month}
        for month, count in actor["position_months"].items():
            page = client.get(f"{actor['held']['url']}?from={month}&to={month}")
            assert page["positions"] == count == sum(len(matter["positions"]) for matter in page["matters"])
        for stance, count in actor["stances"].items():
            page = client.get(f"{actor['held']['url']}?stance={stance}&limit=1000")
            taken = [each["stance"] for matter in page["matters"] for each in matter["positions"]]
            assert taken == [stance] * count == [stance] * page["positions"]
        day = actor["said"]["statements"][0]["quotes"][0]["published"][:10] if actor["said"]["statements"] else "2025"
        later = client.get(f"{actor['statements']['url']}?from={day}&limit=1000")["total"]
        assert later + client.get(f"{actor['statements']['url']}?to={day}")["total"] >= actor["statements"]["count"]


def test_reports_without_an_outlet_are_counted_and_listed_by_themselves(tmp_path: Path) -> None:
    news = "OSLO - Norway will close the Varanger ferry line in June, the transport minister said on Monday."
    with Archive.open(tmp_path / "two.archive", create=True) as archive:
        archive.add(read(report_from_text(news)))
        archive.add(read(replace(report_from_text(f"{news} Fishermen protested."), outlet="Fjord Post")))
    with served(Settings(archive=str(tmp_path / "two.archive"))) as client:
        outlets = {each["name"]: client.get(each["reports"]["url"]) for each in client.get("/archive")["outlets"]}
        assert {name: [one["outlet"] for one in page["reports"]] for name, page in outlets.items()} == {
            None: [None], "Fjord Post": ["Fjord Post"],
        }  # fmt: skip


def test_freshest_stories_come_first(client: Client) -> None:
    found = client.get("/stories?sort=fresh")["stories"]
    assert [each["last"] for each in found] == sorted((each["last"] for each in found), reverse=True)
    assert len({each["id"] for each in found}) == 2


def test_stories_by_words_and_days(client: Client, story: str) -> None:
    assert [each["id"] for each in client.get("/stories?q=motorways")["stories"]] == [story]
    assert client.get("/stories?q=zebra")["stories"] == []
    assert client.get("/stories?from=2025-03-15")["stories"] == []
    assert story in [each["id"] for each in client.get("/stories?from=2025-03-12&to=2025-03-12")["stories"]]


def test_a_report_has_its_record_and_leads_on(client: Client, path: Path, story: str) -> None:
    with Archive.open(path, read_only=True) as archive:
        record = next(iter(archive.records()))
    found = client.get(f"/reports/{record.report.id.removeprefix('sha256:')}")
    assert found["record"]["report"]["text"] == record.report.text
    assert [each["id"] for each in found["record"]["attributions"]] == [each.id for each in record.attributions]
    assert found["stories"][0]["id"] == story
    for actor in found["entities"].values():
        assert client.get(f"/actors/{actor}")["id"] == actor
    assert found["matters"]
    for position, key in found["matters"].items():
        matter = client.get(f"/matters/{key}")
        assert position in [each["id"] for holder in matter["holders"] for each in holder["positions"]]
    assert client.get(f"/reports/{record.report.id}") == found


def test_the_briefing_is_a_page_that_may_run_its_own_script_alone(client: Client) -> None:
    address = client.get("/reports")["reports"][0]["url"] + "/briefing"
    page = client.ask(address)
    assert page.headers["content-type"].startswith("text/html")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "sha256-" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert client.ask(address + "?format=markdown").body.startswith(b"#")


def test_claims_count_the_origins_they_list(client: Client, story: str) -> None:
    claims = client.get(f"/stories/{story}/claims")["claims"]
    assert claims
    for claim in claims:
        assert claim["independent"] == len(claim["origins"])
        assert set(claim["reports"]) == {account["report"] for account in claim["accounts"]}
        ends = {chain["origin"] for account in claim["accounts"] for chain in account["chains"]}
        for origin in claim["origins"]:
            assert origin["id"] in ends
            assert origin["reports"]


def test_edges_of_the_graph_join_its_nodes_and_show_the_words(client: Client, story: str) -> None:
    graph = client.get(f"/stories/{story}/graph")
    nodes = {node["id"]: node for node in graph["nodes"]}
    assert graph["edges"]
    for edge in graph["edges"]:
        assert nodes[edge["taker"]]["kind"] == "report"
        assert edge["giver"] in nodes
        assert all(each["quote"]["report"] == edge["taker"] for each in edge["evidence"])
        assert edge["evidence"]
        assert set(edge["claims"]) <= set(graph["claims"])
    assert any(node["independent"] for node in nodes.values())


def test_the_timeline_the_map_and_the_places_count_the_same_events(client: Client) -> None:
    total = client.get("/events")["total"]
    cells = client.get("/map")["cells"]
    timeline, places = client.get("/timeline"), client.get("/places")
    assert sum(count for *_, count in cells) == total
    assert sum(one["events"]["count"] for one in timeline["bins"]) + timeline["undated"]["count"] == total
    assert sum(one["events"]["count"] for one in places["places"]) + places["nowhere"]["count"] == total
    assert all(sum(one["by_modality"].values()) == one["events"]["count"] for one in timeline["bins"])


def test_events_in_a_box_are_all_that_are_told_of_its_places(client: Client) -> None:
    places = [one for one in client.get("/places")["places"] if one["place"]["lat"] is not None]
    middle = places[0]["place"]
    west, south = middle["lon"] - 0.5, middle["lat"] - 0.5
    east, north = middle["lon"] + 0.5, middle["lat"] + 0.5
    inside = [one for one in places if west <= one["place"]["lon"] <= east and south <= one["place"]["lat"] <= north]
    found = client.get(f"/events?box={west:.6f},{south:.6f},{east:.6f},{north:.6f}&limit=1000")
    assert found["total"] == sum(one["events"]["count"] for one in inside) > 0
    assert {event["place"]["id"] for event in found["events"]} == {one["place"]["id"] for one in inside}
    around = client.get(f"/events?box={east:.6f},{south:.6f},{west:.6f},{north:.6f}&limit=1000")
    assert not {event["place"]["id"] for event in around["events"]} & {one["place"]["id"] for one in inside}


def test_events_of_an_actor_by_what_it_does_in_them(client: Client) -> None:
    actor = next(one for one in client.get("/actors")["actors"] if one["name"] == "Romania")["id"]
    found = client.get(f"/events?actor={actor}&role=actor&limit=1000")["events"]
    assert found
    assert all(actor in [one["id"] for one in event["actors"]] for event in found)


def test_what_was_known_on_a_day_rests_on_reports_up_to_it(client: Client) -> None:
    for matter in client.get("/matters")["matters"]:
        whole = client.get(f"/matters/{matter['key']}")
        for day in whole["known"]:
            early = client.get(f"/matters/{matter['key']}/known/{day}")
            assert early == client.get(f"/matters/{matter['key']}?known_on={day}")
            assert all(each["published"][:10] <= day for each in quotes(early))


def test_a_position_changes_with_what_was_known(client: Client) -> None:
    question = "/positions?holder=Romania&matter=night+travel+of+grain+trucks&held_on=2025-04-02"
    assert client.get(f"{question}&known_on=2025-03-01")["stance"] is None
    assert client.get(question)["stance"] == "permits"


def test_search_narrows_by_facets_to_what_they_counted(client: Client) -> None:
    found = client.get("/search?q=trucks&in=statements&facet=outlet&facet=reported_month&facet=anonymity")
    assert found["total"] >= found["facets"]["outlet"][0]["hits"] > 0
    for name, filters in (("outlet", "outlet"), ("anonymity", "anonymity")):
        for count in found["facets"][name]:
            value = quote(count["filter_value"])
            assert client.get(f"/search?q=trucks&{filters}={value}")["total"] == count["hits"]
    month = found["facets"]["reported_month"][0]["filter_value"]
    assert client.get(f"/search?q=trucks&reported_from={month}&reported_to={month}")["total"] > 0


@pytest.mark.parametrize("what", ["statements", "events", "positions", "reports"])
def test_search_finds_each_kind_of_thing(client: Client, what: str) -> None:
    found = client.get(f"/search?q=trucks&in={what}&limit=3")
    assert found["kind"] == what.removesuffix("s")
    for hit in found["hits"]:
        assert client.get(hit["url"])["report"]["id"] == hit["report"]


def test_an_export_comes_whole_and_as_the_file_it_is(client: Client, path: Path) -> None:
    found = client.ask(f"{V1}/export/csv?kind=events")
    assert found.headers["content-type"].startswith("text/csv")
    assert found.headers["content-disposition"] == 'attachment; filename="events.csv"'
    assert len(found.body.decode().splitlines()) > client.get("/events")["total"]
    lines = client.ask(f"{V1}/export/jsonl?kind=positions&shown=true&from=2025-03-12").body.decode().splitlines()
    with Archive.open(path, read_only=True) as archive:
        late = [record for record in archive.records() if (record.report.published or "") >= "2025-03-12"]
    assert len(lines) == sum(position.shown for record in late for position in record.positions) > 0


def test_a_report_that_is_sent_is_read_and_not_kept(client: Client, examples: Path) -> None:
    before = client.get("/archive")["counts"]["reports"]["count"]
    text = (examples / "grain-corridor.txt").read_bytes()
    found = client.ask(f"{V1}/read?outlet=Test+Post&published=2025-03-12", "POST", text, Content_Type="text/plain")
    assert found.status == 200
    assert found.json["report"]["outlet"] == "Test Post"
    assert found.json["report"]["published"] == "2025-03-12"
    assert found.json["events"]
    assert client.get("/archive")["counts"]["reports"]["count"] == before


def test_what_cannot_be_read_is_refused_with_the_reason(client: Client) -> None:
    short = client.ask(f"{V1}/read", "POST", b"Hello.", Content_Type="text/plain")
    long = client.ask(f"{V1}/read", "POST", b"word " * 5000, Content_Type="text/plain")
    undated = client.ask(f"{V1}/read?published=2025-02-31", "POST", b"A report.", Content_Type="text/plain")
    assert (short.status, long.status, undated.status) == (422, 413, 400)
    assert undated.json["parameter"] == "published"
    assert all(each.headers["content-type"] == "application/problem+json" for each in (short, long, undated))


def test_an_answer_changes_with_the_archive_and_not_otherwise(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "growing.archive"
    shutil.copy(path, copy)
    with served(Settings(archive=str(copy))) as client:
        first = client.ask(f"{V1}/stories")
        again = client.ask(f"{V1}/stories", If_None_Match=first.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        text = "OSLO - Norway will close the Varanger ferry line in June, the transport minister said on Monday."
        with Archive.open(copy) as archive:
            archive.add(read(report_from_text(text)))
        after = client.ask(f"{V1}/stories", If_None_Match=first.headers["etag"])
        assert after.status == 200
        assert after.json["total"] == first.json["total"] + 1
        assert after.headers["etag"] != first.headers["etag"]


def test_a_cursor_still_leads_on_when_reports_came_in(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "growing.archive"
    shutil.copy(path, copy)
    with served(Settings(archive=str(copy))) as client:
        before = client.get("/reports?limit=100")["reports"]
        page = client.get("/reports?limit=3")
        text = "OSLO - Norway will close the Varanger ferry line in June, the transport minister said on Monday."
        with Archive.open(copy) as archive:
            archive.add(read(report_from_text(text)))
        rest = client.get(f"/reports?limit=100&cursor={page['cursor']}")["reports"]
        assert [each["id"] for each in page["reports"] + rest][: len(before)] == [each["id"] for each in before]


def test_packed_and_plain_answers_are_the_same(client: Client, story: str) -> None:
    plain = client.ask(f"{V1}/stories/{story}")
    packed = client.ask(f"{V1}/stories/{story}", Accept_Encoding="br, gzip")
    refused = client.ask(f"{V1}/stories/{story}", Accept_Encoding="gzip;q=0")
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(plain.body) / 3
    assert packed.body == plain.body == refused.body
    assert "content-encoding" not in plain.headers and "content-encoding" not in refused.headers


def test_head_tells_all_but_the_bytes(client: Client) -> None:
    head, whole = client.ask(f"{V1}/archive", "HEAD"), client.ask(f"{V1}/archive")
    assert head.status == 200 and head.body == b""
    assert head.headers["etag"] == whole.headers["etag"]
    assert head.headers["content-length"] == str(len(whole.body))


@pytest.mark.parametrize(
    ("address", "status", "parameter"),
    [
        ("/reports/nothing", 404, None),
        ("/stories/nothing", 404, None),
        ("/stories/nothing/graph", 404, None),
        ("/actors/nothing", 404, None),
        ("/matters/nothing", 404, None),
        ("/nothing", 404, None),
        ("/reports?limit=0", 400, "limit"),
        ("/reports?limit=many", 400, "limit"),
        ("/reports?from=yesterday", 400, "from"),
        ("/reports?cursor=abc", 400, "cursor"),
        ("/reports?outlets=Reuters", 400, "outlets"),
        ("/stories?sort=colour", 400, "sort"),
        ("/events?modality=maybe", 400, "modality"),
        ("/events?box=1,2,3", 400, "box"),
        ("/events?shown=perhaps", 400, "shown"),
        ("/search?q=(ban", 400, "q"),
        ("/search?facet=colour", 400, "facet"),
        ("/search?reported_from=2025-13", 400, "reported_from"),
        ("/search?near=Nowhereville-on-Sea", 400, "near"),
        ("/positions?holder=Romania", 400, "matter"),
        ("/positions?holder=Romania&matter=grain&held_on=2025-02-31", 400, "held_on"),
        ("/export/csv?kind=colours", 400, "kind"),
        ("/export/acled?kind=claims", 400, "kind"),
    ],
)
def test_problems_name_the_parameter_and_hold_no_trace(
    client: Client, address: str, status: int, parameter: str | None
) -> None:
    found = client.ask(V1 + address)
    assert found.status == status, found.body
    assert found.headers["content-type"] == "application/problem+json"
    assert found.json["status"] == status
    assert found.json.get("parameter") == parameter
    assert found.json["detail"]
    assert b"Traceback" not in found.body and b".py" not in found.body


def test_a_value_that_is_none_of_a_few_is_answered_with_these(client: Client) -> None:
    found = client.ask(f"{V1}/timeline?unit=year").json
    assert found["allowed"] == ["day", "week", "month"]


def test_writing_is_refused(client: Client) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        found = client.ask(f"{V1}/reports", method)
        assert found.status == 405
        assert found.headers["content-type"] == "application/problem+json"
        assert client.ask("/", method).status == 405


def test_opinion_pieces_are_told_as_such_wherever_a_report_is_listed(tmp_path: Path) -> None:
    news = "OSLO - Norway will close the Varanger ferry line in June, the transport minister said on Monday."
    with Archive.open(tmp_path / "two.archive", create=True) as archive:
        archive.add(read(report_from_text(news)))
        archive.add(read(replace(report_from_text(f"{news} That is wrong."), title="Opinion: Keep the ferry")))
    with served(Settings(archive=str(tmp_path / "two.archive"))) as client:
        listed = {each["title"]: each for each in client.get("/reports")["reports"]}
        assert listed["Opinion: Keep the ferry"]["genre"] == "opinion"
        assert [each["genre"] for each in listed.values()].count(None) == 1
        shown = client.get(listed["Opinion: Keep the ferry"]["url"])
        assert shown["report"]["genre"] == "opinion"
        hits = client.get("/search?q=ferry&in=reports")["hits"]
        assert {hit["title"]: hit["genre"] for hit in hits} == {t: each["genre"] for t, each in listed.items()}
        (story,) = client.get("/stories")["stories"]
        assert {each["genre"] for each in client.get(story["url"])["reports"]} == {"opinion", None}


def test_the_graph_says_which_sources_are_not_named(client: Client, story: str) -> None:
    nodes = client.get(f"/stories/{story}/graph")["nodes"]
    assert {node["anonymity"] for node in nodes if node["kind"] != "source"} == {None}
    told = {node["name"]: node["anonymity"] for node in nodes if node["kind"] == "source"}
    assert told["two officials with knowledge of the talks"] == "unnamed"
    assert told["Romania's transport ministry"] == "named"


@pytest.mark.parametrize(("sort", "by"), [("reports", "reports"), ("outlets", "outlets"), ("changes", "shifts")])
def test_matters_are_sorted_by_what_is_asked_for(client: Client, sort: str, by: str) -> None:
    whole = client.get(f"/matters?sort={sort}&limit=1000")["matters"]
    numbers = [each[by] for each in whole]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] > numbers[-1]
    first = client.get(f"/matters?sort={sort}&limit=3")
    rest = client.get(f"/matters?sort={sort}&limit=1000&cursor={first['cursor']}")
    assert first["matters"] + rest["matters"] == whole


def test_matters_are_found_by_their_words_and_their_holders(client: Client) -> None:
    whole = client.get("/matters?limit=1000")["matters"]
    for each in whole[:5]:
        holder = each["holders"][0]["actor"]["name"]
        both = client.get(f"/matters?q={quote(each['label'].split()[-1] + ' ' + holder)}&limit=1000")["matters"]
        assert each["key"] in {one["key"] for one in both}
        assert len(both) < len(whole)
    assert client.get("/matters?q=zyzzyva")["total"] == 0


def test_the_outlets_of_a_matter_are_those_that_carried_its_reports(client: Client) -> None:
    outlets = {each["id"]: each["outlet"] for each in client.get("/reports?limit=1000")["reports"]}
    for each in client.get("/matters?limit=5")["matters"]:
        reports = client.get(f"/matters/{each['key']}")["reports"]
        assert each["outlets"] == len({outlets[name] for name in reports})
