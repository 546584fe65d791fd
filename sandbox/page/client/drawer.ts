import { part } from "./element.ts";

/** The channel list on a phone: in front of the channel, and alone in the tab order, while open. */
export function createDrawer(): { close(): void } {
  const sides = part("sides");
  const chat = part("chat");
  const scrim = part("scrim");
  const menu = part("menu", HTMLButtonElement);
  const narrow = window.matchMedia("(max-width: 760px)");

  const set = (open: boolean) => {
    const covers = narrow.matches && open;
    sides.classList.toggle("open", covers);
    chat.inert = covers;
    scrim.hidden = !covers;
    menu.setAttribute("aria-expanded", String(covers));
    if (covers) sides.querySelector<HTMLElement>("[aria-current='page']")?.focus();
  };
  const close = () => {
    const wasOpen = sides.classList.contains("open");
    set(false);
    if (wasOpen) menu.focus();
  };
  menu.addEventListener("click", () => set(true));
  scrim.addEventListener("click", close);
  narrow.addEventListener("change", () => set(false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && sides.classList.contains("open")) close();
  });
  set(false);
  return { close };
}
