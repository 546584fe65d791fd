import type { ExitEvent } from "../engine/plan/exits.ts";
import type { Plan } from "../engine/plan/types.ts";
import { replyOf } from "./alert.ts";
import { exitHeadline, planLine, pushWords, seenWords, usd, waitWords } from "./exitWords.ts";
import { monthDay, newYorkTime, strike } from "./format.ts";
import type { Post } from "./post.ts";

const AMBER = 0xf59e0b;

/** An exit of a plan that came true: which, the numbers it rests on, their time and source, and how to end the others. */
export function exitPost({ id, plan, event }: { id: string; plan: Plan; event: ExitEvent }): Post {
  const { symbol, source, legs, maxLoss, quoteTime } = plan;
  const rule = plan.exits.find((one) => one.rule === event.rule)!;
  const mark = source.sample ? "SAMPLE · " : "";
  const at = new Date(event.at).toISOString();
  const headline = exitHeadline(plan, event.rule);
  return {
    content: `${source.sample ? "SAMPLE DATA · " : ""}${headline}${pushWords(event, plan)}`,
    embeds: [
      {
        title: `${mark}${headline}`,
        color: AMBER,
        description: [
          seenWords(event, plan),
          ...(event.rule === "time" ? [] : [`Its rule: ${waitWords(rule, plan)}.`]),
          event.rule === "data" ? WARNING : FIRST,
        ].join("\n"),
        fields: [
          {
            name: "The plan",
            value: [
              `${planLine(plan)}: ${legs.map((leg) => `${leg.side} ${strike(leg.strike)} ${leg.right}${plan.back ? ` ${monthDay(leg.expiry)}` : ""}`).join(", ")}`,
              `max loss ${usd(maxLoss.usd)} per share${maxLoss.kind === "stress" ? " (a stress, not a bound)" : ""}, cell ${plan.cell}, shown ${newYorkTime(quoteTime)}`,
            ].join("\n"),
          },
        ],
        footer: {
          text: `${source.label} · ${source.delayMinutes} min delayed · ${timed(event, at)}\nIt knows the plan, not what you hold. Not advice.`,
        },
        timestamp: at,
      },
    ],
    controls: {
      state: replyOf(symbol),
      rows: [
        [
          {
            kind: "button",
            action: "exitdone",
            value: id,
            label: "Done: end this plan's exits",
            emoji: "✅",
            active: false,
          },
          { kind: "button", action: "open", label: "Full reply", emoji: "📊", active: false },
        ],
      ],
    },
  };
}

const WARNING =
  "This is a warning, not an end of the plan: look at it yourself. What is watched goes on when quotes are back.";
const FIRST = "The first rule to come true ends the plan. The others are watched until you press Done.";

/** A rule that goes by the clock rests on no data. */
const timed = ({ rule }: ExitEvent, at: string) =>
  rule === "time" || rule === "data" ? `due ${newYorkTime(at)}` : `data ${newYorkTime(at)}`;
