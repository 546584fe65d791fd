import type { APIEmbed, APIEmbedField } from "discord.js";
import { passesGate, sortScan, type ScanRow } from "../../engine/plan/scan.ts";
import { CELLS, CELL_ORDER } from "../cells.ts";
import type { Menu } from "../controls.ts";
import { linesWithin, listField, wideField } from "../exposures/view.ts";
import { newYorkTime } from "../format.ts";
import { LIMITS } from "../limits.ts";
import { symbolCount } from "../orders/symbolList.ts";
import type { Post } from "../post.ts";
import { signColor } from "../regimeColor.ts";
import { named, provenance } from "../universe/words.ts";
import { MODEL_NOTE } from "../words.ts";
import { isSampleScan, scanCaveats } from "./scanCaveats.ts";
import type { ScanList, ScanPostInput, Scanned } from "./scanInput.ts";
import { bestWords, closesTokens, gateWords, namedOnly, rowTexts, vrp20Words, zWords } from "./scanWords.ts";

const FILE = "scan.png";
/** Of the embed's 6,000 characters; the rows take what is left. */
const CAVEATS_ROOM = 800;
/** Discord's limit of options in a menu. */
const MOST_OPTIONS = 25;

const LEGEND =
  "z: how unusual the premium is for the symbol. VRP20: IV less what was realised in 20 days, vol points. Net harvest: 60 go, 30 reduced, below no. Scores: of 100.";

/** The morning's screen: what passes the gate, every symbol by cell, what is missing and why, and a menu of plans. */
export function scanPost(input: ScanPostInput): Post {
  const { rows, gaps, list, at, picture } = input;
  const sorted = sortScan(rows);
  const mark = markOf(input);
  const title = `${mark === "" ? "" : `${mark} · `}Scan · ${list.name}`;
  const description = [gateLine(rows), ...defaultLine(list), LEGEND].join("\n");
  const footer = footerWords(input);
  const caveats = linesWithin(scanCaveats(input).map((sentence) => `• ${sentence}`), CAVEATS_ROOM); // prettier-ignore
  const missing = missingFields(input);
  const mind = caveats.length > 0 ? [wideField("Mind", caveats)] : [];
  const rest = [...noTradeField(sorted), ...missing, ...mind];
  const spent = [title, description, footer, ...rest.flatMap(({ name, value }) => [name, value])].join("").length;
  const newest = rows.map(({ quoteTime }) => quoteTime).sort().at(-1); // prettier-ignore
  const embed: APIEmbed = {
    title,
    color: signColor(sorted[0]?.regime.gamma ?? "undetermined"),
    description,
    fields: [...rowFields(sorted, LIMITS.embedTotal - spent), ...rest],
    ...(picture && { image: { url: `attachment://${FILE}` } }),
    footer: { text: footer },
    ...(newest !== undefined && { timestamp: newest }),
  };
  return {
    content: `${mark === "" ? "" : `${mark === "SAMPLE" ? "SAMPLE DATA" : mark} · `}Scan of ${symbolCount(rows.length + gaps.length + input.pending.length)} (${list.name}), ${newYorkTime(at)}: ${summary(sorted)}.`,
    embeds: [embed],
    ...(picture && { files: [{ name: FILE, data: picture, description: altText(input, sorted) }] }),
    ...planControls(sorted, input.palette),
  };
}

/** What is made up, in the fewest words. */
const markOf = ({ rows, madeUp }: Pick<Scanned, "rows" | "madeUp">): "SAMPLE" | "SAMPLE HISTORY" | "" =>
  isSampleScan(rows) ? "SAMPLE" : madeUp ? "SAMPLE HISTORY" : "";

/** How far a scan is. */
export const scanProgress = (done: number, of: number): string => `Scanning: ${done} of ${symbolCount(of)} read.`;

/** "3 of 10 pass: SPY, QQQ, IWM". */
function passLine(rows: readonly ScanRow[]): string {
  if (rows.length === 0) return "no numbers";
  const passing = sortScan(rows.filter(passesGate)).map(({ symbol }) => symbol);
  const count = `${passing.length} of ${rows.length} ${passing.length === 1 ? "passes" : "pass"}`;
  return passing.length === 0 ? count : `${count}: ${named(passing)}`;
}

const gateLine = (rows: readonly ScanRow[]): string => `**Gate: z ≥ 1 and VRP20 > 2 — ${passLine(rows)}**`;

const defaultLine = ({ isDefault, name }: ScanList): string[] =>
  isDefault ? [`Nothing was named, so this is ${name}; \`symbols\` or \`universe\` choose others.`] : [];

