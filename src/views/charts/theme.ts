import type { RollOff } from "../../engine/snapshot.ts";
import type { PaletteName } from "./chart.ts";
import type { MarkKind } from "./levelMarks.ts";

/** Families as workers/canvas.ts registers them; the second only serves γ and σ. */
export const FONT_FAMILY = 'Inter, "Inter Greek"';
/** Discord shows the picture at about a third of its size on a phone: nothing smaller stays readable. */
export const SMALLEST_TEXT = 24;

export interface Palette {
  readonly background: string;
  readonly surface: string;
  readonly grid: string;
  readonly axis: string;
  readonly text: string;
  readonly dim: string;
  readonly profile: string;
  /** The profile as it would stand without one date. */
  readonly without: Readonly<Record<RollOff["without"], string>>;
  readonly spot: string;
  readonly sample: string;
  readonly warning: string;
  /** Positive and negative net GEX: the bar, its brighter 0DTE stripe, and words in that colour. */
  readonly positive: Sided;
  readonly negative: Sided;
  readonly marks: Readonly<Record<MarkKind, string>>;
}

interface Sided {
  readonly bar: string;
  readonly stripe: string;
  readonly words: string;
}

const DARK = {
  background: "#0f1117",
  surface: "#171b24",
  grid: "#262c36",
  axis: "#6e7681",
  text: "#e6edf3",
  dim: "#9aa4af",
  spot: "#ffffff",
  sample: "#ff5cc8",
  warning: "#f0b429",
} as const;

export const PALETTES: Readonly<Record<PaletteName, Palette>> = {
  default: {
    ...DARK,
    profile: "#f5c451",
    without: { today: "#22d3ee", opex: "#b79cff" },
    positive: { bar: "#22c55e", stripe: "#bbf7d0", words: "#4ade80" },
    negative: { bar: "#ef4444", stripe: "#fecaca", words: "#f87171" },
    marks: {
      flip: "#ff9f1c",
      callWall: "#4ade80",
      putWall: "#f87171",
      resistance: "#4ade80",
      support: "#f87171",
      maxGamma: "#b79cff",
      magnet: "#22d3ee",
    },
  },
  // Blue and orange stay apart in every common colour blindness; the other hues follow Okabe and Ito's set.
  colorblind: {
    ...DARK,
    profile: "#efe9b0",
    without: { today: "#2fd6b0", opex: "#d59ad8" },
    positive: { bar: "#3b8eea", stripe: "#cfe6ff", words: "#6cb2ff" },
    negative: { bar: "#e8772e", stripe: "#ffdcc2", words: "#ff9a52" },
    marks: {
      flip: "#ffd60a",
      callWall: "#6cb2ff",
      putWall: "#ff9a52",
      resistance: "#6cb2ff",
      support: "#ff9a52",
      maxGamma: "#d59ad8",
      magnet: "#2fd6b0",
    },
  },
};

/** "#rrggbb" at an opacity of 0–1. */
export function fade(color: string, opacity: number): string {
  const channel = Math.round(opacity * 255);
  return `${color}${channel.toString(16).padStart(2, "0")}`;
}
