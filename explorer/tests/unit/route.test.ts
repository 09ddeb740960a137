import assert from "node:assert/strict";
import { test } from "node:test";
import { parseSpan, reportHref } from "../../src/router/links.ts";
import { formatRoute, href, many, one, parseRoute, toggled, withQuery } from "../../src/router/route.ts";

const plain = (query: object) => ({ ...query });

test("the empty hash is the first page", () => {
  for (const hash of ["", "#", "#/"]) assert.deepEqual([parseRoute(hash).page, parseRoute(hash).id], ["", null]);
});

test("page, id and query are read", () => {
  const route = parseRoute("#/story/story-3f9a?tab=claims&outlet=A%26B&outlet=C");
  assert.equal(route.page, "story");
  assert.equal(route.id, "story-3f9a");
  assert.deepEqual(plain(route.query), { tab: ["claims"], outlet: ["A&B", "C"] });
});

test("any id comes back as it went in", () => {
  for (const id of ["sha256:ab12", "grain/night ban?", "100% sure", "#top", "Țara 🚆", "a+b=c&d"]) {
    assert.equal(parseRoute(href("matter", id, { on: "2031-01-01" })).id, id);
  }
});

test("a broken escape is taken as it stands", () => {
  assert.equal(parseRoute("#/matter/100%").id, "100%");
});

test("one view has one address, whatever the order of its filters", () => {
  assert.equal(href("search", null, { q: "x", in: "event" }), href("search", null, { in: "event", q: "x" }));
  assert.equal(formatRoute(parseRoute("#/search?b=2&a=1")), "#/search?a=1&b=2");
});

test("empty filters leave the address", () => {
  assert.equal(href("search", null, { q: "", outlet: [], from: null, page: undefined }), "#/search");
  assert.deepEqual(plain(withQuery({ q: ["a"], from: ["2031"] }, { from: "" })), { q: ["a"] });
});

test("a name of a filter that every object has is no filter", () => {
  const { query } = parseRoute("#/search?q=1");
  assert.equal(one(query, "constructor"), "");
  assert.deepEqual(many(query, "toString"), []);
});

test("a value is put in, and taken out again", () => {
  const query = { outlet: ["A"] };
  assert.deepEqual(toggled(query, "outlet", "B"), ["A", "B"]);
  assert.deepEqual(toggled(query, "outlet", "A"), []);
});

test("links to a passage carry the span; what is no span is none", () => {
  assert.equal(parseRoute(reportHref("sha256:1", [12, 30])).query["at"]?.[0], "12-30");
  assert.deepEqual(parseSpan("12-30"), [12, 30]);
  for (const text of ["", "12", "30-12", "-1-4", "a-b", "1e3-2000"]) assert.equal(parseSpan(text), null);
});
