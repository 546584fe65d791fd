import type { AttachmentPayload, InteractionEditReplyOptions } from "discord.js";
import { fitPost } from "../views/limits.ts";
import type { Post } from "../views/post.ts";
import { toComponents } from "./components.ts";
import type { CustomIds } from "./customIds.ts";

/**
 * A post as discord.js sends it, within Discord's limits; what a message no longer has is removed by an edit.
 * @param signed whose controls these are
 */
export function toMessage(
  post: Post,
  signed: { readonly ownerId: string; readonly ids: CustomIds },
): InteractionEditReplyOptions {
  const { content = "", embeds = [], files = [], controls } = fitPost(post);
  return {
    content,
    embeds: [...embeds],
    files: files.map(({ name, data, description }): AttachmentPayload => ({
      name,
      description,
      attachment: Buffer.from(data.buffer, data.byteOffset, data.byteLength),
    })),
    attachments: [],
    components: controls ? toComponents(controls, signed) : [],
  };
}
