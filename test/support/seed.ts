import fc from "fast-check";

/**
 * Random draws are the same in every run, so that a run that passed passes again; `FC_SEED=7 npm test` draws others.
 * `FC_SEED=-2079646132` drew the market whose note once ran into the legend of the other exposures.
 */
fc.configureGlobal({ seed: Number(process.env["FC_SEED"] ?? 20_261_125) });
