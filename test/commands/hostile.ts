import * as fc from "fast-check";

/** What people type to see whether something gives. Words that JavaScript prints by mistake are not among it: a refusal quotes. */
const HOSTILE = [
  ["@everyone", "@here", "<@1>", "<@!1>", "<#1>", "<@&1>", "</gex:1>", "<t:0:R>", "<:x:1>", "<a:x:1>", "<id:guide>"],
  ["[free](https://evil.example)", "](https://evil.example)", "[a][b]", "<https://evil.example>", "https://e.co"],
  ["../", "..\\", "%2e%2e", "%2e%2e%2f", "..%2f..%2f", "?apiKey=x", "#", "&", ";", "\\", "/", "//evil.example", ":"],
  ["\u0000", "SPY\u0000", "\r\n", "\n\n# big", "\u202eYPS", "\u200b", "\u200d", "\ufeff", "\u2066", "\ud800", "\udfff"],
  ["**", "__", "~~", "||", "`", "```", "> ", ">>> ", "# ", "- ", "* ", "_a_", "$", "^", "_", "$$$", "^_$SPY", ".", "-"],
  ["Z̸̢͎̎a̷͉̒l̶̰̈g̵̲̾o̵̖͝", "😀", "👩‍👩‍👧‍👦", "🇺🇸", "ﷺ", "ΣΑΣ", "ß", "ı", "İ", "ſ", "ﬁ", "１２", "ＳＰＹ", "K", "日本"],
  ["0", "-1", "1e999", "0x10", "007", "9".repeat(400), "1.5", "nan", "NULL", "__proto__", "constructor", "toString"],
  [
    "' OR 1=1 --",
    "${7*7}",
    "{{7*7}}",
    "<script>",
    "%s%n",
    "x".repeat(6_000),
    "@everyone ".repeat(600),
    "\u0301".repeat(99),
  ],
].flat();
/** What they type when they mean it. */
const SYMBOLS = [
  "SPY",
  "spx",
  "$QQQ",
  "^SPX",
  "_RUT",
  " brk.b ",
  "VIX",
  "SPXW",
  "ZZZZ",
  "SPYY",
  "A",
  "ABCDEF",
  "DOWN",
  "BUSY",
];
const EXPIRIES = [
  "all",
  "0dte",
  "7d",
  "45d",
  "9999d",
  "≤7d",
  "opex",
  "2026-11-27",
  "2026-02-30",
  "2026-13-01",
  "0000-00-00",
];

const TIMES = ["09:20", "9.45", "1545", "7 pm", "09:45, 15:30", "25:00", "24:60", "12 pm and 3pm", "New York", "utc"];
const DAYS = [
  "trading",
  "daily",
  "mon, wed",
  "Fri-Mon",
  "SPY QQQ, NVDA",
  "SPY SPY",
  "spy;ZZZZ;DOWN",
  ",,",
  "Etc/GMT+5",
];

const meant = fc.constantFrom(...SYMBOLS, ...EXPIRIES, ...TIMES, ...DAYS);
const hostile = fc.constantFrom(...HOSTILE);
/** Surrogates of their own included: Discord does not send them, but nothing here relies on that. */
const anything = fc.string({ unit: "binary", maxLength: 60 });

/** Text for an option, from what it was made for to what it was not. */
export const typed: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: meant },
  { weight: 3, arbitrary: hostile },
  { weight: 2, arbitrary: fc.tuple(meant, hostile).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.tuple(hostile, meant, hostile).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: anything },
);
