import type { APIEmbed } from "discord.js";
import type { Post, PostFile } from "./post.ts";

/** Discord's limits in UTF-16 code units. Source: Discord developer documentation, "Embed Limits" and "Create Message". */
export const LIMITS = {
  content: 2000,
  embeds: 10,
  embedTotal: 6000,
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  author: 256,
  files: 10,
  altText: 1024,
  /** Bytes of one file, in servers without boosts. */
  file: 10 * 1024 * 1024,
  /** Bytes of all files: a request may have 25 MiB, and words need room too. */
  allFiles: 24 * 1024 * 1024,
} as const;

/** Discord trims a field's name and value and refuses what is left empty; a zero-width space is what its own clients use. */
const BLANK = "\u200B";

/**
 * The same post within every limit Discord has: long texts are cut with "…", surplus embeds, fields and files are left
 * off, files that are too large too. Everything that is sent passes here, so that no view has to count.
 */
export function fitPost(post: Post): Post {
  const files = post.files && fitFiles(post.files);
  const sent = new Set(files?.map(({ name }) => `${UPLOAD}${name}`));
  const embeds =
    post.embeds && fitTotal(post.embeds.slice(0, LIMITS.embeds).map((embed) => withoutMissing(fitEmbed(embed), sent)));
  return {
    ...post,
    ...(post.content !== undefined && { content: cut(post.content, LIMITS.content) }),
    ...(embeds && { embeds }),
    ...(files && { files }),
  };
}

/** The first ten that are small enough, alone and together. */
function fitFiles(files: readonly PostFile[]): PostFile[] {
  const kept: PostFile[] = [];
  let room: number = LIMITS.allFiles;
  for (const file of files) {
    const size = file.data.byteLength;
    if (kept.length === LIMITS.files || size > Math.min(LIMITS.file, room)) continue;
    room -= size;
    kept.push({ ...file, description: cut(file.description, LIMITS.altText) });
  }
  return kept;
}

/** How an embed names a file of its own message. */
const UPLOAD = "attachment://";

/** Discord refuses a message whose embed shows a file that is not sent with it. */
function withoutMissing({ image, thumbnail, ...embed }: APIEmbed, sent: ReadonlySet<string>): APIEmbed {
  const isThere = ({ url }: { readonly url: string }) => !url.startsWith(UPLOAD) || sent.has(url);
  return {
    ...embed,
    ...(image && isThere(image) && { image }),
    ...(thumbnail && isThere(thumbnail) && { thumbnail }),
  };
}

function fitEmbed(embed: APIEmbed): APIEmbed {
  return {
    ...embed,
    ...(embed.title !== undefined && { title: cut(embed.title, LIMITS.title) }),
    ...(embed.description !== undefined && { description: cut(embed.description, LIMITS.description) }),
    ...(embed.author && { author: { ...embed.author, name: cut(embed.author.name, LIMITS.author) } }),
    ...(embed.footer && { footer: { ...embed.footer, text: cut(embed.footer.text, LIMITS.footer) } }),
    ...(embed.fields && {
      fields: embed.fields.slice(0, LIMITS.fields).map((field) => ({
        ...field,
        name: visible(cut(field.name, LIMITS.fieldName)),
        value: visible(cut(field.value, LIMITS.fieldValue)),
      })),
    }),
  };
}

const visible = (text: string) => (text.trim() === "" ? BLANK : text);

/** Over 6,000 characters in all, fields go first, from the last embed's end, then descriptions are cut. */
function fitTotal(embeds: readonly APIEmbed[]): APIEmbed[] {
  const fitted = embeds.map((embed) => ({ ...embed, ...(embed.fields && { fields: [...embed.fields] }) }));
  const over = () => fitted.reduce((total, embed) => total + lengthOf(embed), 0) - LIMITS.embedTotal;
  for (const embed of fitted.toReversed()) while (over() > 0 && embed.fields?.length) embed.fields.pop();
  for (const embed of fitted.toReversed()) {
    const surplus = over();
    if (surplus > 0 && embed.description)
      embed.description = cut(embed.description, Math.max(1, embed.description.length - surplus));
  }
  while (over() > 0) fitted.pop();
  return fitted;
}

/** What Discord counts towards the total of a message. */
export function lengthOf(embed: APIEmbed): number {
  const texts = [embed.title, embed.description, embed.footer?.text, embed.author?.name];
  for (const field of embed.fields ?? []) texts.push(field.name, field.value);
  return texts.reduce((total, text) => total + (text?.length ?? 0), 0);
}

/** At most `limit` code units, never half of a surrogate pair. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const kept = text.slice(0, limit - 1);
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}
