import type { World } from "../../sandbox/discord/world.ts";

export interface Person {
  readonly userId: string;
  readonly channelId: string;
}

/** So many that nobody asks more often than a person would: at 50 a second each of 720 every 14 s, each server every 2.4 s. */
const SERVERS = 120;
const PEOPLE_PER_SERVER = 6;

/** Fills the world with servers of one channel and their members; in their order neighbours are of different servers. */
export function createCrowd(world: World): Person[] {
  const servers = Array.from({ length: SERVERS }, (_, i) => {
    const owner = world.addUser(`owner${i}`).profile.id;
    const { id } = world.addGuild(`Server ${i}`, owner);
    return { id, channelId: world.addChannel(id, "gex").id };
  });
  return Array.from({ length: PEOPLE_PER_SERVER }, (_, i) => i).flatMap((i) =>
    servers.map(({ id, channelId }, server) => {
      const userId = world.addUser(`member${server}-${i}`).profile.id;
      world.join(id, userId);
      return { userId, channelId };
    }),
  );
}
