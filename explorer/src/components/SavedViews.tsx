import { useState } from "preact/hooks";
import { deleteView, savedViews, saveView } from "../app/views.ts";
import { Menu } from "./Menu.tsx";
import { Text } from "./Text.tsx";

/** Names the present page with its filters, lists what was named before, and deletes. All of it stays in this browser. */
export function SavedViews() {
  const [views, setViews] = useState(savedViews);
  const [name, setName] = useState("");
  const [refused, setRefused] = useState(false);
  const save = (event: Event) => {
    event.preventDefault();
    if (!name.trim()) return;
    setRefused(!saveView({ name: name.trim(), hash: location.hash || "#/" }));
    setViews(savedViews());
    setName("");
  };
  const remove = (each: string) => {
    deleteView(each);
    setViews(savedViews());
  };
  return (
    <Menu title="Saved views">
      <form onSubmit={save}>
        <label>
          Name for this page and its filters
          <input value={name} maxLength={80} onInput={(event) => setName(event.currentTarget.value)} />
        </label>
        <button type="submit">Save</button>
      </form>
      {refused && <p role="alert">This browser keeps nothing for this page.</p>}
      {views.length === 0 && <p class="soft">None yet. They are kept in this browser only.</p>}
      <ul class="views">
        {views.map((view) => (
          <li key={view.name}>
            <a href={view.hash}>
              <Text>{view.name}</Text>
            </a>
            <button
              type="button"
              class="quiet"
              onClick={() => remove(view.name)}
              aria-label={`Delete the view ${view.name}`}
            >
              delete
            </button>
          </li>
        ))}
      </ul>
    </Menu>
  );
}
