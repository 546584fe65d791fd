/**
 * Loaded before the product (`node --import`): what would go to Discord goes to a server of the test instead, so that the
 * whole program can be started with a token and end as it does for an operator.
 */
const elsewhere = process.env["TEST_DISCORD"] ?? "";
const originalFetch = globalThis.fetch;

globalThis.fetch = (input, init) => {
  if (process.env["TEST_STRAY_REJECTION"]) strayRejection();
  const url = new URL(input instanceof Request ? input.url : input);
  return originalFetch(url.host === "discord.com" ? new URL(url.pathname + url.search, elsewhere) : input, init);
};

/** A bug somewhere, with an error that carries more than it should. */
function strayRejection(): void {
  const token = process.env["DISCORD_TOKEN"];
  void Promise.reject(Object.assign(new Error(`stray ${token}`), { token }));
}
