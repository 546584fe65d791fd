const SVG = "http://www.w3.org/2000/svg";

/** Outlines on a 24-unit grid, drawn with a round pen. */
const OUTLINES = {
  hash: "M10 4 8 20M16 4l-2 16M5 9h15M4 15h15",
  at: "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0Zm0 0v1.5a2.5 2.5 0 0 0 5 0V12a9 9 0 1 0-3.5 7.1",
  menu: "M4 6h16M4 12h16M4 18h16",
  close: "M6 6l12 12M18 6 6 18",
  download: "M12 4v11m0 0 5-5m-5 5-5-5M5 20h14",
  file: "M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8l-5-5Zm0 0v5h5M9 13h6M9 17h6",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
  chevron: "m6 9 6 6 6-6",
  send: "M4 12h15m0 0-6-6m6 6-6 6",
  swap: "M4 8h15m0 0-4-4m4 4-4 4M20 16H5m0 0 4 4m-4-4 4-4",
  reply: "M5 19v-6a6 6 0 0 1 6-6h9",
  external: "M14 4h6v6M20 4l-9 9M18 14v4a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h4",
  alert: "M12 7v6m0 3.5v.1M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z",
  check: "m5 12.5 4.5 4.5L19 7.5",
  slash: "M9 20 15 4",
} as const;

export type IconName = keyof typeof OUTLINES;

/** A decorative icon in the colour of the text around it; what it means stands beside it or in a label. */
export function icon(name: IconName, size = 20): SVGSVGElement {
  const svg = canvas(24, size);
  svg.classList.add("icon");
  svg.append(shape("path", { d: OUTLINES[name] }));
  return svg;
}

/** The bot's face: bars above and below a zero line. */
export function botFace(size: number): SVGSVGElement {
  const svg = canvas(32, size);
  svg.classList.add("face");
  svg.append(
    shape("rect", { width: 32, height: 32, class: "face-ground" }),
    shape("path", { d: "M7 20h18", class: "face-zero" }),
    shape("path", { d: "M10 20v-4M14.7 20v-8M19.3 20V9", class: "face-up" }),
    shape("path", { d: "M24 20v4", class: "face-down" }),
  );
  return svg;
}

function canvas(grid: number, size: number): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const attributes = { viewBox: `0 0 ${grid} ${grid}`, width: size, height: size, "aria-hidden": "true" };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, String(value));
  return svg;
}

function shape(tag: "path" | "rect", attributes: Readonly<Record<string, string | number>>): SVGElement {
  const created = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, String(value));
  return created;
}
