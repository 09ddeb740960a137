import { render } from "preact";
import { App } from "./app/App.tsx";
import { applyTheme } from "./app/theme.ts";
import { openCache } from "./data/open.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/components.css";
import "./styles/print.css";

applyTheme();
const root = document.getElementById("app");
if (root) void openCache().then((cache) => render(<App cache={cache} />, root));
