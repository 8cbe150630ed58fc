import type { ParseArgsOptionsConfig } from 'node:util';
import type { Database } from '../../platform/db/database.ts';
import type { Bank } from '../bank.ts';
import type { SecretKeyPlace } from '../secret-key.ts';
import type { Output } from './output.ts';

/** What the command was given: its own options as `parseArgs` delivers them, and its positional arguments. */
export type Call = {
  options: Readonly<Record<string, string | boolean | undefined>>;
  arguments: readonly string[];
  output: Output;
  /** Opens the database that `--data` or DATABASE_URL names; it is closed when the command ends. */
  openBank(options?: OpenOptions): Promise<Bank>;
  /** The same database as it is, with or without a schema. */
  openDatabase(): Promise<Database>;
  /** Where the key that seals second factors comes from. */
  secretKey(): SecretKeyPlace;
  /** Where checkpoints of the audit chain are kept, if anywhere. */
  checkpoints(): string | undefined;
};

export type OpenOptions = {
  /** Makes or upgrades the schema instead of requiring that `init` was run. */
  create?: boolean;
};

export type Command = {
  /** As INTERFACE writes it, without the program's name: `backup OUT`. */
  usage: string;
  /** Lines of Chinese help below the usage. */
  help: readonly string[];
  /** Besides `--data`, `--json` and `--help`, which every command takes. */
  options?: ParseArgsOptionsConfig;
  /** Names of the positional arguments; all are required. */
  arguments?: readonly string[];
  /** Names of those that may follow the required ones. */
  optionalArguments?: readonly string[];
  run(call: Call): Promise<void>;
};

/** The call itself was wrong: exit code 2. The message is Chinese and says what to do. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The input or the state refused the command: exit code 1. The message is Chinese and says what to do. */
export class Refusal extends Error {
  override name = 'Refusal';
}
