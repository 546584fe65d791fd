import { describe, expect, it } from "vitest";
import { formatMessageTime, formatTime } from "../../../../sandbox/page/client/timestamp.ts";

const now = new Date("2026-11-24T15:00:00Z");
const zone = { now, timeZone: "America/New_York" };

describe("times", () => {
  it("are written as Discord writes each style", () => {
    const at = new Date("2026-11-24T14:41:00Z");
    expect(formatTime(at, "t", zone)).toMatch(/^9:41\sAM$/);
    expect(formatTime(at, "D", zone)).toBe("November 24, 2026");
    expect(formatTime(at, "d", zone)).toBe("11/24/2026");
    expect(formatTime(at, "F", zone)).toMatch(/^Tuesday, November 24, 2026 at 9:41\sAM$/);
  });

  it("are relative in the largest unit that fits", () => {
    const after = (seconds: number) => formatTime(new Date(now.getTime() + seconds * 1000), "R", zone);
    expect(after(-15 * 60)).toBe("15 minutes ago");
    expect(after(3 * 3600)).toBe("in 3 hours");
    expect(after(86_400)).toBe("tomorrow");
    expect(after(0)).toBe("now");
  });

  it("say so when there is no such time", () => {
    expect(formatTime(new Date(Number.NaN), "f", zone)).toBe("Invalid date");
  });

  it("beside a message name the day unless it is today", () => {
    const message = (iso: string) => formatMessageTime(new Date(iso), zone);
    expect(message("2026-11-24T14:41:00Z")).toMatch(/^9:41\sAM$/);
    expect(message("2026-11-23T14:41:00Z")).toMatch(/^Yesterday at 9:41\sAM$/);
    expect(message("2026-11-03T15:41:00Z")).toMatch(/^11\/03\/2026 10:41\sAM$/);
  });
});
