import * as fc from "fast-check";

/** What a number, or any other value, of a document may turn into. */
const NASTY = [
  ["null", '"NaN"', "1e999", "-1e999", "-0", '""', '"abc"', "true", "{}", "[]", '"1.5"', '"-0"', '"1e999"'],
  ["0", "-1", "0.02", "5e-324", "1e-300", "1e300", "1.7976931348623157e308", "9007199254740993", "-3.5", "1e6"],
  ['"2026-11-23 16:00:00"', '"1970-01-01T00:00:00"', '"9999-99-99 99:99:99"', '"\\u0000"', '"@everyone"', '"[x](y)"'],
].flat();
/** Values that JSON does not have. */
const BROKEN = ["NaN", "Infinity", "1.5.5", "01", "undefined", "'1'", "+1"] as const;

/** A value behind its key: text or number. */
const VALUE = /(?<=":)(?:"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g;
const FIELDS = ["bid", "ask", "iv", "delta", "open_interest", "volume", "option"] as const;
const ENVELOPE = ["timestamp", "current_price", "close", "prev_day_close", "last_trade_time", "price_change"] as const;

type Change = (text: string) => string;

/** Something that can happen to a document on its way. */
export interface Mutation {
  /** For the message of a test that fails. */
  readonly what: string;
  readonly change: Change;
}
const named = (what: string, details: unknown, change: Change): Mutation => ({
  what: `${what} ${JSON.stringify(details)}`,
  change,
});
/** Anywhere in the text, as a share of it; evenly, unlike doubles, of which most are next to 0. */
const place = fc.integer({ min: 0, max: 999_999 }).map((millionths) => millionths / 1e6);
const nasty = fc.constantFrom(...NASTY);
const at = (text: string, share: number) => Math.floor(text.length * share);

const cutOff = place.map((share) => named("cut off", share, (text) => text.slice(0, at(text, share))));
const stretch = fc.tuple(place, fc.integer({ min: 1, max: 400 }));
const cutOut = stretch.map(([share, length]) =>
  named("cut out", [share, length], (text) => text.slice(0, at(text, share)) + text.slice(at(text, share) + length)),
);
const repeated = stretch.map(([share, length]) =>
  named("repeated", [share, length], (text) => text.slice(0, at(text, share) + length) + text.slice(at(text, share))),
);
const flipped = fc.array(fc.tuple(place, fc.integer({ min: 0, max: 7 })), { minLength: 1, maxLength: 8 }).map((flips) =>
  named("flipped", flips, (text) => {
    const bytes = Buffer.from(text, "latin1");
    for (const [share, bit] of flips) bytes[at(text, share)]! ^= 1 << bit;
    return bytes.toString("latin1");
  }),
);
const noJson = fc
  .tuple(place, fc.constantFrom(...BROKEN))
  .map(([share, value]) => named("no JSON", [share, value], (text) => replaceValue(text, share, () => value)));
const oneValue = fc
  .array(fc.tuple(place, nasty), { minLength: 1, maxLength: 6 })
  .map((changes) =>
    named("values", changes, (text) =>
      changes.reduce((changed, [share, value]) => replaceValue(changed, share, () => value), text),
    ),
  );
/** The same field of every row, or of every second one: a feed that changed its mind about a column. */
const column = fc.tuple(fc.constantFrom(...FIELDS), nasty, fc.constantFrom(1, 2)).map(([field, value, every]) =>
  named("column", [field, value, every], (text) => {
    let row = 0;
    return text.replace(valueOf(field), (whole, key: string) => (row++ % every === 0 ? `${key}${value}` : whole));
  }),
);
const envelope = fc
  .tuple(fc.constantFrom(...ENVELOPE), nasty)
  .map(([field, value]) =>
    named("envelope", [field, value], (text) => text.replaceAll(valueOf(field), (_, key: string) => `${key}${value}`)),
  );
/** A column in other units, from sensible to absurd. */
const scaled = fc
  .tuple(fc.constantFrom(...FIELDS), fc.constantFrom("e12", "e200", "e-30"))
  .map(([field, exponent]) =>
    named("scaled", [field, exponent], (text) =>
      text.replace(valueOf(field), (whole) => (/\d$/.test(whole) ? whole + exponent : whole)),
    ),
  );
const nested = fc.tuple(place, fc.constantFrom(10, 1_000, 20_000), fc.boolean()).map(([share, depth, lists]) => {
  const [open, close] = lists ? ["[", "]"] : ['{"options":', "}"];
  return named("nested", [share, depth, lists], (text) =>
    replaceValue(text, share, (value) => open.repeat(depth) + value + close.repeat(depth)),
  );
});

/** The value next to a place in the text becomes another. */
function replaceValue(text: string, share: number, by: (value: string) => string): string {
  VALUE.lastIndex = at(text, share);
  const { index, 0: value } = VALUE.exec(text) ?? { index: text.length, 0: "" };
  return text.slice(0, index) + by(value) + text.slice(index + value.length);
}
const valueOf = (field: string) => new RegExp(`("${field}":)("(?:[^"\\\\]|\\\\.)*"|[^,}\\]]+)`, "g");

/** One to three things that can happen to a document on its way: cut, torn, repeated, flipped, nested, of other types. */
export const mutation: fc.Arbitrary<Mutation> = fc
  .array(
    fc.oneof(
      { weight: 1, arbitrary: cutOff },
      { weight: 1, arbitrary: cutOut },
      { weight: 1, arbitrary: repeated },
      { weight: 1, arbitrary: flipped },
      { weight: 1, arbitrary: noJson },
      { weight: 6, arbitrary: oneValue },
      { weight: 5, arbitrary: column },
      { weight: 3, arbitrary: envelope },
      { weight: 3, arbitrary: scaled },
      { weight: 1, arbitrary: nested },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((mutations) => ({
    what: mutations.map(({ what }) => what).join(", then "),
    change: (text) => mutations.reduce((changed, { change }) => change(changed), text),
  }));
