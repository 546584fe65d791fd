/** A second opinion on the traffic, for example Discord's own API description. */
export interface Judge {
  /** Returns what is wrong with a request of the bot, "/data/embeds/0/title must be string"; none when it is right. */
  readonly request: (request: JudgedRequest) => readonly string[];
  /** Returns what is wrong with an answer of the local Discord. */
  readonly response: (response: JudgedResponse) => readonly string[];
}

export interface JudgedRequest {
  readonly method: string;
  /** Path and query as sent, with /api/v10. */
  readonly url: string;
  /** The JSON body, or the payload_json of a multipart one; undefined without a body. */
  readonly body: unknown;
  readonly files: readonly { readonly field: string; readonly filename: string; readonly size: number }[];
}

export interface JudgedResponse {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly body: unknown;
}
