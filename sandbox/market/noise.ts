/**
 * Randomness without state: every number is a function of its key, so any day of the sample market can be
 * computed alone and always comes out the same.
 */

/** Derives a key from a key and a number (the finaliser of MurmurHash3); unsigned 32 bits. */
export function mix(key: number, value: number): number {
  let h = Math.imul(key ^ Math.imul(value, 0x9e3779b1), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 13), 0x27d4eb2f);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Derives a key from a key and a word. */
export function mixText(key: number, text: string): number {
  let h = key;
  for (let i = 0; i < text.length; i++) h = mix(h, text.charCodeAt(i));
  return h;
}

/** Uniform in (0, 1). */
export function uniform(key: number): number {
  return (mix(key, 0x51ed) + 0.5) / 4_294_967_296;
}

/** Standard normal (Box–Muller). */
export function normal(key: number): number {
  return Math.sqrt(-2 * Math.log(uniform(mix(key, 1)))) * Math.cos(2 * Math.PI * uniform(mix(key, 2)));
}

/**
 * Brownian bridge by midpoint displacement: 0 at step 0 and at `length`, variance 1 per step in between.
 * `length` is a power of two; the cost is its logarithm.
 */
export function bridge(key: number, step: number, length: number): number {
  let low = 0;
  let high = length;
  let atLow = 0;
  let atHigh = 0;
  while (high - low > 1) {
    const middle = (low + high) / 2;
    const atMiddle = (atLow + atHigh) / 2 + (Math.sqrt(high - low) / 2) * normal(mix(key, middle));
    if (step === middle) return atMiddle;
    if (step < middle) [high, atHigh] = [middle, atMiddle];
    else [low, atLow] = [middle, atMiddle];
  }
  return step === low ? atLow : atHigh;
}

const BLOCK_DAYS = 64;

/**
 * A path over all calendar days that walks like Brownian motion from one day to the next, yet never drifts away
 * from zero: it is pinned near it every 64 days.
 */
export function wander(key: number, day: number, { perDay, pin }: { perDay: number; pin: number }): number {
  const block = Math.floor(day / BLOCK_DAYS);
  const step = day - block * BLOCK_DAYS;
  const pinned = (b: number) => pin * normal(mix(mix(key, 7), b));
  const along = step / BLOCK_DAYS;
  return (
    (1 - along) * pinned(block) + along * pinned(block + 1) + perDay * bridge(mix(mix(key, 8), block), step, BLOCK_DAYS)
  );
}
