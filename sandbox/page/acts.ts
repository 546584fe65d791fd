import { z } from "zod";
import type { OptionValues, UserSide } from "../discord/userSide.ts";

type Act = (body: unknown) => Promise<unknown>;

const id = z.string().min(1).max(100);
const optionValues: z.ZodType<OptionValues> = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), optionValues])),
);

const slash = z.object({ userId: id, channelId: id, command: id, options: optionValues });
const autocomplete = slash.extend({ focused: id });
const click = z.object({ userId: id, messageId: id, customId: id, values: z.array(z.string()).max(25).optional() });
const submit = z.object({ userId: id, interactionId: id, values: z.record(z.string(), z.string()) });
const dismiss = z.object({ userId: id, messageId: id });

/**
 * What the page may ask for by POST, by address. Each act checks its body, does it as the named user and returns what
 * the page gets as JSON.
 * @throws {z.ZodError} for a body of another shape; whatever the local Discord throws passes through
 */
export function actsOf(user: UserSide): ReadonlyMap<string, Act> {
  return new Map<string, Act>([
    ["/slash", async (body) => user.slash(slash.parse(body))],
    ["/autocomplete", async (body) => user.autocomplete(autocomplete.parse(body))],
    [
      "/click",
      async (body) => {
        const { values, ...act } = click.parse(body);
        return user.click(values ? { ...act, values } : act);
      },
    ],
    ["/submit", async (body) => user.submit(submit.parse(body))],
    [
      "/dismiss",
      async (body) => {
        user.dismiss(dismiss.parse(body));
        return {};
      },
    ],
  ]);
}
