/** A 主办 span as it is known, as the file would have it, or both (a correction); dates are `YYYY-MM-DD`. */
export type PrimarySpan = {
  customer_id: number;
  valid_from: string;
  /** The file's row, null when only the database has the span. */
  row_no: number | null;
  /** The end by the file; null: open. */
  valid_until: string | null;
  is_known: boolean;
  /** The end as it is known; null: open. */
  known_until: string | null;
};

/**
 * The rows to refuse so that no two 主办 spans of a customer overlap: of two rows the later in the file, of a row and a
 * span that the file leaves alone the row. A refused correction leaves the span as it was known.
 */
export function findOverlaps(spans: readonly PrimarySpan[]): number[] {
  return [...Map.groupBy(spans, (span) => span.customer_id).values()].flatMap(settleCustomer);
}

function settleCustomer(spans: readonly PrimarySpan[]): number[] {
  const refused = new Set<number>();
  for (;;) {
    const taken = new DisjointSpans();
    for (const span of spans) {
      const staysAsKnown = span.row_no === null || refused.has(span.row_no);
      if (staysAsKnown && span.is_known) taken.add(span.valid_from, span.known_until);
    }
    const restored = refuseOneRound(spans, taken, refused);
    if (!restored) return [...refused];
  }
}

/** Takes the rows in the file's order. Stops (true) where a refused correction brings back a known span. */
function refuseOneRound(spans: readonly PrimarySpan[], taken: DisjointSpans, refused: Set<number>): boolean {
  const rows = spans.filter((span) => span.row_no !== null && !refused.has(span.row_no));
  for (const span of rows.toSorted((a, b) => (a.row_no as number) - (b.row_no as number))) {
    if (taken.add(span.valid_from, span.valid_until)) continue;
    refused.add(span.row_no as number);
    if (span.is_known) return true;
  }
  return false;
}

/** Spans in the order of their beginnings, none overlapping another. */
class DisjointSpans {
  readonly #spans: { from: string; until: string }[] = [];

  /** Adds the span, or answers false where it overlaps one that is there. */
  add(from: string, validUntil: string | null): boolean {
    const until = validUntil ?? '~';
    let low = 0;
    let high = this.#spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#spans[middle] as { from: string }).from < from) low = middle + 1;
      else high = middle;
    }
    const before = this.#spans[low - 1];
    const after = this.#spans[low];
    if ((before && before.until > from) || (after && after.from < until)) return false;
    this.#spans.splice(low, 0, { from, until });
    return true;
  }
}
