const GAP = 4;
const MARGIN = 8;

/** Puts a floating list below its button, or above where there is more room, as wide as the button. */
export function placeBeside(anchor: HTMLElement, list: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const below = window.innerHeight - at.bottom - GAP - MARGIN;
  const above = at.top - GAP - MARGIN;
  const upwards = below < Math.min(list.scrollHeight, 280) && above > below;
  list.style.setProperty("width", `${at.width}px`);
  list.style.setProperty("left", `${at.left}px`);
  list.style.setProperty("max-height", `${Math.min(upwards ? above : below, 360)}px`);
  list.style.setProperty("top", upwards ? "auto" : `${at.bottom + GAP}px`);
  list.style.setProperty("bottom", upwards ? `${window.innerHeight - at.top + GAP}px` : "auto");
}
