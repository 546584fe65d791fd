import type { AppContext } from "../context.ts";
import { digestNews } from "../views/orders/digest.ts";

/** What a user must be told under his next command, whatever it is: that we had to pause his digest. Null: nothing; told once. */
export async function newsFor(userId: string, { store }: Pick<AppContext, "store">): Promise<string | null> {
  const digest = await store.digests.takeNews(userId);
  return digest && digestNews(digest);
}
