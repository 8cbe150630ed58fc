export type ServerSettings = Readonly<Record<string, string | number | boolean>>;

/** For a laptop or a small office server that runs our own process beside it: safe first, then modest, then fast. */
export const DEFAULT_SETTINGS: ServerSettings = {
  fsync: true,
  synchronous_commit: true,
  full_page_writes: true,
  max_connections: 60,
  shared_buffers: '128MB',
  effective_cache_size: '1GB',
  work_mem: '32MB',
  maintenance_work_mem: '128MB',
  random_page_cost: 1.1,
  // Statements here are short; compiling one costs more than it saves.
  jit: false,
  // Nothing replicates from this server, so bulk loads into new tables need no log of their rows.
  wal_level: 'minimal',
  max_wal_senders: 0,
  wal_buffers: '16MB',
  min_wal_size: '256MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  autovacuum_max_workers: 2,
  log_line_prefix: '%m [%p] ',
  log_checkpoints: false,
};

export function settingArguments(settings: ServerSettings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
