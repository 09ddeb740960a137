import type { ComponentChildren } from "preact";
import { useCallback, useState } from "preact/hooks";
import { SavedViews } from "../components/SavedViews.tsx";
import { href, one } from "../router/route.ts";
import { navigate, useRoute } from "../router/use.ts";
import { Help } from "./Help.tsx";
import { useShortcuts } from "./shortcuts.ts";
import { chooseTheme, theme, type Theme } from "./theme.ts";

const PLACES: readonly (readonly [string, string, readonly string[]])[] = [
  ["", "Stories", ["", "story"]],
  ["search", "Search", ["search", "report"]],
  ["actors", "Actors", ["actors", "actor"]],
  ["matters", "Positions", ["matters", "matter"]],
  ["map", "Map", ["map"]],
  ["archive", "Archive", ["archive"]],
];

/** What stands around every page: skip link, header with search, navigation, main, help. */
export function Layout({ children }: { children: ComponentChildren }) {
  const [help, setHelp] = useState(false);
  const show = useCallback(() => setHelp(true), []);
  useShortcuts(show);
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        Skip to the page
      </a>
      <header class="top">
        <div class="bar">
          <a class="wordmark" href="#/">
            on<b>record</b>
          </a>
          <SearchBox />
          <div class="tools">
            <SavedViews />
            <ThemeButton />
            <button type="button" class="tool" onClick={show} title="Keys (?)" aria-label="Keys">
              ?
            </button>
          </div>
        </div>
        <Navigation />
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <Help open={help} onClose={() => setHelp(false)} />
    </>
  );
}

/** The hash is the route: the link's own address would leave the page. */
function skip(event: Event): void {
  event.preventDefault();
  const main = document.getElementById("main");
  (main?.querySelector<HTMLElement>("h1[tabindex]") ?? main)?.focus();
  main?.scrollIntoView();
}

function Navigation() {
  const { page } = useRoute();
  return (
    <nav aria-label="Pages">
      {PLACES.map(([to, title, pages]) => (
        <a href={href(to)} aria-current={page === to ? "page" : pages.includes(page) ? "true" : undefined}>
          {title}
        </a>
      ))}
    </nav>
  );
}

function SearchBox() {
  const route = useRoute();
  const asked = route.page === "search" ? one(route.query, "q") : "";
  const [typed, setTyped] = useState<{ asked: string; text: string }>({ asked, text: asked });
  const text = typed.asked === asked ? typed.text : asked;
  const go = (event: Event) => {
    event.preventDefault();
    const filters = route.page === "search" ? route.query : {};
    navigate(href("search", null, { ...filters, q: text.trim() }));
  };
  return (
    <form class="find" role="search" onSubmit={go}>
      <input
        type="search"
        aria-label="Search the archive"
        placeholder='Search: words, "a phrase", -without'
        value={text}
        onInput={(event) => setTyped({ asked, text: event.currentTarget.value })}
      />
      <button type="submit">Search</button>
    </form>
  );
}

const NEXT: Readonly<Record<Theme, Theme>> = { system: "light", light: "dark", dark: "system" };
const SIGN: Readonly<Record<Theme, string>> = { system: "◐", light: "○", dark: "●" };

function ThemeButton() {
  const [now, setNow] = useState(theme);
  const next = () => {
    chooseTheme(NEXT[now]);
    setNow(NEXT[now]);
  };
  return (
    <button
      type="button"
      class="tool"
      onClick={next}
      title={`Colours: ${now}`}
      aria-label={`Colours: ${now}; change to ${NEXT[now]}`}
    >
      <span aria-hidden="true">{SIGN[now]}</span>
    </button>
  );
}
