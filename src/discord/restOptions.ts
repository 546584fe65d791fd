import type { RESTOptions } from "discord.js";

/**
 * How discord.js sends HTTP: through Node's own fetch. By default it uses its own older undici with the process-wide
 * dispatcher, which our newer undici replaces as soon as it is imported, and then refuses every upload.
 */
export function restOptions(apiBase?: string): Partial<RESTOptions> {
  return { makeRequest: sendByFetch, ...(apiBase && { api: apiBase }) };
}

const sendByFetch = ((url: string, init: RequestInit) => fetch(url, init)) as unknown as RESTOptions["makeRequest"];
