import { expect, test } from "vitest";
import { askPost, deletedPost } from "../../src/views/privacy.ts";

test("everything that can be kept has words of its own, one or several of it", () => {
  const counts = { alerts: 1, dashboards: 2, digest: 1, messages: 3, watchlist: 1 };
  expect(deletedPost(counts).content).toMatch(
    /^Deleted: 1 alert, your name on 2 server dashboards you set up \(the server keeps it\), your digest, 3 messages sent to you in the last five weeks or to be sent, 1 symbol on your watchlist\. /,
  );
});

test("a table that got no words yet is named all the same", () => {
  const rows = [{ user_id: "1" }, { user_id: "1" }];
  expect(askPost({ quirks: rows }).content).toMatch(/^This deletes for good: 2 rows of quirks\. /);
});
