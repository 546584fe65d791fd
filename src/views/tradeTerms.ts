import type { Term } from "./terms.ts";

const NOT_TESTED = "Ours, not FlashAlpha's, and not back-tested.";

/** What is said of plans and sizes. Rules: docs/methodology.md "From signal to plan". */
export const TRADE_TERMS = {
  plan: {
    name: "Plan · a trade to review",
    what: "What the numbers would sell, what that can lose, how much of it, and when to end it. A plan to look at, never an order.",
    computed:
      "Expiry by the premium per IV, structure by score and cell, short strikes beyond support or resistance and one expected move, size by Kelly under a cap. Refused when the cell or our forecast says no.",
    critics: `${NOT_TESTED} It rests on mids of 15-minute-old quotes and on a model of dealers.`,
  },
  maxloss: {
    name: "Maximum loss and stress",
    what: "The most a contract can lose. With wings it is known; what is bought loses what it cost; without wings there is no bound.",
    computed:
      "Width − credit, or the debit, × 100 shares, before fees. Without a bound a stress: the loss at expiry after a move of 15 % or three expected moves, whichever is more.",
    critics: "A stress is no limit: a gap can go beyond it. Early assignment and fees are not in it.",
  },
  payoff: {
    name: "Payoff and breakeven",
    what: "What a plan wins or loses by the price at its expiry; at a breakeven it is nothing.",
    computed:
      "Intrinsic values at expiry plus the credit at the mid. The dashed line is now, every option at its IV of today. A calendar is valued at its first expiry.",
    critics: "On the way there the mark moves with IV too: a plan that ends well can look bad for weeks.",
  },
  edge: {
    name: "Edge · expected value",
    what: "What a plan brings on average if volatility is what we forecast. Above 0 it is worth a look, at 0 or below there is no plan.",
    computed:
      "Payoff over a lognormal with σ = RV20, or half-way to IV if that is more, drift rate − yield, and a tail: 2 % a month for the full loss, 5 % in cell B.",
    critics: `${NOT_TESTED} A forecast a few points off turns the sign, which /kelly spread shows.`,
  },
  natural: {
    name: "Mid and natural",
    what: "The mid is half-way between bid and ask; natural is what is paid at once: sold at the bid, bought at the ask.",
    computed: "Σ over the legs of the same quotes. Expected value at natural: that at the mid less the difference.",
    critics: "What is worth it only at the mid may never be filled there.",
  },
  kelly: {
    name: "Kelly fraction",
    what: "The part of a bankroll at risk that would let it grow fastest, if the forecast were right.",
    computed:
      "f* maximises E[ln(1 + f · P&L / max loss)]. Won or lost whole: max(0, p − (1 − p) / b). Size: a quarter of it times the cell (A 1, B 0.5, C 0.35), at most 2 % in A, 1 % in B and C.",
    critics:
      "Hypersensitive to the volatility forecast: a put spread sold at 25 % is 47.5 % of the bankroll at σ 20 and 0 at σ 25. The cap sizes the trade; the only robust output is the veto.",
  },
  exits: {
    name: "Exit rules",
    what: "Eight ways to end a plan, whichever comes first: profit, stop, time, regime, level, edge, event, data.",
    computed:
      "Half of the credit (straddle and calendar a quarter); three times the credit to close, or 60 % of the max loss; 21 days left; negative gamma twice; a close beyond the strike; z or VRP gone; an event; no data.",
    critics:
      "Habits of traders, not results of ours. Marks are mids of delayed quotes, so the stop is indicative. The bot has no calendar of events.",
  },
  putspread: {
    name: "Short put spread",
    what: "A put sold and one farther down bought: a credit, kept if the price stays above, lost with the width if it falls below both.",
    computed: "Short put at or beyond support and one expected move, wing half an expected move below.",
    critics: "Small wins, rare large losses: a high share of wins says nothing on what is earned.",
  },
  strangle: {
    name: "Short strangle and straddle",
    what: "A put and a call sold, out of the money (strangle) or at it (straddle): paid if the price stays, with no bound to the loss.",
    computed:
      "Strikes beyond support, resistance and one expected move; a straddle at the strike nearest spot. Only in cell A.",
    critics: "The loss can exceed anything shown, and margin rises when it hurts.",
  },
  condor: {
    name: "Iron condor",
    what: "A put spread and a call spread sold together: paid if the price stays between them, the loss is one width less the credit.",
    computed: "Short strikes as for a strangle, wings of equal width half an expected move beyond.",
    critics: "Four legs cost four spreads: at natural little of the edge may be left.",
  },
  calendar: {
    name: "Calendar spread",
    what: "A near option sold and a later one of the same strike bought: paid if the price stays near the strike, the debit is what it can lose.",
    computed:
      "At the 0DTE magnet if it is within a quarter of the expected move, else at the money; the later date at least 21 days on.",
    critics: "It is long volatility of the later month: if that falls it loses even where the price stays.",
  },
  jadelizard: {
    name: "Jade lizard",
    what: "A put sold and a call spread sold: the credit covers the width of the calls, so nothing is lost above.",
    computed:
      "Rejected unless the credit is at least the width of the call spread. Strikes as for a strangle. Only in cell A.",
    critics: "Below it is a sold put without a wing: the loss goes on down to zero.",
  },
} as const satisfies Record<string, Term>;
