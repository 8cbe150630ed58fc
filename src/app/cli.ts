// Ends through `exit`, where an embedded server is told to stop; `serve` closes in its own order first.
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, () => process.exit(code));
}

const { run } = await import('./command-line/run.ts');
process.exit(await run(process.argv.slice(2), process.env));
