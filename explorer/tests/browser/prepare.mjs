/** Makes what the browser is shown: archives of the examples and of hostile reports, their briefings, a site. */

import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BRIEFINGS, BUILT, ENVIRONMENT, HOSTILE, PYTHON, ROOT, SCREENSHOTS, SITE, WORLD } from "./support/places.mjs";

function python(...words) {
  execFileSync(PYTHON, words, { cwd: ROOT, env: ENVIRONMENT, stdio: ["ignore", "ignore", "inherit"] });
}

rmSync(BUILT, { recursive: true, force: true });
rmSync(SCREENSHOTS, { recursive: true, force: true });
mkdirSync(BUILT, { recursive: true });
const lines = join(BUILT, "hostile.jsonl");
python("tests/hostile.py", lines);
python("-m", "onrecord", "add", "examples", "--archive", WORLD);
python("-m", "onrecord", "add", lines, "--archive", HOSTILE);
python("-m", "onrecord", "read", lines, "--format", "html", "-o", `${BRIEFINGS}/`);
python("-m", "onrecord", "site", WORLD, "-o", SITE);
python("-m", "onrecord", "site", HOSTILE, "-o", join(BUILT, "hostile-site"));
