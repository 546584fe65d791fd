import type { AttachmentPayload, InteractionEditReplyOptions } from "discord.js";
import { fitPost } from "../views/limits.ts";
import type { Post } from "../views/post.ts";

/** A post as discord.js sends it, within Discord's limits; what a message no longer has is removed by an edit. */
export function toMessage(post: Post): InteractionEditReplyOptions {
  const { content = "", embeds = [], files = [] } = fitPost(post);
  return {
    content,
    embeds: [...embeds],
    files: files.map(({ name, data, description }): AttachmentPayload => ({
      name,
      description,
      attachment: Buffer.from(data.buffer, data.byteOffset, data.byteLength),
    })),
    attachments: [],
  };
}
