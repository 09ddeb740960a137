/** The archive as `onrecord serve` gives it out, and a plain server of files such as a site is published on. */

import { spawn } from "node:child_process";
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ENVIRONMENT, PYTHON, ROOT } from "./places.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/** `onrecord serve` on a free port: its address, and how to end it. */
export async function serveArchive(archive, ...options) {
  const port = await freePort();
  const words = ["-m", "onrecord", "serve", archive, "--port", String(port), ...options];
  const child = spawn(PYTHON, words, { cwd: ROOT, env: ENVIRONMENT, stdio: ["ignore", "ignore", "pipe"] });
  let told = "";
  child.stderr.on("data", (data) => (told += data));
  process.once("exit", () => child.kill("SIGKILL")); // however the tests end, the server ends with them
  const url = `http://127.0.0.1:${port}/`;
  const stop = async () => {
    if (child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await Promise.race([ended, wait(5000, null, { ref: false }).then(() => child.kill("SIGKILL"))]);
  };
  for (const until = Date.now() + 120_000; Date.now() < until; await wait(100)) {
    if (child.exitCode !== null) throw new Error(`onrecord serve ended: ${told}`);
    const answer = await fetch(`${url}api/v1/archive`).catch(() => null);
    if (answer?.ok) return { url, stop };
  }
  await stop();
  throw new Error(`onrecord serve does not answer: ${told}`);
}

/** A server that knows nothing but files, under a path of its own, as a folder of some larger web site. */
export async function serveFiles(folder, under = "/") {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    if (path === "/favicon.ico") return response.writeHead(204).end();
    const inside = path.startsWith(under) ? normalize(path.slice(under.length) || "index.html") : null;
    const file = inside === null || inside.startsWith("..") ? null : join(folder, inside);
    if (!file || !statSync(file, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  const stop = () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)));
  return { url: `http://127.0.0.1:${port}${under}`, stop };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
