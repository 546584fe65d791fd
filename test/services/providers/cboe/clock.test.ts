import { describe, expect, it } from "vitest";
import { ProviderError } from "../../../../src/errors.ts";
import { quoteTime, type ClockInput } from "../../../../src/services/providers/cboe/clock.ts";

/** A document stamped and fetched at the same moment. */
function read(timestamp: string, lastTrade: string | null = null, overrides: Partial<ClockInput> = {}) {
  const at = `${timestamp.replace(" ", "T")}Z`;
  const { quoteTime: struck, ...rest } = quoteTime({ timestamp, lastTrade, fetchedAt: at, httpDate: at, ...overrides });
  return { ...rest, at: struck.slice(0, 19) };
}

describe("when the quotes were struck", () => {
  it("is 15 minutes before the stamp while the session runs", () => {
    expect(read("2023-06-09 17:40:00")).toEqual({
      at: "2023-06-09T17:25:00",
      session: "open",
      sessionDate: "2023-06-09",
      oiDate: "2023-06-08",
      timestampReadAs: "utc",
    });
  });

  it("stays at the last close through evenings, weekends and holidays", () => {
    const closed: [string, string | null, string][] = [
      ["2024-01-07 15:52:00", null, "2024-01-05T21:00:00"],
      ["2025-06-07 23:42:30", "2025-06-06T15:59:59", "2025-06-06T20:00:00"],
      ["2025-06-05 03:44:39", "2025-06-04T16:30:12", "2025-06-04T20:00:00"],
      ["2025-01-09 16:00:00", null, "2025-01-08T21:00:00"],
      ["2026-04-03 18:00:00", "2026-04-02T15:59:59", "2026-04-02T20:00:00"],
    ];
    for (const [stamp, lastTrade, expected] of closed)
      expect(read(stamp, lastTrade), stamp).toMatchObject({ at: expected, session: "closed" });
  });

  it("turns at the open, at the close and at an early close, each seen through the delay", () => {
    const edges: [string, string, string][] = [
      ["2025-06-06 13:44:59", "closed", "2025-06-05T20:00:00"],
      ["2025-06-06 13:45:00", "open", "2025-06-06T13:30:00"],
      ["2025-06-06 20:14:59", "open", "2025-06-06T19:59:59"],
      ["2025-06-06 20:15:00", "closed", "2025-06-06T20:00:00"],
      ["2025-11-28 18:14:00", "open", "2025-11-28T17:59:00"],
      ["2025-11-28 18:15:00", "closed", "2025-11-28T18:00:00"],
      ["2025-12-01 14:44:00", "closed", "2025-11-28T18:00:00"],
    ];
    for (const [stamp, session, expected] of edges) expect(read(stamp), stamp).toMatchObject({ at: expected, session });
  });

  it("believes the last trade about a closure no calendar foresaw", () => {
    const closed = { at: "2026-05-11T20:00:00", session: "closed", sessionDate: "2026-05-11" };
    expect(read("2026-05-12 17:00:00", "2026-05-11T15:59:59")).toMatchObject(closed);
    expect(read("2026-05-13 03:00:00", "2026-05-11T15:59:59")).toMatchObject(closed);
  });

  it("gives the first trade of the day half an hour, and forgets a last trade that is weeks old", () => {
    expect(read("2026-05-12 14:00:00", "2026-05-11T15:59:59").session, "09:45 in New York").toBe("open");
    expect(read("2026-05-13 03:00:00", "2026-04-01T15:59:59").at).toBe("2026-05-12T20:00:00");
    expect(read("2026-05-13 03:00:00", "2026-05-30T15:59:59").at, "a trade in the future").toBe("2026-05-12T20:00:00");
  });

  it("reports open interest as of the trading day before", () => {
    expect(read("2026-07-06 18:00:00").oiDate, "over the weekend of Independence Day").toBe("2026-07-02");
  });
});

describe("which clock the stamp follows", () => {
  it("reads New York time when the stamp lies four or five hours back and fits as such", () => {
    const summer = { httpDate: "2026-10-01T18:01:00Z" };
    expect(read("2026-10-01 14:00:00", null, summer)).toMatchObject({
      at: "2026-10-01T17:45:00",
      timestampReadAs: "new_york",
    });
    const winter = { httpDate: "2026-12-01T19:10:00Z" };
    expect(read("2026-12-01 14:00:00", null, winter)).toMatchObject({
      at: "2026-12-01T18:45:00",
      timestampReadAs: "new_york",
    });
  });

  it("keeps reading UTC when the document is merely old", () => {
    for (const httpDate of ["2026-10-01T15:00:00Z", "2026-10-01T18:25:00Z", "2026-10-01T23:00:00Z"])
      expect(read("2026-10-01 14:00:00", null, { httpDate }).timestampReadAs, httpDate).toBe("utc");
  });

  it("refuses a stamp from the future and tolerates clocks that differ a little", () => {
    expect(() => read("2026-10-01 14:06:00", null, { httpDate: "2026-10-01T14:00:00Z" })).toThrow(ProviderError);
    expect(read("2026-10-01 14:04:00", null, { httpDate: "2026-10-01T14:00:00Z" }).session).toBe("open");
    const noDate = { httpDate: null, fetchedAt: "2026-10-01T14:00:00Z" };
    expect(() => read("2026-10-01 14:06:00", null, noDate), "our own clock stands in").toThrow(ProviderError);
  });

  it("refuses what is no time", () => {
    const now = { fetchedAt: "2026-10-01T14:00:00Z", httpDate: null };
    for (const stamp of ["", "yesterday", "2026-10-01", "2026-13-41 10:00:00", "10/01/2026 10:00:00"])
      expect(() => read(stamp, null, now), stamp).toThrow(ProviderError);
  });
});
