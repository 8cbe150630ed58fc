/** The database cannot be used as asked. The message is Chinese, meant for the operator, and says what to do. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
}
