/** What a program that a test starts needs of our surroundings, and nothing else: settings of a developer must not reach it. */
export const START_ENV: NodeJS.ProcessEnv = {
  PATH: process.env["PATH"],
  NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"],
};
