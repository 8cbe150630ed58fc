import type pg from 'pg';
import copy from 'pg-copy-streams';

/** A running COPY … FROM STDIN. */
export type CopyTarget = {
  write(rows: Buffer): Promise<void>;
  /** Ends the rows; returns how many the server took. */
  close(): Promise<number>;
};

/**
 * Begins `statement`. What the server refuses makes the current or the next call fail; the stream of the package would
 * be left waiting for ever, or break on its own closed connection.
 */
export function openCopyTarget(client: pg.ClientBase, statement: string): CopyTarget {
  const stream = client.query(copy.from(statement));
  let failure: Error | undefined;
  let refuse: (error: Error) => void = () => undefined;
  stream.on('error', (error) => {
    failure = error;
    refuse(error);
  });
  const perform = (action: (done: () => void) => void): Promise<void> => {
    if (failure !== undefined) return Promise.reject(failure);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    refuse = reject;
    action(resolve);
    return promise;
  };
  return {
    write: (rows) => perform((done) => stream.write(rows, done)),
    async close() {
      await perform((done) => stream.end(done));
      return stream.rowCount;
    },
  };
}
