import { crc32, deflateSync } from "node:zlib";

const MOST_COLORS = 256;
/** Bits kept of each channel to tell colours apart, finest first. */
const GRAINS = [4, 3, 2] as const;

/**
 * PNG with a palette, for pictures of letters on flat ground: half the bytes of one with three channels. Shades of the soft
 * edges that lie near one another become one, the mean of them weighted by how often each is there, so that large areas
 * keep their colour. Gradients would show steps.
 * @param pixels RGBA rows of an opaque picture
 */
export function indexedPng(
  pixels: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
): Uint8Array<ArrayBuffer> {
  let found: ReturnType<typeof quantised> = null;
  for (const bits of GRAINS) found ??= quantised(pixels, bits);
  const { indices, palette } = found!;
  // Every row begins with its filter: none, since an index is no amount.
  const rows = new Uint8Array((width + 1) * height);
  for (let y = 0; y < height; y += 1) rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return new Uint8Array(
    Buffer.concat([
      SIGNATURE,
      chunk("IHDR", header),
      chunk("PLTE", palette),
      chunk("IDAT", deflateSync(rows, { level: 4, memLevel: 9 })),
      chunk("IEND", new Uint8Array()),
    ]),
  );
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

function chunk(name: string, data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(data.length + 12);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(name, 4, "latin1");
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8);
  return bytes;
}

/** Index of each pixel and the colours; null when these bits still tell too many apart. */
function quantised(pixels: Uint8Array, bits: number): { indices: Uint8Array; palette: Uint8Array } | null {
  const drop = 8 - bits;
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length / 4);
  const indexOf = new Int16Array(1 << (3 * bits)).fill(-1);
  const sums = new Float64Array(MOST_COLORS * 4);
  const indices = new Uint8Array(words.length);
  let colors = 0;
  // Most pixels are like the one before: whole runs of them are counted at once.
  for (let from = 0, to = 0; from < words.length; from = to) {
    const word = words[from]!;
    for (to = from + 1; words[to] === word;) to += 1;
    const [red, green, blue] = [word & 255, (word >> 8) & 255, (word >> 16) & 255];
    const bucket = ((red >> drop) << (2 * bits)) | ((green >> drop) << bits) | (blue >> drop);
    if (indexOf[bucket]! < 0) {
      if (colors === MOST_COLORS) return null;
      indexOf[bucket] = colors;
      colors += 1;
    }
    const index = indexOf[bucket]!;
    indices.fill(index, from, to);
    const sum = index * 4;
    sums[sum] = sums[sum]! + red * (to - from);
    sums[sum + 1] = sums[sum + 1]! + green * (to - from);
    sums[sum + 2] = sums[sum + 2]! + blue * (to - from);
    sums[sum + 3] = sums[sum + 3]! + (to - from);
  }
  const palette = Uint8Array.from({ length: colors * 3 }, (_, at) => {
    const index = Math.floor(at / 3);
    return Math.round(sums[index * 4 + (at % 3)]! / sums[index * 4 + 3]!);
  });
  return { indices, palette };
}
