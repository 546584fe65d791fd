import type { APIEmbed } from "discord.js";
import { isBrief, symbolOf, type Brief, type MissingBrief } from "../../engine/brief.ts";
import type { Controls, Menu } from "../controls.ts";
import { CELLS, CELL_ORDER } from "../cells.ts";
import { linesWithin, wideField } from "../exposures/view.ts";
import { newYorkTime, percent, price } from "../format.ts";
import { LIMITS } from "../limits.ts";
import type { Post } from "../post.ts";
import { signColor } from "../regimeColor.ts";
import type { UniversePostInput } from "./input.ts";
import { inOrder } from "./order.ts";
import { tableLines } from "./tableWords.ts";
import { changeLines, changeSummary, footerWords, isSample, tableCaveats } from "./words.ts";

/** What tells a dashboard from a digest. */
export interface UniverseFrame {
  /** "Daily universe" */
  readonly title: string;
  /** The slash command that shows the same now. */
  readonly command: string;
  readonly changedTitle: string;
}

const FILE = "universe.png";
/** Of the embed's 6,000 characters: what changed, and the caveats. The table takes what is left. */
const CHANGES_ROOM = 1_000;
const CAVEATS_ROOM = 700;

/** The words and the picture: what changed first, then every symbol as text, then what to mind. */
export function universeCard(input: UniversePostInput, { title, command, changedTitle }: UniverseFrame): Post {
  const { rows, at, picture, name } = input;
  const mark = isSample(rows) ? "SAMPLE · " : "";
  const newest = rows.filter(isBrief).map(({ quoteTime }) => quoteTime).sort().at(-1); // prettier-ignore
  const embedTitle = `${mark}${title} · ${name}`;
  const description = [`**${changedTitle}**`, ...linesWithin(changeLines(input), CHANGES_ROOM)].join("\n");
  const caveats = linesWithin(tableCaveats(input).map((sentence) => `• ${sentence}`), CAVEATS_ROOM); // prettier-ignore
  const mind = caveats.length > 0 ? [wideField("Mind", caveats)] : [];
  const footer = footerWords(input, { command });
  const spent = [embedTitle, description, footer, ...mind.map((field) => field.name + field.value)].join("").length;
  const embed: APIEmbed = {
    title: embedTitle,
    color: signColor(majority(rows)),
    description,
    fields: [...tableFields(rows, LIMITS.embedTotal - spent), ...mind],
    ...(picture && { image: { url: `attachment://${FILE}` } }),
    footer: { text: footer },
    ...(newest !== undefined && { timestamp: newest }),
  };
  return {
    content: `${mark === "" ? "" : "SAMPLE DATA · "}${title}, ${newYorkTime(at)}: ${changeSummary(input)}.`,
    embeds: [embed],
    ...(picture && { files: [{ name: FILE, data: picture, description: altText(input, title) }] }),
  };
}

/** Names of the table's fields, and line breaks, are counted too. */
const FIELD_NAME = "All symbols";
const FIELD_NAME_ON = "… and on";

/** The whole table as fields, none cut inside a line. */
function tableFields(rows: readonly (Brief | MissingBrief)[], room: number) {
  const fieldsNeeded = Math.ceil(room / LIMITS.fieldValue) + 1;
  const chunks: string[][] = [[]];
  for (const line of tableLines(rows, room - fieldsNeeded * FIELD_NAME.length)) {
    const last = chunks.at(-1)!;
    if ([...last, line].join("\n").length <= LIMITS.fieldValue) last.push(line);
    else chunks.push([line]);
  }
  return chunks.map((lines, index) => wideField(index === 0 ? FIELD_NAME : FIELD_NAME_ON, lines));
}

function majority(rows: readonly (Brief | MissingBrief)[]): Brief["regime"]["gamma"] {
  const of = (gamma: Brief["regime"]["gamma"]) =>
    rows.filter((row) => isBrief(row) && row.regime.gamma === gamma).length;
  const [positive, negative] = [of("positive"), of("negative")];
  return positive > negative ? "positive" : negative > positive ? "negative" : "undetermined";
}

/** The picture for those who cannot see it; its numbers stand as text in the embed. */
function altText({ rows, at }: UniversePostInput, title: string): string {
  const counts = CELL_ORDER.map((cell) => {
    const inCell = rows.filter((row) => isBrief(row) && row.cell === cell).map(symbolOf);
    return inCell.length === 0 ? null : `${cell} ${CELLS[cell].name}: ${inCell.join(", ")}`;
  }).filter((line) => line !== null);
  const missing = rows.filter((row) => !isBrief(row)).map(symbolOf);
  return [
    `${isSample(rows) ? "SAMPLE DATA. " : ""}Table of dealer gamma by symbol and map of cells, ${title}, ${newYorkTime(at)}`,
    ...counts,
    ...(missing.length > 0 ? [`no numbers: ${missing.join(", ")}`] : []),
    "the same numbers are in the text of this message",
  ].join("; ");
}

/** Discord's limit of options in a menu. */
const MOST_OPTIONS = 25;

/** Menus that open a symbol's full reply: one for every 25 symbols, in the order of the table. */
export function openMenus(rows: readonly (Brief | MissingBrief)[]): Menu[] {
  const sorted = inOrder(rows);
  const menus: Menu[] = [];
  for (let from = 0; from < sorted.length; from += MOST_OPTIONS) {
    const own = sorted.slice(from, from + MOST_OPTIONS);
    const first = symbolOf(own[0]!);
    menus.push({
      kind: "menu",
      action: "open",
      symbol: first,
      placeholder: from === 0 ? "Open a symbol" : `Open a symbol, from ${first} on`,
      options: own.map((row) => ({
        label: isBrief(row) ? `${row.symbol} · ${row.cell} ${CELLS[row.cell].name}` : row.missing,
        value: symbolOf(row),
        description: isBrief(row)
          ? `${price(row.spot)}${row.changePct === null ? "" : ` ${percent(row.changePct)}`} · ${row.regime.gamma} gamma · confidence ${row.regime.confidence}`
          : row.why,
        chosen: false,
      })),
    });
  }
  return menus;
}

/** Controls that open full replies; none without a symbol. */
export function openControls(
  rows: readonly (Brief | MissingBrief)[],
  controls: Controls["rows"],
): Pick<Post, "controls"> {
  const [first] = inOrder(rows);
  if (first === undefined) return {};
  const symbol = symbolOf(first);
  return {
    controls: {
      state: { view: "gex", symbol, selection: { kind: "all" }, palette: null, extra: "none" },
      rows: controls,
    },
  };
}
