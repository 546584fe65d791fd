import { UserError } from "../errors.ts";
import { alertListPost } from "../views/alertPanel.ts";
import { endAlert } from "./alertAsides.ts";
import {
  deliverOption,
  expiresOption,
  kindOption,
  ownAlertOption,
  percentOption,
  quietOption,
} from "./alertOptions.ts";
import { armAlert } from "./armAlert.ts";
import { defineGroup, definePart } from "./command.ts";
import { symbolOption } from "./options.ts";

const DEFAULT_PCT = 1;

export const alert = defineGroup({
  name: "alert",
  description: "Be told when a symbol crosses its flip, reaches a wall or changes its regime",
  parts: [
    definePart({
      name: "add",
      description: "Set an alert",
      options: {
        symbol: symbolOption,
        kind: kindOption,
        percent: percentOption,
        expires: expiresOption,
        quiet: quietOption,
        deliver: deliverOption,
      },
      run: async ({ symbol, kind, percent, expires, quiet, deliver }, ctx, caller) => {
        if (percent !== null && kind !== "near-flip")
          throw new UserError("`percent` belongs to the alert near the flip; leave it out for this one.");
        const watched = { kind, threshold: kind === "near-flip" ? (percent ?? DEFAULT_PCT) : null };
        return armAlert({ symbol, watched, days: expires, quiet, deliver }, ctx, caller);
      },
    }),
    definePart({
      name: "list",
      description: "Your alerts and exits of plans, when they went off last, and what keeps them from arriving",
      options: {},
      run: async (_input, { store }, { userId }) =>
        alertListPost(await store.alerts.of(userId), await store.plans.armedOf(userId)),
    }),
    definePart({
      name: "remove",
      description: "End one of your alerts, or all exits of a plan",
      options: { alert: ownAlertOption },
      run: ({ alert: id }, ctx, caller) => endAlert(id, ctx, caller),
    }),
  ],
});
