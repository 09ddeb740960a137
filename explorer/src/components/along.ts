/** Arrow keys lead from link to link of a drawing, which is one stop of the Tab key however many links it has. */
export function along(event: KeyboardEvent & { currentTarget: Element }): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  const links = [...event.currentTarget.querySelectorAll<SVGAElement>("a[href]")];
  const now = links.indexOf(document.activeElement as unknown as SVGAElement);
  const next = links[now < 0 ? (step > 0 ? 0 : links.length - 1) : now + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
}
