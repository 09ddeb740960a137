/** Where things are: the repository, what is built for the tests, the programs that they need. */

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

export const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));
export const BUILT = join(ROOT, "build", "browser");
export const SCREENSHOTS = join(ROOT, "build", "screenshots");
export const WORLD = join(BUILT, "world.archive");
export const HOSTILE = join(BUILT, "hostile.archive");
export const BRIEFINGS = join(BUILT, "briefings");
export const SITE = join(BUILT, "site");

const VENV = join(ROOT, ".venv", "bin", "python");
export const PYTHON = process.env.PYTHON ?? (existsSync(VENV) ? VENV : "python3");
export const CHROMIUM =
  process.env.CHROMIUM ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync) ??
  "chromium";

/** A folder that must not be lost by accident is made anew: only what these tests built is ever removed. */
export const ENVIRONMENT = { ...process.env, PYTHONPATH: ROOT, OMP_NUM_THREADS: "1" };
