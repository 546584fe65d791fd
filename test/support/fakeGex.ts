import type { APIApplicationCommand, APIEmbed, APIMessage, APIModalInteractionResponseCallbackData } from "discord.js";

/** Made-up commands and answers of a bot like gexcord, with every part of a message the sandbox page has to draw. */

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  alert: "Alerts of levels",
  feedback: "Tell the people who run this bot what you think",
  gex: "Dealer gamma exposure, levels and regime of a symbol",
  help: "What this bot can do, and what its words mean",
  silent: "Never answers",
};

export const FAKE_COMMANDS = [
  command("alert add", [
    { type: 3, name: "symbol", description: "Ticker symbol", required: true },
    { type: 10, name: "level", description: "Price that triggers the alert", required: true, min_value: 0 },
  ]),
  command("feedback", []),
  command("gex", [
    { type: 3, name: "symbol", description: "Ticker symbol, such as SPY", required: true, autocomplete: true },
    {
      type: 3,
      name: "expiry",
      description: "Which expiries to include",
      choices: [
        { name: "0DTE", value: "0dte" },
        { name: "This week", value: "7" },
        { name: "All within 45 days", value: "45" },
      ],
    },
    { type: 5, name: "share", description: "Show the answer to everyone in the channel" },
  ]),
  command("help", []),
  command("silent", []),
] as unknown as readonly APIApplicationCommand[];

function command(label: string, options: readonly object[]) {
  const [name = "", sub] = label.split(" ");
  const description = DESCRIPTIONS[name] ?? "";
  const nested = sub ? [{ type: 1, name: sub, description: `${description}: ${sub}`, options }] : options;
  return {
    id: `9000000000000000${name.length}`,
    application_id: "900000000000000001",
    type: 1,
    name,
    description,
    options: nested,
  };
}

export const FAKE_SYMBOLS: readonly (readonly [string, string])[] = [
  ["SPY", "SPDR S&P 500 ETF"],
  ["SPX", "S&P 500 index"],
  ["SPXL", "S&P 500 bull 3X"],
  ["QQQ", "Invesco QQQ"],
  ["IWM", "Russell 2000 ETF"],
];

export function gexEmbed(symbol: string, { imageUrl, asOf }: { imageUrl: string; asOf: string }): APIEmbed {
  const unix = Math.floor(Date.parse(asOf) / 1000);
  const field = (name: string, value: string) => ({ name, value, inline: true });
  return {
    title: `${symbol} · dealer exposure · all expiries ≤ 45 DTE`,
    author: { name: "POSITIVE γ · high VRP" },
    color: 0x22c55e,
    description: [
      `Dealers **long gamma** (+$2.1 B per 1 %, 83rd pct). Spot is **1.2 % above flip 594.10** (\`0.9 expected moves\`).`,
      "- Call wall up from `605` to `610`",
      "- Vanna supports dips *if IV falls*",
      `Data <t:${unix}:R>. [How to read this](https://example.org/read)`,
    ].join("\n"),
    fields: [
      field("Flip", "**594.10**\n−1.2 % · $0.4 B"),
      field("Call wall", "**610**\n+1.5 % · $1.3 B ↑"),
      field("Put wall", "**590**\n−1.9 % · $0.9 B"),
      field("Max γ", "**610**\n+1.5 %"),
      field("0DTE magnet", "**602**\n+0.1 %"),
      field("Expected move", "±1.3 %\n593.4 to 609.0"),
      { name: "Exposure", value: "GEX `+2.1 B/1 %` · VEX `−340 M/vol-pt` · CHEX `+120 M/day`" },
    ],
    image: { url: imageUrl, width: 1080, height: 1350 },
    footer: { text: "SAMPLE data · OI of Nov 23 · /gex SPY · not advice" },
    timestamp: asOf,
  };
}

export const GEX_COMPONENTS = [
  {
    type: 1,
    components: [
      {
        type: 3,
        custom_id: "view",
        placeholder: "View",
        options: [
          { label: "Ladder", value: "ladder", description: "Exposure by strike", emoji: { name: "📊" }, default: true },
          { label: "Profile", value: "profile", description: "Gamma over a shift of spot", emoji: { name: "📈" } },
          { label: "Heatmap", value: "heatmap", description: "Strike by expiry", emoji: { name: "🔥" } },
        ],
      },
    ],
  },
  {
    type: 1,
    components: [
      { type: 2, style: 1, custom_id: "refresh", label: "Refresh", emoji: { name: "↻" } },
      { type: 2, style: 2, custom_id: "explain", label: "Explain", emoji: { name: "❓" } },
      { type: 2, style: 3, custom_id: "watch", label: "Watch", emoji: { name: "⭐" } },
      { type: 2, style: 4, custom_id: "broken", label: "Remove" },
      { type: 2, style: 2, custom_id: "later", label: "Alert", emoji: { name: "🔔" }, disabled: true },
    ],
  },
  { type: 1, components: [{ type: 2, style: 5, url: "https://example.org/methodology", label: "Methodology" }] },
] as unknown as NonNullable<APIMessage["components"]>;

export const FEEDBACK_MODAL = {
  custom_id: "feedback",
  title: "Feedback",
  components: [
    { type: 10, content: "Short is **fine**." },
    {
      type: 18,
      label: "Subject",
      description: "In a few words",
      component: { type: 4, custom_id: "subject", style: 1, required: true, max_length: 80 },
    },
    {
      type: 18,
      label: "Details",
      component: {
        type: 4,
        custom_id: "details",
        style: 2,
        required: false,
        placeholder: "What you saw, what you expected",
      },
    },
  ],
} as unknown as APIModalInteractionResponseCallbackData;
