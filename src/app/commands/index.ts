import type { Command } from '../command-line/command.ts';

type LoadCommand = () => Promise<Command>;

/** Every command by name. Loaded when called, so that `zhanye --help` and short commands start at once. */
export const commands: Readonly<Record<string, LoadCommand>> = {
  init: async () => (await import('./init.ts')).init,
  import: async () => (await import('./import.ts')).importCommand,
  evaluate: async () => (await import('./evaluate.ts')).evaluate,
  duties: async () => (await import('./duties.ts')).duties,
  explain: async () => (await import('./explain.ts')).explain,
  rulebook: async () => (await import('./rulebook.ts')).rulebook,
  simulate: async () => (await import('./simulate.ts')).simulate,
  verify: async () => (await import('./verify.ts')).verify,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  demo: async () => (await import('./demo.ts')).demo,
  serve: async () => (await import('./serve.ts')).serve,
};
