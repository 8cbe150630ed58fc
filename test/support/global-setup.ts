import type { TestProject } from 'vitest/node';
import './database.ts';
import { startTestCluster } from './cluster.ts';

/** Vitest's globalSetup: one PostgreSQL server for the whole run; test files take databases from it. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const { stop, ...cluster } = await startTestCluster();
  provide('testCluster', cluster);
  return stop;
}
