import { element } from "./element.ts";
import { icon } from "./icon.ts";
import { ELSEWHERE } from "./prose.ts";

export interface Picture {
  readonly url: string;
  readonly alt: string;
  /** Pixels of the file; given, the page does not jump when the picture arrives. */
  readonly width?: number;
  readonly height?: number;
}

/** A picture that opens large when clicked, or with Enter. */
export function picture(shown: Picture, className: string): HTMLElement {
  const image = element("img", {
    src: shown.url,
    alt: shown.alt,
    width: shown.width,
    height: shown.height,
    decoding: "async",
  });
  const button = element("button", { type: "button", class: `picture ${className}` }, image);
  button.setAttribute("aria-label", `Open picture: ${shown.alt}`);
  image.addEventListener("error", () => button.classList.add("broken"));
  button.addEventListener("click", () => openLarge(shown));
  return button;
}

/** A modal dialog gives Esc, the focus trap and the way back to the picture by itself. */
function openLarge({ url, alt, width, height }: Picture): void {
  const close = element("button", { type: "button", class: "round-button", "aria-label": "Close" }, icon("close", 24));
  const original = element("a", { class: "round-button", href: url, "aria-label": "Open in a new tab", ...ELSEWHERE });
  original.append(icon("external"));
  const dialog = element(
    "dialog",
    { class: "lightbox", "aria-label": alt || "Picture" },
    element("div", { class: "lightbox-tools" }, original, close),
    element("img", { src: url, alt, width, height }),
    element("p", { class: "lightbox-caption" }, alt),
  );
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
}
