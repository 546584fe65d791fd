// Plain JavaScript on purpose: an old Node cannot even read the TypeScript it would have to refuse.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 24 || (major === 24 && minor < 12)) {
  console.error(
    `gexcord needs Node 24.12 or newer, this is ${process.versions.node}.\n` +
      "On Linux `npm ci` brings it and `npm start` uses it; elsewhere install it from https://nodejs.org.",
  );
  process.exit(1);
}
if ((process.argv[2] ?? "start") === "start") (await import("../src/memory.ts")).becomeFrugal();
const { main } = await import("../src/main.ts");
process.exitCode = await main(process.argv.slice(2));