/** The first rows in a few words, for a notification. */
function summary(sorted: readonly ScanRow[]): string {
  const counts = CELL_ORDER.map((cell) => `${sorted.filter((row) => row.cell === cell).length} in ${cell}`);
  return sorted.length === 0 ? passLine(sorted) : `${passLine(sorted)}; ${counts.join(", ")}`;
}

/** A name of a field, and room for its continuations. */
const NAME_ROOM = 30;

/** A field or several for each cell that is traded, no row cut. */
function rowFields(sorted: readonly ScanRow[], room: number): APIEmbedField[] {
  const traded = sorted.filter(({ cell }) => cell !== "D");
  const names = (Math.ceil(room / LIMITS.fieldValue) + CELL_ORDER.length) * NAME_ROOM;
  const texts = rowTexts(traded, room - names);
  return CELL_ORDER.flatMap((cell) => {
    const own = texts.filter((_, i) => traded[i]!.cell === cell);
    return chunked(own).map((lines, i) => wideField(i === 0 ? `${cell} · ${CELLS[cell].name}` : `${cell}, on`, lines));
  });
}

function chunked(texts: readonly string[]): string[][] {
  const chunks: string[][] = [];
  for (const text of texts) {
    const last = chunks.at(-1);
    if (last && [...last, text].join("\n").length <= LIMITS.fieldValue) last.push(text);
    else chunks.push([text]);
  }
  return chunks;
}

function noTradeField(sorted: readonly ScanRow[]): APIEmbedField[] {
  const symbols = sorted.filter(({ cell }) => cell === "D").map(namedOnly);
  return symbols.length === 0 ? [] : [wideField("D, no trade", [symbols.join(", ")])];
}

/** Gaps by their reason, and what is still on its way. */
function missingFields({ gaps, pending, list }: Scanned & Pick<ScanPostInput, "list">): APIEmbedField[] {
  const reasons = [...Map.groupBy(gaps, ({ why }) => why)].map(
    ([why, own]) => `${own.map(({ missing }) => missing).join(", ")}: n/a, ${why}`,
  );
  const again = `Run \`${list.command.split(" ")[0]}\` again in a minute: what has come by then is there at once.`;
  return [
    ...(reasons.length > 0 ? [listField("No numbers", reasons)] : []),
    ...(pending.length > 0 ? [wideField("Still being fetched", [pending.join(", "), again])] : []),
  ];
}

/** Source, delay, time and age, the command, and what the numbers are. */
function footerWords({ rows, list, now }: ScanPostInput): string {
  return [
    ...(rows.length > 0 ? [[provenance(rows, now), ...closesTokens(rows)].join(" · ")] : []),
    list.command,
    `Gate, harvest, flow risk and most scores are ours, not back-tested. ${MODEL_NOTE} Not advice.`,
  ].join("\n");
}

/** The picture for those who cannot see it; its numbers stand as text in the embed. */
function altText({ rows, gaps, pending, madeUp, list, at }: ScanPostInput, sorted: readonly ScanRow[]): string {
  const cells = CELL_ORDER.flatMap((cell) => {
    const own = sorted.filter((row) => row.cell === cell).map((row) => `${row.symbol} z ${zWords(row)}`);
    return own.length === 0 ? [] : [`${cell} ${CELLS[cell].name}: ${own.join(", ")}`];
  });
  return [
    `${isSampleScan(rows) ? "SAMPLE DATA. " : ""}${madeUp ? "SAMPLE HISTORY. " : ""}Table of the scan of ${list.name}, ${newYorkTime(at)}`,
    `gate: ${passLine(rows)}`,
    ...cells,
    ...(gaps.length > 0 ? [`no numbers: ${gaps.map(({ missing }) => missing).join(", ")}`] : []),
    ...(pending.length > 0 ? [`still being fetched: ${pending.join(", ")}`] : []),
    "the same numbers are in the text of this message",
  ].join("; ");
}

/** A menu that opens a plan: the first 25 symbols, the best first; none without a symbol. */
function planControls(sorted: readonly ScanRow[], palette: ScanPostInput["palette"]): Pick<Post, "controls"> {
  const [first] = sorted;
  if (first === undefined) return {};
  const { symbol } = first;
  const menu: Menu = {
    kind: "menu",
    action: "plan",
    symbol,
    placeholder: "Open the plan of a symbol",
    options: sorted.slice(0, MOST_OPTIONS).map((row) => ({
      label: `${row.symbol} · ${row.cell} ${CELLS[row.cell].name}`,
      value: row.symbol,
      description: `z ${zWords(row)} · VRP20 ${vrp20Words(row)} · ${gateWords(row)} · ${bestWords(row)}`,
      chosen: false,
    })),
  };
  const state = { view: "vrp", symbol, selection: { kind: "all" }, palette, extra: "none" } as const;
  return { controls: { state, rows: [[menu]] } };
}
