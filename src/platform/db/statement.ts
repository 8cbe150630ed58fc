import { CompiledQuery } from 'kysely';
import pg from 'pg';
import type { Db } from './database.ts';

const namesByText = new Map<string, string>();

/**
 * Declares a hot statement: the server parses it once per connection and keeps it under `name`.
 * Call at module level with a text of fixed shape ($1, $2 …); the result runs it on a database or transaction.
 */
export function defineStatement<Row = unknown>(name: string, text: string) {
  namesByText.set(text, name);
  return async (db: Db, ...values: unknown[]): Promise<Row[]> =>
    (await db.executeQuery<Row>(CompiledQuery.raw(text, values))).rows;
}

/** Texts that programs make are without end; what a connection keeps must not be. */
const MOST_KEPT = 500;

/** Lets connections keep a composed text that comes again and again, as far as there is room. */
export function keepStatement(text: string): void {
  if (!namesByText.has(text) && namesByText.size < MOST_KEPT) namesByText.set(text, `kept.${namesByText.size}`);
}

/** The pool's client. Kysely hands over plain texts, so the name of a hot statement is added here. */
export class StatementClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg declares a dozen overloads, all of which pass through unchanged.
  override query(config: any, values?: any, callback?: any): any {
    const name = typeof config === 'string' ? namesByText.get(config) : undefined;
    if (name === undefined) return super.query(config, values, callback);
    return super.query({ name, text: config, values }, callback);
  }
}
