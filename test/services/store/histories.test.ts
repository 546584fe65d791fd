import { expect, test } from "vitest";
import { createHistories } from "../../../src/services/store/histories.ts";
import { onEachDatabase } from "../../support/databases.ts";

const session = (date: string, close: number) => ({ date, open: 1, high: 2, low: 0.5, close, volume: null });

onEachDatabase("published series", (places) => {
  test("are kept whole, with the moment they were fetched, and come back as they went in", async () => {
    const place = await places.fresh();
    const histories = createHistories(await place.open(), () => 1_795_000_000_000);
    const sessions = [session("2026-11-24", 0.1 + 0.2), session("2026-11-25", 7770.81)];
    await histories.put("bars SPY", sessions);
    const again = createHistories(await place.open(), () => 0);
    expect(await again.get("bars SPY")).toEqual({ fetchedAt: 1_795_000_000_000, sessions });
    expect(await again.get("bars QQQ")).toBeNull();
  });

  test("are replaced as a whole: nothing of the earlier one is left in the later one", async () => {
    let now = 1;
    const histories = createHistories(await (await places.fresh()).open(), () => now);
    await histories.put("index VIX", [session("2026-11-24", 17), session("2026-11-25", 18)]);
    now = 2;
    await histories.put("index VIX", [session("2026-11-25", 19)]);
    expect(await histories.get("index VIX")).toEqual({ fetchedAt: 2, sessions: [session("2026-11-25", 19)] });
  });
});
